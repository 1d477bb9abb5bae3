//! Submissions: a pack and files of declarations, from their paths to a [`Report`] each.
//!
//! Shared by every command that judges declarations, so that all of them read the same files in the
//! same way. Never decides, and never shows anything.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::ration::Rationed;
use super::{archive, disk, input};
use crate::check::{self, Outcome, Pack};
use crate::declaration;
use crate::declaration::Declaration;
use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::evidence;
use crate::judgement;
use crate::judgement::Review;
use crate::library;
use crate::report::Report;
use crate::text::{Sources, World};

/// Files of more lines than this are not taken for declarations one a line.
const MOST_LINES: usize = 5_000;

/// Bytes of evidence that are read for all declarations of one file; each has a smaller budget of its own.
const MOST_EVIDENCE_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Archives beyond this size are not opened.
const MOST_ARCHIVE_BYTES: u64 = 64 * 1024 * 1024;

/// One declaration with what is found of it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The declaration; nothing where it could not be read.
    pub declaration: Option<Declaration>,
    /// What is found of it.
    pub report: Report,
}

/// The decisions of reviewers, as the command line names them.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ReviewArgs {
    /// What reviewers decided: a file that `tenderc review` writes. None is read unless it is named
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// The day after which a decision lies in the future; the clock's if not given
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    pub today: Option<Date>,
}

/// Whether the files that a declaration names are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// They are, in the declaration's own folder; one from standard input has none.
    Examined,
    /// They are not.
    Ignored,
}

/// Submissions with the pack that they answer.
#[derive(Debug)]
pub struct Gathered {
    /// The pack.
    pub pack: Pack,
    /// The submissions, in the order of the files, with what reviewers decided on them.
    pub submissions: Vec<Submission>,
    /// Warnings about the decisions. What is wrong with a declaration stands in its own report.
    pub bag: Bag,
}

/// Opens a pack, and reads and judges the files of declarations, and what reviewers decided on them. The
/// file of decisions itself is no declaration, where it stands among them.
///
/// # Errors
/// Where the pack or the file of decisions cannot be used: then nothing can be said of any submission.
pub fn gather(
    files: &[PathBuf],
    pack: &Path,
    evidence: Evidence,
    decisions: &ReviewArgs,
    sources: &mut Sources,
) -> Result<Gathered, Bag> {
    let pack = open(pack)?;
    let mut bag = Bag::default();
    let today = decisions.today.unwrap_or_else(input::today);
    let review = match &decisions.review {
        Some(path) => match review(path, &pack, today, sources, &mut bag) {
            Some(review) => Some(review),
            None => return Err(bag),
        },
        None => None,
    };
    let own = |file: &&PathBuf| decisions.review.as_ref().is_some_and(|path| disk::same(file, path));
    let others: Vec<PathBuf> = files.iter().filter(|file| !own(file)).cloned().collect();
    let mut submissions = read(if others.is_empty() { files } else { &others }, &pack, evidence, sources);
    if let Some(review) = &review {
        decide(&mut submissions, review, &pack, &mut bag);
    }
    Ok(Gathered { pack, submissions, bag })
}

/// Opens a pack: a folder, or a zip of it.
///
/// # Errors
/// Where there is none, or it is damaged.
pub fn open(path: &Path) -> Result<Pack, Bag> {
    let name = path.display().to_string();
    let world: Box<dyn World> = if path.is_dir() {
        Box::new(disk::Folder::new(path))
    } else {
        let memory = disk::read_bytes(path, MOST_ARCHIVE_BYTES).and_then(archive::open);
        let memory = memory.map_err(|why| bag([library::unreadable(&name, &why)]))?;
        Box::new(memory.called(format!("{name}/")))
    };
    check::pack::open(world.as_ref()).map_err(bag)
}

/// Reads and judges declarations, in the order of the files: one a file, or one a line of NDJSON. A
/// file that cannot be read is a submission too, of which nothing is judged.
pub fn read(files: &[PathBuf], pack: &Pack, evidence: Evidence, sources: &mut Sources) -> Vec<Submission> {
    files.iter().flat_map(|file| of_file(file, pack, evidence, sources)).collect()
}

