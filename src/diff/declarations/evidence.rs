//! What changed of the evidence that two declarations list: pieces added, withdrawn, replaced, valid
//! longer or shorter, for other requirements.
//!
//! Compares what is listed, and what is found of the files where they were looked at: one that is not in order
//! shows nothing. What leaves a requirement without the evidence that shall be enclosed for it breaks that
//! requirement, as an answer that is not accepted does.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::condition::value::read_date;
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::kinds::Rule;
use crate::evidence::{Exhibit, State, is_expired};
use crate::resolve::spec::Spec;
use crate::standing;
use jiff::civil::Date;
use serde_json::json;

use super::{Bid, words};
use crate::check::Verdict;
use crate::diff::level::Level;
use crate::say;
use crate::words::Words;

/// A piece of evidence, as listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    kind: String,
    file: String,
    sha256: String,
    valid_until: Option<Date>,
    serves: BTreeSet<String>,
    /// What is found of the file, where it was looked at.
    found: Option<Found>,
}

/// The state of a file, with the worst that is found of it as a sentence.
type Found = (State, String);

/// Digits of a digest that are shown.
const DIGITS: usize = 12;

/// The requirements that are met by word, and whose mandatory evidence is listed on one side alone and valid on
/// the last day for bids: kinds with requirements.
#[derive(Debug, Default)]
pub struct Shown {
    lost: BTreeSet<(String, String)>,
    gained: BTreeSet<(String, String)>,
}

impl Shown {
    /// What is shown on one side alone.
    pub fn of(spec: &Spec, before: Bid<'_>, after: Bid<'_>) -> Self {
        let side = |bid: Bid<'_>| {
            let pieces = pieces(bid, Words::English);
            let valid = |piece: &Piece| {
                piece.valid_until.is_none_or(|until| !is_expired(until, spec.tender.deadline))
            };
            let (mut wanted, mut shown) = (BTreeSet::new(), BTreeSet::new());
            for judged in bid.outcome.verdicts.iter().filter(|judged| judged.verdict == Verdict::Met) {
                for kind in &judged.mandatory {
                    let place = (kind.clone(), judged.id.clone());
                    let mut own = pieces.iter().filter(|piece| piece.kind == *kind && valid(piece));
                    if own.any(|piece| piece.shows() && piece.serves.contains(&judged.id)) {
                        shown.insert(place.clone());
                    }
                    wanted.insert(place);
                }
            }
            (wanted, shown)
        };
        let ((old_wanted, old), (new_wanted, new)) = (side(before), side(after));
        Self {
            lost: old.difference(&new).filter(|place| new_wanted.contains(*place)).cloned().collect(),
            gained: new.difference(&old).filter(|place| old_wanted.contains(*place)).cloned().collect(),
        }
    }

    /// What a change of a piece does to what is shown; nothing where that stays.
    fn level(&self, old: Option<&Piece>, new: Option<&Piece>) -> Option<Level> {
        let touches = |places: &BTreeSet<(String, String)>, piece: Option<&Piece>| {
            piece.is_some_and(|piece| {
                places.iter().any(|(kind, id)| *kind == piece.kind && piece.serves.contains(id))
            })
        };
        match (touches(&self.lost, old), touches(&self.gained, new)) {
            (true, true) => Some(Level::Changed),
            (true, false) => Some(Level::Breaks),
            (false, true) => Some(Level::Mends),
            (false, false) => None,
        }
    }
}

