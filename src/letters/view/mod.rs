//! What the templates of a committee's documents see, in plain values and words.
//!
//! Every decision is made here, so that a template holds nothing but words and order. What a vendor wrote is
//! text wherever it stands. A view for one bidder is made of its own report, and of the winner's name and points.

mod award;
mod board;
mod minutes;
mod point;
mod ranking;
mod request;

use serde::Serialize;

use super::{Contest, Fate, Place, Tendering};
use crate::compare::Bid;
use crate::document::view::{self, Head};
use crate::report::Report;
use crate::resolve::award::Points;
use crate::resolve::spec::{self, Obligation};
use crate::say;
use crate::text::words::{capital, day};
use crate::words::Words;

pub use award::award;
pub use board::{allotment, board};
pub use minutes::minutes;
use point::{Faulty, Point, Promise, faulty, promises, those};
pub use ranking::ranking;
pub use request::{asked, clarification};

/// What every document begins with.
#[derive(Debug, Serialize)]
pub struct Opening {
    /// The head of the tender.
    pub tender: Head,
    /// The digest that names the edition of the requirements.
    pub pack: String,
    /// The day that the document bears: `31 March 2027`.
    pub dated: String,
    /// Whether bids are ranked by the points of the annex, although other criteria may count.
    pub annex_alone: bool,
}

/// A lot, as far as it is named.
#[derive(Debug, Serialize)]
pub struct Lot {
    /// Its place in the tender, from 1.
    pub number: usize,
    /// What people call it.
    pub title: String,
}

/// Whom a letter is for.
#[derive(Debug, Serialize)]
pub struct Bidder {
    /// The vendor; may be empty.
    pub vendor: String,
    /// The device with its version; may be empty.
    pub device: String,
    /// The file of the declaration.
    pub file: String,
}

/// A bid with what it earns.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The letter that names it where there is little room.
    pub letter: String,
    /// The vendor.
    pub vendor: String,
    /// The device with its version.
    pub device: String,
    /// "conforms", "open", "incomplete" or "fails".
    pub standing: String,
    /// Whether it is in the running; else it is out.
    pub running: bool,
    /// Its place, from 1; empty where it is out, or nothing is counted.
    pub rank: String,
    /// The sums of the weights: of what it fulfils, and of what applies to it; 0 without an award.
    pub fulfilled: u64,
    /// See `fulfilled`.
    pub applicable: u64,
    /// What it earns for these requirements; empty without an award.
    pub security: String,
    /// What it earns by other criteria; empty where that is not said.
    pub other: String,
    /// What it earns in all; empty where it is out, or nothing is counted.
    pub total: String,
    /// The same if all that waits is accepted; empty where it is out, or nothing is counted.
    pub most: String,
    /// Whether a reviewer has yet to decide on a `shall`: until then it earns nothing.
    pub held: bool,
    /// The `shall`s that failed, or lack an answer or evidence, by id.
    pub missed: Vec<String>,
    /// The points that it must earn, where it misses them; else 0.
    pub short_of: u32,
}

/// Points in words; empty where there are none.
fn points(points: Option<Points>) -> String {
    points.map(|points| points.to_string()).unwrap_or_default()
}

fn opening(of: &Tendering<'_>) -> Opening {
    Opening {
        tender: view::head(of.spec, Words::English),
        pack: of.spec.pack.clone(),
        dated: day(of.given.dated),
        annex_alone: of.goes_by_annex_alone(),
    }
}

fn lot(lot: &spec::Lot) -> Lot {
    Lot { number: lot.number, title: lot.title.clone() }
}

fn bidder(report: &Report) -> Bidder {
    let outcome = &report.outcome;
    let vendor = outcome.vendor.trim();
    Bidder {
        vendor: vendor.to_owned(),
        device: outcome.device.strip_prefix(vendor).unwrap_or(&outcome.device).trim().to_owned(),
        file: report.file.clone(),
    }
}

fn line(contest: &Contest<'_>, place: &Place) -> Option<Line> {
    let bid = contest.comparison.bids.get(place.bid)?;
    let earning = bid.earning;
    Some(Line {
        letter: bid.letter.clone(),
        vendor: bid.vendor.clone(),
        device: bid.device.clone(),
        standing: bid.standing.said(Words::English),
        running: place.total.is_some(),
        rank: place.rank.filter(|_| contest.ranking.counted).map(|rank| rank.to_string()).unwrap_or_default(),
        fulfilled: earning.map(|earning| earning.fulfilled).unwrap_or_default(),
        applicable: earning.map(|earning| earning.applicable).unwrap_or_default(),
        security: points(earning.map(|earning| earning.now)),
        other: points(place.other),
        total: points(place.total.filter(|_| contest.ranking.counted)),
        most: points(place.most.filter(|_| contest.ranking.counted)),
        held: bid
            .waiting
            .iter()
            .filter_map(|row| contest.comparison.rows.get(*row))
            .any(|row| row.obligation == Obligation::Shall),
        missed: bid
            .missed()
            .into_iter()
            .filter_map(|row| Some(contest.comparison.rows.get(row)?.id.clone()))
            .collect(),
        short_of: earning
            .filter(|earning| earning.falls_short())
            .map(|earning| earning.minimum)
            .unwrap_or_default(),
    })
}

/// The bids of a lot, the best first; those that are out last, in the order given.
fn lines(contest: &Contest<'_>) -> Vec<Line> {
    let mut places: Vec<&Place> = contest.ranking.places.iter().collect();
    places.sort_by_key(|place| place.rank.unwrap_or(usize::MAX));
    places.into_iter().filter_map(|place| line(contest, place)).collect()
}

/// A bid as it is called where there is room: vendor and device.
fn called(bid: &Bid) -> String {
    format!("{} {}", bid.vendor, bid.device)
}

/// What becomes of a lot, as a phrase without a full stop.
pub fn outcome(contest: &Contest<'_>) -> String {
    let words = Words::English;
    let names = |bids: &[usize]| {
        let bids = bids.iter().filter_map(|at| contest.comparison.bids.get(*at));
        words.join(bids.map(called), "and")
    };
    match &contest.fate {
        Fate::Won { bid, passed } if passed.is_empty() => {
            say!(words, "letters-fate-won", bid = names(&[*bid]))
        }
        Fate::Won { bid, passed } => {
            let passed = names(passed);
            say!(words, "letters-fate-passed", bid = names(&[*bid]), passed = passed)
        }
        Fate::Tied(bids) if contest.ranking.counted => say!(words, "letters-fate-tied", bids = names(bids)),
        Fate::Tied(bids) => say!(words, "letters-fate-uncounted", bids = names(bids)),
        Fate::Waiting(bids) => say!(words, "letters-fate-waiting", bids = names(bids)),
        Fate::After(number) => say!(words, "letters-fate-after", number = *number),
        Fate::Nobody => say!(words, "letters-fate-nobody"),
    }
}

/// The same as the beginning of a sentence.
fn fate(contest: &Contest<'_>) -> String {
    capital(&outcome(contest))
}
