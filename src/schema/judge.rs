//! The schema of a lot, ready to judge: is a declaration well-formed, and which requirements does it meet?
//!
//! Nothing here explains; nothing elsewhere decides.

use std::collections::BTreeSet;

use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value as Json, json};

use crate::resolve::spec::Lot;
use crate::schema;
use crate::schema::requirement::{met_by, met_name};

/// The validator of one lot.
#[derive(Clone, Debug)]
pub struct Judge {
    /// The schema itself and all its `-met`, as [`together`] puts them: in one, since making what they share
    /// ready takes longer than judging does.
    all: Validator,
    /// The ids of the requirements, in the order of their `-met`.
    ids: Vec<String>,
}

/// What a lot's schemas say of a declaration.
#[derive(Debug)]
pub struct Findings<'a> {
    /// What keeps it from being complete and well-formed. Places in the schema are those of [`together`].
    pub faults: Vec<ValidationError<'a>>,
    /// The ids of the requirements whose `-met` it does not satisfy.
    pub not_met: BTreeSet<&'a str>,
}

impl Judge {
    /// Makes the validator of a lot from its declaration schema.
    ///
    /// # Errors
    /// Where the schema is none, in the validator's words.
    pub fn new(schema: Json) -> Result<Self, String> {
        let definitions = schema.get("$defs").and_then(Json::as_object);
        let ids = definitions.into_iter().flat_map(Map::keys).filter_map(|name| met_by(name));
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        Ok(Self { all: compile(&together(schema, &ids))?, ids })
    }

    /// The name of the first definition that a requirement of a lot lacks; nothing where it judges all of them.
    pub fn lacks(&self, lot: &Lot) -> Option<String> {
        let known: BTreeSet<&str> = self.ids.iter().map(String::as_str).collect();
        let lacking = lot.requirements.iter().find(|requirement| !known.contains(requirement.id.as_str()))?;
        Some(met_name(&lacking.id))
    }

    /// What the schemas say of a declaration.
    pub fn judge<'a>(&'a self, declaration: &'a Json) -> Findings<'a> {
        let requirement = |path: &str| {
            let at = path.strip_prefix(ALL_MET)?.split('/').next()?.parse::<usize>().ok()?;
            self.ids.get(at).map(String::as_str)
        };
        let mut found = Findings { faults: Vec::new(), not_met: BTreeSet::new() };
        for error in self.all.iter_errors(declaration) {
            match requirement(error.evaluation_path().as_str()) {
                Some(id) => drop(found.not_met.insert(id)),
                None => found.faults.push(error),
            }
        }
        found
    }
}

/// Where in [`together`] the `-met` stand.
const ALL_MET: &str = "/allOf/1/allOf/";

/// The schema of a lot and the `-met` of these requirements as one schema, in which the place of an error says of
/// which of them it is.
fn together(schema: Json, met: &[String]) -> Json {
    let mut all = shared(schema);
    let demands: Vec<Json> =
        met.iter().map(|id| json!({"$ref": format!("#/$defs/{}", met_name(id))})).collect();
    // An empty `allOf` is no schema.
    if let (false, Some(Json::Array(parts))) = (demands.is_empty(), all.get_mut("allOf")) {
        parts.push(json!({"allOf": demands}));
    }
    all
}

/// The schema of a lot as the first part of another one, which has its definitions: so that a place that a fault
/// names is found.
pub fn shared(schema: Json) -> Json {
    let Json::Object(mut own) = schema else { return schema };
    let definitions = own.shift_remove("$defs");
    own.retain(|key, _| !matches!(key.as_str(), "$schema" | "$id"));
    Json::Object(Map::from_iter([
        ("$schema".to_owned(), schema::DRAFT.into()),
        ("$defs".to_owned(), definitions.unwrap_or_default()),
        ("allOf".to_owned(), Json::Array(vec![Json::Object(own)])),
    ]))
}

/// A validator that reaches for nothing outside, with expressions of linear time.
///
/// # Errors
/// Where the schema is none, in the validator's words.
pub fn compile(schema: &Json) -> Result<Validator, String> {
    jsonschema::draft202012::options()
        .offline()
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .build(schema)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::example::{HEAD, pack};

    /// Each `-met` by itself says what the judge says of all of them together.
    #[test]
    fn every_error_is_laid_at_its_own_requirement() {
        let pack = pack();
        let lot = &pack.spec.lots[0];
        let schema = pack.schemas["pumps"].declaration();
        let judge = Judge::new(schema.clone()).unwrap();
        assert_eq!(judge.lacks(lot), None);
        let shape = compile(schema).unwrap();
        let facts = "facts: {interfaces: [wifi], updatable: true}\n";
        let texts = [
            "answers: {}",
            "answers: {POW-01: {charge: 3}, CRT-01: {certified: false, own_test: true}}",
            "answers: {NET-01: {open_ports: [{port: 1, encrypted: false}]}, NET-02: {methods: [tls], tls: '1.2'}}",
            "answers: {UPD-03: {channel: unsigned, support_until: 2040-01-01}, DOC-01: 3}",
        ];
        for text in texts {
            let text = format!("{HEAD}{facts}{text}");
            let source = crate::text::Sources::default().add("a.yaml", text.clone());
            let json = crate::syntax::parse_yaml(&text, source).unwrap().json();
            let Findings { faults, not_met } = judge.judge(&json);
            let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
            let alone: Vec<String> = shape.iter_errors(&json).map(|error| error.to_string()).collect();
            assert_eq!(found, alone, "{text}");
            for requirement in &lot.requirements {
                let reference = format!("#/$defs/{}", met_name(&requirement.id));
                let one = compile(&json!({"$defs": schema["$defs"], "$ref": reference})).unwrap();
                let expected = !one.is_valid(&json);
                assert_eq!(not_met.contains(requirement.id.as_str()), expected, "{} {text}", requirement.id);
            }
        }
    }
}
