//! Software bills of materials: CycloneDX and SPDX, from their bytes to figures and findings.
//!
//! A bill is held against the published schema of its format where there is one, then read into one
//! [`Bill`], whatever its format; what it must say is judged on that. Nothing of it is looked up anywhere.

mod bill;
#[cfg(test)]
mod cases;
mod cyclonedx;
mod device;
mod fault;
mod format;
mod json;
mod minimum;
mod said;
mod schema;
mod spdx;
mod spdx3;
#[cfg(test)]
mod tests;
mod time;
mod xml;

use super::{Context, Reading};
use crate::evidence::{self, Amount, Figure, Measure};

use bill::Bill;
use format::Format;
use schema::Judged;

pub use fault::{Encoding, Fault, Found, Named, Other, TimeFault, Unread, What, Wrong};
pub use format::families;

/// Reads a bill of materials.
pub fn read(_: &str, bytes: &[u8], context: &Context<'_>) -> Reading {
    let (json, format) = match format::recognise(bytes) {
        Ok(recognised) => recognised,
        Err(fault) => return Reading { findings: vec![evidence::Fault::Bill(fault)], ..Reading::default() },
    };
    let mut bill = format.bill(&json);
    bill.settle(|device| device::is_named(&device.name, context));
    let judged = format.schema.map(|schema| schema.judge(&json, format.name()));
    let figures = figures(&bill, format, judged.as_ref(), context);
    let mut faults: Vec<Fault> = judged.and_then(|judged| judged.fault).into_iter().collect();
    faults.extend(device::compare(&bill, context));
    faults.extend(minimum::lacking(&bill, context.elements, context.deadline));
    Reading { figures, findings: faults.into_iter().map(evidence::Fault::Bill).collect() }
}

/// What a report says of a bill.
fn figures(bill: &Bill, format: &Format, judged: Option<&Judged>, context: &Context<'_>) -> Vec<Figure> {
    let count = |is: fn(&bill::Component) -> bool| bill.components.iter().filter(|one| is(one)).count();
    let devices: Vec<String> = bill.devices.iter().take(MOST_NAMED).map(bill::Component::words).collect();
    let cut = |text: Option<&String>| text.map(|text| bill::cut(text));
    let mut figures = vec![
        Figure::text(Measure::Format, Some(format.name())),
        Figure::text(Measure::Device, Some(devices.join(", "))),
        Figure::count(Measure::Components, bill.components.len()),
        Figure::count(Measure::WithoutVersion, count(|one| !one.version.is_stated())),
        Figure::count(Measure::WithoutProducer, count(|one| !one.producer.is_stated())),
        Figure::count(Measure::WithoutIdentifier, count(|one| !one.identified)),
        Figure::count(Measure::WithoutHash, count(|one| !one.hashed)),
        Figure::count(Measure::WithoutLicence, count(|one| !one.licence.is_stated())),
        Figure::count(Measure::MarkedUnknown, count(bill::Component::is_unknown)),
        Figure::count(Measure::Relationships, bill.relationships),
        Figure::text(Measure::Author, cut(bill.authors.first())),
        Figure::text(Measure::Tool, cut(bill.tools.first())),
        Figure::text(Measure::Timestamp, cut(bill.timestamp.as_ref())),
        Figure::text(Measure::GenerationContext, cut(bill.context.as_ref())),
        Figure {
            of: Measure::MinimumElements,
            value: Amount::AllElementsBut(minimum::absent(bill, context.deadline)),
        },
    ];
    match judged {
        Some(judged) if judged.malformed_addresses > 0 => {
            figures.push(Figure::count(Measure::MalformedAddresses, judged.malformed_addresses));
        }
        Some(_) => {}
        None => figures.push(Figure { of: Measure::Schema, value: Amount::NoSchema }),
    }
    figures
}

/// As many things as this are named in one sentence.
const MOST_NAMED: usize = 3;
