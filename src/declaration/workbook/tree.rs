//! What cells say together, and its text in JSON.

use std::ops::Range;

use serde_json::Value as Json;

use crate::text::Cell;

/// Values, each with its cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    /// What one cell says.
    Leaf(Json, Cell),
    /// Values in their order.
    List(Vec<Tree>),
    /// Values by key; a key stands twice where two rows say different things of it.
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Puts a value at the end of a path. A blank gives way to whatever else is said.
    pub(super) fn put(&mut self, path: &[&str], value: Self) {
        let (Self::Map(entries), Some((first, rest))) = (self, path.split_first()) else { return };
        let found = entries.iter().position(|(key, _)| key == first);
        match (found.and_then(|at| entries.get_mut(at)), rest) {
            (Some((_, old)), []) if old.is_blank() => *old = value,
            (Some((_, old)), []) if value.is_blank() || old.says_as(&value) => {}
            (Some((_, old @ Self::Map(_))), [_, ..]) => old.put(rest, value),
            (Some((_, old)), [_, ..]) if old.is_blank() => {
                *old = Self::Map(Vec::new());
                old.put(rest, value);
            }
            (_, []) => entries.push(((*first).to_owned(), value)),
            (_, [_, ..]) => {
                let mut below = Self::Map(Vec::new());
                below.put(rest, value);
                entries.push(((*first).to_owned(), below));
            }
        }
    }

    /// Adds an item to the list at the end of a path.
    pub(super) fn add(&mut self, path: &[&str], item: Self) {
        let (Self::Map(entries), Some((first, rest))) = (self, path.split_first()) else { return };
        let at = entries.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
            entries.push(((*first).to_owned(), Self::Map(Vec::new())));
            entries.len() - 1
        });
        let Some((_, below)) = entries.get_mut(at) else { return };
        match (below, rest) {
            (Self::List(items), []) => items.push(item),
            (below, []) if below.is_blank() => *below = Self::List(vec![item]),
            // That there are none is said too: both stand, for the schema to see.
            (below, []) => *below = Self::List(vec![below.clone(), item]),
            (below, _) => below.add(rest, item),
        }
    }

    /// The keys of a map.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let entries = if let Self::Map(entries) = self { entries.as_slice() } else { &[] };
        entries.iter().map(|(key, _)| key.as_str())
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Leaf(value, _) => value.is_null(),
            Self::List(_) => false,
            Self::Map(entries) => entries.is_empty(),
        }
    }

    fn says_as(&self, other: &Self) -> bool {
        let said = |tree: &Self| tree.written().0;
        said(self) == said(other)
    }

    /// Its text, and the cell that each part of it stands for. What is between two values belongs to the second.
    pub(super) fn written(&self) -> (String, Vec<(Range<usize>, Cell)>) {
        let (mut text, mut cells) = (String::new(), Vec::new());
        self.write(&mut text, &mut cells);
        (text, cells)
    }

    fn write(&self, text: &mut String, cells: &mut Vec<(Range<usize>, Cell)>) {
        match self {
            Self::Leaf(value, cell) => {
                text.push_str(&value.to_string());
                let start = cells.last().map_or(0, |(range, _)| range.end);
                cells.push((start..text.len(), cell.clone()));
            }
            Self::List(items) => {
                text.push('[');
                for (at, item) in items.iter().enumerate() {
                    text.push_str(if at > 0 { "," } else { "" });
                    item.write(text, cells);
                }
                text.push(']');
            }
            Self::Map(entries) => {
                text.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if at > 0 { "," } else { "" });
                    text.push_str(&Json::from(key.as_str()).to_string());
                    text.push(':');
                    value.write(text, cells);
                }
                text.push('}');
            }
        }
    }
}
