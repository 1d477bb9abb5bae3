//! The amendment notice of a tender: what a buyer publishes beside a new edition. What changes for
//! vendors lot by lot, the gravest first, with the new text of each requirement, and what is to be done.
//!
//! It names no declaration and no vendor: what becomes of a single declaration is for its vendor.

mod entries;
#[cfg(test)]
mod tests;
mod todo;

use std::collections::BTreeMap;

use serde::Serialize;

use super::change::{Change, Item};
use super::level::Level;
use super::packs::{self, Edition};
use super::render::excerpt;
use super::{Comparison, kinds};
use crate::document::template;
use crate::document::view::{self, Corrigendum};
use crate::document::{Document, TemplateFault};
use crate::resolve::spec::{Lot, Spec};
use crate::say;
use crate::text::World;
use crate::text::words::{capital, day};
use crate::words::Words;

use entries::Entry;
use todo::Todo;

/// The name of the template.
pub const AMENDMENT: &str = "amendment.md";

/// Characters of a text that a row of the table of all changes shows.
const MOST_TEXT: usize = 160;

/// The notice.
#[derive(Debug, Serialize)]
struct Notice {
    title: String,
    buyer: String,
    /// The id of the tender.
    tender: String,
    /// The number of the new edition.
    edition: usize,
    /// The day on which it is published; empty where the tender does not say.
    edition_date: String,
    /// What makes it out of the former one.
    corrigenda: Vec<Corrigendum>,
    /// The digests that name the editions.
    before: String,
    after: String,
    /// The last day for bids: `31 March 2027`.
    deadline: String,
    /// What it was; empty where it stays.
    former_deadline: String,
    /// The word for the level of assurance.
    assurance: &'static str,
    /// How many requirements in how many lots, by what becomes of them.
    counts: Vec<Count>,
    /// What changes of the tender as a whole.
    general: Vec<Entry>,
    lots: Vec<Section>,
    /// What the former edition bought and this one does not: "2, Gateways".
    dropped: Vec<String>,
    /// Every change, in the order of the tender.
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Count {
    effect: String,
    count: usize,
}

/// What changes of a lot.
#[derive(Debug, Serialize)]
struct Section {
    number: usize,
    id: String,
    title: String,
    /// Whether the former edition did not buy it.
    new: bool,
    /// Whether a declaration of the former edition says all that is asked.
    stands: bool,
    /// What a vendor does, by kind.
    todo: Vec<Todo>,
    /// What is demanded otherwise, the gravest first.
    groups: Vec<Group>,
    /// What is only said in other words.
    reworded: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Group {
    /// "More is demanded".
    effect: String,
    entries: Vec<Entry>,
}

/// A line of the table of all changes.
#[derive(Debug, PartialEq, Serialize)]
struct Row {
    /// The numbers of the lots; empty for the tender as a whole.
    lots: String,
    /// The requirement, or what else changes.
    what: String,
    change: String,
    effect: String,
}

/// The notice of a comparison of two packs. A template in the folder replaces the built-in one.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(
    comparison: &Comparison,
    (before, after): (Edition<'_>, Edition<'_>),
    templates: &dyn World,
) -> Result<Document, Vec<TemplateFault>> {
    let aligned = packs::align(before.spec, after.spec);
    let (before, after) = (aligned.before.as_ref(), aligned.after.as_ref());
    let day = |spec: &Spec| day(spec.tender.deadline);
    let known = before.tender.corrigenda.len().min(after.tender.corrigenda.len());
    let notice = Notice {
        title: after.tender.title.clone(),
        buyer: after.tender.buyer.clone(),
        tender: after.tender.id.clone(),
        edition: after.tender.edition(),
        edition_date: after.tender.edition_date().map(crate::text::words::day).unwrap_or_default(),
        corrigenda: view::corrigenda(&after.tender).split_off(known),
        before: before.pack.clone(),
        after: after.pack.clone(),
        deadline: day(after),
        former_deadline: Some(day(before)).filter(|former| *former != day(after)).unwrap_or_default(),
        assurance: after.tender.assurance.word(),
        counts: counts(comparison),
        general: general(comparison, after),
        lots: after.lots.iter().map(|lot| section(comparison, after, lot)).collect(),
        dropped: before
            .lots
            .iter()
            .filter(|lot| !after.lots.iter().any(|other| other.id == lot.id))
            .map(|lot| format!("{}, {}", lot.number, lot.title))
            .collect(),
        rows: rows(comparison, (before, after)),
    };
    let title = say!(comparison.words, "diff-amendment-title", tender = notice.title.as_str());
    template::render(AMENDMENT, templates, &notice, title, Vec::new())
}

/// The lots in which nobody answers anything again, by the ids that they had: a declaration of the old edition says all
/// that the new one asks.
///
/// # Errors
/// As [`packs::compare`].
pub fn standing(
    before: Edition<'_>,
    after: Edition<'_>,
    words: Words,
) -> Result<BTreeMap<String, String>, Vec<String>> {
    let comparison = packs::compare(before, after, words)?;
    let aligned = packs::align(before.spec, after.spec);
    let both = before.spec.lots.iter().zip(&aligned.before.lots);
    let both = both.filter_map(|(was, known)| {
        let is = packs::counterpart(was, after.spec)?;
        let told = told(&comparison, &known.id);
        todo::is_nothing(&told).then(|| (was.id.clone(), is.id.clone()))
    });
    Ok(both.collect())
}

/// What a level means for a vendor; of a requirement, or of something else.
fn effect(level: Level, requirement: bool, words: Words) -> String {
    match (level, requirement) {
        (Level::Tightened, _) => say!(words, "diff-effect-more"),
        (Level::Loosened, _) => say!(words, "diff-effect-less"),
        (Level::Reworded, _) => say!(words, "diff-effect-reworded"),
        (_, true) => say!(words, "diff-effect-else"),
        (_, false) => say!(words, "diff-effect-otherwise"),
    }
}

fn counts(comparison: &Comparison) -> Vec<Count> {
    let of_requirement = |level| {
        let all = comparison.changes.iter().flat_map(Change::with_follows);
        let ids: std::collections::BTreeSet<_> = all
            .filter(|change| change.level == level)
            .filter_map(|change| Some((change.lot.clone()?, change.requirement.as_ref()?.id.clone())))
            .collect();
        ids.len()
    };
    let levels = [Level::Tightened, Level::Incomparable, Level::Loosened, Level::Reworded];
    let counts = levels
        .map(|level| Count { effect: effect(level, true, comparison.words), count: of_requirement(level) });
    counts.into_iter().filter(|count| count.count > 0).collect()
}

/// Changes of no lot, without what follows from them in lots; and lots that come or go.
fn general(comparison: &Comparison, after: &Spec) -> Vec<Entry> {
    let whole = comparison.changes.iter().filter(|change| {
        let comes = change.rule == &kinds::LOT_ADDED || change.rule == &kinds::LOT_DROPPED;
        change.lot.is_none() || comes
    });
    whole.map(|change| entries::of(change, after, None, &[], comparison.words)).collect()
}

/// The changes of a lot, each with what follows from it there.
fn told<'a>(comparison: &'a Comparison, lot: &str) -> Vec<(&'a Change, Vec<&'a Change>)> {
    let of_lot = |change: &&Change| change.lot.as_deref() == Some(lot);
    // A cause in the tender as a whole stands in each lot in which something follows from it.
    let told =
        comparison.changes.iter().map(|change| (change, change.follows.iter().filter(of_lot).collect()));
    told.filter(|(change, follows): &(&Change, Vec<&Change>)| of_lot(change) || !follows.is_empty()).collect()
}

