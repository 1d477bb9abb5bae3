//! One change: what is different, how it is judged, what it consists of and what follows from it.
//!
//! Everything that is said of a change can be read from new to old as well, so a comparison has a
//! mirror: what was becomes what is, what tightened loosened.

use super::kinds::Rule;
use super::level::Level;
use super::said::Said;
use crate::resolve::spec::{self, Obligation};
use crate::text::sha256;
use crate::words::Words;

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The kind of change.
    pub rule: &'static Rule,
    /// How it is judged.
    pub level: Level,
    /// The id of the lot, where it is of one.
    pub lot: Option<String>,
    /// The requirement, where it is of one.
    pub requirement: Option<Requirement>,
    /// The requirement as the old side names it, where that is otherwise.
    pub formerly: Option<Requirement>,
    /// What it is about: a question, a fact, a parameter, a piece of evidence.
    pub item: Option<Item>,
    /// What was; nothing where nothing was.
    pub before: Option<Said>,
    /// What is; nothing where nothing is.
    pub after: Option<Said>,
    /// More about it, in words that hold whichever side is the old one; a clause.
    pub note: Option<String>,
    /// What it consists of.
    pub parts: Vec<Change>,
    /// What it is the cause of, told here and nowhere else.
    pub follows: Vec<Change>,
}

/// A requirement, as far as a change names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its number in the tender; may be empty.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// How binding it is, where there is one answer to that.
    pub obligation: Option<Obligation>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id or file; what names it for a machine.
    pub id: String,
    /// What people read: the question, the title of the fact; may be empty.
    pub title: String,
}

impl Change {
    /// A change of that kind, of nothing yet. A rule that leaves the judgement open starts as one of
    /// which neither can be said.
    pub fn new(rule: &'static Rule) -> Self {
        let neutral = match rule.of {
            super::level::Family::Declarations => Level::Changed,
            super::level::Family::Requirements => Level::Incomparable,
        };
        Self {
            rule,
            level: rule.level.unwrap_or(neutral),
            lot: None,
            requirement: None,
            formerly: None,
            item: None,
            before: None,
            after: None,
            note: None,
            parts: Vec::new(),
            follows: Vec::new(),
        }
    }

    /// Judges it, where the rule leaves that open.
    #[must_use]
    pub fn judged(mut self, level: Level) -> Self {
        self.level = self.rule.level.unwrap_or(level);
        self
    }

    /// Says which lot it is of.
    #[must_use]
    pub fn in_lot(mut self, id: impl Into<String>) -> Self {
        self.lot = Some(id.into());
        self
    }

    /// Says which requirement it is of.
    #[must_use]
    pub fn of(mut self, requirement: Requirement) -> Self {
        self.requirement = Some(requirement);
        self
    }

    /// Says which requirement it is of, as either side names it.
    #[must_use]
    pub fn of_both(mut self, before: Requirement, after: Requirement) -> Self {
        self.formerly = Some(before).filter(|before| *before != after);
        self.requirement = Some(after);
        self
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, id: impl Into<String>, title: impl Into<String>) -> Self {
        self.item = Some(Item { id: id.into(), title: title.into() });
        self
    }

    /// Says what was and what is.
    #[must_use]
    pub fn from_to<S: Into<Said>>(mut self, before: Option<S>, after: Option<S>) -> Self {
        (self.before, self.after) = (before.map(Into::into), after.map(Into::into));
        self
    }

    /// What was and what is, in words.
    pub fn sides(&self) -> (Option<&str>, Option<&str>) {
        fn text(side: &Option<Said>) -> Option<&str> {
            side.as_ref().map(|said| said.text.as_str())
        }
        (text(&self.before), text(&self.after))
    }

    /// Says more about it, in words that hold in both directions.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Says what it consists of; where the rule leaves the judgement open, they judge it.
    #[must_use]
    pub fn made_of(mut self, parts: Vec<Self>) -> Self {
        if let (None, Some(level)) = (self.rule.level, Level::of_parts(parts.iter().map(|part| part.level))) {
            self.level = level;
        }
        self.parts = parts;
        self
    }

    /// The same change, read from new to old.
    #[must_use]
    pub fn mirror(&self) -> Self {
        let mirrored = |changes: &[Self]| changes.iter().map(Self::mirror).collect();
        Self {
            rule: self.rule.mirrored(),
            level: self.level.mirror(),
            before: self.after.clone(),
            after: self.before.clone(),
            parts: mirrored(&self.parts),
            follows: mirrored(&self.follows),
            lot: self.lot.clone(),
            requirement: self.formerly.clone().or_else(|| self.requirement.clone()),
            formerly: self.formerly.as_ref().and(self.requirement.clone()),
            item: self.item.clone(),
            note: self.note.clone(),
        }
    }

    /// Twelve hexadecimal digits that stay while the kind of change, its place, what was and what is
    /// stay: by them a change that somebody looked at is known again. What follows does not count, nor
    /// does how anything is said.
    pub fn fingerprint(&self) -> String {
        let mut text = String::new();
        self.spell(&mut text);
        sha256(text.as_bytes()).chars().take(12).collect()
    }

