//! Declarations for a lot: drawn at random, the same on every run, at the edges of what is accepted.

use serde_json::{Map, Value as Json, json};
use tenderc::condition::{Check, Condition, Subject, Type, Value, stand_ins};
use tenderc::resolve::spec::{Lot, Question, Requirement, Spec};

use crate::judge::{Subjects, applies, met};

/// A source of numbers that look random and never change: splitmix64.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides.max(1) as u64).unwrap()
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        let at = self.roll(among.len());
        among.get(at)
    }
}

/// How good the answers are to be.
#[derive(Clone, Copy, PartialEq)]
pub enum Aim {
    /// Everything accepted.
    Conform,
    /// Everything answered, somehow.
    Complete,
}

/// A declaration that is complete and, where that can be found, conforms.
pub fn declaration(spec: &Spec, lot: &Lot, aim: Aim, dice: &mut Dice) -> Json {
    let mut facts = Map::new();
    for fact in lot.facts.iter().filter(|fact| fact.asked) {
        let known: Vec<&Check> = fact.known.iter().map(|known| &known.check).collect();
        let mut tested = known.clone();
        let conditions = lot.requirements.iter().flat_map(|requirement| {
            let whens = requirement.questions.iter().map(|question| &question.when);
            whens.chain([&requirement.applies, &requirement.met_when])
        });
        tested.extend(
            conditions
                .flat_map(Condition::tests)
                .filter_map(|(subject, check)| (*subject == Subject::Fact(fact.id.clone())).then_some(check)),
        );
        let fits = |value: &Value| known.iter().all(|check| check.accepts(value));
        if let Some(value) = candidate(&fact.of, &tested, &fits, dice) {
            facts.insert(fact.id.clone(), value);
        }
    }
    let mut declaration = json!({
        "format": "tenderc-declaration/1",
        "pack": spec.pack,
        "tender": spec.tender.id,
        "lot": lot.id,
        "vendor": { "name": "Pumpwerk AG", "contact": "psirt@pumpwerk.example" },
        "device": { "name": "Pump", "model": "P 1", "version": "2027-A" },
        "facts": facts,
        "answers": {},
    });
    for requirement in &lot.requirements {
        let answers = answers(lot, requirement, &declaration, aim, dice);
        // Answers to what does not apply are permitted: now and then they stay.
        let subjects = Subjects { lot, requirement, declaration: &declaration };
        if applies(&subjects) || dice.roll(3) == 0 {
            declaration["answers"][&requirement.id] = answers;
        }
    }
    if let Some(requirement) = dice.pick(&lot.requirements).filter(|_| dice_even(&declaration)) {
        declaration["deviations"] =
            json!({ requirement.id.as_str(): { "reason": "Not yet.", "measure": "A locked cabinet." } });
        if let Some(kind) = spec.evidence_kinds.first() {
            declaration["evidence"] = json!([{
                "for": [requirement.id], "kind": kind.id, "file": "evidence/policy v1.pdf",
                "sha256": "0aF".repeat(21) + "0", "valid-until": "2028-02-29",
            }]);
        }
    }
    declaration
}

fn dice_even(declaration: &Json) -> bool {
    declaration.to_string().len().is_multiple_of(2)
}

fn answers(lot: &Lot, requirement: &Requirement, declaration: &Json, aim: Aim, dice: &mut Dice) -> Json {
    let mut declaration = declaration.clone();
    for attempt in 0..200 {
        let mut answers = Map::new();
        for question in &requirement.questions {
            let mut tested: Vec<&Check> = question.accept.iter().collect();
            tested.extend(tests_of(requirement, question));
            let accepted = |value: &Value| {
                aim == Aim::Complete || question.accept.as_ref().is_none_or(|check| check.accepts(value))
            };
            answers.extend(
                candidate(&question.of, &tested, &accepted, dice).map(|json| (question.id.clone(), json)),
            );
        }
        declaration["answers"][&requirement.id] = answers.into();
        // Some answers decide whether others are asked: drop about half of those that are not.
        let shown: Vec<&Question> = requirement
            .questions
            .iter()
            .filter(|question| {
                Subjects { lot, requirement, declaration: &declaration }.hold(&question.when)
                    || dice.roll(2) == 0
            })
            .collect();
        let subjects = Subjects { lot, requirement, declaration: &declaration };
        if aim == Aim::Complete || met(&subjects) || attempt == 199 {
            let answers = &declaration["answers"][&requirement.id];
            let kept = shown.iter().map(|question| (question.id.clone(), answers[&question.id].clone()));
            return kept.filter(|(_, json)| !json.is_null()).collect();
        }
    }
    Json::Null
}

fn tests_of<'a>(requirement: &'a Requirement, question: &Question) -> Vec<&'a Check> {
    let whens = requirement.questions.iter().map(|question| &question.when);
    let tests = whens.chain([&requirement.met_when]).flat_map(Condition::tests);
    let wanted = Subject::Answer(question.id.clone());
    tests.filter(|(subject, _)| **subject == wanted).map(|(_, check)| check).collect()
}

/// A value of the type that fits, as JSON; if none is found, one that does not.
fn candidate(of: &Type, tested: &[&Check], fits: &dyn Fn(&Value) -> bool, dice: &mut Dice) -> Option<Json> {
    if let Type::Table { columns } = of {
        let mut rows = Vec::new();
        for _ in 0..30 {
            let cells = columns.iter().filter_map(|column| {
                let tests: Vec<&Check> = tested
                    .iter()
                    .flat_map(|check| check.plain())
                    .filter_map(|check| match check {
                        Check::EachRow(row) => Some(row.tests()),
                        _ => None,
                    })
                    .flatten()
                    .filter(|(subject, _)| subject.name() == column.id)
                    .map(|(_, check)| check)
                    .collect();
                Some((column.id.clone(), candidate(&column.of, &tests, &|_| true, dice)?))
            });
            let row: Json = cells.collect();
            if Value::read(of, &json!([row])).is_some_and(|value| fits(&value)) && rows.len() < dice.roll(4) {
                rows.push(row);
            }
        }
        return Some(rows.into());
    }
    let listed: &[&str] = match of {
        Type::Text => &["none", "a", "Ein Satz.\nNoch einer.", "\u{1f3e5}", "\u{a0}"],
        Type::Url => {
            &["https://pumpwerk.example/a/b", "http://x", "https://pumpwerk.example/?q", "https://1.2:3/#"]
        }
        Type::Version => {
            &["0", "1.2", "1.2.0.0", "999999999.999999999.999999999.999999999", "10.0.1", "1.10"]
        }
        _ => &[],
    };
    let listed = listed.iter().filter_map(|text| Value::read(of, &json!(text)));
    let mut values: Vec<Value> = stand_ins(of, tested).unwrap_or_default();
    values.extend(listed);
    values.retain(|value| Value::read(of, &value.json()).is_some());
    let fitting: Vec<Value> = values.iter().filter(|value| fits(value)).cloned().collect();
    let chosen = dice.pick(&fitting).or_else(|| dice.pick(&values))?.json();
    // The same number is written with and without a point.
    Some(match chosen.as_f64() {
        Some(number) if dice.roll(4) == 0 => json!(number),
        _ => chosen,
    })
}
