//! A lot to a blank declaration in YAML: every fact and question with what is asked and what is
//! accepted, ready to be filled in with a text editor.

use crate::condition::word::{self, List, Naming};
use crate::condition::{Condition, Subject, Type, Unit};
use crate::resolve::spec::{Fact, Lot, Question, Requirement, Spec};
use crate::words::Words;

/// The blank declaration. What is left empty counts as unanswered.
pub fn write(spec: &Spec, lot: &Lot) -> String {
    let mut text = String::new();
    comment(&mut text, 0, &format!("{}: lot {}, {}", spec.tender.title, lot.number, lot.title));
    comment(
        &mut text,
        0,
        "Fill in after each colon. Facts decide which requirements apply; leave empty what does not. \
         Check it with: tenderc check FILE --pack PACK",
    );
    text += &format!("format: tenderc-declaration/1\npack: {}\n", spec.pack);
    text += &format!("tender: {}\nlot: {}\n", spec.tender.id, lot.id);
    text += "vendor:\n  name:\n  contact:\ndevice:\n  name:\n  model:\n  version:\n\nfacts:\n";
    for fact in lot.facts.iter().filter(|fact| fact.asked) {
        of_fact(&mut text, fact);
    }
    text += "\nanswers:\n";
    for requirement in &lot.requirements {
        of_requirement(&mut text, requirement, lot);
    }
    text += "\n";
    comment(&mut text, 0, "Where you do not meet a requirement, say why and what you do instead:");
    text += "#   UPD-03: {reason: …, measure: …}\ndeviations: {}\n\n";
    comment(&mut text, 0, "The files that you enclose:");
    text += "#   - {for: [UPD-03], kind: support-policy, file: evidence/policy.pdf, sha256: …, valid-until: 2028-01-01}\n";
    text + "evidence: []\n"
}

fn of_fact(text: &mut String, fact: &Fact) {
    comment(text, 2, &format!("{} {}", fact.ask, expected(&fact.of)));
    options(text, 2, &fact.of);
    for known in &fact.known {
        let says = word::predicate(Words::English, &known.check, &fact.of, Naming::Id);
        comment(text, 2, &format!("It {says}: {}.", known.because));
    }
    match &fact.settled {
        Some(value) => *text += &format!("  {}: {}\n", fact.id, value.json()),
        None => *text += &format!("  {}:\n", fact.id),
    }
}

fn of_requirement(text: &mut String, requirement: &Requirement, lot: &Lot) {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| (fact.title.clone(), fact.of.clone())),
        Subject::Answer(id) => requirement.question(id).map(|question| (id.clone(), question.of.clone())),
        Subject::Column(_) => None,
    };
    let when = |condition: &Condition| match condition {
        Condition::Constant(_) => String::new(),
        condition => format!(", if {}", word::condition(Words::English, condition, &legend, Naming::Id)),
    };
    let obligation = requirement.obligation.word();
    let applies = when(&requirement.applies);
    *text += "\n";
    comment(text, 2, &format!("{} {} ({obligation}{applies})", requirement.number, requirement.title));
    *text += &format!("  {}:\n", requirement.id);
    for question in &requirement.questions {
        of_question(text, question, &when(&question.when));
    }
    if requirement.met_when != Condition::Constant(true) {
        let met = word::condition(Words::English, &requirement.met_when, &legend, Naming::Id);
        comment(text, 4, &format!("{} is met only if {met}.", requirement.id));
    }
}

fn of_question(text: &mut String, question: &Question, when: &str) {
    let list = question
        .accept
        .as_ref()
        .map(|check| word::accepted_list(Words::English, check, &question.of, Naming::Id))
        .filter(word::List::is_nested);
    let accepted = match &question.accept {
        Some(_) if list.is_some() => String::new(),
        Some(check) => {
            format!(" Accepted: {}.", word::accepted(Words::English, check, &question.of, Naming::Id))
        }
        None if question.review => " The buyer judges the answer.".to_owned(),
        None => String::new(),
    };
    comment(text, 4, &format!("{} {}{when}.{accepted}", question.ask, expected(&question.of)));
    options(text, 4, &question.of);
    if let Some(list) = list {
        comment(text, 4, "Accepted:");
        listed(text, 1, &list);
    }
    if let Type::Table { columns, .. } = &question.of {
        for column in columns {
            comment(text, 4, &format!("  {}: {} {}", column.id, column.title, expected(&column.of)));
            options(text, 6, &column.of);
        }
    }
    *text += &format!("    {}:\n", question.id);
}

/// What is accepted, an item a line, deeper items further in.
fn listed(text: &mut String, level: usize, list: &List) {
    comment(text, 4, &format!("{}{}", "  ".repeat(level), list.text));
    list.items.iter().for_each(|item| listed(text, level + 1, item));
}

/// What kind of answer belongs here, in square brackets.
fn expected(of: &Type) -> String {
    let words = match of {
        Type::Flag => "true or false".to_owned(),
        Type::Choice { .. } => "one of the words below".to_owned(),
        Type::Choices { .. } => "a list of any of the words below".to_owned(),
        Type::Integer { unit: Unit::Count } => "whole number".to_owned(),
        Type::Number { unit: Unit::Count } => "number".to_owned(),
        Type::Integer { unit } => format!("whole number of {}", unit.name()),
        Type::Number { unit } => format!("number of {}", unit.name()),
        Type::Text => "text".to_owned(),
        Type::Date => "date, YYYY-MM-DD".to_owned(),
        Type::Version => "version in quotes, such as \"1.2\"".to_owned(),
        Type::Url => "address".to_owned(),
        Type::Table { least: 0, .. } => {
            "a list of rows with the columns below, or [] if there are none".to_owned()
        }
        Type::Table { .. } => "a list of at least one row with the columns below".to_owned(),
    };
    format!("[{words}]")
}

fn options(text: &mut String, indent: usize, of: &Type) {
    for option in of.options() {
        comment(text, indent, &format!("  {}: {}", option.id, option.label));
    }
    if let Some(alone) = word::alone(Words::English, of, Naming::Id) {
        comment(text, indent, &format!("  {alone}"));
    }
}

/// Lines of comment of at most a hundred characters; a text cannot break out of them.
fn comment(text: &mut String, indent: usize, words: &str) {
    let lead = words.len() - words.trim_start().len();
    let start = format!("{}# {}", " ".repeat(indent), " ".repeat(lead));
    let mut line = start.clone();
    for word in words.split_whitespace() {
        if line.len() > start.len() && line.chars().count() + word.chars().count() >= 100 {
            *text += line.trim_end();
            *text += "\n";
            line = format!("{start}  ");
        }
        line += word;
        line += " ";
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
