//! What is called tighter is tighter: whatever is accepted after was accepted before.

use proptest::prelude::*;
use tenderc::condition::{Check, Choice, Column, Domains, Inclusion, Subject, Type, Unit, Value, inclusion};

use crate::generate;

/// The type itself, or what an author may make of it: fewer options, another unit, more rows.
fn changed(of: &Type) -> BoxedStrategy<Type> {
    let fewer = |options: &[Choice]| prop::sample::subsequence(options.to_vec(), 1..=options.len());
    let other = match of.clone() {
        Type::Choice { options, ordered } => {
            fewer(&options).prop_map(move |options| Type::Choice { options, ordered }).boxed()
        }
        Type::Choices { options, .. } => (fewer(&options), any::<bool>(), 0..2_usize)
            .prop_map(|(mut options, alone, least)| {
                options.iter_mut().filter(|option| option.id == "none").for_each(|one| one.exclusive = alone);
                Type::Choices { options, least }
            })
            .boxed(),
        Type::Integer { .. } => Just(Type::Integer { unit: Unit::Hours }).boxed(),
        Type::Table { columns, least } => {
            let cells: Vec<_> = columns.iter().map(|column| changed(&column.of)).collect();
            let table = move |(types, more): (Vec<Type>, usize)| {
                let columns = columns.iter().zip(types);
                let columns = columns.map(|(column, of)| Column { of, ..column.clone() }).collect();
                Type::Table { columns, least: least + more }
            };
            (cells, 0..2_usize).prop_map(table).boxed()
        }
        same => Just(same).boxed(),
    };
    prop_oneof![2 => Just(of.clone()), 1 => other].boxed()
}

/// A value of one type as one of the other, where it is one; amounts are the same quantities.
fn carried(value: &Value, from: &Type, into: &Type) -> Option<Value> {
    match (value, from.unit(), into.unit()) {
        (Value::Number(amount), Some(unit), Some(other)) => {
            Value::read(into, &Value::Number(unit.convert(*amount, other)?).json())
        }
        (Value::Rows(rows), ..) => {
            let (Type::Table { columns: from, .. }, Type::Table { columns, .. }) = (from, into) else {
                return None;
            };
            let rows = rows.iter().map(|row| {
                let cells = from.iter().zip(columns).map(|(from, into)| {
                    Some((from.id.clone(), carried(row.get(&from.id)?, &from.of, &into.of)?))
                });
                cells.collect::<Option<_>>()
            });
            Value::read(into, &Value::Rows(rows.collect::<Option<_>>()?).json())
        }
        _ => Value::read(into, &value.json()),
    }
}

fn accepts(check: &Option<Check>, value: &Option<Value>) -> bool {
    value.as_ref().is_some_and(|value| check.as_ref().is_none_or(|check| check.accepts(value)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_lies_where_it_is_said_to_lie(
        (of_before, of_after, before, after, values, values_after) in generate::any_type().prop_flat_map(|of| {
            (Just(of.clone()), changed(&of)).prop_flat_map(|(before, after)| {
                let check = |of: &Type| prop::option::weighted(0.9, generate::check(of));
                let checks = (check(&before), check(&after));
                let values = (prop::collection::vec(generate::value(&before), 8), prop::collection::vec(generate::value(&before), 8));
                (Just(before), Just(after), checks.0, checks.1, values.0, values.1)
            })
        })
    ) {
        let relation = inclusion::checks(before.as_ref(), &of_before, after.as_ref(), &of_after);
        let mirrored = inclusion::checks(after.as_ref(), &of_after, before.as_ref(), &of_before);
        prop_assert_eq!(relation, mirrored.mirror());
        // What no answer in the smaller unit can say is in nobody's way.
        let sayable = values.into_iter().chain(values_after).filter(|value| !value.json().to_string().contains("1000000000000000"));
        for value in sayable {
            let was = accepts(&before, &Some(value.clone()));
            let is = accepts(&after, &carried(&value, &of_before, &of_after));
            match relation {
                Inclusion::Same => prop_assert_eq!(was, is, "{:?}", value),
                Inclusion::Tighter => prop_assert!(was || !is, "{:?}", value),
                Inclusion::Looser => prop_assert!(is || !was, "{:?}", value),
                _ => {}
            }
        }
    }

    #[test]
    fn a_check_is_the_same_as_itself_however_it_is_written(
        (of, check) in generate::any_type().prop_flat_map(|of| (Just(of.clone()), generate::check(&of)))
    ) {
        let check = Some(&check);
        prop_assert_eq!(inclusion::checks(check, &of, check, &of), Inclusion::Same);
        let both = Check::All(check.into_iter().chain(check).cloned().collect());
        prop_assert_eq!(inclusion::checks(check, &of, Some(&both), &of), Inclusion::Same);
    }

    #[test]
    fn conditions_are_true_where_they_are_said_to_be(
        (subjects, before, after, values) in prop::collection::vec(generate::cell_type(), 1..4).prop_flat_map(|types| {
            let fact = |(at, of)| (Subject::Fact(format!("fact_{at}")), of);
            let subjects: Vec<(Subject, Type)> = types.into_iter().enumerate().map(fact).collect();
            let values: Vec<_> = subjects.iter().map(|(_, of)| prop::collection::vec(generate::value(of), 6)).collect();
            let (before, after) = (generate::condition(&subjects), generate::condition(&subjects));
            (Just(subjects), before, after, values)
        })
    ) {
        let mut domains = Domains::default();
        for (subject, of) in &subjects {
            domains.declare(subject.clone(), of.clone());
        }
        let relation = inclusion::conditions(&before, &after, &domains);
        prop_assert_eq!(relation, inclusion::conditions(&after, &before, &domains).mirror());
        for at in 0..6 {
            let value = |subject: &Subject| {
                let index = subjects.iter().position(|(of, _)| of == subject)?;
                values.get(index)?.get(at).cloned()
            };
            let (was, is) = (before.holds(&value), after.holds(&value));
            match relation {
                Inclusion::Same => prop_assert_eq!(was, is),
                Inclusion::Tighter => prop_assert!(was || !is),
                Inclusion::Looser => prop_assert!(is || !was),
                Inclusion::Incomparable => {}
            }
        }
    }
}
