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
