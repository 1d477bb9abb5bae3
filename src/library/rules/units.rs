//! Units: what a text says an amount is counted in is what it is counted in.

use super::words;
use super::words::{Text, Texts, Word};
use crate::condition::Unit;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::Requirement;
use crate::text::Span;

/// Filters that shift a date, with the unit that they count in.
const SHIFTS: &[(&str, Unit)] =
    &[("add_days", Unit::Days), ("add_months", Unit::Months), ("add_years", Unit::Years)];

/// Whether texts, questions and templates name the units that their amounts have.
pub fn check(texts: &Texts<'_>, requirement: &Requirement, bag: &mut Bag) {
    for text in texts.all() {
        stated(text, requirement, bag);
    }
    for question in requirement.questions.values() {
        let Some(unit) = question.of.unit().filter(|unit| *unit != Unit::Count) else { continue };
        let words = words::words(&question.ask);
        for pair in words.windows(2) {
            let [many, counted] = pair else { continue };
            let Some(asked) = (many.text == "many").then(|| unit_of(counted)).flatten() else { continue };
            if asked != unit {
                report(asked, unit, question.ask_span, &format!("the answer to `{}`", question.id), bag);
            }
        }
        let Some(accept) = &question.accept else { continue };
        for expression in super::templates::expressions(&accept.value) {
            shifted(expression, accept.span, requirement, bag);
        }
    }
    for question in requirement.questions.values().filter(|question| question.of.unit().is_none()) {
        let Some(accept) = &question.accept else { continue };
        for expression in super::templates::expressions(&accept.value) {
            shifted(expression, accept.span, requirement, bag);
        }
    }
}

/// Whether a text that states a parameter states its unit: “{{ support_years }} months”.
fn stated(Text { written: text, words }: &Text<'_>, requirement: &Requirement, bag: &mut Bag) {
    for (at, word) in words.iter().enumerate() {
        let Some(expression) = word.text.strip_prefix("{{").and_then(|inner| inner.strip_suffix("}}")) else {
            continue;
        };
        let expression = expression.trim_matches(['-', ' ', '\n']);
        shifted(expression, words::place(text, std::slice::from_ref(word)), requirement, bag);
        let unit = requirement.parameters.get(expression).and_then(|parameter| parameter.of.unit());
        let Some(unit) = unit.filter(|unit| *unit != Unit::Count) else { continue };
        let next = words.get(at + 1).filter(|next| next.follows());
        let Some((next, said)) = next.and_then(|next| Some((next, unit_of(next)?))) else { continue };
        if said != unit {
            let place = words::place(text, std::slice::from_ref(next));
            report(said, unit, place, &format!("the parameter `{expression}`"), bag);
        }
    }
}

/// Whether a date is shifted by what the filter counts.
fn shifted(expression: &str, place: Span, requirement: &Requirement, bag: &mut Bag) {
    for (filter, unit) in SHIFTS {
        for (at, _) in expression.match_indices(filter) {
            let inner = expression.get(at + filter.len()..).unwrap_or_default().trim_start();
            let inner = inner.strip_prefix('(').and_then(|inner| inner.split(')').next()).unwrap_or_default();
            let parameter = requirement.parameters.get(inner.trim_start_matches(['-', ' ']).trim());
            let counted = parameter.and_then(|parameter| parameter.of.unit());
            if let (Some(parameter), Some(counted)) = (parameter, counted.filter(|counted| counted != unit)) {
                report(*unit, counted, place, &format!("the parameter `{}`", parameter.id), bag);
            }
        }
    }
}

fn report(said: Unit, unit: Unit, place: Span, what: &str, bag: &mut Bag) {
    bag.push(
        Diagnostic::new(
            &codes::STATED_IN_OTHER_UNIT,
            format!("{what} is counted in {}, and is said to be in {}", unit.name(), said.name()),
        )
        .at(place, format!("not in {}", said.name()))
        .hint(format!("write {}, or change the `unit`", unit.name())),
    );
}

/// The unit that a word names: `hour` and `hours` are hours.
pub fn unit_of(word: &Word<'_>) -> Option<Unit> {
    let named = |unit: &Unit| unit.name() == word.text || unit.name().strip_suffix('s') == Some(&word.text);
    Unit::ALL.into_iter().filter(|unit| !matches!(unit, Unit::Count)).find(named)
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    #[track_caller]
    fn check(statement: &str, ask: &str, accept: &str, expected: &str) {
        let written = cases::GOOD
            .replace("The device {{ obligation }} install signed updates only.", statement)
            .replace(
                "  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}",
                &format!("  signed: {{ask: {ask}, type: integer, unit: minutes, accept: {accept}}}"),
            )
            .replace(
                "questions:",
                "parameters:\n  longest: {type: integer, unit: seconds, default: 600, at-least: 300, at-most: 1800}\nquestions:",
            );
        assert_eq!(
            cases::told(&[("updates/UPD-01.md", &written)], &["L2", "L3"]),
            expected,
            "{statement} {ask}"
        );
    }

    #[test]
    fn texts_name_the_units_that_amounts_have() {
        let accept = "{at-most: \"{{ longest }}\"}";
        let statement = "The device {{ obligation }} wait for {{ longest }} seconds.";
        check(statement, "How many minutes does it wait?", accept, "");
        check(statement, "How many seconds does it wait?", accept, "L264 How many seconds does it wait?");
        check(&statement.replace("seconds", "minutes"), "How long?", accept, "L264 minutes");
        check(
            "The device {{ obligation }} wait until {{ tender.deadline | add_days(longest) }}.",
            "How long?",
            accept,
            "L264 {{ tender.deadline | add_days(longest) }}",
        );
    }
}
