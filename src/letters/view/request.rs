//! What is asked of one bidder: what of its own bid is open or lacking.

use serde::Serialize;

use super::{Bidder, Faulty, Lot, Opening, Point};
use super::{bidder, faulty, lacks, lot, opening, those, wrong};
use crate::letters::{Contest, Party, Tendering};
use crate::report::view::Fault;
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
    /// What is wrong with a declaration itself: then nothing else of it could be judged.
    pub faults: Vec<Fault>,
    /// The kinds of device that there is no declaration for.
    pub kinds: Vec<String>,
    /// The files that are not in order and shall be enclosed.
    pub files: Vec<Faulty>,
    /// What lacks an answer, or evidence that shall be enclosed.
    pub lacking: Vec<Point>,
    /// What a reviewer has yet to decide.
    pub open: Vec<Point>,
}

/// Whether something is to be asked of a bidder.
pub fn asked(contest: Option<&Contest<'_>>, party: &Party<'_>) -> bool {
    let open = |standing| matches!(standing, Standing::Lacking | Standing::Waiting);
    let lacks_kind = contest.is_some_and(|contest| !lacks(contest, party).is_empty());
    lacks_kind
        || party.reports.iter().any(|report| {
            !report.outcome.sound()
                || report.outcome.verdicts.iter().any(|judged| open(report.standing(judged)))
        })
}

/// The request to one bidder.
pub fn clarification(of: &Tendering<'_>, contest: Option<&Contest<'_>>, party: &Party<'_>) -> Clarification {
    let standing = |wanted| those(of, party, |report, judged| report.standing(judged) == wanted);
    let lacking = standing(Standing::Lacking);
    Clarification {
        opening: opening(of),
        lot: contest.map(|contest| lot(contest.lot)),
        bidder: bidder(party),
        answer_by: of.given.answer_by.map(day).unwrap_or_default(),
        faults: wrong(of, party),
        kinds: contest.map(|contest| lacks(contest, party)).unwrap_or_default(),
        files: faulty(party, &lacking),
        lacking,
        open: standing(Standing::Waiting),
    }
}
