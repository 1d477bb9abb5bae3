//! A sheet of questions: a row each, with its answer.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    ProtectionOptions, Worksheet, XlsxError,
};
use serde_json::Value as Json;

use crate::condition::Type;
use crate::condition::value::read_date;
use crate::declaration::workbook::{KEY, VALUE};
use crate::say;
use crate::syntax::workbook::letters;
use crate::words::Words;

use super::condition::{Sheets, State};
use super::kinds::Kinds;
use super::print;
use super::rows::{Row, Rows, shown};

/// The first row of questions, or of a list, from 0: above it are the row of what columns are, and the heads.
pub(super) const FIRST: u32 = 2;
/// The column that says whether a question is open.
pub(super) const STATE: u16 = 6;
/// The column that has the whole answer in one cell, to be printed.
const WHOLE: u16 = 7;
/// The column of the answer.
pub(super) const ANSWER: u16 = 8;
/// The colour of lines.
pub(super) const LINE: Color = Color::RGB(0x00C8_C8C8);

/// The widths of the columns from the first that is seen to the last that is printed.
const WIDTHS: [u8; 7] = [13, 9, 20, 46, 42, 10, 30];

/// How cells and pages look.
pub(super) struct Looks {
    /// What stands at the foot of a page.
    pub foot: String,
    pub title: Format,
    pub head: Format,
    pub fixed: Format,
    pub text: Format,
    pub day: Format,
    number: Format,
    pub settled: Format,
    pub hidden: Format,
    whole: Format,
    open: Format,
    idle: Format,
}

impl Looks {
    pub(super) fn new(foot: String) -> Self {
        let plain = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let lined = || plain().set_border(FormatBorder::Thin).set_border_color(LINE);
        let answer = || lined().set_unlocked();
        Self {
            foot,
            title: plain().set_bold().set_font_size(14.0),
            head: lined().set_bold().set_background_color(Color::RGB(0x00DC_E6F1)),
            fixed: lined(),
            // As text, so that no version becomes a number or a day.
            text: answer().set_num_format("@"),
            day: answer().set_num_format("yyyy-mm-dd"),
            number: answer(),
            settled: lined().set_num_format("@"),
            hidden: Format::new(),
            whole: lined().set_align(FormatAlign::Left).set_font_color(Color::RGB(0x0040_4040)),
            open: Format::new().set_background_color(Color::RGB(0x00FF_F2CC)),
            idle: Format::new()
                .set_font_color(Color::RGB(0x0080_8080))
                .set_background_color(Color::RGB(0x00E7_E6E6)),
        }
    }

    /// The look of an answer of a type.
    pub(super) fn answer(&self, of: Option<&Type>) -> Format {
        match of {
            Some(Type::Date) => self.day.clone(),
            Some(Type::Integer { .. } | Type::Number { .. }) => self.number.clone(),
            _ => self.text.clone(),
        }
    }

    /// The same without lines, of a row that is there in case it is needed.
    pub(super) fn spare(look: &Format) -> Format {
        look.clone().set_border(FormatBorder::None)
    }
}

/// The start of a text: cells and messages hold only so much.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// Locks what is not to be filled in. There is no password: it is help, no obstacle.
pub(super) fn lock(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}

/// The height of a row, in points, whose texts stand in columns of such widths.
pub(super) fn height(texts: &[(&str, usize)]) -> f64 {
    // A width counts digits, and letters are narrower; but no word is parted.
    let lines = |(text, width): &(&str, usize)| {
        text.lines().map(|line| (line.chars().count() * 10).div_ceil(width * 12).max(1)).sum::<usize>()
    };
    let most = texts.iter().map(lines).max().unwrap_or(1).clamp(1, 27);
    15.0 * f64::from(u8::try_from(most).unwrap_or(27))
}

/// Writes texts, as such: none of them becomes a formula or an address.
pub(super) fn texts(
    sheet: &mut Worksheet,
    row: u32,
    first: u16,
    texts: &[&str],
    look: &Format,
) -> Result<(), XlsxError> {
    for (column, text) in (first..).zip(texts) {
        sheet.write_string_with_format(row, column, cut(text, 32_000), look)?;
    }
    Ok(())
}

