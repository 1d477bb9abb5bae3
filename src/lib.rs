//! Compiles a library of security requirements and one tender into a tender pack.
//!
//! The modules are the stages, lowest first; a module names only modules of lower rows.

pub mod condition;
pub mod diag;
pub mod document;
pub mod emit;
pub mod resolve;
pub mod text;
