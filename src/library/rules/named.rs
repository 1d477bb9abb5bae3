//! What is judged by options is named: the statement, which is what is contracted, speaks of what they are about, and says
//! the amounts that accepted ones name.

use std::collections::BTreeSet;

use super::stated;
use super::words::{Text, Word, content, words};
use crate::condition::parse::Operand;
use crate::condition::{Check, Choice, Type, Value};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::Requirement;

/// Words that a question with its options shares with its statement, at least.
const FEWEST: usize = 2;

/// Words of a question with its options from which on they are compared: fewer say too little.
const ENOUGH: usize = 8;

/// Whether the statement speaks of what each question judges by options, and says the amounts that accepted ones name.
pub fn check(statement: &Text<'_>, requirement: &Requirement, bag: &mut Bag) {
    let said = about(&statement.words);
    let amounts = stated::amounts(&statement.words);
    // An answer that is taken from another requirement is named there.
    for question in requirement.questions.values().filter(|question| question.from.is_none()) {
        let (Some(accept), Type::Choice { options, .. } | Type::Choices { options, .. }) =
            (&question.accept, &question.of)
        else {
            continue;
        };
        let labels: Vec<&str> = options.iter().map(|option| option.label.as_str()).collect();
        let asked = about(&words(&format!("{} {}", question.ask, labels.join(" "))));
        let unnamed = asked.len() >= ENOUGH && asked.intersection(&said).count() < FEWEST;
        let missing = match unnamed {
            true => Some("options of which the statement says nothing".to_owned()),
            false => options.iter().filter(|option| names(&accept.value, option)).find_map(|option| {
                let named = stated::amounts(&words(&option.label)).into_iter();
                let mut named = named.filter_map(|(amount, unit)| Some((amount, unit?)));
                let (amount, unit) = named.find(|(amount, unit)| !stated::says(&amounts, *amount, *unit))?;
                let id = &option.id;
                Some(format!("{} (`{id}`), which the statement does not say", unit.word(amount)))
            }),
        };
        if let Some(missing) = missing {
            bag.push(
                Diagnostic::new(
                    &codes::BOUND_NOT_STATED,
                    format!("`{}` is judged by {missing}", question.id),
                )
                .at(accept.span, "judged, and not stated")
                .at(requirement.statement.span, "what is contracted")
                .hint("say it in the statement, in words of the question or of its options"),
            );
        }
    }
}

/// What a text is about in its own words: an expression, such as the buyer's name, stands in nearly every text.
fn about(words: &[Word<'_>]) -> BTreeSet<String> {
    content(words.iter().filter(|word| !word.is_literal()))
}

/// Whether an acceptance names an option as one that is accepted.
fn names(accept: &Check<Operand>, option: &Choice) -> bool {
    let is = |operand: &Operand| *operand == Operand::Value(Value::Word(option.id.clone()));
    match accept {
        Check::Equals(one) => is(one),
        Check::OneOf(many) | Check::Includes(many) => many.iter().any(is),
        Check::All(checks) | Check::Any(checks) => checks.iter().any(|check| names(check, option)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    /// Checks what is said of a statement beside a question of whose options these are accepted.
    #[track_caller]
    fn check(accepted: &str, statement: &str, expected: &str) {
        let asked = "  signed:
    ask: Which of these services does the {{ buyer }} find switched on at delivery, in the delivered state?
    type: choices
    options: {telnet: Telnet, ftp: FTP or TFTP, snmp: SNMP version 1, short: Sessions that end after 5 minutes, none: {label: None of these, exclusive: true}}
    accept: {one-of: ACCEPTED}".replace("ACCEPTED", accepted);
        let written = cases::GOOD
            .replace("The device {{ obligation }} install signed updates only.", statement)
            .replace("  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}", &asked);
        let said = cases::told(&[("updates/UPD-01.md", &written)], &["L119"]);
        assert_eq!(said.replace("accept", ""), expected, "{statement}");
    }

    #[test]
    fn what_is_judged_by_options_is_named() {
        let check = |statement, expected| check("[none]", statement, expected);
        check("The device {{ obligation }} be delivered without Telnet.", "");
        check("The device {{ obligation }} be delivered in good order.", "L119 ");
        // Whom both speak to is not what they are about.
        check("The device {{ obligation }} be delivered to the {{ buyer }} in good order.", "L119 ");
    }

    #[test]
    fn amounts_of_accepted_options_are_named() {
        let check = |statement, expected| check("[none, short]", statement, expected);
        check(
            "The device {{ obligation }} be delivered without Telnet, or end sessions after 5 minutes.",
            "",
        );
        check("The device {{ obligation }} be delivered without Telnet, or end its sessions.", "L119 ");
    }
}
