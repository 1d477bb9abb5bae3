//! The shape of a check over one value and of a condition over several, and deciding them in full.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Value;
use super::pattern::matches;

/// A predicate over one value. `V` is a [`Value`], or what a library writes in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Check<V = Value> {
    /// The very value. A set equals a set of the same members.
    Equals(V),
    /// One of the values; of a set: it has at least one of them.
    OneOf(Vec<V>),
    /// Not less than.
    AtLeast(V),
    /// Not more than.
    AtMost(V),
    /// The day itself or a later one.
    NotBefore(V),
    /// The day itself or an earlier one.
    NotAfter(V),
    /// A set that has all of these.
    Includes(Vec<V>),
    /// A set that has none of these.
    Excludes(Vec<V>),
    /// A text of one line that the regular expression matches from its first to its last character.
    Matches(String),
    /// A table each of whose rows satisfies a condition over its columns; so does an empty table.
    EachRow(Box<Condition<V>>),
    /// All of them.
    All(Vec<Check<V>>),
    /// At least one of them.
    Any(Vec<Check<V>>),
    /// Not that.
    Not(Box<Check<V>>),
}

/// What a test looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A fact.
    Fact(String),
    /// The answer to a question of the same requirement.
    Answer(String),
    /// A cell of the row in hand.
    Column(String),
}

/// The name of the kind of a device among its facts: the one fact that the program brings itself, in a lot of
/// several kinds. No library may declare a fact of this name.
pub const KIND: &str = "kind";

impl Subject {
    /// The kind of a device.
    pub fn kind() -> Self {
        Self::Fact(KIND.to_owned())
    }

    /// Its bare name.
    pub fn name(&self) -> &str {
        match self {
            Self::Fact(name) | Self::Answer(name) | Self::Column(name) => name,
        }
    }
}

/// A predicate over facts, answers or columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition<V = Value> {
    /// Decided already.
    Constant(bool),
    /// A check of one subject; an absent subject satisfies none.
    Test {
        /// What is looked at.
        subject: Subject,
        /// What must be true of it.
        check: Check<V>,
    },
    /// All of them; of none: true.
    All(Vec<Condition<V>>),
    /// At least one of them; of none: false.
    Any(Vec<Condition<V>>),
    /// Not that.
    Not(Box<Condition<V>>),
}

impl Check {
    /// Whether a value satisfies the check. A value of another type satisfies no plain check.
    pub fn accepts(&self, value: &Value) -> bool {
        let ordered =
            |bound: &Value, wanted: fn(std::cmp::Ordering) -> bool| value.order(bound).is_some_and(wanted);
        match self {
            Self::Equals(wanted) => value == wanted,
            Self::OneOf(wanted) => match value {
                Value::Set(set) => words(wanted).any(|word| set.contains(word)),
                _ => wanted.contains(value),
            },
            Self::AtLeast(bound) | Self::NotBefore(bound) => ordered(bound, |order| order.is_ge()),
            Self::AtMost(bound) | Self::NotAfter(bound) => ordered(bound, |order| order.is_le()),
            Self::Includes(wanted) => {
                set(value).is_some_and(|set| words(wanted).all(|word| set.contains(word)))
            }
            Self::Excludes(unwanted) => {
                set(value).is_some_and(|set| !words(unwanted).any(|word| set.contains(word)))
            }
            Self::Matches(pattern) => match value {
                Value::Word(text) => matches(pattern, text),
                Value::Version(version) => matches(pattern, &version.to_string()),
                _ => false,
            },
            Self::EachRow(condition) => match value {
                Value::Rows(rows) => {
                    let passed = |row: &BTreeMap<String, Value>, subject: &Subject, check: &Self| {
                        row.get(subject.name()).is_some_and(|value| check.accepts(value))
                    };
                    rows.iter().all(|row| condition.passes(&|subject, check| passed(row, subject, check)))
                }
                _ => false,
            },
            Self::All(checks) => checks.iter().all(|check| check.accepts(value)),
            Self::Any(checks) => checks.iter().any(|check| check.accepts(value)),
            Self::Not(check) => !check.accepts(value),
        }
    }
}

