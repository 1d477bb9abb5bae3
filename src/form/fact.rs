//! A fact that the vendor states.

use serde_json::Value as Json;

use crate::condition::word;
use crate::condition::word::Naming;
use crate::condition::{Check, Type};
use crate::resolve::spec;
use crate::words::Words;

/// A fact to be stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The question it answers.
    pub ask: String,
    /// What its value may be.
    pub of: Type,
    /// The value, where the tender leaves only one.
    pub settled: Option<Json>,
    /// What the tender demands of it.
    pub demands: Vec<Demand>,
}

/// What the tender demands of a fact: a device that is otherwise does not fit the lot.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The demand.
    pub check: Check,
    /// The demand in words, as a verb: "includes Wi-Fi".
    pub says: String,
    /// Where it comes from, in words.
    pub because: String,
    /// The ids of the kinds of device of which it is demanded; empty where of all.
    pub kinds: Vec<String>,
}

/// A fact of a lot, as it is asked.
pub(super) fn of(fact: &spec::Fact, words: Words) -> Fact {
    let demands = fact.known.iter().map(|known| Demand {
        check: known.check.clone(),
        says: word::predicate(words, &known.check, &fact.of, Naming::Label),
        because: known.because.say(words),
        kinds: known.kinds.clone(),
    });
    Fact {
        id: fact.id.clone(),
        title: fact.title.clone(),
        ask: fact.ask.trim().to_owned(),
        of: fact.of.clone(),
        settled: fact.settled.as_ref().map(crate::condition::Value::json),
        demands: demands.collect(),
    }
}
