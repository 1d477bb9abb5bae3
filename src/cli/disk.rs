//! The disk: the only file that touches it. Folders are read as [`World`]s; what is written
//! is complete or not there.

#![allow(clippy::disallowed_methods)] // this is the place that the other files are sent to

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use crate::text::{Unreadable, World};

/// Files beyond this size are not read.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// Folders of more files than this are not read.
const MOST_FILES: usize = 20_000;

/// A folder on the disk.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path. It need not be there yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where a path of the folder really leads.
    fn inside(&self, path: &str) -> Result<PathBuf, Unreadable> {
        if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Unreadable::Outside);
        }
        // A symbolic link may point anywhere: what counts is where it leads.
        let real = self.0.join(path).canonicalize().map_err(|error| system(&error))?;
        // The folder of a file that is named without one is called the empty path.
        let folder = if self.0.as_os_str().is_empty() { Path::new(".") } else { &self.0 };
        let root = folder.canonicalize().map_err(|error| system(&error))?;
        if real.starts_with(root) { Ok(real) } else { Err(Unreadable::Outside) }
    }
}

impl World for Folder {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        read(&self.inside(path)?)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        read_bytes(&self.inside(path)?, limit)
    }

    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let mut files = Vec::new();
        let mut folders = vec![(self.0.clone(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in std::fs::read_dir(&folder).map_err(|error| system(&error))? {
                let entry = entry.map_err(|error| system(&error))?;
                let name = entry.file_name();
                let Some(name) = name.to_str() else { continue };
                if name.starts_with('.') {
                    continue;
                }
                let kind = entry.file_type().map_err(|error| system(&error))?;
                if kind.is_dir() {
                    folders.push((entry.path(), format!("{prefix}{name}/")));
                } else {
                    // Links and other special files are listed, so that reading them is refused aloud.
                    files.push(format!("{prefix}{name}"));
                }
                if files.len() + folders.len() > MOST_FILES {
                    return Err(Unreadable::TooMany { limit: MOST_FILES });
                }
            }
        }
        files.sort();
        Ok(files)
    }

    fn name(&self, path: &str) -> String {
        let folder = self.0.to_string_lossy().replace('\\', "/");
        match folder.trim_end_matches('/') {
            "" | "." => path.to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }
}

fn system(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unreadable::Missing,
        _ => Unreadable::System(error.to_string()),
    }
}

/// The text of one file.
///
/// # Errors
/// When it is missing, too large, or not UTF-8.
pub fn read(path: &Path) -> Result<String, Unreadable> {
    String::from_utf8(read_bytes(path, MOST_BYTES)?).map_err(|_| Unreadable::NotText)
}

/// The bytes of one file of at most `limit` bytes.
///
/// # Errors
/// When it is missing or too large.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
    use std::io::Read;
    // Asked before it is opened: opening a pipe would wait for a writer.
    if !std::fs::metadata(path).map_err(|error| system(&error))?.is_file() {
        return Err(Unreadable::System("it is a folder or a special file".to_owned()));
    }
    let file = std::fs::File::open(path).map_err(|error| system(&error))?;
    let mut bytes = Vec::new();
    // Taken rather than trusted: a file can grow, or lie about its size.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| system(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Unreadable::TooLarge { limit });
    }
    Ok(bytes)
}

/// Standard input, as text.
///
/// # Errors
/// When it is too large or not UTF-8.
pub fn read_input() -> Result<String, Unreadable> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| system(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Unreadable::TooLarge { limit: MOST_BYTES });
    }
    String::from_utf8(bytes).map_err(|_| Unreadable::NotText)
}

/// Writes files below a folder so that it has either all of them or what it had before.
///
/// The new folder is written beside the old one and then takes its place.
///
/// # Errors
/// In the system's words, when something cannot be written.
pub fn replace_folder(target: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)?;
    let fresh = tempfile::Builder::new().prefix(".tenderc-").tempdir_in(parent)?;
    for (name, text) in files {
        let path = fresh.path().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = std::fs::File::create(&path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    let fresh = fresh.keep();
    let retired = parent.join(format!(".tenderc-old-{}", std::process::id()));
    let had_one = target.exists();
    if had_one {
        std::fs::rename(target, &retired)?;
    }
    if let Err(error) = std::fs::rename(&fresh, target) {
        if had_one {
            std::fs::rename(&retired, target)?;
        }
        std::fs::remove_dir_all(&fresh)?;
        return Err(error);
    }
    if had_one {
        std::fs::remove_dir_all(&retired)?;
    }
    Ok(())
}

/// Writes one new file; an existing one is never touched.
///
/// # Errors
/// In the system's words, also when there is such a file.
pub fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::File::options().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
