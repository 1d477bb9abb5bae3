//! What reviewers decided: judgements on what a machine cannot say, bound to the answers they judged.
//!
//! A judgement carries the fingerprint of what was judged. An answer, a deviation, an enclosed
//! file or a demand that changes has another fingerprint, and its judgement is stale: it is shown,
//! and counts for nothing.

mod bind;
mod fingerprint;
mod load;
#[cfg(test)]
mod tests;
pub mod wire;
mod write;

pub use bind::{bind, fingerprint_of};
pub use fingerprint::{DIGITS, enclosed, fingerprint};
pub use load::{Review, load};
pub use write::{NotAppended, append};

use std::collections::BTreeMap;

use jiff::civil::Date;

/// The format of `review.yaml`.
pub const FORMAT: &str = "tenderc-review/1";

/// What a reviewer decided on one requirement of one bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The vendor, as the declaration names it.
    pub vendor: String,
    /// The device, as the declaration names it.
    pub device: String,
    /// The id of the lot.
    pub lot: String,
    /// The id of the requirement.
    pub requirement: String,
    /// The decision.
    pub ruling: Ruling,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why; in the reviewer's words.
    pub why: String,
    /// The fingerprint of what was judged.
    pub fingerprint: String,
}

/// A decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// The answer, or the deviation, will do: it counts as met.
    Accepted,
    /// It will not do: it counts as not met.
    Refused,
}

impl Ruling {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// A judgement as it bears on a bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It judged what stands there now.
    Holds(Judgement),
    /// What it judged has changed since.
    Stale(Judgement),
}

/// The judgements that bear on one bid, by the id of the requirement.
pub type Judgements = BTreeMap<String, Bound>;
