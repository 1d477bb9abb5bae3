//! SPDX 2 in JSON to a [`Bill`]: <https://spdx.github.io/spdx-spec/v2.3/>, of which 2.2.1 is
//! ISO/IEC 5962:2021. What its parts mean for the minimum elements is said in its Annex K.2.
//!
//! Reads what is there and leaves out what is malformed: that is the schema's to find.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::bill::{Bill, Component, Device};

/// The id of the document itself.
const DOCUMENT: &str = "SPDXRef-DOCUMENT";

/// What stands where somebody does not know, or there is nothing.
const UNKNOWN: &str = "NOASSERTION";
const NOTHING: &str = "NONE";

/// Reads a bill.
pub fn read(json: &Json) -> Bill {
    let creation = json.get("creationInfo");
    let creators: Vec<&str> = items(creation, "creators").filter_map(Json::as_str).map(str::trim).collect();
    let graph = Graph::of(json);
    let (described, contained): (Vec<&Json>, Vec<&Json>) = items(Some(json), "packages")
        .partition(|package| id(package).is_some_and(|id| graph.described.contains(id)));
    let lists = ["packages", "files", "snippets"];
    let listed: BTreeSet<&str> =
        lists.iter().flat_map(|list| items(Some(json), list)).filter_map(id).collect();
    let unlisted = graph
        .names
        .iter()
        .filter(|name| !listed.contains(*name) && !name.starts_with("DocumentRef-") && **name != DOCUMENT);
    Bill {
        devices: described
            .into_iter()
            .filter_map(|package| {
                Some(Device { name: text(package, "name")?, version: text(package, "versionInfo") })
            })
            .collect(),
        components: contained
            .into_iter()
            .map(|package| Component {
                related: id(package).is_some_and(|id| graph.related.contains(id)),
                ..component(package)
            })
            .collect(),
        relationships: graph.relationships,
        unlisted: unlisted.map(|name| (*name).to_owned()).collect(),
        authors: creators
            .iter()
            .filter_map(|creator| {
                creator.strip_prefix("Person:").or_else(|| creator.strip_prefix("Organization:"))
            })
            .map(|name| name.trim().trim_end_matches("()").trim().to_owned())
            .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("anonymous"))
            .collect(),
        tools: creators.iter().filter(|creator| creator.starts_with("Tool:")).count(),
        timestamp: creation.and_then(|creation| text(creation, "created")),
    }
}

fn component(json: &Json) -> Component {
    let supplier = text(json, "supplier").map(|supplier| {
        let name = supplier.strip_prefix("Organization:").or_else(|| supplier.strip_prefix("Person:"));
        name.unwrap_or(&supplier).trim().to_owned()
    });
    Component {
        name: text(json, "name").unwrap_or_default(),
        version: text(json, "versionInfo"),
        supplier: supplier.filter(|supplier| !supplier.is_empty()),
        identified: items(Some(json), "externalRefs").any(is_identifier),
        hashed: items(Some(json), "checksums").any(|checksum| text(checksum, "checksumValue").is_some()),
        related: false,
    }
}

/// SPDX 2.3, Annex F: of the references for security, those to advisories identify nothing.
fn is_identifier(json: &Json) -> bool {
    let word = |key: &str| text(json, key).unwrap_or_default();
    let (category, kind) = (word("referenceCategory"), word("referenceType"));
    let kind = kind.rsplit('/').next().unwrap_or_default();
    !word("referenceLocator").is_empty()
        && (category.starts_with("PACKAGE")
            || category.starts_with("PERSISTENT")
            || kind.starts_with("cpe")
            || kind == "swid")
}

/// The relationships.
struct Graph<'a> {
    /// What the document is of.
    described: BTreeSet<&'a str>,
    /// What has a relationship to something else than the document.
    related: BTreeSet<&'a str>,
    /// Everything that is named.
    names: BTreeSet<&'a str>,
    relationships: usize,
}

impl<'a> Graph<'a> {
    fn of(json: &'a Json) -> Self {
        let described: BTreeSet<&str> =
            items(Some(json), "documentDescribes").filter_map(Json::as_str).collect();
        let names = described.clone();
        let mut graph = Self { described, related: BTreeSet::new(), names, relationships: 0 };
        for entry in items(Some(json), "relationships") {
            let word = |key: &str| entry.get(key).and_then(Json::as_str).unwrap_or_default();
            let (from, kind, to) =
                (word("spdxElementId"), word("relationshipType"), word("relatedSpdxElement"));
            graph.names.extend([from, to].iter().filter(|name| ![UNKNOWN, NOTHING, ""].contains(name)));
            match kind {
                "DESCRIBES" if from == DOCUMENT => drop(graph.described.insert(to)),
                "DESCRIBED_BY" if to == DOCUMENT => drop(graph.described.insert(from)),
                "DESCRIBES" | "DESCRIBED_BY" | "AMENDS" => {}
                _ if to == UNKNOWN => {}
                _ => {
                    graph.related.extend([from, to]);
                    graph.relationships += usize::from(to != NOTHING);
                }
            }
        }
        graph
    }
}

fn id(json: &Json) -> Option<&str> {
    json.get("SPDXID").and_then(Json::as_str)
}

fn items<'a>(json: Option<&'a Json>, key: &str) -> impl Iterator<Item = &'a Json> {
    json.and_then(|json| json.get(key)).and_then(Json::as_array).into_iter().flatten()
}

/// A text that says something.
fn text(json: &Json, key: &str) -> Option<String> {
    let text = json.get(key)?.as_str()?.trim();
    (![UNKNOWN, NOTHING, ""].contains(&text)).then(|| text.to_owned())
}
