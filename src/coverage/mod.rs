//! Requirements × standards and requirements × threats, both ways: what a library covers, what it
//! leaves out and why.
//!
//! The types are the published format of the report, hence serde.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Covers, Library};
use crate::say;
use crate::words::Words;

/// The format of the report.
pub const FORMAT: &str = "tenderc-coverage/2";

/// What a library covers.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Coverage {
    /// [`FORMAT`].
    pub format: String,
    /// The standards, by id.
    pub standards: Vec<Standard>,
    /// The threats, in the library's order.
    pub threats: Vec<Threat>,
}

/// A standard with each of its entries.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Standard {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its short name and edition.
    pub short: String,
    /// Who publishes it.
    pub publisher: String,
    /// When it was published: 2024, 2024-09 or 2024-09-30.
    pub date: String,
    /// The id of the edition that took its place.
    pub superseded_by: Option<String>,
    /// How many entries there are of each state.
    pub counts: Counts,
    /// Its entries, in its own order.
    pub entries: Vec<Entry>,
}

/// How many entries there are of each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Entries of which a requirement judges all that they say.
    pub fully: usize,
    /// Entries of which requirements judge a part.
    pub partly: usize,
    /// Entries beside which a requirement stands, and none judges a part of them.
    pub related: usize,
    /// Entries that no vendor is asked about, for a stated reason.
    pub not_asked: usize,
    /// Entries that nobody has checked against the standard, so that they cannot be cited.
    pub unchecked: usize,
    /// Entries that are neither covered nor left out for a reason.
    pub open: usize,
}

/// An entry of a standard.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The standard's own grading; may be empty.
    pub level: String,
    /// What becomes of it.
    pub state: State,
    /// The requirements that cite it.
    pub requirements: Vec<Citing>,
    /// Why no vendor is asked; empty where one is, or should be.
    pub reason: String,
}

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum State {
    Fully,
    Partly,
    Related,
    NotAsked,
    Unchecked,
    Open,
}

/// A requirement, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A requirement that cites an entry.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Citing {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How much of the entry it covers.
    pub covers: Covers,
}

/// A threat with what counters it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The requirements that counter it.
    pub requirements: Vec<Requirement>,
}

/// What the library covers; of one standard alone where `only` names it.
pub fn coverage(library: &Library, only: Option<&str>, words: Words) -> Coverage {
    let mut standards: Vec<&crate::model::Standard> = library.standards.values().collect();
    standards.retain(|standard| only.is_none_or(|only| standard.id == only));
    standards.sort_by(|a, b| a.id.cmp(&b.id));
    let threats = library.threats.values().map(|threat| Threat {
        id: threat.id.clone(),
        title: threat.title.clone(),
        requirements: requirements(library, |r| r.threats.iter().any(|named| named.value == threat.id)),
    });
    Coverage {
        format: FORMAT.to_owned(),
        standards: standards.into_iter().map(|standard| of_standard(library, standard, words)).collect(),
        threats: threats.collect(),
    }
}

fn of_standard(library: &Library, standard: &crate::model::Standard, words: Words) -> Standard {
    let mut counts = Counts::default();
    let entries = standard.entries.iter().map(|(id, entry)| {
        let requirements = citing(library, &standard.id, id);
        let superseded = standard
            .superseded_by
            .as_ref()
            .map(|next| say!(words, "coverage-superseded", standard = next.as_str()));
        let reason = entry.not_asked.clone().or(superseded);
        let most = requirements.iter().map(|citing| citing.covers).max();
        let (state, count) = match (most, &reason, entry.unchecked) {
            (Some(Covers::Fully), _, _) => (State::Fully, &mut counts.fully),
            (Some(Covers::Partly), _, _) => (State::Partly, &mut counts.partly),
            (Some(Covers::Related), _, _) => (State::Related, &mut counts.related),
            (None, Some(_), _) => (State::NotAsked, &mut counts.not_asked),
            (None, None, true) => (State::Unchecked, &mut counts.unchecked),
            (None, None, false) => (State::Open, &mut counts.open),
        };
        *count += 1;
        let unchecked = (state == State::Unchecked).then(|| say!(words, "coverage-unchecked-because"));
        Entry {
            id: id.clone(),
            title: entry.title.clone(),
            level: entry.level.clone().unwrap_or_default(),
            state,
            requirements,
            reason: reason.or(unchecked).unwrap_or_default(),
        }
    });
    let entries = entries.collect();
    Standard {
        id: standard.id.clone(),
        name: standard.name.clone(),
        short: format!("{} {}", standard.short, standard.edition),
        publisher: standard.publisher.clone(),
        date: standard.date.clone(),
        superseded_by: standard.superseded_by.clone(),
        counts,
        entries,
    }
}

