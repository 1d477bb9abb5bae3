//! Checks and conditions as schemas that are valid exactly where [`Check::accepts`] and
//! [`Condition::holds`] are true. Never weaker: what has no schema has no condition either.
//!
//! A check is lowered for a value of its type: beside the shape of the type it decides, alone it
//! says nothing about values of other types.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::condition::Check;
use crate::condition::Column;
use crate::condition::Condition;
use crate::condition::Subject;
use crate::condition::Type;
use crate::condition::Value;
use crate::condition::Version;
use crate::condition::number_json;
use crate::condition::pattern::anchored;
use crate::schema::combine::all;
use crate::schema::combine::any;
use crate::schema::combine::both;
use crate::schema::combine::not;
use crate::schema::pattern;
use crate::schema::shape::at_least;
use crate::schema::shape::one_line_guard;
use crate::schema::shape::something;

/// Where a subject stands below the instance, key by key, and its type; nothing where it is never given.
pub type Places<'a> = &'a dyn Fn(&Subject) -> Option<(Vec<String>, Type)>;

/// A check of a value of a type.
pub fn check(check: &Check, of: &Type) -> Json {
    match (check, of) {
        (Check::Equals(wanted), of) => equals(wanted, of),
        (Check::OneOf(wanted), Type::Choices { .. }) => match words(wanted).as_slice() {
            [] => Json::Bool(false),
            [word] => json!({ "type": "array", "contains": { "const": word } }),
            words => json!({ "type": "array", "contains": { "enum": words } }),
        },
        (Check::OneOf(wanted), of) => one_of(wanted, of),
        (Check::AtLeast(bound) | Check::NotBefore(bound), of) => {
            ordered(bound, of, "minimum", pattern::not_before, pattern::at_least)
        }
        (Check::AtMost(bound) | Check::NotAfter(bound), of) => {
            ordered(bound, of, "maximum", pattern::not_after, pattern::at_most)
        }
        (Check::Includes(wanted), Type::Choices { .. }) => all(words(wanted)
            .into_iter()
            .map(|word| json!({ "type": "array", "contains": { "const": word } }))),
        (Check::Excludes(unwanted), Type::Choices { .. }) => match words(unwanted).as_slice() {
            [] => Json::Bool(true),
            [word] => json!({ "type": "array", "items": { "not": { "const": word } } }),
            words => json!({ "type": "array", "items": { "not": { "enum": words } } }),
        },
        (Check::Matches(pattern), Type::Text) => {
            json!({ "type": "string", "pattern": anchored(pattern), "not": one_line_guard() })
        }
        (Check::Matches(pattern), Type::Choice { .. } | Type::Url | Type::Version) => {
            json!({ "type": "string", "pattern": anchored(pattern) })
        }
        (Check::EachRow(row), Type::Table { columns, .. }) => {
            match condition(row, &|subject| cell(columns, subject)) {
                Json::Bool(true) => Json::Bool(true),
                Json::Bool(false) => json!({ "type": "array", "maxItems": 0 }),
                row => json!({ "type": "array", "items": row }),
            }
        }
        (Check::Includes(_) | Check::Excludes(_) | Check::Matches(_) | Check::EachRow(_), _) => {
            Json::Bool(false)
        }
        (Check::All(checks), of) => all(checks.iter().map(|part| self::check(part, of))),
        (Check::Any(checks), of) => any(checks.iter().map(|part| self::check(part, of))),
        (Check::Not(inner), of) => not(self::check(inner, of)),
    }
}

/// A condition over the subjects that have a place.
pub fn condition(condition: &Condition, places: Places) -> Json {
    match condition {
        Condition::Constant(truth) => Json::Bool(*truth),
        Condition::Test { subject, check } => match places(subject) {
            Some((path, of)) => given(&path, answered(self::check(check, &of), &of)),
            None => Json::Bool(false),
        },
        Condition::All(parts) => all(parts.iter().map(|part| self::condition(part, places))),
        Condition::Any(parts) => any(parts.iter().map(|part| self::condition(part, places))),
        Condition::Not(inner) => not(self::condition(inner, places)),
    }
}

