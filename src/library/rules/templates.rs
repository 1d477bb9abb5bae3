//! Templates and parameters: every name is there, every parameter is used.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::condition::Check;
use crate::condition::parse::Operand;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Requirement};
use crate::syntax::template;
use crate::text::{Span, Spanned};

/// Names that every template can say, besides parameters.
const GIVEN: [&str; 8] = [
    "buyer",
    "tier",
    "obligation",
    "assurance",
    "tender.id",
    "tender.title",
    "tender.deadline",
    "tender.assurance",
];

/// Whether the templates of the requirement can be filled in.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    let mut used = BTreeSet::new();
    let context = LazyCell::new(|| super::acceptance::context(requirement, &[]));
    let texts =
        [&requirement.statement, &requirement.rationale, &requirement.verification, &requirement.guidance];
    for text in texts {
        let found = names(&text.value, text.span, 0, requirement, bag);
        if found.iter().all(|name| is_known(name, requirement)) {
            filled_in(text, &context, bag);
        }
        used.extend(found);
    }
    for question in requirement.questions.values() {
        for text in [&question.ask, &question.help] {
            used.extend(names(text, question.ask_span, usize::MAX, requirement, bag));
        }
        let Some(Spanned { value: check, span }) = &question.accept else { continue };
        for expression in expressions(check) {
            let text = format!("{{{{ {expression} }}}}");
            used.extend(names(&text, *span, usize::MAX, requirement, bag));
        }
    }
    for parameter in requirement.parameters.values().filter(|parameter| !used.contains(&parameter.id)) {
        bag.push(
            Diagnostic::new(
                &codes::PARAMETER_UNUSED,
                format!("the parameter `{}` is used nowhere", parameter.id),
            )
            .at(parameter.span, "declared here")
            .hint(format!(
                "write `{{{{ {} }}}}` in the statement or an acceptance, or remove it",
                parameter.id
            )),
        );
    }
}

/// Whether a text that can be read can also be filled in: filters are there and fit what they get.
fn filled_in(text: &Spanned<String>, context: &Json, bag: &mut Bag) {
    if template::names(&text.value).is_err() {
        return;
    }
    if let Err(fault) = template::render(&text.value, context) {
        bag.push(
            Diagnostic::new(
                &codes::TEMPLATE_FAULT,
                format!("the template cannot be filled in: {}", fault.message),
            )
            .at(within(text.span, 0, &fault.range), "")
            .hint(fault.hint.unwrap_or(
                "use `add_days`, `add_months` or `add_years`, on a date such as `tender.deadline`",
            )),
        );
    }
}

/// Whether every name in the expressions is there.
pub fn all_known(expressions: &[&str], requirement: &Requirement) -> bool {
    expressions.iter().all(|expression| {
        template::names(&format!("{{{{ {expression} }}}}"))
            .is_ok_and(|names| names.iter().all(|name| is_known(name, requirement)))
    })
}

/// Whether a template of the requirement can name it.
pub fn is_known(name: &str, requirement: &Requirement) -> bool {
    requirement.parameters.contains_key(name) || GIVEN.contains(&name)
}

/// The names that a text needs; those it cannot have are reported. `start` is the offset of the
/// text in its span, `usize::MAX` where places inside cannot be told.
fn names(text: &str, span: Span, start: usize, requirement: &Requirement, bag: &mut Bag) -> BTreeSet<String> {
    let names = match template::names(text) {
        Ok(names) => names,
        Err(fault) => {
            let place = within(span, start, &fault.range);
            bag.push(
                Diagnostic::new(
                    &codes::TEMPLATE_FAULT,
                    format!("the template cannot be read: {}", fault.message),
                )
                .at(place, "")
                .hint(fault.hint.unwrap_or(
                    "write `{{ name }}`, or `{{ tender.deadline | add_years(name) }}` for a date; `{% raw %}{{…}}{% endraw %}` stands for braces",
                )),
            );
            return BTreeSet::new();
        }
    };
    for name in &names {
        if is_known(name, requirement) {
            continue;
        }
        let range = text.find(name.as_str()).map_or(0..text.len(), |at| at..at + name.len());
        let place = within(span, start, &range);
        let known = requirement.parameters.keys().map(String::as_str).chain(GIVEN);
        let fault = Diagnostic::new(&codes::UNKNOWN_NAME, format!("no parameter is called `{name}`"))
            .at(place, "not declared");
        bag.push(match suggest::nearest(name, known.clone()) {
            Some(meant) if start != usize::MAX => {
                fault.edit(format!("did you mean `{meant}`?"), place, meant)
            }
            Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
            None => fault.hint(format!(
                "declare it under `parameters`, or use one of {}; braces that are to stand there go between \
                     `{{% raw %}}` and `{{% endraw %}}`",
                suggest::listed(known)
            )),
        });
    }
    names
}

fn within(span: Span, start: usize, range: &std::ops::Range<usize>) -> Span {
    match start {
        usize::MAX => span,
        start => {
            Span { start: span.start + start + range.start, end: span.start + start + range.end, ..span }
        }
    }
}

/// The expressions of all templates in a check.
pub fn expressions(check: &Check<Operand>) -> Vec<&str> {
    let templates = operands(check).into_iter().filter_map(|operand| match operand {
        Operand::Template { expression, .. } => Some(expression.as_str()),
        Operand::Value(_) => None,
    });
    templates.collect()
}

/// What the values of a check are compared with.
pub fn operands(check: &Check<Operand>) -> Vec<&Operand> {
    match check {
        Check::Equals(one)
        | Check::AtLeast(one)
        | Check::AtMost(one)
        | Check::NotBefore(one)
        | Check::NotAfter(one) => vec![one],
        Check::OneOf(many) | Check::Includes(many) | Check::Excludes(many) => many.iter().collect(),
        Check::Matches(_) => Vec::new(),
        Check::EachRow(condition) => {
            condition.tests().into_iter().flat_map(|(_, check)| operands(check)).collect()
        }
        Check::All(checks) | Check::Any(checks) => checks.iter().flat_map(operands).collect(),
        Check::Not(check) => operands(check),
    }
}
