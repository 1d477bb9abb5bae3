//! Whether two types have the same values, whatever their options and columns are called.

use crate::condition::{Choice, Type};

/// Whether the same values are of both types. Order counts where it means something.
pub fn same(before: &Type, after: &Type) -> bool {
    let ids = |options: &[Choice]| options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
    let set = |options: &[Choice]| {
        let mut ids = ids(options);
        ids.sort();
        ids
    };
    match (before, after) {
        (Type::Choice { options: old, ordered: true }, Type::Choice { options: new, ordered: true }) => {
            ids(old) == ids(new)
        }
        (Type::Choice { options: old, ordered }, Type::Choice { options: new, ordered: other }) => {
            set(old) == set(new) && ordered == other
        }
        (Type::Choices { options: old, .. }, Type::Choices { options: new, .. }) => {
            let alone = |options: &[Choice]| {
                set(&options.iter().filter(|option| option.exclusive).cloned().collect::<Vec<_>>())
            };
            set(old) == set(new) && alone(old) == alone(new)
        }
        (Type::Table { columns: old, least }, Type::Table { columns: new, least: other }) => {
            let pairs = || old.iter().zip(new);
            least == other
                && old.len() == new.len()
                && pairs().all(|(old, new)| old.id == new.id && same(&old.of, &new.of))
        }
        (old, new) => old == new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_count_and_options_do() {
        let option = |id: &str, label: &str| Choice::new(id, label);
        let choices = |options: &[Choice]| Type::Choices { options: options.to_vec(), least: 0 };
        let ordered = |options: &[Choice]| Type::Choice { options: options.to_vec(), ordered: true };
        let (a, b) = (option("a", "A"), option("b", "B"));
        let other = option("a", "Another word");
        assert!(same(&choices(&[a.clone(), b.clone()]), &choices(&[b.clone(), other.clone()])));
        assert!(!same(&choices(&[a.clone(), b.clone()]), &choices(std::slice::from_ref(&a))));
        assert!(!same(&ordered(&[a.clone(), b.clone()]), &ordered(&[b, a.clone()])));
        assert!(same(&ordered(&[a]), &ordered(&[other])));
        assert!(!same(&Type::Text, &Type::Url));
    }
}
