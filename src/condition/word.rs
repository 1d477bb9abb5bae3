//! Checks and conditions in words.

use super::{Check, Condition, Subject, Type, Value};

/// How options are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By the label that people read: `Signed package over the network`.
    Label,
    /// By the word that answers carry, as code: `` `signed-online` ``.
    Id,
}

/// What a subject is called in a sentence ("“Interfaces”", "question 2"), and its type.
pub type Legend<'a> = &'a dyn Fn(&Subject) -> Option<(String, Type)>;

/// What a check accepts, as a noun: "`a` or `b`", "at least 5 years", "a date not before 2037-03-31".
pub fn accepted(check: &Check, of: &Type, naming: Naming) -> String {
    let one = |operand: &Value| quoted(operand, of, naming);
    match check {
        Check::Equals(Value::Set(set)) if set.is_empty() => "none of the options".to_owned(),
        Check::Equals(Value::Set(set)) => {
            let members: Vec<Value> = set.iter().cloned().map(Value::Word).collect();
            format!("exactly {}", list(&members, of, naming, "and"))
        }
        Check::Equals(operand) => one(operand),
        Check::OneOf(values) => list(values, of, naming, "or"),
        Check::AtLeast(bound) => format!("at least {}", one(bound)),
        Check::AtMost(bound) => format!("at most {}", one(bound)),
        Check::NotBefore(day) => format!("a date not before {}", one(day)),
        Check::NotAfter(day) => format!("a date not after {}", one(day)),
        Check::Includes(values) => format!("a choice that includes {}", list(values, of, naming, "and")),
        Check::Excludes(values) => format!("a choice without {}", list(values, of, naming, "or")),
        Check::Matches(pattern) => format!("a text of the form `{pattern}`"),
        Check::EachRow(rows) => {
            format!("a table in which every row is such that {}", condition(rows, &columns(of), naming))
        }
        Check::All(checks) => join(checks.iter().map(|check| accepted(check, of, naming)), "and"),
        Check::Any(checks) => join(checks.iter().map(|check| accepted(check, of, naming)), "or"),
        Check::Not(check) => match &**check {
            Check::AtLeast(bound) => format!("less than {}", one(bound)),
            Check::AtMost(bound) => format!("more than {}", one(bound)),
            Check::NotBefore(day) => format!("a date before {}", one(day)),
            Check::NotAfter(day) => format!("a date after {}", one(day)),
            check => format!("anything but {}", accepted(check, of, naming)),
        },
    }
}

/// A condition as a clause: "“Interfaces” includes Wi-Fi, and “Software can be updated” is yes".
pub fn condition(condition: &Condition, legend: Legend, naming: Naming) -> String {
    clause(condition, legend, naming, false)
}

fn clause(condition: &Condition, legend: Legend, naming: Naming, nested: bool) -> String {
    let wrap = |text: String| if nested { format!("({text})") } else { text };
    match condition {
        Condition::Constant(true) => "always".to_owned(),
        Condition::Constant(false) => "never".to_owned(),
        Condition::All(parts) => {
            wrap(join(parts.iter().map(|part| clause(part, legend, naming, true)), "and"))
        }
        Condition::Any(parts) => {
            wrap(join(parts.iter().map(|part| clause(part, legend, naming, true)), "or"))
        }
        Condition::Not(inner) => match &**inner {
            Condition::Test { subject, check } => {
                let check = Check::Not(Box::new(check.clone()));
                clause(&Condition::Test { subject: subject.clone(), check }, legend, naming, nested)
            }
            inner => format!("it is not so that {}", clause(inner, legend, naming, true)),
        },
        Condition::Test { subject, check } => match legend(subject) {
            Some((title, of)) => {
                let title = match naming {
                    Naming::Label => title,
                    Naming::Id => format!("`{}`", subject.name()),
                };
                format!("{title} {}", predicate(check, &of, naming))
            }
            None => format!("`{}` is as demanded", subject.name()),
        },
    }
}

/// What a check says of its subject, as a verb: "is yes", "includes Wi-Fi or Bluetooth".
pub fn predicate(check: &Check, of: &Type, naming: Naming) -> String {
    let set = matches!(of, Type::Choices { .. });
    match check {
        Check::OneOf(values) if set => format!("includes {}", list(values, of, naming, "or")),
        Check::Includes(values) => format!("includes {}", list(values, of, naming, "and")),
        Check::Excludes(values) => format!("does not include {}", list(values, of, naming, "or")),
        Check::NotBefore(day) => format!("is not before {}", value(day, of, naming)),
        Check::NotAfter(day) => format!("is not after {}", value(day, of, naming)),
        Check::All(checks) => join(checks.iter().map(|check| predicate(check, of, naming)), "and"),
        Check::Any(checks) => join(checks.iter().map(|check| predicate(check, of, naming)), "or"),
        whole @ Check::Not(check) => match &**check {
            Check::Equals(Value::Flag(flag)) => predicate(&Check::Equals(Value::Flag(!flag)), of, naming),
            Check::Equals(_) | Check::OneOf(_) if !set => {
                format!("is not {}", accepted(check, of, naming))
            }
            Check::OneOf(values) | Check::Includes(values) if values.len() == 1 => {
                format!("does not include {}", list(values, of, naming, "or"))
            }
            _ => format!("is {}", accepted(whole, of, naming)),
        },
        other => format!("is {}", accepted(other, of, naming)),
    }
}

/// A value in words: "yes", "5 years", "Wi-Fi and Bluetooth".
pub fn value(value: &Value, of: &Type, naming: Naming) -> String {
    let option = |id: &str| match naming {
        Naming::Label => of.label(id).to_owned(),
        Naming::Id => format!("`{id}`"),
    };
    match value {
        Value::Flag(flag) => match (naming, flag) {
            (Naming::Label, true) => "yes".to_owned(),
            (Naming::Label, false) => "no".to_owned(),
            (Naming::Id, flag) => format!("`{flag}`"),
        },
        Value::Word(word) if of.options().is_empty() => format!("`{word}`"),
        Value::Word(word) => option(word),
        Value::Set(set) if set.is_empty() => "none".to_owned(),
        Value::Set(set) => join(set.iter().map(|id| option(id)), "and"),
        Value::Number(number) => match of.unit() {
            Some(unit) => unit.word(*number),
            None => number.to_string(),
        },
        Value::Date(date) => date.to_string(),
        Value::Version(version) => version.to_string(),
        Value::Rows(rows) => match rows.len() {
            1 => "1 row".to_owned(),
            n => format!("{n} rows"),
        },
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

fn list(values: &[Value], of: &Type, naming: Naming, last: &str) -> String {
    join(values.iter().map(|operand| quoted(operand, of, naming)), last)
}

/// A value inside a sentence: the label of an option in quotes, so that its words do not run into
/// it, unless it is no word but a sign such as `(a)`.
fn quoted(operand: &Value, of: &Type, naming: Naming) -> String {
    match operand {
        Value::Word(id) if naming == Naming::Label && !of.options().is_empty() => {
            let label = of.label(id);
            let sign = label.starts_with(|first: char| !first.is_alphanumeric());
            if sign { label.to_owned() } else { format!("“{label}”") }
        }
        _ => value(operand, of, naming),
    }
}

/// Joins as people do: "a", "a or b", "a, b or c".
pub fn join(items: impl Iterator<Item = String>, last: &str) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        None => String::new(),
        Some(only) if items.is_empty() => only,
        Some(end) => format!("{} {last} {end}", items.join(", ")),
    }
}
