//! What changed between two declarations, two packs or two libraries.

use super::Rendering;
use super::submissions::{self, Entry, Submission};
use super::{Exit, Reply, bag_of, templates};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::diff::declarations::{self, Bid};
use crate::diff::libraries::{self, Shelf};
use crate::diff::packs::{self, Edition, carry};
use crate::diff::{Carried, Comparison, Level, amendment, changelog, render, view};
use crate::document::{Document, TemplateFault};
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::library;
use crate::pack;
use crate::pack::{Lots, Pack};
use crate::say;
use crate::text::{Sources, World};
use crate::words::Words;

/// The formats of a report of what changed.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON, &format::COMMENT], true)
}

/// How changes are reported.
pub struct Wanted<'w> {
    /// The form of the report.
    pub form: Rendering<'w>,
    /// The level from which on a change is too much.
    pub fail_on: Option<Level>,
    /// The language of what is said.
    pub words: Words,
}

/// Two declarations for the same lot of a pack, with the files that they list where the entries say so.
pub fn declarations(old: &Entry<'_>, new: &Entry<'_>, pack: &dyn World, wanted: &Wanted<'_>) -> Reply {
    let mut sources = Sources::default();
    let pack = match pack::open(pack, Lots::All) {
        Ok(pack) => pack,
        Err(bag) => return Reply::refused(bag, sources),
    };
    let sides = [old, new].map(|entry| submissions::judge(std::slice::from_ref(entry), &pack, &mut sources));
    let mut bag = pack.warnings.clone();
    for side in sides.iter().flatten() {
        bag.extend(side.report.outcome.diagnostics.clone());
    }
    let names = [old, new].map(|entry| entry.folder.name(&entry.path));
    if let Some((side, name)) = sides.iter().zip(&names).find(|(side, _)| side.len() != 1) {
        let message = format!("{name} holds {} declarations", side.len());
        let fault = Diagnostic::new(&codes::NOT_COMPARABLE, message).in_file(name);
        bag.push(fault.hint("name two files of one declaration each"));
        return Reply::refused(bag, sources);
    }
    let [Some(before), Some(after)] = sides.each_ref().map(|side| side.first()) else {
        return Reply::refused(bag, sources);
    };
    let compared = match (bid(before), bid(after)) {
        (Some(before), Some(after)) => declarations::compare(&pack.spec, before, after, wanted.words),
        _ => {
            let unread = [before, after].into_iter().filter(|side| side.declaration.is_none());
            Err(unread.map(|side| format!("{} cannot be read", side.report.file)).collect())
        }
    };
    match compared {
        Ok(comparison) => report(&comparison, wanted, bag, sources),
        Err(faults) => {
            let hint = "mend the other faults that are named here, or compare what answers the same lot of the same pack";
            refused(&names[1], faults, hint, bag, sources)
        }
    }
}

/// A submission as one side of a comparison; nothing where it could not be read.
pub fn bid(submission: &Submission) -> Option<Bid<'_>> {
    let report = &submission.report;
    let declaration = submission.declaration.as_ref()?;
    let exhibits = report.exhibits.as_deref();
    Some(Bid { file: &report.file, declaration, outcome: &report.outcome, exhibits })
}

/// A pack, and what people call it.
#[derive(Clone, Copy)]
pub struct Named<'w> {
    /// The folder.
    pub folder: &'w dyn World,
    /// What people call it.
    pub name: &'w str,
}

/// What is asked of two packs.
pub enum Of<'a, 'w> {
    /// What changed, for the buyer, and what becomes of declarations made for the old pack.
    Changes(&'a [Entry<'w>]),
    /// The notice that is published, which names no vendor.
    Notice,
}

/// Two packs of a tender.
pub fn packs(old: Named<'_>, new: Named<'_>, of: &Of<'_, '_>, wanted: &Wanted<'_>) -> Reply {
    let mut sources = Sources::default();
    let mut bag = Bag::default();
    let mut opened = Vec::new();
    for side in [old, new] {
        match pack::open(side.folder, Lots::All) {
            Ok(pack) => opened.push(pack),
            Err(faults) => bag.extend(faults),
        }
    }
    // What one of them does not have is no difference, and a notice is published.
    if matches!(of, Of::Notice) || opened.iter().any(|pack| !pack.whole) {
        opened = opened.into_iter().map(Pack::published).collect();
    }
    let [before, after] = opened.as_slice() else { return Reply::refused(bag, sources) };
    let editions =
        (Edition { file: old.name, spec: &before.spec }, Edition { file: new.name, spec: &after.spec });
    let mut comparison = match packs::compare(editions.0, editions.1, wanted.words) {
        Ok(comparison) => comparison,
        Err(faults) => return refused(new.name, faults, "compare two editions of one tender", bag, sources),
    };
    match of {
        Of::Notice => {
            let make = || amendment::document(&comparison, editions, wanted.form.templates);
            let mut reply = document(&comparison, wanted, bag, sources, make);
            reply.notes.extend(packs::extend(&comparison, editions, wanted.words));
            reply
        }
        Of::Changes(entries) => {
            let late = packs::extend(&comparison, editions, wanted.words);
            let (carried, faults) = carried(entries, (before, after), wanted.words, &mut sources, &mut bag);
            if !faults.is_empty() {
                let hint = "give declarations that were made for the old pack, and mend their other faults that are named here";
                return refused(new.name, faults, hint, bag, sources);
            }
            comparison.carried = carried;
            let mut reply = report(&comparison, wanted, bag, sources);
            reply.notes.extend(late);
            reply
        }
    }
}

