//! The body of a requirement: its sections by name, and what does not belong into it.

use std::ops::Range;

use super::File;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::syntax::markdown::Body;
use crate::text::{Route, Span, Spanned};

/// The parts of a requirement's file beside its front matter.
pub struct Written<'a> {
    /// The name of the file without its ending.
    pub name: &'a str,
    /// The text of the body.
    pub body_text: &'a str,
    /// The parts of the body.
    pub body: &'a Body,
    /// Where the body starts in the file.
    pub offset: usize,
}

impl Written<'_> {
    fn span(&self, range: &Range<usize>, file: &File<'_>) -> Span {
        file.source.span(self.offset + range.start, self.offset + range.end)
    }

    /// A part of the body without the blank lines around it.
    pub fn part(&self, range: &Range<usize>, file: &File<'_>) -> Spanned<String> {
        let text = self.body_text.get(range.clone()).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start().len());
        let trimmed = text.trim();
        Spanned::new(trimmed.to_owned(), self.span(&(start..start + trimmed.len()), file))
    }

    /// The last paragraph of the statement, where it has several.
    fn last_paragraph(&self, file: &File<'_>) -> Option<Span> {
        let statement = self.body_text.get(self.body.statement.clone())?.trim_end();
        let start = statement.rfind("\n\n").or_else(|| statement.rfind("\r\n\r\n"))?;
        let start = self.body.statement.start + start;
        let end = self.body.statement.start + statement.len();
        (!statement.trim().is_empty()).then(|| self.part(&(start..end), file).span)
    }

    /// What stands under a heading; empty where there is none.
    pub fn section(&self, title: &str, file: &File<'_>) -> Spanned<String> {
        match self.body.sections.iter().find(|section| section.title == title) {
            Some(section) => self.part(&section.content, file),
            None => {
                Spanned::new(String::new(), self.span(&(self.body_text.len()..self.body_text.len()), file))
            }
        }
    }
}

const SECTIONS: [&str; 3] = ["Rationale", "Verification", "Guidance"];

/// What authors call the sections elsewhere.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("anleitung", "Guidance"),
    ("background", "Rationale"),
    ("begründung", "Rationale"),
    ("conseils", "Guidance"),
    ("erläuterung", "Rationale"),
    ("guida", "Guidance"),
    ("help", "Guidance"),
    ("hilfe", "Guidance"),
    ("hinweis", "Guidance"),
    ("hinweise", "Guidance"),
    ("justificación", "Rationale"),
    ("justification", "Rationale"),
    ("motivazione", "Rationale"),
    ("motivering", "Rationale"),
    ("nachweis", "Verification"),
    ("note", "Guidance"),
    ("notes", "Guidance"),
    ("prüfung", "Verification"),
    ("reason", "Rationale"),
    ("test", "Verification"),
    ("toelichting", "Guidance"),
    ("verifica", "Verification"),
    ("verificación", "Verification"),
    ("verificatie", "Verification"),
    ("verifikation", "Verification"),
    ("vérification", "Verification"),
    ("why", "Rationale"),
    ("überprüfung", "Verification"),
];

/// The section that a heading means.
fn section_for(title: &str) -> Option<&'static str> {
    let lower = title.trim().to_lowercase();
    let other = OTHER_WORDS.iter().find(|(word, _)| *word == lower).map(|(_, section)| *section);
    other.or_else(|| suggest::nearest(title.trim(), SECTIONS))
}

/// What does not belong into a body, or is missing from it.
pub fn check(written: &Written<'_>, file: &File<'_>, bag: &mut Bag) {
    let before = bag.iter().count();
    let closes = |range: &Range<usize>| {
        written.body_text.get(range.clone()).is_some_and(|text| text.starts_with("</"))
    };
    for (i, range) in written.body.html.iter().enumerate() {
        if i > 0 && closes(range) {
            continue; // what opened it is reported
        }
        bag.push(
            Diagnostic::new(&codes::RAW_HTML, "raw HTML cannot be carried into every document")
                .at(written.span(range, file), "")
                .hint("write Markdown, or put the text into backticks if it is meant literally"),
        );
    }
    for range in &written.body.links {
        bag.push(
            Diagnostic::new(&codes::LINK_IN_BODY, "a requirement cannot carry links or images")
                .at(written.span(range, file), "")
                .hint("name the document in words, or cite it under `references`"),
        );
    }
    for range in &written.body.footnotes {
        bag.push(
            Diagnostic::new(&codes::LINK_IN_BODY, "a requirement cannot carry footnotes")
                .at(written.span(range, file), "")
                .hint("put the note into the text"),
        );
    }
    for range in &written.body.glued {
        let line = written.body_text.get(range.clone()).unwrap_or_default();
        let place = written.span(range, file);
        let title = line.trim_start_matches('#');
        bag.push(
            Diagnostic::new(
                &codes::UNEXPECTED_HEADING,
                "a heading without a blank is text of the requirement",
            )
            .at(place, "no heading")
            .edit(
                "put a blank behind the `#`",
                place,
                format!("## {}", section_for(title).unwrap_or(title)),
            ),
        );
    }
    let unknown = written.body.sections.iter().filter(|section| !SECTIONS.contains(&section.title.as_str()));
    let places = unknown.map(|section| &section.heading).chain(&written.body.headings);
    for range in places {
        let heading = written.part(range, file);
        let title = heading.value.trim_matches(['#', ' ', '\n', '-', '=']);
        let fault = Diagnostic::new(&codes::UNEXPECTED_HEADING, "a requirement has no such section")
            .at(heading.span, "");
        bag.push(match section_for(title) {
            Some(meant) => {
                fault.edit(format!("did you mean `## {meant}`?"), heading.span, format!("## {meant}"))
            }
            None => fault.hint("use `## Rationale`, `## Verification` or `## Guidance`"),
        });
    }
    // A section that is there under another heading is not missing, too.
    let odd = bag.iter().skip(before).any(|fault| fault.code == &codes::UNEXPECTED_HEADING);
    for title in ["Rationale", "Verification"] {
        if written.section(title, file).value.is_empty() && !odd {
            let fault = Diagnostic::new(
                &codes::MISSING_SECTION,
                format!("the section `{title}` is missing or empty"),
            );
            let missing = !written.body.sections.iter().any(|section| section.title == title);
            bag.push(match (title, written.last_paragraph(file)) {
                ("Rationale", Some(paragraph)) if missing => fault
                    .at(paragraph, "contracted, since no heading stands before it")
                    .hint("put `## Rationale` before what explains the requirement"),
                _ => fault
                    .at(file.place(&Route::root().key("id")), "of this requirement")
                    .hint(format!("add `## {title}`")),
            });
        }
    }
}
