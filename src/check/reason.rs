//! Why a verdict is what it is: data, until someone reads it.

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Column, Condition, Subject, Type, Value};
use crate::resolve::spec::Setter;
use crate::say;
use crate::text::Span;
use crate::words::Words;

/// Characters of a free text that are repeated in a sentence.
const MOST_TEXT: usize = 60;

/// Why a verdict is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The id of the requirement.
    pub requirement: String,
    /// What is found.
    pub finding: Finding,
    /// The vendor's own line.
    pub span: Span,
    /// The id of the question, where it is about one.
    pub question: Option<String>,
    /// That question as it stands in a workbook, if it was answered there: who fills one in sees no ids.
    pub seen: Option<String>,
}

/// What is found of a question, or of several together.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A question that stands so, with an answer of this type, is not answered.
    Unanswered {
        /// The question.
        ask: String,
        /// The type of its answer.
        of: Type,
    },
    /// A question that stands so has an answer that is not well formed.
    Malformed(String),
    /// The answer to a question that stands so is for a human to judge.
    ToReview(String),
    /// Whether the requirement applies depends on facts of these ids, which are not given.
    Undecided(Vec<String>),
    /// An answer is not accepted.
    Answer {
        /// The answer.
        value: Value,
        /// Its type.
        of: Type,
        /// What it should be.
        accept: Check,
    },
    /// A row of an answer is not accepted.
    Row {
        /// Its place in the table, from 0.
        at: usize,
        /// The cells that decide.
        cells: Vec<Stated>,
        /// What should hold of the row and does not.
        wanted: Vec<Condition>,
        /// The columns of the table.
        columns: Vec<Column>,
    },
    /// So many rows more are not accepted.
    MoreRows(usize),
    /// What facts and answers say together is not accepted.
    Together {
        /// What is said of each.
        found: Vec<Stated>,
        /// What should hold.
        wanted: Condition,
    },
}

/// A fact, an answer or a cell with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Its id.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Its value; nothing where there is no well-formed one.
    pub value: Option<Value>,
    /// Its type.
    pub of: Option<Type>,
}

/// How a parameter came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its id.
    pub id: String,
    /// Its value.
    pub value: Value,
    /// Its type.
    pub of: Type,
    /// What set it.
    pub because: Setter,
}

impl Reason {
    /// The reason, as a sentence without a full stop.
    pub fn say(&self, words: Words) -> String {
        let question = self.question.as_deref().unwrap_or_default();
        let requirement = self.requirement.as_str();
        let naming = if self.seen.is_some() { Naming::Both } else { Naming::Id };
        let about = called(words, question, self.seen.as_deref().unwrap_or_default(), naming);
        match &self.finding {
            Finding::Unanswered { ask, of } => {
                let names = of.options().iter().map(|of| called(words, &of.id, &of.label, naming));
                let names = words.join(names, "or");
                let ask = ask.as_str();
                match of {
                    Type::Choice { .. } => {
                        say!(words, "check-unanswered-one", question = question, ask = ask, options = names)
                    }
                    Type::Choices { .. } => {
                        say!(words, "check-unanswered-any", question = question, ask = ask, options = names)
                    }
                    _ => say!(words, "check-unanswered", question = question, ask = ask),
                }
            }
            Finding::Malformed(ask) => {
                say!(words, "check-malformed", question = question, ask = ask.as_str())
            }
            Finding::ToReview(ask) => {
                say!(words, "check-to-review", question = question, ask = ask.as_str())
            }
            Finding::Undecided(facts) => {
                let names = facts.iter().map(|name| say!(words, "check-name", name = name.as_str()));
                let names = words.join(names, "and");
                let count = facts.len();
                say!(words, "check-undecided", requirement = requirement, count = count, facts = names)
            }
            Finding::Answer { value, of, accept } => {
                let value = value_words(words, value, of, naming);
                let accepted = word::accepted(words, accept, of, naming);
                say!(
                    words,
                    "check-answer",
                    question = about,
                    value = value,
                    requirement = requirement,
                    accepted = accepted,
                )
            }
            Finding::Row { at, cells, wanted, columns } => {
                let found = words.join(cells.iter().filter_map(|cell| cell.in_row(words, naming)), "and");
                let wanted = row_words(words, wanted, columns, naming);
                say!(
                    words,
                    "check-row",
                    row = at + 1,
                    question = about,
                    found = found,
                    requirement = requirement,
                    wanted = wanted,
                )
            }
            Finding::MoreRows(count) => {
                say!(words, "check-more-rows", count = *count, question = about)
            }
            Finding::Together { found, wanted } => {
                let (found, wanted) = together_words(words, found, wanted, naming);
                say!(words, "check-together", found = found, requirement = requirement, wanted = wanted)
            }
        }
    }
}

