//! The judgements of a file, put to one bid.

use crate::check::{Judged, Outcome};
use crate::declaration::Declaration;
use crate::resolve::spec;

use super::fingerprint::{enclosed, fingerprint};
use super::{Bound, Judgement, Judgements};

/// The judgements that bear on a bid for a lot. Of several on one requirement, the last counts; it holds
/// where its fingerprint is that of what stands there now, and is stale where it is not.
pub fn bind(
    judgements: &[Judgement],
    outcome: &Outcome,
    declaration: &Declaration,
    lot: &spec::Lot,
) -> Judgements {
    let on_this: Vec<&Judgement> =
        judgements.iter().filter(|judgement| is_on(judgement, outcome, lot)).collect();
    let bound = outcome.verdicts.iter().filter_map(|judged| {
        let last = on_this.iter().rev().find(|judgement| judgement.requirement == judged.id)?;
        let now = fingerprint_of(judged, declaration, lot)?;
        let judgement = Judgement::clone(last);
        let bound = if now == last.fingerprint { Bound::Holds(judgement) } else { Bound::Stale(judgement) };
        Some((judged.id.clone(), bound))
    });
    bound.collect()
}

/// The fingerprint of what a bid says to a requirement of the lot; nothing where the lot has no such
/// requirement.
pub fn fingerprint_of(judged: &Judged, declaration: &Declaration, lot: &spec::Lot) -> Option<String> {
    let requirement = lot.requirement(&judged.id)?;
    Some(fingerprint(requirement, &lot.id, judged, &enclosed(declaration, &judged.id)))
}

/// Whether a judgement is on this bid, whatever the requirement.
fn is_on(judgement: &Judgement, outcome: &Outcome, lot: &spec::Lot) -> bool {
    judgement.lot == lot.id && judgement.vendor == outcome.vendor && judgement.device == outcome.model
}
