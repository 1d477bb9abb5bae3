//! What of a requirement is missed, in sentences that name the answer and what is accepted.
//!
//! Explains only: the verdict is the schema's. A clause that holds is never named.

use std::collections::{BTreeMap, BTreeSet};

use crate::condition::word;
use crate::condition::word::Naming;
use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::resolve::spec::{Question, Requirement};
use crate::text::Route;

use super::given::{Given, answers_to};
use super::outcome::Reason;
use crate::words::Words;

/// Rows of one table that are named; the rest is counted.
const MOST_ROWS: usize = 5;

/// Characters of a free text that are repeated in a sentence.
const MOST_TEXT: usize = 60;

/// The shown questions that have no well-formed answer.
pub fn unanswered(given: Given<'_>, requirement: &Requirement) -> Vec<Reason> {
    shown(given, requirement)
        .filter(|question| given.answer(requirement, &question.id).is_none())
        .map(|question| {
            let subject = Subject::Answer(question.id.clone());
            let what = match given.json(requirement, &subject) {
                Some(_) => "has no well-formed answer",
                None => "is not answered",
            };
            Reason {
                message: format!("`{}` {what}: {}", question.id, question.ask),
                span: given.place(requirement, &subject),
                question: Some(question.id.clone()),
            }
        })
        .collect()
}

/// The facts that decide whether a requirement applies and have no well-formed value, in one reason.
pub fn undecided(given: Given<'_>, requirement: &Requirement) -> Vec<Reason> {
    let subjects = requirement.applies.subjects().into_iter();
    let open: Vec<&Subject> =
        subjects.filter(|subject| given.value(requirement, subject).is_none()).collect();
    let names = Words::English.join(open.iter().map(|subject| format!("`{}`", subject.name())), "and");
    let facts = if open.len() == 1 { "fact" } else { "facts" };
    open.first()
        .map(|first| Reason {
            message: format!("whether {} applies depends on the {facts} {names}", requirement.id),
            span: given.place(requirement, first),
            question: None,
        })
        .into_iter()
        .collect()
}

/// The shown questions whose answers are for a human to judge.
pub fn to_review(given: Given<'_>, requirement: &Requirement) -> Vec<Reason> {
    shown(given, requirement)
        .filter(|question| question.review && given.answer(requirement, &question.id).is_some())
        .map(|question| Reason {
            message: format!("`{}` is for a human to judge: {}", question.id, question.ask),
            span: given.place(requirement, &Subject::Answer(question.id.clone())),
            question: Some(question.id.clone()),
        })
        .collect()
}

/// The clauses of acceptance that well-formed answers miss.
pub fn clauses(given: Given<'_>, requirement: &Requirement) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for question in shown(given, requirement) {
        let answer = given.answer(requirement, &question.id);
        if let (Some(accept), Some(answer)) = (&question.accept, answer) {
            for check in missed_checks(accept, &answer) {
                reasons.extend(answer_reasons(given, requirement, question, check, &answer));
            }
        }
    }
    let value = |subject: &Subject| given.value(requirement, subject);
    // What hangs on a question still to be answered is not missed yet.
    let awaited: Vec<String> =
        unanswered(given, requirement).into_iter().filter_map(|reason| reason.question).collect();
    for condition in missed_conditions(&requirement.met_when, &value) {
        let mut subjects = condition.subjects().into_iter();
        if !subjects.any(|subject| awaited.iter().any(|question| question == subject.name())) {
            reasons.push(condition_reason(given, requirement, condition));
        }
    }
    reasons
}

/// The questions that a device of these facts and answers is asked.
pub fn shown<'a>(given: Given<'a>, requirement: &'a Requirement) -> impl Iterator<Item = &'a Question> {
    let asked = move |question: &&Question| question.when.holds(&|subject| given.value(requirement, subject));
    requirement.questions.iter().filter(asked)
}

/// The smallest parts of a check that an answer misses.
fn missed_checks<'a>(check: &'a Check, answer: &Value) -> Vec<&'a Check> {
    match check {
        _ if check.accepts(answer) => Vec::new(),
        Check::All(parts) => parts.iter().flat_map(|part| missed_checks(part, answer)).collect(),
        whole => vec![whole],
    }
}

/// The smallest parts of a condition that do not hold.
fn missed_conditions<'a>(
    condition: &'a Condition,
    value: &dyn Fn(&Subject) -> Option<Value>,
) -> Vec<&'a Condition> {
    match condition {
        _ if condition.holds(value) => Vec::new(),
        Condition::All(parts) => parts.iter().flat_map(|part| missed_conditions(part, value)).collect(),
        whole => vec![whole],
    }
}

