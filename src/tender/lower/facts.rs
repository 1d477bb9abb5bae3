//! What a lot demands of facts.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::Reader;
use crate::condition::parse::{self, FaultKind};
use crate::condition::{Condition, Subject, Type};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Bound, Holder};
use crate::text::{Route, Span};

impl Reader<'_> {
    pub(super) fn bounds(&mut self, facts: &IndexMap<String, Json>, at: &Route) -> Vec<Bound> {
        let mut bounds = Vec::new();
        for (fact, json) in facts {
            let route = at.key(fact);
            let key = self.node.key_place(&route);
            let library = self.library;
            let Some(known) = library.facts.get(fact) else {
                // Facts that could not be read are reported by themselves.
                if library.facts.is_empty() && self.bag.has_errors() {
                    continue;
                }
                let all = library.facts.keys().map(String::as_str);
                self.unknown(
                    &codes::TENDER_UNKNOWN_FACT,
                    format!("there is no fact `{fact}`"),
                    fact,
                    key,
                    all,
                );
                continue;
            };
            if known.derivation.is_some() && known.holder == Holder::Tender {
                let fault = Diagnostic::new(
                    &codes::WRONG_VALUE,
                    format!("`{fact}` follows from the zone and the links and cannot be set"),
                );
                self.bag.push(fault.at(key, "").hint("describe the zone and the links of the lot instead"));
                continue;
            }
            if let (Type::Choices { .. }, Some(listed)) = (&known.of, list(json)) {
                self.bare_list(fact, &listed, key);
                continue;
            }
            if known.of == Type::Version && self.unquoted(fact, json, &route) {
                continue;
            }
            let entry = Json::Object([(fact.clone(), json.clone())].into_iter().collect());
            match parse::condition(&entry, &self.vocabulary, at) {
                Ok(Condition::Test { check, subject: Subject::Fact(fact) }) => {
                    bounds.push(Bound { fact, check, span: key });
                }
                Ok(_) => {}
                Err(faults) => faults.into_iter().for_each(|fault| self.wrong_value(fact, fault)),
            }
        }
        bounds
    }

    /// Refuses a list that some read as all of its options, and some as one of them.
    fn bare_list(&mut self, fact: &str, listed: &str, key: Span) {
        let message = format!("`{fact}: {listed}` can be read in three ways");
        self.bag.push(
            Diagnostic::new(&codes::BARE_LIST, message)
                .at(key, "all of them, one of them, or exactly these?")
                .hint(format!("write `{{includes: {listed}}}` for devices that have all of them"))
                .hint(format!("write `{{one-of: {listed}}}` for devices that have at least one of them"))
                .hint(format!("write `{{equals: {listed}}}` for devices that have exactly these")),
        );
    }

    /// Refuses a version without quotes, which YAML reads as a number: `1.10` as 1.1.
    pub(super) fn unquoted(&mut self, of: &str, json: &Json, route: &Route) -> bool {
        if !json.is_number() {
            return false;
        }
        let place = self.node.place(route);
        let written = self.text.get(place.start..place.end).unwrap_or_default();
        self.bag.push(
            Diagnostic::new(&codes::WRONG_VALUE, format!("the version of `{of}` stands without quotes"))
                .at(place, "YAML reads a number here")
                .edit("put it in quotes", place, format!("\"{written}\"")),
        );
        true
    }

    /// Puts a fault of a value into the words of a tender.
    fn wrong_value(&mut self, of: &str, fault: parse::Fault) {
        let place = self.node.place(&fault.route);
        match fault.kind {
            FaultKind::UnknownOption { option, offered } => {
                let message = format!("`{option}` is no option of `{of}`");
                let known = offered.iter().map(String::as_str);
                self.unknown(&codes::WRONG_VALUE, message, &option, place, known);
            }
            kind => {
                if let FaultKind::WrongOperand { expected } = kind {
                    let message = format!("the value of `{of}` does not fit: {expected} belongs here");
                    let fault = Diagnostic::new(&codes::WRONG_VALUE, message).at(place, "");
                    self.bag.push(fault.hint(format!("write {}", expected.trim_end_matches(','))));
                    return;
                }
                let message = match kind {
                    FaultKind::WrongUnit { expected, found } => {
                        format!("{} cannot be compared with {}", found.name(), expected.name())
                    }
                    FaultKind::UnknownTest { name } => format!("there is no test `{name}`"),
                    FaultKind::TestOfType { test, of: kind } => {
                        format!("`{test}` cannot be tested of `{of}`, which is a {kind}")
                    }
                    FaultKind::Pattern { reason } => format!("the pattern cannot be used: {reason}"),
                    FaultKind::Template
                    | FaultKind::WrongOperand { .. }
                    | FaultKind::UnknownSubject { .. }
                    | FaultKind::UnknownOption { .. } => "a plain value belongs here".to_owned(),
                };
                let fault = Diagnostic::new(&codes::WRONG_VALUE, message).at(place, "");
                self.bag.push(fault.hint(format!("see what `{of}` may be in the library")));
            }
        }
    }
}

/// The options of a list, as a list is written; nothing where it is none, or empty and so in no doubt.
fn list(json: &Json) -> Option<String> {
    let options = json.as_array().filter(|options| !options.is_empty())?;
    let options =
        options.iter().map(|option| option.as_str().map_or_else(|| option.to_string(), str::to_owned));
    Some(format!("[{}]", options.collect::<Vec<_>>().join(", ")))
}
