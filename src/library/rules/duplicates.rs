//! Duplicates: two requirements that a vendor of one device would have to answer twice.
//!
//! The rule follows the INCOSE Guide to Writing Requirements (express each need once). It
//! compares words and not meanings: what says the same in other words is not found.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{content, words};
use crate::condition::{Certainty, Condition, possible};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::library::conditions::{Devices, told_apart};
use crate::model::{Library, Requirement};

/// Two statements that share this much of their words, of a hundred, are taken for one.
const MOST: usize = 55;

/// Statements of fewer words that count are too short to compare.
const FEWEST: usize = 4;

/// Whether no two of the requirements, or of them and the library's, say nearly the same of one device.
pub fn check(library: &Library, devices: &Devices<'_>, requirements: &[&Requirement], bag: &mut Bag) {
    let mut all: Vec<&Requirement> = library.requirements.values().collect();
    all.extend(requirements.iter().filter(|one| !library.requirements.contains_key(&one.id)));
    let wanted: BTreeSet<&str> = requirements.iter().map(|one| one.id.as_str()).collect();
    let contents: Vec<BTreeSet<String>> =
        all.iter().map(|one| content(&words(&one.statement.value))).collect();
    let contents = by_rarity(&contents);
    // Of two that share so much, one of the rarest words is shared, and enough words follow the first of them in
    // both: only such are compared, since libraries are large. (Bayardo, Ma and Srikant, "Scaling Up All Pairs
    // Similarity Search", 2007; Xiao and others, "Efficient Similarity Joins for Near-Duplicate Detection", 2008.)
    let mut holders: BTreeMap<usize, Vec<Holder>> = BTreeMap::new();
    for (later, content) in contents.iter().enumerate() {
        let rarest = content.len() - (content.len() * MOST).div_ceil(100) + 1;
        let mut near = Vec::new();
        for (at, word) in content.iter().enumerate().take(rarest) {
            let holder = Holder { of: later, words: content.len(), rest: content.len() - at };
            let holders = holders.entry(*word).or_default();
            near.extend(holders.iter().filter(|other| other.can_be_near(&holder)).map(|other| other.of));
            holders.push(holder);
        }
        near.sort_unstable();
        near.dedup();
        let Some(second) = all.get(later).filter(|second| wanted.contains(second.id.as_str())) else {
            continue;
        };
        for earlier in near {
            let (Some(first), Some(other)) = (all.get(earlier), contents.get(earlier)) else { continue };
            let alike = content.len().min(other.len()) >= FEWEST
                && shared(content, other) >= fewest_shared(content.len(), other.len());
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

/// A statement that has a word.
struct Holder {
    /// Its place among the statements.
    of: usize,
    /// How many words it has.
    words: usize,
    /// How many of them stand from this word on.
    rest: usize,
}

impl Holder {
    /// Whether the two can be taken for one, if this word is the first that they share.
    fn can_be_near(&self, other: &Self) -> bool {
        self.rest.min(other.rest) >= fewest_shared(self.words, other.words)
    }
}

/// How many words two statements of so many words share at least, if they are taken for one.
fn fewest_shared(one: usize, other: usize) -> usize {
    ((one + other) * MOST).div_ceil(100 + MOST)
}

/// The words of statements as numbers, the rarest words first.
fn by_rarity(contents: &[BTreeSet<String>]) -> Vec<Vec<usize>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    contents.iter().flatten().for_each(|word| *counts.entry(word).or_default() += 1);
    let mut words: Vec<(usize, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_unstable();
    let ranks = words.into_iter().enumerate().map(|(rank, (_, word))| (word, rank));
    let ranks: BTreeMap<&str, usize> = ranks.collect();
    let ranked = contents.iter().map(|content| {
        let mut content: Vec<usize> =
            content.iter().filter_map(|word| ranks.get(word.as_str()).copied()).collect();
        content.sort_unstable();
        content
    });
    ranked.collect()
}

/// How many numbers two lists share, both of which are sorted.
fn shared(one: &[usize], other: &[usize]) -> usize {
    one.iter().filter(|word| other.binary_search(word).is_ok()).count()
}

/// Whether one device can have to keep to both.
fn meet(devices: &Devices<'_>, first: &Requirement, second: &Requirement) -> bool {
    let of_second = devices.meant(second);
    let mut of_both = devices.meant(first);
    of_both.retain(|device| of_second.iter().any(|other| other.category == device.category));
    let both = Condition::All(vec![first.when.clone(), second.when.clone()]);
    told_apart(&of_both, &both).into_iter().any(|domains| possible(&both, domains) != Certainty::Never)
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
        // Four words that both have, of seven and of eight; what only one has is looked at first.
        let longer = "The device {{ obligation }} install an update with a valid signature, secretly, nightly, monthly.";
        check("categories: [device]", longer, true);
        let longest = longer.replace("monthly", "monthly, yearly");
        check("categories: [device]", &longest, false);
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
