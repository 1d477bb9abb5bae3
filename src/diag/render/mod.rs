//! Showing diagnostics: one file a format. `text` also takes whether to use colour.

pub mod github;
pub mod json;
pub mod sarif;
pub mod text;
