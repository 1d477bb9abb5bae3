//! Showing what a check finds: one file a format, each over several declarations.
//!
//! Diagnostics are shown by `diag::render`; the verdicts here.

pub mod comment;
pub mod json;
pub(crate) mod review;
pub mod sarif;
pub mod text;
