//! Compiles a library of security requirements and one tender into a tender pack.
//!
//! The modules are the stages, lowest first; a module names only modules of lower rows.

pub mod check;
pub mod condition;
pub mod declaration;
pub mod diag;
pub mod resolve;
pub mod schema;
pub mod syntax;
pub mod text;
