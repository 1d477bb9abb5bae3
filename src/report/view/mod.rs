//! What the template of a report sees: one bid in plain values and words.
//!
//! Every decision is made here, so that a template holds nothing but words and order. Nothing
//! here is Markdown but the fields that say so.

mod evidence;
mod requirement;

use serde::Serialize;

use super::Report;
use super::render::text::headline;
use crate::check::{Judged, Verdict};
use crate::condition::word;
use crate::condition::word::Naming;
use crate::condition::{Type, Value};
use crate::diag::Diagnostic;
use crate::document::view::wording;
use crate::judgement::{self, Ruling};
use crate::resolve::spec::{Lot, Obligation, Spec};
use crate::text::words::{capital, day};
use crate::text::{Sources, Span};

use crate::words::Words;
use evidence::Evidence;
pub use requirement::Requirement;

/// Faults of a declaration that are written out; the rest is counted.
const MOST_FAULTS: usize = 200;

/// What the template of several bids sees.
#[derive(Debug, Serialize)]
pub struct Bids {
    /// The title of the tender.
    pub tender: String,
    /// The last day for bids: `31 March 2027`.
    pub deadline: String,
    /// The digest that names the edition of the requirements.
    pub edition: String,
    /// The bids, in the order given.
    pub bids: Vec<Bid>,
}

/// What the template of a report sees.
#[derive(Debug, Serialize)]
pub struct Bid {
    /// The anchor of its chapter in a document of several bids: `bid-2`; empty where it stands alone.
    pub chapter: String,
    /// The device as people call it, or the file where it has no name.
    pub name: String,
    /// Whether the bid conforms and how many requirements are met, in one sentence without a full stop.
    pub headline: String,
    /// The same without the name.
    pub result: String,
    /// The vendor; may be empty.
    pub vendor: String,
    /// The device with its version; may be empty.
    pub device: String,
    /// Number and title of the lot; empty where the declaration answers none.
    pub lot: String,
    /// The title of the tender.
    pub tender: String,
    /// The last day for bids: `31 March 2027`.
    pub deadline: String,
    /// The digest that names the edition of the requirements.
    pub edition: String,
    /// The file of the declaration.
    pub file: String,
    /// Whether there are verdicts: the declaration could be judged, and nothing is wrong with it.
    pub judged: bool,
    /// What is wrong with the declaration itself.
    pub faults: Vec<Fault>,
    /// Faults beyond those that are written out.
    pub more_faults: usize,
    /// How many requirements have each verdict, worst first; the last row is their sum.
    pub counts: Vec<Count>,
    /// How many answers and deviations reviewers accepted.
    pub accepted: usize,
    /// How many they refused.
    pub refused: usize,
    /// How many requirements a reviewer has yet to decide on.
    pub open: usize,
    /// The name of the figure of verdicts by theme; empty where there is none.
    pub figure: String,
    /// What that figure shows, in one sentence.
    pub figure_alt: String,
    /// What is not met or not answered, worst first.
    pub missed: Vec<Requirement>,
    /// What is met by word alone, since evidence that must be enclosed is not in order: by its kind.
    pub not_shown: Vec<NotShown>,
    /// What is not met, with something proposed in its place.
    pub deviations: Vec<Requirement>,
    /// What a human judges; what is still open first.
    pub to_review: Vec<Requirement>,
    /// What reviewers decided, by whom and when, and what they had before them.
    pub decisions: Vec<Decision>,
    /// What is enclosed, and what is not.
    pub evidence: Evidence,
    /// What is met, by theme.
    pub met: Vec<Group>,
    /// What does not apply, by what it would apply under.
    pub not_applicable: Vec<Group>,
    /// What the vendor states of the device.
    pub facts: Vec<Fact>,
}

/// Evidence that must be enclosed and is not in order.
#[derive(Debug, Serialize)]
pub struct NotShown {
    /// What people call its kind.
    pub title: String,
    /// The requirements that hang on it, by id.
    pub requirements: Vec<String>,
}

/// What a reviewer decided.
#[derive(Debug, Serialize)]
pub struct Decision {
    /// The id of the requirement.
    pub requirement: String,
    /// The id of the kind of the file that was judged; empty where it is the requirement.
    pub kind: String,
    /// The decision in words, with its condition.
    pub decision: String,
    /// Who decided.
    pub by: String,
    /// When: `31 March 2027`.
    pub on: String,
    /// Why.
    pub why: String,
    /// The fingerprint of what was judged.
    pub fingerprint: String,
    /// The digest of the file that was judged; empty where it is the requirement.
    pub sha256: String,
    /// Whether what was judged has changed since.
    pub stale: bool,
}

impl Decision {
    /// A judgement as a template sees it.
    pub fn of(bound: &judgement::Bound, words: Words) -> Self {
        let of = bound.judgement();
        let piece = of.piece.as_ref();
        Self {
            requirement: of.requirement.clone(),
            kind: piece.map(|piece| piece.kind.clone()).unwrap_or_default(),
            decision: of.decision(words),
            by: of.by.clone(),
            on: day(of.on),
            why: of.why.clone(),
            fingerprint: of.fingerprint.clone(),
            sha256: piece.map(|piece| piece.sha256.clone()).unwrap_or_default(),
            stale: bound.ruling().is_none(),
        }
    }
}

