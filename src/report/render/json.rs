//! Verdicts as JSON for programs: versioned, its schema published with the other formats.
//!
//! The types here are the format; they are made from outcomes and never read back.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::check;
use crate::diag::render::json::{Diagnostic, Place};
use crate::diag::render::list::List;
use crate::evidence;
use crate::judgement::Bound;
use crate::report;
use crate::report::render::Roll;
use crate::standing::BidStanding;
use crate::text::{Packed, Sources};
use crate::words::Words;

/// The format of this output.
pub const FORMAT: &str = "tenderc-check/2";

/// What a run finds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// `tenderc-check/1`.
    pub format: &'static str,
    /// Each declaration, in the order given.
    pub declarations: Vec<Declaration>,
}

/// What is found of one declaration.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Declaration {
    /// The file.
    pub file: String,
    /// Whether it could be judged, and nothing is wrong with it.
    pub judged: bool,
    /// `conforms`, `open`, `incomplete` or `fails`: how it stands, with evidence and what reviewers decided;
    /// nothing where it was not judged.
    pub standing: Option<&'static str>,
    /// The device as people call it; may be empty.
    pub device: String,
    /// The id of the lot, where it is one of the pack's.
    pub lot: Option<String>,
    /// How many requirements have each verdict.
    pub counts: Counts,
    /// A verdict for each requirement of the lot, in its order; none where it was not judged.
    pub requirements: Vec<Requirement>,
    /// How many drafts wait for somebody to confirm them; each counts as unanswered.
    pub drafts: usize,
    /// The files enclosed as evidence.
    pub evidence: Enclosed,
    /// What is wrong with the declaration itself.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many requirements have each verdict.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Counts {
    pub not_met: usize,
    pub unanswered: usize,
    pub deviation: usize,
    pub to_review: usize,
    pub met: usize,
    pub not_applicable: usize,
}

/// One requirement with its verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its number in the tender.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
    /// `met`, `not-met`, `not-applicable`, `unanswered`, `to-review` or `deviation`.
    pub verdict: &'static str,
    /// How it stands with what reviewers decided: `fulfilled`, `open`, `short` or `not-applicable`.
    pub standing: &'static str,
    /// What a reviewer decided on it.
    pub judgement: Option<Judgement>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How its parameters came to be, where it is missed.
    pub trace: Vec<String>,
    /// What the vendor proposes in its place.
    pub deviation: Option<Deviation>,
    /// The evidence that is wanted and not listed.
    pub missing_evidence: Vec<Evidence>,
}

/// A reason for a verdict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reason {
    /// As a sentence without a full stop.
    pub message: String,
    /// The id of the question, where it is about one.
    pub question: Option<String>,
    /// The vendor's own line.
    #[serde(flatten)]
    pub place: Place,
}

/// What a vendor proposes in place of a requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Deviation {
    /// Why it is not met.
    pub reason: String,
    /// What is done instead.
    pub measure: String,
}

/// What a reviewer decided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Judgement {
    /// `accepted` or `refused`.
    pub verdict: &'static str,
    /// On what condition it is accepted.
    pub condition: Option<String>,
    /// Who decided.
    pub by: String,
    /// When: `2027-04-12`.
    pub on: String,
    /// Why.
    pub why: String,
    /// The fingerprint of what was judged.
    pub fingerprint: String,
    /// Whether what it judged has changed since, so that it counts for nothing.
    pub stale: bool,
}

/// A kind of evidence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// The id of the kind.
    pub kind: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
}

/// The files enclosed as evidence.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Enclosed {
    /// Whether the files were looked at; if not, nothing more is said of them.
    pub examined: bool,
    /// How many of them are in order.
    pub in_order: usize,
    /// Each as it is listed, in the order of the list.
    pub exhibits: Vec<Exhibit>,
}

/// A file enclosed as evidence.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Exhibit {
    /// Its place in the list, from 1.
    pub number: usize,
    /// The id of its kind.
    pub kind: String,
    /// The ids of the requirements that it is enclosed for.
    #[serde(rename = "for")]
    pub serves: Vec<String>,
    /// Its path below the folder of the declaration.
    pub file: String,
    /// The last day of its validity, where it has one.
    pub valid_until: Option<String>,
    /// `in-order`, or the worst of what is found: `outside`, `missing`, `unreadable`, `hash-differs`,
    /// `other-device`, `wrong-kind`, `expired` or `incomplete`.
    pub state: &'static str,
    /// What reviewers decided on it, by the id of the requirement.
    pub judgements: BTreeMap<String, Judgement>,
    /// What is not in order.
    pub findings: Vec<Finding>,
    /// What its content says of itself, in the order of a report.
    pub figures: Vec<Figure>,
}

/// Something that is not in order with a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// One of the states but `in-order`.
    pub state: &'static str,
    /// As a sentence without a full stop.
    pub message: String,
    /// The vendor's own line.
    #[serde(flatten)]
    pub place: Place,
}

