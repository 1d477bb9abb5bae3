//! What a judgement is bound to, as one short word.
//!
//! It binds what lay before the reviewer: the lot, what was asked and what would have been accepted, the
//! vendor's answers to it, the deviation proposed, and the digests of the files enclosed for it. It
//! does not bind what can change without a change of that: the answers to other requirements, the
//! facts, the name and the version of the device, the names and the validity of files, the requirement's
//! title, number, rationale, guidance, citations and weight, and whether the files themselves were
//! looked at.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::Piece;
use crate::check::Judged;
use crate::declaration::Declaration;
use crate::resolve::spec::{Question, Requirement};
use crate::text::sha256;

/// Hexadecimal digits of a fingerprint. A vendor writes what is bound, and could otherwise prepare two
/// answers that share one: 128 bits put such a pair out of reach, 64 would not.
pub const DIGITS: usize = 32;

/// What is bound first. Files of judgements outlive their format, so this stays when that moves on.
const BINDING: &str = "tenderc-review/1";

/// The fingerprint of what a reviewer judges: the first [`DIGITS`] digits of a SHA-256, in lower case.
/// `evidence` is what is [enclosed] for the requirement.
pub fn fingerprint(
    requirement: &Requirement,
    lot: &str,
    judged: &Judged,
    evidence: &BTreeSet<String>,
) -> String {
    let answers: Vec<Json> = judged
        .answers
        .iter()
        .map(|answer| json!([answer.question, answer.value.as_ref().map(|value| value.json())]))
        .collect();
    let bound = json!({
        "format": BINDING,
        "lot": lot,
        "requirement": requirement.id,
        "statement": requirement.statement.trim(),
        "questions": requirement.questions.iter().map(question).collect::<Vec<Json>>(),
        "met-when": json!(requirement.met_when),
        "answers": answers,
        "deviation": judged.deviation.as_ref().map(|deviation| json!([deviation.reason, deviation.measure])),
        "evidence": evidence,
    });
    shortened(&bound)
}

/// The fingerprint of a piece of evidence for a requirement: what was asked, the kind, and the file itself.
pub fn fingerprint_of_piece(requirement: &Requirement, lot: &str, piece: &Piece) -> String {
    shortened(&json!({
        "format": BINDING,
        "lot": lot,
        "requirement": requirement.id,
        "statement": requirement.statement.trim(),
        "piece": [piece.kind, piece.sha256],
    }))
}

fn shortened(bound: &Json) -> String {
    let mut digest = sha256(bound.to_string().as_bytes());
    digest.truncate(DIGITS);
    digest
}

fn question(question: &Question) -> Json {
    json!({
        "id": question.id,
        "ask": question.ask,
        "type": question.of,
        "when": question.when,
        "accept": question.accept,
        "review": question.review,
    })
}

/// The digests that a declaration states of the files enclosed for a requirement, in lower case.
pub fn enclosed(declaration: &Declaration, requirement: &str) -> BTreeSet<String> {
    let pieces = declaration.enclosed().filter(|piece| piece.serves().any(|id| id == requirement));
    let digests = pieces.filter_map(|piece| piece.text("sha256"));
    digests.map(str::to_ascii_lowercase).collect()
}

/// The pieces that a declaration encloses for a requirement and states a digest of, each with its file, in
/// the order of the list.
pub fn pieces(declaration: &Declaration, requirement: &str) -> Vec<(Piece, String)> {
    let all = declaration.enclosed().filter(|piece| piece.serves().any(|id| id == requirement));
    let pieces = all.filter_map(|piece| {
        let kind = piece.text("kind")?.to_owned();
        let sha256 = piece.text("sha256")?.trim().to_ascii_lowercase();
        Some((Piece { kind, sha256 }, piece.text("file")?.to_owned()))
    });
    pieces.collect()
}
