//! Options that are true of some devices only: what a lot accepts of them.

use super::{FACTS, HEAD, loaded};
use crate::condition::word::{self, Naming};
use crate::condition::{Condition, Subject};
use crate::words::Words;

/// What is accepted of a question, and what must hold besides, in a lot with some facts; and which facts are asked.
#[track_caller]
fn check(question: &str, facts: &str, expected: [&str; 3]) {
    let front = format!(
        "id: UPD-01\ntitle: Updates\nobligation: shall\napplies: {{categories: [device]}}\nquestions:\n  {question}"
    );
    let body =
        "The device {{ obligation }} be safe.\n\n## Rationale\nOthers are not.\n\n## Verification\nLook.\n";
    let file = format!("---\n{front}\nverify: test\nreview-by: 2027-12-31\n---\n{body}");
    let files = [("updates/UPD-01.md".to_owned(), file)];
    let tender = format!(
        "{HEAD}lots:\n  - {{id: pumps, title: Pumps, category: device, zone: ward, facts: {{shared_use: true{facts}}}}}\n"
    );
    let (spec, said) = loaded(files.into_iter(), FACTS, &tender);
    let lot = spec.unwrap_or_else(|| panic!("{said:#?}")).lots.remove(0);
    let requirement = &lot.requirements[0];
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| (id.clone(), fact.of.clone())),
        Subject::Answer(id) => requirement.question(id).map(|one| (id.clone(), one.of.clone())),
        Subject::Column(_) => None,
    };
    let met = match &requirement.met_when {
        Condition::Constant(true) => String::new(),
        met => word::condition(Words::English, met, &legend, Naming::Id),
    };
    let last = requirement.questions.last().unwrap();
    let accepted = word::accepted(Words::English, last.accept.as_ref().unwrap(), &last.of, Naming::Id);
    let asked = lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str());
    let asked = asked.collect::<Vec<_>>().join(" ");
    assert_eq!([accepted.as_str(), met.as_str(), asked.as_str()], expected, "{question} {facts}");
}

const B: &str = "b: {label: B, only-if: {updatable: false}}";

#[test]
fn an_option_counts_where_it_can_be_true() {
    let one = format!(
        "way: {{ask: Which?, type: choice, options: {{a: A, {B}, c: C}}, accept: {{one-of: [a, b]}}}}"
    );
    check(&one, "", ["`a` or `b`", "`way` is not `b` or `updatable` is `false`", "updatable"]);
    check(&one, ", updatable: false", ["`a` or `b`", "", "updatable"]);
    // Nobody is to read that it will do.
    check(&one, ", updatable: true", ["`a`", "", "updatable"]);
    let some = format!(
        "way: {{ask: Which?, type: choices, options: {{a: A, {B}, c: C}}, accept: {{any: [{{includes: [a]}}, {{includes: [b]}}]}}}}"
    );
    check(
        &some,
        "",
        ["at least one of: `a`, `b`", "`way` does not include `b` or `updatable` is `false`", "updatable"],
    );
    // Beside what is accepted, what is untrue is still refused.
    check(
        &some,
        ", updatable: true",
        ["a choice that includes `a`", "`way` does not include `b`", "updatable"],
    );
}

#[test]
fn what_is_never_accepted_needs_no_condition() {
    let one =
        format!("way: {{ask: Which?, type: choice, options: {{a: A, {B}, c: C}}, accept: {{equals: a}}}}");
    check(&one, "", ["`a`", "", ""]);
    let alone = format!("way: {{ask: Which?, type: choice, options: {{a: A, {B}}}, accept: {{equals: b}}}}");
    check(&alone, "", ["`b`", "`way` is not `b` or `updatable` is `false`", "updatable"]);
    // Nothing else would do: what is accepted stands, and no device meets it.
    check(&alone, ", updatable: true", ["`b`", "`way` is not `b`", "updatable"]);
}

#[test]
fn cells_and_questions_that_wait_are_judged_where_they_are() {
    let cell = format!("how: {{title: How, type: choice, options: {{a: A, {B}, c: C}}}}");
    let table = format!(
        "ways: {{ask: Which?, type: table, columns: {{{cell}}}, accept: {{each-row: {{how: [a, b]}}}}}}"
    );
    check(
        &table,
        "",
        [
            "a table in which every row is such that `how` is `a` or `b`",
            "`ways` is a table in which every row is such that `how` is not `b` or `updatable` is `false`",
            "updatable",
        ],
    );
    let only_a = "a table in which every row is such that `how` is `a`";
    check(&table, ", updatable: true", [only_a, "", "updatable"]);
    let waits = format!(
        "signed: {{ask: Is it signed?, type: flag}}
  way: {{ask: Which?, type: choice, when: {{signed: false}}, options: {{a: A, {B}, c: C}}, accept: {{one-of: [a, b]}}}}"
    );
    check(
        &waits,
        "",
        ["`a` or `b`", "`signed` is `true`, `way` is not `b` or `updatable` is `false`", "updatable"],
    );
}
