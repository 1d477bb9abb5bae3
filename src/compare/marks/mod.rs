//! What deserves a second look: each mark is found by a rule that is published beside it.
//!
//! A mark is no verdict and no reproach: it says where people should read both bids. Work is
//! bounded, however long the texts of vendors are.

mod copied;
mod evidence;
mod far;

use super::Comparison;
use crate::resolve::spec::Lot;

/// A reason to look again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number, from 1.
    pub number: usize,
    /// The rule that finds it.
    pub rule: Rule,
    /// What it is about: "`latency_days` of 1.92 UPD-03", "Penetration test report".
    pub about: String,
    /// The places of the bids that it is on, in the order of the bids.
    pub bids: Vec<usize>,
    /// What is found, as a sentence without a full stop.
    pub message: String,
    /// The cells that it is on: bid and row.
    pub cells: Vec<(usize, usize)>,
    /// The place of the fact that it is on.
    pub fact: Option<usize>,
}

/// The rules, in the order of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A number or a date far from those of the others.
    Far,
    /// A text that another vendor has word for word.
    Copied,
    /// Evidence that will not be valid any more when it matters.
    Expires,
    /// A file that another vendor encloses, too.
    SameFile,
    /// A file that is missing, or is not what the bid says it is.
    Disorder,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 5] = [Self::Far, Self::Copied, Self::Expires, Self::SameFile, Self::Disorder];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Far => "far-from-others",
            Self::Copied => "copied",
            Self::Expires => "expires-early",
            Self::SameFile => "same-file",
            Self::Disorder => "not-in-order",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Far => "Far from the others",
            Self::Copied => "Same words",
            Self::Expires => "Expires early",
            Self::SameFile => "Same file",
            Self::Disorder => "Not in order",
        }
    }

    /// The rule in full, as sentences.
    pub fn words(self) -> String {
        match self {
            Self::Far => far::words(),
            Self::Copied => copied::words(),
            Self::Expires => {
                "A piece of evidence is valid until a day before the last day for bids, or before \
                the day of delivery where the tender names one."
                    .to_owned()
            }
            Self::SameFile => "Bids of two vendors enclose files of the same SHA-256 digest.".to_owned(),
            Self::Disorder => {
                "A piece of evidence is missing, cannot be read, has another SHA-256 digest than the one \
                that is stated, is not of the kind or of the device that it is listed for, or lacks what \
                its kind asks for."
                    .to_owned()
            }
        }
    }
}

/// More marks than this of one rule are counted, and not listed one by one.
const MOST: usize = 200;

/// A mark without its number.
struct Found {
    about: String,
    bids: Vec<usize>,
    message: String,
    cells: Vec<(usize, usize)>,
    fact: Option<usize>,
}

/// Finds the marks and puts them on rows and facts.
pub fn put(comparison: &mut Comparison, lot: &Lot) {
    let mut marks: Vec<Mark> = Vec::new();
    for rule in Rule::ALL {
        let mut found = match rule {
            Rule::Far => far::find(comparison),
            Rule::Copied => copied::find(comparison, lot),
            Rule::Expires => evidence::expiring(comparison),
            Rule::SameFile => evidence::shared(comparison),
            Rule::Disorder => evidence::disordered(comparison),
        };
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        if more > 0 {
            found.push(Found {
                about: "more".to_owned(),
                bids: Vec::new(),
                message: format!("at least {more} more places are found by this rule, and are not listed"),
                cells: Vec::new(),
                fact: None,
            });
        }
        for found in found {
            let Found { about, bids, message, cells, fact } = found;
            marks.push(Mark { number: marks.len() + 1, rule, about, bids, message, cells, fact });
        }
    }
    for mark in &marks {
        for (bid, row) in &mark.cells {
            if let Some(cell) = comparison.rows.get_mut(*row).and_then(|row| row.cells.get_mut(*bid)) {
                cell.marks.push(mark.number);
            }
        }
        if let Some(fact) = mark.fact.and_then(|fact| comparison.facts.get_mut(fact)) {
            fact.marks.push(mark.number);
        }
    }
    comparison.marks = marks;
}

/// Names that differ in case, blanks and punctuation only name one vendor.
fn vendors(comparison: &Comparison) -> Vec<String> {
    let folded = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    comparison.bids.iter().map(|bid| folded(&bid.vendor)).collect()
}

/// At most so many characters of a text, with a sign where it goes on.
fn beginning(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(most) {
        words.truncate(at);
        words.push('…');
    }
    words
}
