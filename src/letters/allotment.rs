//! Who is awarded which lot, where one bidder may be awarded only so many.
//!
//! Directive 2014/24/EU, Article 46(2), wants both the greatest number of lots and the rule by which lots
//! are given where a bidder would win more to be known from the outset. The rule here: lots are awarded in
//! their order in the tender, and a bidder who has won as many as it may is passed over in those that follow.

use std::collections::BTreeMap;

use super::Contest;
use super::ranking::Place;

/// What becomes of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// An offer is awarded it.
    Won {
        /// It, by its place in the comparison.
        offer: usize,
        /// Better offers whose bidders have won as many lots as they may.
        passed: Vec<usize>,
    },
    /// These offers share the first place.
    Tied(Vec<usize>),
    /// Reviewers have yet to decide on something of these offers.
    Waiting(Vec<usize>),
    /// It hangs on the lot of this number, which is not decided, since a bidder may win only so many.
    After(usize),
    /// No offer can be awarded it.
    Nobody,
}

impl Fate {
    /// Whether it is known who is awarded the lot, be it nobody.
    pub fn is_decided(&self) -> bool {
        matches!(self, Self::Won { .. } | Self::Nobody)
    }

    /// The offer that is awarded the lot.
    pub fn winner(&self) -> Option<usize> {
        match self {
            Self::Won { offer, .. } => Some(*offer),
            Self::Tied(_) | Self::Waiting(_) | Self::After(_) | Self::Nobody => None,
        }
    }

    /// The word itself.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Won { .. } => "won",
            Self::Tied(_) => "tied",
            Self::Waiting(_) => "waiting",
            Self::After(_) => "after",
            Self::Nobody => "nobody",
        }
    }
}

/// Says who is awarded each lot. `most`: how many lots one bidder may win.
pub fn allot(contests: &mut [Contest<'_>], most: Option<usize>) {
    let mut won: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: Option<usize> = None;
    for contest in contests {
        contest.fate = match open.filter(|_| most.is_some()) {
            Some(number) => Fate::After(number),
            None => fate(contest, |vendor| {
                most.is_some_and(|most| won.get(vendor).is_some_and(|count| *count >= most))
            }),
        };
        match contest.fate.winner().and_then(|offer| contest.comparison.offers.get(offer)) {
            Some(offer) => *won.entry(offer.vendor.clone()).or_default() += 1,
            None if !contest.fate.is_decided() => open = open.or(Some(contest.lot.number)),
            None => {}
        }
    }
}

fn fate(contest: &Contest<'_>, full: impl Fn(&str) -> bool) -> Fate {
    let offers = &contest.comparison.offers;
    let is_full = |place: &&Place| offers.get(place.offer).is_some_and(|offer| full(&offer.vendor));
    let running = || contest.ranking.places.iter().filter(|place| place.most.is_some());
    let (passed, free): (Vec<&Place>, Vec<&Place>) = running().partition(is_full);
    let waiting: Vec<usize> = free.iter().filter(|place| place.waits).map(|place| place.offer).collect();
    if !waiting.is_empty() {
        return Fate::Waiting(waiting);
    }
    let Some(best) = free.iter().filter_map(|place| place.total).max() else { return Fate::Nobody };
    let first: Vec<usize> =
        free.iter().filter(|place| place.total == Some(best)).map(|place| place.offer).collect();
    match first.as_slice() {
        [offer] => {
            let better = passed.iter().filter(|place| place.total > Some(best));
            Fate::Won { offer: *offer, passed: better.map(|place| place.offer).collect() }
        }
        _ => Fate::Tied(first),
    }
}
