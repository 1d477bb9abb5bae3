//! Showing diagnostics: one file a format. `text` also takes whether to use colour; `screen` is what
//! text for terminals is made of, whatever it shows.

pub mod github;
pub mod json;
pub mod list;
pub mod sarif;
pub(crate) mod screen;
pub mod text;
