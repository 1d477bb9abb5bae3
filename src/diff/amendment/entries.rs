//! One change as the notice shows it: what was and what is, and the requirement's new text.

use serde::Serialize;

use super::{effect, said};
use crate::diff::change::Change;
use crate::diff::level::Level;
use crate::diff::requirements::words;
use crate::diff::rules;
use crate::resolve::spec::{Lot, Requirement, Spec};
use crate::text::words::capital;

/// A change that follows from no other, or a requirement that follows from one.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The number and title of the requirement, or what else changes.
    heading: String,
    /// The id of the requirement; may be empty.
    id: String,
    /// `shall`, `should` or `may`; may be empty.
    obligation: &'static str,
    /// The number it had; empty where it keeps it.
    former_number: String,
    /// "More is demanded"; empty where the group says so.
    effect: &'static str,
    /// What was and what is; either may be empty.
    before: String,
    after: String,
    /// May be empty.
    note: String,
    /// What it consists of.
    parts: Vec<Line>,
    /// The requirement as it reads now, in Markdown; empty where it is not asked, or asked in other words only.
    text: String,
    /// What is asked; empty where it was asked before.
    questions: Vec<Question>,
    /// What is to be enclosed, in words; empty where it was asked before.
    evidence: String,
    /// What follows from it.
    follows: Vec<Entry>,
}

/// A line of what a change consists of.
#[derive(Debug, Serialize)]
pub struct Line {
    what: String,
    before: String,
    after: String,
}

#[derive(Debug, Serialize)]
struct Question {
    ask: String,
    accepted: String,
    /// When it is asked, as a clause; empty where it always is.
    when: String,
}

/// The entry of a change, with what follows from it. `lot` is where the text stands.
pub fn of(change: &Change, after: &Spec, lot: Option<&Lot>, follows: &[&Change]) -> Entry {
    entry(change, after, lot, follows, false)
}

fn entry(change: &Change, after: &Spec, lot: Option<&Lot>, follows: &[&Change], below: bool) -> Entry {
    let named = change.requirement.as_ref();
    let now = named.and_then(|named| lot?.requirement(&named.id)).filter(|_| change.level != Level::Reworded);
    let coming = change.rule == &rules::REQUIREMENT_ADDED || change.rule == &rules::WAIVER_TAKEN_BACK;
    let former = change.formerly.as_ref().map(|former| former.number.clone());
    // Below its cause a requirement need not say why it was left out.
    let told = |side: &Option<String>, left_out: bool| {
        side.clone().filter(|_| !(below && left_out)).map(|text| capital(&text)).unwrap_or_default()
    };
    Entry {
        heading: named.map_or_else(
            || capital(&said(change)),
            |named| format!("{} {}", named.number, named.title).trim().to_owned(),
        ),
        id: named.map(|named| named.id.clone()).unwrap_or_default(),
        obligation: named.and_then(|named| named.obligation).map_or("", |obligation| obligation.word()),
        former_number: former
            .filter(|number| named.is_some_and(|now| now.number != *number))
            .unwrap_or_default(),
        effect: if below { effect(change.level, named.is_some()) } else { "" },
        before: told(&change.before, change.rule == &rules::REQUIREMENT_ADDED),
        after: told(&change.after, change.rule == &rules::REQUIREMENT_DROPPED),
        note: change.note.clone().unwrap_or_default(),
        parts: lines(change, now.is_some()),
        text: now.map(|now| now.statement.clone()).unwrap_or_default(),
        questions: match (now, lot) {
            (Some(now), Some(lot)) if coming => questions(now, lot),
            _ => Vec::new(),
        },
        evidence: now.filter(|_| coming).map(|now| evidence(now, after)).unwrap_or_default(),
        follows: follows
            .iter()
            .map(|change| {
                let below: Vec<&Change> = change.follows.iter().collect();
                entry(change, after, lot, &below, true)
            })
            .collect(),
    }
}

/// The parts with what follows from them; a statement that is printed in full needs no line.
fn lines(change: &Change, printed: bool) -> Vec<Line> {
    let parts = change.parts.iter().flat_map(Change::with_follows);
    let parts = parts.filter(|part| !(printed && part.rule == &rules::STATEMENT_REWORDED));
    let side = |side: &Option<String>| side.clone().unwrap_or_default();
    parts
        .map(|part| Line { what: capital(&said(part)), before: side(&part.before), after: side(&part.after) })
        .collect()
}

fn questions(now: &Requirement, lot: &Lot) -> Vec<Question> {
    let questions = now.questions.iter().map(|question| Question {
        ask: question.ask.clone(),
        accepted: match (&question.accept, question.review) {
            (_, true) => "judged by the buyer".to_owned(),
            (accept, false) => words::accepted(accept.as_ref(), &question.of),
        },
        when: Some(words::over_answers(&question.when, &lot.facts, now))
            .filter(|when| when != "always")
            .unwrap_or_default(),
    });
    questions.collect()
}

fn evidence(now: &Requirement, after: &Spec) -> String {
    let wanted = now
        .evidence
        .iter()
        .map(|wanted| format!("{} ({})", after.evidence_title(&wanted.kind), wanted.obligation.word()));
    wanted.collect::<Vec<_>>().join(", ")
}
