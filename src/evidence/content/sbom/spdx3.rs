//! SPDX 3.0 in JSON-LD to a [`Bill`]: <https://spdx.github.io/spdx-spec/v3.0.1/>, chapter "Serialization".
//!
//! Only the canonical form is read: one graph of elements, with the names of the published context. What
//! its parts mean for the minimum elements follows the profile "Lite" and the relationships of "Core".

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::bill::{self, Bill, Component};
use super::said::Said;

/// What a component can be.
const SOFTWARE: &[&str] = &["software_Package", "ai_AIPackage", "dataset_DatasetPackage"];

/// Whoever makes something.
const AGENTS: &[&str] = &["Agent", "Organization", "Person"];

/// Reads a bill.
pub fn read(json: &Json) -> Bill {
    let graph = Graph::of(json);
    let sboms: Vec<&Json> = graph.all.iter().copied().filter(|one| kind(one) == "software_Sbom").collect();
    let document = graph.all.iter().copied().find(|one| kind(one) == "SpdxDocument");
    let software: Vec<&Json> =
        graph.all.iter().copied().filter(|one| SOFTWARE.contains(&kind(one))).collect();
    let roots = graph.roots(document, &sboms);
    let only = software.len() == 1 && roots.is_empty();
    let (described, contained): (Vec<&Json>, Vec<&Json>) =
        software.into_iter().partition(|one| only || id(one).is_some_and(|id| roots.contains(id)));
    let creation = graph.creation(document.or(sboms.first().copied()));
    let agents = || {
        let named = texts(creation, "createdBy").filter_map(|id| graph.by_id.get(id).copied());
        named.filter(|agent| AGENTS.contains(&kind(agent)))
    };
    let tools = texts(creation, "createdUsing").filter_map(|id| graph.by_id.get(id).copied());
    let programs = texts(creation, "createdBy").filter_map(|id| graph.by_id.get(id).copied());
    let programs = programs.filter(|agent| kind(agent) == "SoftwareAgent");
    let name = |one: &Json| Said::of_any(word(one, "name")).stated().map(str::to_owned);
    let listed = |id: &&str| graph.by_id.contains_key(*id) || graph.imported.contains(*id);
    Bill {
        devices: described
            .into_iter()
            .map(|one| graph.component(one))
            .filter(|device| !device.name.is_empty())
            .collect(),
        components: contained.into_iter().map(|one| graph.component(one)).collect(),
        relationships: graph.relationships,
        unlisted: graph.names.iter().copied().filter(|id| !listed(id)).map(str::to_owned).collect(),
        twice: bill::twice(graph.all.iter().filter_map(|one| id(one))),
        authors: agents().filter_map(name).collect(),
        tools: tools.chain(programs).filter_map(name).collect(),
        timestamp: creation.and_then(|creation| word(creation, "created")).map(str::to_owned),
        context: sboms
            .iter()
            .find_map(|sbom| texts(Some(sbom), "software_sbomType").next())
            .map(str::to_owned),
    }
}

/// The elements with what relates them.
#[derive(Default)]
struct Graph<'a> {
    all: Vec<&'a Json>,
    by_id: BTreeMap<&'a str, &'a Json>,
    /// What the document is said to describe.
    described: BTreeSet<&'a str>,
    /// What has a relationship to other software.
    related: BTreeSet<&'a str>,
    /// Of what the bill says that it does not know all that it is made of.
    open: BTreeSet<&'a str>,
    /// The licences of each element.
    licences: BTreeMap<&'a str, Said>,
    /// Everything that relationships between software name.
    names: BTreeSet<&'a str>,
    /// What other documents hold.
    imported: BTreeSet<&'a str>,
    relationships: usize,
}

impl<'a> Graph<'a> {
    fn of(json: &'a Json) -> Self {
        let mut graph = Self::default();
        graph.all = match json.get("@graph") {
            Some(all) => all.as_array().into_iter().flatten().collect(),
            None => vec![json],
        };
        graph.by_id = graph.all.iter().filter_map(|one| Some((id(one)?, *one))).collect();
        for one in graph.all.clone() {
            match kind(one) {
                "SpdxDocument" => {
                    let imports = one.get("import").and_then(Json::as_array).into_iter().flatten();
                    graph.imported.extend(imports.filter_map(|import| word(import, "externalSpdxId")));
                }
                "Relationship" | "LifecycleScopedRelationship" => graph.relate(one),
                _ => {}
            }
        }
        graph
    }

