//! What stands on both sides of a change of a requirement, in words.

use std::collections::BTreeMap;

use serde_json::json;

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::diff::Said;
use crate::document::view::wording;
use crate::resolve::spec::{Fact, Question, Requirement};
use crate::say;
use crate::words::Words;

/// A condition over facts: "always", "if “Interfaces” includes “Wi-Fi”".
pub fn over_facts(words: Words, condition: &Condition, facts: &[Fact]) -> Said {
    conditional(words, condition, facts, &[])
}

/// A condition over facts and answers of a requirement.
pub fn over_answers(words: Words, condition: &Condition, facts: &[Fact], of: &Requirement) -> Said {
    conditional(words, condition, facts, &of.questions)
}

fn conditional(words: Words, condition: &Condition, facts: &[Fact], questions: &[Question]) -> Said {
    let text = match condition {
        Condition::Constant(true) => say!(words, "condition-always"),
        Condition::Constant(false) => say!(words, "condition-never"),
        condition => say!(words, "diff-if", condition = clause(words, condition, facts, questions)),
    };
    Said::new(text, json!(condition))
}

/// What must be true of the answers together: "“Certified” is yes, or “Own test” is yes".
pub fn met_when(words: Words, requirement: &Requirement, facts: &[Fact]) -> Said {
    let text = match &requirement.met_when {
        Condition::Constant(true) => say!(words, "diff-each-accepted"),
        condition => clause(words, condition, facts, &requirement.questions),
    };
    Said::new(text, json!(requirement.met_when))
}

fn clause(words: Words, condition: &Condition, facts: &[Fact], questions: &[Question]) -> String {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => {
            let fact = facts.iter().find(|fact| fact.id == *id)?;
            Some((format!("“{}”", fact.title), fact.of.clone()))
        }
        Subject::Answer(id) => {
            let question = questions.iter().find(|question| question.id == *id)?;
            let name = say!(words, "diff-answer-to", question = question.ask.as_str());
            Some((name, question.of.clone()))
        }
        Subject::Column(_) => None,
    };
    word::condition(words, condition, &legend, Naming::Label)
}

/// What is accepted of answers of a type: "at most 30 days", "any answer".
pub fn accepted(words: Words, check: Option<&Check>, of: &Type) -> Said {
    let text = match check {
        None => say!(words, "condition-anything"),
        Some(check) => word::accepted(words, check, of, Naming::Label),
    };
    Said::new(text, json!([check, of]))
}

/// What an answer looks like: "yes or no", "whole number, in days".
pub fn answers(words: Words, of: &Type) -> Said {
    Said::new(wording::answer(of, false, words), json!(of))
}

/// A value of a type: "10 years".
pub fn value(words: Words, value: &Value, of: &Type) -> Said {
    let text = word::value(words, value, of, Naming::Label);
    Said::new(text, json!([value.json(), of.unit()]))
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
pub fn worded_apart(words: Words, texts: [(&str, &str); 2], was: &Type, is: &Type) -> Option<(Said, Said)> {
    let texts = texts.into_iter().filter_map(|(before, after)| apart(before, after));
    let labels = labels_apart(was, is).into_iter();
    let labels = labels.map(|(old, new)| (format!("“{old}”"), format!("“{new}”")));
    let (old, new): (Vec<String>, Vec<String>) = texts.chain(labels).unzip();
    let joint = say!(words, "list-semicolon");
    let said = |all: Vec<String>| Said::new(all.join(&joint), all);
    (old != new).then(|| (said(old), said(new)))
}

fn labels_apart<'a>(was: &'a Type, is: &'a Type) -> Vec<(&'a str, &'a str)> {
    let pair = |old: &'a str, new: &'a str| (old != new).then_some((old, new));
    let labels: BTreeMap<&str, &'a str> =
        is.options().iter().map(|option| (option.id.as_str(), option.label.as_str())).collect();
    let options = was.options().iter().filter_map(|old| pair(&old.label, labels.get(old.id.as_str())?));
    let mut found: Vec<(&str, &str)> = options.collect();
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
