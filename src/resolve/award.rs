//! What requirements weigh in the award, and what a bid earns: the formula that the annex states.
//!
//! Whole numbers only: points are counted in hundredths, so nothing depends on how a machine
//! rounds.

use super::spec;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Award, Lot, Obligation, Setting, Tender};
use crate::words::Words;

/// What a requirement weighs: 0 where it is a `shall`, or where the tender gives it no weight.
pub fn weight(tender: &Tender, lot: &Lot, id: &str, obligation: Obligation) -> u32 {
    let Some(award) = tender.award(lot) else { return 0 };
    let singled = award.singled.iter().find(|weight| weight.requirement.value == id);
    match (obligation, singled) {
        (Obligation::Shall, _) => 0,
        (_, Some(singled)) => singled.weight,
        (Obligation::Should, None) => award.should,
        (Obligation::May, None) => award.may,
    }
}

impl spec::Award {
    /// What bidders must know of an award.
    pub fn of(award: &Award) -> Self {
        Self { points: award.points, minimum: award.minimum }
    }
}

/// Reports weights that change nothing, award by award.
pub fn check(tender: &Tender, lots: &[spec::Lot], bag: &mut Bag) {
    let own = |lot: &&spec::Lot| lot.award.is_some();
    if let Some(award) = &tender.award {
        let shared: Vec<&spec::Lot> = lots.iter().filter(|lot| !own(lot)).collect();
        one(award, &shared, bag);
    }
    for lot in lots.iter().filter(own) {
        if let Some(award) = tender.lots.get(&lot.id).and_then(|lot| lot.award.as_ref()) {
            one(award, &[lot], bag);
        }
    }
}

fn one(award: &Award, lots: &[&spec::Lot], bag: &mut Bag) {
    for beyond in &award.beyond {
        let Setting { requirement: id, key, .. } = &beyond.setting;
        if !lots.iter().any(|lot| lot.requirement(id).is_some()) {
            let message = format!("{id} applies to no lot, so no bid can go beyond it");
            let fault = Diagnostic::new(&codes::WEIGHT_WITHOUT_EFFECT, message).at(*key, "");
            bag.push(
                fault.hint("remove it, or see `tenderc explain` for why the requirement does not apply"),
            );
        }
    }
    for weight in &award.singled {
        let id = &weight.requirement.value;
        let applied: Vec<_> = lots.iter().filter_map(|lot| lot.requirement(id)).collect();
        let (message, hint) = match applied.as_slice() {
            [] => (
                format!("{id} applies to no lot, so its weight has no effect"),
                "remove the weight, or see `tenderc explain` for why the requirement does not apply",
            ),
            applied if applied.iter().all(|of| of.obligation == Obligation::Shall) => (
                format!("{id} is a `shall`, so its weight has no effect"),
                "remove the weight: a bid that falls short of a `shall` earns nothing anyway; `beyond` gives points for more than is asked",
            ),
            _ => continue,
        };
        let fault = Diagnostic::new(&codes::WEIGHT_WITHOUT_EFFECT, message);
        bag.push(fault.at(weight.requirement.span, "").hint(hint));
    }
    let idle = lots.iter().filter(|lot| lot.requirements.iter().all(|requirement| requirement.weight == 0));
    let idle: Vec<String> = idle.map(|lot| format!("`{}`", lot.id)).collect();
    // Where something is to be gone beyond and is not, that is told by itself.
    if let Some(first) = idle.first().filter(|_| award.beyond.is_empty()) {
        let message = match idle.len() {
            1 => format!("nothing in the lot {first} has a weight, so the points decide nothing there"),
            _ => {
                let all = Words::English.join(idle, "or");
                format!("nothing in the lots {all} has a weight, so the points decide nothing there")
            }
        };
        bag.push(
            Diagnostic::new(&codes::AWARD_WITHOUT_WEIGHTS, message)
                .at(award.span, "")
                .hint("give `should` or `may` a weight under `weights`"),
        );
    }
}

/// Points, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(pub u64);

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// What a bid earns that no `shall` knocks out: `points` × `fulfilled` ÷ `applicable`, to two
/// decimals, half up. `applicable` is the sum of the weights that apply to the bid, `fulfilled` of
/// those that it fulfils. Where nothing that applies has a weight, it earns all points.
pub fn earned(points: u32, fulfilled: u64, applicable: u64) -> Points {
    let (points, fulfilled, applicable) =
        (u128::from(points), u128::from(fulfilled.min(applicable)), u128::from(applicable));
    let hundredths = match applicable {
        0 => points * 100,
        applicable => (2 * 100 * points * fulfilled + applicable) / (2 * applicable),
    };
    Points(u64::try_from(hundredths).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_exact() {
        let check = |points, fulfilled, applicable, expected: &str| {
            let found = earned(points, fulfilled, applicable).to_string();
            assert_eq!(found, expected, "{points} × {fulfilled} ÷ {applicable}");
        };
        check(30, 61, 61, "30.00");
        check(30, 0, 61, "0.00");
        check(30, 54, 61, "26.56"); // 26.557…
        check(30, 1, 3, "10.00");
        check(10, 2, 3, "6.67"); // 6.666…
        check(10, 1, 3, "3.33"); // 3.333…
        check(1, 1, 8, "0.13"); // 0.125: half up
        check(1, 3, 8, "0.38"); // 0.375
        check(1, 1, 200, "0.01"); // 0.005: half up
        check(1, 1, 201, "0.00");
        check(30, 0, 0, "30.00");
        check(1000, 100_000, 100_000, "1000.00");
        check(u32::MAX, u64::MAX, u64::MAX, "4294967295.00");
        check(30, 9, 3, "30.00");
    }
}
