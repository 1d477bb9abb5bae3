//! What is asked, a row each.

use serde_json::Value as Json;

use crate::condition::value::number_json;
use crate::condition::word::List;
use crate::condition::{Column, Type};
use crate::declaration::{DRAFTS, ORIGINS};
use crate::form::{Form, Question, Requirement, When};
use crate::say;
use crate::words::Words;

/// The rows of a sheet of questions.
pub(super) struct Rows {
    /// What heads the column of what is asked about.
    pub subject: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many cells an answer has at most.
    pub width: u16,
}

/// One question.
#[derive(Default)]
pub(super) struct Row {
    /// Its key; empty where nothing is asked.
    pub key: String,
    /// The theme.
    pub theme: String,
    /// The number of the requirement.
    pub number: String,
    /// The requirement or the fact.
    pub subject: String,
    /// The question.
    pub ask: String,
    /// What is accepted.
    pub accepted: String,
    /// What the answer may be; nothing where it is some text.
    pub of: Option<Type>,
    /// The answer.
    pub given: Json,
    /// When it is asked; nothing where it always is.
    pub asked: Option<Asked>,
    /// Says where it stands, in place of whether it is open.
    pub fixed: Option<String>,
    /// The rows that it asks for.
    pub table: Option<Table>,
}

/// When a question is asked.
pub(super) struct Asked {
    /// The id of its requirement.
    pub requirement: String,
    /// When that applies.
    pub applies: When,
    /// When it is asked of a device to which that applies.
    pub when: When,
}

/// Rows that a question asks for.
pub(super) struct Table {
    /// The name of their sheet.
    pub sheet: String,
    /// What each row has.
    pub columns: Vec<Column>,
}

/// What stands at a path.
pub(super) fn at<'j>(json: &'j Json, keys: &[&str]) -> &'j Json {
    keys.iter().try_fold(json, |json, key| json.get(*key)).unwrap_or(&Json::Null)
}

/// How many cells an answer takes.
fn width(rows: &[Row]) -> u16 {
    let most = rows.iter().filter_map(|row| match &row.of {
        Some(Type::Choices { options, .. }) => u16::try_from(options.len()).ok(),
        _ => None,
    });
    most.max().unwrap_or(1).clamp(1, 40)
}

/// Vendor, device and facts.
pub(super) fn facts(form: &Form, given: &Json, words: Words) -> Rows {
    let about = [
        ("vendor", "name", say!(words, "workbook-vendor-name")),
        ("vendor", "contact", say!(words, "workbook-vendor-contact")),
        ("device", "name", say!(words, "workbook-device-name")),
        ("device", "model", say!(words, "workbook-device-model")),
        ("device", "version", say!(words, "workbook-device-version")),
    ];
    let mut rows: Vec<Row> = about
        .into_iter()
        .map(|(part, name, subject)| Row {
            key: format!("{part}/{name}"),
            subject,
            given: at(given, &[part, name]).clone(),
            ..Row::default()
        })
        .collect();
    rows.extend(form.facts.iter().map(|fact| {
        let demands = fact.demands.iter().map(|one| {
            say!(words, "workbook-demand", says = one.says.as_str(), because = one.because.as_str())
        });
        let stated = at(given, &["facts", &fact.id]);
        Row {
            key: format!("facts/{}", fact.id),
            subject: fact.title.clone(),
            ask: with_draft(&fact.ask, given, &["facts", &fact.id], &fact.of, words),
            accepted: demands.collect::<Vec<_>>().join("\n"),
            of: Some(fact.of.clone()),
            given: fact.settled.as_ref().filter(|_| stated.is_null()).unwrap_or(stated).clone(),
            fixed: fact.settled.as_ref().map(|_| say!(words, "workbook-settled")),
            ..Row::default()
        }
    }));
    let width = width(&rows);
    Rows { subject: say!(words, "workbook-fact"), rows, width }
}

/// The questions, by theme.
pub(super) fn questions(form: &Form, given: &Json, words: Words) -> Rows {
    let mut rows = Vec::new();
    for theme in &form.themes {
        for requirement in &theme.requirements {
            for question in &requirement.questions {
                let mut row = asked(form, requirement, question, given, words);
                row.theme.clone_from(&theme.term.title);
                rows.push(row);
            }
        }
    }
    let width = width(&rows);
    Rows { subject: say!(words, "workbook-requirement"), rows, width }
}

