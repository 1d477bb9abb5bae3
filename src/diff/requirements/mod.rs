//! Two texts of one requirement into what is different between them: shared by packs and libraries.
//!
//! What only echoes another change (an acceptance moved by its parameter, a statement that names
//! it) stands under that change. What an echo of the tender itself, or of a fact, is said so, for
//! the comparison of the whole to put under its cause.

mod demands;
mod echo;
mod parameters;
mod questions;
#[cfg(test)]
mod tests;
mod texts;
pub(crate) mod words;

use std::collections::BTreeSet;

use super::change::Change;
use super::level::Level;
use super::{kinds, order, types};
use crate::condition::{Certainty, Condition, Domains, Inclusion, Subject, possible};
use crate::resolve::spec::{Lot, Requirement, Spec};
use crate::words::Words;

use echo::{Echoes, Source};

/// One side of a requirement, and what its words refer to.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// The lot it stands in.
    pub lot: &'a Lot,
    /// The spec of the lot.
    pub spec: &'a Spec,
}

/// Something different between two sides of a requirement.
pub struct Part {
    /// What is different.
    pub change: Change,
    /// What it may be a consequence of.
    pub cause: Cause,
}

/// What a difference may be a consequence of, outside the requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Of nothing: somebody wrote it.
    Own,
    /// Of the tender's last day for bids.
    Deadline,
    /// Of the tender's level of assurance.
    Assurance,
    /// Of how answers count in the award.
    Award,
    /// Of one of these facts, if one of them changed.
    Facts(BTreeSet<String>),
}

/// Everything that is different between two sides of a requirement, in the order of its parts. The
/// same from both sides, mirrored.
pub fn compare(before: Seen<'_>, after: Seen<'_>, words: Words) -> Vec<Part> {
    // The number is where it stands, and no part of what it says.
    let number = after.requirement.number.clone();
    if after.requirement == before.requirement
        || *after.requirement == (Requirement { number, ..before.requirement.clone() })
    {
        return Vec::new();
    }
    let pair = Pair { before, after, echoes: Echoes::between(before, after), words };
    let mut parts = Parts::default();
    demands::obligation(&pair, &mut parts);
    demands::applicability(&pair, &mut parts);
    parameters::values(&pair, &mut parts);
    questions::all(&pair, &mut parts);
    demands::met_when(&pair, &mut parts);
    demands::evidence(&pair, &mut parts);
    demands::weight(&pair, &mut parts);
    texts::all(&pair, &mut parts);
    parts.finish()
}

/// Both sides of a requirement.
struct Pair<'a> {
    before: Seen<'a>,
    after: Seen<'a>,
    echoes: Echoes<'a>,
    words: Words,
}

impl<'a> Pair<'a> {
    /// The same thing of both sides.
    fn both<T>(&self, of: impl Fn(Seen<'a>) -> T) -> (T, T) {
        (of(self.before), of(self.after))
    }

    /// The ids that both sides list, once, in an order that is the same from both.
    fn ids(&self, of: impl Fn(&'a Requirement) -> Vec<&'a str>) -> Vec<&'a str> {
        order::merged(&of(self.before.requirement), &of(self.after.requirement))
    }

    /// How two conditions relate: over facts, which are always given, and answers, which need not be.
    fn relation(&self, before: &Condition, after: &Condition) -> Inclusion {
        let mut domains = Domains::default();
        for subject in before.subjects().union(&after.subjects()) {
            let of = |seen: Seen<'a>| match subject {
                Subject::Fact(id) => seen.lot.fact(id).map(|fact| &fact.of),
                Subject::Answer(id) => seen.requirement.question(id).map(|question| &question.of),
                Subject::Column(_) => None,
            };
            match (self.both(of), subject) {
                // A subject that one side has, or has with other values, cannot be compared beyond words.
                ((Some(old), Some(new)), _) if !types::same(old, new) => {
                    return if before == after { Inclusion::Same } else { Inclusion::Incomparable };
                }
                ((Some(of), _) | (_, Some(of)), Subject::Fact(_)) => {
                    domains.declare((*subject).clone(), of.clone())
                }
                ((Some(of), _) | (_, Some(of)), _) => {
                    domains.declare_optional((*subject).clone(), of.clone())
                }
                ((None, None), _) => {}
            }
        }
        crate::condition::inclusion::conditions(before, after, &domains)
    }
}

