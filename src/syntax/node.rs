//! A tree of values in which every key and value knows its place.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::text::{Route, Span, Step};

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands. That of a mapping or sequence in YAML may be empty.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of value.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Kind {
    Null,
    Flag(bool),
    Number(serde_json::Number),
    Text(String),
    Sequence(Vec<Node>),
    /// Keys in the order written; a repeated key stands here repeatedly.
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

/// The first character that no document can show, with its place in bytes.
pub fn unprintable(text: &str) -> Option<(usize, char)> {
    let shown = |one: char| matches!(one, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.char_indices().find(|(_, one)| !shown(*one))
}

impl Entry {
    /// Whether it has no value, as what stands behind a comma in a text has none.
    pub fn is_cut(&self) -> bool {
        matches!(self.value.kind, Kind::Null)
    }

    /// The place of its value, or of its key where that has none of its own.
    pub fn place(&self) -> Span {
        if self.value.span.start < self.value.span.end { self.value.span } else { self.key_span }
    }
}

impl Node {
    /// The first character that no document can show, in a key or a text, and where that stands: one that XML 1.0 does
    /// not have (production 2).
    pub fn unprintable(&self) -> Option<(char, Span)> {
        let of = |text: &str, span: Span| unprintable(text).map(|(_, found)| (found, span));
        match &self.kind {
            Kind::Null | Kind::Flag(_) | Kind::Number(_) => None,
            Kind::Text(text) => of(text, self.span),
            Kind::Sequence(items) => items.iter().find_map(Self::unprintable),
            Kind::Mapping(entries) => entries
                .iter()
                .find_map(|entry| of(&entry.key, entry.key_span).or_else(|| entry.value.unprintable())),
        }
    }

    /// The node in JSON; of a repeated key, the last value.
    pub fn json(&self) -> Json {
        match &self.kind {
            Kind::Null => Json::Null,
            Kind::Flag(flag) => (*flag).into(),
            Kind::Number(number) => Json::Number(number.clone()),
            Kind::Text(text) => text.clone().into(),
            Kind::Sequence(items) => items.iter().map(Self::json).collect(),
            Kind::Mapping(entries) => {
                Json::Object(entries.iter().map(|entry| (entry.key.clone(), entry.value.json())).collect())
            }
        }
    }

    /// The same tree without the keys that have no value.
    #[must_use]
    pub fn without_empty_keys(self) -> Self {
        let kind = match self.kind {
            Kind::Sequence(items) => {
                Kind::Sequence(items.into_iter().map(Self::without_empty_keys).collect())
            }
            Kind::Mapping(entries) => Kind::Mapping(
                entries
                    .into_iter()
                    .filter(|entry| !matches!(entry.value.kind, Kind::Null))
                    .map(|entry| Entry { value: entry.value.without_empty_keys(), ..entry })
                    .collect(),
            ),
            plain => plain,
        };
        Self { kind, ..self }
    }

    /// The entries, where it is a mapping.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The node that a route leads to.
    pub fn at(&self, route: &Route) -> Option<&Self> {
        route.steps().iter().try_fold(self, |node, step| match (step, &node.kind) {
            (Step::Index(index), Kind::Sequence(items)) => items.get(*index),
            (Step::Index(index), _) => node.entry(&index.to_string()).map(|entry| &entry.value),
            (Step::Key(key), _) => node.entry(key).map(|entry| &entry.value),
        })
    }

    /// The key of that name with its value, where it is a mapping; of a repeated key, the last.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|entry| entry.key == *key)
    }

    /// The place of a value: its own, or that of its key where it has none of its own. Of a
    /// route that leads to nothing, the place of the last thing on the way.
    pub fn place(&self, route: &Route) -> Span {
        self.walk(route).1
    }

    /// The place of the key that a route ends in, or else the place of the value.
    pub fn key_place(&self, route: &Route) -> Span {
        let (key, value) = self.walk(route);
        key.unwrap_or(value)
    }

    /// The place of the last key on the way, if there is one, and of the value.
    fn walk(&self, route: &Route) -> (Option<Span>, Span) {
        let mut node = self;
        let (mut key, mut place) = (None, self.span);
        for step in route.steps() {
            let next = match (step, &node.kind) {
                (Step::Key(wanted), Kind::Mapping(entries)) => entries
                    .iter()
                    .rev()
                    .find(|entry| entry.key == *wanted)
                    .map(|entry| (Some(entry.key_span), &entry.value)),
                // A key of digits reads as an index when it comes from a JSON Pointer.
                (Step::Index(index), Kind::Mapping(entries)) => entries
                    .iter()
                    .rev()
                    .find(|entry| entry.key == index.to_string())
                    .map(|entry| (Some(entry.key_span), &entry.value)),
                (Step::Index(index), Kind::Sequence(items)) => items.get(*index).map(|item| (None, item)),
                _ => None,
            };
            let Some((next_key, value)) = next else { break };
            key = next_key;
            // An entry of a list has no key of its own; where it begins is better than where the list does.
            let begin = || value.entries().first().map(|entry| entry.key_span);
            place = match value.span.start < value.span.end {
                true => value.span,
                false => next_key.or_else(begin).unwrap_or(place),
            };
            node = value;
        }
        (key, place)
    }

    /// Every key that stands more than once in its mapping: the later place, the first place, the key.
    pub fn repeated_keys(&self) -> Vec<(Span, Span, &str)> {
        let mut repeated = Vec::new();
        match &self.kind {
            Kind::Mapping(entries) => {
                let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
                keys.sort_unstable();
                let each_once = keys.is_sorted_by(|one, next| one < next);
                let mut first = BTreeMap::new();
                for entry in entries {
                    let key = entry.key.as_str();
                    match first.get(key) {
                        _ if each_once => {}
                        Some(span) => repeated.push((entry.key_span, *span, key)),
                        None => drop(first.insert(key, entry.key_span)),
                    }
                    repeated.extend(entry.value.repeated_keys());
                }
            }
            Kind::Sequence(items) => repeated.extend(items.iter().flat_map(Self::repeated_keys)),
            Kind::Null | Kind::Flag(_) | Kind::Number(_) | Kind::Text(_) => {}
        }
        repeated
    }
}
