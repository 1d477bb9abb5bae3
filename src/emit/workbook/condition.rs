//! How a question stands, as a formula and as it is now: whether it is asked, and whether it is open.
//!
//! A formula looks a cell up by its key, so that sorted rows are found. It comes to what `check` finds; where it cannot
//! say a condition, it takes the question for asked: of versions, of patterns, and of the rows of tables.

use jiff::civil::Date;
use serde_json::Value as Json;

use crate::condition::{Check, Condition, KIND, Subject, Type, Value};
use crate::declaration::workbook::EMPTY;
use crate::form::{Form, Requirement};
use crate::say;
use crate::syntax::workbook::letters;
use crate::words::Words;

use super::rows::{Asked, Rows, at};
use super::sheet::{ANSWER, FIRST, STATE};

/// The longest formula that is written; a spreadsheet reads 8,192 characters.
const LONGEST: usize = 8_000;

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Whether it is asked hangs on a fact that is open.
    Undecided,
    /// It is not asked of the device.
    NotAsked,
    /// It has no answer yet.
    Open,
    /// It has none, and needs none: a deviation is proposed.
    Deviation,
    /// It has an answer.
    Answered,
}

impl State {
    /// What its row says.
    pub(super) fn say(self, words: Words) -> String {
        match self {
            Self::Undecided => say!(words, "workbook-undecided"),
            Self::NotAsked => say!(words, "workbook-not-asked"),
            Self::Open => say!(words, "workbook-open"),
            Self::Deviation => say!(words, "workbook-deviation"),
            Self::Answered => say!(words, "workbook-answered"),
        }
    }
}

/// Where rows are, for formulas that look into them.
pub(super) struct Sheets<'f> {
    form: &'f Form,
    given: &'f Json,
    facts: Extent,
    questions: Extent,
    words: Words,
}

/// What a sheet of rows holds.
struct Extent {
    name: String,
    /// The last row, as a spreadsheet counts them.
    last: usize,
    /// The last column of answers.
    column: usize,
}

impl Extent {
    fn of(name: String, rows: &Rows) -> Self {
        let column = usize::from(ANSWER) + usize::from(rows.width) - 1;
        Self { name, last: FIRST as usize + rows.rows.len(), column }
    }

    /// The cells of answers in the row of a key, to a column.
    fn row(&self, key: &str, column: usize) -> String {
        let (name, last, first) = (quoted(&self.name), self.last, FIRST + 1);
        let (start, end) = (letters(usize::from(ANSWER)), letters(column));
        format!(
            "INDEX({name}!${start}${first}:${end}${last},MATCH(\"{key}\",{name}!$A${first}:$A${last},0),0)"
        )
    }
}

impl<'f> Sheets<'f> {
    pub(super) fn new(form: &'f Form, given: &'f Json, facts: &Rows, questions: &Rows, words: Words) -> Self {
        Self {
            form,
            given,
            facts: Extent::of(say!(words, "workbook-facts"), facts),
            questions: Extent::of(say!(words, "workbook-questions"), questions),
            words,
        }
    }

    /// Counts the open rows of each sheet.
    pub(super) fn counts(&self) -> [String; 2] {
        let open = State::Open.say(self.words);
        let state = letters(usize::from(STATE));
        [&self.facts, &self.questions].map(|Extent { name, last, .. }| {
            format!("=COUNTIF({}!${state}${}:${state}${last},\"{open}\")", quoted(name), FIRST + 1)
        })
    }

    /// How a row stands: the formula, and how it is now. `empty` says that there is no answer, as a formula and as
    /// it is now.
    pub(super) fn state(&self, asked: Option<&Asked>, empty: (&str, bool)) -> (String, State) {
        let (empty, is_empty) = empty;
        let says = |state: State| format!("\"{}\"", state.say(self.words));
        let answered = |open: &str| format!("IF({empty},{open},{})", says(State::Answered));
        let Some(asked) = asked else {
            let now = if is_empty { State::Open } else { State::Answered };
            return (answered(&says(State::Open)), now);
        };
        let (proposed, is_proposed) = self.proposed(&asked.requirement);
        let open = format!("IF({proposed},{},{})", says(State::Deviation), says(State::Open));
        let mut formula = answered(&open);
        let mut now = match (is_empty, is_proposed) {
            (false, _) => State::Answered,
            (true, true) => State::Deviation,
            (true, false) => State::Open,
        };
        if !asked.when.is_always() {
            if let Some(when) = self.formula(&asked.requirement, &asked.when.condition) {
                formula = format!("IF({when},{formula},{})", says(State::NotAsked));
            }
            if !self.holds(&asked.requirement, &asked.when.condition) {
                now = State::NotAsked;
            }
        }
        if !asked.applies.is_always() {
            let (missing, is_missing) = self.missing(&asked.applies.condition);
            if let Some(applies) = self.formula(&asked.requirement, &asked.applies.condition) {
                let (undecided, not) = (says(State::Undecided), says(State::NotAsked));
                formula = format!("IF({applies},{formula},IF({missing},{undecided},{not}))");
            }
            if !self.holds(&asked.requirement, &asked.applies.condition) {
                now = if is_missing { State::Undecided } else { State::NotAsked };
            }
        }
        if formula.len() > LONGEST {
            formula = answered(&open);
        }
        (formula, now)
    }

