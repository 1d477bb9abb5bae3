//! Parameters: their values for a lot, within bounds, and where they come from.

use serde_json::{Value as Json, json};

use super::spec;
use crate::condition::parse;
use crate::condition::word::{self, Naming};
use crate::condition::{Check, Type, Value};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Lot, Obligation, Parameter, Requirement, Setting, Tender, Tier};
use crate::words::Words;

/// The parameters of a requirement with their values for a lot.
pub fn resolve(requirement: &Requirement, tender: &Tender, lot: &Lot, bag: &mut Bag) -> Vec<spec::Parameter> {
    requirement
        .parameters
        .values()
        .map(|parameter| {
            let (value, because) = setting(&requirement.id, parameter, tender, lot)
                .and_then(|setting| {
                    let because = match setting.lot {
                        Some(_) => spec::Setter::Lot,
                        None => spec::Setter::Tender,
                    };
                    Some((read(setting, parameter, bag)?, because))
                })
                .unwrap_or_else(|| (parameter.default.value.clone(), spec::Setter::Library));
            spec::Parameter {
                id: parameter.id.clone(),
                title: parameter.title.clone(),
                of: parameter.of.clone(),
                value,
                default: parameter.default.value.clone(),
                because,
                higher_is_stronger: parameter.higher_is_stronger,
            }
        })
        .collect()
}

/// What the tender sets: for the lot, or else for all lots.
fn setting<'a>(
    requirement: &str,
    parameter: &Parameter,
    tender: &'a Tender,
    lot: &Lot,
) -> Option<&'a Setting> {
    let named = |setting: &&Setting| setting.requirement == requirement && setting.parameter == parameter.id;
    let own = tender.settings.iter().filter(named).find(|setting| setting.lot.as_ref() == Some(&lot.id));
    own.or_else(|| tender.settings.iter().filter(named).find(|setting| setting.lot.is_none()))
}

/// The value that a tender gives to a parameter; told where it is none, or beyond what the library allows.
pub fn read(setting: &Setting, parameter: &Parameter, bag: &mut Bag) -> Option<Value> {
    let of = &parameter.of;
    let equals = json!({"equals": setting.value});
    let read = parse::check(&equals, of, &crate::text::Route::root())
        .and_then(|check| parse::settle(&check, of, &mut |_| None));
    let Ok(Check::Equals(value)) = read else {
        bag.push(
            Diagnostic::new(
                &codes::WRONG_VALUE,
                format!("the value of `{}` is not of the type `{}`", parameter.id, of.name()),
            )
            .at(setting.span, "")
            .because(parameter.span, "declared here")
            .hint(match of {
                Type::Choice { options, .. } | Type::Choices { options, .. } => format!(
                    "use one of {}",
                    crate::diag::suggest::listed(options.iter().map(|option| option.id.as_str()))
                ),
                _ => format!("write a value such as {}", parameter.default.value.json()),
            }),
        );
        return None;
    };
    if let Some(bound) = parameter.bounds.iter().find(|bound| !bound.accepts(&value)) {
        bag.push(
            Diagnostic::new(
                &codes::TENDER_OUT_OF_BOUNDS,
                format!(
                    "`{}.{}` is {}, and the library allows {}",
                    setting.requirement,
                    parameter.id,
                    word::value(Words::English, &value, of, Naming::Id),
                    word::accepted(Words::English, bound, of, Naming::Id),
                ),
            )
            .at(setting.span, "set here")
            .because(parameter.default.span, format!("default {}", parameter.default.value.json()))
            .hint("stay within the bounds, or add a requirement of the tender's own"),
        );
        return None;
    }
    Some(value)
}

/// What templates see of a requirement for a lot; `buyer` is the library's noun for who buys. Choices go by their labels where people read them.
pub fn context(
    buyer: &str,
    tier: Tier,
    (tender, lot): (&Tender, &Lot),
    obligation: Obligation,
    parameters: &[spec::Parameter],
    naming: Naming,
) -> Json {
    let mut context = json!({
        "buyer": buyer,
        "obligation": obligation.word(),
        "assurance": lot.assurance.word(),
        "tier": tier.word(),
        "tender": {
            "id": tender.id,
            "title": tender.title,
            "deadline": tender.deadline.value.to_string(),
            "assurance": lot.assurance.word(),
        },
    });
    if let Some(names) = context.as_object_mut() {
        for parameter in parameters {
            let value = match (naming, &parameter.value) {
                (Naming::Label, Value::Word(_) | Value::Set(_)) => {
                    word::value(Words::English, &parameter.value, &parameter.of, Naming::Label).into()
                }
                (_, value) => value.json(),
            };
            names.insert(parameter.id.clone(), value);
        }
    }
    context
}
