//! The files of one declaration: each is read once, however often it is listed, and all of them
//! within a budget.

use std::collections::BTreeMap;

use crate::model::BillElement;
use crate::text::{Unreadable, World};

use super::content::{Content, Context, Reading};
use super::digest::Digests;
use super::fault::Fault;
use super::nearest;

/// Files beyond this size are not read.
pub const MOST_BYTES: u64 = 64 * MIB;

/// All files of a declaration beyond this size together are not read.
const MOST_BYTES_TOGETHER: u64 = 512 * MIB;

/// All files of a declaration whose content is taken apart, beyond this size together.
const MOST_BYTES_TAKEN_APART: u64 = 64 * MIB;

/// More files of a declaration than this are not read.
const MOST_FILES: usize = 1_000;

const MIB: u64 = 1024 * 1024;

/// A file that is there, with what its content says.
#[derive(Clone, Debug)]
pub struct Read<'a> {
    /// Its digests.
    pub digests: Digests,
    /// What its content says, by each way in which it is looked at.
    pub readings: Vec<(Look<'a>, Reading)>,
}

/// In which way a file is looked at: for what content, and what of it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// What it should hold.
    pub content: &'static Content,
    /// What a bill of materials must say.
    pub elements: &'a [BillElement],
}

impl Look<'_> {
    /// Whether nothing else is looked for.
    pub fn is(self, other: Look<'_>) -> bool {
        (self.content.word, self.elements) == (other.content.word, other.elements)
    }
}

/// The files of one declaration.
pub struct Files<'a> {
    world: &'a dyn World,
    context: Context<'a>,
    left: u64,
    left_to_take_apart: u64,
    seen: BTreeMap<String, Result<Read<'a>, Fault>>,
    /// The paths of all files that there are, once somebody had to look for one.
    known: Option<Vec<String>>,
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
            known: None,
        }
    }

    /// A file, and what its content says in each of the ways in which it is listed anywhere.
    ///
    /// # Errors
    /// Where there is no such file, it leads out of the folder, or it is beyond the limits.
    pub fn read(&mut self, path: &str, looks: &[Look<'a>]) -> Result<Read<'a>, Fault> {
        if let Some(read) = self.seen.get(path) {
            return read.clone();
        }
        if self.seen.len() >= MOST_FILES {
            return Err(Fault::TooManyFiles(MOST_FILES));
        }
        let read = self.read_now(path, looks);
        self.seen.insert(path.to_owned(), read.clone());
        read
    }

    fn read_now(&mut self, path: &str, looks: &[Look<'a>]) -> Result<Read<'a>, Fault> {
        let bytes = self.world.bytes(path, MOST_BYTES.min(self.left)).map_err(|why| self.fault(path, why))?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.is_empty() {
            return Err(Fault::Empty);
        }
        let readings = looks.iter().map(|look| (*look, self.look_into(path, &bytes, *look)));
        Ok(Read { readings: readings.collect(), digests: Digests::of(&bytes) })
    }

    fn look_into(&mut self, path: &str, bytes: &[u8], look: Look<'a>) -> Reading {
        let content = look.content;
        let size = bytes.len() as u64;
        let unread = |fault: Fault| Reading { findings: vec![fault], ..Reading::default() };
        if size > content.most_bytes {
            return unread(Fault::TooLarge(content.most_bytes / MIB));
        }
        if content.taken_apart {
            match self.left_to_take_apart.checked_sub(size) {
                Some(left) => self.left_to_take_apart = left,
                None => return unread(Fault::TooLargeToTakeApart(MOST_BYTES_TAKEN_APART / MIB)),
            }
        }
        (content.read)(path, bytes, &Context { elements: look.elements, ..self.context })
    }

    fn fault(&mut self, path: &str, why: Unreadable) -> Fault {
        match why {
            Unreadable::Missing => {
                let known = self.known.get_or_insert_with(|| self.world.list().unwrap_or_default());
                Fault::NoFile { nearest: nearest::nearest(path, known).map(str::to_owned) }
            }
            Unreadable::Outside => Fault::LinkOutside,
            Unreadable::TooLarge { limit } if limit < MOST_BYTES => {
                Fault::TooLargeTogether(MOST_BYTES_TOGETHER / MIB)
            }
            Unreadable::TooLarge { limit } => Fault::TooLarge(limit / MIB),
            why => Fault::System(why.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Memory;
    use crate::words::Words;

    #[test]
    fn a_file_is_too_large_by_itself_or_with_the_others() {
        let check = |limit: u64, expected: &str| {
            let world = Memory::default();
            let fault = Files::of(&world, Context::default()).fault("a.pdf", Unreadable::TooLarge { limit });
            assert_eq!(fault.say(Words::English), expected, "{limit}");
        };
        let together = "it was not read: the files together are larger than 512 MiB";
        check(67_108_864, "it cannot be read: it is larger than 64 MiB");
        check(67_108_863, together);
        check(0, together);
    }
}