fn section(comparison: &Comparison, after: &Spec, lot: &Lot) -> Section {
    let words = comparison.words;
    let mut told = told(comparison, &lot.id);
    let new = told.iter().any(|(change, _)| change.rule == &kinds::LOT_ADDED);
    told.retain(|(change, _)| change.rule != &kinds::LOT_ADDED);
    let level = |(change, follows): &(&Change, Vec<&Change>)| {
        let own = Some(change.level).filter(|_| change.lot.is_some());
        follows.iter().map(|below| below.gravest()).chain(own).min().unwrap_or(change.level)
    };
    let stands = !new && todo::is_nothing(&told);
    let todo = todo::of(&told, words);
    let (reworded, demanded): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|told| level(told) == Level::Reworded);
    let mut groups: Vec<Group> = Vec::new();
    let mut demanded: Vec<_> = demanded.into_iter().map(|told| (level(&told), told)).collect();
    demanded.sort_by_key(|(level, (change, _))| (*level, change.requirement.is_none()));
    for (level, (change, follows)) in demanded {
        let entry = entries::of(change, after, Some(lot), &follows, words);
        let effect = effect(level, change.requirement.is_some() || !follows.is_empty(), words);
        match groups.last_mut() {
            Some(last) if last.effect == effect => last.entries.push(entry),
            _ => groups.push(Group { effect, entries: vec![entry] }),
        }
    }
    Section {
        number: lot.number,
        id: lot.id.clone(),
        title: lot.title.clone(),
        new,
        stands,
        todo,
        groups,
        reworded: reworded
            .iter()
            .map(|(change, follows)| entries::of(change, after, None, follows, words))
            .collect(),
    }
}

