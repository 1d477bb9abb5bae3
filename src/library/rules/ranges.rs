//! Ranges of numbers that a label speaks of: “1 to 5 days”, “more than 24 hours”.
//!
//! Compares only labels that differ in nothing but their range, and knows units of time only to
//! convert them; any other unit is a word like others.

use crate::library::rules::words;

/// What a label speaks of, beside other words.
#[derive(Debug, PartialEq)]
pub struct Range {
    low: Option<Bound>,
    high: Option<Bound>,
    /// The words besides the range.
    others: Vec<String>,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bound {
    value: f64,
    inclusive: bool,
}

/// Words before a number that bound it from below, and whether the number itself is meant too.
const LOW: &[(&str, bool)] = &[
    ("at least", true),
    ("from", true),
    ("not less than", true),
    ("no less than", true),
    ("above", false),
    ("after more than", false),
    ("exceeding", false),
    ("longer than", false),
    ("more than", false),
    ("over", false),
];

/// … from above.
const HIGH: &[(&str, bool)] = &[
    ("at most", true),
    ("no longer than", true),
    ("no more than", true),
    ("not more than", true),
    ("up to", true),
    ("within", true),
    ("below", false),
    ("fewer than", false),
    ("less than", false),
    ("shorter than", false),
    ("under", false),
];

/// Words behind a number, and whether they bound it from below.
const BEHIND: &[(&str, bool)] = &[
    ("and more", true),
    ("or above", true),
    ("or later", true),
    ("or longer", true),
    ("or more", true),
    ("or fewer", false),
    ("or less", false),
    ("or shorter", false),
];

/// Units of time with their length in another.
const UNITS: &[(&str, &str, f64)] = &[
    ("second", "second", 1.0),
    ("minute", "second", 60.0),
    ("hour", "second", 3_600.0),
    ("day", "second", 86_400.0),
    ("week", "second", 604_800.0),
    ("month", "month", 1.0),
    ("year", "month", 12.0),
];

impl Range {
    /// Whether some number is in both. Two that are open on the same side, such as “within 5 days” and
    /// “within 10 days”, are steps of a scale, and do not count.
    pub fn meets(&self, other: &Self) -> bool {
        let steps = self.low.is_none() && other.low.is_none() || self.high.is_none() && other.high.is_none();
        let apart = |high: Option<Bound>, low: Option<Bound>| match (high, low) {
            (Some(high), Some(low)) => {
                high.value < low.value || high.value <= low.value && !(high.inclusive && low.inclusive)
            }
            (None, _) | (_, None) => false,
        };
        self.others == other.others && !steps && !apart(self.high, other.low) && !apart(other.high, self.low)
    }
}

/// The range of a label, if it speaks of one.
pub fn range(label: &str) -> Option<Range> {
    if !label.contains(|c: char| c.is_ascii_digit()) {
        return None; // most labels have no number
    }
    let label = label.to_lowercase().replace(['–', '—'], " to ");
    let tokens = tokens(&label);
    let (mut low, mut high) = (None, None);
    let mut unit: Option<(&str, f64)> = None;
    let mut others = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts = |at: usize, phrase: &str| {
            let wanted: Vec<&str> = phrase.split(' ').collect();
            let run = tokens.get(at..at + wanted.len())?;
            run.iter().zip(&wanted).all(|(token, wanted)| token == wanted).then_some(at + wanted.len())
        };
        let number = |at: usize| {
            let token = tokens.get(at).filter(|token| token.starts_with(|c: char| c.is_ascii_digit()))?;
            token.parse::<f64>().ok()
        };
        let unit_at = |at: usize| {
            let token = tokens.get(at)?;
            let word = token.strip_suffix('s').unwrap_or(token);
            UNITS.iter().find(|(name, ..)| *name == word).map(|(_, base, length)| (*base, *length))
        };
        let before = |words: &[(&str, bool)]| {
            words.iter().find_map(|(phrase, inclusive)| {
                let next = starts(at, phrase)?;
                Some((Bound { value: number(next)?, inclusive: *inclusive }, next + 1))
            })
        };
        if let Some((bound, next)) = before(LOW) {
            low = Some(bound);
            at = next;
        } else if let Some((bound, next)) = before(HIGH) {
            high = Some(bound);
            at = next;
        } else if let Some(value) = number(at) {
            let bound = Bound { value, inclusive: true };
            let joined = ["to", "and"].iter().find_map(|word| starts(at + 1, word));
            let behind = at + 1 + usize::from(unit_at(at + 1).is_some());
            let open = BEHIND.iter().find_map(|(phrase, up)| Some((*up, starts(behind, phrase)?)));
            unit = unit.or(unit_at(at + 1));
            match (joined.and_then(number), open) {
                (Some(value), _) => {
                    (low, high) = (Some(bound), Some(Bound { value, inclusive: true }));
                    at += 3;
                }
                (None, Some((true, next))) => (low, at) = (Some(bound), next),
                (None, Some((false, next))) => (high, at) = (Some(bound), next),
                (None, None) => {
                    others.push(tokens.get(at)?.clone());
                    at += 1;
                }
            }
        } else if let Some(found) = unit_at(at) {
            unit = unit.or(Some(found));
            at += 1;
        } else {
            others.push(tokens.get(at)?.clone());
            at += 1;
        }
    }
    if low.is_none() && high.is_none() {
        return None;
    }
    let (base, length) = unit.unwrap_or(("", 1.0));
    others.push(base.to_owned());
    let converted = |bound: Option<Bound>| bound.map(|bound| Bound { value: bound.value * length, ..bound });
    Some(Range { low: converted(low), high: converted(high), others })
}

