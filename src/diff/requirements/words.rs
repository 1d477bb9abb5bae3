//! What stands on both sides of a change of a requirement, in words.

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::document::view::wording;
use crate::resolve::spec::{Fact, Question, Requirement};

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
    word::condition(condition, &legend, Naming::Label)
}

/// What is accepted: "at most 30 days", "any answer".
pub fn accepted(check: Option<&Check>, of: &Type) -> String {
    check.map_or_else(|| "any answer".to_owned(), |check| word::accepted(check, of, Naming::Label))
}

/// What an answer looks like: "yes or no", "whole number, in days".
pub fn answers(of: &Type) -> String {
    wording::answer(of, false)
}

/// A value: "10 years".
pub fn value(value: &Value, of: &Type) -> String {
    word::value(value, of, Naming::Label)
}
