//! The library keeps what it promises: no warning, every entry of its standards accounted for, answers
//! that machines decide, examples that differ, as many questions as a tier allows, true answers that pass.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

mod honest;
mod tiers;

use std::collections::{BTreeMap, BTreeSet};

use tenderc::cli::disk::Folder;
use tenderc::condition::Type;
use tenderc::coverage;
use tenderc::diag::Bag;
use tenderc::diag::render::text;
use tenderc::library;
use tenderc::model::{BillElement, Library};
use tenderc::resolve;
use tenderc::tender;
use tenderc::text::{Memory, Sources, World};

const EXAMPLES: [&str; 4] = ["smart-ward", "imaging", "smart-building", "home-monitoring"];

fn library() -> Library {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = library::load(&Folder::new("requirements"), None, &mut sources, &mut bag);
    assert!(bag.is_empty(), "{}", text::render(&bag.sorted(), &sources, false));
    library
}

#[test]
fn every_entry_is_accounted_for() {
    let coverage = coverage::coverage(&library(), None, tenderc::words::Words::English);
    for standard in &coverage.standards {
        let id = &standard.id;
        let open = standard.entries.iter().filter(|entry| entry.state == coverage::State::Open);
        let open: Vec<&str> = open.map(|entry| entry.id.as_str()).collect();
        assert!(open.is_empty(), "{id}: neither covered nor left out for a reason: {open:?}");
    }
    let idle: Vec<&str> = coverage
        .threats
        .iter()
        .filter(|threat| threat.requirements.is_empty())
        .map(|threat| threat.id.as_str())
        .collect();
    assert!(idle.is_empty(), "no requirement counters {idle:?}");
}

#[test]
fn machines_decide() {
    let library = library();
    let questions = || library.requirements.values().flat_map(|requirement| requirement.questions.values());
    let total = questions().count();
    let texts = questions().filter(|question| question.of == Type::Text).count();
    assert!(texts * 6 <= total, "{texts} of {total} questions are free text");
    let kinds: BTreeSet<&str> = questions().map(|question| question.of.name()).collect();
    assert_eq!(kinds.len(), 10, "types of question in use: {kinds:?}");
}

/// Options are printed as they stand: a placeholder would reach the vendors.
#[test]
fn options_are_plain_words() {
    let library = library();
    let questions = library.requirements.values().flat_map(|requirement| requirement.questions.values());
    let labels = questions.flat_map(|question| question.of.options()).map(|option| option.label.as_str());
    let unfilled: Vec<&str> = labels.filter(|label| label.contains("{{")).collect();
    assert!(unfilled.is_empty(), "{unfilled:?}");
}

/// What the README says of the examples' common share is true.
#[test]
fn examples_differ() {
    let library = library();
    let mut asked: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for example in EXAMPLES {
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let world = Folder::new(format!("examples/{example}"));
        let tender = tender::load(&world, &library, &mut sources, &mut bag).unwrap();
        let spec = resolve::resolve(&library, &tender, &mut bag).unwrap();
        assert!(bag.is_empty(), "{}", text::render(&bag.sorted(), &sources, false));
        let all =
            spec.lots.into_iter().flat_map(|lot| lot.requirements).filter(|requirement| !requirement.added);
        asked.insert(example, all.map(|requirement| requirement.id).collect());
    }
    let union: BTreeSet<&String> = asked.values().flatten().collect();
    let common = union.iter().filter(|id| asked.values().all(|set| set.contains(**id))).count();
    let said = format!("ask {} requirements in all; {common} of them are in all four", union.len());
    let readme = include_str!("../../README.md").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(readme.contains(&said), "the README should say: the four examples {said}");
}

