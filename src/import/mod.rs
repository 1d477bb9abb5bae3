//! The answers of a form that somebody else publishes to a declaration begun: what a vendor has said already.
//!
//! What follows from which answer is data of the library, which the pack carries with each question. Nothing
//! here knows what a question asks: it reads forms, and applies rules.

pub mod mds2;
mod rules;
mod sheet;
#[cfg(test)]
mod tests;
mod written;

use std::collections::BTreeMap;

use crate::draft::{Begun, Remark};
use crate::resolve::imports::ImportRule;
use crate::resolve::spec::Lot;

pub use sheet::{Sheet, read, text_of};

/// An edition of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The id of the standard in a library.
    pub standard: &'static str,
    /// What people call the form, in short.
    pub form: &'static str,
    /// What people call the edition.
    pub called: &'static str,
}

/// A form as it was filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// What is answered, by the ids of the form's entries.
    pub answers: BTreeMap<String, Answer>,
    /// The entries that are answered in several ways, with all of them.
    pub torn: BTreeMap<String, Vec<Answer>>,
}

/// The answer to an entry of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What it comes to.
    pub said: Said,
    /// As it is written, on one line.
    pub written: String,
    /// The number of the note on it, or what stands in its place.
    pub note: Option<String>,
    /// What the note says, where the form has it.
    pub note_text: Option<String>,
    /// Where it stands, as people call it: sheet and cell, or line.
    pub place: String,
}

/// What an answer comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes.
    Yes,
    /// No.
    No,
    /// That it does not apply, or nothing but a note.
    Neither,
    /// Something else: a text, a date, a number.
    Else,
}

/// Begins a declaration for a lot from a form. `kind`: of which kind the device is, in a lot of several, where that
/// is known; no form says it.
pub fn begin(lot: &Lot, kind: Option<&str>, edition: &Edition, filled: &Filled) -> Begun {
    let mut begun = Begun::default();
    if let Some(kind) = kind {
        begun.say_kind(kind);
    }
    rules::apply(lot, edition, filled, &mut begun);
    for (entry, answers) in &filled.torn {
        let written = answers.iter().map(|answer| (answer.written.clone(), answer.place.clone()));
        begun.remarks.push(Remark::Torn { entry: entry.clone(), written: written.collect() });
    }
    begun
}

/// Whether a pack says what the answers of a form mean.
pub fn is_mapped(lot: &Lot, standard: &str) -> bool {
    rules_of(lot, standard).next().is_some()
}

/// What a pack says of a form, at whichever fact or question of a lot.
fn rules_of<'l>(lot: &'l Lot, standard: &'l str) -> impl Iterator<Item = &'l ImportRule> {
    let of_facts = lot.facts.iter().flat_map(|fact| &fact.imports);
    let questions = lot.requirements.iter().flat_map(|requirement| &requirement.questions);
    let all = of_facts.chain(questions.flat_map(|question| &question.imports));
    all.filter(move |import| import.standard == standard).flat_map(|import| &import.rules)
}
