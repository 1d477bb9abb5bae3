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
mod verdict;
mod wrong;

pub use outcome::{Answer, Deviation, Judged, Outcome, Verdict, Wanted};
pub use reason::{Finding, Reason, Setting, Stated};

use crate::condition::KIND;
use crate::declaration::Declaration;
use crate::diag::{Diagnostic, codes};
use crate::pack::Pack;
use crate::resolve::spec::{Kind, Lot, Term};
use crate::say;
use crate::schema::judge::Findings;
use crate::words::Words as Language;

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
    if let Some(kind) = kind_of(lot, declaration) {
        outcome.device = called(&outcome.device, &kind.title);
        outcome.kind = Some(Term { id: kind.id.clone(), title: kind.title.clone() });
    }
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
        let (judged, explained) = verdict::of(spec, &given, requirement, met);
        // What is malformed counts as absent in the explanation, so only a sound declaration can tell.
        if explained != met && !outcome.diagnostics.has_errors() {
            outcome.diagnostics.push(disagreement(&judged, met));
        }
        outcome.verdicts.push(judged);
    }
    outcome.judged = true;
    outcome
}

/// The kind that a declaration says its device is of, in a lot of several.
fn kind_of<'a>(lot: &'a Lot, declaration: &Declaration) -> Option<&'a Kind> {
    lot.kind(declaration.fact(KIND)?.as_str()?)
}

/// A device among those of other kinds: "Acme LC-2 1.4 (Load controller)".
fn called(device: &str, kind: &str) -> String {
    match device {
        "" => kind.to_owned(),
        device => say!(Language::English, "check-of-kind", device = device, kind = kind),
    }
}

fn unusable(mut outcome: Outcome, lot: &Lot, why: Option<&str>) -> Outcome {
    let message = format!("the schema of the lot cannot be used: {}", why.unwrap_or("it is missing"));
    let fault = Diagnostic::new(&codes::DAMAGED_PACK, message);
    outcome.diagnostics.push(fault.in_file(format!("{}/declaration.schema.json", lot.id)));
    outcome
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
