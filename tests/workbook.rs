//! A declaration that went through a workbook says what it said.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

#[path = "support/workbook.rs"]
mod through;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use Cell::{B, N, T};
use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use tenderc::cli::disk::Folder;
use tenderc::declaration;
use tenderc::desk::compile::compile;
use tenderc::diag::Bag;
use tenderc::resolve::spec::Spec;
use tenderc::text::Sources;
use through::{check_same, plain, read, saved_by_office, written};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every declaration of the examples, with the pack that it answers.
fn bids() -> Vec<(PathBuf, Json, Rc<Spec>)> {
    let mut bids = Vec::new();
    for tender in ["smart-ward", "imaging", "home-monitoring", "smart-building"] {
        let (library, templates) =
            (Folder::new(root().join("requirements")), Folder::new(root().join("templates")));
        let folder = Folder::new(root().join("examples").join(tender));
        let spec = Rc::new(compile(&library, &folder, &templates).written.unwrap().spec);
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(root().join("examples").join(tender).join("declarations"))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|ending| ending == "json" || ending == "yaml"))
                .collect();
        paths.sort();
        for path in paths {
            // A date with dots is understood in a workbook, and so comes back as it should have been written.
            let text = std::fs::read_to_string(&path).unwrap().replace("31.12.2038", "2038-12-31");
            let name = path.to_string_lossy();
            let (mut sources, mut bag) = (Sources::default(), Bag::default());
            let read = declaration::load(&name, &text, &mut sources, &mut bag).unwrap();
            bids.push((path, read.json().clone(), spec.clone()));
        }
    }
    assert!(bids.len() > 8, "{}", bids.len());
    bids
}

#[test]
fn a_declaration_comes_back_as_it_was() {
    for (path, mut bid, spec) in bids() {
        let fact = bid["facts"].as_object().and_then(|facts| facts.keys().next()).unwrap().clone();
        bid["origins"] = json!({ "facts": { fact: "data sheet, page 2" } });
        bid["drafts"] = json!({ "answers": { "UPD-03": { "channel": { "value": "signed-online", "origin": "MDS2", "why": "near" } } } });
        let bytes = written(&bid, &spec);
        assert!(bytes == written(&bid, &spec), "{}: the bytes differ", path.display());
        check_same(&path.to_string_lossy(), &plain(&bid), &read(bytes));
    }
}

/// Saved by LibreOffice, which few machines have: run with `--ignored`.
#[test]
#[ignore = "needs LibreOffice"]
fn a_declaration_survives_libreoffice() {
    let bids = bids();
    let books: Vec<Vec<u8>> = bids.iter().map(|(_, bid, spec)| written(bid, spec)).collect();
    for ((path, bid, _), bytes) in bids.iter().zip(saved_by_office(&books)) {
        check_same(&path.to_string_lossy(), &plain(bid), &read(bytes));
    }
}

/// What a workbook says whose sheet `a` has these rows, with the kinds of a pack.
fn filled(rows: &[&[Cell]]) -> Json {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("a").unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell {
                T("") => {}
                T(text) => drop(sheet.write_string(row, column, *text).unwrap()),
                N(number) => drop(sheet.write_number(row, column, *number).unwrap()),
                B(flag) => drop(sheet.write_boolean(row, column, *flag).unwrap()),
            }
        }
    }
    let kinds = book.add_worksheet();
    let table = [
        "#kinds",
        "f|flag|Yes|No",
        "||true|false",
        "c|choice|Wi-Fi|USB",
        "||wifi|usb",
        "s|choices|Wi-Fi|USB|None of these",
        "||wifi|usb|[]",
        "i|integer",
        "",
        "n|number",
        "",
        "d|date",
        "",
        "v|version",
        "",
        "t|table|None",
        "||[]",
        "t/p|integer",
        "",
    ];
    for (row, line) in (0..).zip(table) {
        for (column, text) in (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()) {
            kinds.write_string(row, column, text).unwrap();
        }
    }
    read(book.save_to_buffer().unwrap())
}

