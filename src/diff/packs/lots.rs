//! A lot of two editions: what is bought, what is known of it, what is asked.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::causes::{Causes, Place};
use super::{facts, purchase, reworded};
use crate::condition::Condition;
use crate::diff::Said;
use crate::diff::change::{self, Change};
use crate::diff::level::Level;
use crate::diff::requirements::{self, Part, Seen, words};
use crate::diff::{kinds, order};
use crate::resolve::spec::{Dropped, Lot, Requirement, Spec};
use crate::say;
use crate::words::Words;

/// What changed of a lot, without what follows from the tender as a whole.
pub fn compare(before: &Spec, after: &Spec, id: &str, causes: &mut Causes, words: Words) -> Vec<Change> {
    match (before.lot(id), after.lot(id)) {
        (Some(was), Some(is)) => {
            let mut changes = both(Sides { before: (before, was), after: (after, is), words }, causes);
            changes.iter_mut().for_each(|change| locate(change, id));
            changes
        }
        (None, Some(lot)) => {
            let change = Change::new(&kinds::LOT_ADDED).about(id, &lot.title);
            vec![change.from_to(None, Some(bought(lot, words))).in_lot(id)]
        }
        (Some(lot), None) => {
            let change = Change::new(&kinds::LOT_DROPPED).about(id, &lot.title);
            vec![change.from_to(Some(bought(lot, words)), None).in_lot(id)]
        }
        (None, None) => Vec::new(),
    }
}

/// "60 × “Infusion pump”, 106 requirements".
fn bought(lot: &Lot, words: Words) -> Said {
    let (ids, kind) = kinds(lot, words);
    let count = lot.requirements.len();
    let text = match lot.quantity {
        Some(quantity) => say!(words, "diff-bought-so-many", quantity = quantity, kind = kind, count = count),
        None => say!(words, "diff-bought", kind = kind, count = count),
    };
    Said::new(text, json!([ids, lot.quantity, asked_ids(lot)]))
}

/// The kinds of device in a lot: their ids, the very one where it is one, and what people call them.
fn kinds(lot: &Lot, words: Words) -> (Json, String) {
    match (lot.kinds.as_slice(), lot.categories.last()) {
        ([], Some(category)) => (category.id.as_str().into(), category.title.clone()),
        ([], None) => (Json::Null, String::new()),
        (several, _) => {
            let titles = several.iter().map(|kind| kind.title.clone());
            let ids: Vec<&str> = several.iter().map(|kind| kind.id.as_str()).collect();
            (json!(ids), words.join(titles, "and"))
        }
    }
}

/// How many devices are bought: "60", and where they are of several kinds "Infusion pump: 60 and Central station: 2".
fn quantity(lot: &Lot, words: Words) -> Option<Said> {
    if lot.kinds.is_empty() {
        return lot.quantity.map(|quantity| Said::new(quantity.to_string(), quantity));
    }
    let fixed = lot.kinds.iter().filter_map(|kind| Some((kind, kind.quantity?)));
    let data: serde_json::Map<String, Json> =
        fixed.clone().map(|(kind, quantity)| (kind.id.clone(), quantity.into())).collect();
    let said = fixed.map(|(kind, quantity)| {
        say!(words, "diff-quantity-of-kind", kind = kind.title.as_str(), quantity = quantity)
    });
    (!data.is_empty()).then(|| Said::new(words.join(said, "and"), Json::Object(data)))
}

/// Says of a change and of all under it which lot it is of.
fn locate(change: &mut Change, id: &str) {
    change.lot = Some(id.to_owned());
    change.parts.iter_mut().chain(&mut change.follows).for_each(|below| locate(below, id));
}

/// A lot of two editions.
#[derive(Clone, Copy)]
struct Sides<'a> {
    before: (&'a Spec, &'a Lot),
    after: (&'a Spec, &'a Lot),
    words: Words,
}

