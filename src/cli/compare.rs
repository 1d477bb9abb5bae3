//! `compare`: the bids for one lot side by side.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::submissions::{self, Evidence, Gathered, ReviewArgs};
use super::templates::TemplateArgs;
use super::{Exit, refuse, terminal};
use crate::compare;
use crate::diag::suggest;
use crate::emit;
use crate::report::Report;
use crate::resolve::spec::{Lot, Spec};
use crate::text::Sources;

/// Compare the bids for a lot: requirements × vendors, totals, award points, what to look at again
///
/// The columns are in the order of the files. The page (`--format html`) is one file that holds
/// everything; it can be sorted and filtered, and works printed and without script as well. In CSV,
/// a cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or carriage return
/// first) begins with a `'`.
///
/// Exits with 3 if a bid cannot be compared: it has errors, or is for another lot. Such a bid is
/// listed with the reason.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc compare bids/*.json --pack out/smart-ward-2027 --format html > pumps.html
  tenderc compare bids/*.json --pack smart-ward-2027.zip --lot pumps --review review.yaml
  tenderc compare bids/*.json --pack pack --format csv > pumps.csv")]
pub struct Args {
    /// Declarations in JSON, YAML or NDJSON; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The pack: a folder, or a zip of it
    #[arg(long, value_name = "PACK")]
    pack: PathBuf,
    /// The id of the lot; needed where the bids are for several
    #[arg(long, value_name = "ID")]
    lot: Option<String>,
    #[command(flatten)]
    decisions: ReviewArgs,
    /// The form of the comparison
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    templates: TemplateArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Html,
    Csv,
    Json,
    /// The differences as a document, by a template
    Markdown,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut sources = Sources::default();
    let gathered =
        submissions::gather(&args.files, &args.pack, Evidence::Examined, &args.decisions, &mut sources);
    let Gathered { pack, submissions, bag } = match gathered {
        Ok(gathered) => gathered,
        Err(bag) => return refuse(&bag, &sources),
    };
    terminal::show(&bag, &sources);
    let reports: Vec<Report> = submissions.into_iter().map(|submission| submission.report).collect();
    for report in &reports {
        terminal::show(&report.outcome.diagnostics, &sources);
    }
    let lot = match lot(args.lot.as_deref(), &pack.spec, &reports) {
        Ok(lot) => lot,
        Err(why) => {
            terminal::say(&format!("error: {why}"));
            return Exit::Unjudged;
        }
    };
    let comparison = compare::compare(&reports, &pack.spec, lot);
    let product = match args.format {
        Format::Text => compare::render::text::render(&comparison),
        Format::Html => compare::page::write(&comparison),
        Format::Csv => compare::render::csv::render(&comparison),
        Format::Json => compare::render::json::render(&comparison),
        Format::Markdown => {
            let document =
                args.templates.make(&mut sources, |templates, _| compare::document(&comparison, templates));
            match document {
                Ok(document) => emit::markdown::write(&document),
                Err(bag) => return refuse(&bag, &sources),
            }
        }
    };
    terminal::product(&product);
    if comparison.barred.is_empty() { Exit::Fine } else { Exit::Unjudged }
}

/// The lot that is compared: the one named, else the only one that there are bids for.
fn lot<'s>(named: Option<&str>, spec: &'s Spec, reports: &[Report]) -> Result<&'s Lot, String> {
    if let Some(id) = named {
        let known = spec.lots.iter().map(|lot| lot.id.as_str());
        return spec
            .lot(id)
            .ok_or_else(|| format!("the pack has no lot `{id}`; it has {}", suggest::listed(known)));
    }
    let mut bids: BTreeMap<&str, usize> = BTreeMap::new();
    for lot in reports.iter().filter_map(|report| report.outcome.lot.as_ref()) {
        *bids.entry(&lot.id).or_default() += 1;
    }
    let mut lots = spec.lots.iter().filter(|lot| bids.contains_key(lot.id.as_str()));
    match (lots.next(), lots.next()) {
        (Some(lot), None) => Ok(lot),
        (Some(_), Some(_)) => {
            let counts: Vec<String> = bids.iter().map(|(id, count)| format!("{count} for `{id}`")).collect();
            Err(format!("the bids are for several lots ({}): name one with `--lot`", counts.join(", ")))
        }
        (None, _) => Err("none of the bids is for a lot of the pack".to_owned()),
    }
}
