//! Submissions: a pack and declarations, from the folders that they lie in to a [`Report`] each.
//!
//! Shared by everything that judges declarations, so that all of it reads the same files in the same way.

pub mod bids;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::bag_of;
use crate::check;
use crate::check::Outcome;
use crate::declaration;
use crate::declaration::Declaration;
use crate::declaration::workbook;
use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::diff::amendment;
use crate::diff::packs::Edition;
use crate::evidence;
use crate::judgement;
use crate::judgement::{OfBid, Review};
use crate::pack;
use crate::pack::internal;
use crate::pack::{Lots, Pack};
use crate::report::Report;
use crate::text::limit;
use crate::text::{SourceId, Sources, Unreadable, World};
use crate::words::Words;

/// A file of declarations, where it lies.
#[derive(Clone)]
pub struct Entry<'w> {
    /// The folder; the files that a declaration names are looked for in it, and nowhere else.
    pub folder: &'w dyn World,
    /// The path of the file in it; empty where the folder is a whole bid, in which it is to be found.
    pub path: String,
    /// Whether the files that a declaration names are looked at.
    pub evidence: bool,
}

/// The decisions of reviewers.
#[derive(Clone)]
pub struct Decisions<'w> {
    /// The folder of the file.
    pub folder: &'w dyn World,
    /// The path of the file in it.
    pub path: String,
    /// The day after which a decision lies in the future.
    pub today: Date,
}

/// One declaration with what is found of it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The declaration; nothing where it could not be read.
    pub declaration: Option<Declaration>,
    /// What is found of it.
    pub report: Report,
}

/// Submissions with the pack that they answer.
#[derive(Debug)]
pub struct Gathered {
    /// The pack, with the lots that are answered.
    pub pack: Pack,
    /// The submissions, in the order of the entries, with what reviewers decided on them.
    pub submissions: Vec<Submission>,
    /// Warnings about the pack and the decisions. What is wrong with a declaration stands in its own report.
    pub bag: Bag,
}

/// The pack that declarations are judged by.
#[derive(Clone, Copy)]
pub struct Packs<'w> {
    /// It.
    pub pack: &'w dyn World,
    /// The packs of former editions: declarations that answer one count where the pack asks their lot nothing else.
    pub former: &'w [Box<dyn World>],
}

impl<'w> From<&'w dyn World> for Packs<'w> {
    fn from(pack: &'w dyn World) -> Self {
        Self { pack, former: &[] }
    }
}

/// Opens a pack that takes declarations of former editions.
fn with_former(pack: &dyn World, former: &[Box<dyn World>]) -> Result<Pack, Bag> {
    let mut pack = pack::open(pack, Lots::All)?;
    let published = internal::published(&pack.spec);
    for world in former {
        // As the notice says it, which bidders go by: without what stays with the buyer.
        let old = pack::open(world.as_ref(), Lots::All)?.published();
        let name = world.name("");
        let sides = (Edition { file: &name, spec: &old.spec }, Edition { file: "", spec: &published });
        let standing = amendment::standing(sides.0, sides.1, Words::English).map_err(|faults| {
            bag_of(faults.into_iter().map(|fault| {
                let fault = Diagnostic::new(&codes::NOT_COMPARABLE, fault).in_file(&name);
                fault.hint("name packs of former editions of the same tender")
            }))
        })?;
        pack.former.insert(old.spec.pack.clone(), standing);
    }
    Ok(pack)
}

