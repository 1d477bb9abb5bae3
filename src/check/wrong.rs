//! A value that is not what was asked for, in words: what stands there, and what belongs there.

use serde_json::Value as Json;

use crate::condition::word;
use crate::condition::{Choice, Column, LARGEST, Type, Unit, Value};
use crate::declaration::Declaration;
use crate::diag::suggest;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::text::Route;
use crate::words::Words as Language;

/// What is asked for.
pub struct Asked<'a> {
    /// The id of the question or of the fact.
    pub id: &'a str,
    /// The question itself.
    pub ask: &'a str,
    /// What its value may be.
    pub of: &'a Type,
    /// The way to the value.
    pub route: Route,
}

/// Why a value is not of the type that is asked for; nothing where it is.
pub fn answer(asked: &Asked<'_>, json: &Json, declaration: &Declaration) -> Option<Diagnostic> {
    if Value::read(asked.of, json).is_some() {
        return None;
    }
    let seen = declaration.in_workbook();
    let name = format!("`{}`", asked.id);
    let fault = wrong(&name, asked.of, json, &asked.route, declaration);
    if matches!((asked.of, json), (Type::Table { .. }, Json::Array(_))) {
        return Some(fault); // what is wrong is in a row, and said there
    }
    let wanted = words(asked.of, seen);
    Some(fault.hint(format!("answer “{}” with {}", asked.ask.trim(), wanted.trim_end_matches(','))))
}

fn wrong(name: &str, of: &Type, json: &Json, route: &Route, declaration: &Declaration) -> Diagnostic {
    match (of, json) {
        (Type::Choice { options, .. }, Json::String(word)) => {
            let message = format!("{name} is {}, which is none of its options", found(json));
            meant(fault(message, of, route, declaration), word, options, route, declaration)
        }
        (Type::Choices { options, .. }, Json::Array(words)) => {
            member(name, options, words, of, route, declaration)
        }
        (Type::Table { columns, .. }, Json::Array(rows)) => {
            let bad = rows.iter().enumerate().find_map(|(at, row)| {
                let place = format!("row {} of {name}", at + 1);
                cell(&place, columns, row, &route.index(at), declaration)
            });
            bad.unwrap_or_else(|| plain(name, of, json, route, declaration))
        }
        (Type::Date, Json::String(text)) if is_date_in_form(text) => {
            let message = format!("{name} is {}, which is no day of the calendar", found(json));
            fault(message, of, route, declaration)
        }
        _ => plain(name, of, json, route, declaration),
    }
}

/// Four, two and two digits with dashes between them.
fn is_date_in_form(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn plain(name: &str, of: &Type, json: &Json, route: &Route, declaration: &Declaration) -> Diagnostic {
    let bound = match (of, json.as_f64()) {
        (Type::Integer { .. } | Type::Number { .. }, Some(number)) if number < 0.0 => {
            ", 0 or more,".to_owned()
        }
        (Type::Integer { .. } | Type::Number { .. }, Some(number)) if number > LARGEST => {
            format!(" up to {LARGEST}")
        }
        _ => String::new(),
    };
    let message =
        format!("{name} is {}; {}{bound} is asked for", found(json), words(of, declaration.in_workbook()));
    let fault = fault(message, of, route, declaration);
    match (of, json) {
        (Type::Text | Type::Date | Type::Version | Type::Url, Json::Number(_) | Json::Bool(_)) => {
            fault.hint("put the value in quotes")
        }
        (Type::Flag | Type::Integer { .. } | Type::Number { .. }, Json::String(text))
            if serde_json::from_str::<Json>(text).is_ok_and(|json| Value::read(of, &json).is_some()) =>
        {
            let place = declaration.place(route);
            fault.edit("write it without quotes", place, text.trim())
        }
        (Type::Number { .. }, Json::String(text)) if point_for_comma(text).is_some() => {
            let number = point_for_comma(text).unwrap_or_default();
            fault.edit("write a point, and no quotes", declaration.place(route), number)
        }
        (Type::Integer { .. } | Type::Number { .. }, Json::String(text)) if starts_with_number(text) => {
            fault.hint("write the number alone, in the unit that is asked for")
        }
        (Type::Url, Json::String(text)) if text.starts_with("http") && text.contains("://") => {
            fault.hint(address_fault(text))
        }
        _ => fault,
    }
}

/// A number with a comma for the point, with a point.
fn point_for_comma(text: &str) -> Option<String> {
    let number = text.trim().replacen(',', ".", 1);
    (text.contains(',') && number.parse::<f64>().is_ok()).then_some(number)
}

/// Whether a text is a number with something behind it, such as its unit.
fn starts_with_number(text: &str) -> bool {
    text.trim().starts_with(|first: char| first.is_ascii_digit()) && text.contains(char::is_alphabetic)
}

/// What keeps a text that begins as an address from being one.
fn address_fault(text: &str) -> &'static str {
    match text.find(|letter: char| !letter.is_ascii_graphic()) {
        Some(at) if text[at..].starts_with(char::is_whitespace) => {
            "take out the blank in it, or write `%20` for it"
        }
        Some(_) => "write it as a browser copies it, with `%` for letters beyond ASCII",
        None => "write `https://` once, and the name of the server behind it",
    }
}

