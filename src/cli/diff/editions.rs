//! Two packs of a tender: what the later one changes, the notice of it, and what becomes of declarations.

use std::path::{Path, PathBuf};

use super::{Args, Format, cannot, finish, show, written};
use crate::check::Pack;
use crate::cli::submissions::{self, Evidence};
use crate::cli::{Exit, disk, terminal, wrong_usage};
use crate::diff::packs::{self, Edition, carry};
use crate::diff::{Carried, Comparison, amendment};
use crate::text::Sources;

/// Compares two packs.
pub fn run(args: &Args, old_path: &Path, new_path: &Path) -> Exit {
    let notice = args.notice
        || (args.declaration.is_empty() && matches!(args.format, Format::Markdown | Format::Html));
    if args.notice && !args.declaration.is_empty() {
        return wrong_usage(
            super::COMMAND,
            "a notice is published and names no vendor: leave `--declaration` out",
        );
    }
    if args.notice && matches!(args.format, Format::Json | Format::Comment) {
        return wrong_usage(super::COMMAND, "a notice is Markdown, or HTML with `--format html`");
    }
    let packs = [old_path, new_path].map(submissions::open);
    let [Ok(before), Ok(after)] = &packs else {
        for bag in packs.iter().filter_map(|pack| pack.as_ref().err()) {
            terminal::show(bag, &Sources::default());
        }
        return Exit::Unjudged;
    };
    let (old, new) = (disk::called(old_path), disk::called(new_path));
    let editions = (Edition { file: &old, spec: &before.spec }, Edition { file: &new, spec: &after.spec });
    let mut comparison = match packs::compare(editions.0, editions.1) {
        Ok(comparison) => comparison,
        Err(faults) => return cannot(new_path, faults, "compare two editions of one tender"),
    };
    if notice {
        return published(args, &comparison, editions);
    }
    match carried(&args.declaration, (before, after), new_path) {
        Ok(carried) => comparison.carried = carried,
        Err(exit) => return exit,
    }
    show(args, &comparison)
}

fn published(args: &Args, comparison: &Comparison, editions: (Edition<'_>, Edition<'_>)) -> Exit {
    match written(args, |templates| amendment::document(comparison, editions, templates)) {
        Ok(text) => finish(args, comparison, &text),
        Err(exit) => exit,
    }
}

/// What becomes of declarations for the old pack; each is to answer one of the two, soundly.
fn carried(files: &[PathBuf], packs: (&Pack, &Pack), new: &Path) -> Result<Vec<Carried>, Exit> {
    let mut sources = Sources::default();
    let mut carried = Vec::new();
    let mut faults = Vec::new();
    for submission in submissions::read(files, packs.0, Evidence::Ignored, &mut sources) {
        let file = &submission.report.file;
        let Some(declaration) = &submission.declaration else {
            terminal::show(&submission.report.outcome.diagnostics, &sources);
            faults.push(format!("{file} cannot be read"));
            continue;
        };
        match carry::carry(packs, file, declaration) {
            Ok(found) => carried.push(found),
            Err((words, diagnostics)) => {
                terminal::show(&diagnostics, &sources);
                faults.push(words);
            }
        }
    }
    match faults.is_empty() {
        true => Ok(carried),
        false => Err(cannot(
            new,
            faults,
            "give declarations that were made for the old pack, and mend what is said above",
        )),
    }
}
