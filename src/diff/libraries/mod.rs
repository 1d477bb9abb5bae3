//! Two libraries into what the later one changes: for the authors, and for a list of changes.
//!
//! Requirements are compared as they are written, without a tender; what they rest on (facts, kinds of
//! devices, threats, kinds of evidence, standards) beside them.

mod requirement;
mod vocabulary;

use super::change::{self, Change};
use super::level::Level;
use super::requirements::{self, Seen};
use super::{Comparison, Kind, Side, kinds, order};
use crate::condition::Check;
use crate::diag::{Bag, Diagnostic};
use crate::library;
use crate::model::{Library, Requirement};
use crate::resolve;
use crate::resolve::spec::{self, Lot, Spec};
use crate::say;
use crate::text::{Memory, Sources, World};
use crate::words::Words;

/// A library.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// Its folder, as people call it.
    pub file: &'a str,
    /// What is in it.
    pub library: &'a Library,
}

/// What changed from one library to another.
///
/// # Errors
/// What keeps them from being compared: templates that yield nothing. A library that was read without
/// errors has none.
pub fn compare(before: Shelf<'_>, after: Shelf<'_>, words: Words) -> Result<Comparison, Bag> {
    let mut bag = Bag::default();
    let specs = [before, after].map(|shelf| resolve::as_written(shelf.library, &mut bag));
    let [old, new] = &specs;
    let ([old_lot], [new_lot], false) = (old.lots.as_slice(), new.lots.as_slice(), bag.has_errors()) else {
        return Err(bag);
    };
    let sides = Sides { before: (before.library, old, old_lot), after: (after.library, new, new_lot), words };
    let mut changes = vocabulary::compare(before.library, after.library, words);
    let ids = order::merged(&ids(before.library), &ids(after.library));
    changes.extend(ids.into_iter().filter_map(|id| sides.requirement(id)));
    let side = |shelf: Shelf<'_>| Side {
        file: shelf.file.to_owned(),
        title: say!(words, "diff-requirements", count = shelf.library.requirements.len()),
    };
    Ok(Comparison {
        kind: Kind::Libraries,
        words,
        about: String::new(),
        before: side(before),
        after: side(after),
        changes,
        carried: Vec::new(),
    })
}

/// What changed of one file of a library, everything else in it staying as it is.
///
/// # Errors
/// The faults of either text, with the sources that they point into.
pub fn of_file(
    world: &dyn World,
    path: &str,
    (before, after): ((&str, &str), (&str, &str)),
    words: Words,
) -> Result<Comparison, (Bag, Sources)> {
    let mut sources = Sources::default();
    let mut bag = Bag::default();
    let paths = match world.list() {
        Ok(paths) => paths,
        Err(why) => {
            bag.push(Diagnostic::unreadable(world.name("").trim_end_matches('/'), &why));
            return Err((bag, sources));
        }
    };
    let mut rest = Memory::default();
    for known in paths.iter().filter(|known| *known != path) {
        match world.read(known) {
            Ok(text) => rest.insert(known, text),
            Err(why) => bag.push(Diagnostic::unreadable(&world.name(known), &why)),
        }
    }
    let mut with = |text: &str| {
        let mut folder = rest.clone();
        folder.insert(path, text);
        library::load(&folder, None, &mut sources, &mut bag)
    };
    let libraries = (with(before.1), with(after.1));
    if bag.has_errors() {
        return Err((bag, sources));
    }
    let shelf = |file, library| Shelf { file, library };
    compare(shelf(before.0, &libraries.0), shelf(after.0, &libraries.1), words).map_err(|bag| (bag, sources))
}

fn ids(library: &Library) -> Vec<&str> {
    library.requirements.keys().map(String::as_str).collect()
}

/// Both libraries, as they are and as specs.
#[derive(Clone, Copy)]
struct Sides<'a> {
    before: (&'a Library, &'a Spec, &'a Lot),
    after: (&'a Library, &'a Spec, &'a Lot),
    words: Words,
}

impl Sides<'_> {
    fn requirement(self, id: &str) -> Option<Change> {
        let written = |(library, ..): (&Library, &Spec, &Lot)| library.requirements.get(id).map(named);
        match (written(self.before), written(self.after)) {
            (Some(was), Some(is)) => {
                let parts = self.parts(id)?;
                (!parts.is_empty())
                    .then(|| Change::new(&kinds::REQUIREMENT_CHANGED).of_both(was, is).made_of(parts))
            }
            (None, Some(is)) => {
                let of = self.after.0.requirements.get(id);
                let said = of.map(|of| requirement::said(self.words, of, self.after.0));
                Some(
                    Change::new(&kinds::REQUIREMENT_ADDED)
                        .judged(Level::Tightened)
                        .of(is)
                        .from_to(None, said),
                )
            }
            (Some(was), None) => {
                let of = self.before.0.requirements.get(id);
                let said = of.map(|of| requirement::said(self.words, of, self.before.0));
                Some(
                    Change::new(&kinds::REQUIREMENT_DROPPED)
                        .judged(Level::Loosened)
                        .of(was)
                        .from_to(said, None),
                )
            }
            (None, None) => None,
        }
    }

    fn parts(self, id: &str) -> Option<Vec<Change>> {
        let (was, is) = (self.before.0.requirements.get(id)?, self.after.0.requirements.get(id)?);
        let mut parts = requirement::demands(self.words, (self.before.0, was), (self.after.0, is));
        let seen = |lot: &'_ Lot| lot.requirements.iter().position(|of| of.id == id);
        let old = self.before.2.requirements.get(seen(self.before.2)?)?;
        let new = self.after.2.requirements.get(seen(self.after.2)?)?;
        let old = Seen { requirement: old, lot: self.before.2, spec: self.before.1 };
        let new = Seen { requirement: new, lot: self.after.2, spec: self.after.1 };
        let seen = [old.requirement, new.requirement];
        let compared = requirements::compare(old, new, self.words).into_iter();
        parts.extend(compared.map(|part| self.counted(part.change, seen)));
        parts.extend(requirement::upkeep(was, is));
        Some(parts)
    }

    /// Says of days that they are counted from a last day for bids that only a tender has.
    fn counted(self, mut change: Change, seen: [&spec::Requirement; 2]) -> Change {
        let question = change.item.as_ref().map(|item| item.id.as_str()).unwrap_or_default();
        let accepts = seen.into_iter().filter_map(|of| of.question(question)?.accept.as_ref());
        if change.rule == &kinds::ACCEPTANCE_CHANGED && accepts.into_iter().any(tests_days) {
            let day = resolve::NOTIONAL_DEADLINE.to_string();
            change = change.note(say!(self.words, "diff-were-the-last-day", day = day));
        }
        let follows = std::mem::take(&mut change.follows);
        Change { follows: follows.into_iter().map(|below| self.counted(below, seen)).collect(), ..change }
    }
}

/// Whether a check has days as its bounds.
fn tests_days(check: &Check) -> bool {
    match check {
        Check::NotBefore(_) | Check::NotAfter(_) => true,
        Check::All(checks) | Check::Any(checks) => checks.iter().any(tests_days),
        Check::Not(check) => tests_days(check),
        _ => false,
    }
}

/// A requirement as changes of a library name it: it has no number, and binds as the level says.
fn named(requirement: &Requirement) -> change::Requirement {
    change::Requirement {
        id: requirement.id.clone(),
        number: String::new(),
        title: requirement.title.clone(),
        obligation: None,
    }
}
