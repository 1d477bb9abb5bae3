//! `spec.json` and `lot.json`: a spec, cut so that a declaration needs one lot of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::resolve::spec::EvidenceKind;
use crate::resolve::spec::Lot;
use crate::resolve::spec::Map;
use crate::resolve::spec::Spec;
use crate::resolve::spec::Standard;
use crate::resolve::spec::Tender;
use crate::resolve::spec::Term;

/// The format of `spec.json`.
pub const SPEC: &str = "tenderc-spec/2";

/// The format of `lot.json`.
pub const LOT: &str = "tenderc-lot/1";

/// `spec.json`: what all lots of a tender share.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Head {
    /// [`SPEC`].
    pub format: String,
    /// What is being bought, by whom, until when.
    pub tender: Tender,
    /// The lots, in the order of the tender.
    pub lots: Vec<LotHead>,
    /// How lots and assets are connected.
    pub map: Map,
    /// The standards that a requirement of a lot cites, by id.
    pub standards: Vec<Standard>,
    /// The threats that a requirement of a lot counters, by id.
    pub threats: Vec<Term>,
    /// The kinds of evidence that a requirement of a lot wants, by id.
    pub evidence_kinds: Vec<EvidenceKind>,
}

/// A lot, as far as the tender names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LotHead {
    /// Its id, kebab-case; also the name of its folder in the pack.
    pub id: String,
    /// Its place in the tender, from 1.
    pub number: usize,
    /// What people call it.
    pub title: String,
}

/// `lot.json`: one lot of the spec.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LotFile<L = Lot> {
    /// [`LOT`].
    pub format: String,
    /// The lot with its facts and requirements.
    pub lot: L,
}

impl Head {
    /// The head of a spec.
    pub fn of(spec: &Spec) -> Self {
        let head = |lot: &Lot| LotHead { id: lot.id.clone(), number: lot.number, title: lot.title.clone() };
        Self {
            format: SPEC.to_owned(),
            tender: spec.tender.clone(),
            lots: spec.lots.iter().map(head).collect(),
            map: spec.map.clone(),
            standards: spec.standards.clone(),
            threats: spec.threats.clone(),
            evidence_kinds: spec.evidence_kinds.clone(),
        }
    }

    /// The spec of the pack of that digest, with the lots that were read.
    pub fn spec(self, pack: String, lots: Vec<Lot>) -> Spec {
        Spec {
            pack,
            tender: self.tender,
            lots,
            map: self.map,
            standards: self.standards,
            threats: self.threats,
            evidence_kinds: self.evidence_kinds,
        }
    }
}
