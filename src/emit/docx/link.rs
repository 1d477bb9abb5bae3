//! Where links lead: bookmarks for the ids of headings, relationships for addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Relation;
use crate::document::tree::{Block, Document, Inline};

/// Characters of the name of a bookmark, of which Word takes 40.
const BOOKMARK: usize = 40;

/// Characters of an address, of which Word takes some 2,080.
const ADDRESS: usize = 2_000;

/// The links of a document.
pub struct Links {
    /// The numbers and names of bookmarks, by id.
    bookmarks: BTreeMap<String, (usize, String)>,
    /// The addresses in the order of their first use.
    addresses: Vec<String>,
    known: BTreeMap<String, usize>,
}

/// What a link leads to.
pub enum Target<'l> {
    /// A bookmark.
    Bookmark(&'l str),
    /// A relationship of the main part, by its id.
    Relation(String),
}

impl Links {
    /// Those of a document, whose headings and other places are known beforehand.
    pub fn of(document: &Document) -> Self {
        let mut links = Self { bookmarks: BTreeMap::new(), addresses: Vec::new(), known: BTreeMap::new() };
        let mut names = BTreeSet::new();
        collect(&document.blocks, &mut |id| {
            let number = links.bookmarks.len();
            links.bookmarks.insert(id.to_owned(), (number, name(id, &mut names)));
        });
        links
    }

    /// The number and the name of the bookmark of an id.
    pub fn bookmark(&self, id: &str) -> Option<(usize, &str)> {
        self.bookmarks.get(id).map(|(number, name)| (*number, name.as_str()))
    }

    /// What a link leads to; nothing where no program would go there.
    pub fn target(&mut self, target: &str) -> Option<Target<'_>> {
        if let Some(id) = target.strip_prefix('#') {
            return self.bookmark(id).map(|(_, name)| Target::Bookmark(name));
        }
        let address = address(target)?;
        let next = self.addresses.len();
        let at = *self.known.entry(address.clone()).or_insert(next);
        if at == next {
            self.addresses.push(address);
        }
        Some(Target::Relation(id(at)))
    }

    /// The relationships of the main part.
    pub fn relations(self) -> Vec<Relation> {
        let relation =
            |(at, target)| Relation { id: id(at), kind: "hyperlink".to_owned(), target, external: true };
        self.addresses.into_iter().enumerate().map(relation).collect()
    }
}

fn id(at: usize) -> String {
    format!("link{}", at + 1)
}

fn collect(blocks: &[Block], see: &mut impl FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                see(&heading.id);
                line(&heading.text, see);
            }
            Block::Paragraph(text) => line(text, see),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| line(cell, see));
            }
            Block::Quote(inner) => collect(inner, see),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, see)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    line(&definition.term, see);
                    definition.meanings.iter().for_each(|meaning| collect(meaning, see));
                }
            }
            Block::Code(_) | Block::Figure(_) | Block::Rule => {}
        }
    }
}

fn line(inlines: &[Inline], see: &mut impl FnMut(&str)) {
    for inline in inlines {
        match inline {
            Inline::Anchor(id) => see(id),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                line(inner, see)
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// The name of a bookmark: a letter, then letters, digits and `_`; no two differ in case alone.
fn name(id: &str, names: &mut BTreeSet<String>) -> String {
    let mut wanted: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !wanted.starts_with(|c: char| c.is_ascii_alphabetic()) {
        wanted.insert_str(0, "id_");
    }
    wanted.truncate(BOOKMARK);
    let mut name = wanted.clone();
    let mut copies = 1;
    while !names.insert(name.to_ascii_lowercase()) {
        copies += 1;
        let copy = format!("_{copies}");
        name.clone_from(&wanted);
        name.truncate(BOOKMARK - copy.len());
        name.push_str(&copy);
    }
    name
}

/// An address that every program takes for one (RFC 3986): one that is not would make the whole file
/// unreadable to Word. Nothing where it cannot be made one.
fn address(target: &str) -> Option<String> {
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let path = match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end)?;
            let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
            let named =
                !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
            let numbered = port.is_empty() || port.parse::<u16>().is_ok_and(|_| !port.starts_with('+'));
            if !named || !numbered || host.starts_with(['.', '-']) || host.contains("..") {
                return None;
            }
            format!("//{authority}{}", encode(path))
        }
        "mailto" => {
            let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
            let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '+' | '@');
            if address.matches('@').count() != 1 || !address.chars().all(allowed) {
                return None;
            }
            let query = if query.is_empty() { String::new() } else { format!("?{}", encode(query)) };
            format!("{address}{query}")
        }
        _ => return None,
    };
    let address = format!("{scheme}:{path}");
    (address.len() <= ADDRESS).then_some(address)
}

/// A path with its query and fragment, in which everything else is percent-encoded.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    let mut fragment = false;
    let bytes = path.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let escape = bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let kept = match byte {
            b'%' => escape,
            b'#' => !std::mem::replace(&mut fragment, true),
            byte => byte.is_ascii_alphanumeric() || b"-._~/?:@!$&'()*+,;=".contains(byte),
        };
        match kept {
            true => encoded.push(char::from(*byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_or_none() {
        #[track_caller]
        fn check(target: &str, expected: &str) {
            assert_eq!(address(target).unwrap_or_default(), expected);
        }
        check("https://example.org", "https://example.org");
        check("HTTPS://Example.org:8443/a?b=c#d", "https://Example.org:8443/a?b=c#d");
        check("https://example.org/\"onclick=\"a", "https://example.org/%22onclick=%22a");
        check("https://e.org/[1]|ä%zz%41#a#b", "https://e.org/%5B1%5D%7C%C3%A4%25zz%41#a%23b");
        check("mailto:a.b+c@example.org?subject=d e", "mailto:a.b+c@example.org?subject=d%20e");
        for none in [
            "https://",
            "http://[",
            "https://a..b",
            "https://user@host/",
            "https://a:b/",
            "mailto:a",
            "mailto:a@b@c",
            "javascript:alert(1)",
            "file:///etc",
            "https:/a",
            "https://host:99999",
        ] {
            check(none, "");
        }
        check(&format!("https://a/{}", "b".repeat(5_000)), "");
    }

    #[test]
    fn a_bookmark_has_a_name_of_its_own() {
        let mut names = BTreeSet::new();
        let mut check = |id: &str, expected: &str| assert_eq!(name(id, &mut names), expected);
        check("lot-1.a", "lot_1_a");
        check("Lot_1-a", "Lot_1_a_2");
        check("1", "id_1");
        check(&"x".repeat(50), &"x".repeat(40));
        check(&"x".repeat(60), &format!("{}_2", "x".repeat(38)));
    }
}