/// A cell to be.
enum Cell {
    T(&'static str),
    N(f64),
    B(bool),
}

/// What is read of one answer, in whatever way it is written.
#[track_caller]
fn check(key: &'static str, cells: &[Cell], expected: Json) {
    let mut row = vec![T("mine"), T(key)];
    row.extend(cells.iter().map(|cell| match cell {
        T(text) => T(text),
        N(number) => N(*number),
        B(flag) => B(*flag),
    }));
    // A column was added before the keys.
    let found = filled(&[&[T(""), T("#key"), T("#value"), T("#value"), T("")], &row, &[]]);
    assert_eq!(found, plain(&json!({ key: expected })), "{key}");
}

#[test]
fn answers_are_written_in_many_ways() {
    for yes in ["Yes", " yes ", "Ja", "x", "TRUE", "oui", "1"] {
        check("f", &[T(yes)], json!(true));
    }
    for no in ["No", "nein", "FALSE", "0"] {
        check("f", &[T(no)], json!(false));
    }
    check("f", &[B(true)], json!(true));
    check("f", &[N(0.0)], json!(false));
    check("f", &[T("maybe")], json!("maybe"));
    check("f", &[T(" \u{a0} ")], json!(null));
    check("c", &[T("Wi-Fi")], json!("wifi"));
    check("c", &[T("wi-fi ")], json!("wifi"));
    check("c", &[T("usb")], json!("usb"));
    check("c", &[T("LAN")], json!("LAN"));
    check("s", &[T("USB"), T("Wi-Fi")], json!(["usb", "wifi"]));
    check("s", &[T("USB; wifi")], json!(["usb", "wifi"]));
    check("s", &[T("None of these")], json!([]));
    check("s", &[T(""), T("USB")], json!(["usb"]));
    check("s", &[T("USB"), T("None of these")], json!(["usb", "[]"]));
    check("i", &[N(30.0)], json!(30));
    check("i", &[T(" 30 ")], json!(30));
    check("i", &[T("30 days")], json!("30 days"));
    check("n", &[T("1,5")], json!(1.5));
    check("n", &[T("1,500")], json!("1,500"));
    check("d", &[N(46_477.0)], json!("2027-03-31"));
    check("d", &[T("31.3.2027")], json!("2027-03-31"));
    check("d", &[T("03/04/2027")], json!("03/04/2027"));
    check("v", &[N(1.2)], json!("1.2"));
    check("v", &[T("1.10")], json!("1.10"));
    check("t", &[T("None")], json!([]));
    check("i", &[N(1e300)], json!(1e300));
    check("d", &[N(-5.0)], json!("-5"));
}

#[test]
fn rows_are_read_as_they_stand() {
    let twice = [[T("#key"), T("#value")], [T("i"), N(1.0)], [T("c"), T("USB")], [T("i"), N(2.0)]];
    let rows: Vec<&[Cell]> = twice.iter().map(|row| row.as_slice()).collect();
    assert_eq!(filled(&rows), json!(["D002: the key `i` stands here a second time"]));
    assert_eq!(filled(&rows[..3]), plain(&json!({ "c": "usb", "i": 1 })));
    assert_eq!(
        filled(&[rows[2], rows[0], rows[1]]),
        plain(&json!({ "c": "usb", "i": 1 })),
        "sorted with the heads"
    );
    assert!(filled(&[&[T("nothing")]]).to_string().contains("holds no declaration"));
}

#[test]
fn hostile_workbooks_are_refused() {
    let check = |bytes: Vec<u8>, expected: &str| {
        let found = read(bytes).to_string();
        assert!(found.contains(expected), "{found}");
    };
    check(b"PK\x03\x04 and nothing more".to_vec(), "cannot be read");
    check(Vec::new(), "cannot be read");
    let mut far = Workbook::new();
    far.add_worksheet().write_string(1_048_575, 16_383, "far").unwrap();
    check(far.save_to_buffer().unwrap(), "holds no declaration");
    let mut many = Workbook::new();
    let sheet = many.add_worksheet();
    for row in 0..201_000 {
        sheet.write_number(row, 0, 1.0).unwrap();
    }
    check(many.save_to_buffer().unwrap(), "200000 cells");
    let deep: &'static str = String::leak("a/".repeat(5_000));
    let found = filled(&[&[T("#key"), T("#value")], &[T(deep), T("x")]]);
    assert!(found.pointer("/a/a/a").is_some());
    let deep: &'static str = String::leak("[".repeat(60) + &"]".repeat(60));
    let found = filled(&[&[T("#key"), T("#json")], &[T("drafts"), T(deep)]]).to_string();
    assert!(found.contains("D008"), "{found}");
}
