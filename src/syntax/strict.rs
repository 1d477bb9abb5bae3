//! JSON to a tree, quickly: nothing where a text is not JSON (RFC 8259), or goes beyond the limits.
//!
//! Why it is none is for [`super::json`] to say, which reads it again for that. serde_json, which decides, knows no
//! places. But a raw value is a part of the text that it stands in, and between two of them are only brackets,
//! commas, colons and blanks.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, Kind, MOST_LEVELS, MOST_NODES, Node};
use crate::text::{SourceId, Span};

/// The tree of a text.
pub fn tree(text: &str, source: SourceId) -> Option<Node> {
    let mut json = serde_json::Deserializer::from_str(text);
    let node = Reader { text, source, at: 0, level: 0, left: MOST_NODES }.deserialize(&mut json).ok()?;
    json.end().ok().map(|()| node)
}

/// Follows serde_json through a text.
struct Reader<'a> {
    text: &'a str,
    source: SourceId,
    /// Where the last value ends, or the bracket that the next one stands in begins.
    at: usize,
    /// Lists and objects that are open.
    level: usize,
    /// Values that may still come.
    left: usize,
}

impl<'de> Reader<'de> {
    /// The place of the next value, or of the bracket that ends this one.
    fn next(&self) -> usize {
        let rest = self.text.as_bytes().iter().skip(self.at);
        self.at + rest.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':')).count()
    }

    /// Passes a part of the text.
    fn pass(&mut self, raw: &RawValue) -> Span {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.at = start + raw.get().len();
        self.source.span(start, self.at)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reader<'de> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Node, D::Error> {
        let beyond = || D::Error::custom("beyond the limits");
        self.left = self.left.checked_sub(1).ok_or_else(beyond)?;
        let start = self.next();
        if !matches!(self.text.as_bytes().get(start), Some(b'{' | b'[')) {
            let raw = <&RawValue>::deserialize(json)?;
            return Ok(Node { span: self.pass(raw), kind: plain(raw).map_err(D::Error::custom)? });
        }
        if self.level == MOST_LEVELS {
            return Err(beyond());
        }
        (self.at, self.level) = (start + 1, self.level + 1);
        let kind = json.deserialize_any(&mut *self)?;
        (self.at, self.level) = (self.next() + 1, self.level - 1);
        Ok(Node { span: self.source.span(start, self.at), kind })
    }
}

impl<'de> Visitor<'de> for &mut Reader<'de> {
    type Value = Kind;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut json: A) -> Result<Kind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = json.next_element_seed(&mut *self)? {
            items.push(item);
        }
        Ok(Kind::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut json: A) -> Result<Kind, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = json.next_key::<&RawValue>()? {
            let key_span = self.pass(key);
            let key = text(key).map_err(A::Error::custom)?;
            entries.push(Entry { key, key_span, value: json.next_value_seed(&mut *self)? });
        }
        Ok(Kind::Mapping(entries))
    }
}

/// A value that holds no others.
fn plain(raw: &RawValue) -> serde_json::Result<Kind> {
    Ok(match raw.get().as_bytes().first() {
        Some(b'"') => Kind::Text(text(raw)?),
        Some(b't') => Kind::Flag(true),
        Some(b'f') => Kind::Flag(false),
        Some(b'n') => Kind::Null,
        _ => Kind::Number(serde_json::from_str(raw.get())?),
    })
}

fn text(raw: &RawValue) -> serde_json::Result<String> {
    let quoted = raw.get().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match quoted.filter(|text| !text.contains('\\')) {
        Some(text) => Ok(text.to_owned()),
        None => serde_json::from_str(raw.get()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::explained;
    use super::*;
    use crate::text::Sources;

    /// Checks that a text is read as the other reader reads it, or as none at all.
    #[track_caller]
    fn check(text: &str, read: bool) {
        let source = Sources::default().add("a.json", text);
        let quick = tree(text, source);
        assert_eq!(quick.is_some(), read, "{text}");
        if let Some(quick) = quick {
            assert_eq!(format!("{quick:?}"), format!("{:?}", explained(text, source).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_json_is_read_as_it_is() {
        check(" {\"a\" : [1, -2.5e3, \"é\", null] , \"b\": {}, \"c\":[ ] }\n", true);
        check(r#"["\\", "\"", "\u00e9\n", "\ud83d\ude00", "é\\\\"]"#, true);
        check(r#"{"a": 1, "a": 2}"#, true);
        check("0", true);
        check(&("[".repeat(32) + &"]".repeat(32)), true);
    }

    #[test]
    fn all_else_is_left_to_who_says_why() {
        let not = [
            "",
            " ",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "[1 2]",
            "{\"a\" 1}",
            "{a: 1}",
            "'a'",
            "nul",
            "truely",
            "01",
            "1.",
            ".5",
            "+1",
            "1e999",
            "\"a",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\t\"",
            "[1] 2",
            "// no",
            "{} {}",
            "NaN",
            "\u{feff}1",
            "\"\\",
            "[,1]",
            "[1,,2]",
            "[:1]",
            "{\"a\":,1}",
            "{\"a\"::1}",
            "{,}",
            "[1}",
            "{\"a\":[}]",
        ];
        not.iter().for_each(|text| check(text, false));
        check(&("[".repeat(33) + &"]".repeat(33)), false);
    }
}
