//! Whether what a requirement wants is shown, and which files are put to many uses: what others ask of
//! the evidence of a bid.

use std::collections::{BTreeMap, BTreeSet};

use super::{Exhibit, State};

/// Whether a piece of evidence of one kind is there for one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// At least one of that kind is enclosed for it, and in order.
    InOrder,
    /// None is listed for it.
    NotListed,
    /// All that are listed for it are not in order: the state of the best of them. It is never
    /// [`State::InOrder`].
    Disorder(State),
}

/// Whether evidence of a kind is shown for a requirement. One that is in order is enough, whatever is
/// the matter with others of the same kind.
///
/// `exhibits` are those of one declaration, as [`examine`](super::examine) gives them; where its files
/// were not looked at there are none to ask for, and nothing can be said of it.
pub fn shown(exhibits: &[Exhibit], requirement: &str, kind: &str) -> Shown {
    let serving = exhibits
        .iter()
        .filter(|exhibit| exhibit.kind == kind && exhibit.serves.iter().any(|id| id == requirement));
    match serving.map(Exhibit::state).max() {
        None => Shown::NotListed,
        Some(State::InOrder) => Shown::InOrder,
        Some(state) => Shown::Disorder(state),
    }
}

/// A file that is listed as several kinds of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reused<'a> {
    /// Its paths, in their order; more than one where a copy is enclosed.
    pub files: BTreeSet<&'a str>,
    /// The ids of the kinds that it is listed as: two at least.
    pub kinds: BTreeSet<&'a str>,
    /// The numbers of the entries in the declaration's list, from 1.
    pub numbers: Vec<usize>,
}

/// The files that are listed as more than one kind of evidence, those of the most kinds first. Copies
/// of a file under other names are the same file: it is known by the digest that is stated, and only
/// where none is, by its path.
pub fn reused(exhibits: &[Exhibit]) -> Vec<Reused<'_>> {
    let mut files: BTreeMap<&str, Reused<'_>> = BTreeMap::new();
    for exhibit in exhibits {
        let key = if exhibit.sha256.is_empty() { &exhibit.file } else { &exhibit.sha256 };
        let none = || Reused { files: BTreeSet::new(), kinds: BTreeSet::new(), numbers: Vec::new() };
        let reused = files.entry(key).or_insert_with(none);
        reused.files.insert(&exhibit.file);
        reused.kinds.insert(&exhibit.kind);
        reused.numbers.push(exhibit.number);
    }
    let mut reused: Vec<Reused<'_>> = files.into_values().filter(|reused| reused.kinds.len() > 1).collect();
    reused.sort_by(|a, b| b.kinds.len().cmp(&a.kinds.len()).then_with(|| a.numbers.cmp(&b.numbers)));
    reused
}
