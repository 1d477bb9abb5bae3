//! `check`: declarations against a pack.

use std::path::PathBuf;

use super::submissions::{Evidence, Gathered, ReviewArgs};
use super::templates::TemplateArgs;
use super::{Exit, refuse, submissions, terminal};
use crate::emit;
use crate::report::{self, Report};
use crate::text::Sources;

/// Check declarations against a pack, and give a verdict on every requirement
///
/// Needs the pack alone, not the library: a folder, or a zip of it. The verdicts are those of the
/// pack's own JSON Schemas; the sentences explain them. The files that a declaration names are
/// looked at in its own folder, and nowhere else.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc check answer.json --pack out/smart-ward-2027
  tenderc check bids/*.yaml --pack smart-ward-2027.zip --format json
  tenderc check answer.json --pack pack --format html > report.html
  tenderc check answer.json --pack pack --format comment    for a merge request
  tenderc check - --pack pack < answer.json
  tenderc check bids/*.json --pack pack --review review.yaml
  tenderc check all.ndjson --pack pack      one declaration a line")]
pub struct Args {
    /// Declarations in JSON, YAML or NDJSON; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The pack: a folder, or a zip of it
    #[arg(long, value_name = "PACK")]
    pack: PathBuf,
    /// Look at the answers alone, not at the files that are enclosed
    #[arg(long)]
    answers_only: bool,
    #[command(flatten)]
    decisions: ReviewArgs,
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
    /// Markdown for a merge request: what binds in tables, the rest folded
    Comment,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut sources = Sources::default();
    let evidence = if args.answers_only { Evidence::Ignored } else { Evidence::Examined };
    let gathered = match submissions::gather(&args.files, &args.pack, evidence, &args.decisions, &mut sources)
    {
        Ok(gathered) => gathered,
        Err(bag) => return refuse(&bag, &sources),
    };
    let Gathered { pack, submissions, bag } = gathered;
    terminal::show(&bag, &sources);
    let reports: Vec<Report> = submissions.into_iter().map(|submission| submission.report).collect();
    match args.format {
        Format::Text => {
            for report in &reports {
                terminal::show(&report.outcome.diagnostics, &sources);
            }
            terminal::product(&report::render::text::render(&reports, &sources, true));
        }
        Format::Json => terminal::product(&report::render::json::render(&reports, &sources)),
        Format::Sarif => terminal::product(&report::render::sarif::render(&pack.spec, &reports, &sources)),
        Format::Comment => {
            terminal::product(&report::render::comment::render(&reports, &pack.spec, &sources));
        }
        Format::Markdown | Format::Html => {
            let document = args.templates.make(&mut sources, |templates, sources| {
                report::document(&reports, &pack.spec, sources, templates)
            });
            match document {
                Ok(document) if args.format == Format::Html => {
                    terminal::product(&emit::html::write(&document));
                }
                Ok(document) => terminal::product(&emit::markdown::write(&document.without_pictures())),
                Err(bag) => return refuse(&bag, &sources),
            }
        }
    }
    match reports.iter().map(Report::exit).max() {
        Some(0) => Exit::Fine,
        Some(1) => Exit::Short,
        _ => Exit::Unjudged,
    }
}
