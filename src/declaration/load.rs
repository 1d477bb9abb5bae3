//! The text of a declaration, JSON or YAML, to a [`Declaration`].
//!
//! Never asks what the keys mean.

use super::{Declaration, Written};
use crate::diag::Bag;
use crate::syntax::{Faults, Node, SyntaxFault, parse_json, parse_yaml};
use crate::text::{SourceId, Sources};

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
    match is_json(name, text) {
        true => read_json(text, source, bag),
        false => of_tree(parse_yaml(text, source), source, Written::Yaml, bag),
    }
}

/// As [`read`], of a text that is to be JSON.
pub fn read_json(text: &str, source: SourceId, bag: &mut Bag) -> Option<Declaration> {
    of_tree(parse_json(text, source), source, Written::Json, bag)
}

fn of_tree(
    parsed: Result<Node, SyntaxFault>,
    source: SourceId,
    written: Written,
    bag: &mut Bag,
) -> Option<Declaration> {
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
    Some(Declaration::of(source, tree, written))
}

fn is_json(name: &str, text: &str) -> bool {
    match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("json" | "ndjson") => true,
        Some("yaml" | "yml") => false,
        _ => text.trim_start().starts_with(['{', '[']),
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
        let found = found.map(|declaration| declaration.json().to_string()).ok_or(faults.join("; "));
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
