//! Texts and acceptances that changed only because a value in them did: the echo of another change.
//!
//! A pack holds texts as they are rendered, so an echo is recognised by its traces: put the new
//! value where the old one stood, and the old text is the new one. What cannot be explained so is
//! a change of its own, which errs on the side of telling it.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use crate::condition::value::read_date;
use crate::condition::word::{self, Naming};
use crate::condition::{Check, Condition, Type, Unit, Value};
use crate::resolve::spec::Parameter;

use super::Seen;
use crate::words::Words;

/// What an echo is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A parameter of the same requirement, by its id.
    Parameter(String),
    /// How binding the requirement is.
    Obligation,
    /// The tender's level of assurance.
    Assurance,
    /// The tender's last day for bids.
    Deadline,
}

/// The values of two sides that texts are made of.
pub struct Echoes<'a> {
    parameters: Vec<(&'a Parameter, &'a Parameter)>,
    words: Vec<(Source, String, String)>,
    deadlines: (Date, Date),
}

type Sources = BTreeSet<Source>;

impl<'a> Echoes<'a> {
    /// The values of two sides of a requirement.
    pub fn between(before: Seen<'a>, after: Seen<'a>) -> Self {
        let parameters: Vec<(&Parameter, &Parameter)> = before
            .requirement
            .parameters
            .iter()
            .filter_map(|old| Some((old, after.requirement.parameters.iter().find(|new| new.id == old.id)?)))
            .collect();
        let changed = parameters.iter().filter(|(old, new)| old.value != new.value);
        let mut words: Vec<(Source, String, String)> = changed
            .map(|(old, new)| (Source::Parameter(old.id.clone()), written(old), written(new)))
            .collect();
        let pair = |source, old: &str, new: &str| (source, old.to_owned(), new.to_owned());
        words.push(pair(
            Source::Obligation,
            before.requirement.obligation.word(),
            after.requirement.obligation.word(),
        ));
        let assurance = |seen: Seen<'_>| seen.spec.assurance(seen.lot).word();
        words.push(pair(Source::Assurance, assurance(before), assurance(after)));
        words.retain(|(_, old, new)| old != new && !old.is_empty() && !new.is_empty());
        Self { parameters, words, deadlines: (before.spec.tender.deadline, after.spec.tender.deadline) }
    }

    /// What the difference between two texts is an echo of; nothing where it is none.
    pub fn of_text(&self, before: &str, after: &str) -> Option<Sources> {
        let (mut old, mut new) = (before, after);
        let mut found = Sources::new();
        let mut within_word = false;
        while !(old.is_empty() && new.is_empty()) {
            if !within_word && let Some((source, rest)) = self.at(old, new) {
                found.extend(source);
                (old, new) = rest;
                within_word = true;
                continue;
            }
            let (one, other) = (old.chars().next()?, new.chars().next()?);
            if one != other {
                return None;
            }
            within_word = one.is_alphanumeric();
            (old, new) = (old.get(one.len_utf8()..)?, new.get(one.len_utf8()..)?);
        }
        Some(found)
    }

