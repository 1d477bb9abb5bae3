//! What templates see: the spec in plain values and words.
//!
//! Every decision is made here, so that a template holds nothing but words and order.
//! Names are snake_case, since minijinja reads a hyphen as minus. Nothing here is
//! Markdown but the fields that say so; templates pass those through `markdown`.

mod award;
mod lot;
mod matrix;
pub(crate) mod network;
mod requirement;
pub(crate) mod wording;

use serde::Serialize;

use crate::resolve::spec::{Assurance, Spec};
use crate::text::words::day;

use crate::words::Words;
pub use lot::Lot;
pub use matrix::{Left, Standard};
pub use network::Network;

/// What the template of the annex sees.
#[derive(Debug, Serialize)]
pub struct Annex {
    /// The head of the tender.
    pub tender: Head,
    /// The digest that names this edition of the annex.
    pub edition: String,
    /// How answers count in the award, where the tender says so.
    pub award: Option<award::Award>,
    /// The lots, in the order of the tender.
    pub lots: Vec<Lot>,
    /// Assets, links, routes.
    pub network: Network,
    /// Requirements × lots, grouped by theme.
    pub overview: Vec<matrix::Group>,
    /// Requirements × standards: for each standard its entries.
    pub standards: Vec<Standard>,
    /// What was left out of each lot, and why.
    pub left_out: Vec<Left>,
}

/// The head of a tender.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Who buys; may be empty.
    pub buyer: String,
    /// An introduction, in Markdown; may be empty.
    pub summary: String,
    /// The last day for bids: `31 March 2027`.
    pub deadline: String,
    /// The day by which the devices are delivered; empty where the tender does not say.
    pub delivery: String,
    /// The level of assurance: a word.
    pub assurance: &'static str,
    /// The levels below and above it.
    pub other_assurances: String,
}

/// A link within the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// What is shown.
    pub number: String,
    /// The id of the heading that it leads to.
    pub anchor: String,
}

/// The data for the annex of a spec.
pub fn annex(spec: &Spec, words: Words) -> Annex {
    let tender = &spec.tender;
    let anchors = lot::anchors(spec);
    Annex {
        tender: Head {
            id: tender.id.clone(),
            title: tender.title.clone(),
            buyer: tender.buyer.clone(),
            summary: tender.summary.clone(),
            deadline: day(tender.deadline),
            delivery: tender.delivery.map(day).unwrap_or_default(),
            assurance: tender.assurance.word(),
            other_assurances: others(tender.assurance, words),
        },
        edition: spec.pack.clone(),
        award: award::of(spec, &anchors),
        lots: lot::all(spec, &anchors, words),
        network: network::of(spec, words),
        overview: matrix::overview(spec, &anchors),
        standards: matrix::standards(spec, &anchors),
        left_out: matrix::left_out(spec),
    }
}

fn others(assurance: Assurance, words: Words) -> String {
    let levels = [Assurance::Basic, Assurance::Substantial, Assurance::High];
    let others = levels.into_iter().filter(|level| *level != assurance);
    words.join(others.map(|level| level.word().to_owned()), "and")
}
