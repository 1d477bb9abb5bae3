//! The blank declaration of a lot: everything that is known already, and a place for the rest.

use serde_json::{Map, Value as Json, json};

use crate::resolve::spec::Lot;
use crate::resolve::spec::Obligation;
use crate::resolve::spec::Spec;
use crate::schema::DECLARATION;

/// A declaration that a vendor has yet to fill in: it is well formed, and incomplete.
///
/// Facts that the tender settles are filled in; each requirement has an empty object, and each kind of
/// evidence that shall be enclosed an entry without a file, which counts as none.
pub fn blank(spec: &Spec, lot: &Lot) -> Json {
    let facts: Map<String, Json> = lot
        .facts
        .iter()
        .filter(|fact| fact.asked)
        .filter_map(|fact| Some((fact.id.clone(), fact.settled.as_ref()?.json())))
        .collect();
    let answers: Map<String, Json> =
        lot.requirements.iter().map(|requirement| (requirement.id.clone(), json!({}))).collect();
    let evidence: Vec<Json> =
        binding_evidence(lot).into_iter().map(|(kind, ids)| evidence_to_come(kind, &ids)).collect();
    json!({
        "$schema": "declaration.schema.json",
        "format": DECLARATION,
        "pack": spec.pack,
        "tender": spec.tender.id,
        "lot": lot.id,
        "vendor": { "name": null, "contact": null },
        "device": { "name": null, "model": null, "version": null },
        "facts": facts,
        "answers": answers,
        "deviations": {},
        "evidence": evidence,
    })
}

/// The entry of a kind of evidence that is still to be enclosed for requirements: ready to be filled in.
pub fn evidence_to_come(kind: &str, ids: &[impl AsRef<str>]) -> Json {
    let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    json!({ "for": ids, "kind": kind, "file": null, "sha256": null, "valid-until": null })
}

/// The kinds of evidence that shall be enclosed, each with the requirements that want it, in the order of
/// the requirements.
pub fn binding_evidence(lot: &Lot) -> Vec<(&str, Vec<&str>)> {
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for requirement in &lot.requirements {
        for evidence in requirement.evidence.iter().filter(|one| one.obligation == Obligation::Shall) {
            match kinds.iter_mut().find(|(kind, _)| *kind == evidence.kind) {
                Some((_, ids)) => ids.push(&requirement.id),
                None => kinds.push((&evidence.kind, vec![&requirement.id])),
            }
        }
    }
    kinds
}
