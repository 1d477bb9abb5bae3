//! A lot as the template sees it, and the anchors of its requirements.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::requirement::{self, Requirement};
use super::wording;
use crate::condition::{Check, Condition, word};
use crate::document::build::slug;
use crate::resolve::spec::{self, Obligation, Spec};
use crate::words::Words;

/// A lot.
#[derive(Debug, Serialize)]
pub struct Lot {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// The id of its heading.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// Its category.
    pub category: String,
    /// The kinds that its category belongs to, nearest first, in words; may be empty.
    pub kinds: String,
    /// How many devices; empty where the tender leaves it open.
    pub quantity: String,
    /// What the tender adds, in Markdown; may be empty.
    pub description: String,
    /// What is known without the vendor.
    pub known: Vec<Known>,
    /// What the vendor must state.
    pub asked: Vec<Asked>,
    /// Its requirements by theme.
    pub themes: Vec<Theme>,
    /// How many requirements it has.
    pub requirements: usize,
    /// How far it is asked: a word.
    pub tier: &'static str,
    /// How many questions it is asked at most, facts aside.
    pub questions: usize,
    /// How many of the requirements are a `shall`, a `should`, a `may`.
    pub shall: usize,
    #[allow(missing_docs)]
    pub should: usize,
    #[allow(missing_docs)]
    pub may: usize,
    /// How many of them apply under a condition.
    pub conditional: usize,
    /// What the tender gives up for it, and why.
    pub waived: Vec<Reason>,
}

/// Something given up, with a reason.
#[derive(Debug, Serialize)]
pub struct Reason {
    /// The requirement's id.
    pub id: String,
    /// The requirement's title.
    pub title: String,
    /// Why, as a sentence.
    pub reason: String,
}

/// A fact that is known without the vendor.
#[derive(Debug, Serialize)]
pub struct Known {
    /// What people call it.
    pub title: String,
    /// What is known: "yes", "at least serious".
    pub value: String,
    /// Where that comes from, as clauses.
    pub because: Vec<String>,
}

/// A fact that the vendor must state.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The question.
    pub ask: String,
    /// What an answer looks like.
    pub answer: String,
    /// What the lot demands of it, as clauses that follow its title: "includes Wi-Fi".
    pub demands: Vec<Demand>,
}

/// A demand on a fact.
#[derive(Debug, Serialize)]
pub struct Demand {
    /// What must be true, as a verb: "includes Wi-Fi".
    pub words: String,
    /// Why, as a clause.
    pub because: String,
}

/// The requirements of one theme.
#[derive(Debug, Serialize)]
pub struct Theme {
    /// The id of its heading.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// Its requirements, in the order of their numbers.
    pub requirements: Vec<Requirement>,
}

/// The anchors of all requirements: unique, whatever lots and requirements are called.
#[derive(Debug, Default)]
pub struct Anchors(BTreeMap<(String, String), String>);

impl Anchors {
    /// The anchor of a requirement of a lot.
    pub fn requirement(&self, lot: &spec::Lot, requirement: &spec::Requirement) -> String {
        self.0.get(&(lot.id.clone(), requirement.id.clone())).cloned().unwrap_or_default()
    }
}

/// The anchors of a spec: `pumps-upd-03`.
pub fn anchors(spec: &Spec) -> Anchors {
    let mut taken = BTreeSet::new();
    let mut anchors = Anchors::default();
    for lot in &spec.lots {
        for requirement in &lot.requirements {
            let wanted = slug(&format!("{} {}", lot.id, requirement.id));
            let mut anchor = wanted.clone();
            let mut copies = 1;
            while !taken.insert(anchor.clone()) {
                copies += 1;
                anchor = format!("{wanted}-{copies}");
            }
            anchors.0.insert((lot.id.clone(), requirement.id.clone()), anchor);
        }
    }
    anchors
}

/// The lots of a spec.
pub fn all(spec: &Spec, anchors: &Anchors, words: Words) -> Vec<Lot> {
    let lots = spec.lots.iter().enumerate();
    lots.map(|(at, lot)| of(lot, spec.lots.get(..at).unwrap_or_default(), spec, anchors, words)).collect()
}

