//! Answers in full, as people read them: labels for options, every row of a table.

use crate::condition::word::{self, Naming};
use crate::condition::{Type, Value};
use crate::say;
use crate::words::Words;

/// A value as plain text, a line for each row of a table: "yes", "14 days", "TLS; IPsec",
/// "Port: 443; Encrypted: yes".
pub fn lines(value: &Value, of: &Type) -> Vec<String> {
    let words = Words::English;
    match (value, of) {
        (Value::Word(text), of) if of.options().is_empty() => vec![text.clone()],
        // Labels may hold commas; they stand in the order in which they are offered.
        (Value::Set(set), of) if !set.is_empty() => {
            let chosen = of.options().iter().filter(|option| set.contains(&option.id));
            vec![chosen.map(|option| option.label.as_str()).collect::<Vec<_>>().join("; ")]
        }
        (Value::Rows(rows), _) if rows.is_empty() => vec![say!(words, "compare-no-rows")],
        (Value::Rows(rows), Type::Table { columns, .. }) => rows
            .iter()
            .map(|row| {
                let cells = columns.iter().filter_map(|column| {
                    let cell = lines(row.get(&column.id)?, &column.of).join(&say!(words, "list-comma"));
                    Some(say!(words, "compare-cell", column = column.title.as_str(), value = cell))
                });
                cells.collect::<Vec<_>>().join("; ")
            })
            .collect(),
        _ => vec![word::value(Words::English, value, of, Naming::Label)],
    }
}

/// A value as one line.
pub fn line(value: &Value, of: &Type) -> String {
    let words = Words::English;
    let lines = lines(value, of);
    match lines.len() {
        0 | 1 => lines.concat(),
        _ => {
            let rows = lines.iter().enumerate();
            let told =
                rows.map(|(at, line)| say!(words, "compare-numbered", number = at + 1, line = line.as_str()));
            told.collect::<Vec<_>>().join(" ")
        }
    }
}
