//! Bids of two vendors that answer nearly everything alike, and bids that choose whatever is offered.

use std::collections::BTreeSet;

use super::{Found, vendors};
use crate::compare::Comparison;
use crate::condition::{Type, Value};
use crate::say;
use crate::words::Words;

/// With fewer questions that both answer, two bids may agree by chance.
const LEAST_ANSWERS: usize = 40;

/// Of a hundred answers so many are the same.
const PERCENT: usize = 95;

/// With fewer options there is little to choose.
const LEAST_OPTIONS: usize = 4;

/// With fewer questions of which everything is chosen, it may be so.
const LEAST_FULL: usize = 3;

/// Of a hundred questions so many: a good device does most of what is asked, and seldom all of it.
const MOST_FULL: usize = 90;

/// The rule in words.
pub fn words(words: Words) -> String {
    say!(words, "compare-rule-alike-words", percent = PERCENT, least = LEAST_ANSWERS)
}

/// The rule of whatever is offered, in words.
pub fn words_of_all_chosen(words: Words) -> String {
    say!(
        words,
        "compare-rule-all-chosen-words",
        options = LEAST_OPTIONS,
        percent = MOST_FULL,
        least = LEAST_FULL
    )
}

/// Pairs of bids that differ in few answers. Free texts do not count: they have a rule of their own.
pub fn find(comparison: &Comparison, words: Words) -> Vec<Found> {
    let vendors = vendors(comparison);
    let mut found = Vec::new();
    for one in 0..comparison.bids.len() {
        for other in one + 1..comparison.bids.len() {
            if vendors.get(one) == vendors.get(other) {
                continue;
            }
            let (mut both, mut same) = (0, 0);
            for (a, b) in pairs(comparison, one, other) {
                both += 1;
                same += usize::from(a == b);
            }
            if both >= LEAST_ANSWERS && same * 100 >= both * PERCENT {
                found.push(Found {
                    about: say!(words, "compare-about-answers"),
                    bids: vec![one, other],
                    message: say!(words, "compare-alike", same = same, both = both),
                    cells: Vec::new(),
                    fact: None,
                });
            }
        }
    }
    found
}

/// What two bids answer to the questions that both answer.
fn pairs(comparison: &Comparison, one: usize, other: usize) -> impl Iterator<Item = (&Value, &Value)> {
    comparison.rows.iter().flat_map(move |row| {
        row.questions.iter().enumerate().filter(|(_, question)| question.of != Type::Text).filter_map(
            move |(at, _)| {
                let value = |bid: usize| row.cells.get(bid)?.answers.get(at)?.as_ref()?.value.as_ref();
                Some((value(one)?, value(other)?))
            },
        )
    })
}

/// Bids that choose every option that can be chosen beside others, wherever several can be.
pub fn all_chosen(comparison: &Comparison, words: Words) -> Vec<Found> {
    let mut found = Vec::new();
    for bid in 0..comparison.bids.len() {
        let (mut asked, mut full, mut cells) = (0, 0, BTreeSet::new());
        for (place, row) in comparison.rows.iter().enumerate() {
            for (at, question) in row.questions.iter().enumerate() {
                let Type::Choices { options, .. } = &question.of else { continue };
                let given =
                    row.cells.get(bid).and_then(|cell| cell.answers.get(at)?.as_ref()?.value.as_ref());
                let Some(Value::Set(chosen)) = given else { continue };
                let beside = options.iter().filter(|option| !option.exclusive);
                if beside.clone().count() < LEAST_OPTIONS {
                    continue;
                }
                asked += 1;
                if beside.clone().all(|option| chosen.contains(&option.id)) {
                    full += 1;
                    cells.insert((bid, place));
                }
            }
        }
        if full >= LEAST_FULL && full * 100 >= asked * MOST_FULL {
            found.push(Found {
                about: say!(words, "compare-about-choices"),
                bids: vec![bid],
                message: say!(words, "compare-all-chosen", full = full, asked = asked),
                cells: cells.into_iter().collect(),
                fact: None,
            });
        }
    }
    found
}
