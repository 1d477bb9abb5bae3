//! The text of a declaration, JSON or YAML, to a [`Declaration`].
//!
//! Never asks what the keys mean, but for the four at its head that say what it answers.

use serde_json::Value as Json;

use crate::diag::Bag;
use crate::syntax::{Faults, Node, parse_json, parse_yaml};
use crate::text::{Route, SourceId, Sources, Span};

/// What one vendor says of one device, as written.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The text it was read from.
    pub source: SourceId,
    /// Its values with their places.
    pub tree: Node,
    /// The same values in JSON, for the schema.
    pub json: Json,
    /// Whether the text is JSON, in which every word stands in quotes.
    quoted: bool,
}

/// Reads a declaration: JSON or YAML by the extension of its name, or else by how it starts.
///
/// Nothing where it cannot be read without doubt, with the faults in the bag: malformed text,
/// nesting beyond the limits, a key that stands twice.
pub fn load(name: &str, text: &str, sources: &mut Sources, bag: &mut Bag) -> Option<Declaration> {
    let text = unmarked(text);
    let source = sources.add(name, text);
    read(name, text, source, bag)
}

/// A text without a byte-order mark, which some editors put before it; it says nothing, as RFC 8259,
/// section 8.1, allows.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// As [`load`], of a text that is a source already.
pub fn read(name: &str, text: &str, source: SourceId, bag: &mut Bag) -> Option<Declaration> {
    let quoted = is_json(name, text);
    let parsed = if quoted { parse_json(text, source) } else { parse_yaml(text, source) };
    let tree = match parsed {
        Ok(tree) => tree,
        Err(fault) => {
            bag.push(Faults::DECLARATION.of_syntax(fault));
            return None;
        }
    };
    if !tree.repeated_keys().is_empty() {
        Faults::DECLARATION.report_repeated_keys(&tree, bag);
        return None;
    }
    // A key of YAML that is left empty is one that nobody has filled in yet. In JSON nothing is left
    // empty by accident: there `null` is a value, and a wrong one.
    let tree = if quoted { tree } else { tree.without_empty_keys() };
    Some(Declaration { source, json: tree.json(), tree, quoted })
}

fn is_json(name: &str, text: &str) -> bool {
    match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("json" | "ndjson") => true,
        Some("yaml" | "yml") => false,
        _ => text.trim_start().starts_with(['{', '[']),
    }
}

impl Declaration {
    /// The format it says it has.
    pub fn format(&self) -> Option<&str> {
        self.head("format")
    }

    /// The pack it answers.
    pub fn pack(&self) -> Option<&str> {
        self.head("pack")
    }

    /// The tender it answers.
    pub fn tender(&self) -> Option<&str> {
        self.head("tender")
    }

    /// The lot it answers.
    pub fn lot(&self) -> Option<&str> {
        self.head("lot")
    }

    fn head(&self, key: &str) -> Option<&str> {
        self.json.get(key)?.as_str()
    }

    /// A key or a word of some choice, as it is written in this text.
    pub fn written(&self, word: &str) -> String {
        if self.quoted { format!("\"{word}\"") } else { word.to_owned() }
    }

    /// The device as people call it: maker, name and version as far as they are given.
    pub fn device(&self) -> String {
        let parts = ["/vendor/name", "/device/name", "/device/version"].map(|pointer| self.word(pointer));
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(" ")
    }

    /// The text at a JSON pointer, without blanks around it; empty where there is none.
    pub fn word(&self, pointer: &str) -> &str {
        self.json.pointer(pointer).and_then(Json::as_str).map_or("", str::trim)
    }

    /// The place of a value, or of the last thing on the way to it.
    pub fn place(&self, route: &Route) -> Span {
        let span = self.tree.place(route);
        // The whole text says nothing about where to look; its first character does.
        if span == self.tree.span { self.source.span(span.start, span.start + 1) } else { span }
    }

    /// The place of the key that a route ends in, or else that of its value.
    pub fn key_place(&self, route: &Route) -> Span {
        self.tree.key_place(route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: Result<&str, &str>) {
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let found = load(name, text, &mut sources, &mut bag);
        let faults: Vec<String> =
            bag.sorted().iter().map(|fault| format!("{} {}", fault.code.id, fault.message)).collect();
        let found = found.map(|declaration| declaration.json.to_string()).ok_or(faults.join("; "));
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{name}: {text}");
    }

    #[test]
    fn json_and_yaml_are_told_apart() {
        check("pump.json", r#"{"lot": "pumps"}"#, Ok(r#"{"lot":"pumps"}"#));
        check(
            "pump.yaml",
            "lot: pumps\nfacts: {since: 2027-03-31}",
            Ok(r#"{"lot":"pumps","facts":{"since":"2027-03-31"}}"#),
        );
        check("-", " {\"lot\": 1}", Ok(r#"{"lot":1}"#));
        check("-", "lot: 1", Ok(r#"{"lot":1}"#));
        check("pump.json", "\u{feff}{}", Ok("{}"));
        check("pump.json", "lot: pumps", Err("D001 unexpected word"));
    }

    #[test]
    fn doubtful_texts_are_not_read() {
        check("a.json", r#"{"a": 1, "a": 2}"#, Err("D002 the key `a` stands here a second time"));
        check("a.yaml", "b: {a: 1, a: 2}", Err("D002 the key `a` stands here a second time"));
        check("a.json", "", Err("D001 the file is empty"));
        check("a.json", &"[".repeat(99), Err("D008 the text is nested more than 32 levels deep"));
        check("a.json", "{\"a\": ", Err("D001 expected value after colon in object property"));
        check("a.json", "null", Ok("null"));
    }
}
