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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    /// What stands in an attribute of so many elements.
    fn attributes<'x>(xml: &'x str, element: &str, name: &str) -> Vec<Option<&'x str>> {
        let (start, named) = (format!("<{element}"), format!(" {name}=\""));
        let elements = xml.split(&start).skip(1).filter(|rest| rest.starts_with(' '));
        let elements = elements.map(|rest| rest.split('>').next().unwrap());
        elements.map(|one| one.split(&named).nth(1)?.split('"').next()).collect()
    }

    #[test]
    fn every_sheet_is_printed_one_page_wide_and_can_be_read() {
        let spec = crate::resolve::example::spec();
        for lot in &spec.lots {
            let form = crate::form::form(&spec, lot, Words::English);
            let book = super::super::write(&form, &serde_json::Value::Null, Words::English);
            let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
            let mut part = |name: &str| {
                let mut text = String::new();
                archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
                text
            };
            let book = part("xl/workbook.xml");
            for (at, state) in (1..).zip(attributes(&book, "sheet", "state")) {
                let sheet = part(&format!("xl/worksheets/sheet{at}.xml"));
                if state == Some("hidden") {
                    continue;
                }
                assert_eq!(attributes(&sheet, "pageSetup", "orientation"), [Some("landscape")], "{at}");
                assert_eq!(attributes(&sheet, "pageSetup", "fitToHeight"), [Some("0")], "{at}");
                assert!(sheet.contains("&amp;Rpage &amp;P of &amp;N</oddFooter>"), "{at}");
                // Columns from the ninth on of a sheet with an area to be printed are beside the paper.
                let most =
                    if book.contains(&format!("Print_Area\" localSheetId=\"{}\"", at - 1)) { 8 } else { 64 };
                let number = |text: Option<&str>| text.unwrap_or_default().parse::<f64>().unwrap();
                let (first, last) = (attributes(&sheet, "col", "min"), attributes(&sheet, "col", "max"));
                let widths = attributes(&sheet, "col", "width");
                let columns = first.iter().zip(&last).zip(&widths).zip(attributes(&sheet, "col", "hidden"));
                let width: f64 = columns
                    .filter(|(((first, _), _), hidden)| {
                        hidden.is_none() && number(**first) <= f64::from(most)
                    })
                    .map(|(((first, last), width), _)| {
                        (number(*last) - number(*first) + 1.0) * number(*width)
                    })
                    .sum();
                // 7 dots of a 96th of an inch a character; A4 across less its margins has 784 points.
                let letters = 11.0 * 784.0 / (width * 5.25);
                assert!(letters >= 8.0, "sheet {at}: {letters} points");
            }
        }
    }

    #[test]
    fn the_foot_says_nothing_to_the_printer() {
        let check = |title: &str, expected: &str| assert_eq!(foot(title, Words::English), expected);
        check("Pumps & monitors", "&LPumps && monitors&Rpage &P of &N");
        check(&"&".repeat(300), &format!("&L{}…&Rpage &P of &N", "&&".repeat(99)));
    }
}
