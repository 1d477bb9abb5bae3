//! A spec to its pack: every file of it, by its path.

use std::collections::BTreeMap;

use super::{blank, html, markdown};
use crate::document::{self, TemplateFault};
use crate::resolve::manifest::{self, Manifest};
use crate::resolve::spec::Spec;
use crate::schema;
use crate::text::World;

/// The files of the pack: paths with `/`, and texts. The manifest lists all others.
///
/// # Errors
/// What is wrong with the templates.
pub fn write(spec: &Spec, templates: &dyn World) -> Result<BTreeMap<String, String>, Vec<TemplateFault>> {
    let annex = document::annex(spec, templates)?;
    let dropped = document::dropped(spec, templates)?;
    let mut files = BTreeMap::from([
        ("annex.md".to_owned(), markdown::write(&annex)),
        ("annex.html".to_owned(), html::write(&annex)),
        ("dropped.md".to_owned(), markdown::write(&dropped)),
        ("map.svg".to_owned(), document::map::svg(spec)),
        ("spec.json".to_owned(), pretty(spec)),
    ]);
    for lot in &spec.lots {
        let declaration = schema::declaration(spec, lot);
        let conformance = schema::conformance(spec, lot);
        files.insert(format!("{}/declaration.schema.json", lot.id), pretty(&declaration));
        files.insert(format!("{}/conformance.schema.json", lot.id), pretty(&conformance));
        files.insert(format!("{}/declaration.blank.json", lot.id), pretty(&schema::blank(spec, lot)));
        files.insert(format!("{}/declaration.blank.yaml", lot.id), blank::write(spec, lot));
    }
    let digests =
        files.iter().map(|(path, text)| (path.clone(), manifest::sha256(text.as_bytes()))).collect();
    let manifest = Manifest {
        format: manifest::FORMAT.to_owned(),
        tenderc: env!("CARGO_PKG_VERSION").to_owned(),
        pack: spec.pack.clone(),
        files: digests,
    };
    files.insert(manifest::PATH.to_owned(), pretty(&manifest));
    Ok(files)
}

fn pretty(value: &impl serde::Serialize) -> String {
    // Nothing that is written here has keys other than texts or numbers that are not finite.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
