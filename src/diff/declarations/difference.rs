//! Two lists into what only one of them has. The order of either means nothing.
//!
//! Lists are as long as a vendor makes them, so no member is compared with every other.

use std::collections::BTreeMap;

use crate::condition::Value;

/// A row of a table.
pub type Row = BTreeMap<String, Value>;

/// What only the one list has and what only the other, each as often as it has more of it, in the order of
/// that list. Members of one key are the same.
pub fn only<T: Clone, K: Ord>(before: &[T], after: &[T], key: impl Fn(&T) -> K) -> (Vec<T>, Vec<T>) {
    let rest = |of: &[T], other: &[T]| {
        let mut counts: BTreeMap<K, usize> = BTreeMap::new();
        for one in other {
            *counts.entry(key(one)).or_default() += 1;
        }
        let mut rest = Vec::new();
        for one in of {
            match counts.get_mut(&key(one)).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => rest.push(one.clone()),
            }
        }
        rest
    };
    (rest(before, after), rest(after, before))
}

/// The rows that only one of two tables has.
pub fn rows(before: &[Row], after: &[Row]) -> (Vec<Row>, Vec<Row>) {
    only(before, after, |row| {
        row.iter().map(|(column, cell)| (column.clone(), spelt(cell))).collect::<Vec<_>>()
    })
}

/// A text that two values share where they are equal.
fn spelt(value: &Value) -> String {
    match value {
        Value::Version(version) => version.numbers().map(|number| number.to_string()).join("."),
        other => other.json().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_count_as_often_as_they_stand() {
        let check = |before: &[&str], after: &[&str], expected: (&[&str], &[&str])| {
            let (gone, come) = only(before, after, |one| (*one).to_owned());
            assert_eq!((gone.as_slice(), come.as_slice()), expected);
        };
        check(&["a", "b", "a"], &["b", "a", "c"], (&["a"], &["c"]));
        check(&["b", "a"], &["a", "b"], (&[], &[]));
        check(&["c", "b", "a"], &["b"], (&["c", "a"], &[]));
    }

    #[test]
    fn long_lists_take_little_time() {
        let list = |from: usize| (from..from + 100_000).collect::<Vec<_>>();
        let (gone, come) = only(&list(0), &list(50_000), usize::clone);
        assert_eq!((gone.len(), come.len()), (50_000, 50_000));
    }
}
