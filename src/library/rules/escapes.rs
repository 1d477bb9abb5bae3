//! Escapes: words that let whoever falls short say that the requirement did not count, and
//! slashes that leave open whether one thing is meant or both.
//!
//! The rules follow ISO/IEC/IEEE 29148:2018, 5.2.7 (loopholes), and the INCOSE Guide to Writing
//! Requirements (avoid escape clauses, avoid the oblique).

use std::sync::LazyLock;

use super::words;
use super::words::{Phrases, Text, Word};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};

/// What a clause such as “where technically feasible” starts with.
const HEADS: &[&str] = &[
    "as far as",
    "as long as",
    "as much as",
    "as soon as",
    "if",
    "in so far as",
    "insofar as",
    "so far as",
    "to the extent",
    "to the fullest extent",
    "to the greatest extent",
    "unless",
    "when",
    "whenever",
    "where",
    "wherever",
];

/// What may stand between its start and its end.
const BETWEEN: &[&str] = &[
    "economically",
    "is",
    "it is",
    "operationally",
    "otherwise",
    "practically",
    "reasonably",
    "technically",
    "this is",
];

/// What it ends with.
const TAILS: &[&str] = &[
    "achievable",
    "agreed",
    "applicable",
    "appropriate",
    "available",
    "feasible",
    "impossible",
    "impracticable",
    "necessary",
    "needed",
    "not possible",
    "possible",
    "practicable",
    "practical",
    "reasonable",
    "required",
    "specified",
    "stated",
    "warranted",
];

/// Those after which “by …” or “for …” can name who decides.
const NEEDS: &[&str] = &["agreed", "necessary", "needed", "required", "specified", "stated"];

/// Clauses that are of another form.
const OTHERS: &[&str] = &[
    "as applicable",
    "as appropriate",
    "as necessary",
    "as needed",
    "as practicable",
    "as required",
    "at its discretion",
    "at its own discretion",
    "at the discretion of",
    "at the manufacturer's discretion",
    "best effort",
    "best efforts",
    "commercially reasonable",
    "if at all possible",
    "in principle",
    "reasonable effort",
    "reasonable efforts",
    "should it be necessary",
    "should it prove necessary",
    "within reason",
];

/// What may stand on the right of a slash: “mg/ml” is a unit.
const UNITS: &[&str] =
    &["day", "dl", "hour", "hr", "kg", "min", "minute", "ml", "month", "sec", "second", "year"];

/// Whether nothing in the statement lets a vendor off, or leaves open which of two things is meant.
pub fn check(Text { written: statement, words }: &Text<'_>, bag: &mut Bag) {
    for (from, to) in clauses(words) {
        let found = words.get(from..to).unwrap_or_default();
        let written: Vec<&str> = found.iter().map(|word| word.text.as_ref()).collect();
        bag.push(
            Diagnostic::new(
                &codes::ESCAPE_CLAUSE,
                format!("“{}” lets everybody decide whether it counts", written.join(" ")),
            )
            .at(words::place(statement, found), "whoever falls short will invoke this")
            .hint("say when it applies (`applies`, or a fact in the statement), or leave it out"),
        );
    }
    for (at, pair) in words.windows(2).enumerate().filter(|(_, pair)| oblique(&statement.value, pair)) {
        let found = words.get(at..at + 2).unwrap_or(pair);
        let written: Vec<&str> = found.iter().map(|word| word.text.as_ref()).collect();
        bag.push(
            Diagnostic::new(
                &codes::SLASH_BETWEEN_WORDS,
                format!("“{}” can mean one of the two, or both", written.join("/")),
            )
            .at(words::place(statement, found), "both, or is one enough?")
            .hint("write “and” or “or”, or give each its requirement"),
        );
    }
}

/// The clauses that let a vendor off, as positions of words, in the order of the text.
pub fn clauses(words: &[Word<'_>]) -> Vec<(usize, usize)> {
    static HEAD: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(HEADS));
    static MIDDLE: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(BETWEEN));
    static TAIL: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(TAILS));
    static OTHER: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(OTHERS));
    let joined = |at: usize| words.get(at).is_some_and(Word::follows);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut ends = OTHER.starting(words, at);
        for head in HEAD.starting(words, at) {
            let middles = MIDDLE.starting(words, head).into_iter().filter(|_| joined(head));
            for middle in middles.chain([head]).filter(|middle| joined(*middle)) {
                ends.extend(TAIL.starting(words, middle));
            }
        }
        // “As required by the plan”, “where needed for …” name who decides, or what for.
        let named = |end: usize| {
            let last =
                words.get(end.saturating_sub(1)).is_some_and(|word| NEEDS.contains(&word.text.as_ref()));
            let next = words.get(end).filter(|word| word.follows());
            last && next.is_some_and(|word| matches!(word.text.as_ref(), "by" | "for" | "in" | "to"))
        };
        match ends.into_iter().max().filter(|end| !named(*end)) {
            Some(end) => {
                found.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a slash joins two words of prose: not two abbreviations, not the parts of a unit.
fn oblique(text: &str, pair: &[Word<'_>]) -> bool {
    let [left, right] = pair else { return false };
    let written = |word: &Word<'_>| text.get(word.start..word.end).unwrap_or_default().to_owned();
    let prose = |word: &Word<'_>| {
        let written = written(word);
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && letters == written.chars().filter(|c| *c != '-').count()
    };
    let abbreviation = |word: &Word<'_>| !written(word).chars().any(char::is_lowercase);
    right.gap.trim() == "/"
        && prose(left)
        && prose(right)
        && !(abbreviation(left) && abbreviation(right))
        && !UNITS.contains(&right.text.as_ref())
}

#[cfg(test)]
mod tests {
    use super::super::cases::statement as check;

    #[test]
    fn escapes() {
        check("The device {{ obligation }} log each event.", "");
        check("The device {{ obligation }} log events as far as possible.", "L408 as far as possible");
        check("The device {{ obligation }}, if practicable, log events.", "L408 if practicable");
        check(
            "The device {{ obligation }} log events where technically\nfeasible.",
            "L408 where technically\nfeasible",
        );
        check("Unless otherwise agreed, the device {{ obligation }} log.", "L408 Unless otherwise agreed");
        check("The device {{ obligation }} log events as needed.", "L408 as needed");
        check("The device {{ obligation }} log where appropriate.", "L408 where appropriate");
        check("The device {{ obligation }} log with reasonable efforts.", "L408 reasonable efforts");
        check("The device {{ obligation }} log what is required by the plan.", "");
        check("The device {{ obligation }} log events as required by the plan.", "");
        check("The device {{ obligation }} retry, if, necessary parts fail.", "");
    }

    #[test]
    fn slashes() {
        check("The device {{ obligation }} log and/or report it.", "L409 and/or");
        check("The device {{ obligation }} log each login / logout.", "L409 login / logout");
        check("The device {{ obligation }} use TCP/IP at 10 Mbit/s and 5 mg/ml.", "");
        check("The device {{ obligation }} read `etc/hosts`.", "");
    }
}
