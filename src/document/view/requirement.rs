//! A requirement as the template sees it.

use serde::Serialize;

use super::table::Anchors;
use super::wording;
use crate::condition::{Check, Condition, Subject, word};
use crate::resolve::spec;
use crate::say;
use crate::words::Words;

/// A requirement, for the questionnaire of a lot.
#[derive(Debug, Serialize)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// The id of its heading.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
    /// When it applies, as a clause; empty where it always does.
    pub applies: String,
    /// Help for the answer, in Markdown; may be empty.
    pub guidance: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// What must hold of the answers together, as a clause; may be empty.
    pub met_when: String,
    /// What to enclose.
    pub evidence: Vec<Evidence>,
    /// What it weighs in the award; 0 where it has no weight.
    pub weight: u32,
    /// Whether the tender added it to the library's.
    pub added: bool,
}

/// A parameter.
#[derive(Debug, Serialize)]
pub struct Parameter {
    /// What people call it.
    pub title: String,
    /// Its value in words.
    pub value: String,
    /// The library's value in words.
    pub default: String,
    /// Whether the value is not the library's.
    pub changed: bool,
    /// Where the value comes from, as a clause.
    pub because: String,
}

/// A question.
#[derive(Debug, PartialEq, Serialize)]
pub struct Question {
    /// Its number in the requirement, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Help for the answer; may be empty.
    pub help: String,
    /// What an answer looks like.
    pub answer: String,
    /// What is accepted; empty where the answer alone decides nothing.
    pub accepted: String,
    /// Whether that is said of every row of a table, which takes more words than a column holds.
    pub by_row: bool,
    /// Whether a human judges the answer.
    pub review: bool,
    /// Whether the answer decides together with others.
    pub combined: bool,
    /// When it is asked, as a clause; empty where it always is.
    pub when: String,
}

/// Evidence that is wanted.
#[derive(Debug, Serialize)]
pub struct Evidence {
    /// Its kind.
    pub title: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
}

/// Entries of one standard.
#[derive(Debug, PartialEq, Serialize)]
pub struct Citation {
    /// Short name and edition.
    pub standard: String,
    /// The ids of the entries.
    pub entries: Vec<String>,
}

/// A requirement of a lot.
pub fn of(
    of: &spec::Requirement,
    lot: &spec::Lot,
    spec: &spec::Spec,
    anchors: &Anchors,
    words: Words,
) -> Requirement {
    let questions = of.questions.iter().enumerate().map(|(at, question)| Question {
        number: at + 1,
        id: question.id.clone(),
        ask: question.ask.clone(),
        help: question.help.clone(),
        answer: answer(question, lot, words),
        accepted: question
            .accept
            .as_ref()
            .map(|accept| wording::accepted(accept, &question.of, words))
            .unwrap_or_default(),
        by_row: question.accept.as_ref().is_some_and(is_of_rows),
        review: question.review,
        combined: names(&of.met_when, &question.id),
        when: wording::worded(&question.when, lot, &of.questions, words),
    });
    Requirement {
        id: of.id.clone(),
        anchor: anchors.place(&of.id).anchor,
        title: of.title.clone(),
        obligation: of.obligation.word(),
        applies: wording::over_facts(&of.applies, lot, words),
        guidance: of.guidance.clone(),
        parameters: of.parameters.iter().map(|one| parameter(one, words)).collect(),
        questions: questions.collect(),
        met_when: wording::worded(&of.met_when, lot, &of.questions, words),
        evidence: of.evidence.iter().map(|evidence| wanted(evidence, spec)).collect(),
        weight: of.weight,
        added: of.added,
    }
}

/// What the answer may be, or where it is given already.
fn answer(question: &spec::Question, lot: &spec::Lot, words: Words) -> String {
    let given = question.from.as_ref().and_then(|from| {
        let other = lot.requirement(&from.requirement)?;
        let at = other.questions.iter().position(|asked| asked.id == from.question)?;
        Some(say!(words, "annex-answered-at", requirement = other.id.as_str(), question = at + 1))
    });
    given.unwrap_or_else(|| wording::answer(&question.of, true, words))
}

fn is_of_rows(accept: &Check) -> bool {
    accept.plain().iter().any(|check| matches!(check, Check::EachRow(_)))
}

/// Whether a condition looks at the answer to a question.
fn names(condition: &Condition, question: &str) -> bool {
    match condition {
        Condition::Constant(_) => false,
        Condition::Test { subject, .. } => *subject == Subject::Answer(question.to_owned()),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| names(part, question)),
        Condition::Not(inner) => names(inner, question),
    }
}

fn parameter(of: &spec::Parameter, words: Words) -> Parameter {
    let said = |value| word::value(words, value, &of.of, word::Naming::Label);
    Parameter {
        title: of.title.clone(),
        value: said(&of.value),
        default: said(&of.default),
        changed: of.value != of.default,
        because: of.because.say(Words::English),
    }
}

fn wanted(of: &spec::Evidence, spec: &spec::Spec) -> Evidence {
    Evidence { title: spec.evidence_title(&of.kind).to_owned(), obligation: of.obligation.word() }
}

/// The entries of a citation, by the name of their standard.
pub fn entries(of: &spec::Citation, spec: &spec::Spec) -> Citation {
    let standard = spec.standards.iter().find(|standard| standard.id == of.standard);
    Citation {
        standard: standard.map_or_else(|| of.standard.clone(), named),
        entries: of.entries.iter().map(|entry| entry.id.clone()).collect(),
    }
}

/// A standard by its short name and edition.
pub fn named(standard: &spec::Standard) -> String {
    format!("{} {}", standard.short, standard.edition).trim().to_owned()
}

/// What people call the term of that id.
pub fn title(terms: &[spec::Term], id: &str) -> String {
    terms.iter().find(|term| term.id == id).map_or_else(|| id.to_owned(), |term| term.title.clone())
}
