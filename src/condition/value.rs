//! Types that facts, questions, parameters and columns have, and their values.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Unit;

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// The word that answers carry, kebab-case.
    pub id: String,
    /// What people read.
    pub label: String,
    /// Whether it can only be chosen alone, as "none of them" can. Only an option of choices is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

impl Choice {
    /// An option that can be chosen beside others.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), exclusive: false }
    }

    /// The same option, which can only be chosen alone.
    #[must_use]
    pub fn alone(self) -> Self {
        Self { exclusive: true, ..self }
    }
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// The name that rows carry, snake_case.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What its cells hold; never a table.
    #[serde(rename = "type")]
    pub of: Type,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Type {
    /// True or false.
    Flag,
    /// One of the options. `ordered` options stand from weakest to strongest.
    Choice {
        /// What can be chosen.
        options: Vec<Choice>,
        /// Whether the order means something.
        ordered: bool,
    },
    /// Any set of the options; an exclusive option only by itself.
    Choices {
        /// What can be chosen.
        options: Vec<Choice>,
        /// How many are chosen at least.
        #[serde(default, skip_serializing_if = "is_zero")]
        least: usize,
    },
    /// A whole number, not negative.
    Integer {
        /// What is counted.
        unit: Unit,
    },
    /// A number, not negative.
    Number {
        /// What is measured.
        unit: Unit,
    },
    /// Free text, with at least one character besides `BLANKS`.
    Text,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// Numbers with dots between them, `1.2` or `4.10.0`; at most four.
    Version,
    /// An address that starts with `https://` or `http://`.
    Url,
    /// Rows of typed columns.
    Table {
        /// The columns, each required in every row.
        columns: Vec<Column>,
        /// How many rows there are at least.
        least: usize,
    },
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// The largest number an answer can be: integers up to it are exact in every JSON implementation.
pub const LARGEST: f64 = 1e15;

/// What a text may not consist of alone. Few and listed, so that every validator agrees on them.
pub const BLANKS: [char; 4] = ['\t', '\n', '\r', ' '];

/// A version: one to four numbers of at most nine digits. `1.2` equals `1.2.0`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Version(String);

impl Version {
    /// Reads `4.10.0`; nothing when the text has another form.
    pub fn read(text: &str) -> Option<Self> {
        let well_formed = |part: &str| {
            (1..=9).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && (part.len() == 1 || !part.starts_with('0'))
        };
        let parts = text.split('.');
        (parts.clone().count() <= 4 && parts.clone().all(well_formed)).then(|| Self(text.to_owned()))
    }

    /// Its four numbers; those not written are 0.
    pub fn numbers(&self) -> [u64; 4] {
        let mut numbers = [0; 4];
        for (number, part) in numbers.iter_mut().zip(self.0.split('.')) {
            *number = part.parse().unwrap_or(0);
        }
        numbers
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.numbers() == other.numbers()
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.numbers().cmp(&other.numbers()))
    }
}

/// A value of some [`Type`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Of a flag.
    Flag(bool),
    /// Of a choice, a text or an address.
    Word(String),
    /// Of choices.
    Set(BTreeSet<String>),
    /// Of an integer or a number, in the unit of its type.
    Number(f64),
    /// Of a date.
    Date(#[schemars(with = "String")] Date),
    /// Of a version.
    Version(Version),
    /// Of a table.
    Rows(Vec<BTreeMap<String, Value>>),
}

