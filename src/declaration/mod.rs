//! A vendor's declaration: from its text to what it says, with places.
//!
//! It is read once. What a declaration must hold is said by the schema of the pack that it answers, and
//! nowhere else: nothing here judges more than that the text can be read without doubt. A key that is left
//! empty, or `null`, is one that nobody has filled in yet; it is as if it did not stand there.

mod enclosed;
mod load;
mod place;
mod read;
pub mod workbook;

use std::collections::BTreeMap;

use serde_json::Value as Json;

pub use enclosed::Enclosed;
pub use load::{load, read, read_json, unmarked};
pub use place::{DRAFTS, ORIGINS, Place};

use crate::syntax::Node;
use crate::text::{Route, SourceId, Span, Step};

/// What one vendor says of one device, as written.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The text it was read from.
    pub source: SourceId,
    /// What it says that it answers.
    pub head: Head,
    /// Who offers the device.
    pub vendor: Vendor,
    /// The device.
    pub device: Device,
    /// The deviations that are complete, by the id of the requirement.
    pub deviations: BTreeMap<String, Deviation>,
    /// Its values with their places.
    tree: Node,
    /// The same values in JSON, for the schema.
    json: Json,
    /// In what it is written.
    written: Written,
}

/// In what a declaration is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// In JSON, in which every word stands in quotes.
    Json,
    /// In YAML.
    Yaml,
    /// In the cells of a workbook, in which people see no ids.
    Workbook,
}

/// What a declaration says that it answers: whatever stands at these keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The format of the declaration.
    pub format: Option<Json>,
    /// The pack.
    pub pack: Option<Json>,
    /// The tender.
    pub tender: Option<Json>,
    /// The lot.
    pub lot: Option<Json>,
}

/// Who offers the device. Texts are without blanks around them, and empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vendor {
    /// The vendor's name.
    pub name: String,
    /// Whom to ask.
    pub contact: String,
}

/// The device. Texts are without blanks around them, and empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// What people call it.
    pub name: String,
    /// Its model.
    pub model: String,
    /// Its version, as the vendor counts.
    pub version: String,
}

/// What a vendor proposes in place of a requirement. Neither text is blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Why it is not met.
    pub reason: String,
    /// What is done instead.
    pub measure: String,
}

impl Declaration {
    /// The pack it answers.
    pub fn pack(&self) -> Option<&str> {
        self.head.pack.as_ref()?.as_str()
    }

    /// The lot it answers.
    pub fn lot(&self) -> Option<&str> {
        self.head.lot.as_ref()?.as_str()
    }

    /// A fact; nothing where it is not stated.
    pub fn fact(&self, id: &str) -> Option<&Json> {
        self.json.get("facts")?.get(id).filter(|value| !value.is_null())
    }

    /// The facts that are stated, by id.
    pub fn facts(&self) -> BTreeMap<&str, &Json> {
        stated(self.json.get("facts"))
    }

    /// The answer to a question; nothing where there is none.
    pub fn answer(&self, requirement: &str, question: &str) -> Option<&Json> {
        self.json.get("answers")?.get(requirement)?.get(question).filter(|value| !value.is_null())
    }

    /// The answers that are given, by the ids of requirement and question.
    pub fn answers(&self) -> BTreeMap<&str, BTreeMap<&str, &Json>> {
        let answers = stated(self.json.get("answers")).into_iter();
        answers.map(|(id, given)| (id, stated(Some(given)))).collect()
    }

    /// The device as people call it: maker, name and version as far as they are given.
    pub fn called(&self) -> String {
        let parts = [&self.vendor.name, &self.device.name, &self.device.version].map(String::as_str);
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(" ")
    }

    /// All of it in JSON, for a schema.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// All of it with places, for what a schema says of it.
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// A key or a word of some choice, as it is written in this text.
    pub fn written(&self, word: &str) -> String {
        if self.written == Written::Json { format!("\"{word}\"") } else { word.to_owned() }
    }

    /// Whether it is written in the cells of a workbook, where people see questions and labels, and no ids.
    pub fn in_workbook(&self) -> bool {
        self.written == Written::Workbook
    }

    /// Whether a key stands there, filled in or not.
    pub fn has(&self, route: &Route) -> bool {
        let mut steps = route.steps().iter();
        steps
            .try_fold(&self.json, |json, step| match step {
                Step::Key(key) => json.get(key),
                Step::Index(index) => json.get(index),
            })
            .is_some()
    }

    /// The place of a value, or of the last thing on the way to it.
    pub fn place(&self, route: &Route) -> Span {
        let span = self.tree.place(route);
        // The whole text says nothing about where to look; its first character does.
        if span == self.tree.span { self.source.span(span.start, span.start + 1) } else { span }
    }

    /// The place of the key that a route ends in, or else that of its value.
    pub fn key_place(&self, route: &Route) -> Span {
        self.tree.key_place(route)
    }
}

/// The values of an object that somebody filled in, by their keys.
fn stated(json: Option<&Json>) -> BTreeMap<&str, &Json> {
    let all = json.and_then(Json::as_object).into_iter().flatten();
    all.filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.as_str(), value)).collect()
}
