//! The pack in a zip archive.

use super::layout::MANIFEST;
use crate::text::{Memory, Unreadable, World, unpack};

/// The pack in an archive, from the folder that has the manifest on: most programs that make archives
/// put a folder at the top.
///
/// # Errors
/// As [`unpack`], and when it holds two packs.
pub fn pack(bytes: Vec<u8>) -> Result<Memory, Unreadable> {
    let files = unpack(bytes)?;
    let paths = files.list()?;
    let folders = paths.iter().filter_map(|path| path.strip_suffix(MANIFEST));
    let mut folders: Vec<&str> =
        folders.filter(|folder| folder.is_empty() || folder.ends_with('/')).collect();
    folders.sort_unstable();
    match folders.as_slice() {
        [] => Ok(files),
        [only] => Ok(files.below(only)),
        [one, other, ..] => Err(Unreadable::System(format!(
            "it holds more than one pack, in `{}` and in `{}`: unpack it, and name the folder of one",
            one.trim_end_matches('/'),
            other.trim_end_matches('/')
        ))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in files {
            archive.start_file(*path, SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_pack_is_where_the_manifest_is() {
        #[track_caller]
        fn check(files: &[&str], expected: &str) {
            let files: Vec<(&str, &[u8])> = files.iter().map(|path| (*path, &b"{}"[..])).collect();
            let found = match pack(zipped(&files)) {
                Ok(files) => files.list().unwrap().join(" "),
                Err(why) => why.to_string(),
            };
            assert_eq!(found, expected);
        }
        let at = |folder: &str| format!("{folder}{MANIFEST}");
        check(&[MANIFEST, "a.json"], &format!("a.json {MANIFEST}"));
        check(&[&at("ward/"), "ward/a.json", "readme.txt"], &format!("a.json {MANIFEST}"));
        check(&["a.json", &at("not-the-")], &format!("a.json {}", at("not-the-")));
        let words =
            "it holds more than one pack, in `beds` and in `ward`: unpack it, and name the folder of one";
        check(&[&at("ward/"), &at("beds/")], words);
    }
}
