//! What people write into a cell, as an answer of a kind. What is not understood stays as it is written: the schema
//! says what is wrong with it.

use jiff::civil::Date;
use serde_json::Value as Json;

use crate::condition::value::{number_json, read_date};
use crate::syntax::workbook::Filled;

/// Ways to say yes, in lower case.
const YES: [&str; 14] =
    ["yes", "y", "true", "x", "✓", "✔", "ja", "j", "wahr", "oui", "vrai", "sí", "si", "sì"];

/// Ways to say no, in lower case.
const NO: [&str; 8] = ["no", "n", "false", "nein", "falsch", "non", "faux", "nee"];

/// What may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// The name of its type.
    pub name: String,
    /// What can be chosen: ids with labels.
    pub options: Vec<(String, String)>,
}

impl Kind {
    /// Whether several cells are one answer.
    pub fn is_list(&self) -> bool {
        matches!(self.name.as_str(), "choices" | "table" | "ids")
    }

    /// The answer in a cell.
    pub fn value(&self, cell: &Filled) -> Json {
        let text = plain(cell);
        match (self.name.as_str(), cell) {
            ("flag", Filled::Flag(flag)) => (*flag).into(),
            ("flag", _) => self.flag(&text).map_or_else(|| text.into(), Json::from),
            ("choice", _) => self.id(&text).into(),
            ("integer" | "number", Filled::Number(number)) => number_json(*number),
            ("integer" | "number", _) => number(&text).map_or_else(|| text.into(), number_json),
            ("date", Filled::Number(days)) => {
                day(*days).map_or_else(|| text.into(), |day| day.to_string().into())
            }
            ("date", _) => dotted(&text).unwrap_or(text).into(),
            _ => text.into(),
        }
    }

    /// The items in a cell: one, or several with a semicolon or a line break between.
    pub fn items(&self, cell: &Filled) -> Vec<Json> {
        let text = plain(cell);
        if self.known(&text).is_some() {
            return vec![self.id(&text).into()];
        }
        let free = self.name == "ids";
        let parts = text.split(|c: char| matches!(c, ';' | '\n') || (free && (c == ',' || c == ' ')));
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| self.id(part).into()).collect()
    }

    fn flag(&self, text: &str) -> Option<bool> {
        let lower = text.to_lowercase();
        let said = |words: &[&str]| words.contains(&lower.as_str());
        match self.known(text) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ if lower == "1" || said(&YES) => Some(true),
            _ if lower == "0" || said(&NO) => Some(false),
            _ => None,
        }
    }

    fn id(&self, text: &str) -> String {
        self.known(text).unwrap_or(text).to_owned()
    }

    /// The id of an option that is meant by its label or its id.
    fn known(&self, text: &str) -> Option<&str> {
        let lower = text.to_lowercase();
        let find = |test: &dyn Fn(&str, &str) -> bool| {
            self.options.iter().find(|(id, label)| test(id, label.trim())).map(|(id, _)| id.as_str())
        };
        find(&|_, label| label == text)
            .or_else(|| find(&|id, _| id == text))
            .or_else(|| find(&|id, label| label.to_lowercase() == lower || id.to_lowercase() == lower))
    }
}

/// A cell as text.
pub(super) fn of_text(cell: &Filled) -> Json {
    plain(cell).into()
}

/// Without blanks around it, those included that do not break a line.
fn plain(cell: &Filled) -> String {
    cell.to_string().trim().to_owned()
}

/// A number as people write it. `1,500` may be either, and stays a text.
fn number(text: &str) -> Option<f64> {
    let plain =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let text = match text.split_once(',') {
        Some((whole, part)) if part.len() != 3 && !whole.contains('.') => format!("{whole}.{part}"),
        _ => text.to_owned(),
    };
    plain(&text).then(|| text.parse().ok())?
}

/// The day of so many days since the end of 1899, as spreadsheets count.
fn day(days: f64) -> Option<Date> {
    if days.fract() != 0.0 || !(61.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)] // whole, and within the bounds above
    let days = days as i64;
    Date::new(1899, 12, 30).ok()?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A day as it is written in most of Europe: `31.3.2037`. With slashes, day and month may be either.
fn dotted(text: &str) -> Option<String> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = parts.next().is_none() && year.len() == 4 && day.len() <= 2 && month.len() <= 2;
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    (fits && read_date(&date).is_some()).then_some(date)
}
