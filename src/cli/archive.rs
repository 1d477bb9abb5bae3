//! A zip archive as a folder in memory, however it lies about its size.

use std::io::{Cursor, Read};

use crate::resolve::manifest;
use crate::text::{Memory, Unreadable};

/// Bytes that all files of an archive may have together.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Files that an archive may have.
const MOST_FILES: usize = 2_000;

/// The texts in an archive, from the folder that has the manifest on: most programs that make
/// archives put a folder at the top, and some add files of their own. What is not text is left out.
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
    let folder = |path: &str| path.strip_suffix(manifest::PATH).map(str::to_owned);
    let mut folders: Vec<String> = files.iter().filter_map(|(path, _)| folder(path)).collect();
    folders.retain(|folder| folder.is_empty() || (folder.ends_with('/') && !folder.starts_with("__MACOSX/")));
    folders.sort_by_key(|folder| folder.matches('/').count());
    let top = folders.into_iter().next().unwrap_or_default();
    let below = |path: String| path.strip_prefix(top.as_str()).map(str::to_owned);
    Ok(files.into_iter().filter_map(|(path, text)| Some((below(path)?, text))).collect())
}
