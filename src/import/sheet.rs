//! A workbook, a list of values or a text to rows of cells, whoever wrote it.
//!
//! Values alone are read: no formula is computed, no macro run, no link followed, no entity resolved.

use crate::syntax::workbook;
use crate::syntax::workbook::COLUMNS;
use crate::text::Unreadable;
use crate::text::limit;

/// Rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What people call it; empty where the file has only one.
    pub name: String,
    /// The rows that have something in them, each with its number from 1.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// How workbooks that are no `.xlsx` begin: the old format of Excel, and a workbook under a password.
const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// The sheets of a file; of a text, several ways to read it, since it does not say which is meant.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: Vec<u8>) -> Result<Vec<Sheet>, Unreadable> {
    let other = |words: &str| Err(Unreadable::System(words.to_owned()));
    match bytes.as_slice() {
        [b'P', b'K', ..] => workbook(bytes),
        start if start.starts_with(&OLD) => other(
            "it is a workbook of an old format, or under a password: save it as .xlsx without one, or as CSV",
        ),
        start if start.starts_with(b"%PDF") => other(
            "it is a PDF: save the worksheet that it was made from, or its text, for instance with `pdftotext -layout`",
        ),
        _ => texts(&decoded(&bytes)),
    }
}

fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Unreadable> {
    let sheets = workbook::read(bytes)?.into_iter().map(|cells| {
        let rows = cells.rows.into_iter().map(|(number, filled)| {
            let last = filled.keys().last().map_or(0, |last| last + 1);
            let mut row = vec![String::new(); last];
            for (column, value) in filled {
                if let Some(place) = row.get_mut(column) {
                    *place = value.to_string();
                }
            }
            (number, row)
        });
        Sheet { name: cells.name, rows: rows.collect() }
    });
    Ok(sheets.collect())
}

/// The text of a file that is no workbook.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    (!bytes.starts_with(b"PK")).then(|| decoded(bytes))
}

/// A text in one of the encodings in which spreadsheets save it.
fn decoded(bytes: &[u8]) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).skip(1).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
        let units = pairs.map(unit);
        char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            // The first 256 characters of Unicode are those of Latin-1.
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// A text as rows, in each way in which it can be meant.
fn texts(text: &str) -> Result<Vec<Sheet>, Unreadable> {
    let mut sheets = Vec::new();
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut sheet = Sheet::default();
        let mut left = limit::CELLS.count();
        for record in reader.records() {
            let Ok(record) = record else { break };
            left = left.checked_sub(record.len()).ok_or(Unreadable::Beyond(&limit::CELLS))?;
            let line = record.position().map_or(0, |place| place.line());
            let cells = record.iter().take(COLUMNS).map(str::to_owned).collect();
            sheet.rows.push((usize::try_from(line).unwrap_or(0), cells));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}
