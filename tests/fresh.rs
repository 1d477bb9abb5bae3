//! What is generated and committed is what the program generates now.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The command that writes everything anew.
const REPAIR: &str = "UPDATE=1 cargo test --test fresh";

/// The example whose pack is committed whole; of the others, what people read and the digests.
const WHOLE: &str = "smart-ward-2027";
const OF_OTHERS: [&str; 3] = ["annex.html", "annex.md", "manifest.json"];

/// The bid whose report is committed, so that it can be read without running anything.
const REPORTED: &str = "examples/smart-ward/declarations/borealis-drip.json";

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Fails with all differences between what is committed and what is generated; or ends them.
fn check(committed: &Path, fresh: &BTreeMap<String, Vec<u8>>) {
    assert!(!fresh.is_empty(), "nothing was generated");
    if update() {
        let _ = fs::remove_dir_all(committed);
        for (path, bytes) in fresh {
            let path = committed.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let mut committed = files(committed);
    committed.retain(|path, _| !ignored(path));
    let stale = fresh.iter().filter(|(path, text)| committed.get(*path) != Some(text)).map(|(path, _)| path);
    let stale: Vec<_> = stale.chain(committed.keys().filter(|path| !fresh.contains_key(*path))).collect();
    assert!(stale.is_empty(), "{stale:#?}\nare stale; to write them anew, run\n\n    {REPAIR}\n");
}

/// Whether git ignores it: archives for bidders, later editions.
fn ignored(path: &str) -> bool {
    let name = path.split('/').next().unwrap();
    let edition = name.rsplit_once('-').is_some_and(|(_, end)| end.len() == 1 && end != "0");
    name.ends_with(".zip") || edition && path.contains('/')
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

/// The folders of the tenders that are answered. A corrigendum bears the id of the tender that it
/// replaces, so its pack would stand in the same folder; it has no declarations yet.
fn examples() -> Vec<String> {
    let folders =
        fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let folders = folders.map(|name| format!("examples/{name}"));
    let mut folders: Vec<String> =
        folders.filter(|folder| Path::new(folder).join("declarations").is_dir()).collect();
    folders.sort();
    folders
}

/// What the packs of all examples consist of, by path below `out/`.
fn packs() -> BTreeMap<String, Vec<u8>> {
    let fresh = tempfile::tempdir().unwrap();
    for example in examples() {
        let mut arguments = vec!["build", &example, "--out", fresh.path().to_str().unwrap()];
        // Setting pages takes longest, and of the others none are kept.
        arguments.extend(if WHOLE.starts_with(example.trim_start_matches("examples/")) {
            None
        } else {
            Some("--no-pdf")
        });
        run(&arguments);
    }
    let kept = |path: &str| {
        // Beside each pack stands its archive for bidders.
        let Some((tender, file)) = path.split_once('/') else { return false };
        tender == WHOLE || OF_OTHERS.contains(&file)
    };
    let mut files = files(fresh.path());
    files.retain(|path, _| kept(path));
    files
}

/// The report of a bid on the committed pack, by path below `out/`.
fn reports() -> BTreeMap<String, Vec<u8>> {
    let bid = Path::new(REPORTED).file_stem().unwrap().to_str().unwrap();
    let pack = format!("out/{WHOLE}");
    let written = ["markdown", "html"].map(|format| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tenderc"));
        let output = program.args(["check", REPORTED, "--pack", &pack, "--format", format]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        (format!("reports/{bid}.{}", if format == "html" { "html" } else { "md" }), output.stdout)
    });
    BTreeMap::from(written)
}

/// Packs first, then the declarations that name them, then a report on one of these: the order
/// matters where they are written.
#[test]
fn packs_and_declarations_are_those_of_the_examples() {
    let packs = packs();
    let mut all = packs.clone();
    if !update() {
        all.extend(reports());
    }
    check(Path::new("out"), &all);
    let mut stale = Vec::new();
    for example in examples() {
        for (name, text) in files(&Path::new(&example).join("declarations")) {
            let Ok(declaration) = serde_json::from_slice::<serde_json::Value>(&text) else { continue };
            let (Some(tender), Some(pack)) = (declaration["tender"].as_str(), declaration["pack"].as_str())
            else {
                continue;
            };
            let manifest: serde_json::Value =
                serde_json::from_slice(&packs[&format!("{tender}/manifest.json")]).unwrap();
            let current = manifest["pack"].as_str().unwrap();
            if update() {
                let text = String::from_utf8(text).unwrap().replace(pack, current);
                fs::write(Path::new(&example).join("declarations").join(&name), text).unwrap();
            } else if pack != current {
                stale.push(format!("{example}/declarations/{name}: answers {pack}, the pack is {current}"));
            }
        }
    }
    if update() {
        fs::create_dir_all("out/reports").unwrap();
        for (path, bytes) in reports() {
            fs::write(Path::new("out").join(path), bytes).unwrap();
        }
    }
    assert!(stale.is_empty(), "{}\ngo through what changed, then run\n\n    {REPAIR}\n", stale.join("\n"));
}

#[test]
fn schemas_are_those_of_the_program() {
    let fresh = tempfile::tempdir().unwrap();
    let out = fresh.path().join("schemas");
    run(&["schemas", "--out", out.to_str().unwrap()]);
    check(Path::new("schemas"), &files(&out));
}