    /// Whether a condition of a requirement holds now. What is not said holds of nothing.
    fn holds(&self, requirement: &str, condition: &Condition) -> bool {
        condition.passes(&|subject, check| {
            self.value(requirement, subject).is_some_and(|value| check.accepts(&value))
        })
    }

    /// That a deviation from a requirement is proposed.
    fn proposed(&self, requirement: &str) -> (String, bool) {
        let name = quoted(&say!(self.words, "workbook-deviations"));
        let last = FIRST as usize + self.form.requirements().count();
        let part = |column: &str| {
            let first = FIRST + 1;
            let key = format!("MATCH(\"deviations/{requirement}\",{name}!$A${first}:$A${last},0)");
            format!("TRIM(INDEX({name}!${column}${first}:${column}${last},{key}))<>\"\"")
        };
        let said = |part: &str| {
            let text = at(self.given, &["deviations", requirement, part]).as_str();
            text.is_some_and(|text| !text.trim().is_empty())
        };
        (format!("AND({},{})", part("D"), part("E")), said("reason") && said("measure"))
    }

    /// That one of the facts that decide is not stated, where the kind of the device leaves it open.
    fn missing(&self, condition: &Condition) -> (String, bool) {
        let facts: Vec<&str> = condition
            .subjects()
            .into_iter()
            .filter_map(|subject| match subject {
                Subject::Fact(id) => Some(id.as_str()),
                Subject::Answer(_) | Subject::Column(_) => None,
            })
            .collect();
        let blank =
            |id: &str| format!("COUNTA({})=0", self.facts.row(&format!("facts/{id}"), self.facts.column));
        let fact = |id: &str| Subject::Fact(id.to_owned());
        let is_blank = |id: &str| self.value("", &fact(id)).is_none();
        let any = joined("OR", &facts.iter().map(|id| blank(id)).collect::<Vec<_>>());
        let is_missing = facts.iter().any(|id| is_blank(id));
        let kinds = self.form.facts.iter().find(|fact| fact.id == KIND);
        let others: Vec<Value> = kinds
            .iter()
            .flat_map(|kind| kind.of.options())
            .filter(|kind| !condition.may_be_of(&kind.id))
            .map(|kind| Value::Word(kind.id.clone()))
            .collect();
        if others.is_empty() {
            return (any, is_missing);
        }
        let now = self.value("", &Subject::kind()).is_some_and(|kind| others.contains(&kind));
        match self.test("", &Subject::kind(), &Check::OneOf(others)) {
            Some(other) => (format!("AND(NOT({other}),{any})"), is_missing && !now),
            None => (any, is_missing && !now),
        }
    }

