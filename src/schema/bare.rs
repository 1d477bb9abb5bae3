//! A schema without its words: what it demands, and nothing that only explains.

use serde_json::{Map, Value as Json};

/// Keywords that only explain (JSON Schema 2020-12, Validation, section 9; Core, section 8.3).
const EXPLAIN: [&str; 4] = ["title", "description", "$comment", "examples"];

/// Keywords whose value has schemas by names of the author.
const BY_NAME: [&str; 4] = ["properties", "patternProperties", "$defs", "dependentSchemas"];

/// Keywords whose value is data.
const DATA: [&str; 3] = ["const", "enum", "default"];

/// A schema without what only explains.
pub fn bare(schema: &Json) -> Json {
    match schema {
        Json::Object(keywords) => {
            let kept = keywords.iter().filter(|(keyword, _)| !EXPLAIN.contains(&keyword.as_str()));
            let kept = kept.map(|(keyword, value)| {
                let value = match value {
                    Json::Object(named) if BY_NAME.contains(&keyword.as_str()) => named
                        .iter()
                        .map(|(name, schema)| (name.clone(), bare(schema)))
                        .collect::<Map<_, _>>()
                        .into(),
                    data if DATA.contains(&keyword.as_str()) => data.clone(),
                    schema => bare(schema),
                };
                (keyword.clone(), value)
            });
            Json::Object(kept.collect())
        }
        Json::Array(schemas) => schemas.iter().map(bare).collect(),
        other => other.clone(),
    }
}
