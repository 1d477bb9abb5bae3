//! Types, answers and conditions in words, as a vendor reads them in the annex.

use crate::condition::{Check, Choice, Column, Condition, Subject, Type, Unit, word};
use crate::resolve::spec::{Lot, Question};
use crate::say;
use crate::words::Words;

/// What an answer of a type looks like: "yes or no", "one of: (a) Paper; (b) Screen".
///
/// `lettered` puts a letter before each option, for texts that refer to it.
pub fn answer(of: &Type, lettered: bool, words: Words) -> String {
    let options = |options: &[Choice]| {
        let shown = options.iter().enumerate().map(|(at, option)| {
            if lettered { format!("{} {}", letter(at), option.label) } else { option.label.clone() }
        });
        shown.collect::<Vec<_>>().join("; ")
    };
    match of {
        Type::Flag => say!(words, "annex-flag"),
        Type::Choice { options: all, ordered: true } => {
            say!(words, "annex-choice-ordered", options = options(all))
        }
        Type::Choice { options: all, ordered: false } => say!(words, "annex-choice", options = options(all)),
        Type::Choices { options: all, .. } => {
            let named = if lettered { by_letter(of) } else { of.clone() };
            match word::alone(words, &named, word::Naming::Label) {
                Some(alone) => say!(words, "annex-choices-alone", options = options(all), alone = alone),
                None => say!(words, "annex-choices", options = options(all)),
            }
        }
        Type::Integer { unit: Unit::Count } => say!(words, "annex-integer"),
        Type::Integer { unit } => say!(words, "annex-integer-of", unit = unit.name()),
        Type::Number { unit: Unit::Count } => say!(words, "annex-number"),
        Type::Number { unit } => say!(words, "annex-number-of", unit = unit.name()),
        Type::Text => say!(words, "annex-text"),
        Type::Date => say!(words, "annex-date"),
        Type::Version => say!(words, "annex-version"),
        Type::Url => say!(words, "annex-url"),
        Type::Table { columns, .. } => {
            let columns = columns.iter().map(|column: &Column| {
                say!(
                    words,
                    "annex-column",
                    title = column.title.as_str(),
                    column = column.id.as_str(),
                    answer = answer(&column.of, false, words),
                )
            });
            say!(words, "annex-table", columns = columns.collect::<Vec<_>>().join("; "))
        }
    }
}

/// What is accepted, with options by their letters.
pub fn accepted(check: &Check, of: &Type, words: Words) -> String {
    unquoted(word::accepted(words, check, &by_letter(of), word::Naming::Label), 0, of.options().len(), words)
}

/// A condition over facts, in words; empty where it always holds.
pub fn over_facts(condition: &Condition, lot: &Lot, words: Words) -> String {
    worded(condition, lot, &[], words)
}

/// A condition over facts and the answers to questions, in words; empty where it always holds.
pub fn worded(condition: &Condition, lot: &Lot, questions: &[Question], words: Words) -> String {
    if *condition == Condition::Constant(true) {
        return String::new();
    }
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| (format!("“{}”", fact.title), fact.of.clone())),
        Subject::Answer(id) => {
            let at = questions.iter().position(|question| question.id == *id)?;
            let question = questions.get(at)?;
            Some((say!(words, "annex-question", number = at + 1), by_letter(&question.of)))
        }
        Subject::Column(_) => None,
    };
    let most = questions.iter().map(|question| question.of.options().len()).max().unwrap_or(0);
    unquoted(word::condition(words, condition, &legend, word::Naming::Label), questions.len(), most, words)
}

/// A letter or the number of a question needs no quotes: it is not someone's wording.
fn unquoted(mut text: String, questions: usize, options: usize, words: Words) -> String {
    let numbers = (1..=questions).map(|number| say!(words, "annex-question", number = number));
    for mark in numbers.chain((0..options).map(letter)) {
        text = text.replace(&format!("“{mark}”"), &mark);
    }
    text
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
        Type::Choices { options, least } => Type::Choices { options: lettered(options), least: *least },
        other => other.clone(),
    }
}
