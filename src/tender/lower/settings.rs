//! Values of parameters.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::Reader;
use crate::condition::Type;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Requirement, Setting};
use crate::text::Route;

impl Reader<'_> {
    pub(super) fn settings(
        &mut self,
        parameters: &IndexMap<String, Json>,
        lot: Option<&str>,
        at: &Route,
        additions: &IndexMap<String, Requirement>,
    ) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (name, value) in parameters {
            let (key, span) = (self.node.key_place(&at.key(name)), self.node.place(&at.key(name)));
            let Some((id, parameter)) = name.split_once('.') else {
                let fault =
                    Diagnostic::new(&codes::UNKNOWN_PARAMETER, format!("`{name}` names no parameter"));
                self.bag.push(fault.at(key, "").hint("write `ID.parameter`, such as `UPD-03.support_years`"));
                continue;
            };
            let rest = format!(".{parameter}");
            let Some(requirement) = self.requirement(id, &rest, key, additions) else { continue };
            let version = requirement.parameters.get(parameter).is_some_and(|of| of.of == Type::Version);
            if version && self.unquoted(name, value, &at.key(name)) {
                continue;
            }
            let known: Vec<&str> = requirement.parameters.keys().map(String::as_str).collect();
            if !known.contains(&parameter) {
                let message = format!("{id} has no parameter `{parameter}`");
                let full: Vec<String> = known.iter().map(|known| format!("{id}.{known}")).collect();
                self.unknown(&codes::UNKNOWN_PARAMETER, message, name, key, full.iter().map(String::as_str));
                continue;
            }
            settings.push(Setting {
                requirement: id.to_owned(),
                parameter: parameter.to_owned(),
                lot: lot.map(str::to_owned),
                value: value.clone(),
                key,
                span,
            });
        }
        settings
    }
}
