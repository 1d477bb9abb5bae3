//! Numbers and dates that lie far from those of the other bids.
//!
//! Each answer is held against the others without itself, since one wild answer among few would
//! move what it is measured by. The spread is the median absolute deviation; 3.5 of it, scaled, is
//! the bound of Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993).

use std::collections::BTreeSet;

use super::Found;
use crate::compare::{Bid, Comparison, answer};
use crate::condition::{Type, Value};
use crate::say;
use crate::words::Words;

/// Bounds of the scaled distance from the median.
const BOUND: f64 = 3.5;

/// What makes the median absolute deviation of normally distributed values their standard deviation.
const SCALE: f64 = 0.6745;

/// From so many bids on the spread is used.
const STATISTICS: usize = 4;

/// With fewer bids than this nothing is marked.
const LEAST: usize = 3;

/// How far is far, on the scale that a type is measured on.
#[derive(Clone, Copy, Debug)]
struct Reach {
    /// The least distance from the median, where the others spread.
    near: f64,
    /// The least distance where there is little or no spread to measure by.
    far: f64,
}

/// Numbers are measured by ratio, of 5 and of 10: the logarithm of one more than the number, since 0
/// has none. What differs less is mostly one good answer beside another.
const NUMBERS: Reach = Reach { near: 1.609_437_912_434_1, far: std::f64::consts::LN_10 };

/// Dates are measured in days.
const DATES: Reach = Reach { near: 3.0 * 365.0, far: 5.0 * 365.0 };

/// The rule in words.
pub fn words(words: Words) -> String {
    say!(words, "compare-rule-far-words", statistics = STATISTICS, bound = BOUND, least = LEAST)
}

/// The marks, by fact and row, then by bid.
pub fn find(comparison: &Comparison, words: Words) -> Vec<Found> {
    let mut found = Vec::new();
    for (place, fact) in comparison.facts.iter().enumerate() {
        let values: Vec<Option<&Value>> = fact.values.iter().map(Option::as_ref).collect();
        for (at, message) in outliers(comparison, &values, &fact.of, words) {
            found.push(Found {
                about: say!(words, "compare-about-fact", fact = fact.title.as_str()),
                bids: vec![at],
                message,
                cells: Vec::new(),
                fact: Some(place),
            });
        }
    }
    for (place, row) in comparison.rows.iter().enumerate() {
        for (asked, question) in row.questions.iter().enumerate() {
            let answers = row.cells.iter().map(|cell| cell.answers.get(asked)?.as_ref()?.value.as_ref());
            let values: Vec<Option<&Value>> = answers.collect();
            for (at, message) in outliers(comparison, &values, &question.of, words) {
                found.push(Found {
                    about: format!("{} `{}`", row.id, question.id),
                    bids: vec![at],
                    message,
                    cells: vec![(at, place)],
                    fact: None,
                });
            }
        }
    }
    found
}

/// The bids whose value lies far from those of the other devices of its kind, each with what is found.
fn outliers(of: &Comparison, values: &[Option<&Value>], scale: &Type, words: Words) -> Vec<(usize, String)> {
    let kinds: BTreeSet<Option<&str>> = of.bids.iter().map(kind).collect();
    let found = kinds.into_iter().flat_map(|wanted| {
        let of_kind = of.bids.iter().zip(values);
        let own: Vec<Option<&Value>> =
            of_kind.map(|(bid, value)| value.filter(|_| kind(bid) == wanted)).collect();
        far(&own).into_iter().map(|at| (at, message(&own, at, scale, words))).collect::<Vec<_>>()
    });
    let mut found: Vec<(usize, String)> = found.collect();
    found.sort_by_key(|(at, _)| *at);
    found
}

fn kind(bid: &Bid) -> Option<&str> {
    bid.kind.as_ref().map(|kind| kind.id.as_str())
}

/// "answers 30 days, the 4 others 1 day to 3 days".
fn message(values: &[Option<&Value>], at: usize, of: &Type, words: Words) -> String {
    let own = values.get(at).copied().flatten().map(|value| answer::line(value, of)).unwrap_or_default();
    let others = values.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(_, value)| *value);
    let mut others: Vec<&Value> = others.collect();
    others.sort_by(|a, b| a.order(b).unwrap_or(std::cmp::Ordering::Equal));
    let ends = others.first().zip(others.last());
    let Some((low, high)) = ends.map(|(low, high)| (answer::line(low, of), answer::line(high, of))) else {
        return own;
    };
    let count = others.len();
    match low == high {
        true => say!(words, "compare-far-all", own = own, others = count, low = low),
        false => say!(words, "compare-far", own = own, others = count, low = low, high = high),
    }
}

