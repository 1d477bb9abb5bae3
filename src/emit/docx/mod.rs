//! Document to WordprocessingML (ECMA-376, transitional): one `.docx` that holds everything, for Word,
//! LibreOffice and paper.
//!
//! Its looks come from a [`Reference`]; the built-in one stands in `templates/docx/`. Texts stand in runs and
//! nowhere else: none becomes a field, a link or a formula. The same document gives the same bytes.

mod body;
mod contents;
mod inline;
mod link;
mod package;
mod picture;
mod reference;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod xml;

pub use reference::{Reference, Refused};

use self::body::Body;
use self::package::{Part, TYPES, package, part, properties};
use self::xml::{DECLARATION, MAIN, RELATIONS};
use crate::document::Document;
use crate::words::Words;

/// Writes a document with the looks of a reference.
pub fn write(document: &Document, words: Words, reference: &Reference) -> Vec<u8> {
    let mut body = Body::of(document, words, reference);
    body.write();
    let xml = format!(
        "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><w:body>{}</w:body></w:document>\n",
        body.out
    );
    let language = language(&document.language);
    let (mut parts, mut relations) = reference.written(&document.title, &language, &body.lists);
    for (at, picture) in body.pictures.into_iter().enumerate() {
        for (picture, relation) in picture.parts(at) {
            parts.push(picture);
            relations.push(relation);
        }
    }
    relations.extend(body.lines.links.relations());
    parts.push(properties(&document.title, &language));
    let main = part("word/document.xml", &format!("{TYPES}document.main+xml"), xml);
    package(Part { relations, ..main }, parts)
}

/// A language as Word knows it: with its region.
fn language(tag: &str) -> String {
    let tag: String = tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    match tag.as_str() {
        "" | "en" => "en-GB".to_owned(),
        "sv" => "sv-SE".to_owned(),
        "da" => "da-DK".to_owned(),
        "nb" | "no" => "nb-NO".to_owned(),
        tag if tag.len() == 2 => format!("{tag}-{}", tag.to_ascii_uppercase()),
        tag => tag.to_owned(),
    }
}
