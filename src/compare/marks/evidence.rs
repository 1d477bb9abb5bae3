//! Evidence that expires too early or is not in order, and files that two vendors enclose.

use std::collections::{BTreeMap, BTreeSet};

use super::{Found, vendors};
use crate::compare::{Comparison, Enclosed};
use crate::evidence::is_expired;
use crate::resolve::spec::Obligation;
use crate::say;
use crate::words::Words;

/// What is not valid any more on the last day for bids, or on the day of delivery.
pub fn expiring(comparison: &Comparison, words: Words) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, bid) in comparison.bids.iter().enumerate() {
        for exhibit in bid.exhibits.iter().flatten() {
            let Some(end) = exhibit.valid_until else { continue };
            let (early, day) = match comparison.delivery {
                _ if is_expired(end, comparison.deadline) => {
                    ("compare-expires-before-bids", comparison.deadline)
                }
                Some(delivery) if is_expired(end, delivery) => ("compare-expires-before-delivery", delivery),
                _ => continue,
            };
            found.push(Found {
                about: exhibit.title.clone(),
                bids: vec![at],
                message: say!(
                    words,
                    early,
                    file = exhibit.file.as_str(),
                    end = end.to_string(),
                    day = day.to_string()
                ),
                cells: rows(comparison, at, exhibit),
                fact: None,
            });
        }
    }
    found
}

/// What is missing, or is not what the bid says it is.
pub fn disordered(comparison: &Comparison) -> Vec<Found> {
    let bids = comparison.bids.iter().enumerate();
    let exhibits = bids.flat_map(|(at, bid)| bid.exhibits.iter().flatten().map(move |exhibit| (at, exhibit)));
    let found = exhibits.filter(|(_, exhibit)| !exhibit.faults.is_empty()).map(|(at, exhibit)| Found {
        about: exhibit.title.clone(),
        bids: vec![at],
        message: match exhibit.mandatory {
            true => {
                let shall = Obligation::Shall.word();
                format!("{} ({shall}): {}", exhibit.file, exhibit.faults.join("; "))
            }
            false => format!("{}: {}", exhibit.file, exhibit.faults.join("; ")),
        },
        cells: rows(comparison, at, exhibit),
        fact: None,
    });
    found.collect()
}

/// Files of one digest that bids of several vendors enclose.
pub fn shared(comparison: &Comparison, words: Words) -> Vec<Found> {
    let vendors = vendors(comparison);
    let mut by_digest: BTreeMap<&str, Vec<(usize, &Enclosed)>> = BTreeMap::new();
    for (at, bid) in comparison.bids.iter().enumerate() {
        for exhibit in bid.exhibits.iter().flatten().filter(|exhibit| !exhibit.sha256.is_empty()) {
            let enclosed = by_digest.entry(&exhibit.sha256).or_default();
            if enclosed.last().is_none_or(|(last, _)| *last != at) {
                enclosed.push((at, exhibit));
            }
        }
    }
    let mut found = Vec::new();
    for (digest, enclosed) in by_digest {
        let first = enclosed.first().and_then(|(at, _)| vendors.get(*at));
        if enclosed.iter().all(|(at, _)| vendors.get(*at) == first) {
            continue;
        }
        let files = enclosed.iter().filter_map(|(at, exhibit)| {
            let letter = comparison.bids.get(*at)?.letter.as_str();
            Some(say!(words, "compare-file-of", file = exhibit.file.as_str(), bid = letter))
        });
        let files: Vec<String> = files.collect();
        found.push(Found {
            about: enclosed.first().map(|(_, exhibit)| exhibit.title.clone()).unwrap_or_default(),
            bids: enclosed.iter().map(|(at, _)| *at).collect(),
            message: say!(
                words,
                "compare-same-digest",
                files = words.join(files, "and"),
                digest = digest.get(..12).unwrap_or(digest)
            ),
            cells: enclosed.iter().flat_map(|(at, exhibit)| rows(comparison, *at, exhibit)).collect(),
            fact: None,
        });
    }
    found
}

/// A file that is listed as so many kinds of evidence is mostly none of them.
const MANY_KINDS: usize = 4;

/// The rule of one file for many kinds, in words.
pub fn words_of_one_for_many(words: Words) -> String {
    say!(words, "compare-rule-one-for-many-words", least = MANY_KINDS)
}

/// Files that a bid lists as many kinds of evidence, by their digest.
pub fn one_for_many(comparison: &Comparison, words: Words) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, bid) in comparison.bids.iter().enumerate() {
        let mut by_digest: BTreeMap<&str, Vec<&Enclosed>> = BTreeMap::new();
        for exhibit in bid.exhibits.iter().flatten().filter(|exhibit| !exhibit.sha256.is_empty()) {
            by_digest.entry(&exhibit.sha256).or_default().push(exhibit);
        }
        for enclosed in by_digest.values() {
            let kinds: BTreeSet<&str> = enclosed.iter().map(|exhibit| exhibit.title.as_str()).collect();
            let Some(first) = enclosed.first().filter(|_| kinds.len() >= MANY_KINDS) else { continue };
            let cells = enclosed.iter().flat_map(|exhibit| rows(comparison, at, exhibit));
            let cells: BTreeSet<(usize, usize)> = cells.collect();
            found.push(Found {
                about: first.file.clone(),
                bids: vec![at],
                message: say!(
                    words,
                    "compare-one-for-many",
                    count = kinds.len(),
                    kinds = words.join(kinds.iter().copied(), "and")
                ),
                cells: cells.into_iter().collect(),
                fact: None,
            });
        }
    }
    found
}

/// The cells of a bid that a piece of evidence is enclosed for.
fn rows(comparison: &Comparison, bid: usize, exhibit: &Enclosed) -> Vec<(usize, usize)> {
    let rows = comparison.rows.iter().enumerate();
    let served = rows.filter(|(_, row)| {
        row.cells.get(bid).is_some_and(|cell| cell.enclosed.iter().any(|enclosed| enclosed == exhibit))
    });
    served.map(|(place, _)| (bid, place)).collect()
}
