//! The exit code.

/// What came of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Clean, or a bid that conforms or is open.
    #[default]
    Fine,
    /// A bid that is incomplete or fails, or a change at or above the level that was named.
    Short,
    /// The arguments do not make sense together.
    Usage,
    /// The input could not be judged.
    Unjudged,
}

impl Exit {
    /// What a program exits with.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Short => 1,
            Self::Usage => 2,
            Self::Unjudged => 3,
        }
    }
}
