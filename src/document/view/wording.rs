//! Types, answers and conditions in words, as a vendor reads them in the annex.

use crate::condition::{Check, Choice, Column, Condition, Subject, Type, word};
use crate::resolve::spec::{Lot, Question};
use crate::words::Words;

/// What an answer of a type looks like: "yes or no", "one of: (a) Paper; (b) Screen".
///
/// `lettered` puts a letter before each option, for texts that refer to it.
pub fn answer(of: &Type, lettered: bool) -> String {
    let options = |options: &[Choice]| {
        let shown = options.iter().enumerate().map(|(at, option)| {
            if lettered { format!("{} {}", letter(at), option.label) } else { option.label.clone() }
        });
        shown.collect::<Vec<_>>().join("; ")
    };
    match of {
        Type::Flag => "yes or no".to_owned(),
        Type::Choice { options: all, ordered: true } => {
            format!("one of, from weakest to strongest: {}", options(all))
        }
        Type::Choice { options: all, ordered: false } => format!("one of: {}", options(all)),
        Type::Choices { options: all } => {
            let named = if lettered { by_letter(of) } else { of.clone() };
            let alone = word::alone(Words::English, &named, word::Naming::Label);
            let alone = alone.map(|alone| format!(". {alone}")).unwrap_or_default();
            format!("any of: {}{alone}", options(all))
        }
        Type::Integer { unit } => counted("whole number", *unit),
        Type::Number { unit } => counted("number", *unit),
        Type::Text => "free text".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Version => "version, such as 4.10.0".to_owned(),
        Type::Url => "web address".to_owned(),
        Type::Table { columns, .. } => {
            let columns = columns.iter().map(|column: &Column| {
                format!("{} `{}` ({})", column.title, column.id, answer(&column.of, false))
            });
            format!("rows of: {}", columns.collect::<Vec<_>>().join("; "))
        }
    }
}

fn counted(what: &str, unit: crate::condition::Unit) -> String {
    match unit {
        crate::condition::Unit::Count => what.to_owned(),
        unit => format!("{what}, in {}", unit.name()),
    }
}

/// What is accepted, with options by their letters.
pub fn accepted(check: &Check, of: &Type) -> String {
    unquoted(
        word::accepted(Words::English, check, &by_letter(of), word::Naming::Label),
        0,
        of.options().len(),
    )
}

/// A condition over facts, in words; empty where it always holds.
pub fn over_facts(condition: &Condition, lot: &Lot) -> String {
    worded(condition, lot, &[])
}

/// A condition over facts and the answers to questions, in words; empty where it always holds.
pub fn worded(condition: &Condition, lot: &Lot, questions: &[Question]) -> String {
    if *condition == Condition::Constant(true) {
        return String::new();
    }
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| (format!("“{}”", fact.title), fact.of.clone())),
        Subject::Answer(id) => {
            let at = questions.iter().position(|question| question.id == *id)?;
            let question = questions.get(at)?;
            Some((format!("question {}", at + 1), by_letter(&question.of)))
        }
        Subject::Column(_) => None,
    };
    let most = questions.iter().map(|question| question.of.options().len()).max().unwrap_or(0);
    unquoted(word::condition(Words::English, condition, &legend, word::Naming::Label), questions.len(), most)
}

/// A letter or the number of a question needs no quotes: it is not someone's wording.
fn unquoted(mut words: String, questions: usize, options: usize) -> String {
    for mark in (1..=questions).map(|number| format!("question {number}")).chain((0..options).map(letter)) {
        words = words.replace(&format!("“{mark}”"), &mark);
    }
    words
}

/// `(a)` for 0, `(b)` for 1; past the alphabet the number.
fn letter(at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'a' + at));
    letter.map_or_else(|| format!("({})", at + 1), |letter| format!("({letter})"))
}

fn by_letter(of: &Type) -> Type {
    let lettered = |options: &[Choice]| {
        let options = options.iter().enumerate();
        options.map(|(at, option)| Choice { label: letter(at), ..option.clone() }).collect()
    };
    match of {
        Type::Choice { options, ordered } => Type::Choice { options: lettered(options), ordered: *ordered },
        Type::Choices { options } => Type::Choices { options: lettered(options) },
        other => other.clone(),
    }
}
