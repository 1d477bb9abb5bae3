//! The list of changes of a library: what its authors put into its change log.

use serde::Serialize;

use super::change::{Change, Item};
use super::level::Level;
use super::render::sides;
use super::{Comparison, rules};
use crate::document::template;
use crate::document::{Document, TemplateFault};
use crate::text::World;

/// The name of the template.
pub const CHANGELOG: &str = "changelog.md";

/// Characters of a text of either side that are shown.
const MOST_TEXT: usize = 160;

/// What the template sees.
#[derive(Debug, Serialize)]
struct View {
    before: String,
    after: String,
    /// "added", "tightened" …, those with entries only.
    sections: Vec<Section>,
}

#[derive(Debug, Serialize)]
struct Section {
    title: &'static str,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    /// The id of a requirement; may be empty.
    id: String,
    /// What people call it, or what else changed.
    title: String,
    /// What is different, a phrase each.
    words: Vec<String>,
}

/// The heads of the list, in its order.
const TITLES: [&str; 6] = ["Added", "Tightened", "Changed", "Loosened", "Dropped", "Reworded"];

/// The list of changes of two libraries. A template in the folder replaces the built-in one.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(comparison: &Comparison, templates: &dyn World) -> Result<Document, Vec<TemplateFault>> {
    let sections = TITLES.into_iter().map(|title| Section {
        title,
        entries: comparison.changes.iter().filter(|change| head(change) == title).map(entry).collect(),
    });
    let named = |side: &super::Side| format!("{} ({})", side.file, side.title);
    let view = View {
        before: named(&comparison.before),
        after: named(&comparison.after),
        sections: sections.filter(|section| !section.entries.is_empty()).collect(),
    };
    template::render(CHANGELOG, templates, &view, "Changes of the library".to_owned(), Vec::new())
}

/// Under which head a change stands.
fn head(change: &Change) -> &'static str {
    match change.level {
        _ if ADDED.contains(&change.rule.id) => "Added",
        _ if ADDED.contains(&change.rule.mirror) => "Dropped",
        Level::Tightened => "Tightened",
        Level::Loosened => "Loosened",
        Level::Reworded => "Reworded",
        _ => "Changed",
    }
}

const ADDED: [&str; 4] =
    [rules::REQUIREMENT_ADDED.id, rules::FACT_ADDED.id, rules::CATEGORY_ADDED.id, rules::TERM_ADDED.id];

fn entry(change: &Change) -> Entry {
    let told = |change: &Change| {
        let sides = sides(change, MOST_TEXT);
        match (said(change), sides.as_str()) {
            (said, "") => said,
            (said, sides) => format!("{said}: {sides}"),
        }
    };
    match &change.requirement {
        Some(requirement) => {
            // An echo says nothing that its source does not.
            let parts = change.parts.iter().map(told);
            let own = Some(sides(change, MOST_TEXT)).filter(|sides| !sides.is_empty());
            let words = own.into_iter().chain(parts).collect();
            Entry { id: requirement.id.clone(), title: requirement.title.clone(), words }
        }
        None => {
            let own = Some(sides(change, MOST_TEXT)).filter(|sides| !sides.is_empty());
            Entry { id: String::new(), title: said(change), words: own.into_iter().collect() }
        }
    }
}

fn said(change: &Change) -> String {
    let named = |item: &Item| match (item.title.as_str(), change.rule.id) {
        ("", _) => format!("`{}`", item.id),
        // Such an item says itself what it is.
        (title, id) if id == rules::TERM_ADDED.id || id == rules::TERM_REMOVED.id => title.to_owned(),
        (title, _) => format!("“{title}”"),
    };
    change.said_within(named)
}
