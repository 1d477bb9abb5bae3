//! `diff`: what changed between two declarations, two packs or two libraries.

mod editions;
mod git;
mod shelves;

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use super::submissions::{self, Evidence, Submission};
use super::templates::TemplateArgs;
use super::{Exit, refuse, terminal, wrong_usage};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::diff::declarations::{self, Bid};
use crate::diff::{Comparison, Kind, Level, render, view};
use crate::document::{Document, TemplateFault};
use crate::emit;
use crate::library;
use crate::text::{Sources, Unreadable, World};

/// Show what changed between two declarations, two packs or two libraries
///
/// What is given is recognised: a declaration is a file, a pack a folder or a zip with a
/// `manifest.json`, a library a folder with a `facts.yaml`. Every change is judged. Of declarations:
/// `breaks`, `weaker`, `changed`, `stronger`, `mends`. Of packs and libraries: `tightened`,
/// `incomparable`, `loosened`, `reworded`. What follows from a change stands under it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenderc diff [OPTIONS] <OLD> <NEW>",
    after_help = "\
Examples:
  tenderc diff bid.json bid-2.json --pack out/smart-ward-2027
  tenderc diff bid.json bid-2.json --pack pack --fail-on weaker
  tenderc diff old.json new.json --pack pack --format comment    for a merge request
  tenderc diff out/ward corrected/ward --declaration bids/*.json
  tenderc diff out/ward corrected/ward --notice --format html > amendment.html

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
    /// Of two packs: the amendment notice to be published; Markdown, or HTML with `--format html`
    #[arg(long)]
    notice: bool,
    #[command(flatten)]
    templates: TemplateArgs,
    /// Exit with 1 if any change is of this level, or of a graver one
    #[arg(long, value_name = "LEVEL", value_parser = PossibleValuesParser::new(Level::ALL.map(Level::word))
        .map(|word| Level::find(&word).unwrap_or(Level::Changed)))]
    fail_on: Option<Level>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Take the arguments that git gives to an external diff command
    #[arg(long, conflicts_with_all = ["fail_on", "format"])]
    git: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    Html,
    /// Markdown for a merge request: what is grave in a table, the rest folded
    Comment,
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
    let mut bag = Bag::default();
    let kinds = [old, new].map(|path| recognise(path).map_err(|fault| bag.push(*fault)));
    let (Ok(kind), Ok(other)) = (kinds[0], kinds[1]) else {
        return refuse(&bag, &Sources::default());
    };
    if kind != other {
        let named = |path: &Path, kind: Kind| format!("{} is {}", path.display(), one_of(kind));
        let words = format!("{}, and {}", named(old, kind), named(new, other));
        return cannot(new, [words], "name two of a kind");
    }
    if let Some(level) = args.fail_on.filter(|level| level.family() != kind.family()) {
        let levels: Vec<&str> = kind.family().levels().map(Level::word).collect();
        let words = format!(
            "`{}` is no level of {}, which have `{}`",
            level.word(),
            kind.word(),
            levels.join("`, `")
        );
        return wrong_usage(COMMAND, &words);
    }
    if kind != Kind::Packs && (args.notice || !args.declaration.is_empty()) {
        return wrong_usage(COMMAND, "`--notice` and `--declaration` are for two packs");
    }
    match kind {
        Kind::Declarations => of_declarations(args, old, new),
        Kind::Packs => editions::run(args, old, new),
        Kind::Libraries => shelves::run(args, old, new),
    }
}

fn of_declarations(args: &Args, old: &Path, new: &Path) -> Exit {
    let Some(pack) = &args.pack else {
        return wrong_usage(
            COMMAND,
            "declarations are compared by the pack that they answer: name it with `--pack`",
        );
    };
    if old.as_os_str() == "-" && new.as_os_str() == "-" {
        return wrong_usage(COMMAND, "only one of the two can be on standard input");
    }
    let mut sources = Sources::default();
    let pack = match submissions::open(pack) {
        Ok(pack) => pack,
        Err(bag) => return refuse(&bag, &sources),
    };
    let files = [old.to_owned(), new.to_owned()];
    let sides = files.map(|file| submissions::read(&[file], &pack, Evidence::Ignored, &mut sources));
    if let Some((_, file)) = sides.iter().zip([old, new]).find(|(side, _)| side.len() != 1) {
        return cannot(
            file,
            [format!("{} does not hold one declaration", file.display())],
            "name two files of one declaration each",
        );
    }
    let [before, after] = &sides;
    let (Some(before), Some(after)) = (before.first(), after.first()) else { return Exit::Unjudged };
    for side in [before, after] {
        terminal::show(&side.report.outcome.diagnostics, &sources);
    }
    let compared = match (bid(before), bid(after)) {
        (Some(before), Some(after)) => declarations::compare(&pack.spec, before, after),
        _ => {
            let unread = [before, after].into_iter().filter(|side| side.declaration.is_none());
            Err(unread.map(|side| format!("{} cannot be read", side.report.file)).collect())
        }
    };
    match compared {
        Ok(comparison) => show(args, &comparison),
        Err(faults) => cannot(
            new,
            faults,
            "mend what is said above, or compare what answers the same lot of the same pack",
        ),
    }
}

fn bid(submission: &Submission) -> Option<Bid<'_>> {
    let report = &submission.report;
    let declaration = submission.declaration.as_ref()?;
    Some(Bid { file: &report.file, declaration, outcome: &report.outcome })
}

/// Shows a comparison in the form asked for, and says whether it fails.
fn show(args: &Args, comparison: &Comparison) -> Exit {
    let product = match args.format {
        Format::Text => render::text::render(comparison, true),
        Format::Json => render::json::render(comparison),
        Format::Comment => render::comment::render(comparison),
        Format::Markdown | Format::Html => {
            match written(args, |templates| view::document(comparison, templates)) {
                Ok(text) => text,
                Err(exit) => return exit,
            }
        }
    };
    finish(args, comparison, &product)
}

/// A document made with the templates that are wanted, as HTML where that is asked for, and as Markdown
/// otherwise.
fn written(
    args: &Args,
    make: impl Fn(&dyn World) -> Result<Document, Vec<TemplateFault>>,
) -> Result<String, Exit> {
    let mut sources = Sources::default();
    match args.templates.make(&mut sources, |templates, _| make(templates)) {
        Ok(document) if args.format == Format::Html => Ok(emit::html::write(&document)),
        Ok(document) => Ok(emit::markdown::write(&document)),
        Err(bag) => Err(refuse(&bag, &sources)),
    }
}

fn finish(args: &Args, comparison: &Comparison, product: &str) -> Exit {
    terminal::product(product);
    let Some(level) = args.fail_on else { return Exit::Fine };
    match comparison.reaching(level) {
        0 => Exit::Fine,
        1 => {
            terminal::say(&format!("1 change is `{}` or graver", level.word()));
            Exit::Short
        }
        count => {
            terminal::say(&format!("{count} changes are `{}` or graver", level.word()));
            Exit::Short
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
        return Err(Box::new(library::unreadable(&name, &Unreadable::Missing)));
    }
    let is = |extension: &str| path.extension().is_some_and(|other| other.eq_ignore_ascii_case(extension));
    let part_of = match path.file_name().and_then(|name| name.to_str()) {
        Some("manifest.json" | "spec.json") => Some("a file of a pack: name its folder"),
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

/// Says why nothing can be compared with a file.
fn cannot(file: &Path, faults: impl IntoIterator<Item = String>, hint: &str) -> Exit {
    let mut bag = Bag::default();
    for fault in faults {
        let fault = Diagnostic::new(&codes::NOT_COMPARABLE, fault).in_file(file.display().to_string());
        bag.push(fault.hint(hint));
    }
    refuse(&bag, &Sources::default())
}