fn fault(message: String, of: &Type, route: &Route, declaration: &Declaration) -> Diagnostic {
    Diagnostic::new(&codes::WRONG_ANSWER, message)
        .at(declaration.place(route), short(of, declaration.in_workbook()))
}

/// The first member of a list that is no option, or that stands twice.
fn member(
    name: &str,
    options: &[Choice],
    words: &[Json],
    of: &Type,
    route: &Route,
    declaration: &Declaration,
) -> Diagnostic {
    let named = |option: &Choice| called(&option.id, &option.label, declaration);
    for (at, word) in words.iter().enumerate() {
        let route = route.index(at);
        if let Some(option) = options.iter().find(|option| *word == option.id) {
            if words.iter().take(at).any(|earlier| earlier == word) {
                return fault(format!("{name} names {} twice", named(option)), of, &route, declaration);
            }
            continue;
        }
        let message = format!("{name} names {}, which is none of its options", found(word));
        let fault = fault(message, of, &route, declaration);
        return meant(fault, word.as_str().unwrap_or_default(), options, &route, declaration);
    }
    let alone = options.iter().find(|option| option.exclusive && words.iter().any(|word| *word == option.id));
    if let (Some(alone), true) = (alone, words.len() > 1) {
        let id = &alone.id;
        return fault(format!("{name} names {} together with others", named(alone)), of, route, declaration)
            .hint(format!("remove `{id}`, or all but `{id}`: “{}” can only be chosen alone", alone.label));
    }
    fault(format!("{name} is not {}", self::words(of, declaration.in_workbook())), of, route, declaration)
}

/// What is wrong with a row; nothing where it is well-formed.
fn cell(
    name: &str,
    columns: &[Column],
    row: &Json,
    route: &Route,
    declaration: &Declaration,
) -> Option<Diagnostic> {
    let known = || suggest::listed(columns.iter().map(|column| column.id.as_str()));
    let Some(cells) = row.as_object() else {
        let message = format!("{name} is {}; a mapping with {} is asked for", found(row), known());
        let example = columns.iter().map(|column| format!("{}: …", column.id)).collect::<Vec<_>>().join(", ");
        return Some(
            Diagnostic::new(&codes::WRONG_ANSWER, message)
                .at(declaration.place(route), "")
                .hint(format!("write each row as `{{{example}}}`")),
        );
    };
    for column in columns {
        let Some(json) = cells.get(&column.id) else {
            let wanted = words(&column.of, declaration.in_workbook());
            let message = format!(
                "{name} lacks {}, {}",
                called(&column.id, &column.title, declaration),
                wanted.trim_end_matches(',')
            );
            let fault = Diagnostic::new(&codes::WRONG_ANSWER, message).at(declaration.place(route), "");
            let column = called(&column.id, &column.title, declaration);
            return Some(fault.hint(format!("give {column} in each row")));
        };
        if Value::read(&column.of, json).is_none() {
            let name = format!("{} in {name}", called(&column.id, &column.title, declaration));
            let fault = wrong(&name, &column.of, json, &route.key(&column.id), declaration);
            return Some(match &column.of {
                Type::Choice { .. } | Type::Choices { .. } => {
                    let (column, wanted) = (
                        called(&column.id, &column.title, declaration),
                        words(&column.of, declaration.in_workbook()),
                    );
                    fault.hint(format!("give {column} as {wanted}"))
                }
                _ => fault,
            });
        }
    }
    let unknown = cells.keys().find(|key| !columns.iter().any(|column| column.id == **key))?;
    let message = format!("{name} has no column `{unknown}`");
    let place = declaration.key_place(&route.key(unknown));
    let fault = Diagnostic::new(&codes::WRONG_ANSWER, message).at(place, "");
    Some(match suggest::nearest(unknown, columns.iter().map(|column| column.id.as_str())) {
        Some(near) => fault.edit(format!("did you mean `{near}`?"), place, declaration.written(near)),
        None => fault.hint(format!("use only {}", known())),
    })
}

