//! What deserves a second look: each mark is found by a rule that is published beside it.
//!
//! A mark is no verdict and no reproach: it says where people should read both bids. Work is
//! bounded, however long the texts of vendors are.

mod alike;
mod copied;
mod evidence;
mod far;

use super::Comparison;
use super::offer::folded;
use crate::resolve::spec::Lot;
use crate::say;
use crate::words::Words;

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
    /// A text that is nearly that of another vendor.
    Paraphrased,
    /// Nearly all answers are those of another vendor.
    Alike,
    /// Whatever is offered is chosen.
    AllChosen,
    /// Evidence that will not be valid any more when it matters.
    Expires,
    /// A file that another vendor encloses, too.
    SameFile,
    /// One file is listed as many kinds of evidence.
    OneForMany,
    /// A file that is missing, or is not what the bid says it is.
    Disorder,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 9] = [
        Self::Far,
        Self::Copied,
        Self::Paraphrased,
        Self::Alike,
        Self::AllChosen,
        Self::Expires,
        Self::SameFile,
        Self::OneForMany,
        Self::Disorder,
    ];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Far => "far-from-others",
            Self::Copied => "copied",
            Self::Paraphrased => "paraphrased",
            Self::Alike => "alike",
            Self::AllChosen => "all-chosen",
            Self::Expires => "expires-early",
            Self::SameFile => "same-file",
            Self::OneForMany => "one-for-many",
            Self::Disorder => "not-in-order",
        }
    }

    /// What people call it.
    pub fn title(self, words: Words) -> String {
        say!(words, &format!("compare-rule-{}", self.word()))
    }

    /// The rule in full, as sentences.
    pub fn words(self, words: Words) -> String {
        match self {
            Self::Far => far::words(words),
            Self::Copied => copied::words(words),
            Self::Paraphrased => copied::words_of_paraphrased(words),
            Self::Alike => alike::words(words),
            Self::AllChosen => alike::words_of_all_chosen(words),
            Self::OneForMany => evidence::words_of_one_for_many(words),
            Self::Expires | Self::SameFile | Self::Disorder => {
                say!(words, &format!("compare-rule-{}-words", self.word()))
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
pub fn put(comparison: &mut Comparison, lot: &Lot, words: Words) {
    let mut marks: Vec<Mark> = Vec::new();
    for rule in Rule::ALL {
        let mut found = match rule {
            Rule::Far => far::find(comparison, words),
            Rule::Copied => copied::find(comparison, lot, words),
            Rule::Paraphrased => copied::paraphrased(comparison, lot, words),
            Rule::Alike => alike::find(comparison, words),
            Rule::AllChosen => alike::all_chosen(comparison, words),
            Rule::Expires => evidence::expiring(comparison, words),
            Rule::SameFile => evidence::shared(comparison, words),
            Rule::OneForMany => evidence::one_for_many(comparison, words),
            Rule::Disorder => evidence::disordered(comparison),
        };
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        if more > 0 {
            found.push(Found {
                about: say!(words, "compare-about-more"),
                bids: Vec::new(),
                message: say!(words, "compare-more-marks", more = more),
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

/// The vendor of each bid, by what names of one vendor have in common.
fn vendors(comparison: &Comparison) -> Vec<String> {
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