/// Writes a value into a cell.
pub(super) fn value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Json,
    of: Option<&Type>,
    look: &Format,
    words: Words,
) -> Result<(), XlsxError> {
    let day = || match (of, value) {
        (Some(Type::Date), Json::String(text)) => {
            let day = read_date(text)?;
            let (month, date) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, date).ok()
        }
        _ => None,
    };
    let number = || match (of, value) {
        (Some(Type::Integer { .. } | Type::Number { .. }), Json::Number(number)) => number.as_f64(),
        _ => None,
    };
    if value.is_null() {
        sheet.write_blank(row, column, look)?;
    } else if let Some(day) = day() {
        sheet.write_datetime_with_format(row, column, &day, look)?;
    } else if let Some(number) = number() {
        sheet.write_number_with_format(row, column, number, look)?;
    } else {
        sheet.write_string_with_format(row, column, cut(&shown(value, of, words), 32_000), look)?;
    }
    Ok(())
}

/// Writes a sheet of rows. How many of them are open.
pub(super) fn write(
    sheet: &mut Worksheet,
    rows: &Rows,
    sheets: &Sheets<'_>,
    kinds: &mut Kinds,
    looks: &Looks,
    words: Words,
) -> Result<usize, XlsxError> {
    let last = ANSWER + rows.width - 1;
    // Else what is empty is shown as 0 until somebody computes it anew.
    sheet.set_formula_result_default("");
    sheet.write_string(0, 0, KEY)?;
    for column in ANSWER..=last {
        sheet.write_string(0, column, VALUE)?;
    }
    let heads = [
        say!(words, "workbook-theme"),
        say!(words, "workbook-number"),
        rows.subject.clone(),
        say!(words, "workbook-question"),
        say!(words, "workbook-accepted"),
        say!(words, "workbook-state"),
        say!(words, "workbook-whole"),
        say!(words, "workbook-answer"),
    ];
    texts(sheet, 1, 1, &heads.each_ref().map(String::as_str), &looks.head)?;
    for further in 2..=rows.width {
        let head = say!(words, "workbook-further", number = further);
        texts(sheet, 1, ANSWER + further - 1, &[&head], &looks.head)?;
    }
    texts(sheet, 1, last + 1, &[&say!(words, "workbook-remark")], &looks.head)?;
    sheet.set_row_height(
        1,
        height(&[(&say!(words, "workbook-whole"), 26), (&say!(words, "workbook-remark"), 20)]),
    )?;
    let mut open = 0;
    for (at, row) in (FIRST..).zip(&rows.rows) {
        open += usize::from(one(sheet, at, row, last, sheets, kinds, looks, words)?);
    }
    let bottom = FIRST + u32::try_from(rows.rows.len()).unwrap_or(0);
    let bottom = bottom.saturating_sub(1).max(FIRST);
    let state = letters(usize::from(STATE));
    let rule =
        |word: String| Formula::new(format!("=${state}{}=\"{}\"", FIRST + 1, word.replace('"', "\"\"")));
    let format =
        |rule: Formula, look: &Format| ConditionalFormatFormula::new().set_rule(rule).set_format(look);
    let idle = format(rule(State::NotAsked.say(words)), &looks.idle);
    sheet.add_conditional_format(FIRST, 1, bottom, last, &idle)?;
    let is_open = format(rule(State::Open.say(words)), &looks.open);
    for column in [STATE, ANSWER] {
        sheet.add_conditional_format(FIRST, column, bottom, column, &is_open)?;
    }
    for (column, width) in (1..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width))?;
    }
    for column in ANSWER..=last + 1 {
        sheet.set_column_width(column, 24.0)?;
    }
    if rows.rows.iter().all(|row| row.theme.is_empty()) {
        sheet.set_column_hidden(1)?.set_column_hidden(2)?;
    }
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    sheet.autofilter(1, 0, bottom, last + 1)?;
    sheet.set_freeze_panes(FIRST, 4)?;
    print::set_up(sheet, true, looks)?;
    sheet.set_print_area(FIRST - 1, 1, bottom, WHOLE)?;
    lock(sheet);
    Ok(open)
}

