//! One bid that cannot be read stops neither a comparison nor a check of the others.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The program, run in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tenderc")).current_dir(folder).args(arguments).output().unwrap()
}

/// A folder with the pack of the base, a bid that answers it, and another that asks nobody's leave.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/base");
    let out = desk.path().to_str().unwrap();
    let built = run(&base, &["build", "tender", "--library", "requirements", "--out", out]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let manifest = fs::read_to_string(desk.path().join("ward/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let bid = fs::read_to_string(base.join("bid.json")).unwrap();
    let bid = bid.replace("sha256:…", manifest["pack"].as_str().unwrap());
    fs::write(desk.path().join("a.json"), &bid).unwrap();
    fs::write(desk.path().join("b.json"), bid.replace("Example Medical", "Other Medical")).unwrap();
    desk
}

#[test]
fn what_cannot_be_read_is_listed_beside_the_others() {
    let check = |name: &str, bytes: Option<&[u8]>| {
        let desk = desk();
        if let Some(bytes) = bytes {
            fs::write(desk.path().join(name), bytes).unwrap();
        }
        for command in ["compare", "check"] {
            let said = run(desk.path(), &[command, "a.json", name, "b.json", "--pack", "ward"]);
            let text = String::from_utf8_lossy(&said.stdout);
            assert_eq!(said.status.code(), Some(3), "{command} {name}\n{text}");
            assert!(text.contains("Example Medical") && text.contains("Other Medical"), "{name}\n{text}");
            assert!(text.contains(&format!("{name} cannot be ")), "{command} {name}\n{text}");
        }
    };
    check("missing.json", None);
    check("missing.zip", None);
    check("torn.zip", Some(b"PK\x03\x04 and nothing more"));
    check("binary.json", Some(b"\xff\xfe\x00\x01"));
    check("torn.json", Some(b"{\"format\": \"tenderc-declaration/1\", "));
    check("empty.yaml", Some(b""));
}
