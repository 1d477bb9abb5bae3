//! What is known of a lot's devices before a vendor speaks, and from whom.

use std::collections::BTreeSet;

use super::imports::Import;
use super::kinds;
use super::{exposure, spec};
use crate::condition::{Condition, Domains, Subject, Type, Value, reduce};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Fact, Holder, Library, Lot, Tender};
use crate::words::Words;

/// Facts of one lot: what is known of each, and what that leaves possible.
pub struct Knowledge {
    /// What is known, fact by fact in the library's order.
    known: Vec<(String, Vec<spec::Known>)>,
    /// The kinds of device in the lot; at least one.
    kinds: Vec<OfKind>,
    /// What is known of the devices of all kinds, where there are several.
    every: Option<Domains>,
    /// The facts that vendors know.
    vendors: BTreeSet<String>,
    demanded: BTreeSet<String>,
}

/// What is known of the devices of one kind.
pub struct OfKind {
    /// The id of its category.
    pub id: String,
    /// What that leaves possible.
    pub domains: Domains,
}

impl Knowledge {
    /// Of a device of which nothing is known.
    pub fn none(library: &Library) -> Self {
        let mut domains = Domains::default();
        for fact in library.facts.values() {
            domains.declare(Subject::Fact(fact.id.clone()), fact.of.clone());
        }
        let known = library.facts.keys().map(|id| (id.clone(), Vec::new())).collect();
        let kinds = vec![OfKind { id: String::new(), domains }];
        Self { known, kinds, every: None, vendors: BTreeSet::new(), demanded: BTreeSet::new() }
    }

    /// Gathers what categories, lot and links say.
    pub fn of(library: &Library, tender: &Tender, lot: &Lot, bag: &mut Bag) -> Self {
        let vendors = library.facts.values().filter(|fact| fact.holder == Holder::Vendor);
        let mut knowledge = Self {
            known: Vec::new(),
            kinds: kinds::of(library, lot),
            every: kinds::every(library, lot),
            vendors: vendors.map(|fact| fact.id.clone()).collect(),
            demanded: BTreeSet::new(),
        };
        let categories = kinds::categories(library, lot);
        for fact in library.facts.values() {
            let subject = Subject::Fact(fact.id.clone());
            let mut known = Vec::new();
            for (category, kinds) in &categories {
                let because = spec::Ground::Category(spec::Term {
                    id: category.id.clone(),
                    title: category.title.clone(),
                });
                let bounds = category.bounds.iter().filter(|bound| bound.fact == fact.id);
                known.extend(bounds.map(|bound| spec::Known {
                    check: bound.check.clone(),
                    because: because.clone(),
                    kinds: kinds.clone(),
                }));
            }
            known.extend(exposure::derived(library, tender, lot, fact));
            let bounds = lot.bounds.iter().filter(|bound| bound.fact == fact.id);
            for bound in bounds {
                knowledge.demanded.insert(fact.id.clone());
                known.push(spec::Known::of_all(bound.check.clone(), spec::Ground::Lot));
            }
            for (kind, bound) in lot.bounds_of.iter().filter(|(_, bound)| bound.fact == fact.id) {
                knowledge.demanded.insert(fact.id.clone());
                known.push(kinds::known(library, lot, kind, bound.check.clone()));
            }
            for kind in &mut knowledge.kinds {
                kind.domains.declare(subject.clone(), fact.of.clone());
                let own: Vec<&spec::Known> =
                    known.iter().filter(|known| known.is_of(Some(&kind.id))).collect();
                for known in &own {
                    kind.domains.learn(&subject, known.check.clone());
                }
                if kind.domains.is_empty(&subject) {
                    impossible(fact, lot, &own, bag);
                }
            }
            if let Some(every) = &mut knowledge.every {
                every.declare(subject.clone(), fact.of.clone());
                let of_all = known.iter().filter(|known| known.is_of(None));
                of_all.for_each(|known| every.learn(&subject, known.check.clone()));
            }
            knowledge.known.push((fact.id.clone(), known));
        }
        knowledge
    }

    /// What is left of a condition for devices of every kind, where there are several and what is left is the vendor's
    /// to say: what is known of a kind besides is demanded of the very facts, and need not be said a second time.
    /// `answers` adds what else the condition speaks of.
    pub fn of_every_kind(
        &self,
        condition: &Condition,
        answers: &dyn Fn(Domains) -> Domains,
    ) -> Option<Condition> {
        let left = reduce(condition, &answers(self.every.clone()?));
        let said = facts_of(&left).all(|fact| self.vendors.contains(fact));
        said.then_some(left)
    }

    /// What is known of the devices of all kinds.
    pub fn of_all(&self) -> Domains {
        let own = self.kinds.first().map(|kind| &kind.domains);
        self.every.as_ref().or(own).cloned().unwrap_or_default()
    }

    /// The kinds of device in the lot, in its order; at least one.
    pub fn kinds(&self) -> &[OfKind] {
        &self.kinds
    }

    /// The kinds to whose devices something may apply; all, where it applies to none.
    pub fn concerned(&self, applies: &Condition) -> Vec<&OfKind> {
        let may = |kind: &&OfKind| reduce(applies, &kind.domains) != Condition::Constant(false);
        match self.kinds.iter().filter(may).collect::<Vec<_>>() {
            none if none.is_empty() => self.kinds.iter().collect(),
            some => some,
        }
    }

    /// The one value of a fact that is left for every kind.
    fn settled(&self, fact: &str) -> Option<Value> {
        let subject = Subject::Fact(fact.to_owned());
        let mut values = self.kinds.iter().map(|kind| kind.domains.settled(&subject));
        let first = values.next()??;
        values.all(|value| value.as_ref() == Some(&first)).then_some(first)
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
        let mut facts: Vec<spec::Fact> = kinds::fact(library, lot).into_iter().collect();
        for (id, known) in &self.known {
            let Some(fact) = library.facts.get(id) else { continue };
            let wanted = open.contains(id.as_str());
            if wanted && fact.holder == Holder::Tender {
                unsettled(fact, lot, bag);
            }
            let bounded = fact.holder == Holder::Vendor && !known.is_empty();
            // What the tender says of the place of use is nothing for a vendor to confirm.
            let demanded = fact.holder != Holder::Tender && self.demanded.contains(id);
            facts.push(spec::Fact {
                settled: self.settled(id),
                asked: wanted || bounded || demanded,
                title: fact.title.clone(),
                ask: fact.ask.clone(),
                of: fact.of.clone(),
                imports: Import::all(&fact.imports),
                known: known.clone(),
                id: id.clone(),
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

fn impossible(fact: &Fact, lot: &Lot, known: &[&spec::Known], bag: &mut Bag) {
    let mut bounds = lot.bounds.iter().chain(lot.bounds_of.iter().map(|(_, bound)| bound));
    let place = bounds.find(|bound| bound.fact == fact.id).map_or(lot.span, |bound| bound.span);
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
