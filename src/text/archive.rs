//! A zip archive as a folder in memory, however it lies about its size.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use super::limit;
use super::{Memory, Unreadable};

/// The files in an archive. Folders have no content and are left out, as is what the archive programs of
/// macOS add of their own.
///
/// # Errors
/// When it is no archive, more than the limits once unpacked, or has what is no plain file of its own path:
/// what two programs would unpack differently is not judged.
pub fn unpack(bytes: Vec<u8>) -> Result<Memory, Unreadable> {
    let broken = |error: zip::result::ZipError| Unreadable::System(format!("it is no zip archive: {error}"));
    // Before its table is read: each entry costs ten times the memory that it takes in the archive.
    if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > limit::ARCHIVED_ENTRIES {
        return Err(Unreadable::Beyond(&limit::ARCHIVED));
    }
    let packed = bytes.len() as u64;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limit::ARCHIVED.count() {
        return Err(Unreadable::Beyond(&limit::ARCHIVED));
    }
    if archive.has_duplicate_names() {
        return Err(Unreadable::System("it has two files of one path".to_owned()));
    }
    let most = limit::unpacked(packed);
    let mut left = most;
    let mut seen = BTreeSet::new();
    let mut files = Memory::default();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let name = file.name().map_err(broken)?.replace('\\', "/");
        if name.starts_with("__MACOSX/") {
            continue;
        }
        let path = path(&name)
            .ok_or_else(|| Unreadable::System(format!("`{name}` in it leads outside of the archive")))?;
        if file.is_dir() {
            continue;
        }
        if file.is_symlink() {
            let words = format!("`{name}` in it is a link: put the file there that it leads to");
            return Err(Unreadable::System(words));
        }
        if !seen.insert(path.clone()) {
            return Err(Unreadable::System(format!("it has two files of one path, `{path}`")));
        }
        // The size that the archive says is the sender's word.
        let swollen = limit::swollen(file.compressed_size().min(packed));
        let mut content = Vec::new();
        let read = file.take(left.min(swollen) + 1).read_to_end(&mut content);
        read.map_err(|error| Unreadable::System(format!("`{path}` cannot be unpacked: {error}")))?;
        let size = content.len() as u64;
        left = left.checked_sub(size).ok_or_else(|| beyond(most))?;
        if size > swollen {
            return Err(Unreadable::System(format!(
                "`{path}` in it is more than {} times as large once unpacked: unpack it and name the folder",
                limit::RATIO
            )));
        }
        files.insert(path, content);
    }
    Ok(files)
}

/// Whether an archive has more than so many bytes once unpacked, however much it says it has. Nothing of it is
/// kept.
///
/// # Errors
/// When it is no archive, or has more files than the limit.
pub fn swells(bytes: &[u8], most: u64) -> Result<bool, Unreadable> {
    let broken = |error: &dyn std::fmt::Display| Unreadable::System(format!("it is no zip archive: {error}"));
    if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > limit::ARCHIVED_ENTRIES {
        return Err(Unreadable::Beyond(&limit::ARCHIVED));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > limit::ARCHIVED.count() {
        return Err(Unreadable::Beyond(&limit::ARCHIVED));
    }
    let mut left = most;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| broken(&error))?;
        let size = std::io::copy(&mut file.take(left + 1), &mut std::io::sink());
        let Some(rest) = left.checked_sub(size.map_err(|error| broken(&error))?) else { return Ok(true) };
        left = rest;
    }
    Ok(false)
}

/// Why an archive that may have so many bytes once unpacked is refused.
fn beyond(most: u64) -> Unreadable {
    match most {
        most if most == limit::UNPACKED.most => Unreadable::Beyond(&limit::UNPACKED),
        most if most == limit::UNPACKED_SMALL.most => Unreadable::Beyond(&limit::UNPACKED_SMALL),
        _ => Unreadable::System(format!(
            "it is more than {} times as large once unpacked: unpack it and name the folder",
            limit::UNPACKED_RATIO
        )),
    }
}

