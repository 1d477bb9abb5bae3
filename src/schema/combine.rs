//! Joining schemas of one instance: both, either, not. Never weaker or stronger than what is joined.
//!
//! Schemas are merged into one object where that says the same, so that what vendors
//! read in the pack nests no deeper than it must.

use serde_json::{Map, Value as Json, json};

/// What satisfies both. `true` demands nothing, `false` refuses all.
pub fn both(a: Json, b: Json) -> Json {
    match (a, b) {
        (Json::Bool(true), other) | (other, Json::Bool(true)) => other,
        (Json::Bool(false), _) | (_, Json::Bool(false)) => Json::Bool(false),
        (a, b) if a == b => a,
        (a, b) => merged(&a, &b).unwrap_or_else(|| beside(a, b)),
    }
}

/// What satisfies every one; of none: everything.
pub fn all(parts: impl IntoIterator<Item = Json>) -> Json {
    parts.into_iter().fold(Json::Bool(true), both)
}

/// What satisfies at least one; of none: nothing.
pub fn any(parts: impl IntoIterator<Item = Json>) -> Json {
    let mut open: Vec<Json> = Vec::new();
    for part in parts {
        match part {
            Json::Bool(true) => return part,
            Json::Bool(false) => {}
            part if open.contains(&part) => {}
            part => open.push(part),
        }
    }
    match open.len() {
        0 => Json::Bool(false),
        1 => open.remove(0),
        _ => json!({ "anyOf": open }),
    }
}

/// What does not satisfy it.
pub fn not(schema: Json) -> Json {
    match schema {
        Json::Bool(truth) => Json::Bool(!truth),
        Json::Object(mut object) if object.len() == 1 => match object.remove("not") {
            Some(inner) => inner,
            None => json!({ "not": object }),
        },
        schema => json!({ "not": schema }),
    }
}

/// What satisfies `then` wherever it satisfies `condition`.
pub fn implies(condition: Json, then: Json) -> Json {
    match (condition, then) {
        (Json::Bool(true), then) => then,
        (Json::Bool(false), _) | (_, Json::Bool(true)) => Json::Bool(true),
        (condition, then) => json!({ "if": condition, "then": then }),
    }
}

/// Both in one object, where no keyword of one reads a keyword of the other.
fn merged(a: &Json, b: &Json) -> Option<Json> {
    let (Json::Object(a), Json::Object(b)) = (a, b) else { return None };
    // `additionalProperties` reads the `properties` beside it, `prefixItems` is read by `items`.
    let reads = |reader: &Map<String, Json>, read: &Map<String, Json>| {
        (reader.contains_key("additionalProperties") && read.contains_key("properties"))
            || reader.contains_key("prefixItems")
    };
    if reads(a, b) || reads(b, a) {
        return None;
    }
    let mut merged = a.clone();
    for (key, value) in b {
        let joined = match (merged.get(key), value) {
            (None, value) => value.clone(),
            (Some(old), value) if old == value => continue,
            (Some(Json::Object(old)), Json::Object(new)) if key == "properties" => properties(old, new),
            (Some(Json::Array(old)), Json::Array(new)) if key == "required" || key == "allOf" => {
                let added = new.iter().filter(|item| !old.contains(item));
                old.iter().chain(added).cloned().collect()
            }
            (Some(old), new) if key == "minimum" => stricter(old, new, f64::gt)?,
            (Some(old), new) if key == "maximum" => stricter(old, new, f64::lt)?,
            _ => return None,
        };
        merged.insert(key.clone(), joined);
    }
    Some(Json::Object(merged))
}

fn stricter(a: &Json, b: &Json, stricter: fn(&f64, &f64) -> bool) -> Option<Json> {
    let replace = stricter(&b.as_f64()?, &a.as_f64()?);
    Some(if replace { b } else { a }.clone())
}

fn properties(a: &Map<String, Json>, b: &Map<String, Json>) -> Json {
    let mut joined = a.clone();
    for (name, schema) in b {
        let schema = match joined.get(name) {
            Some(old) => both(old.clone(), schema.clone()),
            None => schema.clone(),
        };
        joined.insert(name.clone(), schema);
    }
    Json::Object(joined)
}

/// Both, the second under the `allOf` of the first.
fn beside(a: Json, b: Json) -> Json {
    let mut head = match a {
        Json::Object(head) if !head.keys().all(|key| key == "if" || key == "then") => head,
        a => Map::from_iter([("allOf".to_owned(), json!([a]))]),
    };
    let added = match b {
        Json::Object(mut only) if only.len() == 1 && only.contains_key("allOf") => only.remove("allOf"),
        b => Some(json!([b])),
    };
    match (head.get_mut("allOf"), added) {
        (Some(Json::Array(parts)), Some(Json::Array(added))) => parts.extend(added),
        (_, added) => head.extend(added.map(|added| ("allOf".to_owned(), added))),
    }
    Json::Object(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(joined: &Json, expected: &str) {
        assert_eq!(joined.to_string(), expected);
    }

    #[test]
    fn schemas_merge_where_that_says_the_same() {
        check(&both(json!({"minimum": 1}), json!({"maximum": 2})), r#"{"minimum":1,"maximum":2}"#);
        check(&both(json!({"minimum": 1}), json!({"minimum": 2})), r#"{"minimum":2}"#);
        check(
            &both(json!({"pattern": "a"}), json!({"pattern": "b"})),
            r#"{"pattern":"a","allOf":[{"pattern":"b"}]}"#,
        );
        check(
            &both(json!({"properties": {"a": {"minimum": 1}}}), json!({"properties": {"a": {"maximum": 2}}})),
            r#"{"properties":{"a":{"minimum":1,"maximum":2}}}"#,
        );
        check(
            &both(
                json!({"properties": {"a": true}, "additionalProperties": false}),
                json!({"properties": {"b": true}}),
            ),
            r#"{"properties":{"a":true},"additionalProperties":false,"allOf":[{"properties":{"b":true}}]}"#,
        );
        let conditional = |n| json!({"if": {"minimum": n}, "then": {"maximum": 5}});
        check(
            &both(conditional(1), conditional(2)),
            r#"{"allOf":[{"if":{"minimum":1},"then":{"maximum":5}},{"if":{"minimum":2},"then":{"maximum":5}}]}"#,
        );
    }

    #[test]
    fn constants_vanish() {
        check(&all([]), "true");
        check(&any([]), "false");
        check(&any([json!(false), json!({"minimum": 1})]), r#"{"minimum":1}"#);
        check(&not(not(json!({"minimum": 1}))), r#"{"minimum":1}"#);
        check(&implies(json!(false), json!(false)), "true");
    }
}
