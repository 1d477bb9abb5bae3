//! The bids for one lot, side by side.

use std::collections::BTreeMap;

use super::Rendering;
use super::submissions::{self, Decisions, Entry, Gathered, Packs};
use super::{Exit, Reply, bag_of, templates};
use crate::compare::{self, Scope};
use crate::diag::{Diagnostic, codes, suggest};
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::pack::Pack;
use crate::report::Report;
use crate::resolve::spec::Lot;
use crate::say;
use crate::text::Sources;
use crate::words::Words;

/// The formats of a comparison.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON, &format::CSV, &format::CSV_BOM], true)
}

/// Compares bids for a lot; `lot` names it, and may be left out where the bids are for one only. In a lot of several
/// kinds of device `category` names the one whose devices are compared by themselves.
pub fn compare(
    entries: &[Entry<'_>],
    packs: Packs<'_>,
    lot: Option<&str>,
    category: Option<&str>,
    decisions: Option<&Decisions<'_>>,
    form: &Rendering<'_>,
) -> Reply {
    let mut sources = Sources::default();
    let Gathered { pack, submissions, mut bag } =
        match submissions::gather(entries, packs, lot, decisions, &mut sources) {
            Ok(gathered) => gathered,
            Err(bag) => return Reply::refused(bag, sources),
        };
    let reports: Vec<Report> = submissions.into_iter().map(|submission| submission.report).collect();
    reports.iter().for_each(|report| bag.extend(report.outcome.diagnostics.clone()));
    let lot = match lot_of(lot, &pack, &reports) {
        Ok(lot) => lot,
        Err(fault) => {
            bag.extend(bag_of([*fault]));
            return Reply::refused(bag, sources);
        }
    };
    let (reports, others, scope) = match category.map(|named| of_kind(named, lot, reports.clone())) {
        None => (reports, 0, Scope::of(lot)),
        Some(Ok((own, others))) => (own, others, Scope::Device),
        Some(Err(fault)) => {
            bag.extend(bag_of([*fault]));
            return Reply::refused(bag, sources);
        }
    };
    let mut notes = Vec::new();
    if others > 0 {
        notes.push(say!(Words::English, "compare-other-kinds", count = others));
    }
    let comparison = compare::compare(&reports, &pack.spec, lot, scope, Words::English);
    let exit = if comparison.barred.is_empty() { Exit::Fine } else { Exit::Unjudged };
    let text = match form.format.name {
        "text" => compare::render::text::render(&comparison),
        "json" => compare::render::json::render(&comparison),
        "csv" => compare::render::csv::render(&comparison, Words::English),
        "csv-bom" => format!("\u{feff}{}", compare::render::csv::render(&comparison, Words::English)),
        // A page of its own, which can be sorted and filtered.
        "html" => compare::page::write(&comparison),
        _ => {
            let make = |_: &Sources| compare::document(&comparison, form.templates);
            return match templates::product(form, &mut sources, &mut bag, make) {
                Some(product) => Reply { exit, notes, ..Reply::of(product, bag, sources) },
                None => Reply::refused(bag, sources),
            };
        }
    };
    Reply { exit, notes, ..Reply::of(Output::product(form.format, text), bag, sources) }
}

/// The bids of one kind of device in a lot of several, with those that say none, and how many are of others.
fn of_kind(named: &str, lot: &Lot, reports: Vec<Report>) -> Result<(Vec<Report>, usize), Box<Diagnostic>> {
    let fault =
        |message: String, hint: String| Box::new(Diagnostic::new(&codes::NOT_COMPARABLE, message).hint(hint));
    if lot.kinds.is_empty() {
        let message = format!("the lot `{}` has one kind of device, and `{named}` is named", lot.id);
        return Err(fault(message, "leave out `--category`".to_owned()));
    }
    if lot.kind(named).is_none() {
        let known = suggest::listed(lot.kinds.iter().map(|kind| kind.id.as_str()));
        let message = format!("the lot `{}` has no devices of the kind `{named}`", lot.id);
        return Err(fault(message, format!("name one of {known}")));
    }
    let all = reports.len();
    let is_other = |report: &Report| report.outcome.kind.as_ref().is_some_and(|own| own.id != named);
    let own: Vec<Report> = reports.into_iter().filter(|report| !is_other(report)).collect();
    let others = all - own.len();
    Ok((own, others))
}

/// The lot that is compared: the one named, else the only one that there are bids for.
fn lot_of<'p>(named: Option<&str>, pack: &'p Pack, reports: &[Report]) -> Result<&'p Lot, Box<Diagnostic>> {
    let fault = |message: String| Diagnostic::new(&codes::NOT_COMPARABLE, message);
    if let Some(id) = named {
        let known = || suggest::listed(pack.lots.iter().map(|lot| lot.id.as_str()));
        return pack.spec.lot(id).ok_or_else(|| {
            Box::new(
                fault(format!("the pack has no lot `{id}`"))
                    .hint(format!("name one of its lots: {}", known())),
            )
        });
    }
    let mut bids: BTreeMap<&str, usize> = BTreeMap::new();
    for lot in reports.iter().filter_map(|report| report.outcome.lot.as_ref()) {
        *bids.entry(&lot.id).or_default() += 1;
    }
    let mut lots = pack.spec.lots.iter().filter(|lot| bids.contains_key(lot.id.as_str()));
    match (lots.next(), lots.next()) {
        (Some(lot), None) => Ok(lot),
        (Some(_), Some(_)) => {
            let counts: Vec<String> = bids.iter().map(|(id, count)| format!("{count} for `{id}`")).collect();
            let fault = fault(format!("the bids are for several lots: {}", counts.join(", ")));
            Err(Box::new(fault.hint("name one with `--lot`")))
        }
        (None, _) => Err(Box::new(
            fault("none of the bids is for a lot of the pack".to_owned())
                .hint("name the pack that the bids answer"),
        )),
    }
}
