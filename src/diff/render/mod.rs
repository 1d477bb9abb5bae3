//! A comparison as text, as JSON and as a comment, and what these share.

pub(crate) mod carried;
pub mod comment;
pub mod json;
#[cfg(test)]
mod tests;
pub mod text;

use super::change::Change;
use super::level::Family;
use super::{Comparison, Level};
use crate::say;
use crate::words::Words;

/// The first line: "1 breaks, 2 weaker, 4 mends".
pub fn counts(comparison: &Comparison) -> String {
    let (words, counts) = (comparison.words, comparison.counts());
    let counts = counts
        .iter()
        .map(|(level, count)| say!(words, "diff-count", count = *count, level = level.said(words)));
    counts.collect::<Vec<_>>().join(&say!(words, "list-comma"))
}

/// The changes by the gravest level of each with what follows from it, gravest first.
pub fn sections(comparison: &Comparison) -> Vec<(Level, Vec<&Change>)> {
    let mut sections: Vec<(Level, Vec<&Change>)> = Vec::new();
    for change in comparison.by_gravity() {
        match sections.last_mut() {
            Some((level, changes)) if *level == change.gravest() => changes.push(change),
            _ => sections.push((change.gravest(), vec![change])),
        }
    }
    sections
}

/// What was and what is, of long texts only about as many characters as `most`, around what is
/// different.
pub fn excerpt(before: &str, after: &str, most: usize) -> (String, String) {
    if before.chars().count() <= most && after.chars().count() <= most {
        return (before.to_owned(), after.to_owned());
    }
    let alike = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    // A few words before the difference tell where it is.
    let start = alike.saturating_sub(most / 3);
    let cut = |text: &str| {
        let kept: String = text.chars().skip(start).take(most).collect();
        let rest = text.chars().count() > start + most;
        format!("{}{kept}{}", if start > 0 { "…" } else { "" }, if rest { "…" } else { "" })
    };
    (cut(before), cut(after))
}

/// The lot that a change of a requirement is of: "lot pumps". Two declarations are of one lot, which is said
/// above.
pub fn of_lot(change: &Change, words: Words) -> Option<String> {
    let lot = change.lot.as_deref().filter(|_| change.rule.of == Family::Requirements);
    lot.map(|lot| say!(words, "diff-of-lot", lot = lot))
}

/// What stands after the id of the requirement that a change is of: " (shall, lot pumps)".
pub fn aside(change: &Change, words: Words) -> String {
    let obligation = change.requirement.as_ref().and_then(|requirement| requirement.obligation);
    let obligation = obligation.map(|obligation| obligation.word().to_owned());
    let said: Vec<String> = obligation.into_iter().chain(of_lot(change, words)).collect();
    match said.as_slice() {
        [] => String::new(),
        said => format!(" ({})", said.join(&say!(words, "list-comma"))),
    }
}

/// A change in one line after its name: what was → what is.
pub fn sides(change: &Change, most: usize, words: Words) -> String {
    match change.sides() {
        (Some(before), Some(after)) => {
            let (before, after) = excerpt(before, after, most);
            format!("{before} → {after}")
        }
        (Some(before), None) => say!(words, "diff-was", before = excerpt(before, "", most).0),
        (None, Some(after)) => excerpt("", after, most).1,
        (None, None) => String::new(),
    }
}
