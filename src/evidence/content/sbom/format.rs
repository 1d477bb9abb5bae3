//! The formats of bills that are read: one row each, and how a text is told to be of one.

use serde_json::Value as Json;

use crate::say;
use crate::words::Words;

use super::bill::Bill;
use super::fault::{Fault, Found, Other};
use super::schema::{self, Schema};
use super::{cyclonedx, json, spdx, spdx3, xml};

/// A format with its version, in one encoding.
pub struct Format {
    /// How people call it: `CycloneDX`.
    pub family: &'static str,
    /// `1.6`.
    pub version: &'static str,
    /// `JSON`.
    pub encoding: &'static str,
    /// What a text of it is held against, where there is something.
    pub schema: Option<&'static Schema>,
    read: fn(&Json) -> Bill,
}

/// Every format that is read. What the library accepts as a format is held against this list by a test.
pub const FORMATS: &[Format] = &[
    cyclonedx("1.4", &schema::CYCLONEDX_1_4),
    cyclonedx("1.5", &schema::CYCLONEDX_1_5),
    cyclonedx("1.6", &schema::CYCLONEDX_1_6),
    cyclonedx("1.7", &schema::CYCLONEDX_1_7),
    cyclonedx_in_xml("1.4"),
    cyclonedx_in_xml("1.5"),
    cyclonedx_in_xml("1.6"),
    cyclonedx_in_xml("1.7"),
    // The schema of SPDX 2.3 takes in all that the one of 2.2 accepts.
    spdx("2.2", Some(&schema::SPDX_2_3), spdx::read),
    spdx("2.3", Some(&schema::SPDX_2_3), spdx::read),
    spdx("3.0", None, spdx3::read),
];

const fn cyclonedx(version: &'static str, schema: &'static Schema) -> Format {
    Format { family: "CycloneDX", version, encoding: "JSON", schema: Some(schema), read: cyclonedx::read }
}

const fn cyclonedx_in_xml(version: &'static str) -> Format {
    Format { family: "CycloneDX", version, encoding: "XML", schema: None, read: cyclonedx::read }
}

const fn spdx(version: &'static str, schema: Option<&'static Schema>, read: fn(&Json) -> Bill) -> Format {
    Format { family: "SPDX", version, encoding: "JSON", schema, read }
}

impl Format {
    /// How people call it: `CycloneDX 1.6`, `CycloneDX 1.6 (XML)`.
    pub fn name(&self) -> String {
        match self.encoding {
            "JSON" => format!("{} {}", self.family, self.version),
            encoding => format!("{} {} ({encoding})", self.family, self.version),
        }
    }

    /// The bill in a text of this format.
    pub fn bill(&self, json: &Json) -> Bill {
        (self.read)(json)
    }

    fn find(family: &str, version: &str, encoding: &str) -> Option<&'static Self> {
        let is =
            |format: &&Self| (format.family, format.version, format.encoding) == (family, version, encoding);
        FORMATS.iter().find(is)
    }
}

/// What is read, by families: "CycloneDX 1.4, 1.5, 1.6 or 1.7 in JSON or XML".
pub fn families(words: Words) -> Vec<String> {
    let mut families: Vec<&str> = Vec::new();
    for format in FORMATS {
        if !families.contains(&format.family) {
            families.push(format.family);
        }
    }
    let of = |family: &str, field: fn(&Format) -> &'static str| {
        let mut all: Vec<&str> = Vec::new();
        for format in FORMATS.iter().filter(|format| format.family == family) {
            if !all.contains(&field(format)) {
                all.push(field(format));
            }
        }
        words.join(all, "or")
    };
    let all = families.into_iter().map(|family| {
        let (versions, encodings) =
            (of(family, |format| format.version), of(family, |format| format.encoding));
        say!(words, "evidence-bill-family", family = family, versions = versions, encodings = encodings)
    });
    all.collect()
}

