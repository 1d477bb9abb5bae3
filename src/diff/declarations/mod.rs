//! Two declarations for one lot into what changed: the head, the facts, the requirements, the evidence.
//!
//! Both are judged by one pack already; nothing is judged here again. A fact that brings a requirement
//! in or out, or decides what it asks, is the cause, and what becomes of the requirement stands
//! under it.

mod answers;
mod difference;
mod direction;
mod evidence;
#[cfg(test)]
mod tests;
mod words;

use crate::check::Outcome;
use crate::declaration::{Declaration, Device};
use crate::evidence::Exhibit;
use crate::resolve::spec::{Fact, Lot, Spec};

use serde_json::json;

use super::change::{Change, Requirement};
use super::kinds;
use super::{Comparison, Kind, Said, Side};
use crate::say;
use crate::words::Words;

/// A declaration with what is found of it.
#[derive(Clone, Copy)]
pub struct Bid<'a> {
    /// Its file, as people call it.
    pub file: &'a str,
    /// What the vendor says.
    pub declaration: &'a Declaration,
    /// What is found of it.
    pub outcome: &'a Outcome,
    /// What is found of the files that it lists; nothing where they were not looked at.
    pub exhibits: Option<&'a [Exhibit]>,
}

/// What changed from one declaration to another.
///
/// # Errors
/// Why they cannot be compared, a sentence without a full stop each: one could not be judged, or they
/// are for two lots.
pub fn compare(
    spec: &Spec,
    before: Bid<'_>,
    after: Bid<'_>,
    words: Words,
) -> Result<Comparison, Vec<String>> {
    let unsound = [before, after].into_iter().filter(|bid| !bid.outcome.sound());
    let faults: Vec<String> = unsound.map(|bid| say!(words, "diff-unjudged", file = bid.file)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let lot = |bid: Bid<'_>| bid.outcome.lot.as_ref().map(|lot| lot.id.clone()).unwrap_or_default();
    let (old, new) = (lot(before), lot(after));
    if old != new {
        let (file, other) = (before.file, after.file);
        return Err(vec![say!(words, "diff-two-lots", before = file, old = old, after = other, new = new)]);
    }
    let Some(lot) = spec.lot(&old) else {
        return Err(vec![say!(words, "diff-no-lot", lot = old)]);
    };
    let side = |bid: Bid<'_>| Side { file: bid.file.to_owned(), title: bid.outcome.device.clone() };
    Ok(Comparison {
        kind: Kind::Declarations,
        words,
        about: say!(words, "diff-lot", number = lot.number, title = lot.title.as_str()),
        before: side(before),
        after: side(after),
        changes: changes(spec, lot, before, after, words),
        carried: Vec::new(),
    })
}

fn changes(spec: &Spec, lot: &Lot, before: Bid<'_>, after: Bid<'_>, words: Words) -> Vec<Change> {
    let mut changes = head(before, after);
    let mut facts: Vec<(&Fact, Change)> =
        lot.facts.iter().filter_map(|fact| Some((fact, of_fact(fact, before, after, words)?))).collect();
    let changed: Vec<&Fact> = facts.iter().map(|(fact, _)| *fact).collect();
    let mut alone = Vec::new();
    for requirement in &lot.requirements {
        let Some(found) = answers::of(requirement, before, after, &changed, words) else { continue };
        match found.causes.first() {
            Some(cause) => {
                let rest = found.causes.iter().skip(1).map(|fact| format!("“{}”", fact.title));
                let change = match found.causes.len() {
                    1 => found.change,
                    _ => {
                        let names = words.join(rest, "and");
                        found.change.note(say!(words, "diff-rests-on-too", facts = names))
                    }
                };
                let of = facts.iter_mut().find(|(fact, _)| fact.id == cause.id);
                match of {
                    Some((_, of)) => of.follows.push(change),
                    None => alone.push(change),
                }
            }
            None => alone.push(found.change),
        }
    }
    changes.extend(facts.into_iter().map(|(_, change)| change));
    changes.extend(alone);
    // What is found of one side alone is nothing that changed.
    let looked = before.exhibits.is_some() && after.exhibits.is_some();
    let [before, after] = [before, after].map(|bid| Bid { exhibits: bid.exhibits.filter(|_| looked), ..bid });
    let shown = evidence::Shown::of(spec, before, after);
    changes.extend(evidence::compare(spec, before, after, &shown, words));
    changes.into_iter().map(|change| located(change, &lot.id, None)).collect()
}

/// The change and all under it, in a lot; its parts, of its requirement.
fn located(mut change: Change, lot: &str, of: Option<&Requirement>) -> Change {
    if change.requirement.is_none() {
        change.requirement = of.cloned();
    }
    let of = change.requirement.clone();
    let all =
        |changes: Vec<Change>| changes.into_iter().map(|change| located(change, lot, of.as_ref())).collect();
    change.parts = all(change.parts);
    change.follows = all(change.follows);
    change.in_lot(lot)
}

/// What changed of who offers what. Another vendor has another contact, and another device another
/// version: that follows.
fn head(before: Bid<'_>, after: Bid<'_>) -> Vec<Change> {
    let device = |Device { name, model, .. }: &Device| match model.is_empty() || model == name {
        true => Said::from(name.clone()),
        false => Said::new(format!("{name} ({model})"), json!([name, model])),
    };
    let change = |rule, old: &str, new: &str| {
        (old != new).then(|| Change::new(rule).from_to(Some(old.to_owned()), Some(new.to_owned())))
    };
    let (before, after) = (before.declaration, after.declaration);
    let vendor = change(&kinds::VENDOR_CHANGED, &before.vendor.name, &after.vendor.name);
    let contact = change(&kinds::CONTACT_CHANGED, &before.vendor.contact, &after.vendor.contact);
    let (old, new) = (device(&before.device), device(&after.device));
    let device =
        (old.text != new.text).then(|| Change::new(&kinds::DEVICE_CHANGED).from_to(Some(old), Some(new)));
    let version = change(&kinds::VERSION_CHANGED, &before.device.version, &after.device.version);
    [under(vendor, contact), under(device, version)].concat()
}

/// The second under the first, where there are both.
fn under(cause: Option<Change>, echo: Option<Change>) -> Vec<Change> {
    match (cause, echo) {
        (Some(mut cause), echo) => {
            cause.follows.extend(echo);
            vec![cause]
        }
        (None, echo) => echo.into_iter().collect(),
    }
}

fn of_fact(fact: &Fact, before: Bid<'_>, after: Bid<'_>, words: Words) -> Option<Change> {
    let (old, new) = (before.outcome.facts.get(&fact.id), after.outcome.facts.get(&fact.id));
    if old == new {
        return None;
    }
    let (old, new) = words::pair(words, old, new, &fact.of);
    Some(Change::new(&kinds::FACT_CHANGED).about(&fact.id, &fact.title).from_to(old, new))
}
