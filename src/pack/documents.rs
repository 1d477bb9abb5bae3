//! What people read of a pack, in every format.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::layout;
use crate::document;
use crate::document::{Document, TemplateFault};
use crate::emit::format;
use crate::emit::{Format, Made, Output, Unmade, back_end, docx};
use crate::resolve::spec::Spec;
use crate::text::World;
use crate::words::Words;

/// How many documents are set at a time, at most: each takes some hundred megabytes.
const AT_A_TIME: usize = 4;

/// How the documents of a pack are made.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// The looks of documents for Word.
    pub looks: &'a docx::Reference,
    /// The formats that none is made in.
    pub without: &'a [&'static Format],
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
}

/// A file to be made of a document.
struct Job<'a> {
    document: &'a Document,
    format: &'static Format,
    path: String,
}

/// What people read of all lots, and bidders get.
pub fn documents(spec: &Spec, templates: &dyn World, making: &Making<'_>) -> Result<Documents, Fault> {
    let words = Words::English;
    let map = Output::new(layout::MAP, &format::SVG, document::map::svg(spec, words));
    let annex = document::annex(spec, templates, words)?;
    let explanations = document::explanations(spec, templates, words)?;
    let questionnaires = spec.lots.iter().map(|lot| document::questionnaire(spec, lot, templates, words));
    let questionnaires = questionnaires.collect::<Result<Vec<Document>, _>>()?;
    let mut jobs = Vec::new();
    for form in [&format::MARKDOWN, &format::HTML, &format::DOCX, &format::PDF] {
        let mut job = |document, path| jobs.push(Job { document, format: form, path });
        job(&annex, layout::annex(form.extension));
        if form != &format::MARKDOWN {
            job(&explanations, layout::explanations(form.extension));
        }
        for (lot, questionnaire) in spec.lots.iter().zip(&questionnaires) {
            job(questionnaire, layout::questionnaire(&lot.id, form.extension));
        }
    }
    jobs.retain(|job| !making.without.contains(&job.format));
    let made = in_parallel(&jobs, &|job| (job, make(job, making)));
    let mut written = Documents { outputs: vec![map], unshown: Vec::new() };
    for (job, made) in made {
        let made = made.map_err(|why| Fault::Document(job.path.clone(), why))?;
        if !made.unshown.is_empty() {
            written.unshown.push((job.path.clone(), made.unshown));
        }
        written.outputs.push(Output::new(job.path.clone(), job.format, made.bytes));
    }
    Ok(written)
}

fn make(job: &Job<'_>, making: &Making<'_>) -> Result<Made, Unmade> {
    let words = Words::English;
    match back_end(job.format) {
        Some(back_end) if job.format != &format::DOCX => (back_end.write)(job.document, words),
        _ => Ok(docx::write(job.document, words, making.looks).into()),
    }
}

/// What comes of each job, in their order, several at a time.
fn in_parallel<'j, J: Sync, R: Send>(jobs: &'j [J], run: &(dyn Fn(&'j J) -> R + Sync)) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(at) else { return done };
            done.push((at, run(job)));
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(AT_A_TIME);
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
