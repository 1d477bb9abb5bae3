//! The library inside the binary, so that the program works from any folder.

use include_dir::{Dir, include_dir};

use crate::text::Memory;

static LIBRARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/requirements");

/// The built-in library as a folder.
pub fn library() -> Memory {
    Memory::from(&LIBRARY).called("built-in/")
}
