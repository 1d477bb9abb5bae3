//! The shape of a type as a schema: what [`Value::read`] reads, and nothing else.
//!
//! Portable on purpose: no `format`, since validators may ignore it; no `\d`, since it covers
//! other digits in each; and a guard wherever `$` would let a last line feed pass, as Python's does.
//!
//! [`Value::read`]: crate::condition::Value::read

use serde_json::{Map, Value as Json, json};

use crate::condition::Choice;
use crate::condition::LARGEST;
use crate::condition::Type;
use crate::condition::Unit;
use crate::condition::number_json;
use crate::condition::word;
use crate::condition::word::Naming;
use crate::say;
use crate::schema::combine::{both, implies};
use crate::words::Words;

/// The shapes that many places refer to, by their name in `$defs`.
pub fn definitions(words: Words) -> Vec<(String, Json)> {
    let named = |name: &str, schema: Json| (name.to_owned(), schema);
    vec![
        named(
            "text",
            json!({
                "title": say!(words, "schema-text"),
                "description": say!(words, "schema-text-what"),
                "type": "string",
                "pattern": "[^\\t\\n\\r ]",
            }),
        ),
        named(
            "date",
            json!({
                "title": say!(words, "schema-date"),
                "description": say!(words, "schema-date-what"),
                "type": "string",
                "maxLength": 10,
                "pattern": DATE,
            }),
        ),
        named(
            "version",
            json!({
                "title": say!(words, "schema-version"),
                "description": say!(words, "schema-version-what"),
                "type": "string",
                "pattern": VERSION,
                "not": one_line_guard(),
            }),
        ),
        named(
            "url",
            json!({
                "title": say!(words, "schema-url"),
                "description": say!(words, "schema-url-what"),
                "type": "string",
                "pattern": "^https?://[0-9A-Za-z][!-~]*$",
                "not": one_line_guard(),
            }),
        ),
    ]
}

/// Refused beside a pattern that ends in `$`.
pub fn one_line_guard() -> Json {
    json!({ "pattern": "[\\n\\r]" })
}

/// A day that exists: months of 31 and of 30 days, February, and 29 February of leap years; no year 0000.
const DATE: &str = concat!(
    "^(?:",
    "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-",
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29",
    ")$"
);

/// One to four numbers of at most nine digits, without leading zeros.
const VERSION: &str = r"^(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){0,3}$";

/// The shape of a type. It may refer to [`definitions`].
pub fn shape(of: &Type, words: Words) -> Json {
    match of {
        Type::Flag => json!({ "type": "boolean" }),
        Type::Choice { options, .. } => member(options),
        Type::Choices { options, .. } => {
            let set = json!({ "type": "array", "uniqueItems": true, "items": member(options) });
            let alone: Vec<&str> =
                options.iter().filter(|option| option.exclusive).map(|option| option.id.as_str()).collect();
            if alone.is_empty() {
                return set;
            }
            let names_one = json!({ "type": "array", "contains": { "enum": alone } });
            both(set, implies(names_one, json!({ "type": "array", "maxItems": 1 })))
        }
        Type::Integer { .. } => json!({ "type": "integer", "minimum": 0, "maximum": number_json(LARGEST) }),
        Type::Number { .. } => json!({ "type": "number", "minimum": 0, "maximum": number_json(LARGEST) }),
        Type::Text => reference("text"),
        Type::Date => reference("date"),
        Type::Version => reference("version"),
        Type::Url => reference("url"),
        Type::Table { columns, .. } => {
            let cells = columns.iter().map(|column| {
                (
                    column.id.clone(),
                    described(
                        or_nothing(shape(&column.of, words)),
                        &column.title,
                        &options(&column.of, words),
                    ),
                )
            });
            json!({ "type": "array", "items": or_nothing(object(cells)) })
        }
    }
}

/// That a list has so many items.
pub fn at_least(least: usize) -> Json {
    if least == 0 { Json::Bool(true) } else { json!({ "type": "array", "minItems": least }) }
}

/// The same where nobody has answered yet, too: `null` stands for no answer.
pub fn or_nothing(schema: Json) -> Json {
    /// Keywords that say nothing of `null`, beside a `type` that allows it.
    const OF_OTHERS: [&str; 14] = [
        "title",
        "description",
        "minimum",
        "maximum",
        "maxLength",
        "pattern",
        "uniqueItems",
        "items",
        "minItems",
        "contains",
        "maxItems",
        "required",
        "properties",
        "additionalProperties",
    ];
    let Json::Object(mut keywords) = schema else {
        return json!({ "if": { "not": { "type": "null" } }, "then": schema });
    };
    let words: Vec<(String, Json)> = ["title", "description"]
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), keywords.shift_remove(key)?)))
        .collect();
    let plain =
        keywords.keys().all(|key| key == "type" || key == "enum" || OF_OTHERS.contains(&key.as_str()));
    let open = match (plain, keywords.get("type").cloned(), keywords.get("enum").cloned()) {
        (true, None, Some(Json::Array(words))) => {
            let words: Vec<Json> = words.into_iter().chain([Json::Null]).collect();
            keywords.insert("enum".to_owned(), words.into());
            keywords
        }
        (true, Some(Json::String(of)), None) => {
            keywords.insert("type".to_owned(), json!([of, "null"]));
            keywords
        }
        _ => {
            let mut open = Map::new();
            open.insert("if".to_owned(), json!({ "not": { "type": "null" } }));
            open.insert("then".to_owned(), Json::Object(keywords));
            open
        }
    };
    Json::Object(words.into_iter().chain(open).collect())
}

/// What is somebody's answer, of whatever form.
pub fn something() -> Json {
    json!({ "not": { "type": "null" } })
}

/// A reference to an entry of `$defs`.
pub fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An object with these properties and no others, all of them required.
pub fn object(properties: impl IntoIterator<Item = (String, Json)>) -> Json {
    let properties: Map<String, Json> = properties.into_iter().collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// A schema with a title and a description before everything else; empty ones are left out.
pub fn described(schema: Json, title: &str, description: &str) -> Json {
    let mut words = Map::new();
    for (key, text) in [("title", title), ("description", description)] {
        if !text.trim().is_empty() {
            words.insert(key.to_owned(), text.into());
        }
    }
    match (words.is_empty(), schema) {
        (false, Json::Object(schema)) => Json::Object(words.into_iter().chain(schema).collect()),
        (false, schema) => both(Json::Object(words), schema),
        (true, schema) => schema,
    }
}

/// What the options of a choice mean, one a line, and which can only be chosen alone; empty for other types.
pub fn options(of: &Type, words: Words) -> String {
    let lines: Vec<String> = of.options().iter().map(|one| option(&one.id, &one.label, words)).collect();
    lines.into_iter().chain(word::alone(words, of, Naming::Id)).collect::<Vec<_>>().join("\n")
}

/// A word that may be chosen, with what it means.
pub fn option(id: &str, label: &str, words: Words) -> String {
    say!(words, "schema-option", option = id, label = label)
}

/// The unit of a number, as a sentence; empty where there is none to name.
pub fn unit(of: &Type, words: Words) -> String {
    match of.unit() {
        None | Some(Unit::Count) => String::new(),
        Some(unit) => say!(words, "schema-unit", unit = unit.name()),
    }
}

fn member(options: &[Choice]) -> Json {
    let words: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
    // An empty `enum` is refused by some validators.
    if words.is_empty() { Json::Bool(false) } else { json!({ "enum": words }) }
}
