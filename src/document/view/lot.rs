//! A lot as the template sees it.

use serde::Serialize;

use super::requirement::{self, Requirement};
use super::table::Anchors;
use super::wording;
use crate::condition::inclusion::{self, Inclusion};
use crate::condition::{Check, Condition, word};
use crate::document::build::slug;
use crate::resolve::spec::{self, Ground, Obligation, Place, PurchaseOption, Renewal, Spec};
use crate::say;
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
    /// Its category; where it has several kinds of device, all of them.
    pub category: String,
    /// The kinds of device, where there are several.
    pub several: Vec<Kind>,
    /// The kinds that its category belongs to, nearest first, in words; may be empty.
    pub kinds: String,
    /// How many devices; empty where the tender leaves it open.
    pub quantity: String,
    /// What may be ordered besides.
    pub options: Vec<Besides>,
    /// How often the contract may be renewed.
    pub renewal: Option<Renewed>,
    /// Where the devices are delivered to.
    pub places: Vec<Delivered>,
    /// What the tender adds, in Markdown; may be empty.
    pub description: String,
    /// What is known without the vendor.
    pub known: Vec<Known>,
    /// Whether it demands something of what the vendor must state.
    pub demanded: bool,
    /// What the vendor must state.
    pub asked: Vec<Asked>,
    /// Its requirements by theme.
    pub themes: Vec<Theme>,
    /// How many requirements it has.
    pub requirements: usize,
    /// The level of assurance: a word; empty where it is that of the tender.
    pub assurance: &'static str,
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
}

/// A kind of device in a lot of several.
#[derive(Debug, Serialize)]
pub struct Kind {
    /// Its category.
    pub title: String,
    /// How many devices; empty where the tender leaves it open.
    pub quantity: String,
}

/// What may be ordered besides.
#[derive(Debug, Serialize)]
pub struct Besides {
    /// What it is.
    pub title: String,
    /// How many devices at most; empty where the tender leaves it open.
    pub quantity: String,
    /// By when and how it is ordered; may be empty.
    pub description: String,
}

/// How often the contract may be renewed.
#[derive(Debug, Serialize)]
pub struct Renewed {
    /// How often at most.
    pub maximum: u32,
    /// For how many months each time.
    pub months: u32,
    /// By when and how; may be empty.
    pub description: String,
}

/// Where devices are delivered to.
#[derive(Debug, Serialize)]
pub struct Delivered {
    /// What people call the site.
    pub title: String,
    /// Its address; may be empty.
    pub address: String,
    /// The rooms; may be empty.
    pub rooms: String,
    /// How many of the devices; empty where the tender leaves it open.
    pub quantity: String,
}

/// A number, or nothing where there is none.
fn number(quantity: Option<u64>) -> String {
    quantity.map(|quantity| quantity.to_string()).unwrap_or_default()
}

impl Besides {
    fn of(of: &PurchaseOption) -> Self {
        Self { title: of.title.clone(), quantity: number(of.quantity), description: of.description.clone() }
    }
}

impl Renewed {
    fn of(of: &Renewal) -> Self {
        Self { maximum: of.maximum, months: of.months, description: of.description.clone() }
    }
}

impl Delivered {
    fn of(of: &Place) -> Self {
        Self {
            title: of.title.clone(),
            address: of.address.clone(),
            rooms: of.rooms.clone(),
            quantity: number(of.quantity),
        }
    }
}

