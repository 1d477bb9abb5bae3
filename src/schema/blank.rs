//! The blank declaration of a lot: everything that is known already, and a place for the rest.

use serde_json::{Map, Value as Json, json};

use crate::resolve::spec::Lot;
use crate::resolve::spec::Spec;
use crate::schema::DECLARATION;

/// A declaration that a vendor has yet to fill in. It is not valid: that is what filling in is for.
///
/// Facts that the tender settles are filled in; each requirement has an empty object.
pub fn blank(spec: &Spec, lot: &Lot) -> Json {
    let facts: Map<String, Json> = lot
        .facts
        .iter()
        .filter(|fact| fact.asked)
        .filter_map(|fact| Some((fact.id.clone(), fact.settled.as_ref()?.json())))
        .collect();
    let answers: Map<String, Json> =
        lot.requirements.iter().map(|requirement| (requirement.id.clone(), json!({}))).collect();
    json!({
        "format": DECLARATION,
        "pack": spec.pack,
        "tender": spec.tender.id,
        "lot": lot.id,
        "vendor": { "name": "", "contact": "" },
        "device": { "name": "", "model": "", "version": "" },
        "facts": facts,
        "answers": answers,
        "deviations": {},
        "evidence": [],
    })
}
