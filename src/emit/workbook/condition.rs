//! Whether something is asked, as a formula and as it stands now.
//!
//! A formula looks a cell up by its key, so that sorted rows are found. It says only what is certain: what it cannot
//! say counts as asked.

use serde_json::Value as Json;

use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::form::Form;
use crate::say;
use crate::syntax::workbook::letters;
use crate::words::Words;

use super::rows::{Rows, at};
use super::sheet::{ANSWER, FIRST, STATE};

/// Where rows are, for formulas that look into them.
pub(super) struct Sheets<'f> {
    form: &'f Form,
    given: &'f Json,
    /// The name, the last row and the last column of each sheet of rows.
    extents: [(String, usize, usize); 2],
    words: Words,
}

/// What is said of a condition: that it is certainly so.
struct Certain {
    formula: Option<String>,
    now: bool,
}

impl<'f> Sheets<'f> {
    pub(super) fn new(form: &'f Form, given: &'f Json, facts: &Rows, questions: &Rows, words: Words) -> Self {
        let extent = |name: String, rows: &Rows| {
            (name, FIRST as usize + rows.rows.len(), usize::from(ANSWER) + usize::from(rows.width) - 1)
        };
        let extents = [
            extent(say!(words, "workbook-facts"), facts),
            extent(say!(words, "workbook-questions"), questions),
        ];
        Self { form, given, extents, words }
    }

    /// Counts the open rows of each sheet.
    pub(super) fn counts(&self) -> [String; 2] {
        let open = say!(self.words, "workbook-open");
        let state = letters(usize::from(STATE));
        let count = |(name, last, _): &(String, usize, usize)| {
            format!("=COUNTIF({}!${state}${}:${state}${last},\"{open}\")", quoted(name), FIRST + 1)
        };
        let [facts, questions] = &self.extents;
        [count(facts), count(questions)]
    }

    /// That conditions of requirements do not all hold: the formula, where one can say it, and whether it is so now.
    pub(super) fn idle(&self, when: &[(String, crate::form::When)]) -> (Option<String>, bool) {
        let parts = when.iter().map(|(requirement, when)| self.say(requirement, &when.condition, false));
        let said = any(parts.collect());
        (said.formula.filter(|formula| formula.len() < 4_000), said.now)
    }

    /// That a condition certainly is, or is not, so.
    fn say(&self, requirement: &str, condition: &Condition, so: bool) -> Certain {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.say(requirement, part, so)).collect();
        match condition {
            Condition::Constant(truth) => {
                Certain { formula: (*truth == so).then(|| "TRUE".to_owned()), now: *truth == so }
            }
            Condition::Not(inner) => self.say(requirement, inner, !so),
            Condition::All(parts) if so => all(each(parts)),
            Condition::All(parts) => any(each(parts)),
            Condition::Any(parts) if so => any(each(parts)),
            Condition::Any(parts) => all(each(parts)),
            Condition::Test { subject, check } => self.test(requirement, subject, check, so),
        }
    }

    fn test(&self, requirement: &str, subject: &Subject, check: &Check, so: bool) -> Certain {
        let nothing = Certain { formula: None, now: false };
        let (keys, of) = match subject {
            Subject::Fact(id) => {
                let Some(fact) = self.form.facts.iter().find(|fact| fact.id == *id) else { return nothing };
                (vec!["facts".to_owned(), id.clone()], &fact.of)
            }
            Subject::Answer(id) => {
                let asked = self.form.requirements().find(|one| one.id == requirement);
                let Some(question) = asked.and_then(|one| one.questions.iter().find(|one| one.id == *id))
                else {
                    return nothing;
                };
                let (requirement, id) = match &question.from {
                    Some(from) => (from.requirement.clone(), from.question.clone()),
                    None => (requirement.to_owned(), id.clone()),
                };
                (vec!["answers".to_owned(), requirement, id], &question.of)
            }
            Subject::Column(_) => return nothing,
        };
        let steps: Vec<&str> = keys.iter().map(String::as_str).collect();
        let stated = at(self.given, &steps);
        let settled = match subject {
            Subject::Fact(id) if stated.is_null() => {
                self.form.facts.iter().find(|fact| fact.id == *id).and_then(|fact| fact.settled.as_ref())
            }
            _ => None,
        };
        let value = Value::read(of, settled.unwrap_or(stated));
        let now = value.is_some_and(|value| check.accepts(&value) == so);
        let [facts, questions] = &self.extents;
        let (name, last, column) = if steps.len() == 2 { facts } else { questions };
        let (name, first) = (quoted(name), FIRST + 1);
        let (start, end) = (letters(usize::from(ANSWER)), letters(*column));
        let row = |end: &str| {
            format!(
                "INDEX({name}!${start}${first}:${end}${last},MATCH(\"{}\",{name}!$A${first}:$A${last},0),0)",
                keys.join("/")
            )
        };
        let formula = self.of_check(check, of, &row(&end), &row(&start)).map(|formula| {
            let given = format!("COUNTA({})>0", row(&end));
            if so { format!("AND({given},{formula})") } else { format!("AND({given},NOT({formula}))") }
        });
        Certain { formula, now }
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
        let one = |values: &[Value]| Some(joined("OR", &values.iter().map(has).collect::<Option<Vec<_>>>()?));
        let every =
            |values: &[Value]| Some(joined("AND", &values.iter().map(has).collect::<Option<Vec<_>>>()?));
        let compare = |sign: &str, value: &Value| match value {
            Value::Number(number) => Some(format!("SUM({cell}){sign}{number}")),
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
            Check::Equals(value @ (Value::Word(_) | Value::Flag(_))) => has(value),
            Check::Equals(Value::Number(number)) => Some(format!("SUM({cell})={number}")),
            Check::OneOf(values) => one(values),
            Check::Includes(values) => every(values),
            Check::Excludes(values) => Some(format!("NOT({})", one(values)?)),
            Check::AtLeast(value) => compare(">=", value),
            Check::AtMost(value) => compare("<=", value),
            Check::All(checks) => Some(joined("AND", &parts(checks)?)),
            Check::Any(checks) => Some(joined("OR", &parts(checks)?)),
            Check::Not(check) => Some(format!("NOT({})", self.of_check(check, of, row, cell)?)),
            Check::Equals(_)
            | Check::NotBefore(_)
            | Check::NotAfter(_)
            | Check::Matches(_)
            | Check::EachRow(_) => None,
        }
    }
}

/// Certain where each is; what one of them cannot say, nobody can.
fn all(parts: Vec<Certain>) -> Certain {
    let now = parts.iter().all(|part| part.now);
    let formulas: Option<Vec<String>> = parts.into_iter().map(|part| part.formula).collect();
    Certain { formula: formulas.map(|formulas| joined("AND", &formulas)), now }
}

/// Certain where one is.
fn any(parts: Vec<Certain>) -> Certain {
    let now = parts.iter().any(|part| part.now);
    let formulas: Vec<String> = parts.into_iter().filter_map(|part| part.formula).collect();
    Certain { formula: (!formulas.is_empty()).then(|| joined("OR", &formulas)), now }
}

fn joined(function: &str, formulas: &[String]) -> String {
    match formulas {
        [] if function == "AND" => "TRUE".to_owned(),
        [] => "FALSE".to_owned(),
        [one] => one.clone(),
        more => format!("{function}({})", more.join(",")),
    }
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
