//! What a bill of materials must say: those data fields of CISA, "2025 Minimum Elements for a Software
//! Bill of Materials (SBOM)", draft of 22 August 2025, that a tender asks for.
//!
//! The draft follows NTIA, "The Minimum Elements For a Software Bill of Materials (SBOM)", 12 July 2021,
//! and adds digest, licence, tool and generation context. That a component is marked as unknown is
//! allowed by both ("known unknowns").

use jiff::civil::Date;

use super::bill::{Bill, Component};
use super::fault::{Fault, Named};
use super::said::Said;
use super::time;
use crate::model::BillElement;

/// What is lacking, in the order of the bill: the whole first, then its components.
pub fn lacking(bill: &Bill, asked: &[BillElement], deadline: Option<Date>) -> Vec<Fault> {
    let asked = if asked.is_empty() { &BillElement::NTIA[..] } else { asked };
    let faults = |elements: &[BillElement]| -> Vec<Fault> {
        let elements = elements.iter().filter(|element| asked.contains(element));
        elements.filter_map(|element| fault(bill, *element, deadline)).collect()
    };
    let mut lacking = faults(OF_THE_WHOLE);
    if bill.components.is_empty() {
        lacking.push(Fault::NoComponent);
        return lacking;
    }
    if bill.components.iter().all(Component::is_unknown) {
        lacking.push(Fault::AllUnknown);
    }
    lacking.extend(faults(OF_COMPONENTS));
    let named = |names: &[String]| Named::of(names.iter().map(String::as_str));
    if !bill.unlisted.is_empty() {
        lacking.push(Fault::Unlisted(named(&bill.unlisted)));
    }
    if !bill.twice.is_empty() {
        lacking.push(Fault::Twice(named(&bill.twice)));
    }
    lacking
}

/// Which elements a bill lacks, whatever is asked of it, in CISA's order.
pub fn absent(bill: &Bill, deadline: Option<Date>) -> Vec<BillElement> {
    let lacks = |element: &BillElement| match OF_COMPONENTS.contains(element) && bill.components.is_empty() {
        true => true,
        false => fault(bill, *element, deadline).is_some(),
    };
    BillElement::ALL.into_iter().filter(lacks).collect()
}

const OF_THE_WHOLE: &[BillElement] =
    &[BillElement::Author, BillElement::Tool, BillElement::Timestamp, BillElement::GenerationContext];

const OF_COMPONENTS: &[BillElement] = &[
    BillElement::Name,
    BillElement::Version,
    BillElement::Producer,
    BillElement::Identifier,
    BillElement::Hash,
    BillElement::Licence,
    BillElement::Relationships,
];

/// How a bill lacks an element.
fn fault(bill: &Bill, element: BillElement, deadline: Option<Date>) -> Option<Fault> {
    let lacks = |is: bool| is.then_some(Fault::Lacks(element));
    let without = |has: fn(&Component) -> bool| without(bill, element, has);
    match element {
        BillElement::Author => author(bill),
        BillElement::Tool => lacks(bill.tools.is_empty()),
        BillElement::Timestamp => match &bill.timestamp {
            None => lacks(true),
            Some(written) => time::check(written, deadline),
        },
        BillElement::GenerationContext => lacks(bill.context.is_none()),
        BillElement::Name => without(|one| !one.name.is_empty()),
        BillElement::Version => without(|one| one.version.is_stated() || one.is_unknown()),
        BillElement::Producer => without(|one| one.producer.is_stated() || one.is_unknown()),
        // NTIA: "may not be available for every piece of software, but should be used if they exist". That
        // one has none may be as it must.
        BillElement::Identifier => lacks(!bill.components.iter().any(|one| one.identified)),
        BillElement::Hash => without(|one| one.hashed || one.is_unknown()),
        // That a licence is not known is an answer.
        BillElement::Licence => without(|one| one.licence != Said::Nothing || one.is_unknown()),
        BillElement::Relationships => match bill.relationships {
            0 => lacks(true),
            _ => without(|one| one.related),
        },
    }
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
