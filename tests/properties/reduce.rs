//! Partial evaluation is sound: with what is known, the residual is true exactly where the condition is.

use proptest::prelude::*;
use tenderc::condition::{Certainty, Check, Condition, Domains, Subject, Type, Value, implied, reduce};

use crate::generate;

fn subjects() -> BoxedStrategy<Vec<(Subject, Type)>> {
    let fact = |(at, of)| (Subject::Fact(format!("fact_{at}")), of);
    prop::collection::vec(generate::any_type(), 1..4)
        .prop_map(move |types| types.into_iter().enumerate().map(fact).collect())
        .boxed()
}

/// A type, the value it has, and checks of which those that are true of it are what is known.
type Known = (Value, Vec<Check>, bool);

fn known(of: &Type) -> BoxedStrategy<Known> {
    (generate::value(of), prop::collection::vec(generate::check(of), 0..3), any::<bool>()).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_residual_is_true_where_the_condition_is(
        (subjects, known, condition) in subjects().prop_flat_map(|subjects| {
            let known: Vec<_> = subjects.iter().map(|(_, of)| known(of)).collect();
            let condition = generate::condition(&subjects);
            (Just(subjects), known, condition)
        })
    ) {
        let mut domains = Domains::default();
        let mut values: Vec<(Subject, Option<Value>)> = Vec::new();
        for ((subject, of), (value, checks, optional)) in subjects.into_iter().zip(known) {
            match optional {
                true => domains.declare_optional(subject.clone(), of),
                false => domains.declare(subject.clone(), of),
            }
            for check in checks.into_iter().filter(|check| check.accepts(&value)) {
                domains.learn(&subject, check);
            }
            // What may be absent is absent where its value says "no", so that both happen.
            let absent = optional && value == Value::Flag(false);
            values.push((subject, (!absent).then_some(value)));
        }
        let value = |subject: &Subject| {
            values.iter().find(|(of, _)| of == subject).and_then(|(_, value)| value.clone())
        };
        let residual = reduce(&condition, &domains);
        prop_assert_eq!(residual.holds(&value), condition.holds(&value), "{:?}", residual);
        let settled_right = values.iter().all(|(subject, value)| {
            domains.settled(subject).is_none_or(|settled| value.is_none() || *value == Some(settled))
        });
        prop_assert!(settled_right, "{:?}", domains);
        prop_assert!(!values.iter().any(|(subject, _)| domains.is_empty(subject)), "{:?}", domains);
    }

    #[test]
    fn what_is_implied_is_true_of_every_value(
        (of, value, known, check) in generate::any_type().prop_flat_map(|of| {
            let known = prop::collection::vec(generate::check(&of), 0..3);
            (Just(of.clone()), generate::value(&of), known, generate::check(&of))
        })
    ) {
        let known: Vec<Check> = known.into_iter().filter(|known| known.accepts(&value)).collect();
        match implied(&known, &check, &of) {
            Certainty::Always => prop_assert!(check.accepts(&value)),
            Certainty::Never => prop_assert!(!check.accepts(&value)),
            Certainty::Open => {}
        }
    }
}

#[test]
fn what_contradicts_itself_is_never_true() {
    let subject = Subject::Fact("radio".to_owned());
    let mut domains = Domains::default();
    domains.declare(subject.clone(), Type::Flag);
    let yes = Condition::Test { subject, check: Check::Equals(Value::Flag(true)) };
    let contradiction = Condition::All(vec![yes.clone(), Condition::Not(Box::new(yes))]);
    assert_eq!(reduce(&contradiction, &domains), Condition::Constant(false));
}
