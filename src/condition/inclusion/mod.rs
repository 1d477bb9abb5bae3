//! Whether what is accepted after a change lies within what was accepted before, or the other way round.
//!
//! Computed from what checks and conditions mean, by the stand-ins of both sides together, never
//! from how they are written. Where the stand-ins cannot be listed (patterns over free text, too
//! many options in play), only what is written the same counts as the same: then the answer is
//! [`Inclusion::Incomparable`] rather than a guess.

mod joint;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{Certainty, Check, Column, Condition, Domains, Subject, Type, possible};
use joint::Sides;

/// How what is accepted after a change relates to what was accepted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inclusion {
    /// The same values.
    Same,
    /// Nothing that was not accepted before, and less of it.
    Tighter,
    /// Everything that was accepted before, and more.
    Looser,
    /// Neither lies within the other, or it cannot be told.
    Incomparable,
}

impl Inclusion {
    /// The relation seen from the other side.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Self::Tighter => Self::Looser,
            Self::Looser => Self::Tighter,
            same => same,
        }
    }

    /// The relation of two demands made together, from the relation of each.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, one) | (one, Self::Same) => one,
            (one, another) if one == another => one,
            _ => Self::Incomparable,
        }
    }

    /// From whether all of before is within after, and all of after within before.
    fn of(before_within: bool, after_within: bool) -> Self {
        match (before_within, after_within) {
            (true, true) => Self::Same,
            (false, true) => Self::Tighter,
            (true, false) => Self::Looser,
            (false, false) => Self::Incomparable,
        }
    }
}

/// How two checks of an answer relate, each with the type that the answer had or has; without a
/// check every value of the type is accepted.
///
/// Amounts are compared as quantities, whatever their units. An option that is no longer offered is
/// no longer accepted. Types of different kinds are incomparable.
pub fn checks(before: Option<&Check>, of_before: &Type, after: Option<&Check>, of_after: &Type) -> Inclusion {
    if before == after && of_before == of_after {
        return Inclusion::Same;
    }
    match (of_before, of_after) {
        (
            Type::Table { columns: columns_before, least: least_before },
            Type::Table { columns: columns_after, least: least_after },
        ) => {
            let fewest = Inclusion::of(least_before >= least_after, least_after >= least_before);
            tables(before, columns_before, after, columns_after).and(fewest)
        }
        _ => {
            let subject = Subject::Answer(String::new());
            let sides = Sides::over(
                [(&subject, of_before, of_after)],
                [demand(&subject, before), demand(&subject, after)],
            );
            sides.map_or(Inclusion::Incomparable, compare)
        }
    }
}

/// How two conditions over the same subjects relate: tighter is true in fewer cases.
pub fn conditions(before: &Condition, after: &Condition, domains: &Domains) -> Inclusion {
    if before == after {
        return Inclusion::Same;
    }
    let implies = |one: &Condition, other: &Condition| {
        let counterexample = Condition::All(vec![one.clone(), Condition::Not(Box::new(other.clone()))]);
        has_all(one, other) || possible(&counterexample, domains) == Certainty::Never
    };
    Inclusion::of(implies(before, after), implies(after, before))
}

fn compare(sides: Sides) -> Inclusion {
    conditions(&sides.before, &sides.after, &sides.domains)
}

/// Whether each part of a conjunction stands in another one word for word.
fn has_all(conjunction: &Condition, parts: &Condition) -> bool {
    fn of(condition: &Condition) -> Vec<&Condition> {
        match condition {
            Condition::All(parts) => parts.iter().flat_map(of).collect(),
            Condition::Constant(true) => Vec::new(),
            one => vec![one],
        }
    }
    let there = of(conjunction);
    of(parts).iter().all(|part| there.contains(part))
}

/// Tables by their rows: every row of a table is to be such as the check says.
fn tables(
    before: Option<&Check>,
    columns_before: &[Column],
    after: Option<&Check>,
    columns_after: &[Column],
) -> Inclusion {
    let ids = |columns: &[Column]| columns.iter().map(|column| column.id.clone()).collect::<BTreeSet<_>>();
    if ids(columns_before) != ids(columns_after) {
        return Inclusion::Incomparable;
    }
    let subjects: Vec<Subject> =
        columns_before.iter().map(|column| Subject::Column(column.id.clone())).collect();
    let of_after = |id: &str| columns_after.iter().find(|column| column.id == id).map(|column| &column.of);
    let pairs = subjects
        .iter()
        .zip(columns_before)
        .filter_map(|(subject, column)| Some((subject, &column.of, of_after(&column.id)?)));
    let sides = |rows| Sides::over(pairs, rows).map_or(Inclusion::Incomparable, compare);
    match (rows(before), rows(after)) {
        (Some(before), Some(after)) => sides([before, after]),
        // What a library cannot say of a table is compared word for word.
        _ => {
            let whole = Subject::Answer(String::new());
            let mut domains = Domains::default();
            domains.declare(whole.clone(), Type::Table { columns: Vec::new(), least: 0 });
            let (before, after) = (demand(&whole, before), demand(&whole, after));
            sides([Condition::Constant(true), Condition::Constant(true)])
                .and(conditions(&before, &after, &domains))
        }
    }
}

/// What a check of a table says of each row, where it says nothing else.
fn rows(check: Option<&Check>) -> Option<Condition> {
    match check {
        None => Some(Condition::Constant(true)),
        Some(Check::EachRow(condition)) => Some((**condition).clone()),
        Some(Check::All(checks)) => {
            checks.iter().map(|check| rows(Some(check))).collect::<Option<_>>().map(Condition::All)
        }
        Some(_) => None,
    }
}

fn demand(subject: &Subject, check: Option<&Check>) -> Condition {
    match check {
        None => Condition::Constant(true),
        // Parts of a conjunction become parts of a condition, so that each can be found by itself.
        Some(Check::All(checks)) => {
            Condition::All(checks.iter().map(|check| demand(subject, Some(check))).collect())
        }
        Some(check) => Condition::Test { subject: subject.clone(), check: check.clone() },
    }
}
