//! A declaration against the pack that it answers: diagnostics, and a verdict a requirement.
//!
//! The schemas of the pack are the only judge; everything here explains. Where judge and
//! explanation differ, that is said (`X008`) and never smoothed over. What needs the world, such
//! as the files enclosed, is not looked at.

#[cfg(test)]
pub(crate) mod example;
mod faults;
mod given;
mod head;
mod missed;
mod outcome;
mod reason;
mod stray;
#[cfg(test)]
mod tests;
mod wrong;

pub use outcome::{Answer, Deviation, Judged, Outcome, Verdict, Wanted};
pub use reason::{Finding, Reason, Setting, Stated};

use crate::declaration::Declaration;
use crate::diag::{Diagnostic, codes};
use crate::pack::Pack;
use crate::resolve::spec::{Lot, Obligation, Requirement, Spec};
use crate::schema::judge::Findings;

use faults::Words;
use given::Given;

/// Checks a declaration.
pub fn check(pack: &Pack, declaration: &Declaration) -> Outcome {
    let mut outcome = Outcome {
        device: declaration.called(),
        vendor: declaration.vendor.name.clone(),
        model: declaration.device.name.clone(),
        drafts: declaration.waiting().len(),
        ..Outcome::default()
    };
    let spec = &pack.spec;
    let Some(lot) = head::lot(pack, declaration, &mut outcome.diagnostics) else { return outcome };
    outcome.lot = Some(outcome::Lot { id: lot.id.clone(), number: lot.number, title: lot.title.clone() });
    let schemas = pack.schemas.get(&lot.id);
    let Findings { faults, not_met } = match schemas.map(|schemas| schemas.judge(lot)) {
        Some(Ok(judge)) => judge.judge(declaration.json()),
        Some(Err(words)) => return unusable(outcome, lot, Some(&words)),
        None => return unusable(outcome, lot, None),
    };
    if let Some(schema) = schemas {
        let words = Words { spec, lot, declaration, schema };
        words.of_all(faults).into_iter().for_each(|fault| outcome.diagnostics.push(fault));
    }
    let given = Given::of(declaration, lot);
    outcome.facts.clone_from(&given.facts);
    for requirement in &lot.requirements {
        let met = !not_met.contains(requirement.id.as_str());
        let (judged, explained) = judge_one(spec, &given, requirement, met);
        // What is malformed counts as absent in the explanation, so only a sound declaration can tell.
        if explained != met && !outcome.diagnostics.has_errors() {
            outcome.diagnostics.push(disagreement(&judged, met));
        }
        outcome.verdicts.push(judged);
    }
    outcome.judged = true;
    outcome
}

fn unusable(mut outcome: Outcome, lot: &Lot, why: Option<&str>) -> Outcome {
    let message = format!("the schema of the lot cannot be used: {}", why.unwrap_or("it is missing"));
    let fault = Diagnostic::new(&codes::DAMAGED_PACK, message);
    outcome.diagnostics.push(fault.in_file(format!("{}/declaration.schema.json", lot.id)));
    outcome
}

/// The verdict, and whether the requirement is met as far as the explanation goes.
fn judge_one(spec: &Spec, given: &Given<'_>, requirement: &Requirement, met: bool) -> (Judged, bool) {
    let applies = given.holds(requirement, &requirement.applies);
    let undecided = if applies { Vec::new() } else { missed::undecided(given, requirement) };
    let shown = if applies { given.shown(requirement) } else { Vec::new() };
    let unanswered = missed::unanswered(given, requirement, &shown);
    let missed = if applies { missed::clauses(given, requirement, &shown) } else { Vec::new() };
    let to_review = if met { missed::to_review(given, requirement, &shown) } else { Vec::new() };
    let deviation = deviation(given, requirement);
    let explained = !applies || unanswered.is_empty() && missed.is_empty();
    let verdict = match () {
        () if !undecided.is_empty() => Verdict::Unanswered,
        () if !applies => Verdict::NotApplicable,
        () if met && to_review.is_empty() => Verdict::Met,
        () if met => Verdict::ToReview,
        // Whoever proposes something else need not answer the rest.
        () if deviation.is_some() => Verdict::Deviation,
        () if !unanswered.is_empty() => Verdict::Unanswered,
        () => Verdict::NotMet,
    };
    let short = verdict.falls_short();
    let reasons = match verdict {
        Verdict::NotApplicable | Verdict::Met => Vec::new(),
        Verdict::ToReview => to_review,
        Verdict::Unanswered if !applies => undecided,
        Verdict::NotMet | Verdict::Unanswered | Verdict::Deviation => [missed, unanswered].concat(),
    };
    let parameters =
        requirement.parameters.iter().filter(|_| short && !matches!(verdict, Verdict::Unanswered));
    let answers = shown.into_iter().map(|shown| given.answered(requirement, shown)).collect();
    let judged = Judged {
        answers,
        id: requirement.id.clone(),
        number: requirement.number.clone(),
        title: requirement.title.clone(),
        obligation: requirement.obligation,
        verdict,
        reasons,
        trace: parameters
            .map(|parameter| Setting {
                id: parameter.id.clone(),
                value: parameter.value.clone(),
                of: parameter.of.clone(),
                because: parameter.because,
            })
            .collect(),
        deviation: deviation.filter(|_| short),
        evidence: if applies { wanted(spec, given, requirement) } else { Vec::new() },
        mandatory: mandatory(requirement).filter(|_| applies).map(str::to_owned).collect(),
        span: given.place_of(requirement),
    };
    (judged, explained)
}

fn disagreement(judged: &Judged, met: bool) -> Diagnostic {
    let message = format!(
        "the schema of the pack says that {} is {}, and the explanation of it comes to something else",
        judged.id,
        if met { "met" } else { "not met" },
    );
    Diagnostic::new(&codes::DISAGREEMENT, message)
        .at(judged.span, "")
        .hint("report it with the declaration; trust neither until it is settled")
}

fn deviation(given: &Given<'_>, requirement: &Requirement) -> Option<Deviation> {
    let proposed = given.declaration.deviations.get(&requirement.id)?;
    Some(Deviation { reason: proposed.reason.clone(), measure: proposed.measure.clone() })
}

/// The kinds of evidence that shall be enclosed for a requirement.
fn mandatory(requirement: &Requirement) -> impl Iterator<Item = &str> {
    let binding = requirement.evidence.iter().filter(|evidence| evidence.obligation == Obligation::Shall);
    binding.map(|evidence| evidence.kind.as_str())
}

/// The evidence that a requirement wants and that is not enclosed for it.
fn wanted(spec: &Spec, given: &Given<'_>, requirement: &Requirement) -> Vec<Wanted> {
    let enclosed = |kind: &str| {
        let mut pieces = given.declaration.enclosed().filter(|piece| piece.text("kind") == Some(kind));
        pieces.any(|piece| piece.serves().any(|id| id == requirement.id))
    };
    requirement
        .evidence
        .iter()
        .filter(|evidence| !enclosed(&evidence.kind))
        .map(|evidence| Wanted {
            kind: evidence.kind.clone(),
            title: spec.evidence_title(&evidence.kind).to_owned(),
            obligation: evidence.obligation,
        })
        .collect()
}
