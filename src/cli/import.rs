//! `import`: what a vendor has said in another form.

use std::path::PathBuf;

use clap::Subcommand;

use super::input::PackArgs;
use super::{Exit, disk, new};
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
        pack: PackArgs,
        /// The lot to answer
        #[arg(long)]
        lot: String,
        /// The file to write, a workbook if it ends in .xlsx; standard output if none is named
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let words = Words::English;
    let What::Mds2 { file, pack, lot, out } = &args.what;
    let asked = pack.open().map(|pack| {
        let (folder, path) = disk::beside(file);
        import::mds2(pack.as_ref(), lot, &folder, &path, new::taken(out.as_deref()), words)
    });
    new::begun(asked, out.as_deref(), words)
}
