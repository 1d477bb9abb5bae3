//! What the template of a comparison sees: the changes by their level, in plain values and words.

use serde::Serialize;

use crate::document::template;
use crate::document::{Document, TemplateFault};
use crate::say;
use crate::text::World;
use crate::text::words::capital;
use crate::words::Words;

use super::change::{Change, Item};
use super::render::{carried, counts, of_lot, sections};
use super::{Carried, Comparison, Level};

/// The name of the template.
pub const DIFF: &str = "diff.md";

/// A comparison.
#[derive(Debug, Serialize)]
struct View {
    /// What both sides are of; may be empty.
    about: String,
    /// What is compared: `declarations`, `packs` or `libraries`.
    kind: &'static str,
    /// What the titles of the sides are: "Device".
    holds: String,
    before: Side,
    after: Side,
    /// "1 breaks, 2 weaker"; empty where nothing changed.
    counts: String,
    /// The changes by level, gravest first.
    sections: Vec<Section>,
    /// What becomes of declarations for the old one.
    declarations: Vec<Declaration>,
}

/// A declaration for the old one.
#[derive(Debug, Serialize)]
struct Declaration {
    file: String,
    /// The device and the lot.
    about: String,
    /// In one line what becomes of it.
    summary: String,
    /// What does not stay as it is, under headings.
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    lines: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Side {
    file: String,
    title: String,
}

#[derive(Debug, Serialize)]
struct Section {
    /// The word for the level.
    level: String,
    /// What it says, as a clause.
    means: String,
    changes: Vec<Entry>,
}

/// A change that follows from no other.
#[derive(Debug, Serialize)]
struct Entry {
    /// The requirement with its title, or what else changed.
    heading: String,
    /// `shall`, `should` or `may`; may be empty.
    obligation: &'static str,
    /// What was and what is; either may be empty.
    before: String,
    after: String,
    /// May be empty.
    note: String,
    /// What it consists of.
    parts: Vec<Row>,
    /// What follows from it, however far.
    follows: Vec<Row>,
}

/// A line of a table.
#[derive(Debug, Serialize)]
struct Row {
    /// What changed.
    what: String,
    before: String,
    after: String,
    /// The word for its level.
    level: String,
    /// May be empty.
    note: String,
}

/// A comparison as a document. A template in the folder replaces the built-in one.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(comparison: &Comparison, templates: &dyn World) -> Result<Document, Vec<TemplateFault>> {
    let side = |side: &super::Side| Side { file: side.file.clone(), title: side.title.clone() };
    let words = comparison.words;
    let view = View {
        about: comparison.about.clone(),
        kind: comparison.kind.word(),
        holds: say!(words, &format!("diff-holds-{}", comparison.kind.word())),
        before: side(&comparison.before),
        after: side(&comparison.after),
        counts: counts(comparison),
        sections: sections(comparison).into_iter().map(|section| of_level(section, words)).collect(),
        declarations: comparison.carried.iter().map(|of| declaration(of, words)).collect(),
    };
    let title = match comparison.about.as_str() {
        "" => say!(words, "diff-what-changed"),
        about => say!(words, "diff-what-changed-about", about = about),
    };
    template::render(DIFF, templates, &view, title, Vec::new())
}

fn declaration(of: &Carried, words: Words) -> Declaration {
    let groups = carried::TOLD.into_iter().map(|fate| {
        let answers = of.answers.iter().filter(|answer| answer.fate == fate);
        let answers = answers.map(|answer| carried::said(answer, words));
        let facts = of.facts.iter().filter(|fact| fact.fate == fate);
        let facts = facts.map(|fact| capital(&carried::said_of_fact(fact, words)));
        Group { title: carried::head(fate, words), lines: answers.chain(facts).collect() }
    });
    Declaration {
        file: of.file.clone(),
        about: carried::named(of, words),
        summary: of.summary(words),
        groups: groups.filter(|group| !group.lines.is_empty()).collect(),
    }
}

fn of_level((level, changes): (Level, Vec<&Change>), words: Words) -> Section {
    Section {
        level: level.said(words),
        means: level.means(words),
        changes: changes.into_iter().map(|change| entry(change, words)).collect(),
    }
}

fn entry(change: &Change, words: Words) -> Entry {
    let mut parts = Vec::new();
    change.parts.iter().for_each(|part| rows(part, "", said, words, &mut parts));
    let mut follows = Vec::new();
    change.follows.iter().for_each(|below| rows(below, "", heading, words, &mut follows));
    let of = change.requirement.as_ref().and_then(|requirement| requirement.obligation);
    let (before, after) = change.sides();
    Entry {
        heading: heading(change, words),
        obligation: of.map_or("", |obligation| obligation.word()),
        before: before.unwrap_or_default().to_owned(),
        after: after.unwrap_or_default().to_owned(),
        note: change.note.clone().unwrap_or_default(),
        parts,
        follows,
    }
}

/// How a line begins.
type Head = fn(&Change, Words) -> String;

/// A change and all below it, each line with marks of how deep it stands.
fn rows(change: &Change, depth: &str, head: Head, words: Words, out: &mut Vec<Row>) {
    let (before, after) = change.sides();
    out.push(Row {
        what: format!("{depth}{}", head(change, words)),
        before: before.unwrap_or_default().to_owned(),
        after: after.unwrap_or_default().to_owned(),
        level: change.level.said(words),
        note: change.note.clone().unwrap_or_default(),
    });
    let deeper = format!("{depth}– ");
    change.parts.iter().for_each(|below| rows(below, &deeper, said, words, out));
    change.follows.iter().for_each(|below| rows(below, &deeper, head, words, out));
}

/// "TRN-01 Title (lot pumps)", or else what changed.
fn heading(change: &Change, words: Words) -> String {
    match &change.requirement {
        Some(requirement) => {
            let lot = of_lot(change, words).map(|lot| format!(" ({lot})")).unwrap_or_default();
            format!("{} {}{lot}", requirement.id, requirement.title)
        }
        None => said(change, words),
    }
}

/// "Answer to “Which?”".
fn said(change: &Change, words: Words) -> String {
    capital(&change.said(words, named))
}

fn named(item: &Item) -> String {
    let title = if item.title.is_empty() { &item.id } else { &item.title };
    format!("“{title}”")
}
