//! What becomes of a declaration that was made for the old edition of a pack: what stays as it is,
//! what is judged otherwise, what is to be given again, what is to be taken out.

use super::change::{Item, Requirement};
use crate::check::Verdict;
use crate::say;
use crate::words::Words;

/// A declaration for the old edition, held against the new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Its file, as people call it.
    pub file: String,
    /// The device as people call it; may be empty.
    pub device: String,
    /// The lot, in words: "lot 1, Infusion pumps".
    pub lot: String,
    /// What its answers as a whole come to.
    pub state: State,
    /// What becomes of the answers to each requirement that the device is asked, by either edition.
    pub answers: Vec<Answer>,
    /// What becomes of the facts, but for those that stay.
    pub facts: Vec<Fact>,
}

/// What the answers of a declaration as a whole come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The lot is there in both editions.
    Stands,
    /// The new edition does not buy the lot.
    LotDropped,
    /// The declaration answers the new edition already.
    Answered,
}

/// What becomes of the answers to a requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The requirement, as the new edition names it where it does.
    pub requirement: Requirement,
    /// What becomes of them.
    pub fate: Fate,
    /// The verdict by the old edition; nothing where it does not ask the device.
    pub before: Option<Verdict>,
    /// The verdict by the new one, with the answers as they are.
    pub after: Option<Verdict>,
    /// What is to be given again and why, a clause each.
    pub why: Vec<String>,
}

/// What becomes of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The fact.
    pub fact: Item,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, a clause.
    pub why: String,
}

/// What becomes of something that a declaration says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is to be given, or given again.
    Again,
    /// It stays as it is, and is judged otherwise.
    Otherwise,
    /// Nobody asks for it any more, or for a part of it: that is to be taken out.
    Void,
    /// It stays as it is.
    Stays,
}

impl Fate {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Again => "to-be-given",
            Self::Otherwise => "judged-otherwise",
            Self::Void => "to-be-taken-out",
            Self::Stays => "stays",
        }
    }
}

impl Carried {
    /// How many requirements have answers of this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.answers.iter().filter(|answer| answer.fate == fate).count()
    }

    /// In one line: "the answers to 101 of 106 requirements stay, 3 to be given, 2 judged otherwise".
    pub fn summary(&self, words: Words) -> String {
        match self.state {
            State::Answered => return say!(words, "diff-carried-answered"),
            State::LotDropped => return say!(words, "diff-carried-lot-dropped"),
            State::Stands => {}
        }
        let asked = self.answers.iter().filter(|answer| answer.after.is_some()).count();
        let stay = self.count(Fate::Stays);
        let stay = match stay == asked {
            true => say!(words, "diff-carried-all-stay", asked = asked),
            false => say!(words, "diff-carried-stay", stay = stay, asked = asked),
        };
        let told = [Fate::Again, Fate::Otherwise, Fate::Void].into_iter().filter_map(|fate| {
            let name = format!("diff-carried-answers-{}", fate.word());
            Some(self.count(fate)).filter(|count| *count > 0).map(|count| say!(words, &name, count = count))
        });
        let answers: Vec<String> = std::iter::once(stay).chain(told).collect();
        let facts = [Fate::Again, Fate::Void, Fate::Otherwise].into_iter().filter_map(|fate| {
            let count = self.facts.iter().filter(|fact| fact.fate == fate).count();
            let name = format!("diff-carried-facts-{}", fate.word());
            (count > 0).then(|| say!(words, &name, count = count))
        });
        let answers = answers.join(&say!(words, "list-comma"));
        std::iter::once(answers).chain(facts).collect::<Vec<_>>().join(&say!(words, "list-semicolon"))
    }
}
