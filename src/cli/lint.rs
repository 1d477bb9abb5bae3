//! `lint`: every fault of a library and a tender.

use std::path::PathBuf;

use jiff::civil::Date;

use super::input::{self, LibraryArgs, Session};
use super::{Exit, terminal};
use crate::diag::render;
use crate::resolve;

/// Report every fault of a library, and of a tender
///
/// With no TENDER the library alone is read. Warnings do not change the exit code.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc lint --library requirements
  tenderc lint examples/smart-ward
  tenderc lint --today 2028-01-01           what will be overdue for review then")]
pub struct Args {
    /// The folder of a tender, or its tender.yaml
    tender: Option<PathBuf>,
    #[command(flatten)]
    library: LibraryArgs,
    /// The day against which reviews are overdue; the clock's if not given
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    today: Option<Date>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Github,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut session = Session::default();
    let library = session.library(&args.library, Some(args.today.unwrap_or_else(input::today)));
    let tender = args.tender.as_ref().and_then(|path| session.tender(path, &library));
    if let Some(tender) = tender.filter(|_| !session.bag.has_errors()) {
        let _ = resolve::resolve(&library, &tender, &mut session.bag);
    }
    let diagnostics = session.bag.sorted();
    match args.format {
        Format::Text if diagnostics.is_empty() => terminal::say(&format!(
            "nothing is wrong: {} requirements, {} categories, {} facts, {} standards",
            library.requirements.len(),
            library.categories.len(),
            library.facts.len(),
            library.standards.len(),
        )),
        Format::Text => terminal::show(&session.bag, &session.sources),
        Format::Json => terminal::product(&render::json::render(&diagnostics, &session.sources)),
        Format::Sarif => terminal::product(&render::sarif::render(&diagnostics, &session.sources)),
        Format::Github => terminal::product(&render::github::render(&diagnostics, &session.sources)),
    }
    if session.bag.has_errors() { Exit::Unjudged } else { Exit::Fine }
}
