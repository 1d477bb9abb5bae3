//! What a bid earns in the award: the rows of one bid, by the formula that the annex states.
//!
//! The arithmetic is [`resolve::award`](crate::resolve::award); here is only what counts as
//! fulfilled.

use super::Row;
use crate::resolve::award::{Points, earned};
use crate::resolve::spec::{Award, Obligation};
use crate::standing::Standing;

/// What a bid earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earning {
    /// The sum of the weights that apply to the bid.
    pub applicable: u64,
    /// The sum of the weights of what it fulfils.
    pub fulfilled: u64,
    /// The sum of the weights of what a reviewer has yet to decide.
    pub waiting: u64,
    /// Whether a `shall` failed, or lacks something.
    pub knocked_out: bool,
    /// The points that it must earn; 0 where any number will do.
    pub minimum: u32,
    /// What it earns now, with what waits for a reviewer not fulfilled: nothing while a `shall` waits.
    pub now: Points,
    /// What it would earn if reviewers accepted everything that waits.
    pub most: Points,
}

impl Earning {
    /// Whether it misses the points that it must earn, whatever reviewers decide.
    pub fn falls_short(&self) -> bool {
        !self.knocked_out && self.most < Points(u64::from(self.minimum) * 100)
    }
}

/// What the rows of one bid earn, if they stand so.
pub fn earning<'a>(award: &Award, rows: impl Iterator<Item = (&'a Row, Standing)>) -> Earning {
    let (mut applicable, mut fulfilled, mut waiting) = (0, 0, 0);
    let (mut knocked_out, mut undecided) = (false, false);
    for (row, standing) in rows {
        let weight = u64::from(row.weight);
        let binding = row.obligation == Obligation::Shall;
        match standing {
            Standing::NotApplicable => continue,
            Standing::Fulfilled => fulfilled += weight,
            Standing::Waiting => {
                waiting += weight;
                undecided |= binding;
            }
            Standing::Lacking | Standing::Failed => knocked_out |= binding,
        }
        applicable += weight;
    }
    let (nothing, points) = (Points(0), award.points);
    Earning {
        applicable,
        fulfilled,
        waiting,
        knocked_out,
        minimum: award.minimum,
        now: if knocked_out || undecided { nothing } else { earned(points, fulfilled, applicable) },
        most: if knocked_out { nothing } else { earned(points, fulfilled + waiting, applicable) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::example;

    #[test]
    fn a_shall_knocks_out_and_what_waits_counts_for_nothing_yet() {
        use Obligation::{May, Shall, Should};
        use Standing::{Failed, Fulfilled, Lacking, NotApplicable, Waiting};
        let check = |rows: &[(Obligation, u32, Standing)], expected: &str| {
            let rows: Vec<Row> = rows.iter().map(|(o, w, s)| example::row(*o, *w, *s)).collect();
            let cells = rows.iter().filter_map(|row| Some((row, row.cells.first()?.standing)));
            let found = earning(&Award { points: 30, minimum: 20 }, cells);
            let told = format!(
                "{} of {}, {} waits: {} to {}{}",
                found.fulfilled,
                found.applicable,
                found.waiting,
                found.now,
                found.most,
                match (found.knocked_out, found.falls_short()) {
                    (true, _) => ", knocked out",
                    (false, true) => ", short",
                    (false, false) => "",
                }
            );
            assert_eq!(told, expected);
        };
        check(
            &[(Shall, 0, Fulfilled), (Should, 5, Fulfilled), (May, 2, Failed)],
            "5 of 7, 0 waits: 21.43 to 21.43",
        );
        check(&[(Shall, 0, Lacking), (Should, 5, Fulfilled)], "5 of 5, 0 waits: 0.00 to 0.00, knocked out");
        check(&[(Shall, 0, Waiting), (Should, 5, Fulfilled)], "5 of 5, 0 waits: 0.00 to 30.00");
        check(&[(Should, 5, Waiting), (Should, 2, Fulfilled)], "2 of 7, 5 waits: 8.57 to 30.00");
        check(&[(Should, 5, NotApplicable), (Should, 2, Failed)], "0 of 2, 0 waits: 0.00 to 0.00, short");
        check(&[(Shall, 0, NotApplicable), (Should, 5, NotApplicable)], "0 of 0, 0 waits: 30.00 to 30.00");
        check(&[(Shall, 0, Failed), (Should, 5, Waiting)], "0 of 5, 5 waits: 0.00 to 0.00, knocked out");
    }
}
