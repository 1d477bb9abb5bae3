//! What a bill of materials must say: those data fields of CISA, "2025 Minimum Elements for a Software
//! Bill of Materials (SBOM)", draft of 22 August 2025, that a tender asks for.
//!
//! The draft follows NTIA, "The Minimum Elements For a Software Bill of Materials (SBOM)", 12 July 2021,
//! and adds digest, licence, tool and generation context. That a component is marked as unknown is
//! allowed by both ("known unknowns").

use jiff::civil::Date;

use super::bill::{Bill, Component};
use super::fault::{Fault, Named};
use super::time;
use crate::model::BillElement;

/// What is lacking, in the order of the bill: the whole first, then its components.
pub fn lacking(bill: &Bill, asked: &[BillElement], deadline: Option<Date>) -> Vec<Fault> {
    let asked = if asked.is_empty() { &BillElement::NTIA[..] } else { asked };
    let mut lacking = Vec::new();
    let mut find = |element: BillElement, fault: &dyn Fn() -> Option<Fault>| {
        lacking.extend(asked.contains(&element).then(fault).flatten());
    };
    find(BillElement::Author, &|| author(bill));
    find(BillElement::Tool, &|| bill.tools.is_empty().then_some(Fault::Lacks(BillElement::Tool)));
    find(BillElement::Timestamp, &|| match &bill.timestamp {
        None => Some(Fault::Lacks(BillElement::Timestamp)),
        Some(written) => time::check(written, deadline),
    });
    find(BillElement::GenerationContext, &|| {
        bill.context.is_none().then_some(Fault::Lacks(BillElement::GenerationContext))
    });
    if bill.components.is_empty() {
        lacking.push(Fault::NoComponent);
        return lacking;
    }
    if bill.components.iter().all(Component::is_unknown) {
        lacking.push(Fault::AllUnknown);
    }
    let mut find = |element: BillElement, fault: &dyn Fn() -> Option<Fault>| {
        lacking.extend(asked.contains(&element).then(fault).flatten());
    };
    let of = |element, has: fn(&Component) -> bool| without(bill, element, has);
    find(BillElement::Name, &|| of(BillElement::Name, |one| !one.name.is_empty()));
    let version = |one: &Component| one.version.is_stated() || one.is_unknown();
    find(BillElement::Version, &|| without(bill, BillElement::Version, version));
    let producer = |one: &Component| one.producer.is_stated() || one.is_unknown();
    find(BillElement::Producer, &|| without(bill, BillElement::Producer, producer));
    // "May not be available for every piece of software, but should be used if they exist": that one
    // has none may be as it must.
    find(BillElement::Identifier, &|| {
        let any = bill.components.iter().any(|component| component.identified);
        (!any).then_some(Fault::Lacks(BillElement::Identifier))
    });
    find(BillElement::Hash, &|| of(BillElement::Hash, |one| one.hashed || one.is_unknown()));
    // That a licence is not known is an answer.
    let licence = |one: &Component| one.licence != super::said::Said::Nothing || one.is_unknown();
    find(BillElement::Licence, &|| without(bill, BillElement::Licence, licence));
    find(BillElement::Relationships, &|| match bill.relationships {
        0 => Some(Fault::Lacks(BillElement::Relationships)),
        _ => of(BillElement::Relationships, |one| one.related),
    });
    let named = |names: &[String]| Named::of(names.iter().map(String::as_str));
    if !bill.unlisted.is_empty() {
        lacking.push(Fault::Unlisted(named(&bill.unlisted)));
    }
    if !bill.twice.is_empty() {
        lacking.push(Fault::Twice(named(&bill.twice)));
    }
    lacking
}

fn author(bill: &Bill) -> Option<Fault> {
    match (bill.authors.is_empty(), bill.tools.is_empty()) {
        (false, _) => None,
        (true, true) => Some(Fault::Lacks(BillElement::Author)),
        (true, false) => Some(Fault::OnlyTools),
    }
}

/// "3 of 23 components have no version: `zlib`, `lwip`, `mbedtls`".
fn without(bill: &Bill, element: BillElement, has: impl Fn(&Component) -> bool) -> Option<Fault> {
    let lacking = || bill.components.iter().filter(|component| !has(component));
    let count = lacking().count();
    let named = Named::of(lacking().map(|component| component.name.as_str()));
    (count > 0).then_some(Fault::Without { element, count, all: bill.components.len(), named })
}
