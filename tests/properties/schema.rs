//! The emitted schemas say of JSON what the conditions say of values.

use jsonschema::PatternOptions;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use tenderc::condition::{Condition, Subject, Type, Value};
use tenderc::schema::{combine, lower, shape};
use tenderc::words::Words;

use crate::generate;

fn valid(schema: &Json, instance: &Json) -> bool {
    let definitions: Map<String, Json> = shape::definitions(Words::English).into_iter().collect();
    let document = json!({ "allOf": [schema], "$defs": definitions });
    let validator = jsonschema::draft202012::options()
        .with_pattern_options(PatternOptions::regex())
        .build(&document)
        .unwrap_or_else(|error| panic!("{error}: {document}"));
    validator.is_valid(instance)
}

/// Whether it is a list without anything where something is asked for, or a row with a cell to come: not
/// answered yet, and of the right form.
fn is_open(of: &Type, json: &Json) -> bool {
    match (of, json) {
        (Type::Choices { least: 1.., .. }, Json::Array(words)) => words.is_empty(),
        (Type::Table { least: 1.., .. }, Json::Array(rows)) if rows.is_empty() => true,
        (Type::Table { columns, .. }, Json::Array(rows)) => {
            let to_come = |of: &Type, cell: &Json| cell.is_null() || is_open(of, cell);
            let fits = |row: &Json| {
                row.is_null()
                    || row.as_object().is_some_and(|cells| {
                        cells.len() == columns.len()
                            && columns.iter().all(|column| {
                                cells.get(&column.id).is_some_and(|cell| {
                                    to_come(&column.of, cell) || Value::read(&column.of, cell).is_some()
                                })
                            })
                    })
            };
            let waits = |row: &Json| {
                row.is_null() || columns.iter().any(|column| to_come(&column.of, &row[&column.id]))
            };
            rows.iter().all(fits) && rows.iter().any(waits)
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shape_is_what_can_be_read(
        (of, json) in generate::any_type().prop_flat_map(|of| {
            let json = prop_oneof![generate::good(&of), generate::near(&of), generate::hostile()];
            (Just(of), json)
        })
    ) {
        let fits = Value::read(&of, &json).is_some() || is_open(&of, &json);
        prop_assert_eq!(valid(&shape::shape(&of, Words::English), &json), fits);
    }

    #[test]
    fn a_lowered_check_accepts_what_the_check_accepts(
        (of, check, json) in generate::any_type().prop_flat_map(|of| {
            (Just(of.clone()), generate::check(&of), generate::near(&of))
        })
    ) {
        prop_assume!(!is_open(&of, &json));
        let lowered = lower::check(&check, &of);
        let value = Value::read(&of, &json);
        if let Some(value) = &value {
            prop_assert_eq!(valid(&lowered, &json), check.accepts(value), "alone: {}", lowered);
        }
        let whole = combine::both(shape::shape(&of, Words::English), lowered);
        prop_assert_eq!(valid(&whole, &json), value.is_some_and(|value| check.accepts(&value)), "{}", whole);
    }

    #[test]
    fn a_lowered_condition_is_valid_where_the_condition_holds(
        (types, condition, values) in prop::collection::vec(generate::any_type(), 1..4).prop_flat_map(|types| {
            let subjects: Vec<(Subject, Type)> = types
                .iter()
                .enumerate()
                .map(|(at, of)| (Subject::Fact(format!("fact_{at}")), of.clone()))
                .chain([(Subject::Fact("unheard_of".to_owned()), Type::Flag)])
                .collect();
            let values: Vec<_> = types.iter().map(|of| prop::option::weighted(0.8, generate::good(of))).collect();
            let condition = generate::condition(&subjects);
            (Just(types), condition, values)
        })
    ) {
        let names: Vec<String> = (0..types.len()).map(|at| format!("fact_{at}")).collect();
        let place = |subject: &Subject| {
            let at = names.iter().position(|name| name == subject.name())?;
            Some((vec!["facts".to_owned(), subject.name().to_owned()], types.get(at)?.clone()))
        };
        let facts: Map<String, Json> =
            names.iter().cloned().zip(&values).filter_map(|(name, value)| Some((name, value.clone()?))).collect();
        let value = |subject: &Subject| {
            let (_, of) = place(subject)?;
            Value::read(&of, facts.get(subject.name())?)
        };
        let lowered = lower::condition(&condition, &place);
        let instance = json!({ "facts": facts });
        prop_assert_eq!(valid(&lowered, &instance), condition.holds(&value), "{}", lowered);
        let negated = Condition::Not(Box::new(condition.clone()));
        prop_assert_eq!(valid(&lower::condition(&negated, &place), &instance), negated.holds(&value));
    }
}
