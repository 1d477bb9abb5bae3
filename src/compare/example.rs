//! Bids to compare, for tests: of the tender of `check::example`, and made by the dozen.

use std::collections::BTreeMap;

use super::{Cell, Comparison, Difference, Row, Scope, compare};
use crate::check::example::{ANSWERS, FACTS, HEAD, outcome, pack};
use crate::check::{Answer, Judged, Outcome, Verdict};
use crate::condition::{Condition, Type, Unit, Value};
use crate::report::Report;
use crate::resolve::spec::{Obligation, Question, Requirement, Spec, Term};
use crate::standing::Standing;
use crate::text::{Sources, Span};
use crate::words::Words;

/// A row of one cell.
pub fn row(obligation: Obligation, weight: u32, standing: Standing) -> Row {
    let cell = Cell {
        verdict: Verdict::Met,
        standing,
        answers: Vec::new(),
        deviation: None,
        judgement: None,
        wanted: Vec::new(),
        enclosed: Vec::new(),
        not_shown: false,
        marks: Vec::new(),
    };
    Row {
        number: "UPD-03".to_owned(),
        id: "UPD-03".to_owned(),
        title: "Updates".to_owned(),
        statement: String::new(),
        theme: Term { id: "updates".to_owned(), title: "Updates".to_owned() },
        obligation,
        weight,
        questions: Vec::new(),
        cells: vec![cell],
        difference: Difference::Nothing,
    }
}

/// The report of a declaration of that vendor, with parts of it replaced.
pub fn bid(vendor: &str, changes: &[(&str, &str)]) -> Report {
    let name = serde_json::Value::from(vendor).to_string();
    let mut text = format!("{HEAD}{FACTS}{ANSWERS}").replace("name: Acme,", &format!("name: {name},"));
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    Report::of(format!("{vendor}.yaml"), outcome(&text, "bid.yaml", &mut Sources::default()))
}

/// Reports compared for the first lot of `check::example`.
pub fn compared(reports: &[Report]) -> Comparison {
    let pack = pack();
    compare(reports, &pack.spec, &pack.spec.lots[0], Scope::Device, Words::English)
}

/// A bid of each vendor, all the same.
pub fn of_vendors(vendors: &[&str]) -> Comparison {
    let reports: Vec<Report> = vendors.iter().map(|vendor| bid(vendor, &[])).collect();
    compared(&reports)
}

/// So many bids for a lot of so many requirements: every verdict, long names, long texts.
pub fn many(bids: usize, requirements: usize) -> Comparison {
    let mut spec: Spec = pack().spec;
    spec.tender.award = Some(crate::resolve::spec::Award { points: 30, minimum: 0 });
    let template = spec.lots[0].requirements[0].clone();
    spec.lots[0].requirements = (0..requirements).map(|at| made(&template, at)).collect();
    let lot = &spec.lots[0];
    let known = bid("Acme", &[]);
    let span = known.outcome.verdicts[0].span;
    let reports: Vec<Report> = (0..bids)
        .map(|bid| {
            let judged =
                lot.requirements.iter().enumerate().map(|(at, of)| judged(of, dice(bid, at), bid, span));
            let outcome = Outcome {
                judged: true,
                vendor: format!("Manufacturer number {bid} of Infusion Systems GmbH & Co. KG"),
                device: format!(
                    "Manufacturer number {bid} of Infusion Systems GmbH & Co. KG Volumetra X{bid} 4.{bid}"
                ),
                model: format!("Volumetra X{bid}"),
                lot: known.outcome.lot.clone(),
                facts: BTreeMap::from([("updatable".to_owned(), Value::Flag(bid % 3 > 0))]),
                verdicts: judged.collect(),
                ..Outcome::default()
            };
            Report::of(format!("bids/{bid}.json"), outcome)
        })
        .collect();
    compare(&reports, &spec, lot, Scope::Device, Words::English)
}

/// A number that depends on both and looks as if it did not.
fn dice(bid: usize, at: usize) -> usize {
    (bid.wrapping_mul(7919) ^ at.wrapping_mul(104_729)).wrapping_mul(2_654_435_761) >> 7
}

fn made(template: &Requirement, at: usize) -> Requirement {
    let theme = at / 9;
    let obligation = [Obligation::Shall, Obligation::Shall, Obligation::Should, Obligation::May][at % 4];
    let question = |id: &str, of: Type| Question {
        from: None,
        id: id.to_owned(),
        ask: format!("What is the {id} of the device, and of everything that is sold with it?"),
        help: String::new(),
        of,
        when: Condition::Constant(true),
        accept: None,
        review: false,
        imports: Vec::new(),
    };
    Requirement {
        id: format!("REQ-{at:03}"),
        number: format!("REQ-{at:03}"),
        theme: Term { id: format!("theme-{theme}"), title: format!("Theme number {theme}") },
        title: format!("Requirement {at} of the time of use and of what follows"),
        obligation,
        statement: format!("The manufacturer {} keep what requirement {at} says.", obligation.word()),
        questions: vec![
            question("days", Type::Integer { unit: Unit::Days }),
            question("signed", Type::Flag),
            question("way", Type::Text),
        ],
        weight: if obligation == Obligation::Shall { 0 } else { 2 },
        ..template.clone()
    }
}

fn judged(of: &Requirement, dice: usize, bid: usize, span: Span) -> Judged {
    let verdict = match dice % 23 {
        0 => Verdict::NotMet,
        1 => Verdict::Unanswered,
        2 => Verdict::Deviation,
        3 | 4 => Verdict::ToReview,
        5 | 6 => Verdict::NotApplicable,
        _ => Verdict::Met,
    };
    let answer =
        |question: &str, value| Answer { question: question.to_owned(), value, accepted: None, span };
    let days = 10.0 + f64::from(u8::try_from(dice % 5).unwrap());
    let way = format!("Bid {bid} answers {} in words of its own, number {dice}, and at some length.", of.id);
    let answers = vec![
        answer("days", Some(Value::Number(days))),
        answer("signed", Some(Value::Flag(!dice.is_multiple_of(7)))),
        answer("way", Some(Value::Word(way))),
    ];
    Judged {
        id: of.id.clone(),
        number: of.number.clone(),
        title: of.title.clone(),
        obligation: of.obligation,
        verdict,
        answers: if verdict == Verdict::NotApplicable { Vec::new() } else { answers },
        reasons: Vec::new(),
        trace: Vec::new(),
        deviation: None,
        evidence: Vec::new(),
        mandatory: Vec::new(),
        span,
    }
}
