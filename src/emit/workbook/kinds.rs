//! What may be answered, on a sheet that nobody looks at: for who reads the workbook, and for the lists to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet, XlsxError,
};

use crate::condition::value::LARGEST;
use crate::condition::{Type, Unit};
use crate::declaration::workbook::{EMPTY, KINDS};
use crate::say;
use crate::syntax::workbook::letters;
use crate::words::Words;

use super::sheet::cut;

/// The name of the sheet.
const SHEET: &str = "tenderc";

/// Rows of the sheet to be.
pub(super) struct Kinds {
    rows: Vec<Vec<String>>,
    words: Words,
}

impl Kinds {
    pub(super) fn new(words: Words) -> Self {
        Self { rows: vec![vec![KINDS.to_owned()]], words }
    }

    /// Takes in a type by its key, and says what a cell of it takes.
    pub(super) fn add(&mut self, key: &str, of: &Type, rows_on: &str) -> Result<DataValidation, XlsxError> {
        let words = self.words;
        let options = options(of, words);
        let list = self.options(key, of.name(), &options);
        let unit = |plain: &str, of: &str, unit: Unit| match unit {
            Unit::Count => say!(words, plain),
            unit => say!(words, of, unit = unit.name()),
        };
        let says = match of {
            Type::Flag | Type::Choice { .. } => say!(words, "workbook-expect-choice"),
            Type::Choices { .. } => say!(words, "workbook-expect-choices"),
            Type::Integer { unit: of } => unit("workbook-expect-integer", "workbook-expect-integer-of", *of),
            Type::Number { unit: of } => unit("workbook-expect-number", "workbook-expect-number-of", *of),
            Type::Text => say!(words, "workbook-expect-text"),
            Type::Date => say!(words, "workbook-expect-date"),
            Type::Version => say!(words, "workbook-expect-version"),
            Type::Url => say!(words, "workbook-expect-url"),
            Type::Table { least, .. } if *least > 0 => say!(words, "workbook-on-sheet", sheet = rows_on),
            Type::Table { .. } => {
                say!(words, "workbook-expect-rows", sheet = rows_on, none = say!(words, "workbook-no-rows"))
            }
        };
        let validation = DataValidation::new();
        let validation = match of {
            _ if !options.is_empty() => validation.allow_list_formula(Formula::new(list)),
            // Whole numbers beyond 32 bits are rare; the judge sees them.
            Type::Integer { .. } => validation.allow_whole_number(DataValidationRule::Between(0, i32::MAX)),
            Type::Number { .. } => validation.allow_decimal_number(DataValidationRule::Between(0.0, LARGEST)),
            Type::Date => validation.allow_date_formula(DataValidationRule::Between(
                Formula::new("DATE(1901,1,1)"),
                Formula::new("DATE(9999,12,31)"),
            )),
            _ => validation.allow_any_value(),
        };
        let style = match of {
            // A list in one cell, with semicolons, is understood too; so are words of other languages, and dates as text.
            Type::Choices { .. } | Type::Flag | Type::Date => DataValidationErrorStyle::Warning,
            _ => DataValidationErrorStyle::Stop,
        };
        validation
            .set_error_style(style)
            .set_error_message(cut(&says, 250))?
            .set_input_message(cut(&says, 250))
    }

    /// Takes in options by a key: ids with labels. The range of the labels.
    pub(super) fn options(&mut self, key: &str, kind: &str, options: &[(String, String)]) -> String {
        let row = self.rows.len() + 1;
        let labels = options.iter().map(|(_, label)| label.clone());
        self.rows.push([key.to_owned(), kind.to_owned()].into_iter().chain(labels).collect());
        let ids = options.iter().map(|(id, _)| id.clone());
        self.rows.push([String::new(), String::new()].into_iter().chain(ids).collect());
        format!("={SHEET}!$C${row}:${}${row}", letters(options.len() + 1))
    }

    /// Writes the sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(SHEET)?.set_hidden(true).protect();
        for (number, row) in (0..).zip(&self.rows) {
            for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(number, column, cut(text, 32_000))?;
            }
        }
        Ok(())
    }
}

/// What can be chosen for a type: ids with labels, no two of which are alike.
pub(super) fn options(of: &Type, words: Words) -> Vec<(String, String)> {
    let pair = |id: &str, label: String| (id.to_owned(), label);
    let mut options: Vec<(String, String)> = match of {
        Type::Flag => {
            vec![pair("true", say!(words, "workbook-yes")), pair("false", say!(words, "workbook-no"))]
        }
        Type::Table { least: 0, .. } => vec![pair(EMPTY, say!(words, "workbook-no-rows"))],
        of => of.options().iter().map(|one| pair(&one.id, one.label.trim().to_owned())).collect(),
    };
    if matches!(of, Type::Choices { least: 0, .. }) {
        options.push(pair(EMPTY, say!(words, "workbook-none")));
    }
    let labels: Vec<String> = options.iter().map(|(_, label)| label.to_lowercase()).collect();
    for (id, label) in &mut options {
        let like = labels.iter().filter(|other| **other == label.to_lowercase()).count();
        if like > 1 || label.is_empty() {
            *label = format!("{label} [{id}]").trim().to_owned();
        }
    }
    options
}
