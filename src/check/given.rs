//! What a declaration gives: its facts and answers as values, and where each stands.
//!
//! Only well-formed values are given; what is malformed counts as absent, and is reported
//! by the schema's own finding.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::condition::{Subject, Type, Value};
use crate::declaration::Declaration;
use crate::resolve::spec::{Lot, Question, Requirement};
use crate::text::{Route, Span};

use super::Answer;

/// A declaration, read as answers to one lot.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The declaration.
    pub declaration: &'a Declaration,
    /// The lot it answers.
    pub lot: &'a Lot,
}

impl Given<'_> {
    /// The value of a subject of a requirement's condition.
    pub fn value(&self, requirement: &Requirement, subject: &Subject) -> Option<Value> {
        let of = self.type_of(requirement, subject)?;
        Value::read(of, self.json(requirement, subject)?)
    }

    /// The value of an answer.
    pub fn answer(&self, requirement: &Requirement, question: &str) -> Option<Value> {
        self.value(requirement, &Subject::Answer(question.to_owned()))
    }

    /// The well-formed facts, by id.
    pub fn facts(&self) -> BTreeMap<String, Value> {
        let stated = self.lot.facts.iter().filter_map(|fact| {
            let json = self.declaration.facts.get(&fact.id)?;
            Some((fact.id.clone(), Value::read(&fact.of, json)?))
        });
        stated.collect()
    }

    /// The answer to a question, with what its own acceptance says of it.
    pub fn answered(&self, requirement: &Requirement, question: &Question) -> Answer {
        let subject = Subject::Answer(question.id.clone());
        let value = self.value(requirement, &subject);
        Answer {
            question: question.id.clone(),
            accepted: question
                .accept
                .as_ref()
                .zip(value.as_ref())
                .map(|(accept, value)| accept.accepts(value)),
            value,
            span: self.place(requirement, &subject),
        }
    }

    /// The type of a subject of a requirement's condition.
    pub fn type_of<'s>(&'s self, requirement: &'s Requirement, subject: &Subject) -> Option<&'s Type> {
        match subject {
            Subject::Fact(id) => self.lot.fact(id).map(|fact| &fact.of),
            Subject::Answer(id) => requirement.question(id).map(|question| &question.of),
            Subject::Column(_) => None,
        }
    }

    /// What stands in the place of a subject, well-formed or not.
    pub fn json(&self, requirement: &Requirement, subject: &Subject) -> Option<&Json> {
        match subject {
            Subject::Fact(id) => self.declaration.facts.get(id),
            Subject::Answer(id) => {
                let (answered, question) = requirement.answer_to(id);
                self.declaration.answer(answered, question)
            }
            Subject::Column(_) => None,
        }
    }

    /// Where a subject stands; where it does not, where the requirement is answered.
    pub fn place(&self, requirement: &Requirement, subject: &Subject) -> Span {
        let route = match subject {
            Subject::Fact(id) => Route::root().key("facts").key(id),
            Subject::Answer(id) => answer_to(requirement, id),
            Subject::Column(_) => return self.place_of(requirement),
        };
        match self.json(requirement, subject) {
            Some(_) => self.declaration.place(&route),
            None if self.declaration.has(&route) => self.declaration.key_place(&route),
            None => self.place_of(requirement),
        }
    }

    /// Where a requirement is answered: its key, or the nearest thing that stands.
    pub fn place_of(&self, requirement: &Requirement) -> Span {
        let answers = Route::root().key("answers");
        match () {
            () if self.declaration.has(&answers_to(requirement)) => {
                self.declaration.key_place(&answers_to(requirement))
            }
            () if self.declaration.has(&answers) => self.declaration.key_place(&answers),
            () => self.declaration.place(&Route::root()),
        }
    }
}

/// The way to the answer to a question of a requirement, wherever it is given.
pub fn answer_to(requirement: &Requirement, question: &str) -> Route {
    let (answered, question) = requirement.answer_to(question);
    Route::root().key("answers").key(answered).key(question)
}

/// The way to the answers to a requirement.
fn answers_to(requirement: &Requirement) -> Route {
    Route::root().key("answers").key(&requirement.id)
}
