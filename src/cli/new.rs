//! `new`: the start of a tender, of a requirement, or of a declaration.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::input::LibraryArgs;
use super::wanted::WantedArgs;
use super::{Exit, deliver, disk, input, refuse, terminal};
use crate::desk::{Reply, begin, new};
use crate::diag::render::screen::clean;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::tender::FILE;
use crate::text::World;
use crate::words::Words;

/// Start a tender or a requirement from a commented example, or a declaration from earlier ones
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc new tender my-tender
  tenderc new requirement UPD-16 --theme updates-and-support --library requirements
  tenderc new requirement OWN-01 --tender my-tender
  tenderc new declaration --pack pack --lot sensors --from last-year.json --from-pack last-year.zip
  tenderc new declaration --pack pack --lot sensors --from answers/s300.json --from answers/all.json")]
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
    /// Write a requirement that lints as it stands, for a library or for one tender alone
    Requirement {
        /// Its id, such as UPD-16
        #[arg(value_parser = id)]
        id: String,
        /// The theme: a folder of the library
        #[arg(long, value_parser = theme, required_unless_present = "tender")]
        theme: Option<String>,
        /// The folder of a tender, or its tender.yaml: the requirement is the tender's own, in its `requirements`
        #[arg(long, conflicts_with = "theme")]
        tender: Option<PathBuf>,
        /// The folder of the library [default: requirements; of a tender: the built-in one]
        #[arg(long, value_name = "DIR")]
        library: Option<PathBuf>,
    },
    /// Write a declaration with every answer of earlier ones that still answers the same question
    ///
    /// An answer is taken as it is where the question, its options and what is accepted are what they were in the
    /// pack that it answered: in this one, or in one that `--from-pack` names. Everything else that fits
    /// becomes a draft, which counts as unanswered until somebody moves it to its place. What was taken,
    /// what must be looked at and what is new is said besides.
    Declaration {
        #[command(flatten)]
        wanted: WantedArgs,
        /// An earlier declaration, or a whole bid; of several, a later one fills what the earlier ones leave
        #[arg(long, value_name = "OLD")]
        from: Vec<PathBuf>,
        /// A pack that an earlier declaration answered: a folder, or a zip of it
        #[arg(long, value_name = "PACK")]
        from_pack: Vec<PathBuf>,
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
        What::Requirement { id, tender: Some(tender), library, .. } => {
            let file = tender.file_name().is_some_and(|name| name == FILE);
            let folder = if file { tender.parent().unwrap_or(Path::new("")) } else { tender };
            let library = LibraryArgs { library: library.clone() };
            let reply = new::own_requirement(&input::tender(tender), library.open().as_ref(), id);
            let called = clean(&disk::called(tender));
            write(folder, reply, |path| {
                say!(words, "new-next-own-requirement", path = path, tender = called.as_str())
            })
        }
        What::Requirement { id, theme, library, .. } => {
            let library = library.as_deref().unwrap_or(Path::new("requirements"));
            let theme = theme.as_deref().unwrap_or_default();
            let reply = new::requirement(&disk::Folder::new(library), id, theme);
            let folder = clean(&disk::called(library));
            write(library, reply, |path| {
                say!(words, "new-next-requirement", path = path, library = folder.as_str())
            })
        }
        What::Declaration { wanted, from, from_pack } => wanted.begun(|pack, wanted| {
            let packs: Vec<Box<dyn World>> =
                from_pack.iter().map(|path| input::pack(path)).collect::<Result<_, _>>()?;
            let packs: Vec<&dyn World> = packs.iter().map(AsRef::as_ref).collect();
            let earlier = input::submitted(from, None);
            Ok(begin::declaration(pack, wanted, &earlier.entries(false), &packs, words))
        }),
    }
}

/// Writes what was made, each file only where there is none yet.
pub(super) fn write(folder: &Path, reply: Reply, next: impl Fn(String) -> String) -> Exit {
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
