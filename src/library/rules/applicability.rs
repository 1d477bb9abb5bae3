//! Applicability: conditions that decide nothing, and questions that are never asked.

use std::collections::BTreeSet;

use crate::condition::{Certainty, Condition, Domains, Subject, possible};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::library::conditions::Devices;
use crate::model::{Library, Requirement};
use crate::text::Spanned;

/// The categories that a requirement can apply to: those it names, with all below, less those it leaves out.
pub fn categories_of<'a>(library: &'a Library, requirement: &Requirement) -> Vec<&'a str> {
    library
        .categories
        .keys()
        .filter(|id| {
            let within = |ids: &[Spanned<String>]| ids.iter().any(|above| library.is_a(id, &above.value));
            within(&requirement.categories) && !within(&requirement.not_categories)
        })
        .map(String::as_str)
        .collect()
}

/// Questions that wait for each other: a vendor could leave all of them out.
fn circles(requirement: &Requirement, bag: &mut Bag) {
    let waits_for = |id: &str| -> Vec<&str> {
        let when = requirement.questions.get(id).map(|question| question.when.subjects());
        let names = when.into_iter().flatten().filter_map(|subject| match subject {
            Subject::Answer(name) => Some(name.as_str()),
            Subject::Fact(_) | Subject::Column(_) => None,
        });
        names.collect()
    };
    for question in requirement.questions.values() {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut open = waits_for(&question.id);
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(waits_for(next));
            }
        }
        if reached.contains(question.id.as_str()) {
            bag.push(
                Diagnostic::new(
                    &codes::CIRCULAR_QUESTIONS,
                    format!("whether `{}` is asked depends on its own answer", question.id),
                )
                .at(question.span, "waits for a question that waits for this one")
                .hint("let one of the questions be asked without the other"),
            );
            return;
        }
    }
}

/// Whether the requirement's conditions decide something, given the tree of categories.
pub fn check(library: &Library, devices: &Devices<'_>, requirement: &Requirement, bag: &mut Bag) {
    circles(requirement, bag);
    let categories = categories_of(library, requirement);
    if categories.is_empty() {
        return; // an unknown category is reported as such
    }
    let all: Vec<&Condition> = std::iter::once(&requirement.when)
        .chain(requirement.questions.values().map(|one| &one.when))
        .collect();
    let domains: Vec<Domains> = devices.told_apart(&categories, &all).into_iter().cloned().collect();
    let certain = |condition: &Condition, domains: &[Domains], wanted: Certainty| {
        domains.iter().all(|domains| possible(condition, domains) == wanted)
    };
    if !matches!(requirement.when, Condition::Constant(_)) {
        if certain(&requirement.when, &domains, Certainty::Never) {
            bag.push(
                Diagnostic::new(
                    &codes::CONDITION_NEVER_HOLDS,
                    format!("{} can never apply: its condition contradicts its categories", requirement.id),
                )
                .at(requirement.when_span, "false for every category that it is for")
                .hint("correct the condition, or the categories"),
            );
            return;
        }
        if certain(&requirement.when, &domains, Certainty::Always) {
            bag.push(
                Diagnostic::new(
                    &codes::CONDITION_ALWAYS_HOLDS,
                    format!("the condition of {} always holds", requirement.id),
                )
                .at(requirement.when_span, "true for every category that it is for")
                .hint("leave it out"),
            );
        }
    }
    let with_answers: Vec<Domains> = domains
        .into_iter()
        .map(|mut domains| {
            for question in requirement.questions.values() {
                domains.declare_optional(Subject::Answer(question.id.clone()), question.of.clone());
            }
            domains
        })
        .collect();
    for question in requirement.questions.values() {
        let asked = Condition::All(vec![requirement.when.clone(), question.when.clone()]);
        if certain(&asked, &with_answers, Certainty::Never) {
            bag.push(
                Diagnostic::new(
                    &codes::QUESTION_NEVER_SHOWN,
                    format!("the question `{}` can never be asked", question.id),
                )
                .at(question.span, "its condition is false whenever the requirement applies")
                .hint("correct its `when`, or remove the question"),
            );
            continue;
        }
        let skipped =
            Condition::All(vec![requirement.when.clone(), Condition::Not(Box::new(question.when.clone()))]);
        if !matches!(question.when, Condition::Constant(_))
            && certain(&skipped, &with_answers, Certainty::Never)
        {
            bag.push(
                Diagnostic::new(
                    &codes::CONDITION_ALWAYS_HOLDS,
                    format!("the condition of the question `{}` always holds", question.id),
                )
                .at(question.span, "true whenever the requirement applies")
                .hint("leave its `when` out"),
            );
        }
    }
}
