//! The styles of a reference: found by the names that Word gives them in every language, and completed by
//! the built-in ones.

use crate::emit::docx::style::Style;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::emit::docx::xml::{Piece, attribute, read};

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    xml: String,
    /// Each style, by its kind and its name in lower case.
    known: BTreeMap<(String, String), Found>,
}

#[derive(Clone, Debug, Default)]
struct Found {
    id: String,
    range: Range<usize>,
    /// The list that it puts its paragraphs into.
    list: Option<String>,
}

impl Styles {
    /// Reads the part with the styles.
    ///
    /// # Errors
    /// Where it is not well-formed.
    pub fn read(xml: String) -> Result<Self, String> {
        let mut known = BTreeMap::new();
        let mut open: Option<(String, String, Found)> = None;
        read(&xml, |piece, at| {
            match (piece, at.depth) {
                (Piece::Open("w:style", tag), 1) => {
                    let style =
                        Found { id: attribute(tag, "w:styleId"), range: at.range.clone(), list: None };
                    open = Some((attribute(tag, "w:type"), String::new(), style));
                }
                (Piece::Open("w:name", tag), 2) => {
                    if let Some((_, name, _)) = &mut open {
                        *name = attribute(tag, "w:val").to_lowercase();
                    }
                }
                (Piece::Open("w:numId", tag), _) => {
                    if let Some((_, _, style)) = &mut open {
                        style.list = Some(attribute(tag, "w:val"));
                    }
                }
                (Piece::Close("w:style"), 1) => {
                    if let Some((kind, name, mut style)) = open.take() {
                        style.range.end = at.range.end;
                        known.entry((kind, name)).or_insert(style);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self { xml, known })
    }

    /// The same with those of `others` that it lacks. What these say of lists is left out: the lists are
    /// others here.
    ///
    /// # Errors
    /// Where the result cannot be read.
    pub fn completed(self, others: &Self) -> Result<Self, String> {
        let taken = |id: &str| self.known.values().any(|style| style.id == id);
        let mut ids: Vec<(&str, String)> = Vec::new();
        let mut missing: Vec<&Found> = Vec::new();
        for (name, style) in &others.known {
            match self.known.get(name) {
                Some(own) => ids.push((&style.id, own.id.clone())),
                None if taken(&style.id) => {
                    ids.push((&style.id, format!("{}Tender", style.id)));
                    missing.push(style);
                }
                None => missing.push(style),
            }
        }
        missing.sort_by_key(|style| style.range.start);
        let mut more = String::new();
        for style in missing {
            let mut text = others.xml.get(style.range.clone()).unwrap_or_default().to_owned();
            for (from, to) in &ids {
                for element in ["w:basedOn", "w:next", "w:link"] {
                    text = text.replace(
                        &format!("<{element} w:val=\"{from}\"/>"),
                        &format!("<{element} w:val=\"{to}\"/>"),
                    );
                }
                text = text.replace(&format!(" w:styleId=\"{from}\""), &format!(" w:styleId=\"{to}\""));
            }
            // The reference has a default of every kind, or does without.
            text = text.replace(" w:default=\"1\"", "");
            if let Some((before, rest)) = text.split_once("<w:numPr>") {
                let after = rest.split_once("</w:numPr>").map_or("", |(_, after)| after);
                text = format!("{before}{after}");
            }
            more.push_str(&text);
            more.push('\n');
        }
        let end = self.xml.rfind("</w:styles>").ok_or("has no styles")?;
        let (before, after) = self.xml.split_at_checked(end).ok_or("has no styles")?;
        Self::read(format!("{before}{more}{after}"))
    }

    /// The id of a style.
    pub fn id(&self, style: Style) -> &str {
        let of = |kind: &str| self.known.get(&(kind.to_owned(), style.name().to_lowercase()));
        of("paragraph").or_else(|| of("character")).or_else(|| of("table")).map_or("", |style| &style.id)
    }

    /// The list that a style of paragraphs puts them into.
    pub fn list(&self, style: Style) -> Option<&str> {
        self.known.get(&("paragraph".to_owned(), style.name().to_lowercase()))?.list.as_deref()
    }

    /// Whether it counts headings, of any level: a style may take that of the level above.
    pub fn counts_headings(&self) -> bool {
        (1..=5).any(|level| self.list(Style::Heading(level)).is_some())
    }

    /// The part, with the language of the text.
    pub fn written(&self, language: &str) -> String {
        let defaults = self.xml.find("<w:docDefaults").zip(self.xml.find("</w:docDefaults>"));
        let found = defaults.and_then(|(start, end)| {
            let at = start + self.xml.get(start..end)?.find("<w:lang ")?;
            let length = self.xml.get(at..end)?.find("/>")? + 2;
            Some((self.xml.get(..at)?, self.xml.get(at + length..)?))
        });
        match found {
            None => self.xml.clone(),
            Some((before, after)) => format!(
                "{before}<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"ar-SA\"/>{after}"
            ),
        }
    }
}
