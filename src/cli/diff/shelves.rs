//! Two libraries: what the later one changes, for its authors.

use std::path::Path;

use super::{Args, Format, finish, refuse, show, written};
use crate::cli::{Exit, disk};
use crate::diag::Bag;
use crate::diff::changelog;
use crate::diff::libraries::{self, Shelf};
use crate::library;
use crate::text::Sources;

/// Compares two libraries. One with errors is not compared: what could not be read is not known to be
/// the same.
pub fn run(args: &Args, old: &Path, new: &Path) -> Exit {
    let mut sources = Sources::default();
    let mut bag = Bag::default();
    let mut read = |path: &Path| library::load(&disk::Folder::new(path), None, &mut sources, &mut bag);
    let (before, after) = (read(old), read(new));
    if bag.has_errors() {
        return refuse(&bag, &sources);
    }
    let (old, new) = (disk::called(old), disk::called(new));
    let shelf = |file, library| Shelf { file, library };
    let comparison = match libraries::compare(shelf(&old, &before), shelf(&new, &after)) {
        Ok(comparison) => comparison,
        Err(bag) => return refuse(&bag, &sources),
    };
    match args.format {
        Format::Markdown | Format::Html => {
            match written(args, |templates| changelog::document(&comparison, templates)) {
                Ok(text) => finish(args, &comparison, &text),
                Err(exit) => exit,
            }
        }
        Format::Text | Format::Json | Format::Comment => show(args, &comparison),
    }
}
