//! The evidence of bids in a SARIF log: one rule a state that a file can be in, one result a finding.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::diag::Label;
use crate::diag::render::sarif;
use crate::evidence::{Exhibit, Finding, State};
use crate::report::Report;
use crate::text::Sources;
use crate::words::Words;

/// The states that files of a bid are in.
pub fn states(report: &Report) -> impl Iterator<Item = State> {
    report.exhibits.iter().flatten().flat_map(|exhibit| &exhibit.findings).map(Finding::state)
}

/// The rules of the states that occur, from the worst on.
pub fn rules(occurring: &BTreeSet<State>) -> Vec<Json> {
    State::ALL.into_iter().filter(|state| occurring.contains(state)).map(rule).collect()
}

fn rule(state: State) -> Json {
    json!({
        "id": id(state),
        "shortDescription": {"text": state.meaning(Words::English)},
        "help": {"text": state.meaning(Words::English)},
        "defaultConfiguration": {"level": "warning"},
    })
}

/// The findings of one bid. They are warnings: where a `shall` hangs on one, the requirement is an error.
pub fn results(report: &Report, sources: &Sources) -> Vec<Json> {
    let exhibits = report.exhibits.iter().flatten();
    let findings =
        exhibits.flat_map(|exhibit| exhibit.findings.iter().map(move |finding| (exhibit, finding)));
    findings.map(|(exhibit, finding)| result(exhibit, finding, sources)).collect()
}

fn result(exhibit: &Exhibit, finding: &Finding, sources: &Sources) -> Json {
    let place = Label { span: finding.span, text: String::new() };
    json!({
        "ruleId": id(finding.state()),
        "kind": "fail",
        "level": "warning",
        "message": sarif::message(&format!("{}: {}", exhibit.file, finding.say(Words::English))),
        "locations": [sarif::location(&place, sources)],
        "properties": {
            "number": exhibit.number,
            "evidence": exhibit.kind,
            "state": finding.state().word(),
        },
    })
}

fn id(state: State) -> String {
    format!("evidence-{}", state.word())
}
