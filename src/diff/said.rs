//! One side of a change: in words, and as data.
//!
//! Words are in a language, and data is in none: what is to be known again goes by the data.

use serde_json::Value as Json;

/// What was or what is.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// In words, as people read it.
    pub text: String,
    /// As data, which is the same in every language. A text that an author wrote is its own.
    pub is: Json,
}

impl Said {
    /// Data in words.
    pub fn new(text: impl Into<String>, is: impl Into<Json>) -> Self {
        Self { text: text.into(), is: is.into() }
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { is: Json::from(text.as_str()), text }
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}
