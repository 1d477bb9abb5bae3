//! The tables across lots that stay with the buyer: requirements × standards, what was left out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::requirement::named;
use crate::resolve::spec::{self, Spec, Term};
use crate::words::Words;

/// A standard with what covers it.
#[derive(Debug, Serialize)]
pub struct Standard {
    /// Its full name.
    pub name: String,
    /// Short name and edition.
    pub short: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its cited entries, in the order of their ids.
    pub entries: Vec<Entry>,
}

/// An entry of a standard with what covers it.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The requirements that cite it.
    pub requirements: Vec<String>,
}

/// What was left out of a lot.
#[derive(Debug, Serialize)]
pub struct Left {
    /// The lot's number.
    pub number: usize,
    /// The lot's title.
    pub title: String,
    /// What the tender gives up.
    pub waived: Vec<Shared>,
    /// What does not apply.
    pub dropped: Vec<Shared>,
    /// Requirements of which the lot is not asked everything.
    pub spared: Vec<Spared>,
}

/// A requirement of which a lot is not asked everything, since it is not asked as far.
#[derive(Debug, Serialize)]
pub struct Spared {
    /// The requirement's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The questions, with the tier from which on each is asked.
    pub questions: Vec<spec::Spared>,
}

/// Requirements that share a reason.
#[derive(Debug, Serialize)]
pub struct Shared {
    /// Why, as a sentence.
    pub reason: String,
    /// The requirements: id and title.
    pub requirements: Vec<Term>,
}

/// Requirements × standards.
pub fn standards(spec: &Spec) -> Vec<Standard> {
    let standards = spec.standards.iter().map(|standard| {
        let mut entries: BTreeMap<Vec<Key>, Entry> = BTreeMap::new();
        for requirement in spec.lots.iter().flat_map(|lot| &lot.requirements) {
            let cited = requirement.citations.iter().filter(|citation| citation.standard == standard.id);
            for term in cited.flat_map(|citation| &citation.entries) {
                let entry = entries.entry(natural(&term.id)).or_insert_with(|| Entry {
                    id: term.id.clone(),
                    title: term.title.clone(),
                    requirements: Vec::new(),
                });
                if !entry.requirements.contains(&requirement.id) {
                    entry.requirements.push(requirement.id.clone());
                }
            }
        }
        Standard {
            name: standard.name.clone(),
            short: named(standard),
            publisher: standard.publisher.clone(),
            entries: entries.into_values().collect(),
        }
    });
    standards.filter(|standard| !standard.entries.is_empty()).collect()
}

/// A piece of an id: numbers sort by what they count, so that 5.10 comes after 5.9.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(u64, String),
    Word(String),
}

fn natural(id: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    for character in id.chars() {
        match (keys.last_mut(), character.is_ascii_digit()) {
            (Some(Key::Number(number, digits)), true) => {
                digits.push(character);
                *number = digits.parse().unwrap_or(u64::MAX);
            }
            (_, true) => {
                keys.push(Key::Number(u64::from(character.to_digit(10).unwrap_or(0)), character.to_string()));
            }
            (Some(Key::Word(word)), false) => word.push(character),
            (_, false) => keys.push(Key::Word(character.to_string())),
        }
    }
    keys
}

/// What was left out of each lot that leaves something out.
pub fn left_out(spec: &Spec) -> Vec<Left> {
    let lots = spec.lots.iter().map(|lot| Left {
        number: lot.number,
        title: lot.title.clone(),
        waived: shared(&lot.waived, lot),
        dropped: shared(&lot.dropped, lot),
        spared: lot.requirements.iter().filter(|one| !one.spared.is_empty()).map(spared).collect(),
    });
    let full = |left: &Left| left.waived.is_empty() && left.dropped.is_empty() && left.spared.is_empty();
    lots.filter(|left| !full(left)).collect()
}

fn spared(of: &spec::Requirement) -> Spared {
    Spared { id: of.id.clone(), title: of.title.clone(), questions: of.spared.clone() }
}

fn shared(dropped: &[spec::Dropped], lot: &spec::Lot) -> Vec<Shared> {
    let mut shared: Vec<Shared> = Vec::new();
    for one in dropped {
        let requirement = Term { id: one.id.clone(), title: one.title.clone() };
        let reason = one.say(Words::English, lot);
        match shared.iter_mut().find(|shared| shared.reason == reason) {
            Some(shared) => shared.requirements.push(requirement),
            None => shared.push(Shared { reason, requirements: vec![requirement] }),
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_sort_as_people_count() {
        let check = |before: &str, after: &str| assert!(natural(before) < natural(after), "{before} {after}");
        check("5.3-8", "5.3-13");
        check("5.9", "5.10");
        check("CR 1.1", "CR 1.1 RE(1)");
        check("CSUP-2", "CSUP-11");
        check("01", "1");
    }
}
