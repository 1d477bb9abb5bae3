//! `diff` as git's own diff of declarations, in a real repository.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

mod support {
    pub mod repository;
}

use std::fs;
use std::path::Path;

use support::repository::{ROOT, Repository, declaration};

/// A repository whose JSON and Markdown files are compared by the program, with the pack of an example,
/// or with none named.
fn repository(pack: bool) -> Repository {
    let repository = Repository::new();
    let program = env!("CARGO_BIN_EXE_tenderc").replace('\\', "/");
    let root = ROOT.replace('\\', "/");
    let pack = if pack { format!(" --pack '{root}/out/smart-ward-2027'") } else { String::new() };
    repository.git(&["config", "diff.tenderc.command", &format!("'{program}' diff{pack} --git")]);
    repository.write(".gitattributes", "*.json diff=tenderc\n*.md diff=tenderc\n");
    repository.commit();
    repository
}

fn has(shown: &str, expected: &[&str]) {
    for line in expected {
        assert!(shown.contains(line), "{line}\nis not in\n{shown}");
    }
}

#[test]
fn a_declaration_is_compared_as_it_is_judged() {
    let repository = repository(true);
    let old = declaration("borealis-drip.json");
    repository.write("bids/drip.json", &old);
    repository.commit();
    repository.write("bids/drip.json", &declaration("borealis-drip-2.json"));
    repository.git(&["add", "--all"]);
    let expected =
        ["2 breaks, 2 weaker", "  IAM-06 (shall)", "`enforced_length`: 15 characters → 8 characters"];
    let shown = repository.git(&["diff", "--cached"]);
    has(&shown, &expected);
    assert!(shown.starts_with("bids/drip.json@"), "{shown}");
    repository.commit();
    has(&repository.git(&["show", "--ext-diff"]), &expected);
    has(&repository.git(&["log", "--patch", "--ext-diff"]), &["bids/drip.json is new", "2 breaks"]);
    // A rename has two more arguments.
    fs::rename(repository.path().join("bids/drip.json"), repository.path().join("bids/drop.json")).unwrap();
    let less = fs::read_to_string(repository.path().join("bids/drop.json")).unwrap();
    repository.write("bids/drop.json", &less.replace("\"version\": \"2.9.4\"", "\"version\": \"2.9.5\""));
    repository.git(&["add", "--all"]);
    has(&repository.git(&["diff", "--cached", "-M"]), &["1 changed", "version of the device: 2.9.4 → 2.9.5"]);
    repository.git(&["rm", "--quiet", "--force", "bids/drop.json"]);
    has(&repository.git(&["diff", "--cached"]), &["bids/drip.json is removed"]);
}

#[test]
fn files_are_looked_at_where_they_lie() {
    let repository = repository(true);
    let enclose = |name: &str| {
        let text =
            fs::read_to_string(Path::new("examples/smart-ward/declarations/evidence").join(name)).unwrap();
        repository.write(&format!("bids/evidence/{name}"), &text);
    };
    repository.write("bids/drip.json", &declaration("borealis-drip.json"));
    repository.commit();
    repository.write("bids/drip.json", &declaration("borealis-drip-2.json"));
    for entry in fs::read_dir("examples/smart-ward/declarations/evidence").unwrap() {
        enclose(entry.unwrap().file_name().to_str().unwrap());
    }
    let sound = repository.git(&["diff"]);
    assert!(!sound.contains("missing"), "{sound}");
    // What lies there shows nothing, whatever the declaration says of it. What only the earlier one lists may
    // have gone since.
    fs::remove_file(repository.path().join("bids/evidence/borealis-sbom-2.json")).unwrap();
    fs::remove_file(repository.path().join("bids/evidence/borealis-sbom.json")).unwrap();
    let shown = repository.git(&["diff"]);
    has(&shown, &["borealis-sbom-2.json", "missing: there is no such file"]);
    assert_eq!(shown.matches("missing").count(), 1, "{shown}");
    assert_eq!(repository.git(&["diff", "-R"]).matches("missing").count(), 1);
    // Of two objects, the folder of today says nothing.
    repository.git(&["add", "--all"]);
    assert!(!repository.git(&["diff", "--cached"]).contains("missing"));
}

#[test]
fn what_cannot_be_judged_is_told_by_its_keys() {
    let repository = repository(true);
    let text = declaration("borealis-drip.json");
    repository.write("drip.json", &text);
    repository.commit();
    repository.write("drip.json", &text.replace("\"kept_days\": 7", "\"kept_days\": \"many\""));
    has(
        &repository.git(&["diff"]),
        &["1 key changed; not judged: drip.json cannot be judged", "answers.LOG-04.kept_days: 7 → \"many\""],
    );
    repository.write("drip.json", "{");
    has(&repository.git(&["diff"]), &["drip.json changed, and cannot be read on both sides"]);
    // Anything else that git is told to show this way.
    repository.write("drip.json", &text);
    repository.write("other.json", "{\"a\": {\"b\": 1}}");
    repository.write("note.md", "No front matter.\n");
    repository.write("req.md", "---\nid: A-1\n---\nIt shall.\n\n## Rationale\n\nWhy.\n");
    repository.commit();
    repository.write("other.json", "{\"a\": {\"b\": \"\\u001b[31m\"}}");
    repository.write("note.md", "Still none.\n");
    repository.write("req.md", "---\nid: A-1\n---\nIt should.\n\n## Rationale\n\nWhy.\n");
    let shown = repository.git(&["diff"]);
    has(
        &shown,
        &["other.json: 1 key changed\n  a.b: 1 → ", "note.md changed, and cannot be read on both sides"],
    );
    has(&shown, &["req.md: 1 key changed\n  the statement: \"It shall.\" → \"It should.\""]);
    assert!(!shown.contains('\u{1b}'));
}

#[test]
fn without_a_pack_the_keys_are_told() {
    let repository = repository(false);
    let text = declaration("borealis-drip.json");
    repository.write("drip.json", &text);
    repository.commit();
    repository.write("drip.json", &text.replace("\"kept_days\": 7", "\"kept_days\": 9"));
    let shown = repository.git(&["diff"]);
    has(
        &shown,
        &["drip.json: 1 key changed; not judged, as no `--pack` is named", "answers.LOG-04.kept_days: 7 → 9"],
    );
}

#[test]
fn a_file_of_a_library_is_compared_in_its_library() {
    let repository = repository(false);
    let base = Path::new("tests/editions/base/library");
    for folder in [".", "network", "standards", "updates"] {
        for entry in fs::read_dir(base.join(folder)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                let name = format!("our/library/{folder}/{}", entry.file_name().to_str().unwrap());
                repository.write(&name, &fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    repository.commit();
    let path = "our/library/updates/UPD-01.md";
    let text = fs::read_to_string(repository.path().join(path)).unwrap();
    repository.write(path, &text.replace("default: 8", "default: 10"));
    let shown = repository.git(&["diff"]);
    has(&shown, &["1 tightened", "  UPD-01  Security updates", "`support_years`: 8 years → 10 years"]);
    assert!(shown.starts_with("our/library/updates/UPD-01.md@"), "{shown}");
    // A library with errors says nothing of what changed, but that it did.
    repository.write(path, &text.replace("default: 8", "default: 80"));
    has(&repository.git(&["diff"]), &["1 key changed; not judged, as the library has errors: L"]);
}
