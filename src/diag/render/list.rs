//! A JSON document with one long list in it, whose entries come one at a time.

use serde::Serialize;

use crate::text::Packed;

/// The entries of the list as they are to stand in the document.
#[derive(Debug)]
pub struct List {
    /// Lists and objects that the list stands in.
    depth: usize,
    entries: Packed,
}

impl List {
    /// A list without entries, which stands in so many lists and objects.
    pub fn within(depth: usize) -> Self {
        Self { depth, entries: Packed::default() }
    }

    /// Puts an entry.
    pub fn put(&mut self, entry: &impl Serialize) {
        let comma = if self.entries.is_empty() { "" } else { "," };
        let text = format!("\n{}", pretty(entry));
        // No text in JSON holds the end of a line.
        let text = text.replace('\n', &format!("\n{}", "  ".repeat(self.depth + 1)));
        self.entries.push(&format!("{comma}{text}"));
    }

    /// Puts the entries of another list behind those of this one.
    pub fn append(&mut self, other: Self) {
        let comma = if self.entries.is_empty() || other.entries.is_empty() { "" } else { "," };
        self.entries.push(comma);
        other.entries.into_parts().for_each(|part| self.entries.push(&part));
    }

    /// The document, in which the list is that of this key, empty so far. `finish` is given texts of whole
    /// entries, as they stand in the document.
    pub fn end(self, document: &impl Serialize, key: &str, finish: impl Fn(String) -> String) -> Packed {
        let indent = "  ".repeat(self.depth);
        let document = pretty(document);
        let start = format!("\n{indent}\"{key}\": [");
        let (before, after) = document.split_once(&format!("{start}]")).unwrap_or((&document, ""));
        let mut out = Packed::default();
        out.push(before);
        out.push(&start);
        let close = if self.entries.is_empty() { String::new() } else { format!("\n{indent}") };
        self.entries.into_parts().for_each(|part| out.push(&finish(part)));
        out.push(&format!("{close}]{after}\n"));
        out
    }
}

/// Maps with text keys and finite numbers only, which always serialise.
fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    #[test]
    fn it_reads_as_if_written_at_once() {
        let check = |entries: &[Json]| {
            let whole = |list: &[Json]| json!({"a": "\n  \"b\": []", "runs": [{"c": 1, "b": list, "d": {}}]});
            let mut list = List::within(3);
            let mut others = List::within(3);
            let (first, rest) = entries.split_at(entries.len() / 2);
            first.iter().for_each(|entry| list.put(entry));
            rest.iter().for_each(|entry| others.put(entry));
            list.append(others);
            let found = list.end(&whole(&[]), "b", |text| text).to_string();
            assert_eq!(found, format!("{}\n", pretty(&whole(entries))));
        };
        check(&[]);
        check(&[json!({})]);
        check(&[json!({"x": "a\nb", "y": [1, {"z": null}]}), json!("two")]);
    }
}
