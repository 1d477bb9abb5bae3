//! What changed of the evidence that two declarations list: pieces added, withdrawn, replaced, valid
//! longer or shorter, for other requirements.
//!
//! Compares what is listed; no file is looked at.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::condition::value::read_date;
use crate::declaration::Declaration;
use crate::diff::change::Change;
use crate::diff::level::Level;
use crate::diff::rules;
use crate::diff::rules::Rule;
use crate::resolve::spec::{Obligation, Spec};
use jiff::civil::Date;

use super::{Bid, words};
use crate::words::Words;

/// A piece of evidence, as listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    kind: String,
    file: String,
    sha256: String,
    valid_until: Option<Date>,
    serves: BTreeSet<String>,
}

/// Digits of a digest that are shown.
const DIGITS: usize = 12;

/// What changed of the evidence, by kind and file.
pub fn compare(spec: &Spec, before: Bid<'_>, after: Bid<'_>) -> Vec<Change> {
    let mut old: Vec<Option<Piece>> = pieces(before.declaration).into_iter().map(Some).collect();
    let mut new: Vec<Option<Piece>> = pieces(after.declaration).into_iter().map(Some).collect();
    let mut pairs: Vec<(Option<Piece>, Option<Piece>)> = Vec::new();
    // What is surely the same piece first.
    let alike: [fn(&Piece) -> Vec<String>; 4] = [
        |piece| vec![piece.file.clone()],
        |piece| vec![piece.sha256.clone()],
        |piece| vec![piece.serves.iter().cloned().collect::<Vec<_>>().join(" ")],
        |piece| piece.serves.iter().cloned().collect(),
    ];
    for keys in alike {
        pair(&mut old, &mut new, keys, &mut pairs);
    }
    pairs.extend(old.into_iter().flatten().map(|piece| (Some(piece), None)));
    pairs.extend(new.into_iter().flatten().map(|piece| (None, Some(piece))));
    pairs.sort_by_cached_key(|(a, b)| {
        // The same place whichever side is the old one.
        let (least, most) = if a < b { (a, b) } else { (b, a) };
        (least.clone().or_else(|| most.clone()), most.clone())
    });
    let of = Judging { spec, before, after };
    pairs.into_iter().filter_map(|(old, new)| of_pair(of, old.as_ref(), new.as_ref())).collect()
}

/// What changes of the evidence are judged by.
#[derive(Clone, Copy)]
struct Judging<'a> {
    spec: &'a Spec,
    before: Bid<'a>,
    after: Bid<'a>,
}

impl Judging<'_> {
    /// Whether evidence of this kind that must be enclosed for one of these requirements is missing now
    /// and was not, or was and is not any more; where both are so, or neither, nothing.
    fn moved(self, kind: &str, serves: &BTreeSet<String>) -> Option<Level> {
        let lacks = |bid: Bid<'_>, id: &str| {
            let missing = bid.outcome.requirement(id).map(|judged| judged.evidence.as_slice());
            let binds = |obligation| obligation == Obligation::Shall;
            missing.unwrap_or_default().iter().any(|wanted| wanted.kind == kind && binds(wanted.obligation))
        };
        let sides = serves.iter().map(|id| (lacks(self.before, id), lacks(self.after, id)));
        let sides: BTreeSet<(bool, bool)> = sides.collect();
        match (sides.contains(&(false, true)), sides.contains(&(true, false))) {
            (true, false) => Some(Level::Breaks),
            (false, true) => Some(Level::Mends),
            _ => None,
        }
    }
}

/// Pairs pieces of one kind that share a key: each of the old ones, in their order, with the first new one
/// that is free. Whichever side is the old one, the same pairs come about.
fn pair(
    old: &mut [Option<Piece>],
    new: &mut [Option<Piece>],
    keys: fn(&Piece) -> Vec<String>,
    pairs: &mut Vec<(Option<Piece>, Option<Piece>)>,
) {
    let keys =
        |piece: &Piece| -> Vec<_> { keys(piece).into_iter().map(|key| (piece.kind.clone(), key)).collect() };
    let mut free: BTreeMap<(String, String), VecDeque<usize>> = BTreeMap::new();
    for (at, piece) in new.iter().enumerate() {
        for key in piece.iter().flat_map(keys) {
            free.entry(key).or_default().push_back(at);
        }
    }
    for piece in old {
        let mut first: Option<usize> = None;
        for key in piece.iter().flat_map(keys) {
            let Some(queue) = free.get_mut(&key) else { continue };
            while queue.front().is_some_and(|at| new.get(*at).is_none_or(Option::is_none)) {
                queue.pop_front();
            }
            first = first.into_iter().chain(queue.front().copied()).min();
        }
        if let Some(partner) = first.and_then(|at| new.get_mut(at)) {
            pairs.push((piece.take(), partner.take()));
        }
    }
}

fn pieces(declaration: &Declaration) -> Vec<Piece> {
    let pieces = declaration.enclosed().map(|piece| {
        let text = |key: &str| piece.text(key).unwrap_or_default().trim().to_owned();
        Piece {
            kind: text("kind"),
            file: text("file"),
            sha256: text("sha256").to_ascii_lowercase(),
            valid_until: read_date(&text("valid-until")),
            serves: piece.serves().map(str::to_owned).collect(),
        }
    });
    pieces.collect()
}