/// What changed of the evidence, by kind and file.
pub fn compare(spec: &Spec, before: Bid<'_>, after: Bid<'_>, shown: &Shown, words: Words) -> Vec<Change> {
    let mut old: Vec<Option<Piece>> = pieces(before, words).into_iter().map(Some).collect();
    let mut new: Vec<Option<Piece>> = pieces(after, words).into_iter().map(Some).collect();
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
    pairs.iter().filter_map(|(old, new)| of_pair(spec, old.as_ref(), new.as_ref(), shown, words)).collect()
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

fn pieces(bid: Bid<'_>, words: Words) -> Vec<Piece> {
    let found = |exhibit: &Exhibit| {
        let worst = exhibit.findings.iter().min_by_key(|finding| finding.state());
        (exhibit.state(), worst.map(|finding| finding.say(words)).unwrap_or_default())
    };
    let pieces = bid.declaration.enclosed().map(|piece| {
        let text = |key: &str| piece.text(key).unwrap_or_default().trim().to_owned();
        let listed = Piece {
            kind: text("kind"),
            file: text("file"),
            sha256: text("sha256").to_ascii_lowercase(),
            valid_until: read_date(&text("valid-until")),
            serves: piece.serves().map(str::to_owned).collect(),
            found: None,
        };
        let mut exhibits = bid.exhibits.into_iter().flatten();
        let found = exhibits.find(|exhibit| listed.is(exhibit)).map(found);
        Piece { found, ..listed }
    });
    pieces.collect()
}

impl Piece {
    fn is(&self, exhibit: &Exhibit) -> bool {
        let serves = exhibit.serves.iter().collect::<BTreeSet<_>>();
        (&self.kind, self.file.as_str(), &self.sha256)
            == (&exhibit.kind, exhibit.file.trim(), &exhibit.sha256)
            && self.valid_until == exhibit.valid_until
            && self.serves.iter().collect::<BTreeSet<_>>() == serves
    }

    /// Whether its file shows what it is enclosed for, as far as is known: [`standing::usable`].
    fn shows(&self) -> bool {
        self.found.as_ref().is_none_or(|(state, _)| standing::usable(*state))
    }

    /// The state of the file and the worst that is found of it; nothing where it was not looked at.
    fn found(&self, words: Words) -> Option<Said> {
        let (state, what) = self.found.as_ref()?;
        Some(match state {
            State::InOrder => Said::new(say!(words, "diff-found-in-order"), json!([state.word()])),
            _ => {
                let text = say!(words, "diff-found", state = state.word(), what = what.as_str());
                Said::new(text, json!([state.word(), what]))
            }
        })
    }
}

/// What changed of a piece; a piece that has no partner was added or withdrawn.
fn of_pair(
    spec: &Spec,
    old: Option<&Piece>,
    new: Option<&Piece>,
    shown: &Shown,
    words: Words,
) -> Option<Change> {
    let some = old.or(new)?;
    let title = spec.evidence_title(&some.kind);
    let whole = |rule: &'static Rule| Change::new(rule).about(&some.kind, title);
    let (Some(old), Some(new)) = (old, new) else {
        let (rule, level) = match old {
            None => (&kinds::EVIDENCE_ADDED, Level::Stronger),
            Some(_) => (&kinds::EVIDENCE_WITHDRAWN, Level::Weaker),
        };
        // One more file that is not in order is nothing more.
        let level = if some.shows() { level } else { Level::Changed };
        let level = shown.level(old, new).unwrap_or(level);
        let said = |piece: &Piece| {
            let (named, serves) = (named(piece, words), words.join(piece.serves.iter().cloned(), "and"));
            let text = say!(words, "diff-piece-for", piece = named.text, requirements = serves);
            let faulty = piece.found.as_ref().is_some_and(|(state, _)| *state != State::InOrder);
            match piece.found(words).filter(|_| faulty) {
                None => Said::new(text, json!([named.is, piece.serves])),
                Some(found) => {
                    let text = say!(words, "diff-piece-found", piece = text, found = found.text);
                    Said::new(text, json!([named.is, piece.serves, found.is]))
                }
            }
        };
        return Some(whole(rule).judged(level).from_to(old.map(said), new.map(said)));
    };
    let parts = parts(old, new, words);
    if parts.is_empty() && old.file == new.file {
        return None;
    }
    let change = whole(&kinds::EVIDENCE_CHANGED).made_of(parts);
    let change = match shown.level(Some(old), Some(new)) {
        Some(level) => change.judged(level),
        None => change,
    };
    Some(match old.file == new.file {
        true => change.note(&old.file),
        false => change.from_to(Some(named(old, words)), Some(named(new, words))),
    })
}

fn parts(old: &Piece, new: &Piece, words: Words) -> Vec<Change> {
    let part = |rule: &'static Rule, said: [Said; 2]| {
        let [from, to] = said.map(Some);
        Change::new(rule).from_to(from, to)
    };
    let sides = [old, new];
    let mut parts = Vec::new();
    // Another file is named with its digest; only the same one says that its content changed.
    if old.file == new.file && old.sha256 != new.sha256 {
        parts.push(part(&kinds::EVIDENCE_REPLACED, sides.map(|piece| digest(piece, words))));
    }
    // Without a date it is valid without end.
    let until = |piece: &Piece| piece.valid_until.unwrap_or(Date::MAX);
    let said = |piece: &Piece| match piece.valid_until.map(|day| day.to_string()) {
        None => Said::new(say!(words, "diff-valid-without-end"), ()),
        Some(day) => Said::new(say!(words, "diff-valid-until", day = day.as_str()), day),
    };
    match until(old).cmp(&until(new)) {
        Ordering::Less => parts.push(part(&kinds::EVIDENCE_EXTENDED, sides.map(said))),
        Ordering::Greater => parts.push(part(&kinds::EVIDENCE_SHORTENED, sides.map(said))),
        Ordering::Equal => {}
    }
    if old.serves != new.serves {
        let [was, is] = sides.map(|piece| piece.serves.iter().cloned().collect::<Vec<_>>());
        let (from, to) = words::sets(words, &was, &is);
        parts.push(part(&kinds::EVIDENCE_REASSIGNED, [Said::new(from, was), Said::new(to, is)]));
    }
    let state = |piece: &Piece| piece.found.as_ref().map(|(state, _)| *state);
    let level = match state(old).cmp(&state(new)) {
        Ordering::Less => Level::Stronger,
        Ordering::Greater => Level::Weaker,
        Ordering::Equal => return parts,
    };
    if let (Some(from), Some(to)) = (old.found(words), new.found(words)) {
        parts.push(part(&kinds::EVIDENCE_FOUND, [from, to]).judged(level));
    }
    parts
}