/// The requirements that cite an entry, each with how much of it it covers at most.
fn citing(library: &Library, standard: &str, entry: &str) -> Vec<Citing> {
    let covers = |requirement: &crate::model::Requirement| {
        let references = requirement.references.iter().filter(|reference| reference.standard == standard);
        let citing =
            references.filter(|reference| reference.entries.iter().any(|cited| cited.value == entry));
        citing.map(|reference| reference.covers).max()
    };
    let found = library.requirements.values().filter_map(|requirement| {
        let covers = covers(requirement)?;
        Some(Citing { id: requirement.id.clone(), title: requirement.title.clone(), covers })
    });
    found.collect()
}

fn requirements(library: &Library, keep: impl Fn(&crate::model::Requirement) -> bool) -> Vec<Requirement> {
    let kept = library.requirements.values().filter(|requirement| keep(requirement));
    kept.map(|requirement| Requirement { id: requirement.id.clone(), title: requirement.title.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Bag;
    use crate::text::{Memory, Sources};

    const HEAD: &str = "publisher: Nobody\ndate: '2027-01'\nedition: '1'\n";

    const REQUIREMENT: &str = "---
id: UPD-01
title: Signed updates
obligation: shall
applies: {categories: [device]}
questions:
  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}
verify: test
references: [{standard: new, ids: [A, B]}, {standard: new, ids: [B], covers: fully}, {standard: new, ids: [H], covers: related}]
threats: [malware]
review-by: 2027-12-31
---
The device {{ obligation }} install signed updates only.

## Rationale
Others can come from anybody.

## Verification
The hospital offers it an unsigned one.
";

    /// What becomes of each entry of two standards, and of each threat.
    fn found() -> Vec<String> {
        let entries = "entries:
- {id: A, title: Updates}
- {id: B, title: Signatures}
- {id: C, title: Staff, not-asked: The hospital trains them.}
- {id: D, title: Backups}
- {id: E, title: Logs, unchecked: true}
- {id: F, title: Clocks, unchecked: true}
- {id: G, title: Doors, unchecked: true}
- {id: H, title: Walls}
";
        let new = format!("name: New\nshort: N\n{HEAD}{entries}");
        let old = format!("name: Old\nshort: O\n{HEAD}superseded-by: new\n{entries}");
        let files = [
            ("categories.yaml", "device: {title: Device}\n"),
            ("threats.yaml", "malware: {title: Malware}\ntheft: {title: Theft}\n"),
            ("standards/new.yaml", &new),
            ("standards/old.yaml", &old),
            ("updates/UPD-01.md", REQUIREMENT),
        ];
        let mut world = Memory::default();
        for (path, text) in files {
            world.insert(path, text);
        }
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let library = crate::library::load(&world, None, &mut sources, &mut bag);
        let coverage = coverage(&library, None, Words::English);
        let ids = |requirements: &[Requirement]| {
            requirements.iter().map(|requirement| format!(" {}", requirement.id)).collect::<String>()
        };
        let mut found = Vec::new();
        for Standard { id, counts, entries, .. } in &coverage.standards {
            let Counts { fully, partly, related, not_asked, unchecked, open } = counts;
            found.push(format!(
                "{id}: {fully} fully, {partly} partly, {related} related, {not_asked} not asked, {unchecked} unchecked, {open} open"
            ));
            let entry = |entry: &Entry| {
                let cited = entry.requirements.iter().map(|citing| format!(" {}", citing.id));
                format!("{} {:?}{}", entry.id, entry.state, cited.collect::<String>())
            };
            found.push(entries.iter().map(entry).collect::<Vec<_>>().join(", "));
        }
        found.extend(
            coverage.threats.iter().map(|threat| format!("{}:{}", threat.id, ids(&threat.requirements))),
        );
        found
    }

    #[test]
    fn every_entry_is_one_of_six_and_counted_as_it() {
        let expected = [
            "new: 1 fully, 1 partly, 1 related, 1 not asked, 3 unchecked, 1 open",
            "A Partly UPD-01, B Fully UPD-01, C NotAsked, D Open, E Unchecked, F Unchecked, G Unchecked, H Related UPD-01",
            // What a newer edition took the place of is left out for that reason, whatever its entries are.
            "old: 0 fully, 0 partly, 0 related, 8 not asked, 0 unchecked, 0 open",
            "A NotAsked, B NotAsked, C NotAsked, D NotAsked, E NotAsked, F NotAsked, G NotAsked, H NotAsked",
            "malware: UPD-01",
            "theft:",
        ];
        assert_eq!(found(), expected);
    }
}
