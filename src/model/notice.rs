//! What a notice of a tender says of it: the procedure, whom to ask, in which languages, which edition.
//!
//! Names follow eForms (Commission Implementing Regulation (EU) 2019/1780) and OCDS 1.1.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A type of procurement procedure, by its code in eForms (BT-105).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Procedure {
    Open,
    Restricted,
    NegWCall,
    NegWoCall,
    CompDial,
    Innovation,
    OthSingle,
    OthMult,
}

impl Procedure {
    /// The code itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Restricted => "restricted",
            Self::NegWCall => "neg-w-call",
            Self::NegWoCall => "neg-wo-call",
            Self::CompDial => "comp-dial",
            Self::Innovation => "innovation",
            Self::OthSingle => "oth-single",
            Self::OthMult => "oth-mult",
        }
    }
}

/// Makes the languages, each from its variant and its code.
macro_rules! languages {
    ($($variant:ident $code:literal)*) => {
        /// A language that bids may be in, by its code in ISO 639-1: those of the European Economic Area.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "lowercase")]
        #[allow(missing_docs)]
        pub enum Language { $($variant),* }

        impl Language {
            /// The code itself.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

languages! {
    Bg "bg" Cs "cs" Da "da" De "de" El "el" En "en" Es "es" Et "et" Fi "fi" Fr "fr" Ga "ga" Hr "hr" Hu "hu"
    Is "is" It "it" Lt "lt" Lv "lv" Mt "mt" Nb "nb" Nl "nl" Nn "nn" Pl "pl" Pt "pt" Ro "ro" Sk "sk" Sl "sl"
    Sv "sv"
}

/// Whom bidders ask; the names are those of a `contactPoint` of OCDS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("minProperties" = 1))]
pub struct Contact {
    /// A person or a department.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 200))]
    pub name: String,
    /// An address such as tenders@buyer.example.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(regex(pattern = r"^[^@\s]+@[^@\s]+$"), length(max = 200))]
    pub email: String,
    /// A number such as +46 8 123 45 67.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(regex(pattern = r"^\+?[0-9][0-9 ()/.-]*$"), length(max = 60))]
    pub telephone: String,
    /// A web address such as `https://tenders.example`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(regex(pattern = r"^https?://\S+$"), length(max = 500))]
    pub url: String,
}

impl Contact {
    /// What is said of it, in its order.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.email, &self.telephone, &self.url]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
    }
}

/// What makes one edition of a tender out of the one before. Corrigendum 1 makes edition 2.
#[derive(Clone, Debug)]
pub struct Corrigendum {
    /// The day on which it is published.
    pub date: Date,
    /// Why, in plain text; bidders read it.
    pub reason: String,
    /// The question of a bidder that it answers, without the bidder's name; empty where there was none.
    pub question: String,
}

/// What the buyer may order besides, at the conditions of the bid (eForms BT-54).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PurchaseOption {
    /// What it is.
    pub title: String,
    /// How many devices at most, where the tender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
    /// By when and how it is ordered; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// How often a contract may be renewed (eForms BT-58, BT-57).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Renewal {
    /// How often at most.
    pub maximum: u32,
    /// For how many months each time.
    pub months: u32,
    /// By when and how it is renewed; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// Where devices of a lot are delivered to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Place {
    /// The id of the site.
    pub site: String,
    /// What people call the site.
    pub title: String,
    /// Its address; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The rooms; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rooms: String,
    /// How many of the devices, where the tender says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
}
