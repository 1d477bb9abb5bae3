//! How much a schema is once its references are followed: a few lines that refer to one another can stand
//! for more than any machine can judge.
//!
//! Whoever forges a pack can have its digests fit, so what opens it looks at more than the digests.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value as Json};

use crate::text::limit;

/// Where the only references point that the schemas of packs have.
const DEFINITIONS: &str = "#/$defs/";

/// Keywords whose value is data: nothing in it is a schema.
const DATA: &[&str] = &["const", "enum", "default", "examples"];

/// Keywords whose value maps names to schemas.
const MAPS: &[&str] = &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

/// Keywords that move what references mean, or refer in another way.
const FOREIGN: &[&str] =
    &["$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor"];

/// Whether a schema can be judged by in bounded time and depth.
///
/// # Errors
/// Why not, as a phrase, with the place as a JSON Pointer where there is one.
pub fn check(schema: &Json) -> Result<(), String> {
    let definitions = schema.get("$defs").and_then(Json::as_object);
    let mut walk = Walk { definitions, known: BTreeMap::new(), written: 0 };
    let whole = walk.schema(schema, Place::Whole, 0)?;
    // What refers to nothing twice is as large as it is written, however large that is.
    let most = limit::SUBSCHEMAS.most.max(walk.written.saturating_mul(limit::SUBSCHEMAS_SHARED));
    if whole.size > most {
        let largest = walk.known.into_iter().filter_map(|(name, extent)| Some((name, extent?.size)));
        let place = largest.max_by_key(|(_, size)| *size).map_or("#".to_owned(), |(name, _)| place_of(name));
        return Err(format!(
            "with its references followed, its schema has more than {} (most of them are at `{place}`)",
            limit::SUBSCHEMAS
        ));
    }
    Ok(())
}

/// A place in a schema, put into words only where something is to be said of it.
#[derive(Clone, Copy)]
enum Place<'p> {
    Whole,
    Key(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

/// As a JSON Pointer (RFC 6901).
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Key(above, key) => write!(f, "{above}/{}", pointer(key)),
            Self::Item(above, at) => write!(f, "{above}/{at}"),
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Extent {
    /// Subschemas, with references followed.
    size: u64,
    /// Levels, with references followed.
    depth: u64,
}

struct Walk<'a> {
    definitions: Option<&'a Map<String, Json>>,
    /// The extents of definitions; nothing of one that is being looked at.
    known: BTreeMap<&'a str, Option<Extent>>,
    /// Subschemas as they are written, each once.
    written: u64,
}

impl<'a> Walk<'a> {
    /// The extent of a schema at a place. `level`: how many schemas it is inside of, so that looking does not
    /// go deeper than judging may.
    fn schema(&mut self, schema: &'a Json, place: Place<'_>, level: u64) -> Result<Extent, String> {
        let mut extent = Extent { size: 1, depth: 1 };
        self.written = self.written.saturating_add(1);
        if level > limit::LEVELS.most {
            return Err(format!("its schema goes deeper than {}, at `#{place}`", limit::LEVELS));
        }
        for (key, value) in schema.as_object().into_iter().flatten() {
            let below = Place::Key(&place, key);
            let mut add = |part: Extent| {
                extent.size = extent.size.saturating_add(part.size);
                extent.depth = extent.depth.max(part.depth.saturating_add(1));
            };
            match (key.as_str(), value) {
                // A definition counts where it is referred to. One that nothing refers to is looked at too:
                // it is made ready with the others.
                ("$defs", Json::Object(definitions)) if matches!(place, Place::Whole) => {
                    for name in definitions.keys() {
                        self.definition(name, below, level + 1)?;
                    }
                }
                ("$ref", Json::String(to)) => {
                    let Some(name) =
                        to.strip_prefix(DEFINITIONS).filter(|name| !name.contains(['/', '~', '%']))
                    else {
                        return Err(format!(
                            "its schema refers to `{to}` at `#{below}`; only `{DEFINITIONS}NAME` is referred to"
                        ));
                    };
                    add(self.definition(name, below, level + 1)?);
                }
                (key, Json::String(_))
                    if FOREIGN.contains(&key) && !(key == "$id" && matches!(place, Place::Whole)) =>
                {
                    return Err(format!("its schema has `{key}` at `#{place}`, which no pack has"));
                }
                (key, _) if DATA.contains(&key) => {}
                (key, Json::Object(map)) if MAPS.contains(&key) => {
                    for (name, schema) in map {
                        add(self.schema(schema, Place::Key(&below, name), level + 1)?);
                    }
                }
                (_, Json::Array(schemas)) => {
                    for (at, schema) in schemas.iter().enumerate() {
                        if schema.is_object() {
                            add(self.schema(schema, Place::Item(&below, at), level + 1)?);
                        }
                    }
                }
                (_, Json::Object(_)) => add(self.schema(value, below, level + 1)?),
                _ => {}
            }
        }
        match extent.depth > limit::LEVELS.most {
            true => Err(format!("its schema goes deeper than {}, at `#{place}`", limit::LEVELS)),
            false => Ok(extent),
        }
    }

