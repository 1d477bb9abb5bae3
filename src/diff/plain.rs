//! Two values into the keys that differ, with nothing judged: where there is nothing to judge by.

use serde_json::Value as Json;

/// A key whose value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The way to it: `answers.LOG-01.kept_days`.
    pub route: String,
    /// What was, as JSON; nothing where nothing was.
    pub before: Option<String>,
    /// What is.
    pub after: Option<String>,
}

/// The keys that differ, those of the old one first, in its order.
pub fn keys(before: &Json, after: &Json) -> Vec<Key> {
    let mut found = Vec::new();
    walk("", Some(before), Some(after), &mut found);
    found
}

fn walk(route: &str, before: Option<&Json>, after: Option<&Json>, found: &mut Vec<Key>) {
    if before == after {
        return;
    }
    match (before.and_then(Json::as_object), after.and_then(Json::as_object)) {
        (Some(old), Some(new)) => {
            let come = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(come) {
                let below = if route.is_empty() { key.clone() } else { format!("{route}.{key}") };
                walk(&below, old.get(key), new.get(key), found);
            }
        }
        // A key that came or went with all below it is one change.
        _ => {
            let text = |side: Option<&Json>| side.map(Json::to_string);
            found.push(Key { route: route.to_owned(), before: text(before), after: text(after) });
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_that_differ_are_found() {
        let before = json!({"a": {"b": 1, "c": [1]}, "d": true, "e": {"f": 1}});
        let after = json!({"a": {"b": 2, "c": [1]}, "g": {"h": 1}, "e": 5});
        let told: Vec<String> = keys(&before, &after)
            .into_iter()
            .map(|key| {
                format!(
                    "{}: {} → {}",
                    key.route,
                    key.before.unwrap_or_default(),
                    key.after.unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(told, ["a.b: 1 → 2", "d: true → ", r#"e: {"f":1} → 5"#, r#"g:  → {"h":1}"#]);
        assert_eq!(keys(&before, &before), []);
    }
}
