//! What a tender gives up, and what it asks beyond the tier or the level of assurance.

use super::spec;
use crate::diag::codes;
use crate::diag::{Bag, Code, Diagnostic};
use crate::model::{Assurance, Exception, Exempt, Library, Lot, Requirement, Tender};

/// What an exception does.
#[derive(Clone, Copy)]
pub enum Kind {
    /// It gives up.
    Waiver,
    /// It asks more.
    Demand,
}

impl Kind {
    fn code(self) -> &'static Code {
        match self {
            Self::Waiver => &codes::WAIVER_WITHOUT_EFFECT,
            Self::Demand => &codes::DEMAND_WITHOUT_EFFECT,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Waiver => "waiver",
            Self::Demand => "addition",
        }
    }
}

/// The exception about a requirement for a lot; one about the requirement itself before one about its theme.
pub fn about<'a>(exceptions: &'a [Exception], requirement: &Requirement, lot: &Lot) -> Option<&'a Exception> {
    let here = |exception: &&Exception| {
        let named = exception.lots.is_empty() || exception.lots.iter().any(|named| named.value == lot.id);
        named && exception.of.covers(requirement)
    };
    let mut found = exceptions.iter().filter(here);
    found.clone().find(|one| matches!(one.of, Exempt::Requirement(_))).or_else(|| found.next())
}

/// Reports an exception about one requirement in named lots, of which it does not apply to one.
pub fn without_effect(
    exception: &Exception,
    kind: Kind,
    requirement: &Requirement,
    reason: impl Fn() -> String,
    bag: &mut Bag,
) {
    let Exempt::Requirement(id) = &exception.of else { return };
    let message = format!("{} does not apply to the lot anyway", requirement.id);
    bag.push(
        Diagnostic::new(kind.code(), message)
            .at(id.span, reason())
            .hint(format!("remove the lot from the {}", kind.name())),
    );
}

/// Reports what changes nothing in any lot: waivers of what does not apply, and additions of what is asked
/// anyway or does not apply.
pub fn check(library: &Library, tender: &Tender, lots: &[spec::Lot], bag: &mut Bag) {
    let of = |exception: &Exception, id: &str| {
        library
            .requirements
            .get(id)
            .or_else(|| tender.additions.get(id))
            .is_some_and(|one| exception.of.covers(one))
    };
    for waiver in tender.waivers.iter().filter(|waiver| waiver.lots.is_empty()) {
        if !lots.iter().flat_map(|lot| &lot.waived).any(|waived| of(waiver, &waived.id)) {
            let named = waiver.of.named();
            let message = match waiver.of {
                Exempt::Requirement(_) => format!("{} applies to no lot anyway", named.value),
                Exempt::Theme(_) => format!("nothing of {} applies to any lot anyway", named.value),
            };
            bag.push(
                Diagnostic::new(Kind::Waiver.code(), message)
                    .at(named.span, "given up for every lot")
                    .hint("remove the waiver"),
            );
        }
    }
    for demand in &tender.demands {
        let named = demand.of.named();
        let meant = library.requirements.values().filter(|one| demand.of.covers(one));
        let mut meant = meant.peekable();
        let asked = |id: &str| lots.iter().any(|lot| lot.requirement(id).is_some());
        let beyond = |requirement: &&Requirement| {
            let asked_at = |level: Assurance| requirement.obligation.iter().any(|(of, _)| *of == level);
            let lots = tender.lots.values().filter(|lot| {
                demand.lots.is_empty() || demand.lots.iter().any(|named| named.value == lot.id)
            });
            let mut lots = lots.filter(|lot| requirement.tier > lot.tier || !asked_at(lot.assurance));
            lots.next().is_some() && asked(&requirement.id)
        };
        if meant.peek().is_some() && !meant.any(|requirement| beyond(&requirement)) {
            let message = format!("{} is asked without being added, or applies to no lot", named.value);
            bag.push(
                Diagnostic::new(Kind::Demand.code(), message)
                    .at(named.span, "changes nothing")
                    .hint("remove it"),
            );
        }
    }
}
