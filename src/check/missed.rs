//! What of a requirement is missed, with the answer and what is accepted.
//!
//! Explains only: the verdict is the schema's. A clause that holds is never named.

use std::collections::{BTreeMap, BTreeSet};

use crate::condition::{Check, Condition, KIND, Subject, Type, Value};
use crate::resolve::spec::{Question, Requirement};
use crate::text::Route;

use super::given::{Given, Shown, answer_to};
use super::reason::{Finding, Reason, Stated};

/// Rows of one table that are named; the rest is counted.
const MOST_ROWS: usize = 5;

/// The shown questions that have no well-formed answer.
pub fn unanswered(given: &Given<'_>, requirement: &Requirement, shown: &[Shown<'_>]) -> Vec<Reason> {
    shown
        .iter()
        .filter(|shown| shown.value.is_none())
        .map(|Shown { question, .. }| {
            let subject = Subject::Answer(question.id.clone());
            let finding = match given.json(requirement, &subject) {
                // A table without rows is not answered yet.
                Some(json) if json.as_array().is_none_or(|rows| !rows.is_empty()) => {
                    Finding::Malformed(question.ask.clone())
                }
                _ => Finding::Unanswered { ask: question.ask.clone(), of: question.of.clone() },
            };
            Reason {
                requirement: requirement.id.clone(),
                finding,
                span: given.place(requirement, &subject),
                question: Some(question.id.clone()),
                seen: given.seen(question),
            }
        })
        .collect()
}

/// The facts that decide whether a requirement applies and have no well-formed value, in one reason.
pub fn undecided(given: &Given<'_>, requirement: &Requirement) -> Vec<Reason> {
    if let Some(Value::Word(kind)) = given.facts.get(KIND)
        && !requirement.applies.may_be_of(kind)
    {
        return Vec::new();
    }
    let subjects = requirement.applies.subjects().into_iter();
    let open: Vec<&Subject> =
        subjects.filter(|subject| given.value(requirement, subject).is_none()).collect();
    let names = open.iter().map(|subject| subject.name().to_owned()).collect();
    open.first()
        .map(|first| Reason {
            requirement: requirement.id.clone(),
            finding: Finding::Undecided(names),
            span: given.place(requirement, first),
            question: None,
            seen: None,
        })
        .into_iter()
        .collect()
}

/// The shown questions whose answers are for a human to judge.
pub fn to_review(given: &Given<'_>, requirement: &Requirement, shown: &[Shown<'_>]) -> Vec<Reason> {
    shown
        .iter()
        .filter(|shown| shown.question.review && shown.value.is_some())
        .map(|Shown { question, .. }| Reason {
            requirement: requirement.id.clone(),
            finding: Finding::ToReview(question.ask.clone()),
            span: given.place(requirement, &Subject::Answer(question.id.clone())),
            question: Some(question.id.clone()),
            seen: given.seen(question),
        })
        .collect()
}

/// The clauses of acceptance that well-formed answers miss.
pub fn clauses(given: &Given<'_>, requirement: &Requirement, shown: &[Shown<'_>]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for Shown { question, value } in shown {
        if let (Some(accept), Some(answer)) = (&question.accept, value) {
            for check in missed_checks(accept, answer) {
                reasons.extend(answer_reasons(given, requirement, question, check, answer));
            }
        }
    }
    let value = |subject: &Subject| given.value(requirement, subject);
    // What hangs on a question still to be answered is not missed yet.
    let awaited = shown.iter().filter(|shown| shown.value.is_none());
    let awaited: Vec<&str> = awaited.map(|shown| shown.question.id.as_str()).collect();
    for condition in missed_conditions(&requirement.met_when, &value) {
        let mut subjects = condition.subjects().into_iter();
        if !subjects.any(|subject| awaited.contains(&subject.name())) {
            reasons.push(condition_reason(given, requirement, condition));
        }
    }
    reasons
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
    given: &Given<'_>,
    requirement: &Requirement,
    question: &Question,
    check: &Check,
    answer: &Value,
) -> Vec<Reason> {
    let reason = |finding, route: &Route| Reason {
        requirement: requirement.id.clone(),
        finding,
        span: given.declaration.place(route),
        question: Some(question.id.clone()),
        seen: given.seen(question),
    };
    let route = answer_to(requirement, &question.id);
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
                let finding = row_finding(question, condition, *at, rows.get(*at)?);
                Some(reason(finding, &route.index(*at)))
            })
            .collect();
        if let Some(rest) = bad.len().checked_sub(MOST_ROWS).filter(|rest| *rest > 0) {
            reasons.push(reason(Finding::MoreRows(rest), &route));
        }
        return reasons;
    }
    let finding = Finding::Answer { value: answer.clone(), of: question.of.clone(), accept: check.clone() };
    vec![reason(finding, &route)]
}

/// What a row has, and what it should have, as far as it is missed.
fn row_finding(
    question: &Question,
    condition: &Condition,
    at: usize,
    row: &BTreeMap<String, Value>,
) -> Finding {
    let columns = match &question.of {
        Type::Table { columns, .. } => columns.as_slice(),
        _ => &[],
    };
    let value = |subject: &Subject| row.get(subject.name()).cloned();
    let missed = missed_conditions(condition, &value);
    let subjects: BTreeSet<&Subject> = missed.iter().flat_map(|condition| condition.subjects()).collect();
    let cells = subjects.into_iter().map(|subject| {
        let (name, column) = (subject.name(), columns.iter().find(|column| column.id == subject.name()));
        Stated {
            name: name.to_owned(),
            title: column.map_or(name, |column| &column.title).to_owned(),
            value: value(subject),
            of: column.map(|column| column.of.clone()),
        }
    });
    Finding::Row {
        at,
        cells: cells.collect(),
        wanted: missed.into_iter().cloned().collect(),
        columns: columns.to_vec(),
    }
}

fn condition_reason(given: &Given<'_>, requirement: &Requirement, condition: &Condition) -> Reason {
    let subjects = condition.subjects();
    let found = subjects.iter().map(|subject| Stated {
        name: subject.name().to_owned(),
        title: given.title_of(requirement, subject),
        value: given.value(requirement, subject),
        of: given.type_of(requirement, subject).cloned(),
    });
    let given_first = subjects.iter().find(|subject| given.value(requirement, subject).is_some());
    let question = given_first.or(subjects.iter().next()).and_then(|subject| match subject {
        Subject::Answer(id) => Some(id.clone()),
        Subject::Fact(_) | Subject::Column(_) => None,
    });
    Reason {
        requirement: requirement.id.clone(),
        finding: Finding::Together { found: found.collect(), wanted: condition.clone() },
        span: given_first
            .map_or_else(|| given.place_of(requirement), |subject| given.place(requirement, subject)),
        question,
        // Each of what is found says by itself what it is.
        seen: given.declaration.in_workbook().then(String::new),
    }
}
