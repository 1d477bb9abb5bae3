//! Texts and places in them, and the one door to the outside world.
//!
//! Knows nothing of what the texts mean.

mod route;
mod source;
pub mod words;
mod world;

pub use route::{Route, Step};
pub use source::{Position, Source, SourceId, Sources, Span, Spanned};
pub use world::{Memory, Unreadable, World};
