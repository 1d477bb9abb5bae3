//! XML as text: what is written is escaped, and what is read of others is read piece by piece.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What every part begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// WordprocessingML (ECMA-376, transitional).
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What the types of relationships begin with.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A text in which no character is markup, in content and in attributes, without the characters that
/// XML 1.0 has no place for. Line ends and tabs become blanks.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// A piece of XML. An empty element is opened and closed at the same place.
pub enum Piece<'a> {
    /// An element begins.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text within an element.
    Text(&'a str),
}

/// Where a piece stands.
pub struct At {
    /// Its bytes.
    pub range: Range<usize>,
    /// How many elements are open around it.
    pub depth: usize,
}

/// Elements that may be open at once.
const DEEPEST: usize = 256;

/// Reads XML to its end, and shows every piece with its place.
///
/// # Errors
/// Where it is not well-formed, has a document type, or nests too deep; or what `see` says.
pub fn read(xml: &str, mut see: impl FnMut(Piece<'_>, &At) -> Result<(), String>) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0;
    let mut roots = 0;
    let place = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|error| format!("is not well-formed XML: {error}"))?;
        let range = start..place(&reader);
        match event {
            Event::Start(tag) => {
                check(&tag)?;
                roots += usize::from(depth == 0);
                see(Piece::Open(tag.name().as_ref(), &tag), &At { range, depth })?;
                depth += 1;
                if depth > DEEPEST {
                    return Err("nests its elements too deep".to_owned());
                }
            }
            Event::Empty(tag) => {
                check(&tag)?;
                roots += usize::from(depth == 0);
                let at = At { range, depth };
                see(Piece::Open(tag.name().as_ref(), &tag), &at)?;
                see(Piece::Close(tag.name().as_ref()), &at)?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(Piece::Close(tag.name().as_ref()), &At { range, depth })?;
            }
            Event::Text(text) => see(Piece::Text(&text.xml10_content()), &At { range, depth })?,
            Event::CData(text) => see(Piece::Text(&text.xml10_content()), &At { range, depth })?,
            Event::GeneralRef(_) => see(Piece::Text("&"), &At { range, depth })?,
            Event::DocType(_) => return Err("has a document type".to_owned()),
            Event::Eof if depth == 0 && roots == 1 => return Ok(()),
            Event::Eof => return Err("is cut off".to_owned()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

fn check(tag: &BytesStart<'_>) -> Result<(), String> {
    for attribute in tag.attributes() {
        attribute.map_err(|error| format!("is not well-formed XML: {error}"))?;
    }
    Ok(())
}

/// The value of an attribute; empty where there is none.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    let value = found.and_then(|attribute| {
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    });
    value.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(escape(text), expected);
        check("<w:t>&\"", "&lt;w:t&gt;&amp;&quot;");
        check("a\u{0}\u{b}\u{1b}\u{fffe}b\tc\r\nd", "ab c  d");
        check("שלום e\u{301} 🏥", "שלום e\u{301} 🏥");
    }

    #[test]
    fn what_is_no_xml_is_said() {
        #[track_caller]
        fn check(xml: &str, expected: &str) {
            let found = read(xml, |_, _| Ok(())).err().unwrap_or_default();
            assert!(found.starts_with(expected) && found.is_empty() == expected.is_empty(), "{found}");
        }
        check("<a><b/>c &amp; d</a>", "");
        check("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "has a document type");
        check("<a><b></a>", "is not well-formed XML: ");
        check("<a", "is not well-formed XML: ");
        check("<a><b/>", "is cut off");
        check("", "is cut off");
        check("<a b='1' b='2'/>", "is not well-formed XML: ");
        check(&"<a>".repeat(100_000), "nests its elements too deep");
    }
}