/// Opens a pack, and reads and judges declarations, with what reviewers decided on them. `lot` is a lot
/// whose data are needed whether it is answered or not.
///
/// # Errors
/// Where the pack or the file of decisions cannot be used: then nothing can be said of any submission.
pub fn gather(
    entries: &[Entry<'_>],
    packs: Packs<'_>,
    lot: Option<&str>,
    decisions: Option<&Decisions<'_>>,
    sources: &mut Sources,
) -> Result<Gathered, Bag> {
    let bench = Bench::open(entries, packs, lot, decisions, sources)?;
    let mut submissions = Vec::new();
    let bag = bench.judge(entries, sources, |submission, _| submissions.push(submission));
    Ok(Gathered { pack: bench.pack, submissions, bag })
}

/// What submissions are judged by.
#[derive(Debug)]
pub struct Bench {
    /// The pack, with the lots that are answered.
    pub pack: Pack,
    /// What reviewers decided.
    review: Option<Review>,
    /// Warnings about both.
    warnings: Bag,
}

impl Bench {
    /// Opens a pack with the lots that declarations answer, and with `lot`, and the file of decisions.
    ///
    /// # Errors
    /// Where the pack or the file of decisions cannot be used: then nothing can be said of any submission.
    pub fn open(
        entries: &[Entry<'_>],
        packs: Packs<'_>,
        lot: Option<&str>,
        decisions: Option<&Decisions<'_>>,
        sources: &mut Sources,
    ) -> Result<Self, Bag> {
        let mut lots: BTreeSet<String> = lot.into_iter().map(str::to_owned).collect();
        for entry in entries {
            // Read for this alone, and again to be judged: so that never more than one is held.
            each(entry, &mut Sources::default(), |read, sources| {
                lots.extend(read.declaration.as_ref().and_then(|read| read.lot()).map(str::to_owned));
                sources.forget(0);
            });
        }
        let lots: Vec<&str> = lots.iter().map(String::as_str).collect();
        let mut pack = match packs.former {
            [] => pack::open(packs.pack, Lots::Of(&lots))?,
            former => with_former(packs.pack, former)?,
        };
        let mut warnings = std::mem::take(&mut pack.warnings);
        let review = match decisions {
            Some(decisions) => {
                Some(review(decisions, &pack, sources, &mut warnings).ok_or_else(|| warnings.clone())?)
            }
            None => None,
        };
        Ok(Self { pack, review, warnings })
    }

    /// Judges the submissions one by one, in the order of the entries, and gives each away with what reviewers
    /// decided on it. What it returns is what is wrong with the pack and the decisions.
    pub fn judge(
        &self,
        entries: &[Entry<'_>],
        sources: &mut Sources,
        mut take: impl FnMut(Submission, &mut Sources),
    ) -> Bag {
        let mut judged = Vec::new();
        for entry in entries {
            each(entry, sources, |read, sources| {
                let mut submission = self::judged(read, &self.pack);
                if let Some(review) = &self.review {
                    decide(&mut submission, review, &self.pack);
                    judged.push(OfBid::of(&submission.report.outcome));
                }
                take(submission, sources);
            });
        }
        let mut bag = self.warnings.clone();
        if let Some(review) = &self.review {
            review.compare(&judged, &mut bag);
        }
        bag
    }
}

/// Reads and judges declarations against a pack that is open, in the order of the entries: one a file, or one
/// a line of NDJSON. A file that cannot be read is a submission too, of which nothing is judged.
pub fn judge(entries: &[Entry<'_>], pack: &Pack, sources: &mut Sources) -> Vec<Submission> {
    let mut submissions = Vec::new();
    for entry in entries {
        each(entry, sources, |read, _| submissions.push(judged(read, pack)));
    }
    submissions
}

/// Judges a text that is at hand. `called` is what people call the declaration; the files that it names are
/// looked at where a folder is given.
pub fn of_text(
    called: &str,
    name: &str,
    text: &str,
    folder: Option<&dyn World>,
    pack: &Pack,
    sources: &mut Sources,
) -> Submission {
    let text = declaration::unmarked(text);
    let source = sources.add(name, text);
    let folder = folder.map(|folder| Rationed::new(folder, limit::ENCLOSED.bytes()));
    judged(parsed(called.to_owned(), name, text, source, folder), pack)
}

/// Judges a declaration that is a line of a text of that name. It encloses nothing.
pub(super) fn of_line(name: &str, text: &str, line: usize, pack: &Pack, sources: &mut Sources) -> Report {
    let text = if line == 1 { declaration::unmarked(text) } else { text };
    let source = sources.add_line(name, text, line);
    let mut bag = Bag::default();
    let declaration = declaration::read_json(text, source, &mut bag);
    let read = Read { called: format!("{name}:{line}"), declaration, bag, folder: None };
    judged(read, pack).report
}

/// What was read of one declaration.
pub(super) struct Read<'w> {
    /// What people call it.
    pub called: String,
    /// It; nothing where it could not be read.
    pub declaration: Option<Declaration>,
    /// What is wrong with its text.
    pub bag: Bag,
    /// Where its evidence is, if that is to be looked at.
    folder: Option<Rationed<'w>>,
}

/// Reads the declarations of an entry, and gives each away before the next is read.
pub(super) fn each<'w>(
    entry: &Entry<'w>,
    sources: &mut Sources,
    mut take: impl FnMut(Read<'w>, &mut Sources),
) {
    let unread = |called: String, bag: Bag| Read { called, declaration: None, bag, folder: None };
    let path = match entry.path.as_str() {
        "" => match find(entry.folder) {
            Ok(path) => path,
            Err(fault) => {
                let called = entry.folder.name("").trim_end_matches('/').to_owned();
                return take(unread(called, bag_of([*fault])), sources);
            }
        },
        path => path.to_owned(),
    };
    let name = entry.folder.name(&path);
    let folder = entry.evidence.then(|| Rationed::new(entry.folder, limit::ENCLOSED.bytes()));
    let lines = path.to_ascii_lowercase().ends_with(".ndjson");
    let bytes = entry.folder.bytes(&path, limit::LINES_FILE.bytes());
    let bytes = match bytes {
        Ok(bytes) if workbook::is_workbook(&path, &bytes) => {
            let mut bag = Bag::default();
            let declaration = workbook::load(&name, bytes, sources, &mut bag);
            return take(Read { called: name, declaration, bag, folder }, sources);
        }
        bytes => bytes,
    };
    let text = bytes.and_then(Unreadable::text);
    let text = match text {
        Ok(text) if !lines && !is_ndjson(&text) && text.len() as u64 > limit::TEXT.bytes() => {
            Err(Unreadable::Beyond(&limit::TEXT))
        }
        Err(Unreadable::TooLarge { .. }) => {
            Err(Unreadable::Beyond(if lines { &limit::LINES_FILE } else { &limit::TEXT }))
        }
        text => text,
    };
    let text = match text {
        Ok(text) => text,
        Err(why) => {
            return take(unread(name.clone(), bag_of([Diagnostic::unreadable(&name, &why)])), sources);
        }
    };
    if !lines && !is_ndjson(&text) {
        let text = declaration::unmarked(&text);
        let source = sources.add(&name, text);
        return take(parsed(name.clone(), &name, text, source, folder), sources);
    }
    if text.lines().count() > limit::LINES.count() {
        let why = Unreadable::Beyond(&limit::LINES);
        return take(unread(name.clone(), bag_of([Diagnostic::unreadable(&name, &why)])), sources);
    }
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let source = sources.add_line(&name, line, at + 1);
        take(parsed(format!("{name}:{}", at + 1), &name, line, source, folder.clone()), sources);
    }
}

fn parsed<'w>(
    called: String,
    name: &str,
    text: &str,
    source: SourceId,
    folder: Option<Rationed<'w>>,
) -> Read<'w> {
    let mut bag = Bag::default();
    let declaration = declaration::read(name, text, source, &mut bag);
    Read { called, declaration, bag, folder }
}

