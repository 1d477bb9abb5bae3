//! Options that are true of some devices only: `only-if: {local_login: false}`.

use super::wire::{self, TypeKeys};
use super::{File, conditions};
use crate::condition::parse;
use crate::condition::parse::Vocabulary;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::Proviso;
use crate::text::Route;

/// What options of a question demand of the facts. What is faulty is reported and left out.
pub fn lower(
    question: &wire::Question,
    route: &Route,
    facts: &Vocabulary,
    file: &File<'_>,
    bag: &mut Bag,
) -> Vec<Proviso> {
    let own = question.of.iter().flat_map(|keys| written(keys, route)).map(|one| (None, one));
    let columns = question.columns.iter().flat_map(|(id, column)| {
        written(&column.of, &route.key("columns").key(id)).into_iter().map(move |one| (Some(id), one))
    });
    let mut provisos = Vec::new();
    for (column, Written { option, holds, at }) in own.chain(columns) {
        let span = file.key_place(&at);
        if question.accept.is_none() {
            bag.push(
                Diagnostic::new(
                    &codes::LIBRARY_WRONG_FORM,
                    "`only-if` means nothing where any answer will do",
                )
                .at(span, "nothing here is accepted or refused")
                .hint("say with `accept` what conforms, or leave `only-if` out"),
            );
            continue;
        }
        match parse::condition(&holds.0, facts, &at) {
            Ok(holds) => {
                let (column, option) = (column.cloned(), option.to_owned());
                provisos.push(Proviso { column, option, holds, span });
            }
            Err(faults) => conditions::report(faults, file, bag),
        }
    }
    provisos
}

/// Reports `only-if` where no device answers: at the options of facts and of parameters.
pub fn refuse(keys: &TypeKeys, route: &Route, file: &File<'_>, bag: &mut Bag) {
    for Written { at, .. } in written(keys, route) {
        bag.push(
            Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "only an option of a question can have `only-if`")
                .at(file.key_place(&at), "no device answers this")
                .hint("leave `only-if` out"),
        );
    }
}

/// An option with its condition, as it is written.
struct Written<'a> {
    option: &'a str,
    holds: &'a wire::Condition,
    at: Route,
}

fn written<'a>(keys: &'a TypeKeys, route: &Route) -> Vec<Written<'a>> {
    let options = keys.options.iter().filter_map(|(option, written)| match written {
        wire::Choice::Full { only_if: Some(holds), .. } => {
            Some(Written { option, holds, at: route.key("options").key(option).key("only-if") })
        }
        wire::Choice::Full { only_if: None, .. } | wire::Choice::Label(_) => None,
    });
    options.collect()
}

#[cfg(test)]
mod tests {
    use crate::library::rules::cases;

    /// Checks what is said of a question with an option that is true of some devices only.
    #[track_caller]
    fn check(question: &str, expected: &str) {
        let good = "{ask: Is every update signed?, type: flag, accept: {equals: true}}";
        let written = cases::GOOD.replace(good, question);
        assert_eq!(cases::told(&[("updates/UPD-01.md", &written)], &["L00", "L2"]), expected, "{question}");
    }

    #[test]
    fn what_an_option_demands_is_a_condition_over_facts() {
        let of = |only_if: &str, accept: &str| {
            let options = format!("{{a: A, b: {{label: B, only-if: {only_if}}}, c: C}}");
            format!("{{ask: Which?, type: choice, options: {options}{accept}}}")
        };
        let accept = ", accept: {one-of: [a, b]}";
        check(&of("{updatable: false}", accept), "");
        check(&of("{not: {updatable: true}}", accept), "");
        check(&of("{updatabel: false}", accept), "L201 updatabel");
        check(&of("{signed: a}", accept), "L201 signed");
        check(&of("{updatable: maybe}", accept), "L205 maybe");
        check(&of("never", accept), "L004 never");
        check(&of("{updatable: false}", ""), "L007 only-if");
    }

    #[test]
    fn cells_of_a_table_have_such_options_too() {
        let columns = "{how: {title: How, type: choice, options: {a: A, b: {label: B, only-if: {updatable: false}}, c: C}}}";
        let of = |accept: &str| format!("{{ask: Which?, type: table, columns: {columns}{accept}}}");
        check(&of(", accept: {each-row: {how: [a, b]}}"), "");
        check(&of(""), "L007 only-if");
    }

    #[test]
    fn parameters_have_none() {
        let written = cases::GOOD.replace(
            "questions:",
            "parameters: {way: {type: choice, options: {a: {label: A, only-if: {updatable: true}}}, default: a}}\nquestions:",
        );
        assert_eq!(cases::told(&[("updates/UPD-01.md", &written)], &["L00"]), "L007 only-if");
    }
}
