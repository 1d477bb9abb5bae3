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

use super::{Contest, Fate, Party, Place, Tendering};
use crate::document::view::{self, Head};
use crate::report::Report;
use crate::report::view::{Fault, faults};
use crate::resolve::award::Points;
use crate::resolve::spec::{self, Obligation};
use crate::say;
use crate::text::file_name;
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
    /// Its declarations, at least one.
    pub declarations: Vec<Declared>,
}

/// A declaration.
#[derive(Debug, Serialize)]
pub struct Declared {
    /// The device with its version, and its kind in a lot of several; may be empty.
    pub device: String,
    /// The name of the file; in which folder the buyer keeps its bids is nobody else's business.
    pub file: String,
}

/// What one bidder offers, with what it earns.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The letter that names it where there is little room.
    pub letter: String,
    /// The vendor.
    pub vendor: String,
    /// The device with its version; of several, what the declaration of each is called here.
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
    /// The `shall`s that failed, or lack an answer or evidence, by id; before them the declarations that are missing.
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

fn bidder(party: &Party<'_>) -> Bidder {
    let vendors = party.reports.iter().map(|report| report.outcome.vendor.trim());
    let declared = party
        .reports
        .iter()
        .map(|report| Declared { device: device(report), file: file_name(&report.file).to_owned() });
    Bidder {
        vendor: vendors.into_iter().next().unwrap_or_default().to_owned(),
        declarations: declared.collect(),
    }
}

/// The device of a declaration with its version; may be empty.
fn device(report: &Report) -> String {
    let outcome = &report.outcome;
    outcome.device.strip_prefix(outcome.vendor.trim()).unwrap_or(&outcome.device).trim().to_owned()
}

/// The declarations of a bidder, each with its device where they are several, else with nothing.
fn each<'a>(party: &Party<'a>) -> Vec<(String, &'a Report)> {
    let several = party.reports.len() > 1;
    let reports = party.reports.iter();
    reports.map(|report| (if several { device(report) } else { String::new() }, *report)).collect()
}

/// The bids of an offer, by their places, each with its device where they are several, else with nothing.
fn devices(contest: &Contest<'_>, offer: usize) -> Vec<(String, usize)> {
    let bids = contest.comparison.offers.get(offer).map(|offer| offer.bids.as_slice()).unwrap_or_default();
    let device = |at: &usize| contest.comparison.bids.get(*at).map(|bid| bid.device.clone());
    let several = bids.len() > 1;
    bids.iter().map(|at| (device(at).filter(|_| several).unwrap_or_default(), *at)).collect()
}

/// The kinds of device that a bidder has no declaration for; none where nothing of it can be compared.
fn lacks(contest: &Contest<'_>, party: &Party<'_>) -> Vec<String> {
    let offer = party.offer.and_then(|at| contest.comparison.offers.get(at));
    offer.into_iter().flat_map(|offer| &offer.lacks).map(|kind| kind.title.clone()).collect()
}

/// What is wrong with declarations that could not be judged.
fn wrong(of: &Tendering<'_>, party: &Party<'_>) -> Vec<Fault> {
    let unsound = party.reports.iter().filter(|report| !report.outcome.sound());
    unsound.flat_map(|report| faults(report, of.spec, of.sources)).collect()
}

fn line(contest: &Contest<'_>, place: &Place) -> Option<Line> {
    let words = Words::English;
    let comparison = &contest.comparison;
    let offer = comparison.offers.get(place.offer)?;
    let earning = offer.earning;
    let bids = || offer.bids.iter().filter_map(|at| comparison.bids.get(*at));
    Some(Line {
        letter: offer.letter.clone(),
        vendor: offer.vendor.clone(),
        device: comparison.devices(offer, words),
        standing: offer.standing.said(words),
        running: place.total.is_some(),
        rank: place.rank.filter(|_| contest.ranking.counted).map(|rank| rank.to_string()).unwrap_or_default(),
        fulfilled: earning.map(|earning| earning.fulfilled).unwrap_or_default(),
        applicable: earning.map(|earning| earning.applicable).unwrap_or_default(),
        security: points(earning.map(|earning| earning.now)),
        other: points(place.other),
        total: points(place.total.filter(|_| contest.ranking.counted)),
        most: points(place.most.filter(|_| contest.ranking.counted)),
        held: bids()
            .flat_map(|bid| &bid.waiting)
            .filter_map(|row| comparison.rows.get(*row))
            .any(|row| row.obligation == Obligation::Shall),
        missed: comparison.missed(offer, words),
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

/// What somebody offers, as it is called where there is room: vendor and device.
fn called(vendor: &str, device: &str) -> String {
    say!(Words::English, "letters-called", vendor = vendor, device = device)
}

/// What becomes of a lot, as a phrase without a full stop.
pub fn outcome(contest: &Contest<'_>) -> String {
    let words = Words::English;
    let names = |offers: &[usize]| {
        let offers = offers.iter().filter_map(|at| contest.comparison.offers.get(*at));
        words.join(offers.map(|offer| called(&offer.vendor, &offer.device)), "and")
    };
    match &contest.fate {
        Fate::Won { offer, passed } if passed.is_empty() => {
            say!(words, "letters-fate-won", bid = names(&[*offer]))
        }
        Fate::Won { offer, passed } => {
            let passed = names(passed);
            say!(words, "letters-fate-passed", bid = names(&[*offer]), passed = passed)
        }
        Fate::Tied(offers) if contest.ranking.counted => {
            say!(words, "letters-fate-tied", bids = names(offers))
        }
        Fate::Tied(offers) => say!(words, "letters-fate-uncounted", bids = names(offers)),
        Fate::Waiting(offers) => say!(words, "letters-fate-waiting", bids = names(offers)),
        Fate::After(number) => say!(words, "letters-fate-after", number = *number),
        Fate::Nobody => say!(words, "letters-fate-nobody"),
    }
}

/// The same as the beginning of a sentence.
fn fate(contest: &Contest<'_>) -> String {
    capital(&outcome(contest))
}
