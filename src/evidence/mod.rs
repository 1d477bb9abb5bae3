//! The files that a declaration names, against what the tender wants of them.
//!
//! A stage of its own, beside the schemas: whether a file is there, is the one that was named, is
//! still valid and is what it claims to be cannot be said from the declaration alone. Verdicts do
//! not depend on it. Files are read through a [`World`] of the declaration's own folder, so nothing
//! outside that folder is ever opened.

pub mod content;
mod exhibit;
mod files;
mod listed;
#[cfg(test)]
mod tests;

pub use exhibit::{Exhibit, Figure, Finding, State};

use std::collections::BTreeMap;

use crate::declaration::Declaration;
use crate::resolve::spec::{Lot, Spec};
use crate::text::World;

use content::{Content, Context};
use files::{Fault, Files, Read};
use listed::Listed;

/// Looks at every piece of evidence that a declaration lists, in the order of its list. `world` is
/// the folder of the declaration.
///
/// What the list itself has wrong, such as an entry without a path, is the schema's to say: such an
/// entry is left out.
pub fn examine(world: &dyn World, declaration: &Declaration, spec: &Spec, lot: &Lot) -> Vec<Exhibit> {
    let context = Context {
        vendor: &declaration.vendor.name,
        name: &declaration.device.name,
        model: &declaration.device.model,
        version: &declaration.device.version,
    };
    let mut files = Files::of(world, context);
    let all: Vec<Listed<'_>> = listed::of(declaration, spec).collect();
    let mut contents: BTreeMap<String, Vec<&Content>> = BTreeMap::new();
    for listed in &all {
        let contents = contents.entry(listed.exhibit.file.clone()).or_default();
        if let Some(content) = content_of(listed)
            && !contents.iter().any(|known| known.word == content.word)
        {
            contents.push(content);
        }
    }
    let mut read = |file: &str| {
        let contents = contents.get(file).map_or(&[][..], Vec::as_slice);
        files.read(file, contents)
    };
    all.into_iter().map(|listed| exhibit(listed, &mut read, spec, lot)).collect()
}

fn content_of(listed: &Listed<'_>) -> Option<&'static Content> {
    content::find(listed.kind?.content.as_deref()?)
}

fn exhibit(
    listed: Listed<'_>,
    read: &mut dyn FnMut(&str) -> Result<Read, Fault>,
    spec: &Spec,
    lot: &Lot,
) -> Exhibit {
    let content = content_of(&listed);
    let mut findings = Vec::new();
    let mut found = |state, message: String, span| findings.push(Finding { state, message, span });
    let places = listed.places;
    let mut exhibit = listed.exhibit;
    let read = match listed::outside(&exhibit.file) {
        Some(why) => Err((State::Outside, why.to_owned())),
        None => read(&exhibit.file),
    };
    match read {
        Err((state, message)) => found(state, message, places.file),
        Ok(mut read) => {
            if exhibit.sha256.is_empty() {
                let message = "the declaration states no SHA-256 of it".to_owned();
                found(State::HashDiffers, message, places.file);
            } else if exhibit.sha256 != read.sha256 {
                let message = format!("its SHA-256 is {}, not the one that is stated", read.sha256);
                found(State::HashDiffers, message, places.sha256);
            }
            let reading = content.and_then(|content| read.readings.remove(content.word)).unwrap_or_default();
            for (state, message) in reading.findings {
                found(state, message, places.file);
            }
            exhibit.figures = reading.figures;
        }
    }
    if let Some(until) = exhibit.valid_until.filter(|until| *until < spec.tender.deadline) {
        let deadline = spec.tender.deadline;
        let message = format!("it is valid until {until}, and the last day for bids is {deadline}");
        found(State::Expired, message, places.valid_until);
    }
    if let Some(message) = unwanted(&exhibit, spec, lot) {
        found(State::WrongKind, message, places.kind);
    }
    Exhibit { findings, ..exhibit }
}

/// What the requirements that a piece of evidence serves want in its place, where none wants its
/// kind. Requirements that want no evidence at all are served by any.
fn unwanted(exhibit: &Exhibit, spec: &Spec, lot: &Lot) -> Option<String> {
    let title = |kind: &str| {
        spec.evidence_kinds
            .iter()
            .find(|known| known.id == kind)
            .map_or(kind, |known| &known.title)
            .to_owned()
    };
    let served = exhibit.serves.iter().filter_map(|id| lot.requirement(id));
    let asking: Vec<_> = served.filter(|requirement| !requirement.evidence.is_empty()).collect();
    let wanted = asking.iter().flat_map(|requirement| &requirement.evidence);
    if asking.is_empty() || wanted.into_iter().any(|wanted| wanted.kind == exhibit.kind) {
        return None;
    }
    let words = asking.iter().take(MOST_NAMED).map(|requirement| {
        let kinds: Vec<String> = requirement.evidence.iter().map(|wanted| title(&wanted.kind)).collect();
        format!("{} wants {}", requirement.id, kinds.join(" or "))
    });
    let mut words = words.collect::<Vec<_>>().join(", ");
    if let Some(rest) = asking.len().checked_sub(MOST_NAMED).filter(|rest| *rest > 0) {
        words.push_str(&format!(", and {rest} more want other kinds"));
    }
    Some(format!("{words}, not {}", exhibit.title))
}

/// As many things as this are named in one sentence.
const MOST_NAMED: usize = 3;