impl<V> Check<V> {
    /// The plain checks within, whatever combines them.
    pub fn plain(&self) -> Vec<&Check<V>> {
        match self {
            Self::All(checks) | Self::Any(checks) => checks.iter().flat_map(Self::plain).collect(),
            Self::Not(check) => check.plain(),
            plain => vec![plain],
        }
    }
}

impl<V> Check<V> {
    /// Every operand within, to be changed in place.
    pub fn operands_mut(&mut self) -> Vec<&mut V> {
        match self {
            Self::Equals(one)
            | Self::AtLeast(one)
            | Self::AtMost(one)
            | Self::NotBefore(one)
            | Self::NotAfter(one) => vec![one],
            Self::OneOf(many) | Self::Includes(many) | Self::Excludes(many) => many.iter_mut().collect(),
            Self::Matches(_) => Vec::new(),
            Self::EachRow(condition) => condition.operands_mut(),
            Self::All(checks) | Self::Any(checks) => checks.iter_mut().flat_map(Self::operands_mut).collect(),
            Self::Not(check) => check.operands_mut(),
        }
    }
}

impl<V> Condition<V> {
    /// Every operand within, to be changed in place.
    pub fn operands_mut(&mut self) -> Vec<&mut V> {
        match self {
            Self::Constant(_) => Vec::new(),
            Self::Test { check, .. } => check.operands_mut(),
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().flat_map(Self::operands_mut).collect(),
            Self::Not(inner) => inner.operands_mut(),
        }
    }
}

impl Condition {
    /// Whether the condition is true of the values that `value` gives. Total: never fails.
    pub fn holds(&self, value: &dyn Fn(&Subject) -> Option<Value>) -> bool {
        self.passes(&|subject, check| value(subject).is_some_and(|value| check.accepts(&value)))
    }

    /// Whether it may be true of a device of that kind, whatever else is said of it.
    pub fn may_be_of(&self, kind: &str) -> bool {
        match self {
            Self::Constant(truth) => *truth,
            Self::Test { subject, check } if *subject == Subject::kind() => {
                check.accepts(&Value::Word(kind.to_owned()))
            }
            Self::All(conditions) => conditions.iter().all(|condition| condition.may_be_of(kind)),
            Self::Any(conditions) => conditions.iter().any(|condition| condition.may_be_of(kind)),
            Self::Test { .. } | Self::Not(_) => true,
        }
    }

    /// Whether it is true where `passed` says which of its tests are passed.
    pub fn passes(&self, passed: &dyn Fn(&Subject, &Check) -> bool) -> bool {
        match self {
            Self::Constant(truth) => *truth,
            Self::Test { subject, check } => passed(subject, check),
            Self::All(conditions) => conditions.iter().all(|condition| condition.passes(passed)),
            Self::Any(conditions) => conditions.iter().any(|condition| condition.passes(passed)),
            Self::Not(condition) => !condition.passes(passed),
        }
    }
}

impl<V> Condition<V> {
    /// Every test within, with its subject.
    pub fn tests(&self) -> Vec<(&Subject, &Check<V>)> {
        match self {
            Self::Constant(_) => Vec::new(),
            Self::Test { subject, check } => vec![(subject, check)],
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::tests).collect()
            }
            Self::Not(condition) => condition.tests(),
        }
    }

    /// Every subject within, once, in order.
    pub fn subjects(&self) -> BTreeSet<&Subject> {
        self.tests().into_iter().map(|(subject, _)| subject).collect()
    }
}

fn set(value: &Value) -> Option<&BTreeSet<String>> {
    match value {
        Value::Set(set) => Some(set),
        _ => None,
    }
}

fn words(values: &[Value]) -> impl Iterator<Item = &String> {
    values.iter().filter_map(|value| match value {
        Value::Word(word) => Some(word),
        _ => None,
    })
}
