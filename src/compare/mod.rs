//! The bids for one lot side by side: requirements × bids with verdicts and answers, totals, what
//! each earns in the award, and what deserves a second look.
//!
//! Everything is taken from the [`Report`] of each bid; nothing is judged anew and nothing is left
//! out: a bid that cannot stand in the matrix is listed with the reason.

pub(crate) mod answer;
mod bid;
#[cfg(test)]
pub(crate) mod example;
pub(crate) mod marks;
mod offer;
pub mod page;
pub(crate) mod points;
pub mod render;
pub(crate) mod totals;
mod view;

use jiff::civil::Date;

use crate::check::{Deviation, Judged, Verdict, Wanted};
use crate::condition::{Type, Value};
use crate::evidence::State;
use crate::judgement::Bound;
use crate::report::Report;
use crate::resolve::spec::{Lot, Obligation, Question, Requirement, Spec, Term};
use crate::standing::Standing;
use crate::words::Words;

pub use bid::{Barred, Bid, Enclosed};
pub use marks::{Mark, Rule};
pub use offer::{Offer, Scope};
pub use points::Earning;
pub use view::document;

/// The bids for one lot.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What people call the tender.
    pub tender: String,
    /// The digest that names the edition of the requirements.
    pub edition: String,
    /// The last day for bids.
    pub deadline: Date,
    /// The day by which the devices are delivered, where the tender says so.
    pub delivery: Option<Date>,
    /// The points of the award, where the tender gives any.
    pub points: Option<u32>,
    /// The id of the lot.
    pub lot: String,
    /// The number of the lot in the tender, from 1.
    pub number: usize,
    /// What people call the lot.
    pub title: String,
    /// Which bids stand and fall together.
    pub scope: Scope,
    /// The bids, in the order given: a declaration each.
    pub bids: Vec<Bid>,
    /// What each bidder offers, by its first bid.
    pub offers: Vec<Offer>,
    /// The bids that cannot be compared, in the order given.
    pub barred: Vec<Barred>,
    /// The facts that a vendor states, in the order of the lot.
    pub facts: Vec<Fact>,
    /// The requirements, in the order of the lot.
    pub rows: Vec<Row>,
    /// What deserves a second look, by rule and place.
    pub marks: Vec<Mark>,
}

/// A requirement as all bids answer it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number in the tender.
    pub number: String,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The normative sentence, in Markdown.
    pub statement: String,
    /// Its theme.
    pub theme: Term,
    /// How binding it is.
    pub obligation: Obligation,
    /// What it weighs in the award; 0 where it has no weight.
    pub weight: u32,
    /// What is asked, in the order of the requirement.
    pub questions: Vec<Asked>,
    /// How each bid answers, in the order of the bids.
    pub cells: Vec<Cell>,
    /// In what bids differ most.
    pub difference: Difference,
}

/// In what bids differ. The order is from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// In nothing.
    Nothing,
    /// In an answer, or in what they propose in its place.
    Answers,
    /// In the verdict, or in how it stands once reviewers have decided.
    Verdicts,
}

impl Difference {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Answers => "answers",
            Self::Verdicts => "verdicts",
        }
    }
}

/// A question that is asked of at least one bid.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What the answer may be.
    pub of: Type,
    /// Whether two bids that are asked answer differently.
    pub differs: bool,
}

/// A requirement as one bid answers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The verdict.
    pub verdict: Verdict,
    /// How it stands, once reviewers have decided.
    pub standing: Standing,
    /// The answer to each question of the row; nothing where this bid is not asked.
    pub answers: Vec<Option<Given>>,
    /// What the vendor proposes in its place.
    pub deviation: Option<Deviation>,
    /// What a reviewer decided.
    pub judgement: Option<Bound>,
    /// The evidence that is wanted and not listed.
    pub wanted: Vec<Wanted>,
    /// The evidence that is enclosed for it, where its files were looked at.
    pub enclosed: Vec<Enclosed>,
    /// Whether mandatory evidence of it is not listed, or not usable.
    pub not_shown: bool,
    /// The numbers of the marks on it.
    pub marks: Vec<usize>,
}

impl Cell {
    /// The worst state of what is enclosed.
    pub fn evidence(&self) -> State {
        self.enclosed.iter().map(|enclosed| enclosed.state).min().unwrap_or(State::InOrder)
    }
}

/// The answer of one bid to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The answer; nothing where there is no well-formed one.
    pub value: Option<Value>,
    /// Whether its own acceptance accepts it; nothing where the answer alone decides nothing.
    pub accepted: Option<bool>,
}

/// A fact as all bids state it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What its value may be.
    pub of: Type,
    /// What each bid states, in the order of the bids.
    pub values: Vec<Option<Value>>,
    /// Whether bids differ in it.
    pub differs: bool,
    /// The numbers of the marks on it, with the bids they are on.
    pub marks: Vec<usize>,
}

