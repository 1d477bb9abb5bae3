//! From comparison to contract: the bids of all lots, ranked, to what a committee writes after comparing.
//!
//! Asks for what is open, minutes, ranking, the result across lots, letters to the winner and to the others,
//! a page for the board. Everything is taken from the [`Comparison`] of each lot and from what the
//! committee says besides; nothing is judged anew, and no clock is read.

mod address;
mod allotment;
mod ranking;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::compare::{self, Comparison, Scope};
use crate::document::{Document, TemplateFault, template};
use crate::report::Report;
use crate::resolve::spec::{self, Spec};
use crate::say;
use crate::text::{Sources, World};
use crate::words::Words;

pub use crate::resolve::award::Points;
pub use allotment::Fate;
pub use ranking::{Flip, Place, Ranking};

/// What a committee writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// To each vendor, what of its own bid is open or lacking (Directive 2014/24/EU, Article 56(3)).
    Clarification,
    /// Who decided what, when, on which files.
    Minutes,
    /// The points of a lot with their arithmetic, and on which decisions the order hangs.
    Ranking,
    /// Who is awarded which lot (Article 46(2)).
    Allotment,
    /// To the winner and to the others, the result with its reasons (Article 55(2)).
    Award,
    /// One page for the board.
    Board,
}

impl Kind {
    /// Every kind, in the order in which they are written.
    pub const ALL: [Self; 6] =
        [Self::Clarification, Self::Minutes, Self::Ranking, Self::Allotment, Self::Award, Self::Board];

    /// The word itself: also how its files begin.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clarification => "clarification",
            Self::Minutes => "minutes",
            Self::Ranking => "ranking",
            Self::Allotment => "allotment",
            Self::Award => "award",
            Self::Board => "board",
        }
    }
}

/// What the committee says besides the files.
#[derive(Clone, Debug)]
pub struct Given {
    /// The day that the documents bear.
    pub dated: Date,
    /// The last day for answers to what is asked.
    pub answer_by: Option<Date>,
    /// The last day on which no contract is concluded (Directive 89/665/EEC, Article 2a).
    pub standstill: Option<Date>,
    /// Who was present.
    pub present: Vec<String>,
    /// What bids earn by other criteria than these requirements, by the file of a declaration.
    pub other: BTreeMap<String, Points>,
    /// Whether there are no other criteria.
    pub alone: bool,
}

/// A file that was read, with the digest by which anybody can tell that it is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// What people call it.
    pub name: String,
    /// Its SHA-256 digest, in lower-case hexadecimal.
    pub sha256: String,
}

/// The files that everything rests on.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The declarations, in the order given.
    pub declarations: Vec<Read>,
    /// The file of decisions, where there is one.
    pub review: Option<Read>,
}

/// The bids of one lot with their places.
#[derive(Clone, Debug)]
pub struct Contest<'a> {
    /// The lot.
    pub lot: &'a spec::Lot,
    /// The bids side by side.
    pub comparison: Comparison,
    /// Their reports, in the same order; then those of bids that cannot be compared.
    pub reports: Vec<&'a Report>,
    /// Their places.
    pub ranking: Ranking,
    /// Who is awarded the lot.
    pub fate: Fate,
}

/// The bids of a tender with what a committee writes about them.
#[derive(Debug)]
pub struct Tendering<'a> {
    spec: &'a Spec,
    sources: &'a Sources,
    given: &'a Given,
    files: &'a Files,
    /// The lots that there are bids for, in the order of the tender.
    pub contests: Vec<Contest<'a>>,
    /// The bids of which not even the lot is known.
    pub strays: Vec<&'a Report>,
}

/// A document with the path that it is to be written to, without an ending.
#[derive(Debug)]
pub struct Letter {
    /// Such as `pumps/ranking`.
    pub path: String,
    /// The document.
    pub document: Document,
}

