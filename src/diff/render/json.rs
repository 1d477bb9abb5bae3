//! A comparison as JSON for programs: versioned, its schema published with the other formats.
//!
//! The types here are the format; they are made from comparisons and never read back.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diff;
use crate::diff::Level;

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
        item: of.item.as_ref().map(|item| Item { id: item.id.clone(), title: item.title.clone() }),
        before: of.before.clone(),
        after: of.after.clone(),
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
