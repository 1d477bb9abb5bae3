//! Comparisons of the examples: of a declaration with itself nothing, of any two the mirror of the
//! other way round, also where a single fact or answer differs.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use serde_json::{Value as Json, json};
use tenderc::check::{self, Outcome};
use tenderc::cli::disk::Folder;
use tenderc::declaration::{self, Declaration};
use tenderc::diag::Bag;
use tenderc::diff::declarations::{Bid, compare};
use tenderc::diff::{Change, Comparison, render, view};
use tenderc::pack::{self, Pack};
use tenderc::text::{Memory, Sources};
use tenderc::words::Words;

struct Read {
    name: String,
    declaration: Declaration,
    outcome: Outcome,
}

fn read(name: &str, json: &Json, pack: &Pack) -> Read {
    let mut bag = Bag::default();
    let text = json.to_string();
    let declaration = declaration::load(name, &text, &mut Sources::default(), &mut bag).unwrap();
    let outcome = check::check(pack, &declaration);
    Read { name: name.to_owned(), declaration, outcome }
}

impl Read {
    fn bid(&self) -> Bid<'_> {
        Bid { file: &self.name, declaration: &self.declaration, outcome: &self.outcome, exhibits: None }
    }
}

/// The examples that declarations answer, each with its pack and its declarations as JSON.
fn examples() -> Vec<(Pack, Vec<(String, Json)>)> {
    let made = tempfile::tempdir().unwrap();
    let mut examples = Vec::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path().join("declarations")).collect();
    folders.sort();
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        let tender = folder.parent().unwrap();
        let out = made.path().join(tender.file_name().unwrap());
        let build = Command::new(env!("CARGO_BIN_EXE_tenderc"))
            .args([Path::new("build"), tender, Path::new("--out"), &out])
            .output()
            .unwrap();
        assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
        let mut made = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
        let pack = made.find(|path| path.is_dir()).unwrap();
        let pack = pack::open(&Folder::new(pack), pack::Lots::All).unwrap();
        let mut declarations = Vec::new();
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if !name.ends_with(".json") {
                continue;
            }
            let mut json: Json = serde_json::from_slice(&fs::read(entry.path()).unwrap()).unwrap();
            json["pack"] = pack.spec.pack.clone().into();
            declarations.push((name, json));
        }
        declarations.sort_by(|(a, _), (b, _)| a.cmp(b));
        examples.push((pack, declarations));
    }
    examples
}

/// What holds of any two declarations.
fn check(pack: &Pack, a: &Read, b: &Read) -> Option<Comparison> {
    if !a.outcome.sound() || !b.outcome.sound() {
        assert!(compare(&pack.spec, a.bid(), b.bid(), Words::English).is_err());
        return None;
    }
    if a.outcome.lot != b.outcome.lot {
        assert!(compare(&pack.spec, a.bid(), b.bid(), Words::English).is_err());
        return None;
    }
    let found = compare(&pack.spec, a.bid(), b.bid(), Words::English).unwrap();
    let back = compare(&pack.spec, b.bid(), a.bid(), Words::English).unwrap();
    assert_eq!(back, found.mirror(), "{} and {}", a.name, b.name);
    assert_eq!(found.mirror().mirror(), found);
    // A requirement is told once, and every verdict that moved is told.
    let told: Vec<&Change> = found.changes.iter().flat_map(Change::with_follows).collect();
    let ids: Vec<&str> =
        told.iter().filter_map(|change| Some(change.requirement.as_ref()?.id.as_str())).collect();
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(once.len(), ids.len(), "{} and {}: told twice", a.name, b.name);
    for (old, new) in a.outcome.verdicts.iter().zip(&b.outcome.verdicts) {
        assert!(old.verdict == new.verdict || once.contains(old.id.as_str()), "{} is not told", old.id);
    }
    // No two changes have one fingerprint.
    let prints: BTreeSet<String> = told.iter().map(|change| change.fingerprint()).collect();
    assert_eq!(prints.len(), told.len(), "{} and {}: one fingerprint twice", a.name, b.name);
    Some(found)
}

/// The declaration with one fact or answer changed, in every way that is easily thought of.
fn variants(json: &Json) -> Vec<Json> {
    let mut variants = Vec::new();
    let mut vary = |pointer: String, value: &Json| {
        let others = match value {
            Json::Bool(flag) => vec![json!(!flag)],
            Json::Number(number) => {
                let number = number.as_f64().unwrap();
                vec![json!(0), json!(number + 1.0), json!(number * 10.0)]
            }
            Json::Array(items) if items.is_empty() => Vec::new(),
            Json::Array(items) => vec![json!([]), json!(items[1..].to_vec())],
            Json::String(text) => match text.parse::<jiff::civil::Date>() {
                Ok(_) => vec![json!("2028-06-30"), json!("2040-06-30")],
                Err(_) => vec![json!(format!("{text} and more"))],
            },
            _ => Vec::new(),
        };
        variants.extend(others.into_iter().map(|other| {
            let mut varied = json.clone();
            *varied.pointer_mut(&pointer).unwrap() = other;
            varied
        }));
    };
    for (fact, value) in json["facts"].as_object().unwrap() {
        vary(format!("/facts/{fact}"), value);
    }
    for (id, answers) in json["answers"].as_object().unwrap() {
        for (question, value) in answers.as_object().into_iter().flatten() {
            vary(format!("/answers/{id}/{question}"), value);
        }
    }
    // … and one answer withdrawn.
    for id in json["answers"].as_object().unwrap().keys() {
        let mut varied = json.clone();
        varied["answers"].as_object_mut().unwrap().remove(id);
        variants.push(varied);
    }
    variants
}

