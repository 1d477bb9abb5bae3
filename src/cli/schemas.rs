//! `schemas`: the published schemas of every format, for editors and for other programs.

use std::path::PathBuf;

use super::{Exit, disk, terminal};
use crate::desk::schemas;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::text::limit;
use crate::words::Words;

/// Write the JSON Schemas of all formats, or check that they are fresh
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc schemas                           write them into schemas/
  tenderc schemas --check                   say which are stale; exit code 1 if any is")]
pub struct Args {
    /// Write nothing; say what would change
    #[arg(long)]
    check: bool,
    /// The folder they stand in
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let words = Words::English;
    let schemas = schemas::schemas();
    let place = disk::called(&args.out);
    if args.check {
        let stale = schemas.iter().filter(|schema| {
            let written = disk::read_bytes(&args.out.join(&schema.path), &limit::TEXT);
            written.as_ref() != Ok(&schema.bytes)
        });
        let stale: Vec<String> = stale.map(|schema| format!("{place}/{}", schema.path)).collect();
        for path in &stale {
            terminal::product((say!(words, "schemas-stale", path = path.as_str()) + "\n").as_bytes());
        }
        if stale.is_empty() {
            return Exit::Fine;
        }
        terminal::say(&say!(words, "schemas-write"));
        return Exit::Short;
    }
    // One by one: the folder may hold other files, and each is complete or not there.
    for schema in &schemas {
        if let Err(error) = disk::replace(&args.out.join(&schema.path), &schema.bytes) {
            let fault =
                Diagnostic::new(&codes::UNWRITABLE, format!("the schemas cannot be written: {error}"));
            return super::refuse(fault.in_file(place));
        }
    }
    let line = say!(words, "schemas-written", count = schemas.len(), place = place);
    terminal::product((line + "\n").as_bytes());
    Exit::Fine
}