fn answer_reasons(
    given: Given<'_>,
    requirement: &Requirement,
    question: &Question,
    check: &Check,
    answer: &Value,
) -> Vec<Reason> {
    let reason = |message, route: &Route| Reason {
        message,
        span: given.declaration.place(route),
        question: Some(question.id.clone()),
    };
    let route = answers_to(requirement).key(&question.id);
    if let (Check::EachRow(condition), Value::Rows(rows)) = (check, answer) {
        let bad: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !condition.holds(&|subject| row.get(subject.name()).cloned()))
            .map(|(at, _)| at)
            .collect();
        let mut reasons: Vec<Reason> = bad
            .iter()
            .take(MOST_ROWS)
            .filter_map(|at| {
                let row = format!("row {} of `{}`", at + 1, question.id);
                let (found, wanted) = row_words(question, condition, rows.get(*at)?);
                let message = format!("{row} has {found}; {} accepts a row where {wanted}", requirement.id);
                Some(reason(message, &route.index(*at)))
            })
            .collect();
        if let Some(rest) = bad.len().checked_sub(MOST_ROWS).filter(|rest| *rest > 0) {
            reasons.push(reason(format!("{rest} more rows of `{}` are not accepted", question.id), &route));
        }
        return reasons;
    }
    let message = format!(
        "`{}` is {}; {} accepts {}",
        question.id,
        value_words(answer, &question.of),
        requirement.id,
        word::accepted(Words::English, check, &question.of, Naming::Id)
    );
    vec![reason(message, &route)]
}

/// What a row has, and what it should have, as far as it is missed.
fn row_words(question: &Question, condition: &Condition, row: &BTreeMap<String, Value>) -> (String, String) {
    let columns = match &question.of {
        Type::Table { columns, .. } => columns.as_slice(),
        _ => &[],
    };
    let of = |subject: &Subject| columns.iter().find(|column| column.id == subject.name());
    let value = |subject: &Subject| row.get(subject.name()).cloned();
    let missed = missed_conditions(condition, &value);
    let subjects: BTreeSet<&Subject> = missed.iter().flat_map(|condition| condition.subjects()).collect();
    let cells = subjects.iter().filter_map(|subject| {
        let cell = value_words(row.get(subject.name())?, &of(subject)?.of);
        Some(format!("`{}` {cell}", subject.name()))
    });
    let legend = |subject: &Subject| of(subject).map(|column| (column.title.clone(), column.of.clone()));
    let wanted =
        missed.iter().map(|condition| word::condition(Words::English, condition, &legend, Naming::Id));
    (Words::English.join(cells, "and"), Words::English.join(wanted, "and"))
}

fn condition_reason(given: Given<'_>, requirement: &Requirement, condition: &Condition) -> Reason {
    let legend = |subject: &Subject| {
        let of = given.type_of(requirement, subject)?.clone();
        Some((subject.name().to_owned(), of))
    };
    let found = condition.subjects().into_iter().map(|subject| {
        let value = given.value(requirement, subject);
        match (value, given.type_of(requirement, subject)) {
            (Some(value), Some(of)) => format!("`{}` is {}", subject.name(), value_words(&value, of)),
            _ => format!("`{}` is not given", subject.name()),
        }
    });
    let subjects = condition.subjects();
    let given_first = subjects.iter().find(|subject| given.value(requirement, subject).is_some());
    let question = given_first.or(subjects.iter().next()).and_then(|subject| match subject {
        Subject::Answer(id) => Some(id.clone()),
        Subject::Fact(_) | Subject::Column(_) => None,
    });
    Reason {
        message: format!(
            "{}; {} is met only where {}",
            Words::English.join(found, "and"),
            requirement.id,
            word::condition(Words::English, condition, &legend, Naming::Id)
        ),
        span: given_first
            .map_or_else(|| given.place_of(requirement), |subject| given.place(requirement, subject)),
        question,
    }
}

/// A value as it may stand in a sentence.
fn value_words(value: &Value, of: &Type) -> String {
    match value {
        Value::Word(text) if of.options().is_empty() => {
            let text = text.replace(['\n', '\r', '`'], " ");
            match text.char_indices().nth(MOST_TEXT) {
                Some((cut, _)) => format!("`{}…`", text.get(..cut).unwrap_or_default()),
                None => format!("`{text}`"),
            }
        }
        value => word::value(Words::English, value, of, Naming::Id),
    }
}
