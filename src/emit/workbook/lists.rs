//! The sheets around the questions: what to do, rows, deviations, evidence, and what the workbook only keeps.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};
use serde_json::{Value as Json, json};

use crate::condition::Type;
use crate::declaration::workbook::{ASIDE, KEPT, KEY, PART, ROWS, VALUE};
use crate::declaration::{DRAFTS, ORIGINS};
use crate::form::Form;
use crate::resolve::spec::Obligation;
use crate::say;
use crate::schema::DECLARATION;
use crate::words::Words;

use super::condition::Sheets;
use super::kinds::Kinds;
use super::print;
use super::rows::{Row, Table, at, shown};
use super::sheet::{FIRST, Looks, height, lock, texts, value};

/// Rows of a list that are ready to be filled in.
pub(super) const MOST: u32 = 300;

/// What to do.
pub(super) fn instructions(
    sheet: &mut Worksheet,
    form: &Form,
    title: &str,
    words: Words,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(say!(words, "workbook-instructions"))?;
    sheet.set_column_width(0, 90)?.set_column_width(1, 14)?;
    texts(sheet, 0, 0, &[title], &looks.title)?;
    sheet.set_row_height(0, 24)?;
    let lines = [
        form.head.buyer.clone(),
        form.head.description.clone(),
        say!(words, "workbook-how-facts"),
        say!(words, "workbook-how-questions"),
        say!(words, "workbook-how-tables", none = say!(words, "workbook-no-rows")),
        say!(words, "workbook-how-deviations"),
        say!(words, "workbook-how-evidence"),
        say!(words, "workbook-how-freely"),
        say!(words, "workbook-how-check"),
    ];
    for (row, line) in (4..).zip(lines.iter().filter(|line| !line.is_empty())) {
        texts(sheet, row, 0, &[line], &looks.fixed)?;
        sheet.set_row_height(row, height(&[(line, 95)]))?;
    }
    print::set_up(sheet, false, looks)?;
    lock(sheet);
    Ok(())
}

/// How many rows are open.
pub(super) fn counts(
    sheet: &mut Worksheet,
    sheets: &Sheets<'_>,
    open: &[usize],
    words: Words,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let says = [say!(words, "workbook-open-facts"), say!(words, "workbook-open-questions")];
    for (row, ((says, formula), open)) in (1..).zip(says.iter().zip(sheets.counts()).zip(open)) {
        texts(sheet, row, 0, &[says], &looks.head)?;
        let formula = Formula::new(formula).set_result(open.to_string());
        sheet.write_formula_with_format(row, 1, formula, &looks.head)?;
    }
    Ok(())
}

/// The start of a sheet of rows: what its columns are, and their heads.
fn start(
    sheet: &mut Worksheet,
    name: &str,
    mark: &str,
    columns: &[(String, String, f64)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.write_string(0, 0, mark)?;
    sheet.write_string(1, 0, ASIDE)?;
    for (column, (part, title, width)) in (1..).zip(columns) {
        if !part.is_empty() {
            sheet.write_string(0, column, format!("{PART}{part}"))?;
        }
        texts(sheet, 1, column, &[title], &looks.head)?;
        sheet.set_column_width(column, *width)?;
    }
    let titles = columns.iter().map(|(_, title, width)| (title.as_str(), whole(width - 4.0)));
    sheet.set_row_height(1, height(&titles.collect::<Vec<_>>()))?;
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    sheet.set_freeze_panes(FIRST, 0)?;
    print::set_up(sheet, true, looks)?;
    lock(sheet);
    Ok(())
}

/// The end of a sheet of rows: they can be filtered, from a column on, and have lines where something is in them.
fn finish(sheet: &mut Worksheet, first: u16, last: u16, lined: u32, bottom: u32) -> Result<(), XlsxError> {
    sheet.autofilter(FIRST - 1, first, bottom.max(FIRST), last)?;
    print::lines(sheet, lined, bottom, last)
}

/// Makes a row as tall as what is said in its columns.
fn tall(sheet: &mut Worksheet, row: u32, said: &[Json], widths: &[f64]) -> Result<(), XlsxError> {
    let texts = said.iter().zip(widths);
    let texts = texts.map(|(said, width)| (said.as_str().unwrap_or_default(), whole(*width)));
    sheet.set_row_height(row, height(&texts.collect::<Vec<_>>()))?;
    Ok(())
}

/// A width in whole characters.
fn whole(width: f64) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 1 and 250
    let width = width.clamp(1.0, 250.0) as usize;
    width
}

/// How many rows a list has: those that are given, and some more.
fn rows(given: &[Json]) -> u32 {
    let given = u32::try_from(given.len()).unwrap_or(0);
    if given > MOST - 50 { given + 50 } else { MOST }
}

