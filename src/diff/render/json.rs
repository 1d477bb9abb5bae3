//! A comparison as JSON for programs: versioned, its schema published with the other formats.
//!
//! The types here are the format; they are made from comparisons and never read back.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diff;
use crate::diff::Level;
use crate::words::Words;

/// The format of this output.
pub const FORMAT: &str = "tenderc-diff/1";

/// What changed between two of a kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// `tenderc-diff/1`.
    pub format: &'static str,
    /// What is compared: `declarations`, `packs` or `libraries`.
    pub kind: &'static str,
    /// What both sides are of, in words; may be empty.
    pub about: String,
    /// The old one.
    pub before: Side,
    /// The new one.
    pub after: Side,
    /// How many changes have each level that changes of this kind can have, with those that follow
    /// from others, without the parts of which a change consists.
    pub counts: BTreeMap<&'static str, usize>,
    /// The changes, in the order of what is compared.
    pub changes: Vec<Change>,
    /// What becomes of declarations that were made for the old one; of packs only.
    pub declarations: Vec<Carried>,
}

/// A declaration for the old one, held against the new one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Carried {
    /// Its file, as given.
    pub file: String,
    /// The device; may be empty.
    pub device: String,
    /// The lot, in words.
    pub lot: String,
    /// In one line what becomes of it.
    pub summary: String,
    /// What becomes of the answers to each requirement that either side asks of the device.
    pub answers: Vec<Answer>,
    /// What becomes of the facts, but for those that stay.
    pub facts: Vec<Fact>,
}

/// What becomes of the answers to a requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The requirement.
    pub requirement: Requirement,
    /// `to-be-given`, `judged-otherwise`, `to-be-taken-out` or `stays`.
    pub fate: &'static str,
    /// The verdict by the old one; nothing where it does not ask the device.
    pub before: Option<&'static str>,
    /// The verdict by the new one, with the answers as they are.
    pub after: Option<&'static str>,
    /// What is to be given and why.
    pub why: Vec<String>,
}

/// What becomes of a fact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// The fact.
    pub fact: Item,
    /// `to-be-given`, `to-be-taken-out`, or `judged-otherwise` where the device does not fit the lot any more.
    pub fate: &'static str,
    /// Why.
    pub why: String,
}

/// One side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Side {
    /// The file or folder, as given.
    pub file: String,
    /// What it holds, in words; may be empty.
    pub title: String,
}

/// A change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change {
    /// Twelve hexadecimal digits by which the same change is known again.
    pub fingerprint: String,
    /// The fact, in kebab-case: `answer-changed`.
    pub rule: &'static str,
    /// The judgement. Of declarations `breaks`, `weaker`, `changed`, `stronger` or `mends`; of packs and
    /// libraries `tightened`, `incomparable`, `loosened` or `reworded`.
    pub level: &'static str,
    /// The id of the lot, where it is of one.
    pub lot: Option<String>,
    /// The requirement, where it is of one; that of a part is the one of the whole.
    pub requirement: Option<Requirement>,
    /// The requirement as the old side names it, where that is otherwise.
    pub formerly: Option<Requirement>,
    /// What it is about.
    pub item: Option<Item>,
    /// What was, in words.
    pub before: Option<String>,
    /// What is, in words.
    pub after: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// What it consists of.
    pub parts: Vec<Change>,
    /// What it is the cause of.
    pub follows: Vec<Change>,
}

/// A requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its number in the tender; may be empty.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// `shall`, `should` or `may`, where there is one answer to that.
    pub obligation: Option<&'static str>,
}

/// A question, a fact, a parameter, a piece of evidence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// What people read; may be empty.
    pub title: String,
}

/// The comparison as one JSON document, indented.
pub fn render(comparison: &diff::Comparison) -> String {
    let side = |side: &diff::Side| Side { file: side.file.clone(), title: side.title.clone() };
    let levels = comparison.kind.family().levels();
    let document = Comparison {
        format: FORMAT,
        kind: comparison.kind.word(),
        about: comparison.about.clone(),
        before: side(&comparison.before),
        after: side(&comparison.after),
        counts: levels.map(|level: Level| (level.word(), comparison.count(level))).collect(),
        changes: comparison.changes.iter().map(change).collect(),
        declarations: comparison.carried.iter().map(|of| carried(of, comparison.words)).collect(),
    };
    // Maps with text keys and finite numbers only, which always serialise.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn change(of: &diff::Change) -> Change {
    Change {
        fingerprint: of.fingerprint(),
        rule: of.rule.id,
        level: of.level.word(),
        lot: of.lot.clone(),
        requirement: of.requirement.as_ref().map(requirement),
        formerly: of.formerly.as_ref().map(requirement),
        item: of.item.as_ref().map(item),
        before: of.before.as_ref().map(ToString::to_string),
        after: of.after.as_ref().map(ToString::to_string),
        note: of.note.clone(),
        parts: of.parts.iter().map(change).collect(),
        follows: of.follows.iter().map(change).collect(),
    }
}

fn requirement(of: &diff::Requirement) -> Requirement {
    Requirement {
        id: of.id.clone(),
        number: of.number.clone(),
        title: of.title.clone(),
        obligation: of.obligation.map(|obligation| obligation.word()),
    }
}

fn item(of: &diff::Item) -> Item {
    Item { id: of.id.clone(), title: of.title.clone() }
}

fn carried(of: &diff::Carried, words: Words) -> Carried {
    let verdict = |verdict: Option<crate::check::Verdict>| verdict.map(|verdict| verdict.word());
    let answers = of.answers.iter().map(|answer| Answer {
        requirement: requirement(&answer.requirement),
        fate: answer.fate.word(),
        before: verdict(answer.before),
        after: verdict(answer.after),
        why: answer.why.clone(),
    });
    let facts = of.facts.iter().map(|fact| Fact {
        fact: item(&fact.fact),
        fate: fact.fate.word(),
        why: fact.why.clone(),
    });
    Carried {
        file: of.file.clone(),
        device: of.device.clone(),
        lot: of.lot.clone(),
        summary: of.summary(words),
        answers: answers.collect(),
        facts: facts.collect(),
    }
}
