//! Reading checks and conditions from the shape that library and tender are written in.
//!
//! A mapping is a conjunction, a list of values means "any of", and `all`, `any`,
//! `not` combine. The shape itself (mappings where mappings belong) is checked before;
//! what is found here are words that mean nothing in their place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value as Json;

use super::pattern::unportable;
use super::value::read_date;
use super::{Check, Condition, Quantity, Subject, Type, Unit, Value, Version};
use crate::text::Route;

/// What a condition may speak of: each name with its subject and type. Many speak of the same facts, which are
/// shared.
pub type Vocabulary = BTreeMap<Arc<str>, Arc<(Subject, Type)>>;

/// A value, or a template that yields one once a tender is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// Written out.
    Value(Value),
    /// The expression between `{{` and `}}`.
    Template {
        /// The expression.
        expression: String,
        /// What the amount is counted in that it yields, where the parameters in it say so.
        unit: Option<Unit>,
        /// Where it stands.
        route: Route,
    },
}

/// What is wrong at a place of a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The place.
    pub route: Route,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The ways in which a condition can be wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// No such fact or question.
    UnknownSubject {
        /// What was written.
        name: String,
        /// What could have been.
        known: Vec<String>,
    },
    /// The choice does not offer this option.
    UnknownOption {
        /// What was written.
        option: String,
        /// What is offered.
        offered: Vec<String>,
    },
    /// No such test.
    UnknownTest {
        /// What was written.
        name: String,
    },
    /// The test cannot be made of a value of this type.
    TestOfType {
        /// The test.
        test: String,
        /// The name of the type.
        of: &'static str,
    },
    /// The operand is not of the type.
    WrongOperand {
        /// What would be right, in words.
        expected: String,
    },
    /// The unit of the operand is of another family.
    WrongUnit {
        /// The unit asked for.
        expected: Unit,
        /// The unit written.
        found: Unit,
    },
    /// The regular expression cannot be read, or validators would read it differently.
    Pattern {
        /// Why.
        reason: String,
    },
    /// A template where the value must be known.
    Template,
}

/// Reads a condition, in which every operand is written out.
///
/// # Errors
/// All faults, each with its place below `at`.
pub fn condition(json: &Json, vocabulary: &Vocabulary, at: &Route) -> Result<Condition, Vec<Fault>> {
    let mut parser = Parser { faults: Vec::new() };
    let parsed = parser.condition(json, vocabulary, at);
    let settled = settle_condition(&parsed, vocabulary, &mut |_| None);
    parser.finish(settled)
}

/// Reads a check of one value, in which an operand may be a template.
///
/// # Errors
/// All faults, each with its place below `at`.
pub fn check(json: &Json, of: &Type, at: &Route) -> Result<Check<Operand>, Vec<Fault>> {
    let mut parser = Parser { faults: Vec::new() };
    let parsed = parser.check(json, of, at);
    parser.finish(Ok(parsed))
}

/// What a template yielded: JSON, or why it yielded nothing.
pub type Rendered = Option<Json>;

/// Puts the values of templates in, and turns bounds of ordered choices into the options they admit.
///
/// # Errors
/// When a template yields nothing, or something of another type.
pub fn settle(
    check: &Check<Operand>,
    of: &Type,
    render: &mut dyn FnMut(&str) -> Rendered,
) -> Result<Check, Vec<Fault>> {
    let one = |operand: &Operand, render: &mut dyn FnMut(&str) -> Rendered| -> Result<Value, Vec<Fault>> {
        let mut values = operand_values(operand, of, render)?;
        match values.len() {
            1 => Ok(values.remove(0)),
            _ => Err(vec![Fault { route: operand_route(operand), kind: wrong_operand(of) }]),
        }
    };
    let many = |operands: &[Operand], render: &mut dyn FnMut(&str) -> Rendered| {
        let mut values = Vec::new();
        for operand in operands {
            values.extend(operand_values(operand, of, render)?);
        }
        Ok::<_, Vec<Fault>>(values)
    };
    let each = |checks: &[Check<Operand>], render: &mut dyn FnMut(&str) -> Rendered| {
        checks.iter().map(|check| settle(check, of, render)).collect::<Result<Vec<_>, _>>()
    };
    Ok(match check {
        Check::Equals(operand) => match of {
            Type::Choices { .. } => {
                let words = operand_values(operand, of, render)?;
                Check::Equals(Value::Set(words.into_iter().flat_map(members).collect()))
            }
            _ => Check::Equals(one(operand, render)?),
        },
        Check::OneOf(operands) => Check::OneOf(many(operands, render)?),
        Check::AtLeast(operand) => {
            admitted(one(operand, render)?, of, Check::AtLeast, |at, bound| at >= bound)
        }
        Check::AtMost(operand) => admitted(one(operand, render)?, of, Check::AtMost, |at, bound| at <= bound),
        Check::NotBefore(operand) => Check::NotBefore(one(operand, render)?),
        Check::NotAfter(operand) => Check::NotAfter(one(operand, render)?),
        Check::Includes(operands) => Check::Includes(many(operands, render)?),
        Check::Excludes(operands) => Check::Excludes(many(operands, render)?),
        Check::Matches(pattern) => Check::Matches(pattern.clone()),
        Check::EachRow(condition) => {
            let vocabulary = column_vocabulary(of);
            Check::EachRow(Box::new(settle_condition(condition, &vocabulary, render)?))
        }
        Check::All(checks) => Check::All(each(checks, render)?),
        Check::Any(checks) => Check::Any(each(checks, render)?),
        Check::Not(check) => Check::Not(Box::new(settle(check, of, render)?)),
    })
}

