//! The kind of a device in a lot of several: what is asked and demanded of it, as far as its kind is known.

use crate::condition::{Check, Condition, KIND, Subject, Value, of_kind};
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
            Some(id) => of_kind(condition, id),
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