/// Every change in a line; what changes alike in several lots stands once.
fn rows(comparison: &Comparison, (before, after): (&Spec, &Spec)) -> Vec<Row> {
    let words = comparison.words;
    let mut rows: Vec<(Vec<String>, Row)> = Vec::new();
    for change in comparison.changes.iter().flat_map(Change::with_follows) {
        let numbered = |spec: &Spec| {
            let lot = change.lot.as_ref().and_then(|id| spec.lot(id));
            lot.map(|lot| lot.number.to_string())
        };
        let lot = numbered(after).or_else(|| numbered(before));
        let what = match &change.requirement {
            Some(requirement) => format!("{} {}", requirement.id, requirement.title),
            None => capital(&said(change, words)),
        };
        let parts = change.parts.iter();
        let parts =
            parts.map(|part| say!(words, "diff-told", what = said(part, words), said = sides(part, words)));
        let told = match change.parts.is_empty() {
            true => sides(change, words),
            false => parts.collect::<Vec<_>>().join(&say!(words, "list-semicolon")),
        };
        let row = Row {
            lots: String::new(),
            what,
            change: told,
            effect: effect(change.level, change.requirement.is_some(), words),
        };
        match rows.iter_mut().find(|(lots, known)| !lots.is_empty() && lot.is_some() && *known == row) {
            Some((lots, _)) => lots.extend(lot),
            None => rows.push((lot.into_iter().collect(), row)),
        }
    }
    let comma = say!(words, "list-comma");
    rows.into_iter().map(|(lots, row)| Row { lots: lots.join(&comma), ..row }).collect()
}

/// What was → what is.
fn sides(change: &Change, words: Words) -> String {
    match change.sides() {
        (Some(before), Some(after)) => {
            let (before, after) = excerpt(before, after, MOST_TEXT);
            format!("{before} → {after}")
        }
        (Some(before), None) => {
            say!(words, "diff-amendment-was", before = excerpt(before, "", MOST_TEXT).0)
        }
        (None, Some(after)) => say!(words, "diff-amendment-new", after = excerpt("", after, MOST_TEXT).1),
        (None, None) => String::new(),
    }
}

/// The fact in words, for people who know the lot.
fn said(change: &Change, words: Words) -> String {
    let named = |item: &Item| {
        let title = if item.title.is_empty() { &item.id } else { &item.title };
        format!("“{title}”")
    };
    change.said_within(words, named)
}
