//! One piece of evidence as a declaration lists it, with what is found of its file.

use jiff::civil::Date;

use crate::text::Span;

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
    /// The digest that the declaration states, in lower case; empty where it states none.
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
    /// The worst that is found of it.
    pub fn state(&self) -> State {
        self.findings.iter().map(|finding| finding.state).min().unwrap_or(State::InOrder)
    }
}

/// Something that is found of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of finding.
    pub state: State,
    /// The finding, as a sentence without a full stop.
    pub message: String,
    /// Where the declaration says what is contradicted.
    pub span: Span,
}

/// What is the matter with a piece of evidence. The order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its path leaves the folder of the declaration.
    Outside,
    /// There is no such file.
    Missing,
    /// The file cannot be read, or is beyond the limits.
    Unreadable,
    /// The file is not the one whose digest is stated.
    HashDiffers,
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
    pub const ALL: [Self; 8] = [
        Self::Outside,
        Self::Missing,
        Self::Unreadable,
        Self::HashDiffers,
        Self::WrongKind,
        Self::Expired,
        Self::Incomplete,
        Self::InOrder,
    ];

    /// What it means, as a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Outside => "The path of a file leads out of the folder of the declaration.",
            Self::Missing => "A file that is listed is not there.",
            Self::Unreadable => "A file cannot be read, or is beyond the limits.",
            Self::HashDiffers => "A file is not the one whose SHA-256 is stated.",
            Self::WrongKind => "A file is not what its kind of evidence asks for.",
            Self::Expired => "A file is not valid any more on the last day for bids.",
            Self::Incomplete => "A file lacks something that its kind of evidence asks for.",
            Self::InOrder => "Nothing is the matter with a file.",
        }
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::HashDiffers => "hash-differs",
            Self::WrongKind => "wrong-kind",
            Self::Expired => "expired",
            Self::Incomplete => "incomplete",
            Self::InOrder => "in-order",
        }
    }
}

/// A figure that the content of a piece of evidence gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it counts or names: "Components without a version".
    pub name: String,
    /// Its value in words.
    pub value: String,
}
