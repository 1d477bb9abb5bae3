//! A comparison as JSON for programs: versioned, its schema published with the other formats.
//!
//! The types here are the format; they are made from a comparison and never read back.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

use super::judgement;
use crate::compare;
use crate::compare::{Comparison, Earning, Scope, answer, totals};
use crate::judgement::Bound;
use crate::resolve::award::Points;
use crate::words::Words;

/// The format of this output.
pub const FORMAT: &str = "tenderc-compare/2";

/// The bids for one lot.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// `tenderc-compare/2`.
    pub format: &'static str,
    /// What people call the tender.
    pub tender: String,
    /// The digest that names the edition of the requirements.
    pub edition: String,
    /// The id of the lot.
    pub lot: String,
    /// What people call the lot.
    pub title: String,
    /// The last day for bids.
    pub deadline: String,
    /// The day by which the devices are delivered.
    pub delivery: Option<String>,
    /// The points of the award.
    pub points: Option<u32>,
    /// The bids, in the order given; in a lot of several kinds of device the declarations.
    pub bids: Vec<Bid>,
    /// In a lot of several kinds of device, what each vendor offers: all its declarations together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub offers: Vec<Offer>,
    /// The bids that cannot be compared.
    pub barred: Vec<Barred>,
    /// How many requirements each bid fulfils: all, by obligation, by theme, by both.
    pub totals: Vec<Total>,
    /// What vendors state of their devices.
    pub facts: Vec<Fact>,
    /// The requirements of the lot, in its order.
    pub requirements: Vec<Requirement>,
    /// What deserves a second look.
    pub marks: Vec<Mark>,
    /// The rules that marks are found by.
    pub rules: Vec<Rule>,
}

/// A bid.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Bid {
    /// What the bid is called here: `A`.
    pub letter: String,
    /// The file of its declaration.
    pub file: String,
    /// The maker.
    pub vendor: String,
    /// The device, with its version.
    pub device: String,
    /// The id of its kind, in a lot of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `conforms`, `open`, `incomplete` or `fails`: how it stands, with evidence and what reviewers decided.
    pub standing: &'static str,
    /// The ids of the `shall`s that failed.
    pub failed: Vec<String>,
    /// The ids of the `shall`s that lack an answer, or evidence that shall be enclosed.
    pub lacking: Vec<String>,
    /// The ids of the requirements that a reviewer has yet to decide.
    pub waiting: Vec<String>,
    /// What it earns, where the tender gives points and it stands by itself.
    pub award: Option<Award>,
}

/// What a vendor offers in a lot of several kinds of device.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Offer {
    /// What the offer is called here: `A`.
    pub letter: String,
    /// The maker.
    pub vendor: String,
    /// The letters of its declarations: `A1`.
    pub declarations: Vec<String>,
    /// The ids of the kinds of device that it has no declaration for.
    pub lacks: Vec<String>,
    /// The files of its declarations that could not be judged.
    pub unjudged: Vec<String>,
    /// `conforms`, `open`, `incomplete` or `fails`: the worst of its declarations; `incomplete` where one is missing.
    pub standing: &'static str,
    /// What it earns, where the tender gives points.
    pub award: Option<Award>,
}

/// What a bid earns.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Award {
    /// Whether a `shall` failed, or lacks something: then it earns nothing.
    pub knocked_out: bool,
    /// Whether it misses the points that it must earn, even if everything that waits is accepted.
    pub falls_short: bool,
    /// The sum of the weights that apply to it.
    pub applicable: u64,
    /// The sum of the weights of what it fulfils.
    pub fulfilled: u64,
    /// The sum of the weights of what waits for a reviewer.
    pub waiting: u64,
    /// What it earns, with what waits not fulfilled.
    pub points: f64,
    /// What it earns if everything that waits is accepted.
    pub most: f64,
}

/// A bid that cannot be compared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Barred {
    /// The file of its declaration.
    pub file: String,
    /// The device, as far as it is named.
    pub device: String,
    /// Why, as a clause.
    pub reason: String,
}

/// A group of requirements.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Total {
    /// The id of the theme; of all where there is none.
    pub theme: Option<String>,
    /// `shall`, `should` or `may`; all where there is none.
    pub obligation: Option<&'static str>,
    /// How many requirements it has.
    pub requirements: usize,
    /// By the letter of the bid.
    pub bids: IndexMap<String, Tally>,
}

/// What a bid makes of a group of requirements.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Tally {
    pub fulfilled: usize,
    pub waiting: usize,
    pub lacking: usize,
    pub failed: usize,
}

