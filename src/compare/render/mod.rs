//! Showing a comparison: one file a format. The page by itself is `compare::page`.

pub mod csv;
pub mod json;
pub mod text;

use super::{Cell, Row, answer};
use crate::judgement::Bound;
use crate::words::Words;

/// The verdict of a cell, with what a reviewer made of it: "deviation, accepted".
pub fn stands(cell: &Cell) -> String {
    let judged = match &cell.judgement {
        Some(Bound::Holds(judgement)) => format!(", {}", judgement.ruling.word()),
        Some(Bound::Stale(_)) => ", judgement stale".to_owned(),
        None => String::new(),
    };
    format!("{}{judged}", cell.verdict.label(Words::English))
}

/// What a reviewer decided, as a clause: "accepted by A. Reviewer on 2027-04-12: why".
pub fn judgement(bound: &Bound) -> String {
    let (judgement, stale) = match bound {
        Bound::Holds(judgement) => (judgement, ""),
        Bound::Stale(judgement) => (judgement, "stale, the answer has changed: "),
    };
    let (ruling, by, on, why) = (judgement.ruling.word(), &judgement.by, judgement.on, &judgement.why);
    format!("{stale}{ruling} by {by} on {on}: {why}")
}

/// The answers of a cell, each with the id of its question.
pub fn answers<'a>(row: &'a Row, cell: &'a Cell) -> impl Iterator<Item = (&'a str, String)> {
    row.questions.iter().zip(&cell.answers).filter_map(|(question, given)| {
        let value = given.as_ref()?.value.as_ref();
        let words =
            value.map_or_else(|| "not answered".to_owned(), |value| answer::line(value, &question.of));
        Some((question.id.as_str(), words))
    })
}
