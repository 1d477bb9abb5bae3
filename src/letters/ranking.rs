//! The places of what bidders offer for a lot, by the points that the annex promises and those of other criteria, and on
//! which single decisions the order hangs.

use std::collections::BTreeMap;

use crate::compare::points;
use crate::compare::{Comparison, Offer, Row};
use crate::judgement::{Bound, Ruling};
use crate::resolve::award::Points;
use crate::resolve::spec::{Award, Obligation};
use crate::standing::Standing;

/// The offers for a lot with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// A place for each offer, in the order of the comparison.
    pub places: Vec<Place>,
    /// What would come of it if one decision were another, by bid and requirement.
    pub flips: Vec<Flip>,
    /// Whether bids earn anything: by these requirements, or by other criteria.
    pub counted: bool,
}

/// The place of one offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The offer, by its place in the comparison.
    pub offer: usize,
    /// What it earns by other criteria, where that is said.
    pub other: Option<Points>,
    /// What it earns in all, with what waits for a reviewer not fulfilled; nothing where it is out: a `shall`
    /// failed or lacks something, a declaration is missing, or it misses the points that it must earn.
    pub total: Option<Points>,
    /// The same if reviewers accepted everything that waits.
    pub most: Option<Points>,
    /// Its place by [`Self::total`], from 1; offers of as many points share one. Nothing where it is out.
    pub rank: Option<usize>,
    /// Whether a reviewer has yet to decide on anything of it.
    pub waits: bool,
}

/// One decision, as if it were the other one, while all else that waits is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The bid, by its place in the comparison.
    pub bid: usize,
    /// The requirement, by its place in the comparison.
    pub row: usize,
    /// What was decided; nothing where it waits.
    pub decided: Option<Ruling>,
    /// What the offer earns in all as it was decided, or if it is accepted; nothing where it is out.
    pub before: Option<Points>,
    /// What it earns the other way.
    pub after: Option<Points>,
    /// The offers of the first place before, and the other way.
    pub leads: (Vec<usize>, Vec<usize>),
}

/// Ranks the offers for a lot. `other`: what they earn by other criteria, by the file of any of their declarations.
pub fn rank(of: &Comparison, award: Option<&Award>, other: &BTreeMap<String, Points>) -> Ranking {
    let scale = Scale { of, award, other };
    let as_it_is = |_: usize, _: usize, standing: Standing| standing;
    let accepted = |_: usize, _: usize, standing: Standing| match standing {
        Standing::Waiting => Standing::Fulfilled,
        standing => standing,
    };
    let totals: Vec<Option<Points>> = of.offers.iter().map(|offer| scale.total(offer, &as_it_is)).collect();
    let most: Vec<Option<Points>> = of.offers.iter().map(|offer| scale.total(offer, &accepted)).collect();
    let waits = |offer: &Offer| {
        offer.bids.iter().filter_map(|at| of.bids.get(*at)).any(|bid| !bid.waiting.is_empty())
    };
    let places = of.offers.iter().enumerate().map(|(at, offer)| Place {
        offer: at,
        other: scale.other(offer),
        total: totals.get(at).copied().flatten(),
        most: most.get(at).copied().flatten(),
        rank: rank_of(at, &totals),
        waits: waits(offer),
    });
    let places = places.collect();
    let flips = (0..of.offers.len()).flat_map(|offer| flips(&scale, offer, &most)).collect();
    Ranking { places, flips, counted: award.is_some() || !other.is_empty() }
}

/// What offers are measured by.
struct Scale<'a> {
    of: &'a Comparison,
    award: Option<&'a Award>,
    other: &'a BTreeMap<String, Points>,
}

impl Scale<'_> {
    fn other(&self, offer: &Offer) -> Option<Points> {
        let mut bids = offer.bids.iter().filter_map(|at| self.of.bids.get(*at));
        bids.find_map(|bid| self.other.get(&bid.file).copied())
    }

    /// What an offer earns in all if its requirements, by bid and row, stood so; nothing where it is out.
    fn total(&self, offer: &Offer, stands: &dyn Fn(usize, usize, Standing) -> Standing) -> Option<Points> {
        let rows = self.of.rows.iter().enumerate();
        let rows: Vec<(&Row, Standing)> = rows
            .flat_map(|(place, row)| {
                let bids = offer.bids.iter();
                bids.filter_map(move |bid| Some((row, stands(*bid, place, row.cells.get(*bid)?.standing))))
            })
            .collect();
        let out = |(row, standing): &(&Row, Standing)| {
            row.obligation == Obligation::Shall && matches!(standing, Standing::Failed | Standing::Lacking)
        };
        if offer.lacks_declaration() || rows.iter().any(out) {
            return None;
        }
        let other = self.other(offer).unwrap_or(Points(0));
        let Some(award) = self.award else { return Some(other) };
        let earning = points::earning(award, rows.into_iter());
        (!earning.falls_short()).then(|| Points(earning.now.0.saturating_add(other.0)))
    }
}

/// Every decision on an offer the other way, by bid and row.
fn flips(scale: &Scale<'_>, at: usize, most: &[Option<Points>]) -> Vec<Flip> {
    let Some(offer) = scale.of.offers.get(at) else { return Vec::new() };
    let mut flips = Vec::new();
    for (bid, (place, row)) in
        offer.bids.iter().flat_map(|bid| scale.of.rows.iter().enumerate().map(move |row| (*bid, row)))
    {
        let Some(cell) = row.cells.get(bid) else { continue };
        let decided = cell.judgement.as_ref().and_then(Bound::ruling);
        let other = match (cell.standing, decided) {
            (Standing::Waiting, _) | (Standing::Fulfilled, Some(Ruling::Accepted)) => Standing::Failed,
            (Standing::Failed, Some(Ruling::Refused)) => Standing::Fulfilled,
            _ => continue,
        };
        let after = scale.total(offer, &|of, row, standing| match standing {
            _ if (of, row) == (bid, place) => other,
            Standing::Waiting => Standing::Fulfilled,
            standing => standing,
        });
        let mut totals = most.to_vec();
        if let Some(total) = totals.get_mut(at) {
            *total = after;
        }
        let before = most.get(at).copied().flatten();
        let leads = (leaders(most), leaders(&totals));
        flips.push(Flip { bid, row: place, decided, before, after, leads });
    }
    flips
}

/// The offers of the first place.
fn leaders(totals: &[Option<Points>]) -> Vec<usize> {
    (0..totals.len()).filter(|at| rank_of(*at, totals) == Some(1)).collect()
}

fn rank_of(at: usize, totals: &[Option<Points>]) -> Option<usize> {
    let own = totals.get(at).copied().flatten()?;
    Some(1 + totals.iter().flatten().filter(|total| **total > own).count())
}
