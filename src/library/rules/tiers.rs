//! Tiers: what is asked at a tier can be judged at that tier.

use std::collections::BTreeSet;

use crate::condition::{Condition, Subject};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Assurance, Library, Obligation, Question, Requirement, Tier};
use crate::text::Span;

/// Whether no condition waits for a question of a later tier, something decides at the requirement's own
/// tier, and some level of assurance asks for it there.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    for question in requirement.questions.values() {
        waits(requirement, &question.when, question.tier, question.span, &format!("`{}`", question.id), bag);
    }
    let own = requirement.tier;
    waits(requirement, &requirement.met_when, own, requirement.span, "`met-when`", bag);
    let binding = requirement.obligation.iter().any(|(_, obligation)| *obligation == Obligation::Shall);
    let judged = |question: &&Question| question.accept.is_some();
    let mut decisive = requirement.questions.values().filter(judged).peekable();
    let joint = !matches!(requirement.met_when, Condition::Constant(_));
    if binding && !joint && decisive.peek().is_some() && decisive.all(|question| question.tier > own) {
        bag.push(
            Diagnostic::new(
                &codes::TIER_OUT_OF_REACH,
                format!(
                    "{} is asked at the tier {}, where nothing decides on it",
                    requirement.id,
                    own.word()
                ),
            )
            .at(requirement.span, "every question with an `accept` is of a later tier")
            .hint("ask a decisive question at the tier of the requirement"),
        );
    }
    let asked = [Assurance::Basic, Assurance::Substantial, Assurance::High];
    let first = asked.into_iter().find(|level| level.tier() >= own);
    let levels: BTreeSet<Assurance> = requirement.obligation.iter().map(|(level, _)| *level).collect();
    if let (Some(first), Some(lowest)) = (first, levels.first())
        && own != Tier::default()
        && *lowest < first
        && levels.last().is_some_and(|highest| *highest < first)
    {
        bag.push(
            Diagnostic::new(
                &codes::TIER_OUT_OF_REACH,
                format!(
                    "{} is asked from the tier {} on, and no level of assurance asks for it there",
                    requirement.id,
                    own.word()
                ),
            )
            .at(requirement.span, "")
            .hint("give it an earlier tier, or an obligation at a higher level"),
        );
    }
}

/// Reports a condition on an answer that is asked for at a later tier only.
fn waits(
    requirement: &Requirement,
    condition: &Condition,
    tier: Tier,
    span: Span,
    what: &str,
    bag: &mut Bag,
) {
    for subject in condition.subjects() {
        let Subject::Answer(id) = subject else { continue };
        let Some(later) = requirement.questions.get(id).filter(|other| other.tier > tier) else { continue };
        bag.push(
            Diagnostic::new(
                &codes::TIER_OUT_OF_REACH,
                format!("{what} waits for `{id}`, which is asked from the tier {} on", later.tier.word()),
            )
            .at(span, format!("asked from the tier {} on", tier.word()))
            .at(later.span, "its condition needs this answer")
            .hint(format!("ask `{id}` from the tier {} on too", tier.word())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    const QUESTION: &str = "  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}";

    #[track_caller]
    fn check(head: &str, questions: &str, rest: &str, expected: &str) {
        let written = cases::GOOD
            .replace("obligation: shall", head)
            .replace(QUESTION, questions)
            .replace("verify: test", &format!("{rest}verify: test"));
        assert_eq!(
            cases::told(&[("updates/UPD-01.md", &written)], &["L118"]),
            expected,
            "{head} {questions}"
        );
    }

    #[test]
    fn what_is_asked_can_be_judged() {
        let later = "  why: {ask: Which?, type: choice, options: {a: A, b: B}, WHEN}\n  signed: {tier: expert, ask: Is it?, type: flag, accept: {equals: true}}";
        let both = &later.replace(", WHEN", ", accept: {one-of: [a]}");
        check("obligation: shall\ntier: essential", both, "", "");
        check(
            "obligation: shall\ntier: essential",
            &both.replace("}, accept", "}, when: {signed: true}, accept"),
            "",
            "L118 why",
        );
        check(
            "obligation: shall\ntier: expert",
            &both.replace("}, accept", "}, when: {signed: true}, accept"),
            "",
            "",
        );
        check(
            "obligation: shall\ntier: essential",
            both,
            "met-when: {any: [{why: a}, {signed: true}]}\n",
            "L118 UPD-01",
        );
        // A `shall` on which nothing decides at its own tier.
        check("obligation: shall\ntier: essential", &later.replace(", WHEN", ""), "", "L118 UPD-01");
        check("obligation: should\ntier: essential", &later.replace(", WHEN", ""), "", "");
        // A tier that comes only after every level that asks for it.
        check("obligation: {basic: shall}\ntier: expert", QUESTION, "", "L118 UPD-01");
        check("obligation: {basic: may, high: shall}\ntier: expert", QUESTION, "", "");
    }
}
