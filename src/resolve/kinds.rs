//! Lots of several kinds of device: what differs between them is a condition on the kind, which the vendor states.
//!
//! Everything is decided for each kind by itself, with all that is known of its devices. What is left for all kinds
//! alike is left; what is not becomes a condition on the one fact that no library has.

use super::knowledge::OfKind;
use super::spec;
use crate::condition::{Check, Choice, Condition, Domains, KIND, Subject, Type, Value};
use crate::model::{Category, Library, Lot};
use crate::say;
use crate::words::Words;

/// The kinds of device in a lot, of each of which only its kind is known, where there are several.
pub fn of(library: &Library, lot: &Lot) -> Vec<OfKind> {
    let kinds = lot.kinds().map(|category| {
        let mut domains = Domains::default();
        if !lot.with.is_empty() {
            domains.declare(Subject::kind(), type_of(library, lot));
            domains.learn(&Subject::kind(), Check::Equals(Value::Word(category.value.clone())));
        }
        OfKind { id: category.value.clone(), domains }
    });
    kinds.collect()
}

/// A device of any of the kinds, of which nothing is known, where there are several.
pub fn every(library: &Library, lot: &Lot) -> Option<Domains> {
    let mut domains = Domains::default();
    domains.declare(Subject::kind(), type_of(library, lot));
    (!lot.with.is_empty()).then_some(domains)
}

/// The categories that say something of a lot's devices, from the root down, each with the ids of the kinds that it
/// speaks of; with none where it speaks of all.
pub fn categories<'l>(library: &'l Library, lot: &Lot) -> Vec<(&'l Category, Vec<String>)> {
    let mut all: Vec<(&Category, Vec<String>)> = Vec::new();
    for kind in lot.kinds() {
        for category in library.lineage(&kind.value) {
            match all.iter_mut().find(|(known, _)| known.id == category.id) {
                Some((_, kinds)) => kinds.push(kind.value.clone()),
                None => all.push((category, vec![kind.value.clone()])),
            }
        }
    }
    let every = lot.kinds().count();
    all.iter_mut().filter(|(_, kinds)| kinds.len() == every).for_each(|(_, kinds)| kinds.clear());
    all
}

/// The kinds as the spec has them; none where there is only one.
pub fn listed(library: &Library, lot: &Lot) -> Vec<spec::Kind> {
    if lot.with.is_empty() {
        return Vec::new();
    }
    let quantities = std::iter::once(lot.quantity).chain(lot.with.iter().map(|companion| companion.quantity));
    let kinds = lot.kinds().zip(quantities).map(|(category, quantity)| spec::Kind {
        id: category.value.clone(),
        title: title(library, &category.value),
        quantity,
    });
    kinds.collect()
}

/// How many devices a lot has in all, where that is said of each kind.
pub fn quantity(lot: &Lot) -> Option<u64> {
    let others = lot.with.iter().map(|companion| companion.quantity);
    others.fold(lot.quantity, |sum, more| Some(sum?.saturating_add(more?)))
}

/// The fact by which a vendor says of which kind a device is; none where there is only one.
pub fn fact(library: &Library, lot: &Lot) -> Option<spec::Fact> {
    (!lot.with.is_empty()).then(|| spec::Fact {
        id: KIND.to_owned(),
        title: say!(Words::English, "resolve-kind"),
        ask: say!(Words::English, "resolve-kind-ask"),
        of: type_of(library, lot),
        known: Vec::new(),
        settled: None,
        asked: true,
        imports: Vec::new(),
    })
}

/// What a lot demands of a fact of the devices of one kind.
pub fn known(library: &Library, lot: &Lot, kind: &str, check: Check) -> spec::Known {
    if lot.with.is_empty() {
        return spec::Known::of_all(check, spec::Ground::Lot);
    }
    let because = spec::Ground::Kind(term(library, kind));
    spec::Known { check, because, kinds: vec![kind.to_owned()] }
}

fn type_of(library: &Library, lot: &Lot) -> Type {
    let option = |category: &crate::text::Spanned<String>| {
        Choice::new(category.value.as_str(), title(library, &category.value).as_str())
    };
    Type::Choice { options: lot.kinds().map(option).collect(), ordered: false }
}

/// A category with its title.
pub fn term(library: &Library, id: &str) -> spec::Term {
    spec::Term { id: id.to_owned(), title: title(library, id) }
}

fn title(library: &Library, id: &str) -> String {
    library.categories.get(id).map_or(id, |category| &category.title).to_owned()
}

