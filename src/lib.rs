//! Compiles a library of security requirements and one tender into a tender pack.
//!
//! The modules are the stages, lowest first; a module names only modules of lower rows.
//! The table of rows stands in `ARCHITECTURE.md` and is kept by a test.

pub mod check;
pub mod cli;
pub mod compare;
pub mod condition;
pub mod coverage;
pub mod declaration;
pub mod desk;
pub mod diag;
pub mod diff;
pub mod document;
pub mod draft;
pub mod emit;
pub mod evidence;
pub mod form;
pub mod import;
pub mod judgement;
pub mod letters;
pub mod library;
pub mod model;
pub mod pack;
pub mod report;
pub mod resolve;
pub mod reuse;
pub mod schema;
pub mod standing;
pub mod syntax;
pub mod tender;
pub mod text;
pub mod words;
