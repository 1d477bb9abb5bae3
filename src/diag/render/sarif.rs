//! Diagnostics as a SARIF log, for code scanning and editors.
//!
//! SARIF is "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01",
//! OASIS Standard. Paths are relative URIs, so a log means the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use crate::diag::codes::ALL;
use crate::diag::render::list::List;
use crate::diag::{Code, Diagnostic, Edit, Label};
use crate::text::{Packed, Place, Sources, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The diagnostics as one log, indented.
pub fn render(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    let mut results = Results::default();
    diagnostics.iter().for_each(|one| results.put_fault(one, sources));
    results.log(rules_of(&diagnostics.iter().map(|one| one.code.id).collect()), None).to_string()
}

/// The results of a log, one at a time: each finds its rule by `ruleId`, though not before all are there.
#[derive(Debug)]
pub struct Results {
    faults: List,
    others: List,
    /// The ids of rules, numbered as they came.
    ids: BTreeMap<String, usize>,
}

impl Default for Results {
    fn default() -> Self {
        Self { faults: List::within(3), others: List::within(3), ids: BTreeMap::new() }
    }
}

impl Results {
    /// Puts the result of a diagnostic, before all that are of none.
    pub fn put_fault(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let result = self.numbered(result_of(diagnostic, sources));
        self.faults.put(&result);
    }

    /// Puts a result that is of no diagnostic.
    pub fn put(&mut self, result: Json) {
        let result = self.numbered(result);
        self.others.put(&result);
    }

    /// A result with the number of its rule.
    fn numbered(&mut self, mut result: Json) -> Json {
        let id = result.get("ruleId").and_then(Json::as_str).unwrap_or_default();
        let next = self.ids.len();
        let number = *self.ids.entry(id.to_owned()).or_insert(next);
        if let Some(result) = result.as_object_mut() {
            result.insert("ruleIndex".to_owned(), number.into());
        }
        result
    }

    /// The log of one run, indented. `properties` are those of the run.
    pub fn log(mut self, rules: Vec<Json>, properties: Option<Json>) -> Packed {
        let place = |id: &String| {
            let place = rules.iter().position(|rule| rule.get("id").and_then(Json::as_str) == Some(id));
            // SARIF 2.1.0, section 3.27.6: so where there is none.
            place.map_or("-1".to_owned(), |place| place.to_string())
        };
        let places: BTreeMap<String, String> =
            self.ids.iter().map(|(id, number)| (number.to_string(), place(id))).collect();
        let version = env!("CARGO_PKG_VERSION");
        let mut log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "tenderc", "version": version, "semanticVersion": version, "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "results": [],
            }],
        });
        let run = log.pointer_mut("/runs/0").and_then(Json::as_object_mut);
        if let (Some(run), Some(properties)) = (run, properties) {
            run.insert("properties".to_owned(), properties);
        }
        self.faults.append(self.others);
        self.faults.end(&log, "results", |results| placed(&results, &places))
    }
}

/// Results with the places of their rules for the numbers that stand there.
fn placed(results: &str, places: &BTreeMap<String, String>) -> String {
    let lines = results.split_inclusive('\n').map(|line| {
        let number = line.strip_prefix(RULE_INDEX).and_then(|number| places.get(number.trim_end()));
        number.map_or(line.to_owned(), |place| format!("{RULE_INDEX}{place}\n"))
    });
    lines.collect()
}

/// What stands before the number of a rule: it is the last key of a result, and no text in JSON holds the end
/// of a line.
const RULE_INDEX: &str = "          \"ruleIndex\": ";

/// The rules of the codes that occur, in the order of the table.
pub fn rules_of(occurring: &BTreeSet<&'static str>) -> Vec<Json> {
    ALL.iter().filter(|code| occurring.contains(code.id)).map(|code| rule_of(code)).collect()
}

fn rule_of(code: &Code) -> Json {
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": {"text": code.summary()},
        "help": {"text": code.summary(), "markdown": code.page},
        "defaultConfiguration": {"level": code.severity.word()},
    })
}

