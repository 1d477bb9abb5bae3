//! A question to the vendor, with what is accepted and when it is asked.

use crate::condition::word;
use crate::condition::word::{List, Naming};
use crate::condition::{Check, Condition, Subject, Type};
use crate::resolve::spec;
use crate::resolve::spec::{AnswerTo, Lot};
use crate::say;
use crate::words::Words;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Help for the answer; may be empty.
    pub help: String,
    /// What the answer may be.
    pub of: Type,
    /// When it is asked.
    pub when: When,
    /// What is accepted; nothing where the answer alone decides nothing.
    pub accept: Option<Accepted>,
    /// Whether the buyer judges the answer.
    pub review: bool,
    /// Where the answer is given, if not here: nothing is then asked.
    pub from: Option<AnswerTo>,
}

/// What is accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The check.
    pub check: Check,
    /// The check in words: a phrase, or a list within lists.
    pub words: List,
}

/// A condition under which something is asked, or met.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// The condition.
    pub condition: Condition,
    /// The condition in words; empty where it always holds.
    pub words: String,
}

impl When {
    /// A condition of a requirement.
    pub(super) fn of(
        lot: &Lot,
        requirement: &spec::Requirement,
        condition: &Condition,
        words: Words,
    ) -> Self {
        let legend = |subject: &Subject| {
            let (title, of) = match subject {
                Subject::Fact(id) => lot.fact(id).map(|fact| (&fact.title, &fact.of))?,
                Subject::Answer(id) => requirement.question(id).map(|one| (&one.ask, &one.of))?,
                Subject::Column(_) => return None,
            };
            Some((say!(words, "resolve-quoted", title = title.trim()), of.clone()))
        };
        let said = match condition {
            Condition::Constant(true) => String::new(),
            condition => word::condition(words, condition, &legend, Naming::Label),
        };
        Self { condition: condition.clone(), words: said }
    }

    /// Whether it holds whatever is said.
    pub fn is_always(&self) -> bool {
        self.condition == Condition::Constant(true)
    }

    /// The ids of the facts that decide it.
    pub fn facts(&self) -> Vec<&str> {
        let subjects = self.condition.subjects().into_iter();
        let facts = subjects.filter_map(|subject| match subject {
            Subject::Fact(id) => Some(id.as_str()),
            Subject::Answer(_) | Subject::Column(_) => None,
        });
        facts.collect()
    }
}

/// A question of a requirement, as it is asked.
pub(super) fn of(
    lot: &Lot,
    requirement: &spec::Requirement,
    question: &spec::Question,
    words: Words,
) -> Question {
    let accepted = |check: &Check| {
        let list = word::accepted_list(words, check, &question.of, Naming::Label);
        let phrase =
            || List { text: word::accepted(words, check, &question.of, Naming::Label), items: Vec::new() };
        Accepted { check: check.clone(), words: if list.is_nested() { list } else { phrase() } }
    };
    Question {
        id: question.id.clone(),
        ask: question.ask.trim().to_owned(),
        help: question.help.trim().to_owned(),
        of: question.of.clone(),
        when: When::of(lot, requirement, &question.when, words),
        accept: question.accept.as_ref().map(accepted),
        review: question.review,
        from: question.from.clone(),
    }
}