impl Reason {
    /// The reason for who has the question before them and not the declaration: by what people read, and no ids.
    pub fn tell(&self, words: Words, ask: &str) -> String {
        let naming = Naming::Label;
        match &self.finding {
            Finding::Unanswered { ask, .. } => say!(words, "told-unanswered", ask = ask.as_str()),
            Finding::Malformed(ask) => say!(words, "told-malformed", ask = ask.as_str()),
            Finding::Answer { value, of, accept } => {
                let value = value_words(words, value, of, naming);
                let accepted = word::accepted(words, accept, of, naming);
                say!(words, "told-answer", ask = ask, value = value, accepted = accepted)
            }
            Finding::Row { at, cells, wanted, columns } => {
                let found = cells.iter().map(|cell| cell.say(words, naming));
                let found = words.join(found, "and");
                let wanted = row_words(words, wanted, columns, naming);
                say!(words, "told-row", ask = ask, row = at + 1, found = found, wanted = wanted)
            }
            Finding::MoreRows(count) => say!(words, "told-more-rows", ask = ask, count = *count),
            Finding::Together { found, wanted } => {
                let (found, wanted) = together_words(words, found, wanted, naming);
                say!(words, "told-together", found = found, wanted = wanted)
            }
            Finding::ToReview(_) | Finding::Undecided(_) => self.say(words),
        }
    }
}

impl Stated {
    fn say(&self, words: Words, naming: Naming) -> String {
        let name = called(words, &self.name, &self.title, naming);
        match (&self.value, &self.of) {
            (Some(value), Some(of)) => {
                say!(words, "check-is", name = name, value = value_words(words, value, of, naming))
            }
            _ => say!(words, "check-not-given", name = name),
        }
    }

    fn in_row(&self, words: Words, naming: Naming) -> Option<String> {
        let value = value_words(words, self.value.as_ref()?, self.of.as_ref()?, naming);
        Some(say!(words, "check-cell", name = called(words, &self.name, &self.title, naming), value = value))
    }
}

impl Setting {
    /// The parameter with its value: "`support_years` is 10 years: set by the tender".
    pub fn say(&self, words: Words) -> String {
        let value = word::value(words, &self.value, &self.of, Naming::Id);
        say!(
            words,
            "check-parameter",
            name = self.id.as_str(),
            value = value,
            because = self.because.say(words),
        )
    }
}

/// What should hold of a row.
fn row_words(words: Words, wanted: &[Condition], columns: &[Column], naming: Naming) -> String {
    let legend = |subject: &Subject| {
        let column = columns.iter().find(|column| column.id == subject.name())?;
        let title = column.title.clone();
        let title = if naming == Naming::Label { say!(words, "told-name", title = title) } else { title };
        Some((title, column.of.clone()))
    };
    words.join(wanted.iter().map(|part| word::condition(words, part, &legend, naming)), "and")
}

/// What is found of facts and answers together, and what should hold of them.
fn together_words(words: Words, found: &[Stated], wanted: &Condition, naming: Naming) -> (String, String) {
    let legend = |subject: &Subject| {
        let stated = found.iter().find(|stated| stated.name == subject.name())?;
        Some((stated.title.clone(), stated.of.clone()?))
    };
    let wanted = word::condition(words, wanted, &legend, naming);
    (words.join(found.iter().map(|stated| stated.say(words, naming)), "and"), wanted)
}

/// A thing by its id, and by what people see of it where they see no ids.
fn called(words: Words, id: &str, title: &str, naming: Naming) -> String {
    match naming {
        Naming::Both => word::both(words, id, title.trim()),
        Naming::Label => say!(words, "told-name", title = title.trim()),
        Naming::Id => say!(words, "check-name", name = id),
    }
}

/// A value as it may stand in a sentence.
fn value_words(words: Words, value: &Value, of: &Type, naming: Naming) -> String {
    match value {
        Value::Word(text) if of.options().is_empty() => {
            let text = text.replace(['\n', '\r', '`'], " ");
            let shown = match text.char_indices().nth(MOST_TEXT) {
                Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
                None => text,
            };
            match naming {
                Naming::Label => say!(words, "told-name", title = shown),
                Naming::Id | Naming::Both => say!(words, "check-name", name = shown),
            }
        }
        value => word::value(words, value, of, naming),
    }
}
