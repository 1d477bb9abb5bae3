//! Units, and quantities that can be compared across units of one family.

use serde::{Deserialize, Serialize};

/// A unit of a quantity. Units of one family convert into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
    Bits,
    Bytes,
    Kilobytes,
    Megabytes,
    Gigabytes,
    Centimetres,
    Metres,
    Percent,
    Count,
    Characters,
    Attempts,
}

/// Units that convert into one another. Days and months are two families: a
/// month has no fixed number of days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Time,
    Calendar,
    Size,
    Length,
    Alone(Unit),
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 18] = [
        Self::Seconds,
        Self::Minutes,
        Self::Hours,
        Self::Days,
        Self::Weeks,
        Self::Months,
        Self::Years,
        Self::Bits,
        Self::Bytes,
        Self::Kilobytes,
        Self::Megabytes,
        Self::Gigabytes,
        Self::Centimetres,
        Self::Metres,
        Self::Percent,
        Self::Count,
        Self::Characters,
        Self::Attempts,
    ];

    /// The word for it, in the plural, as written in the library.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
            Self::Bits => "bits",
            Self::Bytes => "bytes",
            Self::Kilobytes => "kilobytes",
            Self::Megabytes => "megabytes",
            Self::Gigabytes => "gigabytes",
            Self::Centimetres => "centimetres",
            Self::Metres => "metres",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Characters => "characters",
            Self::Attempts => "attempts",
        }
    }

    fn family(self) -> (Family, f64) {
        match self {
            Self::Seconds => (Family::Time, 1.0),
            Self::Minutes => (Family::Time, 60.0),
            Self::Hours => (Family::Time, 3_600.0),
            Self::Days => (Family::Time, 86_400.0),
            Self::Weeks => (Family::Time, 604_800.0),
            Self::Months => (Family::Calendar, 1.0),
            Self::Years => (Family::Calendar, 12.0),
            Self::Bits => (Family::Size, 1.0),
            Self::Bytes => (Family::Size, 8.0),
            Self::Kilobytes => (Family::Size, 8e3),
            Self::Megabytes => (Family::Size, 8e6),
            Self::Gigabytes => (Family::Size, 8e9),
            Self::Centimetres => (Family::Length, 1.0),
            Self::Metres => (Family::Length, 100.0),
            Self::Percent | Self::Count | Self::Characters | Self::Attempts => (Family::Alone(self), 1.0),
        }
    }

    /// An amount of this unit in another unit, or nothing where they are of different families.
    pub fn convert(self, amount: f64, into: Self) -> Option<f64> {
        let ((family, from), (other, to)) = (self.family(), into.family());
        (family == other).then(|| amount * from / to)
    }

    /// An amount with its unit, in words: `1 year`, `30 days`, `80 %`, `3`.
    pub fn word(self, amount: f64) -> String {
        match self {
            Self::Percent => format!("{amount} %"),
            Self::Count => format!("{amount}"),
            unit if amount == 1.0 => {
                format!("1 {}", unit.name().strip_suffix('s').unwrap_or(unit.name()))
            }
            unit => format!("{amount} {}", unit.name()),
        }
    }
}

/// An amount with its unit, as written: `2 years`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// How much.
    pub amount: f64,
    /// Of what.
    pub unit: Unit,
}

impl Quantity {
    /// Reads `2 years` or `1 year`; nothing when the text is not of that form.
    pub fn read(text: &str) -> Option<Self> {
        let (amount, unit) = text.trim().split_once(' ')?;
        let amount: f64 = amount.parse().ok().filter(|amount: &f64| amount.is_finite())?;
        let unit = unit.trim();
        let unit = Unit::ALL
            .into_iter()
            .find(|known| known.name() == unit || known.name().strip_suffix('s') == Some(unit))?;
        Some(Self { amount, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_compare_within_a_family_only() {
        let check = |text: &str, into, expected: Option<f64>| {
            let converted = Quantity::read(text).and_then(|q| q.unit.convert(q.amount, into));
            assert_eq!(converted, expected, "{text} in {into:?}");
        };
        check("2 years", Unit::Months, Some(24.0));
        check("1 week", Unit::Days, Some(7.0));
        check("1 kilobytes", Unit::Bits, Some(8000.0));
        check("1 month", Unit::Days, None);
        check("5 parsecs", Unit::Days, None);
        check("5", Unit::Days, None);
        check("inf days", Unit::Days, None);
    }
}
