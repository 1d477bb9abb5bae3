//! The JSON Schemas of a lot (draft 2020-12): what a declaration must look like, and when it conforms.
//!
//! A published schema is the only judge: whatever can be decided from a declaration alone is decided
//! by it, so any validator gives the verdict that `tenderc check` gives. It is one document without
//! outside references, it has no `oneOf`, and it uses only what validators agree on.
//! Nothing here looks at a declaration.

pub(crate) mod bare;
mod blank;
pub mod combine;
pub(crate) mod judge;
pub mod lower;
pub(crate) mod pattern;
pub mod requirement;
pub mod shape;

pub use bare::bare;
pub use blank::{binding_evidence, blank, evidence_to_come};

use serde_json::{Map, Value as Json, json};

use crate::condition::KIND;
use crate::condition::word;
use crate::condition::word::Naming;
use crate::declaration::{DRAFTS, ORIGINS};
use crate::resolve::spec::Fact;
use crate::resolve::spec::Lot;
use crate::resolve::spec::Obligation;
use crate::resolve::spec::Spec;
use crate::say;
use crate::schema::combine::both;
use crate::schema::combine::implies;
use crate::schema::combine::not;
use crate::schema::lower::given;
use crate::schema::requirement::answered_name;
use crate::schema::requirement::lines;
use crate::schema::requirement::met_name;
use crate::schema::shape::described;
use crate::schema::shape::object;
use crate::schema::shape::or_nothing;
use crate::schema::shape::reference;
use crate::schema::shape::something;
use crate::words::Words;

/// The format of a declaration.
pub const DECLARATION: &str = "tenderc-declaration/1";

/// The draft that the schemas are written in.
pub const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a declaration for the lot must satisfy to be complete and well formed.
pub fn declaration(spec: &Spec, lot: &Lot, words: Words) -> Json {
    let answered = lot.requirements.iter().map(|requirement| {
        let id = &requirement.id;
        unless_proposed(id, reference(&answered_name(id)))
    });
    document(spec, lot, ("declaration", &say!(words, "schema-declaration")), answered.collect(), words)
}

/// What a declaration for the lot must satisfy so that nothing is left that is the vendor's to do: it is
/// well formed, states every fact, and meets every `shall` or proposes a deviation from it.
pub fn conformance(spec: &Spec, lot: &Lot, words: Words) -> Json {
    let binding = lot.requirements.iter().filter(|requirement| requirement.obligation == Obligation::Shall);
    let met =
        binding.map(|requirement| unless_proposed(&requirement.id, reference(&met_name(&requirement.id))));
    document(spec, lot, ("conformance", &say!(words, "schema-conformance")), met.collect(), words)
}

/// What a declaration for the lot must satisfy to be judged: it is well formed, and states every fact. Its `$defs`
/// decide the rest, as those of [`declaration`] do.
pub fn well_formed(spec: &Spec, lot: &Lot, words: Words) -> Json {
    document(spec, lot, ("well-formed", ""), Vec::new(), words)
}

/// What is demanded for a requirement unless the declaration says why it is not met, and what is done
/// instead: whoever proposes a deviation need not answer the rest.
fn unless_proposed(id: &str, demanded: Json) -> Json {
    let text = || json!({ "type": "string", "$ref": "#/$defs/text" });
    let proposed = both(given(&["reason"], text()), given(&["measure"], text()));
    implies(not(given(&["deviations", id], proposed)), demanded)
}

fn document(
    spec: &Spec,
    lot: &Lot,
    (kind, description): (&str, &str),
    demands: Vec<Json>,
    words: Words,
) -> Json {
    let title = say!(words, "schema-title", tender = spec.tender.title.as_str(), lot = lot.title.as_str());
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("$id".to_owned(), format!("urn:tenderc:{}:{}:{kind}", spec.tender.id, lot.id).into());
    schema.insert("title".to_owned(), title.into());
    schema.insert("description".to_owned(), description.into());
    if let Json::Object(root) = root(spec, lot, words) {
        schema.extend(root);
    }
    let demands: Vec<Json> = std::iter::once(stated(lot)).chain(of_kinds(lot)).chain(demands).collect();
    schema.insert("allOf".to_owned(), demands.into());
    let entries =
        lot.requirements.iter().flat_map(|requirement| requirement::definitions(lot, requirement, words));
    let definitions: Map<String, Json> = entries.chain(shape::definitions(words)).collect();
    schema.insert("$defs".to_owned(), definitions.into());
    Json::Object(schema)
}

