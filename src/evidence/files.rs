//! The files of one declaration: each is read once, however often it is listed, and all of them
//! within a budget.

use std::collections::BTreeMap;

use crate::text::sha256;
use crate::text::{Unreadable, World};

use super::State;
use super::content::{Content, Context, Reading};

/// Files beyond this size are not read.
const MOST_BYTES: u64 = 64 * MIB;

/// All files of a declaration beyond this size together are not read.
const MOST_BYTES_TOGETHER: u64 = 512 * MIB;

/// All files of a declaration whose content is taken apart, beyond this size together.
const MOST_BYTES_TAKEN_APART: u64 = 64 * MIB;

/// More files of a declaration than this are not read.
const MOST_FILES: usize = 1_000;

const MIB: u64 = 1024 * 1024;

/// A file that is there, with what its content says.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its digest, in lower case.
    pub sha256: String,
    /// What its content says, by the word of each content that it is listed as.
    pub readings: BTreeMap<&'static str, Reading>,
}

/// Why a file could not be read, in words.
pub type Fault = (State, String);

/// The files of one declaration.
pub struct Files<'a> {
    world: &'a dyn World,
    context: Context<'a>,
    left: u64,
    left_to_take_apart: u64,
    seen: BTreeMap<String, Result<Read, Fault>>,
}

impl<'a> Files<'a> {
    /// The files below a folder, none of them read yet.
    pub fn of(world: &'a dyn World, context: Context<'a>) -> Self {
        Self {
            world,
            context,
            left: MOST_BYTES_TOGETHER,
            left_to_take_apart: MOST_BYTES_TAKEN_APART,
            seen: BTreeMap::new(),
        }
    }

    /// A file, and what its content says as each of the contents that it is listed as anywhere.
    ///
    /// # Errors
    /// Where there is no such file, it leads out of the folder, or it is beyond the limits.
    pub fn read(&mut self, path: &str, contents: &[&'static Content]) -> Result<Read, Fault> {
        if let Some(read) = self.seen.get(path) {
            return read.clone();
        }
        if self.seen.len() >= MOST_FILES {
            let words = format!("it was not read: the declaration lists more than {MOST_FILES} files");
            return Err((State::Unreadable, words));
        }
        let read = self.read_now(path, contents);
        self.seen.insert(path.to_owned(), read.clone());
        read
    }

    fn read_now(&mut self, path: &str, contents: &[&'static Content]) -> Result<Read, Fault> {
        let bytes = self.world.bytes(path, MOST_BYTES.min(self.left)).map_err(fault)?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.is_empty() {
            return Err((State::Unreadable, "the file is empty".to_owned()));
        }
        let readings = contents.iter().map(|content| (content.word, self.look_into(path, &bytes, content)));
        Ok(Read { readings: readings.collect(), sha256: sha256(&bytes) })
    }

    fn look_into(&mut self, path: &str, bytes: &[u8], content: &Content) -> Reading {
        let size = bytes.len() as u64;
        let unread =
            |words: String| Reading { findings: vec![(State::Unreadable, words)], ..Reading::default() };
        if size > content.most_bytes {
            return unread(format!("it is larger than {} MiB", content.most_bytes / MIB));
        }
        if content.taken_apart {
            match self.left_to_take_apart.checked_sub(size) {
                Some(left) => self.left_to_take_apart = left,
                None => {
                    let most = MOST_BYTES_TAKEN_APART / MIB;
                    return unread(format!(
                        "it was not looked into: such files together are larger than {most} MiB"
                    ));
                }
            }
        }
        (content.read)(path, bytes, &self.context)
    }
}

fn fault(why: Unreadable) -> Fault {
    match why {
        Unreadable::Missing => (State::Missing, "there is no such file".to_owned()),
        Unreadable::Outside => {
            let words = "the path leads out of the folder of the declaration: enclose the file itself";
            (State::Outside, words.to_owned())
        }
        Unreadable::TooLarge { limit } if limit < MOST_BYTES => {
            let most = MOST_BYTES_TOGETHER / MIB;
            let words = format!("it was not read: the files together are larger than {most} MiB");
            (State::Unreadable, words)
        }
        why => (State::Unreadable, format!("it cannot be read: {why}")),
    }
}
