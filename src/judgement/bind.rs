//! The judgements of a file, put to one bid.

use crate::check::{Judged, Outcome};
use crate::declaration::Declaration;
use crate::resolve::spec;

use super::fingerprint::{enclosed, fingerprint, fingerprint_of_piece, pieces};
use super::{Bound, Judgement, Judgements, OnEvidence};

/// The judgements that bear on a bid for a lot. Of several on one requirement, the last counts; it holds
/// where its fingerprint is that of what stands there now, and is stale where it is not.
pub fn bind(
    judgements: &[Judgement],
    outcome: &Outcome,
    declaration: &Declaration,
    lot: &spec::Lot,
) -> Judgements {
    let on_this: Vec<&Judgement> = judgements
        .iter()
        .filter(|judgement| judgement.piece.is_none() && is_on(judgement, outcome, lot))
        .collect();
    let bound = outcome.verdicts.iter().filter_map(|judged| {
        let last = on_this.iter().rev().find(|judgement| judgement.requirement == judged.id)?;
        let now = fingerprint_of(judged, declaration, lot)?;
        let judgement = Judgement::clone(last);
        let bound = if now == last.fingerprint { Bound::Holds(judgement) } else { Bound::Stale(judgement) };
        Some((judged.id.clone(), bound))
    });
    bound.collect()
}

/// The judgements that bear on the evidence of a bid for a lot. Of several on one piece, the last counts; one
/// on a file that is not enclosed any more is stale.
pub fn bind_evidence(
    judgements: &[Judgement],
    outcome: &Outcome,
    declaration: &Declaration,
    lot: &spec::Lot,
) -> OnEvidence {
    let mut bound = OnEvidence::new();
    for judgement in judgements.iter().filter(|judgement| is_on(judgement, outcome, lot)) {
        let (Some(piece), Some(requirement)) = (&judgement.piece, lot.requirement(&judgement.requirement))
        else {
            continue;
        };
        let there = pieces(declaration, &judgement.requirement).iter().any(|(other, _)| other == piece);
        let now = fingerprint_of_piece(requirement, &lot.id, piece);
        let holds = there && now == judgement.fingerprint;
        let state = if holds { Bound::Holds } else { Bound::Stale };
        bound.insert((judgement.requirement.clone(), piece.clone()), state(judgement.clone()));
    }
    bound
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
