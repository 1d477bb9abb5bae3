//! The result for one bidder, with its reasons; of the winner no more than its name, its points and where it does better.

use serde::Serialize;

use super::{Bidder, Faulty, Line, Lot, Opening, Point, Promise};
use super::{bidder, faulty, line, lot, opening, points, promises, those};
use crate::letters::{Contest, Fate, Tendering};
use crate::report::Report;
use crate::report::view::{Fault, faults};
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
    /// What is wrong with its declaration, where it could not be judged.
    pub faults: Vec<Fault>,
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
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it weighs in the award.
    pub weight: u32,
}

/// The letter to one bidder.
pub fn award(of: &Tendering<'_>, contest: &Contest<'_>, report: &Report) -> Award {
    let comparison = &contest.comparison;
    let at = contest.place_of(report);
    let place = at.and_then(|at| contest.ranking.places.get(at));
    let winner = contest.fate.winner();
    let won = at.is_some() && at == winner;
    let admissible = place.is_some_and(|place| place.total.is_some());
    let passed = match (&contest.fate, at) {
        (Fate::Won { passed, .. }, Some(at)) => passed.contains(&at),
        _ => false,
    };
    let standing = |bid: usize, row: &crate::compare::Row| row.cells.get(bid).map(|cell| cell.standing);
    let short = |standing| matches!(standing, Some(Standing::Failed | Standing::Lacking | Standing::Waiting));
    let weighed = |wanted: &dyn Fn(&crate::compare::Row) -> bool| {
        let rows = comparison.rows.iter().filter(|row| row.weight > 0 && wanted(row));
        let rows =
            rows.map(|row| Weighed { id: row.id.clone(), title: row.title.clone(), weight: row.weight });
        rows.collect::<Vec<_>>()
    };
    let chosen = winner.filter(|_| !won).and_then(|winner| {
        let bid = comparison.bids.get(winner)?;
        let place = contest.ranking.places.get(winner)?;
        Some(Winner {
            vendor: bid.vendor.clone(),
            security: points(bid.earning.map(|earning| earning.now)),
            other: points(place.other),
            total: points(place.total.filter(|_| contest.ranking.counted)),
            advantages: weighed(&|row| {
                let own = at.and_then(|at| standing(at, row));
                admissible && short(own) && standing(winner, row) == Some(Standing::Fulfilled)
            }),
        })
    });
    let sound = report.outcome.sound();
    let missed = those(of, report, |judged| {
        let standing = report.standing(judged);
        judged.obligation == Obligation::Shall && matches!(standing, Standing::Failed | Standing::Lacking)
    });
    Award {
        opening: opening(of),
        lot: lot(contest.lot),
        bidder: bidder(report),
        won,
        own: place.and_then(|place| line(contest, place)),
        faults: if sound { Vec::new() } else { faults(report, of.spec, of.sources) },
        files: faulty(report, &missed),
        missed,
        unfulfilled: weighed(&|row| short(at.and_then(|at| standing(at, row)))),
        admissible,
        passed,
        most_lots: of.spec.tender.most_lots().unwrap_or_default(),
        winner: chosen,
        promises: at.filter(|_| won).map(|at| promises(contest, at)).unwrap_or_default(),
        standstill: of.given.standstill.map(day).unwrap_or_default(),
    }
}
