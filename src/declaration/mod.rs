//! A vendor's declaration: from its text to a tree that knows its places.
//!
//! What a declaration must hold is said by the schema of the pack that it answers, and
//! nowhere else: nothing here judges more than that the text can be read without doubt.

mod enclosed;
mod load;

pub use enclosed::Enclosed;
pub use load::{Declaration, load, read, unmarked};
