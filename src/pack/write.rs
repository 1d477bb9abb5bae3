//! A spec to its pack: every file of it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::digest;
use super::layout;
use super::manifest;
use super::manifest::Manifest;
use super::wire::{Head, LOT, LotFile};
use crate::document;
use crate::document::TemplateFault;
use crate::emit;
use crate::emit::format;
use crate::emit::{Output, blank, docx, html, markdown};
use crate::form;
use crate::resolve::spec::{Lot, Spec};
use crate::schema;
use crate::text::{World, sha256};
use crate::words::Words;

/// A pack as it is to be put into a folder.
#[derive(Clone, Debug)]
pub struct Written {
    /// The spec, which knows its digest now.
    pub spec: Spec,
    /// The manifest, which lists all other files.
    pub manifest: Manifest,
    /// Every file, the manifest last.
    pub outputs: Vec<Output>,
}

/// Writes the pack of a spec whose digest is not known yet.
///
/// # Errors
/// What is wrong with the templates.
pub fn write(mut spec: Spec, templates: &dyn World) -> Result<Written, Vec<TemplateFault>> {
    let Bound { data, schemas, bound } = Bound::of(&spec);
    spec.pack = digest::of(&bound);

    let mut outputs = documents(&spec, templates)?;
    for (path, text) in data {
        outputs.push(Output::new(path, &format::JSON, text));
    }
    for (path, mut schema) in schemas {
        if let Some(pack) = schema.pointer_mut("/properties/pack/const") {
            *pack = Json::from(spec.pack.as_str());
        }
        outputs.push(Output::new(path, &format::JSON, compact(&schema)));
    }
    outputs.extend(spec.lots.iter().flat_map(|lot| blanks(&spec, lot)));
    outputs.extend(spec.lots.iter().map(|lot| answered_in_a_browser(&spec, lot)));
    outputs.sort_by(|one, other| one.path.cmp(&other.path));
    let files = outputs.iter().map(|output| (output.path.clone(), sha256(&output.bytes)));
    let manifest = Manifest {
        format: manifest::format(),
        tenderc: env!("CARGO_PKG_VERSION").to_owned(),
        pack: spec.pack.clone(),
        bound,
        files: files.collect(),
    };
    outputs.push(Output::new(layout::MANIFEST, &format::JSON, pretty(&manifest)));
    Ok(Written { spec, manifest, outputs })
}

/// The digest of the pack that a spec makes.
pub fn digest_of(spec: &Spec) -> String {
    digest::of(&Bound::of(spec).bound)
}

/// What the digest of a pack binds.
struct Bound {
    /// The texts of `spec.json` and of each `lot.json`, by path.
    data: Vec<(String, String)>,
    /// The schemas, by path; whichever pack they name.
    schemas: Vec<(String, Json)>,
    /// The digests of all of them.
    bound: BTreeMap<String, String>,
}

impl Bound {
    fn of(spec: &Spec) -> Self {
        let mut schemas: Vec<(String, Json)> = Vec::new();
        let mut data = vec![(layout::SPEC.to_owned(), compact(&Head::of(spec)))];
        for lot in &spec.lots {
            data.push((layout::lot(&lot.id), compact(&LotFile { format: LOT.to_owned(), lot })));
            schemas
                .push((layout::declaration_schema(&lot.id), schema::declaration(spec, lot, Words::English)));
            schemas
                .push((layout::conformance_schema(&lot.id), schema::conformance(spec, lot, Words::English)));
        }
        let of_data = data.iter().map(|(path, text)| (path.clone(), sha256(text.as_bytes())));
        let of_schemas = schemas.iter().map(|(path, schema)| (path.clone(), digest::of_schema(schema)));
        let bound = of_data.chain(of_schemas).collect();
        Self { data, schemas, bound }
    }
}

/// What people read of all lots.
fn documents(spec: &Spec, templates: &dyn World) -> Result<Vec<Output>, Vec<TemplateFault>> {
    let annex = document::annex(spec, templates, Words::English)?;
    let dropped = document::dropped(spec, templates, Words::English)?;
    Ok(vec![
        Output::new(layout::ANNEX_MARKDOWN, &format::MARKDOWN, markdown::write(&annex)),
        Output::new(layout::ANNEX_HTML, &format::HTML, html::write(&annex, Words::English)),
        Output::new(
            layout::ANNEX_DOCX,
            &format::DOCX,
            docx::write(&annex, Words::English, docx::Reference::built_in()),
        ),
        Output::new(layout::DROPPED, &format::MARKDOWN, markdown::write(&dropped)),
        Output::new(layout::MAP, &format::SVG, document::map::svg(spec, Words::English)),
    ])
}

fn blanks(spec: &Spec, lot: &Lot) -> [Output; 2] {
    [
        Output::new(layout::blank_json(&lot.id), &format::JSON, pretty(&schema::blank(spec, lot))),
        Output::new(layout::blank_yaml(&lot.id), &format::YAML, blank::write(spec, lot, Words::English)),
    ]
}

fn answered_in_a_browser(spec: &Spec, lot: &Lot) -> Output {
    let form = form::form(spec, lot, Words::English);
    let page = emit::form::write(spec, lot, &form, Words::English);
    Output::new(layout::form(&lot.id), &format::HTML, page)
}

// Nothing that is written here has keys other than texts, or numbers that are not finite.
fn compact(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
