//! The table of contents: a field that Word makes anew, with entries that stand there until then.
//!
//! The entries have no page numbers: only a program that lays out pages knows them. Asking Word to find
//! them when it opens the file would greet every reader with a warning.

use super::body::{Body, Paragraph};
use super::inline::Format;
use super::style::Style;
use super::xml::escape;
use crate::document::tree::{Heading, plain};
use crate::say;

/// Chapters and their parts, as the levels of `heading 1` and `heading 2`, with links.
const FIELD: &str = " TOC \\o \"1-2\" \\h \\z ";

impl Body<'_> {
    /// Writes the contents, where there is more than one entry.
    pub fn contents(&mut self) {
        let document = self.document;
        let entries: Vec<&Heading> =
            document.headings().filter(|heading| matches!(heading.level, 2 | 3)).collect();
        if entries.len() < 2 {
            return;
        }
        self.out.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
             </w:docPartObj></w:sdtPr><w:sdtContent>",
        );
        let title = say!(self.words, "emit-contents");
        let mut line = String::new();
        self.lines.text(&title, Format::default(), &mut line);
        self.paragraph(&Paragraph::of(Style::ContentsTitle), &line);
        let last = entries.len() - 1;
        for (at, entry) in entries.into_iter().enumerate() {
            let mut line = String::new();
            if at == 0 {
                line.push_str(&format!(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{}\
                     </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                    escape(FIELD)
                ));
            }
            let mut text = String::new();
            self.lines.text(&plain(&entry.text), Format::default(), &mut text);
            match self.lines.links.bookmark(&entry.id) {
                Some((_, name)) => line.push_str(&format!(
                    "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">{text}</w:hyperlink>"
                )),
                None => line.push_str(&text),
            }
            if at == last {
                line.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            let style = if entry.level == 2 { Style::Contents(1) } else { Style::Contents(2) };
            self.paragraph(&Paragraph::of(style), &line);
        }
        self.out.push_str("</w:sdtContent></w:sdt>");
    }
}
