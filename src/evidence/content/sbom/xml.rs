//! CycloneDX in XML to the same in JSON, as far as [`cyclonedx`](super::cyclonedx) reads it:
//! <https://cyclonedx.org/docs/1.6/xml/>.
//!
//! The XML is a stranger's: a document type and every entity but those of XML itself are refused, and
//! depth and number are bounded while it is read.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value as Json, json};

use super::fault::{Encoding, Fault, Unread};
use super::json::MOST_LEVELS;

/// What the names of the format begin with; its version stands behind.
const NAMESPACE: &str = "http://cyclonedx.org/schema/bom/";

/// Texts of more elements and attributes than this are refused: some ten thousand components. An element
/// takes more memory than a value of JSON.
const MOST_VALUES: usize = 200_000;

/// An element, without those of other namespaces.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name without a prefix.
    pub name: String,
    /// Its namespace; only the root's is known.
    pub namespace: String,
    prefix: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

/// Reads XML.
///
/// # Errors
/// Where it is none, has a document type or an entity, or is beyond the limits.
pub fn parse(text: &str) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut values = 0;
    loop {
        let event = reader.read_event();
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let fault = |why| Fault::Text { encoding: Encoding::Xml, why, at: place(text, position) };
        let syntax = |error: quick_xml::Error| fault(Unread::Syntax(error.to_string()));
        match event.map_err(syntax)? {
            Event::Start(start) => {
                let element = element(&start).map_err(syntax)?;
                values += 1 + element.attributes.len();
                if open.len() == MOST_LEVELS {
                    return Err(fault(Unread::Levels(MOST_LEVELS)));
                }
                if values > MOST_VALUES {
                    return Err(fault(Unread::Values(MOST_VALUES)));
                }
                open.push(element);
            }
            Event::End(_) => {
                let Some(closed) = open.pop() else { return Err(fault(Unread::CutOff)) };
                match open.last_mut() {
                    None => return Ok(closed),
                    Some(parent) if parent.prefix == closed.prefix => parent.children.push(closed),
                    Some(_) => {}
                }
            }
            Event::Text(part) => push(&mut open, &part.xml10_content()),
            Event::CData(part) => push(&mut open, &part.xml10_content()),
            Event::GeneralRef(entity) => {
                let name = entity.xml10_content();
                let Some(character) =
                    entity.resolve_char_ref().map_err(syntax)?.or_else(|| predefined(&name))
                else {
                    return Err(fault(Unread::Entity(super::bill::cut(&name))));
                };
                push(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(fault(Unread::DocumentType)),
            Event::Eof => return Err(fault(Unread::CutOff)),
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

/// The line and the column of a byte, from 1.
fn place(text: &str, position: usize) -> Option<(usize, usize)> {
    let before = text.get(..position)?;
    let line = before.matches('\n').count() + 1;
    Some((line, before.rsplit('\n').next()?.chars().count()))
}

fn element(start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let whole = start.name().as_ref().to_owned();
    let (prefix, name) = whole.split_once(':').unwrap_or(("", &whole));
    let mut element = Element { name: name.to_owned(), prefix: prefix.to_owned(), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(quick_xml::Error::from)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        let key = attribute.key.as_ref();
        let declares =
            if prefix.is_empty() { key == "xmlns" } else { key.strip_prefix("xmlns:") == Some(prefix) };
        if declares {
            element.namespace = value.into_owned();
        } else {
            element.attributes.insert(key.to_owned(), value.into_owned());
        }
    }
    Ok(element)
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

impl Element {
    /// The version of CycloneDX that it says it is of, where it is the root of one.
    pub fn version(&self) -> Option<&str> {
        if self.name != "bom" {
            return None;
        }
        self.namespace.strip_prefix(NAMESPACE)
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The elements of one name below an element of the other: `components` and `component`.
    fn list<'a>(&'a self, of: &str, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.child(of).into_iter().flat_map(move |child| child.all(name))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// A bill in XML as the same in JSON, in what is read of it.
pub fn to_json(bom: &Element) -> Json {
    let mut out = Map::new();
    out.insert("specVersion".to_owned(), bom.version().unwrap_or_default().into());
    if let Some(metadata) = bom.child("metadata") {
        out.insert("metadata".to_owned(), self::metadata(metadata));
    }
    put(&mut out, "components", bom.list("components", "component").map(component));
    put(&mut out, "services", bom.list("services", "service").map(component));
    let dependencies = bom.list("dependencies", "dependency").map(|one| {
        let named = |key: &'static str| -> Vec<&str> { one.all(key).filter_map(reference).collect() };
        json!({"ref": one.attribute("ref"), "dependsOn": named("dependency"), "provides": named("provides")})
    });
    put(&mut out, "dependencies", dependencies);
    let compositions = bom.list("compositions", "composition").map(|one| {
        let named = |of: &'static str, key: &'static str| -> Vec<&str> {
            one.list(of, key).filter_map(reference).collect()
        };
        json!({
            "aggregate": one.child("aggregate").map(|aggregate| aggregate.text.trim()),
            "assemblies": named("assemblies", "assembly"),
            "dependencies": named("dependencies", "dependency"),
        })
    });
    put(&mut out, "compositions", compositions);
    Json::Object(out)
}

fn metadata(metadata: &Element) -> Json {
    let mut out = texts(metadata, &["timestamp"]);
    let authors = metadata.list("authors", "author").map(|one| Json::Object(texts(one, &["name", "email"])));
    put(&mut out, "authors", authors);
    let phases =
        metadata.list("lifecycles", "lifecycle").map(|one| Json::Object(texts(one, &["phase", "name"])));
    put(&mut out, "lifecycles", phases);
    if let Some(tools) = metadata.child("tools") {
        let old = tools.all("tool").chain(tools.list("components", "component"));
        let all = old.chain(tools.list("services", "service"));
        put(&mut out, "tools", all.map(|one| Json::Object(texts(one, &["name"]))));
    }
    if let Some(maker) = metadata.child("manufacturer") {
        out.insert("manufacturer".to_owned(), Json::Object(texts(maker, &["name"])));
    }
    if let Some(device) = metadata.child("component") {
        out.insert("component".to_owned(), component(device));
    }
    Json::Object(out)
}

fn reference(one: &Element) -> Option<&str> {
    one.attribute("ref")
}

/// Goes as deep as the element does, which is bounded.
fn component(one: &Element) -> Json {
    let mut out = texts(one, &["name", "version", "versionRange", "group", "publisher", "cpe", "purl"]);
    for (attribute, key) in [("type", "type"), ("bom-ref", "bom-ref")] {
        out.extend(one.attribute(attribute).map(|value| (key.to_owned(), value.into())));
    }
    for party in ["supplier", "manufacturer"] {
        out.extend(one.child(party).map(|child| (party.to_owned(), Json::Object(texts(child, &["name"])))));
    }
    let tag = one.child("swid").and_then(|swid| swid.attribute("tagId"));
    out.extend(tag.map(|tag| ("swid".to_owned(), json!({"tagId": tag}))));
    for many in ["omniborId", "swhid"] {
        put(&mut out, many, one.all(many).map(|id| Json::from(id.text.trim())));
    }
    let hashes = one.list("hashes", "hash");
    let hashes = hashes.map(|hash| json!({"alg": hash.attribute("alg"), "content": hash.text.trim()}));
    put(&mut out, "hashes", hashes);
    let licences = one.list("licenses", "license").map(|one| json!({"license": texts(one, &["id", "name"])}));
    let expressions = one.list("licenses", "expression").map(|one| json!({"expression": one.text.trim()}));
    put(&mut out, "licenses", licences.chain(expressions));
    put(&mut out, "components", one.list("components", "component").map(component));
    Json::Object(out)
}

/// A list under a key, where there is anything in it: a large bill has many things that are not there.
fn put(out: &mut Map<String, Json>, key: &str, items: impl Iterator<Item = Json>) {
    let items: Vec<Json> = items.collect();
    if !items.is_empty() {
        out.insert(key.to_owned(), Json::Array(items));
    }
}

/// The texts of the children of some names.
fn texts(element: &Element, names: &[&str]) -> Map<String, Json> {
    let found =
        names.iter().filter_map(|name| Some(((*name).to_owned(), element.child(name)?.text.trim().into())));
    found.collect()
}
