//! What people read of a pack, in every format.

use std::collections::{BTreeMap, BTreeSet};

use super::layout;
use crate::document;
use crate::document::{Document, TemplateFault};
use crate::emit::format;
use crate::emit::parallel::in_parallel;
use crate::emit::{BackEnd, Format, Made, Output, Unmade, back_end, docx};
use crate::resolve::spec::Spec;
use crate::text::World;
use crate::words::Words;

/// How the documents of a pack are made.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// The looks of documents for Word.
    pub looks: &'a docx::Reference,
    /// The formats that none is made in.
    pub without: &'a [&'static Format],
    /// The files that are made, by their paths in the pack; all where there are none.
    pub only: &'a [String],
    /// Is told each document, by its path in the pack, when it is begun: several at a time.
    pub told: &'a (dyn Fn(&str) + Sync),
}

impl Default for Making<'_> {
    /// All of it, with the built-in looks, told to nobody.
    fn default() -> Self {
        Self { looks: docx::Reference::built_in(), without: &[], only: &[], told: &|_| {} }
    }
}

impl Making<'_> {
    /// Whether a file is to be made.
    pub fn wants(&self, path: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == path)
    }
}

/// Why the documents of a pack could not be made.
#[derive(Clone, Debug)]
pub enum Fault {
    /// What is wrong with the templates.
    Templates(Vec<TemplateFault>),
    /// A document that could not be made, by its path in the pack, and why.
    Document(String, Unmade),
}

impl From<Vec<TemplateFault>> for Fault {
    fn from(faults: Vec<TemplateFault>) -> Self {
        Self::Templates(faults)
    }
}

/// The documents of a pack.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// The files.
    pub outputs: Vec<Output>,
    /// The characters that could not be shown, by the file in which they stand.
    pub unshown: Vec<(String, BTreeSet<char>)>,
    /// How many pages a file has, where its format knows.
    pub pages: BTreeMap<String, usize>,
}

/// The formats of what people read.
const FORMATS: [&Format; 4] = [&format::MARKDOWN, &format::HTML, &format::DOCX, &format::PDF];

/// A file to be made of a document.
struct Job<'a> {
    document: &'a Document,
    back_end: &'static BackEnd,
    path: String,
}

/// What people read of all lots, and bidders get.
pub fn documents(spec: &Spec, templates: &dyn World, making: &Making<'_>) -> Result<Documents, Fault> {
    let words = Words::English;
    let formats: Vec<&'static Format> =
        FORMATS.iter().copied().filter(|format| !making.without.contains(format)).collect();
    // What nobody wants is not even begun: a document takes as long as a file of it.
    let wanted = |path: &dyn Fn(&str) -> String| {
        let paths = formats.iter().map(|format| (*format, path(format.extension)));
        paths.filter(|(_, path)| making.wants(path)).collect::<Vec<_>>()
    };
    let mut sets: Vec<(Document, Vec<(&'static Format, String)>)> = Vec::new();
    let annexes = wanted(&|extension| layout::annex(extension));
    if !annexes.is_empty() {
        sets.push((document::annex(spec, templates, words)?, annexes));
    }
    let explanations = wanted(&|extension| layout::explanations(extension));
    if !explanations.is_empty() {
        sets.push((document::explanations(spec, templates, words)?, explanations));
    }
    for lot in &spec.lots {
        let questionnaires = wanted(&|extension| layout::questionnaire(&lot.id, extension));
        if !questionnaires.is_empty() {
            sets.push((document::questionnaire(spec, lot, templates, words)?, questionnaires));
        }
    }
    let jobs = sets.iter().flat_map(|(document, files)| {
        let job = |back_end, path: &String| Job { document, back_end, path: path.clone() };
        files.iter().filter_map(move |(format, path)| Some(job(back_end(format)?, path)))
    });
    let mut jobs: Vec<Job<'_>> = jobs.collect();
    jobs.sort_by_key(|job| FORMATS.iter().position(|format| *format == job.back_end.format));
    let made = in_parallel(&jobs, &|job| (job, make(job, making)));
    let mut written = Documents::default();
    if making.wants(layout::MAP) {
        let map = document::map::svg(spec, words);
        written.outputs.push(Output::new(layout::MAP, &format::SVG, map));
    }
    for (job, made) in made {
        let made = made.map_err(|why| Fault::Document(job.path.clone(), why))?;
        if !made.unshown.is_empty() {
            written.unshown.push((job.path.clone(), made.unshown));
        }
        written.pages.extend(made.pages.map(|pages| (job.path.clone(), pages)));
        written.outputs.push(Output::new(job.path.clone(), job.back_end.format, made.bytes));
    }
    Ok(written)
}

fn make(job: &Job<'_>, making: &Making<'_>) -> Result<Made, Unmade> {
    let words = Words::English;
    (making.told)(&job.path);
    (job.back_end.write)(job.document, words, making.looks)
}
