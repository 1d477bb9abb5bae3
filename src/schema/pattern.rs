//! Bounds of dates and versions as regular expressions, since JSON Schema orders numbers only.
//!
//! They are read beside the shape of the type ([`shape`](crate::schema::shape)): of a text that
//! is no date or version they say nothing useful.

use jiff::civil::Date;

use crate::condition::Version;

/// Matches the dates that are the day or a later one.
pub fn not_before(day: Date) -> String {
    bound(day, |digit| (digit + 1..=9).collect())
}

/// Matches the dates that are the day or an earlier one.
pub fn not_after(day: Date) -> String {
    bound(day, |digit| (0..digit).collect())
}

/// Dates of this form compare as texts do: at the first digit that differs.
fn bound(day: Date, beyond: fn(u32) -> Vec<u32>) -> String {
    let day = day.to_string();
    let mut branches = Vec::new();
    for (at, character) in day.char_indices() {
        let Some(digit) = character.to_digit(10) else { continue };
        let same = day.get(..at).unwrap_or_default();
        branches.extend(digits(&beyond(digit)).map(|beyond| format!("{same}{beyond}")));
    }
    branches.push(day);
    format!("^(?:{})", branches.join("|"))
}

/// Matches the versions that are equal to this one: `1.2` and `1.2.0`.
pub fn equal(version: &Version) -> String {
    let numbers = version.numbers();
    let written = written(&numbers);
    let same: Vec<String> = written.iter().map(u64::to_string).collect();
    let zeros = match numbers.len() - written.len() {
        0 => String::new(),
        left => format!(r"(?:\.0){{0,{left}}}"),
    };
    format!("^{}{zeros}$", same.join(r"\."))
}

/// Matches the versions that are not lower than this one.
pub fn at_least(version: &Version) -> String {
    // From the last number that counts to the first: greater, or the same and the rest not lower.
    let numbers = version.numbers();
    let rest = written(&numbers).iter().rev().fold(None, |rest: Option<String>, number| {
        let rest = rest.map_or_else(|| r"(?:\.|$)".to_owned(), |rest| format!(r"\.{rest}"));
        let mut branches = greater(*number);
        branches.push(format!("{number}{rest}"));
        Some(format!("(?:{})", branches.join("|")))
    });
    format!("^{}", rest.unwrap_or_default())
}

/// Matches the versions that are not higher than this one.
pub fn at_most(version: &Version) -> String {
    let rest = version.numbers().iter().rev().fold(None, |rest: Option<String>, number| {
        let rest = rest.map_or_else(|| "$".to_owned(), |rest| format!(r"(?:$|\.{rest})"));
        let lower = lower(*number).into_iter().map(|lower| format!(r"{lower}(?:\.|$)"));
        let branches: Vec<String> = lower.chain([format!("{number}{rest}")]).collect();
        Some(format!("(?:{})", branches.join("|")))
    });
    format!("^{}", rest.unwrap_or_default())
}

/// The numbers of a version up to the last that is not zero, and at least one.
fn written(numbers: &[u64; 4]) -> &[u64] {
    let mut written: &[u64] = numbers;
    while let [_, .., 0] = written {
        written = written.get(..written.len() - 1).unwrap_or_default();
    }
    written
}

/// Beginnings of the numbers that are greater; a number that begins so is greater however it goes on.
fn greater(number: u64) -> Vec<String> {
    let text = number.to_string();
    let mut branches = vec![format!("[1-9]{}", any_digits(text.len()))];
    branches.extend(differing(&text, |digit| (digit + 1..=9).collect()));
    branches
}

/// The numbers that are lower.
fn lower(number: u64) -> Vec<String> {
    let text = number.to_string();
    let mut branches = match text.len() {
        1 => Vec::new(),
        2 => vec!["[0-9]".to_owned()],
        length => vec!["0".to_owned(), format!("[1-9][0-9]{{0,{}}}", length - 2)],
    };
    // No number starts with a zero but zero itself.
    let least = |at: usize| if at == 0 && text.len() > 1 { 1 } else { 0 };
    branches.extend(text.char_indices().flat_map(|(at, character)| {
        let digit = character.to_digit(10).unwrap_or(0);
        branch(&text, at, &(least(at)..digit).collect::<Vec<_>>())
    }));
    branches
}

