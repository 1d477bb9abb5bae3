//! A zip archive as a folder in memory, however it lies about its size.

use std::io::{Cursor, Read};

use super::layout::MANIFEST;
use crate::text::limit;
use crate::text::{Memory, Unreadable, World};

/// The files in an archive. Folders and links have no content and are left out, as is what the archive
/// programs of macOS add of their own.
///
/// # Errors
/// When it is no archive, or more than the limits once unpacked.
pub fn unpack(bytes: Vec<u8>) -> Result<Memory, Unreadable> {
    let broken = |error: zip::result::ZipError| Unreadable::System(format!("it is no zip archive: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limit::ARCHIVED.count() {
        return Err(Unreadable::Beyond(&limit::ARCHIVED));
    }
    let mut left = limit::UNPACKED.bytes();
    let mut files = Memory::default();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let Some(path) = file.enclosed_name().filter(|_| file.is_file()) else { continue };
        let path = path.to_string_lossy().replace('\\', "/");
        if path.starts_with("__MACOSX/") {
            continue;
        }
        let mut content = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut content);
        read.map_err(|error| Unreadable::System(format!("`{path}` cannot be unpacked: {error}")))?;
        left = left.checked_sub(content.len() as u64).ok_or(Unreadable::Beyond(&limit::UNPACKED))?;
        files.insert(path, content);
    }
    Ok(files)
}

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
