//! The award as the template sees it: points, what is weighed in each lot, an example worked out.

use serde::Serialize;

use super::table::{Anchors, Place};
use crate::resolve::award::earned;
use crate::resolve::spec::{self, Spec};

/// How answers count in the award.
#[derive(Debug, Serialize)]
pub struct Award {
    /// The points of a bid that fulfils everything that has a weight; nothing where lots differ in it.
    pub points: Option<u32>,
    /// Whether a bid must earn points in any lot.
    pub minimum: bool,
    /// Whether any lot has several kinds of device, so that a bid for it has several declarations.
    pub several: bool,
    /// Whether any lot has points for going beyond a requirement.
    pub beyond: bool,
    /// What is weighed in each lot.
    pub lots: Vec<Weighed>,
    /// An example, where a lot has anything to weigh.
    pub example: Option<Example>,
}

/// What is weighed in a lot.
#[derive(Debug, Serialize)]
pub struct Weighed {
    /// The number of the lot.
    pub lot: usize,
    /// What people call the lot.
    pub title: String,
    /// The points of a bid that fulfils everything that has a weight.
    pub points: u32,
    /// The points that a bid must earn; 0 where any number will do.
    pub minimum: u32,
    /// How many requirements have a weight.
    pub requirements: usize,
    /// The sum of their weights.
    pub sum: u64,
    /// How many requirements knock a bid out.
    pub shall: usize,
}

/// A bid to which everything that has a weight applies, and which falls short of a few.
#[derive(Debug, Serialize)]
pub struct Example {
    /// The number of the lot.
    pub lot: usize,
    /// The points of a bid that fulfils everything that has a weight.
    pub points: u32,
    /// The sum of the weights that apply.
    pub applicable: u64,
    /// Whether the lot has several kinds of device, so that the bid has several declarations.
    pub several: bool,
    /// What it falls short of.
    pub missed: Vec<Missed>,
    /// The sum of the weights that it fulfils.
    pub fulfilled: u64,
    /// What it earns, to two decimals.
    pub earned: String,
}

/// A requirement that the bid of the example falls short of.
#[derive(Debug, Serialize)]
pub struct Missed {
    /// It, and where it stands.
    pub place: Place,
    /// Its weight.
    pub weight: u32,
}

/// The award of a spec, where it has one.
pub fn of(spec: &Spec, anchors: &Anchors) -> Option<Award> {
    let awarded = || spec.lots.iter().filter_map(|lot| Some((lot, spec.award(lot)?)));
    let first = awarded().next()?.1.points;
    let lots = awarded().map(|(lot, award)| Weighed {
        lot: lot.number,
        title: lot.title.clone(),
        points: award.points,
        minimum: award.minimum,
        requirements: weighed(lot).count(),
        sum: sum(lot),
        shall: lot
            .requirements
            .iter()
            .filter(|requirement| requirement.obligation == spec::Obligation::Shall)
            .count(),
    });
    // The plainest lot there is: of one kind of device, with several weights.
    let telling = |lot: &spec::Lot| (lot.kinds.is_empty(), weighed(lot).count() > 1);
    let weighing = || awarded().filter(|(lot, _)| weighed(lot).count() > 0);
    let plainest = weighing().map(|(lot, _)| telling(lot)).max();
    let example = weighing().find(|(lot, _)| Some(telling(lot)) == plainest);
    Some(Award {
        points: awarded().all(|(_, award)| award.points == first).then_some(first),
        minimum: awarded().any(|(_, award)| award.minimum > 0),
        several: awarded().any(|(lot, _)| !lot.kinds.is_empty()),
        beyond: awarded().any(|(lot, _)| weighed(lot).any(|one| one.added)),
        lots: lots.collect(),
        example: example.map(|(lot, award)| worked(award.points, lot, anchors)),
    })
}

fn weighed(lot: &spec::Lot) -> impl Iterator<Item = &spec::Requirement> {
    lot.requirements.iter().filter(|requirement| requirement.weight > 0)
}

fn sum(lot: &spec::Lot) -> u64 {
    weighed(lot).map(|requirement| u64::from(requirement.weight)).sum()
}

fn worked(points: u32, lot: &spec::Lot, anchors: &Anchors) -> Example {
    let missed: Vec<&spec::Requirement> = weighed(lot).take(2).collect();
    let applicable = sum(lot);
    let lacking: u64 = missed.iter().map(|requirement| u64::from(requirement.weight)).sum();
    let fulfilled = applicable.saturating_sub(lacking);
    Example {
        lot: lot.number,
        points,
        applicable,
        several: !lot.kinds.is_empty(),
        missed: missed
            .into_iter()
            .map(|requirement| Missed { place: anchors.place(&requirement.id), weight: requirement.weight })
            .collect(),
        fulfilled,
        earned: earned(points, fulfilled, applicable).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{fixture, view};
    use crate::resolve::spec;

    #[test]
    fn the_example_is_computed() {
        let mut spec = fixture::spec();
        assert!(view::annex(&spec, crate::words::Words::English).award.is_none());
        spec.tender.award = Some(spec::Award { points: 30, minimum: 0 });
        let weights = [0, 2, 5, 4].iter().cycle();
        let requirements = spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements);
        requirements.zip(weights).for_each(|(requirement, weight)| requirement.weight = *weight);
        let award = view::annex(&spec, crate::words::Words::English).award.unwrap();
        let sums: Vec<(usize, u64)> = award.lots.iter().map(|lot| (lot.requirements, lot.sum)).collect();
        assert_eq!(sums, [(4, 13), (0, 0), (4, 16), (1, 4), (6, 22)]);
        let example = award.example.unwrap();
        assert_eq!((example.lot, example.fulfilled, example.applicable), (1, 6, 13));
        assert_eq!(example.earned, "13.85");
    }
}
