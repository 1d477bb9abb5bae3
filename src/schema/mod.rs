//! The JSON Schemas of a lot (draft 2020-12): what a declaration must look like, and when it conforms.
//!
//! A published schema is the only judge: whatever can be decided from a declaration alone is decided
//! by it, so any validator gives the verdict that `tenderc check` gives. It is one document without
//! outside references, it has no `oneOf`, and it uses only what validators agree on.
//! Nothing here looks at a declaration.

mod blank;
pub mod combine;
pub mod judge;
pub mod lower;
pub mod pattern;
pub mod requirement;
pub mod shape;

pub use blank::blank;

use serde_json::{Map, Value as Json, json};

use crate::condition::word;
use crate::condition::word::Naming;
use crate::resolve::spec::Fact;
use crate::resolve::spec::Lot;
use crate::resolve::spec::Obligation;
use crate::resolve::spec::Spec;
use crate::schema::combine::both;
use crate::schema::requirement::answered_name;
use crate::schema::requirement::lines;
use crate::schema::requirement::met_name;
use crate::schema::shape::described;
use crate::schema::shape::object;
use crate::schema::shape::reference;

/// The format of a declaration.
pub const DECLARATION: &str = "tenderc-declaration/1";

/// The draft that the schemas are written in.
pub const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a declaration for the lot must satisfy to be complete and well formed.
pub fn declaration(spec: &Spec, lot: &Lot) -> Json {
    let answered = lot
        .requirements
        .iter()
        .filter(|requirement| requirement::needs_declaration(requirement))
        .map(|requirement| reference(&answered_name(&requirement.id)));
    document(
        spec,
        lot,
        "declaration",
        "A declaration that is complete and well formed. It says nothing about whether the device conforms.",
        answered.collect(),
    )
}

/// What a declaration for the lot must satisfy to conform: [`declaration`], and every `shall` met.
pub fn conformance(spec: &Spec, lot: &Lot) -> Json {
    let met = lot.requirements.iter().filter_map(|requirement| {
        if requirement.obligation == Obligation::Shall {
            // It includes that the requirement is answered.
            Some(reference(&met_name(&requirement.id)))
        } else {
            requirement::needs_declaration(requirement).then(|| reference(&answered_name(&requirement.id)))
        }
    });
    document(
        spec,
        lot,
        "conformance",
        "A declaration that is complete, well formed, and meets every requirement that says “shall”.",
        met.collect(),
    )
}

fn document(spec: &Spec, lot: &Lot, kind: &str, description: &str, demands: Vec<Json>) -> Json {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("$id".to_owned(), format!("urn:tenderc:{}:{}:{kind}", spec.tender.id, lot.id).into());
    schema.insert("title".to_owned(), format!("{}: {}", spec.tender.title, lot.title).into());
    schema.insert("description".to_owned(), description.into());
    if let Json::Object(root) = root(spec, lot) {
        schema.extend(root);
    }
    if !demands.is_empty() {
        schema.insert("allOf".to_owned(), demands.into());
    }
    let entries = lot.requirements.iter().flat_map(|requirement| requirement::definitions(lot, requirement));
    let definitions: Map<String, Json> = entries.chain(shape::definitions()).collect();
    schema.insert("$defs".to_owned(), definitions.into());
    Json::Object(schema)
}

fn root(spec: &Spec, lot: &Lot) -> Json {
    let text = |title: &str| described(reference("text"), title, "");
    let texts =
        |names: &[(&str, &str)]| object(names.iter().map(|(name, title)| ((*name).to_owned(), text(title))));
    let fixed = |text: &str, title: &str| described(json!({ "const": text }), title, "");
    json!({
        "type": "object",
        "required": ["format", "pack", "tender", "lot", "vendor", "device", "facts", "answers"],
        "properties": {
            "format": fixed(DECLARATION, "The format of declarations"),
            "pack": fixed(&spec.pack, "The pack that the declaration answers"),
            "tender": fixed(&spec.tender.id, "The tender"),
            "lot": fixed(&lot.id, "The lot"),
            "vendor": described(
                texts(&[("name", "Name of the vendor"), ("contact", "Whom to ask")]), "Vendor", ""
            ),
            "device": described(
                texts(&[("name", "Name"), ("model", "Model"), ("version", "Version, as the vendor counts")]),
                "Device",
                ""
            ),
            "facts": described(facts(lot), "Facts", "What the device is. The facts decide which requirements apply."),
            "answers": described(answers(lot), "Answers", "By the id of the requirement."),
            "deviations": described(deviations(lot), "Deviations", "Where a requirement is not met: why, and what is done instead."),
            "evidence": described(evidence(spec, lot), "Evidence", "The files enclosed."),
        },
        "additionalProperties": false,
    })
}

