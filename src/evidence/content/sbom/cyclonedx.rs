//! CycloneDX in JSON to a [`Bill`]: <https://cyclonedx.org/docs/1.6/json/>, also ECMA-424.
//!
//! Reads what is there and leaves out what is malformed: that is the schema's to find.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::bill::{Bill, Component, Device};

/// What is listed as a component, and is no unit of software with a version and a supplier.
const NO_SOFTWARE: &[&str] = &["cryptographic-asset", "data", "file"];

/// Reads a bill.
pub fn read(json: &Json) -> Bill {
    let metadata = json.get("metadata");
    let main = metadata.and_then(|metadata| metadata.get("component"));
    let graph = Graph::of(json);
    let mut listed = BTreeSet::new();
    let mut bill = Bill {
        devices: main.into_iter().filter_map(device).collect(),
        authors: authors(metadata),
        tools: tools(metadata.and_then(|metadata| metadata.get("tools"))),
        timestamp: metadata.and_then(|metadata| text(metadata, "timestamp")),
        relationships: graph.relationships,
        ..Bill::default()
    };
    listed.extend(main.and_then(reference));
    listed.extend(items(Some(json), "services").filter_map(reference));
    // A stack of what is left to read, each with whether it stands below another component.
    let mut left: Vec<(&Json, bool)> = items(Some(json), "components").map(|one| (one, false)).collect();
    left.extend(items(main, "components").map(|one| (one, true)));
    left.reverse();
    while let Some((one, below)) = left.pop() {
        let holds = items(Some(one), "components").count() > 0;
        listed.extend(reference(one));
        if !text(one, "type").is_some_and(|kind| NO_SOFTWARE.contains(&kind.as_str())) {
            let named = reference(one).is_some_and(|reference| graph.names.contains(reference));
            bill.components.push(Component { related: below || holds || named, ..component(one) });
        }
        bill.relationships += usize::from(below);
        let inner: Vec<&Json> = items(Some(one), "components").collect();
        left.extend(inner.into_iter().rev().map(|one| (one, true)));
    }
    // A name of this form is of another bill (BOM-Link).
    let unlisted = graph.names.iter().filter(|name| !listed.contains(*name) && !name.starts_with("urn:cdx:"));
    bill.unlisted = unlisted.map(|name| (*name).to_owned()).collect();
    bill
}

fn device(main: &Json) -> Option<Device> {
    Some(Device { name: text(main, "name")?, version: text(main, "version") })
}

fn component(json: &Json) -> Component {
    let name_of = |key: &str| text(json.get(key)?, "name");
    Component {
        name: text(json, "name").unwrap_or_default(),
        version: text(json, "version").or_else(|| text(json, "versionRange")),
        supplier: name_of("supplier").or_else(|| name_of("manufacturer")).or_else(|| text(json, "publisher")),
        identified: ["cpe", "purl"].iter().any(|key| text(json, key).is_some())
            || json.get("swid").and_then(|swid| text(swid, "tagId")).is_some()
            || ["omniborId", "swhid"].iter().any(|key| items(Some(json), key).count() > 0),
        hashed: items(Some(json), "hashes").any(|hash| text(hash, "content").is_some()),
        related: false,
    }
}

/// The people who made the bill, and since 1.6 the organisation. What is called `manufacture` in
/// older versions made the device, not the bill.
fn authors(metadata: Option<&Json>) -> Vec<String> {
    let people =
        items(metadata, "authors").filter_map(|one| text(one, "name").or_else(|| text(one, "email")));
    let maker = metadata.and_then(|metadata| text(metadata.get("manufacturer")?, "name"));
    people.chain(maker).collect()
}

/// Until 1.4 a list, then an object with lists.
fn tools(json: Option<&Json>) -> usize {
    match json {
        Some(Json::Array(tools)) => tools.len(),
        tools => items(tools, "components").count() + items(tools, "services").count(),
    }
}

/// The dependencies.
struct Graph<'a> {
    /// Everything that the graph names.
    names: BTreeSet<&'a str>,
    relationships: usize,
}

impl<'a> Graph<'a> {
    fn of(json: &'a Json) -> Self {
        let mut graph = Self { names: BTreeSet::new(), relationships: 0 };
        for entry in items(Some(json), "dependencies") {
            graph.names.extend(entry.get("ref").and_then(Json::as_str));
            for key in ["dependsOn", "provides"] {
                for name in items(Some(entry), key).filter_map(Json::as_str) {
                    graph.names.insert(name);
                    graph.relationships += 1;
                }
            }
        }
        graph
    }
}

fn reference(json: &Json) -> Option<&str> {
    json.get("bom-ref").and_then(Json::as_str)
}

fn items<'a>(json: Option<&'a Json>, key: &str) -> impl Iterator<Item = &'a Json> {
    json.and_then(|json| json.get(key)).and_then(Json::as_array).into_iter().flatten()
}

/// A text that says something.
fn text(json: &Json, key: &str) -> Option<String> {
    let text = json.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