/// How an entry in the table of an archive begins.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A path of an archive without its idle parts; nothing where it leads outside, on any system.
fn path(name: &str) -> Option<String> {
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') || drive || name.contains('\0') || name.split('/').any(|part| part == "..") {
        return None;
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::text::World;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in files {
            archive.start_file(*path, SimpleFileOptions::default()).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[track_caller]
    fn check(bytes: Vec<u8>, expected: &str) {
        let found = match unpack(bytes) {
            Ok(files) => files.list().unwrap().join(" "),
            Err(why) => why.to_string(),
        };
        assert_eq!(found, expected);
    }

    /// A name of the same length in the place of another, wherever the archive has it.
    fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from.as_bytes()) {
                bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
        bytes
    }

    #[test]
    fn plain_files_are_unpacked() {
        check(zipped(&[("a/b.json", b"{}"), ("__MACOSX/a/b", b""), ("./c", b"")]), "a/b.json c");
        check(b"PK".to_vec(), "it is no zip archive: invalid Zip archive: Could not find EOCD");
    }

    #[test]
    fn what_is_no_plain_file_of_its_own_path_is_refused() {
        let two = zipped(&[("ab.json", b"1"), ("xy.json", b"2")]);
        check(renamed(two.clone(), "xy.json", "ab.json"), "it has two files of one path");
        let slashes = zipped(&[("a/b.json", b"1"), ("a/x.json", b"2")]);
        check(renamed(slashes, "a/x.json", "a\\b.json"), "it has two files of one path, `a/b.json`");
        for outside in ["../json", "/x.json", "C:/json", "..\\json", "\\x.json"] {
            let words = format!("`{}` in it leads outside of the archive", outside.replace('\\', "/"));
            check(renamed(two.clone(), "xy.json", outside), &words);
        }
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        let linked = archive.finish().unwrap().into_inner();
        check(linked, "`link` in it is a link: put the file there that it leads to");
    }

    #[test]
    fn an_archive_is_not_let_swell() {
        check(zipped(&[("a", &[0; 1024 * 1024])]), "a");
        let words = "`a` in it is more than 100 times as large once unpacked: unpack it and name the folder";
        check(zipped(&[("a", &[0; 3 * 1024 * 1024])]), words);
        let small: Vec<String> = (0..200).map(|at| at.to_string()).collect();
        let content = [0; 1024 * 1024];
        let many: Vec<(&str, &[u8])> = small.iter().map(|name| (name.as_str(), content.as_slice())).collect();
        check(zipped(&many), "it is larger than 192 MiB, the limit of a small archive once unpacked");
        check(ENTRY.repeat(100_001), "it has more than 2000 files, the limit of an archive");
        check(ENTRY.repeat(100_000), "it is no zip archive: invalid Zip archive: Could not find EOCD");
    }

    #[test]
    fn an_archive_has_so_many_files_and_no_more() {
        let names: Vec<String> = (0..2_002).map(|at| format!("{at:04}")).collect();
        let files = |count: usize| -> Vec<(&str, &[u8])> {
            names.iter().take(count).map(|name| (name.as_str(), &[][..])).collect()
        };
        check(zipped(&files(2_000)), &names[..2_000].join(" "));
        check(zipped(&files(2_001)), "it has more than 2000 files, the limit of an archive");
        check(zipped(&files(2_002)), "it has more than 2000 files, the limit of an archive");
    }

    #[test]
    fn a_file_may_be_as_large_as_it_may() {
        let compressed = |archive: &[u8]| {
            zip::ZipArchive::new(Cursor::new(archive)).unwrap().by_index(0).unwrap().compressed_size()
        };
        let zeros = |size: u64| zipped(&[("a", &vec![0; usize::try_from(size).unwrap()])]);
        // As many zeros as what they take in the archive allows.
        let mut size = 1024 * 1024;
        while size != limit::swollen(compressed(&zeros(size))) {
            size = limit::swollen(compressed(&zeros(size)));
        }
        check(zeros(size), "a");
    }
}
