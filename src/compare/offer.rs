//! What one bidder offers for a lot: the declarations that stand and fall together.
//!
//! In a lot of one kind of device each declaration is an offer by itself. In a lot of several, all declarations of
//! one vendor are one offer: it stands as the worst of them does, is incomplete while a kind of device of the lot
//! has none, and earns points by the weights of all of them together.

use super::points::{self, Earning};
use super::{Bid, Comparison, Row};
use crate::report::Report;
use crate::resolve::award::Points;
use crate::resolve::spec::{Award, Lot, Term};
use crate::say;
use crate::standing::{BidStanding, Standing};
use crate::words::Words;

/// Which declarations stand and fall together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Each by itself.
    Device,
    /// All of one vendor, in a lot of several kinds of device.
    Vendor,
}

impl Scope {
    /// The scope in which bids for a lot are judged.
    pub fn of(lot: &Lot) -> Self {
        if lot.kinds.is_empty() { Self::Device } else { Self::Vendor }
    }
}

/// What one bidder offers for a lot.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The letter that names it where there is little room; its declarations, where they are several, are called
    /// by it and a number: `A1`.
    pub letter: String,
    /// The maker, as its first declaration names it.
    pub vendor: String,
    /// Its devices with their versions.
    pub device: String,
    /// Its declarations, by their places among the bids.
    pub bids: Vec<usize>,
    /// The kinds of device of the lot that it has no declaration for.
    pub lacks: Vec<Term>,
    /// Its declarations that could not be judged, by their places among the barred.
    pub unjudged: Vec<usize>,
    /// How it stands.
    pub standing: BidStanding,
    /// What it earns in the award, where the tender gives points.
    pub earning: Option<Earning>,
}

impl Offer {
    /// Whether it lacks a declaration that can be judged.
    pub fn lacks_declaration(&self) -> bool {
        !self.lacks.is_empty() || !self.unjudged.is_empty()
    }
}

/// Names that differ in case, blanks and punctuation only name one vendor.
pub fn folded(vendor: &str) -> String {
    let folded: String =
        vendor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if folded.is_empty() { vendor.to_owned() } else { folded }
}

/// Bids with the rows that they are judged by, for what follows of them together.
pub struct Judged<'a> {
    /// The lot.
    pub lot: &'a Lot,
    /// The bids.
    pub bids: &'a [Bid],
    /// The requirements.
    pub rows: &'a [Row],
    /// The reports of the bids that cannot be compared, in their order.
    pub barred: &'a [&'a Report],
    /// The award.
    pub award: Option<&'a Award>,
}

/// The offers that the bids make, in the order of their first declarations.
pub fn of(judged: &Judged<'_>, scope: Scope) -> Vec<Offer> {
    let bids = judged.bids.iter().enumerate();
    match scope {
        Scope::Device => bids.map(|(at, bid)| alone(at, bid)).collect(),
        Scope::Vendor => {
            let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
            for (at, bid) in bids {
                let vendor = folded(&bid.vendor);
                match groups.iter_mut().find(|(known, _)| *known == vendor) {
                    Some((_, group)) => group.push(at),
                    None => groups.push((vendor, vec![at])),
                }
            }
            let groups = groups.into_iter().enumerate();
            groups.map(|(at, (vendor, bids))| together(judged, at, &vendor, bids)).collect()
        }
    }
}

fn alone(at: usize, bid: &Bid) -> Offer {
    Offer {
        letter: bid.letter.clone(),
        vendor: bid.vendor.clone(),
        device: bid.device.clone(),
        bids: vec![at],
        lacks: Vec::new(),
        unjudged: Vec::new(),
        standing: bid.standing,
        earning: bid.earning,
    }
}

