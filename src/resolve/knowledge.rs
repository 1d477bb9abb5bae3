//! What is known of a lot's devices before a vendor speaks, and from whom.

use std::collections::BTreeSet;

use super::imports::Import;
use super::{exposure, spec};
use crate::condition::{Condition, Domains, Subject, Type};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Fact, Holder, Library, Lot, Tender};
use crate::words::Words;

/// Facts of one lot: what is known of each, and what that leaves possible.
pub struct Knowledge {
    /// What is known, fact by fact in the library's order.
    known: Vec<(String, Vec<spec::Known>)>,
    /// What that leaves possible.
    pub domains: Domains,
    demanded: BTreeSet<String>,
}

impl Knowledge {
    /// Of a device of which nothing is known.
    pub fn none(library: &Library) -> Self {
        let mut domains = Domains::default();
        for fact in library.facts.values() {
            domains.declare(Subject::Fact(fact.id.clone()), fact.of.clone());
        }
        let known = library.facts.keys().map(|id| (id.clone(), Vec::new())).collect();
        Self { known, domains, demanded: BTreeSet::new() }
    }

    /// Gathers what category, lot and links say.
    pub fn of(library: &Library, tender: &Tender, lot: &Lot, bag: &mut Bag) -> Self {
        let mut knowledge =
            Self { known: Vec::new(), domains: Domains::default(), demanded: BTreeSet::new() };
        for fact in library.facts.values() {
            let subject = Subject::Fact(fact.id.clone());
            knowledge.domains.declare(subject.clone(), fact.of.clone());
            let mut known = Vec::new();
            for category in library.lineage(&lot.category.value) {
                let because = spec::Ground::Category(spec::Term {
                    id: category.id.clone(),
                    title: category.title.clone(),
                });
                let bounds = category.bounds.iter().filter(|bound| bound.fact == fact.id);
                known.extend(
                    bounds.map(|bound| spec::Known { check: bound.check.clone(), because: because.clone() }),
                );
            }
            known.extend(exposure::derived(library, tender, lot, fact));
            let bounds = lot.bounds.iter().filter(|bound| bound.fact == fact.id);
            for bound in bounds {
                knowledge.demanded.insert(fact.id.clone());
                known.push(spec::Known { check: bound.check.clone(), because: spec::Ground::Lot });
            }
            for known in &known {
                knowledge.domains.learn(&subject, known.check.clone());
            }
            if knowledge.domains.is_empty(&subject) {
                impossible(fact, lot, &known, bag);
            }
            knowledge.known.push((fact.id.clone(), known));
        }
        knowledge
    }

    /// What is known of a fact.
    pub fn known(&self, fact: &str) -> &[spec::Known] {
        self.known.iter().find(|(id, _)| id == fact).map_or(&[], |(_, known)| known)
    }

    /// The facts of the spec; reports those that the tender had to settle and did not.
    pub fn into_facts(
        self,
        library: &Library,
        lot: &Lot,
        requirements: &[spec::Requirement],
        bag: &mut Bag,
    ) -> Vec<spec::Fact> {
        let mut open: BTreeSet<&str> = BTreeSet::new();
        for requirement in requirements {
            let questions = requirement.questions.iter().map(|question| &question.when);
            for condition in questions.chain([&requirement.applies, &requirement.met_when]) {
                open.extend(facts_of(condition));
            }
        }
        let mut facts = Vec::new();
        for (id, known) in self.known {
            let Some(fact) = library.facts.get(&id) else { continue };
            let wanted = open.contains(id.as_str());
            if wanted && fact.holder == Holder::Tender {
                unsettled(fact, lot, bag);
            }
            let bounded = fact.holder == Holder::Vendor && !known.is_empty();
            // What the tender says of the place of use is nothing for a vendor to confirm.
            let demanded = fact.holder != Holder::Tender && self.demanded.contains(&id);
            facts.push(spec::Fact {
                settled: self.domains.settled(&Subject::Fact(id.clone())),
                asked: wanted || bounded || demanded,
                title: fact.title.clone(),
                ask: fact.ask.clone(),
                of: fact.of.clone(),
                imports: Import::all(&fact.imports),
                known,
                id,
            });
        }
        facts
    }
}

/// The facts that a condition speaks of.
pub fn facts_of(condition: &Condition) -> impl Iterator<Item = &str> {
    condition.subjects().into_iter().filter_map(|subject| match subject {
        Subject::Fact(id) => Some(id.as_str()),
        Subject::Answer(_) | Subject::Column(_) => None,
    })
}

fn impossible(fact: &Fact, lot: &Lot, known: &[spec::Known], bag: &mut Bag) {
    let place = lot.bounds.iter().find(|bound| bound.fact == fact.id).map_or(lot.span, |bound| bound.span);
    let words: Vec<String> = known
        .iter()
        .map(|known| {
            let says = crate::condition::word::predicate(
                Words::English,
                &known.check,
                &fact.of,
                crate::condition::word::Naming::Id,
            );
            format!("it {says} ({})", known.because.say(Words::English))
        })
        .collect();
    bag.push(
        Diagnostic::new(
            &codes::IMPOSSIBLE_FACT,
            format!("no value of `{}` is left for the lot `{}`", fact.id, lot.id),
        )
        .at(place, format!("not all of this can be: {}", words.join("; ")))
        .hint("choose another category, or drop what contradicts it"),
    );
}

fn unsettled(fact: &Fact, lot: &Lot, bag: &mut Bag) {
    let example = match &fact.of {
        Type::Flag => "true".to_owned(),
        of => of.options().first().map_or("…".to_owned(), |option| option.id.clone()),
    };
    bag.push(
        Diagnostic::new(
            &codes::UNSETTLED_FACT,
            format!("the tender does not say `{}` of the lot `{}`", fact.id, lot.id),
        )
        .at(lot.span, fact.ask.clone())
        .hint(format!("state it under the lot's `facts`, such as `{}: {example}`", fact.id)),
    );
}