fn settle_condition(
    condition: &Condition<Operand>,
    vocabulary: &Vocabulary,
    render: &mut dyn FnMut(&str) -> Rendered,
) -> Result<Condition, Vec<Fault>> {
    let mut each = |parts: &[Condition<Operand>]| {
        parts.iter().map(|part| settle_condition(part, vocabulary, render)).collect::<Result<Vec<_>, _>>()
    };
    Ok(match condition {
        Condition::Constant(truth) => Condition::Constant(*truth),
        Condition::All(parts) => Condition::All(each(parts)?),
        Condition::Any(parts) => Condition::Any(each(parts)?),
        Condition::Not(inner) => Condition::Not(Box::new(settle_condition(inner, vocabulary, render)?)),
        Condition::Test { subject, check } => match vocabulary.get(subject.name()) {
            Some(known) => {
                Condition::Test { subject: subject.clone(), check: settle(check, &known.1, render)? }
            }
            None => Condition::Constant(false),
        },
    })
}

/// A bound of an ordered choice is the set of options on its good side.
fn admitted(bound: Value, of: &Type, plain: fn(Value) -> Check, keep: fn(usize, usize) -> bool) -> Check {
    let Type::Choice { options, .. } = of else { return plain(bound) };
    let position = options.iter().position(|option| Value::Word(option.id.clone()) == bound).unwrap_or(0);
    let kept = options.iter().enumerate().filter(|(at, _)| keep(*at, position));
    Check::OneOf(kept.map(|(_, option)| Value::Word(option.id.clone())).collect())
}

fn members(value: Value) -> BTreeSet<String> {
    match value {
        Value::Word(word) => BTreeSet::from([word]),
        Value::Set(set) => set,
        _ => BTreeSet::new(),
    }
}

fn operand_route(operand: &Operand) -> Route {
    match operand {
        Operand::Template { route, .. } => route.clone(),
        Operand::Value(_) => Route::root(),
    }
}

fn operand_values(
    operand: &Operand,
    of: &Type,
    render: &mut dyn FnMut(&str) -> Rendered,
) -> Result<Vec<Value>, Vec<Fault>> {
    let (expression, unit, route) = match operand {
        Operand::Value(value) => return Ok(vec![value.clone()]),
        Operand::Template { expression, unit, route } => (expression, *unit, route),
    };
    let fault = |kind| vec![Fault { route: route.clone(), kind }];
    let json = render(expression).ok_or_else(|| fault(FaultKind::Template))?;
    let items = match &json {
        Json::Array(items) => items.iter().collect(),
        single => vec![single],
    };
    items.into_iter().map(|item| amount_value(item, unit, of).map_err(fault)).collect()
}

/// A value that a template yields: an amount is one of the unit of its parameters.
fn amount_value(json: &Json, unit: Option<Unit>, of: &Type) -> Result<Value, FaultKind> {
    let (Some(amount), Some(found), Some(expected)) = (json.as_f64(), unit, of.unit()) else {
        return operand_value(json, of);
    };
    let converted = found.convert(amount, expected).ok_or(FaultKind::WrongUnit { expected, found })?;
    // Half a minute is a bound for whole minutes, too: no need to round what people read.
    let fits = (0.0..=super::value::LARGEST).contains(&converted);
    fits.then_some(Value::Number(converted)).ok_or_else(|| wrong_operand(of))
}