/// The result of one diagnostic.
fn result_of(diagnostic: &Diagnostic, sources: &Sources) -> Json {
    let mut text = diagnostic.message.clone();
    for hint in &diagnostic.hints {
        // Writing into a text does not fail.
        let _ = write!(text, "\n{}", hint.text);
    }
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), diagnostic.code.id.into());
    result.insert("level".to_owned(), diagnostic.severity().word().into());
    result.insert("message".to_owned(), message(&text));
    let primary = match (diagnostic.primary(), &diagnostic.file) {
        (Some(label), _) => Some(location(label, sources)),
        (None, Some(file)) => {
            Some(json!({"physicalLocation": {"artifactLocation": {"uri": relative_uri(file)}}}))
        }
        (None, None) => None,
    };
    result.insert("locations".to_owned(), primary.into_iter().collect());
    let related: Vec<Json> = diagnostic
        .labels
        .iter()
        .skip(1)
        .chain(&diagnostic.trace)
        .map(|label| location(label, sources))
        .collect();
    if !related.is_empty() {
        result.insert("relatedLocations".to_owned(), related.into());
    }
    let fixes: Vec<Json> = diagnostic
        .hints
        .iter()
        .filter_map(|hint| Some(fix(&hint.text, hint.edit.as_ref()?, sources)))
        .collect();
    if !fixes.is_empty() {
        result.insert("fixes".to_owned(), fixes.into());
    }
    Json::Object(result)
}

/// A message. Text of the form `[words](target)` would be a link: it is kept from being one,
/// since the words come from the inputs.
pub fn message(text: &str) -> Json {
    json!({"text": text.replace("](", "] (")})
}

/// A place with the words about it.
pub fn location(label: &Label, sources: &Sources) -> Json {
    let source = sources.get(label.span.source);
    let mut location = match source.place(label.span.start) {
        Place::Text(_) => json!({"physicalLocation": {
            "artifactLocation": artifact(label.span, sources),
            "region": region(label.span, sources),
        }}),
        // A cell is no region of a text: SARIF 2.1.0, section 3.28.4, names such places logically.
        Place::Cell(cell) => json!({
            "physicalLocation": {"artifactLocation": artifact(label.span, sources)},
            "logicalLocations": [{"fullyQualifiedName": cell.to_string(), "kind": "member"}],
        }),
    };
    if let (false, Some(location)) = (label.text.is_empty(), location.as_object_mut()) {
        location.insert("message".to_owned(), message(&label.text));
    }
    location
}

fn fix(description: &str, edit: &Edit, sources: &Sources) -> Json {
    json!({
        "description": message(description),
        "artifactChanges": [{
            "artifactLocation": artifact(edit.span, sources),
            "replacements": [{
                "deletedRegion": region(edit.span, sources),
                "insertedContent": {"text": edit.replacement},
            }],
        }],
    })
}

fn artifact(span: Span, sources: &Sources) -> Json {
    json!({"uri": relative_uri(&sources.get(span.source).name)})
}

fn region(span: Span, sources: &Sources) -> Json {
    let source = sources.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    json!({
        "startLine": start.line, "startColumn": start.column,
        "endLine": end.line, "endColumn": end.column,
    })
}

/// A path as a relative URI reference (RFC 3986, section 4.2).
fn relative_uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.trim_start_matches('/').bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' => uri.push('/'),
            other => {
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    #[test]
    fn a_result_has_its_rule_its_place_and_its_fix() {
        let mut sources = Sources::default();
        let id = sources.add("lot 1/é.json", "{\n \"é\": 1}");
        let first = Diagnostic::new(&codes::NOT_TEXT, "it is not text").in_file("a.json");
        let second = Diagnostic::new(&codes::DECLARATION_UNKNOWN_KEY, "no key [x](http://x)")
            .at(id.span(3, 7), "here")
            .because(id.span(0, 1), "since")
            .edit("did you mean `e`?", id.span(3, 7), "\"e\"");
        let found: Json = serde_json::from_str(&render(&[&first, &second], &sources)).unwrap();
        let place = json!({
            "artifactLocation": {"uri": "lot%201/%C3%A9.json"},
            "region": {"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 5},
        });
        let check = |pointer: &str, expected: Json| {
            assert_eq!(found.pointer(pointer), Some(&expected), "{pointer}");
        };
        check("/runs/0/tool/driver/rules/0/id", json!("D003"));
        check("/runs/0/tool/driver/rules/1/id", json!("X003"));
        check("/runs/0/tool/driver/rules/1/defaultConfiguration/level", json!("error"));
        check(
            "/runs/0/results/0",
            json!({
                "ruleId": "X003", "level": "error", "message": {"text": "it is not text"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.json"}}}],
                "ruleIndex": 1,
            }),
        );
        check("/runs/0/results/1/ruleIndex", json!(0));
        check("/runs/0/results/1/message/text", json!("no key [x] (http://x)\ndid you mean `e`?"));
        check("/runs/0/results/1/locations/0/physicalLocation", place.clone());
        check("/runs/0/results/1/relatedLocations/0/message/text", json!("since"));
        check(
            "/runs/0/results/1/fixes/0/artifactChanges/0/replacements/0/insertedContent/text",
            json!("\"e\""),
        );
    }
}
