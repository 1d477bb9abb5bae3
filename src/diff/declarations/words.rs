//! Two values in words, so that what is different can be seen.
//!
//! Of long sets and tables only the difference is told, with how much is of both. Free text stands
//! in quotes and is never cut here.

use super::difference::{self, Row};
use crate::condition::word::{self, Naming};
use crate::condition::{Type, Value};
use crate::text::words::counted;
use crate::words::Words;

/// Sets of more members than this are told by what only one side has.
const FEW: usize = 2;

/// Rows that are told; the rest is counted.
const MOST_ROWS: usize = 20;

/// What was and what is.
pub type Pair = (Option<String>, Option<String>);

/// Two values of a type.
pub fn pair(before: Option<&Value>, after: Option<&Value>, of: &Type) -> Pair {
    match (before, after) {
        (Some(Value::Set(old)), Some(Value::Set(new))) => {
            let names = |set: &std::collections::BTreeSet<String>| -> Vec<String> {
                // In the order of the options, as people know them.
                let options = of.options().iter().filter(|option| set.contains(&option.id));
                options.map(|option| format!("“{}”", option.label)).collect()
            };
            sets(&names(old), &names(new))
        }
        (Some(Value::Rows(old)), Some(Value::Rows(new))) => {
            let (gone, come) = difference::rows(old, new);
            let both = old.len() - gone.len();
            let told = |rows: &[Row]| match (rows, both) {
                ([], 0) => "no rows".to_owned(),
                ([], _) => format!("the same {}", counted(both, "row")),
                (rows, 0) => self::rows(rows, of),
                (rows, _) => format!("the same {} and {}", counted(both, "row"), self::rows(rows, of)),
            };
            (Some(told(&gone)), Some(told(&come)))
        }
        _ => (before.map(|value| one(value, of)), after.map(|value| one(value, of))),
    }
}

/// Two sets of names.
pub fn sets(before: &[String], after: &[String]) -> Pair {
    let (gone, come) = difference::only(before, after, String::clone);
    let both = before.len() - gone.len();
    let told = |all: &[String], only: &[String]| match (all, only) {
        ([], _) => "none".to_owned(),
        (all, _) if all.len() <= FEW || both == 0 => Words::English.join(all.iter().cloned(), "and"),
        (_, []) => format!("the same {both}"),
        (_, only) => format!("the same {both} and {}", Words::English.join(only.iter().cloned(), "and")),
    };
    (Some(told(before, &gone)), Some(told(after, &come)))
}

/// A value by itself.
fn one(value: &Value, of: &Type) -> String {
    match value {
        Value::Word(text) if of.options().is_empty() => text_in_quotes(text),
        Value::Set(set) if !set.is_empty() => {
            let options = of.options().iter().filter(|option| set.contains(&option.id));
            Words::English.join(options.map(|option| format!("“{}”", option.label)), "and")
        }
        Value::Rows(rows) if !rows.is_empty() => self::rows(rows, of),
        other => word::value(Words::English, other, of, Naming::Label),
    }
}

/// A text of the vendor.
pub fn text_in_quotes(text: &str) -> String {
    let lines: Vec<&str> = text.split_whitespace().collect();
    format!("“{}”", lines.join(" "))
}

fn rows(rows: &[Row], of: &Type) -> String {
    let columns = match of {
        Type::Table { columns, .. } => columns.as_slice(),
        _ => &[],
    };
    let row = |row: &Row| {
        let cells = columns.iter().filter_map(|column| {
            let cell = row.get(&column.id)?;
            let words = one(cell, &column.of);
            Some(match cell {
                // A word says what it is; a number and a yes need the head of their column.
                Value::Word(_) | Value::Set(_) | Value::Date(_) => words,
                _ => format!("{}: {words}", column.title),
            })
        });
        cells.collect::<Vec<_>>().join(", ")
    };
    let mut told: Vec<String> = rows.iter().take(MOST_ROWS).map(row).collect();
    if let Some(rest) = rows.len().checked_sub(MOST_ROWS).filter(|rest| *rest > 0) {
        told.push(format!("{rest} more"));
    }
    format!("{} ({})", counted(rows.len(), "row"), told.join("; "))
}
