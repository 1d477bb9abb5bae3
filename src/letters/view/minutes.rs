//! The minutes: who decided what, when, on which files.

use serde::Serialize;

use super::{Line, Lot, Opening, fate, lines, lot, opening};
use crate::letters::{Contest, Read, Tendering};
use crate::report::Decision;
use crate::words::Words;

/// A file with its digest.
#[derive(Debug, Serialize)]
pub struct File {
    /// What people call it.
    pub name: String,
    /// Its SHA-256 digest.
    pub sha256: String,
}

/// The minutes.
#[derive(Debug, Serialize)]
pub struct Minutes {
    /// What they begin with.
    #[serde(flatten)]
    pub opening: Opening,
    /// Who was present.
    pub present: Vec<String>,
    /// The declarations that were read.
    pub declarations: Vec<File>,
    /// The file of decisions; nothing where there was none.
    pub review: Option<File>,
    /// The lots that there are bids for.
    pub lots: Vec<Minuted>,
    /// Bids of which not even the lot is known.
    pub strays: Vec<String>,
    /// In how many lots one bidder may be awarded a contract; 0 where any number may.
    pub most_lots: usize,
}

/// A lot in the minutes.
#[derive(Debug, Serialize)]
pub struct Minuted {
    /// It.
    pub lot: Lot,
    /// Its bids, the best first.
    pub bids: Vec<Line>,
    /// What cannot be compared.
    pub barred: Vec<Barred>,
    /// Whether bids earn points.
    pub counted: bool,
    /// What reviewers decided.
    pub decisions: Vec<Decided>,
    /// The files of evidence.
    pub evidence: Vec<Enclosed>,
    /// What becomes of it.
    pub fate: String,
}

/// A bid that cannot be compared.
#[derive(Debug, Serialize)]
pub struct Barred {
    /// The file of the declaration.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// A decision with the bid that it is on.
#[derive(Debug, Serialize)]
pub struct Decided {
    /// The letter of the bid.
    pub bid: String,
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
}

/// A file of evidence.
#[derive(Debug, Serialize)]
pub struct Enclosed {
    /// The letter of the bid.
    pub bid: String,
    /// What people call its kind.
    pub kind: String,
    /// The file.
    pub file: String,
    /// The digest that the declaration states.
    pub sha256: String,
    /// What was found of it: "in order", "hash differs", …
    pub state: String,
}

fn file(read: &Read) -> File {
    File { name: read.name.clone(), sha256: read.sha256.clone() }
}

/// The minutes of a tender.
pub fn minutes(of: &Tendering<'_>) -> Minutes {
    Minutes {
        opening: opening(of),
        present: of.given.present.clone(),
        declarations: of.files.declarations.iter().map(file).collect(),
        review: of.files.review.as_ref().map(file),
        lots: of.contests.iter().map(minuted).collect(),
        strays: of.strays.iter().map(|report| report.file.clone()).collect(),
        most_lots: of.spec.tender.most_lots().unwrap_or_default(),
    }
}

fn minuted(contest: &Contest<'_>) -> Minuted {
    let bids = &contest.comparison.bids;
    let decisions = bids.iter().flat_map(|bid| {
        bid.decisions
            .iter()
            .map(|bound| Decided { bid: bid.letter.clone(), decision: Decision::of(bound, Words::English) })
    });
    let evidence = bids.iter().flat_map(|bid| {
        bid.exhibits.iter().flatten().map(|exhibit| Enclosed {
            bid: bid.letter.clone(),
            kind: exhibit.title.clone(),
            file: exhibit.file.clone(),
            sha256: exhibit.sha256.clone(),
            state: exhibit.state.word().replace('-', " "),
        })
    });
    let barred = contest.comparison.barred.iter();
    Minuted {
        lot: lot(contest.lot),
        bids: lines(contest),
        barred: barred
            .map(|barred| Barred { file: barred.file.clone(), reason: barred.reason.clone() })
            .collect(),
        counted: contest.ranking.counted,
        decisions: decisions.collect(),
        evidence: evidence.collect(),
        fate: fate(contest),
    }
}
