//! The ranking of a lot: the arithmetic, and what every single decision would change.

use serde::Serialize;

use super::{Line, Lot, Opening, fate, lines, lot, opening, points};
use crate::compare::Scope;
use crate::judgement::Ruling;
use crate::letters::{Contest, Flip, Tendering};
use crate::words::Words;

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
    /// Whether the lot has several kinds of device, so that a bid has several declarations.
    pub several: bool,
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
        several: contest.comparison.scope == Scope::Vendor,
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
    let (bids, offers) = (&contest.comparison.bids, &contest.comparison.offers);
    let letters = |of: &[usize]| {
        let letters = of.iter().filter_map(|at| Some(offers.get(*at)?.letter.clone()));
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
