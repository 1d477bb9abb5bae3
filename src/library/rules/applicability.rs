//! Applicability: conditions that decide nothing, and questions that are never asked.

use std::collections::BTreeSet;

use crate::condition::{Certainty, Condition, Domains, Subject, possible_in};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::library::conditions::{Device, told_apart};
use crate::model::Requirement;

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
pub fn check(devices: &[&Device<'_>], requirement: &Requirement, bag: &mut Bag) {
    circles(requirement, bag);
    if devices.is_empty() {
        return; // an unknown category is reported as such
    }
    let mut answers = Domains::default();
    for question in requirement.questions.values() {
        answers.declare_optional(Subject::Answer(question.id.clone()), question.of.clone());
    }
    let certain = |condition: &Condition, wanted: Certainty| {
        let mut kinds = told_apart(devices, condition).into_iter();
        kinds.all(|domains| possible_in(condition, &[domains, &answers]) == wanted)
    };
    if !matches!(requirement.when, Condition::Constant(_)) {
        if certain(&requirement.when, Certainty::Never) {
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
        if certain(&requirement.when, Certainty::Always) {
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
    for question in requirement.questions.values() {
        let asked = Condition::All(vec![requirement.when.clone(), question.when.clone()]);
        if certain(&asked, Certainty::Never) {
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
        if !matches!(question.when, Condition::Constant(_)) && certain(&skipped, Certainty::Never) {
            bag.push(
                Diagnostic::new(
                    &codes::CONDITION_ALWAYS_HOLDS,
                    format!("the condition of the question `{}` always holds", question.id),
                )
                .at(question.span, "true whenever the requirement applies")
                .hint("leave its `when` out"),
            );
        }
        for proviso in &question.provisos {
            let option = &proviso.option;
            let of = |holds: Condition| Condition::All(vec![asked.clone(), holds]);
            if certain(&of(proviso.holds.clone()), Certainty::Never) {
                bag.push(
                    Diagnostic::new(
                        &codes::CONDITION_NEVER_HOLDS,
                        format!("the option `{option}` of `{}` can be true of no device", question.id),
                    )
                    .at(proviso.span, "false whenever the question is asked")
                    .hint("correct the condition, or remove the option"),
                );
            } else if certain(&of(Condition::Not(Box::new(proviso.holds.clone()))), Certainty::Never) {
                bag.push(
                    Diagnostic::new(
                        &codes::CONDITION_ALWAYS_HOLDS,
                        format!("the condition of the option `{option}` of `{}` always holds", question.id),
                    )
                    .at(proviso.span, "true whenever the question is asked")
                    .hint("leave its `only-if` out"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    #[test]
    fn options_are_true_of_some_devices_and_not_of_others() {
        let check = |when: &str, only_if: &str, expected: &str| {
            let options = format!("{{a: A, b: {{label: B, only-if: {only_if}}}, c: C}}");
            let accept = "accept: {one-of: [a, b]}";
            let question = format!("{{ask: Which?, type: choice, {when}options: {options}, {accept}}}");
            let good = "{ask: Is every update signed?, type: flag, accept: {equals: true}}";
            let written = cases::GOOD.replace(good, &question);
            assert_eq!(cases::told(&[("updates/UPD-01.md", &written)], &["L2"]), expected, "{when}{only_if}");
        };
        check("", "{updatable: true}", "");
        check("when: {updatable: true}, ", "{updatable: true}", "L209 only-if");
        check("when: {updatable: true}, ", "{updatable: false}", "L208 only-if");
        check("", "{updatable: [true, false]}", "L209 only-if");
        check("", "{all: [{updatable: true}, {updatable: false}]}", "L208 only-if");
    }
}
