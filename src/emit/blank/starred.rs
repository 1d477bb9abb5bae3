//! The words of a choice that carry a star: they say all that is accepted, so that no sentence need say it again.

use std::collections::BTreeSet;

use crate::condition::{Check, Type, Value};

/// Words that may stand together, at most: every way to choose among them is tried.
const MOST: usize = 12;

/// The words that are accepted, where exactly those answers are accepted that have no other word.
pub fn starred<'a>(of: &'a Type, accept: &Check) -> Option<BTreeSet<&'a str>> {
    let alone = |id: &str, value: &dyn Fn(&str) -> Value| accept.accepts(&value(id));
    match of {
        Type::Choice { options, .. } => {
            let words = options.iter().map(|option| option.id.as_str());
            Some(words.filter(|id| alone(id, &|id| Value::Word(id.to_owned()))).collect())
        }
        Type::Choices { options, least } => {
            let words = options.iter().map(|option| option.id.as_str());
            let good: BTreeSet<&str> = words.filter(|id| alone(id, &|id| set(&[id]))).collect();
            let together: Vec<&str> =
                options.iter().filter(|option| !option.exclusive).map(|option| option.id.as_str()).collect();
            if together.len() > MOST || (*least == 0 && !accept.accepts(&set(&[]))) {
                return None;
            }
            let mut all = (1..1_usize << together.len()).map(|chosen| {
                let bits = together.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                bits.map(|(_, id)| *id).collect::<Vec<_>>()
            });
            all.all(|chosen| accept.accepts(&set(&chosen)) == chosen.iter().all(|id| good.contains(id)))
                .then_some(good)
        }
        _ => None,
    }
}

fn set(words: &[&str]) -> Value {
    Value::Set(words.iter().map(|word| (*word).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::Choice;

    fn words(ids: &[&str]) -> Vec<Value> {
        ids.iter().map(|id| Value::Word((*id).to_owned())).collect()
    }

    /// The stars of a set of `a`, `b`, `c` and of `none`, which stands alone.
    #[track_caller]
    fn check(accept: Check, expected: Option<&[&str]>) {
        let option = |id: &str| Choice { exclusive: id == "none", ..Choice::new(id, id) };
        let options = ["a", "b", "c", "none"].map(option).to_vec();
        let of = Type::Choices { options, least: 1 };
        let found = starred(&of, &accept);
        assert_eq!(found, expected.map(|ids| ids.iter().copied().collect()), "{accept:?}");
    }

    #[test]
    fn stars_say_all_or_there_are_none() {
        check(Check::Excludes(words(&["c", "none"])), Some(&["a", "b"]));
        check(Check::Includes(words(&["none"])), Some(&["none"]));
        check(Check::OneOf(words(&["a", "b"])), None); // `a` with `c` is accepted as well
        check(Check::OneOf(words(&["a", "b", "c"])), Some(&["a", "b", "c"]));
        check(Check::Includes(words(&["a", "b"])), None);
    }
}
