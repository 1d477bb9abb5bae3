//! The list of changes of a library: what its authors put into its change log.

use serde::Serialize;

use super::change::{Change, Item};
use super::level::Level;
use super::render::sides;
use super::{Comparison, kinds};
use crate::document::template;
use crate::document::{Document, TemplateFault};
use crate::say;
use crate::text::World;
use crate::words::Words;

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
    title: String,
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
const HEADS: [&str; 6] = ["added", "tightened", "changed", "loosened", "dropped", "reworded"];

/// The list of changes of two libraries. A template in the folder replaces the built-in one.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(comparison: &Comparison, templates: &dyn World) -> Result<Document, Vec<TemplateFault>> {
    let words = comparison.words;
    let sections = HEADS.into_iter().map(|wanted| {
        let changes = comparison.changes.iter().filter(|change| head(change) == wanted);
        Section {
            title: say!(words, &format!("diff-changelog-{wanted}")),
            entries: changes.map(|change| entry(change, words)).collect(),
        }
    });
    let named = |side: &super::Side| format!("{} ({})", side.file, side.title);
    let view = View {
        before: named(&comparison.before),
        after: named(&comparison.after),
        sections: sections.filter(|section| !section.entries.is_empty()).collect(),
    };
    template::render(CHANGELOG, templates, &view, say!(words, "diff-changelog-title"), Vec::new())
}

/// Under which head a change stands.
fn head(change: &Change) -> &'static str {
    match change.level {
        _ if ADDED.contains(&change.rule.id) => "added",
        _ if ADDED.contains(&change.rule.mirror) => "dropped",
        Level::Tightened => "tightened",
        Level::Loosened => "loosened",
        Level::Reworded => "reworded",
        _ => "changed",
    }
}

const ADDED: [&str; 4] =
    [kinds::REQUIREMENT_ADDED.id, kinds::FACT_ADDED.id, kinds::CATEGORY_ADDED.id, kinds::TERM_ADDED.id];

fn entry(change: &Change, words: Words) -> Entry {
    let told = |change: &Change| {
        let sides = sides(change, MOST_TEXT, words);
        match (said(change, words), sides.as_str()) {
            (said, "") => said,
            (said, sides) => say!(words, "diff-told", what = said, said = sides),
        }
    };
    let own = Some(sides(change, MOST_TEXT, words)).filter(|sides| !sides.is_empty());
    match &change.requirement {
        Some(requirement) => {
            // An echo says nothing that its source does not.
            let parts = change.parts.iter().map(told);
            let words = own.into_iter().chain(parts).collect();
            Entry { id: requirement.id.clone(), title: requirement.title.clone(), words }
        }
        None => Entry { id: String::new(), title: said(change, words), words: own.into_iter().collect() },
    }
}

fn said(change: &Change, words: Words) -> String {
    let named = |item: &Item| match (item.title.as_str(), change.rule.id) {
        ("", _) => format!("`{}`", item.id),
        // Such an item says itself what it is.
        (title, id) if id == kinds::TERM_ADDED.id || id == kinds::TERM_REMOVED.id => title.to_owned(),
        (title, _) => format!("“{title}”"),
    };
    change.said_within(words, named)
}