/// Something wrong with a declaration.
#[derive(Debug, Serialize)]
pub struct Fault {
    /// Its code.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong, as a sentence.
    pub message: String,
    /// File, line and column, or the file alone.
    pub place: String,
    /// Ways out, each a sentence.
    pub hints: Vec<String>,
}

/// How many requirements have a verdict, by how binding they are.
#[derive(Debug, Serialize)]
pub struct Count {
    /// The verdict in words.
    pub verdict: String,
    /// How many say `shall`.
    pub shall: usize,
    /// How many say `should`.
    pub should: usize,
    /// How many say `may`.
    pub may: usize,
    /// How many there are.
    pub all: usize,
}

/// Requirements that have something in common.
#[derive(Debug, PartialEq, Serialize)]
pub struct Group {
    /// What they have in common: a theme, or a condition in words.
    pub name: String,
    /// The requirements.
    pub requirements: Vec<Mention>,
}

/// A requirement that is named and not shown.
#[derive(Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Its id in the library.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// Something the vendor states of the device.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What people call it.
    pub title: String,
    /// Its value in words.
    pub value: String,
}

/// What each view of a bid is made from.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    report: &'a Report,
    spec: &'a Spec,
    sources: &'a Sources,
}

impl<'a> Basis<'a> {
    fn lot(self) -> Option<&'a Lot> {
        let answered = self.report.outcome.lot.as_ref()?;
        self.spec.lot(&answered.id)
    }

    /// File, line and column.
    fn place(self, span: Span) -> String {
        self.sources.place(span)
    }

    fn line(self, span: Span) -> usize {
        self.sources.get(span.source).position(span.start).line
    }

    fn of(self, verdicts: &[Verdict]) -> Vec<&'a Judged> {
        if !self.report.outcome.sound() {
            return Vec::new();
        }
        let all = self.report.outcome.verdicts.iter();
        let mut found: Vec<&Judged> = all.filter(|judged| verdicts.contains(&judged.verdict)).collect();
        // The strongest obligation first, within it the worst verdict, within that the order of the lot.
        found.sort_by_key(|judged| (std::cmp::Reverse(judged.obligation), judged.verdict));
        found
    }
}

/// A bid for its template. `chapter` is its anchor among several, or empty; `figure` is the name and the sentence of its
/// figure, where it has one.
pub fn bid(
    report: &Report,
    spec: &Spec,
    sources: &Sources,
    chapter: &str,
    figure: Option<(&str, &str)>,
) -> Bid {
    let basis = Basis { report, spec, sources };
    let outcome = &report.outcome;
    let judged = outcome.sound();
    let name = if outcome.device.is_empty() { &report.file } else { &outcome.device };
    let device = outcome.device.strip_prefix(&outcome.vendor).unwrap_or(&outcome.device).trim();
    let requirements = |verdicts: &[Verdict]| -> Vec<Requirement> {
        basis.of(verdicts).into_iter().filter_map(|judged| requirement::of(basis, judged)).collect()
    };
    let mut to_review = requirements(&[Verdict::ToReview]);
    to_review.sort_by_key(|requirement| !requirement.open);
    let for_people = basis.of(&[Verdict::ToReview, Verdict::Deviation]);
    let ruled = |ruling: Ruling| {
        let bound = for_people.iter().filter_map(|judged| report.judgements.get(&judged.id));
        bound.filter(|bound| matches!(bound, judgement::Bound::Holds(of) if of.ruling == ruling)).count()
    };
    Bid {
        chapter: chapter.to_owned(),
        name: name.clone(),
        headline: headline(name, report),
        result: headline("", report).trim().to_owned(),
        vendor: outcome.vendor.clone(),
        device: device.to_owned(),
        lot: outcome.lot.as_ref().map(|lot| format!("{} {}", lot.number, lot.title)).unwrap_or_default(),
        tender: spec.tender.title.clone(),
        deadline: deadline(spec),
        edition: spec.pack.clone(),
        file: report.file.clone(),
        judged,
        faults: faults(report, spec, sources),
        more_faults: outcome.diagnostics.len().saturating_sub(MOST_FAULTS),
        counts: if judged { counts(&outcome.verdicts) } else { Vec::new() },
        accepted: ruled(Ruling::Accepted),
        refused: ruled(Ruling::Refused),
        open: if judged { report.open().count() } else { 0 },
        figure: figure.map(|(name, _)| name.to_owned()).unwrap_or_default(),
        figure_alt: figure.map(|(_, alt)| alt.to_owned()).unwrap_or_default(),
        missed: requirements(&[Verdict::NotMet, Verdict::Unanswered]),
        not_shown: report
            .met_by_word()
            .into_iter()
            .map(|(kind, requirements)| NotShown {
                title: spec.evidence_title(kind).to_owned(),
                requirements,
            })
            .collect(),
        deviations: requirements(&[Verdict::Deviation]),
        to_review,
        decisions: report.decisions().map(|bound| Decision::of(bound, Words::English)).collect(),
        evidence: evidence::of(basis),
        met: by_theme(basis),
        not_applicable: by_condition(basis),
        facts: facts(basis),
    }
}