    /// The extent of a definition, which `from` refers to.
    fn definition(&mut self, name: &str, from: Place<'_>, level: u64) -> Result<Extent, String> {
        let found = self.definitions.and_then(|definitions| definitions.get_key_value(name));
        let Some((name, schema)) = found else {
            return Err(format!(
                "its schema refers to `{}` at `#{from}`, which is not there",
                place_of(name)
            ));
        };
        match self.known.get(name.as_str()) {
            Some(Some(extent)) => return Ok(*extent),
            Some(None) => {
                return Err(format!("its schema refers in a circle, to `{}` at `#{from}`", place_of(name)));
            }
            None => {}
        }
        self.known.insert(name, None);
        let extent = self.schema(schema, Place::Key(&Place::Key(&Place::Whole, "$defs"), name), level)?;
        self.known.insert(name, Some(extent));
        Ok(extent)
    }
}

fn place_of(name: &str) -> String {
    format!("{DEFINITIONS}{}", pointer(name))
}

/// A key as RFC 6901 writes it.
fn pointer(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn refused(schema: &Json, expected: &str) {
        let why = check(schema).unwrap_err();
        assert!(why.contains(expected), "{why}");
    }

    fn chain(length: usize, twice: bool) -> Json {
        let mut definitions = Map::new();
        for at in 0..length {
            let next = json!({"$ref": format!("#/$defs/x{}", at + 1)});
            let all = if twice { json!([next, next]) } else { json!([next]) };
            definitions.insert(format!("x{at}"), json!({"allOf": all}));
        }
        definitions.insert(format!("x{length}"), json!({"type": "object"}));
        json!({"$id": "urn:x", "$defs": definitions, "$ref": "#/$defs/x0"})
    }

    #[test]
    fn what_packs_have_is_fine() {
        assert_eq!(check(&chain(15, true)), Ok(()));
        let names = json!({"properties": {"const": {"$ref": "#/$defs/a"}, "$ref": {"const": {"$ref": "x"}}},
            "$defs": {"a": true}});
        assert_eq!(check(&names), Ok(()));
        let wide: Vec<Json> = (0..1_200_000).map(|_| json!({})).collect();
        assert_eq!(check(&json!({"allOf": wide})), Ok(()));
    }

    #[test]
    fn what_would_not_end_is_refused() {
        refused(&chain(40, true), "1000000 subschemas");
        refused(&chain(90, true), "1000000 subschemas");
        refused(&chain(100_000, false), "goes deeper than 256 levels");
        let circle =
            json!({"$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"items": {"$ref": "#/$defs/a"}}}});
        refused(&circle, "in a circle, to `#/$defs/a` at `#/$defs/b/items/$ref`");
        // A property of that name is a schema all the same.
        let hidden = json!({"properties": {"const": {"$ref": "#"}}});
        refused(&hidden, "refers to `#` at `#/properties/const/$ref`");
        refused(&json!({"$ref": "#/$defs/a/not", "$defs": {"a": {"not": {}}}}), "only `#/$defs/NAME`");
        refused(&json!({"$ref": "https://example.org/"}), "only `#/$defs/NAME`");
        refused(&json!({"$ref": "#/$defs/a"}), "which is not there");
        refused(&json!({"not": {"$id": "urn:y"}}), "has `$id` at `#/not`");
        refused(&json!({"not": {"$dynamicRef": "#x"}}), "has `$dynamicRef` at `#/not`");
    }
}