/// The rows that a question asks for.
pub(super) fn table(
    sheet: &mut Worksheet,
    row: &Row,
    table: &Table,
    kinds: &mut Kinds,
    looks: &Looks,
    words: Words,
) -> Result<(), XlsxError> {
    let width = print::shared(table.columns.len());
    let columns = table.columns.iter().map(|column| (column.id.clone(), column.title.clone(), width));
    let columns: Vec<_> = columns.collect();
    start(sheet, &table.sheet, &format!("{ROWS}{}", row.key), &columns, looks)?;
    let given = row.given.as_array().map_or(&[] as &[Json], Vec::as_slice);
    let (lined, bottom) = (print::lined(given.len()), FIRST + rows(given));
    for (column, asked) in (1..).zip(&table.columns) {
        let validation = kinds.add(&format!("{}/{}", row.key, asked.id), &asked.of, "")?;
        sheet.add_data_validation(FIRST, column, bottom, column, &validation)?;
        let look = looks.answer(Some(&asked.of));
        let spare = Looks::spare(&look);
        for (number, item) in (FIRST..=bottom).zip(given.iter().chain(std::iter::repeat(&Json::Null))) {
            let cell = match at(item, &[&asked.id]) {
                Json::Array(items) => joined(items, &asked.of, words),
                cell => cell.clone(),
            };
            let look = if number < lined { &look } else { &spare };
            value(sheet, (number, column), &cell, Some(&asked.of), look, words)?;
        }
    }
    for (number, item) in (FIRST..).zip(given) {
        let said = table.columns.iter().map(|column| match at(item, &[&column.id]) {
            Json::Array(items) => joined(items, &column.of, words),
            cell => shown(cell, Some(&column.of), words).into(),
        });
        tall(sheet, number, &said.collect::<Vec<_>>(), &vec![width; table.columns.len()])?;
    }
    let last = u16::try_from(table.columns.len()).unwrap_or(1);
    finish(sheet, 1, last, lined, bottom)
}

/// Several options in one cell.
fn joined(items: &[Json], of: &Type, words: Words) -> Json {
    if items.is_empty() {
        return crate::declaration::workbook::EMPTY.into();
    }
    items.iter().map(|item| shown(item, Some(of), words)).collect::<Vec<_>>().join("; ").into()
}

/// Deviations: a row a requirement.
pub(super) fn deviations(
    sheet: &mut Worksheet,
    form: &Form,
    given: &Json,
    words: Words,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let columns = [
        (String::new(), say!(words, "workbook-number"), 12.0),
        (String::new(), say!(words, "workbook-requirement"), 44.0),
        ("reason".to_owned(), say!(words, "workbook-reason"), 56.0),
        ("measure".to_owned(), say!(words, "workbook-measure"), 56.0),
    ];
    start(sheet, &say!(words, "workbook-deviations"), KEY, &columns, looks)?;
    sheet.write_blank(1, 0, &looks.hidden)?;
    for (row, requirement) in (FIRST..).zip(form.requirements()) {
        sheet.write_string(row, 0, format!("deviations/{}", requirement.id))?;
        texts(sheet, row, 1, &[&requirement.number, &requirement.title], &looks.fixed)?;
        let said = at(given, &["deviations", &requirement.id]);
        let [reason, measure] =
            ["reason", "measure"].map(|part| at(said, &[part]).as_str().unwrap_or_default());
        sheet.set_row_height(row, height(&[(&requirement.title, 44), (reason, 56), (measure, 56)]))?;
        value(sheet, (row, 3), at(said, &["reason"]), None, &looks.text, words)?;
        value(sheet, (row, 4), at(said, &["measure"]), None, &looks.text, words)?;
    }
    let bottom = FIRST + u32::try_from(form.requirements().count()).unwrap_or(0);
    finish(sheet, 0, 4, bottom, bottom.saturating_sub(1))
}

