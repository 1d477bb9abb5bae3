//! The bids for one lot, side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::Rendering;
use super::submissions::{self, Decisions, Entry, Gathered, Packs};
use super::{Exit, Reply, bag_of, templates};
use crate::compare;
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

/// Compares bids for a lot; `lot` names it, and may be left out where the bids are for one only. Of a lot of several
/// kinds of device those of one are compared, which `category` names in the same way.
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
    let mut notes = lacking(lot, &reports);
    let (reports, others) = match of_kind(category, lot, reports) {
        Ok(parted) => parted,
        Err(fault) => {
            bag.extend(bag_of([*fault]));
            return Reply::refused(bag, sources);
        }
    };
    if others > 0 {
        notes.push(say!(Words::English, "compare-other-kinds", count = others));
    }
    let comparison = compare::compare(&reports, &pack.spec, lot, Words::English);
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

/// Which vendors have no declaration for a device of each kind in a lot of several, a sentence each.
fn lacking(lot: &Lot, reports: &[Report]) -> Vec<String> {
    let words = Words::English;
    let mut vendors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for outcome in reports.iter().map(|report| &report.outcome) {
        if let (Some(answered), Some(kind)) = (&outcome.lot, &outcome.kind)
            && answered.id == lot.id
        {
            vendors.entry(outcome.vendor.trim()).or_default().insert(&kind.id);
        }
    }
    let lacking = vendors.into_iter().filter_map(|(vendor, offered)| {
        let kinds = lot.kinds.iter().filter(|kind| !offered.contains(kind.id.as_str()));
        let quoted = kinds.map(|kind| say!(words, "resolve-quoted", title = kind.title.as_str()));
        let kinds: Vec<String> = quoted.collect();
        let said =
            || say!(words, "compare-lacks-kinds", vendor = vendor, kinds = words.join(kinds.clone(), "or"));
        (!kinds.is_empty()).then(said)
    });
    lacking.collect()
}

/// The bids of one kind of device in a lot of several, with those that say none, and how many are of others.
fn of_kind(
    named: Option<&str>,
    lot: &Lot,
    reports: Vec<Report>,
) -> Result<(Vec<Report>, usize), Box<Diagnostic>> {
    let fault =
        |message: String, hint: String| Box::new(Diagnostic::new(&codes::NOT_COMPARABLE, message).hint(hint));
    let known = || suggest::listed(lot.kinds.iter().map(|kind| kind.id.as_str()));
    let kind = match named {
        Some(id) if lot.kinds.is_empty() => {
            let message = format!("the lot `{}` has one kind of device, and `{id}` is named", lot.id);
            return Err(fault(message, "leave out `--category`".to_owned()));
        }
        Some(id) if lot.kind(id).is_none() => {
            let message = format!("the lot `{}` has no devices of the kind `{id}`", lot.id);
            return Err(fault(message, format!("name one of {}", known())));
        }
        Some(id) => id.to_owned(),
        None => {
            let mut bids: BTreeMap<&str, usize> = BTreeMap::new();
            let own =
                |report: &&Report| report.outcome.lot.as_ref().is_some_and(|answered| answered.id == lot.id);
            for kind in reports.iter().filter(own).filter_map(|report| report.outcome.kind.as_ref()) {
                *bids.entry(&kind.id).or_default() += 1;
            }
            if bids.len() > 1 {
                let counts: Vec<String> =
                    bids.iter().map(|(id, count)| format!("{count} of `{id}`")).collect();
                let message = format!("the bids are of several kinds of device: {}", counts.join(", "));
                return Err(fault(message, "name one with `--category`".to_owned()));
            }
            return Ok((reports, 0));
        }
    };
    let all = reports.len();
    let is_other = |report: &Report| report.outcome.kind.as_ref().is_some_and(|own| own.id != kind);
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
