//! Vague words: what two people read differently, and nobody can verify.
//!
//! The words are of ISO/IEC/IEEE 29148:2018, 5.2.7 (terms to avoid), and of the INCOSE Guide to Writing
//! Requirements (avoid vague terms, avoid open-ended clauses).

use std::sync::LazyLock;

use super::escapes;
use super::words;
use super::words::{Phrases, Text};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};

const VAGUE: &[&str] = &[
    "a few",
    "a lot of",
    "acceptable",
    "adequate",
    "adequately",
    "ample",
    "and so on",
    "approximately",
    "appropriate",
    "appropriately",
    "best practice",
    "best practices",
    "convenient",
    "conveniently",
    "easily",
    "easy",
    "effective",
    "effectively",
    "efficient",
    "efficiently",
    "etc",
    "flexible",
    "frequently",
    "generally",
    "good practice",
    "in a timely manner",
    "including but not limited to",
    "industry standard",
    "intuitive",
    "latest",
    "modern",
    "nearly",
    "normally",
    "not limited to",
    "occasionally",
    "often",
    "optimal",
    "periodically",
    "promptly",
    "proper",
    "properly",
    "quickly",
    "rapidly",
    "reasonable",
    "reasonably",
    "regularly",
    "robust",
    "satisfactory",
    "sensible",
    "several",
    "significant",
    "significantly",
    "some",
    "state of the art",
    "state-of-the-art",
    "strong",
    "sufficient",
    "sufficiently",
    "suitable",
    "suitably",
    "timely",
    "typically",
    "user-friendly",
    "usually",
    "various",
    "without delay",
    "without undue delay",
];

/// Whether the statement can be verified.
pub fn check(Text { written: statement, words }: &Text<'_>, bag: &mut Bag) {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(VAGUE));
    let excused = escapes::clauses(words);
    let vague = PHRASES.within(words);
    for (from, to) in vague.iter().copied() {
        let found = words.get(from..to).unwrap_or_default();
        let mut longer = vague.iter().chain(&excused).filter(|(start, end)| end - start > to - from);
        if longer.any(|(start, end)| *start <= from && to <= *end) {
            continue; // part of a longer phrase, which is reported
        }
        let written: Vec<&str> = found.iter().map(|word| word.text.as_ref()).collect();
        bag.push(
            Diagnostic::new(&codes::VAGUE_WORDING, format!("“{}” cannot be verified", written.join(" ")))
                .at(words::place(statement, found), "two people will read it differently")
                .hint("say how much, how often or which"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::statement as check;

    #[test]
    fn vague_words() {
        check("The device {{ obligation }} install signed updates.", "");
        check("The device {{ obligation }} log with appropriate care.", "L404 appropriate");
        check("The device {{ obligation }} follow the state of\nthe art.", "L404 state of\nthe art");
        check(
            "The device {{ obligation }} give adequate, state-of-the-art help.",
            "L404 adequate, L404 state-of-the-art",
        );
        check(
            "The device {{ obligation }} log including but not limited to logins.",
            "L404 including but not limited to",
        );
        check("The device {{ obligation }} log events, e.g. logins, etc.", "L404 etc");
        check("The device {{ obligation }} stay strongly `easy`.", "");
    }
}
