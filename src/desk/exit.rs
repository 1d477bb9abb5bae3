//! The exit code.

use crate::standing::BidStanding;

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
    /// What comes of a bid, by how it stands; of one that could not be judged, nothing.
    pub fn of_bid(standing: Option<BidStanding>) -> Self {
        match standing {
            Some(standing) if standing.done() => Self::Fine,
            Some(_) => Self::Short,
            None => Self::Unjudged,
        }
    }

    /// What comes of several bids: the worst of what comes of each. Where there is none, nothing was judged.
    pub fn of_bids(bids: impl IntoIterator<Item = Option<BidStanding>>) -> Self {
        bids.into_iter().map(Self::of_bid).max().unwrap_or(Self::Unjudged)
    }

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
