//! Declarations against a pack: the verdicts, and the report.

use super::submissions::{self, Decisions, Entry, Gathered};
use super::{Exit, Reply, templates};
use crate::diag::Bag;
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::report::{self, Report};
use crate::text::{Sources, World};

/// The formats of the report.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON, &format::SARIF, &format::COMMENT], true)
}

/// How the report is to be made.
pub struct Form<'w> {
    /// The format.
    pub format: &'static Format,
    /// Templates that replace the built-in ones, for documents.
    pub templates: &'w dyn World,
    /// Whether text has colours, as escape sequences.
    pub colour: bool,
}

/// Judges declarations against a pack.
pub fn judge(
    entries: &[Entry<'_>],
    pack: &dyn World,
    decisions: Option<&Decisions<'_>>,
    form: &Form<'_>,
) -> Reply {
    let mut sources = Sources::default();
    let Gathered { pack, submissions, mut bag } =
        match submissions::gather(entries, pack, None, decisions, &mut sources) {
            Ok(gathered) => gathered,
            Err(bag) => return Reply::refused(bag, sources),
        };
    let reports: Vec<Report> = submissions.into_iter().map(|submission| submission.report).collect();
    let exit = exit(&reports);
    let text = match form.format.name {
        "text" => {
            reports.iter().for_each(|report| bag.extend(report.outcome.diagnostics.clone()));
            report::render::text::render(&reports, &sources, form.colour)
        }
        "json" => report::render::json::render(&reports, &sources),
        "sarif" => report::render::sarif::render(&pack.spec, &reports, &sources),
        "comment" => report::render::comment::render(&reports, &pack.spec, &sources),
        _ => {
            let make = |sources: &Sources| report::document(&reports, &pack.spec, sources, form.templates);
            return match templates::product(form.format, form.templates, &mut sources, make) {
                Ok(product) => Reply { exit, ..Reply::of(product, bag, sources) },
                Err(faults) => Reply::refused(joined(bag, faults), sources),
            };
        }
    };
    Reply { exit, ..Reply::of(Output::product(form.format, text), bag, sources) }
}

/// What came of all bids: the worst of what came of each.
pub fn exit(reports: &[Report]) -> Exit {
    match reports.iter().map(Report::exit).max() {
        Some(0) => Exit::Fine,
        Some(1) => Exit::Short,
        _ => Exit::Unjudged,
    }
}

fn joined(mut bag: Bag, other: Bag) -> Bag {
    bag.extend(other);
    bag
}
