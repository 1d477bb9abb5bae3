//! Back ends: one file a format, each a function from the tree or the spec to a text.
//!
//! None sees another, none sees library or tender, none can fail.

pub mod blank;
pub mod comment;
pub mod html;
pub mod markdown;
pub mod pack;
