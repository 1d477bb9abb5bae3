//! Acceptance: some answer satisfies it whatever a tender sets, some answer does not, and something
//! decides.

use serde_json::json;

use crate::condition::parse::{self, Fault, FaultKind};
use crate::condition::{
    Certainty, Check, Condition, Domains, Subject, Type, Value, implied, possible, stand_ins,
};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic, Severity};
use crate::model::{Library, Obligation, Parameter, Question, Requirement};
use crate::syntax::template;
use crate::text::Span;

/// Combinations of parameter values beyond this number are not tried.
const MOST_SETTINGS: usize = 256;

/// Whether each acceptance can be satisfied and can be failed, and whether anything decides on a `shall`.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    let faults = bag.count(Severity::Error);
    for question in requirement.questions.values() {
        decisive(requirement, question, bag);
    }
    if bag.count(Severity::Error) == faults {
        together(requirement, bag);
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

/// Whether `met-when` can be true and can be false, and can be true beside what each question accepts.
fn together(requirement: &Requirement, bag: &mut Bag) {
    if matches!(requirement.met_when, Condition::Constant(_)) {
        return;
    }
    let mut domains = Domains::default();
    for question in requirement.questions.values() {
        domains.declare_optional(Subject::Answer(question.id.clone()), question.of.clone());
    }
    let mut given = Domains::default();
    for question in requirement.questions.values() {
        given.declare(Subject::Answer(question.id.clone()), question.of.clone());
    }
    if possible(&requirement.met_when, &given) == Certainty::Always {
        bag.push(
            Diagnostic::new(&codes::ACCEPTANCE_WITHOUT_EFFECT, "every answer satisfies `met-when`")
                .at(requirement.span, "of this requirement")
                .hint("say in `met-when` what does not conform, or leave it out"),
        );
        return;
    }
    // Questions that are not always asked may be left out, and then accept nothing.
    let asked = requirement.questions.values().filter(|one| one.when == Condition::Constant(true));
    let context = context(requirement, &[]);
    let mut all = vec![requirement.met_when.clone()];
    all.extend(asked.filter_map(|question| {
        let accept = question.accept.as_ref()?;
        let mut render = |expression: &str| template::evaluate(expression, &context).ok();
        let check = parse::settle(&accept.value, &question.of, &mut render).ok()?;
        Some(Condition::Test { subject: Subject::Answer(question.id.clone()), check })
    }));
    let message = if possible(&requirement.met_when, &domains) == Certainty::Never {
        "no answers can satisfy `met-when`"
    } else if possible(&Condition::All(all), &domains) == Certainty::Never {
        "no answers that are accepted can satisfy `met-when`"
    } else {
        return;
    };
    bag.push(
        Diagnostic::new(&codes::ACCEPTANCE_UNSATISFIABLE, message)
            .at(requirement.span, "of this requirement")
            .hint("correct `met-when`: as written, no vendor can conform"),
    );
}

/// Whether some answer is accepted whatever a tender sets, and some answer is not.
fn decisive(requirement: &Requirement, question: &Question, bag: &mut Bag) {
    let Some(accept) = &question.accept else { return };
    let expressions = super::templates::expressions(&accept.value);
    let used: Vec<&Parameter> = requirement
        .parameters
        .values()
        .filter(|parameter| {
            expressions.iter().any(|expression| {
                template::expression_names(expression).is_ok_and(|names| names.contains(&parameter.id))
            })
        })
        .collect();
    if !super::templates::all_known(&expressions, requirement) {
        return; // the name that is not there is reported as such
    }
    // A parameter without bounds can be set to what is not tried here.
    let mut idle = used.iter().all(|parameter| parameter.bounds.len() == 2);
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
        let check = match settled {
            Ok(check) => check,
            Err(faults) => {
                bag.push(unsettled(fault, faults, accept.span, words()));
                return;
            }
        };
        match certain(&check, &question.of) {
            Certainty::Never => {
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
            Certainty::Always => {}
            Certainty::Open => idle = false,
        }
    }
    if idle {
        bag.push(
            Diagnostic::new(
                &codes::ACCEPTANCE_WITHOUT_EFFECT,
                format!("every answer to `{}` is accepted", question.id),
            )
            .at(accept.span, "nothing fails this")
            .hint("name what does not conform, or leave `accept` out where any answer will do"),
        );
    }
}

/// The diagnostic of an acceptance whose templates yield no operand.
fn unsettled(fault: Option<String>, faults: Vec<Fault>, span: Span, setting: String) -> Diagnostic {
    let message = match (fault, faults.into_iter().next().map(|fault| fault.kind)) {
        (Some(why), _) => why,
        (None, Some(FaultKind::WrongUnit { expected, found })) => {
            return Diagnostic::new(
                &codes::WRONG_UNIT,
                format!("{} cannot be compared with {}", found.name(), expected.name()),
            )
            .at(
                span,
                format!("the parameter is counted in {}, the answer in {}", found.name(), expected.name()),
            )
            .hint("give the parameter in the unit of the question, or in one that converts into it");
        }
        (None, Some(FaultKind::WrongOperand { expected })) => format!("{expected} belongs here"),
        (None, Some(FaultKind::UnknownOption { option, .. })) => format!("`{option}` is not an option"),
        (None, _) => "the value does not fit the question".to_owned(),
    };
    Diagnostic::new(&codes::TEMPLATE_FAULT, format!("the template yields no operand: {message}"))
        .at(span, setting)
        .hint("make the template yield a value of the question's type")
}

/// Whether a check accepts every value of a type, or none.
fn certain(check: &Check, of: &Type) -> Certainty {
    let Type::Table { columns, least } = of else { return implied(&[], check, of) };
    let Check::EachRow(row) = check else { return Certainty::Open };
    let mut cells = Domains::default();
    for column in columns {
        cells.declare(Subject::Column(column.id.clone()), column.of.clone());
    }
    match possible(row, &cells) {
        Certainty::Never if *least == 0 => Certainty::Open, // an empty table is accepted
        certainty => certainty,
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
        "buyer": "buyer",
        "obligation": "shall",
        "assurance": "substantial",
        "tier": "expert",
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

#[cfg(test)]
mod tests {
    use super::super::cases;

    /// Checks what is said of a question, and of what is demanded of the answers together.
    #[track_caller]
    fn check(question: &str, met_when: &str, expected: &str) {
        let (before, after) =
            ("{ask: Is every update signed?, type: flag, accept: {equals: true}}", "verify: test");
        let written = cases::GOOD.replace(before, question).replace(after, &format!("{met_when}\n{after}"));
        assert_eq!(
            cases::told(&[("updates/UPD-01.md", &written)], &["L2"]),
            expected,
            "{question} {met_when}"
        );
    }

    #[test]
    fn something_is_accepted_and_something_is_not() {
        let of = |of: &str, accept: &str| format!("{{ask: Which?, type: {of}, accept: {accept}}}");
        let choice = "choice, options: {a: A, b: B}";
        let ordered = "choice, ordered: true, options: {a: A, b: B}";
        let set = "choices, options: {a: A, b: B, none: {label: None, exclusive: true}}";
        let days = "integer, unit: days";
        let table = "table, columns: {open: {title: Open, type: flag}}";
        check(&of(choice, "{one-of: [a]}"), "", "");
        check(&of(choice, "{one-of: [a, b]}"), "", "L261 accept");
        check(&of(choice, "{any: [{equals: a}, {not: {equals: a}}]}"), "", "L261 accept");
        check(&of(choice, "{all: [{equals: a}, {equals: b}]}"), "", "L213 accept");
        check(&of(ordered, "{at-least: a}"), "", "L261 accept");
        check(&of(set, "{includes: []}"), "", "L261 accept");
        check(&of(set, "{excludes: []}"), "", "L261 accept");
        check(&of(set, "{one-of: [a, b, none]}"), "", "L261 accept");
        check(&of(set, "{all: [{includes: [a]}, {excludes: [a]}]}"), "", "L213 accept");
        check(&of(set, "{includes: [a, none]}"), "", "L213 accept");
        check(&of(set, "{any: [{excludes: [none]}, {excludes: [a, b]}]}"), "", "L261 accept");
        check(&of("flag", "{one-of: [true, false]}"), "", "L204 one-of");
        check(&of("flag", "{any: [{equals: true}, {equals: false}]}"), "", "L261 accept");
        check(&of(days, "{at-least: 0}"), "", "L261 accept");
        check(&of(days, "{at-least: 1}"), "", "");
        check(&of(days, "{at-least: 5, at-most: 4}"), "", "L213 accept");
        check(&of(table, "{each-row: {open: false}}"), "", "");
        check(&of(table, "{each-row: {open: [true, false]}}"), "", "L261 accept");
        check(&of(table, "{each-row: {all: [{open: true}, {open: false}]}}"), "", "L213 accept");
    }

    #[test]
    fn answers_together_decide() {
        let plain = "{ask: Is it?, type: flag, accept: {equals: true}}";
        check(plain, "met-when: {signed: true}", "");
        check(plain, "met-when: {signed: false}", "L213 UPD-01");
        check(plain, "met-when: {signed: [true, false]}", "L261 UPD-01");
        check(plain, "met-when: {all: [{signed: true}, {not: {signed: true}}]}", "L213 UPD-01");
    }

    #[test]
    fn amounts_are_compared_as_quantities() {
        let with = |unit: &str, parameter: &str, expected: &str| {
            let question = format!(
                "{{ask: How long?, type: integer, unit: {unit}, accept: {{at-most: \"{{{{ n }}}}\"}}}}"
            );
            check(&question, &format!("parameters: {{n: {{type: integer, {parameter}}}}}"), expected);
        };
        with("minutes", "unit: seconds, default: 600, at-least: 90, at-most: 1800", "");
        with("seconds", "unit: minutes, default: 10, at-least: 1, at-most: 30", "");
        with("days", "unit: months, default: 10, at-least: 1, at-most: 30", "L206 accept");
    }
}
