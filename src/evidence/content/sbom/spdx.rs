//! SPDX 2 in JSON to a [`Bill`]: <https://spdx.github.io/spdx-spec/v2.3/>, of which 2.2.1 is
//! ISO/IEC 5962:2021. What its parts mean for the minimum elements is said in its Annex K.2.
//!
//! Reads what is there and leaves out what is malformed: that is the schema's to find.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::bill::{self, Bill, Component};
use super::said::Said;

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
    let packages = || items(Some(json), "packages");
    // SPDX 2.3, 7.1: a document with one package is of that package, whether or not it says so.
    let only = packages().count() == 1 && graph.described.is_empty();
    let (described, contained): (Vec<&Json>, Vec<&Json>) =
        packages().partition(|package| only || id(package).is_some_and(|id| graph.described.contains(id)));
    let lists = ["packages", "files", "snippets"];
    let ids = || lists.iter().flat_map(|list| items(Some(json), list)).filter_map(id);
    let listed: BTreeSet<&str> = ids().collect();
    let unlisted = graph
        .names
        .iter()
        .filter(|name| !listed.contains(*name) && !name.starts_with("DocumentRef-") && **name != DOCUMENT);
    let of = |prefix: &'static str| {
        let named = creators.iter().filter(move |creator| creator.starts_with(prefix));
        named.filter_map(|creator| Said::of(creator).stated().map(str::to_owned))
    };
    Bill {
        devices: described
            .into_iter()
            .map(|package| component(package, &graph))
            .filter(|device| !device.name.is_empty())
            .collect(),
        components: contained.into_iter().map(|package| component(package, &graph)).collect(),
        relationships: graph.relationships,
        unlisted: unlisted.map(|name| (*name).to_owned()).collect(),
        twice: bill::twice(ids()),
        authors: of("Person:").chain(of("Organization:")).collect(),
        tools: of("Tool:").collect(),
        timestamp: creation.and_then(|creation| text(creation, "created")),
        // SPDX 2 has no field of its own for it.
        context: creation.and_then(|creation| text(creation, "comment")),
    }
}

fn component(json: &Json, graph: &Graph<'_>) -> Component {
    let said = |key: &str| Said::of_any(json.get(key).and_then(Json::as_str));
    let is_in = |set: &BTreeSet<&str>| id(json).is_some_and(|id| set.contains(id));
    Component {
        name: text(json, "name").unwrap_or_default(),
        version: said("versionInfo"),
        producer: said("supplier"),
        identified: items(Some(json), "externalRefs").any(is_identifier),
        hashed: items(Some(json), "checksums").any(|checksum| text(checksum, "checksumValue").is_some()),
        licence: said("licenseConcluded").or(said("licenseDeclared")),
        related: is_in(&graph.related),
        opaque: is_in(&graph.open),
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
    /// Of what the bill says that it does not know what it is made of.
    open: BTreeSet<&'a str>,
    /// Everything that is named.
    names: BTreeSet<&'a str>,
    relationships: usize,
}

impl<'a> Graph<'a> {
    fn of(json: &'a Json) -> Self {
        let described: BTreeSet<&str> =
            items(Some(json), "documentDescribes").filter_map(Json::as_str).collect();
        let names = described.clone();
        let mut graph =
            Self { described, related: BTreeSet::new(), open: BTreeSet::new(), names, relationships: 0 };
        for entry in items(Some(json), "relationships") {
            let word = |key: &str| entry.get(key).and_then(Json::as_str).unwrap_or_default();
            let (from, kind, to) =
                (word("spdxElementId"), word("relationshipType"), word("relatedSpdxElement"));
            graph.names.extend([from, to].iter().filter(|name| ![UNKNOWN, NOTHING, ""].contains(name)));
            match kind {
                "DESCRIBES" if from == DOCUMENT => drop(graph.described.insert(to)),
                "DESCRIBED_BY" if to == DOCUMENT => drop(graph.described.insert(from)),
                "DESCRIBES" | "DESCRIBED_BY" | "AMENDS" => {}
                _ if to == UNKNOWN => drop(graph.open.insert(from)),
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
