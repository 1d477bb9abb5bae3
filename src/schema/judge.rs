//! The schema of a lot, ready to judge: is a declaration well-formed, and which requirements does it meet?
//!
//! Nothing here explains; nothing elsewhere decides.

use std::collections::BTreeSet;

use jsonschema::{ValidationError, Validator};
use serde_json::{Value as Json, json};

use crate::resolve::spec::Lot;
use crate::schema;
use crate::schema::requirement::met_name;

/// The validators of one lot.
#[derive(Clone, Debug)]
pub struct Judge {
    shape: Validator,
    /// All the `-met` of the lot in one `allOf`, so that an error's place in it names the requirement.
    met: Validator,
    ids: Vec<String>,
}

impl Judge {
    /// Makes the validators of a lot from its declaration schema.
    ///
    /// # Errors
    /// Where the schema is none, in the validator's words.
    pub fn new(lot: &Lot, schema: &Json) -> Result<Self, String> {
        let ids: Vec<String> = lot.requirements.iter().map(|requirement| requirement.id.clone()).collect();
        let demands: Vec<Json> =
            ids.iter().map(|id| json!({"$ref": format!("#/$defs/{}", met_name(id))})).collect();
        let mut all = json!({"$schema": schema::DRAFT, "$defs": schema.get("$defs")});
        // An empty `allOf` is no schema.
        if let (false, Some(all)) = (demands.is_empty(), all.as_object_mut()) {
            all.insert("allOf".to_owned(), demands.into());
        }
        Ok(Self { shape: compile(schema)?, met: compile(&all)?, ids })
    }

    /// What keeps a declaration from being complete and well-formed.
    pub fn faults<'a>(&'a self, declaration: &'a Json) -> impl Iterator<Item = ValidationError<'a>> {
        self.shape.iter_errors(declaration)
    }

    /// The requirements whose `-met` a declaration does not satisfy.
    pub fn not_met(&self, declaration: &Json) -> BTreeSet<&str> {
        let index = |path: &str| path.strip_prefix("/allOf/")?.split('/').next()?.parse::<usize>().ok();
        self.met
            .iter_errors(declaration)
            .filter_map(|error| self.ids.get(index(error.evaluation_path().as_str())?).map(String::as_str))
            .collect()
    }
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
        let schema = &pack.schemas["pumps"].declaration;
        let judge = Judge::new(lot, schema).unwrap();
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
            let not_met = judge.not_met(&json);
            for requirement in &lot.requirements {
                let reference = format!("#/$defs/{}", met_name(&requirement.id));
                let one = compile(&json!({"$defs": schema["$defs"], "$ref": reference})).unwrap();
                let expected = !one.is_valid(&json);
                assert_eq!(not_met.contains(requirement.id.as_str()), expected, "{} {text}", requirement.id);
            }
        }
    }
}
