//! `new`: the start of a tender or of a requirement.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::input::LibraryArgs;
use super::{Exit, deliver, disk, refuse, terminal};
use crate::desk::{Reply, new};
use crate::diag::render::screen::clean;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::words::Words;

/// Start a tender or a requirement from a commented example
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc new tender my-tender
  tenderc new requirement UPD-16 --theme updates-and-support --library requirements")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write DIR/tender.yaml: a small tender that builds as it stands
    Tender {
        /// The folder to make
        dir: PathBuf,
        #[command(flatten)]
        library: LibraryArgs,
    },
    /// Write a requirement that lints as it stands
    Requirement {
        /// Its id, such as UPD-16
        #[arg(value_parser = id)]
        id: String,
        /// The theme: a folder of the library
        #[arg(long, value_parser = theme)]
        theme: String,
        /// The folder of the library
        #[arg(long, value_name = "DIR", default_value = "requirements")]
        library: PathBuf,
    },
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let words = Words::English;
    match &args.what {
        What::Tender { dir, library } => {
            let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let folder = library.library.as_deref().map(disk::called);
            write(dir, new::tender(library.open().as_ref(), &name), |path| match &folder {
                Some(folder) => {
                    say!(words, "new-next-tender-of", path = path, library = folder.as_str())
                }
                None => say!(words, "new-next-tender", path = path),
            })
        }
        What::Requirement { id, theme, library } => {
            let reply = new::requirement(&disk::Folder::new(library), id, theme);
            let folder = clean(&disk::called(library));
            write(library, reply, |path| {
                say!(words, "new-next-requirement", path = path, library = folder.as_str())
            })
        }
    }
}

/// Writes what was made, each file only where there is none yet.
fn write(folder: &Path, reply: Reply, next: impl Fn(String) -> String) -> Exit {
    for output in &reply.outputs {
        let path = folder.join(&output.path);
        let name = disk::called(&path);
        if let Err(error) = disk::create(&path, &output.bytes) {
            let fault = match error.kind() {
                ErrorKind::AlreadyExists => {
                    Diagnostic::new(&codes::UNWRITABLE, format!("`{name}` is there already"))
                        .hint("choose another name, or move the file away: nothing is written over it")
                }
                _ => Diagnostic::new(&codes::UNWRITABLE, format!("`{name}` cannot be written: {error}")),
            };
            return refuse(fault.in_file(name));
        }
        terminal::product((next(clean(&name)) + "\n").as_bytes());
    }
    deliver(Ok(Reply { outputs: Vec::new(), ..reply }))
}

fn id(text: &str) -> Result<String, String> {
    crate::library::is_id(text)
        .then(|| text.to_owned())
        .ok_or_else(|| "write letters and digits, with `-` or `_` between, such as UPD-16".to_owned())
}

fn theme(text: &str) -> Result<String, String> {
    let fits = !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
    fits.then(|| text.to_owned())
        .ok_or_else(|| "write lower-case words with hyphens, such as data-at-rest".to_owned())
}
