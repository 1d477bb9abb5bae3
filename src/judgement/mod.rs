//! What reviewers decided: judgements on what a machine cannot say, bound to the answers they judged.
//!
//! A judgement carries the fingerprint of what was judged. An answer, a deviation, an enclosed
//! file or a demand that changes has another fingerprint, and its judgement is stale: it is shown,
//! and counts for nothing. What is judged is a requirement of a bid, or one file enclosed for it.

mod bind;
mod fingerprint;
mod load;
#[cfg(test)]
mod tests;
pub(crate) mod wire;
mod write;

pub use bind::{bind, bind_evidence, fingerprint_of};
pub use fingerprint::{DIGITS, enclosed, fingerprint, fingerprint_of_piece, pieces};
pub use load::{OfBid, Review, load};
pub use write::{NotAppended, append};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::say;
use crate::words::Words;

/// The format of `review.yaml`.
pub const FORMAT: &str = "tenderc-review/2";

/// The format before it, which knows no conditions and no judgements on evidence. It is read as well.
pub const BEFORE: &str = "tenderc-review/1";

/// What a reviewer decided on one requirement of one bid, or on a piece of evidence for it.
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
    /// The piece of evidence that is judged; nothing where it is the requirement as a whole.
    pub piece: Option<Piece>,
    /// The decision.
    pub ruling: Ruling,
    /// On what condition it is accepted, where there is one; in the reviewer's words.
    pub condition: Option<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why; in the reviewer's words.
    pub why: String,
    /// The fingerprint of what was judged.
    pub fingerprint: String,
}

/// A file enclosed as evidence for a requirement, by what it is and not by what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// The id of its kind.
    pub kind: String,
    /// Its SHA-256 digest, in lower case.
    pub sha256: String,
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

impl Bound {
    /// The judgement, whether it holds or not.
    pub fn judgement(&self) -> &Judgement {
        match self {
            Self::Holds(judgement) | Self::Stale(judgement) => judgement,
        }
    }

    /// What was decided, where that is on what stands there now.
    pub fn ruling(&self) -> Option<Ruling> {
        match self {
            Self::Holds(judgement) => Some(judgement.ruling),
            Self::Stale(_) => None,
        }
    }

    /// What was decided, by whom, when and why, as a phrase without a full stop.
    pub fn say(&self, words: Words) -> String {
        let judgement = self.judgement();
        let decision = judgement.decision(words);
        let (by, on, why) = (judgement.by.as_str(), judgement.on.to_string(), judgement.why.as_str());
        match self {
            Self::Holds(_) => say!(words, "review-decided", decision = decision, by = by, on = on, why = why),
            Self::Stale(_) => say!(words, "review-stale", by = by, on = on),
        }
    }
}

impl Judgement {
    /// "accepted", "accepted on the condition that …", "refused".
    pub fn decision(&self, words: Words) -> String {
        match (self.ruling, &self.condition) {
            (Ruling::Accepted, None) => say!(words, "review-accepted"),
            (Ruling::Accepted, Some(text)) => {
                say!(words, "review-accepted-if", condition = text.trim_end_matches('.'))
            }
            (Ruling::Refused, _) => say!(words, "review-refused"),
        }
    }
}

/// The judgements that bear on the requirements of one bid, by the id of the requirement.
pub type Judgements = BTreeMap<String, Bound>;

/// The judgements that bear on the evidence of one bid, by the id of the requirement and the piece.
pub type OnEvidence = BTreeMap<(String, Piece), Bound>;
