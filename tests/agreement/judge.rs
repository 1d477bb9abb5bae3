//! The verdict on a requirement, straight from the conditions of the spec: the schema must agree.

use serde_json::Value as Json;
use tenderc::condition::{Condition, Subject, Value};
use tenderc::resolve::spec::{Lot, Requirement};

/// What the conditions of a requirement look at.
pub struct Subjects<'a> {
    pub lot: &'a Lot,
    pub requirement: &'a Requirement,
    pub declaration: &'a Json,
}

impl Subjects<'_> {
    fn value(&self, subject: &Subject) -> Option<Value> {
        match subject {
            Subject::Fact(id) => {
                let fact = self.lot.fact(id).filter(|fact| fact.asked)?;
                Value::read(&fact.of, self.declaration.get("facts")?.get(id)?)
            }
            Subject::Answer(id) => {
                let question = self.requirement.question(id)?;
                let (under, name) = match &question.from {
                    Some(from) => (&from.requirement, &from.question),
                    None => (&self.requirement.id, id),
                };
                let answers = self.declaration.get("answers")?.get(under)?;
                Value::read(&question.of, answers.get(name)?)
            }
            Subject::Column(_) => None,
        }
    }

    /// Whether a condition is true of them.
    pub fn hold(&self, condition: &Condition) -> bool {
        condition.holds(&|subject| self.value(subject))
    }
}

/// Whether the requirement applies.
pub fn applies(subjects: &Subjects) -> bool {
    subjects.hold(&subjects.requirement.applies)
}

/// Whether the requirement is met, or does not apply.
pub fn met(subjects: &Subjects) -> bool {
    let requirement = subjects.requirement;
    let answered =
        requirement.questions.iter().filter(|question| subjects.hold(&question.when)).all(|question| {
            let answer = subjects.value(&Subject::Answer(question.id.clone()));
            answer.is_some_and(|answer| question.accept.as_ref().is_none_or(|accept| accept.accepts(&answer)))
        });
    !applies(subjects) || (answered && subjects.hold(&requirement.met_when))
}

/// Whether a declaration proposes a deviation from a requirement: says why, and what is done instead.
pub fn proposed(declaration: &Json, id: &str) -> bool {
    let text = |key: &str| declaration.pointer(&format!("/deviations/{id}/{key}")).and_then(Json::as_str);
    let said =
        |key: &str| text(key).is_some_and(|text| !text.trim_matches([' ', '\t', '\r', '\n']).is_empty());
    said("reason") && said("measure")
}