/// A fact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Whether bids differ in it.
    pub differs: bool,
    /// By the letter of the bid; nothing where it does not state the fact.
    pub bids: IndexMap<String, Option<Value>>,
    /// The numbers of the marks on it.
    pub marks: Vec<usize>,
}

/// A value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Value {
    /// As the declaration carries it.
    pub value: Json,
    /// As people read it.
    pub words: String,
}

/// A requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Requirement {
    /// Its number in the tender.
    pub number: String,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The id of its theme.
    pub theme: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
    /// What it weighs in the award; 0 where it has no weight.
    pub weight: u32,
    /// In what bids differ most: `nothing`, `answers` (or what they propose in its place), `verdicts`
    /// (or how it stands once reviewers have decided).
    pub difference: &'static str,
    /// By the letter of the bid.
    pub bids: IndexMap<String, Cell>,
}

/// A requirement as one bid answers it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// `met`, `not-met`, `not-applicable`, `unanswered`, `to-review` or `deviation`.
    pub verdict: &'static str,
    /// `failed`, `lacking`, `waiting`, `fulfilled` or `not-applicable`: how it stands.
    pub standing: &'static str,
    /// By the id of the question; nothing where there is no well-formed answer.
    pub answers: IndexMap<String, Option<Value>>,
    /// What the vendor proposes in its place.
    pub deviation: Option<Deviation>,
    /// What a reviewer decided, where it still holds.
    pub judgement: Option<String>,
    /// What a reviewer decided on an answer that has changed since.
    pub stale_judgement: Option<String>,
    /// The kinds of evidence that are wanted and not listed.
    pub missing_evidence: Vec<String>,
    /// The evidence enclosed, where its files were looked at.
    pub evidence: Vec<Exhibit>,
    /// The numbers of the marks on it.
    pub marks: Vec<usize>,
}

/// What a vendor proposes in place of a requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Deviation {
    /// Why it is not met.
    pub reason: String,
    /// What is done instead.
    pub measure: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Exhibit {
    /// The file.
    pub file: String,
    /// The worst that is found of it, or `in-order`.
    pub state: &'static str,
}

/// Something that deserves a second look.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mark {
    /// Its number.
    pub number: usize,
    /// The rule that finds it.
    pub rule: &'static str,
    /// What it is about.
    pub about: String,
    /// The letters of the bids that it is on.
    pub bids: Vec<String>,
    /// What is found.
    pub message: String,
}

/// A rule that marks are found by.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rule {
    /// Its word.
    pub rule: &'static str,
    /// In full.
    pub words: String,
}

/// A comparison as one JSON document, indented.
pub fn render(comparison: &Comparison) -> String {
    // Maps with text keys and finite numbers only, which always serialise.
    serde_json::to_string_pretty(&report(comparison)).unwrap_or_default() + "\n"
}

fn report(of: &Comparison) -> Report {
    let barred = of.barred.iter().map(|barred| Barred {
        file: barred.file.clone(),
        device: barred.device.clone(),
        reason: barred.reason.clone(),
    });
    let rules = compare::Rule::ALL
        .into_iter()
        .map(|rule| Rule { rule: rule.word(), words: rule.words(Words::English) });
    let marks = of.marks.iter().map(|mark| Mark {
        number: mark.number,
        rule: mark.rule.word(),
        about: mark.about.clone(),
        bids: mark.bids.iter().filter_map(|at| Some(of.bids.get(*at)?.letter.clone())).collect(),
        message: mark.message.clone(),
    });
    Report {
        format: FORMAT,
        tender: of.tender.clone(),
        edition: of.edition.clone(),
        lot: of.lot.clone(),
        title: of.title.clone(),
        deadline: of.deadline.to_string(),
        delivery: of.delivery.map(|date| date.to_string()),
        points: of.points,
        bids: of.bids.iter().map(|bid| self::bid(bid, of)).collect(),
        offers: match of.scope {
            Scope::Device => Vec::new(),
            Scope::Vendor => of.offers.iter().map(|offer| self::offer(offer, of)).collect(),
        },
        barred: barred.collect(),
        totals: totals::totals(of).into_iter().map(|total| self::total(total, of)).collect(),
        facts: of.facts.iter().map(|fact| self::fact(fact, of)).collect(),
        requirements: of.rows.iter().map(|row| requirement(row, of)).collect(),
        marks: marks.collect(),
        rules: rules.collect(),
    }
}

