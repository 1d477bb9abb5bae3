//! Conditions of a library: their vocabulary, what categories make of them, their faults in words.

use std::sync::Arc;

use crate::condition::parse::{Fault, FaultKind, Vocabulary};
use crate::condition::{Condition, Domains, Subject};
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::library::File;
use crate::model::{Fact, Library, Requirement};
use crate::text::{Span, Spanned, Step};

/// What conditions over facts can speak of.
pub fn vocabulary(library: &Library) -> Vocabulary {
    let facts = library.facts.values();
    let known = |fact: &Fact| Arc::new((Subject::Fact(fact.id.clone()), fact.of.clone()));
    facts.map(|fact| (fact.id.as_str().into(), known(fact))).collect()
}

/// What is known of the devices of each category, made once for all that asks.
pub struct Devices<'a>(Vec<Device<'a>>);

/// The devices of one category.
pub struct Device<'a> {
    /// The category.
    pub category: &'a str,
    /// That, and those above it.
    lineage: Vec<&'a str>,
    domains: Domains,
}

impl<'a> Devices<'a> {
    /// What a library says of them.
    pub fn of(library: &'a Library) -> Self {
        let facts = domains(library, None);
        let devices = library.categories.keys().map(|id| Device {
            category: id,
            lineage: library.lineage(id).into_iter().map(|category| category.id.as_str()).collect(),
            domains: of_category(facts.clone(), library, id),
        });
        Self(devices.collect())
    }

    /// The categories that a requirement can apply to: those it names, with all below, less those it leaves out.
    pub fn meant(&self, requirement: &Requirement) -> Vec<&Device<'a>> {
        let within = |device: &Device<'_>, ids: &[Spanned<String>]| {
            ids.iter().any(|above| device.lineage.contains(&above.value.as_str()))
        };
        let meant = self.0.iter().filter(|device| {
            within(device, &requirement.categories) && !within(device, &requirement.not_categories)
        });
        meant.collect()
    }
}

/// What is known in some categories. Of those that a condition cannot tell apart there is one.
pub fn told_apart<'d>(devices: &[&'d Device<'_>], by: &Condition) -> Vec<&'d Domains> {
    let subjects = by.subjects();
    let mut apart = Vec::new();
    for Device { domains, .. } in devices {
        let known = domains.of_each(&subjects);
        if !apart.iter().any(|(other, _)| *other == known) {
            apart.push((known, domains));
        }
    }
    apart.into_iter().map(|(_, domains)| domains).collect()
}

/// What is known of every fact for a device of a category; of the facts alone where there is none.
pub fn domains(library: &Library, category: Option<&str>) -> Domains {
    let mut domains = Domains::default();
    for fact in library.facts.values() {
        domains.declare(Subject::Fact(fact.id.clone()), fact.of.clone());
    }
    match category {
        Some(category) => of_category(domains, library, category),
        None => domains,
    }
}

/// What is known of the facts, with what a category and those above it say of them.
fn of_category(mut domains: Domains, library: &Library, category: &str) -> Domains {
    for bound in library.lineage(category).into_iter().flat_map(|category| &category.bounds) {
        domains.learn(&Subject::Fact(bound.fact.clone()), bound.check.clone());
    }
    domains
}

/// Whether conditions over facts cannot be looked at, because the table of facts could not be read.
/// That is reported by itself; what speaks of the facts may well be right.
pub fn undecidable(library: &Library, bag: &Bag) -> bool {
    library.facts.is_empty() && bag.has_errors()
}

/// Puts the faults of a condition or check into the bag, at their places in the file.
pub fn report(faults: Vec<Fault>, file: &File<'_>, bag: &mut Bag) {
    for fault in faults {
        bag.push(diagnostic(fault, file));
    }
}

fn diagnostic(fault: Fault, file: &File<'_>) -> Diagnostic {
    let Fault { route, kind } = fault;
    let value = file.place(&route);
    let key = file.key_place(&route);
    let ends_in_index = matches!(route.steps().last(), Some(Step::Index(_)));
    let key = if ends_in_index { value } else { key };
    match kind {
        FaultKind::UnknownSubject { name, known } => {
            let fault = Diagnostic::new(&codes::UNKNOWN_SUBJECT, format!("nothing here is called `{name}`"))
                .at(key, "neither a fact nor a question of this requirement");
            offer(fault, &name, &known, key)
        }
        FaultKind::UnknownOption { option, offered } => {
            let fault =
                Diagnostic::new(&codes::UNKNOWN_OPTION, format!("the option `{option}` is not offered"))
                    .at(value, "not among the options");
            offer(fault, &option, &offered, value)
        }
        FaultKind::UnknownTest { name } => {
            let known = [
                "equals",
                "one-of",
                "at-least",
                "at-most",
                "not-before",
                "not-after",
                "includes",
                "excludes",
                "matches",
                "each-row",
                "all",
                "any",
                "not",
            ];
            let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
            let fault =
                Diagnostic::new(&codes::UNKNOWN_TEST, format!("there is no test `{name}`")).at(key, "");
            // As other languages call them; by their letters they are nearer to something else.
            match name.to_lowercase().as_str() {
                "any-of" | "anyof" | "or" => fault.edit("did you mean `any`?", key, "any"),
                "all-of" | "allof" | "and" => fault.edit("did you mean `all`?", key, "all"),
                "none-of" | "noneof" => fault.hint("write `not: {any: […]}`"),
                _ => offer(fault, &name, &known, key),
            }
        }
        FaultKind::TestOfType { test, of } => {
            let hint = match (test.as_str(), of) {
                ("at-least" | "at-most", "choice") => {
                    "add `ordered: true` to the choice if its order means something"
                }
                (_, "text") => "leave the acceptance out: a human judges a text",
                _ => "use a test that fits the type",
            };
            Diagnostic::new(
                &codes::TEST_OF_WRONG_TYPE,
                format!("`{test}` cannot be tested of a value of type {of}"),
            )
            .at(key, "")
            .hint(hint)
        }
        FaultKind::WrongOperand { expected } => {
            let message = format!("the value does not fit: {expected} belongs here");
            Diagnostic::new(&codes::WRONG_OPERAND, message)
                .at(value, "")
                .hint(format!("write {}", expected.trim_end_matches(',')))
        }
        FaultKind::WrongUnit { expected, found } => Diagnostic::new(
            &codes::WRONG_UNIT,
            format!("{} cannot be compared with {}", found.name(), expected.name()),
        )
        .at(value, format!("counted in {}", expected.name()))
        .hint(format!("give the value in {}, or in a unit that converts into it", expected.name())),
        FaultKind::Pattern { reason } => {
            Diagnostic::new(&codes::UNPORTABLE_PATTERN, format!("the pattern cannot be used: {reason}"))
                .at(value, "")
                .hint(
                    "write classes out, such as `[0-9]` or `[A-Za-z0-9]`, and escape a literal dot as `\\.`",
                )
        }
        FaultKind::Template => {
            Diagnostic::new(&codes::TEMPLATE_IN_CONDITION, "the value of this template cannot be known here")
                .at(value, "")
                .hint("write the value out; templates belong into acceptances")
        }
    }
}

/// Adds which fact a misspelt one may have meant.
pub fn offer_fact(fault: Diagnostic, word: &str, vocabulary: &Vocabulary, place: Span) -> Diagnostic {
    let known: Vec<String> = vocabulary.keys().map(ToString::to_string).collect();
    offer(fault, word, &known, place)
}

fn offer(fault: Diagnostic, word: &str, known: &[String], place: Span) -> Diagnostic {
    suggest::offer(fault, word, known.iter().map(String::as_str), place)
}