/// A text as JSON, and the format that it says it has.
///
/// # Errors
/// Where it is of no format that is read.
pub fn recognise(bytes: &[u8]) -> Result<(Json, &'static Format), Fault> {
    // Some editors put a byte-order mark before a text; it says nothing, as RFC 8259, 8.1, allows.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let other = |other| Err(Fault::Other(other));
    match start {
        _ if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => other(Other::Utf16),
        _ if bytes.starts_with(b"\x1f\x8b") => other(Other::Compressed),
        _ if bytes.starts_with(b"PK\x03\x04") => other(Other::Zip),
        _ if bytes.starts_with(b"%PDF") => other(Other::Pdf),
        Some(b'<') => of_xml(bytes),
        Some(b'{' | b'[') => of_json(bytes),
        _ if holds(bytes, b"SPDXVersion:") => other(Other::TagValue),
        _ if holds(bytes, b"spdxVersion:") || holds(bytes, b"bomFormat:") => other(Other::Yaml),
        _ => other(Other::NoJson),
    }
}

/// Whether a text holds a word near its beginning.
fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).take(4096).any(|window| window == word)
}

fn of_xml(bytes: &[u8]) -> Result<(Json, &'static Format), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Other(Other::NotText))?;
    let root = xml::parse(text)?;
    let Some(version) = root.version() else {
        return Err(Fault::Other(match root.name.as_str() {
            "RDF" => Other::Rdf,
            name if name.eq_ignore_ascii_case("html") => Other::Html,
            name => Other::Xml(super::bill::cut(name)),
        }));
    };
    match Format::find("CycloneDX", version, "XML") {
        Some(format) => Ok((xml::to_json(&root), format)),
        None => Err(Fault::Other(Other::Version("xmlns".to_owned(), Found::Text(super::bill::cut(version))))),
    }
}

fn of_json(bytes: &[u8]) -> Result<(Json, &'static Format), Fault> {
    let mut json = json::parse(bytes)?;
    if let Some(inner) = wrapped(&mut json) {
        json = inner;
    }
    let text = |key: &str| json.get(key).and_then(Json::as_str);
    let stated = |key: &str| {
        let found = json.get(key).map_or(Found::Nothing, Found::of);
        Err(Fault::Other(Other::Version(key.to_owned(), found)))
    };
    let (format, key) = match (text("bomFormat"), text("spdxVersion")) {
        (Some("CycloneDX"), _) => {
            (Format::find("CycloneDX", text("specVersion").unwrap_or_default(), "JSON"), "specVersion")
        }
        (_, Some(version)) => {
            let version = version.strip_prefix("SPDX-").unwrap_or_default();
            // A version 3 has no such key.
            (Format::find("SPDX", version, "JSON").filter(|_| version.starts_with("2.")), "spdxVersion")
        }
        (Some(_), None) => (None, "bomFormat"),
        _ if json.get("spdxVersion").is_some() => (None, "spdxVersion"),
        _ if json.get("payloadType").is_some() => return Err(Fault::Other(Other::Envelope)),
        _ if json.get("@context").is_some() => match spdx3_version(&json) {
            Some(version) => (Format::find("SPDX", version, "JSON"), "@context"),
            None => return Err(Fault::Other(Other::LinkedData)),
        },
        _ => return Err(Fault::Other(Other::NoBill)),
    };
    match format {
        Some(format) => Ok((json, format)),
        None => stated(key),
    }
}

/// The bill inside what some programs put around it: GitHub's export, and a statement of in-toto.
fn wrapped(json: &mut Json) -> Option<Json> {
    let key = match json.get("_type").and_then(Json::as_str) {
        Some(kind) if kind.starts_with("https://in-toto.io/") => "predicate",
        _ if json.get("bomFormat").is_none() && json.get("spdxVersion").is_none() => "sbom",
        _ => return None,
    };
    let inner = json.get_mut(key).filter(|inner| inner.is_object())?;
    Some(inner.take())
}

/// The version of SPDX whose published context is named: `3.0` of `https://spdx.org/rdf/3.0.1/…`.
fn spdx3_version(json: &Json) -> Option<&str> {
    let context = json.get("@context")?;
    let named = context.as_array().into_iter().flatten().filter_map(Json::as_str).chain(context.as_str());
    let rest = named.filter_map(|name| name.strip_prefix("https://spdx.org/rdf/")).next()?;
    let version = rest.split('/').next()?;
    let end = version.match_indices('.').nth(1).map_or(version.len(), |(at, _)| at);
    version.get(..end)
}
