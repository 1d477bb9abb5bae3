//! How many requirements of a theme, and how binding, each bid fulfils.

use super::Comparison;
use crate::resolve::spec::Obligation;
use crate::standing::Standing;

/// What one bid makes of a group of requirements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Fulfilled.
    pub fulfilled: usize,
    /// Waiting for a reviewer.
    pub waiting: usize,
    /// Lacking an answer, or evidence that shall be enclosed.
    pub lacking: usize,
    /// Failed.
    pub failed: usize,
}

impl Tally {
    /// How many apply.
    pub fn applicable(self) -> usize {
        self.fulfilled + self.waiting + self.lacking + self.failed
    }

    fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Fulfilled => self.fulfilled += 1,
            Standing::Waiting => self.waiting += 1,
            Standing::Lacking => self.lacking += 1,
            Standing::Failed => self.failed += 1,
            Standing::NotApplicable => {}
        }
    }
}

/// A group of requirements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The id of its theme; nothing where it is all themes.
    pub theme: Option<String>,
    /// How binding; nothing where it is all.
    pub obligation: Option<Obligation>,
    /// What people call it.
    pub title: String,
    /// How many requirements it has.
    pub requirements: usize,
    /// What each bid makes of it, in the order of the bids.
    pub tallies: Vec<Tally>,
}

impl Total {
    /// Whether it is of one theme and one obligation.
    pub fn of_both(&self) -> bool {
        self.theme.is_some() && self.obligation.is_some()
    }
}

/// Every group that has requirements: all, by obligation, by theme, and by theme and obligation.
pub fn totals(comparison: &Comparison) -> Vec<Total> {
    let mut themes: Vec<(&str, &str)> = Vec::new();
    for row in &comparison.rows {
        if !themes.iter().any(|(id, _)| *id == row.theme.id) {
            themes.push((&row.theme.id, &row.theme.title));
        }
    }
    let obligations = [Obligation::Shall, Obligation::Should, Obligation::May];
    let binding = || std::iter::once(None).chain(obligations.into_iter().map(Some));
    let mut found = Vec::new();
    for theme in std::iter::once(None).chain(themes.into_iter().map(Some)) {
        for obligation in binding() {
            let mut tallies = vec![Tally::default(); comparison.bids.len()];
            let mut requirements = 0;
            let rows = comparison.rows.iter().filter(|row| {
                theme.is_none_or(|(id, _)| row.theme.id == id)
                    && obligation.is_none_or(|obligation| row.obligation == obligation)
            });
            for row in rows {
                requirements += 1;
                for (tally, cell) in tallies.iter_mut().zip(&row.cells) {
                    tally.add(cell.standing);
                }
            }
            if requirements > 0 {
                found.push(Total {
                    theme: theme.map(|(id, _)| id.to_owned()),
                    obligation,
                    title: match (theme, obligation) {
                        (Some((_, title)), _) => title.to_owned(),
                        (None, Some(obligation)) => obligation.word().to_owned(),
                        (None, None) => "All".to_owned(),
                    },
                    requirements,
                    tallies,
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::example::{bid, compared};

    #[test]
    fn every_group_that_has_requirements_is_counted() {
        let comparison = compared(&[bid("Acme", &[]), bid("Beta", &[("charge: 3", "charge: 1")])]);
        let found = totals(&comparison).into_iter().map(|total| {
            let of = if total.of_both() { " of its theme" } else { "" };
            let tallies = total.tallies.iter().map(|tally| {
                let Tally { fulfilled, waiting, lacking, failed } = *tally;
                assert_eq!(tally.applicable(), fulfilled + waiting + lacking + failed);
                format!("{fulfilled}/{waiting}/{lacking}/{failed}")
            });
            let obligation = total.obligation.map_or("any", Obligation::word);
            let tallies: Vec<String> = tallies.collect();
            format!("{} {obligation}{of}: {} of {}", total.title, tallies.join(" "), total.requirements)
        });
        let expected = [
            "All any: 5/1/0/0 4/1/0/1 of 6",
            "shall shall: 3/0/0/0 2/0/0/1 of 3",
            "should should: 2/0/0/0 2/0/0/0 of 2",
            "may may: 0/1/0/0 0/1/0/0 of 1",
            "Care any: 1/0/0/0 1/0/0/0 of 1",
            "Care shall of its theme: 1/0/0/0 1/0/0/0 of 1",
            "Network any: 2/0/0/0 2/0/0/0 of 2",
            "Network shall of its theme: 1/0/0/0 1/0/0/0 of 1",
            "Network should of its theme: 1/0/0/0 1/0/0/0 of 1",
            "Proof any: 2/1/0/0 1/1/0/1 of 3",
            "Proof shall of its theme: 1/0/0/0 0/0/0/1 of 1",
            "Proof should of its theme: 1/0/0/0 1/0/0/0 of 1",
            "Proof may of its theme: 0/1/0/0 0/1/0/0 of 1",
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
        assert_eq!(comparison.bids[1].missed(), [5]);
        assert!(comparison.bids[0].missed().is_empty());
    }
}
