//! What the digest of a pack binds: the data of the tender and its lots, and what its schemas demand.
//!
//! Bound is the meaning of a file and not its form. A schema is taken without what only explains
//! (`title`, `description`, `$comment`, `examples`), since that is in somebody's language, and without the digest itself, which
//! it names. What people read in documents follows from the data and is not bound; the manifest has the
//! SHA-256 of every file all the same.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::schema::bare;
use crate::text::sha256;

/// `sha256:` and the digest over the digests of what is bound, by path.
pub fn of(bound: &BTreeMap<String, String>) -> String {
    let lines: String = bound.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect();
    format!("sha256:{}", sha256(lines.as_bytes()))
}

/// The digest of what a schema of a lot demands, whichever pack it names.
pub fn of_schema(schema: &Json) -> String {
    of_bare(&mut bare(schema))
}

/// The same of a schema that is without its words already. It is as it was when that is done.
pub fn of_bare(schema: &mut Json) -> String {
    const PACK: &str = "/properties/pack/const";
    let named = schema.pointer_mut(PACK).map(|pack| std::mem::replace(pack, Json::from("")));
    let digest = sha256(schema.to_string().as_bytes());
    if let (Some(pack), Some(named)) = (schema.pointer_mut(PACK), named) {
        *pack = named;
    }
    digest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_is_bound_by_what_it_demands() {
        let one = json!({"title": "A", "properties": {
            "pack": {"const": "sha256:1"},
            "title": {"type": "string", "description": "B", "enum": [{"title": "C"}]},
        }, "allOf": [{"$comment": "D", "$ref": "#/$defs/x"}]});
        let check = |same: bool, change: &dyn Fn(&mut Json)| {
            let mut other = one.clone();
            change(&mut other);
            assert_ne!(one, other);
            assert_eq!(of_schema(&one) == of_schema(&other), same, "{other}");
        };
        check(true, &|schema| schema["title"] = json!("Z"));
        check(true, &|schema| schema["properties"]["title"]["description"] = json!("Z"));
        check(true, &|schema| schema["allOf"][0]["$comment"] = json!("Z"));
        check(true, &|schema| schema["properties"]["pack"]["const"] = json!("sha256:2"));
        check(false, &|schema| schema["properties"]["title"]["enum"] = json!([{"title": "Z"}]));
        check(false, &|schema| schema["properties"]["title"]["type"] = json!("number"));
        check(false, &|schema| drop(schema["properties"].as_object_mut().unwrap().remove("title")));
        check(false, &|schema| schema["allOf"][0]["$ref"] = json!("#/$defs/y"));
    }
}
