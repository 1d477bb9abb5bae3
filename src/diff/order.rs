//! One order for what two sides list, the same whichever side is the old one.

use std::collections::BTreeSet;

/// Every id of two lists, once. What both have keeps its order; what one side alone has stands after
/// what both have before it. Where both have the same in different orders, the order is that of the ids.
pub fn merged<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<&'a str> {
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) =
        (before.iter().copied().collect(), after.iter().copied().collect());
    let shared = |ids: &[&'a str]| {
        ids.iter().copied().filter(|id| old.contains(id) && new.contains(id)).collect::<Vec<_>>()
    };
    let common = shared(before);
    if common != shared(after) {
        return old
            .union(&new)
            .copied()
            .collect::<Vec<&str>>()
            .into_iter()
            .filter_map(|id| find(before, after, id))
            .collect();
    }
    let (old_gaps, new_gaps) = (gaps(before, &new), gaps(after, &old));
    let mut merged = Vec::new();
    for (at, id) in common.iter().copied().map(Some).chain([None]).enumerate() {
        let gap = |gaps: &[BTreeSet<&'a str>]| gaps.get(at).cloned().unwrap_or_default();
        merged.extend(gap(&old_gaps).union(&gap(&new_gaps)).copied());
        merged.extend(id);
    }
    merged
}

fn find<'a>(before: &[&'a str], after: &[&'a str], id: &str) -> Option<&'a str> {
    before.iter().chain(after).copied().find(|known| *known == id)
}

/// What stands before, between and after what the other side has as well.
fn gaps<'a>(ids: &[&'a str], other: &BTreeSet<&str>) -> Vec<BTreeSet<&'a str>> {
    let mut gaps = vec![BTreeSet::new()];
    for id in ids {
        match (other.contains(id), gaps.last_mut()) {
            (true, _) => gaps.push(BTreeSet::new()),
            (false, Some(gap)) => drop(gap.insert(*id)),
            (false, None) => {}
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_same_from_both_sides() {
        let check = |before: &str, after: &str, expected: &str| {
            let (before, after): (Vec<&str>, Vec<&str>) =
                (before.split_whitespace().collect(), after.split_whitespace().collect());
            assert_eq!(merged(&before, &after).join(" "), expected);
            assert_eq!(merged(&after, &before).join(" "), expected);
        };
        check("", "", "");
        check("a b c", "a b c", "a b c");
        check("c a", "c x a", "c x a");
        check("c y a z", "b c x a", "b c x y a z");
        check("b a", "a b c", "a b c");
        check("q", "p", "p q");
    }
}