/// Compares and ranks the bids of all lots, and says who is awarded which.
pub fn open<'a>(
    reports: &'a [Report],
    spec: &'a Spec,
    sources: &'a Sources,
    given: &'a Given,
    files: &'a Files,
) -> Tendering<'a> {
    let mut contests: Vec<Contest<'a>> = Vec::new();
    for lot in &spec.lots {
        let own: Vec<&Report> = reports.iter().filter(|report| report.is_for(lot)).collect();
        if own.is_empty() {
            continue;
        }
        let (sound, barred): (Vec<&Report>, Vec<&Report>) =
            own.into_iter().partition(|report| report.outcome.sound());
        let copies: Vec<Report> = sound.iter().chain(&barred).map(|report| Report::clone(report)).collect();
        let comparison = compare::compare(&copies, spec, lot, Scope::of(lot), Words::English);
        let ranking = ranking::rank(&comparison, spec.award(lot), &given.other);
        let reports = sound.into_iter().chain(barred).collect();
        contests.push(Contest { lot, comparison, reports, ranking, fate: Fate::Nobody });
    }
    allotment::allot(&mut contests, spec.tender.most_lots());
    let strays = reports.iter().filter(|report| !spec.lots.iter().any(|lot| report.is_for(lot))).collect();
    Tendering { spec, sources, given, files, contests, strays }
}

/// Whom a letter is for: a bidder, with what it declares for a lot.
#[derive(Clone, Debug)]
pub struct Party<'a> {
    /// Its declarations, those that could not be judged last; at least one.
    pub reports: Vec<&'a Report>,
    /// What it offers, by its place in the comparison; nothing where none of its declarations can be compared.
    pub offer: Option<usize>,
}

impl<'a> Contest<'a> {
    /// Everybody who takes part, by offer; last whoever has no declaration that can be compared.
    fn parties(&self) -> Vec<Party<'a>> {
        let compared = self.comparison.bids.len();
        let barred = |at: &usize| self.reports.get(compared + at).copied();
        let offers = self.comparison.offers.iter().enumerate().map(|(at, offer)| {
            let bids = offer.bids.iter().filter_map(|bid| self.reports.get(*bid).copied());
            let reports = bids.chain(offer.unjudged.iter().filter_map(barred)).collect();
            Party { reports, offer: Some(at) }
        });
        let told = |at: &usize| self.comparison.offers.iter().any(|offer| offer.unjudged.contains(at));
        let others = (0..self.comparison.barred.len()).filter(|at| !told(at));
        let others = others.filter_map(|at| barred(&at).map(Party::alone));
        offers.chain(others).collect()
    }

    /// What becomes of the lot, as a phrase without a full stop.
    pub fn outcome(&self) -> String {
        view::outcome(self)
    }
}

impl<'a> Party<'a> {
    /// A declaration that cannot be compared.
    fn alone(report: &'a Report) -> Self {
        Self { reports: vec![report], offer: None }
    }
}

/// Why points by other criteria do not go with the bids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No bid has this file.
    Unknown(String),
    /// The bid with this file has none, and others for its lot have.
    Missing(String),
    /// The declarations in these two files are of one bid, and both have some.
    Twice(String, String),
}