fn bid(bid: &compare::Bid, of: &Comparison) -> Bid {
    let ids = |places: &[usize]| -> Vec<String> {
        places.iter().filter_map(|place| Some(of.rows.get(*place)?.id.clone())).collect()
    };
    Bid {
        letter: bid.letter.clone(),
        file: bid.file.clone(),
        vendor: bid.vendor.clone(),
        device: bid.device.clone(),
        kind: bid.kind.as_ref().map(|kind| kind.id.clone()),
        standing: bid.standing.word(),
        failed: ids(&bid.failed),
        lacking: ids(&bid.lacking),
        waiting: ids(&bid.waiting),
        award: bid.earning.map(award),
    }
}

fn offer(offer: &compare::Offer, of: &Comparison) -> Offer {
    let declarations = offer.bids.iter().filter_map(|at| Some(of.bids.get(*at)?.letter.clone()));
    let unjudged = offer.unjudged.iter().filter_map(|at| Some(of.barred.get(*at)?.file.clone()));
    Offer {
        letter: offer.letter.clone(),
        vendor: offer.vendor.clone(),
        declarations: declarations.collect(),
        lacks: offer.lacks.iter().map(|kind| kind.id.clone()).collect(),
        unjudged: unjudged.collect(),
        standing: offer.standing.word(),
        award: offer.earning.map(award),
    }
}

fn award(earning: Earning) -> Award {
    Award {
        knocked_out: earning.knocked_out,
        falls_short: earning.falls_short(),
        applicable: earning.applicable,
        fulfilled: earning.fulfilled,
        waiting: earning.waiting,
        points: number(earning.now),
        most: number(earning.most),
    }
}

/// Hundredths as a number: exact to two decimals, whatever a tender may award.
fn number(points: Points) -> f64 {
    points.to_string().parse().unwrap_or_default()
}

fn total(total: totals::Total, of: &Comparison) -> Total {
    let tallies = total.tallies.iter().map(|tally| Tally {
        fulfilled: tally.fulfilled,
        waiting: tally.waiting,
        lacking: tally.lacking,
        failed: tally.failed,
    });
    Total {
        theme: total.theme,
        obligation: total.obligation.map(|obligation| obligation.word()),
        requirements: total.requirements,
        bids: letters(of).zip(tallies).collect(),
    }
}

fn letters(of: &Comparison) -> impl Iterator<Item = String> {
    of.bids.iter().map(|bid| bid.letter.clone())
}

fn fact(fact: &compare::Fact, of: &Comparison) -> Fact {
    let values = fact.values.iter().map(|value| {
        let value = value.as_ref()?;
        Some(Value { value: value.json(), words: answer::line(value, &fact.of) })
    });
    Fact {
        id: fact.id.clone(),
        title: fact.title.clone(),
        differs: fact.differs,
        bids: letters(of).zip(values).collect(),
        marks: fact.marks.clone(),
    }
}

fn requirement(row: &compare::Row, of: &Comparison) -> Requirement {
    Requirement {
        number: row.number.clone(),
        id: row.id.clone(),
        title: row.title.clone(),
        theme: row.theme.id.clone(),
        obligation: row.obligation.word(),
        weight: row.weight,
        difference: row.difference.word(),
        bids: letters(of).zip(row.cells.iter().map(|cell| self::cell(row, cell))).collect(),
    }
}

fn cell(row: &compare::Row, cell: &compare::Cell) -> Cell {
    let answers = row.questions.iter().zip(&cell.answers).filter_map(|(question, given)| {
        let value = given.as_ref()?.value.as_ref();
        let value =
            value.map(|value| Value { value: value.json(), words: answer::line(value, &question.of) });
        Some((question.id.clone(), value))
    });
    let judged = |holds: bool| {
        let bound = cell.judgement.as_ref().filter(|bound| matches!(bound, Bound::Holds(_)) == holds);
        bound.map(judgement)
    };
    Cell {
        verdict: cell.verdict.word(),
        standing: cell.standing.word(),
        answers: answers.collect(),
        deviation: cell.deviation.as_ref().map(|deviation| Deviation {
            reason: deviation.reason.clone(),
            measure: deviation.measure.clone(),
        }),
        judgement: judged(true),
        stale_judgement: judged(false),
        missing_evidence: cell.wanted.iter().map(|wanted| wanted.kind.clone()).collect(),
        evidence: cell
            .enclosed
            .iter()
            .map(|enclosed| Exhibit { file: enclosed.file.clone(), state: enclosed.state.word() })
            .collect(),
        marks: cell.marks.clone(),
    }
}