/// An operand for a value of the type: a member of a set, a quantity in any unit of the family.
fn operand_value(json: &Json, of: &Type) -> Result<Value, FaultKind> {
    let wrong = || wrong_operand(of);
    match of {
        Type::Flag => json.as_bool().map(Value::Flag).ok_or_else(wrong),
        Type::Choice { options, .. } | Type::Choices { options, .. } => {
            let word = json.as_str().ok_or_else(wrong)?;
            if options.iter().any(|option| option.id == word) {
                return Ok(Value::Word(word.to_owned()));
            }
            let offered = options.iter().map(|option| option.id.clone()).collect();
            Err(FaultKind::UnknownOption { option: word.to_owned(), offered })
        }
        Type::Integer { unit } | Type::Number { unit } => {
            let amount = match (json, json.as_str().and_then(Quantity::read)) {
                (_, Some(quantity)) => quantity
                    .unit
                    .convert(quantity.amount, *unit)
                    .ok_or(FaultKind::WrongUnit { expected: *unit, found: quantity.unit })?,
                (json, None) => json.as_f64().ok_or_else(wrong)?,
            };
            let fits = (0.0..=super::value::LARGEST).contains(&amount)
                && (amount.fract() == 0.0 || matches!(of, Type::Number { .. }));
            fits.then_some(Value::Number(amount)).ok_or_else(wrong)
        }
        Type::Date => json.as_str().and_then(read_date).map(Value::Date).ok_or_else(wrong),
        Type::Version => json.as_str().and_then(Version::read).map(Value::Version).ok_or_else(wrong),
        Type::Text | Type::Url => json.as_str().map(|text| Value::Word(text.to_owned())).ok_or_else(wrong),
        Type::Table { .. } => Err(wrong()),
    }
}

fn wrong_operand(of: &Type) -> FaultKind {
    let expected = match of {
        Type::Flag => "`true` or `false`".to_owned(),
        Type::Choice { .. } | Type::Choices { .. } => "an option's id".to_owned(),
        Type::Integer { unit } => format!("a whole number of {}, 0 or more,", unit.name()),
        Type::Number { unit } => format!("a number of {}, 0 or more,", unit.name()),
        Type::Date => "a date such as `2027-03-31`".to_owned(),
        Type::Version => "a quoted version such as \"1.2\"".to_owned(),
        Type::Text | Type::Url => "a text".to_owned(),
        Type::Table { .. } => "a condition under `each-row`".to_owned(),
    };
    FaultKind::WrongOperand { expected }
}

fn column_vocabulary(of: &Type) -> Vocabulary {
    let Type::Table { columns, .. } = of else { return Vocabulary::new() };
    columns
        .iter()
        .map(|column| {
            (column.id.as_str().into(), Arc::new((Subject::Column(column.id.clone()), column.of.clone())))
        })
        .collect()
}

struct Parser {
    faults: Vec<Fault>,
}

