//! Where links lead: bookmarks for the ids of headings, relationships for addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Relation;
use crate::document::tree::Document;
use crate::emit::address::address;

/// Characters of the name of a bookmark, of which Word takes 40.
const BOOKMARK: usize = 40;

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
        document.places(&mut |id| {
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

#[cfg(test)]
mod tests {
    use super::*;

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
