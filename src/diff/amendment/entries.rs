//! One change as the notice shows it: what was and what is, and the requirement's new text.

use serde::Serialize;

use super::{effect, said};
use crate::condition::Condition;
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::level::Level;
use crate::diff::requirements::words;
use crate::resolve::spec::{Lot, Requirement, Spec};
use crate::say;
use crate::text::words::capital;
use crate::words::Words;

/// A change that follows from no other, or a requirement that follows from one.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The id and title of the requirement, or what else changes.
    heading: String,
    /// The id of the requirement; may be empty.
    id: String,
    /// `shall`, `should` or `may`; may be empty.
    obligation: &'static str,
    /// "More is demanded"; empty where the group says so.
    effect: String,
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
pub fn of(change: &Change, after: &Spec, lot: Option<&Lot>, follows: &[&Change], words: Words) -> Entry {
    entry(change, after, lot, follows, (false, words))
}

fn entry(
    change: &Change,
    after: &Spec,
    lot: Option<&Lot>,
    follows: &[&Change],
    (below, words): (bool, Words),
) -> Entry {
    let named = change.requirement.as_ref();
    let now = named.and_then(|named| lot?.requirement(&named.id)).filter(|_| change.level != Level::Reworded);
    let coming = change.rule == &kinds::REQUIREMENT_ADDED || change.rule == &kinds::WAIVER_TAKEN_BACK;
    let id = [&kinds::TENDER_RENAMED, &kinds::LOT_RENAMED].contains(&change.rule);
    let said_alone = |side: &str| if id { side.to_owned() } else { capital(side) };
    // Below its cause a requirement need not say why it was left out.
    let told = |side: Option<&str>, left_out: bool| {
        side.filter(|_| !(below && left_out)).map(said_alone).unwrap_or_default()
    };
    let (before, is) = change.sides();
    Entry {
        heading: named.map_or_else(
            || capital(&said(change, words)),
            |named| format!("{} {}", named.id, named.title).trim().to_owned(),
        ),
        id: named.map(|named| named.id.clone()).unwrap_or_default(),
        obligation: named.and_then(|named| named.obligation).map_or("", |obligation| obligation.word()),
        effect: if below { effect(change.level, named.is_some(), words) } else { String::new() },
        before: told(before, change.rule == &kinds::REQUIREMENT_ADDED),
        after: told(is, change.rule == &kinds::REQUIREMENT_DROPPED),
        note: change.note.clone().unwrap_or_default(),
        parts: lines(change, now.is_some(), words),
        text: now.map(|now| now.statement.clone()).unwrap_or_default(),
        questions: match (now, lot) {
            (Some(now), Some(lot)) if coming => questions(now, lot, words),
            _ => Vec::new(),
        },
        evidence: now.filter(|_| coming).map(|now| evidence(now, after, words)).unwrap_or_default(),
        follows: follows
            .iter()
            .map(|change| {
                let below: Vec<&Change> = change.follows.iter().collect();
                entry(change, after, lot, &below, (true, words))
            })
            .collect(),
    }
}

/// The parts with what follows from them; a statement that is printed in full needs no line.
fn lines(change: &Change, printed: bool, words: Words) -> Vec<Line> {
    let parts = change.parts.iter().flat_map(Change::with_follows);
    let parts = parts.filter(|part| !(printed && part.rule == &kinds::STATEMENT_REWORDED));
    let line = |part: &Change| {
        let (before, after) = part.sides();
        let side = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Line { what: capital(&said(part, words)), before: side(before), after: side(after) }
    };
    parts.map(line).collect()
}

fn questions(now: &Requirement, lot: &Lot, words: Words) -> Vec<Question> {
    let questions = now.questions.iter().map(|question| Question {
        ask: question.ask.clone(),
        accepted: match (&question.accept, question.review) {
            (_, true) => say!(words, "diff-judged-by-buyer"),
            (accept, false) => words::accepted(words, accept.as_ref(), &question.of).text,
        },
        when: match &question.when {
            Condition::Constant(true) => String::new(),
            when => words::over_answers(words, when, &lot.facts, now).text,
        },
    });
    questions.collect()
}

fn evidence(now: &Requirement, after: &Spec, words: Words) -> String {
    let wanted = now
        .evidence
        .iter()
        .map(|wanted| format!("{} ({})", after.evidence_title(&wanted.kind), wanted.obligation.word()));
    wanted.collect::<Vec<_>>().join(&say!(words, "list-comma"))
}
