//! Where diagnostics are collected.

use super::{Diagnostic, Severity};

/// All diagnostics of a run.
#[derive(Clone, Debug, Default)]
pub struct Bag(Vec<Diagnostic>);

/// Beyond this many, further diagnostics of a run are counted and not kept.
const MOST: usize = 2_000;

impl Bag {
    /// Takes one in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.0.len() < MOST {
            self.0.push(diagnostic);
        }
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order they came in.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// All of them, in the order of their places; those without a place first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.0.iter().collect();
        all.sort_by_key(|diagnostic| {
            (diagnostic.primary().map(|label| label.span), diagnostic.file.clone(), diagnostic.code.id)
        });
        all
    }
}
