//! Declarations against a pack: the verdicts, and the report.

use std::collections::BTreeSet;

use super::submissions::{Bench, Decisions, Entry, Packs, Submission};
use super::templates::{self, Rendering};
use super::{Exit, Reply};
use crate::diag::Bag;
use crate::emit::Format;
use crate::emit::format;
use crate::report::render::Roll;
use crate::report::render::comment::OnBids;
use crate::report::render::json;
use crate::report::render::line::Lines;
use crate::report::render::sarif::Sarif;
use crate::report::render::text::Text;
use crate::report::{self, Report};
use crate::text::Sources;

/// The formats of the report.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON, &format::SARIF, &format::COMMENT], true)
}

/// Judges declarations against a pack, as [`report()`] does.
pub fn judge(
    entries: &[Entry<'_>],
    packs: Packs<'_>,
    decisions: Option<&Decisions<'_>>,
    form: &Rendering<'_>,
) -> Reply {
    let mut sources = Sources::default();
    match Bench::open(entries, packs, None, decisions, &mut sources) {
        Ok(bench) => report(entries, &bench, sources, form),
        Err(bag) => Reply::refused(bag, sources),
    }
}

/// The verdicts alone on declarations, a line of JSON each.
pub fn verdicts(entries: &[Entry<'_>], bench: &Bench, sources: Sources) -> Reply {
    rolled(Lines::default(), bench, entries, sources, false)
}

/// Judges declarations on a bench. What a document is made of is held as a whole; for every other format
/// each bid is judged, reported and given up, so that thousands of them take the room of one.
pub fn report(entries: &[Entry<'_>], bench: &Bench, mut sources: Sources, form: &Rendering<'_>) -> Reply {
    let spec = &bench.pack.spec;
    match form.format.name {
        "text" => rolled(Text::new(form.colour), bench, entries, sources, true),
        "json" => rolled(json::Document::default(), bench, entries, sources, false),
        "sarif" => rolled(Sarif::of(spec), bench, entries, sources, false),
        "comment" => rolled(OnBids::of(spec), bench, entries, sources, false),
        _ => {
            let mut reports = Vec::new();
            let mut bag = bench.judge(entries, &mut sources, |submission, _| reports.push(submission.report));
            let exit = Exit::of_bids(reports.iter().map(Report::bid));
            let make = |sources: &Sources| report::document(&reports, spec, sources, form.templates);
            match templates::product(form, &mut sources, &mut bag, make) {
                Some(product) => Reply { exit, ..Reply::of(product, bag, sources) },
                None => Reply::refused(bag, sources),
            }
        }
    }
}

/// Reports one by one. `told`: what is wrong with declarations is told besides.
fn rolled(
    mut roll: impl Roll,
    bench: &Bench,
    entries: &[Entry<'_>],
    mut sources: Sources,
    told: bool,
) -> Reply {
    let mut bids = BTreeSet::new();
    let mut faults = Bag::default();
    let mut known = sources.count();
    let bag = bench.judge(entries, &mut sources, |Submission { report, .. }, sources| {
        roll.put(&report, sources);
        bids.insert(report.bid());
        let diagnostics = report.outcome.diagnostics;
        if !told || diagnostics.is_empty() {
            sources.forget(known);
        } else {
            faults.extend(diagnostics);
        }
        known = sources.count();
    });
    Reply {
        long: roll.end(),
        bag: joined(bag, faults),
        sources,
        exit: Exit::of_bids(bids),
        ..Reply::default()
    }
}

fn joined(mut bag: Bag, other: Bag) -> Bag {
    bag.extend(other);
    bag
}
