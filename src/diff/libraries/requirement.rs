//! What a requirement of a library says before any tender: of which devices, how binding at which
//! level, within which bounds, until when.

use std::collections::BTreeSet;

use serde_json::json;

use crate::condition::word::Naming;
use crate::condition::{Check, Inclusion, inclusion, word};
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::level::Level;
use crate::diff::requirements::level;
use crate::model::{Assurance, Library, Obligation, Parameter, Requirement, Tier};
use crate::say;
use crate::text::Spanned;
use crate::words::Words;

/// "`should` at basic, `shall` at substantial and high; for “Device”".
pub fn said(words: Words, of: &Requirement, library: &Library) -> Said {
    let levels: Vec<(Assurance, Obligation)> = LEVELS
        .into_iter()
        .filter_map(|level| of.obligation.iter().find(|(known, _)| *known == level).copied())
        .collect();
    let told = levels.iter().map(|(level, obligation)| {
        say!(words, "diff-binds-at", obligation = obligation.word(), level = level.word())
    });
    let told = words.join(told, "and");
    let kinds = kinds(words, of, library);
    Said::new(say!(words, "diff-binds", levels = told, kinds = kinds.text), json!([levels, kinds.is]))
}

const LEVELS: [Assurance; 3] = [Assurance::Basic, Assurance::Substantial, Assurance::High];

/// How binding it is and of which devices, level by level.
pub fn demands(
    words: Words,
    (old, was): (&Library, &Requirement),
    (new, is): (&Library, &Requirement),
) -> Vec<Change> {
    let mut changes = Vec::new();
    for level in LEVELS {
        let at =
            |of: &Requirement| of.obligation.iter().find(|(known, _)| *known == level).map(|(_, of)| *of);
        let (before, after) = (at(was), at(is));
        if before != after {
            let grave = if after > before { Level::Tightened } else { Level::Loosened };
            let said = |of: Option<Obligation>| {
                let word = of.map(Obligation::word);
                let text = word.map_or_else(|| say!(words, "diff-not-asked"), str::to_owned);
                Some(Said::new(text, word))
            };
            let change = Change::new(&kinds::OBLIGATION_AT_LEVEL_CHANGED).about(level.word(), level.word());
            changes.push(change.judged(grave).from_to(said(before), said(after)));
        }
    }
    changes.extend(tier(Change::new(&kinds::TIER_CHANGED), was.tier, is.tier));
    for (id, asked) in &is.questions {
        let before = was.questions.get(id).filter(|before| (before.tier, asked.tier) != (was.tier, is.tier));
        let change = Change::new(&kinds::QUESTION_TIER_CHANGED).about(id, "");
        changes.extend(before.and_then(|before| tier(change, before.tier, asked.tier)));
    }
    let before = (ids(&was.categories), ids(&was.not_categories));
    let after = (ids(&is.categories), ids(&is.not_categories));
    if before != after {
        let grave = level(covered((old, was), (new, is)));
        let change = Change::new(&kinds::CATEGORIES_CHANGED).judged(grave);
        changes.push(change.from_to(Some(kinds(words, was, old)), Some(kinds(words, is, new))));
    }
    for (id, is) in &is.parameters {
        let Some(was) = was.parameters.get(id) else { continue };
        changes.extend(bounds(words, was, is));
    }
    changes
}

/// To be asked at an earlier tier is to be asked more.
fn tier(change: Change, was: Tier, is: Tier) -> Option<Change> {
    let grave = if is < was { Level::Tightened } else { Level::Loosened };
    let change = change.judged(grave).from_to(Some(was.word().to_owned()), Some(is.word().to_owned()));
    (was != is).then_some(change)
}

/// What authors keep up, and nobody else sees.
pub fn upkeep(was: &Requirement, is: &Requirement) -> Option<Change> {
    let (old, new) = (was.review_by.value, is.review_by.value);
    let change = Change::new(&kinds::REVIEW_MOVED).from_to(Some(old.to_string()), Some(new.to_string()));
    (old != new).then_some(change)
}

fn ids(spanned: &[Spanned<String>]) -> BTreeSet<&str> {
    spanned.iter().map(|id| id.value.as_str()).collect()
}

/// Whether it is for more kinds of device or fewer, of those that both libraries know: more is tighter.
fn covered((old, was): (&Library, &Requirement), (new, is): (&Library, &Requirement)) -> Inclusion {
    let of = |library: &Library, requirement: &Requirement, category: &str| {
        let within = |ids: &[Spanned<String>]| ids.iter().any(|above| library.is_a(category, &above.value));
        within(&requirement.categories) && !within(&requirement.not_categories)
    };
    let common = old.categories.keys().filter(|category| new.categories.contains_key(*category));
    let sides: Vec<(bool, bool)> =
        common.map(|category| (of(old, was, category), of(new, is, category))).collect();
    let fewer = sides.iter().all(|(before, after)| *before || !after);
    let more = sides.iter().all(|(before, after)| *after || !before);
    match (fewer, more) {
        (true, true) => Inclusion::Same,
        (true, false) => Inclusion::Looser,
        (false, true) => Inclusion::Tighter,
        (false, false) => Inclusion::Incomparable,
    }
}

/// "“Device”, not “Gateway”".
fn kinds(words: Words, of: &Requirement, library: &Library) -> Said {
    let titles = |ids: &[Spanned<String>], last: &str| {
        let titles = ids.iter().map(|id| {
            let known = library.categories.get(&id.value);
            format!("“{}”", known.map_or(&id.value, |category| &category.title))
        });
        words.join(titles, last)
    };
    let kinds = titles(&of.categories, "and");
    let text = match of.not_categories.is_empty() {
        true => kinds,
        false => say!(words, "diff-but-not", kinds = kinds, others = titles(&of.not_categories, "or")),
    };
    Said::new(text, json!([ids(&of.categories), ids(&of.not_categories)]))
}

/// What a tender may set a parameter to: fewer values are tighter.
fn bounds(words: Words, was: &Parameter, is: &Parameter) -> Vec<Change> {
    let title = if was.title == is.title { is.title.as_str() } else { "" };
    let mut changes = Vec::new();
    let all = |of: &Parameter| match of.bounds.len() {
        0 => None,
        _ => Some(Check::All(of.bounds.clone())),
    };
    let (old, new) = (all(was), all(is));
    if old != new {
        let relation = inclusion::checks(old.as_ref(), &was.of, new.as_ref(), &is.of);
        let change = Change::new(&kinds::PARAMETER_BOUNDS_CHANGED).about(&is.id, title);
        let change = change.judged(level(relation));
        changes.push(change.from_to(Some(bounded(words, was)), Some(bounded(words, is))));
    }
    if was.higher_is_stronger != is.higher_is_stronger {
        let change = Change::new(&kinds::PARAMETER_TURNED).about(&is.id, title);
        changes.push(change.from_to(Some(direction(words, was)), Some(direction(words, is))));
    }
    changes
}

fn bounded(words: Words, of: &Parameter) -> Said {
    let bounds = of.bounds.iter().map(|bound| word::accepted(words, bound, &of.of, Naming::Label));
    let text = match of.bounds.len() {
        0 => say!(words, "diff-anything"),
        _ => words.join(bounds, "and"),
    };
    Said::new(text, json!([of.bounds, of.of]))
}

fn direction(words: Words, of: &Parameter) -> Said {
    let text = match of.higher_is_stronger {
        Some(true) => say!(words, "diff-higher"),
        Some(false) => say!(words, "diff-lower"),
        None => say!(words, "diff-neither"),
    };
    Said::new(text, of.higher_is_stronger)
}
