//! What templates see: the spec in plain values and words.
//!
//! Every decision is made here, so that a template holds nothing but words and order.
//! Names are snake_case, since minijinja reads a hyphen as minus. Nothing here is
//! Markdown but the fields that say so; templates pass those through `markdown`.

mod award;
mod explained;
mod lot;
mod matrix;
pub(crate) mod network;
mod requirement;
mod table;
pub(crate) mod wording;

use serde::Serialize;

use crate::resolve::spec::{Assurance, Contact, Language, Lot as SpecLot, Spec, Tender};
use crate::say;
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
    /// The numbers of those with several kinds of device: a bid for them has several declarations.
    pub mixed: Vec<usize>,
    /// Assets and links.
    pub network: Network,
    /// The requirements of all lots, by theme.
    pub groups: Vec<table::Group>,
    /// What is to be enclosed, by kind.
    pub evidence: Vec<table::Kind>,
}

/// What the template of a lot's questionnaire sees.
#[derive(Debug, Serialize)]
pub struct Questionnaire {
    /// The head of the tender.
    pub tender: Head,
    /// The digest that names the edition of the annex.
    pub edition: String,
    /// The lot.
    pub lot: Lot,
}

/// What the template of the explanations sees.
#[derive(Debug, Serialize)]
pub struct Explanations {
    /// The head of the tender.
    pub tender: Head,
    /// The digest that names the edition of the annex.
    pub edition: String,
    /// The requirements of all lots, explained, by theme.
    pub themes: Vec<explained::Theme>,
}

/// What the templates of what stays with the buyer see.
#[derive(Debug, Serialize)]
pub struct Internal {
    /// The head of the tender.
    pub tender: Head,
    /// The digest that names the edition of the annex.
    pub edition: String,
    /// Assets, links, and how each lot reaches the internet.
    pub network: Network,
    /// What was left out of each lot, and why.
    pub left_out: Vec<Left>,
    /// Requirements × standards: for each standard its entries.
    pub standards: Vec<Standard>,
}

/// The head of a tender.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What a notice says of it.
    #[serde(flatten)]
    pub notice: Notice,
    /// The number of this edition, from 1.
    pub edition: usize,
    /// The day on which it is published; empty where the tender does not say.
    pub edition_date: String,
    /// What was corrected since the first edition, the earliest first.
    pub corrigenda: Vec<Corrigendum>,
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

/// What a notice says of a tender, in words; each may be empty.
#[derive(Debug, PartialEq, Serialize)]
pub struct Notice {
    /// The buyer's own number for it.
    pub reference: String,
    /// The type of procedure.
    pub procedure: String,
    /// Whom bidders ask.
    pub contact: String,
    /// The languages that bids may be in.
    pub languages: String,
    /// In how many lots one bidder may be awarded a contract.
    pub maximum_lots_awarded: String,
}

/// What makes one edition out of the one before.
#[derive(Debug, Serialize)]
pub struct Corrigendum {
    /// Its number, from 1.
    pub number: usize,
    /// The number of the edition that it makes.
    pub edition: usize,
    /// The day on which it is published: `15 January 2027`.
    pub date: String,
    /// Why.
    pub reason: String,
    /// The question of a bidder that it answers; may be empty.
    pub question: String,
}

/// The data for the annex of a spec.
pub fn annex(spec: &Spec, words: Words) -> Annex {
    let anchors = table::Anchors::of(spec);
    Annex {
        tender: head(spec, words),
        edition: spec.pack.clone(),
        award: award::of(spec, &anchors),
        lots: lot::all(spec, &anchors, words),
        mixed: spec.lots.iter().filter(|lot| !lot.kinds.is_empty()).map(|lot| lot.number).collect(),
        network: network::of(spec, words),
        groups: table::groups(spec, &anchors, words),
        evidence: table::kinds(spec, &anchors),
    }
}

/// The data for the questionnaire of a lot of a spec.
pub fn questionnaire(spec: &Spec, lot: &SpecLot, words: Words) -> Questionnaire {
    let anchors = table::Anchors::of(spec);
    Questionnaire {
        tender: head(spec, words),
        edition: spec.pack.clone(),
        lot: lot::of(lot, spec, &anchors, words),
    }
}

/// The data for the explanations of a spec.
pub fn explanations(spec: &Spec, words: Words) -> Explanations {
    let anchors = table::Anchors::of(spec);
    Explanations {
        tender: head(spec, words),
        edition: spec.pack.clone(),
        themes: explained::themes(spec, &anchors, words),
    }
}

/// The data for what stays with the buyer.
pub fn internal(spec: &Spec, words: Words) -> Internal {
    Internal {
        tender: head(spec, words),
        edition: spec.pack.clone(),
        network: network::of(spec, words),
        left_out: matrix::left_out(spec),
        standards: matrix::standards(spec),
    }
}

/// The head of a tender, in words.
pub fn head(spec: &Spec, words: Words) -> Head {
    let tender = &spec.tender;
    Head {
        id: tender.id.clone(),
        title: tender.title.clone(),
        notice: notice(tender, words),
        edition: tender.edition(),
        edition_date: tender.edition_date().map(day).unwrap_or_default(),
        corrigenda: corrigenda(tender),
        buyer: tender.buyer.clone(),
        summary: tender.summary.clone(),
        deadline: day(tender.deadline),
        delivery: tender.delivery.map(day).unwrap_or_default(),
        assurance: tender.assurance.word(),
        other_assurances: others(tender.assurance, words),
    }
}

/// What a notice says of a tender.
pub fn notice(tender: &Tender, words: Words) -> Notice {
    let procedure = tender.procedure.map(|of| say!(words, &format!("procedure-{}", of.word())));
    let contact: Vec<&str> = tender.contact.iter().flat_map(Contact::parts).collect();
    let language = |language: &Language| say!(words, &format!("language-{}", language.word()));
    Notice {
        reference: tender.reference.clone(),
        procedure: procedure.unwrap_or_default(),
        contact: contact.join(&say!(words, "list-comma")),
        languages: words.join(tender.languages.iter().map(language), "or"),
        maximum_lots_awarded: tender.maximum_lots_awarded.map(|most| most.to_string()).unwrap_or_default(),
    }
}

/// What was corrected since the first edition.
pub fn corrigenda(tender: &Tender) -> Vec<Corrigendum> {
    let corrigenda = tender.corrigenda.iter().zip(1..).map(|(corrigendum, number)| Corrigendum {
        number,
        edition: number + 1,
        date: day(corrigendum.date),
        reason: corrigendum.reason.clone(),
        question: corrigendum.question.clone(),
    });
    corrigenda.collect()
}

/// The title of a document about a tender, with what tells it from others: the buyer's number, the edition.
pub fn marked(title: &str, spec: &Spec, words: Words) -> String {
    let tender = &spec.tender;
    let edition = tender.edition_date().map(|_| say!(words, "annex-edition", number = tender.edition()));
    let marks = [Some(tender.reference.clone()).filter(|mark| !mark.is_empty()), edition];
    let marks = marks.into_iter().flatten().collect::<Vec<_>>().join(&say!(words, "list-comma"));
    if marks.is_empty() {
        title.to_owned()
    } else {
        say!(words, "annex-marked", title = title, marks = marks)
    }
}

fn others(assurance: Assurance, words: Words) -> String {
    let levels = [Assurance::Basic, Assurance::Substantial, Assurance::High];
    let others = levels.into_iter().filter(|level| *level != assurance);
    words.join(others.map(|level| level.word().to_owned()), "and")
}
