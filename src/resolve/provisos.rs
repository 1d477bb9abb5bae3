//! Options that are true of some devices only: where a lot's devices are none of them, such an option is
//! not accepted; where the vendor's facts decide, it is accepted only beside the facts with which it is true.

use crate::condition::{Certainty, Check, Condition, Domains, Subject, Type, Value};
use crate::condition::{implied, possible, reduce};
use crate::model::{Proviso, Question, Requirement};
use crate::resolve::spec;

/// What is accepted, without the options that are certainly untrue of the lot's devices: nobody is to read
/// that they will do.
pub fn without_untrue(accept: Check, question: &Question, left: &dyn Fn(&Condition) -> Condition) -> Check {
    let untrue =
        question.provisos.iter().filter(|proviso| left(&proviso.holds) == Condition::Constant(false));
    untrue.fold(accept, |accept, proviso| {
        let left = match (&proviso.column, &accept) {
            (None, accept) => without(accept, &proviso.option),
            (Some(column), Check::EachRow(row)) => {
                let row = row_without(row, column, &proviso.option);
                row.map(|row| Check::EachRow(Box::new(row)))
            }
            (Some(_), _) => None,
        };
        // Where nothing is left, the whole stands, and the option falls by what must hold of the answers together.
        left.unwrap_or(accept)
    })
}

/// What must hold of the answers and facts of a requirement together: what the library demands, and that no
/// option is chosen which the facts contradict. `left` says what is left of a condition on facts; `answers`
/// are the domains of facts and answers.
pub fn joined(
    requirement: &Requirement,
    asked: &[spec::Question],
    left: &dyn Fn(&Condition) -> Condition,
    answers: impl FnOnce() -> Domains,
) -> Condition {
    let weighed = asked.iter().flat_map(|question| {
        let written = requirement.questions.get(&question.id).zip(question.accept.as_ref());
        let own = written.into_iter().flat_map(move |(written, accept)| {
            written.provisos.iter().filter(move |proviso| !rules_out(accept, &question.of, proviso))
        });
        own.map(move |proviso| (question, proviso))
    });
    let weighed: Vec<(&spec::Question, &Proviso)> = weighed.collect();
    if weighed.is_empty() {
        return requirement.met_when.clone();
    }
    let answers = answers();
    let mut parts = Vec::new();
    if requirement.met_when != Condition::Constant(true) {
        parts.push(requirement.met_when.clone());
    }
    for (question, proviso) in weighed {
        let unasked = Condition::Not(Box::new(question.when.clone()));
        let holds = left(&proviso.holds);
        let part = reduce(&Condition::Any(vec![unasked, denied(question, proviso), holds]), &answers);
        if part != Condition::Constant(true) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    match parts.len() {
        0 => Condition::Constant(true),
        1 => parts.remove(0),
        _ => Condition::All(parts),
    }
}

/// That the option is not chosen.
fn denied(question: &spec::Question, proviso: &Proviso) -> Condition {
    let subject = Subject::Answer(question.id.clone());
    let (Some(column), Type::Table { columns, .. }) = (&proviso.column, &question.of) else {
        let check = chosen(&question.of, &proviso.option);
        return Condition::Not(Box::new(Condition::Test { subject, check }));
    };
    let cell = columns.iter().find(|one| one.id == *column).map(|one| chosen(&one.of, &proviso.option));
    let cell = cell.map(|check| Condition::Test { subject: Subject::Column(column.clone()), check });
    let row = cell.map_or(Condition::Constant(true), |cell| Condition::Not(Box::new(cell)));
    Condition::Test { subject, check: Check::EachRow(Box::new(row)) }
}

/// That an answer of a type is the option, or has it.
fn chosen(of: &Type, option: &str) -> Check {
    let word = Value::Word(option.to_owned());
    if matches!(of, Type::Choices { .. }) { Check::Includes(vec![word]) } else { Check::Equals(word) }
}

/// Whether the acceptance alone refuses each answer with the option.
fn rules_out(accept: &Check, of: &Type, proviso: &Proviso) -> bool {
    match (&proviso.column, of, accept) {
        (Some(column), Type::Table { columns, .. }, Check::EachRow(row)) => {
            let mut cells = Domains::default();
            for column in columns {
                cells.declare(Subject::Column(column.id.clone()), column.of.clone());
            }
            let cell = columns.iter().find(|one| one.id == *column).map(|one| Condition::Test {
                subject: Subject::Column(column.clone()),
                check: chosen(&one.of, &proviso.option),
            });
            let both = cell.map(|cell| Condition::All(vec![(**row).clone(), cell]));
            both.is_some_and(|both| possible(&both, &cells) == Certainty::Never)
        }
        (Some(_), _, _) => false,
        (None, of, accept) => implied(&[chosen(of, &proviso.option)], accept, of) == Certainty::Never,
    }
}

/// A check without the ways to satisfy it that name the option; nothing where there is no other.
fn without(check: &Check, option: &str) -> Option<Check> {
    let named = |value: &Value| matches!(value, Value::Word(word) if word == option);
    match check {
        Check::Equals(value) if named(value) => None,
        Check::Includes(values) if values.iter().any(named) => None,
        Check::OneOf(values) => {
            let left: Vec<Value> = values.iter().filter(|value| !named(value)).cloned().collect();
            (!left.is_empty()).then_some(Check::OneOf(left))
        }
        Check::All(parts) => {
            parts.iter().map(|part| without(part, option)).collect::<Option<_>>().map(Check::All)
        }
        Check::Any(parts) => {
            let mut left: Vec<Check> = parts.iter().filter_map(|part| without(part, option)).collect();
            if left.len() > 1 { Some(Check::Any(left)) } else { left.pop() }
        }
        other => Some(other.clone()),
    }
}

/// The same of a condition on rows, of which the option is one cell.
fn row_without(row: &Condition, column: &str, option: &str) -> Option<Condition> {
    match row {
        Condition::Test { subject, check } if subject.name() == column => {
            let check = without(check, option)?;
            Some(Condition::Test { subject: subject.clone(), check })
        }
        Condition::All(parts) => parts
            .iter()
            .map(|part| row_without(part, column, option))
            .collect::<Option<_>>()
            .map(Condition::All),
        Condition::Any(parts) => {
            let mut left: Vec<Condition> =
                parts.iter().filter_map(|part| row_without(part, column, option)).collect();
            if left.len() > 1 { Some(Condition::Any(left)) } else { left.pop() }
        }
        other => Some(other.clone()),
    }
}
