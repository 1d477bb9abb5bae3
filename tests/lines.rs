//! Many declarations: one a line on standard input, each answered by what a report says of it; and folders of many bids.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value as Json;

/// Runs `check` on a text, and what it answers, with its exit code.
fn check(arguments: &[&str], input: &str) -> (String, Option<i32>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tenderc"));
    program.current_dir(env!("CARGO_MANIFEST_DIR")).args(["check", "-", "--pack", "out/smart-ward-2027"]);
    let streams = program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut run = streams.spawn().unwrap();
    let mut feed = run.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || feed.write_all(input.as_bytes()).unwrap());
        run.wait_with_output().unwrap()
    });
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

/// The example declarations of a ward, each on a line.
fn lines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/smart-ward/declarations");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
    texts.map(|text| serde_json::from_str::<Json>(&text).unwrap().to_string()).collect()
}

#[test]
fn a_line_says_what_a_report_says() {
    let declarations = lines();
    let (answers, code) = check(&["--format", "json"], &declarations.join("\n"));
    let answers: Vec<Json> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (verdicts, same_code) = check(&["--verdicts"], &declarations.join("\n"));
    let verdicts: Vec<Json> = verdicts.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((code, answers.len(), verdicts.len()), (same_code, declarations.len(), declarations.len()));
    for (at, text) in declarations.iter().enumerate() {
        // Over several lines it is no line, but a declaration of its own.
        let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Json>(text).unwrap()).unwrap();
        let (report, _) = check(&["--format", "json"], &pretty);
        let report: Json = serde_json::from_str(&report).unwrap();
        let alone = &report["declarations"][0];
        let answer = &answers[at];
        assert_eq!(answer["format"], "tenderc-check-line/1");
        assert_eq!(answer["file"], format!("standard input:{}", at + 1));
        for key in ["judged", "standing", "device", "lot", "counts", "drafts", "evidence"] {
            assert_eq!(answer[key], alone[key], "{key} of {text}");
        }
        let found = |report: &Json, key: &str| -> Vec<(Json, Json, Json)> {
            let all = report["requirements"].as_array().unwrap().iter();
            let reasons = |one: &Json| one["reasons"].as_array().unwrap().len().into();
            all.map(|one| (one["id"].clone(), one[key].clone(), reasons(one))).collect()
        };
        assert_eq!(found(answer, "verdict"), found(alone, "verdict"), "{text}");
        let short = found(alone, "verdict").into_iter().map(|(id, verdict, _)| (id, verdict));
        let said = verdicts[at]["verdicts"].as_object().unwrap().iter();
        let said = said.map(|(id, verdict)| (Json::from(id.as_str()), verdict.clone()));
        assert_eq!(said.collect::<Vec<_>>(), short.collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn bad_lines_are_answered_like_others() {
    let lines = lines();
    let input = format!("{{\"format\": 1\n\n{}\nno declaration\n{}\n", lines[1], lines[2]);
    let (answers, code) = check(&["--verdicts"], &input);
    let answers: Vec<Json> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<(&str, bool)> = answers
        .iter()
        .map(|answer| (answer["file"].as_str().unwrap(), answer["verdicts"].as_object().unwrap().is_empty()))
        .collect();
    let expected = [
        ("standard input:1", true),
        ("standard input:3", false),
        ("standard input:4", true),
        ("standard input:5", false),
    ];
    assert_eq!((found.as_slice(), code), (&expected[..], Some(3)));
    assert!(answers[2]["faults"][0].as_str().unwrap().starts_with("D001 "), "{}", answers[2]);
}

#[test]
fn many_bids_are_judged_each_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let bids = folder.path().join("bids");
    let packed = folder.path().join("bids.zip");
    let mut archive = zip::ZipWriter::new(fs::File::create(&packed).unwrap());
    for (vendor, text) in ["acme", "borealis"].iter().zip(lines()) {
        fs::create_dir_all(bids.join(vendor)).unwrap();
        fs::write(bids.join(vendor).join("bid.json"), &text).unwrap();
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(format!("bids/{vendor}/bid.json"), options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    fs::copy(&packed, bids.join("more.zip")).unwrap();
    let judged = |path: &Path| -> Vec<String> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tenderc"));
        program.current_dir(env!("CARGO_MANIFEST_DIR")).args([
            "check",
            "--verdicts",
            "--pack",
            "out/smart-ward-2027",
        ]);
        let output = program.arg(path).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let lines = lines.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
        let file = |line: &Json| line["file"].as_str().unwrap().split_once("bids").unwrap().1.to_owned();
        lines.map(|line| format!("{} {}", file(&line), line["judged"])).collect()
    };
    let apart = ["/acme/bid.json true", "/borealis/bid.json true"];
    assert_eq!(judged(&packed), apart.map(|bid| format!(".zip/bids{bid}")));
    // An archive among bids is one bid: this one holds two, which is told of it.
    assert_eq!(judged(&bids), [apart[0], apart[1], "/more.zip false"]);
}