    /// A changed value that both texts start with, and what stands after it.
    fn at<'t>(&self, old: &'t str, new: &'t str) -> Option<(Sources, (&'t str, &'t str))> {
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
        for (source, before, after) in &self.words {
            let rests = old.strip_prefix(before.as_str()).zip(new.strip_prefix(after.as_str()));
            if let Some(rests) = rests.filter(|(old, new)| ends(old) && ends(new)) {
                return Some((Sources::from([source.clone()]), rests));
            }
        }
        let (before, after) = (read_date(old.get(..10)?)?, read_date(new.get(..10)?)?);
        let sources = self.of_dates(before, after).filter(|_| before != after)?;
        Some((sources, (old.get(10..)?, new.get(10..)?)))
    }

    /// What the difference between two acceptances is an echo of; nothing where it is none.
    pub fn of_checks(&self, before: Option<&Check>, after: Option<&Check>) -> Option<Sources> {
        match (before, after) {
            (None, None) => Some(Sources::new()),
            (Some(before), Some(after)) => self.of_check(before, after),
            _ => None,
        }
    }

    fn of_check(&self, before: &Check, after: &Check) -> Option<Sources> {
        match (before, after) {
            (Check::Equals(old), Check::Equals(new))
            | (Check::AtLeast(old), Check::AtLeast(new))
            | (Check::AtMost(old), Check::AtMost(new))
            | (Check::NotBefore(old), Check::NotBefore(new))
            | (Check::NotAfter(old), Check::NotAfter(new)) => self.of_value(old, new),
            (Check::OneOf(old), Check::OneOf(new))
            | (Check::Includes(old), Check::Includes(new))
            | (Check::Excludes(old), Check::Excludes(new)) => self.of_values(old, new),
            (Check::All(old), Check::All(new)) | (Check::Any(old), Check::Any(new)) => {
                all(old, new, |old, new| self.of_check(old, new))
            }
            (Check::Not(old), Check::Not(new)) => self.of_check(old, new),
            (Check::EachRow(old), Check::EachRow(new)) => self.of_condition(old, new),
            (old, new) => (old == new).then(Sources::new),
        }
    }

    /// What the difference between two conditions is an echo of; nothing where it is none.
    pub fn of_condition(&self, before: &Condition, after: &Condition) -> Option<Sources> {
        match (before, after) {
            (Condition::Test { subject, check: old }, Condition::Test { subject: other, check: new }) => {
                self.of_check(old, new).filter(|_| subject == other)
            }
            (Condition::All(old), Condition::All(new)) | (Condition::Any(old), Condition::Any(new)) => {
                all(old, new, |old, new| self.of_condition(old, new))
            }
            (Condition::Not(old), Condition::Not(new)) => self.of_condition(old, new),
            (old, new) => (old == new).then(Sources::new),
        }
    }

    fn of_values(&self, before: &[Value], after: &[Value]) -> Option<Sources> {
        let set = |values: &[Value]| -> BTreeSet<String> {
            let words = values.iter().filter_map(|value| match value {
                Value::Word(word) => Some(word.clone()),
                _ => None,
            });
            words.collect()
        };
        if set(before) == set(after) && before.len() == after.len() {
            return Some(Sources::new());
        }
        let whole = |(old, new): &&(&Parameter, &Parameter)| {
            let is = |value: &Value, words: &[Value]| *value == Value::Set(set(words));
            is(&old.value, before) && is(&new.value, after)
        };
        // A bound on an ordered choice stands as the options from it on, or up to it.
        let bound = |(old, new): &&(&Parameter, &Parameter)| {
            let ordered = matches!(&old.of, Type::Choice { ordered: true, .. });
            let first = (Some(&old.value), Some(&new.value)) == (before.first(), after.first());
            let last = (Some(&old.value), Some(&new.value)) == (before.last(), after.last());
            ordered && (first || last)
        };
        let cause = self.parameters.iter().find(whole).or_else(|| self.parameters.iter().find(bound));
        cause
            .map(|(old, _)| Sources::from([Source::Parameter(old.id.clone())]))
            .or_else(|| all(before, after, |old, new| self.of_value(old, new)))
    }

    fn of_value(&self, before: &Value, after: &Value) -> Option<Sources> {
        if before == after {
            return Some(Sources::new());
        }
        let mut changed = self.parameters.iter().filter(|(old, new)| old.value != new.value);
        let computed = |(old, new): &&(&Parameter, &Parameter)| match (before, after, &old.value, &new.value)
        {
            (Value::Number(b), Value::Number(a), Value::Number(old), Value::Number(new)) => {
                b - old == a - new || b * new == a * old
            }
            (before, after, old, new) => before == old && after == new,
        };
        let cause = changed.find(computed).map(|(old, _)| Sources::from([Source::Parameter(old.id.clone())]));
        match (before, after) {
            (Value::Date(before), Value::Date(after)) => cause.or_else(|| self.of_dates(*before, *after)),
            _ => cause,
        }
    }

    /// Two days, each as far from its deadline: by the same time, or by the value of a parameter.
    fn of_dates(&self, before: Date, after: Date) -> Option<Sources> {
        let (old, new) = self.deadlines;
        let moved = || (old != new).then_some(Source::Deadline);
        let by_parameter = self.parameters.iter().find(|(was, is)| {
            let away = |parameter: &Parameter, from: Date, sign: i64| {
                let Value::Number(amount) = parameter.value else { return None };
                later(from, amount, parameter.of.unit()?, sign)
            };
            let same = |sign| away(was, old, sign) == Some(before) && away(is, new, sign) == Some(after);
            was.value != is.value && (same(1) || same(-1))
        });
        if let Some((parameter, _)) = by_parameter {
            return Some(moved().into_iter().chain([Source::Parameter(parameter.id.clone())]).collect());
        }
        let months = |from: Date, to: Date| {
            (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month())
                - i64::from(from.month())
        };
        let apart = Span::new().try_months(months(old, before)).ok()?;
        let by_months = old.checked_add(apart).ok()? == before && new.checked_add(apart).ok()? == after;
        let by_days = before.since(old).ok()?.get_days() == after.since(new).ok()?.get_days();
        (by_months || by_days).then(|| moved().into_iter().collect())
    }
}

/// What every pair is an echo of, where each is one.
fn all<T>(before: &[T], after: &[T], of: impl Fn(&T, &T) -> Option<Sources>) -> Option<Sources> {
    if before.len() != after.len() {
        return None;
    }
    let found: Option<Vec<Sources>> = before.iter().zip(after).map(|(old, new)| of(old, new)).collect();
    Some(found?.into_iter().flatten().collect())
}

/// A day that is an amount away from another.
fn later(from: Date, amount: f64, unit: Unit, sign: i64) -> Option<Date> {
    #[allow(clippy::cast_possible_truncation)] // amounts beyond a calendar are no days of one
    let amount = (amount.abs() < 1e6).then_some(amount as i64)? * sign;
    let span = match unit {
        Unit::Years => Span::new().try_years(amount),
        Unit::Months => Span::new().try_months(amount),
        Unit::Weeks => Span::new().try_weeks(amount),
        Unit::Days => Span::new().try_days(amount),
        _ => return None,
    };
    from.checked_add(span.ok()?).ok()
}

/// A parameter as a template of the library writes it, in the language of the library.
fn written(parameter: &Parameter) -> String {
    match &parameter.value {
        Value::Word(_) | Value::Set(_) => {
            word::value(Words::English, &parameter.value, &parameter.of, Naming::Label)
        }
        value => value.json().to_string().trim_matches('"').to_owned(),
    }
}