/// The places of values that lie far from the others.
fn far(values: &[Option<&Value>]) -> Vec<usize> {
    let measured = |value: &Value| match value {
        Value::Number(number) => Some((number.ln_1p(), NUMBERS)),
        Value::Date(date) => {
            let days = date.since(jiff::civil::date(2000, 1, 1)).ok()?.get_days();
            Some((f64::from(days), DATES))
        }
        _ => None,
    };
    let points: Vec<(usize, f64, Reach)> = values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| measured((*value)?).map(|(point, reach)| (at, point, reach)))
        .collect();
    let lies_far = |(at, point, reach): &&(usize, f64, Reach)| {
        let others: Vec<f64> =
            points.iter().filter(|(other, ..)| other != at).map(|(_, point, _)| *point).collect();
        is_far(*point, others, *reach)
    };
    points.iter().filter(lies_far).map(|(at, ..)| *at).collect()
}

fn is_far(point: f64, others: Vec<f64>, reach: Reach) -> bool {
    if others.len() + 1 < LEAST {
        return false;
    }
    let spread = |others: &[f64]| {
        let (low, high) =
            others.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
        high - low
    };
    // A hair's breadth, so that exactly five times is five times.
    let hair = 1e-9;
    // What lies between two others is not far from both.
    if others.iter().any(|other| *other < point) && others.iter().any(|other| *other > point) {
        return false;
    }
    if others.len() + 1 < STATISTICS {
        let away = others.iter().all(|other| (point - other).abs() >= reach.far - hair);
        return away && spread(&others) < reach.far;
    }
    let middle = median(others.clone());
    let distance = (point - middle).abs();
    let deviation = median(others.iter().map(|other| (other - middle).abs()).collect());
    match deviation > hair {
        true => SCALE * distance / deviation > BOUND && distance >= reach.near - hair,
        false => distance >= reach.far - hair,
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let at = |at: usize| values.get(at).copied().unwrap_or_default();
    if values.len() % 2 == 1 { at(half) } else { f64::midpoint(at(half.saturating_sub(1)), at(half)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[Option<Value>], expected: &[usize]) {
        let values: Vec<Option<&Value>> = values.iter().map(Option::as_ref).collect();
        assert_eq!(far(&values), expected, "{values:?}");
    }

    #[test]
    fn numbers_are_held_against_the_others() {
        let check = |numbers: &[f64], expected: &[usize]| {
            let values: Vec<_> = numbers.iter().map(|number| Some(Value::Number(*number))).collect();
            check(&values, expected);
        };
        // One, two: nothing to hold it against.
        check(&[1.0], &[]);
        check(&[1.0, 1000.0], &[]);
        // Three: ten times both others, which are near to each other.
        check(&[14.0, 30.0, 1.0], &[]);
        check(&[14.0, 30.0, 0.0], &[2]);
        check(&[1.0, 10.0, 100.0], &[]);
        check(&[4.0, 4.0, 24.0], &[]);
        check(&[4.0, 4.0, 49.0], &[2]);
        // Four or more: by the spread of the others.
        check(&[14.0, 20.0, 30.0, 30.0, 1.0], &[4]);
        check(&[30.0, 1.0, 2.0, 3.0, 3.0], &[0]);
        check(&[9.0, 1.0, 2.0, 3.0, 3.0], &[]);
        check(&[30.0, 90.0, 30.0, 7.0, 3650.0], &[4]);
        check(&[14.0, 30.0, 30.0, 7.0], &[]);
        check(&[30.0, 30.0, 31.0, 32.0, 40.0], &[]);
        check(&[0.0, 0.0, 0.0, 1.0], &[]);
        check(&[0.0, 0.0, 0.0, 8.0], &[]);
        check(&[0.0, 0.0, 0.0, 30.0], &[3]);
        check(&[1e15, 1.0, 1.0, 1.0], &[0]);
        check(&[12.0, 500.0, 20.0, 30.0, 100_000.0], &[4]);
        check(&[30.0, 30.0, 31.0, 3650.0, 3650.0], &[3, 4]);
        check(&[2.0, 2.0, 2.0, 2.0], &[]);
    }

    #[test]
    fn dates_are_held_against_the_others() {
        let check = |dates: &[&str], expected: &[usize]| {
            let values: Vec<_> = dates.iter().map(|date| date.parse().ok().map(Value::Date)).collect();
            check(&values, expected);
        };
        check(&["2037-03-31", "2037-12-31", "2027-06-30"], &[2]);
        check(&["2037-03-31", "2037-12-31", "2036-06-30"], &[]);
        check(&["2037-03-31", "2037-06-30", "2037-12-31", "2033-06-30"], &[3]);
        check(&["2037-03-31", "2037-03-31", "2037-03-31", "2038-03-31"], &[]);
        check(&["2037-03-31", "", "", "2099-12-31"], &[]);
        check(&["0001-01-01", "2037-03-31", "9999-12-31"], &[]);
    }
}
