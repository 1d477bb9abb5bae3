//! What a tree of values says, as a declaration.

use serde_json::Value as Json;

use super::{DRAFTS, Declaration, Deviation, Device, Head, ORIGINS, Vendor, Written};
use crate::syntax::Node;
use crate::text::SourceId;

impl Declaration {
    /// What a tree says. What is not of the type that belongs somewhere is as if it did not stand there; the
    /// schema says so.
    pub(super) fn of(source: SourceId, tree: Node, written: Written) -> Self {
        let json = tree.json();
        let text =
            |pointer: &str| json.pointer(pointer).and_then(Json::as_str).map_or("", str::trim).to_owned();
        let head = |key: &str| json.get(key).filter(|value| !value.is_null()).cloned();
        let deviations = entries(json.get("deviations")).filter_map(|(id, proposed)| {
            let text = |key: &str| {
                let text = proposed.get(key)?.as_str().map(str::trim)?;
                (!text.is_empty()).then(|| text.to_owned())
            };
            Some((id.clone(), Deviation { reason: text("reason")?, measure: text("measure")? }))
        });
        Self {
            source,
            head: Head {
                format: head("format"),
                pack: head("pack"),
                tender: head("tender"),
                lot: head("lot"),
            },
            vendor: Vendor { name: text("/vendor/name"), contact: text("/vendor/contact") },
            device: Device {
                name: text("/device/name"),
                model: text("/device/model"),
                version: text("/device/version"),
            },
            deviations: deviations.collect(),
            tree,
            json,
            written,
        }
    }

    /// The same declaration as an answer to another pack, tender and lot.
    #[must_use]
    pub fn addressed(mut self, pack: &str, tender: &str, lot: &str) -> Self {
        let head = &mut self.head;
        let named = [
            ("pack", pack, &mut head.pack),
            ("tender", tender, &mut head.tender),
            ("lot", lot, &mut head.lot),
        ];
        for (key, text, read) in named {
            if let Some(named) = self.json.get_mut(key) {
                *named = Json::from(text);
            }
            *read = Some(Json::from(text));
        }
        self
    }

    /// The same declaration as an answer to another pack, tender and lot, with only what that pack asks for: of the facts
    /// those that `fact` knows, of the answers those that `question` knows.
    #[must_use]
    pub fn answering(
        &self,
        (pack, tender, lot): (&str, &str, &str),
        fact: impl Fn(&str) -> bool,
        requirement: impl Fn(&str) -> bool,
        question: impl Fn(&str, &str) -> bool,
    ) -> Self {
        let mut asked = self.clone().addressed(pack, tender, lot);
        let keep = |json: &mut Json, key: &str, known: &dyn Fn(&str) -> bool| {
            if let Some(all) = json.get_mut(key).and_then(Json::as_object_mut) {
                all.retain(|id, _| known(id));
            }
        };
        keep(&mut asked.json, "facts", &fact);
        keep(&mut asked.json, "answers", &requirement);
        keep(&mut asked.json, "deviations", &requirement);
        // They decide nothing, and may name what is not asked.
        if let Some(all) = asked.json.as_object_mut() {
            all.retain(|key, _| key != DRAFTS && key != ORIGINS);
        }
        let answers = asked.json.get_mut("answers").and_then(Json::as_object_mut);
        for (id, answers) in answers.into_iter().flatten() {
            if let Some(answers) = answers.as_object_mut() {
                answers.retain(|name, _| question(id, name));
            }
        }
        asked.deviations.retain(|id, _| requirement(id));
        asked
    }
}

fn entries(json: Option<&Json>) -> impl Iterator<Item = (&String, &Json)> {
    json.and_then(Json::as_object).into_iter().flatten()
}
