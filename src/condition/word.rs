//! Checks and conditions in words.

use serde::Serialize;

use super::{Accepted, Check, Condition, Subject, Type, Value};
use crate::say;
use crate::words::Words;

/// What a text of a form begins with, where it may go on with anything: `https://` for `https://[^ ]+`.
fn begins(pattern: &str) -> Option<&str> {
    let rests = ["[^ ]+", "[^ ]*", ".+", ".*"];
    let start = rests.iter().find_map(|rest| pattern.strip_suffix(rest))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '-' | '_' | ' ');
    (!start.is_empty() && start.chars().all(plain)).then_some(start)
}

#[cfg(test)]
mod tests;

/// How options are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By the label that people read: `Signed package over the network`.
    Label,
    /// By the word that answers carry, as code: `` `signed-online` ``.
    Id,
    /// By both: `` `signed-online` (“Signed package over the network”) ``.
    Both,
}

/// What a subject is called in a sentence ("“Interfaces”", "question 2"), and its type.
pub type Legend<'a> = &'a dyn Fn(&Subject) -> Option<(String, Type)>;

/// What is accepted, as a list within lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// "All of:", or what one item says.
    pub text: String,
    /// What stands below; empty for an item.
    pub items: Vec<List>,
}

impl List {
    /// Whether it holds lists of its own.
    pub fn is_nested(&self) -> bool {
        self.items.iter().any(|item| !item.items.is_empty())
    }
}

/// What a check accepts, as a noun: "`a` or `b`", "at least 5 years", and where several things are
/// demanded of a set "all of: `a` and `b`; none of: `c`". It can be read in one way only.
pub fn accepted(words: Words, check: &Check, of: &Type, naming: Naming) -> String {
    Speaker { words, of, naming }.noun(&Accepted::of(check, of))
}

/// The same as a list within lists.
pub fn accepted_list(words: Words, check: &Check, of: &Type, naming: Naming) -> List {
    Speaker { words, of, naming }.list(&Accepted::of(check, of))
}

/// What a check says of its subject, as a verb: "is yes", "includes Wi-Fi or Bluetooth".
pub fn predicate(words: Words, check: &Check, of: &Type, naming: Naming) -> String {
    Speaker { words, of, naming }.verb(&Accepted::of(check, of))
}

/// A value in words: "yes", "5 years", "Wi-Fi and Bluetooth".
pub fn value(words: Words, value: &Value, of: &Type, naming: Naming) -> String {
    Speaker { words, of, naming }.value(value)
}

/// Which options can only be chosen alone, as a sentence; nothing where none is.
pub fn alone(words: Words, of: &Type, naming: Naming) -> Option<String> {
    let speaker = Speaker { words, of, naming };
    let alone = of.options().iter().filter(|option| option.exclusive);
    let named: Vec<String> = alone.map(|option| speaker.quoted(&Value::Word(option.id.clone()))).collect();
    (!named.is_empty()).then(|| say!(words, "condition-alone", options = words.join(named, "and")))
}

/// A condition as a clause: "“Interfaces” includes Wi-Fi and “Software can be updated” is yes".
pub fn condition(words: Words, condition: &Condition, legend: Legend, naming: Naming) -> String {
    clause(words, condition, legend, naming, false)
}

fn clause(words: Words, condition: &Condition, legend: Legend, naming: Naming, nested: bool) -> String {
    let wrap = |part: String| if nested { say!(words, "condition-part", part = part) } else { part };
    let each = |parts: &[Condition]| -> Vec<String> {
        parts.iter().map(|part| clause(words, part, legend, naming, true)).collect()
    };
    match condition {
        Condition::Constant(true) => say!(words, "condition-always"),
        Condition::Constant(false) => say!(words, "condition-never"),
        Condition::All(parts) => wrap(words.join(each(parts), "and")),
        Condition::Any(parts) => wrap(words.join(each(parts), "or")),
        Condition::Not(inner) => match &**inner {
            Condition::Test { subject, check } => {
                let check = Check::Not(Box::new(check.clone()));
                clause(words, &Condition::Test { subject: subject.clone(), check }, legend, naming, nested)
            }
            inner => {
                say!(words, "condition-not-so", clause = clause(words, inner, legend, naming, true))
            }
        },
        Condition::Test { subject, check } => match legend(subject) {
            Some((_, of)) if *subject == Subject::kind() && kinds_of(check).is_some() => {
                let speaker = Speaker { words, of: &of, naming };
                let kinds = kinds_of(check).into_iter().flatten().map(|kind| speaker.quoted(kind));
                say!(words, "condition-of-kind", kinds = words.join(kinds, "or"))
            }
            Some((title, of)) => {
                let title = match naming {
                    Naming::Label => title,
                    Naming::Id => code(subject.name()),
                    Naming::Both => both(words, subject.name(), &title),
                };
                let speaker = Speaker { words, of: &of, naming };
                let tree = Accepted::of(check, &of);
                let says = say!(words, "condition-clause", subject = title, says = speaker.verb(&tree));
                if speaker.is_one_verb(&tree) { says } else { wrap(says) }
            }
            None => say!(words, "condition-unknown", subject = code(subject.name())),
        },
    }
}

