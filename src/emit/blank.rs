//! A lot to a blank declaration in YAML: every fact and question with what is asked and what is
//! accepted, ready to be filled in with a text editor.

use crate::condition::word::{self, List, Naming};
use crate::condition::{Condition, Subject, Type, Unit};
use crate::resolve::spec::{Fact, Lot, Question, Requirement, Spec};
use crate::say;
use crate::schema::{DECLARATION, binding_evidence};
use crate::words::Words;

/// The blank declaration. What is left empty counts as unanswered.
pub fn write(spec: &Spec, lot: &Lot, words: Words) -> String {
    let mut text = "# yaml-language-server: $schema=declaration.schema.json\n".to_owned();
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
    text += &format!("format: {DECLARATION}\npack: {}\n", spec.pack);
    text += &format!("tender: {}\nlot: {}\n", spec.tender.id, lot.id);
    text += "vendor:\n  name:\n  contact:\ndevice:\n  name:\n  model:\n  version:\n\nfacts:\n";
    for fact in lot.facts.iter().filter(|fact| fact.asked) {
        of_fact(&mut text, fact, words);
    }
    text += "\nanswers:\n";
    for requirement in &lot.requirements {
        of_requirement(&mut text, requirement, lot, words);
    }
    text += "\n";
    comment(&mut text, 0, &say!(words, "blank-deviations"));
    text += "#   UPD-03: {reason: …, measure: …}\ndeviations: {}\n\n";
    evidence(&mut text, spec, lot, words);
    text
}

fn of_fact(text: &mut String, fact: &Fact, words: Words) {
    comment(text, 2, &format!("{} {}", fact.ask, expected(&fact.of, words)));
    options(text, 2, &fact.of, words);
    for known in &fact.known {
        let says = word::predicate(words, &known.check, &fact.of, Naming::Id);
        comment(
            text,
            2,
            &say!(words, "blank-known", says = says.as_str(), because = known.because.say(words)),
        );
    }
    match &fact.settled {
        Some(value) => *text += &format!("  {}: {}\n", fact.id, value.json()),
        None => *text += &format!("  {}:\n", fact.id),
    }
}

fn of_requirement(text: &mut String, requirement: &Requirement, lot: &Lot, words: Words) {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| (fact.title.clone(), fact.of.clone())),
        Subject::Answer(id) => requirement.question(id).map(|question| (id.clone(), question.of.clone())),
        Subject::Column(_) => None,
    };
    let when = |condition: &Condition| match condition {
        Condition::Constant(_) => None,
        condition => Some(word::condition(words, condition, &legend, Naming::Id)),
    };
    *text += "\n";
    let (id, title) = (requirement.id.as_str(), requirement.title.as_str());
    let obligation = requirement.obligation.word();
    let head = match when(&requirement.applies) {
        Some(when) => {
            say!(words, "blank-requirement-if", id = id, title = title, obligation = obligation, when = when,)
        }
        None => say!(words, "blank-requirement", id = id, title = title, obligation = obligation),
    };
    comment(text, 2, &head);
    *text += &format!("  {}:\n", requirement.id);
    for question in &requirement.questions {
        of_question(text, question, when(&question.when).as_deref(), words);
    }
    if let Some(met) = when(&requirement.met_when) {
        comment(text, 4, &say!(words, "blank-met-when", id = requirement.id.as_str(), met = met.as_str()));
    }
}

fn of_question(text: &mut String, question: &Question, when: Option<&str>, words: Words) {
    if let Some(from) = &question.from {
        let (id, question) = (from.requirement.as_str(), from.question.as_str());
        comment(text, 4, &say!(words, "blank-answered-at", id = id, question = question));
        return;
    }
    let mut line = format!("{} {}", question.ask, expected(&question.of, words));
    if let Some(when) = when {
        line += " ";
        line += &say!(words, "blank-when", when = when);
    }
    comment(text, 4, &line);
    options(text, 4, &question.of, words);
    match &question.accept {
        Some(check) => {
            let list = word::accepted_list(words, check, &question.of, Naming::Id);
            if list.is_nested() {
                comment(text, 4, &say!(words, "blank-accepted-list"));
                listed(text, 1, &list);
            } else {
                let accepted = word::accepted(words, check, &question.of, Naming::Id);
                comment(text, 4, &say!(words, "blank-accepted", accepted = accepted.as_str()));
            }
        }
        None if question.review => comment(text, 4, &say!(words, "blank-reviewed")),
        None => {}
    }
    if let Type::Table { columns, .. } = &question.of {
        for column in columns {
            comment(text, 4, &format!("  {}: {} {}", column.id, column.title, expected(&column.of, words)));
            options(text, 6, &column.of, words);
        }
    }
    *text += &format!("    {}:\n", question.id);
}

/// The kinds of evidence with their ids, and an entry for each that shall be enclosed.
fn evidence(text: &mut String, spec: &Spec, lot: &Lot, words: Words) {
    comment(text, 0, &say!(words, "blank-evidence"));
    let wanted = |id: &str| {
        lot.requirements.iter().any(|requirement| requirement.evidence.iter().any(|one| one.kind == id))
    };
    for kind in spec.evidence_kinds.iter().filter(|kind| wanted(&kind.id)) {
        comment(text, 0, &format!("  {}: {}", kind.id, kind.title));
    }
    let binding = binding_evidence(lot);
    if binding.is_empty() {
        *text += "evidence: []\n";
        return;
    }
    *text += "evidence:\n";
    for (kind, ids) in binding {
        *text += &format!(
            "  - for: [{}]\n    kind: {kind}\n    file:\n    sha256:\n    valid-until:\n",
            ids.join(", ")
        );
    }
}

/// What is accepted, an item a line, deeper items further in.
fn listed(text: &mut String, level: usize, list: &List) {
    comment(text, 4, &format!("{}{}", "  ".repeat(level), list.text));
    list.items.iter().for_each(|item| listed(text, level + 1, item));
}

/// What kind of answer belongs here, in square brackets.
fn expected(of: &Type, words: Words) -> String {
    let words = match of {
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
    format!("[{words}]")
}

fn options(text: &mut String, indent: usize, of: &Type, words: Words) {
    for option in of.options() {
        comment(text, indent, &format!("  {}: {}", option.id, option.label));
    }
    if let Some(alone) = word::alone(words, of, Naming::Id) {
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
