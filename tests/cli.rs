//! Terminal sessions: each `tests/cli/*.trycmd`, and the README, word for word; and what a session
//! cannot show, such as what is on the disk afterwards.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes what the program says now; read the difference.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DECLARATIONS: &str = "examples/smart-ward/declarations";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with what the sessions read, so that none of them writes into the project.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (from, to) in
        [("examples", "examples"), ("out", "out"), ("requirements", "requirements"), ("tests/cli", "cli")]
    {
        for (path, text) in files(&project().join(from)) {
            let path = folder.path().join(to).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    fs::copy(project().join("README.md"), folder.path().join("README.md")).unwrap();
    folder
}

/// All files below a folder, by their paths with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
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

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenderc"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs the program and expects an exit code.
fn run(folder: &Path, arguments: &[&str], exit: i32) -> Output {
    let output = program(folder, arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{arguments:?}\n{said}");
    output
}

#[test]
fn sessions() {
    let folder = folder();
    let cases = trycmd::TestCases::new();
    // The sessions of one file run one after another, those of several files side by side.
    std::env::set_current_dir(folder.path()).unwrap();
    cases.case(project().join("tests/cli/*.trycmd")).case(project().join("README.md"));
    cases.run();
    std::env::set_current_dir(project()).unwrap();
}

#[test]
fn two_builds_are_the_same() {
    let folder = folder();
    for out in ["one", "two"] {
        run(folder.path(), &["build", "examples/smart-ward", "--out", out], 0);
    }
    // Also from another folder, by another path, and over what was there.
    run(&folder.path().join("examples/smart-ward"), &["build", "tender.yaml", "--out", "../../two"], 0);
    let (one, two) = (files(&folder.path().join("one")), files(&folder.path().join("two")));
    assert!(
        one == two,
        "differ: {:?}",
        one.iter()
            .filter(|(path, text)| two.get(*path) != Some(text))
            .map(|(path, _)| path)
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_was_there_stays_when_a_build_fails() {
    let folder = folder();
    let tender = folder.path().join("examples/smart-ward/tender.yaml");
    let before = files(&folder.path().join("out"));
    let text = fs::read_to_string(&tender).unwrap();
    fs::write(&tender, text.replace("category: infusion-pump", "category: coffee-machine")).unwrap();
    run(folder.path(), &["build", "examples/smart-ward"], 3);
    assert!(files(&folder.path().join("out")) == before, "a failed build changed out/");
}

#[test]
fn a_pack_may_be_an_archive() {
    let folder = folder();
    for top in ["", "smart-ward-2027/"] {
        let archive = fs::File::create(folder.path().join("pack.zip")).unwrap();
        let mut archive = zip::ZipWriter::new(archive);
        for (path, text) in files(&folder.path().join("out/smart-ward-2027")) {
            archive.start_file(format!("{top}{path}"), zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&text).unwrap();
        }
        archive.finish().unwrap();
        let declaration = format!("{DECLARATIONS}/borealis-drip.json");
        let zipped = run(folder.path(), &["check", &declaration, "--pack", "pack.zip"], 1);
        let plain = run(folder.path(), &["check", &declaration, "--pack", "out/smart-ward-2027"], 1);
        assert_eq!(zipped.stdout, plain.stdout);
    }
}

#[test]
fn a_pack_changed_by_hand_judges_nobody() {
    let folder = folder();
    let schema = folder.path().join("out/smart-ward-2027/pumps/declaration.schema.json");
    let text = fs::read_to_string(&schema).unwrap();
    fs::write(&schema, text.replace("\"shall\"", "\"should\"") + " ").unwrap();
    let declaration = format!("{DECLARATIONS}/asclepia-volumetra.json");
    let output = run(folder.path(), &["check", &declaration, "--pack", "out/smart-ward-2027"], 3);
    assert!(output.stdout.is_empty(), "a verdict was given");
}

#[test]
fn standard_input_is_read_as_a_file_is() {
    let folder = folder();
    let text = fs::read(folder.path().join(DECLARATIONS).join("asclepia-volumetra.json")).unwrap();
    let mut command = program(folder.path(), &["check", "-", "--pack", "out/smart-ward-2027"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&text).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("standard input conforms"));
    // It has no folder in which its files could be.
    assert!(shown.contains("the files enclosed as evidence were not looked at"), "{shown}");
}

/// What is found of the evidence of a declaration that names one file, after something was done to
/// its folder.
#[cfg(unix)]
fn found_of(file: &str, prepare: impl Fn(&Path)) -> Vec<String> {
    let folder = folder();
    let declarations = folder.path().join(DECLARATIONS);
    prepare(&declarations);
    let text = fs::read_to_string(declarations.join("asclepia-volumetra.json")).unwrap();
    let mut declaration: serde_json::Value = serde_json::from_str(&text).unwrap();
    let listed = declaration["evidence"].as_array_mut().unwrap();
    listed.retain(|one| one["kind"] == "support-policy");
    listed[0]["file"] = file.into();
    fs::write(declarations.join("one.json"), declaration.to_string()).unwrap();
    let mut command =
        program(&declarations, &["check", "one.json", "--pack", "../../../out/smart-ward-2027"]);
    let output = command.args(["--format", "json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let exhibit = &report["declarations"][0]["evidence"]["exhibits"][0];
    let findings = exhibit["findings"].as_array().unwrap();
    findings.iter().map(|finding| format!("{}: {}", finding["state"], finding["message"])).collect()
}

#[test]
#[cfg(unix)]
fn evidence_is_read_in_the_folder_of_the_declaration_only() {
    use std::os::unix::fs::symlink;
    const POLICY: &str = "evidence/asclepia-support-policy.md";
    let check = |file: &str, prepare: &dyn Fn(&Path), expected: &[&str]| {
        assert_eq!(found_of(file, prepare), expected, "{file}");
    };
    check(POLICY, &|_| {}, &[]);
    check("link.md", &|folder| symlink(POLICY, folder.join("link.md")).unwrap(), &[]);
    let outside =
        r#""outside": "the path leads out of the folder of the declaration: enclose the file itself""#;
    check("link.md", &|folder| symlink("../tender.yaml", folder.join("link.md")).unwrap(), &[outside]);
    check("link/tender.yaml", &|folder| symlink("..", folder.join("link")).unwrap(), &[outside]);
    let missing = r#""missing": "there is no such file""#;
    check("policy.md", &|_| {}, &[missing]);
    check("link.md", &|folder| symlink("nowhere", folder.join("link.md")).unwrap(), &[missing]);
    let special = r#""unreadable": "it cannot be read: it is a folder or a special file""#;
    check("evidence", &|_| {}, &[special]);
    // Opening a pipe would wait for somebody to write into it.
    let pipe = |folder: &Path| {
        assert!(Command::new("mkfifo").arg(folder.join("pipe.md")).status().unwrap().success());
    };
    check("pipe.md", &pipe, &[special]);
    let behind_a_link = |folder: &Path| {
        pipe(folder);
        symlink("pipe.md", folder.join("link.md")).unwrap();
    };
    check("link.md", &behind_a_link, &[special]);
    let round = |folder: &Path| symlink("round.md", folder.join("round.md")).unwrap();
    let found = found_of("round.md", round);
    assert!(found[0].starts_with("\"unreadable\": \"it cannot be read: "), "{found:?}");
}

#[test]
fn many_declarations_stand_on_the_lines_of_one_file() {
    let folder = folder();
    let mut lines = String::new();
    for name in ["asclepia-volumetra.json", "borealis-drip.json"] {
        let text = fs::read_to_string(folder.path().join(DECLARATIONS).join(name)).unwrap();
        let line: serde_json::Value = serde_json::from_str(&text).unwrap();
        lines += &format!("{line}\n\n");
    }
    fs::write(folder.path().join("all.ndjson"), lines + "{\n").unwrap();
    let output =
        run(folder.path(), &["check", "all.ndjson", "--pack", "out/smart-ward-2027", "--format", "json"], 3);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["declarations"].as_array().map(Vec::len), Some(3), "{report:#}");
}

/// Neither an argument nor the name of a file acts on who reads what is said of it.
#[test]
#[cfg(unix)]
fn no_name_acts_on_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let odd = "x\u{1b}[2J\u{9b}31m\u{202e}\r\nerror: forged";
    let new = ["new", "tender", odd];
    let commands: [(&[&str], i32); 7] = [
        (&["check", odd, "--pack", odd], 3),
        (&["build", odd], 3),
        (&["explain", odd], 3),
        (&["lint", odd, "--format", "json"], 3),
        (&["lint", odd, "--format", "github"], 3),
        (&[odd], 2),
        (&new, 0),
    ];
    for (arguments, exit) in commands {
        let output = run(folder.path(), arguments, exit);
        for stream in [output.stdout, output.stderr] {
            let said = String::from_utf8(stream).unwrap();
            assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\r']), "{arguments:?}: {said:?}");
            // The parser of arguments quotes them on lines of their own; what it says starts with its own words.
            let forged = arguments.len() > 1 && said.lines().any(|line| line.starts_with("error: forged"));
            assert!(!forged, "{arguments:?}: {said}");
        }
    }
}

#[test]
fn escape_codes_are_for_terminals() {
    let folder = folder();
    let declaration = format!("{DECLARATIONS}/borealis-drip.json");
    let commands: [&[&str]; 3] = [
        &["check", &declaration, "--pack", "out/smart-ward-2027"],
        &["lint", "cli/faulty/names"],
        &["build", "cli/faulty/names"],
    ];
    let check = |environment: &[(&str, &str)], coloured: bool| {
        for arguments in commands {
            let mut command = program(folder.path(), arguments);
            let output = command.envs(environment.iter().copied()).output().unwrap();
            let escape = [output.stdout, output.stderr].concat().contains(&0x1b);
            assert_eq!(escape, coloured, "{arguments:?} with {environment:?}");
        }
    };
    check(&[], false);
    check(&[("CLICOLOR_FORCE", "1")], true);
    check(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false);
}

#[test]
fn every_shell_gets_its_script() {
    let folder = PathBuf::from(project());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&folder, &["completions", shell], 0);
        let script = String::from_utf8(output.stdout).unwrap();
        for command in ["build", "lint", "check", "review", "explain", "new", "schemas"] {
            assert!(script.contains(command), "{shell} does not complete `{command}`");
        }
    }
}

#[test]
fn a_new_requirement_is_without_faults() {
    let folder = folder();
    run(folder.path(), &["new", "requirement", "UPD-77", "--theme", "updates-and-support"], 0);
    run(folder.path(), &["lint", "--library", "requirements", "--today", "2026-12-01"], 0);
    run(folder.path(), &["build", "examples/smart-ward", "--library", "requirements", "--out", "build"], 0);
}

#[test]
fn a_code_is_explained_by_its_page() {
    for code in ["L201", "d003", "X006"] {
        let output = run(project(), &["explain", code], 0);
        let page = project().join(format!("src/diag/codes/{}.md", code.to_uppercase()));
        assert_eq!(output.stdout, fs::read(page).unwrap());
    }
}

#[test]
fn a_declaration_for_no_lot_of_the_pack_is_not_judged() {
    let folder = folder();
    let blank =
        fs::read_to_string(folder.path().join("out/smart-ward-2027/pumps/declaration.blank.json")).unwrap();
    fs::write(folder.path().join("beds.json"), blank.replace("\"lot\": \"pumps\"", "\"lot\": \"pump\""))
        .unwrap();
    let output = run(folder.path(), &["check", "beds.json", "--pack", "out/smart-ward-2027"], 3);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("did you mean `pumps`"), "{said}");
}
