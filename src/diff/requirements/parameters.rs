//! The parameters of a requirement: which there are, and which way their values moved.

use std::cmp::Ordering;

use super::{Pair, Parts, words};
use crate::condition::{Type, Value};
use crate::diff::change::Change;
use crate::diff::level::Level;
use crate::diff::{kinds, types};
use crate::resolve::spec::Parameter;
use crate::words::Words;

pub fn values(pair: &Pair<'_>, parts: &mut Parts) {
    for id in pair.ids(|of| of.parameters.iter().map(|parameter| parameter.id.as_str()).collect()) {
        let (was, is) =
            pair.both(|seen| seen.requirement.parameters.iter().find(|parameter| parameter.id == id));
        let said = |parameter: &Parameter| words::value(pair.words, &parameter.value, &parameter.of);
        match (was, is) {
            (Some(was), Some(is)) => both(was, is, pair.words, parts),
            (was, is) => {
                let rule = if is.is_some() { &kinds::PARAMETER_ADDED } else { &kinds::PARAMETER_REMOVED };
                let title = was.or(is).map(|parameter| parameter.title.clone()).unwrap_or_default();
                parts.push(Change::new(rule).about(id, title).from_to(was.map(said), is.map(said)));
            }
        }
    }
}

fn both(was: &Parameter, is: &Parameter, words: Words, parts: &mut Parts) {
    let title = if was.title == is.title { is.title.as_str() } else { "" };
    let (old, new) = (words::value(words, &was.value, &was.of), words::value(words, &is.value, &is.of));
    if was.value != is.value || !types::same(&was.of, &is.of) {
        let change = Change::new(&kinds::PARAMETER_CHANGED).about(&is.id, title);
        parts.push(change.judged(direction(was, is)).from_to(Some(old), Some(new)));
    }
    if was.title != is.title {
        let change = Change::new(&kinds::PARAMETER_RETITLED).about(&is.id, "");
        parts.push(change.from_to(Some(was.title.clone()), Some(is.title.clone())));
    }
}

/// Whether the value moved in the direction that demands more.
fn direction(was: &Parameter, is: &Parameter) -> Level {
    match (was.higher_is_stronger, is.higher_is_stronger, order(was, is)) {
        (_, _, Some(Ordering::Equal)) => Level::Reworded,
        (Some(higher), Some(also), Some(order)) if higher == also => match order.is_lt() == higher {
            true => Level::Tightened,
            false => Level::Loosened,
        },
        _ => Level::Incomparable,
    }
}

/// Which value is the lower one: amounts as quantities, options of an ordered choice by their order.
fn order(was: &Parameter, is: &Parameter) -> Option<Ordering> {
    match (&was.value, &is.value, &was.of, &is.of) {
        (Value::Number(old), Value::Number(new), old_type, new_type) => {
            let (from, into) = (old_type.unit()?, new_type.unit()?);
            from.convert(*old, into)?.partial_cmp(new)
        }
        (Value::Word(old), Value::Word(new), Type::Choice { options, ordered: true }, after)
            if types::same(&was.of, after) =>
        {
            let place = |word: &str| options.iter().position(|option| option.id == word);
            Some(place(old)?.cmp(&place(new)?))
        }
        (Value::Set(old), Value::Set(new), ..) => match (old.is_subset(new), new.is_subset(old)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            (false, false) => None,
        },
        (old, new, ..) => old.order(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::Unit;
    use crate::resolve::spec::Setter;

    #[test]
    fn a_value_demands_more_where_both_sides_say_which_way_is_stronger() {
        let of = |value: f64, unit: Unit, higher: Option<bool>| Parameter {
            id: "time".to_owned(),
            title: "Time".to_owned(),
            of: Type::Integer { unit },
            value: Value::Number(value),
            default: Value::Number(value),
            because: Setter::Tender,
            higher_is_stronger: higher,
        };
        let days = |value: f64, higher: Option<bool>| of(value, Unit::Days, higher);
        let check = |was: Parameter, is: Parameter, expected: Level| {
            assert_eq!(direction(&was, &is), expected, "{:?} → {:?}", was.value, is.value);
            assert_eq!(direction(&is, &was), expected.mirror(), "{:?} → {:?}", is.value, was.value);
        };
        check(days(7.0, Some(true)), days(8.0, Some(true)), Level::Tightened);
        check(days(7.0, Some(false)), days(8.0, Some(false)), Level::Loosened);
        check(days(7.0, None), days(8.0, None), Level::Incomparable);
        check(days(7.0, Some(true)), days(8.0, None), Level::Incomparable);
        // The library turned round which way is stronger.
        check(days(7.0, Some(true)), days(8.0, Some(false)), Level::Incomparable);
        check(days(8.0, Some(true)), days(7.0, Some(false)), Level::Incomparable);
        // The same time in another unit is the same.
        check(days(14.0, Some(true)), of(2.0, Unit::Weeks, Some(true)), Level::Reworded);
        check(days(13.0, Some(true)), of(2.0, Unit::Weeks, Some(true)), Level::Tightened);
    }
}