fn root(spec: &Spec, lot: &Lot, words: Words) -> Json {
    let text = |title: &str| described(or_nothing(reference("text")), &say!(words, title), "");
    let texts =
        |names: &[(&str, &str)]| object(names.iter().map(|(name, title)| ((*name).to_owned(), text(title))));
    let fixed = |text: &str, title: &str| described(json!({ "const": text }), &say!(words, title), "");
    let part = |title: &str, what: &str, schema| described(schema, &say!(words, title), &say!(words, what));
    json!({
        "type": "object",
        "required": ["format", "pack", "tender", "lot", "vendor", "device", "facts", "answers"],
        "properties": {
            "$schema": described(json!({ "type": "string" }), &say!(words, "schema-where"), ""),
            "format": fixed(DECLARATION, "schema-format"),
            "pack": fixed(&spec.pack, "schema-pack"),
            "tender": fixed(&spec.tender.id, "schema-tender"),
            "lot": fixed(&lot.id, "schema-lot"),
            "vendor": described(
                texts(&[("name", "schema-vendor-name"), ("contact", "schema-vendor-contact")]), &say!(words, "schema-vendor"), ""
            ),
            "device": described(
                texts(&[("name", "schema-device-name"), ("model", "schema-device-model"), ("version", "schema-device-version")]),
                &say!(words, "schema-device"),
                ""
            ),
            "facts": part("schema-facts", "schema-facts-what", facts(lot, words)),
            "answers": part("schema-answers", "schema-answers-what", answers(lot)),
            "deviations": part("schema-deviations", "schema-deviations-what", deviations(lot, words)),
            "evidence": part("schema-evidence", "schema-evidence-what", evidence(spec, lot, words)),
            (DRAFTS): part("schema-drafts", "schema-drafts-what", beside(lot, &draft(words))),
            (ORIGINS): part("schema-origins", "schema-origins-what", beside(lot, &or_nothing(reference("text")))),
        },
        "additionalProperties": false,
    })
}

fn facts(lot: &Lot, words: Words) -> Json {
    let asked = lot.facts.iter().filter(|fact| fact.asked);
    let required: Vec<&str> = asked.clone().map(|fact| fact.id.as_str()).collect();
    let properties: Map<String, Json> =
        asked.map(|fact| (fact.id.clone(), fact_schema(fact, words))).collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// That every fact is stated, and who offers what.
fn stated(lot: &Lot) -> Json {
    let something = |names: Vec<&str>| -> Json {
        let named: Map<String, Json> = names.into_iter().map(|name| (name.to_owned(), something())).collect();
        json!({ "type": "object", "properties": named })
    };
    let facts = lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str());
    json!({ "type": "object", "properties": {
        "vendor": something(vec!["name", "contact"]),
        "device": something(vec!["name", "model", "version"]),
        "facts": something(facts.collect()),
    }})
}

/// What is demanded of the facts of devices of some of the kinds in a lot, kinds by kinds.
fn of_kinds(lot: &Lot) -> Vec<Json> {
    let mut demands: Vec<(&[String], Map<String, Json>)> = Vec::new();
    for fact in lot.facts.iter().filter(|fact| fact.asked) {
        for known in fact.known.iter().filter(|known| !known.kinds.is_empty()) {
            let demanded = or_nothing(lower::check(&known.check, &fact.of));
            match demands.iter_mut().find(|(kinds, _)| *kinds == known.kinds) {
                Some((_, facts)) => {
                    let before = facts.remove(&fact.id).unwrap_or(Json::Bool(true));
                    facts.insert(fact.id.clone(), both(before, demanded));
                }
                None => demands.push((&known.kinds, Map::from_iter([(fact.id.clone(), demanded)]))),
            }
        }
    }
    let demands = demands.into_iter().map(|(kinds, facts)| {
        let facts = json!({ "type": "object", "properties": facts });
        implies(is_of_kind(kinds), json!({ "type": "object", "properties": { "facts": facts } }))
    });
    demands.collect()
}

/// That a declaration is of a device of one of these kinds.
pub(crate) fn is_of_kind(kinds: &[String]) -> Json {
    given(&["facts", KIND], json!({ "enum": kinds }))
}

