//! The published schemas of the formats, ready to judge, and what they find in words.
//!
//! The schemas stand in `schemas/`, whose README says where they come from. They refer to each other
//! and to nothing else: no schema is ever fetched.

use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{Registry, ValidationError, Validator};
use serde_json::Value as Json;

use crate::diag::suggest;
use crate::text::Route;

use super::bill::cut;

/// A schema; its validator is made when it is first needed.
pub struct Schema {
    text: &'static str,
    made: OnceLock<Result<Validator, String>>,
}

/// Says which schemas there are.
macro_rules! schemas {
    ($($(#[$doc:meta])* $name:ident $file:literal)*) => {
        $($(#[$doc])* pub static $name: Schema =
            Schema { text: include_str!(concat!("schemas/", $file)), made: OnceLock::new() };)*
    };
}

schemas! {
    /// CycloneDX 1.4.
    CYCLONEDX_1_4 "cyclonedx-1.4.json"
    /// CycloneDX 1.5.
    CYCLONEDX_1_5 "cyclonedx-1.5.json"
    /// CycloneDX 1.6 (ECMA-424, 1st edition).
    CYCLONEDX_1_6 "cyclonedx-1.6.json"
    /// CycloneDX 1.7 (ECMA-424, 2nd edition).
    CYCLONEDX_1_7 "cyclonedx-1.7.json"
    /// SPDX 2.3.
    SPDX_2_3 "spdx-2.3.json"
}

/// What other schemas refer to, by its address.
const SHARED: &[(&str, &str)] = &[
    ("http://cyclonedx.org/schema/spdx.schema.json", include_str!("schemas/spdx-licences.json")),
    ("http://cyclonedx.org/schema/jsf-0.82.schema.json", include_str!("schemas/jsf-0.82.json")),
    (
        "http://cyclonedx.org/schema/cryptography-defs.schema.json",
        include_str!("schemas/cryptography-defs.json"),
    ),
];

/// As many faults as this are told.
const MOST: usize = 3;

impl Schema {
    /// What the schema finds in a text, as one sentence; nothing where the text is valid.
    pub fn faults(&self, json: &Json, form: &str) -> Option<String> {
        let validator = match self.made.get_or_init(|| compile(self.text)) {
            Ok(validator) => validator,
            Err(words) => return Some(format!("the schema of {form} cannot be used: {words}")),
        };
        if validator.is_valid(json) {
            return None;
        }
        let mut told: Vec<String> = Vec::new();
        let mut more = false;
        for error in validator.iter_errors(json) {
            let said = words(&deepest(&error));
            if told.contains(&said) {
                continue;
            }
            if told.len() == MOST {
                more = true;
                break;
            }
            told.push(said);
        }
        let more = if more { "; and more" } else { "" };
        Some(format!("it is not valid {form}: {}{more}", told.join("; ")))
    }
}

/// A validator that reaches for nothing outside, with expressions of linear time.
fn compile(text: &str) -> Result<Validator, String> {
    let json = |text: &str| serde_json::from_str::<Json>(text).map_err(|error| error.to_string());
    let mut registry = Registry::new();
    for (address, text) in SHARED {
        registry = registry.add(address, json(text)?).map_err(|error| error.to_string())?;
    }
    let registry = registry.prepare().map_err(|error| error.to_string())?;
    jsonschema::options()
        .offline()
        .with_registry(&registry)
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .build(&json(text)?)
        .map_err(|error| error.to_string())
}

/// Of a choice of which nothing fits, the fault that lies deepest: most likely that choice was meant.
fn deepest<'a>(error: &'a ValidationError<'_>) -> &'a ValidationError<'a> {
    let depth = |error: &ValidationError<'_>| error.instance_path().as_str().matches('/').count();
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            let nested = context.iter().flatten().map(deepest);
            match nested.max_by_key(|nested| depth(nested)) {
                Some(nested) if depth(nested) > depth(error) => nested,
                _ => error,
            }
        }
        _ => error,
    }
}

fn words(error: &ValidationError<'_>) -> String {
    let route = Route::pointer(error.instance_path().as_str()).to_string();
    let place = if route.is_empty() { "the text".to_owned() } else { format!("`{}`", cut(&route)) };
    let instance: &Json = error.instance();
    match error.kind() {
        Kind::Required { property } => {
            format!("{place} lacks `{}`", property.as_str().unwrap_or_default())
        }
        Kind::AdditionalProperties { unexpected } => {
            let key = unexpected.first().map(String::as_str).unwrap_or_default();
            format!("{place} has a key `{}`, which is none of the format", cut(key))
        }
        Kind::Type { kind } => {
            let wanted = match kind {
                TypeKind::Single(one) => type_words(&one.to_string()),
                TypeKind::Multiple(_) => "another kind of value",
            };
            format!("{place} is {}, where {wanted} belongs", found(instance))
        }
        Kind::Enum { options } => {
            let known = options.as_array().into_iter().flatten().filter_map(Json::as_str);
            let meant = suggest::nearest(instance.as_str().unwrap_or_default(), known.collect::<Vec<_>>());
            let meant = meant.map_or(String::new(), |meant| format!(" (did you mean `{meant}`?)"));
            format!("{place} is {}, which is none of its words{meant}", found(instance))
        }
        Kind::UniqueItems => format!("{place} lists the same thing twice"),
        Kind::OneOfMultipleValid { .. } => format!("{place} says more than one thing where one belongs"),
        Kind::MinItems { .. } | Kind::MinLength { .. } => format!("{place} is empty"),
        _ => format!("{place} is {}, which has the wrong form", found(instance)),
    }
}

fn type_words(name: &str) -> &'static str {
    match name {
        "string" => "a text",
        "object" => "an object",
        "array" => "a list",
        "boolean" => "`true` or `false`",
        _ => "a number",
    }
}

fn found(json: &Json) -> String {
    match json {
        Json::Null => "`null`".to_owned(),
        Json::Bool(flag) => format!("`{flag}`"),
        Json::Number(number) => number.to_string(),
        Json::String(text) => format!("\"{}\"", cut(text)),
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_can_be_used() {
        let all = [&CYCLONEDX_1_4, &CYCLONEDX_1_5, &CYCLONEDX_1_6, &CYCLONEDX_1_7, &SPDX_2_3];
        for schema in all {
            assert_eq!(compile(schema.text).err(), None);
        }
    }
}
