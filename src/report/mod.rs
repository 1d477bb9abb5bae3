//! Everything that is found of one bid: verdicts, evidence, judgements; and how it is shown.
//!
//! The verdicts stay those of the schemas. What a reviewer decided changes how a requirement
//! [stands](Standing), never its verdict.

mod chapter;
mod figure;
pub mod render;
#[cfg(test)]
mod tests;
mod view;

use crate::check::{Judged, Outcome, Verdict, Wanted};
use crate::document::tree::Figure;
use crate::document::{Document, TemplateFault, template};
use crate::evidence::{Exhibit, State};
use crate::judgement::{Bound, Judgements, Ruling};
use crate::resolve::spec::{Obligation, Spec};
use crate::text::{Sources, World};

/// The name of the template of a report.
pub const REPORT: &str = "report.md";

/// The name of the template of what stands before the reports of several bids.
pub const REPORTS: &str = "reports.md";

/// What is found of one bid.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The file of the declaration, as people call it.
    pub file: String,
    /// The verdicts.
    pub outcome: Outcome,
    /// The evidence that it lists; nothing where the files were not looked at.
    pub exhibits: Option<Vec<Exhibit>>,
    /// What reviewers decided on it.
    pub judgements: Judgements,
}

/// How a requirement stands once reviewers have decided. The order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is missed, or a reviewer refused it.
    Short,
    /// A reviewer has yet to decide.
    Open,
    /// It is met, or a reviewer accepted it.
    Fulfilled,
    /// It does not apply.
    NotApplicable,
}

impl Standing {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Open => "open",
            Self::Fulfilled => "fulfilled",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl Report {
    /// A report of verdicts alone.
    pub fn of(file: impl Into<String>, outcome: Outcome) -> Self {
        Self { file: file.into(), outcome, ..Self::default() }
    }

    /// How a requirement of this bid stands.
    pub fn standing(&self, judged: &Judged) -> Standing {
        let ruling = match self.judgements.get(&judged.id) {
            Some(Bound::Holds(judgement)) => Some(judgement.ruling),
            Some(Bound::Stale(_)) | None => None,
        };
        match (judged.verdict, ruling) {
            (Verdict::NotApplicable, _) => Standing::NotApplicable,
            (Verdict::Met, _) | (Verdict::ToReview | Verdict::Deviation, Some(Ruling::Accepted)) => {
                Standing::Fulfilled
            }
            (Verdict::ToReview | Verdict::Deviation, None) => Standing::Open,
            (Verdict::NotMet | Verdict::Unanswered, _) | (_, Some(Ruling::Refused)) => Standing::Short,
        }
    }

    /// What a reviewer has yet to decide.
    pub fn open(&self) -> impl Iterator<Item = &Judged> {
        self.outcome.verdicts.iter().filter(|judged| self.standing(judged) == Standing::Open)
    }

    /// Whether the bid conforms, with what reviewers decided: as the schema says, but that an accepted
    /// deviation counts as met and a refused answer as not met.
    pub fn conforms(&self) -> bool {
        self.outcome.sound()
            && !self.outcome.verdicts.iter().any(|judged| match (judged.obligation, judged.verdict) {
                (_, Verdict::Unanswered) => true,
                (Obligation::Shall, Verdict::ToReview) => self.standing(judged) == Standing::Short,
                (Obligation::Shall, _) => self.standing(judged) < Standing::Fulfilled,
                (Obligation::Should | Obligation::May, _) => false,
            })
    }

    /// Whether every piece of evidence that was looked at is in order, and all that shall be
    /// enclosed is listed.
    pub fn evidence_in_order(&self) -> bool {
        let listed = self.exhibits.iter().flatten();
        listed.into_iter().all(|exhibit| exhibit.state() == State::InOrder)
            && self.unlisted().next().is_none()
    }

    /// The evidence that shall be enclosed and is not listed, each with the requirement that wants it.
    pub fn unlisted(&self) -> impl Iterator<Item = (&Judged, &Wanted)> {
        self.outcome.verdicts.iter().flat_map(|judged| {
            let binding = judged.evidence.iter().filter(|wanted| wanted.obligation == Obligation::Shall);
            binding.map(move |wanted| (judged, wanted))
        })
    }

    /// What the program exits with: 0 conforms, 1 does not or its evidence is not in order, 3 could not
    /// be judged. Evidence counts only where its files were looked at.
    pub fn exit(&self) -> u8 {
        let evidence = self.exhibits.is_none() || self.evidence_in_order();
        match (self.outcome.sound(), self.conforms() && evidence) {
            (false, _) => 3,
            (true, true) => 0,
            (true, false) => 1,
        }
    }
}

/// What a reviewer decided, as a phrase without a full stop.
pub fn decided(bound: &Bound) -> String {
    match bound {
        Bound::Holds(judgement) => {
            let (by, on, why) = (&judgement.by, judgement.on, &judgement.why);
            format!("{} by {by} on {on}: {why}", judgement.ruling.word())
        }
        Bound::Stale(judgement) => {
            let (by, on) = (&judgement.by, judgement.on);
            format!("the judgement of {by} of {on} is stale: what it judged has changed since")
        }
    }
}

/// The reports of bids as a document: of one, the report itself; of several, a chapter each after a
/// table of all. A template in the folder replaces the built-in one of its name.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(
    reports: &[Report],
    spec: &Spec,
    sources: &Sources,
    templates: &dyn World,
) -> Result<Document, Vec<TemplateFault>> {
    if let [report] = reports {
        return alone(report, spec, sources, templates, "");
    }
    let anchor = |at: usize| format!("bid-{}", at + 1);
    let bids = reports.iter().enumerate();
    let bids = bids.map(|(at, report)| view::bid(report, spec, sources, &anchor(at), None)).collect();
    let title = format!("{}: reports of the bids", spec.tender.title);
    let mut whole = template::render(REPORTS, templates, &view::bids(bids, spec), title, Vec::new())?;
    for (at, report) in reports.iter().enumerate() {
        let mut report = alone(report, spec, sources, templates, &anchor(at))?;
        whole.figures.append(&mut report.figures);
        whole.blocks.extend(chapter::of(report, &anchor(at)));
    }
    Ok(whole)
}

/// The report of one bid; `anchor` is that of its chapter in a document of several, or empty.
fn alone(
    report: &Report,
    spec: &Spec,
    sources: &Sources,
    templates: &dyn World,
    anchor: &str,
) -> Result<Document, Vec<TemplateFault>> {
    let name = if anchor.is_empty() { "verdicts".to_owned() } else { format!("{anchor}-verdicts") };
    let figure = figure::of(report, spec, &name);
    let named = figure.as_ref().map(|figure: &Figure| (figure.name.as_str(), figure.alt.as_str()));
    let bid = view::bid(report, spec, sources, anchor, named);
    let title = format!("{}: security report", bid.name);
    template::render(REPORT, templates, &bid, title, figure.into_iter().collect())
}
