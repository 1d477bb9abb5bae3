//! What is known of the devices of a lot before a vendor speaks, and what a vendor is to state.

use serde_json::json;

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Inclusion, inclusion};
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::requirements::{level, words};
use crate::diff::{kinds, order, types};
use crate::resolve::spec::{Fact, Known, Lot};
use crate::say;
use crate::words::Words;

/// What changed of the facts of a lot.
#[derive(Default)]
pub struct Found {
    /// What is known otherwise, by the id of the fact: causes.
    pub known: Vec<(String, Change)>,
    /// What is to be stated, and was not; what was, and is not.
    pub asked: Vec<Change>,
    /// What is said in other words.
    pub reworded: Vec<Change>,
}

/// Compares the facts of a lot.
pub fn compare(before: &Lot, after: &Lot, words: Words) -> Found {
    let mut found = Found::default();
    for id in order::merged(&ids(before), &ids(after)) {
        match (before.fact(id), after.fact(id)) {
            (Some(was), Some(is)) => both(was, is, words, &mut found),
            // A fact that nobody is to state is nothing to anybody.
            (None, Some(fact)) if fact.asked => found.asked.push(asked(&kinds::FACT_ASKED, fact, None)),
            (Some(fact), None) if fact.asked => found.asked.push(asked(&kinds::FACT_NOT_ASKED, fact, None)),
            _ => {}
        }
    }
    found
}

fn ids(lot: &Lot) -> Vec<&str> {
    lot.facts.iter().map(|fact| fact.id.as_str()).collect()
}

fn both(was: &Fact, is: &Fact, words: Words, found: &mut Found) {
    let title = if was.title == is.title { is.title.as_str() } else { "" };
    let about = |rule| Change::new(rule).about(&is.id, title);
    let retyped = !types::same(&was.of, &is.of);
    let checks = (whole(was), whole(is));
    let of_all = inclusion::checks(checks.0.as_ref(), &was.of, checks.1.as_ref(), &is.of);
    let relation = if of_kinds(was) == of_kinds(is) { of_all } else { Inclusion::Incomparable };
    let known = was.settled != is.settled || relation != Inclusion::Same;
    let stated = was.asked || is.asked;
    if retyped {
        let relation = inclusion::checks(None, &was.of, None, &is.of);
        let change = about(&kinds::FACT_RETYPED).judged(level(relation));
        let change =
            change.from_to(Some(words::answers(words, &was.of)), Some(words::answers(words, &is.of)));
        found.known.push((is.id.clone(), change));
    } else if known {
        let rule = if stated { &kinds::DEMAND_CHANGED } else { &kinds::CIRCUMSTANCE_CHANGED };
        let change =
            about(rule).judged(level(relation)).from_to(Some(said(words, was)), Some(said(words, is)));
        found.known.push((is.id.clone(), change));
    }
    match (was.asked, is.asked) {
        (false, true) => found.asked.push(asked(&kinds::FACT_ASKED, is, Some(title))),
        (true, false) => found.asked.push(asked(&kinds::FACT_NOT_ASKED, was, Some(title))),
        _ => {}
    }
    let texts = [(was.title.as_str(), is.title.as_str()), (was.ask.as_str(), is.ask.as_str())];
    if let Some((old, new)) = words::worded_apart(words, texts, &was.of, &is.of) {
        let change = Change::new(&kinds::FACT_REWORDED).about(&is.id, "");
        found.reworded.push(change.from_to(Some(old), Some(new)));
    }
}

/// All that is known of a fact of every device, as one check.
fn whole(fact: &Fact) -> Option<Check> {
    let mut known: Vec<Check> =
        fact.known.iter().filter(|known| known.is_of(None)).map(|known| known.check.clone()).collect();
    match known.len() {
        0 | 1 => known.pop(),
        _ => Some(Check::All(known)),
    }
}

/// What is known of a fact of devices of some kinds only.
fn of_kinds(fact: &Fact) -> Vec<(&Check, &[String])> {
    let some = fact.known.iter().filter(|known| !known.is_of(None));
    some.map(|known| (&known.check, known.kinds.as_slice())).collect()
}

fn asked(rule: &'static kinds::Rule, fact: &Fact, title: Option<&str>) -> Change {
    Change::new(rule).about(&fact.id, title.unwrap_or(&fact.title)).note(fact.ask.clone())
}

/// What is known of a fact, and why: "“Through other systems” (by the route Pumps → Proxy)".
fn said(words: Words, fact: &Fact) -> Said {
    let because = |said: String, known: &Known| {
        say!(words, "diff-known-because", said = said, because = known.because.say(words))
    };
    let value = fact.settled.as_ref().map(|settled| words::value(words, settled, &fact.of).text);
    // The last thing said of a fact is the most specific one.
    let text = match (value, fact.known.last()) {
        (Some(value), Some(last)) => because(value, last),
        (Some(value), None) => value,
        (None, None) => say!(words, "diff-anything"),
        (None, Some(_)) => {
            let known = fact
                .known
                .iter()
                .map(|known| because(word::predicate(words, &known.check, &fact.of, Naming::Label), known));
            words.join(known, "and")
        }
    };
    Said::new(text, json!([fact.settled, fact.known]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::example;

    #[test]
    fn a_fact_that_comes_or_goes_is_told_where_it_is_to_be_stated() {
        let check = |before: &[(&str, bool)], after: &[(&str, bool)], expected: &str| {
            let lot = |facts: &[(&str, bool)]| {
                let mut lot = example::pack().spec.lots.remove(0);
                lot.facts.retain_mut(|fact| {
                    let wanted = facts.iter().find(|(id, _)| fact.id == *id);
                    wanted.is_some_and(|(_, asked)| {
                        fact.asked = *asked;
                        true
                    })
                });
                lot
            };
            let found = compare(&lot(before), &lot(after), Words::English);
            assert!(found.known.is_empty() && found.reworded.is_empty());
            let told = found.asked.iter().map(|change| {
                let item = change.item.as_ref().unwrap();
                format!("{} {} {}", change.rule.id, item.id, item.title)
            });
            assert_eq!(told.collect::<Vec<_>>().join(", "), expected, "{before:?} → {after:?}");
        };
        let (asked, known) = (("updatable", true), ("updatable", false));
        check(&[asked], &[asked], "");
        check(&[known], &[asked], "fact-asked updatable updatable");
        check(&[asked], &[known], "fact-not-asked updatable updatable");
        check(&[], &[asked], "fact-asked updatable updatable");
        check(&[asked], &[], "fact-not-asked updatable updatable");
        check(&[], &[known], "");
        check(&[known], &[], "");
    }
}
