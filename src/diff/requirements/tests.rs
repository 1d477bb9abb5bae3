//! A table of echoes: what a text or an acceptance changed because of.

use jiff::civil::date;

use super::echo::{Echoes, Source};
use super::{Seen, coming};
use crate::check::example;
use crate::condition::{Check, Condition, Subject, Value};
use crate::diff::level::Level;
use crate::resolve::spec::{Assurance, Ground, Known, Obligation, Spec};

/// The example, in which `support_years` of UPD-03 is 10, and what comes after it.
fn sides(change: impl Fn(&mut Spec)) -> (Spec, Spec) {
    let before = example::pack().spec;
    let mut after = before.clone();
    change(&mut after);
    (before, after)
}

fn seen(spec: &Spec) -> Seen<'_> {
    let lot = &spec.lots[0];
    Seen { requirement: lot.requirement("UPD-03").unwrap(), lot, spec }
}

fn years(spec: &mut Spec, years: f64) {
    let requirement = spec.lots[0].requirements.iter_mut().find(|of| of.id == "UPD-03").unwrap();
    requirement.parameters[0].value = Value::Number(years);
}

fn named(sources: Option<std::collections::BTreeSet<Source>>) -> Option<String> {
    let names = sources?.into_iter().map(|source| match source {
        Source::Parameter(id) => id,
        Source::Obligation => "obligation".to_owned(),
        Source::Assurance => "assurance".to_owned(),
        Source::Deadline => "deadline".to_owned(),
    });
    Some(names.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_text_is_an_echo_where_values_alone_differ() {
    let (before, after) = sides(|spec| {
        years(spec, 8.0);
        spec.tender.deadline = date(2027, 4, 14);
        spec.tender.assurance = Assurance::High;
        spec.lots[0].requirements.iter_mut().for_each(|of| of.obligation = Obligation::Should);
    });
    let echoes = Echoes::between(seen(&before), seen(&after));
    let check = |old: &str, new: &str, expected: Option<&str>| {
        assert_eq!(named(echoes.of_text(old, new)).as_deref(), expected, "{old} → {new}");
        let back = Echoes::between(seen(&after), seen(&before));
        assert_eq!(named(back.of_text(new, old)).as_deref(), expected, "{new} → {old}");
    };
    check("for 10 years", "for 8 years", Some("support_years"));
    check("It shall last 10 years.", "It should last 8 years.", Some("support_years obligation"));
    check("at the level substantial", "at the level high", Some("assurance"));
    check("10 years, in 10 rows", "8 years, in 10 rows", Some("support_years"));
    check("until 2027-03-31", "until 2027-04-14", Some("deadline"));
    check("until 2029-03-31", "until 2029-04-14", Some("deadline"));
    check("until 2037-03-31", "until 2035-04-14", Some("support_years deadline"));
    // What somebody wrote is told.
    check("for 10 years", "for 8 long years", None);
    check("for 110 years", "for 18 years", None);
    check("for 10 years", "for 9 years", None);
    check("until 2029-03-31", "until 2029-05-31", None);
    check("shallow", "shouldow", None);
    check("for 10 years", "for 10 years and more", None);
}

#[test]
fn an_acceptance_is_an_echo_where_its_operand_is_computed_from_a_value() {
    let (before, after) = sides(|spec| years(spec, 8.0));
    let echoes = Echoes::between(seen(&before), seen(&after));
    let check = |old: Check, new: Check, expected: Option<&str>| {
        assert_eq!(named(echoes.of_checks(Some(&old), Some(&new))).as_deref(), expected, "{old:?} → {new:?}");
    };
    let least = |number: f64| Check::AtLeast(Value::Number(number));
    let until = |year: i16| Check::NotBefore(Value::Date(date(year, 3, 31)));
    check(least(10.0), least(8.0), Some("support_years"));
    check(least(20.0), least(16.0), Some("support_years"));
    check(least(11.0), least(9.0), Some("support_years"));
    check(until(2037), until(2035), Some("support_years"));
    check(until(2017), until(2019), Some("support_years"));
    check(
        Check::All(vec![least(10.0), until(2037)]),
        Check::All(vec![least(8.0), until(2035)]),
        Some("support_years"),
    );
    check(least(10.0), least(7.0), None);
    check(until(2037), until(2036), None);
    check(least(10.0), Check::AtMost(Value::Number(8.0)), None);
    assert_eq!(named(echoes.of_checks(Some(&least(10.0)), None)), None);
}

/// What is asked only of devices that could not be offered before is no more than before.
#[test]
fn what_barred_devices_are_asked_is_neither_more_nor_less() {
    let spec = crate::check::example::pack().spec;
    let requirement = spec.lots[0].requirements[0].clone();
    let when = |is: bool| Condition::Test {
        subject: Subject::Fact("updatable".to_owned()),
        check: Check::Equals(Value::Flag(is)),
    };
    let lot = |demanded: bool, asked: bool| {
        let mut lot = spec.lots[0].clone();
        let fact = lot.facts.iter_mut().find(|fact| fact.id == "updatable").unwrap();
        fact.asked = asked;
        let known = Known::of_all(Check::Equals(Value::Flag(true)), Ground::Lot);
        fact.known = demanded.then_some(known).into_iter().collect();
        lot
    };
    let check = |when: Condition, asked: bool, expected: Level| {
        assert_eq!(coming(&when, &requirement, &lot(false, true), &lot(true, asked)), expected, "{when:?}");
    };
    check(when(false), true, Level::Incomparable);
    check(when(true), true, Level::Tightened);
    // What the buyer knew of the ward, nobody stated: it barred no device.
    check(when(false), false, Level::Tightened);
}

#[test]
fn a_condition_over_answers_of_another_type_is_the_same_only_where_it_is_written_so() {
    use crate::condition::Type;
    let check = |change: &dyn Fn(&mut Condition), expected: &[&str]| {
        let (before, after) = sides(|spec| {
            let requirement = &mut spec.lots[0].requirements[0];
            if let Type::Choice { options, .. } = &mut requirement.questions[1].of {
                options.pop();
            }
            change(&mut requirement.questions[2].when);
        });
        let parts = super::compare(seen(&before), seen(&after), crate::words::Words::English);
        let told = parts.iter().map(|part| format!("{} {}", part.change.level.word(), part.change.rule.id));
        assert_eq!(told.collect::<Vec<_>>(), expected);
    };
    check(&|_| (), &["reworded question-retyped"]);
    check(
        &|when| *when = Condition::Not(Box::new(when.clone())),
        &["reworded question-retyped", "incomparable question-condition-changed"],
    );
}
