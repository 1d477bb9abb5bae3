//! What is bought besides the devices of a lot, and where these are delivered to.

use serde_json::json;

use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::resolve::spec::{Lot, Place, PurchaseOption};
use crate::say;
use crate::words::Words;

/// Options, renewals, places.
pub fn compare(was: &Lot, is: &Lot, words: Words) -> Vec<Change> {
    let mut changes = Vec::new();
    if was.options != is.options {
        let said =
            |lot: &Lot| listed(lot.options.iter().map(|of| option(of, words)), json!(lot.options), words);
        changes.push(Change::new(&kinds::OPTIONS_CHANGED).from_to(said(was), said(is)));
    }
    if was.renewal != is.renewal {
        let said = |lot: &Lot| {
            let of = lot.renewal.as_ref()?;
            let text = say!(words, "diff-renewed", maximum = of.maximum, months = of.months);
            listed([with(text, &[&of.description], words)].into_iter(), json!(of), words)
        };
        changes.push(Change::new(&kinds::RENEWAL_CHANGED).from_to(said(was), said(is)));
    }
    if was.places != is.places {
        let said = |lot: &Lot| listed(lot.places.iter().map(|of| place(of, words)), json!(lot.places), words);
        changes.push(Change::new(&kinds::PLACES_CHANGED).from_to(said(was), said(is)));
    }
    changes
}

fn option(of: &PurchaseOption, words: Words) -> String {
    let title = of.title.as_str();
    let text = match of.quantity {
        Some(quantity) => say!(words, "diff-option-of", title = title, quantity = quantity),
        None => say!(words, "diff-option", title = title),
    };
    with(text, &[&of.description], words)
}

fn place(of: &Place, words: Words) -> String {
    let site = with(of.title.clone(), &[&of.address, &of.rooms], words);
    match of.quantity {
        Some(quantity) => say!(words, "diff-place-of", site = site, quantity = quantity),
        None => say!(words, "diff-place", site = site),
    }
}

/// A text with what is said besides, where anything is.
fn with(text: String, more: &[&String], words: Words) -> String {
    let more = more.iter().filter(|more| !more.is_empty()).map(|more| (*more).clone());
    [text].into_iter().chain(more).collect::<Vec<_>>().join(&say!(words, "list-comma"))
}

/// Phrases as one side of a change; nothing where there are none.
fn listed(phrases: impl Iterator<Item = String>, is: serde_json::Value, words: Words) -> Option<Said> {
    let text = phrases.collect::<Vec<_>>().join(&say!(words, "list-semicolon"));
    (!text.is_empty()).then(|| Said::new(text, is))
}
