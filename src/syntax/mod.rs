//! From text to a tree with places, and the check of its shape.
//!
//! YAML and JSON become the same [`Node`] tree, so that everything later is written once.
//! A tree is checked against the schema of its format before it is read into types: so all
//! faults of a file are found, each at its place.

pub(crate) mod front_matter;
mod json;
pub(crate) mod markdown;
mod node;
pub(crate) mod shape;
mod strict;
pub(crate) mod template;
pub mod workbook;
mod yaml;

pub use json::parse as parse_json;
pub use node::{Entry, Kind, Node, unprintable};
pub use shape::{Faults, Shape};
pub use yaml::parse as parse_yaml;

use crate::text::Span;

/// A text that is no tree.
#[derive(Clone, Debug)]
pub struct SyntaxFault {
    /// What is wrong, as a phrase.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Whether the text is beyond a limit (nesting, size, aliases), not malformed.
    pub limit: bool,
}

/// Nesting beyond this many levels is refused, in every format.
pub const MOST_LEVELS: usize = 32;

/// Trees of more than this many values are refused, in every format.
pub const MOST_NODES: usize = 200_000;