impl Value {
    /// Reads a value of a type from JSON; nothing when it is not of that type.
    ///
    /// This says of a JSON value what the emitted schema of the type says of it.
    pub fn read(of: &Type, json: &serde_json::Value) -> Option<Self> {
        let text = || json.as_str().filter(|text| text.contains(|c| !BLANKS.contains(&c)));
        match of {
            Type::Flag => json.as_bool().map(Self::Flag),
            Type::Choice { options, .. } => {
                let word = json.as_str()?;
                options.iter().any(|option| option.id == word).then(|| Self::Word(word.to_owned()))
            }
            Type::Choices { options, .. } => {
                let words = json.as_array()?;
                let set: Option<BTreeSet<String>> = words
                    .iter()
                    .map(|word| {
                        let word = word.as_str()?;
                        options.iter().any(|option| option.id == word).then(|| word.to_owned())
                    })
                    .collect();
                set.filter(|set| set.len() == words.len() && of.admits(set)).map(Self::Set)
            }
            Type::Integer { .. } => {
                json.as_f64().filter(|n| n.fract() == 0.0 && (0.0..=LARGEST).contains(n)).map(Self::Number)
            }
            Type::Number { .. } => json.as_f64().filter(|n| (0.0..=LARGEST).contains(n)).map(Self::Number),
            Type::Text => text().map(|text| Self::Word(text.to_owned())),
            Type::Url => text().filter(|text| is_url(text)).map(|text| Self::Word(text.to_owned())),
            Type::Date => text().and_then(read_date).map(Self::Date),
            Type::Version => text().and_then(Version::read).map(Self::Version),
            Type::Table { columns, least } => {
                let rows: Option<Vec<_>> =
                    json.as_array()?.iter().map(|row| read_row(columns, row)).collect();
                rows.filter(|rows| rows.len() >= *least).map(Self::Rows)
            }
        }
    }

    /// The value in JSON, as an answer carries it.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Flag(flag) => (*flag).into(),
            Self::Word(word) => word.clone().into(),
            Self::Set(set) => set.iter().cloned().collect(),
            Self::Number(number) => number_json(*number),
            Self::Date(date) => date.to_string().into(),
            Self::Version(version) => version.to_string().into(),
            Self::Rows(rows) => rows
                .iter()
                .map(|row| {
                    let cells = row.iter().map(|(column, cell)| (column.clone(), cell.json()));
                    serde_json::Value::Object(cells.collect())
                })
                .collect(),
        }
    }

    /// Which comes first, for numbers, dates and versions; nothing for other pairs.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::Version(a), Self::Version(b)) => a.partial_cmp(b),
            _ => None,
        }
    }
}

fn read_row(columns: &[Column], row: &serde_json::Value) -> Option<BTreeMap<String, Value>> {
    let row = row.as_object()?;
    let cells: Option<BTreeMap<_, _>> = columns
        .iter()
        .map(|column| {
            let cell = Value::read(&column.of, row.get(&column.id)?)?;
            Some((column.id.clone(), cell))
        })
        .collect();
    cells.filter(|cells| cells.len() == row.len())
}

/// A date written `YYYY-MM-DD`, of the years 0001 to 9999, and nothing else.
pub fn read_date(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let year = digits(0..4).filter(|year| dashed && *year > 0)?;
    let month = i8::try_from(digits(5..7)?).ok()?;
    Date::new(year, month, i8::try_from(digits(8..10)?).ok()?).ok()
}

/// Whether a text is an address: `http://` or `https://`, a host, and printable ASCII without blanks.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphanumeric())
            && rest.bytes().all(|byte| byte.is_ascii_graphic())
    })
}

/// A number in JSON: whole numbers without a point.
pub fn number_json(number: f64) -> serde_json::Value {
    #[allow(clippy::cast_possible_truncation)] // guarded: whole and well inside i64
    if number.fract() == 0.0 && number.abs() <= LARGEST { (number as i64).into() } else { number.into() }
}

