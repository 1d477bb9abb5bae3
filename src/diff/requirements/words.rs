//! What stands on both sides of a change of a requirement, in words.

use std::collections::BTreeMap;

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::document::view::wording;
use crate::resolve::spec::{Fact, Question, Requirement};
use crate::words::Words;

/// A condition over facts: "always", "if “Interfaces” includes “Wi-Fi”".
pub fn over_facts(condition: &Condition, facts: &[Fact]) -> String {
    conditional(condition, facts, &[])
}

/// A condition over facts and answers of a requirement.
pub fn over_answers(condition: &Condition, facts: &[Fact], requirement: &Requirement) -> String {
    conditional(condition, facts, &requirement.questions)
}

fn conditional(condition: &Condition, facts: &[Fact], questions: &[Question]) -> String {
    match condition {
        Condition::Constant(true) => "always".to_owned(),
        Condition::Constant(false) => "never".to_owned(),
        condition => format!("if {}", clause(condition, facts, questions)),
    }
}

/// What must be true of the answers together: "“Certified” is yes, or “Own test” is yes".
pub fn met_when(requirement: &Requirement, facts: &[Fact]) -> String {
    match &requirement.met_when {
        Condition::Constant(true) => "each answer is accepted".to_owned(),
        condition => clause(condition, facts, &requirement.questions),
    }
}

fn clause(condition: &Condition, facts: &[Fact], questions: &[Question]) -> String {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => {
            let fact = facts.iter().find(|fact| fact.id == *id)?;
            Some((format!("“{}”", fact.title), fact.of.clone()))
        }
        Subject::Answer(id) => {
            let question = questions.iter().find(|question| question.id == *id)?;
            Some((format!("the answer to “{}”", question.ask), question.of.clone()))
        }
        Subject::Column(_) => None,
    };
    word::condition(Words::English, condition, &legend, Naming::Label)
}

/// What is accepted: "at most 30 days", "any answer".
pub fn accepted(check: Option<&Check>, of: &Type) -> String {
    check.map_or_else(
        || "any answer".to_owned(),
        |check| word::accepted(Words::English, check, of, Naming::Label),
    )
}

/// What an answer looks like: "yes or no", "whole number, in days".
pub fn answers(of: &Type) -> String {
    wording::answer(of, false, Words::English)
}

/// A value: "10 years".
pub fn value(value: &Value, of: &Type) -> String {
    word::value(Words::English, value, of, Naming::Label)
}

/// The sentences in which two texts differ, each side as one line; nothing where they differ only in
/// how their lines are broken. Where one side only has more, a sentence next to it says where.
pub fn apart(before: &str, after: &str) -> Option<(String, String)> {
    let (old, new) = (sentences(before), sentences(after));
    if old == new {
        return None;
    }
    let shorter = old.len().min(new.len());
    let ahead = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let behind = behind.min(shorter - ahead);
    let (mut from, mut to) = (ahead, behind);
    if ahead + behind == shorter {
        match ahead {
            0 => to = behind.saturating_sub(1),
            _ => from = ahead - 1,
        }
    }
    let cut = |all: &[String]| all.get(from..all.len() - to).unwrap_or_default().join(" ");
    Some((cut(&old), cut(&new)))
}

/// What is worded otherwise of a question or a fact: the sentences of its texts, the labels of its options
/// and columns. Nothing where all is worded alike.
pub fn worded_apart(texts: [(&str, &str); 2], was: &Type, is: &Type) -> Option<(String, String)> {
    let texts = texts.into_iter().filter_map(|(before, after)| apart(before, after));
    let sides = texts.chain(labels_apart(was, is));
    let (old, new): (Vec<String>, Vec<String>) = sides.unzip();
    (old != new).then(|| (old.join("; "), new.join("; ")))
}

fn labels_apart(was: &Type, is: &Type) -> Vec<(String, String)> {
    let pair = |old: &str, new: &str| (old != new).then(|| (format!("“{old}”"), format!("“{new}”")));
    let labels: BTreeMap<&str, &str> =
        is.options().iter().map(|option| (option.id.as_str(), option.label.as_str())).collect();
    let options = was.options().iter().filter_map(|old| pair(&old.label, labels.get(old.id.as_str())?));
    let mut found: Vec<(String, String)> = options.collect();
    if let (Type::Table { columns: old, .. }, Type::Table { columns: new, .. }) = (was, is) {
        for old in old {
            let Some(new) = new.iter().find(|new| new.id == old.id) else { continue };
            found.extend(pair(&old.title, &new.title));
            found.extend(labels_apart(&old.of, &new.of));
        }
    }
    found
}

/// Sentences, without breaks of lines within.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    for word in text.split_whitespace() {
        if let Some(sentence) = sentences.last_mut() {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
        }
        if word.ends_with(['.', '!', '?', ':']) {
            sentences.push(String::new());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sentences_that_differ_are_shown() {
        let check = |before: &str, after: &str, expected: Option<(&str, &str)>| {
            let own = |(old, new): (&str, &str)| (old.to_owned(), new.to_owned());
            assert_eq!(apart(before, after), expected.map(own));
            assert_eq!(apart(after, before), expected.map(|(old, new)| own((new, old))));
        };
        check("One. Two. Three.", "One. Two\nand a half. Three.", Some(("Two.", "Two and a half.")));
        check("One.\nTwo.", "One. Two.", None);
        check("One. Two.", "One. Two. Three.", Some(("Two.", "Two. Three.")));
        check("Two.", "One. Two.", Some(("Two.", "One. Two.")));
        check("One. One.", "One. One. One.", Some(("One.", "One. One.")));
        check("", "One.", Some(("", "One.")));
        check("10 years", "8 years", Some(("10 years", "8 years")));
    }
}