/// The file with the beginning of its digest.
fn named(piece: &Piece, words: Words) -> Said {
    let digest = digest(piece, words);
    Said::new(format!("{} ({digest})", piece.file), json!([piece.file, digest.is]))
}

/// The beginning of its digest.
fn digest(piece: &Piece, words: Words) -> Said {
    let digits: String = piece.sha256.chars().take(DIGITS).collect();
    Said::new(say!(words, "diff-digest", digits = digits), piece.sha256.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::check::{Outcome, example};
    use crate::declaration::{Declaration, load};
    use crate::diag::Bag;
    use crate::text::Sources;

    fn bid<'a>(declaration: &'a Declaration, outcome: &'a Outcome) -> Bid<'a> {
        Bid { file: "a.json", declaration, outcome, exhibits: None }
    }

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

    #[test]
    fn a_piece_breaks_what_it_alone_showed_and_mends_what_it_shows() {
        let places = |places: &[(&str, &str)]| -> BTreeSet<(String, String)> {
            places.iter().map(|(kind, id)| ((*kind).to_owned(), (*id).to_owned())).collect()
        };
        let piece = |kind: &str, serves: &str| Piece {
            kind: kind.to_owned(),
            file: String::new(),
            sha256: String::new(),
            valid_until: None,
            serves: BTreeSet::from([serves.to_owned()]),
            found: None,
        };
        let shown = Shown { lost: places(&[("policy", "A-1")]), gained: places(&[("report", "A-2")]) };
        let check = |old: Option<(&str, &str)>, new: Option<(&str, &str)>, expected: Option<Level>| {
            let (was, is) = (old.map(|of| piece(of.0, of.1)), new.map(|of| piece(of.0, of.1)));
            assert_eq!(shown.level(was.as_ref(), is.as_ref()), expected, "{old:?} → {new:?}");
        };
        check(Some(("policy", "A-1")), None, Some(Level::Breaks));
        check(None, Some(("report", "A-2")), Some(Level::Mends));
        check(Some(("policy", "A-1")), Some(("report", "A-2")), Some(Level::Changed));
        // Of another kind, or for another requirement.
        check(Some(("report", "A-1")), None, None);
        check(Some(("policy", "A-2")), None, None);
        check(None, Some(("policy", "A-2")), None);
        check(None, Some(("report", "A-1")), None);
        check(None, None, None);
    }

    proptest! {
        #[test]
        fn whichever_side_is_old_the_pairs_are_the_same(
            old in proptest::collection::vec(piece(), 0..8),
            new in proptest::collection::vec(piece(), 0..8),
        ) {
            let spec = example::pack().spec;
            let (outcome, old, new) = (Outcome::default(), declaration(&old), declaration(&new));
            let (old, new) = (bid(&old, &outcome), bid(&new, &outcome));
            let back: Vec<Change> = compare(&spec, new, old, &Shown::default(), Words::English).iter().map(Change::mirror).collect();
            prop_assert_eq!(compare(&spec, old, new, &Shown::default(), Words::English), back);
            prop_assert_eq!(compare(&spec, old, old, &Shown::default(), Words::English), Vec::new());
        }
    }
}