#[test]
fn any_two_declarations_mirror_each_other() {
    let examples = examples();
    let (mut pairs, mut varied) = (0, 0);
    thread::scope(|scope| {
        let each: Vec<_> = examples
            .iter()
            .map(|(pack, declarations)| scope.spawn(|| mirrored(pack, declarations)))
            .collect();
        for example in each {
            let (paired, changed) = example.join().unwrap();
            pairs += paired;
            varied += changed;
        }
    });
    assert!(pairs > 50 && varied > 300, "only {pairs} pairs and {varied} variants");
}

/// Compares the declarations of an example with each other and with variants of theirs; how many there were.
fn mirrored(pack: &Pack, declarations: &[(String, Json)]) -> (usize, usize) {
    let (mut pairs, mut varied) = (0, 0);
    let read_all: Vec<Read> = declarations.iter().map(|(name, json)| read(name, json, pack)).collect();
    for a in &read_all {
        for b in &read_all {
            let Some(found) = check(pack, a, b) else { continue };
            pairs += 1;
            assert_eq!(a.name == b.name, found.is_empty(), "{} and {}", a.name, b.name);
            shown(&found);
        }
    }
    for (at, (name, json)) in declarations.iter().enumerate() {
        let original = &read_all[at];
        let mut last: Option<Read> = None;
        // Every eighth, another eighth of each declaration: all of them take minutes.
        for variant in variants(json).into_iter().skip(at % 8).step_by(8) {
            let variant = read(name, &variant, pack);
            if check(pack, original, &variant).is_some() {
                varied += 1;
            }
            if let Some(last) = &last {
                check(pack, last, &variant);
            }
            last = Some(variant);
        }
    }
    (pairs, varied)
}

/// Every form of a comparison can be made, and is not beyond its limits.
fn shown(comparison: &Comparison) {
    assert!(!render::text::render(comparison, false).contains('\u{1b}'));
    let json: Json = serde_json::from_str(&render::json::render(comparison)).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().is_empty(), comparison.is_empty());
    assert!(render::comment::render(comparison).chars().count() <= 60_000);
    view::document(comparison, &Memory::default()).unwrap();
}

#[test]
fn a_file_mends_only_where_it_is_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new("examples/smart-ward/declarations");
    fs::create_dir(folder.path().join("evidence")).unwrap();
    let mut new: Json = serde_json::from_slice(&fs::read(from.join("borealis-drip.json")).unwrap()).unwrap();
    let pieces = new["evidence"].as_array().unwrap().clone();
    for piece in &pieces {
        let file = piece["file"].as_str().unwrap();
        fs::copy(from.join(file), folder.path().join(file)).unwrap();
    }
    let at = pieces.iter().position(|piece| piece["kind"] == "support-policy").unwrap();
    let file = folder.path().join(pieces[at]["file"].as_str().unwrap());
    let sound = fs::read(&file).unwrap();
    let mut old = new.clone();
    old["evidence"].as_array_mut().unwrap().remove(at);
    let write = |name: &str, json: &Json| fs::write(folder.path().join(name), json.to_string()).unwrap();
    write("old.json", &old);
    let mut check = |content: Option<&[u8]>, until: &str, level: &str, found: &str| {
        match content {
            Some(content) => fs::write(&file, content).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        new["evidence"][at]["valid-until"] = until.into();
        write("new.json", &new);
        let (old, new) = (folder.path().join("old.json"), folder.path().join("new.json"));
        let run = Command::new(env!("CARGO_BIN_EXE_tenderc"))
            .args([Path::new("diff"), &old, &new, Path::new("--pack"), Path::new("out/smart-ward-2027")])
            .output()
            .unwrap();
        let said = String::from_utf8(run.stdout).unwrap();
        assert!(said.contains(level) && said.contains(found), "{level}, {found}:\n{said}");
        assert_eq!(said.contains("mends"), level == "mends", "{found}:\n{said}");
    };
    check(Some(&sound), "2040-12-31", "mends", "evidence");
    check(Some(b""), "2040-12-31", "changed", "unreadable: the file is empty");
    check(Some(b"# Another"), "2040-12-31", "changed", "hash-differs: its SHA-256 is ");
    check(Some(&sound), "2026-12-31", "changed", "expired: it is valid until 2026-12-31");
    check(None, "2040-12-31", "changed", "missing: there is no such file");
}
