//! Words that library, tender, spec and report share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Levels of assurance: the words of Regulation (EU) 2019/881 (Cybersecurity Act), Article 52.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Assurance {
    Basic,
    Substantial,
    High,
}

/// How binding something is. The order is from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Obligation {
    May,
    Should,
    Shall,
}

/// How far a questionnaire goes. A lot of a tier is asked what is of this tier or of one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Tier {
    #[default]
    Essential,
    Standard,
    Expert,
}

impl Tier {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Standard => "standard",
            Self::Expert => "expert",
        }
    }
}

impl Obligation {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Should => "should",
            Self::Shall => "shall",
        }
    }
}

impl Assurance {
    /// How far a lot is asked where its tender does not say.
    pub fn tier(self) -> Tier {
        match self {
            Self::Basic => Tier::Essential,
            Self::Substantial => Tier::Standard,
            Self::High => Tier::Expert,
        }
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }
}

/// How much of an entry of a standard a requirement covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // a text of each would hide the list of words from whoever writes one
pub enum Covers {
    // It stands near: a duty beside that of the entry.
    Related,
    // A part of what the entry says.
    #[default]
    Partly,
    // All that the entry says is judged.
    Fully,
}

impl Covers {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Related => "related",
            Self::Partly => "partly",
            Self::Fully => "fully",
        }
    }
}

/// An answer of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)] // a text of each would hide the list of words from whoever writes one
pub enum FormAnswer {
    #[serde(rename = "Y")]
    Yes,
    #[serde(rename = "N")]
    No,
    // Anything at all.
    #[serde(rename = "given")]
    Given,
}

/// The answer to a question of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AnswerTo {
    /// The id of the requirement.
    pub requirement: String,
    /// The id of its question.
    pub question: String,
}

/// Methods of verification: ISO/IEC/IEEE 29148:2018, clause 6.5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Method {
    Inspection,
    Analysis,
    Demonstration,
    Test,
}

impl Method {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inspection => "inspection",
            Self::Analysis => "analysis",
            Self::Demonstration => "demonstration",
            Self::Test => "test",
        }
    }
}

/// What the files of a kind of evidence hold: a document that people read, or a software bill of
/// materials. The table `evidence::content::CONTENTS` has a reader for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Content {
    Document,
    Sbom,
}

impl Content {
    /// Every content.
    pub const ALL: [Self; 2] = [Self::Document, Self::Sbom];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Sbom => "sbom",
        }
    }
}

/// What a bill of materials says: the data fields of CISA, "2025 Minimum Elements for a Software Bill of
/// Materials (SBOM)", draft of 22 August 2025, in its order. NTIA's of 2021 are [`Self::NTIA`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // a text of each would hide the list of words from whoever writes one
pub enum BillElement {
    // Who made the bill.
    Author,
    // Who made each component; NTIA's "supplier name".
    Producer,
    // What each component is called.
    Name,
    // The version of each component.
    Version,
    // An identifier that databases know, of at least one component.
    Identifier,
    // A digest of each component.
    Hash,
    // The licence of each component, or that it is unknown.
    Licence,
    // How components depend on each other.
    Relationships,
    // The program that made the bill.
    Tool,
    // When the bill was made.
    Timestamp,
    // In which phase of the software's life the bill was made.
    GenerationContext,
}

impl BillElement {
    /// Every element.
    pub const ALL: [Self; 11] = [
        Self::Author,
        Self::Producer,
        Self::Name,
        Self::Version,
        Self::Identifier,
        Self::Hash,
        Self::Licence,
        Self::Relationships,
        Self::Tool,
        Self::Timestamp,
        Self::GenerationContext,
    ];

    /// Those of NTIA, "The Minimum Elements For a Software Bill of Materials (SBOM)", 12 July 2021,
    /// section IV: what is asked for where neither library nor tender says.
    pub const NTIA: [Self; 7] = [
        Self::Author,
        Self::Timestamp,
        Self::Name,
        Self::Version,
        Self::Producer,
        Self::Identifier,
        Self::Relationships,
    ];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Producer => "producer",
            Self::Name => "name",
            Self::Version => "version",
            Self::Identifier => "identifier",
            Self::Hash => "hash",
            Self::Licence => "licence",
            Self::Relationships => "relationships",
            Self::Tool => "tool",
            Self::Timestamp => "timestamp",
            Self::GenerationContext => "generation-context",
        }
    }
}
