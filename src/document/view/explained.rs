//! Why each requirement is asked, how it is verified and what it covers: once for all lots.

use serde::Serialize;

use super::requirement::{Citation, entries, title};
use super::table::{self, Anchors, Asked};
use crate::document::build::slug;
use crate::resolve::spec::{self, Spec};
use crate::words::Words;

/// The requirements of a theme, explained.
#[derive(Debug, Serialize)]
pub struct Theme {
    /// The id of its heading.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// Its requirements.
    pub requirements: Vec<Explained>,
}

/// A requirement, explained.
#[derive(Debug, Serialize)]
pub struct Explained {
    /// Its id.
    pub id: String,
    /// The id of its heading.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// Why it matters, in Markdown; lots that differ in it are named.
    pub rationale: Vec<Text>,
    /// How it is verified: a word.
    pub method: &'static str,
    /// What the buyer does to verify it, in Markdown.
    pub verification: Vec<Text>,
    /// What it covers of which standard.
    pub citations: Vec<Citation>,
    /// The threats that it counters, by title.
    pub threats: Vec<String>,
}

/// A text of some lots.
#[derive(Debug, Serialize)]
pub struct Text {
    /// The lots: "lots 1 and 2"; empty where it is that of all.
    pub lots: String,
    /// The text, in Markdown.
    pub text: String,
}

/// The requirements of all lots, explained.
pub fn themes(spec: &Spec, anchors: &Anchors, words: Words) -> Vec<Theme> {
    let themes = table::each(spec).into_iter().map(|(theme, rows)| Theme {
        anchor: slug(&format!("theme-{}", theme.id)),
        title: theme.title.clone(),
        requirements: rows.iter().filter_map(|asked| explained(asked, spec, anchors, words)).collect(),
    });
    themes.collect()
}

fn explained(asked: &Asked<'_>, spec: &Spec, anchors: &Anchors, words: Words) -> Option<Explained> {
    let (_, first) = asked.first()?;
    let texts = |read: &dyn Fn(&spec::Requirement) -> String| {
        let alike = table::alike(asked, |_, requirement| read(requirement));
        let all = alike.len() == 1;
        let texts = alike.into_iter().filter(|(text, _)| !text.is_empty());
        texts
            .map(|(text, lots)| Text {
                lots: if all { String::new() } else { table::named(&lots, words) },
                text,
            })
            .collect()
    };
    // A standard is cited for the lots in its scope.
    let mut citations: Vec<Citation> = Vec::new();
    for citation in asked.iter().flat_map(|(_, requirement)| &requirement.citations) {
        let citation = entries(citation, spec);
        if !citations.contains(&citation) {
            citations.push(citation);
        }
    }
    let place = anchors.place(&first.id);
    Some(Explained {
        id: place.id,
        anchor: place.anchor,
        title: first.title.clone(),
        rationale: texts(&|requirement| requirement.rationale.clone()),
        method: first.verify.word(),
        verification: texts(&|requirement| requirement.verification.clone()),
        citations,
        threats: first.threats.iter().map(|threat| title(&spec.threats, threat)).collect(),
    })
}
