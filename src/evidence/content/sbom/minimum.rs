//! What a bill of materials must say: the data fields of NTIA, "The Minimum Elements For a Software
//! Bill of Materials (SBOM)", 12 July 2021, section IV.
//!
//! Digests are recommended there and no minimum element: they are counted, and missed by nobody.

use super::MOST_NAMED;
use super::bill::{Bill, Component, cut};
use crate::text::words::counted;

/// What is lacking, each as a sentence without a full stop.
pub fn lacking(bill: &Bill) -> Vec<String> {
    let mut lacking = Vec::new();
    let mut say = |words: Option<String>| lacking.extend(words);
    say(author(bill));
    say(timestamp(bill));
    if bill.components.is_empty() {
        say(Some("it lists no component".to_owned()));
        return lacking;
    }
    say(without(bill, "name", |component| !component.name.is_empty()));
    say(without(bill, "version", |component| component.version.is_some()));
    say(without(bill, "supplier", |component| component.supplier.is_some()));
    // "May not be available for every piece of software, but should be used if they exist": that one
    // has none may be as it must.
    if !bill.components.iter().any(|component| component.identified) {
        say(Some("no component has a unique identifier: a package URL, a CPE name or a SWID tag".to_owned()));
    }
    say(match bill.relationships {
        0 => Some("it states no relationship between components".to_owned()),
        _ => without(bill, "relationship to others", |component| component.related),
    });
    if !bill.unlisted.is_empty() {
        let names = bill.unlisted.iter().map(String::as_str);
        say(Some(format!("its relationships name what it does not list: {}", named(names))));
    }
    lacking
}

fn author(bill: &Bill) -> Option<String> {
    match (bill.authors.is_empty(), bill.tools) {
        (false, _) => None,
        (true, 0) => Some("it does not say who made it".to_owned()),
        (true, _) => Some("it does not say who made it, only with which program".to_owned()),
    }
}

fn timestamp(bill: &Bill) -> Option<String> {
    match &bill.timestamp {
        None => Some("it does not say when it was made".to_owned()),
        Some(written) if written.parse::<jiff::Timestamp>().is_err() => {
            Some(format!("it was made on \"{}\", which is no date with a time and a zone", cut(written)))
        }
        Some(_) => None,
    }
}

/// "3 of 23 components have no version: `zlib`, `lwip`, `mbedtls`".
fn without(bill: &Bill, what: &str, has: impl Fn(&Component) -> bool) -> Option<String> {
    let lacking: Vec<&Component> = bill.components.iter().filter(|component| !has(component)).collect();
    let verb = match lacking.len() {
        0 => return None,
        1 => "has",
        _ => "have",
    };
    let all = bill.components.len();
    let counted = format!("{} of {} {verb} no {what}", lacking.len(), counted(all, "component"));
    let names: Vec<&str> =
        lacking.iter().map(|component| component.name.as_str()).filter(|name| !name.is_empty()).collect();
    Some(if names.is_empty() { counted } else { format!("{counted}: {}", named(names.into_iter())) })
}

/// The first few of some names, and how many more there are.
fn named<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let first: Vec<String> = names.clone().take(MOST_NAMED).map(|name| format!("`{}`", cut(name))).collect();
    match names.count().checked_sub(MOST_NAMED).filter(|rest| *rest > 0) {
        Some(rest) => format!("{} and {rest} more", first.join(", ")),
        None => first.join(", "),
    }
}
