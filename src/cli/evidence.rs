//! `evidence`: the list of evidence of a declaration, filled in.

use std::path::PathBuf;

use super::input::PackArgs;
use super::{Exit, deliver, disk, refuse, terminal};
use crate::desk::evidence;
use crate::diag::render::screen::clean;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::words::Words;

/// Fill in the list of evidence of a declaration: what shall be enclosed, the files that there are, their SHA-256
///
/// Prints the list, to be pasted into the declaration, and says what is missing. What stands in the list stays; a
/// file is put to a kind only where it alone is called like it, such as `s300-test-report.pdf`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc evidence bid.yaml --pack pack
  tenderc evidence bid.json --pack pack --write")]
pub struct Args {
    /// The declaration; its files are looked for in its own folder
    file: PathBuf,
    #[command(flatten)]
    pack: PackArgs,
    /// Put the list into the declaration, and change nothing else of it
    #[arg(long)]
    write: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let words = Words::English;
    let (folder, path) = disk::beside(&args.file);
    let asked = args.pack.open().map(|pack| evidence::fill(&folder, &path, pack.as_ref(), args.write, words));
    match asked {
        Ok(mut reply) if args.write && !reply.outputs.is_empty() => {
            let name = disk::called(&args.file);
            for output in std::mem::take(&mut reply.outputs) {
                if let Err(error) = disk::replace(&args.file, &output.bytes) {
                    let message = format!("`{name}` cannot be written: {error}");
                    return refuse(Diagnostic::new(&codes::UNWRITABLE, message).in_file(name));
                }
            }
            terminal::product((say!(words, "fill-written", path = clean(&name)) + "\n").as_bytes());
            deliver(Ok(reply))
        }
        asked => deliver(asked),
    }
}
