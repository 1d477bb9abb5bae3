//! Duplicates: two requirements that a vendor of one device would have to answer twice.
//!
//! The rule follows the INCOSE Guide to Writing Requirements (express each need once). It
//! compares words and not meanings: what says the same in other words is not found.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::condition::{Certainty, Condition, possible};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::library::conditions::{Devices, told_apart};
use crate::model::{Library, Requirement};

/// Two statements that share this much of their words, of a hundred, are taken for one.
const MOST: usize = 55;

/// Statements of fewer words that count are too short to compare.
const FEWEST: usize = 4;

/// Words that say nothing of what a statement is about.
const EMPTY: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "but",
    "by",
    "can",
    "device",
    "each",
    "every",
    "for",
    "from",
    "has",
    "have",
    "in",
    "into",
    "is",
    "it",
    "its",
    "manufacturer",
    "not",
    "of",
    "on",
    "one",
    "only",
    "or",
    "product",
    "so",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "they",
    "this",
    "to",
    "was",
    "were",
    "when",
    "which",
    "who",
    "with",
];

/// Whether no two of the requirements, or of them and the library's, say nearly the same of one device.
pub fn check(library: &Library, devices: &Devices<'_>, requirements: &[&Requirement], bag: &mut Bag) {
    let mut all: Vec<&Requirement> = library.requirements.values().collect();
    all.extend(requirements.iter().filter(|one| !library.requirements.contains_key(&one.id)));
    let wanted: BTreeSet<&str> = requirements.iter().map(|one| one.id.as_str()).collect();
    let contents: Vec<BTreeSet<String>> = all.iter().map(|one| content(one)).collect();
    // Only those that share a word are compared: libraries are large, statements are not.
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (later, content) in contents.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in content {
            let holders = holders.entry(word).or_default();
            for earlier in holders.iter() {
                *shared.entry(*earlier).or_default() += 1;
            }
            holders.push(later);
        }
        let Some(second) = all.get(later).filter(|second| wanted.contains(second.id.as_str())) else {
            continue;
        };
        for (earlier, shared) in shared {
            let (Some(first), Some(other)) = (all.get(earlier), contents.get(earlier)) else { continue };
            let together = content.len() + other.len() - shared;
            let alike = content.len().min(other.len()) >= FEWEST && shared * 100 >= together * MOST;
            if alike && meet(devices, first, second) {
                bag.push(
                    Diagnostic::new(
                        &codes::NEAR_DUPLICATE,
                        format!("{} says nearly the same as {}", second.id, first.id),
                    )
                    .at(second.statement.span, "second here")
                    .at(first.statement.span, "first here")
                    .hint("merge the two, or say in each what the other does not"),
                );
                break;
            }
        }
    }
}

/// The words that a statement is about, each once and without its ending.
fn content(requirement: &Requirement) -> BTreeSet<String> {
    let words = words::words(&requirement.statement.value).into_iter();
    let words = words.filter(|word| !word.is_obligation() && !EMPTY.contains(&word.text.as_ref()));
    words.map(|word| stem(&word.text).to_owned()).collect()
}

/// A word without what its number or time adds to it.
fn stem(word: &str) -> &str {
    let endings = ["'s", "ing", "ed", "es", "s", "e"];
    let stems = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.into_iter().find(|stem| stem.chars().count() > 2).unwrap_or(word)
}

/// Whether one device can have to keep to both.
fn meet(devices: &Devices<'_>, first: &Requirement, second: &Requirement) -> bool {
    let of_second = devices.meant(second);
    let mut of_both = devices.meant(first);
    of_both.retain(|device| of_second.iter().any(|other| other.category == device.category));
    let both = Condition::All(vec![first.when.clone(), second.when.clone()]);
    told_apart(&of_both, &both)
        .into_iter()
        .any(|domains| possible(&both, domains) != Certainty::Never)
}

#[cfg(test)]
mod tests {
    use super::super::cases::{GOOD, said};

    const FIRST: &str =
        "The device {{ obligation }} install an update only with a valid signature of its manufacturer.";

    /// Checks what is said of a second requirement beside one with the statement above.
    #[track_caller]
    fn check(applies: &str, statement: &str, expected: bool) {
        let with =
            |statement| GOOD.replace("The device {{ obligation }} install signed updates only.", statement);
        let applies_first = "categories: [device]";
        let second = with(statement).replace("UPD-01", "UPD-02").replace(applies_first, applies);
        let first = if applies.contains("updatable") {
            with(FIRST).replace(applies_first, "categories: [device], when: {updatable: false}")
        } else {
            with(FIRST)
        };
        let expected = if expected { format!("L416 {statement}") } else { String::new() };
        assert_eq!(said(&[("updates/UPD-01.md", &first), ("updates/UPD-02.md", &second)]), expected);
    }

    #[test]
    fn nearly_the_same() {
        let same =
            "The device {{ obligation }} only install updates with valid signatures of the manufacturer.";
        check("categories: [device]", same, true);
        check("categories: [pump]", same, true);
        check("categories: [device], when: {updatable: true}", same, false);
        let other = "The device {{ obligation }} install an update only while no treatment is running.";
        check("categories: [device]", other, false);
    }

    #[test]
    fn other_categories() {
        let with = |of: &str, id: &str| {
            GOOD.replace("[device]", of)
                .replace("UPD-01", id)
                .replace("The device {{ obligation }} install signed updates only.", FIRST)
        };
        let files = [
            ("updates/UPD-01.md", &*with("[pump]", "UPD-01")),
            ("updates/UPD-02.md", &with("[camera]", "UPD-02")),
        ];
        assert_eq!(said(&files), "");
    }
}