/// The kinds of device that a check names, where it does nothing else.
fn kinds_of(check: &Check) -> Option<&[Value]> {
    match check {
        Check::Equals(kind) => Some(std::slice::from_ref(kind)),
        Check::OneOf(kinds) => Some(kinds),
        _ => None,
    }
}

fn code(name: &str) -> String {
    format!("`{name}`")
}

/// An id with what people see in its place.
pub fn both(words: Words, id: &str, label: &str) -> String {
    if label == id { code(id) } else { say!(words, "condition-both", name = code(id), label = label) }
}

/// Says values of one type.
#[derive(Clone, Copy)]
struct Speaker<'a> {
    words: Words,
    of: &'a Type,
    naming: Naming,
}

impl Speaker<'_> {
    fn is_set(self) -> bool {
        matches!(self.of, Type::Choices { .. })
    }

    fn noun(self, tree: &Accepted) -> String {
        let words = self.words;
        match tree {
            Accepted::AllOf(parts) if parts.is_empty() => say!(words, "condition-anything"),
            Accepted::OneOf(parts) if parts.is_empty() => say!(words, "condition-nothing"),
            Accepted::Value(value) if self.is_set() => {
                say!(words, "condition-includes", option = self.quoted(value))
            }
            Accepted::NoneOf(parts) => match parts.as_slice() {
                [one @ Accepted::Value(_)] if self.is_set() => {
                    say!(words, "condition-without", option = self.item(one))
                }
                [one] => say!(words, "condition-but", value = self.item(one)),
                _ => self.part(tree),
            },
            Accepted::AllOf(parts) if !self.is_set() && parts.iter().all(Accepted::is_plain) => {
                words.join(parts.iter().map(|part| self.item(part)), "and")
            }
            Accepted::OneOf(parts) if !self.is_set() && parts.iter().all(Accepted::is_plain) => {
                words.join(parts.iter().map(|part| self.item(part)), "or")
            }
            Accepted::Test(check) => self.test(check),
            Accepted::Value(_) => self.item(tree),
            Accepted::AllOf(_) | Accepted::OneOf(_) => self.group(tree),
        }
    }

    /// Demands that hold together: "all of: `a` and `b`; one of: `c`, `d`".
    fn group(self, tree: &Accepted) -> String {
        let Accepted::AllOf(parts) = tree else { return self.part(tree) };
        let (plain, others): (Vec<&Accepted>, Vec<&Accepted>) =
            parts.iter().partition(|part| part.is_plain());
        let mut said = Vec::new();
        match plain.as_slice() {
            [] => {}
            [one] if !self.is_set() => said.push(self.item(one)),
            several => {
                let items = self.words.join(several.iter().map(|part| self.item(part)), "and");
                said.push(say!(self.words, "condition-all-of", items = items));
            }
        }
        said.extend(others.into_iter().map(|part| self.part(part)));
        said.join(&say!(self.words, "condition-joint"))
    }

    /// One demand of a group.
    fn part(self, tree: &Accepted) -> String {
        let listed = |parts: &[Accepted]| {
            let items: Vec<String> = parts.iter().map(|part| self.item(part)).collect();
            items.join(&say!(self.words, "list-comma"))
        };
        match tree {
            Accepted::OneOf(parts) if parts.is_empty() => say!(self.words, "condition-nothing"),
            Accepted::OneOf(parts) if self.is_set() => {
                say!(self.words, "condition-some-of", items = listed(parts))
            }
            Accepted::OneOf(parts) => say!(self.words, "condition-one-of", items = listed(parts)),
            Accepted::NoneOf(parts) => say!(self.words, "condition-none-of", items = listed(parts)),
            Accepted::AllOf(parts) if parts.is_empty() => say!(self.words, "condition-anything"),
            Accepted::AllOf(_) => self.group(tree),
            Accepted::Value(_) | Accepted::Test(_) => self.item(tree),
        }
    }

    /// One item of a list; what holds several things stands in brackets.
    fn item(self, tree: &Accepted) -> String {
        let wrapped = |part: String| say!(self.words, "condition-part", part = part);
        match tree {
            Accepted::Value(value) => self.quoted(value),
            Accepted::Test(check) => {
                let long = match check {
                    Check::Equals(Value::Set(set)) => set.len() > 1,
                    check => matches!(check, Check::EachRow(_)),
                };
                if long { wrapped(self.test(check)) } else { self.test(check) }
            }
            Accepted::AllOf(_) | Accepted::OneOf(_) | Accepted::NoneOf(_) => wrapped(self.group(tree)),
        }
    }

    fn list(self, tree: &Accepted) -> List {
        let words = self.words;
        let (text, parts) = match tree {
            Accepted::AllOf(parts) if !parts.is_empty() => (say!(words, "condition-head-all"), parts),
            Accepted::OneOf(parts) if !parts.is_empty() && self.is_set() => {
                (say!(words, "condition-head-some"), parts)
            }
            Accepted::OneOf(parts) if !parts.is_empty() => (say!(words, "condition-head-one"), parts),
            Accepted::NoneOf(parts) => (say!(words, "condition-head-none"), parts),
            Accepted::AllOf(_) | Accepted::OneOf(_) => {
                return List { text: self.noun(tree), items: Vec::new() };
            }
            Accepted::Value(value) => return List { text: self.value(value), items: Vec::new() },
            Accepted::Test(check) => return List { text: self.test(check), items: Vec::new() },
        };
        List { text, items: parts.iter().map(|part| self.list(part)).collect() }
    }

    fn is_one_verb(self, tree: &Accepted) -> bool {
        match tree {
            Accepted::AllOf(parts) => {
                parts.is_empty()
                    || self.is_set() && parts.iter().all(|part| matches!(part, Accepted::Value(_)))
            }
            Accepted::OneOf(parts) => {
                parts.iter().all(|part| matches!(part, Accepted::Value(_)))
                    || !self.is_set() && parts.iter().all(Accepted::is_plain)
            }
            Accepted::NoneOf(parts) => {
                parts.len() == 1 || parts.iter().all(|part| matches!(part, Accepted::Value(_)))
            }
            Accepted::Value(_) | Accepted::Test(_) => true,
        }
    }

    fn verb(self, tree: &Accepted) -> String {
        let words = self.words;
        if !self.is_one_verb(tree) {
            let nested = |part: &Accepted| {
                let says = self.verb(part);
                if self.is_one_verb(part) { says } else { say!(words, "condition-part", part = says) }
            };
            return match tree {
                Accepted::OneOf(parts) => words.join(parts.iter().map(nested), "or"),
                Accepted::AllOf(parts) => words.join(parts.iter().map(nested), "and"),
                tree => say!(words, "condition-is", value = self.noun(tree)),
            };
        }
        let options =
            |parts: &[Accepted], last: &str| words.join(parts.iter().map(|part| self.item(part)), last);
        match tree {
            Accepted::Value(value) if self.is_set() => {
                say!(words, "condition-has", options = self.quoted(value))
            }
            Accepted::AllOf(parts) if !parts.is_empty() => {
                say!(words, "condition-has", options = options(parts, "and"))
            }
            Accepted::OneOf(parts) if !parts.is_empty() && self.is_set() => {
                say!(words, "condition-has", options = options(parts, "or"))
            }
            Accepted::NoneOf(parts)
                if self.is_set() && parts.iter().all(|part| matches!(part, Accepted::Value(_))) =>
            {
                say!(words, "condition-has-not", options = options(parts, "or"))
            }
            Accepted::NoneOf(parts) => say!(words, "condition-is-not", value = options(parts, "or")),
            Accepted::Test(Check::NotBefore(day)) => {
                say!(words, "condition-is-not-before", day = self.value(day))
            }
            Accepted::Test(Check::NotAfter(day)) => {
                say!(words, "condition-is-not-after", day = self.value(day))
            }
            tree => say!(words, "condition-is", value = self.noun(tree)),
        }
    }

    /// One test as a noun.
    fn test(self, check: &Check) -> String {
        let words = self.words;
        match check {
            Check::Equals(Value::Set(set)) if set.is_empty() => say!(words, "condition-test-no-option"),
            Check::Equals(Value::Set(set)) => {
                let members = set.iter().map(|id| self.quoted(&Value::Word(id.clone())));
                say!(words, "condition-test-exactly", options = words.join(members, "and"))
            }
            Check::AtLeast(bound) => say!(words, "condition-test-at-least", bound = self.quoted(bound)),
            Check::AtMost(bound) => say!(words, "condition-test-at-most", bound = self.quoted(bound)),
            Check::NotBefore(day) => say!(words, "condition-test-not-before", day = self.quoted(day)),
            Check::NotAfter(day) => say!(words, "condition-test-not-after", day = self.quoted(day)),
            Check::Matches(pattern) => match begins(pattern) {
                Some(start) => say!(words, "condition-test-begins", start = start),
                None => say!(words, "condition-test-form"),
            },
            Check::EachRow(rows) => {
                let said = condition(words, rows, &columns(self.of), self.naming);
                say!(words, "condition-test-rows", condition = said)
            }
            Check::Not(denied) => match &**denied {
                Check::AtLeast(bound) => say!(words, "condition-test-less-than", bound = self.quoted(bound)),
                Check::AtMost(bound) => say!(words, "condition-test-more-than", bound = self.quoted(bound)),
                Check::NotBefore(day) => say!(words, "condition-test-before", day = self.quoted(day)),
                Check::NotAfter(day) => say!(words, "condition-test-after", day = self.quoted(day)),
                denied => say!(words, "condition-but", value = self.test(denied)),
            },
            other => self.noun(&Accepted::of(other, self.of)),
        }
    }

    fn value(self, value: &Value) -> String {
        let words = self.words;
        let option = |id: &str| match self.naming {
            Naming::Label => self.of.label(id).to_owned(),
            Naming::Id => code(id),
            Naming::Both => both(words, id, self.of.label(id)),
        };
        match value {
            Value::Flag(flag) => match (self.naming, flag) {
                (Naming::Label | Naming::Both, true) => say!(words, "condition-yes"),
                (Naming::Label | Naming::Both, false) => say!(words, "condition-no"),
                (Naming::Id, flag) => code(&flag.to_string()),
            },
            Value::Word(word) if self.of.options().is_empty() => code(word),
            Value::Word(word) => option(word),
            Value::Set(set) if set.is_empty() => say!(words, "condition-no-option"),
            Value::Set(set) => words.join(set.iter().map(|id| option(id)), "and"),
            Value::Number(number) => match self.of.unit() {
                Some(unit) => say!(words, &format!("condition-amount-{}", unit.name()), n = *number),
                None => number.to_string(),
            },
            Value::Date(date) => date.to_string(),
            Value::Version(version) => version.to_string(),
            Value::Rows(rows) => say!(words, "condition-row-count", n = rows.len()),
        }
    }

    /// A value inside a sentence: the label of an option in quotes, so that its words do not run into
    /// it, unless it is no word but a sign such as `(a)`.
    fn quoted(self, operand: &Value) -> String {
        match operand {
            Value::Word(id) if self.naming == Naming::Label && !self.of.options().is_empty() => {
                let label = self.of.label(id);
                let sign = label.starts_with(|first: char| !first.is_alphanumeric());
                if sign { label.to_owned() } else { format!("“{label}”") }
            }
            _ => self.value(operand),
        }
    }
}

fn columns(of: &Type) -> impl Fn(&Subject) -> Option<(String, Type)> {
    let columns = match of {
        Type::Table { columns, .. } => columns.clone(),
        _ => Vec::new(),
    };
    move |subject| {
        let column = columns.iter().find(|column| column.id == subject.name())?;
        Some((format!("“{}”", column.title), column.of.clone()))
    }
}
