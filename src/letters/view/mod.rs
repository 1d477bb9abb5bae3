//! What the templates of a committee's documents see, in plain values and words.
//!
//! Every decision is made here, so that a template holds nothing but words and order. What a vendor wrote is
//! text wherever it stands. A view for one bidder is made of its own report, and of the winner's name and points.

mod award;
mod record;
mod request;

use serde::Serialize;

use super::{Contest, Fate, Place, Tendering};
use crate::compare::Bid;
use crate::document::view::{self, Head};
use crate::judgement::{Bound, Ruling};
use crate::report::Report;
use crate::report::view::Requirement;
use crate::resolve::award::Points;
use crate::resolve::spec::{self, Obligation};
use crate::say;
use crate::standing;
use crate::text::words::{capital, day};
use crate::words::Words;

pub use award::award;
pub use record::{allotment, board, minutes, ranking};
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

/// A requirement of one bid, with why it is not fulfilled.
#[derive(Debug, Serialize)]
pub struct Point {
    /// The requirement with the answers of the bid.
    pub requirement: Requirement,
    /// Why a reviewer refused it; empty where none did.
    pub why: String,
    /// The files for it that a reviewer refused.
    pub refused: Vec<Refused>,
    /// Whether there is more to say of it than that files are not in order.
    pub more: bool,
}

/// A file that shall be enclosed and is not in order.
#[derive(Debug, Serialize)]
pub struct Faulty {
    /// What people call its kind.
    pub kind: String,
    /// Its path, as the declaration has it.
    pub file: String,
    /// The worst that is found, in two words or so.
    pub state: String,
    /// What is found, as phrases without a full stop.
    pub findings: Vec<String>,
    /// The requirements that hang on it.
    pub requirements: Vec<Mention>,
}

/// A requirement that is named.
#[derive(Debug, Serialize)]
pub struct Mention {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// The files of a bid that are not in order and on which any of these requirements hangs.
fn faulty(report: &Report, points: &[Point]) -> Vec<Faulty> {
    let hangs = |id: &str, kind: &str| {
        let judged = report.outcome.requirement(id);
        judged.is_some_and(|judged| report.not_shown(judged).contains(&kind))
    };
    let exhibits = report.exhibits.iter().flatten().filter(|exhibit| !standing::usable(exhibit.state()));
    let faulty = exhibits.map(|exhibit| {
        let requirements = points.iter().map(|point| &point.requirement);
        let own = requirements.filter(|of| exhibit.serves.contains(&of.id) && hangs(&of.id, &exhibit.kind));
        Faulty {
            kind: exhibit.title.clone(),
            file: exhibit.file.clone(),
            state: exhibit.state().word().replace('-', " "),
            findings: exhibit.findings.iter().map(|finding| finding.say(Words::English)).collect(),
            requirements: own.map(|of| Mention { id: of.id.clone(), title: of.title.clone() }).collect(),
        }
    });
    faulty.filter(|faulty| !faulty.requirements.is_empty()).collect()
}

/// A file that a reviewer refused.
#[derive(Debug, Serialize)]
pub struct Refused {
    /// What people call its kind.
    pub kind: String,
    /// Why.
    pub why: String,
}

/// Those requirements of a bid that stand in a wanted way.
fn those(of: &Tendering<'_>, report: &Report, wanted: impl Fn(&crate::check::Judged) -> bool) -> Vec<Point> {
    let shown = crate::report::view::requirements(report, of.spec, of.sources, wanted);
    let points = shown.into_iter().map(|requirement| {
        let refusal =
            |bound: &Bound| (bound.ruling() == Some(Ruling::Refused)).then(|| bound.judgement().why.clone());
        let refused = report.on_files_for(&requirement.id).filter_map(|(piece, bound)| {
            Some(Refused { kind: of.spec.evidence_title(&piece.kind).to_owned(), why: refusal(bound)? })
        });
        let refused: Vec<Refused> = refused.collect();
        let why = report.judgements.get(&requirement.id).and_then(refusal).unwrap_or_default();
        let unlisted =
            requirement.missing.iter().any(|missing| missing.obligation == Obligation::Shall.word());
        let more = unlisted || !refused.is_empty() || !why.is_empty() || !requirement.reasons.is_empty();
        Point { requirement, why, refused, more }
    });
    points.collect()
}

/// What was accepted of a bid on a condition.
#[derive(Debug, Serialize)]
pub struct Promise {
    /// The id of the requirement.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The condition; empty where there is none.
    pub condition: String,
    /// What the vendor does in place of the requirement, by lines; empty where it does not deviate.
    pub measure: Vec<String>,
}

/// What the contract must take in of a bid: deviations that were accepted, and conditions on which anything was.
fn promises(contest: &Contest<'_>, bid: usize) -> Vec<Promise> {
    let rows = contest.comparison.rows.iter().filter_map(|row| Some((row, row.cells.get(bid)?)));
    let promises = rows.filter_map(|(row, cell)| {
        let bound = cell.judgement.as_ref().filter(|bound| bound.ruling() == Some(Ruling::Accepted))?;
        let condition = bound.judgement().condition.clone().unwrap_or_default();
        let measure: Vec<String> = cell
            .deviation
            .iter()
            .flat_map(|deviation| deviation.measure.lines())
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        (!condition.is_empty() || !measure.is_empty()).then(|| Promise {
            id: row.id.clone(),
            title: row.title.clone(),
            condition,
            measure,
        })
    });
    promises.collect()
}
