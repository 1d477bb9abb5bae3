//! What a declaration gives: its facts and answers as values, and where each stands.
//!
//! Only well-formed values are given; what is malformed counts as absent, and is reported
//! by the schema's own finding.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::condition::{Condition, Subject, Type, Value};
use crate::declaration::Declaration;
use crate::resolve::spec::{Lot, Question, Requirement};
use crate::syntax::Entry;
use crate::text::{Route, Span};

use super::Answer;

/// A declaration, read as answers to one lot.
pub struct Given<'a> {
    /// The declaration.
    pub declaration: &'a Declaration,
    /// The lot it answers.
    pub lot: &'a Lot,
    /// The well-formed facts, by id.
    pub facts: BTreeMap<String, Value>,
    /// What stands under each requirement, by its id.
    answers: BTreeMap<&'a str, &'a Entry>,
    /// The ids of requirements, each with a kind of evidence that is enclosed for it.
    enclosed: BTreeSet<(&'a str, &'a str)>,
}

/// A question that a device of these facts and answers is asked.
pub struct Shown<'a> {
    /// The question.
    pub question: &'a Question,
    /// The answer; nothing where there is no well-formed one.
    pub value: Option<Value>,
}

impl<'a> Given<'a> {
    /// A declaration as answers to a lot.
    pub fn of(declaration: &'a Declaration, lot: &'a Lot) -> Self {
        let stated = lot.facts.iter().filter_map(|fact| {
            let json = declaration.fact(&fact.id)?;
            Some((fact.id.clone(), Value::read(&fact.of, json)?))
        });
        let answers = declaration.tree().entry("answers").map_or(&[][..], |entry| entry.value.entries());
        Self {
            declaration,
            lot,
            facts: stated.collect(),
            answers: answers.iter().map(|entry| (entry.key.as_str(), entry)).collect(),
            enclosed: declaration
                .enclosed()
                .filter_map(|piece| Some((piece, piece.text("kind")?)))
                .flat_map(|(piece, kind)| piece.serves().map(move |id| (id, kind)))
                .collect(),
        }
    }

    /// Whether evidence of a kind is enclosed for a requirement.
    pub fn is_enclosed(&self, requirement: &str, kind: &str) -> bool {
        self.enclosed.contains(&(requirement, kind))
    }

    /// The question, if it was answered in a workbook: it stands there, and its id does not.
    pub fn seen(&self, question: &Question) -> Option<String> {
        self.declaration.in_workbook().then(|| question.ask.clone())
    }

    /// The value of a subject of a requirement's condition.
    pub fn value(&self, requirement: &Requirement, subject: &Subject) -> Option<Value> {
        match subject {
            Subject::Fact(id) => self.facts.get(id).cloned(),
            _ => Value::read(self.type_of(requirement, subject)?, self.json(requirement, subject)?),
        }
    }

    /// Whether a condition of a requirement holds.
    pub fn holds(&self, requirement: &Requirement, condition: &Condition) -> bool {
        condition.passes(&|subject, check| match subject {
            Subject::Fact(id) => self.facts.get(id).is_some_and(|value| check.accepts(value)),
            _ => self.value(requirement, subject).is_some_and(|value| check.accepts(&value)),
        })
    }

    /// The questions of a requirement that this device is asked, with their answers.
    pub fn shown<'r>(&self, requirement: &'r Requirement) -> Vec<Shown<'r>> {
        let asked = |question: &&Question| self.holds(requirement, &question.when);
        let shown = requirement.questions.iter().filter(asked).map(|question| {
            let json = match &question.from {
                Some(from) => self.declaration.answer(&from.requirement, &from.question),
                None => self.declaration.answer(&requirement.id, &question.id),
            };
            Shown { question, value: json.and_then(|json| Value::read(&question.of, json)) }
        });
        shown.collect()
    }

    /// The answer to a question, with what its own acceptance says of it.
    pub fn answered(&self, requirement: &Requirement, shown: Shown<'_>) -> Answer {
        let Shown { question, value } = shown;
        Answer {
            question: question.id.clone(),
            accepted: question
                .accept
                .as_ref()
                .zip(value.as_ref())
                .map(|(accept, value)| accept.accepts(value)),
            value,
            span: self.place_of_answer(requirement, &question.id),
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

    /// What people call a subject: the title of a fact, or the question itself.
    pub fn title_of(&self, requirement: &Requirement, subject: &Subject) -> String {
        let title = match subject {
            Subject::Fact(id) => self.lot.fact(id).map(|fact| &fact.title),
            Subject::Answer(id) => requirement.question(id).map(|question| &question.ask),
            Subject::Column(_) => None,
        };
        title.cloned().unwrap_or_else(|| subject.name().to_owned())
    }

    /// What stands in the place of a subject, well-formed or not.
    pub fn json(&self, requirement: &Requirement, subject: &Subject) -> Option<&Json> {
        match subject {
            Subject::Fact(id) => self.declaration.fact(id),
            Subject::Answer(id) => {
                let (answered, question) = requirement.answer_to(id);
                self.declaration.answer(answered, question)
            }
            Subject::Column(_) => None,
        }
    }

    /// Where a subject stands; where it does not, where the requirement is answered.
    pub fn place(&self, requirement: &Requirement, subject: &Subject) -> Span {
        match subject {
            Subject::Fact(id) => {
                let facts = self.declaration.tree().entry("facts");
                self.place_of_entry(facts.and_then(|facts| facts.value.entry(id)), requirement)
            }
            Subject::Answer(id) => self.place_of_answer(requirement, id),
            Subject::Column(_) => self.place_of(requirement),
        }
    }

    fn place_of_answer(&self, requirement: &Requirement, question: &str) -> Span {
        let (answered, question) = requirement.answer_to(question);
        let entry = self.answers.get(answered).and_then(|entry| entry.value.entry(question));
        self.place_of_entry(entry, requirement)
    }

    /// The place of a value; of a key without one where nobody has filled it in.
    fn place_of_entry(&self, entry: Option<&Entry>, requirement: &Requirement) -> Span {
        match entry {
            Some(entry) if entry.is_cut() => entry.key_span,
            Some(entry) => entry.place(),
            None => self.place_of(requirement),
        }
    }

    /// Where a requirement is answered: its key, or the nearest thing that stands.
    pub fn place_of(&self, requirement: &Requirement) -> Span {
        let own = self.answers.get(requirement.id.as_str()).copied();
        match own.or_else(|| self.declaration.tree().entry("answers")) {
            Some(entry) => entry.key_span,
            None => self.declaration.place(&Route::root()),
        }
    }
}

/// The way to the answer to a question of a requirement, wherever it is given.
pub fn answer_to(requirement: &Requirement, question: &str) -> Route {
    let (answered, question) = requirement.answer_to(question);
    Route::root().key("answers").key(answered).key(question)
}
