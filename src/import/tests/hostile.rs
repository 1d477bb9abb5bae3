//! Workbooks that would do harm, and what comes of them.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::{mds2, read};
use super::told;

fn found(bytes: Vec<u8>) -> String {
    match read(bytes) {
        Ok(sheets) => mds2::find(&sheets, &[]).map_or("no form".to_owned(), |form| told(&form.filled)),
        Err(why) => why.to_string(),
    }
}

fn honest() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip([["AUDT-1", "Log?", "Yes"], ["AUTH-1", "Login?", "No"]]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The honest workbook with some files of it replaced, or more of them.
fn with(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(honest())).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &[u8]| {
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(content).unwrap();
    };
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if !files.iter().any(|(other, _)| *other == name) {
            put(&name, &content);
        }
    }
    files.iter().for_each(|(name, content)| put(name, content));
    made.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const SOUND: &str = "AUDT-1 Yes; AUTH-1 No";

fn sheet(rows: &str) -> Vec<u8> {
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
    .into_bytes()
}

#[track_caller]
fn check(bytes: Vec<u8>, expected: &str) {
    assert_eq!(found(bytes), expected);
}

#[test]
fn what_acts_is_not_looked_at() {
    check(honest(), SOUND);
    check(with(&[("xl/vbaProject.bin", b"macro")]), SOUND);
    let link = b"<externalLink xmlns='x'><externalBook r:id='rId1'/></externalLink>";
    check(with(&[("xl/externalLinks/externalLink1.xml", link)]), SOUND);
    let inline = |text: &str| format!("<c r=\"C1\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let id = "<c r=\"A1\" t=\"inlineStr\"><is><t>AUDT-1</t></is></c>";
    // A formula without a value has none; one with a value has that.
    let formula = format!("<row r=\"1\">{id}<c r=\"C1\" t=\"str\"><f>WEBSERVICE(\"http://x\")</f></c></row>");
    check(with(&[(SHEET, &sheet(&formula))]), "no form");
    let valued = format!("<row r=\"1\">{id}<c r=\"C1\" t=\"str\"><f>1+1</f><v>Yes</v></c></row>");
    check(with(&[(SHEET, &sheet(&valued))]), "AUDT-1 Yes");
    let plain = format!("<row r=\"1\">{id}{}</row>", inline("Yes"));
    check(with(&[(SHEET, &sheet(&plain))]), "AUDT-1 Yes");
}

#[test]
fn what_swells_is_refused() {
    let bomb = vec![b' '; 65 * 1024 * 1024];
    let refused = "it is larger than 64 MiB, the limit of a workbook once unpacked";
    check(with(&[(STRINGS, &bomb)]), refused);
    check(with(&[("xl/media/a.bin", &bomb)]), refused);
    let rows: String =
        (1..=200_001).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>")).collect();
    check(
        with(&[(SHEET, &sheet(&rows))]),
        "it has more than 200000 cells, the limit of a workbook or a list of values",
    );
    // A corner far away costs nothing.
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>Yes</v></c></row>";
    check(with(&[(SHEET, &sheet(far))]), "no form");
}

#[test]
fn entities_are_not_resolved() {
    let laughs = "<!DOCTYPE s [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>";
    for entity in ["&b;", "&c;"] {
        let strings = format!(
            "<?xml version=\"1.0\"?>{laughs}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{entity}</t></si></sst>"
        );
        let found = found(with(&[(STRINGS, strings.as_bytes())]));
        assert!(found.starts_with("it is no sound workbook") || found == "no form", "{found}");
        assert!(!found.contains("haha"), "{found}");
    }
}

#[test]
fn what_is_broken_is_refused_or_read() {
    check(b"PK".to_vec(), "it is no zip archive: invalid Zip archive: Could not find EOCD");
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1].to_vec();
    check(
        old,
        "it is a workbook of an old format, or under a password: save it as .xlsx without one, or as CSV",
    );
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    made.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let document = found(made.finish().unwrap().into_inner());
    assert!(document.starts_with("it is no sound workbook"), "{document}");
    // Bytes of the parts changed one at a time: whatever comes of it comes soon, and is no panic.
    let mut archive = ZipArchive::new(Cursor::new(honest())).unwrap();
    for name in [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"] {
        let mut content = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
        for at in (0..content.len()).step_by(5) {
            let mut changed = content.clone();
            changed[at] = [b'<', b'9', b'-', 0xff, b'"', b' '][at % 6];
            let _ = found(with(&[(name, &changed)]));
        }
    }
}