/// Those requirements of a bid that are wanted, in the order of the lot.
pub fn requirements(
    report: &Report,
    spec: &Spec,
    sources: &Sources,
    wanted: impl Fn(&Judged) -> bool,
) -> Vec<Requirement> {
    let basis = Basis { report, spec, sources };
    let verdicts = report.outcome.verdicts.iter().filter(|judged| report.outcome.sound() && wanted(judged));
    verdicts.filter_map(|judged| requirement::of(basis, judged)).collect()
}

/// What is wrong with the declaration of a bid.
pub fn faults(report: &Report, spec: &Spec, sources: &Sources) -> Vec<Fault> {
    let basis = Basis { report, spec, sources };
    let faults = report.outcome.diagnostics.sorted();
    faults.iter().take(MOST_FAULTS).map(|fault| self::fault(basis, fault)).collect()
}

/// Several bids for their template.
pub fn bids(bids: Vec<Bid>, spec: &Spec) -> Bids {
    Bids { tender: spec.tender.title.clone(), deadline: deadline(spec), edition: spec.pack.clone(), bids }
}

fn deadline(spec: &Spec) -> String {
    day(spec.tender.deadline)
}

fn fault(basis: Basis<'_>, fault: &Diagnostic) -> Fault {
    let place = match (fault.primary(), &fault.file) {
        (Some(label), _) => basis.place(label.span),
        (None, Some(file)) => file.clone(),
        (None, None) => basis.report.file.clone(),
    };
    Fault {
        code: fault.code.id,
        severity: fault.severity().word(),
        message: sentence(&fault.message),
        place,
        hints: fault.hints.iter().map(|hint| sentence(&hint.text)).collect(),
    }
}

/// A phrase as a sentence.
fn sentence(phrase: &str) -> String {
    let end = if phrase.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{end}", capital(phrase))
}

/// A row for each verdict that occurs, and one for all.
fn counts(verdicts: &[Judged]) -> Vec<Count> {
    let count = |verdict: Option<Verdict>, words: String| {
        let all = verdicts.iter().filter(|judged| verdict.is_none_or(|verdict| judged.verdict == verdict));
        let of = |obligation| all.clone().filter(|judged| judged.obligation == obligation).count();
        Count {
            verdict: words,
            shall: of(Obligation::Shall),
            should: of(Obligation::Should),
            may: of(Obligation::May),
            all: all.clone().count(),
        }
    };
    let rows = Verdict::ALL.into_iter().map(|verdict| count(Some(verdict), verdict.label(Words::English)));
    rows.filter(|row| row.all > 0).chain([count(None, "all".to_owned())]).collect()
}

fn by_theme(basis: Basis<'_>) -> Vec<Group> {
    let theme = |judged: &Judged| Some(basis.lot()?.requirement(&judged.id)?.theme.title.clone());
    grouped(basis, Verdict::Met, theme)
}

fn by_condition(basis: Basis<'_>) -> Vec<Group> {
    let condition = |judged: &Judged| {
        let lot = basis.lot()?;
        Some(wording::over_facts(&lot.requirement(&judged.id)?.applies, lot, Words::English))
    };
    grouped(basis, Verdict::NotApplicable, condition)
}

/// The requirements of a verdict in the lot's order, together where they share a name.
fn grouped(basis: Basis<'_>, verdict: Verdict, name: impl Fn(&Judged) -> Option<String>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let all = basis.report.outcome.verdicts.iter().filter(|judged| judged.verdict == verdict);
    for judged in all.filter(|_| basis.report.outcome.sound()) {
        let name = name(judged).unwrap_or_default();
        let mention = Mention { id: judged.id.clone(), title: judged.title.clone() };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.requirements.push(mention),
            None => groups.push(Group { name, requirements: vec![mention] }),
        }
    }
    groups
}

/// A value in words; of several options one after the other, since each may be a phrase.
fn said(value: &Value, of: &Type) -> String {
    match value {
        Value::Set(set) if !set.is_empty() => {
            set.iter().map(|option| of.label(option).to_owned()).collect::<Vec<_>>().join("; ")
        }
        value => word::value(Words::English, value, of, Naming::Label),
    }
}

fn facts(basis: Basis<'_>) -> Vec<Fact> {
    let stated = &basis.report.outcome.facts;
    let facts = basis.lot().map(|lot| lot.facts.as_slice()).unwrap_or_default();
    let facts = facts.iter().filter_map(|fact| {
        Some(Fact { title: fact.title.clone(), value: said(stated.get(&fact.id)?, &fact.of) })
    });
    facts.collect()
}
