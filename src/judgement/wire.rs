//! `review.yaml` as it is written. The only serde types of this module; their schema is
//! published under `schemas/`.

use schemars::JsonSchema;
use serde::Deserialize;

/// `review.yaml`: what reviewers decided, each decision bound to what it judged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// tenderc-review/2: the format of this file. Of tenderc-review/1, too, without conditions and evidence.
    #[schemars(extend("enum" = [super::FORMAT, super::BEFORE]))]
    pub format: String,
    /// The judgements, oldest first: of several on the same requirement of a bid, or on the same piece of
    /// evidence, the last counts.
    #[serde(default)]
    pub judgements: Vec<Judgement>,
}

/// One decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The vendor, as the declaration names it.
    #[schemars(regex(pattern = r"\S"))]
    pub vendor: String,
    /// The device, as the declaration names it.
    #[schemars(regex(pattern = r"\S"))]
    pub device: String,
    /// The id of the lot.
    pub lot: String,
    /// The id of the requirement.
    pub requirement: String,
    /// The piece of evidence that is judged; left out where it is the requirement as a whole.
    pub evidence: Option<Piece>,
    /// The decision.
    pub verdict: Ruling,
    /// On what condition it is accepted; left out where there is none.
    #[schemars(regex(pattern = r"\S"))]
    pub condition: Option<String>,
    /// The name of the one who decided.
    #[schemars(regex(pattern = r"\S"))]
    pub by: String,
    /// A date such as 2027-03-31: the day of the decision.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub on: String,
    /// The reason for the decision: auditors and bidders may read it.
    #[schemars(regex(pattern = r"\S"))]
    pub why: String,
    /// The fingerprint that `tenderc review` shows, 32 hexadecimal digits in quotes: what was judged.
    #[schemars(regex(pattern = r"^[0-9a-f]{32}$"))]
    pub fingerprint: String,
}

/// A file enclosed as evidence for the requirement.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// The id of its kind.
    pub kind: String,
    /// The SHA-256 digest of the file, as the declaration states it.
    #[schemars(regex(pattern = r"^[0-9A-Fa-f]{64}$"))]
    pub sha256: String,
}

/// A decision: it will do, or it will not.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // words about each would make its schema a choice of schemas
pub enum Ruling {
    Accepted,
    Refused,
}
