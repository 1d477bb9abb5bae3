//! When a bill was made: RFC 3339, section 5.6, which both formats ask for.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::bill::cut;
use super::fault::{Fault, TimeFault};

/// SPDX is of 2010, CycloneDX of 2017: no bill is older. Programs that set the time to a fixed one, such
/// as 1970, do not say when the bill was made.
const FIRST_YEAR: i16 = 2010;

/// What is wrong with a time; `deadline` is the last day for bids.
pub fn check(written: &str, deadline: Option<Date>) -> Option<Fault> {
    let wrong = |wrong| Some(Fault::Time { written: cut(written), wrong });
    if !is_formed(written) {
        return wrong(TimeFault::Form);
    }
    let Ok(time) = written.parse::<jiff::Timestamp>() else { return wrong(TimeFault::Impossible) };
    let day = time.to_zoned(TimeZone::UTC).date();
    if day.year() < FIRST_YEAR {
        return wrong(TimeFault::Past);
    }
    // It may be the next day already where the bill was made.
    let after = deadline.filter(|deadline| deadline.tomorrow().is_ok_and(|next| day > next));
    after.and_then(|deadline| wrong(TimeFault::Future(deadline)))
}

/// `2027-01-18T10:30:00`, a fraction or none, and `Z` or `+01:00`.
fn is_formed(written: &str) -> bool {
    let fits = |text: &str, pattern: &str| {
        let is = |(found, wanted): (char, char)| {
            if wanted == '0' { found.is_ascii_digit() } else { found == wanted }
        };
        text.chars().count() == pattern.len() && text.chars().zip(pattern.chars()).all(is)
    };
    let (Some(start), Some(rest)) = (written.get(..19), written.get(19..)) else { return false };
    let digits =
        rest.strip_prefix('.').map_or(0, |rest| rest.chars().take_while(char::is_ascii_digit).count());
    let rest = match digits {
        0 => rest,
        digits => rest.get(digits + 1..).unwrap_or_default(),
    };
    fits(start, "0000-00-00T00:00:00") && (rest == "Z" || fits(rest, "+00:00") || fits(rest, "-00:00"))
}

#[cfg(test)]
mod tests {
    use crate::words::Words;

    #[test]
    fn a_time_that_cannot_be_is_told() {
        let check = |written: &str, expected: &str| {
            let deadline = Some(jiff::civil::date(2027, 3, 31));
            let found = super::check(written, deadline).map(|fault| fault.say(Words::English));
            assert_eq!(found.unwrap_or_default(), expected, "{written}");
        };
        for fine in [
            "2027-01-18T10:30:00Z",
            "2027-01-18T10:30:00.123456Z",
            "2027-01-18T10:30:00+01:00",
            "2016-12-31T23:59:60Z",
            "2027-04-01T13:00:00Z",
        ] {
            check(fine, "");
        }
        let form =
            |written: &str| format!("it was made on \"{written}\", which is no date with a time and a zone");
        for other in [
            "yesterday",
            "2027-01-18",
            "2027-01-18T10:30:00",
            "2027-01-18 10:30:00Z",
            "2027-01-18T10:30:00Z[Europe/Berlin]",
            "2027-01-18T10:30:00.Z",
            "2027-01-18T10:30:0é",
        ] {
            check(other, &form(other));
        }
        check(
            "2027-02-30T10:30:00Z",
            "it was made on \"2027-02-30T10:30:00Z\", and there is no such day or hour",
        );
        check(
            "1970-01-01T00:00:00Z",
            "it was made on \"1970-01-01T00:00:00Z\", before there were such bills",
        );
        check(
            "2099-01-01T00:00:00Z",
            "it was made on \"2099-01-01T00:00:00Z\", after the last day for bids (2027-03-31)",
        );
    }
}