fn differing(text: &str, beyond: fn(u32) -> Vec<u32>) -> Vec<String> {
    let branches = text
        .char_indices()
        .flat_map(|(at, character)| branch(text, at, &beyond(character.to_digit(10).unwrap_or(0))));
    branches.collect()
}

/// Texts of the same length that differ first at a place, by one of the digits.
fn branch(text: &str, at: usize, beyond: &[u32]) -> Option<String> {
    let same = text.get(..at)?;
    let rest = any_digits(text.len() - at - 1);
    digits(beyond).next().map(|beyond| format!("{same}{beyond}{rest}"))
}

fn any_digits(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "[0-9]".to_owned(),
        count => format!("[0-9]{{{count}}}"),
    }
}

/// A class of digits that follow one another; nothing where there are none.
fn digits(digits: &[u32]) -> impl Iterator<Item = String> + use<> {
    let class = match digits {
        [] => None,
        [one] => Some(one.to_string()),
        [one, other] => Some(format!("[{one}{other}]")),
        [first, .., last] => Some(format!("[{first}-{last}]")),
    };
    class.into_iter()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use regex::Regex;

    use super::*;

    #[test]
    fn bounds_read_well() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(
            not_before(date("2037-03-31")),
            "^(?:[3-9]|2[1-9]|20[4-9]|203[89]|2037-[1-9]|2037-0[4-9]|2037-03-[4-9]|2037-03-3[2-9]|2037-03-31)"
        );
        let version = |text: &str| Version::read(text).unwrap();
        assert_eq!(at_least(&version("1.2")), r"^(?:[1-9][0-9]|[2-9]|1\.(?:[1-9][0-9]|[3-9]|2(?:\.|$)))");
        assert_eq!(equal(&version("1.2.0")), r"^1\.2(?:\.0){0,2}$");
    }

    #[test]
    fn dates_are_bounded_as_the_calendar_orders_them() {
        let bounds = ["0001-01-01", "0999-12-31", "1999-12-31", "2000-02-29", "2027-10-09", "9999-12-31"];
        for bound in bounds {
            let bound: Date = bound.parse().unwrap();
            let (from, to) =
                (Regex::new(&not_before(bound)).unwrap(), Regex::new(&not_after(bound)).unwrap());
            let mut check = |day: Date| {
                assert_eq!(from.is_match(&day.to_string()), day >= bound, "{day} from {bound}");
                assert_eq!(to.is_match(&day.to_string()), day <= bound, "{day} to {bound}");
            };
            let mut day = jiff::civil::date(1, 1, 1);
            while let Ok(next) = day.checked_add(97.days()) {
                check(day);
                day = next;
            }
            let around = (-800..800_i32).filter_map(|days| bound.checked_add(days.days()).ok());
            around.filter(|day| day.year() > 0).for_each(&mut check);
        }
    }

    #[test]
    fn versions_are_bounded_as_numbers_order_them() {
        let parts = ["0", "1", "2", "9", "10", "19", "20", "99", "100", "987", "999999999"];
        let mut versions: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        for a in parts {
            for b in parts {
                versions.push(format!("{a}.{b}"));
                versions.push(format!("{a}.0.{b}"));
                versions.push(format!("1.{a}.{b}"));
                versions.push(format!("1.{a}.0.{b}"));
            }
        }
        let versions: Vec<Version> = versions.iter().map(|text| Version::read(text).unwrap()).collect();
        for bound in versions.iter().step_by(3) {
            let [same, from, to] =
                [equal(bound), at_least(bound), at_most(bound)].map(|p| Regex::new(&p).unwrap());
            for version in &versions {
                let text = version.to_string();
                assert_eq!(same.is_match(&text), version == bound, "{version} is {bound}: {same}");
                assert_eq!(from.is_match(&text), version >= bound, "{version} from {bound}: {from}");
                assert_eq!(to.is_match(&text), version <= bound, "{version} to {bound}: {to}");
            }
        }
    }
}
