//! What stays with the buyer: minutes, rankings, the result across lots, the page for the board.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Line, Lot, Opening, Promise, called, fate, lines, lot, opening, points, promises};
use crate::judgement::Ruling;
use crate::letters::{Contest, Flip, Read, Tendering};
use crate::report::Decision;
use crate::resolve::award::Points;
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
        most_lots: of.given.most_lots.unwrap_or_default(),
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

/// The ranking of a lot.
#[derive(Debug, Serialize)]
pub struct Ranking {
    /// What it begins with.
    #[serde(flatten)]
    pub opening: Opening,
    /// The lot.
    pub lot: Lot,
    /// The points of the award; 0 where the tender gives none.
    pub points: u32,
    /// The points that a bid must earn; 0 where any number will do.
    pub minimum: u32,
    /// Whether bids earn points.
    pub counted: bool,
    /// Whether points by other criteria are named.
    pub other: bool,
    /// Its bids, the best first.
    pub bids: Vec<Line>,
    /// What would change if one decision that is to come were a refusal.
    pub waiting: Vec<Turn>,
    /// What would change if one decision that was made were the other one.
    pub decided: Vec<Turn>,
    /// What becomes of the lot.
    pub fate: String,
}

/// One decision, the other way.
#[derive(Debug, Serialize)]
pub struct Turn {
    /// The letter of the bid.
    pub bid: String,
    /// The id of the requirement.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
    /// What it weighs; 0 where it has no weight.
    pub weight: u32,
    /// What was decided: `accepted`, `refused`; empty where it waits.
    pub decided: &'static str,
    /// What the bid earns as it was decided, or if it is accepted; empty where it is out.
    pub before: String,
    /// What it earns the other way; empty where it is out.
    pub after: String,
    /// Who is first then: the letters of the bids; empty where none is left.
    pub first: String,
    /// Whether that is another than before.
    pub changes: bool,
}

/// The ranking of one lot.
pub fn ranking(of: &Tendering<'_>, contest: &Contest<'_>) -> Ranking {
    let award = of.spec.award(contest.lot);
    let (waiting, decided) = contest.ranking.flips.iter().partition(|flip: &&Flip| flip.decided.is_none());
    let turns = |flips: Vec<&Flip>| flips.into_iter().filter_map(|flip| turn(contest, flip)).collect();
    Ranking {
        opening: opening(of),
        lot: lot(contest.lot),
        points: award.map(|award| award.points).unwrap_or_default(),
        minimum: award.map(|award| award.minimum).unwrap_or_default(),
        counted: contest.ranking.counted,
        other: contest.ranking.places.iter().any(|place| place.other.is_some()),
        bids: lines(contest),
        waiting: turns(waiting),
        decided: turns(decided),
        fate: fate(contest),
    }
}

fn turn(contest: &Contest<'_>, flip: &Flip) -> Option<Turn> {
    let row = contest.comparison.rows.get(flip.row)?;
    let bids = &contest.comparison.bids;
    let letters = |of: &[usize]| {
        let letters = of.iter().filter_map(|at| Some(bids.get(*at)?.letter.clone()));
        Words::English.join(letters, "and")
    };
    Some(Turn {
        bid: bids.get(flip.bid)?.letter.clone(),
        id: row.id.clone(),
        title: row.title.clone(),
        obligation: row.obligation.word(),
        weight: row.weight,
        decided: flip.decided.map(Ruling::word).unwrap_or_default(),
        before: points(flip.before),
        after: points(flip.after),
        first: letters(&flip.leads.1),
        changes: flip.leads.0 != flip.leads.1,
    })
}

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
            let Some(bid) = contest.comparison.bids.get(place.bid) else { continue };
            let cells = bidders.entry(&bid.vendor).or_insert_with(|| vec![Cell::default(); lots]);
            let Some(cell) = cells.get_mut(at) else { continue };
            cell.won |= contest.fate.winner() == Some(place.bid);
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
        most_lots: of.given.most_lots.unwrap_or_default(),
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
        most_lots: of.given.most_lots.unwrap_or_default(),
        lots: of.contests.iter().map(summed).collect(),
        unbid: unbid(of),
        decided: of.contests.iter().all(|contest| contest.fate.is_decided()),
    }
}

fn summed(contest: &Contest<'_>) -> Summed {
    let bids = &contest.comparison.bids;
    let places = &contest.ranking.places;
    let winner = contest.fate.winner();
    let total = winner.and_then(|at| places.get(at)?.total);
    let others = places.iter().filter(|place| winner.is_some() && Some(place.bid) != winner);
    let second = others
        .filter(|place| place.total.is_some())
        .max_by_key(|place| (place.total, std::cmp::Reverse(place.bid)));
    let behind = total
        .zip(second.and_then(|second| second.total))
        .and_then(|(first, second)| first.0.checked_sub(second.0));
    let counted = contest.ranking.counted;
    let hinges = contest.ranking.flips.iter().filter(|flip| flip.leads.0 != flip.leads.1);
    Summed {
        lot: lot(contest.lot),
        bids: contest.reports.len(),
        running: places.iter().filter(|place| place.most.is_some()).count(),
        fate: fate(contest),
        won: winner.is_some(),
        total: points(total.filter(|_| counted)),
        second: second.and_then(|place| bids.get(place.bid)).map(called).unwrap_or_default(),
        behind: points(behind.map(Points).filter(|_| counted)),
        promises: winner.map(|winner| promises(contest, winner)).unwrap_or_default(),
        hinges: hinges
            .filter_map(|flip| {
                let id = contest.comparison.rows.get(flip.row)?.id.clone();
                Some(Hinge { id, bid: called(bids.get(flip.bid)?) })
            })
            .collect(),
    }
}
