//! What is enclosed with a bid and what is not, as the template sees it.

use serde::Serialize;

use super::Basis;
use crate::evidence::{self, State};
use crate::resolve::spec::Obligation;
use crate::text::words;
use crate::words::Words;

/// What is enclosed, and what is not.
#[derive(Debug, Serialize)]
pub struct Evidence {
    /// Whether the files were looked at.
    pub looked_at: bool,
    /// What the declaration lists, in its order; none where the files were not looked at.
    pub exhibits: Vec<Exhibit>,
    /// Those of them that are not in order.
    pub faulty: Vec<Exhibit>,
    /// Those of them that are.
    pub in_order: Vec<Exhibit>,
    /// What shall be enclosed and is not listed, in the order of the lot.
    pub missing: Vec<Missing>,
    /// What should or may be enclosed and is not listed, by kind.
    pub optional: Vec<Optional>,
}

/// A piece of evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Exhibit {
    /// Its place in the declaration's list, from 1.
    pub number: usize,
    /// What people call its kind.
    pub kind: String,
    /// The ids of the requirements that it is enclosed for.
    pub serves: Vec<String>,
    /// Its path, as written.
    pub file: String,
    /// The last day of its validity: `31 March 2027`; empty where it has none.
    pub valid_until: String,
    /// Whether nothing is the matter with it.
    pub in_order: bool,
    /// What is the worst that is found, in two words or so.
    pub state: String,
    /// What is found, as sentences without a full stop.
    pub findings: Vec<String>,
    /// What its content says of itself.
    pub figures: Vec<Figure>,
}

/// A figure that a piece of evidence gives.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it counts or names.
    pub name: String,
    /// Its value in words.
    pub value: String,
}

/// Evidence that is wanted and not listed.
#[derive(Debug, Serialize)]
pub struct Missing {
    /// The id of the requirement that wants it.
    pub id: String,
    /// What people call that requirement.
    pub title: String,
    /// What people call the kind of evidence.
    pub kind: String,
}

/// A kind of evidence that is wanted, does not bind, and is not listed.
#[derive(Debug, Serialize)]
pub struct Optional {
    /// What people call the kind.
    pub kind: String,
    /// The ids of the requirements for which it should be enclosed.
    pub should: Vec<String>,
    /// The ids of the requirements for which it may be enclosed.
    pub may: Vec<String>,
}

/// The evidence of a bid.
pub fn of(basis: Basis<'_>) -> Evidence {
    let exhibits = basis.report.exhibits.as_deref();
    let shown: Vec<Exhibit> = exhibits.unwrap_or_default().iter().map(exhibit).collect();
    let (in_order, faulty) = shown.iter().cloned().partition(|exhibit| exhibit.in_order);
    let judged = basis.report.outcome.verdicts.iter().filter(|_| basis.report.outcome.sound());
    let (mut missing, mut optional) = (Vec::new(), Vec::<Optional>::new());
    for (judged, wanted) in
        judged.flat_map(|judged| judged.evidence.iter().map(move |wanted| (judged, wanted)))
    {
        if wanted.obligation == Obligation::Shall {
            missing.push(Missing {
                id: judged.id.clone(),
                title: judged.title.clone(),
                kind: wanted.title.clone(),
            });
            continue;
        }
        let at = optional.iter().position(|of| of.kind == wanted.title).unwrap_or_else(|| {
            optional.push(Optional { kind: wanted.title.clone(), should: Vec::new(), may: Vec::new() });
            optional.len() - 1
        });
        if let Some(of) = optional.get_mut(at) {
            let ids = if wanted.obligation == Obligation::Should { &mut of.should } else { &mut of.may };
            ids.push(judged.id.clone());
        }
    }
    Evidence { looked_at: exhibits.is_some(), exhibits: shown, faulty, in_order, missing, optional }
}

/// What is enclosed for a requirement.
pub fn serving(basis: Basis<'_>, requirement: &str) -> Vec<Exhibit> {
    let exhibits = basis.report.exhibits.iter().flatten();
    exhibits.filter(|exhibit| exhibit.serves.iter().any(|id| id == requirement)).map(exhibit).collect()
}

fn exhibit(exhibit: &evidence::Exhibit) -> Exhibit {
    let day = exhibit.valid_until.map(words::day);
    Exhibit {
        number: exhibit.number,
        kind: exhibit.title.clone(),
        serves: exhibit.serves.clone(),
        file: exhibit.file.clone(),
        valid_until: day.unwrap_or_default(),
        in_order: exhibit.state() == State::InOrder,
        state: exhibit.state().word().replace('-', " "),
        findings: exhibit.findings.iter().map(|finding| finding.say(Words::English)).collect(),
        figures: exhibit
            .figures
            .iter()
            .map(|figure| Figure { name: figure.name(Words::English), value: figure.value(Words::English) })
            .collect(),
    }
}
