//! What is generated and committed is what the program generates now.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Fails with all differences, and with the one command that repairs them.
fn check(committed: &Path, fresh: &Path, repair: &str) {
    let (committed, fresh) = (files(committed), files(fresh));
    let stale = fresh.iter().filter(|(path, text)| committed.get(*path) != Some(text)).map(|(path, _)| path);
    let stale: Vec<_> = stale.chain(committed.keys().filter(|path| !fresh.contains_key(*path))).collect();
    assert!(!fresh.is_empty(), "nothing was generated");
    assert!(stale.is_empty(), "{stale:#?}\nare stale; to write them anew, run\n\n    {repair}\n");
}

/// All files below a folder, by their paths with `/`; none where there is no folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let below = files(&entry.path()).into_iter();
            found.extend(below.map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

fn run(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_tenderc")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

fn examples() -> Vec<String> {
    let folders =
        fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = folders.map(|name| format!("examples/{name}")).collect();
    folders.sort();
    folders
}

#[test]
fn packs_are_those_of_the_examples() {
    let fresh = tempfile::tempdir().unwrap();
    let out = fresh.path().to_str().unwrap();
    let mut repair = Vec::new();
    for example in examples() {
        run(&["build", &example, "--out", out]);
        repair.push(format!("cargo run -- build {example}"));
    }
    check(Path::new("out"), fresh.path(), &repair.join(" && "));
}

#[test]
fn schemas_are_those_of_the_program() {
    let fresh = tempfile::tempdir().unwrap();
    let out = fresh.path().join("schemas");
    run(&["schemas", "--out", out.to_str().unwrap()]);
    check(Path::new("schemas"), &out, "cargo run -- schemas");
}

#[test]
fn declarations_of_the_examples_answer_their_packs() {
    let mut stale = Vec::new();
    for example in examples() {
        for (name, text) in files(&Path::new(&example).join("declarations")) {
            let Ok(declaration) = serde_json::from_slice::<serde_json::Value>(&text) else { continue };
            let (Some(tender), Some(pack)) = (declaration["tender"].as_str(), declaration["pack"].as_str())
            else {
                continue;
            };
            let manifest = fs::read_to_string(format!("out/{tender}/manifest.json")).unwrap();
            let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
            if manifest["pack"] != pack {
                stale.push(format!(
                    "{example}/declarations/{name}: answers {pack}, the pack is {}",
                    manifest["pack"]
                ));
            }
        }
    }
    assert!(stale.is_empty(), "{}\ngo through what changed, then set `pack`", stale.join("\n"));
}
