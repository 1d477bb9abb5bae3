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
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }
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

/// What the files of a kind of evidence hold; `evidence::content` has a reader for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A document that people read: PDF, Office, HTML, Markdown, text or a picture.
    Document,
    /// A software bill of materials: CycloneDX or SPDX in JSON.
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
