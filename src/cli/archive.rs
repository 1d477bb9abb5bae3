//! A zip archive as a folder in memory, however it lies about its size.

use std::io::{Cursor, Read};

use crate::text::{Memory, Unreadable};

/// Bytes that all files of an archive may have together.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Files that an archive may have.
const MOST_FILES: usize = 2_000;

/// The texts in an archive. A single folder at its top is looked through, since most programs
/// put one there; files that are not text are left out.
///
/// # Errors
/// When it is no archive, or more than the limits once unpacked.
pub fn open(bytes: Vec<u8>) -> Result<Memory, Unreadable> {
    let broken = |error: zip::result::ZipError| Unreadable::System(format!("it is no zip archive: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_FILES {
        return Err(Unreadable::TooMany { limit: MOST_FILES });
    }
    let mut left = MOST_BYTES;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let Some(path) = file.enclosed_name().filter(|_| file.is_file()) else { continue };
        let path = path.to_string_lossy().replace('\\', "/");
        let mut text = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut text);
        read.map_err(|error| Unreadable::System(format!("`{path}` cannot be unpacked: {error}")))?;
        left = left.checked_sub(text.len() as u64).ok_or(Unreadable::TooLarge { limit: MOST_BYTES })?;
        if let Ok(text) = String::from_utf8(text) {
            files.push((path, text));
        }
    }
    let top = files.first().and_then(|(path, _)| path.split_once('/')).map(|(top, _)| format!("{top}/"));
    let top = top.filter(|top| files.iter().all(|(path, _)| path.starts_with(top.as_str())));
    let top = top.unwrap_or_default();
    Ok(files
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(top.as_str()).unwrap_or(&path).to_owned(), text))
        .collect())
}
