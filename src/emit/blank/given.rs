//! What is said already, as lines of YAML.

use serde_json::Value as Json;

use super::comment;
use crate::declaration::{DRAFTS, ORIGINS};
use crate::say;
use crate::words::Words;

/// What stands at a path.
pub(super) fn at<'j>(json: &'j Json, keys: &[&str]) -> &'j Json {
    keys.iter().try_fold(json, |json, key| json.get(*key)).unwrap_or(&Json::Null)
}

/// A line with a key and its value, on one line as JSON, which is YAML; an empty place where there is none.
pub(super) fn put(text: &mut String, indent: usize, key: &str, value: &Json) {
    *text += &" ".repeat(indent);
    *text += key;
    *text += ":";
    if !value.is_null() {
        *text += " ";
        *text += &value.to_string();
    }
    *text += "\n";
}

/// What stands beside the answers: drafts, and where answers come from. A line a place.
pub(super) fn beside(text: &mut String, given: &Json, words: Words) {
    let parts = [(DRAFTS, say!(words, "blank-drafts")), (ORIGINS, say!(words, "blank-origins"))];
    for (part, says) in parts {
        let groups = at(given, &[part]).as_object();
        let Some(groups) = groups.filter(|groups| !groups.is_empty()) else { continue };
        *text += "\n";
        comment(text, 0, &says);
        *text += &format!("{part}:\n");
        for (group, below) in groups {
            *text += &format!("  {group}:\n");
            for (id, value) in below.as_object().into_iter().flatten() {
                match value.as_object().filter(|_| group == "answers") {
                    Some(questions) => {
                        *text += &format!("    {id}:\n");
                        questions.iter().for_each(|(question, value)| put(text, 6, question, value));
                    }
                    None => put(text, 4, id, value),
                }
            }
        }
    }
}
