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
use crate::say;
use crate::standing::{BidStanding, Standing};
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
        results.extend(report.outcome.verdicts.iter().filter_map(|judged| result(report, judged, sources)));
        results.extend(evidence::results(report, sources));
    }
    let bids = reports
        .iter()
        .map(|report| json!({"file": report.file, "standing": report.bid().map(BidStanding::word)}));
    sarif::log(rules, results, Some(json!({"bids": bids.collect::<Vec<Json>>()})))
}

fn rule(requirement: &Requirement) -> Json {
    let heading = |name: &str| format!("## {}\n\n", say!(Words::English, name));
    let sections = [
        (String::new(), &requirement.statement),
        (heading("report-rationale"), &requirement.rationale),
        (heading("report-verification"), &requirement.verification),
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

fn result(report: &Report, judged: &Judged, sources: &Sources) -> Option<Json> {
    let standing = report.standing(judged);
    // A result that is no failure has the level `none` (SARIF 2.1.0, 3.27.10).
    let (kind, level) = match standing {
        Standing::Failed | Standing::Lacking => ("fail", level(judged.obligation)),
        Standing::Waiting => ("review", "none"),
        Standing::Fulfilled | Standing::NotApplicable => return None,
    };
    let mut words: Vec<String> = judged.reasons.iter().map(|reason| reason.say(Words::English)).collect();
    words.extend(judged.trace.iter().map(|step| step.say(Words::English)));
    if let Some(deviation) = &judged.deviation {
        let (reason, measure) = (deviation.reason.as_str(), deviation.measure.as_str());
        words.push(say!(Words::English, "report-deviation", reason = reason, measure = measure));
    }
    if standing == Standing::Lacking && judged.verdict == Verdict::Met {
        let kinds = report.not_shown(judged).join("`, `");
        words.push(say!(Words::English, "standing-kinds-not-in-order", kinds = kinds));
    }
    words.extend(report.judgements.get(&judged.id).map(|bound| bound.say(Words::English)));
    let title = say!(
        Words::English,
        &format!("report-log-{}", judged.verdict.word()),
        requirement = format!("{} {}", judged.number, judged.title)
    );
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
            "standing": standing.word(),
            "obligation": judged.obligation.word(),
            "number": judged.number,
        },
    }))
}