/// The shape of a fact, and what the tender demands of it.
fn fact_schema(fact: &Fact, words: Words) -> Json {
    let of_all = fact.known.iter().filter(|known| known.kinds.is_empty());
    let demanded = of_all.map(|known| lower::check(&known.check, &fact.of));
    let schema = or_nothing(demanded.fold(shape::shape(&fact.of, words), both));
    let reasons: Vec<String> = fact
        .known
        .iter()
        .map(|known| {
            let accepted = word::accepted(words, &known.check, &fact.of, Naming::Id);
            say!(words, "schema-known", accepted = accepted, because = known.because.say(words))
        })
        .collect();
    let description = lines(&[
        fact.ask.trim(),
        &shape::unit(&fact.of, words),
        &shape::options(&fact.of, words),
        &reasons.join("\n"),
    ]);
    described(schema, &fact.title, &description)
}

fn answers(lot: &Lot) -> Json {
    let properties: Map<String, Json> = lot
        .requirements
        .iter()
        .map(|requirement| (requirement.id.clone(), or_nothing(reference(&requirement.id))))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn deviations(lot: &Lot, words: Words) -> Json {
    let text = |title: &str| described(or_nothing(reference("text")), &say!(words, title), "");
    let deviation = object([
        ("reason".to_owned(), text("schema-deviation-reason")),
        ("measure".to_owned(), text("schema-deviation-measure")),
    ]);
    json!({
        "type": ["object", "null"],
        "propertyNames": one_of(&ids(lot)),
        "additionalProperties": or_nothing(deviation),
    })
}

/// What is said of facts, answers and deviations beside them: nothing that is judged, so of any form.
fn beside(lot: &Lot, said: &Json) -> Json {
    let facts: Vec<&str> = lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str()).collect();
    let by = |names: &[&str], said: Json| {
        or_nothing(json!({ "type": "object", "propertyNames": one_of(names), "additionalProperties": said }))
    };
    let each = json!({ "type": ["object", "null"], "additionalProperties": said });
    or_nothing(json!({
        "type": "object",
        "properties": {
            "facts": by(&facts, said.clone()),
            "answers": by(&ids(lot), each),
            "deviations": by(&ids(lot), said.clone()),
        },
        "additionalProperties": false,
    }))
}

fn draft(words: Words) -> Json {
    let text = |title: &str| described(or_nothing(reference("text")), &say!(words, title), "");
    or_nothing(json!({
        "type": "object",
        "properties": {
            "value": { "title": say!(words, "schema-draft-value") },
            "among": { "title": say!(words, "schema-draft-among"), "type": "array" },
            "origin": text("schema-draft-origin"),
            "why": text("schema-draft-why"),
        },
        "additionalProperties": false,
    }))
}

fn evidence(spec: &Spec, lot: &Lot, words: Words) -> Json {
    let kinds: Vec<&str> = spec.evidence_kinds.iter().map(|kind| kind.id.as_str()).collect();
    let titles: Vec<String> =
        spec.evidence_kinds.iter().map(|kind| shape::option(&kind.id, &kind.title, words)).collect();
    json!({
        "type": ["array", "null"],
        "items": or_nothing(json!({
            "type": "object",
            "required": ["for", "kind", "file", "sha256"],
            "properties": {
                "for": or_nothing(json!({
                    "title": say!(words, "schema-evidence-for"),
                    "type": "array", "minItems": 1, "uniqueItems": true, "items": one_of(&ids(lot)),
                })),
                "kind": described(or_nothing(one_of(&kinds)), &say!(words, "schema-evidence-kind"), &titles.join("\n")),
                "file": or_nothing(json!({
                    "title": say!(words, "schema-evidence-file"),
                    "description": say!(words, "schema-evidence-path"),
                    "type": "string",
                    "pattern": "^[^/\\\\:\\x00-\\x1f]+(?:/[^/\\\\:\\x00-\\x1f]+)*$",
                    "not": { "pattern": "(?:^|/)\\.{1,2}(?:/|$)|[\\n\\r]" },
                })),
                "sha256": or_nothing(json!({
                    "title": say!(words, "schema-evidence-digest"),
                    "description": say!(words, "schema-evidence-digest-form"),
                    "type": "string", "maxLength": 1000,
                })),
                "valid-until": described(or_nothing(reference("date")), &say!(words, "schema-evidence-until"), ""),
            },
            "additionalProperties": false,
        })),
    })
}

fn ids(lot: &Lot) -> Vec<&str> {
    lot.requirements.iter().map(|requirement| requirement.id.as_str()).collect()
}

/// One of the words; an empty `enum` is refused by some validators.
fn one_of(words: &[&str]) -> Json {
    if words.is_empty() { Json::Bool(false) } else { json!({ "enum": words }) }
}
