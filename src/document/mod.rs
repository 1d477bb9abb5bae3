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
use crate::resolve::spec::Spec;
use crate::say;
use crate::text::World;
use crate::words::Words;
pub use template::TemplateFault;
pub use tree::Document;

/// The name of the annex's template.
pub const ANNEX: &str = "annex.md";

/// The name of the template of the list of what does not apply.
pub const DROPPED: &str = "dropped.md";

/// The name of the template of what a library covers.
pub const COVERAGE: &str = "coverage.md";

/// The annex of a tender. A template in the folder replaces the built-in one of its name.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn annex(spec: &Spec, templates: &dyn World, words: Words) -> Result<Document, Vec<TemplateFault>> {
    let title = say!(words, "annex-title", tender = spec.tender.title.as_str());
    template::render(ANNEX, templates, &view::annex(spec, words), title, vec![map::figure(spec, words)])
}

/// The list of what does not apply, by itself.
///
/// # Errors
/// As [`annex`].
pub fn dropped(spec: &Spec, templates: &dyn World, words: Words) -> Result<Document, Vec<TemplateFault>> {
    let title = say!(words, "annex-dropped-title", tender = spec.tender.title.as_str());
    template::render(DROPPED, templates, &view::annex(spec, words), title, Vec::new())
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

#[cfg(test)]
pub use tidy::inlines as tidied;
