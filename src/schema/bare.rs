//! A schema without its words: what it demands, and nothing that only explains.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

/// Keywords that only explain (JSON Schema 2020-12, Validation, section 9; Core, section 8.3).
const EXPLAIN: [&str; 4] = ["title", "description", "$comment", "examples"];

/// Keywords whose value has schemas by names of the author.
const BY_NAME: [&str; 4] = ["properties", "patternProperties", "$defs", "dependentSchemas"];

/// Keywords whose value is data.
const DATA: [&str; 3] = ["const", "enum", "default"];

/// A schema without what only explains.
pub fn bare(schema: &Json) -> Json {
    // A value is read from itself without a fault.
    Part::Schema.deserialize(schema).unwrap_or_default()
}

/// The schema of a text without what only explains: that is most of it, and is passed over.
///
/// # Errors
/// Where the text is no JSON.
pub fn read(text: &[u8]) -> serde_json::Result<Json> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let schema = Part::Schema.deserialize(&mut reader)?;
    reader.end().map(|()| schema)
}

/// What is read.
#[derive(Clone, Copy)]
enum Part {
    /// A schema, or a list of them.
    Schema,
    /// Schemas by their names.
    Named,
    /// Data, in which no word is a keyword.
    Data,
}

impl<'de> DeserializeSeed<'de> for Part {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Json, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a schema")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let part = if matches!(self, Self::Data) { Self::Data } else { Self::Schema };
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(part)? {
            all.push(item);
        }
        Ok(Json::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut all = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let part = match self {
                Self::Data => Self::Data,
                Self::Named => Self::Schema,
                Self::Schema if EXPLAIN.contains(&key.as_str()) => {
                    entries.next_value::<serde::de::IgnoredAny>()?;
                    continue;
                }
                Self::Schema if BY_NAME.contains(&key.as_str()) => Self::Named,
                Self::Schema if DATA.contains(&key.as_str()) => Self::Data,
                Self::Schema => Self::Schema,
            };
            all.insert(key, entries.next_value_seed(part)?);
        }
        Ok(Json::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_is_read_as_it_is_bared() {
        let schema = json!({
            "title": "A", "$comment": ["B"], "examples": [{"x": 1}],
            "properties": {"title": {"type": "string", "description": "C", "maximum": 1.5}, "enum": true},
            "$defs": {"x": {"title": "D", "const": {"title": "E", "properties": {"title": 1}}}},
            "allOf": [{"description": "F", "minimum": -2}, [{"title": "G"}]],
            "enum": [{"description": "H"}, null], "patternProperties": ["I", {"title": "J"}],
        });
        let expected = json!({
            "properties": {"title": {"type": "string", "maximum": 1.5}, "enum": true},
            "$defs": {"x": {"const": {"title": "E", "properties": {"title": 1}}}},
            "allOf": [{"minimum": -2}, [{}]],
            "enum": [{"description": "H"}, null], "patternProperties": ["I", {}],
        });
        assert_eq!(bare(&schema).to_string(), expected.to_string());
        assert_eq!(read(schema.to_string().as_bytes()).unwrap().to_string(), expected.to_string());
        assert!(read(b"{} x").is_err());
    }
}