fn meant(
    fault: Diagnostic,
    word: &str,
    options: &[Choice],
    route: &Route,
    declaration: &Declaration,
) -> Diagnostic {
    let ids = || options.iter().map(|option| option.id.as_str());
    let by_label = options.iter().find(|option| option.label.eq_ignore_ascii_case(word.trim()));
    match by_label.map(|option| option.id.as_str()).or_else(|| suggest::nearest(word, ids())) {
        Some(near) => {
            let place = declaration.place(route);
            fault.edit(format!("did you mean `{near}`?"), place, declaration.written(near))
        }
        None => fault,
    }
}

/// A thing by its id, and in a workbook by what people see of it too.
pub fn called(id: &str, label: &str, declaration: &Declaration) -> String {
    match declaration.in_workbook() {
        true => word::both(Language::English, id, label),
        false => format!("`{id}`"),
    }
}

/// A type as what is asked for: "a whole number of days". May end in the comma that closes an aside. `seen` is whether it
/// is asked in a workbook, where options are chosen by their labels.
pub fn words(of: &Type, seen: bool) -> String {
    let options = |options: &[Choice]| match seen {
        true => suggest::both(options.iter().map(|option| (option.id.as_str(), option.label.as_str()))),
        false => suggest::listed(options.iter().map(|option| option.id.as_str())),
    };
    let label = |word: &str| say!(Language::English, word);
    match of {
        Type::Flag if seen => format!("“{}” or “{}”", label("workbook-yes"), label("workbook-no")),
        Type::Flag => "`true` or `false`".to_owned(),
        Type::Choices { options: all, least } if seen && *least == 0 => {
            format!("any of {}, a cell each, or “{}”,", options(all), label("workbook-none"))
        }
        Type::Choices { options: all, .. } if seen => format!("any of {}, a cell each", options(all)),
        Type::Table { .. } if seen => "rows on the sheet that the question names".to_owned(),
        Type::Choice { options: all, .. } => format!("one of {}", options(all)),
        Type::Choices { options: all, least } if *least > 0 || all.iter().any(|option| option.exclusive) => {
            format!("a list of any of {}", options(all))
        }
        Type::Choices { options: all, .. } => {
            format!("a list of any of {}, or `[]` if none of them is true,", options(all))
        }
        Type::Integer { unit } => format!("a whole number{}", of_unit(*unit)),
        Type::Number { unit } => format!("a number{}", of_unit(*unit)),
        Type::Text => "a text that is not blank".to_owned(),
        Type::Date => "a day of the calendar, such as `2027-03-31`,".to_owned(),
        Type::Version => "a version, such as `4.10.0`,".to_owned(),
        Type::Url => "an address that starts with `https://` or `http://`".to_owned(),
        Type::Table { columns, least } => {
            let columns = suggest::listed(columns.iter().map(|column| column.id.as_str()));
            let none = if *least == 0 { ", or `[]` if there are none," } else { "" };
            format!("a list of rows with {columns}{none}")
        }
    }
}

/// The same, short enough to stand beside the place.
fn short(of: &Type, seen: bool) -> String {
    match of {
        Type::Choice { .. } => "none of its options".to_owned(),
        Type::Choices { .. } => String::new(),
        of => format!("{} belongs here", words(of, seen)),
    }
}

fn of_unit(unit: Unit) -> String {
    match unit {
        Unit::Count => String::new(),
        unit => format!(" of {}", unit.name()),
    }
}

/// A value as it stands: texts in quotes, cut where they are long.
pub fn found(json: &Json) -> String {
    match json {
        Json::Null => "empty".to_owned(),
        Json::String(text) if text.trim().is_empty() => "blank".to_owned(),
        Json::String(text) => {
            let text = text.replace(['\n', '\r'], " ");
            match text.char_indices().nth(60) {
                Some((cut, _)) => format!("\"{}…\"", text.get(..cut).unwrap_or_default()),
                None => format!("\"{text}\""),
            }
        }
        Json::Array(items) if items.is_empty() => "an empty list".to_owned(),
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "a mapping".to_owned(),
        Json::Bool(_) | Json::Number(_) => format!("`{json}`"),
    }
}
