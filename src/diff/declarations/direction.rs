//! Whether one answer promises more than another, from what is accepted.
//!
//! Computed from the meaning of the acceptance: stand-ins for all values show which way it leans. An
//! acceptance that leans neither way, and an answer of which nothing is accepted in particular, have
//! no direction. A guess is never made.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::condition::stand_ins;
use crate::condition::{Check, Condition, Subject, Type, Value};
use crate::diff::Level;
use crate::resolve::spec::{Question, Requirement};

use super::difference;

/// The values that one side gives to the subjects of a requirement's conditions.
pub type Given<'a> = &'a dyn Fn(&Subject) -> Option<Value>;

/// Where an answer goes, as the one who asks sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pull {
    Up,
    Down,
}

/// The level of a change from one answer to another: stronger, weaker, or neither.
///
/// What decides is the acceptance of the question itself, and what the requirement demands of its
/// answers together, with the other answers as either side gives them. Where these pull both ways,
/// neither can be said.
pub fn of(
    requirement: &Requirement,
    question: &Question,
    (before, after): (&Value, &Value),
    sides: [Given<'_>; 2],
) -> Level {
    let own = |value: &Value| question.accept.as_ref().is_none_or(|check| check.accepts(value));
    let checks: Vec<&Check> = question.accept.iter().collect();
    let mut pulls = vec![pull(&question.of, &checks, &own, before, after)];
    if let Some(Check::EachRow(_) | Check::All(_)) = question.accept {
        pulls.push(rows(question.accept.as_ref(), before, after));
    }
    let subject = Subject::Answer(question.id.clone());
    let tests = requirement.met_when.tests();
    let checks: Vec<&Check> =
        tests.into_iter().filter(|(tested, _)| **tested == subject).map(|(_, check)| check).collect();
    if !checks.is_empty() {
        for side in sides {
            let together = |value: &Value| {
                requirement.met_when.holds(&|other| match *other == subject {
                    true => Some(value.clone()),
                    false => side(other),
                })
            };
            pulls.push(pull(&question.of, &checks, &together, before, after));
        }
    }
    if pulls.iter().all(Option::is_none) {
        pulls.push(by_order(&question.of, &own, before, after));
    }
    match (pulls.contains(&Some(Pull::Up)), pulls.contains(&Some(Pull::Down))) {
        (true, false) => Level::Stronger,
        (false, true) => Level::Weaker,
        _ => Level::Changed,
    }
}

fn pull(
    of: &Type,
    checks: &[&Check],
    accepts: &dyn Fn(&Value) -> bool,
    before: &Value,
    after: &Value,
) -> Option<Pull> {
    match (accepts(before), accepts(after)) {
        (false, true) => return Some(Pull::Up),
        (true, false) => return Some(Pull::Down),
        (true, true) | (false, false) => {}
    }
    if let (Value::Set(before), Value::Set(after)) = (before, after) {
        return of_sets(of, checks, accepts, before, after);
    }
    let slope = slope(stand_ins(of, checks)?, &|a, b| rank(of, a, b), accepts)?;
    turned(slope, rank(of, before, after)?)
}

/// The way an acceptance leans over values in their order: once accepted, all greater ones are, or
/// all smaller ones. Nothing where it is neither, or accepts all or none.
fn slope(
    mut values: Vec<Value>,
    rank: &dyn Fn(&Value, &Value) -> Option<Ordering>,
    accepts: &dyn Fn(&Value) -> bool,
) -> Option<Pull> {
    if values.iter().any(|value| values.first().is_none_or(|first| rank(first, value).is_none())) {
        return None;
    }
    values.sort_by(|a, b| rank(a, b).unwrap_or(Ordering::Equal));
    let accepted: Vec<bool> = values.iter().map(accepts).collect();
    let steps = accepted.iter().zip(accepted.iter().skip(1)).filter(|(a, b)| a != b);
    let turns: Vec<bool> = steps.map(|(_, after)| *after).collect();
    match turns.as_slice() {
        [true] => Some(Pull::Up),
        [false] => Some(Pull::Down),
        _ => None,
    }
}

/// Which of two values is greater: numbers, dates and versions as they are, options by their order
/// where that means something.
fn rank(of: &Type, a: &Value, b: &Value) -> Option<Ordering> {
    match (of, a, b) {
        (Type::Choice { options, ordered: true }, Value::Word(a), Value::Word(b)) => {
            let at = |word: &str| options.iter().position(|option| option.id == word);
            Some(at(a)?.cmp(&at(b)?))
        }
        _ => a.order(b),
    }
}

fn turned(slope: Pull, order: Ordering) -> Option<Pull> {
    // `order` is that of the old one to the new one.
    match (slope, order) {
        (_, Ordering::Equal) => None,
        (Pull::Up, Ordering::Less) | (Pull::Down, Ordering::Greater) => Some(Pull::Up),
        (Pull::Up, Ordering::Greater) | (Pull::Down, Ordering::Less) => Some(Pull::Down),
    }
}

/// Ordered options stand from weakest to strongest, unless what is accepted says otherwise.
fn by_order(of: &Type, accepts: &dyn Fn(&Value) -> bool, before: &Value, after: &Value) -> Option<Pull> {
    let Type::Choice { options, ordered: true } = of else { return None };
    let all: Vec<bool> = options.iter().map(|option| accepts(&Value::Word(option.id.clone()))).collect();
    let uniform = all.iter().all(|accepted| Some(accepted) == all.first());
    uniform.then(|| turned(Pull::Up, rank(of, before, after)?)).flatten()
}

/// Sets: each option that came or went pulls as it bears on the acceptance. One that does not bear on
/// it, such as "none of these", pulls nowhere.
fn of_sets(
    of: &Type,
    checks: &[&Check],
    accepts: &dyn Fn(&Value) -> bool,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> Option<Pull> {
    let mut pulls = BTreeSet::new();
    for option in before.symmetric_difference(after) {
        let better = bears(of, checks, accepts, option)?;
        let come = after.contains(option);
        pulls.extend(better.into_iter().map(|better| better == come));
    }
    match (pulls.contains(&true), pulls.contains(&false)) {
        (true, false) => Some(Pull::Up),
        (false, true) => Some(Pull::Down),
        _ => None,
    }
}

/// What an option does to the sets that it joins: makes some acceptable (`true`), makes some
/// unacceptable (`false`), both or neither. Nothing where that cannot be found out.
fn bears(
    of: &Type,
    checks: &[&Check],
    accepts: &dyn Fn(&Value) -> bool,
    option: &str,
) -> Option<BTreeSet<bool>> {
    // Sets that tell apart what the checks do, and this option from all others.
    let this = Check::Includes(vec![Value::Word(option.to_owned())]);
    let checks: Vec<&Check> = checks.iter().copied().chain([&this]).collect();
    let mut found = BTreeSet::new();
    for without in stand_ins(of, &checks)? {
        let Value::Set(set) = &without else { continue };
        if set.contains(option) {
            continue;
        }
        let with = Value::Set(set.iter().cloned().chain([option.to_owned()]).collect());
        match (accepts(&without), accepts(&with)) {
            (false, true) => found.insert(true),
            (true, false) => found.insert(false),
            _ => false,
        };
    }
    Some(found)
}

/// Tables: fewer rows that are not accepted are better, if they were all there before.
fn rows(accept: Option<&Check>, before: &Value, after: &Value) -> Option<Pull> {
    let conditions = row_conditions(accept?)?;
    let bad = |value: &Value| match value {
        Value::Rows(rows) => rows
            .iter()
            .filter(|row| {
                let cell = |subject: &Subject| row.get(subject.name()).cloned();
                !conditions.iter().all(|condition| condition.holds(&cell))
            })
            .cloned()
            .collect(),
        _ => Vec::new(),
    };
    let (gone, come) = difference::rows(&bad(before), &bad(after));
    match (gone.is_empty(), come.is_empty()) {
        (false, true) => Some(Pull::Up),
        (true, false) => Some(Pull::Down),
        _ => None,
    }
}

/// What every row must be, where a check demands that and nothing more involved.
fn row_conditions(check: &Check) -> Option<Vec<&Condition>> {
    match check {
        Check::EachRow(condition) => Some(vec![condition]),
        Check::All(checks) => {
            let conditions: Option<Vec<_>> = checks.iter().map(row_conditions).collect();
            conditions.map(|conditions| conditions.concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::example;
    use crate::condition::{Choice, Column, Unit};
    use crate::resolve::spec::Requirement;

    fn options(words: &[&str]) -> Vec<Choice> {
        words.iter().map(|word| Choice::new(*word, *word)).collect()
    }

    fn word(word: &str) -> Value {
        Value::Word(word.to_owned())
    }

    fn requirement(of: Type, accept: Option<Check>, met_when: Condition) -> Requirement {
        let lot = example::pack().spec.lots.remove(0);
        let mut requirement = lot.requirement("POW-01").unwrap().clone();
        let mut question = requirement.questions.remove(0);
        question.id = "it".to_owned();
        (question.of, question.accept) = (of, accept);
        Requirement { questions: vec![question], met_when, ..requirement }
    }

    fn level(
        requirement: &Requirement,
        before: serde_json::Value,
        after: serde_json::Value,
        other: bool,
    ) -> Level {
        let question = &requirement.questions[0];
        let [before, after] = [before, after].map(|json| Value::read(&question.of, &json).unwrap());
        let given = |subject: &Subject| (subject.name() == "other").then_some(Value::Flag(other));
        let found = of(requirement, question, (&before, &after), [&given, &given]);
        let back = of(requirement, question, (&after, &before), [&given, &given]);
        assert_eq!(back, found.mirror(), "the mirror of {before:?} → {after:?}");
        assert_eq!(of(requirement, question, (&before, &before), [&given, &given]), Level::Changed);
        found
    }

    #[test]
    fn the_acceptance_gives_the_direction() {
        let check = |of: &Type, accept: Option<Check>, before, after, expected: Level| {
            let requirement = requirement(of.clone(), accept.clone(), Condition::Constant(true));
            let words = format!("{accept:?}: {before} → {after}");
            assert_eq!(level(&requirement, before, after, false), expected, "{words}");
        };
        use Level::{Changed, Stronger, Weaker};
        let days = Type::Integer { unit: Unit::Days };
        let number = |n: f64| Value::Number(n);
        let least = Some(Check::AtLeast(number(30.0)));
        check(&days, least.clone(), json!(30), json!(90), Stronger);
        check(&days, least.clone(), json!(7), json!(8), Stronger);
        check(&days, least, json!(90), json!(7), Weaker);
        let most = Check::AtMost(number(30.0));
        check(&days, Some(most.clone()), json!(7), json!(9), Weaker);
        check(&days, Some(Check::Not(Box::new(most))), json!(31), json!(40), Stronger);
        let range = Some(Check::All(vec![Check::AtLeast(number(5.0)), Check::AtMost(number(30.0))]));
        check(&days, range.clone(), json!(7), json!(9), Changed);
        check(&days, range, json!(7), json!(40), Weaker);
        // A detour that comes to the same.
        let detour = Check::Any(vec![Check::AtLeast(number(9.0)), Check::AtLeast(number(5.0))]);
        check(&days, Some(detour), json!(6), json!(7), Stronger);
        check(&days, None, json!(7), json!(9), Changed);

        let day = |text: &str| Value::read(&Type::Date, &json!(text)).unwrap();
        let after = Some(Check::NotBefore(day("2037-03-31")));
        check(&Type::Date, after.clone(), json!("2036-01-01"), json!("2037-01-01"), Stronger);
        check(&Type::Date, after, json!("2040-01-01"), json!("2039-01-01"), Weaker);
        let version = Value::read(&Type::Version, &json!("1.2")).unwrap();
        check(&Type::Version, Some(Check::AtLeast(version)), json!("1.2"), json!("1.10"), Stronger);

        let plain = Type::Choice { options: options(&["a", "b", "c"]), ordered: false };
        let two = Some(Check::OneOf(vec![word("b"), word("c")]));
        check(&plain, two.clone(), json!("a"), json!("b"), Stronger);
        check(&plain, two.clone(), json!("b"), json!("c"), Changed);
        check(&plain, None, json!("a"), json!("c"), Changed);
        let ordered = Type::Choice { options: options(&["a", "b", "c"]), ordered: true };
        check(&ordered, two, json!("b"), json!("c"), Stronger);
        check(&ordered, None, json!("c"), json!("a"), Weaker);
        // What is accepted goes before the order of the options.
        check(&ordered, Some(Check::Equals(word("a"))), json!("b"), json!("c"), Weaker);
        check(&ordered, Some(Check::Equals(word("b"))), json!("a"), json!("c"), Changed);

        let text = Some(Check::Matches("https://.*".to_owned()));
        check(&Type::Url, text.clone(), json!("https://a.example"), json!("https://b.example"), Changed);
        check(&Type::Url, text, json!("http://a.example"), json!("https://b.example"), Stronger);
    }

    #[test]
    fn sets_go_by_what_bears_on_the_acceptance() {
        let of = Type::Choices { options: options(&["a", "b", "c", "d", "e"]), least: 0 };
        let check = |accept: &Check, before, after, expected: Level| {
            let requirement = requirement(of.clone(), Some(accept.clone()), Condition::Constant(true));
            let words = format!("{accept:?}: {before} → {after}");
            assert_eq!(level(&requirement, before, after, false), expected, "{words}");
        };
        use Level::{Changed, Stronger};
        let all = Check::Includes(vec![word("a"), word("b")]);
        check(&all, json!(["a"]), json!(["a", "c"]), Changed);
        check(&all, json!([]), json!(["a"]), Stronger);
        check(&all, json!(["a", "b", "c"]), json!(["a", "b"]), Changed);
        let any = Check::OneOf(vec![word("a"), word("b")]);
        check(&any, json!(["a"]), json!(["a", "b"]), Stronger);
        check(&any, json!(["a", "d"]), json!(["a", "e"]), Changed);
        let none = Check::Excludes(vec![word("d"), word("e")]);
        check(&none, json!(["d", "e"]), json!(["d"]), Stronger);
        check(&none, json!(["a"]), json!(["a", "b"]), Changed);
        let both = Check::All(vec![all.clone(), none]);
        check(&both, json!(["a", "d"]), json!(["a", "b"]), Stronger);
        check(&both, json!(["a", "d"]), json!(["b", "d"]), Changed);
        check(&Check::Equals(Value::Set(["a".to_owned()].into())), json!(["b"]), json!(["c"]), Changed);
    }

    #[test]
    fn what_answers_must_be_together_counts_as_they_stand() {
        let of = Type::Integer { unit: Unit::Count };
        let it = |check| Condition::Test { subject: Subject::Answer("it".to_owned()), check };
        let other = Condition::Test {
            subject: Subject::Answer("other".to_owned()),
            check: Check::Equals(Value::Flag(true)),
        };
        let met_when = Condition::Any(vec![it(Check::AtMost(Value::Number(3.0))), other]);
        let requirement = requirement(of, None, met_when);
        assert_eq!(level(&requirement, json!(2), json!(9), false), Level::Weaker);
        assert_eq!(level(&requirement, json!(9), json!(7), false), Level::Stronger);
        // Where the other answer does, this one decides nothing.
        assert_eq!(level(&requirement, json!(2), json!(9), true), Level::Changed);
    }

    #[test]
    fn tables_go_by_the_rows_that_are_not_accepted() {
        let column = Column { id: "n".to_owned(), title: "N".to_owned(), of: Type::Flag };
        let of = Type::Table { columns: vec![column], least: 0 };
        let yes = Condition::Test {
            subject: Subject::Column("n".to_owned()),
            check: Check::Equals(Value::Flag(true)),
        };
        let requirement = requirement(of, Some(Check::EachRow(Box::new(yes))), Condition::Constant(true));
        let (good, bad) = (json!({"n": true}), json!({"n": false}));
        let check = |before, after, expected| {
            assert_eq!(level(&requirement, before, after, false), expected);
        };
        check(json!([good]), json!([good, bad]), Level::Weaker);
        check(json!([bad, bad]), json!([good, bad]), Level::Stronger);
        check(json!([good]), json!([good, good]), Level::Changed);
        check(json!([bad]), json!([bad, good]), Level::Changed);
    }
}
