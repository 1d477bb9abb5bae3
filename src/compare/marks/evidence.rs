//! Evidence that expires too early or is not in order, and files that two vendors enclose.

use std::collections::BTreeMap;

use super::{Found, vendors};
use crate::compare::{Comparison, Enclosed};

/// What is not valid any more on the last day for bids, or on the day of delivery.
pub fn expiring(comparison: &Comparison) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, bid) in comparison.bids.iter().enumerate() {
        for exhibit in bid.exhibits.iter().flatten() {
            let Some(end) = exhibit.valid_until else { continue };
            let too_early = match comparison.delivery {
                _ if end < comparison.deadline => {
                    format!("before {}, the last day for bids", comparison.deadline)
                }
                Some(delivery) if end < delivery => format!("before {delivery}, the day of delivery"),
                _ => continue,
            };
            found.push(Found {
                about: exhibit.title.clone(),
                bids: vec![at],
                message: format!("{} is valid until {end}: {too_early}", exhibit.file),
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
        message: format!("{}: {}", exhibit.file, exhibit.faults.join("; ")),
        cells: rows(comparison, at, exhibit),
        fact: None,
    });
    found.collect()
}

/// Files of one digest that bids of several vendors enclose.
pub fn shared(comparison: &Comparison) -> Vec<Found> {
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
            Some(format!("{} of {}", exhibit.file, comparison.bids.get(*at)?.letter))
        });
        let files: Vec<String> = files.collect();
        found.push(Found {
            about: enclosed.first().map(|(_, exhibit)| exhibit.title.clone()).unwrap_or_default(),
            bids: enclosed.iter().map(|(at, _)| *at).collect(),
            message: format!(
                "{} have the digest {}…",
                files.join(" and "),
                digest.get(..12).unwrap_or(digest)
            ),
            cells: enclosed.iter().flat_map(|(at, exhibit)| rows(comparison, *at, exhibit)).collect(),
            fact: None,
        });
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
