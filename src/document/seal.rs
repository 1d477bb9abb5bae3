//! Text from outside a template, sealed so that no Markdown reader takes it for markup.
//!
//! A sealed text is its bytes, each moved into the private use area of Unicode, between
//! two marks. To Markdown it is one long word wherever it stands: in a table cell, in a
//! heading, between backticks, as the target of a link. It is opened again when the tree
//! is built. Sealing therefore needs no list of characters to escape, and cannot miss one.

const END: char = '\u{E001}';
const BYTES: u32 = 0xE100;

/// How a sealed text is to be read when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As it is.
    Text,
    /// Code stands between backticks; all else is as it is.
    Words,
    /// Markdown, without headings, figures or raw HTML.
    Markdown,
}

impl Kind {
    fn mark(self) -> char {
        match self {
            Self::Text => '\u{E000}',
            Self::Words => '\u{E002}',
            Self::Markdown => '\u{E003}',
        }
    }

    fn of(mark: char) -> Option<Self> {
        [Self::Text, Self::Words, Self::Markdown].into_iter().find(|kind| kind.mark() == mark)
    }
}

/// One part of a text that may hold sealed texts.
#[derive(Debug, PartialEq)]
pub enum Part {
    /// Written in the template.
    Open(String),
    /// Sealed, now opened.
    Sealed(Kind, String),
}

/// Seals a text.
pub fn seal(text: &str, kind: Kind) -> String {
    let bytes = text.bytes().filter_map(|byte| char::from_u32(BYTES + u32::from(byte)));
    std::iter::once(kind.mark()).chain(bytes).chain(std::iter::once(END)).collect()
}

/// Takes a text apart into what is open and what was sealed. Stray marks are dropped.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let Some(kind) = Kind::of(character) else {
            if !is_reserved(character) {
                open.push(character);
            }
            continue;
        };
        if !open.is_empty() {
            parts.push(Part::Open(std::mem::take(&mut open)));
        }
        let sealed = characters.by_ref().take_while(|character| *character != END);
        let bytes: Vec<u8> =
            sealed.filter_map(|sealed| u8::try_from(u32::from(sealed).wrapping_sub(BYTES)).ok()).collect();
        parts.push(Part::Sealed(kind, String::from_utf8_lossy(&bytes).into_owned()));
    }
    if !open.is_empty() {
        parts.push(Part::Open(open));
    }
    parts
}

/// The text with everything opened and taken as it is: for code and for the targets of links.
pub fn open(text: &str) -> String {
    let parts = parts(text).into_iter().map(|part| match part {
        Part::Open(text) | Part::Sealed(_, text) => text,
    });
    parts.collect()
}

fn is_reserved(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xE003 | 0xE100..=0xE1FF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_comes_back() {
        let check = |text: &str| {
            let sealed = seal(text, Kind::Text);
            assert!(sealed.chars().all(is_reserved));
            assert_eq!(
                parts(&format!("a{sealed}b")),
                [Part::Open("a".into()), Part::Sealed(Kind::Text, text.into()), Part::Open("b".into()),]
            );
        };
        check("");
        check("<script>|`*é\n{{ x }}");
        check("\u{E000}\u{E101}\u{E001}");
    }

    #[test]
    fn stray_marks_are_dropped() {
        assert_eq!(open("a\u{E001}b\u{E141}c\u{E000}\u{E164}"), "abcd");
    }
}
