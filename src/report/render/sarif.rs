//! Verdicts as a SARIF log: one rule a requirement, one result a requirement that falls short or
//! that a human must judge, beside the results of the diagnostics and the findings of the evidence.

mod evidence;

use serde_json::{Value as Json, json};

use crate::check::{Judged, Verdict};
use crate::diag::Diagnostic;
use crate::diag::Label;
use crate::diag::render::sarif;
use crate::report::Report;
use crate::resolve::spec::{Obligation, Requirement, Spec};
use crate::text::Sources;
use crate::words::Words;

/// The outcomes of declarations as one log, indented. The rules are the requirements of the
/// lots that are answered.
pub fn render(spec: &Spec, reports: &[Report], sources: &Sources) -> String {
    let diagnostics: Vec<&Diagnostic> =
        reports.iter().flat_map(|report| report.outcome.diagnostics.sorted()).collect();
    let mut rules = sarif::rules_of(&diagnostics);
    let answered =
        |id: &str| reports.iter().any(|report| report.outcome.lot.as_ref().is_some_and(|lot| lot.id == id));
    for requirement in spec.lots.iter().filter(|lot| answered(&lot.id)).flat_map(|lot| &lot.requirements) {
        let known = rules.iter().any(|rule| rule.get("id").and_then(Json::as_str) == Some(&requirement.id));
        if !known {
            rules.push(rule(requirement));
        }
    }
    rules.extend(evidence::rules(reports));
    let mut results: Vec<Json> =
        diagnostics.iter().map(|diagnostic| sarif::result_of(diagnostic, sources)).collect();
    for report in reports {
        results.extend(report.outcome.verdicts.iter().filter_map(|judged| result(judged, sources)));
        results.extend(evidence::results(report, sources));
    }
    sarif::log(rules, results)
}

fn rule(requirement: &Requirement) -> Json {
    let sections = [
        ("", &requirement.statement),
        ("## Rationale\n\n", &requirement.rationale),
        ("## Verification\n\n", &requirement.verification),
    ];
    let help: Vec<String> = sections
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(heading, text)| format!("{heading}{}", text.trim()))
        .collect();
    json!({
        "id": requirement.id,
        "shortDescription": {"text": requirement.title},
        "fullDescription": {"text": requirement.statement},
        "help": {"text": requirement.statement, "markdown": help.join("\n\n")},
        "defaultConfiguration": {"level": level(requirement.obligation)},
    })
}

fn level(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Shall => "error",
        Obligation::Should => "warning",
        Obligation::May => "note",
    }
}

fn result(judged: &Judged, sources: &Sources) -> Option<Json> {
    // A result that is no failure has the level `none` (SARIF 2.1.0, 3.27.10).
    let (kind, level) = match judged.verdict {
        Verdict::NotMet | Verdict::Unanswered | Verdict::Deviation => ("fail", level(judged.obligation)),
        Verdict::ToReview => ("review", "none"),
        Verdict::Met | Verdict::NotApplicable => return None,
    };
    let mut words: Vec<String> = judged.reasons.iter().map(|reason| reason.say(Words::English)).collect();
    words.extend(judged.trace.iter().map(|step| step.say(Words::English)));
    if let Some(deviation) = &judged.deviation {
        words.push(format!("deviation: {}; in its place: {}", deviation.reason, deviation.measure));
    }
    let title = format!("{} {} {}", judged.number, judged.title, said(judged.verdict));
    let text = if words.is_empty() { title } else { format!("{title}: {}", words.join(". ")) };
    let mut places: Vec<Label> = judged
        .reasons
        .iter()
        .map(|reason| Label { span: reason.span, text: reason.say(Words::English) })
        .collect();
    if places.is_empty() {
        places.push(Label { span: judged.span, text: String::new() });
    }
    let mut places = places.iter().map(|label| sarif::location(label, sources));
    Some(json!({
        "ruleId": judged.id,
        "kind": kind,
        "level": level,
        "message": sarif::message(&text),
        "locations": places.next().into_iter().collect::<Vec<Json>>(),
        "relatedLocations": places.collect::<Vec<Json>>(),
        "properties": {
            "verdict": judged.verdict.word(),
            "obligation": judged.obligation.word(),
            "number": judged.number,
        },
    }))
}

fn said(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotMet => "is not met",
        Verdict::Unanswered => "is not answered in full",
        Verdict::Deviation => "is not met, and a deviation is proposed",
        Verdict::ToReview => "is for a human to judge",
        Verdict::Met => "is met",
        Verdict::NotApplicable => "does not apply",
    }
}
