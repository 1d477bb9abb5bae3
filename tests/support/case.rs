//! An example of a page laid over the base, and what a terminal then shows.
//!
//! Most examples are compiled in memory. Those that name a command are laid into a folder of
//! their own, beside a pack compiled from the base, and the program is run there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tenderc::check;
use tenderc::declaration;
use tenderc::diag::{Bag, render};
use tenderc::library;
use tenderc::pack;
use tenderc::pack::Lots;
use tenderc::pack::digest;
use tenderc::pack::manifest::Manifest;
use tenderc::resolve;
use tenderc::tender;
use tenderc::text::{Memory, Sources, sha256};

use super::page::{Example, File};

type Files = BTreeMap<String, Vec<u8>>;

/// Stands for the digest of the pack, which nobody should have to keep in a page.
const DIGEST: &str = "sha256:…";

/// The files of the base.
fn base() -> Files {
    let mut files = Files::new();
    gather(Path::new("tests/support/base"), "", &mut files);
    files
}

fn gather(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// What the terminal shows of an example.
pub fn shown(example: &Example) -> String {
    let mut files = base();
    match &example.command {
        None => {
            example.files.iter().for_each(|file| lay(file, &mut files));
            in_memory(&files, example)
        }
        Some(command) => on_disk(files, example, command),
    }
}

fn lay(file: &File, files: &mut Files) {
    let path = file.path.clone();
    let text = file.text.as_bytes();
    match file.word.as_str() {
        "" => drop(files.insert(path, text.to_vec())),
        "missing" => drop(files.remove(&path)),
        "hex" => {
            let bytes = file.text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap());
            files.insert(path, bytes.collect());
        }
        "patch" => {
            let mut json: serde_json::Value = serde_json::from_slice(&files[&path]).unwrap();
            merge(&mut json, &serde_json::from_slice(text).unwrap());
            // Whoever publishes a pack also publishes its digest.
            let (folder, inside) = path.split_once('/').unwrap();
            let (folder, inside) = (folder.to_owned(), inside.to_owned());
            let manifest = format!("{folder}/manifest.json");
            let mut listed: Manifest = serde_json::from_slice(&files[&manifest]).unwrap();
            if listed.bound.contains_key(&inside) {
                listed.bound.insert(inside.clone(), digest::of_schema(&json));
                listed.pack = digest::of(&listed.bound);
                json["properties"]["pack"]["const"] = listed.pack.clone().into();
            }
            let text = serde_json::to_vec(&json).unwrap();
            listed.files.insert(inside, sha256(&text));
            files.insert(manifest, serde_json::to_vec(&listed).unwrap());
            files.insert(path, text);
            // What stays with the buyer belongs to the pack as it was.
            files.retain(|path, _| !path.starts_with(&format!("{folder}/internal/")));
        }
        word => match word.strip_prefix("repeat=").and_then(|times| times.parse().ok()) {
            Some(times) => drop(files.insert(path, text.repeat(times))),
            None => panic!("{path}: a file is not `{word}`"),
        },
    }
}

/// A JSON merge patch (RFC 7396), without removals.
fn merge(json: &mut serde_json::Value, patch: &serde_json::Value) {
    match (json.as_object_mut(), patch.as_object()) {
        (Some(json), Some(patch)) => {
            for (key, value) in patch {
                merge(json.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        _ => *json = patch.clone(),
    }
}

fn folder(files: &Files, name: &str) -> Memory {
    let inside =
        files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(name)?.to_owned(), bytes.clone())));
    inside.collect::<Memory>().called(name)
}

/// The pack of a tender, or the faults on the way to it.
fn compile(files: &Files, library_only: bool, sources: &mut Sources, bag: &mut Bag) -> Option<Files> {
    let today = Some(jiff::civil::date(2027, 1, 1));
    let library = library::load(&folder(files, "requirements/"), today, sources, bag);
    if library_only {
        return None;
    }
    let tender = tender::load(&folder(files, "tender/"), &library, sources, bag)?;
    if bag.has_errors() {
        return None;
    }
    let spec = resolve::resolve(&library, &tender, bag)?;
    let written = pack::write(spec, &Memory::default()).unwrap();
    Some(written.outputs.into_iter().map(|output| (format!("pack/{}", output.path), output.bytes)).collect())
}

fn in_memory(files: &Files, example: &Example) -> String {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library_only = example.files.iter().all(|file| file.path.starts_with("requirements/"));
    let written = compile(files, library_only, &mut sources, &mut bag);
    let declared = example.files.iter().find(|file| file.path.starts_with("declaration."));
    let (Some(written), Some(declared)) = (written, declared) else {
        return render::text::render(&bag.sorted(), &sources, false);
    };
    let pack = pack::open(&folder(&written, "pack/"), Lots::All).unwrap();
    let mut bag = Bag::default();
    let text = declared.text.replace(DIGEST, &pack.spec.pack);
    if let Some(declaration) = declaration::load(&declared.path, &text, &mut sources, &mut bag) {
        bag = check::check(&pack, &declaration).diagnostics;
    }
    let shown = render::text::render(&bag.sorted(), &sources, false);
    without_digest(&shown, &pack.spec.pack)
}

fn without_digest(shown: &str, digest: &str) -> String {
    shown.replace(digest, DIGEST).replace(&format!("{}…", &digest[..19]), DIGEST)
}

fn on_disk(mut files: Files, example: &Example, command: &str) -> String {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let written = compile(&files, false, &mut sources, &mut bag).unwrap();
    files.extend(written);
    let (links, plain): (Vec<&File>, Vec<&File>) = example.files.iter().partition(|file| file.word == "link");
    let published = files["pack/manifest.json"].clone();
    plain.into_iter().for_each(|file| lay(file, &mut files));
    let listed = files.get("pack/manifest.json").and_then(|bytes| serde_json::from_slice(bytes).ok());
    let listed: Manifest = listed.unwrap_or_else(|| serde_json::from_slice(&published).unwrap());
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = String::from_utf8(bytes.clone()).map(|text| text.replace(DIGEST, &listed.pack));
        fs::write(path, text.map_or_else(|_| bytes.clone(), String::into_bytes)).unwrap();
    }
    for link in links {
        let path = folder.path().join(&link.path);
        let _ = fs::remove_file(&path);
        symbolic_link(link.text.trim(), &path);
    }
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("tenderc"));
    let mut program = Command::new(env!("CARGO_BIN_EXE_tenderc"));
    let output = program.args(words).current_dir(folder.path()).output().unwrap();
    let shown = String::from_utf8(output.stderr).unwrap();
    // The last line counts the diagnostics above it.
    let shown = shown.rsplit_once("\n\n").map_or("", |(shown, _)| shown);
    without_digest(&format!("{shown}\n"), &listed.pack).trim_start_matches('\n').to_owned()
}

#[cfg(unix)]
fn symbolic_link(to: &str, path: &Path) {
    std::os::unix::fs::symlink(to, path).unwrap();
}

#[cfg(not(unix))]
fn symbolic_link(_: &str, _: &Path) {
    panic!("symbolic links are tried on Unix only")
}
