//! The library inside the binary, so that the program works from any folder.

use include_dir::{Dir, DirEntry, include_dir};

use crate::text::Memory;

static LIBRARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/requirements");

/// The built-in library as a folder.
pub fn library() -> Memory {
    let mut memory = Memory::default();
    collect(&LIBRARY, &mut memory);
    memory.called("built-in/")
}

fn collect(folder: &Dir<'_>, memory: &mut Memory) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(below) => collect(below, memory),
            DirEntry::File(file) => {
                // Paths are made at compile time, with the separator of the building machine.
                let path = file.path().to_string_lossy().replace('\\', "/");
                if let Some(text) = file.contents_utf8() {
                    memory.insert(path, text);
                }
            }
        }
    }
}
