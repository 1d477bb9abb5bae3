//! What of a bidder's declarations is not fulfilled, and why; what of them the contract takes in.

use serde::Serialize;

use super::{devices, each};
use crate::check::Judged;
use crate::judgement::{Bound, Ruling};
use crate::letters::{Contest, Party, Tendering};
use crate::report::Report;
use crate::report::view::{Requirement, requirements};
use crate::resolve::spec::Obligation;
use crate::standing;
use crate::words::Words;

/// A requirement of one declaration, with why it is not fulfilled.
#[derive(Debug, Serialize)]
pub struct Point {
    /// The device, where the bidder declares several; else empty.
    pub device: String,
    /// The requirement with the answers of the bid.
    pub requirement: Requirement,
    /// Why a reviewer refused it; empty where none did.
    pub why: String,
    /// The files for it that a reviewer refused.
    pub refused: Vec<Refused>,
    /// Whether there is more to say of it than that files are not in order.
    pub more: bool,
}

/// A file that shall be enclosed and is not in order.
#[derive(Debug, Serialize)]
pub struct Faulty {
    /// The device, where the bidder declares several; else empty.
    pub device: String,
    /// What people call its kind.
    pub kind: String,
    /// Its path, as the declaration has it.
    pub file: String,
    /// The worst that is found, in two words or so.
    pub state: String,
    /// What is found, as phrases without a full stop.
    pub findings: Vec<String>,
    /// The requirements that hang on it.
    pub requirements: Vec<Mention>,
}

/// A requirement that is named.
#[derive(Debug, Serialize)]
pub struct Mention {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// The files of a bidder that are not in order and on which any of these requirements hangs.
pub fn faulty(party: &Party<'_>, points: &[Point]) -> Vec<Faulty> {
    let each = each(party).into_iter();
    each.flat_map(|(device, report)| faulty_of(&device, report, points)).collect()
}

fn faulty_of(device: &str, report: &Report, points: &[Point]) -> Vec<Faulty> {
    let hangs = |id: &str, kind: &str| {
        let judged = report.outcome.requirement(id);
        judged.is_some_and(|judged| report.not_shown(judged).contains(&kind))
    };
    let exhibits = report.exhibits.iter().flatten().filter(|exhibit| !standing::usable(exhibit.state()));
    let faulty = exhibits.map(|exhibit| {
        let own = points.iter().filter(|point| point.device == device).map(|point| &point.requirement);
        let own = own.filter(|of| exhibit.serves.contains(&of.id) && hangs(&of.id, &exhibit.kind));
        Faulty {
            device: device.to_owned(),
            kind: exhibit.title.clone(),
            file: exhibit.file.clone(),
            state: exhibit.state().word().replace('-', " "),
            findings: exhibit.findings.iter().map(|finding| finding.say(Words::English)).collect(),
            requirements: own.map(|of| Mention { id: of.id.clone(), title: of.title.clone() }).collect(),
        }
    });
    faulty.filter(|faulty| !faulty.requirements.is_empty()).collect()
}

/// A file that a reviewer refused.
#[derive(Debug, Serialize)]
pub struct Refused {
    /// What people call its kind.
    pub kind: String,
    /// Why.
    pub why: String,
}

/// Those requirements of a bidder's declarations that stand in a wanted way.
pub fn those(of: &Tendering<'_>, party: &Party<'_>, wanted: impl Fn(&Report, &Judged) -> bool) -> Vec<Point> {
    let each = each(party).into_iter();
    each.flat_map(|(device, report)| those_of(of, &device, report, |judged| wanted(report, judged))).collect()
}

fn those_of(
    of: &Tendering<'_>,
    device: &str,
    report: &Report,
    wanted: impl Fn(&Judged) -> bool,
) -> Vec<Point> {
    let shown = requirements(report, of.spec, of.sources, wanted);
    let points = shown.into_iter().map(|requirement| {
        let refusal =
            |bound: &Bound| (bound.ruling() == Some(Ruling::Refused)).then(|| bound.judgement().why.clone());
        let refused = report.on_files_for(&requirement.id).filter_map(|(piece, bound)| {
            Some(Refused { kind: of.spec.evidence_title(&piece.kind).to_owned(), why: refusal(bound)? })
        });
        let refused: Vec<Refused> = refused.collect();
        let why = report.judgements.get(&requirement.id).and_then(refusal).unwrap_or_default();
        let unlisted =
            requirement.missing.iter().any(|missing| missing.obligation == Obligation::Shall.word());
        let more = unlisted || !refused.is_empty() || !why.is_empty() || !requirement.reasons.is_empty();
        Point { device: device.to_owned(), requirement, why, refused, more }
    });
    points.collect()
}

/// What was accepted of a bid on a condition.
#[derive(Debug, Serialize)]
pub struct Promise {
    /// The device, where the bidder declares several; else empty.
    pub device: String,
    /// The id of the requirement.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The condition; empty where there is none.
    pub condition: String,
    /// What the vendor does in place of the requirement, by lines; empty where it does not deviate.
    pub measure: Vec<String>,
}

/// What the contract must take in of an offer: deviations that were accepted, and conditions on which anything was.
pub fn promises(contest: &Contest<'_>, offer: usize) -> Vec<Promise> {
    let bids = devices(contest, offer);
    let rows = contest.comparison.rows.iter().flat_map(|row| {
        bids.iter().filter_map(move |(device, bid)| Some((device, row, row.cells.get(*bid)?)))
    });
    let promises = rows.filter_map(|(device, row, cell)| {
        let bound = cell.judgement.as_ref().filter(|bound| bound.ruling() == Some(Ruling::Accepted))?;
        let condition = bound.judgement().condition.clone().unwrap_or_default();
        let measure: Vec<String> = cell
            .deviation
            .iter()
            .flat_map(|deviation| deviation.measure.lines())
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        (!condition.is_empty() || !measure.is_empty()).then(|| Promise {
            device: device.clone(),
            id: row.id.clone(),
            title: row.title.clone(),
            condition,
            measure,
        })
    });
    promises.collect()
}
