//! How a bid stands, and each of its requirements: the one table that everything goes by that says
//! something about a bid.
//!
//! A verdict is what the published schema says and never changes. How a requirement *stands* takes in what a
//! reviewer decided and whether mandatory evidence is there. A bid stands as the worst of its `shall`s;
//! `should` and `may` never change that.

use crate::check::{Judged, Verdict};
use crate::evidence::{Exhibit, State};
use crate::judgement::{Bound, OnEvidence, Piece, Ruling};
use crate::resolve::spec::Obligation;
use crate::say;
use crate::words::Words;

/// How a requirement stands. The order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is not met, or a reviewer refused it.
    Failed,
    /// The vendor has left something to do: an answer, or evidence that shall be enclosed.
    Lacking,
    /// A reviewer has yet to decide.
    Waiting,
    /// It is met and shown, or a reviewer accepted it.
    Fulfilled,
    /// It does not apply.
    NotApplicable,
}

/// How a bid stands. The order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BidStanding {
    /// A `shall` failed.
    Fails,
    /// None failed, and the vendor has left something to do for a `shall`.
    Incomplete,
    /// A `shall` waits for a reviewer, and nothing else is left.
    Open,
    /// Every `shall` that applies is fulfilled.
    Conforms,
}

impl Standing {
    /// Every standing, worst first.
    pub const ALL: [Self; 5] =
        [Self::Failed, Self::Lacking, Self::Waiting, Self::Fulfilled, Self::NotApplicable];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Lacking => "lacking",
            Self::Waiting => "waiting",
            Self::Fulfilled => "fulfilled",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl BidStanding {
    /// Every standing, worst first.
    pub const ALL: [Self; 4] = [Self::Fails, Self::Incomplete, Self::Open, Self::Conforms];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Incomplete => "incomplete",
            Self::Open => "open",
            Self::Conforms => "conforms",
        }
    }

    /// The word for people.
    pub fn said(self, words: Words) -> String {
        say!(words, &format!("standing-bid-{}", self.word()))
    }

    /// "`bid` conforms", "`bid` is open", and so on.
    pub fn sentence(self, bid: &str, words: Words) -> String {
        say!(words, &format!("standing-says-{}", self.word()), bid = bid)
    }

    /// Whether nothing is left that is the vendor's to do.
    pub fn done(self) -> bool {
        matches!(self, Self::Conforms | Self::Open)
    }
}

/// How a requirement stands by its verdict, whether its mandatory evidence is in order, and what a reviewer
/// decided on it as it is now.
pub fn of_requirement(verdict: Verdict, shown: bool, ruling: Option<Ruling>) -> Standing {
    match (verdict, ruling) {
        (Verdict::NotApplicable, _) => Standing::NotApplicable,
        (_, Some(Ruling::Accepted)) => Standing::Fulfilled,
        (_, Some(Ruling::Refused)) | (Verdict::NotMet, None) => Standing::Failed,
        (Verdict::Unanswered, None) => Standing::Lacking,
        (Verdict::Deviation | Verdict::ToReview, None) => Standing::Waiting,
        (Verdict::Met, None) if shown => Standing::Fulfilled,
        (Verdict::Met, None) => Standing::Lacking,
    }
}

/// How a bid stands by its requirements.
pub fn of_bid(requirements: impl IntoIterator<Item = (Obligation, Standing)>) -> BidStanding {
    let binding = requirements.into_iter().filter(|(obligation, _)| *obligation == Obligation::Shall);
    match binding.map(|(_, standing)| standing).min() {
        Some(Standing::Failed) => BidStanding::Fails,
        Some(Standing::Lacking) => BidStanding::Incomplete,
        Some(Standing::Waiting) => BidStanding::Open,
        Some(Standing::Fulfilled | Standing::NotApplicable) | None => BidStanding::Conforms,
    }
}

/// Whether a file in that state shows what it is enclosed for: what its content lacks is the reviewer's to weigh.
pub fn usable(state: State) -> bool {
    matches!(state, State::InOrder | State::Incomplete)
}

/// The kinds of mandatory evidence of a requirement that are not in order: not listed, or with no file that
/// can be read, is the one stated, valid, and of the device. What its content lacks is the reviewer's to weigh.
/// `on_evidence` is what reviewers decided on single files: it goes before what is found of them.
pub fn not_shown<'a>(judged: &'a Judged, exhibits: &'a [Exhibit], on_evidence: &OnEvidence) -> Vec<&'a str> {
    let unlisted = judged.evidence.iter().filter(|wanted| wanted.obligation == Obligation::Shall);
    let unlisted = unlisted.map(|wanted| wanted.kind.as_str());
    let usable = |exhibit: &Exhibit| {
        let piece = Piece { kind: exhibit.kind.clone(), sha256: exhibit.sha256.to_ascii_lowercase() };
        match on_evidence.get(&(judged.id.clone(), piece)).and_then(Bound::ruling) {
            Some(ruling) => ruling == Ruling::Accepted,
            None => self::usable(exhibit.state()),
        }
    };
    let listed = judged.mandatory.iter().map(String::as_str).filter(|kind| {
        let mut mine = exhibits
            .iter()
            .filter(|exhibit| exhibit.kind == *kind && exhibit.serves.contains(&judged.id))
            .peekable();
        mine.peek().is_some() && !mine.any(usable)
    });
    unlisted.chain(listed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        use Ruling::{Accepted, Refused};
        let check = |verdict, shown, ruling, expected: &str| {
            let found = of_requirement(verdict, shown, ruling);
            assert_eq!(found.word(), expected, "{verdict:?} {shown} {ruling:?}");
        };
        for shown in [true, false] {
            for ruling in [None, Some(Accepted), Some(Refused)] {
                check(Verdict::NotApplicable, shown, ruling, "not-applicable");
            }
            for verdict in Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::NotApplicable) {
                check(verdict, shown, Some(Accepted), "fulfilled");
                check(verdict, shown, Some(Refused), "failed");
            }
            check(Verdict::NotMet, shown, None, "failed");
            check(Verdict::Unanswered, shown, None, "lacking");
            check(Verdict::Deviation, shown, None, "waiting");
            check(Verdict::ToReview, shown, None, "waiting");
        }
        check(Verdict::Met, true, None, "fulfilled");
        check(Verdict::Met, false, None, "lacking");
    }

    #[test]
    fn the_worst_shall_decides() {
        use Obligation::{May, Shall, Should};
        let check = |rows: &[(Obligation, Standing)], expected: &str, done: bool| {
            let found = of_bid(rows.iter().copied());
            assert_eq!((found.word(), found.done()), (expected, done), "{rows:?}");
        };
        check(&[], "conforms", true);
        check(&[(Shall, Standing::Fulfilled), (Shall, Standing::NotApplicable)], "conforms", true);
        for standing in Standing::ALL {
            check(&[(Should, standing), (May, standing), (Shall, Standing::Fulfilled)], "conforms", true);
        }
        check(&[(Shall, Standing::Waiting), (Shall, Standing::Fulfilled)], "open", true);
        check(&[(Shall, Standing::Waiting), (Shall, Standing::Lacking)], "incomplete", false);
        check(&[(Shall, Standing::Failed), (Shall, Standing::Lacking)], "fails", false);
    }
}
