//! The tender and the library of this test, with edits; and a comparison in lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tenderc::diag::Bag;
use tenderc::diff::{Change, Comparison};
use tenderc::library;
use tenderc::model::Library;
use tenderc::resolve;
use tenderc::resolve::Spec;
use tenderc::tender;
use tenderc::text::{Memory, Sources};

/// Files by their paths.
pub type Files = BTreeMap<String, String>;

/// The files below a folder.
pub fn files(folder: &str) -> Files {
    let mut found = Files::new();
    gather(Path::new(folder), "", &mut found);
    found
}

fn gather(folder: &Path, prefix: &str, found: &mut Files) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.path().is_dir() {
            true => gather(&entry.path(), &format!("{name}/"), found),
            false => drop(found.insert(name, fs::read_to_string(entry.path()).unwrap())),
        }
    }
}

/// A change of a file: what stands in it once, whole lines, and what takes its place. With nothing to
/// look for, the file is put in, or taken out where nothing takes its place.
pub struct Edit {
    pub path: String,
    pub from: String,
    pub to: String,
}

/// The base with edits.
pub fn edited(edits: &[Edit]) -> Files {
    let mut files = files("tests/editions/base");
    for Edit { path, from, to } in edits {
        match (from.as_str(), to.as_str()) {
            ("", "") => drop(files.remove(path).unwrap()),
            ("", text) => drop(files.insert(path.clone(), text.to_owned())),
            (from, to) => {
                let text = files.get_mut(path).unwrap();
                assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
                *text = text.replace(from, to);
            }
        }
    }
    files
}

fn folder(files: &Files, prefix: &str) -> Memory {
    let inside = files.iter().filter_map(|(path, text)| Some((path.strip_prefix(prefix)?, text.as_str())));
    inside.collect()
}

/// The library among the files.
pub fn library(files: &Files) -> Library {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = library::load(&folder(files, "library/"), None, &mut sources, &mut bag);
    sound(&bag);
    library
}

/// The pack of the tender among the files.
pub fn spec(files: &Files) -> Spec {
    let library = library(files);
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let tender = tender::load(&folder(files, "tender/"), &library, &mut sources, &mut bag);
    let spec = tender.and_then(|tender| resolve::resolve(&library, &tender, &mut bag));
    sound(&bag);
    let mut spec = spec.unwrap();
    spec.pack = tenderc::pack::digest_of(&spec);
    spec
}

fn sound(bag: &Bag) {
    let faults: Vec<String> =
        bag.sorted().iter().map(|fault| format!("{} {}", fault.code.id, fault.message)).collect();
    assert!(!bag.has_errors(), "{faults:#?}");
}

/// What holds of every two: a mirror, one fingerprint a change, and words for each.
pub fn hold(found: &Comparison, back: &Comparison) {
    assert_eq!(*back, found.mirror());
    assert_eq!(found.mirror().mirror(), *found);
    let mut prints = std::collections::BTreeSet::new();
    for change in found.changes.iter().flat_map(Change::with_follows) {
        assert!(prints.insert(change.fingerprint()), "one fingerprint twice: {change:?}");
    }
    for change in found.changes.iter().flat_map(Change::with_all) {
        let said = change.said(found.words, |item| item.id.clone());
        assert!(!said.contains(['{', '}']) && !said.is_empty(), "{said}");
        assert_eq!(change.level.family(), change.rule.of);
        assert_ne!(change.sides(), (Some(""), Some("")));
    }
}

/// A comparison in lines: what follows from a change, and of what it consists, stands below it.
pub fn lines(found: &Comparison) -> String {
    let mut out = String::new();
    found.changes.iter().for_each(|change| line(change, 0, &mut out));
    out.trim_end().to_owned()
}

fn line(change: &Change, depth: usize, out: &mut String) {
    let number = change.requirement.as_ref().map(|of| if of.number.is_empty() { &of.id } else { &of.number });
    let subject = number
        .or(change.item.as_ref().map(|item| &item.id))
        .filter(|_| change.item.is_none() || change.requirement.is_none());
    let mut words = vec![change.level.word().to_owned(), change.rule.id.to_owned()];
    words.extend(subject.cloned());
    if let Some(lot) =
        change.lot.as_ref().filter(|lot| change.requirement.is_none() && Some(*lot) != subject && depth == 0)
    {
        words.push(format!("of {lot}"));
    }
    let sides = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": {before} → {after}"),
        (Some(before), None) => format!(": {before} → –"),
        (None, Some(after)) => format!(": – → {after}"),
        (None, None) => String::new(),
    };
    let note = change.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    *out += &format!("{}{}{sides}{note}\n", "  ".repeat(depth), words.join(" "));
    change.parts.iter().for_each(|part| line(part, depth + 1, out));
    for below in &change.follows {
        line(below, depth + 2, out);
    }
}
