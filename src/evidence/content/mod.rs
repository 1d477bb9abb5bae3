//! What files of a kind of evidence hold, and who reads them: one row and one file a content.
//!
//! The library says by a word of this table what the files of a kind hold; a kind without such a
//! word is looked at no further than that its files are there, not empty, and the ones stated.

mod document;

use super::{Figure, State};

/// A content: what the files of a kind hold.
#[derive(Debug)]
pub struct Content {
    /// The word that the library says it with: one of [`Content`](crate::model::Content).
    pub word: &'static str,
    /// What it asks for, as people read it.
    pub asks: &'static str,
    /// Files beyond this size are not looked into.
    pub most_bytes: u64,
    /// Whether reading costs much more than going through the bytes once.
    pub taken_apart: bool,
    /// Reads a file of that path, which is not empty.
    pub read: fn(path: &str, bytes: &[u8], context: &Context<'_>) -> Reading,
}

/// What a declaration says of itself, as far as the content of a file can agree with it. What it
/// does not say is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Who makes the device.
    pub vendor: &'a str,
    /// What the device is called.
    pub name: &'a str,
    /// Its model.
    pub model: &'a str,
    /// Its version.
    pub version: &'a str,
}

/// What the content of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it says of itself, in the order of a report.
    pub figures: Vec<Figure>,
    /// What is not in order, each as a sentence without a full stop.
    pub findings: Vec<(State, String)>,
}

/// Every content that there is.
pub const CONTENTS: &[Content] = &[Content {
    word: "document",
    asks: "a document that people read: PDF, OpenDocument, Word, HTML, Markdown, text or a picture",
    most_bytes: 64 * 1024 * 1024,
    taken_apart: false,
    read: document::read,
}];

/// The content of a word; nothing for a word of a later version of this program.
pub fn find(word: &str) -> Option<&'static Content> {
    CONTENTS.iter().find(|content| content.word == word)
}
