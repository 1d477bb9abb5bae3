//! A form to a workbook: the declaration for who answers in a spreadsheet.
//!
//! What its cells are is said in the workbook itself, where nobody looks: see [`crate::declaration::workbook`], which
//! reads it back.

mod condition;
mod kinds;
mod lists;
mod print;
mod rows;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use serde_json::Value as Json;

use crate::form::Form;
use crate::say;
use crate::words::Words;

use condition::Sheets;
use kinds::Kinds;
use sheet::Looks;

/// The workbook of a form, with what a declaration says already.
pub fn write(form: &Form, given: &Json, words: Words) -> Vec<u8> {
    // Nothing is written but to memory, and no text is longer than a cell.
    written(form, given, words).unwrap_or_default()
}

fn written(form: &Form, given: &Json, words: Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = form.head.deadline;
    let (year, month, date) =
        (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
    // The day on which it is written would make the bytes differ.
    let day = ExcelDateTime::from_ymd(year, month, date).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let title = print::title(form, words);
    let about = DocProperties::new().set_title(sheet::cut(&title, 200)).set_creation_datetime(&day);
    workbook.set_properties(&about);
    let looks = Looks::new(print::foot(&title, words));
    let mut kinds = Kinds::new(words);
    let facts = rows::facts(form, given, words);
    let questions = rows::questions(form, given, words);
    let sheets = Sheets::new(form, given, &facts, &questions, words);
    let names = [say!(words, "workbook-facts"), say!(words, "workbook-questions")];
    let instructions = workbook.add_worksheet();
    let mut open = Vec::new();
    lists::instructions(instructions, form, &title, words, &looks)?;
    for (name, rows) in names.iter().zip([&facts, &questions]) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        open.push(sheet::write(sheet, rows, &sheets, &mut kinds, &looks, words)?);
    }
    if let Ok(sheet) = workbook.worksheet_from_index(0) {
        lists::counts(sheet, &sheets, &open, words, &looks)?;
    }
    for row in &questions.rows {
        if let Some(table) = &row.table {
            lists::table(workbook.add_worksheet(), row, table, &mut kinds, &looks, words)?;
        }
    }
    lists::deviations(workbook.add_worksheet(), form, given, words, &looks)?;
    lists::evidence(workbook.add_worksheet(), form, given, &mut kinds, &looks, words)?;
    lists::kept(workbook.add_worksheet(), form, given, &looks)?;
    kinds.write(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}
