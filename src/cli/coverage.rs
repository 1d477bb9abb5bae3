//! `coverage`: requirements × standards and threats.

use super::input::{self, LibraryArgs};
use super::templates::TemplateArgs;
use super::{Exit, deliver};
use crate::desk::coverage;
use crate::emit::Format;
use crate::words::Words;

/// Show what the library covers of each standard, and which threats it counters
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc coverage                          a line for each standard
  tenderc coverage --standard cra-2024-2847 every entry of one
  tenderc coverage --format html > coverage.html")]
pub struct Args {
    /// One standard, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    #[command(flatten)]
    library: LibraryArgs,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = input::formats(coverage::formats()))]
    format: &'static Format,
    #[command(flatten)]
    templates: TemplateArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let library = args.library.open();
    let answer = args.templates.open().map(|templates| {
        let standard = args.standard.as_deref();
        coverage::coverage(library.as_ref(), standard, &templates.form(args.format, true), Words::English)
    });
    deliver(answer)
}