/// Reads a file of judgements against a pack. Nothing where anything is wrong with it: of a file that is
/// not understood, nothing may count. Only a file that the reviewer names is ever read: one that lies
/// beside a declaration may be the vendor's.
fn review(path: &Path, pack: &Pack, today: Date, sources: &mut Sources, bag: &mut Bag) -> Option<Review> {
    let name = disk::called(path);
    let text = match disk::read(path) {
        Ok(text) => text,
        Err(why) => {
            bag.push(library::unreadable(&name, &why));
            return None;
        }
    };
    let review = judgement::load(&name, &text, sources, bag)?;
    review.check(&pack.spec, today, bag);
    (!bag.has_errors()).then_some(review)
}

/// Puts judgements to the submissions that they are on, and warns of those that decide nothing.
fn decide(submissions: &mut [Submission], review: &Review, pack: &Pack, bag: &mut Bag) {
    for Submission { declaration, report } in submissions.iter_mut() {
        let lot = report.outcome.lot.as_ref().and_then(|lot| pack.spec.lot(&lot.id));
        if let (Some(declaration), Some(lot)) = (declaration, lot) {
            report.judgements = judgement::bind(&review.judgements, &report.outcome, declaration, lot);
        }
    }
    let outcomes: Vec<&Outcome> = submissions.iter().map(|submission| &submission.report.outcome).collect();
    review.compare(&outcomes, bag);
}

fn of_file(file: &Path, pack: &Pack, evidence: Evidence, sources: &mut Sources) -> Vec<Submission> {
    let stdin = file.as_os_str() == "-";
    let folder = file.parent().filter(|_| !stdin && evidence == Evidence::Examined);
    let folder = folder.map(|folder| Rationed::new(disk::Folder::new(folder), MOST_EVIDENCE_BYTES));
    let folder = folder.as_ref().map(|folder| folder as &dyn World);
    let name = if stdin { "standard input".to_owned() } else { disk::called(file) };
    let text = if stdin { disk::read_input() } else { disk::read(file) };
    let text = match text {
        Ok(text) => text,
        Err(why) => return vec![unread(&name, bag([library::unreadable(&name, &why)]))],
    };
    let named = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ndjson"));
    if !(named || stdin && is_ndjson(&text)) {
        return vec![of_text(&name, &name, &text, pack, folder, sources)];
    }
    if text.lines().count() > MOST_LINES {
        let message = format!("`{name}` has more than {MOST_LINES} lines");
        let fault = Diagnostic::new(&codes::TOO_LARGE, message).in_file(&name).hint("split the file");
        return vec![unread(&name, bag([fault]))];
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            // Blank lines stand for those before, so that places are those of the file.
            let text = "\n".repeat(at) + line;
            of_text(&format!("{name}:{}", at + 1), &name, &text, pack, folder, sources)
        })
        .collect()
}

/// Whether a text is one JSON object a line, and more than one.
fn is_ndjson(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: &str| line.trim_start().starts_with('{') && line.trim_end().ends_with('}');
    lines.next().is_some_and(whole) && lines.next().is_some_and(whole)
}

/// Judges a text that is at hand. `called` is what people call the declaration, `name` its file, `folder` where
/// the files that it names are, if they are to be looked at.
pub fn of_text(
    called: &str,
    name: &str,
    text: &str,
    pack: &Pack,
    folder: Option<&dyn World>,
    sources: &mut Sources,
) -> Submission {
    let mut bag = Bag::default();
    let Some(declaration) = declaration::load(name, text, sources, &mut bag) else {
        return unread(called, bag);
    };
    let outcome = check::check(pack, &declaration);
    let lot = outcome.lot.as_ref().and_then(|lot| pack.spec.lot(&lot.id));
    let exhibits =
        folder.zip(lot).map(|(folder, lot)| evidence::examine(folder, &declaration, &pack.spec, lot));
    let report = Report { exhibits, ..Report::of(called, outcome) };
    Submission { declaration: Some(declaration), report }
}

fn unread(called: &str, bag: Bag) -> Submission {
    Submission { declaration: None, report: Report::of(called, Outcome::unread(bag)) }
}

fn bag(faults: impl IntoIterator<Item = Diagnostic>) -> Bag {
    let mut bag = Bag::default();
    faults.into_iter().for_each(|fault| bag.push(fault));
    bag
}
