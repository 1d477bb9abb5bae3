//! A workbook: the one of the base's pack with changes to its cells, or a sheet as it is packed.
//!
//! An input is a change a line, which a sheet's number begins: `2!I5 Yes` puts a text into a cell, `=3.5` a number,
//! `@2027-03-31` a day, `+` or `-` a flag, nothing nothing; `2!5>9` moves a row, `2!C>` a column to the right with all
//! beyond it; `2*` doubles a sheet, `2-` takes it away, `2~name` calls it otherwise. What begins with `<` is a sheet in XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::LazyLock;

use serde_json::Value as Json;
use tenderc::declaration::workbook;
use tenderc::diag::Bag;
use tenderc::emit;
use tenderc::form;
use tenderc::syntax::workbook::{Cells, Filled, read};
use tenderc::text::Sources;
use tenderc::words::Words;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::base::{self, PACK};

const NAME: &str = "declaration.xlsx";

/// Sheets beyond this many only make an input slow.
const MOST_SHEETS: usize = 40;

/// The sheets of the workbook of the base's pack, with a declaration in it.
static SHEETS: LazyLock<Vec<Cells>> = LazyLock::new(|| {
    let lot = PACK.spec.lots.first().expect("the base has a lot");
    let form = form::form(&PACK.spec, lot, Words::English);
    let given: Json = serde_json::from_str(include_str!("../../support/base/bid.json")).unwrap_or_default();
    read(emit::workbook::write(&form, &given, Words::English)).expect("what is written can be read")
});

/// Takes the text for changes to the workbook, or for a sheet.
pub fn run(text: &str) {
    if text.starts_with('<') {
        return packed(text);
    }
    let mut sheets = SHEETS.clone();
    for line in text.lines() {
        change(&mut sheets, line);
    }
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    match workbook::of(NAME, &sheets, &mut sources, &mut bag) {
        Some(declaration) => base::examine(&PACK, NAME, &declaration, &sources),
        None => base::show(&bag, &sources),
    }
}

/// Makes one change; a line that says none changes nothing.
fn change(sheets: &mut Vec<Cells>, line: &str) -> Option<()> {
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let (at, rest) = line.split_at(digits);
    let at = at.parse::<usize>().ok()?.checked_sub(1)?;
    match rest {
        "-" if at < sheets.len() => drop(sheets.remove(at)),
        "*" if sheets.len() < MOST_SHEETS => sheets.push(sheets.get(at)?.clone()),
        rest => {
            let sheet = sheets.get_mut(at)?;
            if let Some(name) = rest.strip_prefix('~') {
                name.clone_into(&mut sheet.name);
            } else {
                of_cells(&mut sheet.rows, rest.strip_prefix('!')?)?;
            }
        }
    }
    Some(())
}

fn of_cells(rows: &mut BTreeMap<usize, BTreeMap<usize, Filled>>, change: &str) -> Option<()> {
    let (place, value) = change.split_once(' ').unwrap_or((change, ""));
    if let Some((from, to)) = place.split_once('>') {
        match from.parse::<usize>() {
            Ok(row) => {
                let row = rows.remove(&row)?;
                rows.insert(to.parse().ok()?, row);
            }
            Err(_) => {
                let from = column(from)?;
                for row in rows.values_mut() {
                    let beyond = row.split_off(&from);
                    row.extend(beyond.into_iter().map(|(column, cell)| (column.saturating_add(1), cell)));
                }
            }
        }
        return Some(());
    }
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let (row, column) = (rows.entry(row.parse().ok()?).or_default(), column(letters)?);
    let filled = match value.chars().next() {
        None => {
            row.remove(&column);
            return Some(());
        }
        Some('=') => Filled::Number(value.get(1..)?.parse().ok()?),
        Some('@') => Filled::Day(value.get(1..)?.to_owned()),
        Some('+') => Filled::Flag(true),
        Some('-') => Filled::Flag(false),
        Some(_) if value.trim().is_empty() => return None, // a reader gives no blank
        Some(_) => Filled::Text(value.replace("\\n", "\n")),
    };
    row.insert(column, filled);
    Some(())
}

/// The number of a column from 0.
fn column(letters: &str) -> Option<usize> {
    let number = letters.bytes().try_fold(0_usize, |number, letter| {
        let letter = letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
        number.checked_mul(26)?.checked_add(letter)
    });
    number?.checked_sub(1).filter(|column| *column < tenderc::syntax::workbook::COLUMNS)
}

/// A sheet in XML, packed with what a workbook needs besides.
fn packed(sheet: &str) {
    const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let files = [
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in files {
        archive.start_file(name, SimpleFileOptions::default()).expect("the names are sound");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    let bytes = archive.finish().expect("memory takes it").into_inner();
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    match workbook::load(NAME, bytes, &mut sources, &mut bag) {
        Some(declaration) => base::examine(&PACK, NAME, &declaration, &sources),
        None => base::show(&bag, &sources),
    }
}
