//! Texts and places in them, and the one door to the outside world.
//!
//! Knows nothing of what the texts mean.

mod archive;
mod digest;
pub(crate) mod limit;
mod packed;
mod route;
mod source;
pub(crate) mod words;
mod world;

pub use archive::{swells, unpack};
pub use digest::sha256;
pub use limit::{LIMITS, Limit};
pub use packed::Packed;
pub use route::{Route, Step};
pub use source::{Cell, Place, Position, Source, SourceId, Sources, Span, Spanned, file_name};
pub use world::{Memory, Unreadable, World};
