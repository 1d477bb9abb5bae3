//! The tender pack: which files it has, how it is written and opened, and what its digest binds.
//!
//! A pack is self-contained: a vendor needs it and nothing else. The data of a lot stands in a file of its
//! own, so that judging one declaration reads one lot. What the digest binds is recomputed whenever a pack
//! is opened: one whose content was changed judges nobody, whatever its manifest says.

pub mod archive;
pub mod digest;
mod documents;
pub(crate) mod edition;
mod extent;
pub mod internal;
pub(crate) mod layout;
pub mod manifest;
mod open;
#[cfg(test)]
mod tests;
pub(crate) mod wire;
mod write;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value as Json;

use crate::diag::Bag;
use crate::resolve::spec::Lot;
use crate::resolve::spec::Spec;
use crate::schema;
use crate::schema::judge::{Judge, shared};
use crate::words::Words;

pub use documents::{Fault, Making};
pub use open::{Lots, open};
pub use write::{Look, Written, digest_of, write, write_as, write_only};

/// A pack, opened.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The tender, resolved, with the lots that were asked for.
    pub spec: Spec,
    /// Every lot of the pack, whether it was asked for or not.
    pub lots: Vec<wire::LotHead>,
    /// The schema of each lot that was asked for, by its id.
    pub schemas: BTreeMap<String, LotSchema>,
    /// The declarations of former editions that count for this one: by the digest of the pack that they answer, and
    /// by the id that their lot had, the id that it has.
    pub former: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether it has what stays with the buyer; else it is the copy of a bidder.
    pub whole: bool,
    /// What a newer version of the program put into it and this one does not understand: warnings.
    pub warnings: Bag,
}

impl Pack {
    /// The pack of a spec that is at hand, for whoever compiles and judges in one go. It names the digest that
    /// the spec has.
    pub fn of(spec: Spec) -> Self {
        let schema =
            |lot: &Lot| (lot.id.clone(), LotSchema::new(schema::declaration(&spec, lot, Words::English)));
        let schemas = spec.lots.iter().map(schema).collect();
        Self {
            lots: wire::Head::of(&spec).lots,
            schemas,
            spec,
            former: BTreeMap::new(),
            whole: true,
            warnings: Bag::default(),
        }
    }
}

impl Pack {
    /// The same as a bidder has it.
    #[must_use]
    pub fn published(self) -> Self {
        Self { spec: internal::published(&self.spec), whole: false, ..self }
    }
}

/// The schema of one lot: what a complete and well-formed declaration is, and when each requirement is met.
#[derive(Clone, Debug)]
pub struct LotSchema {
    /// The text of `declaration.schema.json`; nothing where it was never one.
    text: Vec<u8>,
    /// What it demands, without its words, until the judge is made.
    bare: Json,
    /// With its words, which only a fault of form needs.
    whole: OnceLock<Json>,
    /// The same as faults of form name places in it.
    named: OnceLock<Json>,
    /// Made when first needed, and then kept for the next declaration.
    ready: OnceLock<Result<Judge, String>>,
    /// What that lacks to judge all of the lot.
    lacks: OnceLock<Option<String>>,
}

impl LotSchema {
    /// The schema of a lot.
    pub fn new(declaration: Json) -> Self {
        let bare = schema::bare(&declaration);
        Self { whole: OnceLock::from(declaration), ..Self::of(Vec::new(), bare) }
    }

    /// The schema of a text.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn read(text: Vec<u8>) -> serde_json::Result<Self> {
        let bare = schema::bare::read(&text)?;
        Ok(Self::of(text, bare))
    }

    fn of(text: Vec<u8>, bare: Json) -> Self {
        let (whole, named) = (OnceLock::new(), OnceLock::new());
        Self { text, bare, whole, named, ready: OnceLock::new(), lacks: OnceLock::new() }
    }

    /// `declaration.schema.json`.
    pub fn declaration(&self) -> &Json {
        // It was read once already.
        self.whole.get_or_init(|| serde_json::from_slice(&self.text).unwrap_or_default())
    }

    /// The schema in which the faults that a judge finds have their places.
    pub fn named(&self) -> &Json {
        self.named.get_or_init(|| shared(self.declaration().clone()))
    }

    /// What it demands, without its words, and the digest of that.
    fn demands(&mut self) -> (&Json, String) {
        let digest = digest::of_bare(&mut self.bare);
        (&self.bare, digest)
    }

    /// Makes the judge, for a lot that is yet to be read, of what the schema demands: nothing else needs that afterwards.
    fn make_ready(&mut self) {
        self.ready = OnceLock::from(Judge::new(std::mem::take(&mut self.bare)));
    }

    /// The judge of a lot.
    ///
    /// # Errors
    /// Where the schema is none, in the validator's words.
    pub fn judge(&self, lot: &Lot) -> Result<&Judge, String> {
        let judge =
            self.ready.get_or_init(|| Judge::new(self.bare.clone())).as_ref().map_err(String::clone)?;
        match self.lacks.get_or_init(|| judge.lacks(lot)) {
            None => Ok(judge),
            Some(name) => Err(format!("it has no `{name}`")),
        }
    }
}
