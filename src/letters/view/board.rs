//! The result across lots, in full and on one page for the board.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Lot, Opening, Promise, called, fate, lot, opening, points, promises};
use crate::letters::{Contest, Tendering};
use crate::resolve::award::Points;

/// The result across lots.
#[derive(Debug, Serialize)]
pub struct Allotment {
    /// What it begins with.
    #[serde(flatten)]
    pub opening: Opening,
    /// In how many lots one bidder may be awarded a contract; 0 where any number may.
    pub most_lots: usize,
    /// The lots that there are bids for.
    pub lots: Vec<Allotted>,
    /// The lots that nobody bids for.
    pub unbid: Vec<Lot>,
    /// The bidders, by name, with a cell for each of the lots.
    pub bidders: Vec<Tally>,
}

/// A lot with what becomes of it.
#[derive(Debug, Serialize)]
pub struct Allotted {
    /// It.
    pub lot: Lot,
    /// What becomes of it.
    pub fate: String,
}

/// A bidder.
#[derive(Debug, Serialize)]
pub struct Tally {
    /// Its name.
    pub vendor: String,
    /// How many lots it is awarded.
    pub won: usize,
    /// For each lot, its best bid there.
    pub cells: Vec<Cell>,
}

/// What a bidder makes of a lot.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// Whether it bids for the lot.
    pub bids: bool,
    /// Whether its best bid there is in the running.
    pub running: bool,
    /// The place of that, from 1; empty where nothing is counted.
    pub rank: String,
    /// What that earns; empty where nothing is counted.
    pub total: String,
    /// Whether it is awarded the lot.
    pub won: bool,
}

/// The result across the lots.
pub fn allotment(of: &Tendering<'_>) -> Allotment {
    let lots = of.contests.len();
    let mut bidders: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
    for (at, contest) in of.contests.iter().enumerate() {
        let mut places: Vec<_> = contest.ranking.places.iter().collect();
        places.sort_by_key(|place| place.rank.unwrap_or(usize::MAX));
        for place in places {
            let Some(offer) = contest.comparison.offers.get(place.offer) else { continue };
            let cells = bidders.entry(&offer.vendor).or_insert_with(|| vec![Cell::default(); lots]);
            let Some(cell) = cells.get_mut(at) else { continue };
            cell.won |= contest.fate.winner() == Some(place.offer);
            if !cell.bids {
                cell.bids = true;
                let counted = contest.ranking.counted;
                cell.running = place.total.is_some();
                cell.rank = place.rank.filter(|_| counted).map(|rank| rank.to_string()).unwrap_or_default();
                cell.total = points(place.total.filter(|_| counted));
            }
        }
    }
    let tally = |(vendor, cells): (&str, Vec<Cell>)| Tally {
        vendor: vendor.to_owned(),
        won: cells.iter().filter(|cell| cell.won).count(),
        cells,
    };
    Allotment {
        opening: opening(of),
        most_lots: of.spec.tender.most_lots().unwrap_or_default(),
        lots: of
            .contests
            .iter()
            .map(|contest| Allotted { lot: lot(contest.lot), fate: fate(contest) })
            .collect(),
        unbid: unbid(of),
        bidders: bidders.into_iter().map(tally).collect(),
    }
}

/// The lots that nobody bids for.
fn unbid(of: &Tendering<'_>) -> Vec<Lot> {
    let bid_for = |id: &str| of.contests.iter().any(|contest| contest.lot.id == id);
    of.spec.lots.iter().filter(|lot| !bid_for(&lot.id)).map(lot).collect()
}

/// The page for the board.
#[derive(Debug, Serialize)]
pub struct Board {
    /// What it begins with.
    #[serde(flatten)]
    pub opening: Opening,
    /// In how many lots one bidder may be awarded a contract; 0 where any number may.
    pub most_lots: usize,
    /// The lots that there are bids for.
    pub lots: Vec<Summed>,
    /// The lots that nobody bids for.
    pub unbid: Vec<Lot>,
    /// Whether all of them are decided.
    pub decided: bool,
    /// Whether anybody is awarded one of them.
    pub awarded: bool,
}

/// A lot on the page for the board.
#[derive(Debug, Serialize)]
pub struct Summed {
    /// It.
    pub lot: Lot,
    /// How many bids there are.
    pub bids: usize,
    /// How many of them are in the running.
    pub running: usize,
    /// What becomes of it.
    pub fate: String,
    /// Whether somebody is awarded it.
    pub won: bool,
    /// What the winner earns; empty where nobody is awarded it, or nothing is counted.
    pub total: String,
    /// The best of the others that are in the running; empty where there is none.
    pub second: String,
    /// How many points it is behind the winner; empty where nothing is counted.
    pub behind: String,
    /// What the contract takes in.
    pub promises: Vec<Promise>,
    /// The single decisions of reviewers on which the first place hangs: "DEV-04 of A".
    pub hinges: Vec<Hinge>,
}

/// A decision on which the first place hangs.
#[derive(Debug, Serialize)]
pub struct Hinge {
    /// The id of the requirement.
    pub id: String,
    /// The bid.
    pub bid: String,
}

/// The page for the board.
pub fn board(of: &Tendering<'_>) -> Board {
    Board {
        opening: opening(of),
        most_lots: of.spec.tender.most_lots().unwrap_or_default(),
        lots: of.contests.iter().map(summed).collect(),
        unbid: unbid(of),
        awarded: of.contests.iter().any(|contest| contest.fate.winner().is_some()),
        decided: of.contests.iter().all(|contest| contest.fate.is_decided()),
    }
}

fn summed(contest: &Contest<'_>) -> Summed {
    let offers = &contest.comparison.offers;
    let places = &contest.ranking.places;
    let winner = contest.fate.winner();
    let total = winner.and_then(|at| places.get(at)?.total);
    let others = places.iter().filter(|place| winner.is_some() && Some(place.offer) != winner);
    let second = others
        .filter(|place| place.total.is_some())
        .max_by_key(|place| (place.total, std::cmp::Reverse(place.offer)));
    let behind = total
        .zip(second.and_then(|second| second.total))
        .and_then(|(first, second)| first.0.checked_sub(second.0));
    let counted = contest.ranking.counted;
    let hinges = contest.ranking.flips.iter().filter(|flip| flip.leads.0 != flip.leads.1);
    Summed {
        lot: lot(contest.lot),
        bids: contest.parties().len(),
        running: places.iter().filter(|place| place.most.is_some()).count(),
        fate: fate(contest),
        won: winner.is_some(),
        total: points(total.filter(|_| counted)),
        second: second
            .and_then(|place| offers.get(place.offer))
            .map(|offer| called(&offer.vendor, &offer.device))
            .unwrap_or_default(),
        behind: points(behind.map(Points).filter(|_| counted)),
        promises: winner.map(|winner| promises(contest, winner)).unwrap_or_default(),
        hinges: hinges
            .filter_map(|flip| {
                let id = contest.comparison.rows.get(flip.row)?.id.clone();
                let bid = contest.comparison.bids.get(flip.bid)?;
                Some(Hinge { id, bid: called(&bid.vendor, &bid.device) })
            })
            .collect(),
    }
}