    /// The requirement of that id.
    fn requirement(&self, id: &str) -> Option<&'f Requirement> {
        self.form.requirements().find(|one| one.id == id)
    }

    /// The key of a subject's row, with what may stand there.
    fn place(&self, requirement: &str, subject: &Subject) -> Option<(Vec<String>, &'f Type)> {
        match subject {
            Subject::Fact(id) => {
                let fact = self.form.facts.iter().find(|fact| fact.id == *id)?;
                Some((vec!["facts".to_owned(), id.clone()], &fact.of))
            }
            Subject::Answer(id) => {
                let question = self.requirement(requirement)?.questions.iter().find(|one| one.id == *id)?;
                let (requirement, id) = match &question.from {
                    Some(from) => (from.requirement.clone(), from.question.clone()),
                    None => (requirement.to_owned(), id.clone()),
                };
                Some((vec!["answers".to_owned(), requirement, id], &question.of))
            }
            Subject::Column(_) => None,
        }
    }

    /// What is said now of a subject of a requirement's condition.
    fn value(&self, requirement: &str, subject: &Subject) -> Option<Value> {
        let (keys, of) = self.place(requirement, subject)?;
        let steps: Vec<&str> = keys.iter().map(String::as_str).collect();
        let stated = at(self.given, &steps);
        let settled = match subject {
            Subject::Fact(id) if stated.is_null() => {
                self.form.facts.iter().find(|fact| fact.id == *id).and_then(|fact| fact.settled.as_ref())
            }
            _ => None,
        };
        Value::read(of, settled.unwrap_or(stated))
    }

    /// A condition of a requirement, where a formula can say it.
    fn formula(&self, requirement: &str, condition: &Condition) -> Option<String> {
        let each = |parts: &[Condition]| {
            parts.iter().map(|part| self.formula(requirement, part)).collect::<Option<Vec<_>>>()
        };
        match condition {
            Condition::Constant(truth) => Some(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
            Condition::Not(inner) => Some(format!("NOT({})", self.formula(requirement, inner)?)),
            Condition::All(parts) => Some(joined("AND", &each(parts)?)),
            Condition::Any(parts) => Some(joined("OR", &each(parts)?)),
            Condition::Test { subject, check } => self.test(requirement, subject, check),
        }
    }

    /// That something is said of a subject, and satisfies a check.
    fn test(&self, requirement: &str, subject: &Subject, check: &Check) -> Option<String> {
        let (keys, of) = self.place(requirement, subject)?;
        let sheet = if keys.len() == 2 { &self.facts } else { &self.questions };
        let key = keys.join("/");
        let (row, cell) = (sheet.row(&key, sheet.column), sheet.row(&key, usize::from(ANSWER)));
        let satisfied = self.of_check(check, of, &row, &cell)?;
        // A cell that has one of some words has something.
        let says_word = |check: &Check| {
            matches!(check, Check::Equals(_) | Check::OneOf(_) | Check::Includes(_))
                && satisfied.starts_with("COUNTIF")
        };
        if says_word(check) {
            return Some(satisfied);
        }
        Some(format!("AND(COUNTA({row})>0,{satisfied})"))
    }

    /// That the cells of a row satisfy a check.
    fn of_check(&self, check: &Check, of: &Type, row: &str, cell: &str) -> Option<String> {
        let options = super::kinds::options(of, self.words);
        let has = |value: &Value| {
            let id = match value {
                Value::Word(id) => id.clone(),
                Value::Flag(flag) => flag.to_string(),
                _ => return None,
            };
            let (_, label) = options.iter().find(|(other, _)| *other == id)?;
            // No text in a formula is longer.
            (label.chars().count() < 200).then(|| format!("COUNTIF({row},\"{}\")>0", criterion(label)))
        };
        let is = |value: &Value| match (of, value) {
            (_, Value::Number(number)) => Some(format!("SUM({cell})={number}")),
            (_, Value::Date(day)) => Some(format!("SUM({cell})={}", date(*day))),
            (Type::Text | Type::Url, Value::Word(text)) => {
                let fits = text.chars().count() < 200 && !text.contains('\n');
                fits.then(|| format!("EXACT(TRIM({cell}),\"{}\")", text.replace('"', "\"\"")))
            }
            (_, value) => has(value),
        };
        let one = |values: &[Value]| Some(joined("OR", &values.iter().map(is).collect::<Option<Vec<_>>>()?));
        let every =
            |values: &[Value]| Some(joined("AND", &values.iter().map(has).collect::<Option<Vec<_>>>()?));
        let compare = |sign: &str, value: &Value| match value {
            Value::Number(number) => Some(format!("SUM({cell}){sign}{number}")),
            Value::Date(day) => Some(format!("SUM({cell}){sign}{}", date(*day))),
            Value::Word(id) => {
                // Ordered options, from weakest to strongest.
                let at = options.iter().position(|(other, _)| other == id)?;
                let fits = options
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| if sign == ">=" { *other >= at } else { *other <= at });
                let fits: Vec<Value> = fits.map(|(_, (id, _))| Value::Word(id.clone())).collect();
                one(&fits)
            }
            _ => None,
        };
        let parts = |checks: &[Check]| {
            checks.iter().map(|check| self.of_check(check, of, row, cell)).collect::<Option<Vec<_>>>()
        };
        match check {
            Check::Equals(value @ (Value::Word(_) | Value::Flag(_) | Value::Number(_) | Value::Date(_))) => {
                is(value)
            }
            Check::Equals(Value::Set(ids)) if ids.is_empty() => has(&Value::Word(EMPTY.to_owned())),
            Check::Equals(Value::Set(ids)) => {
                let all: Vec<Value> = ids.iter().cloned().map(Value::Word).collect();
                Some(format!("AND({},COUNTA({row})={})", every(&all)?, ids.len()))
            }
            Check::OneOf(values) => one(values),
            Check::Includes(values) => every(values),
            Check::Excludes(values) => Some(format!("NOT({})", one(values)?)),
            Check::AtLeast(value) | Check::NotBefore(value) => compare(">=", value),
            Check::AtMost(value) | Check::NotAfter(value) => compare("<=", value),
            Check::All(checks) => Some(joined("AND", &parts(checks)?)),
            Check::Any(checks) => Some(joined("OR", &parts(checks)?)),
            Check::Not(check) => Some(format!("NOT({})", self.of_check(check, of, row, cell)?)),
            Check::Equals(_) | Check::Matches(_) | Check::EachRow(_) => None,
        }
    }
}

fn joined(function: &str, formulas: &[String]) -> String {
    match formulas {
        [] if function == "AND" => "TRUE".to_owned(),
        [] => "FALSE".to_owned(),
        [one] => one.clone(),
        more => format!("{function}({})", more.join(",")),
    }
}

/// A day as a number of a spreadsheet.
fn date(day: Date) -> String {
    format!("DATE({},{},{})", day.year(), day.month(), day.day())
}

/// The name of a sheet in a formula.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// A text that cells equal, in which nothing stands for other characters.
fn criterion(label: &str) -> String {
    let plain = label.replace('~', "~~").replace('*', "~*").replace('?', "~?").replace('"', "\"\"");
    format!("={plain}")
}
