//! What is accepted, as a tree of "all of", "one of" and "none of": data that `word` says.
//!
//! A check nests and denies as its author wrote it; here denials stand at single values, so that the
//! words that come from it can be read in one way only.

use super::{Check, Type, Value};

/// What is accepted.
#[derive(Clone, Debug, PartialEq)]
pub enum Accepted {
    /// The value itself; of a set: that it has this option.
    Value(Value),
    /// What a plain test says, or what the denial of one says.
    Test(Check),
    /// Every one of them; of none: anything.
    AllOf(Vec<Accepted>),
    /// At least one of them; of none: nothing.
    OneOf(Vec<Accepted>),
    /// Not one of them.
    NoneOf(Vec<Accepted>),
}

impl Accepted {
    /// The tree of a check of values of a type.
    pub fn of(check: &Check, of: &Type) -> Self {
        build(check, matches!(of, Type::Choices { .. }), false)
    }

    /// Whether it is one value or one test.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Value(_) | Self::Test(_))
    }
}

fn build(check: &Check, set: bool, denied: bool) -> Accepted {
    let values = |values: &[Value]| values.iter().cloned().map(Accepted::Value).collect::<Vec<_>>();
    let each = |checks: &[Check]| checks.iter().map(|check| build(check, set, denied)).collect::<Vec<_>>();
    match (check, denied) {
        (Check::Not(check), _) => build(check, set, !denied),
        (Check::All(checks), false) | (Check::Any(checks), true) => all_of(each(checks)),
        (Check::Any(checks), false) | (Check::All(checks), true) => one_of(each(checks)),
        (Check::Equals(Value::Flag(flag)), true) => Accepted::Value(Value::Flag(!flag)),
        (Check::Equals(_), false) if set => Accepted::Test(check.clone()),
        (Check::Equals(_), true) if set => Accepted::NoneOf(vec![Accepted::Test(check.clone())]),
        (Check::Equals(value), false) => Accepted::Value(value.clone()),
        (Check::Equals(value), true) => Accepted::NoneOf(vec![Accepted::Value(value.clone())]),
        (Check::OneOf(wanted), false) | (Check::Excludes(wanted), true) => one_of(values(wanted)),
        (Check::OneOf(unwanted), true) | (Check::Excludes(unwanted), false) => none_of(values(unwanted)),
        (Check::Includes(wanted), false) => all_of(values(wanted)),
        (Check::Includes(wanted), true) => {
            one_of(values(wanted).into_iter().map(|value| Accepted::NoneOf(vec![value])).collect())
        }
        (Check::AtLeast(_) | Check::AtMost(_) | Check::NotBefore(_) | Check::NotAfter(_), true) => {
            Accepted::Test(Check::Not(Box::new(check.clone())))
        }
        (Check::Matches(_) | Check::EachRow(_), true) => {
            Accepted::NoneOf(vec![Accepted::Test(check.clone())])
        }
        (plain, false) => Accepted::Test(plain.clone()),
    }
}

fn all_of(parts: Vec<Accepted>) -> Accepted {
    let mut kept = Vec::new();
    let mut unwanted = Vec::new();
    for part in parts {
        match part {
            Accepted::AllOf(parts) => {
                for part in parts {
                    match part {
                        Accepted::NoneOf(parts) => unwanted.extend(parts),
                        part => kept.push(part),
                    }
                }
            }
            Accepted::NoneOf(parts) => unwanted.extend(parts),
            part => kept.push(part),
        }
    }
    if !unwanted.is_empty() {
        kept.push(Accepted::NoneOf(unwanted));
    }
    if kept.len() == 1 { kept.remove(0) } else { Accepted::AllOf(kept) }
}

fn one_of(parts: Vec<Accepted>) -> Accepted {
    let flat = parts.into_iter().flat_map(|part| match part {
        Accepted::OneOf(parts) => parts,
        part => vec![part],
    });
    let mut parts: Vec<Accepted> = flat.collect();
    if parts.len() == 1 { parts.remove(0) } else { Accepted::OneOf(parts) }
}

fn none_of(parts: Vec<Accepted>) -> Accepted {
    if parts.is_empty() { Accepted::AllOf(parts) } else { Accepted::NoneOf(parts) }
}
