//! The head of a spec: what is bought, by whom, until when, in which edition.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{self, Assurance, Contact, Language, Procedure};

/// The head of a tender.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Tender {
    /// Its id, kebab-case; also the name of the pack's folder.
    pub id: String,
    /// The id that a former edition had, where that was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<String>,
    /// What people call it.
    pub title: String,
    /// The buyer's own number for it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The type of procedure, where the tender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Procedure>,
    /// Whom bidders ask, where the tender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The languages that bids may be in; none where the tender does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// In how many lots one bidder may be awarded a contract, where the tender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_lots_awarded: Option<u32>,
    /// The day on which the first edition is published, where the tender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    /// What was corrected since, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrigenda: Vec<Corrigendum>,
    /// Who buys; may be empty.
    pub buyer: String,
    /// A paragraph of introduction in Markdown; may be empty.
    pub summary: String,
    /// The last day for bids.
    #[schemars(with = "String")]
    pub deadline: Date,
    /// The day by which the devices are to be delivered, where the tender says so.
    #[schemars(with = "Option<String>")]
    pub delivery: Option<Date>,
    /// How answers count in the award, where the tender says so.
    pub award: Option<Award>,
    /// The level of assurance.
    pub assurance: Assurance,
}

impl Corrigendum {
    /// What bidders read of a corrigendum.
    pub fn of(corrigendum: &model::Corrigendum) -> Self {
        Self {
            date: corrigendum.date,
            reason: corrigendum.reason.clone(),
            question: corrigendum.question.clone(),
        }
    }
}

impl Tender {
    /// In how many lots one bidder may be awarded a contract, where the tender says so.
    pub fn most_lots(&self) -> Option<usize> {
        self.maximum_lots_awarded.and_then(|most| usize::try_from(most).ok())
    }

    /// The number of this edition, from 1.
    pub fn edition(&self) -> usize {
        self.corrigenda.len() + 1
    }

    /// The day on which this edition is published, where the tender says so.
    pub fn edition_date(&self) -> Option<Date> {
        self.corrigenda.last().map(|corrigendum| corrigendum.date).or(self.published)
    }
}

/// How answers count in the award.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Award {
    /// The points of a bid that fulfils every weighted requirement that applies to it.
    pub points: u32,
    /// The points that a bid must earn; 0 where any number will do.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub minimum: u32,
}

// The form in which `serde` asks.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What makes one edition of a tender out of the one before. Corrigendum 1 makes edition 2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Corrigendum {
    /// The day on which it is published.
    #[schemars(with = "String")]
    pub date: Date,
    /// Why, in plain text; bidders read it.
    pub reason: String,
    /// The question of a bidder that it answers, without the bidder's name; empty where there was none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
}
