//! Software bills of materials: CycloneDX and SPDX in JSON, from their bytes to figures and findings.
//!
//! A bill is held against the published schema of its format, then read into one [`Bill`], whatever
//! its format; what it must say is judged on that. Nothing of it is looked up anywhere.

mod bill;
mod cyclonedx;
mod device;
mod json;
mod minimum;
mod schema;
mod spdx;
#[cfg(test)]
mod tests;

use serde_json::Value as Json;

use super::{Context, Figure, Reading, State};

use bill::Bill;
use schema::Schema;

/// Reads a bill of materials.
pub fn read(_: &str, bytes: &[u8], context: &Context<'_>) -> Reading {
    match recognise(bytes) {
        Err(finding) => Reading { findings: vec![finding], ..Reading::default() },
        Ok((json, form)) => {
            let bill = (form.read)(&json);
            let invalid = form.schema.faults(&json, form.name);
            let mut findings: Vec<(State, String)> =
                invalid.into_iter().map(|words| (State::WrongKind, words)).collect();
            findings.extend(device::compare(&bill, context));
            findings.extend(minimum::lacking(&bill).into_iter().map(|words| (State::Incomplete, words)));
            Reading { figures: figures(&bill, form.name), findings }
        }
    }
}

/// A format with its version.
struct Form {
    /// How people call it: `CycloneDX 1.6`.
    name: &'static str,
    /// What says that a text is of it: a key at the root with its value.
    mark: (&'static str, &'static str),
    schema: &'static Schema,
    read: fn(&Json) -> Bill,
}

/// Every format that is read.
const FORMS: &[Form] = &[
    Form {
        name: "CycloneDX 1.4",
        mark: ("specVersion", "1.4"),
        schema: &schema::CYCLONEDX_1_4,
        read: cyclonedx::read,
    },
    Form {
        name: "CycloneDX 1.5",
        mark: ("specVersion", "1.5"),
        schema: &schema::CYCLONEDX_1_5,
        read: cyclonedx::read,
    },
    Form {
        name: "CycloneDX 1.6",
        mark: ("specVersion", "1.6"),
        schema: &schema::CYCLONEDX_1_6,
        read: cyclonedx::read,
    },
    Form {
        name: "CycloneDX 1.7",
        mark: ("specVersion", "1.7"),
        schema: &schema::CYCLONEDX_1_7,
        read: cyclonedx::read,
    },
    // The schema of SPDX 2.3 takes in all that the one of 2.2 accepts.
    Form { name: "SPDX 2.2", mark: ("spdxVersion", "SPDX-2.2"), schema: &schema::SPDX_2_3, read: spdx::read },
    Form { name: "SPDX 2.3", mark: ("spdxVersion", "SPDX-2.3"), schema: &schema::SPDX_2_3, read: spdx::read },
];

const READ: &str = "CycloneDX 1.4 to 1.7 and SPDX 2.2 and 2.3 are read, in JSON";

/// The text as JSON, and the format that it says it has; or else why it cannot be read.
fn recognise(bytes: &[u8]) -> Result<(Json, &'static Form), (State, String)> {
    let other = |words: String| (State::WrongKind, format!("{words}; {READ}"));
    // Some editors put a byte-order mark before JSON; it says nothing, as RFC 8259, 8.1, allows.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if !matches!(start, Some(b'{' | b'[')) {
        let what = match start {
            Some(b'<') => "XML or HTML",
            Some(b'%') => "a PDF",
            Some(b'P') if bytes.starts_with(b"PK\x03\x04") => "a zip archive or an Office document",
            _ if bytes.windows(12).take(4096).any(|window| window == b"SPDXVersion:") => {
                "SPDX as tags and values"
            }
            _ => "no JSON",
        };
        return Err(other(format!("it is {what}")));
    }
    let json = json::parse(bytes).map_err(|fault| match fault.limit {
        true => (State::Unreadable, fault.message),
        false => (State::WrongKind, format!("it is no JSON that can be read: {}", fault.message)),
    })?;
    let text = |key: &str| json.get(key).and_then(Json::as_str);
    let (key, version) = match (text("bomFormat"), text("spdxVersion")) {
        (Some("CycloneDX"), _) => ("specVersion", text("specVersion").unwrap_or_default()),
        (_, Some(version)) => ("spdxVersion", version),
        _ if json.get("@context").is_some() => {
            return Err(other("it is SPDX 3 or other linked data".to_owned()));
        }
        _ => {
            let words = "it has neither `bomFormat` nor `spdxVersion`, so it is no bill of materials";
            return Err(other(words.to_owned()));
        }
    };
    let stated = format!("its `{key}` is \"{}\"", bill::cut(version));
    match FORMS.iter().find(|form| form.mark == (key, version)) {
        Some(form) => Ok((json, form)),
        None => Err(other(stated)),
    }
}

/// What a report says of a bill.
fn figures(bill: &Bill, form: &str) -> Vec<Figure> {
    let without = |has: fn(&bill::Component) -> bool| {
        bill.components.iter().filter(|component| !has(component)).count().to_string()
    };
    let devices = bill.devices.iter().take(MOST_NAMED).map(bill::Device::words);
    let stated =
        |words: Option<String>| words.filter(|words| !words.is_empty()).unwrap_or("not stated".to_owned());
    let figure = |name: &str, value: String| Figure { name: name.to_owned(), value };
    vec![
        figure("Format", form.to_owned()),
        figure("Device", stated(Some(devices.collect::<Vec<String>>().join(", ")))),
        figure("Components", bill.components.len().to_string()),
        figure("Without version", without(|component| component.version.is_some())),
        figure("Without supplier", without(|component| component.supplier.is_some())),
        figure("Without hash", without(|component| component.hashed)),
        figure("Without unique identifier", without(|component| component.identified)),
        figure("Relationships", bill.relationships.to_string()),
        figure("Author", stated(bill.authors.first().map(|author| bill::cut(author)))),
        figure("Timestamp", stated(bill.timestamp.as_deref().map(bill::cut))),
    ]
}

/// As many things as this are named in one sentence.
const MOST_NAMED: usize = 3;
