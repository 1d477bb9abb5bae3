//! What files of a kind of evidence hold, and who reads them: one row and one file a content.
//!
//! The library says by a word of this table what the files of a kind hold; a kind without such a
//! word is looked at no further than that its files are there, not empty, and the ones stated.

mod document;
mod sbom;

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
pub const CONTENTS: &[Content] = &[
    Content {
        word: "document",
        asks: "a document that people read: PDF, Office, HTML, Markdown, text or a picture",
        most_bytes: 64 * MIB,
        taken_apart: false,
        read: document::read,
    },
    Content {
        word: "sbom",
        asks: "a software bill of materials of the device: CycloneDX or SPDX in JSON, with the minimum elements",
        most_bytes: 32 * MIB,
        taken_apart: true,
        read: sbom::read,
    },
];

const MIB: u64 = 1024 * 1024;

/// The content of a word; nothing for a word of a later version of this program.
pub fn find(word: &str) -> Option<&'static Content> {
    CONTENTS.iter().find(|content| content.word == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_library_has_its_row() {
        let words: Vec<&str> = crate::model::Content::ALL.iter().map(|content| content.word()).collect();
        let rows: Vec<&str> = CONTENTS.iter().map(|content| content.word).collect();
        assert_eq!(rows, words);
    }
}
