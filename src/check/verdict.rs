//! Which verdict a requirement gets, and why.

use super::given::Given;
use super::missed;
use super::outcome::{Deviation, Judged, Verdict, Wanted};
use super::reason::Setting;
use crate::resolve::spec::{Obligation, Requirement, Spec};

/// The verdict, and whether the requirement is met as far as the explanation goes.
pub fn of(spec: &Spec, given: &Given<'_>, requirement: &Requirement, met: bool) -> (Judged, bool) {
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
    requirement
        .evidence
        .iter()
        .filter(|evidence| !given.is_enclosed(&requirement.id, &evidence.kind))
        .map(|evidence| Wanted {
            kind: evidence.kind.clone(),
            title: spec.evidence_title(&evidence.kind).to_owned(),
            obligation: evidence.obligation,
        })
        .collect()
}
