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
use super::fault::{Fault, Found, What, Wrong};

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

/// What a schema finds in a text.
#[derive(Debug, Default)]
pub struct Judged {
    /// Its faults, where the text is not valid.
    pub fault: Option<Fault>,
    /// How many addresses in it are malformed. Programs copy them from other people's packages, and nothing
    /// that is asked of a bill depends on them.
    pub malformed_addresses: usize,
}

impl Schema {
    /// What the schema finds in a text.
    pub fn judge(&self, json: &Json, format: String) -> Judged {
        let validator = match self.made.get_or_init(|| compile(self.text)) {
            Ok(validator) => validator,
            Err(words) => return Judged { fault: Some(Fault::NoSchema(words.clone())), ..Judged::default() },
        };
        let mut judged = Judged::default();
        if validator.is_valid(json) {
            return judged;
        }
        let mut wrongs: Vec<Wrong> = Vec::new();
        let mut more = false;
        for error in validator.iter_errors(json).take(MOST_LOOKED_AT) {
            let error = deepest(&error);
            if is_address(error) {
                judged.malformed_addresses += 1;
                continue;
            }
            // When the bill was made is judged with what it must say.
            if MADE.contains(&error.instance_path().as_str()) && matches!(error.kind(), Kind::Format { .. }) {
                continue;
            }
            let wrong = wrong(error);
            match wrongs.len() {
                _ if wrongs.contains(&wrong) => {}
                MOST => more = true,
                _ => wrongs.push(wrong),
            }
        }
        judged.fault = (!wrongs.is_empty()).then_some(Fault::Invalid { format, wrongs, more });
        judged
    }
}

/// Where a bill says when it was made.
const MADE: &[&str] = &["/metadata/timestamp", "/creationInfo/created"];

/// As many faults of a text as this are looked at.
const MOST_LOOKED_AT: usize = 20_000;

/// Whether an error is that of an address alone.
fn is_address(error: &ValidationError<'_>) -> bool {
    match error.kind() {
        Kind::Format { format } => {
            let format = format.trim_start_matches("idn-");
            ["iri", "uri", "iri-reference", "uri-reference", "email"].contains(&format)
        }
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            error.instance().is_string() && context.iter().flatten().any(is_address)
        }
        _ => false,
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

fn wrong(error: &ValidationError<'_>) -> Wrong {
    let place = cut(&Route::pointer(error.instance_path().as_str()).to_string());
    let instance: &Json = error.instance();
    let found = || Found::of(instance);
    let what = match error.kind() {
        Kind::Required { property } => What::Lacks(property.as_str().unwrap_or_default().to_owned()),
        Kind::AdditionalProperties { unexpected } => {
            What::Key(cut(unexpected.first().map(String::as_str).unwrap_or_default()))
        }
        Kind::Type { kind } => {
            let wanted = match kind {
                TypeKind::Single(one) => type_word(&one.to_string()),
                TypeKind::Multiple(_) => "other",
            };
            What::Type { found: found(), wanted }
        }
        Kind::Enum { options } => {
            let known = options.as_array().into_iter().flatten().filter_map(Json::as_str);
            let meant =
                suggest::nearest(&cut(instance.as_str().unwrap_or_default()), known.collect::<Vec<_>>());
            What::Word { found: found(), meant: meant.map(str::to_owned) }
        }
        Kind::UniqueItems => What::Twice,
        Kind::OneOfMultipleValid { .. } => What::Several,
        Kind::MinItems { .. } | Kind::MinLength { .. } => What::Empty,
        _ => What::Form(found()),
    };
    Wrong { place, what }
}

/// The word of a type in the table of messages.
fn type_word(name: &str) -> &'static str {
    match name {
        "string" => "string",
        "object" => "object",
        "array" => "array",
        "boolean" => "boolean",
        _ => "number",
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