fn judged(read: Read<'_>, pack: &Pack) -> Submission {
    let Read { called, declaration, bag, folder } = read;
    let Some(declaration) = declaration else {
        return Submission { declaration: None, report: Report::of(called, Outcome::unread(bag)) };
    };
    let declaration = taken_over(declaration, pack);
    let outcome = check::check(pack, &declaration);
    let lot = outcome.lot.as_ref().and_then(|lot| pack.spec.lot(&lot.id));
    let exhibits = folder
        .as_ref()
        .zip(lot)
        .map(|(folder, lot)| evidence::examine(folder, &declaration, &pack.spec, lot));
    let report = Report { exhibits, ..Report::of(called, outcome) };
    Submission { declaration: Some(declaration), report }
}

/// A declaration of a former edition as one of this edition, where this one asks its lot nothing else.
fn taken_over(declaration: Declaration, pack: &Pack) -> Declaration {
    let lots = declaration.pack().and_then(|answered| pack.former.get(answered));
    let lot = lots.and_then(|lots| lots.get(declaration.lot()?));
    match lot {
        Some(lot) => declaration.addressed(&pack.spec.pack, &pack.spec.tender.id, lot),
        None => declaration,
    }
}

/// The declaration in the folder of a whole bid, text or workbook: the only file there that says it is one.
pub(super) fn find(folder: &dyn World) -> Result<String, Box<Diagnostic>> {
    let name = folder.name("");
    let name = name.trim_end_matches('/');
    let paths = folder.list().map_err(|why| Box::new(Diagnostic::unreadable(name, &why)))?;
    // More than two say nothing new.
    let found: Vec<&String> = paths.iter().filter(|path| declares(folder, path)).take(2).collect();
    let (message, hint) = match found.as_slice() {
        [only] => return Ok((*only).clone()),
        [] => (
            format!("`{name}` holds no declaration"),
            "put the declaration into it, in JSON, in YAML or as a workbook, or name its file",
        ),
        [one, other, ..] => (
            format!("`{name}` holds more than one declaration: `{one}`, `{other}`"),
            "leave one of them in it, or name the file of one of them",
        ),
    };
    Err(Box::new(Diagnostic::new(&codes::UNREADABLE, message).in_file(name).hint(hint)))
}

