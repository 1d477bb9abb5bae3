//! The tender of the tests as documents.

use crate::document::Document;
use crate::resolve::example;
use crate::resolve::spec::Spec;
use crate::text::Memory;

/// The annex of [`spec`] by the built-in templates.
pub fn annex() -> Document {
    super::annex(&spec(), &Memory::default(), crate::words::Words::English).unwrap()
}

/// The tender, with markup in a statement, which no library can bring.
pub fn spec() -> Spec {
    let mut spec = example::spec();
    let requirements = spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements);
    for requirement in requirements.filter(|requirement| requirement.id == "PRT-01") {
        requirement.statement += "\n\n# Not a heading\n\n<b>";
    }
    spec
}
