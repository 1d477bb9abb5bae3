//! A spec to its pack: every file of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value as Json;

use super::digest;
use super::documents::{Documents, Fault, Making, documents};
use super::internal::{self, Internal};
use super::layout;
use super::manifest;
use super::manifest::Manifest;
use super::wire::{Head, LOT, LotFile};
use crate::document;
use crate::document::TemplateFault;
use crate::emit;
use crate::emit::format;
use crate::emit::parallel::in_parallel;
use crate::emit::{Output, archive, blank, html, markdown};
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
    /// The manifest, which lists all files that bidders get.
    pub manifest: Manifest,
    /// Every file, the manifest last.
    pub outputs: Vec<Output>,
    /// The name of the folder that the pack is to stand in.
    pub folder: String,
    /// The archive for bidders: all files but what stays with the buyer.
    pub archive: Output,
    /// The characters that a document could not show, by its path.
    pub unshown: Vec<(String, BTreeSet<char>)>,
    /// How many pages a document has, by its path, where its format knows.
    pub pages: BTreeMap<String, usize>,
}

/// Writes the pack of a spec whose digest is not known yet, with the built-in looks and without PDF, which takes longer
/// to set than all else takes to write.
///
/// # Errors
/// What is wrong with the templates.
pub fn write(spec: Spec, templates: &dyn World) -> Result<Written, Fault> {
    let making = Making { without: &[&format::PDF], ..Making::default() };
    write_as(spec, templates, &making)
}

/// The same with documents as they are wanted.
///
/// # Errors
/// What is wrong with the templates, or which document cannot be made.
pub fn write_as(mut spec: Spec, templates: &dyn World, making: &Making<'_>) -> Result<Written, Fault> {
    let mut published = internal::published(&spec);
    let Bound { data, schemas, bound } = Bound::of(&published);
    spec.pack = digest::of(&bound);
    published.pack.clone_from(&spec.pack);

    let Documents { mut outputs, unshown, pages } = documents(&published, templates, making)?;
    for (path, text) in data {
        outputs.push(Output::new(path, &format::JSON, text));
    }
    for (path, mut schema) in schemas {
        if let Some(pack) = schema.pointer_mut("/properties/pack/const") {
            *pack = Json::from(spec.pack.as_str());
        }
        outputs.push(Output::new(path, &format::JSON, compact(&schema)));
    }
    let of_lots = in_parallel(&published.lots, &|lot| (blanks(&published, lot), forms(&published, lot)));
    outputs.extend(of_lots.into_iter().flat_map(|(blanks, forms)| blanks.into_iter().chain(forms)));
    outputs.sort_by(|one, other| one.path.cmp(&other.path));
    let manifest = Manifest {
        format: manifest::format(),
        tenderc: env!("CARGO_PKG_VERSION").to_owned(),
        tender: spec.tender.id.clone(),
        edition: spec.tender.edition(),
        pack: spec.pack.clone(),
        without: making.without.iter().map(|format| format.name.to_owned()).collect(),
        bound,
        files: digests(&outputs),
    };
    let listed = Output::new(layout::MANIFEST, &format::JSON, pretty(&manifest));
    let folder = layout::numbered(&spec.tender.id, spec.tender.edition());
    let files = outputs.iter().chain([&listed]);
    let files = files.map(|output| (format!("{folder}/{}", output.path), output.bytes.as_slice()));
    let name = layout::archive(&spec.tender.id, spec.tender.edition());
    let archive = Output::new(name, &format::ZIP, archive::write(files));

    let mut own = buyers(&spec, templates)?;
    let data = Internal::of(&spec, digests(&own));
    own.push(Output::new(layout::INTERNAL_DATA, &format::JSON, compact(&data)));
    outputs.extend(own);
    outputs.sort_by(|one, other| one.path.cmp(&other.path));
    outputs.push(listed);
    let folder = layout::folder(&spec.tender.id, spec.tender.edition());
    Ok(Written { spec, manifest, outputs, folder, archive, unshown, pages })
}

