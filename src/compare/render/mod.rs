//! Showing a comparison: one file a format. The page by itself is `compare::page`.

pub mod csv;
pub mod json;
pub mod text;

use super::{Cell, Row, answer};
use crate::judgement::{Bound, Ruling};
use crate::say;
use crate::words::Words;

/// The verdict of a cell, with what a reviewer made of it: "deviation, accepted".
pub fn stands(cell: &Cell) -> String {
    let words = Words::English;
    let verdict = cell.verdict.label(words);
    match cell.judgement.as_ref().map(Bound::ruling) {
        Some(Some(Ruling::Accepted)) => say!(words, "compare-accepted", verdict = verdict),
        Some(Some(Ruling::Refused)) => say!(words, "compare-refused", verdict = verdict),
        Some(None) => say!(words, "compare-stale", verdict = verdict),
        None => verdict,
    }
}

/// What a reviewer decided, as a clause: "accepted by A. Reviewer on 2027-04-12: why".
pub fn judgement(bound: &Bound) -> String {
    bound.say(Words::English)
}

/// The answers of a cell, each with the id of its question.
pub fn answers<'a>(row: &'a Row, cell: &'a Cell) -> impl Iterator<Item = (&'a str, String)> {
    row.questions.iter().zip(&cell.answers).filter_map(|(question, given)| {
        let value = given.as_ref()?.value.as_ref();
        let words = value.map_or_else(
            || say!(Words::English, "compare-not-answered"),
            |value| answer::line(value, &question.of),
        );
        Some((question.id.as_str(), words))
    })
}
