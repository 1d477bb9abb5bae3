//! Two of a kind into what changed between them: facts first, then judgements, words last.
//!
//! A [`Change`] is of a [`Rule`](kinds::Rule), a row of one table. What follows from a change stands
//! under it and is not told again. Comparing a thing with itself finds nothing, and comparing the
//! other way round finds the [mirror](Comparison::mirror). What cannot be compared is an error, and
//! never a comparison without changes.

pub mod amendment;
pub mod carried;
pub(crate) mod change;
pub(crate) mod changelog;
pub mod declarations;
pub mod kinds;
pub(crate) mod level;
pub mod libraries;
mod order;
pub mod packs;
pub(crate) mod plain;
pub mod render;
pub(crate) mod requirements;
mod said;
mod types;
pub mod view;

pub use carried::Carried;
pub use change::{Change, Item, Requirement};
pub use level::{Family, Level};
pub use said::Said;

use crate::words::Words;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two declarations for one lot.
    Declarations,
    /// Two packs of one tender.
    Packs,
    /// Two libraries.
    Libraries,
}

impl Kind {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Declarations => "declarations",
            Self::Packs => "packs",
            Self::Libraries => "libraries",
        }
    }
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The file or folder, as people call it.
    pub file: String,
    /// What it holds: "Acme Infusor 4.1", "edition sha256:0123456789ab"; may be empty.
    pub title: String,
}

/// What changed between two of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub kind: Kind,
    /// The language that its texts are in.
    pub words: Words,
    /// What both sides are of: "lot 1, Infusion pumps", "Smart ward"; may be empty.
    pub about: String,
    /// The old one.
    pub before: Side,
    /// The new one.
    pub after: Side,
    /// The changes in the order of what is compared, whichever side is the old one.
    pub changes: Vec<Change>,
    /// What becomes of declarations that were made for the old one; of packs only.
    pub carried: Vec<Carried>,
}

impl Comparison {
    /// The comparison of the new one with the old one.
    #[must_use]
    pub fn mirror(&self) -> Self {
        Self {
            kind: self.kind,
            words: self.words,
            about: self.about.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
            changes: self.changes.iter().map(Change::mirror).collect(),
            // They answer the old one and not the new one, so that there is nothing to mirror.
            carried: Vec::new(),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many changes have a level, with those that follow from others, without parts.
    pub fn count(&self, level: Level) -> usize {
        self.changes.iter().flat_map(Change::with_follows).filter(|change| change.level == level).count()
    }

    /// How many changes and parts of changes are of that level or graver.
    pub fn reaching(&self, level: Level) -> usize {
        self.changes.iter().flat_map(Change::with_all).filter(|change| change.level.reaches(level)).count()
    }

    /// The levels that changes of this kind have, gravest first, each with its count; those of which
    /// there are none are left out.
    pub fn counts(&self) -> Vec<(Level, usize)> {
        let levels = self.kind.family().levels().map(|level| (level, self.count(level)));
        levels.filter(|(_, count)| *count > 0).collect()
    }

    /// The changes with the gravest first, each with what follows from it: where they are shown.
    pub fn by_gravity(&self) -> Vec<&Change> {
        let mut changes: Vec<&Change> = self.changes.iter().collect();
        changes.sort_by_key(|change| change.gravest());
        changes
    }
}
