//! Everything that is found of one bid: verdicts, evidence, judgements; and how it is shown.
//!
//! The verdicts stay those of the schemas. What a reviewer decided changes how a requirement
//! [stands](crate::standing), never its verdict.

mod chapter;
mod figure;
pub mod render;
#[cfg(test)]
mod tests;
pub mod view;

pub use view::Decision;

use std::collections::BTreeMap;

use crate::check::{Judged, Outcome, Verdict, Wanted};
use crate::document::tree::Figure;
use crate::document::{Document, TemplateFault, template};
use crate::evidence::{Exhibit, State};
use crate::judgement::{Bound, Judgements, OnEvidence, Piece};
use crate::resolve::spec::{Lot, Obligation, Spec};
use crate::say;
use crate::standing::{self, BidStanding, Standing};
use crate::text::{Sources, World};
use crate::words::Words;

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
    /// What reviewers decided on its requirements.
    pub judgements: Judgements,
    /// What reviewers decided on its evidence.
    pub on_evidence: OnEvidence,
}

impl Report {
    /// A report of verdicts alone.
    pub fn of(file: impl Into<String>, outcome: Outcome) -> Self {
        Self { file: file.into(), outcome, ..Self::default() }
    }

    /// How a requirement of this bid stands. Evidence counts only where its files were looked at.
    pub fn standing(&self, judged: &Judged) -> Standing {
        let ruling = self.judgements.get(&judged.id).and_then(Bound::ruling);
        standing::of_requirement(judged.verdict, self.not_shown(judged).is_empty(), ruling)
    }

    /// How the bid stands; nothing where it could not be judged.
    pub fn bid(&self) -> Option<BidStanding> {
        let requirements = self.outcome.verdicts.iter();
        let standings = requirements.map(|judged| (judged.obligation, self.standing(judged)));
        self.outcome.sound().then(|| standing::of_bid(standings))
    }

    /// Whether the declaration is for a lot.
    pub fn is_for(&self, lot: &Lot) -> bool {
        self.outcome.lot.as_ref().is_some_and(|answered| answered.id == lot.id)
    }

    /// The kinds of mandatory evidence of a requirement that are not in order; none where the files were
    /// not looked at.
    pub fn not_shown<'r>(&'r self, judged: &'r Judged) -> Vec<&'r str> {
        self.exhibits
            .as_ref()
            .map_or_else(Vec::new, |exhibits| standing::not_shown(judged, exhibits, &self.on_evidence))
    }

    /// What is met by word and not shown: for each kind of evidence that is not in order, the ids of the
    /// requirements that hang on it.
    pub fn met_by_word(&self) -> BTreeMap<&str, Vec<String>> {
        let lacking =
            self.outcome.verdicts.iter().filter(|judged| {
                judged.verdict == Verdict::Met && self.standing(judged) == Standing::Lacking
            });
        let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for judged in lacking {
            for kind in self.not_shown(judged) {
                kinds.entry(kind).or_default().push(judged.id.clone());
            }
        }
        kinds
    }

    /// Everything that reviewers decided on it: on requirements in the order of the lot, then on files.
    pub fn decisions(&self) -> impl Iterator<Item = &Bound> {
        let verdicts = self.outcome.verdicts.iter();
        let on_requirements = verdicts.filter_map(|judged| self.judgements.get(&judged.id));
        on_requirements.chain(self.on_evidence.values())
    }

    /// What reviewers decided on a file, by the id of the requirement that it is enclosed for.
    pub fn on_evidence_of<'r>(&'r self, exhibit: &'r Exhibit) -> impl Iterator<Item = (&'r str, &'r Bound)> {
        let is_of =
            |piece: &Piece| piece.kind == exhibit.kind && piece.sha256 == exhibit.sha256.to_ascii_lowercase();
        self.on_evidence
            .iter()
            .filter(move |((_, piece), _)| is_of(piece))
            .map(|((id, _), bound)| (id.as_str(), bound))
    }

    /// What reviewers decided on the files that are enclosed for a requirement.
    pub fn on_files_for(&self, requirement: &str) -> impl Iterator<Item = (&Piece, &Bound)> {
        let own = self.on_evidence.iter().filter(move |((id, _), _)| id == requirement);
        own.map(|((_, piece), bound)| (piece, bound))
    }

    /// What a reviewer has yet to decide.
    pub fn open(&self) -> impl Iterator<Item = &Judged> {
        self.outcome.verdicts.iter().filter(|judged| self.standing(judged) == Standing::Waiting)
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
    let title = say!(Words::English, "report-title-several", tender = spec.tender.title.as_str());
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
    let title = say!(Words::English, "report-title", bid = bid.name.as_str());
    template::render(REPORT, templates, &bid, title, figure.into_iter().collect())
}
