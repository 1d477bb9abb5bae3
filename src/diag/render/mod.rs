//! Showing diagnostics: one file a format, each `render(&[&Diagnostic], &Sources) -> String`.

pub mod github;
pub mod json;
pub mod sarif;
pub mod text;
