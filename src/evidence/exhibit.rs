//! One piece of evidence as a declaration lists it, with what is found of its file.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::say;
use crate::text::Span;
use crate::words::Words;

use super::fault::Fault;
use super::figure::Figure;

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Exhibit {
    /// Its place in the declaration's list, from 1.
    pub number: usize,
    /// The id of its kind.
    pub kind: String,
    /// What people call its kind.
    pub title: String,
    /// The ids of the requirements that it is enclosed for.
    pub serves: Vec<String>,
    /// The path below the folder of the declaration, as written.
    pub file: String,
    /// The digest that the declaration states, in lower case, whatever its form; empty where it states none.
    pub sha256: String,
    /// The last day of its validity, where it has one.
    pub valid_until: Option<Date>,
    /// What is not in order; empty where everything is.
    pub findings: Vec<Finding>,
    /// What its content says of itself, in the order of a report: "Components", "23".
    pub figures: Vec<Figure>,
    /// Where the declaration lists it.
    pub span: Span,
}

impl Exhibit {
    /// Whether two declarations list the same, wherever it stands in them.
    pub fn is_listed_as(&self, other: &Self) -> bool {
        let serves = |exhibit: &Self| exhibit.serves.iter().cloned().collect::<BTreeSet<_>>();
        (&self.kind, self.file.trim(), &self.sha256, self.valid_until)
            == (&other.kind, other.file.trim(), &other.sha256, other.valid_until)
            && serves(self) == serves(other)
    }

    /// The worst that is found of it.
    pub fn state(&self) -> State {
        self.findings.iter().map(Finding::state).min().unwrap_or(State::InOrder)
    }
}

/// Something that is found of a piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is found, as data.
    pub fault: Fault,
    /// Where the declaration says what is contradicted.
    pub span: Span,
}

impl Finding {
    /// What kind of finding.
    pub fn state(&self) -> State {
        self.fault.state()
    }

    /// The finding, as a sentence without a full stop.
    pub fn say(&self, words: Words) -> String {
        self.fault.say(words)
    }
}

/// What is the matter with a piece of evidence. The order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its path leaves the folder of the declaration.
    Outside,
    /// There is no such file.
    Missing,
    /// The file cannot be read, is in a format that is not read here, or is beyond the limits.
    Unreadable,
    /// The file is not the one whose digest is stated.
    HashDiffers,
    /// The file is of another device, or of another version of it.
    OtherDevice,
    /// The file is not what its kind asks for.
    WrongKind,
    /// It is not valid any more on the last day for bids.
    Expired,
    /// Its content lacks something that its kind asks for.
    Incomplete,
    /// Nothing is the matter.
    InOrder,
}

impl State {
    /// Every state, worst first.
    pub const ALL: [Self; 9] = [
        Self::Outside,
        Self::Missing,
        Self::Unreadable,
        Self::HashDiffers,
        Self::OtherDevice,
        Self::WrongKind,
        Self::Expired,
        Self::Incomplete,
        Self::InOrder,
    ];

    /// What it means, as a sentence.
    pub fn meaning(self, words: Words) -> String {
        say!(words, &format!("evidence-state-{}", self.word()))
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::HashDiffers => "hash-differs",
            Self::OtherDevice => "other-device",
            Self::WrongKind => "wrong-kind",
            Self::Expired => "expired",
            Self::Incomplete => "incomplete",
            Self::InOrder => "in-order",
        }
    }
}
