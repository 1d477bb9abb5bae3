//! The result for one bidder, with its reasons; of the winner no more than its name, its points and where it does better.

use serde::Serialize;

use super::{Bidder, Faulty, Line, Lot, Opening, Point, Promise};
use super::{bidder, devices, faulty, lacks, line, lot, opening, points, promises, those, wrong};
use crate::compare::{Cell, Comparison, Offer, Row};
use crate::letters::{Contest, Fate, Party, Tendering};
use crate::report::view::Fault;
use crate::resolve::spec::Obligation;
use crate::standing::Standing;
use crate::text::words::day;

/// A letter about the award of a lot.
#[derive(Debug, Serialize)]
pub struct Award {
    /// What it begins with.
    #[serde(flatten)]
    pub opening: Opening,
    /// The lot.
    pub lot: Lot,
    /// Whom it is for.
    pub bidder: Bidder,
    /// Whether it is awarded the lot.
    pub won: bool,
    /// What it earns; nothing where its declaration could not be judged.
    pub own: Option<Line>,
    /// What is wrong with its declarations, as far as they could not be judged.
    pub faults: Vec<Fault>,
    /// The kinds of device that there is no declaration for.
    pub kinds: Vec<String>,
    /// The `shall`s that failed, or lack an answer or evidence.
    pub missed: Vec<Point>,
    /// The files that are not in order and on which these hang.
    pub files: Vec<Faulty>,
    /// What it does not fulfil that has a weight.
    pub unfulfilled: Vec<Weighed>,
    /// Whether it was in the running (Article 55(2)(c): an admissible tender).
    pub admissible: bool,
    /// Whether it is passed over since its bidder has won as many lots as one may.
    pub passed: bool,
    /// In how many lots one bidder may be awarded a contract; 0 where any number may.
    pub most_lots: usize,
    /// The bid that is awarded the lot; nothing where none is.
    pub winner: Option<Winner>,
    /// What the contract takes in of it, where it is awarded the lot.
    pub promises: Vec<Promise>,
    /// The last day on which no contract is concluded; empty where it is not said.
    pub standstill: String,
}

/// What others learn of the winner.
#[derive(Debug, Serialize)]
pub struct Winner {
    /// The vendor.
    pub vendor: String,
    /// What it earns for these requirements; empty without an award.
    pub security: String,
    /// What it earns by other criteria; empty where that is not said.
    pub other: String,
    /// What it earns in all; empty where nothing is counted.
    pub total: String,
    /// What has a weight and is fulfilled by it alone of the two; none for who is not in the running.
    pub advantages: Vec<Weighed>,
}

/// A requirement with what it weighs.
#[derive(Debug, Serialize)]
pub struct Weighed {
    /// The device, where the bidder declares several; else empty.
    pub device: String,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it weighs in the award.
    pub weight: u32,
}

/// The letter to one bidder.
pub fn award(of: &Tendering<'_>, contest: &Contest<'_>, party: &Party<'_>) -> Award {
    let at = party.offer;
    let place = at.and_then(|at| contest.ranking.places.get(at));
    let winner = contest.fate.winner();
    let won = at.is_some() && at == winner;
    let admissible = place.is_some_and(|place| place.total.is_some());
    let passed = match (&contest.fate, at) {
        (Fate::Won { passed, .. }, Some(at)) => passed.contains(&at),
        _ => false,
    };
    let own = at.map(|at| devices(contest, at)).unwrap_or_default();
    let chosen = winner.filter(|_| !won).and_then(|winner| {
        let offer = contest.comparison.offers.get(winner)?;
        let place = contest.ranking.places.get(winner)?;
        Some(Winner {
            vendor: offer.vendor.clone(),
            security: points(offer.earning.map(|earning| earning.now)),
            other: points(place.other),
            total: points(place.total.filter(|_| contest.ranking.counted)),
            advantages: unfulfilled(contest, &own, |row, bid| {
                admissible && fulfils(&contest.comparison, offer, row, bid)
            }),
        })
    });
    let missed = those(of, party, |report, judged| {
        let standing = report.standing(judged);
        judged.obligation == Obligation::Shall && matches!(standing, Standing::Failed | Standing::Lacking)
    });
    Award {
        opening: opening(of),
        lot: lot(contest.lot),
        bidder: bidder(party),
        won,
        own: place.and_then(|place| line(contest, place)),
        faults: wrong(of, party),
        kinds: lacks(contest, party),
        files: faulty(party, &missed),
        missed,
        unfulfilled: unfulfilled(contest, &own, |_, _| true),
        admissible,
        passed,
        most_lots: of.spec.tender.most_lots().unwrap_or_default(),
        winner: chosen,
        promises: at.filter(|_| won).map(|at| promises(contest, at)).unwrap_or_default(),
        standstill: of.given.standstill.map(day).unwrap_or_default(),
    }
}

/// What has a weight and is not fulfilled by the bids of an offer, as far as it is wanted.
fn unfulfilled(
    contest: &Contest<'_>,
    own: &[(String, usize)],
    wanted: impl Fn(&Row, usize) -> bool,
) -> Vec<Weighed> {
    let short =
        |cell: &Cell| matches!(cell.standing, Standing::Failed | Standing::Lacking | Standing::Waiting);
    let mut weighed = Vec::new();
    for row in contest.comparison.rows.iter().filter(|row| row.weight > 0) {
        for (device, bid) in own {
            if row.cells.get(*bid).is_some_and(short) && wanted(row, *bid) {
                let (device, id, title) = (device.clone(), row.id.clone(), row.title.clone());
                weighed.push(Weighed { device, id, title, weight: row.weight });
            }
        }
    }
    weighed
}

/// Whether an offer fulfils a requirement with every device of the kind that a bid is of.
fn fulfils(of: &Comparison, offer: &Offer, row: &Row, bid: usize) -> bool {
    let kind = of.bids.get(bid).and_then(|bid| bid.kind.as_ref());
    let alike = offer.bids.iter().filter(|at| of.bids.get(**at).is_some_and(|bid| bid.kind.as_ref() == kind));
    let mut standings = alike.filter_map(|at| row.cells.get(*at)).map(|cell| cell.standing).peekable();
    standings.peek().is_some() && standings.all(|standing| standing == Standing::Fulfilled)
}