/// What becomes of declarations for the old pack; each is to answer one of the two, soundly.
fn carried(
    entries: &[Entry<'_>],
    packs: (&Pack, &Pack),
    words: Words,
    sources: &mut Sources,
    bag: &mut Bag,
) -> (Vec<Carried>, Vec<String>) {
    let (mut carried, mut faults) = (Vec::new(), Vec::new());
    for submission in submissions::judge(entries, packs.0, sources) {
        let file = &submission.report.file;
        let Some(declaration) = &submission.declaration else {
            bag.extend(submission.report.outcome.diagnostics.clone());
            faults.push(format!("{file} cannot be read"));
            continue;
        };
        match carry::carry(packs, file, declaration, words) {
            Ok(found) => carried.push(found),
            Err((fault, diagnostics)) => {
                bag.extend(diagnostics);
                faults.push(fault);
            }
        }
    }
    (carried, faults)
}

/// Two libraries. One that cannot be read is not compared: what is missing is not known to be the same.
pub fn libraries(old: Named<'_>, new: Named<'_>, wanted: &Wanted<'_>) -> Reply {
    let mut sources = Sources::default();
    let mut bag = Bag::default();
    let mut read = |side: Named<'_>| library::read(side.folder, &mut sources, &mut bag);
    let (before, after) = (read(old), read(new));
    if bag.has_errors() {
        return Reply::refused(bag, sources);
    }
    let shelves = (Shelf { file: old.name, library: &before }, Shelf { file: new.name, library: &after });
    let comparison = match libraries::compare(shelves.0, shelves.1, wanted.words) {
        Ok(comparison) => comparison,
        Err(bag) => return Reply::refused(bag, sources),
    };
    // What is wrong with a library is what `lint` says; here it would stand there twice.
    let bag = Bag::default();
    match crate::emit::back_end(wanted.form.format) {
        Some(_) => {
            let make = || changelog::document(&comparison, wanted.form.templates);
            document(&comparison, wanted, bag, sources, make)
        }
        None => report(&comparison, wanted, bag, sources),
    }
}

fn refused(name: &str, faults: Vec<String>, hint: &str, mut bag: Bag, sources: Sources) -> Reply {
    let faults = faults
        .into_iter()
        .map(|fault| Diagnostic::new(&codes::NOT_COMPARABLE, fault).in_file(name).hint(hint));
    bag.extend(bag_of(faults));
    Reply::refused(bag, sources)
}

/// A comparison in the format that is wanted.
fn report(comparison: &Comparison, wanted: &Wanted<'_>, bag: Bag, sources: Sources) -> Reply {
    let text = match wanted.form.format.name {
        "text" => render::text::render(comparison, wanted.form.colour),
        "json" => render::json::render(comparison),
        "comment" => render::comment::render(comparison),
        _ => {
            let make = || view::document(comparison, wanted.form.templates);
            return document(comparison, wanted, bag, sources, make);
        }
    };
    told(comparison, wanted, Reply::of(Output::product(wanted.form.format, text), bag, sources))
}

/// A document about a comparison. A format that documents are not written in gives Markdown.
fn document(
    comparison: &Comparison,
    wanted: &Wanted<'_>,
    mut bag: Bag,
    mut sources: Sources,
    make: impl FnOnce() -> Result<Document, Vec<TemplateFault>>,
) -> Reply {
    let format = crate::emit::back_end(wanted.form.format).map_or(&format::MARKDOWN, |end| end.format);
    match templates::product(&Rendering { format, ..wanted.form }, &mut sources, &mut bag, |_| make()) {
        Some(product) => told(comparison, wanted, Reply::of(product, bag, sources)),
        None => Reply::refused(bag, sources),
    }
}

/// A reply that says whether a change is too much.
fn told(comparison: &Comparison, wanted: &Wanted<'_>, mut reply: Reply) -> Reply {
    let Some(level) = wanted.fail_on else { return reply };
    let count = comparison.reaching(level);
    if count > 0 {
        reply.notes.push(say!(wanted.words, "diff-reached", count = count, level = level.word()));
        reply.exit = Exit::Short;
    }
    reply
}