/// Writes a row. Whether it is open.
#[allow(clippy::too_many_arguments)]
fn one(
    sheet: &mut Worksheet,
    at: u32,
    row: &Row,
    last: u16,
    sheets: &Sheets<'_>,
    kinds: &mut Kinds,
    looks: &Looks,
    words: Words,
) -> Result<bool, XlsxError> {
    sheet.write_string(at, 0, &row.key)?;
    let fixed = [&row.theme, &row.number, &row.subject, &row.ask, &row.accepted].map(String::as_str);
    texts(sheet, at, 1, &fixed, &looks.fixed)?;
    let given = answers(row);
    let of = row.of.as_ref();
    let whole: Vec<String> =
        given.iter().filter(|one| !one.is_null()).map(|one| shown(one, of, words)).collect();
    let whole = whole.join("; ");
    let likely = print::likely(of, words);
    let [_, _, subject, ask, accepted, _, answer] = WIDTHS.map(usize::from);
    let tall = [
        (row.subject.as_str(), subject),
        (&row.ask, ask),
        (&row.accepted, accepted),
        (&whole, answer),
        (&likely, answer),
    ];
    sheet.write_blank(at, last + 1, &looks.text)?;
    sheet.set_row_height(at, height(&tall))?;
    let mut open = false;
    if let Some(fixed) = &row.fixed {
        texts(sheet, at, STATE, &[fixed], &looks.fixed)?;
    } else {
        let number = at + 1;
        let (first, end) = (letters(usize::from(ANSWER)), letters(usize::from(last)));
        let mut empty = format!("COUNTA({first}{number}:{end}{number})=0");
        if let Some(table) = &row.table {
            let end = letters(table.columns.len());
            let (first, last) = (FIRST + 1, FIRST + super::lists::MOST);
            empty = format!("AND({empty},COUNTA('{}'!$B${first}:${end}${last})=0)", table.sheet);
        }
        let (formula, now) = sheets.state(row.asked.as_ref(), (&empty, row.given.is_null()));
        open = now == State::Open;
        let formula = Formula::new(format!("={formula}")).set_result(now.say(words));
        sheet.write_formula_with_format(at, STATE, formula, &looks.fixed)?;
    }
    if row.key.is_empty() {
        return Ok(open);
    }
    let cells = match of {
        Some(Type::Choices { .. }) => last - ANSWER + 1,
        _ => 1,
    };
    let cells = cells.min(of.map_or(1, |of| u16::try_from(of.options().len()).unwrap_or(1)).max(1));
    let look = if row.fixed.is_some() { looks.settled.clone() } else { looks.answer(of) };
    let used = cells.max(u16::try_from(given.len()).unwrap_or(cells)).min(last - ANSWER + 1);
    let formula = Formula::new(print::whole(at + 1, used, of)).set_result(whole);
    sheet.write_formula_with_format(at, WHOLE, formula, &looks.whole)?;
    // More than there are options only where an answer is wrong; it is kept for the judge.
    for (column, given) in (ANSWER..=last).zip(given.iter().chain(std::iter::repeat(&Json::Null))) {
        let asked = column < ANSWER + cells;
        if asked || !given.is_null() {
            value(sheet, (at, column), given, of, &look, words)?;
        }
    }
    if let Some(of) = of {
        let rows_on = row.table.as_ref().map_or("", |table| table.sheet.as_str());
        let validation = kinds.add(&row.key, of, rows_on)?;
        sheet.add_data_validation(at, ANSWER, at, ANSWER + cells - 1, &validation)?;
    }
    Ok(open)
}

/// The cells of an answer.
fn answers(row: &Row) -> Vec<Json> {
    let none = || vec![Json::from(crate::declaration::workbook::EMPTY)];
    match (&row.of, &row.given) {
        (Some(Type::Choices { .. } | Type::Table { .. }), Json::Array(items)) if items.is_empty() => none(),
        (Some(Type::Choices { .. }), Json::Array(items)) => items.clone(),
        // On a sheet of their own.
        (Some(Type::Table { .. }), Json::Array(_)) => Vec::new(),
        (_, given) => vec![given.clone()],
    }
}
