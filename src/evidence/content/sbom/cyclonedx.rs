//! CycloneDX to a [`Bill`], in JSON or as [`xml`](super::xml) makes it of XML:
//! <https://cyclonedx.org/docs/1.6/json/>, also ECMA-424.
//!
//! Reads what is there and leaves out what is malformed: that is the schema's to find.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::bill::{self, Bill, Component};
use super::said::Said;

/// What is listed as a component, and is no unit of software with a version and a supplier.
const NO_SOFTWARE: &[&str] = &["cryptographic-asset", "data", "file"];

/// Reads a bill.
pub fn read(json: &Json) -> Bill {
    let metadata = json.get("metadata");
    let main = metadata.and_then(|metadata| metadata.get("component"));
    let graph = Graph::of(json);
    let mut references = Vec::new();
    let mut bill = Bill {
        devices: main.map(component).filter(|device| !device.name.is_empty()).into_iter().collect(),
        authors: authors(metadata),
        tools: tools(metadata.and_then(|metadata| metadata.get("tools"))),
        context: items(metadata, "lifecycles")
            .find_map(|one| text(one, "phase").or_else(|| text(one, "name"))),
        timestamp: metadata.and_then(|metadata| text(metadata, "timestamp")),
        relationships: graph.relationships,
        ..Bill::default()
    };
    references.extend(main.and_then(reference));
    references.extend(items(Some(json), "services").filter_map(reference));
    // A stack of what is left to read, each with whether it stands below another component.
    let mut left: Vec<(&Json, bool)> = items(Some(json), "components").map(|one| (one, false)).collect();
    left.extend(items(main, "components").map(|one| (one, true)));
    left.reverse();
    while let Some((one, below)) = left.pop() {
        let holds = items(Some(one), "components").count() > 0;
        references.extend(reference(one));
        if !text(one, "type").is_some_and(|kind| NO_SOFTWARE.contains(&kind.as_str())) {
            let is_in =
                |set: &BTreeSet<&str>| reference(one).is_some_and(|reference| set.contains(reference));
            let related = below || holds || is_in(&graph.names) || is_in(&graph.open);
            bill.components.push(Component { related, opaque: is_in(&graph.open), ..component(one) });
        }
        bill.relationships += usize::from(below);
        let inner: Vec<&Json> = items(Some(one), "components").collect();
        left.extend(inner.into_iter().rev().map(|one| (one, true)));
    }
    let listed: BTreeSet<&str> = references.iter().copied().collect();
    // A name of this form is of another bill (BOM-Link).
    let unlisted = graph.names.iter().filter(|name| !listed.contains(*name) && !name.starts_with("urn:cdx:"));
    bill.unlisted = unlisted.map(|name| (*name).to_owned()).collect();
    bill.twice = bill::twice(references.into_iter());
    bill
}

fn component(json: &Json) -> Component {
    let said = |key: &str| Said::of_any(json.get(key).and_then(Json::as_str));
    let of = |key: &str| Said::of_any(json.get(key).and_then(|one| one.get("name")).and_then(Json::as_str));
    let stated = |key: &str| said(key).is_stated();
    Component {
        name: text(json, "name").unwrap_or_default(),
        version: said("version").or(said("versionRange")),
        producer: of("supplier").or(of("manufacturer")).or(said("publisher")),
        identified: ["cpe", "purl"].iter().any(|key| stated(key))
            || json.get("swid").and_then(|swid| text(swid, "tagId")).is_some()
            || ["omniborId", "swhid"].iter().any(|key| items(Some(json), key).count() > 0),
        hashed: items(Some(json), "hashes").any(|hash| text(hash, "content").is_some()),
        licence: items(Some(json), "licenses").map(licence).fold(Said::Nothing, Said::or),
        ..Component::default()
    }
}

fn licence(json: &Json) -> Said {
    let of = |json: Option<&Json>, key: &str| {
        Said::of_any(json.and_then(|one| one.get(key)).and_then(Json::as_str))
    };
    let license = json.get("license");
    of(license, "id").or(of(license, "name")).or(of(Some(json), "expression"))
}

/// The people who made the bill, and since 1.6 the organisation. What is called `manufacture` in
/// older versions made the device, not the bill.
fn authors(metadata: Option<&Json>) -> Vec<String> {
    let said = |json: &Json, key: &str| Said::of_any(json.get(key).and_then(Json::as_str));
    let people = items(metadata, "authors").map(|one| said(one, "name").or(said(one, "email")));
    let maker = metadata.and_then(|metadata| metadata.get("manufacturer")).map(|maker| said(maker, "name"));
    people.chain(maker).filter_map(|said| said.stated().map(str::to_owned)).collect()
}

/// Until 1.4 a list, then an object with lists.
fn tools(json: Option<&Json>) -> Vec<String> {
    let listed = json.and_then(Json::as_array).into_iter().flatten();
    let all = listed.chain(items(json, "components")).chain(items(json, "services"));
    all.filter_map(|tool| text(tool, "name")).collect()
}

/// The dependencies.
struct Graph<'a> {
    /// Everything that the graph names.
    names: BTreeSet<&'a str>,
    /// Of what the bill says that it does not know, or does not list, all that it is made of.
    open: BTreeSet<&'a str>,
    relationships: usize,
}

impl<'a> Graph<'a> {
    fn of(json: &'a Json) -> Self {
        let mut graph = Self { names: BTreeSet::new(), open: BTreeSet::new(), relationships: 0 };
        for entry in items(Some(json), "dependencies") {
            graph.names.extend(entry.get("ref").and_then(Json::as_str));
            for key in ["dependsOn", "provides"] {
                for name in items(Some(entry), key).filter_map(Json::as_str) {
                    graph.names.insert(name);
                    graph.relationships += 1;
                }
            }
        }
        for composition in items(Some(json), "compositions") {
            let aggregate = composition.get("aggregate").and_then(Json::as_str).unwrap_or_default();
            if aggregate == "unknown" || aggregate.starts_with("incomplete") {
                let named = ["assemblies", "dependencies"].into_iter();
                graph
                    .open
                    .extend(named.flat_map(|key| items(Some(composition), key)).filter_map(Json::as_str));
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
