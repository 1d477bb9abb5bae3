//! Prose: words that cannot be verified, locked-in products, the obligation itself.
//!
//! The rules follow ISO/IEC/IEEE 29148:2018, 5.2.7 (terms to avoid), and Directive
//! 2014/24/EU, Article 42(4) (no specific make or source without "or equivalent").

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Requirement};
use crate::syntax::template;
use crate::text::{Span, Spanned};

const VAGUE: &[&str] = &[
    "adequate",
    "adequately",
    "appropriate",
    "appropriately",
    "as appropriate",
    "as far as possible",
    "as needed",
    "as required",
    "best practice",
    "best practices",
    "easily",
    "easy",
    "effective",
    "efficient",
    "etc",
    "if possible",
    "if necessary",
    "in a timely manner",
    "industry standard",
    "not limited to",
    "periodically",
    "properly",
    "reasonable",
    "reasonably",
    "regularly",
    "robust",
    "sufficient",
    "sufficiently",
    "state of the art",
    "state-of-the-art",
    "strong",
    "timely",
    "to the extent possible",
    "user-friendly",
    "where applicable",
    "where feasible",
    "where possible",
    "and/or",
];

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

/// Whether the statement can be verified, is open to all, and says how binding it is.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    let statement = &requirement.statement;
    for vague in VAGUE {
        for span in occurrences(statement, vague, false) {
            bag.push(
                Diagnostic::new(&codes::VAGUE_WORDING, format!("“{vague}” cannot be verified"))
                    .at(span, "two people will read it differently")
                    .hint("say how much, how often or which"),
            );
        }
    }
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
    obligation(statement, bag);
}

fn obligation(statement: &Spanned<String>, bag: &mut Bag) {
    if template::names(&statement.value).is_err() {
        return; // what it says can only be told once it can be read
    }
    let stated = statement.value.replace(' ', "").matches("{{obligation}}").count();
    let fixed: Vec<(&str, Span)> = ["shall", "must", "should"]
        .into_iter()
        .flat_map(|word| occurrences(statement, word, false).into_iter().map(move |span| (word, span)))
        .collect();
    for (word, span) in &fixed {
        let fault =
            Diagnostic::new(&codes::OBLIGATION_NOT_STATED, format!("“{word}” is fixed in the statement"))
                .at(*span, "at another level of assurance it would be wrong");
        bag.push(if stated == 0 && fixed.len() == 1 {
            fault.edit("write `{{ obligation }}` instead", *span, "{{ obligation }}")
        } else {
            fault.hint("write `{{ obligation }}` instead, or say it without an obligation")
        });
    }
    if stated > 1 || (stated == 0 && fixed.is_empty()) {
        bag.push(
            Diagnostic::new(
                &codes::OBLIGATION_NOT_STATED,
                if stated == 0 {
                    "the statement does not say how binding it is".to_owned()
                } else {
                    format!("the statement says {stated} times how binding it is")
                },
            )
            .at(statement.span, "")
            .hint("write `{{ obligation }}` once, where “shall” would stand"),
        );
    }
}

/// The places of a word or phrase that stands by itself.
fn occurrences(text: &Spanned<String>, phrase: &str, exact: bool) -> Vec<Span> {
    let fold = |text: &str| if exact { text.to_owned() } else { text.to_ascii_lowercase() };
    let (haystack, needle) = (fold(&text.value), fold(phrase));
    let alone = |at: usize| {
        let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let before = haystack.get(..at).and_then(|before| before.chars().next_back());
        let after = haystack.get(at + needle.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(word) && !after.is_some_and(word)
    };
    haystack
        .match_indices(&needle)
        .filter(|(at, _)| alone(*at))
        .map(|(at, _)| Span {
            start: text.span.start + at,
            end: text.span.start + at + needle.len(),
            ..text.span
        })
        .collect()
}