fn together(judged: &Judged<'_>, at: usize, vendor: &str, places: Vec<usize>) -> Offer {
    let bids: Vec<&Bid> = places.iter().filter_map(|place| judged.bids.get(*place)).collect();
    let unjudged: Vec<(usize, &Report)> = judged
        .barred
        .iter()
        .enumerate()
        .filter(|(_, report)| {
            let lot = report.outcome.lot.as_ref();
            lot.is_some_and(|lot| lot.id == judged.lot.id) && folded(report.outcome.vendor.trim()) == vendor
        })
        .map(|(at, report)| (at, *report))
        .collect();
    let kinds = bids.iter().filter_map(|bid| bid.kind.as_ref());
    let kinds = kinds.chain(unjudged.iter().filter_map(|(_, report)| report.outcome.kind.as_ref()));
    let offered: Vec<&str> = kinds.map(|kind| kind.id.as_str()).collect();
    let lacks = judged.lot.kinds.iter().filter(|kind| !offered.contains(&kind.id.as_str()));
    let worst = bids.iter().map(|bid| bid.standing).min().unwrap_or(BidStanding::Incomplete);
    let mut offer = Offer {
        letter: super::bid::letter(at),
        vendor: bids.first().map(|bid| bid.vendor.clone()).unwrap_or_default(),
        device: Words::English.join(bids.iter().map(|bid| bid.device.clone()), "and"),
        bids: places,
        lacks: lacks.map(|kind| Term { id: kind.id.clone(), title: kind.title.clone() }).collect(),
        unjudged: unjudged.into_iter().map(|(at, _)| at).collect(),
        standing: worst,
        earning: None,
    };
    if offer.lacks_declaration() {
        offer.standing = worst.min(BidStanding::Incomplete);
    }
    offer.earning = judged.award.map(|award| {
        let earning = points::earning(award, cells(judged.rows, &offer.bids));
        match offer.lacks_declaration() {
            true => Earning { knocked_out: true, now: Points(0), most: Points(0), ..earning },
            false => earning,
        }
    });
    offer
}

/// The requirements of several bids, with how each stands.
fn cells<'a>(rows: &'a [Row], bids: &'a [usize]) -> impl Iterator<Item = (&'a Row, Standing)> {
    rows.iter().flat_map(|row| bids.iter().filter_map(move |bid| Some((row, row.cells.get(*bid)?.standing))))
}

impl Comparison {
    /// What knocks an offer out: declarations that it lacks, and the `shall`s that failed or lack something.
    pub fn missed(&self, offer: &Offer, words: Words) -> Vec<String> {
        let lacks = offer.lacks.iter().map(|kind| say!(words, "compare-lacks", kind = kind.title.as_str()));
        let unjudged = offer.unjudged.iter().filter_map(|at| {
            Some(say!(words, "compare-lacks-judged", file = self.barred.get(*at)?.file.as_str()))
        });
        lacks.chain(unjudged).chain(self.places(offer, Bid::missed, words)).collect()
    }

    /// What of an offer a reviewer has yet to decide.
    pub fn waiting(&self, offer: &Offer, words: Words) -> Vec<String> {
        self.places(offer, |bid| bid.waiting.clone(), words)
    }

    /// The ids of some requirements of an offer; of several declarations with that which it is of: `ACC-1 of A2`.
    fn places(&self, offer: &Offer, wanted: impl Fn(&Bid) -> Vec<usize>, words: Words) -> Vec<String> {
        let bids = offer.bids.iter().filter_map(|at| self.bids.get(*at));
        let places = bids.flat_map(|bid| wanted(bid).into_iter().map(move |row| (bid, row)));
        let named = places.filter_map(|(bid, row)| {
            let id = self.rows.get(row)?.id.as_str();
            Some(match self.scope {
                Scope::Device => id.to_owned(),
                Scope::Vendor => say!(words, "compare-place-of", id = id, bid = bid.letter.as_str()),
            })
        });
        named.collect()
    }

    /// The devices of an offer, each behind what its declaration is called where they stand together.
    pub fn devices(&self, offer: &Offer, words: Words) -> String {
        let bids = offer.bids.iter().filter_map(|at| self.bids.get(*at));
        match self.scope {
            Scope::Device => offer.device.clone(),
            Scope::Vendor => words.join(bids.map(|bid| format!("{} {}", bid.letter, bid.device)), "and"),
        }
    }
}
