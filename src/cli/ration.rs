//! A folder of which only so much is read: declarations one a line may all name the same large files,
//! thousands of times.

use std::cell::Cell;

use crate::text::{Unreadable, World};

/// A folder with what may still be read of it.
#[derive(Debug)]
pub struct Rationed<W> {
    folder: W,
    most: u64,
    left: Cell<u64>,
}

impl<W: World> Rationed<W> {
    /// A folder of which no more than `most` bytes are read.
    pub fn new(folder: W, most: u64) -> Self {
        Self { folder, most, left: Cell::new(most) }
    }
}

impl<W: World> World for Rationed<W> {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        self.folder.read(path)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let left = self.left.get();
        let bytes = self.folder.bytes(path, limit.min(left)).map_err(|why| match why {
            Unreadable::TooLarge { .. } if left < limit => Unreadable::System(format!(
                "the declarations of this file name more than {} MiB together",
                self.most / 1024 / 1024
            )),
            why => why,
        })?;
        self.left.set(left.saturating_sub(bytes.len() as u64));
        Ok(bytes)
    }

    fn list(&self) -> Result<Vec<String>, Unreadable> {
        self.folder.list()
    }

    fn name(&self, path: &str) -> String {
        self.folder.name(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Memory;

    #[test]
    fn what_was_read_counts() {
        let folder: Memory = [("a", "12345678"), ("b", "1")].into_iter().collect();
        let folder = Rationed::new(folder, 10);
        let check = |path: &str, limit: u64, expected: &str| {
            let found = folder.bytes(path, limit).map(|bytes| format!("{} bytes", bytes.len()));
            assert_eq!(found.unwrap_or_else(|why| why.to_string()), expected, "{path}");
        };
        check("a", 4, "it is larger than 4 bytes");
        check("a", 64, "8 bytes");
        check("a", 64, "the declarations of this file name more than 0 MiB together");
        check("b", 64, "1 bytes");
        check("c", 64, "there is no such file or folder");
    }
}