/// One condition for devices of all kinds, from what is left of it for each of them: nothing where it is not about
/// the kind at all. `every` is what is left of it whatever the kind, where a vendor can say that: it takes the place
/// of what differs between kinds.
pub fn join(left: Vec<(&str, Option<Condition>)>, every: Option<Condition>) -> Condition {
    let mut own = left.iter().filter_map(|(_, condition)| condition.as_ref());
    let first = own.next();
    let differs = own.any(|other| Some(other) != first);
    let every = every.filter(|_| differs);
    let mut groups: Vec<(Condition, Vec<&str>)> = Vec::new();
    for (kind, condition) in left {
        let condition = match condition {
            None => Condition::Constant(false),
            Some(own) => every.clone().unwrap_or(own),
        };
        match groups.iter_mut().find(|(known, _)| *known == condition) {
            Some((_, kinds)) => kinds.push(kind),
            None => groups.push((condition, vec![kind])),
        }
    }
    if let [(condition, _)] = groups.as_slice() {
        return condition.clone();
    }
    // Where it is always so of all other kinds, it does not matter what else is said of them.
    let alone = groups.len() == 2 && groups.iter().any(|(left, _)| *left == Condition::Constant(true));
    let mut parts = Vec::new();
    for (condition, kinds) in groups {
        match condition {
            Condition::Constant(false) => {}
            Condition::Constant(true) => parts.push(one_of(&kinds)),
            Condition::Any(nested) if alone => parts.extend(nested),
            condition if alone => parts.push(condition),
            Condition::All(nested) => {
                parts.push(Condition::All(std::iter::once(one_of(&kinds)).chain(nested).collect()));
            }
            condition => parts.push(Condition::All(vec![one_of(&kinds), condition])),
        }
    }
    match parts.len() {
        1 => parts.remove(0),
        _ => Condition::Any(parts),
    }
}

fn one_of(kinds: &[&str]) -> Condition {
    let word = |kind: &&str| Value::Word((*kind).to_owned());
    let check = match kinds {
        [one] => Check::Equals(word(one)),
        several => Check::OneOf(several.iter().map(word).collect()),
    };
    Condition::Test { subject: Subject::kind(), check }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_for_each_kind_is_one_condition() {
        let fact = |id: &str| Condition::Test {
            subject: Subject::Fact(id.to_owned()),
            check: Check::Equals(Value::Flag(true)),
        };
        let (all, any, constant) = (Condition::All, Condition::Any, Condition::Constant);
        let (yes, no) = (|| constant(true), || constant(false));
        let check = |left: &[(&str, Condition)], expected: Condition| {
            let some = left.iter().map(|(kind, left)| (*kind, Some(left.clone())));
            assert_eq!(join(some.collect(), None), expected, "{left:?}");
        };
        check(&[("a", yes())], yes());
        check(&[("a", yes()), ("b", yes())], yes());
        check(&[("a", no()), ("b", no())], no());
        check(&[("a", fact("x")), ("b", fact("x"))], fact("x"));
        check(&[("a", yes()), ("b", no())], one_of(&["a"]));
        check(&[("a", yes()), ("b", no()), ("c", yes())], one_of(&["a", "c"]));
        check(&[("a", fact("x")), ("b", no())], all(vec![one_of(&["a"]), fact("x")]));
        check(&[("a", fact("x")), ("b", yes())], any(vec![fact("x"), one_of(&["b"])]));
        check(
            &[("a", any(vec![fact("x"), fact("y")])), ("b", yes())],
            any(vec![fact("x"), fact("y"), one_of(&["b"])]),
        );
        check(
            &[("a", fact("x")), ("b", fact("y"))],
            any(vec![all(vec![one_of(&["a"]), fact("x")]), all(vec![one_of(&["b"]), fact("y")])]),
        );
        check(
            &[("a", all(vec![fact("x"), fact("y")])), ("b", yes()), ("c", no())],
            any(vec![all(vec![one_of(&["a"]), fact("x"), fact("y")]), one_of(&["b"])]),
        );
    }
    #[test]
    fn what_vendors_say_is_not_said_of_their_kind_too() {
        let fact = |id: &str| Condition::Test {
            subject: Subject::Fact(id.to_owned()),
            check: Check::Equals(Value::Flag(true)),
        };
        let yes = || Some(Condition::Constant(true));
        let check = |left: &[(&str, Option<Condition>)], expected: Condition| {
            assert_eq!(join(left.to_vec(), Some(fact("x"))), expected, "{left:?}");
        };
        check(&[("a", Some(fact("x"))), ("b", yes())], fact("x"));
        check(&[("a", Some(fact("x"))), ("b", Some(Condition::Constant(false)))], fact("x"));
        check(&[("a", yes()), ("b", yes())], Condition::Constant(true));
        check(&[("a", yes()), ("b", yes()), ("c", None)], one_of(&["a", "b"]));
        check(
            &[("a", Some(fact("x"))), ("b", yes()), ("c", None)],
            Condition::All(vec![one_of(&["a", "b"]), fact("x")]),
        );
    }
}