/// The words and numbers of a label; “1-5” is two numbers with a “to” between.
fn tokens(label: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for word in words::words(label) {
        let decimal = word.gap == "." && tokens.last().is_some_and(|last| last.parse::<u64>().is_ok());
        match word.text.split_once('-') {
            Some((low, high)) if low.parse::<f64>().is_ok() && high.parse::<f64>().is_ok() => {
                tokens.extend([low.to_owned(), "to".to_owned(), high.to_owned()]);
            }
            _ if decimal && word.text.parse::<u64>().is_ok() => {
                if let Some(last) = tokens.last_mut() {
                    *last = format!("{last}.{}", word.text);
                }
            }
            _ => tokens.push(word.text.into_owned()),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, expected: bool) {
        let (a, b) = (range(first), range(second));
        let meet = |a: &Option<Range>, b: &Option<Range>| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.meets(b))
        };
        assert_eq!(meet(&a, &b), expected, "{first} · {second}: {:?}", (&a, &b));
        assert_eq!(meet(&b, &a), expected, "{second} · {first}");
    }

    #[test]
    fn ranges_that_meet() {
        check("1 to 5 days", "5 to 10 days", true);
        check("1 to 5 days", "6 to 10 days", false);
        check("1–5 days", "3-10 days", true);
        check("Up to 5 days", "5 days or more", true);
        check("Up to 5 days", "More than 5 days", false);
        check("Less than 5 days", "5 to 10 days", false);
        check("Within 24 hours", "1 to 2 days", true);
        check("Within 24 hours", "Within 7 days", false);
        check("More than 5 and at most 10 days", "More than 10 days", false);
        check("More than 5, up to 10 days", "At least 10 days", true);
        check("A PIN of 4 to 6 digits", "A PIN of 6 to 8 digits", true);
        check("A PIN of 4 to 6 digits", "A password of 6 to 8 characters", false);
        check("0.5 to 1.5 years", "12 to 24 months", true);
        check("1 to 5 days", "2 to 3 months", false);
        check("WPA2", "WPA3 with 2 keys", false);
    }
}
