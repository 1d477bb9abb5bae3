//! `import`: what a vendor has said in another form.

use std::path::PathBuf;

use clap::Subcommand;

use super::wanted::WantedArgs;
use super::{Exit, disk};
use crate::desk::import;
use crate::words::Words;

/// Begin a declaration from a form that the vendor has filled in already
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc import mds2 statement.xlsx --pack pack --lot sensors --out begun.json
  tenderc new declaration --pack pack --lot sensors --from begun.json --from last-year.json")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A Manufacturer Disclosure Statement for Medical Device Security (ANSI/NEMA HN 1-2019)
    ///
    /// Every answer says where it comes from. What the form only suggests, or has a note on, becomes a draft,
    /// which counts as unanswered until somebody moves it to its place. What was taken, what must be looked at,
    /// what this form leaves open and what no such form says is listed besides.
    Mds2 {
        /// The worksheet as .xlsx, as CSV, or as text with an entry a line
        file: PathBuf,
        #[command(flatten)]
        wanted: WantedArgs,
    },
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let words = Words::English;
    let What::Mds2 { file, wanted } = &args.what;
    wanted.begun(|pack, wanted| {
        let (folder, path) = disk::beside(file);
        Ok(import::mds2(pack, wanted, &folder, &path, words))
    })
}