impl Type {
    /// The word for it, as written in the library.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Integer { .. } => "integer",
            Self::Number { .. } => "number",
            Self::Text => "text",
            Self::Date => "date",
            Self::Version => "version",
            Self::Url => "url",
            Self::Table { .. } => "table",
        }
    }

    /// The options of a choice or of choices; empty for other types.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } => options,
            _ => &[],
        }
    }

    /// Whether these options can be chosen together: as many as there are at least, an exclusive one alone.
    pub fn admits(&self, chosen: &BTreeSet<String>) -> bool {
        let least = if let Self::Choices { least, .. } = self { *least } else { 0 };
        if chosen.len() < least {
            return false;
        }
        chosen.len() < 2
            || !self.options().iter().any(|option| option.exclusive && chosen.contains(&option.id))
    }

    /// The unit of an integer or a number.
    pub fn unit(&self) -> Option<Unit> {
        match self {
            Self::Integer { unit } | Self::Number { unit } => Some(*unit),
            _ => None,
        }
    }

    /// The label of an option, or the id itself where there is none.
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.options().iter().find(|option| option.id == id).map_or(id, |option| &option.label)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::condition::Unit;

    #[test]
    fn a_value_is_what_its_type_says_and_comes_back_as_it_was() {
        let options = || {
            vec![Choice::new("wifi", "Wi-Fi"), Choice::new("usb", "USB"), Choice::new("none", "None").alone()]
        };
        let port =
            Column { id: "port".to_owned(), title: String::new(), of: Type::Integer { unit: Unit::Count } };
        let table = |least| Type::Table { columns: vec![port.clone()], least };
        let check = |of: &Type, json: &serde_json::Value, good: bool| {
            let found = Value::read(of, json).map(|value| value.json());
            assert_eq!(found, good.then(|| json.clone()), "{} {json}", of.name());
        };
        let good = |of: &Type, json: serde_json::Value| check(of, &json, true);
        let bad = |of: &Type, json: serde_json::Value| check(of, &json, false);
        good(&Type::Flag, json!(false));
        bad(&Type::Flag, json!("false"));
        let one = Type::Choice { options: options(), ordered: false };
        good(&one, json!("usb"));
        bad(&one, json!("Usb"));
        let some = Type::Choices { options: options(), least: 0 };
        good(&some, json!([]));
        good(&some, json!(["usb", "wifi"]));
        good(&some, json!(["none"]));
        bad(&some, json!(["usb", "usb"]));
        bad(&some, json!(["usb", "none"]));
        bad(&some, json!(["usb", "lan"]));
        bad(&some, json!("usb"));
        let days = Type::Integer { unit: Unit::Days };
        good(&days, json!(0));
        good(&days, number_json(LARGEST));
        bad(&days, json!(LARGEST + 1.0));
        bad(&days, json!(-1));
        bad(&days, json!(1.5));
        let hours = Type::Number { unit: Unit::Hours };
        good(&hours, json!(1.5));
        bad(&hours, json!(-0.5));
        good(&Type::Text, json!(" a "));
        bad(&Type::Text, json!(" "));
        good(&Type::Url, json!("https://acme.example/a?b#c"));
        good(&Type::Url, json!("http://1.example"));
        for address in [
            "acme.example",
            "ftp://acme.example",
            "https://",
            "https:///a",
            "https://acme.example/a b",
            "https://ä",
        ] {
            bad(&Type::Url, json!(address));
        }
        good(&Type::Date, json!("2028-02-29"));
        bad(&Type::Date, json!("2027-02-29"));
        good(&Type::Version, json!("1.2"));
        bad(&Type::Version, json!(1.2));
        good(&table(0), json!([]));
        good(&table(1), json!([{"port": 1}]));
        good(&table(1), json!([{"port": 1}, {"port": 1}]));
        bad(&table(1), json!([]));
        bad(&table(1), json!([{"port": "1"}]));
        bad(&table(1), json!([{}]));
        bad(&table(1), json!([{"port": 1, "more": 2}]));
    }

    #[test]
    fn dates_have_one_form() {
        let check = |text: &str, good: bool| assert_eq!(read_date(text).is_some(), good, "{text}");
        check("2028-02-29", true);
        check("2027-02-29", false);
        check("2100-02-29", false);
        check("2027-2-01", false);
        check("0000-01-01", false);
        check("+027-01-01", false);
        check("2027-13-01", false);
        check("2027-01-01T00:00", false);
        check("２０２７-01-01", false);
    }

    #[test]
    fn versions_compare_by_number() {
        let check = |a: &str, b: &str, expected| {
            let (a, b) = (Version::read(a).unwrap(), Version::read(b).unwrap());
            assert_eq!(a.partial_cmp(&b), Some(expected), "{a} {b}");
        };
        check("1.2", "1.10", Ordering::Less);
        check("1.2", "1.2.0", Ordering::Equal);
        check("2", "1.9.9.9", Ordering::Greater);
        let same = |a: &str, b: &str| Version::read(a) == Version::read(b);
        assert!(same("1.2", "1.2.0") && same("1", "1") && !same("1.2", "1.20"));
        assert!(Version::read("1.02").is_none());
        assert!(Version::read("v1").is_none());
        assert!(Version::read("1.2.3.4.5").is_none());
    }
}
