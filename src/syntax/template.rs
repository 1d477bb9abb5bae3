//! Templates inside the texts and acceptances of requirements.
//!
//! A template can name parameters, the tender and the obligation, and shift dates. It cannot
//! read files, loop without end, or name what is not there.

pub(crate) mod limits;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::Span as Duration;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde_json::Value as Json;

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// What is wrong, as a phrase.
    pub message: String,
    /// The bytes of the template it is about.
    pub range: std::ops::Range<usize>,
    /// What to write instead, where that is known.
    pub hint: Option<&'static str>,
}

/// Work that one template may do before it is stopped, in instructions of the engine or 64 bytes each.
const FUEL: u64 = 20_000;

/// The engine with what templates can say, made once.
static ENGINE: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::empty();
    // Otherwise a fault has no place in a build that is optimised.
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("add_years", |date: &str, n: i64| shift(date, Duration::new().try_years(n)));
    environment.add_filter("add_months", |date: &str, n: i64| shift(date, Duration::new().try_months(n)));
    environment.add_filter("add_days", |date: &str, n: i64| shift(date, Duration::new().try_days(n)));
    environment
});

fn shift(date: &str, by: Result<Duration, jiff::Error>) -> Result<String, Error> {
    let fault = || Error::new(ErrorKind::InvalidOperation, format!("`{date}` cannot be shifted so"));
    let date: jiff::civil::Date = date.parse().map_err(|_| fault())?;
    date.checked_add(by.map_err(|_| fault())?).map(|date| date.to_string()).map_err(|_| fault())
}

/// The names that a text with templates needs, with what is asked of them: `support_years`,
/// `tender.deadline`.
///
/// # Errors
/// Where the text is no template.
pub fn names(text: &str) -> Result<BTreeSet<String>, TemplateFault> {
    limits::check(text, None)?;
    if !text.contains('{') {
        return Ok(BTreeSet::new());
    }
    let template = ENGINE.template_from_str(text).map_err(|error| fault(&error, text))?;
    Ok(template.undeclared_variables(true).into_iter().collect())
}

/// The names that one expression needs.
///
/// # Errors
/// Where the text is no expression.
pub fn expression_names(expression: &str) -> Result<BTreeSet<String>, TemplateFault> {
    names(&format!("{{{{ {expression} }}}}"))
}

/// The text with its templates filled in, and with `\n` at the end of each line, however the file ends its own.
///
/// # Errors
/// Where a name is missing, a filter does not apply, or the template runs too long.
pub fn render(text: &str, context: &Json) -> Result<String, TemplateFault> {
    limits::check(text, None)?;
    let rendered = ENGINE.render_str(text, minijinja::value::Serde(context));
    rendered.map(|text| text.replace("\r\n", "\n")).map_err(|error| fault(&error, text))
}

/// The value of one expression.
///
/// # Errors
/// As [`render`].
pub fn evaluate(expression: &str, context: &Json) -> Result<Json, TemplateFault> {
    limits::check_expression(expression)?;
    let value = ENGINE
        .compile_expression(expression)
        .and_then(|compiled| compiled.eval(minijinja::value::Serde(context)))
        .map_err(|error| fault(&error, expression))?;
    if value.is_undefined() {
        let undefined = Error::from(ErrorKind::UndefinedError);
        return Err(fault(&undefined, expression));
    }
    serde_json::to_value(&value).map_err(|error| TemplateFault {
        message: error.to_string(),
        range: 0..expression.len(),
        hint: None,
    })
}

fn fault(error: &Error, text: &str) -> TemplateFault {
    let message = match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => "it does more work than a requirement may".to_owned(),
        (ErrorKind::UndefinedError, _) => "something that it names is not there".to_owned(),
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    };
    let range = error.range().filter(|range| range.end <= text.len());
    TemplateFault { message, range: range.unwrap_or(0..text.len()), hint: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_yield_values() {
        let context = serde_json::json!({"years": 3, "tender": {"deadline": "2028-02-29"}});
        let check = |expression: &str, expected: Result<&str, &str>| {
            let found = evaluate(expression, &context);
            let found = found.map(|json| json.to_string()).map_err(|fault| fault.message);
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{expression}");
        };
        check("years", Ok("3"));
        check("tender.deadline | add_years(years)", Ok("\"2031-02-28\""));
        check("tender.deadline | add_years(99999999)", Err("`2028-02-29` cannot be shifted so"));
        check("tender.deadlin", Err("something that it names is not there"));
        check("range(9999)", Err("range is unknown"));
    }
}
