//! The pieces of evidence that a declaration lists, before anybody looks at their files.

use serde_json::Value as Json;

use super::Declaration;

/// One entry of the list. What is not of the type that is asked for is as if it did not stand there.
#[derive(Clone, Copy, Debug)]
pub struct Enclosed<'a> {
    /// Its place in the list as written, from 0.
    pub at: usize,
    /// What stands there.
    pub json: &'a Json,
}

impl<'a> Enclosed<'a> {
    /// The text of a key: `kind`, `file`, `sha256`, `valid-until`.
    pub fn text(self, key: &str) -> Option<&'a str> {
        self.json.get(key)?.as_str()
    }

    /// The ids of the requirements that it is enclosed for.
    pub fn serves(self) -> impl Iterator<Item = &'a str> {
        self.json.get("for").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str)
    }
}

impl Declaration {
    /// The evidence that it lists, in its order. An entry without a file is one that nobody has filled in
    /// yet, as they stand in the blank.
    pub fn enclosed(&self) -> impl Iterator<Item = Enclosed<'_>> {
        let listed = self.json.get("evidence").and_then(Json::as_array).into_iter().flatten().enumerate();
        let listed = listed.map(|(at, json)| Enclosed { at, json });
        listed.filter(|piece| piece.json.get("file") != Some(&Json::Null))
    }
}
