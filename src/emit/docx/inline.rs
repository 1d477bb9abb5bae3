//! What stands within a line: runs of text, with links around them.

use super::link::{Links, Target};
use super::reference::Reference;
use super::style::Style;
use super::xml::escape;
use crate::document::tree::Inline;

/// How text looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format {
    /// A style of text, by its name; nothing of the other looks matters then.
    style: Option<Style>,
    strong: bool,
    emphasis: bool,
    code: bool,
    link: bool,
}

impl Format {
    /// Text of a style.
    pub fn of(style: Style) -> Self {
        Self { style: Some(style), ..Self::default() }
    }

    /// The same, strong.
    pub fn strong(self) -> Self {
        Self { strong: true, ..self }
    }
}

/// Writes lines.
pub struct Lines<'a> {
    /// Whose styles are used.
    pub reference: &'a Reference,
    /// Where links lead.
    pub links: Links,
}

impl Lines<'_> {
    /// The runs of a line.
    pub fn line(&mut self, line: &[Inline], format: Format) -> String {
        let mut out = String::new();
        self.write(line, format, &mut out);
        out
    }

    fn write(&mut self, line: &[Inline], format: Format, out: &mut String) {
        for inline in line {
            match inline {
                Inline::Text(text) => self.text(text, format, out),
                Inline::Code(code) => self.text(code, Format { code: true, ..format }, out),
                Inline::Emphasis(inner) => self.write(inner, Format { emphasis: true, ..format }, out),
                Inline::Strong(inner) => self.write(inner, Format { strong: true, ..format }, out),
                Inline::Anchor(id) => {
                    if let Some((number, name)) = self.links.bookmark(id) {
                        out.push_str(&format!(
                            "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>"
                        ));
                    }
                }
                Inline::Break => out.push_str("<w:r><w:br/></w:r>"),
                // A link within a link has no meaning in WordprocessingML.
                Inline::Link { text, .. } if format.link => self.write(text, format, out),
                Inline::Link { target, text } => {
                    let opening = match self.links.target(target) {
                        Some(Target::Bookmark(name)) => {
                            format!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">")
                        }
                        Some(Target::Relation(id)) => format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">"),
                        None => {
                            self.write(text, format, out);
                            continue;
                        }
                    };
                    out.push_str(&opening);
                    self.write(text, Format { link: true, ..format }, out);
                    out.push_str("</w:hyperlink>");
                }
            }
        }
    }

    /// Runs of a text: one for each part that is written in one direction.
    pub fn text(&self, text: &str, format: Format, out: &mut String) {
        for (right_to_left, part) in directions(text) {
            let looks = self.looks(format, right_to_left);
            out.push_str(&format!("<w:r>{looks}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(part)));
        }
    }

    fn looks(&self, format: Format, right_to_left: bool) -> String {
        let named = match format {
            Format { style: Some(style), .. } => Some(style),
            Format { link: true, .. } => Some(Style::Link),
            Format { code: true, .. } => Some(Style::Code),
            Format { strong: true, .. } => Some(Style::Strong),
            Format { emphasis: true, .. } => Some(Style::Emphasis),
            _ => None,
        };
        let mut looks = String::new();
        if let Some(name) = named {
            looks.push_str(&format!("<w:rStyle w:val=\"{}\"/>", escape(self.reference.styles.id(name))));
        }
        if format.strong && format.style.is_none() && named != Some(Style::Strong) {
            looks.push_str("<w:b/><w:bCs/>");
        }
        if format.emphasis && format.style.is_none() && named != Some(Style::Emphasis) {
            looks.push_str("<w:i/><w:iCs/>");
        }
        if right_to_left {
            looks.push_str("<w:rtl/>");
        }
        if looks.is_empty() { looks } else { format!("<w:rPr>{looks}</w:rPr>") }
    }
}

/// Lines as they are, with a line break between them.
pub fn code(lines: &str) -> String {
    let lines = lines.trim_end_matches('\n').split('\n');
    let runs = lines.map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line)));
    format!("<w:r>{}</w:r>", runs.collect::<Vec<_>>().join("<w:br/>"))
}

/// The parts of a text that are written from right to left, or not. What has no direction of its own
/// belongs to what stands on both sides of it; else it goes from left to right.
fn directions(text: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut end, mut turned) = (0, 0, false);
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        let right_to_left = is_right_to_left(character);
        if right_to_left != turned && (right_to_left || character.is_alphanumeric()) {
            // Going over to the right, what has no direction stays; coming back, it goes along.
            let cut = if turned { end } else { at };
            parts.extend(text.get(start..cut).filter(|part| !part.is_empty()).map(|part| (turned, part)));
            (start, turned) = (cut, right_to_left);
        }
        if right_to_left || !turned || is_mark(character) {
            end = after;
        }
    }
    if turned {
        parts.extend(text.get(start..end).filter(|part| !part.is_empty()).map(|part| (true, part)));
        (start, turned) = (end, false);
    }
    parts.extend(text.get(start..).filter(|part| !part.is_empty()).map(|part| (turned, part)));
    parts
}

/// Whether a character is a letter of Hebrew, Arabic and the scripts beside them (Unicode, UAX 9).
fn is_right_to_left(character: char) -> bool {
    matches!(u32::from(character), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// Whether a character belongs to the one before it.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036F | 0x200D | 0xFE00..=0xFE0F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_from_right_to_left_is_kept_together() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            let parts: Vec<String> = directions(text)
                .into_iter()
                .map(|(turned, part)| if turned { format!("<{part}") } else { part.to_owned() })
                .collect();
            assert_eq!(parts, expected);
            assert_eq!(parts.concat().replace('<', ""), text);
        }
        check("", &[]);
        check("plain text, 1 é e\u{301}", &["plain text, 1 é e\u{301}"]);
        check("שלום עולם", &["<שלום עולם"]);
        check("the שלום, עולם (end)", &["the ", "<שלום, עולם", " (end)"]);
        check("مرحبا", &["<مرحبا"]);
        check("ש 3", &["<ש", " 3"]);
    }
}
