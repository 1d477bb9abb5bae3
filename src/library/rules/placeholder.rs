//! Placeholders: what somebody meant to write is printed to every bidder.

use super::words;
use super::words::{Text, Texts, Word};
use crate::condition::{Choice, Type};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Question, Requirement};
use crate::text::Span;

/// What people leave for themselves, as it is written.
const MARKS: &[&str] = &["FIXME", "TBD", "TODO", "XXX"];

/// How the instruction begins that version 0.1.0 wrote into a new requirement, without a mark.
const INSTRUCTIONS: &[&str] = &["Say what happens in"];

/// Whether nothing is left to be written.
pub fn check(texts: &Texts<'_>, requirement: &Requirement, bag: &mut Bag) {
    for Text { written: text, words } in texts.all() {
        if let Some(word) = left(&text.value, words) {
            report(words::place(text, std::slice::from_ref(word)), bag);
        }
    }
    if is_marked(&requirement.title) {
        report(requirement.title_span, bag);
    }
    for question in requirement.questions.values().filter(|question| question.from.is_none()) {
        if is_marked(&question.ask) || is_marked(&question.help) {
            report(question.ask_span, bag);
        }
        labels(question, bag);
    }
}

/// The labels of options, and the titles of columns: printed as they stand, so a template is never filled in.
fn labels(question: &Question, bag: &mut Bag) {
    let place = |option: &Choice| question.labels.get(&option.id).copied().unwrap_or(question.span);
    let own = question.of.options().iter().map(|option| (option.label.as_str(), place(option)));
    let columns = match &question.of {
        Type::Table { columns, .. } => columns.as_slice(),
        _ => &[],
    };
    let of_columns = columns.iter().flat_map(|column| {
        let labels = column.of.options().iter().map(|option| option.label.as_str());
        labels.chain([column.title.as_str()]).map(|label| (label, question.span))
    });
    for (label, span) in own.chain(of_columns) {
        if label.contains('{') {
            bag.push(
                Diagnostic::new(&codes::PLACEHOLDER_LEFT, "a label is not a template")
                    .at(span, "printed as it stands")
                    .hint("write the value out, or ask for it in the question, which is filled in"),
            );
        } else if is_marked(label) || ["…", "..."].iter().any(|rest| label.trim_end().ends_with(rest)) {
            report(span, bag);
        }
    }
}

/// The word in a text that stands for what is still to be written.
fn left<'a, 'w>(text: &str, words: &'a [Word<'w>]) -> Option<&'a Word<'w>> {
    words.iter().find(|word| {
        let rest = text.get(word.start..).unwrap_or_default();
        let written = text.get(word.start..word.end).unwrap_or_default();
        MARKS.contains(&written) || INSTRUCTIONS.iter().any(|start| rest.starts_with(start))
    })
}

fn is_marked(text: &str) -> bool {
    left(text, &words::words(text)).is_some()
}

fn report(span: Span, bag: &mut Bag) {
    bag.push(
        Diagnostic::new(&codes::PLACEHOLDER_LEFT, "something is still to be written")
            .at(span, "printed as it stands")
            .hint("write it, or leave the sentence out"),
    );
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    #[test]
    fn what_is_to_be_written_is_found() {
        let check = |rationale: &str, expected: &str| {
            let written = cases::GOOD.replace("Others can come from anybody.", rationale);
            assert_eq!(cases::told(&[("updates/UPD-01.md", &written)], &["L26"]), expected, "{rationale}");
        };
        check("Others can come from anybody.", "");
        check("TODO: say what happens.", "L265 TODO");
        check("It happens (TBD).", "L265 TBD");
        check("Say what happens in a place without it.", "L265 Say");
        check("A todo list; `TODO` in code.", "");
    }

    #[test]
    fn questions_and_labels_have_nothing_left_either() {
        let check = |question: &str, expected: &str| {
            let good = "{ask: Is every update signed?, type: flag, accept: {equals: true}}";
            let written = cases::GOOD.replace(good, question);
            assert_eq!(cases::told(&[("updates/UPD-01.md", &written)], &["L26"]), expected, "{question}");
        };
        let choice = |b: &str| {
            format!("{{ask: Which?, type: choice, options: {{a: A, b: {b}}}, accept: {{equals: a}}}}")
        };
        check(&choice("B"), "");
        check(&choice("TODO"), "L265 TODO");
        check(&choice("\"At most {{ days }} days\""), "L265 \"At most {{ days }} days\"");
        check(&choice("\"At most {days} days\""), "L265 \"At most {days} days\"");
        check(&choice("Another way …"), "L265 Another way …");
        check(
            "{ask: \"TBD: is it signed?\", type: flag, accept: {equals: true}}",
            "L265 \"TBD: is it signed?\"",
        );
        let table = |title: &str, label: &str| {
            let of = format!("type: choice, options: {{a: A, b: \"{label}\"}}");
            let columns = format!("{{how: {{title: \"{title}\", {of}}}}}");
            format!("{{ask: Which?, type: table, columns: {columns}, accept: {{each-row: {{how: a}}}}}}")
        };
        check(&table("How", "B"), "");
        check(&table("How", "{{ buyer }}"), "L265 signed");
        check(&table("TODO", "B"), "L265 signed");
    }
}
