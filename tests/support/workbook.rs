//! Declarations through a workbook: what is written, what is read of it, and whether both say the same.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value as Json, json};
use tenderc::declaration::workbook;
use tenderc::diag::Bag;
use tenderc::emit;
use tenderc::form;
use tenderc::resolve::spec::Spec;
use tenderc::text::Sources;
use tenderc::words::Words;

/// The workbook of a declaration.
pub fn written(bid: &Json, spec: &Spec) -> Vec<u8> {
    let lot = spec.lot(bid["lot"].as_str().unwrap()).unwrap();
    emit::workbook::write(&form::form(spec, lot, Words::English), bid, Words::English)
}

/// What a workbook says, or what is wrong with it.
pub fn read(bytes: Vec<u8>) -> Json {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let read = workbook::load("bid.xlsx", bytes, &mut sources, &mut bag);
    let faults =
        bag.sorted().iter().map(|fault| format!("{}: {}", fault.code.id, fault.message)).collect::<Vec<_>>();
    read.map_or_else(|| json!(faults), |read| plain(read.json()))
}

/// What LibreOffice makes of workbooks: opened, reckoned anew, and saved.
#[allow(dead_code)] // not every test has LibreOffice
pub fn saved_by_office(books: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let desk = tempfile::tempdir().unwrap();
    let (saved, profile) = (desk.path().join("saved"), desk.path().join("profile"));
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::write(profile.join("user/registrymodifications.xcu"), RECKON).unwrap();
    let files: Vec<PathBuf> = (0..books.len()).map(|at| desk.path().join(format!("{at}.xlsx"))).collect();
    files.iter().zip(books).for_each(|(file, book)| std::fs::write(file, book).unwrap());
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&saved)
        .args(&files)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    files.iter().map(|file| std::fs::read(saved.join(file.file_name().unwrap())).unwrap()).collect()
}

/// That LibreOffice computes every formula anew, and believes no result that stands in a file.
const RECKON: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// The same without what says nothing: blanks, empty parts, the order of keys and of options.
pub fn plain(json: &Json) -> Json {
    match json {
        Json::Object(entries) => {
            let mut kept: Vec<(String, Json)> = entries
                .iter()
                .filter(|(key, value)| !value.is_null() && !is_blank(value) && *key != "$schema")
                .map(|(key, value)| (key.clone(), plain(value)))
                .filter(|(_, value)| value.as_object().is_none_or(|below| !below.is_empty()))
                .filter(|(key, value)| key != "evidence" || *value != json!([]))
                .collect();
            kept.sort_by(|one, other| one.0.cmp(&other.0));
            Json::Object(kept.into_iter().collect())
        }
        Json::Array(items) => items.iter().map(plain).collect(),
        // 12.0 is 12.
        Json::Number(number) => json!(number.as_f64()),
        other => other.clone(),
    }
}

/// The same with numbers as spreadsheets save them: by 15 digits.
#[allow(dead_code)] // not every test has LibreOffice
pub fn by_digits(json: &Json) -> Json {
    match json {
        Json::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), by_digits(value))).collect(),
        Json::Array(items) => items.iter().map(by_digits).collect(),
        Json::Number(number) => json!(format!("{:.14e}", number.as_f64().unwrap())),
        other => other.clone(),
    }
}

fn is_blank(value: &Json) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Checks that two declarations say the same; `name` is what they are called.
#[track_caller]
pub fn check_same(name: &str, expected: &Json, found: &Json) {
    if expected == found {
        return;
    }
    let text = |json: &Json| serde_json::to_string_pretty(json).unwrap();
    let lines =
        |text: &str, from: usize| text.lines().skip(from).take(3).map(str::to_owned).collect::<Vec<_>>();
    let (expected, found) = (text(expected), text(found));
    let first = expected.lines().zip(found.lines()).take_while(|(one, other)| one == other).count();
    let (expected, found) = (lines(&expected, first), lines(&found, first));
    panic!("{name}: from line {}\n{expected:#?}\n{found:#?}", first + 1);
}
