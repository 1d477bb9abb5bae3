//! Two packs, two libraries: a table of small changes, each with what is found of it. Every rule of
//! theirs fires in it; every comparison is the mirror of the other way round, and none of a thing with itself.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

mod base;
mod declarations;
mod examples;
mod libraries;
mod packs;
mod page;

use std::collections::BTreeSet;

use tenderc::diff::kinds::RULES;
use tenderc::diff::{Family, Level};
use tenderc::words::Words;

#[test]
fn every_rule_fires() {
    let fired: BTreeSet<&str> = packs::fired().into_iter().chain(libraries::fired()).collect();
    let all = RULES.iter().filter(|rule| rule.of == Family::Requirements).map(|rule| rule.id);
    let silent: Vec<&str> = all.filter(|id| !fired.contains(id)).collect();
    assert!(silent.is_empty(), "no test fires {silent:?}");
}

#[test]
fn levels_have_words() {
    for level in Level::ALL {
        assert!(!level.means(Words::English).is_empty() && !level.word().is_empty());
    }
}
