//! Keys that are indented too far: YAML reads them as part of what stands above them.

use serde_json::Value as Json;

use crate::diag::{Code, Diagnostic};
use crate::text::Route;

use super::faults::Words;

impl Words<'_> {
    /// The fact above, which another one is read as a part of.
    pub(super) fn fact_around(&self, id: &str) -> Option<Route> {
        let around = self.declaration.facts().into_iter().find(|(_, value)| value.get(id).is_some())?;
        Some(Route::root().key("facts").key(around.0))
    }

    /// Whether a value is nothing but keys that belong beside it.
    pub(super) fn holds_only(json: &Json, known: impl Fn(&str) -> bool) -> bool {
        json.as_object().is_some_and(|keys| !keys.is_empty() && keys.keys().all(|key| known(key)))
    }

    /// What is wrong with a key that is read as part of the one above it.
    pub(super) fn stray(&self, code: &'static Code, around: &Route, key: &str) -> Diagnostic {
        let above = around.last_key().unwrap_or_default();
        Diagnostic::new(code, format!("`{key}` is read as a part of `{above}`"))
            .at(self.declaration.key_place(&around.key(key)), "belongs beside it")
            .at(self.declaration.key_place(around), "")
            .hint(format!("put it beside `{above}`, in YAML below the same column"))
    }
}