/// A schema that is not satisfied by what is no answer: `null`, and a list without anything.
fn answered(schema: Json, of: &Type) -> Json {
    let refuses =
        |schema: &Json| ["type", "const", "enum"].iter().any(|keyword| schema.get(keyword).is_some());
    let schema = match of {
        Type::Choices { least, .. } | Type::Table { least, .. } => both(at_least(*least), schema),
        _ => schema,
    };
    if refuses(&schema) { schema } else { both(something(), schema) }
}

/// An object with a value below it that satisfies a schema.
pub fn given<Key: AsRef<str>>(path: &[Key], schema: Json) -> Json {
    path.iter().rev().fold(schema, |schema, key| match schema {
        Json::Bool(false) => Json::Bool(false),
        schema => {
            json!({ "type": "object", "required": [key.as_ref()], "properties": { key.as_ref(): schema } })
        }
    })
}

fn cell(columns: &[Column], subject: &Subject) -> Option<(Vec<String>, Type)> {
    let column = columns.iter().find(|column| column.id == subject.name())?;
    Some((vec![column.id.clone()], column.of.clone()))
}

fn equals(wanted: &Value, of: &Type) -> Json {
    match (wanted, of) {
        (Value::Flag(_), Type::Flag)
        | (Value::Word(_), Type::Choice { .. } | Type::Text | Type::Url)
        | (Value::Number(_), Type::Integer { .. } | Type::Number { .. })
        | (Value::Date(_), Type::Date) => json!({ "const": wanted.json() }),
        (Value::Version(version), Type::Version) => {
            json!({ "type": "string", "pattern": pattern::equal(version) })
        }
        (Value::Set(members), Type::Choices { .. }) => exactly(members),
        (Value::Rows(rows), Type::Table { columns, .. }) => {
            let count = json!({ "type": "array", "minItems": rows.len(), "maxItems": rows.len() });
            if rows.is_empty() {
                return count;
            }
            let same = |row: &BTreeMap<String, Value>| {
                let known = row.keys().all(|key| columns.iter().any(|column| column.id == *key));
                let cells = columns.iter().map(|column| {
                    let cell = row.get(&column.id).map_or(Json::Bool(false), |cell| equals(cell, &column.of));
                    given(&[&column.id], cell)
                });
                if known { all(cells) } else { Json::Bool(false) }
            };
            let rows: Vec<Json> = rows.iter().map(same).collect();
            both(count, json!({ "allOf": [{ "minItems": rows.len(), "prefixItems": rows, "items": false }] }))
        }
        _ => Json::Bool(false),
    }
}

/// As many members as wanted, each a wanted one: the shape already says that none comes twice.
fn exactly(members: &BTreeSet<String>) -> Json {
    match members.len() {
        0 => json!({ "type": "array", "maxItems": 0 }),
        count => {
            json!({ "type": "array", "minItems": count, "maxItems": count, "items": { "enum": members } })
        }
    }
}

fn one_of(wanted: &[Value], of: &Type) -> Json {
    let mut constants: Vec<Json> = Vec::new();
    let mut others: Vec<Json> = Vec::new();
    for schema in wanted.iter().map(|wanted| equals(wanted, of)) {
        match schema.get("const") {
            Some(constant) if constants.contains(constant) => {}
            Some(constant) => constants.push(constant.clone()),
            None => others.push(schema),
        }
    }
    let listed = if constants.is_empty() { Json::Bool(false) } else { json!({ "enum": constants }) };
    any(std::iter::once(listed).chain(others))
}

fn ordered(
    bound: &Value,
    of: &Type,
    number: &str,
    date: fn(Date) -> String,
    version: fn(&Version) -> String,
) -> Json {
    match (bound, of) {
        (Value::Number(bound), Type::Integer { .. }) => {
            json!({ "type": "integer", number: number_json(*bound) })
        }
        (Value::Number(bound), Type::Number { .. }) => {
            json!({ "type": "number", number: number_json(*bound) })
        }
        (Value::Date(bound), Type::Date) => json!({ "type": "string", "pattern": date(*bound) }),
        (Value::Version(bound), Type::Version) => json!({ "type": "string", "pattern": version(bound) }),
        _ => Json::Bool(false),
    }
}

fn words(values: &[Value]) -> Vec<&str> {
    let words = values.iter().filter_map(|value| match value {
        Value::Word(word) => Some(word.as_str()),
        _ => None,
    });
    words.collect::<BTreeSet<_>>().into_iter().collect()
}
