//! The files that a declaration names, against what the tender wants of them.
//!
//! A stage of its own, beside the schemas: whether a file is there, is the one that was named, is
//! still valid and is what it claims to be cannot be said from the declaration alone. Verdicts do
//! not depend on it. Files are read through a [`World`](crate::text::World) of the declaration's
//! own folder, so nothing outside that folder is ever opened.

mod exhibit;

pub use exhibit::{Exhibit, Figure, Finding, State};
