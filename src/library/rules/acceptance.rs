//! Acceptance: some answer satisfies it whatever a tender sets, and something decides.

use serde_json::json;

use crate::condition::parse::{self, FaultKind};
use crate::condition::{Certainty, Check, Condition, Domains, Subject, Type, Value, possible, stand_ins};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Obligation, Parameter, Question, Requirement};
use crate::syntax::template;

/// Combinations of parameter values beyond this number are not tried.
const MOST_SETTINGS: usize = 256;

/// Whether each acceptance can be satisfied, and whether anything decides on a `shall`.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    for question in requirement.questions.values() {
        satisfiable(requirement, question, bag);
    }
    let mut domains = Domains::default();
    for question in requirement.questions.values() {
        domains.declare_optional(Subject::Answer(question.id.clone()), question.of.clone());
    }
    if possible(&requirement.met_when, &domains) == Certainty::Never {
        bag.push(
            Diagnostic::new(&codes::ACCEPTANCE_UNSATISFIABLE, "no answers can satisfy `met-when`")
                .at(requirement.span, "of this requirement")
                .hint("correct `met-when`: as written, no vendor can conform"),
        );
    }
    let decided = requirement.questions.values().any(|question| question.accept.is_some())
        || !matches!(requirement.met_when, Condition::Constant(_));
    let binding = requirement.obligation.iter().any(|(_, obligation)| *obligation == Obligation::Shall);
    if binding && !decided {
        bag.push(
            Diagnostic::new(
                &codes::NOTHING_DECIDES,
                format!("{} is a `shall` that no question decides", requirement.id),
            )
            .at(requirement.span, "every answer ends with a human")
            .hint("give a question an `accept`, or the requirement a `met-when`"),
        );
    }
}

fn satisfiable(requirement: &Requirement, question: &Question, bag: &mut Bag) {
    let Some(accept) = &question.accept else { return };
    let expressions = super::templates::expressions(&accept.value);
    let used: Vec<&Parameter> = requirement
        .parameters
        .values()
        .filter(|parameter| {
            expressions.iter().any(|expression| {
                template::names(&format!("{{{{ {expression} }}}}"))
                    .is_ok_and(|names| names.contains(&parameter.id))
            })
        })
        .collect();
    if !super::templates::all_known(&expressions, requirement) {
        return; // the name that is not there is reported as such
    }
    for setting in settings(&used) {
        let context = context(requirement, &setting);
        let mut fault = None;
        let mut render = |expression: &str| match template::evaluate(expression, &context) {
            Ok(json) => Some(json),
            Err(why) => {
                fault = Some(why.message);
                None
            }
        };
        let settled = parse::settle(&accept.value, &question.of, &mut render);
        let words = || {
            let words =
                setting.iter().map(|(parameter, value)| format!("{} = {}", parameter.id, value.json()));
            words.collect::<Vec<_>>().join(", ")
        };
        match settled {
            Ok(check) if !some_answer(&check, &question.of) => {
                let when = if used.is_empty() { String::new() } else { format!(" with {}", words()) };
                bag.push(
                    Diagnostic::new(
                        &codes::ACCEPTANCE_UNSATISFIABLE,
                        format!("no answer to `{}` can be accepted{when}", question.id),
                    )
                    .at(accept.span, "nothing satisfies this")
                    .hint(if used.is_empty() {
                        "correct the acceptance: as written, no vendor can conform"
                    } else {
                        "narrow the bounds of the parameter, or correct the acceptance"
                    }),
                );
                return;
            }
            Ok(_) => {}
            Err(faults) => {
                let message = match (fault, faults.into_iter().next().map(|fault| fault.kind)) {
                    (Some(why), _) => why,
                    (None, Some(FaultKind::WrongOperand { expected })) => format!("{expected} belongs here"),
                    (None, Some(FaultKind::UnknownOption { option, .. })) => {
                        format!("`{option}` is not an option")
                    }
                    (None, _) => "the value does not fit the question".to_owned(),
                };
                bag.push(
                    Diagnostic::new(
                        &codes::TEMPLATE_FAULT,
                        format!("the template yields no operand: {message}"),
                    )
                    .at(accept.span, words())
                    .hint("make the template yield a value of the question's type"),
                );
                return;
            }
        }
    }
}

fn some_answer(check: &Check, of: &Type) -> bool {
    match stand_ins(of, &[check]) {
        Some(values) => values.iter().any(|value| check.accepts(value)),
        None => true, // cannot be listed: not known to be impossible
    }
}

/// The values at and between the bounds of each parameter, combined.
fn settings<'a>(parameters: &[&'a Parameter]) -> Vec<Vec<(&'a Parameter, Value)>> {
    let mut settings: Vec<Vec<(&Parameter, Value)>> = vec![Vec::new()];
    for parameter in parameters {
        let default = Check::Equals(parameter.default.value.clone());
        let checks: Vec<&Check> = parameter.bounds.iter().chain([&default]).collect();
        let mut values =
            stand_ins(&parameter.of, &checks).unwrap_or_else(|| vec![parameter.default.value.clone()]);
        values.retain(|value| parameter.bounds.iter().all(|bound| bound.accepts(value)));
        // Without an upper bound a stand-in can be absurdly large; the bounds that are there are what counts.
        values.retain(|value| parameter.bounds.len() == 2 || *value == parameter.default.value);
        settings = settings
            .into_iter()
            .flat_map(|setting| {
                values.iter().map(move |value| {
                    let mut setting = setting.clone();
                    setting.push((*parameter, value.clone()));
                    setting
                })
            })
            .take(MOST_SETTINGS)
            .collect();
    }
    settings
}

/// What templates see, with a deadline that stands for any.
pub fn context(requirement: &Requirement, setting: &[(&Parameter, Value)]) -> serde_json::Value {
    let mut context = json!({
        "obligation": "shall",
        "assurance": "substantial",
        "tender": {"id": "tender", "title": "Tender", "deadline": "2027-01-01", "assurance": "substantial"},
    });
    if let Some(context) = context.as_object_mut() {
        for parameter in requirement.parameters.values() {
            context.insert(parameter.id.clone(), parameter.default.value.json());
        }
        for (parameter, value) in setting {
            context.insert(parameter.id.clone(), value.json());
        }
    }
    context
}
