//! What of a sheet is printed, and how: A4, one page wide, in letters of 8 points or more.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatBorder, Formula, Worksheet, XlsxError};

use crate::condition::Type;
use crate::form::Form;
use crate::say;
use crate::syntax::workbook::letters;
use crate::words::Words;

use super::sheet::{ANSWER, FIRST, LINE, Looks, cut};

/// What columns of a printed sheet may have together, as a spreadsheet counts the widths of columns. In A4 across that
/// makes letters of 11 points at least 8.
pub(super) const WIDEST: f64 = 190.0;

/// Rows of a list that are printed with lines, though nothing is in them: to be filled in by hand.
const BY_HAND: u32 = 12;

/// What stands at the foot of each page: the tender and the lot, and which page it is of how many.
pub(super) fn foot(title: &str, words: Words) -> String {
    let page = say!(words, "workbook-page", page = "&P", pages = "&N");
    // No foot is longer; an ampersand by itself would say what to print.
    format!("&L{}&R{page}", cut(&title.replace('\n', " "), 100).replace('&', "&&"))
}

/// Sets a sheet up to be printed. Rows down to `FIRST` are repeated where they are heads.
pub(super) fn set_up(sheet: &mut Worksheet, heads: bool, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.7, 0.3, 0.3).set_footer(&looks.foot);
    if heads {
        sheet.set_repeat_rows(FIRST - 1, FIRST - 1)?;
    }
    Ok(())
}

/// The rows of a list that have lines; further ones get theirs when something is in them, so that nobody prints ten
/// empty pages.
pub(super) fn lined(given: usize) -> u32 {
    FIRST + u32::try_from(given).unwrap_or(0) + BY_HAND
}

/// Draws the lines of the rows of a list that are filled in beyond those that have them.
pub(super) fn lines(sheet: &mut Worksheet, from: u32, bottom: u32, last: u16) -> Result<(), XlsxError> {
    if from > bottom {
        return Ok(());
    }
    let row = from + 1;
    let filled = format!("=COUNTA($B{row}:${}{row})>0", letters(usize::from(last)));
    let look = Format::new().set_border(FormatBorder::Thin).set_border_color(LINE);
    let rule = ConditionalFormatFormula::new().set_rule(Formula::new(filled)).set_format(look);
    sheet.add_conditional_format(from, 1, bottom, last, &rule)?;
    Ok(())
}

/// The answer of a row in one cell, as a formula: its cells may be too many for a page.
pub(super) fn whole(number: u32, cells: u16, of: Option<&Type>) -> String {
    let cell = |column: u16| format!("{}{number}", letters(usize::from(column)));
    let first = cell(ANSWER);
    let mut formula = match of {
        // The letters by which a formula asks for a year differ from language to language.
        Some(Type::Date) => format!(
            "=IF(ISNUMBER({first}),YEAR({first})&\"-\"&RIGHT(\"0\"&MONTH({first}),2)&\"-\"&RIGHT(\"0\"&DAY({first}),2),{first}&\"\")"
        ),
        _ => format!("={first}&\"\""),
    };
    for column in ANSWER + 1..ANSWER + cells {
        let cell = cell(column);
        formula += &format!("&IF({cell}=\"\",\"\",\"; \"&{cell})");
    }
    formula
}

/// The longest that a printed answer is likely to get: it has three of the longest options.
pub(super) fn likely(of: Option<&Type>, words: Words) -> String {
    let Some(of @ Type::Choices { .. }) = of else { return String::new() };
    let mut labels: Vec<String> =
        super::kinds::options(of, words).into_iter().map(|(_, label)| label).collect();
    labels.sort_by_key(|label| std::cmp::Reverse(label.chars().count()));
    labels.into_iter().take(3).collect::<Vec<_>>().join("; ")
}

/// The widths of as many columns that are alike, of a list that fits a page.
pub(super) fn shared(columns: usize) -> f64 {
    let columns = u32::try_from(columns).unwrap_or(u32::MAX);
    (WIDEST / f64::from(columns.max(1))).clamp(10.0, 40.0)
}

/// The title of a lot, as the workbook and its pages have it.
pub(super) fn title(form: &Form, words: Words) -> String {
    say!(
        words,
        "workbook-title",
        tender = form.head.tender.title.as_str(),
        number = form.head.number,
        lot = form.head.lot.title.as_str()
    )
}