/// Compares the bids for a lot. Those for another lot, and those that could not be judged, are barred.
pub fn compare(reports: &[Report], spec: &Spec, lot: &Lot, scope: Scope, words: Words) -> Comparison {
    let (sound, barred) = bid::sort(reports, lot);
    let rows: Vec<Row> = lot.requirements.iter().map(|requirement| row(requirement, &sound)).collect();
    let facts: Vec<Fact> = lot.facts.iter().filter_map(|fact| stated(fact, &sound)).collect();
    let award = spec.award(lot);
    // Where bids stand and fall together, points are earned together.
    let own = award.filter(|_| scope == Scope::Device);
    let mut bids: Vec<Bid> =
        sound.iter().enumerate().map(|(at, report)| bid::of(at, report, &rows, own)).collect();
    let (unfit, barred): (Vec<&Report>, Vec<Barred>) = barred.into_iter().unzip();
    let offers = offer::of(&offer::Judged { lot, bids: &bids, rows: &rows, barred: &unfit, award }, scope);
    if scope == Scope::Vendor {
        bid::number(&mut bids, &offers);
    }
    let mut comparison = Comparison {
        tender: spec.tender.title.clone(),
        edition: spec.pack.clone(),
        deadline: spec.tender.deadline,
        delivery: spec.tender.delivery,
        points: award.map(|award| award.points),
        lot: lot.id.clone(),
        number: lot.number,
        title: lot.title.clone(),
        scope,
        bids,
        offers,
        barred,
        facts,
        rows,
        marks: Vec::new(),
    };
    marks::put(&mut comparison, lot, words);
    comparison
}

fn row(requirement: &Requirement, reports: &[&Report]) -> Row {
    let judged: Vec<Option<&Judged>> =
        reports.iter().map(|report| report.outcome.requirement(&requirement.id)).collect();
    let asked: Vec<&Question> = requirement
        .questions
        .iter()
        .filter(|question| {
            let answers = judged.iter().flatten().flat_map(|judged| &judged.answers);
            answers.into_iter().any(|answer| answer.question == question.id)
        })
        .collect();
    let cells: Vec<Cell> =
        reports.iter().zip(&judged).map(|(report, judged)| cell(report, *judged, &asked)).collect();
    let questions: Vec<Asked> = asked
        .iter()
        .enumerate()
        .map(|(at, question)| Asked {
            id: question.id.clone(),
            ask: question.ask.clone(),
            of: question.of.clone(),
            differs: differ(
                reports
                    .iter()
                    .zip(&cells)
                    .filter_map(|(report, cell)| Some((report, &cell.answers.get(at)?.as_ref()?.value))),
            ),
        })
        .collect();
    let own = || reports.iter().zip(&cells);
    let answers = questions.iter().any(|question| question.differs)
        || differ(own().map(|(report, cell)| (report, &cell.deviation)));
    let difference = match differ(own().map(|(report, cell)| (report, (cell.verdict, cell.standing)))) {
        true => Difference::Verdicts,
        false if answers => Difference::Answers,
        false => Difference::Nothing,
    };
    Row {
        number: requirement.number.clone(),
        id: requirement.id.clone(),
        title: requirement.title.clone(),
        statement: requirement.statement.clone(),
        theme: requirement.theme.clone(),
        obligation: requirement.obligation,
        weight: requirement.weight,
        questions,
        cells,
        difference,
    }
}

fn cell(report: &Report, judged: Option<&Judged>, asked: &[&Question]) -> Cell {
    let Some(judged) = judged else {
        // A sound report has a verdict for every requirement of the lot.
        return Cell {
            verdict: Verdict::Unanswered,
            standing: Standing::Lacking,
            answers: asked.iter().map(|_| None).collect(),
            deviation: None,
            judgement: None,
            wanted: Vec::new(),
            enclosed: Vec::new(),
            not_shown: false,
            marks: Vec::new(),
        };
    };
    let given = |question: &&Question| {
        let answer = judged.answers.iter().find(|answer| answer.question == question.id)?;
        Some(Given { value: answer.value.clone(), accepted: answer.accepted })
    };
    Cell {
        verdict: judged.verdict,
        standing: report.standing(judged),
        answers: asked.iter().map(given).collect(),
        deviation: judged.deviation.clone(),
        judgement: report.judgements.get(&judged.id).cloned(),
        wanted: judged.evidence.clone(),
        enclosed: bid::enclosed(report, judged),
        not_shown: !report.not_shown(judged).is_empty(),
        marks: Vec::new(),
    }
}

/// A fact that at least one bid states.
fn stated(fact: &crate::resolve::spec::Fact, reports: &[&Report]) -> Option<Fact> {
    let values: Vec<Option<Value>> =
        reports.iter().map(|report| report.outcome.facts.get(&fact.id).cloned()).collect();
    values.iter().any(Option::is_some).then(|| Fact {
        id: fact.id.clone(),
        title: fact.title.clone(),
        of: fact.of.clone(),
        differs: differ(reports.iter().zip(&values)),
        values,
        marks: Vec::new(),
    })
}

/// Whether not all devices of one kind have the same.
fn differ<'r, T: PartialEq>(mut all: impl Iterator<Item = (&'r &'r Report, T)>) -> bool {
    let mut firsts: Vec<(Option<&Term>, T)> = Vec::new();
    all.any(|(report, value)| {
        let kind = report.outcome.kind.as_ref();
        match firsts.iter().find(|(known, _)| *known == kind) {
            Some((_, first)) => *first != value,
            None => {
                firsts.push((kind, value));
                false
            }
        }
    })
}

#[cfg(test)]
mod tests;
