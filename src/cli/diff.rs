//! `diff`: what changed between two declarations, two packs or two libraries.

mod git;

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use super::templates::TemplateArgs;
use super::{Exit, deliver, disk, input, refuse, wrong_usage};
use crate::desk::Reply;
use crate::desk::diff::{self, Named, Of, Wanted};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::diff::{Kind, Level};
use crate::emit::Format;
use crate::emit::back_end;
use crate::text::Unreadable;
use crate::words::Words;

/// Show what changed between two declarations, two packs or two libraries
///
/// What is given is recognised: a declaration is a file, a pack a folder or a zip with a
/// `manifest.json`, a library a folder with a `facts.yaml`. Every change is judged. Of declarations:
/// `breaks`, `weaker`, `changed`, `stronger`, `mends`. Of packs and libraries: `tightened`,
/// `incomparable`, `loosened`, `reworded`. What follows from a change stands under it.
/// The files that declarations name are looked at, each in the folder of its own declaration.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenderc diff [OPTIONS] <OLD> <NEW>",
    after_help = "\
Examples:
  tenderc diff bid.json bid-2.json --pack out/my-tender-2027
  tenderc diff bid.json bid-2.json --pack pack --fail-on weaker
  tenderc diff old.json new.json --pack pack --format comment    for a merge request
  tenderc diff out/my-tender out/my-tender-2 --declaration bids/*.json
  tenderc diff out/my-tender out/my-tender-2 --notice --format html > amendment.html

As git's own diff of declarations:
  git config diff.tenderc.command 'tenderc diff --pack pack --git'
  echo 'declarations/*.json diff=tenderc' >> .gitattributes

Exit codes: 0 compared, 1 something is at the level of --fail-on or graver, 2 wrong usage, 3 could not be compared."
)]
pub struct Args {
    /// The old one and the new one; one of them may be `-`, a declaration on standard input
    #[arg(required = true, num_args = 1..=9, value_names = ["OLD", "NEW"])]
    paths: Vec<PathBuf>,
    /// The pack that both declarations answer: a folder, or a zip of it
    #[arg(long, value_name = "PACK")]
    pack: Option<PathBuf>,
    /// Of two packs: declarations made for the old one; says which answers stay, and which are to be given again
    #[arg(long, value_name = "FILE", num_args = 1..)]
    declaration: Vec<PathBuf>,
    /// Of two packs: the amendment notice to be published; Markdown, or another with `--format html`, `docx` or `pdf`
    #[arg(long)]
    notice: bool,
    #[command(flatten)]
    templates: TemplateArgs,
    /// Exit with 1 if any change is of this level, or of a graver one
    #[arg(long, value_name = "LEVEL", value_parser = PossibleValuesParser::new(Level::ALL.map(Level::word))
        .map(|word| Level::find(&word).unwrap_or(Level::Changed)))]
    fail_on: Option<Level>,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = input::formats(diff::formats()))]
    format: &'static Format,
    /// Take the arguments that git gives to an external diff command
    #[arg(long, conflicts_with_all = ["fail_on", "format"])]
    git: bool,
}

/// The name of the command, for what is said of its usage.
const COMMAND: &str = "diff";

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    if args.git {
        return git::run(&args.paths, args.pack.as_deref());
    }
    let [old, new] = args.paths.as_slice() else {
        return wrong_usage(COMMAND, "two are compared: the old one and the new one");
    };
    let (kind, other) = match (recognise(old), recognise(new)) {
        (Ok(kind), Ok(other)) => (kind, other),
        (one, other) => {
            let mut bag = Bag::default();
            [one.err(), other.err()].into_iter().flatten().for_each(|fault| bag.push(*fault));
            return deliver(Err(bag));
        }
    };
    if kind != other {
        let named = |path: &Path, kind: Kind| format!("{} is {}", path.display(), one_of(kind));
        let message = format!("{}, and {}", named(old, kind), named(new, other));
        let fault = Diagnostic::new(&codes::NOT_COMPARABLE, message).in_file(disk::called(new));
        return refuse(fault.hint("name two of a kind"));
    }
    if let Some(words) = misused(args, kind) {
        return wrong_usage(COMMAND, &words);
    }
    deliver(answer(args, kind, old, new))
}

/// What is wrong with the options, for what is compared.
fn misused(args: &Args, kind: Kind) -> Option<String> {
    if let Some(level) = args.fail_on.filter(|level| level.family() != kind.family()) {
        let levels: Vec<&str> = kind.family().levels().map(Level::word).collect();
        let levels = levels.join("`, `");
        return Some(format!("`{}` is no level of {}, which have `{levels}`", level.word(), kind.word()));
    }
    if kind != Kind::Packs && (args.notice || !args.declaration.is_empty()) {
        return Some("`--notice` and `--declaration` are for two packs".to_owned());
    }
    if args.notice && !args.declaration.is_empty() {
        return Some("a notice is published and names no vendor: leave `--declaration` out".to_owned());
    }
    if args.notice && back_end(args.format).is_none() && args.format.name != "text" {
        return Some(
            "a notice is a document: Markdown, or another with `--format html`, `docx` or `pdf`".to_owned(),
        );
    }
    if kind == Kind::Declarations && args.pack.is_none() {
        let words = "declarations are compared by the pack that they answer: name it with `--pack`";
        return Some(words.to_owned());
    }
    if args.paths.iter().all(|path| path.as_os_str() == "-") {
        return Some("only one of the two can be on standard input".to_owned());
    }
    None
}

fn answer(args: &Args, kind: Kind, old: &Path, new: &Path) -> Result<Reply, Bag> {
    let templates = args.templates.open()?;
    let form = templates.form(args.format, true);
    let wanted = Wanted { form, fail_on: args.fail_on, words: Words::English };
    let names = (disk::called(old), disk::called(new));
    match (kind, &args.pack) {
        (Kind::Declarations, Some(pack)) => {
            let pack = input::pack(pack)?;
            let files = input::submitted(&[old.to_owned(), new.to_owned()], None);
            match files.entries(true).as_slice() {
                [before, after] => Ok(diff::declarations(before, after, pack.as_ref(), &wanted)),
                _ => Err(Bag::default()),
            }
        }
        (Kind::Libraries, _) => {
            let (before, after) = (disk::Folder::new(old), disk::Folder::new(new));
            let before = Named { folder: &before, name: &names.0 };
            Ok(diff::libraries(before, Named { folder: &after, name: &names.1 }, &wanted))
        }
        (Kind::Packs | Kind::Declarations, _) => {
            let (before, after) = (input::pack(old)?, input::pack(new)?);
            let files = input::submitted(&args.declaration, None);
            let entries = files.entries(false);
            // As a document, what changed between two packs is the notice.
            let notice = args.notice || (entries.is_empty() && back_end(args.format).is_some());
            let of = if notice { Of::Notice } else { Of::Changes(&entries) };
            let before = Named { folder: before.as_ref(), name: &names.0 };
            Ok(diff::packs(before, Named { folder: after.as_ref(), name: &names.1 }, &of, &wanted))
        }
    }
}

/// What a path holds, by what lies there.
fn recognise(path: &Path) -> Result<Kind, Box<Diagnostic>> {
    let name = path.display().to_string();
    if path.as_os_str() == "-" {
        return Ok(Kind::Declarations);
    }
    if path.is_dir() {
        return match (path.join("manifest.json").is_file(), path.join("facts.yaml").is_file()) {
            (true, _) => Ok(Kind::Packs),
            (false, true) => Ok(Kind::Libraries),
            (false, false) => {
                let message = format!("the folder `{name}` is neither a pack nor a library");
                let fault = Diagnostic::new(&codes::NOT_COMPARABLE, message).in_file(name);
                let hint = "a pack has a `manifest.json`, a library a `facts.yaml`; declarations are named by their files";
                Err(Box::new(fault.hint(hint)))
            }
        };
    }
    if !path.exists() {
        return Err(Box::new(Diagnostic::unreadable(&name, &Unreadable::Missing)));
    }
    let is = |extension: &str| path.extension().is_some_and(|other| other.eq_ignore_ascii_case(extension));
    let part_of = match path.file_name().and_then(|name| name.to_str()) {
        Some("manifest.json" | "spec.json" | "lot.json") => Some("a file of a pack: name its folder"),
        Some("facts.yaml") => Some("a file of a library: name its folder"),
        Some(crate::tender::FILE) => Some("a tender: build it, and name its pack"),
        _ => None,
    };
    match part_of {
        Some(words) => {
            let fault = Diagnostic::new(&codes::NOT_COMPARABLE, format!("`{name}` is {words}"));
            Err(Box::new(fault.in_file(name)))
        }
        None if is("zip") => Ok(Kind::Packs),
        None => Ok(Kind::Declarations),
    }
}

fn one_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Declarations => "a declaration",
        Kind::Packs => "a pack",
        Kind::Libraries => "a library",
    }
}
