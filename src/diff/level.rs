//! How a change is judged: one scale for declarations, one for requirements.

use super::Kind;
use crate::say;
use crate::words::Words;

/// A judgement on a change. Within a family the order is from gravest to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A requirement was met, did not apply or waited for a reviewer, and falls short now.
    Breaks,
    /// The vendor promises less than before.
    Weaker,
    /// Neither can be said to be more than the other.
    Changed,
    /// The vendor promises more than before.
    Stronger,
    /// A requirement fell short, and does not any more.
    Mends,
    /// More is demanded: some answer that was accepted is not any more, and none the other way.
    Tightened,
    /// Something else is demanded: answers are refused that were accepted, and the other way.
    Incomparable,
    /// Less is demanded.
    Loosened,
    /// The same is demanded in other words.
    Reworded,
}

/// What a level is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Of what a vendor says.
    Declarations,
    /// Of what a buyer demands.
    Requirements,
}

impl Level {
    /// Every level, declarations first, gravest first.
    pub const ALL: [Self; 9] = [
        Self::Breaks,
        Self::Weaker,
        Self::Changed,
        Self::Stronger,
        Self::Mends,
        Self::Tightened,
        Self::Incomparable,
        Self::Loosened,
        Self::Reworded,
    ];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::Weaker => "weaker",
            Self::Changed => "changed",
            Self::Stronger => "stronger",
            Self::Mends => "mends",
            Self::Tightened => "tightened",
            Self::Incomparable => "incomparable",
            Self::Loosened => "loosened",
            Self::Reworded => "reworded",
        }
    }

    /// What people read.
    pub fn said(self, words: Words) -> String {
        say!(words, &format!("diff-level-{}", self.word()))
    }

    /// What it says of a change, as a clause: "demands more than before".
    pub fn means(self, words: Words) -> String {
        say!(words, &format!("diff-means-{}", self.word()))
    }

    /// The level of that word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// What it is a level of.
    pub fn family(self) -> Family {
        match self {
            Self::Breaks | Self::Weaker | Self::Changed | Self::Stronger | Self::Mends => {
                Family::Declarations
            }
            Self::Tightened | Self::Incomparable | Self::Loosened | Self::Reworded => Family::Requirements,
        }
    }

    /// The level of the same change, read from new to old.
    pub fn mirror(self) -> Self {
        match self {
            Self::Breaks => Self::Mends,
            Self::Mends => Self::Breaks,
            Self::Weaker => Self::Stronger,
            Self::Stronger => Self::Weaker,
            Self::Tightened => Self::Loosened,
            Self::Loosened => Self::Tightened,
            Self::Changed | Self::Incomparable | Self::Reworded => self,
        }
    }

    /// Whether it is that level or a graver one of its family.
    pub fn reaches(self, other: Self) -> bool {
        self.family() == other.family() && self <= other
    }

    /// The level of a whole whose parts have these; nothing of no parts.
    ///
    /// Parts that pull both ways leave a whole that is neither. What cannot be compared leaves a
    /// demand that cannot; beside a promise that grows or shrinks it does not weigh.
    pub fn of_parts(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut parts: Vec<Self> = parts.into_iter().collect();
        parts.sort();
        parts.dedup();
        match parts.as_slice() {
            [] => None,
            [only] => Some(*only),
            levels if levels.contains(&Self::Incomparable) => Some(Self::Incomparable),
            levels => {
                let neutral = [Self::Changed, Self::Reworded];
                let told: Vec<Self> =
                    levels.iter().copied().filter(|level| !neutral.contains(level)).collect();
                match (told.as_slice(), levels.iter().any(|level| level.family() == Family::Requirements)) {
                    ([only], _) => Some(*only),
                    // A break outweighs a weaker answer, as what it mends outweighs a stronger one.
                    ([Self::Breaks, Self::Weaker], _) => Some(Self::Breaks),
                    ([Self::Stronger, Self::Mends], _) => Some(Self::Mends),
                    (_, true) => Some(Self::Incomparable),
                    (_, false) => Some(Self::Changed),
                }
            }
        }
    }
}

impl Family {
    /// Its levels, gravest first.
    pub fn levels(self) -> impl Iterator<Item = Level> {
        Level::ALL.into_iter().filter(move |level| level.family() == self)
    }
}

impl Kind {
    /// The levels that changes of it have.
    pub fn family(self) -> Family {
        match self {
            Self::Declarations => Family::Declarations,
            Self::Packs | Self::Libraries => Family::Requirements,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{self, *};

    #[test]
    fn a_mirror_turns_the_scale_round() {
        for level in Level::ALL {
            assert_eq!(level.mirror().mirror(), level);
            assert_eq!(level.mirror().family(), level.family());
            assert_eq!(Level::find(level.word()), Some(level));
        }
    }

    #[test]
    fn a_whole_is_judged_by_its_parts() {
        let check = |parts: &[Level], expected: Option<Level>| {
            assert_eq!(Level::of_parts(parts.iter().copied()), expected, "{parts:?}");
            let mirrored = Level::of_parts(parts.iter().map(|level| level.mirror()));
            assert_eq!(mirrored, expected.map(Level::mirror), "the mirror of {parts:?}");
        };
        check(&[], None);
        check(&[Stronger, Stronger], Some(Stronger));
        check(&[Weaker, Stronger], Some(Changed));
        check(&[Weaker, Changed], Some(Weaker));
        check(&[Breaks, Weaker, Changed], Some(Breaks));
        check(&[Breaks, Mends], Some(Changed));
        check(&[Breaks, Stronger], Some(Changed));
        check(&[Tightened, Reworded], Some(Tightened));
        check(&[Tightened, Loosened, Reworded], Some(Incomparable));
        check(&[Loosened, Incomparable], Some(Incomparable));
    }

    #[test]
    fn levels_reach_within_their_family() {
        assert!(Breaks.reaches(Weaker) && Weaker.reaches(Weaker) && !Stronger.reaches(Weaker));
        assert!(Tightened.reaches(Loosened) && !Tightened.reaches(Mends) && !Breaks.reaches(Tightened));
    }
}
