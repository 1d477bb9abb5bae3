//! What is judged is stated: every bound of an acceptance stands in the statement, which is what is contracted.

use super::templates;
use super::units;
use super::words::{Text, Word};
use crate::condition::parse::Operand;
use crate::condition::{Unit, Value};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Question, Requirement};
use crate::syntax::template;

/// Numbers that statements write as words.
const NUMERALS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("an", 1.0),
    ("one", 1.0),
    ("once", 1.0),
    ("two", 2.0),
    ("twice", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("half", 0.5),
];

/// Whether the statement says each amount, version and parameter by which answers are judged.
pub fn check(text: &Text<'_>, requirement: &Requirement, bag: &mut Bag) {
    let statement = &text.written.value;
    let amounts = amounts(&text.words);
    let Ok(names) = template::names(statement) else { return };
    if !names.iter().all(|name| templates::is_known(name, requirement)) {
        return; // a name that is not there is reported as such
    }
    for question in requirement.questions.values() {
        let Some(accept) = &question.accept else { continue };
        for operand in templates::operands(&accept.value) {
            let missing = match operand {
                Operand::Value(value) => unstated(value, question, &amounts, statement),
                Operand::Template { expression, .. } => {
                    let used = template::expression_names(expression).unwrap_or_default();
                    let mut own = used.into_iter().filter(|name| requirement.parameters.contains_key(name));
                    own.find(|name| !names.contains(name)).map(|name| format!("the parameter `{name}`"))
                }
            };
            let Some(missing) = missing else { continue };
            bag.push(
                Diagnostic::new(
                    &codes::BOUND_NOT_STATED,
                    format!("`{}` is judged by {missing}, which the statement does not say", question.id),
                )
                .at(accept.span, "judged, and not stated")
                .at(requirement.statement.span, "what is contracted")
                .hint("say it in the statement, through a parameter where a tender may set it"),
            );
            break; // one fault a question: its acceptance is to be read again as a whole
        }
    }
}

/// What is judged and not stated, in words.
fn unstated(
    value: &Value,
    question: &Question,
    amounts: &[(f64, Option<Unit>)],
    statement: &str,
) -> Option<String> {
    match value {
        Value::Number(amount) => {
            let unit = question.of.unit().unwrap_or(Unit::Count);
            // None, one, and all of them are what a statement says without a number.
            if *amount <= 1.0 || unit == Unit::Percent && *amount == 100.0 {
                return None;
            }
            (!says(amounts, *amount, unit)).then(|| unit.word(*amount))
        }
        Value::Version(version) => {
            let written = version.to_string();
            (!statement.contains(&written)).then(|| format!("version {written}"))
        }
        Value::Date(date) => {
            let written = date.to_string();
            (!statement.contains(&written)).then_some(written)
        }
        Value::Flag(_) | Value::Word(_) | Value::Set(_) | Value::Rows(_) => None,
    }
}

/// Whether one of the amounts of a text is this one, be it in another unit.
pub fn says(amounts: &[(f64, Option<Unit>)], amount: f64, unit: Unit) -> bool {
    amounts.iter().any(|(number, counted)| {
        *number == amount
            || counted
                .and_then(|counted| counted.convert(*number, unit))
                .is_some_and(|same| (same - amount).abs() < 0.01 * amount)
    })
}

/// The numbers of a text, each with the unit that is named behind it.
pub fn amounts(words: &[Word<'_>]) -> Vec<(f64, Option<Unit>)> {
    let number = |word: &Word<'_>| {
        let plain = word.text.replace(',', "");
        let numeral = NUMERALS.iter().find(|(name, _)| *name == word.text).map(|(_, number)| *number);
        plain.parse::<f64>().ok().or(numeral)
    };
    let amounts = words.iter().enumerate().filter_map(|(at, word)| {
        let behind = words.get(at + 1..).unwrap_or_default().iter().take(2);
        let unit = behind.clone().find_map(units::unit_of).or_else(|| {
            behind.take(1).any(|word| matches!(word.text.as_ref(), "percent" | "%")).then_some(Unit::Percent)
        });
        Some((number(word)?, unit))
    });
    amounts.collect()
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    /// Checks what is said of a statement and an acceptance of days, or of a number of bits.
    #[track_caller]
    fn check(statement: &str, accept: &str, expected: &str) {
        let asked = format!("  signed: {{ask: How long?, type: integer, unit: UNIT, accept: {accept}}}");
        let asked = asked.replace("UNIT", if accept.contains("256") { "bits" } else { "days" });
        let written = cases::GOOD
            .replace("The device {{ obligation }} install signed updates only.", statement)
            .replace("  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}", &asked)
            .replace(
                "questions:",
                "parameters:\n  longest: {type: integer, unit: days, default: 60, at-least: 30, at-most: 90}\nquestions:",
            );
        let said = cases::told(&[("updates/UPD-01.md", &written)], &["L119"]);
        assert_eq!(said.replace("accept", ""), expected, "{statement} {accept}");
    }

    #[test]
    fn what_is_judged_is_stated() {
        let statement = "The device {{ obligation }} keep logs for 90 days.";
        check(statement, "{at-least: 90}", "");
        check(statement, "{at-least: 91}", "L119 ");
        check(statement, "{any: [{equals: 0}, {at-least: 90}]}", "");
        check(statement, "{any: [{at-most: 30}, {at-least: 90}]}", "L119 ");
        check(statement, "{at-least: \"{{ longest }}\"}", "L119 ");
        check(
            "The device {{ obligation }} keep logs {{ longest }} days.",
            "{at-least: \"{{ longest }}\"}",
            "",
        );
        // The same amount in another unit, or in words.
        check("The device {{ obligation }} keep logs for two weeks.", "{at-least: 14}", "");
        check("The device {{ obligation }} keep logs for 336 hours.", "{at-least: 14}", "");
        check("The device {{ obligation }} keep logs for two weeks.", "{at-least: 2}", "");
        check("The device {{ obligation }} keep logs for a week.", "{at-least: 14}", "L119 ");
        check("The device {{ obligation }} use keys of 256 bits.", "{at-least: 256}", "");
        check("The device {{ obligation }} use good keys.", "{at-least: 256}", "L119 ");
        // None and one need no number.
        check("The device {{ obligation }} keep logs.", "{at-least: 1}", "");
    }
}
