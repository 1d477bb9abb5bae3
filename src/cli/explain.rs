//! `explain`: a code; a requirement; why a requirement applies to a lot or not; the vocabulary.

use std::path::PathBuf;

use super::input::{self, LibraryArgs};
use super::{Exit, deliver};
use crate::desk::explain::{self, Question};
use crate::text::World;
use crate::words::Words;

/// Explain a code, a requirement, or why a requirement applies to a lot or not
///
/// WHAT is a code (L201), a requirement (UPD-03),
/// or one of the words `facts`, `categories`, `zones`, `purposes`, `carries`, `evidence`, `themes`,
/// `requirements` for what there is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc explain L201
  tenderc explain UPD-03
  tenderc explain UPD-03 --tender my-tender --lot sensors
  tenderc explain facts")]
pub struct Args {
    /// A code, a requirement, or `facts`, `categories`, `zones`, …
    what: String,
    /// A tender for which to explain a requirement
    #[arg(long, value_name = "TENDER")]
    tender: Option<PathBuf>,
    /// One lot of the tender; all lots if not given
    #[arg(long, requires = "tender")]
    lot: Option<String>,
    #[command(flatten)]
    library: LibraryArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let tender = args.tender.as_ref().map(|path| input::tender(path));
    let tender = tender.as_ref().map(|folder| folder as &dyn World);
    let question = Question { what: &args.what, tender, lot: args.lot.as_deref() };
    deliver(Ok(explain::explain(args.library.open().as_ref(), &question, Words::English)))
}
