//! The second library and what goes with it: read into memory, with words of it replaced.

use std::fs;
use std::path::Path;

use tenderc::desk::Rendering;
use tenderc::emit::Format;
use tenderc::emit::docx::Reference;
use tenderc::text::{Memory, World};

/// A folder of the second library, in memory.
pub fn folder(name: &str) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/second-library").join(name);
    let mut files = Vec::new();
    collect(&root, "", &mut files);
    files.into_iter().collect::<Memory>()
}

/// The files of a folder and of those in it.
pub fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files);
        } else {
            files.push((format!("{prefix}{name}"), fs::read(entry.path()).unwrap()));
        }
    }
}

/// The folder with words of one file replaced.
pub fn with(mut folder: Memory, path: &str, changes: &[(&str, &str)]) -> Memory {
    let mut text = folder.read(path).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{path} has no `{from}`");
        text = text.replace(from, to);
    }
    folder.insert(path, text);
    folder
}

/// A document in that format, as it is built in.
pub fn form<'w>(format: &'static Format, templates: &'w Memory) -> Rendering<'w> {
    Rendering { format, templates, looks: Reference::built_in(), colour: false }
}