/// What the content of a file says of itself.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// What it counts or names.
    pub name: String,
    /// Its value in words.
    pub value: String,
}

/// The outcomes of declarations, each by the name of its file, as one JSON document, indented.
pub fn render(reports: &[report::Report], sources: &Sources) -> String {
    super::whole(Document::default(), reports, sources)
}

/// Such a document in the making.
#[derive(Debug)]
pub struct Document(List);

impl Default for Document {
    fn default() -> Self {
        Self(List::within(1))
    }
}

impl Roll for Document {
    fn put(&mut self, report: &report::Report, sources: &Sources) {
        self.0.put(&declaration(report, sources));
    }

    fn end(self) -> Packed {
        self.0.end(&Report { format: FORMAT, declarations: Vec::new() }, "declarations", |text| text)
    }
}

/// What is found of one declaration, as this format has it.
pub fn declaration(report: &report::Report, sources: &Sources) -> Declaration {
    let outcome = &report.outcome;
    let count = |verdict| outcome.count(verdict);
    Declaration {
        file: report.file.clone(),
        judged: outcome.sound(),
        standing: report.bid().map(BidStanding::word),
        device: outcome.device.clone(),
        lot: outcome.lot.as_ref().map(|lot| lot.id.clone()),
        counts: Counts {
            not_met: count(check::Verdict::NotMet),
            unanswered: count(check::Verdict::Unanswered),
            deviation: count(check::Verdict::Deviation),
            to_review: count(check::Verdict::ToReview),
            met: count(check::Verdict::Met),
            not_applicable: count(check::Verdict::NotApplicable),
        },
        requirements: outcome.verdicts.iter().map(|judged| requirement(report, judged, sources)).collect(),
        drafts: outcome.drafts,
        evidence: enclosed(report, sources),
        diagnostics: outcome
            .diagnostics
            .sorted()
            .into_iter()
            .map(|diagnostic| Diagnostic::of(diagnostic, sources))
            .collect(),
    }
}

fn requirement(report: &report::Report, judged: &check::Judged, sources: &Sources) -> Requirement {
    Requirement {
        id: judged.id.clone(),
        number: judged.number.clone(),
        title: judged.title.clone(),
        obligation: judged.obligation.word(),
        verdict: judged.verdict.word(),
        standing: report.standing(judged).word(),
        judgement: report.judgements.get(&judged.id).map(judgement),
        reasons: judged
            .reasons
            .iter()
            .map(|reason| Reason {
                message: reason.say(Words::English),
                question: reason.question.clone(),
                place: Place::of(reason.span, sources),
            })
            .collect(),
        trace: judged.trace.iter().map(|step| step.say(Words::English)).collect(),
        deviation: judged.deviation.as_ref().map(|deviation| Deviation {
            reason: deviation.reason.clone(),
            measure: deviation.measure.clone(),
        }),
        missing_evidence: judged
            .evidence
            .iter()
            .map(|wanted| Evidence { kind: wanted.kind.clone(), obligation: wanted.obligation.word() })
            .collect(),
    }
}

fn enclosed(report: &report::Report, sources: &Sources) -> Enclosed {
    let exhibits = report.exhibits.as_deref();
    let all = exhibits.unwrap_or_default();
    Enclosed {
        examined: exhibits.is_some(),
        in_order: all.iter().filter(|exhibit| exhibit.state() == evidence::State::InOrder).count(),
        exhibits: all.iter().map(|exhibit| self::exhibit(report, exhibit, sources)).collect(),
    }
}

fn exhibit(report: &report::Report, exhibit: &evidence::Exhibit, sources: &Sources) -> Exhibit {
    let findings = exhibit.findings.iter().map(|finding| Finding {
        state: finding.state().word(),
        message: finding.say(Words::English),
        place: Place::of(finding.span, sources),
    });
    let figures = exhibit.figures.iter();
    let judgements = report.on_evidence_of(exhibit);
    Exhibit {
        number: exhibit.number,
        kind: exhibit.kind.clone(),
        serves: exhibit.serves.clone(),
        file: exhibit.file.clone(),
        valid_until: exhibit.valid_until.map(|until| until.to_string()),
        state: exhibit.state().word(),
        judgements: judgements.map(|(id, bound)| (id.to_owned(), judgement(bound))).collect(),
        findings: findings.collect(),
        figures: figures
            .map(|figure| Figure { name: figure.name(Words::English), value: figure.value(Words::English) })
            .collect(),
    }
}

fn judgement(bound: &Bound) -> Judgement {
    let (judgement, stale) = match bound {
        Bound::Holds(judgement) => (judgement, false),
        Bound::Stale(judgement) => (judgement, true),
    };
    Judgement {
        verdict: judgement.ruling.word(),
        condition: judgement.condition.clone(),
        by: judgement.by.clone(),
        on: judgement.on.to_string(),
        why: judgement.why.clone(),
        fingerprint: judgement.fingerprint.clone(),
        stale,
    }
}