impl<'a> Tendering<'a> {
    /// The files of the bids that are compared.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.contests.iter().flat_map(|contest| &contest.comparison.bids).map(|bid| bid.file.as_str())
    }

    /// Whether something is to be asked of a bid.
    pub fn asks(&self) -> bool {
        self.all().iter().any(|(contest, party)| view::asked(*contest, party))
    }

    /// Whether the bids of a lot are ranked by the points of the annex, although other criteria may count.
    pub fn goes_by_annex_alone(&self) -> bool {
        let alone = |contest: &Contest<'_>| {
            let running: Vec<&Place> =
                contest.ranking.places.iter().filter(|place| place.total.is_some()).collect();
            running.len() > 1 && running.iter().all(|place| place.other.is_none())
        };
        !self.given.alone && self.contests.iter().any(alone)
    }

    /// Whether points by other criteria are named for bids that there are, and for all of a lot that are in the running or
    /// for none.
    ///
    /// # Errors
    /// The first file of which that is not so.
    pub fn other_points(&self) -> Result<(), Unfit> {
        if let Some(name) = self.given.other.keys().find(|name| !self.files().any(|file| file == *name)) {
            return Err(Unfit::Unknown(name.clone()));
        }
        for contest in &self.contests {
            let Comparison { bids, offers, .. } = &contest.comparison;
            let files = |offer: usize| {
                let places = offers.get(offer).into_iter().flat_map(|offer| &offer.bids);
                places.filter_map(|at| Some(bids.get(*at)?.file.as_str()))
            };
            let named = |offer: usize| files(offer).filter(|file| self.given.other.contains_key(*file));
            for offer in 0..offers.len() {
                if let (Some(one), Some(other)) = (named(offer).next(), named(offer).nth(1)) {
                    return Err(Unfit::Twice(one.to_owned(), other.to_owned()));
                }
            }
            let running = contest.ranking.places.iter().filter(|place| place.total.is_some());
            let running: Vec<usize> = running.map(|place| place.offer).collect();
            if running.iter().any(|offer| named(*offer).next().is_some())
                && let Some(without) = running.iter().find(|offer| named(**offer).next().is_none())
                && let Some(file) = files(*without).next()
            {
                return Err(Unfit::Missing(file.to_owned()));
            }
        }
        Ok(())
    }

    /// Writes the documents of a kind.
    ///
    /// # Errors
    /// What is wrong with the templates of the folder.
    pub fn write(&self, kind: Kind, templates: &dyn World) -> Result<Vec<Letter>, Vec<TemplateFault>> {
        let tender = self.spec.tender.title.as_str();
        let title = say!(Words::English, &format!("letters-{}", kind.word()), tender = tender);
        let press = Press { templates, title };
        let mut names = address::Names::default();
        match kind {
            Kind::Clarification => {
                let asked = self.all().into_iter().filter(|(contest, party)| view::asked(*contest, party));
                let letters = asked.map(|(contest, party)| {
                    let path = names.path(contest.map(|of| of.lot), kind, &party);
                    press.letter(path, CLARIFICATION, &view::clarification(self, contest, &party))
                });
                letters.collect()
            }
            Kind::Minutes => Ok(vec![press.letter(kind.word(), MINUTES, &view::minutes(self))?]),
            Kind::Ranking => {
                let letters = self.contests.iter().map(|contest| {
                    let path = format!("{}/{}", contest.lot.id, kind.word());
                    press.letter(path, RANKING, &view::ranking(self, contest))
                });
                letters.collect()
            }
            Kind::Allotment => Ok(vec![press.letter(kind.word(), ALLOTMENT, &view::allotment(self))?]),
            Kind::Award => {
                let decided = self.all().into_iter().filter_map(|(contest, party)| {
                    Some((contest.filter(|contest| contest.fate.is_decided())?, party))
                });
                let letters = decided.map(|(contest, party)| {
                    let path = names.path(Some(contest.lot), kind, &party);
                    let view = view::award(self, contest, &party);
                    press.letter(path, if view.won { WINNER } else { OTHER }, &view)
                });
                letters.collect()
            }
            Kind::Board => Ok(vec![press.letter(kind.word(), BOARD, &view::board(self))?]),
        }
    }

    /// Everybody whose declaration was read, with the contest that it takes part in, where it is for a lot.
    fn all(&self) -> Vec<(Option<&Contest<'a>>, Party<'a>)> {
        let known = self
            .contests
            .iter()
            .flat_map(|contest| contest.parties().into_iter().map(move |party| (Some(contest), party)));
        known.chain(self.strays.iter().map(|report| (None, Party::alone(report)))).collect()
    }
}

/// Makes documents of one kind.
struct Press<'a> {
    templates: &'a dyn World,
    title: String,
}

impl Press<'_> {
    fn letter(
        &self,
        path: impl Into<String>,
        template: &str,
        view: &impl Serialize,
    ) -> Result<Letter, Vec<TemplateFault>> {
        let document = template::render(template, self.templates, view, self.title.clone(), Vec::new())?;
        Ok(Letter { path: path.into(), document })
    }
}

/// The name of the template of what is asked of one bid.
pub const CLARIFICATION: &str = "clarification.md";

/// The name of the template of the minutes.
pub const MINUTES: &str = "minutes.md";

/// The name of the template of the ranking of a lot.
pub const RANKING: &str = "ranking.md";

/// The name of the template of the result across lots.
pub const ALLOTMENT: &str = "allotment.md";

/// The name of the template of the letter to the winner of a lot.
pub const WINNER: &str = "award-winner.md";

/// The name of the template of the letter to every other bidder.
pub const OTHER: &str = "award-other.md";

/// The name of the template of the page for the board.
pub const BOARD: &str = "board.md";