fn asked(form: &Form, requirement: &Requirement, question: &Question, given: &Json, words: Words) -> Row {
    let id = requirement.id.as_str();
    let mut row = Row {
        number: requirement.number.clone(),
        subject: requirement.title.clone(),
        asked: Some(Asked {
            requirement: id.to_owned(),
            applies: requirement.applies.clone(),
            when: question.when.clone(),
        }),
        ..Row::default()
    };
    if let Some(from) = &question.from {
        let number = form.requirements().find(|one| one.id == from.requirement);
        let number = number.map_or(from.requirement.as_str(), |one| one.number.as_str());
        row.fixed = Some(say!(words, "workbook-elsewhere", requirement = number));
        row.ask.clone_from(&question.ask);
        return row;
    }
    let keys = ["answers", id, question.id.as_str()];
    row.key = keys.join("/");
    let whens = [&requirement.applies, &question.when].into_iter().filter(|when| !when.words.is_empty());
    let whens = whens.map(|when| say!(words, "workbook-when", when = when.words.as_str()));
    let parts = [question.ask.clone(), question.help.clone()].into_iter().filter(|part| !part.is_empty());
    let ask = parts.chain(whens).collect::<Vec<_>>().join("\n");
    row.ask = with_draft(&ask, given, &keys, &question.of, words);
    let accepted = question.accept.as_ref().map(|accept| flat(&accept.words, 0));
    let review = (question.review && accepted.is_none()).then(|| say!(words, "workbook-reviewed"));
    let met = (!requirement.met.words.is_empty())
        .then(|| say!(words, "workbook-met", met = requirement.met.words.as_str()));
    row.accepted = accepted.into_iter().chain(review).chain(met).collect::<Vec<_>>().join("\n");
    row.of = Some(question.of.clone());
    row.given = at(given, &keys).clone();
    if let Type::Table { columns, .. } = &question.of {
        let name = say!(
            words,
            "workbook-table",
            requirement = requirement.number.as_str(),
            question = question.id.as_str()
        );
        let name: String =
            name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect::<String>().trim().to_owned();
        row.ask += "\n";
        row.ask += &say!(words, "workbook-on-sheet", sheet = name.as_str());
        row.table = Some(Table { sheet: name, columns: columns.clone() });
    }
    row
}

/// What is accepted, a line an item.
fn flat(list: &List, level: usize) -> String {
    let mut text = format!("{}{}", "– ".repeat(level.min(1)), list.text);
    for item in &list.items {
        text += "\n";
        text += &"  ".repeat(level);
        text += &flat(item, level + 1);
    }
    text
}

/// A question with what waits to be confirmed, and with where its answer was taken from.
fn with_draft(ask: &str, given: &Json, keys: &[&str], of: &Type, words: Words) -> String {
    let mut text = ask.to_owned();
    let draft = at(at(given, &[DRAFTS]), keys);
    if !draft.is_null() && at(given, keys).is_null() {
        let values = draft
            .get("value")
            .into_iter()
            .chain(draft.get("among").and_then(Json::as_array).into_iter().flatten());
        let values: Vec<String> =
            values.filter(|value| !value.is_null()).map(|value| said(value, of, words)).collect();
        let origin = [draft.get("origin"), draft.get("why")].into_iter().flatten().filter_map(Json::as_str);
        let origin = origin.collect::<Vec<_>>().join(&say!(words, "list-semicolon"));
        text += "\n";
        text += &say!(words, "workbook-draft", value = words.join(values, "or"), origin = origin);
    }
    if let Some(origin) = at(at(given, &[ORIGINS]), keys).as_str() {
        text += "\n";
        text += &say!(words, "workbook-from", origin = origin);
    }
    text
}

/// A value as a cell says it: by the label of an option, where it is one.
pub(super) fn shown(value: &Json, of: Option<&Type>, words: Words) -> String {
    let label = of.and_then(|of| labelled(value, of, words));
    label.unwrap_or_else(|| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

fn labelled(value: &Json, of: &Type, words: Words) -> Option<String> {
    let id = match value {
        Json::Bool(flag) => flag.to_string(),
        Json::String(id) => id.clone(),
        _ => return None,
    };
    let options = super::kinds::options(of, words);
    options.into_iter().find(|(other, _)| *other == id).map(|(_, label)| label)
}

/// A value in words.
fn said(value: &Json, of: &Type, words: Words) -> String {
    match value {
        Json::Array(items) => {
            let items = items.iter().map(|item| said(item, of, words));
            words.join(items, "and")
        }
        Json::Number(number) => number.as_f64().map_or(Json::Null, number_json).to_string(),
        value => shown(value, Some(of), words),
    }
}
