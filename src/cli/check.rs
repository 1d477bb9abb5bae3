//! `check`: declarations against a pack.

use std::path::PathBuf;

use super::submissions::Evidence;
use super::{Exit, submissions, terminal};
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
  tenderc check - --pack pack < answer.json
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
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut sources = Sources::default();
    let pack = match submissions::open(&args.pack) {
        Ok(pack) => pack,
        Err(bag) => {
            terminal::show(&bag, &sources);
            return Exit::Unjudged;
        }
    };
    let evidence = if args.answers_only { Evidence::Ignored } else { Evidence::Examined };
    let submissions = submissions::read(&args.files, &pack, evidence, &mut sources);
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
    }
    match reports.iter().map(Report::exit).max() {
        Some(0) => Exit::Fine,
        Some(1) => Exit::Short,
        _ => Exit::Unjudged,
    }
}
