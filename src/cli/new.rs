//! `new`: the start of a tender or of a requirement.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{Exit, disk, terminal};
use crate::diag::Bag;
use crate::text::{Sources, World};

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

const TENDER: &str = include_str!("new/tender.yaml");
const REQUIREMENT: &str = include_str!("new/requirement.md");

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    match &args.what {
        What::Tender { dir } => {
            let name = dir.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let id = words.collect::<Vec<_>>().join("-");
            let id = if id.is_empty() { "my-tender".to_owned() } else { id };
            write(
                &dir.join(crate::tender::FILE),
                &TENDER.replace("TENDER-ID", &id),
                "build it with `tenderc build`",
            )
        }
        What::Requirement { id, theme, library } => {
            let name = format!("{id}.md");
            let there = disk::Folder::new(library).list().unwrap_or_default();
            if let Some(taken) = there.iter().find(|path| path.rsplit('/').next() == Some(name.as_str())) {
                terminal::say(&format!(
                    "error[X006]: `{id}` is taken already, by `{taken}`; use the next free number"
                ));
                return Exit::Unjudged;
            }
            let folder = disk::called(library);
            let next = format!("check it with `tenderc lint --library {folder}`");
            // Its nouns and categories; what is wrong with it is for `lint` to say.
            let (mut sources, mut bag) = (Sources::default(), Bag::default());
            let known = crate::library::load(&disk::Folder::new(library), None, &mut sources, &mut bag);
            let root = known.categories.values().find(|category| category.parent.is_none());
            let text = REQUIREMENT
                .replace("REQUIREMENT-ID", id)
                .replace("CATEGORY", root.map_or("device", |category| &category.id))
                .replace("BUYER", &known.about.buyer);
            write(&library.join(theme).join(name), &text, &next)
        }
    }
}

fn write(path: &Path, text: &str, next: &str) -> Exit {
    match disk::create(path, text) {
        Ok(()) => {
            terminal::product(&format!("{}: edit it, then {next}\n", disk::called(path)));
            Exit::Fine
        }
        Err(error) => {
            terminal::say(&format!("error[X006]: `{}` cannot be written: {error}", path.display()));
            Exit::Unjudged
        }
    }
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