/// Whether a file, text or workbook, says that it is a declaration.
fn declares(folder: &dyn World, path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let written = [".json", ".yaml", ".yml"].iter().any(|ending| lower.ends_with(ending));
    let says = || folder.read(path).is_ok_and(|text| text.contains("tenderc-declaration/"));
    let holds = || folder.bytes(path, limit::WORKBOOK.bytes()).is_ok_and(workbook::declares);
    (written && says()) || (lower.ends_with(".xlsx") && holds())
}

/// Whether a text is one JSON object a line, and more than one.
fn is_ndjson(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: &str| line.trim_start().starts_with('{') && line.trim_end().ends_with('}');
    lines.next().is_some_and(whole) && lines.next().is_some_and(whole)
}

/// Reads a file of judgements against a pack. Nothing where anything is wrong with it: of a file that is
/// not understood, nothing may count.
fn review(decisions: &Decisions<'_>, pack: &Pack, sources: &mut Sources, bag: &mut Bag) -> Option<Review> {
    let name = decisions.folder.name(&decisions.path);
    let text = match decisions.folder.read(&decisions.path) {
        Ok(text) => text,
        Err(why) => {
            bag.push(Diagnostic::unreadable(&name, &why));
            return None;
        }
    };
    let review = judgement::load(&name, &text, sources, bag)?;
    review.check(&pack.spec, decisions.today, bag);
    (!bag.has_errors()).then_some(review)
}

/// Puts judgements to the submission that they are on.
fn decide(submission: &mut Submission, review: &Review, pack: &Pack) {
    let Submission { declaration, report } = submission;
    let lot = report.outcome.lot.as_ref().and_then(|lot| pack.spec.lot(&lot.id));
    if let (Some(declaration), Some(lot)) = (declaration, lot) {
        report.judgements = judgement::bind(&review.judgements, &report.outcome, declaration, lot);
        report.on_evidence = judgement::bind_evidence(&review.judgements, &report.outcome, declaration, lot);
    }
}

/// A folder of which only so much is read: declarations one a line may all name the same large files,
/// thousands of times.
#[derive(Clone)]
struct Rationed<'w> {
    folder: &'w dyn World,
    left: std::rc::Rc<Cell<u64>>,
}

impl<'w> Rationed<'w> {
    fn new(folder: &'w dyn World, most: u64) -> Self {
        Self { folder, left: std::rc::Rc::new(Cell::new(most)) }
    }
}

impl World for Rationed<'_> {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        self.folder.read(path)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let left = self.left.get();
        let bytes = self.folder.bytes(path, limit.min(left)).map_err(|why| match why {
            Unreadable::TooLarge { .. } if left < limit => Unreadable::Beyond(&limit::ENCLOSED),
            why => why,
        })?;
        self.left.set(left.saturating_sub(bytes.len() as u64));
        Ok(bytes)
    }

    fn list(&self) -> Result<Vec<String>, Unreadable> {
        self.folder.list()
    }

    fn name(&self, path: &str) -> String {
        self.folder.name(path)
    }
}