/// A fact that is known without the vendor.
#[derive(Debug, Serialize)]
pub struct Known {
    /// What people call it.
    pub title: String,
    /// What is known: "yes", "at least serious".
    pub value: String,
    /// Whether the tender has it so, or the kind of device.
    pub of_tender: bool,
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

/// The lots of a spec.
pub fn all(spec: &Spec, anchors: &Anchors, words: Words) -> Vec<Lot> {
    spec.lots.iter().map(|lot| of(lot, spec, anchors, words)).collect()
}

/// A lot of a spec.
pub fn of(lot: &spec::Lot, spec: &Spec, anchors: &Anchors, words: Words) -> Lot {
    let count = |wanted: &dyn Fn(&spec::Requirement) -> bool| {
        lot.requirements.iter().filter(|requirement| wanted(requirement)).count()
    };
    let mut kinds = lot.categories.iter().rev().map(|category| category.title.clone());
    let category = match lot.kinds.as_slice() {
        [] => kinds.next().unwrap_or_default(),
        several => words.join(several.iter().map(|kind| kind.title.clone()), "and"),
    };
    let several = lot.kinds.iter();
    let several =
        several.map(|kind| Kind { title: kind.title.clone(), quantity: number(kind.quantity) }).collect();
    Lot {
        id: lot.id.clone(),
        number: lot.number,
        anchor: format!("lot-{}", lot.number),
        title: lot.title.clone(),
        category,
        several,
        kinds: kinds.collect::<Vec<_>>().join(", "),
        quantity: number(lot.quantity),
        options: lot.options.iter().map(Besides::of).collect(),
        renewal: lot.renewal.as_ref().map(Renewed::of),
        places: lot.places.iter().map(Delivered::of).collect(),
        description: lot.description.clone(),
        known: lot
            .facts
            .iter()
            .filter(|fact| !fact.asked)
            .filter_map(|fact| known(fact, lot, words))
            .collect(),
        asked: lot.facts.iter().filter(|fact| fact.asked).map(|fact| asked(fact, lot, words)).collect(),
        demanded: lot.facts.iter().any(|fact| fact.asked && !decisive(fact).is_empty()),
        themes: themes(lot, spec, anchors, words),
        requirements: lot.requirements.len(),
        assurance: lot.assurance.map_or("", spec::Assurance::word),
        tier: lot.tier.word(),
        questions: lot.requirements.iter().map(|requirement| requirement.asked().count()).sum(),
        shall: count(&|requirement| requirement.obligation == Obligation::Shall),
        should: count(&|requirement| requirement.obligation == Obligation::Should),
        may: count(&|requirement| requirement.obligation == Obligation::May),
        conditional: count(&|requirement| requirement.applies != Condition::Constant(true)),
    }
}

fn known(fact: &spec::Fact, lot: &spec::Lot, words: Words) -> Option<Known> {
    let accepted = |known: &spec::Known| word::accepted(words, &known.check, &fact.of, word::Naming::Label);
    let value = match &fact.settled {
        Some(value) => word::value(words, value, &fact.of, word::Naming::Label),
        None if fact.known.is_empty() => return None,
        None => words.join(said(fact, lot, &accepted, words), "and"),
    };
    let of_tender = decisive(fact).iter().any(|known| !matches!(known.because, Ground::Category(_)));
    Some(Known { title: fact.title.clone(), value, of_tender })
}

fn asked(fact: &spec::Fact, lot: &spec::Lot, words: Words) -> Asked {
    let says = |known: &spec::Known| word::predicate(words, &known.check, &fact.of, word::Naming::Label);
    Asked {
        id: fact.id.clone(),
        title: fact.title.clone(),
        ask: fact.ask.clone(),
        answer: wording::answer(&fact.of, false, words),
        demands: said(fact, lot, &says, words).into_iter().map(|words| Demand { words }).collect(),
    }
}

/// What is known of a fact, in words: of all devices, then kind by kind.
fn said(
    fact: &spec::Fact,
    lot: &spec::Lot,
    say: &dyn Fn(&spec::Known) -> String,
    words: Words,
) -> Vec<String> {
    let decisive = decisive(fact);
    if fact.settled.is_some() {
        return decisive.into_iter().map(say).collect();
    }
    let of_all = decisive.iter().filter(|known| known.kinds.is_empty()).map(|known| say(known));
    let mut of_kinds: Vec<(String, Vec<String>)> = Vec::new();
    for kind in &lot.kinds {
        let own = decisive.iter().filter(|known| !known.kinds.is_empty() && known.is_of(Some(&kind.id)));
        let settling = own.clone().rfind(|known| matches!(known.check, Check::Equals(_)));
        for known in own.filter(|known| settling.is_none_or(|settling| std::ptr::eq(*settling, **known))) {
            let title = say!(words, "resolve-quoted", title = kind.title.as_str());
            match of_kinds.iter_mut().find(|(other, _)| *other == say(known)) {
                Some((_, kinds)) => kinds.push(title),
                None => of_kinds.push((say(known), vec![title])),
            }
        }
    }
    let of_kinds = of_kinds
        .into_iter()
        .map(|(said, kinds)| say!(words, "annex-of-kinds", said = said, kinds = words.join(kinds, "or")));
    of_all.chain(of_kinds).collect()
}

/// What is known of a fact, without what something else that is known says more narrowly.
fn decisive(fact: &spec::Fact) -> Vec<&spec::Known> {
    let settling = fact.settled.as_ref().and_then(|value| {
        fact.known.iter().find(|known| matches!(&known.check, Check::Equals(wanted) if wanted == value))
    });
    let within = |wide: &spec::Known, narrow: &spec::Known| {
        let relation = inclusion::checks(Some(&wide.check), &fact.of, Some(&narrow.check), &fact.of);
        wide.kinds == narrow.kinds && relation == Inclusion::Tighter
    };
    let narrowest = |known: &&spec::Known| !fact.known.iter().any(|other| within(known, other));
    settling.map_or_else(|| fact.known.iter().filter(narrowest).collect(), |known| vec![known])
}

fn themes(lot: &spec::Lot, spec: &Spec, anchors: &Anchors, words: Words) -> Vec<Theme> {
    let mut themes: Vec<(&str, Theme)> = Vec::new();
    for requirement in &lot.requirements {
        let shown = requirement::of(requirement, lot, spec, anchors, words);
        match themes.last_mut().filter(|(id, _)| *id == requirement.theme.id) {
            Some((_, theme)) => theme.requirements.push(shown),
            None => {
                let theme = Theme {
                    anchor: slug(&format!("theme-{}", requirement.theme.id)),
                    title: requirement.theme.title.clone(),
                    requirements: vec![shown],
                };
                themes.push((&requirement.theme.id, theme));
            }
        }
    }
    themes.into_iter().map(|(_, theme)| theme).collect()
}
