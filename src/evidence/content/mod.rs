//! What files of a kind of evidence hold, and who reads them: one row and one file a content.
//!
//! The library says by a word of this table what the files of a kind hold; a kind without such a
//! word is looked at no further than that its files are there, not empty, and the ones stated.

pub(crate) mod document;
pub mod sbom;

use jiff::civil::Date;

use crate::model::BillElement;

use super::{Fault, Figure};

/// A content: what the files of a kind hold.
#[derive(Debug)]
pub struct Content {
    /// The word that the library says it with: one of [`Content`](crate::model::Content).
    pub word: &'static str,
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
    /// The last day for bids, where that is known.
    pub deadline: Option<Date>,
    /// What the tender asks of a bill of materials; none where it leaves that to the program.
    pub elements: &'a [BillElement],
}

/// What the content of a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What it says of itself, in the order of a report.
    pub figures: Vec<Figure>,
    /// What is not in order.
    pub findings: Vec<Fault>,
}

/// Every content that there is.
pub const CONTENTS: &[Content] = &[
    Content { word: "document", most_bytes: 64 * MIB, taken_apart: false, read: document::read },
    Content { word: "sbom", most_bytes: 32 * MIB, taken_apart: true, read: sbom::read },
];

const MIB: u64 = 1024 * 1024;

/// The content of a word; nothing for a word of a later version of this program.
pub fn find(word: &str) -> Option<&'static Content> {
    CONTENTS.iter().find(|content| content.word == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Bag;
    use crate::library;
    use crate::text::{Memory, Sources};

    #[test]
    fn every_word_of_the_library_has_its_row() {
        let words: Vec<&str> = crate::model::Content::ALL.iter().map(|content| content.word()).collect();
        let rows: Vec<&str> = CONTENTS.iter().map(|content| content.word).collect();
        assert_eq!(rows, words);
    }

    #[test]
    fn a_library_names_contents_by_their_words() {
        let check = |kind: &str, expected: Result<Option<&str>, &str>| {
            let world: Memory =
                [("evidence.yaml", format!("sbom: {{title: Bill, {kind}}}\n"))].into_iter().collect();
            let (mut sources, mut bag) = (Sources::default(), Bag::default());
            let library = library::load(&world, None, &mut sources, &mut bag);
            let fault = bag.sorted().into_iter().find(|fault| fault.code.id == "L006");
            let found = match fault {
                Some(fault) => Err(format!("{}; {}", fault.message, fault.hints[0].text)),
                None => Ok(library.evidence["sbom"].content.map(crate::model::Content::word)),
            };
            assert_eq!(found.as_ref().map(|word| *word).map_err(String::as_str), expected, "{kind}");
        };
        check("content: sbom", Ok(Some("sbom")));
        check("", Ok(None));
        check("content: sbon", Err("`content` is `sbon`, which is none of its words; did you mean `sbom`?"));
        check(
            "content: video",
            Err("`content` is `video`, which is none of its words; use one of `document`, `sbom`"),
        );
    }
}