impl Parser {
    fn finish<T>(self, parsed: Result<T, Vec<Fault>>) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { parsed } else { Err(self.faults) }
    }

    fn fault(&mut self, route: &Route, kind: FaultKind) {
        self.faults.push(Fault { route: route.clone(), kind });
    }

    fn condition(&mut self, json: &Json, vocabulary: &Vocabulary, at: &Route) -> Condition<Operand> {
        let Json::Object(entries) = json else {
            self.fault(at, FaultKind::WrongOperand { expected: "a mapping of names to values".to_owned() });
            return Condition::Constant(false);
        };
        let mut parts: Vec<Condition<Operand>> = entries
            .iter()
            .map(|(key, value)| {
                let at = at.key(key);
                match key.as_str() {
                    "all" => Condition::All(self.conditions(value, vocabulary, &at)),
                    "any" => Condition::Any(self.conditions(value, vocabulary, &at)),
                    "not" => Condition::Not(Box::new(self.condition(value, vocabulary, &at))),
                    name => self.test(name, value, vocabulary, &at),
                }
            })
            .collect();
        if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) }
    }

    fn conditions(&mut self, json: &Json, vocabulary: &Vocabulary, at: &Route) -> Vec<Condition<Operand>> {
        let Json::Array(items) = json else {
            self.fault(at, FaultKind::WrongOperand { expected: "a list of conditions".to_owned() });
            return Vec::new();
        };
        items.iter().enumerate().map(|(i, item)| self.condition(item, vocabulary, &at.index(i))).collect()
    }

    fn test(&mut self, name: &str, json: &Json, vocabulary: &Vocabulary, at: &Route) -> Condition<Operand> {
        let Some((subject, of)) = vocabulary.get(name).map(Arc::as_ref) else {
            let known = vocabulary.keys().map(ToString::to_string).collect();
            self.fault(at, FaultKind::UnknownSubject { name: name.to_owned(), known });
            return Condition::Constant(false);
        };
        Condition::Test { subject: subject.clone(), check: self.check(json, of, at) }
    }

    /// A check as an acceptance writes it (a mapping), or in short: one value, or a list of values.
    fn check(&mut self, json: &Json, of: &Type, at: &Route) -> Check<Operand> {
        let entries = match json {
            Json::Object(entries) => entries,
            Json::Array(items) if matches!(of, Type::Choices { .. }) && items.is_empty() => {
                return Check::Equals(Operand::Value(Value::Set(BTreeSet::new())));
            }
            Json::Array(_) => return Check::OneOf(self.operands(json, of, at)),
            single if matches!(of, Type::Choices { .. }) => {
                return Check::OneOf(vec![self.operand(single, of, at)]);
            }
            single => return Check::Equals(self.operand(single, of, at)),
        };
        let mut checks: Vec<Check<Operand>> =
            entries.iter().map(|(key, value)| self.named(key, value, of, &at.key(key))).collect();
        if checks.len() == 1 { checks.remove(0) } else { Check::All(checks) }
    }

    fn named(&mut self, test: &str, json: &Json, of: &Type, at: &Route) -> Check<Operand> {
        let fits = match test {
            "all" | "any" | "not" => true,
            "equals" => !matches!(of, Type::Text | Type::Table { .. }),
            "one-of" => !matches!(of, Type::Flag | Type::Text | Type::Table { .. }),
            "at-least" | "at-most" => matches!(
                of,
                Type::Integer { .. }
                    | Type::Number { .. }
                    | Type::Version
                    | Type::Choice { ordered: true, .. }
            ),
            "not-before" | "not-after" => matches!(of, Type::Date),
            "includes" | "excludes" => matches!(of, Type::Choices { .. }),
            "matches" => matches!(of, Type::Url | Type::Version),
            "each-row" => matches!(of, Type::Table { .. }),
            _ => {
                self.fault(at, FaultKind::UnknownTest { name: test.to_owned() });
                return Check::All(Vec::new());
            }
        };
        if !fits {
            self.fault(at, FaultKind::TestOfType { test: test.to_owned(), of: of.name() });
            return Check::All(Vec::new());
        }
        match test {
            "all" => Check::All(self.checks(json, of, at)),
            "any" => Check::Any(self.checks(json, of, at)),
            "not" => Check::Not(Box::new(self.check(json, of, at))),
            "equals" if matches!((of, json), (Type::Choices { .. }, Json::Array(_))) => {
                let mut words = BTreeSet::new();
                for operand in self.operands(json, of, at) {
                    match operand {
                        Operand::Value(value) => words.extend(members(value)),
                        Operand::Template { route, .. } => self.fault(&route, FaultKind::Template),
                    }
                }
                Check::Equals(Operand::Value(Value::Set(words)))
            }
            "equals" => Check::Equals(self.operand(json, of, at)),
            "one-of" => Check::OneOf(self.operands(json, of, at)),
            "at-least" => Check::AtLeast(self.operand(json, of, at)),
            "at-most" => Check::AtMost(self.operand(json, of, at)),
            "not-before" => Check::NotBefore(self.operand(json, of, at)),
            "not-after" => Check::NotAfter(self.operand(json, of, at)),
            "includes" => Check::Includes(self.operands(json, of, at)),
            "excludes" => Check::Excludes(self.operands(json, of, at)),
            "matches" => Check::Matches(self.pattern(json, at)),
            _ => {
                let vocabulary = column_vocabulary(of);
                Check::EachRow(Box::new(self.condition(json, &vocabulary, at)))
            }
        }
    }

    fn checks(&mut self, json: &Json, of: &Type, at: &Route) -> Vec<Check<Operand>> {
        let Json::Array(items) = json else {
            self.fault(at, FaultKind::WrongOperand { expected: "a list of checks".to_owned() });
            return Vec::new();
        };
        items.iter().enumerate().map(|(i, item)| self.check(item, of, &at.index(i))).collect()
    }

    fn operands(&mut self, json: &Json, of: &Type, at: &Route) -> Vec<Operand> {
        match json {
            Json::Array(items) => {
                items.iter().enumerate().map(|(i, item)| self.operand(item, of, &at.index(i))).collect()
            }
            single => vec![self.operand(single, of, at)],
        }
    }

    fn operand(&mut self, json: &Json, of: &Type, at: &Route) -> Operand {
        if let Some(expression) = json.as_str().and_then(template) {
            let expression = expression.to_owned();
            return Operand::Template { expression, unit: None, route: at.clone() };
        }
        operand_value(json, of).map_or_else(
            |kind| {
                self.fault(at, kind);
                Operand::Value(Value::Flag(false))
            },
            Operand::Value,
        )
    }

    fn pattern(&mut self, json: &Json, at: &Route) -> String {
        let Some(pattern) = json.as_str() else {
            self.fault(at, FaultKind::WrongOperand { expected: "a regular expression".to_owned() });
            return String::new();
        };
        if let Some(reason) = unportable(pattern) {
            self.fault(at, FaultKind::Pattern { reason });
        }
        pattern.to_owned()
    }
}

/// The expression of a text that is one template, `{{ … }}`, from end to end.
pub fn template(text: &str) -> Option<&str> {
    text.trim().strip_prefix("{{")?.strip_suffix("}}").map(str::trim)
}

#[cfg(test)]
mod tests;