    /// Each text with its length before it, so that no two changes are spelt alike.
    fn spell(&self, out: &mut String) {
        let mut word = |word: Option<&str>| match word {
            Some(word) => out.push_str(&format!("{}:{word},", word.len())),
            None => out.push_str("-,"),
        };
        word(Some(self.rule.id));
        word(self.lot.as_deref());
        word(self.requirement.as_ref().map(|requirement| requirement.id.as_str()));
        word(self.item.as_ref().map(|item| item.id.as_str()));
        for side in [&self.before, &self.after] {
            word(side.as_ref().map(|said| said.is.to_string()).as_deref());
        }
        out.push('[');
        self.parts.iter().for_each(|part| part.spell(out));
        out.push(']');
    }

    /// It, and all that follows from it, however far.
    pub fn with_follows(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.follows.iter().flat_map(Self::with_follows));
        all
    }

    /// It, its parts, and all that follows from it, with theirs.
    pub fn with_all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.parts.iter().chain(&self.follows).flat_map(Self::with_all));
        all
    }

    /// The gravest level of it and of what follows from it.
    pub fn gravest(&self) -> Level {
        self.follows.iter().map(Self::gravest).min().map_or(self.level, |level| level.min(self.level))
    }

    /// The fact in words: "answer to `lowest_tls`", with the item as `name` puts it.
    pub fn said(&self, words: Words, name: impl Fn(&Item) -> String) -> String {
        let item = self.item.as_ref().map(name).unwrap_or_default();
        self.rule.said(&item, self.lot.as_deref(), words)
    }

    /// The same where it is told already which lot it is of.
    pub fn said_within(&self, words: Words, name: impl Fn(&Item) -> String) -> String {
        self.rule.said(&self.item.as_ref().map(name).unwrap_or_default(), None, words)
    }
}

impl From<&spec::Requirement> for Requirement {
    fn from(requirement: &spec::Requirement) -> Self {
        Self {
            id: requirement.id.clone(),
            number: requirement.number.clone(),
            title: requirement.title.clone(),
            obligation: Some(requirement.obligation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds;
    use super::*;

    fn answer(before: &str, after: &str) -> Change {
        let change = Change::new(&kinds::ANSWER_CHANGED).in_lot("pumps").about("charge", "How long?");
        change.from_to(Some(before.to_owned()), Some(after.to_owned())).judged(Level::Weaker)
    }

    #[test]
    fn a_mirror_of_a_mirror_is_the_change() {
        let piece = Change::new(&kinds::EVIDENCE_ADDED).about("test-report", "Test report");
        let mut piece = piece.judged(Level::Stronger).from_to(None, Some("yes".to_owned()));
        piece.follows =
            vec![Change::new(&kinds::VERDICT_CHANGED).made_of(vec![answer("3 hours", "2 hours")])];
        let mirror = piece.mirror();
        assert_eq!((mirror.rule.id, mirror.sides()), ("evidence-withdrawn", (Some("yes"), None)));
        assert_eq!(mirror.follows[0].level, Level::Stronger);
        assert_eq!(mirror.mirror(), piece);
        assert_eq!((piece.gravest(), mirror.gravest()), (Level::Weaker, Level::Weaker));
        assert_eq!((piece.with_follows().len(), piece.with_all().len()), (2, 3));
    }

    #[test]
    fn a_fingerprint_binds_kind_place_and_both_sides() {
        let change = answer("3 hours", "2 hours");
        let check = |other: Change, same: bool| {
            assert_eq!(other.fingerprint() == change.fingerprint(), same, "{other:?}");
        };
        assert_eq!(change.fingerprint().len(), 12);
        check(change.clone().note("longer than a shift"), true);
        check(change.clone().about("charge", "How many hours?"), true);
        check(answer("3 hours", "1 hour"), false);
        check(change.mirror(), false);
        check(change.clone().in_lot("beds"), false);
        check(change.clone().about("discharge", "How long?"), false);
        check(Change { rule: &kinds::ANSWER_GIVEN, ..change.clone() }, false);
        check(change.clone().made_of(vec![answer("a", "b")]), false);
        // What is cut in another place is another change.
        let shifted = |before: &str, after: &str| answer(before, after).fingerprint();
        assert_ne!(shifted("1,2", "3"), shifted("1", "2,3"));
        // How it is said does not count, and nothing is not the same as no side.
        let hours = |text: &str| Some(Said::new(text, 3));
        let said = |before: &str| change.clone().from_to(hours(before), None).fingerprint();
        assert_eq!(said("3 hours"), said("3 Stunden"));
        let none = change.clone().from_to(Some(Said::new("not answered", ())), None);
        check(none.clone(), false);
        assert_ne!(none.fingerprint(), change.from_to::<Said>(None, None).fingerprint());
    }
}
