//! What the template of a comparison sees: the changes by their level, in plain values and words.

use serde::Serialize;

use crate::document::template;
use crate::document::{Document, TemplateFault};
use crate::text::World;

use super::change::{Change, Item};
use super::render::{carried, counts, sections};
use super::{Carried, Comparison, Kind, Level};

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
    holds: &'static str,
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
    title: &'static str,
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
    level: &'static str,
    /// What it says, as a clause.
    means: &'static str,
    changes: Vec<Entry>,
}

/// A change that follows from no other.
#[derive(Debug, Serialize)]
struct Entry {
    /// The requirement with its number and title, or what else changed.
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
    level: &'static str,
    /// May be empty.
    note: String,
}

/// A comparison as a document. A template in the folder replaces the built-in one.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(comparison: &Comparison, templates: &dyn World) -> Result<Document, Vec<TemplateFault>> {
    let side = |side: &super::Side| Side { file: side.file.clone(), title: side.title.clone() };
    let view = View {
        about: comparison.about.clone(),
        kind: comparison.kind.word(),
        holds: match comparison.kind {
            Kind::Declarations => "Device",
            Kind::Packs => "Edition",
            Kind::Libraries => "Library",
        },
        before: side(&comparison.before),
        after: side(&comparison.after),
        counts: counts(comparison),
        sections: sections(comparison).into_iter().map(section).collect(),
        declarations: comparison.carried.iter().map(declaration).collect(),
    };
    let title = match comparison.about.as_str() {
        "" => "What changed".to_owned(),
        about => format!("What changed: {about}"),
    };
    template::render(DIFF, templates, &view, title, Vec::new())
}

fn declaration(of: &Carried) -> Declaration {
    let groups = carried::FATES.into_iter().map(|(fate, title)| {
        let answers = of.answers.iter().filter(|answer| answer.fate == fate).map(carried::said);
        let facts = of.facts.iter().filter(|fact| fact.fate == fate);
        let facts = facts.map(|fact| format!("Fact “{}”: {}", fact.fact.title, fact.why));
        Group { title, lines: answers.chain(facts).collect() }
    });
    Declaration {
        file: of.file.clone(),
        about: carried::named(of),
        summary: of.summary(),
        groups: groups.filter(|group| !group.lines.is_empty()).collect(),
    }
}

fn section((level, changes): (Level, Vec<&Change>)) -> Section {
    Section { level: level.word(), means: level.means(), changes: changes.into_iter().map(entry).collect() }
}

fn entry(change: &Change) -> Entry {
    let mut parts = Vec::new();
    change.parts.iter().for_each(|part| rows(part, "", said, &mut parts));
    let mut follows = Vec::new();
    change.follows.iter().for_each(|below| rows(below, "", heading, &mut follows));
    let of = change.requirement.as_ref().and_then(|requirement| requirement.obligation);
    Entry {
        heading: heading(change),
        obligation: of.map_or("", |obligation| obligation.word()),
        before: change.before.clone().unwrap_or_default(),
        after: change.after.clone().unwrap_or_default(),
        note: change.note.clone().unwrap_or_default(),
        parts,
        follows,
    }
}

/// A change and all below it, each line with marks of how deep it stands.
fn rows(change: &Change, depth: &str, head: fn(&Change) -> String, out: &mut Vec<Row>) {
    out.push(Row {
        what: format!("{depth}{}", head(change)),
        before: change.before.clone().unwrap_or_default(),
        after: change.after.clone().unwrap_or_default(),
        level: change.level.word(),
        note: change.note.clone().unwrap_or_default(),
    });
    let deeper = format!("{depth}– ");
    change.parts.iter().for_each(|below| rows(below, &deeper, said, out));
    change.follows.iter().for_each(|below| rows(below, &deeper, head, out));
}

/// "1.24 TRN-01 Title", or else what changed.
fn heading(change: &Change) -> String {
    match &change.requirement {
        Some(requirement) => {
            let name = format!("{} {} {}", requirement.number, requirement.id, requirement.title);
            name.trim().to_owned()
        }
        None => said(change),
    }
}

/// "Answer to “Which?”".
fn said(change: &Change) -> String {
    let said = change.said(named);
    let mut letters = said.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn named(item: &Item) -> String {
    let title = if item.title.is_empty() { &item.id } else { &item.title };
    format!("“{title}”")
}
