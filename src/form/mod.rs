//! A lot as a form: what a vendor is asked, in the order in which it is answered.
//!
//! Facts come first, since they decide what else is asked; then themes, requirements and their questions, each
//! with what is accepted in words and with the conditions under which it is asked; then the evidence. Plain data:
//! whoever renders a form needs nothing else, and decides nothing.

mod fact;
mod question;
mod requirement;
#[cfg(test)]
mod tests;

pub use fact::{Demand, Fact};
pub use question::{Accepted, Question, When};
pub use requirement::{Requirement, themes};
pub use requirement::{Setting, Theme, Wanted};

use jiff::civil::Date;

use crate::resolve::spec::{Lot, Obligation, Spec, Term};
use crate::words::Words;

/// The form of one lot.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What the answers go to.
    pub head: Head,
    /// What is asked of the device itself.
    pub facts: Vec<Fact>,
    /// The requirements by theme, in the order of their numbers.
    pub themes: Vec<Theme>,
    /// The kinds of evidence that a requirement of the lot wants, in the tender's order.
    pub evidence: Vec<Kind>,
}

/// What the answers of a form go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The digest of the pack.
    pub pack: String,
    /// The tender.
    pub tender: Term,
    /// Who buys; may be empty.
    pub buyer: String,
    /// The last day for bids.
    pub deadline: Date,
    /// The lot.
    pub lot: Term,
    /// Its place in the tender, from 1.
    pub number: usize,
    /// What the tender adds about the lot, in Markdown; may be empty.
    pub description: String,
}

/// A kind of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The requirements that want it, and how binding that is.
    pub wanted: Vec<(String, Obligation)>,
}

/// The form of a lot.
pub fn form(spec: &Spec, lot: &Lot, words: Words) -> Form {
    let evidence = spec.evidence_kinds.iter().filter_map(|kind| {
        let wanted: Vec<(String, Obligation)> = lot
            .requirements
            .iter()
            .flat_map(|requirement| requirement.evidence.iter().map(move |one| (requirement, one)))
            .filter(|(_, one)| one.kind == kind.id)
            .map(|(requirement, one)| (requirement.id.clone(), one.obligation))
            .collect();
        (!wanted.is_empty()).then(|| Kind { id: kind.id.clone(), title: kind.title.clone(), wanted })
    });
    Form {
        head: Head {
            pack: spec.pack.clone(),
            tender: Term { id: spec.tender.id.clone(), title: spec.tender.title.clone() },
            buyer: spec.tender.buyer.clone(),
            deadline: spec.tender.deadline,
            lot: Term { id: lot.id.clone(), title: lot.title.clone() },
            number: lot.number,
            description: lot.description.clone(),
        },
        facts: lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact::of(fact, words)).collect(),
        themes: themes(lot, words),
        evidence: evidence.collect(),
    }
}

impl Form {
    /// Every requirement, in the order of their numbers.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.themes.iter().flat_map(|theme| &theme.requirements)
    }
}
