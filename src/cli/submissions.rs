//! Submissions: a pack and files of declarations, from their paths to a [`Report`] each.
//!
//! Shared by every command that judges declarations, so that all of them read the same files in the
//! same way. Never decides, and never shows anything.

use std::path::{Path, PathBuf};

use super::{archive, disk};
use crate::check::{self, Outcome, Pack};
use crate::declaration;
use crate::declaration::Declaration;
use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::evidence;
use crate::library;
use crate::report::Report;
use crate::text::{Sources, World};

/// Files of more lines than this are not taken for declarations one a line.
const MOST_LINES: usize = 5_000;

/// Archives beyond this size are not opened.
const MOST_ARCHIVE_BYTES: u64 = 64 * 1024 * 1024;

/// One declaration with what is found of it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The declaration; nothing where it could not be read.
    #[allow(dead_code)] // for commands that ask more than a report
    pub declaration: Option<Declaration>,
    /// What is found of it.
    pub report: Report,
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

/// Whether the files that a declaration names are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// They are, in the declaration's own folder; one from standard input has none.
    Examined,
    /// They are not.
    Ignored,
}

/// Reads and judges declarations, in the order of the files: one a file, or one a line of NDJSON. A
/// file that cannot be read is a submission too, of which nothing is judged.
pub fn read(files: &[PathBuf], pack: &Pack, evidence: Evidence, sources: &mut Sources) -> Vec<Submission> {
    files.iter().flat_map(|file| of_file(file, pack, evidence, sources)).collect()
}

fn of_file(file: &Path, pack: &Pack, evidence: Evidence, sources: &mut Sources) -> Vec<Submission> {
    let stdin = file.as_os_str() == "-";
    let folder = file.parent().filter(|_| !stdin && evidence == Evidence::Examined).map(disk::Folder::new);
    let folder = folder.as_ref();
    let name =
        if stdin { "standard input".to_owned() } else { file.display().to_string().replace('\\', "/") };
    let text = if stdin { disk::read_input() } else { disk::read(file) };
    let text = match text {
        Ok(text) => text,
        Err(why) => return vec![unread(&name, bag([library::unreadable(&name, &why)]))],
    };
    let named = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ndjson"));
    if !named && !(stdin && is_ndjson(&text)) {
        return vec![one(&name, &name, &text, pack, folder, sources)];
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
            one(&format!("{name}:{}", at + 1), &name, &text, pack, folder, sources)
        })
        .collect()
}

/// Whether a text is one JSON object a line, and more than one.
fn is_ndjson(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: &str| line.trim_start().starts_with('{') && line.trim_end().ends_with('}');
    lines.next().is_some_and(whole) && lines.next().is_some_and(whole)
}

/// Judges one text. `called` is what people call the declaration, `name` its file, `folder` where
/// the files that it names are, if they are to be looked at.
fn one(
    called: &str,
    name: &str,
    text: &str,
    pack: &Pack,
    folder: Option<&disk::Folder>,
    sources: &mut Sources,
) -> Submission {
    let mut bag = Bag::default();
    let Some(declaration) = declaration::load(name, text, sources, &mut bag) else {
        return unread(called, bag);
    };
    let outcome = check::check(pack, &declaration);
    let lot = outcome.lot.as_ref().and_then(|lot| pack.spec.lots.iter().find(|known| known.id == lot.id));
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
