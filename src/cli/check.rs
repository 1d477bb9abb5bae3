//! `check`: declarations against a pack.

use std::path::{Path, PathBuf};

use super::templates::{self, TemplateArgs};
use super::{Exit, archive, disk, terminal};
use crate::check::{self, Outcome, Pack};
use crate::declaration;
use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::document::Document;
use crate::emit;
use crate::library;
use crate::report::{self, Report};
use crate::text::{Sources, World};

/// Check declarations against a pack, and give a verdict on every requirement
///
/// Needs the pack alone, not the library: a folder, or a zip of it. The verdicts are those of the
/// pack's own JSON Schemas; the sentences explain them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc check answer.json --pack out/smart-ward-2027
  tenderc check bids/*.yaml --pack smart-ward-2027.zip --format json
  tenderc check answer.json --pack pack --format html > report.html
  tenderc check - --pack pack < answer.json
  tenderc check all.ndjson --pack pack      one declaration a line")]
pub struct Args {
    /// Declarations in JSON, YAML or NDJSON; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The pack: a folder, or a zip of it
    #[arg(long, value_name = "PACK")]
    pack: PathBuf,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    templates: TemplateArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Markdown,
    Html,
}

/// Files of more lines than this are not taken for declarations one a line.
const MOST_LINES: usize = 5_000;

/// Archives beyond this size are not opened.
const MOST_ARCHIVE_BYTES: u64 = 64 * 1024 * 1024;

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut sources = Sources::default();
    let pack = match open(&args.pack) {
        Ok(pack) => pack,
        Err(bag) => {
            terminal::show(&bag, &sources);
            return Exit::Unjudged;
        }
    };
    let mut reports = Vec::new();
    for file in &args.files {
        reports.extend(judge(file, &pack, &mut sources));
    }
    match args.format {
        Format::Text => {
            for report in &reports {
                terminal::show(&report.outcome.diagnostics, &sources);
            }
            terminal::product(&report::render::text::render(&reports, &sources, true));
        }
        Format::Json => terminal::product(&report::render::json::render(&reports, &sources)),
        Format::Sarif => terminal::product(&report::render::sarif::render(&pack.spec, &reports, &sources)),
        Format::Markdown | Format::Html => match document(args, &pack, &reports, &mut sources) {
            Ok(document) if args.format == Format::Html => terminal::product(&emit::html::write(&document)),
            Ok(document) => terminal::product(&emit::markdown::write(&document.without_pictures())),
            Err(bag) => {
                terminal::show(&bag, &sources);
                return Exit::Unjudged;
            }
        },
    }
    match reports.iter().map(Report::exit).max() {
        Some(0) => Exit::Fine,
        Some(1) => Exit::Short,
        _ => Exit::Unjudged,
    }
}

/// The reports as a document, from the templates that are wanted.
fn document(args: &Args, pack: &Pack, reports: &[Report], sources: &mut Sources) -> Result<Document, Bag> {
    let mut bag = Bag::default();
    let templates = match args.templates.open() {
        Ok(templates) => templates,
        Err(fault) => {
            bag.push(fault);
            return Err(bag);
        }
    };
    report::document(reports, &pack.spec, sources, templates.as_ref()).map_err(|faults| {
        templates::report(&faults, templates.as_ref(), sources, &mut bag);
        bag
    })
}

fn open(path: &Path) -> Result<Pack, Bag> {
    let name = path.display().to_string();
    let one = |fault| {
        let mut bag = Bag::default();
        bag.push(fault);
        bag
    };
    let world: Box<dyn World> = if path.is_dir() {
        Box::new(disk::Folder::new(path))
    } else {
        let memory = disk::read_bytes(path, MOST_ARCHIVE_BYTES).and_then(archive::open);
        let memory = memory.map_err(|why| one(library::unreadable(&name, &why)))?;
        Box::new(memory.called(format!("{name}/")))
    };
    check::pack::open(world.as_ref()).map_err(|faults| {
        let mut bag = Bag::default();
        faults.into_iter().for_each(|fault| bag.push(fault));
        bag
    })
}

/// The outcomes of a file: one, or one for each line of NDJSON.
fn judge(file: &Path, pack: &Pack, sources: &mut Sources) -> Vec<Report> {
    let stdin = file.as_os_str() == "-";
    let name =
        if stdin { "standard input".to_owned() } else { file.display().to_string().replace('\\', "/") };
    let text = if stdin { disk::read_input() } else { disk::read(file) };
    let text = match text {
        Ok(text) => text,
        Err(why) => {
            let mut bag = Bag::default();
            bag.push(library::unreadable(&name, &why));
            return vec![Report::of(name, Outcome::unread(bag))];
        }
    };
    let named = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ndjson"));
    if named || (stdin && is_ndjson(&text)) {
        if text.lines().count() > MOST_LINES {
            let mut bag = Bag::default();
            let message = format!("`{name}` has more than {MOST_LINES} lines");
            bag.push(Diagnostic::new(&codes::TOO_LARGE, message).in_file(&name).hint("split the file"));
            return vec![Report::of(name, Outcome::unread(bag))];
        }
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        return lines
            .map(|(at, line)| {
                // Blank lines stand for those before, so that places are those of the file.
                let text = "\n".repeat(at) + line;
                let outcome = one(&name, &text, pack, sources);
                Report::of(format!("{name}:{}", at + 1), outcome)
            })
            .collect();
    }
    let outcome = one(&name, &text, pack, sources);
    vec![Report::of(name, outcome)]
}

/// Whether a text is one JSON object a line, and more than one.
fn is_ndjson(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: &str| line.trim_start().starts_with('{') && line.trim_end().ends_with('}');
    lines.next().is_some_and(whole) && lines.next().is_some_and(whole)
}

fn one(name: &str, text: &str, pack: &Pack, sources: &mut Sources) -> Outcome {
    let mut bag = Bag::default();
    match declaration::load(name, text, sources, &mut bag) {
        Some(declaration) => check::check(pack, &declaration),
        None => Outcome::unread(bag),
    }
}