/// Writes single files of the pack, for a quick look: those that `making` names. They are the bytes that stand in the pack.
///
/// # Errors
/// As [`write_as`].
pub fn write_only(mut spec: Spec, templates: &dyn World, making: &Making<'_>) -> Result<Look, Fault> {
    let mut published = internal::published(&spec);
    spec.pack = digest::of(&Bound::of(&published).bound);
    published.pack.clone_from(&spec.pack);
    let Documents { mut outputs, unshown, pages } = documents(&published, templates, making)?;
    if layout::of_the_buyer().iter().any(|path| making.wants(path)) {
        outputs.extend(buyers(&spec, templates)?);
    }
    for lot in &published.lots {
        if [layout::blank_json(&lot.id), layout::blank_yaml(&lot.id)].iter().any(|path| making.wants(path)) {
            outputs.extend(blanks(&published, lot));
        }
        if [layout::form(&lot.id), layout::workbook(&lot.id)].iter().any(|path| making.wants(path)) {
            outputs.extend(forms(&published, lot));
        }
    }
    outputs.retain(|output| making.wants(&output.path));
    outputs.sort_by(|one, other| one.path.cmp(&other.path));
    let folder = layout::folder(&spec.tender.id, spec.tender.edition());
    Ok(Look { outputs, folder: layout::look(&folder), unshown, pages })
}

/// Single files of a pack.
#[derive(Clone, Debug)]
pub struct Look {
    /// The files, by path.
    pub outputs: Vec<Output>,
    /// The name of the folder that they are to stand in: not that of the pack, which they do not replace.
    pub folder: String,
    /// The characters that a document could not show, by its path.
    pub unshown: Vec<(String, BTreeSet<char>)>,
    /// How many pages a document has, by its path, where its format knows.
    pub pages: BTreeMap<String, usize>,
}

/// The digest of the pack that a spec makes.
pub fn digest_of(spec: &Spec) -> String {
    digest::of(&Bound::of(&internal::published(spec)).bound)
}

fn digests(outputs: &[Output]) -> BTreeMap<String, String> {
    outputs.iter().map(|output| (output.path.clone(), sha256(&output.bytes))).collect()
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
        let words = Words::English;
        let head = compact(&Head::of(spec));
        let mut all = Self { data: Vec::new(), schemas: Vec::new(), bound: BTreeMap::new() };
        all.bound.insert(layout::SPEC.to_owned(), sha256(head.as_bytes()));
        all.data.push((layout::SPEC.to_owned(), head));
        let of_lots = in_parallel(&spec.lots, &|lot| {
            let text = compact(&LotFile { format: LOT.to_owned(), lot });
            let declaration = schema::declaration(spec, lot, words);
            let conformance = schema::conformance(spec, lot, words);
            let bound = [
                (layout::lot(&lot.id), sha256(text.as_bytes())),
                (layout::declaration_schema(&lot.id), digest::of_schema(&declaration)),
                (layout::conformance_schema(&lot.id), digest::of_schema(&conformance)),
            ];
            (text, declaration, conformance, bound)
        });
        for (lot, (text, declaration, conformance, bound)) in spec.lots.iter().zip(of_lots) {
            all.data.push((layout::lot(&lot.id), text));
            all.schemas.push((layout::declaration_schema(&lot.id), declaration));
            all.schemas.push((layout::conformance_schema(&lot.id), conformance));
            all.bound.extend(bound);
        }
        all
    }
}

/// What the buyer alone reads.
fn buyers(spec: &Spec, templates: &dyn World) -> Result<Vec<Output>, Vec<TemplateFault>> {
    let words = Words::English;
    let internal = document::internal(spec, templates, words)?;
    Ok(vec![
        Output::new(layout::INTERNAL_MARKDOWN, &format::MARKDOWN, markdown::write(&internal)),
        Output::new(layout::INTERNAL_HTML, &format::HTML, html::write(&internal, words)),
        Output::new(layout::INTERNAL_MAP, &format::SVG, document::map::svg(spec, words)),
    ])
}

fn blanks(spec: &Spec, lot: &Lot) -> [Output; 2] {
    let blank = schema::blank(spec, lot);
    [
        Output::new(layout::blank_json(&lot.id), &format::JSON, pretty(&blank)),
        Output::new(
            layout::blank_yaml(&lot.id),
            &format::YAML,
            blank::write(spec, lot, &blank, Words::English),
        ),
    ]
}

/// The lot as forms to answer in: in a browser, in a spreadsheet.
fn forms(spec: &Spec, lot: &Lot) -> [Output; 2] {
    let words = Words::English;
    let form = form::form(spec, lot, words);
    let page = emit::form::write(spec, lot, &form, words);
    let workbook = emit::workbook::write(&form, &Json::Null, words);
    [
        Output::new(layout::form(&lot.id), &format::HTML, page),
        Output::new(layout::workbook(&lot.id), &format::XLSX, workbook),
    ]
}

// Nothing that is written here has keys other than texts, or numbers that are not finite.
fn compact(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
