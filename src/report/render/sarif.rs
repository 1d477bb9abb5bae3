//! Verdicts as a SARIF log: one rule a requirement, one result a requirement that falls short or
//! that a human must judge, beside the results of the diagnostics and the findings of the evidence.

mod evidence;

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::check::{Judged, Verdict};
use crate::diag::Label;
use crate::diag::render::sarif;
use crate::diag::render::sarif::Results;
use crate::evidence::State;
use crate::report::Report;
use crate::report::render::Roll;
use crate::resolve::spec::{Obligation, Requirement, Spec};
use crate::say;
use crate::standing::{BidStanding, Standing};
use crate::text::{Packed, Sources};
use crate::words::Words;

/// The outcomes of declarations as one log, indented. The rules are the requirements of the
/// lots that are answered.
pub fn render(spec: &Spec, reports: &[Report], sources: &Sources) -> String {
    super::whole(Sarif::of(spec), reports, sources)
}

/// Such a log in the making.
#[derive(Debug)]
pub struct Sarif<'p> {
    spec: &'p Spec,
    results: Results,
    /// What occurs so far, which has its rules: codes, lots, states of files.
    codes: BTreeSet<&'static str>,
    lots: BTreeSet<String>,
    states: BTreeSet<State>,
    bids: Vec<Json>,
}

impl<'p> Sarif<'p> {
    /// A log without results.
    pub fn of(spec: &'p Spec) -> Self {
        let (codes, lots, states) = Default::default();
        Self { spec, results: Results::default(), codes, lots, states, bids: Vec::new() }
    }
}

impl Roll for Sarif<'_> {
    fn put(&mut self, report: &Report, sources: &Sources) {
        let outcome = &report.outcome;
        for diagnostic in outcome.diagnostics.sorted() {
            self.codes.insert(diagnostic.code.id);
            self.results.put_fault(diagnostic, sources);
        }
        self.lots.extend(outcome.lot.as_ref().map(|lot| lot.id.clone()));
        self.states.extend(evidence::states(report));
        let judged = outcome.verdicts.iter().filter_map(|judged| result(report, judged, sources));
        judged.chain(evidence::results(report, sources)).for_each(|result| self.results.put(result));
        self.bids.push(json!({"file": report.file, "standing": report.bid().map(BidStanding::word)}));
    }

    fn end(self) -> Packed {
        let mut rules = sarif::rules_of(&self.codes);
        let lots = self.spec.lots.iter().filter(|lot| self.lots.contains(&lot.id));
        for requirement in lots.flat_map(|lot| &lot.requirements) {
            let known =
                rules.iter().any(|rule| rule.get("id").and_then(Json::as_str) == Some(&requirement.id));
            if !known {
                rules.push(rule(requirement));
            }
        }
        rules.extend(evidence::rules(&self.states));
        self.results.log(rules, Some(json!({"bids": self.bids})))
    }
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
        requirement = format!("{} {}", judged.id, judged.title)
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
