//! One requirement with its answers, as the template sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::evidence::{Exhibit, serving};
use super::{Basis, said, sentence};
use crate::check::{Answer, Judged};
use crate::condition::word;
use crate::condition::word::Naming;
use crate::condition::{Condition, Subject, Type, Value};
use crate::resolve::spec;
use crate::say;
use crate::standing::Standing;
use crate::words::Words;

/// Characters of a text that a table shows.
const MOST_TEXT: usize = 600;

/// Rows of an answer that are shown; the rest is counted.
const MOST_ROWS: usize = 60;

/// A requirement.
#[derive(Debug, Serialize)]
pub struct Requirement {
    /// Its id in the library.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
    /// Its verdict in words.
    pub verdict: String,
    /// The normative sentence, in Markdown.
    pub statement: String,
    /// What the buyer does to verify it, in Markdown; may be empty.
    pub verification: String,
    /// The questions that this device is asked.
    pub questions: Vec<Question>,
    /// What must hold of the answers together, as a clause; may be empty.
    pub met_when: String,
    /// Why the verdict is what it is, in the words of the declaration.
    pub reasons: Vec<Reason>,
    /// The parameters of what is missed.
    pub parameters: Vec<Parameter>,
    /// What the vendor proposes in its place.
    pub deviation: Option<Deviation>,
    /// What is enclosed for it.
    pub enclosed: Vec<Exhibit>,
    /// What is wanted for it and not listed.
    pub missing: Vec<Missing>,
    /// What a reviewer decided, as a sentence; may be empty.
    pub judgement: String,
    /// Whether a reviewer has yet to decide.
    pub open: bool,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
pub struct Question {
    /// Its number in the requirement, from 1, as in the annex.
    pub number: usize,
    /// The question.
    pub ask: String,
    /// The answer in words, cut where it is long; empty where there is none.
    pub answer: String,
    /// The answer in full, by its lines, where it is a text.
    pub lines: Vec<String>,
    /// The answer in full where it is a table and the verdict hangs on it.
    pub table: Option<Table>,
    /// What is accepted; empty where the answer alone decides nothing.
    pub accepted: String,
    /// Whether the answer is not accepted.
    pub refused: bool,
    /// Whether a human judges the answer.
    pub review: bool,
    /// Whether it decides together with others.
    pub combined: bool,
}

/// Rows that a vendor answers.
#[derive(Debug, Serialize)]
pub struct Table {
    /// What the columns are called.
    pub head: Vec<String>,
    /// The cells of each row in words.
    pub rows: Vec<Vec<String>>,
    /// How many more rows there are.
    pub more: usize,
}

/// A reason for a verdict.
#[derive(Debug, Serialize)]
pub struct Reason {
    /// The line of the declaration, from 1.
    pub line: usize,
    /// The reason, as a sentence without a full stop.
    pub message: String,
    /// The same for who has the question before them and not the declaration, as sentences.
    pub told: Vec<String>,
}

/// A parameter with its value, and where that comes from.
#[derive(Debug, Serialize)]
pub struct Parameter {
    /// What people call it.
    pub title: String,
    /// Its value in words.
    pub value: String,
    /// Where the value comes from, as a clause.
    pub because: String,
}

/// What a vendor proposes in place of a requirement, by lines.
#[derive(Debug, Serialize)]
pub struct Deviation {
    /// Why it is not met.
    pub reason: Vec<String>,
    /// What is done instead.
    pub measure: Vec<String>,
}

/// Evidence that is wanted and not listed.
#[derive(Debug, Serialize)]
pub struct Missing {
    /// Its kind.
    pub title: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
}

/// A requirement with what is found of it; nothing where the spec has none of its id.
pub fn of(basis: Basis<'_>, judged: &Judged) -> Option<Requirement> {
    let lot = basis.lot()?;
    let requirement = lot.requirement(&judged.id)?;
    let traced = requirement.parameters.iter().filter(|_| !judged.trace.is_empty());
    let questions = judged.answers.iter().filter_map(|answer| question(requirement, answer));
    Some(Requirement {
        id: judged.id.clone(),
        title: judged.title.clone(),
        obligation: judged.obligation.word(),
        verdict: judged.verdict.label(Words::English),
        statement: requirement.statement.clone(),
        verification: requirement.verification.clone(),
        questions: questions.collect(),
        met_when: met_when(requirement, lot),
        reasons: reasons(basis, requirement, judged),
        parameters: traced
            .map(|parameter| Parameter {
                title: parameter.title.clone(),
                value: word::value(Words::English, &parameter.value, &parameter.of, Naming::Label),
                because: parameter.because.say(Words::English),
            })
            .collect(),
        deviation: judged.deviation.as_ref().map(|deviation| Deviation {
            reason: lines(&deviation.reason),
            measure: lines(&deviation.measure),
        }),
        enclosed: serving(basis, &judged.id),
        missing: judged
            .evidence
            .iter()
            .map(|wanted| Missing { title: wanted.title.clone(), obligation: wanted.obligation.word() })
            .collect(),
        judgement: basis
            .report
            .judgements
            .get(&judged.id)
            .map(|bound| sentence(&bound.say(Words::English)))
            .unwrap_or_default(),
        open: basis.report.standing(judged) == Standing::Waiting,
    })
}

fn question(requirement: &spec::Requirement, answer: &Answer) -> Option<Question> {
    let at = requirement.questions.iter().position(|question| question.id == answer.question)?;
    let question = requirement.questions.get(at)?;
    let subject = Subject::Answer(question.id.clone());
    let refused = answer.accepted == Some(false);
    let combined = requirement.met_when.subjects().contains(&subject);
    let value = answer.value.as_ref();
    let text = match value {
        Some(Value::Word(text)) if question.of.options().is_empty() => text.as_str(),
        _ => "",
    };
    let accepted = question.accept.as_ref();
    Some(Question {
        number: at + 1,
        ask: question.ask.clone(),
        answer: value.map(|value| cell(value, &question.of)).unwrap_or_default(),
        lines: lines(text),
        table: value
            .and_then(|value| table(value, &question.of))
            .filter(|_| refused || combined || question.review),
        accepted: accepted
            .map(|accept| word::accepted(Words::English, accept, &question.of, Naming::Label))
            .unwrap_or_default(),
        refused,
        review: question.review,
        combined,
    })
}

/// What must hold of the answers together, by the numbers of the questions; empty where nothing must.
fn met_when(requirement: &spec::Requirement, lot: &spec::Lot) -> String {
    if requirement.met_when == Condition::Constant(true) {
        return String::new();
    }
    let legend = |subject: &Subject| match subject {
        Subject::Answer(id) => {
            let at = requirement.questions.iter().position(|question| question.id == *id)?;
            let question = requirement.questions.get(at)?;
            Some((say!(Words::English, "report-question", number = at + 1), question.of.clone()))
        }
        Subject::Fact(id) => lot
            .fact(id)
            .map(|fact| (say!(Words::English, "report-fact", fact = fact.title.as_str()), fact.of.clone())),
        Subject::Column(_) => None,
    };
    word::condition(Words::English, &requirement.met_when, &legend, Naming::Label)
}

/// A value in words, as one line of limited length.
fn cell(value: &Value, of: &Type) -> String {
    match value {
        Value::Rows(rows) if rows.is_empty() => say!(Words::English, "report-no-rows"),
        Value::Word(text) if of.options().is_empty() => {
            let text = lines(text).join(" ");
            match text.char_indices().nth(MOST_TEXT) {
                Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
                None => text,
            }
        }
        value => said(value, of),
    }
}

fn table(value: &Value, of: &Type) -> Option<Table> {
    let (Value::Rows(rows), Type::Table { columns, .. }) = (value, of) else { return None };
    let row = |row: &BTreeMap<String, Value>| {
        let cells = columns.iter().map(|column| row.get(&column.id).map(|value| cell(value, &column.of)));
        cells.map(Option::unwrap_or_default).collect()
    };
    (!rows.is_empty()).then(|| Table {
        head: columns.iter().map(|column| column.title.clone()).collect(),
        rows: rows.iter().take(MOST_ROWS).map(row).collect(),
        more: rows.len().saturating_sub(MOST_ROWS),
    })
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// Why the verdict is what it is; what has no answer in one sentence, since the questions are shown.
fn reasons(basis: Basis<'_>, requirement: &spec::Requirement, judged: &Judged) -> Vec<Reason> {
    let unanswered: Vec<&Answer> = judged.answers.iter().filter(|answer| answer.value.is_none()).collect();
    let silent = |question: &Option<String>| {
        unanswered.iter().any(|answer| question.as_ref() == Some(&answer.question))
    };
    let told = judged.reasons.iter().filter(|reason| !silent(&reason.question));
    let ask = |id: &str| {
        let question = requirement.questions.iter().find(|question| question.id == id);
        question.map(|question| question.ask.as_str()).unwrap_or_default()
    };
    let told = told.map(|reason| Reason {
        line: basis.line(reason.span),
        message: reason.say(Words::English),
        told: vec![reason.tell(Words::English, ask(reason.question.as_deref().unwrap_or_default()))],
    });
    let names = unanswered.iter().map(|answer| format!("`{}`", answer.question));
    let summed = (!unanswered.is_empty()).then(|| Reason {
        line: basis.line(judged.span),
        message: say!(Words::English, "report-no-answer-to", questions = Words::English.join(names, "and")),
        told: unanswered
            .iter()
            .map(|answer| say!(Words::English, "told-unanswered", ask = ask(&answer.question)))
            .collect(),
    });
    told.chain(summed).collect()
}