fn facts(lot: &Lot) -> Json {
    object(lot.facts.iter().filter(|fact| fact.asked).map(|fact| (fact.id.clone(), fact_schema(fact))))
}

/// The shape of a fact, and what the tender demands of it.
fn fact_schema(fact: &Fact) -> Json {
    let demanded = fact.known.iter().map(|known| lower::check(&known.check, &fact.of));
    let schema = demanded.fold(shape::shape(&fact.of), both);
    let reasons: Vec<String> = fact
        .known
        .iter()
        .map(|known| {
            let accepted = word::accepted(&known.check, &fact.of, Naming::Id);
            format!("For this lot: {accepted} ({}).", known.because)
        })
        .collect();
    let description =
        lines(&[fact.ask.trim(), &shape::unit(&fact.of), &shape::options(&fact.of), &reasons.join("\n")]);
    described(schema, &fact.title, &description)
}

fn answers(lot: &Lot) -> Json {
    let properties: Map<String, Json> = lot
        .requirements
        .iter()
        .map(|requirement| (requirement.id.clone(), reference(&requirement.id)))
        .collect();
    let required: Vec<&str> = lot
        .requirements
        .iter()
        .filter(|requirement| requirement::always(requirement) && requirement::always_answered(requirement))
        .map(|requirement| requirement.id.as_str())
        .collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

fn deviations(lot: &Lot) -> Json {
    let deviation = object([
        ("reason".to_owned(), described(reference("text"), "Why the requirement is not met", "")),
        ("measure".to_owned(), described(reference("text"), "What is done instead", "")),
    ]);
    json!({ "type": "object", "propertyNames": one_of(&ids(lot)), "additionalProperties": deviation })
}

fn evidence(spec: &Spec, lot: &Lot) -> Json {
    let kinds: Vec<&str> = spec.evidence_kinds.iter().map(|kind| kind.id.as_str()).collect();
    let titles: Vec<String> =
        spec.evidence_kinds.iter().map(|kind| format!("`{}`: {}", kind.id, kind.title)).collect();
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["for", "kind", "file", "sha256"],
            "properties": {
                "for": {
                    "title": "The requirements that it is for",
                    "type": "array", "minItems": 1, "uniqueItems": true, "items": one_of(&ids(lot)),
                },
                "kind": described(one_of(&kinds), "Its kind", &titles.join("\n")),
                "file": {
                    "title": "The file",
                    "description": "Its path from the declaration on, with `/` between folders; it does not lead out of the folder of the declaration.",
                    "type": "string",
                    "pattern": "^[^/\\\\:\\x00-\\x1f]+(?:/[^/\\\\:\\x00-\\x1f]+)*$",
                    "not": { "pattern": "(?:^|/)\\.{1,2}(?:/|$)|[\\n\\r]" },
                },
                "sha256": {
                    "title": "The SHA-256 digest of the file",
                    "description": "Its 64 hexadecimal digits. Another form spoils this entry alone, when the file is looked at.",
                    "type": "string", "maxLength": 1000,
                },
                "valid-until": described(reference("date"), "The last day on which it is valid", ""),
            },
            "additionalProperties": false,
        },
    })
}

fn ids(lot: &Lot) -> Vec<&str> {
    lot.requirements.iter().map(|requirement| requirement.id.as_str()).collect()
}

/// One of the words; an empty `enum` is refused by some validators.
fn one_of(words: &[&str]) -> Json {
    if words.is_empty() { Json::Bool(false) } else { json!({ "enum": words }) }
}
