//! Where diagnostics are collected.

use std::collections::BTreeSet;

use super::{Diagnostic, Severity};
use crate::text::Span;

/// All diagnostics of a run.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    kept: Vec<Diagnostic>,
    /// Code, message and place of those that are kept.
    told: BTreeSet<(&'static str, String, Option<Span>, Option<String>)>,
    /// What is counted and not kept.
    beyond: Vec<Severity>,
}

/// Beyond this many, further diagnostics of a run are counted and not kept.
const MOST: usize = 2_000;

impl Bag {
    /// Takes one in; what is told already, at the same place in the same words, is told once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let place = diagnostic.primary().map(|label| label.span);
        let message = diagnostic.message.clone();
        if self.told.len() < MOST
            && !self.told.insert((diagnostic.code.id, message, place, diagnostic.file.clone()))
        {
            return;
        }
        if self.kept.len() < MOST {
            return self.kept.push(diagnostic);
        }
        // An error takes the place of a warning: what it is about must not look clean.
        let warning = |kept: &&mut Diagnostic| kept.severity() == Severity::Warning;
        let displaced = match self.kept.iter_mut().rev().find(warning) {
            Some(place) if diagnostic.severity() == Severity::Error => std::mem::replace(place, diagnostic),
            _ => diagnostic,
        };
        self.beyond.push(displaced.severity());
    }

    /// Takes another bag in.
    pub fn extend(&mut self, other: Self) {
        other.kept.into_iter().for_each(|diagnostic| self.push(diagnostic));
        self.beyond.extend(other.beyond);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let kept = self.kept.iter().map(Diagnostic::severity);
        kept.chain(self.beyond.iter().copied()).filter(|found| *found == severity).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept.len() + self.beyond.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those that are kept, in the order they came in.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }

    /// Those that are kept, in the order of their places; those without a place first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.kept.iter().collect();
        all.sort_by_key(|diagnostic| {
            (diagnostic.primary().map(|label| label.span), diagnostic.file.clone(), diagnostic.code.id)
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    #[test]
    fn what_is_told_is_told_once() {
        let mut bag = Bag::default();
        for message in ["one", "two", "one"] {
            bag.push(Diagnostic::new(&codes::UNREADABLE, message));
        }
        assert_eq!(bag.len(), 2);
    }

    #[test]
    fn an_error_beyond_the_most_still_counts() {
        let mut bag = Bag::default();
        for n in 0..MOST {
            bag.push(Diagnostic::new(&codes::REVIEW_OVERDUE, format!("warning {n}")));
        }
        assert!(!bag.has_errors());
        bag.push(Diagnostic::new(&codes::UNREADABLE, "an error"));
        assert!(bag.has_errors());
        assert_eq!((bag.len(), bag.count(Severity::Error), bag.sorted().len()), (MOST + 1, 1, MOST));
        assert!(bag.iter().any(|kept| kept.message == "an error"));
    }
}
