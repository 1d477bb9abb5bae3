//! The files that a declaration names, against what the tender wants of them.
//!
//! A stage of its own, beside the schemas: whether a file is there, is the one that was named, is
//! still valid and is what it claims to be cannot be said from the declaration alone. Verdicts do
//! not depend on it. Files are read through a [`World`] of the declaration's own folder, so nothing
//! outside that folder is ever opened.

pub mod content;
mod digest;
mod exhibit;
mod expiry;
mod fault;
mod figure;
mod files;
pub mod fill;
mod listed;
mod nearest;
mod shown;
#[cfg(test)]
mod tests;

pub use exhibit::{Exhibit, Finding, State};
pub use expiry::is_expired;
pub use fault::{DigestForm, Fault, PathFault};
pub use figure::{Amount, Figure, Measure, elements};
pub use shown::{Reused, Shown, reused, shown};

use std::collections::BTreeMap;

use crate::declaration::Declaration;
use crate::resolve::spec::{Lot, Spec};
use crate::text::World;

use content::Context;
use files::{Files, Look, Read};
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
        deadline: Some(spec.tender.deadline),
        elements: &[],
    };
    let mut files = Files::of(world, context);
    let all: Vec<Listed<'_>> = listed::of(declaration, spec).collect();
    let mut looks: BTreeMap<String, Vec<Look<'_>>> = BTreeMap::new();
    for listed in &all {
        let looks = looks.entry(listed.exhibit.file.clone()).or_default();
        if let Some(look) = look_of(listed)
            && !looks.iter().any(|known| known.is(look))
        {
            looks.push(look);
        }
    }
    let mut read = |file: &str| {
        let looks = looks.get(file).map_or(&[][..], Vec::as_slice);
        files.read(file, looks)
    };
    all.into_iter().map(|listed| exhibit(listed, &mut read, spec, lot)).collect()
}

fn look_of<'a>(listed: &Listed<'a>) -> Option<Look<'a>> {
    let kind = listed.kind?;
    Some(Look { content: content::find(kind.content.as_deref()?)?, elements: &kind.elements })
}

fn exhibit<'a>(
    listed: Listed<'a>,
    read: &mut dyn FnMut(&str) -> Result<Read<'a>, Fault>,
    spec: &Spec,
    lot: &Lot,
) -> Exhibit {
    let look = look_of(&listed);
    let mut findings = Vec::new();
    let mut found = |fault, span| findings.push(Finding { fault, span });
    let places = listed.places;
    let mut exhibit = listed.exhibit;
    let read = match listed::outside(&exhibit.file) {
        Some(why) => Err(Fault::Path(why)),
        None => read(&exhibit.file),
    };
    match read {
        Err(fault) => found(fault, places.file),
        Ok(read) => {
            if let Some(fault) = digest::compare(&exhibit.sha256, &read.digests) {
                let place = if exhibit.sha256.is_empty() { places.file } else { places.sha256 };
                found(fault, place);
            }
            let readings = read.readings.into_iter();
            let mut readings = readings.filter(|(known, _)| look.is_some_and(|look| known.is(look)));
            let reading = readings.next().map(|(_, reading)| reading).unwrap_or_default();
            for fault in reading.findings {
                found(fault, places.file);
            }
            exhibit.figures = reading.figures;
        }
    }
    let deadline = spec.tender.deadline;
    if let Some(until) = exhibit.valid_until.filter(|until| is_expired(*until, deadline)) {
        found(Fault::Expired { until, deadline }, places.valid_until);
    }
    if let Some(fault) = unwanted(&exhibit, spec, lot) {
        found(fault, places.kind);
    }
    exhibit.sha256.make_ascii_lowercase();
    Exhibit { findings, ..exhibit }
}

/// What the requirements that a piece of evidence serves want in its place, where none wants its
/// kind. Requirements that want no evidence at all are served by any.
fn unwanted(exhibit: &Exhibit, spec: &Spec, lot: &Lot) -> Option<Fault> {
    let served = exhibit.serves.iter().filter_map(|id| lot.requirement(id));
    let asking: Vec<_> = served.filter(|requirement| !requirement.evidence.is_empty()).collect();
    let mut wanted = asking.iter().flat_map(|requirement| &requirement.evidence);
    if asking.is_empty() || wanted.any(|wanted| wanted.kind == exhibit.kind) {
        return None;
    }
    let wanted = asking.iter().take(MOST_NAMED).map(|requirement| {
        let kinds = requirement.evidence.iter().map(|wanted| spec.evidence_title(&wanted.kind).to_owned());
        (requirement.id.clone(), kinds.collect())
    });
    let more = asking.len().saturating_sub(MOST_NAMED);
    Some(Fault::Unwanted { wanted: wanted.collect(), more, kind: exhibit.title.clone() })
}

/// As many things as this are named in one sentence.
const MOST_NAMED: usize = 3;