    fn relate(&mut self, one: &'a Json) {
        let from = word(one, "from").unwrap_or_default();
        match word(one, "relationshipType").unwrap_or_default() {
            "describes" => self.described.extend(texts(Some(one), "to")),
            "hasDeclaredLicense" | "hasConcludedLicense" => {
                let said = texts(Some(one), "to").map(|id| self.licence(id)).fold(Said::Nothing, Said::or);
                let before = self.licences.remove(from).unwrap_or_default();
                self.licences.insert(from, before.or(said));
            }
            _ => {
                let mut known = 0;
                for to in texts(Some(one), "to") {
                    match short(to) {
                        "NoAssertionElement" => drop(self.open.insert(from)),
                        "NoneElement" => {}
                        _ => {
                            self.related.insert(to);
                            self.names.insert(to);
                            known += 1;
                        }
                    }
                }
                self.names.insert(from);
                self.related.insert(from);
                if word(one, "completeness").map(short) == Some("noAssertion") && known == 0 {
                    self.open.insert(from);
                }
                self.relationships += known;
            }
        }
    }

    fn licence(&self, id: &str) -> Said {
        match short(id) {
            "NoAssertionLicense" => return Said::Unknown,
            "NoneLicense" => return Said::This("NONE".to_owned()),
            _ => {}
        }
        let Some(one) = self.by_id.get(id) else { return Said::of(id) };
        let expression = word(one, "simplelicensing_licenseExpression").or_else(|| word(one, "name"));
        expression.map_or_else(|| Said::of(id), Said::of)
    }

    /// What the document is of: its roots, and where a root is a bill, the roots of that.
    fn roots(&self, document: Option<&'a Json>, sboms: &[&'a Json]) -> BTreeSet<&'a str> {
        let mut roots: BTreeSet<&str> = self.described.clone();
        let holders = document.into_iter().chain(sboms.iter().copied());
        roots.extend(holders.flat_map(|holder| texts(Some(holder), "rootElement")));
        roots
    }

    /// How the document was made: an object of its own, or one that stands in the document.
    fn creation(&self, holder: Option<&'a Json>) -> Option<&'a Json> {
        match holder?.get("creationInfo")? {
            Json::String(id) => self.by_id.get(id.as_str()).copied(),
            inline => Some(inline),
        }
    }

    fn component(&self, json: &'a Json) -> Component {
        let id = id(json).unwrap_or_default();
        let is_in = |set: &BTreeSet<&str>| set.contains(id);
        let supplier = texts(Some(json), "suppliedBy").next().map(|id| match self.by_id.get(id) {
            Some(agent) => Said::of_any(word(agent, "name")),
            None => Said::of(match short(id) {
                "NoAssertionElement" => "NOASSERTION",
                _ => id,
            }),
        });
        let makers = texts(Some(json), "originatedBy").filter_map(|id| self.by_id.get(id));
        let maker = makers.map(|agent| Said::of_any(word(agent, "name"))).fold(Said::Nothing, Said::or);
        let objects = |key: &str| json.get(key).and_then(Json::as_array).into_iter().flatten();
        Component {
            name: word(json, "name").unwrap_or_default().to_owned(),
            version: Said::of_any(word(json, "software_packageVersion")),
            producer: supplier.unwrap_or_default().or(maker),
            identified: Said::of_any(word(json, "software_packageUrl")).is_stated()
                || objects("software_contentIdentifier").count() > 0
                || objects("externalIdentifier").any(is_identifier),
            hashed: objects("verifiedUsing").any(|hash| word(hash, "hashValue").is_some()),
            licence: self.licences.get(id).cloned().unwrap_or_default(),
            related: is_in(&self.related),
            opaque: is_in(&self.open),
        }
    }
}

/// Of the identifiers, those of advisories and the like identify nothing.
fn is_identifier(json: &Json) -> bool {
    let kind = word(json, "externalIdentifierType").map(short).unwrap_or_default();
    ["cpe22", "cpe23", "packageUrl", "purl", "swid", "swhid", "gitoid"].contains(&kind)
        && word(json, "identifier").is_some()
}

fn id(json: &Json) -> Option<&str> {
    word(json, "spdxId").or_else(|| word(json, "@id"))
}

fn kind(json: &Json) -> &str {
    word(json, "type").or_else(|| word(json, "@type")).map(short).unwrap_or_default()
}

/// A name of the published context without what stands before it: `spdx:Core/NoneElement`.
fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn word<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    json.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The texts of a list, or the one text that stands in its place.
fn texts<'a>(json: Option<&'a Json>, key: &str) -> impl Iterator<Item = &'a str> {
    let found = json.and_then(|json| json.get(key));
    let one = found.and_then(Json::as_str);
    found.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).chain(one)
}