fn both(sides: Sides<'_>, causes: &mut Causes) -> Vec<Change> {
    let (was, is) = (sides.before.1, sides.after.1);
    let mut changes = Vec::new();
    changes.extend(reworded(&kinds::LOT_RETITLED, &was.title, &is.title));
    changes.extend(reworded(&kinds::LOT_DESCRIBED_ANEW, &was.description, &is.description));
    let (old, new) = (kinds(was, sides.words), kinds(is, sides.words));
    causes.category = (old.0 != new.0).then(|| {
        let said = |(ids, titles): (Json, String)| (!ids.is_null()).then(|| Said::new(titles, ids));
        Change::new(&kinds::CATEGORY_OF_LOT_CHANGED).from_to(said(old), said(new))
    });
    let effective = (sides.before.0.assurance(was), sides.after.0.assurance(is));
    let own = was.assurance.is_some() || is.assurance.is_some();
    causes.own_assurance =
        own.then(|| super::levels(&kinds::ASSURANCE_OF_LOT_CHANGED, effective.0, effective.1)).flatten();
    causes.own_award =
        super::award(&kinds::AWARD_OF_LOT_CHANGED, was.award.as_ref(), is.award.as_ref(), sides.words);
    let (before, after) = (quantity(was, sides.words), quantity(is, sides.words));
    let quantity = (before.as_ref().map(|said| &said.is) != after.as_ref().map(|said| &said.is))
        .then(|| Change::new(&kinds::QUANTITY_CHANGED).from_to(before, after));
    let found = facts::compare(was, is, sides.words);
    causes.facts = found.known;
    let mut own = all_requirements(sides, causes);
    let named = |id: &str| {
        let sides = [was.requirement(id), is.requirement(id)].into_iter().flatten();
        sides.flat_map(requirements::facts_named).collect()
    };
    let asked: Vec<Change> =
        found.asked.into_iter().filter_map(|change| causes.adopt(&mut own, change, &is.id, &named)).collect();
    changes.extend(causes.own_assurance.take());
    changes.extend(causes.own_award.take());
    changes.extend(causes.category.take());
    changes.extend(quantity);
    changes.extend(purchase::compare(was, is, sides.words));
    changes.extend(std::mem::take(&mut causes.facts).into_iter().map(|(_, change)| change));
    changes.extend(asked);
    changes.extend(found.reworded);
    changes.extend(own);
    changes
}

