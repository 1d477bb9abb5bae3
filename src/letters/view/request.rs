//! What is asked of one bidder: what of its own bid is open or lacking.

use serde::Serialize;

use super::{Bidder, Faulty, Lot, Opening, Point, bidder, faulty, lot, opening, those};
use crate::letters::{Contest, Tendering};
use crate::report::Report;
use crate::report::view::{Fault, faults};
use crate::standing::Standing;
use crate::text::words::day;

/// A request for clarification.
#[derive(Debug, Serialize)]
pub struct Clarification {
    /// What it begins with.
    #[serde(flatten)]
    pub opening: Opening,
    /// The lot; nothing where the declaration names none.
    pub lot: Option<Lot>,
    /// Whom it is for.
    pub bidder: Bidder,
    /// The last day for the answer; empty where it is not said.
    pub answer_by: String,
    /// What is wrong with the declaration itself: then nothing else could be judged.
    pub faults: Vec<Fault>,
    /// The files that are not in order and shall be enclosed.
    pub files: Vec<Faulty>,
    /// What lacks an answer, or evidence that shall be enclosed.
    pub lacking: Vec<Point>,
    /// What a reviewer has yet to decide.
    pub open: Vec<Point>,
}

/// Whether something is to be asked of a bid.
pub fn asked(report: &Report) -> bool {
    let open = |standing| matches!(standing, Standing::Lacking | Standing::Waiting);
    !report.outcome.sound() || report.outcome.verdicts.iter().any(|judged| open(report.standing(judged)))
}

/// The request to one bidder.
pub fn clarification(of: &Tendering<'_>, contest: Option<&Contest<'_>>, report: &Report) -> Clarification {
    let standing = |wanted| those(of, report, |judged| report.standing(judged) == wanted);
    let sound = report.outcome.sound();
    let lacking = standing(Standing::Lacking);
    Clarification {
        opening: opening(of),
        lot: contest.map(|contest| lot(contest.lot)),
        bidder: bidder(report),
        answer_by: of.given.answer_by.map(day).unwrap_or_default(),
        faults: if sound { Vec::new() } else { faults(report, of.spec, of.sources) },
        files: faulty(report, &lacking),
        lacking,
        open: standing(Standing::Waiting),
    }
}