fn of(lot: &spec::Lot, before: &[spec::Lot], spec: &Spec, anchors: &Anchors, words: Words) -> Lot {
    let count = |wanted: &dyn Fn(&spec::Requirement) -> bool| {
        lot.requirements.iter().filter(|requirement| wanted(requirement)).count()
    };
    let mut kinds = lot.categories.iter().rev().map(|category| category.title.clone());
    let category = kinds.next().unwrap_or_default();
    Lot {
        id: lot.id.clone(),
        number: lot.number,
        anchor: format!("lot-{}", lot.number),
        title: lot.title.clone(),
        category,
        kinds: kinds.collect::<Vec<_>>().join(", "),
        quantity: lot.quantity.map(|quantity| quantity.to_string()).unwrap_or_default(),
        description: lot.description.clone(),
        known: lot.facts.iter().filter(|fact| !fact.asked).filter_map(|fact| known(fact, words)).collect(),
        asked: lot.facts.iter().filter(|fact| fact.asked).map(|fact| asked(fact, words)).collect(),
        themes: themes(lot, before, spec, anchors, words),
        requirements: lot.requirements.len(),
        tier: lot.tier.word(),
        questions: lot.requirements.iter().map(|requirement| requirement.asked().count()).sum(),
        shall: count(&|requirement| requirement.obligation == Obligation::Shall),
        should: count(&|requirement| requirement.obligation == Obligation::Should),
        may: count(&|requirement| requirement.obligation == Obligation::May),
        conditional: count(&|requirement| requirement.applies != Condition::Constant(true)),
        waived: lot
            .waived
            .iter()
            .map(|waived| Reason {
                id: waived.id.clone(),
                title: waived.title.clone(),
                reason: waived.say(Words::English, lot),
            })
            .collect(),
    }
}

fn known(fact: &spec::Fact, words: Words) -> Option<Known> {
    let decisive = decisive(fact);
    let accepted =
        decisive.iter().map(|known| word::accepted(words, &known.check, &fact.of, word::Naming::Label));
    let value = match &fact.settled {
        Some(value) => word::value(words, value, &fact.of, word::Naming::Label),
        None if decisive.is_empty() => return None,
        None => words.join(accepted, "and"),
    };
    let mut because: Vec<String> = decisive.iter().map(|known| known.because.say(words)).collect();
    because.dedup();
    Some(Known { title: fact.title.clone(), value, because })
}

fn asked(fact: &spec::Fact, words: Words) -> Asked {
    let demands = decisive(fact).into_iter().map(|known| Demand {
        words: word::predicate(words, &known.check, &fact.of, word::Naming::Label),
        because: known.because.say(words),
    });
    Asked {
        id: fact.id.clone(),
        title: fact.title.clone(),
        ask: fact.ask.clone(),
        answer: wording::answer(&fact.of, false, words),
        demands: demands.collect(),
    }
}

/// What is known of a fact, without what something else that is known says more narrowly.
fn decisive(fact: &spec::Fact) -> Vec<&spec::Known> {
    let settling = fact.settled.as_ref().and_then(|value| {
        fact.known.iter().find(|known| matches!(&known.check, Check::Equals(wanted) if wanted == value))
    });
    settling.map_or_else(|| fact.known.iter().collect(), |known| vec![known])
}

fn themes(lot: &spec::Lot, before: &[spec::Lot], spec: &Spec, anchors: &Anchors, words: Words) -> Vec<Theme> {
    let mut themes: Vec<(&str, Theme)> = Vec::new();
    for requirement in &lot.requirements {
        let earlier: Vec<_> =
            before.iter().filter_map(|before| Some((before, before.requirement(&requirement.id)?))).collect();
        let shown = requirement::of(requirement, lot, &earlier, spec, anchors, words);
        match themes.last_mut().filter(|(id, _)| *id == requirement.theme.id) {
            Some((_, theme)) => theme.requirements.push(shown),
            None => {
                let theme = Theme {
                    anchor: slug(&format!("lot-{}-{}", lot.number, requirement.theme.id)),
                    title: requirement.theme.title.clone(),
                    requirements: vec![shown],
                };
                themes.push((&requirement.theme.id, theme));
            }
        }
    }
    themes.into_iter().map(|(_, theme)| theme).collect()
}
