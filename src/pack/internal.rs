//! What of a spec stays with the buyer: what was left out and why, and the routes to the internet.
//!
//! It stands in a file of its own, which the archive for bidders does not have. No verdict rests on it, and
//! the digest of the pack does not bind it: bidders see that digest, and could guess at what they do not see.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::resolve::spec::{Dropped, Ground, Lot, Spared, Spec};
use crate::text::sha256;

/// The format of `internal/internal.json`.
pub const INTERNAL: &str = "tenderc-internal/1";

/// `internal/internal.json`: what stays with the buyer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Internal {
    /// [`INTERNAL`].
    pub format: String,
    /// The SHA-256 of this file's data, taken with nothing in this place.
    pub digest: String,
    /// The digest of the pack that it belongs to.
    pub pack: String,
    /// The SHA-256 of every other file that stays with the buyer, by path.
    pub files: BTreeMap<String, String>,
    /// For each lot that reaches the internet, the shortest route, as ids of nodes from the lot on.
    pub routes: Vec<Vec<String>>,
    /// What stays with the buyer of each lot, by its id.
    pub lots: BTreeMap<String, OfLot>,
}

/// What of a lot stays with the buyer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OfLot {
    /// What does not apply, and why, by id.
    pub dropped: Vec<Dropped>,
    /// What the tender gives up, and why, by id.
    pub waived: Vec<Dropped>,
    /// What the vendor is not asked, by the id of its requirement.
    pub spared: BTreeMap<String, Vec<Spared>>,
    /// Why each fact is known, by its id, where a route says so.
    pub grounds: BTreeMap<String, Vec<Ground>>,
}

impl Internal {
    /// What of a spec stays with the buyer, beside these files.
    pub fn of(spec: &Spec, files: BTreeMap<String, String>) -> Self {
        let lots = spec.lots.iter().map(|lot| (lot.id.clone(), OfLot::of(lot)));
        let mut internal = Self {
            format: INTERNAL.to_owned(),
            digest: String::new(),
            pack: spec.pack.clone(),
            files,
            routes: spec.map.routes.clone(),
            lots: lots.collect(),
        };
        internal.digest = serde_json::to_value(&internal).map(digest).unwrap_or_default();
        internal
    }

    /// Puts it back into the spec that it was taken from, as far as its lots were read.
    pub fn restore(mut self, spec: &mut Spec) {
        spec.map.routes = self.routes;
        for lot in &mut spec.lots {
            if let Some(of) = self.lots.remove(&lot.id) {
                of.restore(lot);
            }
        }
    }
}

impl OfLot {
    fn of(lot: &Lot) -> Self {
        let spared = lot.requirements.iter().filter(|one| !one.spared.is_empty());
        let by_route = |ground: &Ground| matches!(ground, Ground::Route(_));
        let grounds = lot.facts.iter().filter_map(|fact| {
            let grounds: Vec<Ground> = fact.known.iter().map(|known| known.because.clone()).collect();
            grounds.iter().any(by_route).then(|| (fact.id.clone(), grounds))
        });
        Self {
            dropped: lot.dropped.clone(),
            waived: lot.waived.clone(),
            spared: spared.map(|one| (one.id.clone(), one.spared.clone())).collect(),
            grounds: grounds.collect(),
        }
    }

    fn restore(mut self, lot: &mut Lot) {
        lot.dropped = self.dropped;
        lot.waived = self.waived;
        for requirement in &mut lot.requirements {
            requirement.spared = self.spared.remove(&requirement.id).unwrap_or_default();
        }
        for fact in &mut lot.facts {
            let grounds = self.grounds.remove(&fact.id).unwrap_or_default();
            for (known, ground) in fact.known.iter_mut().zip(grounds) {
                known.because = ground;
            }
        }
    }
}

/// The digest of the data of `internal/internal.json`, whatever digest it states.
pub fn digest(mut json: Json) -> String {
    if let Some(stated) = json.get_mut("digest") {
        *stated = Json::from("");
    }
    format!("sha256:{}", sha256(json.to_string().as_bytes()))
}

/// A spec without what stays with the buyer.
pub fn published(spec: &Spec) -> Spec {
    let mut spec = spec.clone();
    spec.map.routes.clear();
    for lot in &mut spec.lots {
        lot.dropped.clear();
        lot.waived.clear();
        for requirement in &mut lot.requirements {
            requirement.spared.clear();
        }
        for known in lot.facts.iter_mut().flat_map(|fact| &mut fact.known) {
            if let Ground::Route(way) = &mut known.because {
                way.clear();
            }
        }
    }
    spec
}
