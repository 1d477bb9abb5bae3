//! Whether one answer promises more than another, from what is accepted.
//!
//! Computed from the meaning of the acceptance: stand-ins for all values show which way it leans. An
//! acceptance that leans neither way, and an answer of which nothing is accepted in particular, have
//! no direction. A guess is never made.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::condition::stand_ins;
use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::diff::Level;
use crate::resolve::spec::{Question, Requirement};

/// The values that one side gives to the subjects of a requirement's conditions.
pub type Given<'a> = &'a dyn Fn(&Subject) -> Option<Value>;

/// Where an answer goes, as the one who asks sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pull {
    Up,
    Down,
}

/// The level of a change from one answer to another: stronger, weaker, or neither.
///
/// What decides is the acceptance of the question itself, and what the requirement demands of its
/// answers together, with the other answers as either side gives them. Where these pull both ways,
/// neither can be said.
pub fn of(
    requirement: &Requirement,
    question: &Question,
    (before, after): (&Value, &Value),
    sides: [Given<'_>; 2],
) -> Level {
    let own = |value: &Value| question.accept.as_ref().is_none_or(|check| check.accepts(value));
    let checks: Vec<&Check> = question.accept.iter().collect();
    let mut pulls = vec![pull(&question.of, &checks, &own, before, after)];
    if let Some(Check::EachRow(_) | Check::All(_)) = question.accept {
        pulls.push(rows(question.accept.as_ref(), before, after));
    }
    let subject = Subject::Answer(question.id.clone());
    let tests = requirement.met_when.tests();
    let checks: Vec<&Check> =
        tests.into_iter().filter(|(tested, _)| **tested == subject).map(|(_, check)| check).collect();
    if !checks.is_empty() {
        for side in sides {
            let together = |value: &Value| {
                requirement.met_when.holds(&|other| match *other == subject {
                    true => Some(value.clone()),
                    false => side(other),
                })
            };
            pulls.push(pull(&question.of, &checks, &together, before, after));
        }
    }
    if pulls.iter().all(Option::is_none) {
        pulls.push(by_order(&question.of, &own, before, after));
    }
    match (pulls.contains(&Some(Pull::Up)), pulls.contains(&Some(Pull::Down))) {
        (true, false) => Level::Stronger,
        (false, true) => Level::Weaker,
        _ => Level::Changed,
    }
}

fn pull(
    of: &Type,
    checks: &[&Check],
    accepts: &dyn Fn(&Value) -> bool,
    before: &Value,
    after: &Value,
) -> Option<Pull> {
    match (accepts(before), accepts(after)) {
        (false, true) => return Some(Pull::Up),
        (true, false) => return Some(Pull::Down),
        (true, true) | (false, false) => {}
    }
    let values = stand_ins(of, checks)?;
    match (before, after) {
        (Value::Set(before), Value::Set(after)) => of_sets(&values, accepts, before, after),
        _ => {
            let slope = slope(values, &|a, b| rank(of, a, b), accepts)?;
            turned(slope, rank(of, before, after)?)
        }
    }
}

/// The way an acceptance leans over values in their order: once accepted, all greater ones are, or
/// all smaller ones. Nothing where it is neither, or accepts all or none.
fn slope(
    mut values: Vec<Value>,
    rank: &dyn Fn(&Value, &Value) -> Option<Ordering>,
    accepts: &dyn Fn(&Value) -> bool,
) -> Option<Pull> {
    if values.iter().any(|value| values.first().is_none_or(|first| rank(first, value).is_none())) {
        return None;
    }
    values.sort_by(|a, b| rank(a, b).unwrap_or(Ordering::Equal));
    let accepted: Vec<bool> = values.iter().map(accepts).collect();
    let steps = accepted.iter().zip(accepted.iter().skip(1)).filter(|(a, b)| a != b);
    let turns: Vec<bool> = steps.map(|(_, after)| *after).collect();
    match turns.as_slice() {
        [true] => Some(Pull::Up),
        [false] => Some(Pull::Down),
        _ => None,
    }
}

/// Which of two values is greater: numbers, dates and versions as they are, options by their order
/// where that means something.
fn rank(of: &Type, a: &Value, b: &Value) -> Option<Ordering> {
    match (of, a, b) {
        (Type::Choice { options, ordered: true }, Value::Word(a), Value::Word(b)) => {
            let at = |word: &str| options.iter().position(|option| option.id == word);
            Some(at(a)?.cmp(&at(b)?))
        }
        _ => a.order(b),
    }
}

fn turned(slope: Pull, order: Ordering) -> Option<Pull> {
    // `order` is that of the old one to the new one.
    match (slope, order) {
        (_, Ordering::Equal) => None,
        (Pull::Up, Ordering::Less) | (Pull::Down, Ordering::Greater) => Some(Pull::Up),
        (Pull::Up, Ordering::Greater) | (Pull::Down, Ordering::Less) => Some(Pull::Down),
    }
}

/// Ordered options stand from weakest to strongest, unless what is accepted says otherwise.
fn by_order(of: &Type, accepts: &dyn Fn(&Value) -> bool, before: &Value, after: &Value) -> Option<Pull> {
    let Type::Choice { options, ordered: true } = of else { return None };
    let all: Vec<bool> = options.iter().map(|option| accepts(&Value::Word(option.id.clone()))).collect();
    let uniform = all.iter().all(|accepted| Some(accepted) == all.first());
    uniform.then(|| turned(Pull::Up, rank(of, before, after)?)).flatten()
}

/// Sets: each option that came or went pulls as it bears on the acceptance. One that does not bear on
/// it, such as "none of these", pulls nowhere.
fn of_sets(
    values: &[Value],
    accepts: &dyn Fn(&Value) -> bool,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> Option<Pull> {
    let sets: Vec<&BTreeSet<String>> = values
        .iter()
        .filter_map(|value| match value {
            Value::Set(set) => Some(set),
            _ => None,
        })
        .collect();
    let members: BTreeSet<&String> = sets.iter().copied().flatten().collect();
    let mut bears: BTreeMap<&str, Pull> = BTreeMap::new();
    for member in members {
        let mut pulls = BTreeSet::new();
        for set in sets.iter().filter(|set| !set.contains(member)) {
            let with: BTreeSet<String> = set.iter().chain([member]).cloned().collect();
            match (accepts(&Value::Set((*set).clone())), accepts(&Value::Set(with))) {
                (false, true) => pulls.insert(true),
                (true, false) => pulls.insert(false),
                _ => false,
            };
        }
        match (pulls.contains(&true), pulls.contains(&false)) {
            (true, false) => drop(bears.insert(member, Pull::Up)),
            (false, true) => drop(bears.insert(member, Pull::Down)),
            // Now welcome, now not: nothing can be said of any set.
            (true, true) => return None,
            (false, false) => {}
        }
    }
    let of_option = |option: &String| bears.get(option.as_str()).copied();
    let added = after.difference(before).filter_map(of_option);
    let removed = before.difference(after).filter_map(of_option).map(|pull| match pull {
        Pull::Up => Pull::Down,
        Pull::Down => Pull::Up,
    });
    let pulls: Vec<Pull> = added.chain(removed).collect();
    pulls.first().filter(|first| pulls.iter().all(|pull| pull == *first)).copied()
}

/// Tables: fewer rows that are not accepted are better, if they were all there before.
fn rows(accept: Option<&Check>, before: &Value, after: &Value) -> Option<Pull> {
    let conditions = row_conditions(accept?)?;
    let bad = |value: &Value| match value {
        Value::Rows(rows) => rows
            .iter()
            .filter(|row| {
                let cell = |subject: &Subject| row.get(subject.name()).cloned();
                !conditions.iter().all(|condition| condition.holds(&cell))
            })
            .cloned()
            .map(|row| Value::Rows(vec![row]))
            .collect(),
        _ => Vec::new(),
    };
    let (gone, come) = only(&bad(before), &bad(after));
    match (gone.is_empty(), come.is_empty()) {
        (false, true) => Some(Pull::Up),
        (true, false) => Some(Pull::Down),
        _ => None,
    }
}

/// What every row must be, where a check demands that and nothing more involved.
fn row_conditions(check: &Check) -> Option<Vec<&Condition>> {
    match check {
        Check::EachRow(condition) => Some(vec![condition]),
        Check::All(checks) => {
            let conditions: Option<Vec<_>> = checks.iter().map(row_conditions).collect();
            conditions.map(|conditions| conditions.concat())
        }
        _ => None,
    }
}

/// What only the one list has and what only the other, each as often as it is more.
pub fn only<T: PartialEq + Clone>(before: &[T], after: &[T]) -> (Vec<T>, Vec<T>) {
    let mut come: Vec<Option<&T>> = after.iter().map(Some).collect();
    let mut gone = Vec::new();
    for one in before {
        match come.iter_mut().find(|other| **other == Some(one)) {
            Some(found) => *found = None,
            None => gone.push(one.clone()),
        }
    }
    (gone, come.into_iter().flatten().cloned().collect())
}