/// What becomes of a requirement in a lot.
#[derive(Clone, Copy)]
enum State<'a> {
    Absent,
    Asked(&'a Requirement),
    Dropped(&'a Dropped),
    Waived(&'a Dropped),
}

impl<'a> State<'a> {
    /// What becomes of every requirement in a lot.
    fn all(lot: &'a Lot) -> BTreeMap<&'a str, Self> {
        let dropped = lot.dropped.iter().map(|dropped| (dropped.id.as_str(), Self::Dropped(dropped)));
        let waived = lot.waived.iter().map(|waived| (waived.id.as_str(), Self::Waived(waived)));
        let asked = lot.requirements.iter().map(|asked| (asked.id.as_str(), Self::Asked(asked)));
        dropped.chain(waived).chain(asked).collect()
    }

    fn said(self, lot: &Lot, words: Words) -> Option<Said> {
        match self {
            Self::Absent => None,
            Self::Asked(requirement) => {
                let when = words::over_facts(words, &requirement.applies, &lot.facts);
                let text = match &requirement.applies {
                    Condition::Constant(true) => say!(words, "diff-asked-of-every-device"),
                    _ => say!(words, "diff-asked", when = when.text),
                };
                Some(Said::new(text, json!(["asked", when.is])))
            }
            Self::Dropped(dropped) => {
                let reason = dropped.say(words, lot);
                let text = say!(words, "diff-left-out", reason = unstopped(&reason));
                Some(Said::new(text, json!(["left-out", dropped.reason])))
            }
            Self::Waived(waived) => {
                let reason = waived.say(words, lot);
                let text = say!(words, "diff-waived", reason = unstopped(&reason));
                Some(Said::new(text, json!(["waived", waived.reason])))
            }
        }
    }

    fn named(self) -> Option<change::Requirement> {
        match self {
            Self::Absent => None,
            Self::Asked(requirement) => Some(requirement.into()),
            Self::Dropped(left_out) | Self::Waived(left_out) => Some(change::Requirement {
                id: left_out.id.clone(),
                number: String::new(),
                title: left_out.title.clone(),
                obligation: None,
            }),
        }
    }

    fn rests_on(self) -> BTreeSet<String> {
        match self {
            Self::Absent => BTreeSet::new(),
            Self::Asked(requirement) => requirement.rests_on.iter().cloned().collect(),
            Self::Dropped(left_out) | Self::Waived(left_out) => left_out.rests_on.iter().cloned().collect(),
        }
    }
}

fn unstopped(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches('.')
}

fn asked_ids(lot: &Lot) -> Vec<&str> {
    lot.requirements.iter().map(|requirement| requirement.id.as_str()).collect()
}

/// What changed of the requirements of a lot and follows from nothing.
fn all_requirements<'a>(sides: Sides<'a>, causes: &mut Causes) -> Vec<Change> {
    let asked = order::merged(&asked_ids(sides.before.1), &asked_ids(sides.after.1));
    let waived: BTreeSet<&str> = [sides.before.1, sides.after.1]
        .into_iter()
        .flat_map(|lot| lot.waived.iter().map(|waived| waived.id.as_str()))
        .collect();
    let (old, new) = (State::all(sides.before.1), State::all(sides.after.1));
    let state = |all: &BTreeMap<&str, State<'a>>, id: &str| all.get(id).copied().unwrap_or(State::Absent);
    let is_asked = |all: &BTreeMap<&str, State<'a>>, id: &str| matches!(all.get(id), Some(State::Asked(_)));
    let rest = waived.into_iter().filter(|id| !is_asked(&old, id) && !is_asked(&new, id));
    let mut own = Vec::new();
    for id in asked.iter().copied().chain(rest) {
        one(sides, (state(&old, id), state(&new, id)), causes, &mut own);
    }
    own
}

fn one(sides: Sides<'_>, (was, is): (State<'_>, State<'_>), causes: &mut Causes, own: &mut Vec<Change>) {
    if let (State::Asked(old), State::Asked(new)) = (was, is) {
        return changed(sides, (old, new), causes, own);
    }
    let rule = match (was, is) {
        (State::Waived(old), State::Waived(new)) if old.reason == new.reason => return,
        (State::Waived(_), State::Waived(_)) => &kinds::WAIVER_REWORDED,
        (State::Waived(_), State::Asked(_)) => &kinds::WAIVER_TAKEN_BACK,
        (State::Asked(_), State::Waived(_)) => &kinds::REQUIREMENT_WAIVED,
        (_, State::Asked(_)) => &kinds::REQUIREMENT_ADDED,
        (State::Asked(_), _) => &kinds::REQUIREMENT_DROPPED,
        (State::Waived(_), _) | (_, State::Waived(_)) => &kinds::LEFT_OUT_OTHERWISE,
        _ => return,
    };
    let place = match (was, is) {
        (State::Asked(_), State::Dropped(_)) | (State::Dropped(_), State::Asked(_)) => {
            causes.of_coming(&was.rests_on().union(&is.rests_on()).cloned().collect())
        }
        _ => Place::Own,
    };
    let (old, new) = (sides.before.1, sides.after.1);
    let level = match (was, is) {
        (_, State::Asked(new_one)) => requirements::coming(&new_one.applies, new_one, new, old),
        (State::Asked(old_one), _) => requirements::coming(&old_one.applies, old_one, old, new).mirror(),
        _ => Level::Loosened,
    };
    let change = Change::new(rule)
        .judged(level)
        .from_to(was.said(sides.before.1, sides.words), is.said(sides.after.1, sides.words));
    // Who is asked names a requirement in full: by the number that people find it by.
    let named = match (was, is) {
        (State::Asked(_), _) | (_, State::Absent) => was.named(),
        _ => is.named(),
    };
    let change = Change { requirement: named, ..change };
    own.extend(causes.put(&place, located(change, &sides.after.1.id)));
}

/// A requirement that both editions ask: each cause gets the parts that follow from it.
fn changed(
    sides: Sides<'_>,
    (was, is): (&Requirement, &Requirement),
    causes: &mut Causes,
    own: &mut Vec<Change>,
) {
    let seen = |(spec, lot), requirement| Seen { requirement, lot, spec };
    let parts = requirements::compare(seen(sides.before, was), seen(sides.after, is), sides.words);
    let mut by_place: BTreeMap<Place, Vec<Change>> = BTreeMap::new();
    for Part { change, cause } in parts {
        by_place.entry(causes.place(&cause)).or_default().push(change);
    }
    for (place, parts) in by_place {
        let change = Change::new(&kinds::REQUIREMENT_CHANGED).of_both(was.into(), is.into()).made_of(parts);
        own.extend(causes.put(&place, located(change, &sides.after.1.id)));
    }
}

/// What stands under a change of the whole tender says itself which lot it is of.
fn located(mut change: Change, id: &str) -> Change {
    locate(&mut change, id);
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::example;
    use crate::condition::{Check, Condition, Subject, Value};
    use crate::diff::packs::{Edition, compare};
    use crate::resolve::spec::{Ground, Known};

    #[test]
    fn what_is_asked_only_of_devices_that_the_other_edition_bars_is_neither_more_nor_less() {
        let usb = || vec![Value::Word("usb".to_owned())];
        let check = |bars: bool, expected: [&str; 2]| {
            let mut asks = example::pack().spec;
            let subject = Subject::Fact("interfaces".to_owned());
            asks.lots[0].requirements[1].applies = Condition::Test { subject, check: Check::Includes(usb()) };
            let mut other = asks.clone();
            other.lots[0].requirements.remove(1);
            if bars {
                let known = Known::of_all(Check::Excludes(usb()), Ground::Lot);
                other.lots[0].facts[0].known.push(known);
            }
            for spec in [&mut asks, &mut other] {
                spec.pack = crate::pack::digest_of(spec);
            }
            let edition = |spec| Edition { file: "", spec };
            let found = [(&asks, &other), (&other, &asks)].map(|(before, after)| {
                let found = compare(edition(before), edition(after), Words::English).unwrap();
                let all = found.changes.iter().flat_map(Change::with_follows);
                let told = all.filter(|change| change.rule.id.starts_with("requirement-"));
                told.map(|change| format!("{} {}", change.level.word(), change.rule.id))
                    .collect::<Vec<_>>()
                    .join(", ")
            });
            assert_eq!(found, expected, "{bars}");
        };
        check(false, ["loosened requirement-dropped", "tightened requirement-added"]);
        check(true, ["incomparable requirement-dropped", "incomparable requirement-added"]);
    }
}
