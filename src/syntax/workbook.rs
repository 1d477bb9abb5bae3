//! A workbook to the values of its cells, whoever wrote it.
//!
//! Values alone are read: no formula is computed, no macro run, no link followed, no entity resolved.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx};

use crate::text::limit;
use crate::text::{Unreadable, swells};

/// The cells of one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    /// What people call the sheet.
    pub name: String,
    /// The rows that have something in them by their number, from 1; of each, its cells by their column, from 0.
    pub rows: BTreeMap<usize, BTreeMap<usize, Filled>>,
}

/// What a cell holds; never a blank.
#[derive(Clone, Debug, PartialEq)]
pub enum Filled {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A day, `YYYY-MM-DD`.
    Day(String),
}

impl std::fmt::Display for Filled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Day(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

/// Columns further to the right are not looked at.
pub const COLUMNS: usize = 64;

/// The sheets of an `.xlsx`, in their order.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: Vec<u8>) -> Result<Vec<Cells>, Unreadable> {
    let broken =
        |error: &dyn std::fmt::Display| Unreadable::System(format!("it is no sound workbook: {error}"));
    // What reads it knows no limits.
    if swells(&bytes, limit::WORKBOOK.bytes())? {
        return Err(Unreadable::Beyond(&limit::WORKBOOK));
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = limit::CELLS.count();
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        // Charts and the like have no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut sheet = Cells { name, rows: BTreeMap::new() };
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            left = left.checked_sub(1).ok_or(Unreadable::Beyond(&limit::CELLS))?;
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize + 1, column as usize);
            let Some(filled) = filled(cell.get_value()).filter(|_| column < COLUMNS) else { continue };
            sheet.rows.entry(row).or_default().insert(column, filled);
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn filled(value: &DataRef<'_>) -> Option<Filled> {
    match value {
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Some(Filled::Day(format!("{year:04}-{month:02}-{day:02}")))
        }
        DataRef::Int(number) => Some(Filled::Number(*number as f64)),
        DataRef::Float(number) => Some(Filled::Number(*number)),
        DataRef::Bool(flag) => Some(Filled::Flag(*flag)),
        other => {
            let text = Data::from(other.clone()).to_string();
            (!text.trim().is_empty()).then_some(Filled::Text(text))
        }
    }
}

/// The letters of a column, from A.
pub fn letters(column: usize) -> String {
    let one = u8::try_from(column % 26).map_or('?', |at| char::from(b'A' + at));
    match column / 26 {
        0 => one.to_string(),
        more => letters(more - 1) + &one.to_string(),
    }
}
