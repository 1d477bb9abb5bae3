//! Rules in which what stands several times is written once: the page of a lot of several kinds of device stays small.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

/// Keywords whose value is a schema, or a list of them (JSON Schema 2020-12, Core, section 10), as far as packs have them.
const SCHEMA: [&str; 10] = [
    "allOf",
    "anyOf",
    "not",
    "if",
    "then",
    "else",
    "items",
    "contains",
    "additionalProperties",
    "propertyNames",
];

/// The keyword whose value has schemas by names of the author, apart from definitions.
const PROPERTIES: &str = "properties";

const DEFINITIONS: &str = "$defs";

/// Subschemas of fewer bytes are hardly longer than a reference.
const SHORT: usize = 50;

/// A schema that says the same, with a definition for each subschema that stands in it more than once. The definitions
/// that it has keep their names.
pub fn once(mut schema: Json) -> Json {
    let mut known = Known::default();
    let mut own =
        schema.get_mut(DEFINITIONS).and_then(Json::as_object_mut).map(std::mem::take).unwrap_or_default();
    let each = |own: &mut Map<String, Json>, schema: &mut Json, take: &mut dyn FnMut(&mut Json)| {
        own.values_mut().chain([schema]).for_each(|root| below(root, take));
    };
    each(&mut own, &mut schema, &mut |part| known.count(part));
    each(&mut own, &mut schema, &mut |part| known.replace(part));
    own.extend(known.definitions);
    if let Some(definitions) = schema.get_mut(DEFINITIONS) {
        *definitions = Json::Object(own);
    }
    schema
}

/// The schemas that a schema holds, each at once.
fn below(schema: &mut Json, take: &mut dyn FnMut(&mut Json)) {
    for (key, value) in schema.as_object_mut().into_iter().flatten() {
        match value {
            Json::Object(named) if key == PROPERTIES => named.values_mut().for_each(&mut *take),
            Json::Array(all) if SCHEMA.contains(&key.as_str()) => all.iter_mut().for_each(&mut *take),
            value if SCHEMA.contains(&key.as_str()) => take(value),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Known {
    /// How often each subschema stands there, by its text.
    counts: BTreeMap<String, usize>,
    /// The names of those that were written once, by their texts.
    names: BTreeMap<String, String>,
    /// The same by their names.
    definitions: Map<String, Json>,
}

impl Known {
    fn count(&mut self, schema: &mut Json) {
        let text = schema.to_string();
        if text.len() < SHORT {
            return;
        }
        let count = self.counts.entry(text).or_default();
        *count += 1;
        // What is inside of it will be written as often as it is itself.
        if *count == 1 {
            below(schema, &mut |part| self.count(part));
        }
    }

    fn replace(&mut self, schema: &mut Json) {
        let text = schema.to_string();
        if self.counts.get(&text).is_none_or(|count| *count == 1) {
            return below(schema, &mut |part| self.replace(part));
        }
        let name = match self.names.get(&text) {
            Some(name) => name.clone(),
            None => {
                let name = format!("once-{}", self.names.len());
                self.names.insert(text, name.clone());
                let mut whole = schema.clone();
                below(&mut whole, &mut |part| self.replace(part));
                self.definitions.insert(name.clone(), whole);
                name
            }
        };
        *schema = json!({"$ref": format!("#/$defs/{name}")});
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_is_written_once() {
        let long = json!({"enum": ["a".repeat(40), "b".repeat(40)], "not": {"const": {"not": {"const": 1}}}});
        let outer = json!({"if": {"type": "object"}, "then": {"properties": {"not": long.clone()}}});
        let schema = json!({
            "$defs": {"X": outer.clone(), "Y": {"not": outer.clone(), "const": long.clone()}},
            "anyOf": [outer.clone(), {"items": long.clone()}, {"type": "array"}, {"type": "array"}],
        });
        let found = once(schema.clone());
        let refers = |part: &Json| part["$ref"].as_str().is_some_and(|to| to.starts_with("#/$defs/once-"));
        assert!(refers(&found["anyOf"][0]) && refers(&found["anyOf"][1]["items"]), "{found:#}");
        assert_eq!(found["anyOf"][3], json!({"type": "array"}));
        assert_eq!(found["$defs"]["Y"]["const"], long);
        assert_eq!(found.to_string().matches("aaaa\",\"bbbb").count(), 2, "{found:#}");
        let mut again = inlined(&found, &found);
        again["$defs"].as_object_mut().unwrap().retain(|name, _| !name.starts_with("once-"));
        assert_eq!(again, schema);
    }

    /// A schema with what was written once in all its places.
    fn inlined(schema: &Json, found: &Json) -> Json {
        match schema {
            Json::Object(one) if one.len() == 1 && one.contains_key("$ref") => {
                let name = one["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
                inlined(&found["$defs"][name], found)
            }
            Json::Object(all) => all
                .iter()
                .map(|(key, value)| (key.clone(), inlined(value, found)))
                .collect::<Map<_, _>>()
                .into(),
            Json::Array(all) => all.iter().map(|one| inlined(one, found)).collect(),
            plain => plain.clone(),
        }
    }
}
