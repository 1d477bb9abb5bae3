//! A lot to a declaration in YAML: every fact and question with what is asked and what is accepted, ready to be
//! filled in with a text editor.

mod given;
mod starred;

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Choice, Condition, Subject, Type, Unit};
use crate::resolve::spec::{Fact, Lot, Question, Requirement, Spec};
use crate::say;
use crate::schema::{DECLARATION, binding_evidence};
use crate::words::Words;

/// The widest line of a comment, in characters.
const WIDTH: usize = 148;

/// The declaration, with what one in JSON says already. What is left empty counts as unanswered.
pub fn write(spec: &Spec, lot: &Lot, given: &Json, words: Words) -> String {
    let schema = given::at(given, &["$schema"]).as_str().unwrap_or_default();
    let mut text = String::new();
    if !schema.is_empty() {
        text += &format!("# yaml-language-server: $schema={schema}\n");
    }
    comment(
        &mut text,
        0,
        &say!(
            words,
            "blank-title",
            tender = spec.tender.title.as_str(),
            number = lot.number,
            lot = lot.title.as_str(),
        ),
    );
    comment(&mut text, 0, &say!(words, "blank-how"));
    examples(&mut text, lot, words);
    contents(&mut text, lot, words);
    text += &format!("format: {DECLARATION}\npack: {}\n", spec.pack);
    text += &format!("tender: {}\nlot: {}\n", spec.tender.id, lot.id);
    for (part, keys) in [("vendor", &["name", "contact"][..]), ("device", &["name", "model", "version"])] {
        text += &format!("{part}:\n");
        keys.iter().for_each(|key| given::put(&mut text, 2, key, given::at(given, &[part, key])));
    }
    text += "\nfacts:\n";
    for fact in lot.facts.iter().filter(|fact| fact.asked) {
        of_fact(&mut text, fact, given::at(given, &["facts", &fact.id]), words);
    }
    text += "\nanswers:\n";
    let mut theme = "";
    // Devices of one kind have no place for what others are asked.
    let asked = |one: &&Requirement| !given::at(given, &["answers", &one.id]).is_null();
    for requirement in lot.requirements.iter().filter(asked) {
        if requirement.theme.id != theme {
            theme = &requirement.theme.id;
            text += "\n";
            comment(&mut text, 2, &say!(words, "blank-theme", theme = requirement.theme.title.as_str()));
        }
        of_requirement(&mut text, requirement, lot, given, words);
    }
    text += "\n";
    comment(&mut text, 0, &say!(words, "blank-deviations"));
    text += "#   UPD-03: {reason: …, measure: …}\ndeviations: {}\n\n";
    evidence(&mut text, spec, lot, given, words);
    given::beside(&mut text, given, words);
    text
}

/// How a list and a row are written, by questions of the lot.
fn examples(text: &mut String, lot: &Lot, words: Words) {
    let facts = lot.facts.iter().filter(|fact| fact.asked).map(|fact| (&fact.id, &fact.of));
    let questions = lot.requirements.iter().flat_map(Requirement::asked);
    let all: Vec<(&String, &Type)> =
        facts.chain(questions.map(|question| (&question.id, &question.of))).collect();
    let list = all.iter().find(|(_, of)| matches!(of, Type::Choices { options, .. } if options.len() > 1));
    if let Some((id, of)) = list {
        let example = format!("{id}: {}", example(of));
        comment(text, 0, &say!(words, "blank-example-list", example = example));
    }
    if let Some((id, of)) = all.iter().find(|(_, of)| matches!(of, Type::Table { .. })) {
        let example = format!("{id}: {}", example(of));
        comment(text, 0, &say!(words, "blank-example-row", example = example));
    }
}

