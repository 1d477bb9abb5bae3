//! A folder of requirements, read and checked: text in, `Library` and diagnostics out.
//!
//! Every file is read and every fault of every file is reported in one run. Knows no tender.

mod body;
mod borrowed;
mod conditions;
mod front;
mod id;
mod imports;
mod load;
mod options;
mod provisos;
mod requirement;
pub(crate) mod rules;
mod shares;
mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod wire;

pub use conditions::{domains, report, vocabulary};
pub use id::is_id;
pub use load::{Formats, OWN_THEME, load, load_requirement, read};

use crate::syntax::Node;
use crate::text::{Route, SourceId, Span};

/// A file in hand, with its tree and a way to its places.
pub struct File<'a> {
    /// Its number among the sources.
    pub source: SourceId,
    /// Its tree.
    pub node: &'a Node,
}

impl File<'_> {
    /// The place of a value.
    pub fn place(&self, route: &Route) -> Span {
        self.node.place(route)
    }

    /// The place of a key.
    pub fn key_place(&self, route: &Route) -> Span {
        self.node.key_place(route)
    }
}
