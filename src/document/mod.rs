//! Spec to document: what people read, before it takes the form of a file.
//!
//! A `view` puts the spec into plain values and words, a `template` arranges them as
//! Markdown, and `parse` reads that into the `tree` that every document back end
//! writes. Nothing here knows an output format, but for the `map`, which is a picture.

mod build;
pub(crate) mod map;
pub(crate) mod parse;
mod seal;
pub(crate) mod template;
mod tidy;
pub(crate) mod tree;
pub(crate) mod view;

#[cfg(test)]
pub(crate) mod fixture;

use crate::coverage::Coverage;
use crate::resolve::spec::{Lot, Spec};
use crate::say;
use crate::text::World;
use crate::words::Words;
pub use template::TemplateFault;
pub use tree::Document;

/// The name of the annex's template.
pub const ANNEX: &str = "annex.md";

/// The name of the template of a lot's questionnaire.
pub const QUESTIONNAIRE: &str = "questionnaire.md";

/// The name of the template of the explanations.
pub const EXPLANATIONS: &str = "explanations.md";

/// The name of the template of what stays with the buyer.
pub const INTERNAL: &str = "internal.md";

/// The name of the template of what a library covers.
pub const COVERAGE: &str = "coverage.md";

/// Letters of its digest that tell an edition from others, as in the name of its archive.
const EDITION: usize = 8;

/// The annex of a tender. A template in the folder replaces the built-in one of its name.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn annex(spec: &Spec, templates: &dyn World, words: Words) -> Result<Document, Vec<TemplateFault>> {
    let title = say!(words, "annex-title", tender = spec.tender.title.as_str());
    let title = view::marked(&title, spec, words);
    let map = map::figure(spec, words);
    let annex = template::render(ANNEX, templates, &view::annex(spec, words), title, vec![map])?;
    Ok(footed(annex, spec, words))
}

/// The questions of a lot, with what is accepted.
///
/// # Errors
/// As [`annex`].
pub fn questionnaire(
    spec: &Spec,
    lot: &Lot,
    templates: &dyn World,
    words: Words,
) -> Result<Document, Vec<TemplateFault>> {
    let tender = spec.tender.title.as_str();
    let title =
        say!(words, "annex-questionnaire", tender = tender, lot = lot.number, title = lot.title.as_str());
    let title = view::marked(&title, spec, words);
    let view = view::questionnaire(spec, lot, words);
    let questionnaire = template::render(QUESTIONNAIRE, templates, &view, title, Vec::new())?;
    Ok(footed(questionnaire, spec, words))
}

/// Why each requirement is asked, how it is verified, and what it covers of which standard.
///
/// # Errors
/// As [`annex`].
pub fn explanations(
    spec: &Spec,
    templates: &dyn World,
    words: Words,
) -> Result<Document, Vec<TemplateFault>> {
    let title = say!(words, "annex-explanations", tender = spec.tender.title.as_str());
    let title = view::marked(&title, spec, words);
    let view = view::explanations(spec, words);
    let explanations = template::render(EXPLANATIONS, templates, &view, title, Vec::new())?;
    Ok(footed(explanations, spec, words))
}

/// What stays with the buyer: what was left out and why, the whole map, what is covered of which standard.
///
/// # Errors
/// As [`annex`].
pub fn internal(spec: &Spec, templates: &dyn World, words: Words) -> Result<Document, Vec<TemplateFault>> {
    let title = say!(words, "annex-internal", tender = spec.tender.title.as_str());
    let title = view::marked(&title, spec, words);
    let map = map::figure(spec, words);
    template::render(INTERNAL, templates, &view::internal(spec, words), title, vec![map])
}

/// What a library covers.
///
/// # Errors
/// As [`annex`].
pub fn coverage(
    coverage: &Coverage,
    templates: &dyn World,
    words: Words,
) -> Result<Document, Vec<TemplateFault>> {
    let title = say!(words, "coverage-title");
    template::render(COVERAGE, templates, coverage, title, Vec::new())
}

/// A document with its tender's edition at the foot of its pages.
fn footed(mut document: Document, spec: &Spec, words: Words) -> Document {
    let digest = spec.pack.strip_prefix("sha256:").unwrap_or(&spec.pack);
    let edition = format!("{}-{}", spec.tender.id, digest.chars().take(EDITION).collect::<String>());
    document.foot = say!(words, "annex-foot", title = document.title.as_str(), edition = edition);
    document
}

pub(crate) use tidy::inlines as tidied;
