//! Declarations for a lot: drawn at random, the same on every run, at the edges of what is accepted.

use serde_json::{Map, Value as Json, json};
use tenderc::condition::{Check, Condition, KIND, Subject};
use tenderc::resolve::spec::{Fact, Lot, Question, Requirement, Spec};

use crate::judge::{Subjects, applies, met};
use crate::pool::Pool;

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

/// Facts with what each may be.
type Facts<'a> = Vec<(&'a Fact, Pool)>;

/// Makes declarations for a lot.
pub struct Declarer<'a> {
    spec: &'a Spec,
    lot: &'a Lot,
    /// What each fact may be of a device of each kind; of one where the lot has one.
    facts: Vec<(Option<&'a str>, Facts<'a>)>,
    answers: Vec<(&'a Requirement, Vec<(&'a Question, Pool)>)>,
}

impl<'a> Declarer<'a> {
    /// Finds out what there is to declare.
    pub fn new(spec: &'a Spec, lot: &'a Lot) -> Self {
        let kinds: Vec<Option<&str>> = match lot.kinds.as_slice() {
            [] => vec![None],
            several => several.iter().map(|kind| Some(kind.id.as_str())).collect(),
        };
        let facts = kinds.into_iter().map(|kind| {
            let asked = lot.facts.iter().filter(|fact| fact.asked && !(kind.is_some() && fact.id == KIND));
            (kind, asked.map(|fact| (fact, fact_pool(lot, fact, kind))).collect())
        });
        let answers = lot.requirements.iter().map(|requirement| {
            let pools =
                requirement.asked().map(|question| (question, answer_pool(lot, requirement, question)));
            (requirement, pools.collect())
        });
        Self { spec, lot, facts: facts.collect(), answers: answers.collect() }
    }

    /// A declaration that is complete and, where that is the aim and can be found, conforms.
    pub fn declaration(&self, aim: Aim, dice: &mut Dice) -> Json {
        let (spec, lot) = (self.spec, self.lot);
        let at = if self.facts.len() > 1 { dice.roll(self.facts.len()) } else { 0 };
        let (kind, pools) = &self.facts[at];
        let stated = kind.map(|kind| (KIND.to_owned(), json!(kind)));
        let drawn =
            pools.iter().filter_map(|(fact, pool)| Some((fact.id.clone(), pool.draw(Aim::Conform, dice)?)));
        let facts: Map<String, Json> = stated.into_iter().chain(drawn).collect();
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
        for (requirement, pools) in &self.answers {
            // Answers to what does not apply are permitted: now and then there are some.
            let subjects = Subjects { lot, requirement, declaration: &declaration };
            if applies(&subjects) || dice.roll(3) == 0 {
                answer(lot, requirement, pools, &mut declaration, aim, dice);
            }
        }
        if aim == Aim::Conform {
            (0..PASSES).for_each(|_| self.mend(&mut declaration, dice));
        }
        if let Some(requirement) =
            dice.pick(&lot.requirements).filter(|requirement| requirement.title.len() % 2 == 0)
        {
            declaration["deviations"] =
                json!({ requirement.id.as_str(): { "reason": "Not yet.", "measure": "A locked cabinet." } });
            if let Some(kind) = dice.pick(&spec.evidence_kinds) {
                declaration["evidence"] = json!([{
                    "for": [requirement.id], "kind": kind.id, "file": "evidence/policy v1.pdf",
                    "sha256": "0aF".repeat(21) + "0", "valid-until": "2028-02-29",
                }]);
            }
        }
        declaration
    }

    /// Draws anew, for each requirement that falls short, its own answers or those that it borrows.
    fn mend(&self, declaration: &mut Json, dice: &mut Dice) {
        for requirement in &self.lot.requirements {
            if met(&Subjects { lot: self.lot, requirement, declaration }) {
                continue;
            }
            let borrowed = requirement.questions.iter().filter_map(|question| question.from.as_ref());
            let mut owners: Vec<&str> = borrowed.map(|from| from.requirement.as_str()).collect();
            owners.push(&requirement.id);
            let owner = dice.pick(&owners).copied();
            if let Some((owner, pools)) =
                self.answers.iter().find(|(asked, _)| Some(asked.id.as_str()) == owner)
            {
                answer(self.lot, owner, pools, declaration, Aim::Conform, dice);
            }
        }
    }
}

/// How often answers are drawn anew that together fall short.
const PASSES: usize = 10;

fn answer(
    lot: &Lot,
    requirement: &Requirement,
    pools: &[(&Question, Pool)],
    declaration: &mut Json,
    aim: Aim,
    dice: &mut Dice,
) {
    for _ in 0..50 {
        let drawn =
            pools.iter().filter_map(|(question, pool)| Some((question.id.clone(), pool.draw(aim, dice)?)));
        declaration["answers"][&requirement.id] = drawn.collect();
        if aim == Aim::Complete || met(&Subjects { lot, requirement, declaration }) {
            break;
        }
    }
    // Some answers decide whether others are asked: about half of those that are not asked go.
    for question in requirement.asked() {
        let shown = Subjects { lot, requirement, declaration }.hold(&question.when);
        if let Some(answers) = declaration["answers"][&requirement.id].as_object_mut()
            && !shown
            && dice.roll(2) == 0
        {
            answers.shift_remove(&question.id);
        }
    }
}

fn fact_pool(lot: &Lot, fact: &Fact, kind: Option<&str>) -> Pool {
    let known: Vec<&Check> =
        fact.known.iter().filter(|known| known.is_of(kind)).map(|known| &known.check).collect();
    let conditions = lot.requirements.iter().flat_map(|requirement| {
        let whens = requirement.questions.iter().map(|question| &question.when);
        whens.chain([&requirement.applies, &requirement.met_when])
    });
    let mut tested = known.clone();
    tested.extend(tests_of(&Subject::Fact(fact.id.clone()), conditions));
    Pool::new(&fact.of, &tested, &|value| known.iter().all(|check| check.accepts(value)))
}

fn answer_pool(lot: &Lot, requirement: &Requirement, question: &Question) -> Pool {
    let whens = requirement.questions.iter().map(|question| &question.when);
    let subject = Subject::Answer(question.id.clone());
    // Other requirements may judge the answer too.
    let takers = lot.requirements.iter().flat_map(|other| &other.questions).filter(|other| {
        other
            .from
            .as_ref()
            .is_some_and(|from| from.requirement == requirement.id && from.question == question.id)
    });
    let mut tested: Vec<&Check> =
        question.accept.iter().chain(takers.filter_map(|other| other.accept.as_ref())).collect();
    tested.extend(tests_of(&subject, whens.chain([&requirement.met_when])));
    Pool::new(&question.of, &tested, &|value| {
        question.accept.as_ref().is_none_or(|check| check.accepts(value))
    })
}

fn tests_of<'a>(subject: &Subject, conditions: impl Iterator<Item = &'a Condition>) -> Vec<&'a Check> {
    let tests = conditions.flat_map(Condition::tests);
    tests.filter(|(of, _)| *of == subject).map(|(_, check)| check).collect()
}