/// A corrigendum takes the place of its tender: it bears the same id and is as sound.
#[test]
fn a_corrigendum_replaces_its_tender() {
    let library = library();
    let load = |folder: &str| {
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let tender = tender::load(&Folder::new(folder), &library, &mut sources, &mut bag).unwrap();
        let spec = resolve::resolve(&library, &tender, &mut bag).unwrap();
        assert!(bag.is_empty(), "{}", text::render(&bag.sorted(), &sources, false));
        spec
    };
    let (before, after) = (load("examples/smart-ward"), load("examples/smart-ward-corrigendum"));
    assert_eq!(before.tender.id, after.tender.id);
    assert!(before.tender.deadline < after.tender.deadline, "a corrigendum gives time");
}

/// A lot that reaches the internet over another system is asked for more than one that does not.
#[test]
fn a_route_to_the_internet_matters() {
    let library = library();
    let text = Folder::new("examples/smart-ward").read("tender.yaml").unwrap();
    let asked = |text: &str| {
        let world: Memory = [("tender.yaml", text)].into_iter().collect();
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let tender = tender::load(&world, &library, &mut sources, &mut bag).unwrap();
        let spec = resolve::resolve(&library, &tender, &mut bag).unwrap();
        let pumps = spec.lots.into_iter().find(|lot| lot.id == "pumps").unwrap();
        pumps.requirements.into_iter().map(|requirement| requirement.id).collect::<BTreeSet<String>>()
    };
    let cut: String =
        text.lines().filter(|line| !line.contains("over: internet")).map(|l| l.to_owned() + "\n").collect();
    let (with, without) = (asked(&text), asked(&cut));
    assert!(without.is_subset(&with) && with.len() > without.len(), "{:?}", with.difference(&without));
}

/// What SBM-01 accepts as the format of a bill of materials, and what `check` reads, are one list.
#[test]
fn a_bill_is_accepted_in_what_is_read() {
    let library = library();
    let options = library.requirements["SBM-01"].questions["sbom_format"].of.options();
    let named: Vec<&str> = ["cyclonedx", "spdx"]
        .map(|id| options.iter().find(|option| option.id == id).unwrap().label.as_str())
        .into();
    assert_eq!(named, tenderc::evidence::content::sbom::families(tenderc::words::Words::English));
    for option in options.iter().filter(|option| !["cyclonedx", "spdx"].contains(&option.id.as_str())) {
        assert!(!option.label.contains("CycloneDX") && !option.label.contains("SPDX"), "{}", option.label);
    }
    assert_eq!(library.evidence["sbom"].content, Some(tenderc::model::Content::Sbom));
}

/// A tender chooses what it asks of a bill of materials; else the library says.
#[test]
fn a_tender_chooses_what_a_bill_says() {
    let library = library();
    let text = Folder::new("examples/smart-ward").read("tender.yaml").unwrap();
    let asked = |more: &str| {
        let world: Memory = [("tender.yaml", text.clone() + more)].into_iter().collect();
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let tender = tender::load(&world, &library, &mut sources, &mut bag);
        let faults: Vec<String> = bag.sorted().iter().map(|fault| fault.message.clone()).collect();
        let spec = tender.and_then(|tender| resolve::resolve(&library, &tender, &mut bag));
        let kinds = spec.map(|spec| spec.evidence_kinds).unwrap_or_default();
        let of = |id: &str| {
            let elements = kinds.iter().find(|kind| kind.id == id).map(|kind| kind.elements.clone());
            elements.unwrap_or_default().into_iter().map(BillElement::word).collect::<Vec<_>>().join(" ")
        };
        (of("sbom"), of("support-policy"), faults.join("; "))
    };
    let check = |more: &str, expected: (&str, &str)| {
        let (elements, of_others, faults) = asked(more);
        assert_eq!((elements.as_str(), faults.as_str()), expected, "{more}");
        assert_eq!(of_others, "", "{more}");
    };
    check("", ("author timestamp name version producer identifier relationships", ""));
    check("sbom: {elements: [name, hash]}\n", ("name hash", ""));
    check("sbom: {elements: [nam]}\n", ("", "an entry of `elements` is `nam`, which is none of its words"));
    check("sbom: {elements: []}\n", ("", "`elements` is empty or too short"));
    check("sbom: {}\n", ("", "`sbom` lacks the key `elements`"));
}