/// Some answer of a type.
fn example(of: &Type) -> String {
    match of {
        Type::Flag => "true".to_owned(),
        Type::Choice { options, .. } => options.first().map(|one| one.id.clone()).unwrap_or_default(),
        Type::Choices { options, .. } => {
            let together = options.iter().filter(|one| !one.exclusive).take(2);
            format!("[{}]", together.map(|one| one.id.as_str()).collect::<Vec<_>>().join(", "))
        }
        Type::Integer { .. } | Type::Number { .. } => "443".to_owned(),
        Type::Text => "…".to_owned(),
        Type::Date => "2027-03-31".to_owned(),
        Type::Version => "\"1.2\"".to_owned(),
        Type::Url => "https://example.org/".to_owned(),
        Type::Table { columns, .. } => {
            let cells = columns.iter().map(|column| format!("{}: {}", column.id, example(&column.of)));
            format!("[{{{}}}]", cells.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The themes with the ids of their requirements.
fn contents(text: &mut String, lot: &Lot, words: Words) {
    let mut themes: Vec<(&str, Vec<&str>)> = Vec::new();
    for requirement in &lot.requirements {
        match themes.last_mut() {
            Some((title, ids)) if *title == requirement.theme.title => ids.push(&requirement.id),
            _ => themes.push((&requirement.theme.title, vec![&requirement.id])),
        }
    }
    let themes = themes.into_iter().map(|(title, ids)| match (ids.first(), ids.last()) {
        (Some(first), Some(last)) if first != last => {
            say!(words, "blank-contents-theme-from", theme = title, first = *first, last = *last)
        }
        _ => say!(words, "blank-contents-theme", theme = title, id = ids.concat()),
    });
    let themes = themes.collect::<Vec<_>>().join(&say!(words, "list-semicolon"));
    comment(text, 0, &say!(words, "blank-contents", themes = themes));
}

fn of_fact(text: &mut String, fact: &Fact, value: &Json, words: Words) {
    let known = fact.known.iter().map(|known| {
        let says = word::predicate(words, &known.check, &fact.of, Naming::Id);
        say!(words, "blank-known", says = says.as_str(), because = known.because.say(words))
    });
    if fact.settled.is_some() {
        // What the tender settles is nothing to choose.
        let mut line = String::new();
        given::put(&mut line, 2, &fact.id, value);
        lines(text, &format!("{} # ", line.trim_end()), "  #   ", &known.collect::<Vec<_>>().join(" "));
        return;
    }
    let parts = [fact.ask.clone(), expected(&fact.of, None, words)].into_iter().chain(known);
    comment(text, 2, &parts.collect::<Vec<_>>().join(" "));
    given::put(text, 2, &fact.id, value);
}

fn of_requirement(text: &mut String, requirement: &Requirement, lot: &Lot, given: &Json, words: Words) {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| (fact.title.clone(), fact.of.clone())),
        Subject::Answer(id) => requirement.question(id).map(|question| (id.clone(), question.of.clone())),
        Subject::Column(_) => None,
    };
    let when = |condition: &Condition| match condition {
        Condition::Constant(_) => None,
        condition => Some(word::condition(words, condition, &legend, Naming::Id)),
    };
    let title = requirement.title.as_str();
    let obligation = requirement.obligation.word();
    let head = match when(&requirement.applies) {
        Some(when) => {
            say!(words, "blank-requirement-if", title = title, obligation = obligation, when = when)
        }
        None => say!(words, "blank-requirement", title = title, obligation = obligation),
    };
    let start = format!("  {}: # ", requirement.id);
    lines(text, &start, "    #   ", &head);
    for question in requirement.questions.iter().filter(|question| question.from.is_none()) {
        of_question(text, question, when(&question.when).as_deref(), words);
        let answer = given::at(given, &["answers", &requirement.id, &question.id]);
        given::put(text, 4, &question.id, answer);
    }
    let borrowed: BTreeSet<String> =
        requirement.questions.iter().filter_map(|one| lender(one, words)).collect();
    if !borrowed.is_empty() {
        let answers = borrowed.into_iter().collect::<Vec<_>>().join(&say!(words, "list-comma"));
        comment(text, 4, &say!(words, "blank-answered-at", answers = answers));
    }
    if let Some(met) = when(&requirement.met_when) {
        comment(text, 4, &say!(words, "blank-met-when", id = requirement.id.as_str(), met = met.as_str()));
    }
}

/// Where a question is answered that is answered elsewhere.
fn lender(question: &Question, words: Words) -> Option<String> {
    let from = question.from.as_ref()?;
    let (id, question) = (from.requirement.as_str(), from.question.as_str());
    Some(say!(words, "blank-answer", id = id, question = question))
}

fn of_question(text: &mut String, question: &Question, when: Option<&str>, words: Words) {
    let mut parts = vec![question.ask.clone()];
    parts.extend(when.map(|when| say!(words, "blank-when", when = when)));
    parts.push(expected(&question.of, question.accept.as_ref(), words));
    match &question.accept {
        // Marked at each option.
        Some(check) if starred::starred(&question.of, check).is_some() => {}
        Some(check) => {
            let accepted = word::accepted(words, check, &question.of, Naming::Id);
            parts.push(say!(words, "blank-accepted", accepted = accepted.as_str()));
        }
        None if question.review => parts.push(say!(words, "blank-reviewed")),
        None => {}
    }
    comment(text, 4, &parts.join(" "));
    if let Type::Table { columns, .. } = &question.of {
        for column in columns {
            comment(
                text,
                4,
                &format!("  {}: {} {}", column.id, column.title, expected(&column.of, None, words)),
            );
        }
    }
}

/// The entries of evidence, each with the title of its kind, and the ids of all kinds that have none.
fn evidence(text: &mut String, spec: &Spec, lot: &Lot, given: &Json, words: Words) {
    let entries = given::at(given, &["evidence"]).as_array().map_or(&[][..], Vec::as_slice);
    let binding = binding_evidence(lot);
    comment(text, 0, &say!(words, "blank-evidence"));
    let wanted = |id: &str| {
        lot.requirements.iter().any(|requirement| requirement.evidence.iter().any(|one| one.kind == id))
    };
    let others: Vec<String> = spec
        .evidence_kinds
        .iter()
        .filter(|kind| wanted(&kind.id) && !binding.iter().any(|(id, _)| *id == kind.id))
        .map(|kind| say!(words, "blank-option", id = kind.id.as_str(), label = kind.title.as_str()))
        .collect();
    if !others.is_empty() {
        let kinds = others.join(&say!(words, "blank-or"));
        comment(text, 0, &say!(words, "blank-evidence-others", kinds = kinds));
    }
    if entries.is_empty() {
        *text += "evidence: []\n";
        return;
    }
    *text += "evidence:\n";
    for entry in entries {
        let part = |key: &str| given::at(entry, &[key]);
        let ids = part("for").as_array().into_iter().flatten().filter_map(Json::as_str);
        *text += &format!("  - for: [{}]\n", ids.collect::<Vec<_>>().join(", "));
        let kind = part("kind").as_str().unwrap_or_default();
        lines(text, &format!("    kind: {kind} # "), "    # ", spec.evidence_title(kind));
        ["file", "sha256"].iter().for_each(|key| given::put(text, 4, key, part(key)));
        if !part("valid-until").is_null() {
            given::put(text, 4, "valid-until", part("valid-until"));
        }
    }
}

/// What kind of answer belongs here, in square brackets, and the words that it may be; those that are accepted
/// have a star, and those that stand alone an exclamation mark.
fn expected(of: &Type, accept: Option<&Check>, words: Words) -> String {
    let kind = match of {
        Type::Flag => say!(words, "blank-flag"),
        Type::Choice { .. } => say!(words, "blank-choice"),
        Type::Choices { least: 0, .. } => say!(words, "blank-choices"),
        Type::Choices { .. } => say!(words, "blank-choices-some"),
        Type::Integer { unit: Unit::Count } => say!(words, "blank-integer"),
        Type::Number { unit: Unit::Count } => say!(words, "blank-number"),
        Type::Integer { unit } => say!(words, "blank-integer-of", unit = unit.name()),
        Type::Number { unit } => say!(words, "blank-number-of", unit = unit.name()),
        Type::Text => say!(words, "blank-text"),
        Type::Date => say!(words, "blank-date"),
        Type::Version => say!(words, "blank-version"),
        Type::Url => say!(words, "blank-url"),
        Type::Table { least: 0, .. } => say!(words, "blank-table-or-none"),
        Type::Table { .. } => say!(words, "blank-table"),
    };
    let stars = accept.and_then(|accept| starred::starred(of, accept)).unwrap_or_default();
    let option = |one: &Choice| {
        let mut id = one.id.clone();
        if stars.contains(one.id.as_str()) {
            id = say!(words, "blank-star", id = id);
        }
        if one.exclusive {
            id = say!(words, "blank-alone", id = id);
        }
        if one.label.to_lowercase() == one.id.replace('-', " ") {
            return id;
        }
        say!(words, "blank-option", id = id, label = one.label.as_str())
    };
    let options: Vec<String> = of.options().iter().map(option).collect();
    let mut text = format!("[{kind}]");
    if !options.is_empty() {
        text += " ";
        text += &options.join(&say!(words, "blank-or"));
        text += ".";
    }
    text
}

/// Lines of comment; a text cannot break out of them.
fn comment(text: &mut String, indent: usize, words: &str) {
    let lead = words.len() - words.trim_start().len();
    let start = format!("{}# {}", " ".repeat(indent), " ".repeat(lead));
    lines(text, &start, &format!("{start}  "), words);
}

/// A text in lines, the first of which starts otherwise than the rest.
fn lines(text: &mut String, first: &str, rest: &str, words: &str) {
    let mut line = first.to_owned();
    let mut fresh = true;
    for word in words.split_whitespace() {
        if !fresh && line.chars().count() + word.chars().count() >= WIDTH {
            *text += line.trim_end();
            *text += "\n";
            rest.clone_into(&mut line);
        }
        line += word;
        line += " ";
        fresh = false;
    }
    *text += line.trim_end();
    *text += "\n";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_inside_comments() {
        let check = |words: &str, expected: &str| {
            let mut text = String::new();
            comment(&mut text, 2, words);
            assert_eq!(text, expected);
        };
        check("a\nfacts: {}", "  # a facts: {}\n");
        check("  b: c", "  #   b: c\n");
    }
}
