//! Two values in words, so that what is different can be seen.
//!
//! Of long sets and tables only the difference is told, with how much is of both. Free text stands
//! in quotes and is never cut here.

use serde_json::Value as Json;

use super::difference::{self, Row};
use crate::condition::word::{self, Naming};
use crate::condition::{Type, Value};
use crate::diff::Said;
use crate::say;
use crate::words::Words;

/// Sets of more members than this are told by what only one side has.
const FEW: usize = 2;

/// Rows that are told; the rest is counted.
const MOST_ROWS: usize = 20;

/// What was and what is.
pub type Pair = (Option<Said>, Option<Said>);

/// Two values of a type.
pub fn pair(words: Words, before: Option<&Value>, after: Option<&Value>, of: &Type) -> Pair {
    let (old, new) = match (before, after) {
        (Some(Value::Set(old)), Some(Value::Set(new))) => {
            let names = |set: &std::collections::BTreeSet<String>| -> Vec<String> {
                // In the order of the options, as people know them.
                let options = of.options().iter().filter(|option| set.contains(&option.id));
                options.map(|option| format!("“{}”", option.label)).collect()
            };
            let (old, new) = sets(words, &names(old), &names(new));
            (Some(old), Some(new))
        }
        (Some(Value::Rows(old)), Some(Value::Rows(new))) => {
            let (gone, come) = difference::rows(old, new);
            let both = old.len() - gone.len();
            let told = |rows: &[Row]| match (rows, both) {
                ([], 0) => say!(words, "diff-no-rows"),
                ([], _) => say!(words, "diff-same-rows", count = both),
                (rows, 0) => self::rows(words, rows, of),
                (rows, _) => {
                    let more = self::rows(words, rows, of);
                    say!(words, "diff-same-rows-and", count = both, more = more)
                }
            };
            (Some(told(&gone)), Some(told(&come)))
        }
        _ => {
            let one = |value: Option<&Value>| value.map(|value| one(words, value, of));
            (one(before), one(after))
        }
    };
    let said = |text: Option<String>, value: Option<&Value>| {
        text.zip(value).map(|(text, value)| Said::new(text, data(value)))
    };
    (said(old, before), said(new, after))
}

/// A value as data: rows have no order.
fn data(value: &Value) -> Json {
    match (value, value.json()) {
        (Value::Rows(_), Json::Array(mut rows)) => {
            rows.sort_by_cached_key(Json::to_string);
            rows.into()
        }
        (_, json) => json,
    }
}

/// Two sets of names, in words.
pub fn sets(words: Words, before: &[String], after: &[String]) -> (String, String) {
    let (gone, come) = difference::only(before, after, String::clone);
    let both = before.len() - gone.len();
    let told = |all: &[String], only: &[String]| match (all, only) {
        ([], _) => say!(words, "diff-none"),
        (all, _) if all.len() <= FEW || both == 0 => words.join(all.iter().cloned(), "and"),
        (_, []) => say!(words, "diff-same", count = both),
        (_, only) => {
            say!(words, "diff-same-and", count = both, more = words.join(only.iter().cloned(), "and"))
        }
    };
    (told(before, &gone), told(after, &come))
}

/// A value by itself.
fn one(words: Words, value: &Value, of: &Type) -> String {
    match value {
        Value::Word(text) if of.options().is_empty() => text_in_quotes(text).text,
        Value::Set(set) if !set.is_empty() => {
            let options = of.options().iter().filter(|option| set.contains(&option.id));
            words.join(options.map(|option| format!("“{}”", option.label)), "and")
        }
        Value::Rows(rows) if !rows.is_empty() => self::rows(words, rows, of),
        other => word::value(words, other, of, Naming::Label),
    }
}

/// A text of the vendor, as one line.
pub fn text_in_quotes(text: &str) -> Said {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Said::new(format!("“{line}”"), line)
}

fn rows(words: Words, rows: &[Row], of: &Type) -> String {
    let columns = match of {
        Type::Table { columns, .. } => columns.as_slice(),
        _ => &[],
    };
    let row = |row: &Row| {
        let cells = columns.iter().filter_map(|column| {
            let cell = row.get(&column.id)?;
            let said = one(words, cell, &column.of);
            Some(match cell {
                // A word says what it is; a number and a yes need the head of their column.
                Value::Word(_) | Value::Set(_) | Value::Date(_) => said,
                _ => say!(words, "diff-cell", column = column.title.as_str(), value = said),
            })
        });
        cells.collect::<Vec<_>>().join(&say!(words, "list-comma"))
    };
    let mut told: Vec<String> = rows.iter().take(MOST_ROWS).map(row).collect();
    if let Some(rest) = rows.len().checked_sub(MOST_ROWS).filter(|rest| *rest > 0) {
        told.push(say!(words, "diff-more-rows", count = rest));
    }
    let told = told.join(&say!(words, "list-semicolon"));
    say!(words, "diff-rows", count = rows.len(), rows = told)
}
