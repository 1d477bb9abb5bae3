//! `lint`: every fault of a library and a tender.

use std::path::PathBuf;

use jiff::civil::Date;

use super::input::{self, LibraryArgs};
use super::{Exit, deliver};
use crate::desk::lint;
use crate::emit::Format;
use crate::text::World;
use crate::words::Words;

/// Report every fault of a library, and of a tender
///
/// With no TENDER the library alone is read. Warnings do not change the exit code.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc lint --library requirements
  tenderc lint my-tender
  tenderc lint --today 2028-01-01           what will be overdue for review then")]
pub struct Args {
    /// The folder of a tender, or its tender.yaml
    tender: Option<PathBuf>,
    #[command(flatten)]
    library: LibraryArgs,
    /// The day against which reviews and deadlines are past; the clock's if not given
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    today: Option<Date>,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = input::formats(lint::formats()))]
    format: &'static Format,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let tender = args.tender.as_ref().map(|path| input::tender(path));
    let tender = tender.as_ref().map(|folder| folder as &dyn World);
    let today = args.today.unwrap_or_else(input::today);
    deliver(Ok(lint::lint(args.library.open().as_ref(), tender, Some(today), args.format, Words::English)))
}
