//! The door to folders: everything that is read goes through a [`World`].

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry};

use super::limit::{Limit, Unit};

/// A folder that can be read, and nothing outside it.
pub trait World {
    /// The text of a file, by its path relative to the folder, with `/`.
    ///
    /// # Errors
    /// When the file is missing, too large, or not UTF-8.
    fn read(&self, path: &str) -> Result<String, Unreadable>;

    /// The bytes of a file of at most `limit` bytes, by its path as in [`read`](Self::read). It need
    /// not be text.
    ///
    /// # Errors
    /// When the file is missing, larger than the limit, or no plain file of the folder.
    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.read(path)?.into_bytes();
        if bytes.len() as u64 > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes) }
    }

    /// The paths of all files in the folder and below it, sorted; hidden files are left out.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    fn list(&self) -> Result<Vec<String>, Unreadable>;

    /// What people call a file of the folder: where they would open it.
    fn name(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such file or folder.
    Missing,
    /// The file is larger than the limit, in bytes.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// It is more than a limit of the program.
    Beyond(&'static Limit),
    /// The bytes are not UTF-8 text.
    NotText,
    /// The bytes are text in UTF-16.
    Utf16,
    /// The path leaves the folder.
    Outside,
    /// The system said no; its own words.
    System(String),
}

impl Unreadable {
    /// The text of bytes in UTF-8.
    ///
    /// # Errors
    /// Where they are none; UTF-16 is known by the mark that it begins with.
    pub fn text(bytes: Vec<u8>) -> Result<String, Self> {
        String::from_utf8(bytes).map_err(|fault| match fault.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Self::Utf16,
            _ => Self::NotText,
        })
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => write!(f, "there is no such file or folder"),
            Self::TooLarge { limit } if limit % (1024 * 1024) == 0 => {
                write!(f, "it is larger than {} MiB", limit / (1024 * 1024))
            }
            Self::TooLarge { limit } => write!(f, "it is larger than {limit} bytes"),
            Self::Beyond(limit) if limit.unit == Unit::Bytes => write!(f, "it is larger than {limit}"),
            Self::Beyond(limit) => write!(f, "it has more than {limit}"),
            Self::NotText => write!(f, "it is not text in UTF-8"),
            Self::Utf16 => write!(f, "it is text in UTF-16, as PowerShell's `>` writes it"),
            Self::Outside => write!(f, "the path leaves the folder"),
            Self::System(words) => write!(f, "{words}"),
        }
    }
}

/// A folder held in memory: the built-in library, an opened archive, a test.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    prefix: String,
}

impl Memory {
    /// Puts a file in, replacing one of the same path.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    fn collect(&mut self, folder: &Dir<'_>) {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(below) => self.collect(below),
                DirEntry::File(file) => {
                    // Paths are made at compile time, with the separator of the building machine.
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    if let Some(text) = file.contents_utf8() {
                        self.insert(path, text);
                    }
                }
            }
        }
    }

    /// What lies below a folder, which ends in `/` or is empty.
    #[must_use]
    pub fn below(self, folder: &str) -> Self {
        let files = self.files.into_iter();
        let files = files.filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes)));
        Self { files: files.collect(), prefix: self.prefix }
    }

    /// What lies below each of some folders, which end in `/` and come in order, as a folder of its own that is called so.
    pub fn apart(self, folders: &[String]) -> Vec<Self> {
        let called = |folder: &String| Self { prefix: format!("{}{folder}", self.prefix), ..Self::default() };
        let mut parts: Vec<Self> = folders.iter().map(called).collect();
        for (path, bytes) in self.files {
            let at = folders.partition_point(|folder| *folder <= path).checked_sub(1);
            let found = at.and_then(|at| Some((folders.get(at)?, parts.get_mut(at)?)));
            if let Some((folder, part)) = found
                && let Some(rest) = path.strip_prefix(folder.as_str())
            {
                part.insert(rest, bytes);
            }
        }
        parts
    }

    /// The same folder with a prefix to what its files are called, such as `built-in/`.
    #[must_use]
    pub fn called(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }
}

impl<P: Into<String>, T: Into<Vec<u8>>> FromIterator<(P, T)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, content)| (path.into(), content.into())).collect();
        Self { files, prefix: String::new() }
    }
}

/// A folder that was put into the binary, with all that lies below it.
impl From<&Dir<'_>> for Memory {
    fn from(folder: &Dir<'_>) -> Self {
        let mut memory = Self::default();
        memory.collect(folder);
        memory
    }
}

impl World for Memory {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        let bytes = self.files.get(path).cloned().ok_or(Unreadable::Missing)?;
        Unreadable::text(bytes)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.files.get(path).ok_or(Unreadable::Missing)?;
        if bytes.len() as u64 > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes.clone()) }
    }

    fn list(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.files.keys().cloned().collect())
    }

    fn name(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}
