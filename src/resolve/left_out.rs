//! Whether a requirement applies to a lot, or why it is left out.

use super::kinds;
use super::knowledge::{Knowledge, OfKind};
use super::spec;
use crate::condition::{Certainty, Check, Condition, Subject, reduce};
use crate::model::{Library, Lot, Obligation, Requirement};
use crate::text::Spanned;

/// How binding a requirement is for a lot and what is left of its condition, or why it does not apply.
pub fn applicability(
    library: &Library,
    lot: &Lot,
    requirement: &Requirement,
    knowledge: &Knowledge,
    demanded: bool,
) -> Result<(Obligation, Condition), spec::Absence> {
    let mut binding = None;
    let mut left: Vec<(&str, Option<Condition>)> = Vec::new();
    let mut absent: Vec<(&str, spec::Absence)> = Vec::new();
    for kind in knowledge.kinds() {
        match of_kind(library, lot, kind, requirement, demanded) {
            Ok((obligation, applies)) => {
                binding = Some(obligation);
                left.push((&kind.id, Some(applies)));
            }
            Err(reason) => {
                let by_facts = matches!(reason, spec::Absence::Condition { .. });
                left.push((&kind.id, by_facts.then_some(Condition::Constant(false))));
                absent.push((&kind.id, reason));
            }
        }
    }
    match binding {
        Some(obligation) => {
            let every = knowledge.of_every_kind(&requirement.when, &|domains| domains);
            Ok((obligation, kinds::join(left, every)))
        }
        None => Err(together(library, absent)),
    }
}

/// Why a requirement is left out for every kind.
fn together(library: &Library, absent: Vec<(&str, spec::Absence)>) -> spec::Absence {
    let of_kind = |(kind, reason)| spec::OfKind { kind: kinds::term(library, kind), reason };
    match absent.as_slice() {
        [(_, first), others @ ..] if others.iter().all(|(_, other)| other == first) => first.clone(),
        _ => spec::Absence::Kinds(absent.into_iter().map(of_kind).collect()),
    }
}

/// The same for devices of one kind.
fn of_kind(
    library: &Library,
    lot: &Lot,
    kind: &OfKind,
    requirement: &Requirement,
    demanded: bool,
) -> Result<(Obligation, Condition), spec::Absence> {
    let within = |ids: &[Spanned<String>]| ids.iter().any(|above| library.is_a(&kind.id, &above.value));
    let all = |ids: &[Spanned<String>]| ids.iter().map(|id| kinds::term(library, &id.value)).collect();
    if !within(&requirement.categories) {
        let wanted = all(&requirement.categories);
        return Err(spec::Absence::OtherCategory { wanted, own: kinds::term(library, &kind.id) });
    }
    if within(&requirement.not_categories) {
        return Err(spec::Absence::ExcludedCategory(all(&requirement.not_categories)));
    }
    let obligation = requirement.obligation.iter().find(|(level, _)| *level == lot.assurance);
    // What is asked beyond the level binds as it does at the lowest level that asks for it.
    let obligation = obligation.or(requirement.obligation.first().filter(|_| demanded));
    let Some((_, obligation)) = obligation else {
        return Err(spec::Absence::Assurance(lot.assurance));
    };
    if requirement.tier > lot.tier && !demanded && !requirement.added {
        return Err(spec::Absence::Tier { from: requirement.tier, lot: lot.tier });
    }
    match reduce(&requirement.when, &kind.domains) {
        Condition::Constant(false) => Err(contradiction(library, requirement, kind)),
        applies => Ok((*obligation, applies)),
    }
}

/// Why a condition is false: what it wants, and which facts are known to be otherwise.
fn contradiction(library: &Library, requirement: &Requirement, kind: &OfKind) -> spec::Absence {
    let tests = requirement.when.tests();
    let failing =
        |(subject, check): &(&Subject, &Check)| kind.domains.test(subject, check) == Certainty::Never;
    // Where no test fails by itself, the contradiction is between them: then all are to be seen.
    let decisive: Vec<_> = tests.iter().filter(|test| failing(test)).collect();
    let decisive = if decisive.is_empty() { tests.iter().collect() } else { decisive };
    let facts = library.facts.keys().filter(|id| decisive.iter().any(|test| test.0.name() == id.as_str()));
    spec::Absence::Condition { when: requirement.when.clone(), decisive: facts.cloned().collect() }
}
