//! Prose: locked-in products, the obligation itself.
//!
//! The rules follow Directive 2014/24/EU, Article 42(4) (no specific make or source without "or equivalent").

use std::borrow::Cow;

use super::words::{Text, Word};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::syntax::template;
use crate::text::{Span, Spanned};

const MAKES: &[&str] = &[
    "Microsoft",
    "Windows",
    "Cisco",
    "Siemens",
    "Philips",
    "Bitlocker",
    "BitLocker",
    "CrowdStrike",
    "Symantec",
    "McAfee",
    "Splunk",
    "VMware",
    "Citrix",
    "TeamViewer",
    "Oracle",
    "Fortinet",
    "Palo Alto",
    "Apple",
    "Google",
    "Amazon",
    "Azure",
    "AWS",
    "iOS",
    "Android",
    "Red Hat",
    "Ubuntu",
    "Active Directory",
];

const CERTIFICATES: &[&str] = &[
    "certificate according to",
    "certified to",
    "certified according to",
    "certification to",
    "certified under",
    "is certified",
    "hold a certificate",
    "holds a certificate",
    "be certified",
];

/// Whether the statement is open to all, and says how binding it is.
pub fn check(Text { written: statement, words }: &Text<'_>, bag: &mut Bag) {
    let fair = statement.value.to_lowercase().contains("equivalent");
    for make in MAKES.iter().filter(|_| !fair) {
        for span in occurrences(statement, make, true) {
            bag.push(
                Diagnostic::new(&codes::LOCKED_IN, format!("“{make}” names one maker's product"))
                    .at(span, "nobody else can conform")
                    .hint(
                        "say what it must do, or add “or equivalent” (Directive 2014/24/EU, Article 42(4))",
                    ),
            );
        }
    }
    let certified = CERTIFICATES.iter().filter(|_| !fair);
    let mut certified: Vec<Span> = certified.flat_map(|words| occurrences(statement, words, false)).collect();
    certified.sort();
    // “be certified to” is two phrases and one demand.
    certified.dedup_by(|later, first| later.start < first.end);
    for span in certified {
        bag.push(
            Diagnostic::new(&codes::LOCKED_IN, "a single certificate is demanded")
                .at(span, "no other proof is admitted")
                .hint("admit an equivalent, and the manufacturer's own test report (`met-when`)"),
        );
    }
    obligation(statement, words, bag);
}

fn obligation(statement: &Spanned<String>, words: &[Word<'_>], bag: &mut Bag) {
    if template::names(&statement.value).is_err() {
        return; // what it says can only be told once it can be read
    }
    let stated = words.iter().any(Word::is_obligation);
    let fixed: Vec<(&str, Span)> = ["shall", "must", "should"]
        .into_iter()
        .flat_map(|word| occurrences(statement, word, false).into_iter().map(move |span| (word, span)))
        .collect();
    for (word, span) in &fixed {
        let fault =
            Diagnostic::new(&codes::OBLIGATION_NOT_STATED, format!("“{word}” is fixed in the statement"))
                .at(*span, "at another level of assurance it would be wrong");
        bag.push(if !stated && fixed.len() == 1 {
            fault.edit("write `{{ obligation }}` instead", *span, "{{ obligation }}")
        } else {
            fault.hint("write `{{ obligation }}` instead, or say it without an obligation")
        });
    }
    if !stated && fixed.is_empty() {
        bag.push(
            Diagnostic::new(&codes::OBLIGATION_NOT_STATED, "the statement does not say how binding it is")
                .at(statement.span, "")
                .hint("write `{{ obligation }}` once, where “shall” would stand"),
        );
    }
}

/// The places of a word or phrase that stands by itself.
fn occurrences(text: &Spanned<String>, phrase: &str, exact: bool) -> Vec<Span> {
    // A phrase that is not looked for exactly is in lower case.
    let haystack =
        if exact { Cow::Borrowed(text.value.as_str()) } else { text.value.to_ascii_lowercase().into() };
    let alone = |at: usize| {
        let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let before = haystack.get(..at).and_then(|before| before.chars().next_back());
        let after = haystack.get(at + phrase.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(word) && !after.is_some_and(word)
    };
    haystack
        .match_indices(phrase)
        .filter(|(at, _)| alone(*at))
        .map(|(at, _)| Span {
            start: text.span.start + at,
            end: text.span.start + at + phrase.len(),
            ..text.span
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::cases::statement as check;

    #[test]
    fn obligation_stated() {
        check("The device installs signed updates.", "L406 The device installs signed updates.");
        check("The device shall log.", "L406 shall");
        check("The device {{obligation}} log.", "");
        check("The device {{ obligation }} keep what must stay.", "L406 must");
    }

    #[test]
    fn makers() {
        check("The device {{ obligation }} run on Windows.", "L405 Windows");
        check("The device {{ obligation }} run on Windows or equivalent.", "");
        check("The manufacturer {{ obligation }} be certified.", "L405 be certified");
    }
}
