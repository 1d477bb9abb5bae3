//! JSON to a tree, quickly: nothing where a text is not JSON (RFC 8259), or goes beyond the limits.
//!
//! Why it is none is for [`super::json`] to say, which reads it again for that. serde_json knows no places,
//! but a raw value is a part of the text that it stands in.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, Kind, MOST_LEVELS, MOST_NODES, Node};
use crate::text::{SourceId, Span};

/// The tree of a text.
pub fn tree(text: &str, source: SourceId) -> Option<Node> {
    let mut reader = Reader { text, source, left: MOST_NODES };
    reader.node(serde_json::from_str(text).ok()?, 0)
}

struct Reader<'a> {
    text: &'a str,
    source: SourceId,
    /// Values that may still come.
    left: usize,
}

impl<'a> Reader<'a> {
    fn span(&self, raw: &RawValue) -> Option<Span> {
        let start = (raw.get().as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        Some(self.source.span(start, start + raw.get().len()))
    }

    fn node(&mut self, raw: &'a RawValue, level: usize) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        let text = raw.get();
        let kind = match text.as_bytes().first()? {
            b'{' | b'[' if level == MOST_LEVELS => return None,
            b'{' => {
                let Members(members) = serde_json::from_str(text).ok()?;
                let entries = members.into_iter().map(|(key, value)| {
                    Some(Entry {
                        key: serde_json::from_str(key.get()).ok()?,
                        key_span: self.span(key)?,
                        value: self.node(value, level + 1)?,
                    })
                });
                Kind::Mapping(entries.collect::<Option<_>>()?)
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                Kind::Sequence(
                    items.into_iter().map(|item| self.node(item, level + 1)).collect::<Option<_>>()?,
                )
            }
            b'"' => Kind::Text(serde_json::from_str(text).ok()?),
            b't' => Kind::Flag(true),
            b'f' => Kind::Flag(false),
            b'n' => Kind::Null,
            _ => Kind::Number(serde_json::from_str(text).ok()?),
        };
        Some(Node { span: self.span(raw)?, kind })
    }
}

/// The members of an object in their order, those of one name as well.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        from.deserialize_map(InOrder)
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
        ];
        not.iter().for_each(|text| check(text, false));
        check(&("[".repeat(33) + &"]".repeat(33)), false);
    }
}