/// Parts in the making: those that another part is the source of are kept until it is there.
#[derive(Default)]
struct Parts {
    own: Vec<Part>,
    echoes: Vec<(Source, Change)>,
}

impl Parts {
    fn push(&mut self, change: Change) {
        self.own.push(Part { change, cause: Cause::Own });
    }

    fn caused(&mut self, change: Change, cause: Cause) {
        self.own.push(Part { change, cause });
    }

    /// A change, which may be an echo of one thing or several: it stands under the nearest.
    fn echo(&mut self, change: Change, sources: Option<BTreeSet<Source>>) {
        match sources.and_then(|sources| sources.into_iter().next()) {
            None => self.push(change),
            // As long after the last day for bids as before: another day, and no more and no less to do.
            Some(Source::Deadline) => self.caused(change.judged(Level::Incomparable), Cause::Deadline),
            Some(Source::Assurance) => self.caused(change, Cause::Assurance),
            Some(source) => self.echoes.push((source, change)),
        }
    }

    /// Puts echoes under what they are echoes of, and lets them say how grave that is.
    fn finish(mut self) -> Vec<Part> {
        for (source, change) in self.echoes {
            let of_source = |part: &&mut Part| match &source {
                Source::Parameter(id) => {
                    part.change.rule.id == kinds::PARAMETER_CHANGED.id
                        && part.change.item.as_ref().is_some_and(|item| item.id == *id)
                }
                Source::Obligation => part.change.rule.id == kinds::OBLIGATION_CHANGED.id,
                Source::Assurance | Source::Deadline => false,
            };
            match self.own.iter_mut().find(of_source) {
                Some(part) => part.change.follows.push(change),
                None => self.own.push(Part { change, cause: Cause::Own }),
            }
        }
        for part in self.own.iter_mut().filter(|part| part.change.rule.id == kinds::PARAMETER_CHANGED.id) {
            // What is accepted says more than which direction somebody declared to be the stronger one.
            let told =
                part.change.follows.iter().map(|echo| echo.level).filter(|level| *level != Level::Reworded);
            if let Some(level) = Level::of_parts(told) {
                part.change.level = level;
            }
        }
        self.own
    }
}

/// The facts that a requirement looks at: whether it applies, and what it asks.
pub fn facts_named(requirement: &Requirement) -> BTreeSet<String> {
    let asked = requirement.questions.iter().map(|question| &question.when);
    asked.chain([&requirement.applies]).flat_map(demands::facts).collect()
}

/// How grave it is that something is asked of the devices of a lot that is not asked in another edition
/// of it; `when` it is.
///
/// What is asked only of devices that the other edition bars leaves no device with more to meet.
pub fn coming(when: &Condition, of: &Requirement, lot: &Lot, other: &Lot) -> Level {
    let mut domains = Domains::default();
    for fact in &lot.facts {
        let subject = Subject::Fact(fact.id.clone());
        domains.declare(subject.clone(), fact.of.clone());
        // Only what a vendor states, in either, bars a device; what is known of a ward bars none.
        let stated = other.fact(&fact.id).filter(|known| fact.asked && known.asked);
        for known in stated.iter().filter(|known| types::same(&known.of, &fact.of)).flat_map(|of| &of.known) {
            // What is demanded of some kinds bars no others.
            if !known.is_of(None) {
                continue;
            }
            domains.learn(&subject, known.check.clone());
        }
    }
    for question in &of.questions {
        domains.declare_optional(Subject::Answer(question.id.clone()), question.of.clone());
    }
    match possible(when, &domains) {
        Certainty::Never => Level::Incomparable,
        _ => Level::Tightened,
    }
}

/// How grave it is that what satisfies a demand changed so.
pub fn level(relation: Inclusion) -> Level {
    match relation {
        Inclusion::Same => Level::Reworded,
        Inclusion::Tighter => Level::Tightened,
        Inclusion::Looser => Level::Loosened,
        Inclusion::Incomparable => Level::Incomparable,
    }
}
