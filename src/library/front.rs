//! The file of a requirement: its front matter, read before any requirement is lowered, and its body.

use super::borrowed::Known;
use super::load::{Formats, Reader, tree};
use super::{File, body, requirement, tables, wire};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic, Severity};
use crate::model::{Requirement, Term};
use crate::syntax::markdown::Body;
use crate::syntax::{Faults, Node, front_matter, markdown, unprintable};
use crate::text::SourceId;

/// A file of a requirement whose front matter is a tree of the right shape.
pub struct Front {
    theme: String,
    name: String,
    source: SourceId,
    node: Node,
    wire: wire::Requirement,
    body: String,
    parts: Body,
    offset: usize,
}

/// The text of a requirement's file.
pub struct Text {
    /// Its theme.
    pub theme: String,
    /// The name of the file, without its ending.
    pub name: String,
    /// Its number among the sources.
    pub source: SourceId,
    /// The text.
    pub text: String,
}

impl Front {
    /// Reads a file. What is faulty in it is reported; nothing where that is its form.
    pub fn read(file: &Text, formats: &Formats, bag: &mut Bag) -> Option<Self> {
        let Text { theme, name, source, text } = file;
        let source = *source;
        let Some(parts) = front_matter::split(text) else {
            let end = text.find('\n').unwrap_or(text.len());
            let fault = Diagnostic::new(&codes::NO_FRONT_MATTER, "the file has no front matter");
            bag.push(match text.as_str() {
                open if open.starts_with("---") => fault
                    .at(source.span(0, end), "the block that starts here is not closed by a line `---`")
                    .hint("put a line `---` between the keys and the statement"),
                _ => fault
                    .at(source.span(0, end), "the file does not start with a block between two lines `---`")
                    .hint(
                        "start the file with `---`, the keys, and `---`; `tenderc new requirement` writes one",
                    ),
            });
            return None;
        };
        let node = tree(text.get(parts.front.clone()).unwrap_or_default(), source, bag)?;
        let offset = parts.body.start;
        let body = text.get(parts.body).unwrap_or_default().to_owned();
        let in_body = unprintable(&body).map(|(at, found)| {
            let at = offset + at;
            (found, source.span(at, at + found.len_utf8()))
        });
        Faults::LIBRARY.report_unprintable(node.unprintable().or(in_body), bag);
        let wire = formats.requirement.read(&node, &Faults::LIBRARY, bag);
        let parts = markdown::parse(&body);
        let written = body::Written { name, body_text: &body, body: &parts, offset };
        body::check(&written, &File { source, node: &node }, bag);
        let (theme, name) = (theme.clone(), name.clone());
        Some(Self { theme, name, source, node, wire: wire?, body, parts, offset })
    }

    /// Whether a question of it is answered by another requirement's answer.
    pub fn takes_answers(&self) -> bool {
        self.wire.questions.values().any(|question| question.from.is_some())
    }

    /// The requirement, and whether it can be used.
    pub fn lower(
        self,
        added: bool,
        known: Known<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<(Requirement, bool)> {
        let Self { theme, name, source, node, wire, body, parts, offset } = self;
        let file = File { source, node: &node };
        let written = body::Written { name: &name, body_text: &body, body: &parts, offset };
        let title = match added {
            true => "Requirements of this tender".to_owned(),
            false => tables::sentence_case(&theme),
        };
        let theme = Term { id: theme, title };
        let before = reader.bag.count(Severity::Error);
        let lowered = requirement::lower(wire, theme, &written, &file, added, known, reader.bag)?;
        Some((lowered, reader.bag.count(Severity::Error) == before))
    }
}
