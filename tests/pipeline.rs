//! The sample job of a pipeline, `examples/ci/check-declarations.sh`, in a real repository.

#![cfg(not(windows))] // the script is for bash, which a pipeline on Windows need not have
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

mod support {
    pub mod repository;
}

use std::fs;
use std::path::Path;

use support::repository::{ROOT, Repository, declaration};

/// What a run leaves.
struct Left {
    code: i32,
    comment: String,
    /// The report for code scanning, where there is one.
    sarif: Option<String>,
    said: String,
}

/// A repository with a pack in it, whose merge request is what is committed after `base`.
fn repository() -> Repository {
    let repository = Repository::new();
    copy(&Path::new(ROOT).join("out/smart-ward-2027"), &repository.path().join("packs/ward"));
    let evidence = "examples/smart-ward/declarations/evidence";
    copy(&Path::new(ROOT).join(evidence), &repository.path().join("bids/evidence"));
    repository.write("bids/there before.json", &declaration("borealis-drip.json"));
    repository.commit();
    repository.git(&["tag", "base"]);
    repository
}

/// Commits, and runs the script on what is new since `base`.
fn check(repository: &Repository, base: &str) -> Left {
    repository.commit();
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("the report");
    let script = format!("{ROOT}/examples/ci/check-declarations.sh");
    let output = repository.run("bash", &[&script, base, "packs/ward", folder.to_str().unwrap()]);
    Left {
        code: output.status.code().unwrap(),
        comment: fs::read_to_string(folder.join("comment.md")).unwrap_or_default(),
        sarif: fs::read_to_string(folder.join("report.sarif")).ok(),
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn has(left: &Left, expected: &[&str]) {
    for part in expected {
        assert!(left.comment.contains(part), "{part}\nis not in\n{}\n{}", left.comment, left.said);
    }
}

#[test]
fn what_is_added_is_checked() {
    let repository = repository();
    repository.write("bids/Göteborg \"1\"\n.json", &declaration("asclepia-volumetra.json"));
    repository.write("--help.json", &declaration("vigilia-bedside.json"));
    repository.write("bids/note.json", "{\"about\": \"tenderc-declaration/1\"}");
    let left = check(&repository, "base");
    assert_eq!(left.code, 1, "{}", left.said);
    has(
        &left,
        &["1 declaration is in order, 1 is not", "✅ **bids/Göteborg", "❌ **--help.json is incomplete"],
    );
    assert!(
        !left.comment.contains("note.json") && !left.comment.contains("there before"),
        "{}",
        left.comment
    );
    let sarif: serde_json::Value = serde_json::from_str(&left.sarif.unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let place = "/locations/0/physicalLocation/artifactLocation/uri";
    let places: Vec<&str> = results.iter().filter_map(|result| result.pointer(place)?.as_str()).collect();
    assert!(places.contains(&"--help.json"), "{places:?}");
}

#[test]
fn nothing_is_said_of_what_is_not_touched() {
    let repository = repository();
    let left = check(&repository, "base");
    assert_eq!((left.code, left.sarif), (0, None), "{}", left.said);
    assert_eq!(left.comment, "<!-- tenderc check-declarations -->\nNo declaration is added or changed.\n");
    // Neither of what is removed.
    fs::remove_file(repository.path().join("bids/there before.json")).unwrap();
    assert_eq!(check(&repository, "base").code, 0);
    let left = check(&repository, "--no-such-base");
    assert_eq!((left.code, left.comment.as_str()), (2, ""), "{}", left.said);
}

#[test]
fn what_changed_is_told_as_well() {
    let repository = repository();
    repository.write("bids/there before.json", &declaration("borealis-drip-2.json"));
    let left = check(&repository, "base");
    assert_eq!(left.code, 1, "{}", left.said);
    let diff = "**2 breaks, 2 weaker";
    has(&left, &["**bids/there before.json fails", diff, "before/bids/there before.json → after/bids/"]);
    // What cannot be judged is an error of its own.
    repository.write("bids/there before.json", "{\"format\":\n\"tenderc-declaration/1\"");
    let left = check(&repository, "base");
    assert_eq!(left.code, 3, "{}", left.said);
    has(&left, &["cannot be judged: ", "A changed declaration cannot be compared with what it was."]);
}

#[test]
fn a_changed_pack_is_told_and_tried_on_all() {
    let repository = repository();
    repository.write("packs/ward/note.md", "Changed.\n");
    let left = check(&repository, "base");
    assert_eq!(left.code, 1, "{}", left.said);
    has(&left, &["The pack itself is changed here", "**bids/there before.json fails"]);
    assert!(!left.comment.contains("breaks") && !left.comment.contains("packs/"), "{}", left.comment);
}