/// What changed of a piece; a piece that has no partner was added or withdrawn.
fn of_pair(of: Judging<'_>, old: Option<&Piece>, new: Option<&Piece>) -> Option<Change> {
    let some = old.or(new)?;
    let title = of.spec.evidence_title(&some.kind);
    let whole = |rule: &'static Rule| Change::new(rule).about(&some.kind, title);
    let (Some(old), Some(new)) = (old, new) else {
        let (rule, graver, level) = match old {
            None => (&rules::EVIDENCE_ADDED, Level::Mends, Level::Stronger),
            Some(_) => (&rules::EVIDENCE_WITHDRAWN, Level::Breaks, Level::Weaker),
        };
        let moved = of.moved(&some.kind, &some.serves).filter(|level| *level == graver);
        let serves = Words::English.join(some.serves.iter().cloned(), "and");
        let said = |piece: Option<&Piece>| piece.map(|piece| format!("{}, for {serves}", named(piece)));
        return Some(whole(rule).judged(moved.unwrap_or(level)).from_to(said(old), said(new)));
    };
    if old == new {
        return None;
    }
    let parts = parts(of, old, new);
    let change = whole(&rules::EVIDENCE_CHANGED).made_of(parts);
    Some(match old.file == new.file {
        true => change.note(&old.file),
        false => change.from_to(Some(named(old)), Some(named(new))),
    })
}

fn parts(of: Judging<'_>, old: &Piece, new: &Piece) -> Vec<Change> {
    let part = |rule: &'static Rule, said: [String; 2]| {
        let [from, to] = said.map(Some);
        Change::new(rule).from_to(from, to)
    };
    let sides = [old, new];
    let mut parts = Vec::new();
    // Another file is named with its digest; only the same one says that its content changed.
    if old.file == new.file && old.sha256 != new.sha256 {
        parts.push(part(&rules::EVIDENCE_REPLACED, sides.map(digest)));
    }
    // Without a date it is valid without end.
    let until = |piece: &Piece| piece.valid_until.unwrap_or(Date::MAX);
    let said = |piece: &Piece| {
        piece.valid_until.map_or_else(|| "without end".to_owned(), |day| format!("until {day}"))
    };
    match until(old).cmp(&until(new)) {
        Ordering::Less => parts.push(part(&rules::EVIDENCE_EXTENDED, sides.map(said))),
        Ordering::Greater => parts.push(part(&rules::EVIDENCE_SHORTENED, sides.map(said))),
        Ordering::Equal => {}
    }
    if old.serves != new.serves {
        let served = old.serves.union(&new.serves).cloned().collect();
        let level = of.moved(&new.kind, &served).unwrap_or(Level::Changed);
        let [old, new] = sides.map(|piece| piece.serves.iter().cloned().collect::<Vec<_>>());
        let (from, to) = words::sets(&old, &new);
        parts.push(Change::new(&rules::EVIDENCE_REASSIGNED).judged(level).from_to(from, to));
    }
    parts
}

/// The file with the beginning of its digest.
fn named(piece: &Piece) -> String {
    format!("{} ({})", piece.file, digest(piece))
}

/// The beginning of its digest.
fn digest(piece: &Piece) -> String {
    let digits: String = piece.sha256.chars().take(DIGITS).collect();
    format!("sha256 {digits}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::check::{Outcome, example};
    use crate::declaration::load;
    use crate::diag::Bag;
    use crate::text::Sources;

    fn declaration(pieces: &[Json]) -> Declaration {
        let text = json!({ "evidence": pieces }).to_string();
        load("a.json", &text, &mut Sources::default(), &mut Bag::default()).unwrap()
    }

    /// Of few words, so that pieces are often alike in one thing and not in another.
    fn piece() -> impl Strategy<Value = Json> {
        let words = (0..2_u8, 0..4_u8, 0..4_u8, 1..8_u8, any::<bool>());
        words.prop_map(|(kind, file, digest, serves, until)| {
            let serves: Vec<&str> = ["A-1", "A-2", "A-3"]
                .into_iter()
                .enumerate()
                .filter(|(bit, _)| serves >> bit & 1 == 1)
                .map(|(_, id)| id)
                .collect();
            let mut piece = json!({"kind": format!("kind-{kind}"), "file": format!("{file}.md"), "sha256": format!("{digest:064x}"), "for": serves});
            if until {
                piece["valid-until"] = "2028-01-31".into();
            }
            piece
        })
    }

    proptest! {
        #[test]
        fn whichever_side_is_old_the_pairs_are_the_same(
            old in proptest::collection::vec(piece(), 0..8),
            new in proptest::collection::vec(piece(), 0..8),
        ) {
            let spec = example::pack().spec;
            let (old, new) = (declaration(&old), declaration(&new));
            let outcome = Outcome::default();
            let compare = |old, new| {
                let bid = |declaration| Bid { file: "", declaration, outcome: &outcome };
                compare(&spec, bid(old), bid(new))
            };
            let back: Vec<Change> = compare(&new, &old).iter().map(Change::mirror).collect();
            prop_assert_eq!(compare(&old, &new), back);
            prop_assert_eq!(compare(&old, &old), Vec::new());
        }
    }
}
