//! The kind of a device in a lot of several: what is asked and demanded of it, as far as its kind is known.

use crate::condition::{Check, Condition, KIND, Subject, Value};
use crate::declaration::Declaration;
use crate::resolve::spec::{Fact, Lot};

/// The kind of a device of a lot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind<'a> {
    lot: &'a Lot,
    /// The id of its category; nothing where it is not known, or the lot has one kind.
    id: Option<&'a str>,
}

impl<'a> Kind<'a> {
    /// The kind of that id; nothing is known of it where the lot has no such kind.
    pub fn named(lot: &'a Lot, id: Option<&str>) -> Self {
        let known = id.and_then(|id| lot.kind(id));
        Self { lot, id: known.map(|kind| kind.id.as_str()) }
    }

    /// The kind that a declaration says.
    pub fn said(lot: &'a Lot, declaration: &Declaration) -> Self {
        Self::named(lot, declaration.fact(KIND).and_then(|said| said.as_str()))
    }

    /// The id of its category, where it is known.
    pub fn id(self) -> Option<&'a str> {
        self.id
    }

    /// The category of the device: of its kind, or of the lot where that has only one.
    pub fn category(self) -> Option<&'a str> {
        let only = self.lot.categories.last().filter(|_| self.lot.kinds.is_empty());
        self.id.or(only.map(|term| term.id.as_str()))
    }

    /// Whether a device is of another kind than one of another lot, for all that is known: where one of both lots
    /// has several kinds.
    pub fn is_other(self, before: Kind<'_>) -> bool {
        let several = !self.lot.kinds.is_empty() || !before.lot.kinds.is_empty();
        several && self.category() != before.category()
    }

    /// What is left of a condition for a device of the kind.
    pub fn left(self, condition: &Condition) -> Condition {
        let is_about = condition.subjects().contains(&Subject::kind());
        match self.id.filter(|_| is_about) {
            Some(id) => left(condition, &Value::Word(id.to_owned())),
            None => condition.clone(),
        }
    }

    /// What is demanded of a fact of a device of the kind.
    pub fn demands(self, fact: &Fact) -> Vec<&Check> {
        fact.known.iter().filter(|known| known.is_of(self.id)).map(|known| &known.check).collect()
    }

    /// Whether a device of the kind may have that value of a fact.
    pub fn admits(self, fact: &Fact, value: &Value) -> bool {
        self.demands(fact).into_iter().all(|check| check.accepts(value))
    }
}

/// A condition without its tests of the kind.
fn left(condition: &Condition, kind: &Value) -> Condition {
    match condition {
        Condition::Test { subject, check } if *subject == Subject::kind() => {
            Condition::Constant(check.accepts(kind))
        }
        Condition::Constant(_) | Condition::Test { .. } => condition.clone(),
        Condition::Not(inner) => match left(inner, kind) {
            Condition::Constant(truth) => Condition::Constant(!truth),
            inner => Condition::Not(Box::new(inner)),
        },
        Condition::All(parts) => joined(parts, kind, false, Condition::All),
        Condition::Any(parts) => joined(parts, kind, true, Condition::Any),
    }
}

/// `decisive` is the truth of one part that settles the whole: false of `All`, true of `Any`.
fn joined(
    parts: &[Condition],
    kind: &Value,
    decisive: bool,
    build: fn(Vec<Condition>) -> Condition,
) -> Condition {
    let mut parts: Vec<Condition> = parts.iter().map(|part| left(part, kind)).collect();
    if parts.contains(&Condition::Constant(decisive)) {
        return Condition::Constant(decisive);
    }
    parts.retain(|part| *part != Condition::Constant(!decisive));
    match parts.len() {
        0 => Condition::Constant(!decisive),
        1 => parts.remove(0),
        _ => build(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_condition_is_about_no_kind() {
        let test = |subject: Subject, word: &str| Condition::Test {
            subject,
            check: Check::Equals(Value::Word(word.to_owned())),
        };
        let of = |kind: &str| test(Subject::kind(), kind);
        let zone = || test(Subject::Fact("zone".to_owned()), "ward");
        let (all, any, constant) = (Condition::All, Condition::Any, Condition::Constant);
        let not = |condition: Condition| Condition::Not(Box::new(condition));
        let check = |condition: Condition, expected: Condition| {
            assert_eq!(left(&condition, &Value::Word("pump".to_owned())), expected, "{condition:?}");
        };
        check(of("pump"), constant(true));
        check(of("gateway"), constant(false));
        check(all(vec![of("pump"), zone()]), zone());
        check(all(vec![of("gateway"), zone()]), constant(false));
        check(any(vec![all(vec![of("gateway"), zone()]), all(vec![of("pump"), not(zone())])]), not(zone()));
        check(not(any(vec![of("gateway"), of("server")])), constant(true));
        check(any(vec![zone(), not(zone())]), any(vec![zone(), not(zone())]));
    }
}
