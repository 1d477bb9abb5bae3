//! "Did you mean": the known word that a misspelt one is nearest to.

use super::Diagnostic;
use crate::text::Span;

/// Adds the way out of a misspelt word: the one that was meant, or else all that it could be.
pub fn offer<'a>(
    fault: Diagnostic,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    place: Span,
) -> Diagnostic {
    match nearest(word, known.clone()) {
        Some(meant) => fault.edit(format!("did you mean `{meant}`?"), place, meant),
        None if known.clone().into_iter().next().is_none() => fault,
        None => fault.hint(format!("use one of {}", listed(known))),
    }
}

/// The nearest of the known words, where it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase().replace('_', "-");
    let near = known
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&folded, &candidate.to_lowercase().replace('_', "-"));
            (distance, candidate)
        })
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count().max(3) / 3).max(1))
        .filter(|(_, candidate)| !is_opposite(&folded, &candidate.to_lowercase().replace('_', "-")))
        .collect::<Vec<_>>();
    let least = near.iter().map(|(distance, _)| *distance).min()?;
    let mut nearest = near.iter().filter(|(distance, _)| *distance == least).map(|(_, candidate)| *candidate);
    // One of many that are as near is no better than a guess.
    let only = nearest.next().filter(|_| nearest.count() < MOST_NEAREST)?;
    Some(only)
}

/// With so many others as near, none of them is suggested.
const MOST_NEAREST: usize = 2;

/// Beginnings by which a word says the opposite of another one that goes on like it.
const TURNS: &[&str] = &[
    "", "anti-", "de", "dis", "down", "en", "ex", "im", "in", "ir", "never-", "no-", "non", "non-", "not-",
    "off", "on", "out", "over", "post", "pre", "un", "under", "up",
];

/// Whether a word is another one turned round: `internal` and `external`, `signed` and `unsigned`.
fn is_opposite(word: &str, other: &str) -> bool {
    let common = word.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
    // The beginnings may end alike, as `in` and `un` do: the longest common end is not always the one.
    (3..=common).any(|length| {
        let start = |word: &str| {
            let start = word.get(..word.len() - length)?;
            TURNS.iter().position(|turn| *turn == start)
        };
        matches!((start(word), start(other)), (Some(a), Some(b)) if a != b)
    })
}

/// The known words in a sentence, as many as are readable.
pub fn listed<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    joined(known.into_iter().map(|word| format!("`{word}`")))
}

/// The known words, each with its label, as many as are readable.
pub fn both<'a>(known: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    joined(known.into_iter().map(|(word, label)| format!("`{word}` (“{label}”)")))
}

fn joined(known: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = known.collect();
    let shown: Vec<&str> = all.iter().take(12).map(String::as_str).collect();
    match all.len().checked_sub(12).filter(|rest| *rest > 0) {
        Some(rest) => format!("{} and {rest} more", shown.join(", ")),
        None => shown.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_turned_into_its_opposite() {
        let check = |word, known: &[&'static str], expected| {
            assert_eq!(nearest(word, known.iter().copied()), expected, "{word}");
        };
        check("internal", &["external", "developers"], None);
        check("signed", &["unsigned"], None);
        check("unsigned", &["signed"], None);
        check("uplink", &["downlink"], None);
        check("not-encrypted", &["encrypted"], None);
        check("in-use", &["un-use"], None);
        check("externl", &["external"], Some("external"));
        check("UPD-99", &["UPD-01", "UPD-02", "UPD-03", "UPD-04"], None);
        check("UPD-0", &["UPD-01", "UPD-02"], Some("UPD-01"));
        check("xternal", &["external"], Some("external"));
        check("nterface", &["interface"], Some("interface"));
    }

    #[test]
    fn as_many_words_are_listed_as_are_readable() {
        let check = |count: usize, end: &str| {
            let words: Vec<String> = (1..=count).map(|at| format!("w{at}")).collect();
            let listed = listed(words.iter().map(String::as_str));
            assert!(listed.ends_with(end), "{listed}");
        };
        check(1, "`w1`");
        check(12, "`w11`, `w12`");
        check(13, "`w12` and 1 more");
    }

    #[test]
    fn near_words_are_meant_and_far_ones_are_not() {
        let check = |word, expected| {
            assert_eq!(nearest(word, ["interfaces", "updatable", "zone"]), expected, "{word}");
        };
        check("interfacs", Some("interfaces"));
        check("upadtable", Some("updatable"));
        check("Zone", Some("zone"));
        check("quantum", None);
    }
}