/// Evidence: what shall be enclosed is ready to be filled in.
pub(super) fn evidence(
    sheet: &mut Worksheet,
    form: &Form,
    given: &Json,
    kinds: &mut Kinds,
    looks: &Looks,
    words: Words,
) -> Result<(), XlsxError> {
    let column = |part: &str, title: String, width: f64| (part.to_owned(), title, width);
    let columns = [
        column("for", say!(words, "workbook-for"), 34.0),
        column("kind", say!(words, "workbook-kind"), 30.0),
        column("file", say!(words, "workbook-file"), 40.0),
        // A digest has 64 letters, and no place to break.
        column("sha256", say!(words, "workbook-sha256"), 68.0),
        column("valid-until", say!(words, "workbook-valid-until"), 13.0),
    ];
    let widths = columns.each_ref().map(|(_, _, width)| *width);
    start(sheet, &say!(words, "workbook-evidence"), &format!("{ROWS}evidence"), &columns, looks)?;
    let listed = at(given, &["evidence"]).as_array().map_or(&[] as &[Json], Vec::as_slice);
    let mut items: Vec<Json> = listed.iter().filter(|item| !at(item, &["file"]).is_null()).cloned().collect();
    for kind in &form.evidence {
        let ids = kind.wanted.iter().filter(|(_, obligation)| *obligation == Obligation::Shall);
        let ids: Vec<&str> = ids.map(|(id, _)| id.as_str()).collect();
        let there = items.iter().any(|item| at(item, &["kind"]).as_str() == Some(&kind.id));
        if !ids.is_empty() && !there {
            items.push(json!({ "for": ids, "kind": kind.id }));
        }
    }
    let options: Vec<_> = form.evidence.iter().map(|kind| (kind.id.clone(), kind.title.clone())).collect();
    let range = kinds.options("evidence/kind", "choice", &options);
    kinds.options("evidence/for", "ids", &[]);
    let day = kinds.add("evidence/valid-until", &Type::Date, "")?;
    let (lined, bottom) = (print::lined(items.len()), FIRST + rows(&items));
    let (text, day_look) = (Looks::spare(&looks.text), Looks::spare(&looks.day));
    let kind = DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_message(say!(words, "workbook-expect-choice"))?;
    sheet.add_data_validation(FIRST, 2, bottom, 2, &kind)?;
    sheet.add_data_validation(FIRST, 5, bottom, 5, &day)?;
    for (row, item) in (FIRST..=bottom).zip(items.iter().chain(std::iter::repeat(&Json::Null))) {
        let ids = at(item, &["for"])
            .as_array()
            .map(|ids| ids.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("; "));
        let title = |id: &str| {
            form.evidence.iter().find(|kind| kind.id == id).map_or(id, |kind| &kind.title).to_owned()
        };
        let kind = at(item, &["kind"]).as_str().map(title);
        let ids = ids.map_or(Json::Null, Json::from);
        let kind = kind.map_or(Json::Null, Json::from);
        if !item.is_null() {
            tall(sheet, row, &[ids.clone(), kind.clone(), at(item, &["file"]).clone()], &widths)?;
        }
        let (text, day) = if row < lined { (&looks.text, &looks.day) } else { (&text, &day_look) };
        value(sheet, (row, 1), &ids, None, text, words)?;
        value(sheet, (row, 2), &kind, None, text, words)?;
        value(sheet, (row, 3), at(item, &["file"]), None, text, words)?;
        value(sheet, (row, 4), at(item, &["sha256"]), None, text, words)?;
        value(sheet, (row, 5), at(item, &["valid-until"]), Some(&Type::Date), day, words)?;
    }
    finish(sheet, 1, 5, lined, bottom)
}

/// What the workbook says of itself, and what it keeps without showing it.
pub(super) fn kept(sheet: &mut Worksheet, form: &Form, given: &Json, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("tenderc-kept")?.set_hidden(true).protect();
    texts(sheet, 0, 0, &[KEY, VALUE], &looks.hidden)?;
    let head = [
        ("format", DECLARATION),
        ("pack", &form.head.pack),
        ("tender", &form.head.tender.id),
        ("lot", &form.head.lot.id),
        ("facts", ""),
        ("answers", ""),
        ("deviations", ""),
        ("evidence", ""),
    ];
    let mut row = 1;
    for (key, said) in head {
        texts(sheet, row, 0, &[key], &looks.hidden)?;
        if !said.is_empty() {
            texts(sheet, row, 1, &[said], &looks.hidden)?;
        }
        row += 1;
    }
    let beside = [DRAFTS, ORIGINS].into_iter().flat_map(|part| {
        let places = places(at(given, &[part])).into_iter();
        places.map(move |(path, value)| (format!("{part}/{path}"), value))
    });
    for (path, value) in beside.chain(strays(form, given)) {
        texts(sheet, row, 0, &[&path], &looks.hidden)?;
        texts(sheet, row, 2, &[&value.to_string()], &looks.hidden)?;
        row += 1;
    }
    texts(sheet, 0, 2, &[KEPT], &looks.hidden)
}

/// What stands at each place of drafts or origins.
fn places(part: &Json) -> Vec<(String, &Json)> {
    let entries = |json: &'_ Json| -> Vec<String> {
        json.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
    };
    let mut places = Vec::new();
    for group in entries(part) {
        for id in entries(at(part, &[&group])) {
            let below = at(part, &[&group, &id]);
            if group == "answers" {
                places.extend(
                    entries(below).iter().map(|name| (format!("{group}/{id}/{name}"), at(below, &[name]))),
                );
            } else {
                places.push((format!("{group}/{id}"), below));
            }
        }
    }
    places
}

/// What a declaration says of facts and questions that are not asked here: the judge has to see it.
fn strays<'g>(form: &Form, given: &'g Json) -> Vec<(String, &'g Json)> {
    let asked = |path: &str| match path.split('/').collect::<Vec<_>>().as_slice() {
        ["facts", id] => form.facts.iter().any(|fact| fact.id == *id),
        ["answers", id, name] => form
            .requirements()
            .filter(|one| one.id == *id)
            .any(|requirement| requirement.questions.iter().any(|one| one.id == *name && one.from.is_none())),
        ["deviations", id] => form.requirements().any(|one| one.id == *id),
        _ => true,
    };
    let found = places(given).into_iter();
    found.filter(|(path, value)| !asked(path) && !value.is_null()).collect()
}
