//! What the vendors of a lot do about an amendment, requirement by requirement.

use serde::Serialize;

use crate::diff::change::Change;
use crate::diff::level::Level;
use crate::diff::rules;
use crate::say;
use crate::words::Words;

/// A kind of thing to do, with what it is to be done about.
#[derive(Debug, Serialize)]
pub struct Todo {
    /// "Answer what is newly asked".
    title: String,
    /// Requirements by number and id, facts by title.
    items: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Answer,
    AnswerIfNew,
    Enclose,
    State,
    LookAgain,
    TakeOut,
    Nothing,
}

/// The kinds in their order, each with the word of its message.
const KINDS: [(Kind, &str); 7] = [
    (Kind::Answer, "answer"),
    (Kind::AnswerIfNew, "answer-if-new"),
    (Kind::Enclose, "enclose"),
    (Kind::State, "state"),
    (Kind::LookAgain, "look-again"),
    (Kind::TakeOut, "take-out"),
    (Kind::Nothing, "nothing"),
];

/// What is to be done about these changes, each with what follows from it.
pub fn of(told: &[(&Change, Vec<&Change>)], words: Words) -> Vec<Todo> {
    let mut found: Vec<(Kind, String)> = Vec::new();
    for (change, follows) in told {
        let own = Some(*change).filter(|change| change.lot.is_some());
        let below = follows.iter().flat_map(|below| below.with_follows());
        for change in own.into_iter().chain(below) {
            for kind in kinds(change) {
                let item = (kind, name(change, words));
                if !found.contains(&item) {
                    found.push(item);
                }
            }
        }
    }
    let of_kind = |kind: Kind| {
        let items = found.iter().filter(move |(of, _)| *of == kind);
        let mut names: Vec<String> = items.map(|(_, name)| name.clone()).collect();
        names.sort_by_key(|name| place(name));
        names
    };
    let all = KINDS
        .into_iter()
        .map(|(kind, word)| Todo { title: say!(words, &format!("diff-todo-{word}")), items: of_kind(kind) });
    all.filter(|todo| !todo.items.is_empty()).collect()
}

fn name(change: &Change, words: Words) -> String {
    match (&change.requirement, &change.item) {
        (Some(of), _) if of.number.is_empty() => of.id.clone(),
        (Some(of), _) => format!("{} {}", of.number, of.id),
        (None, Some(item)) => {
            let fact = if item.title.is_empty() { &item.id } else { &item.title };
            say!(words, "diff-todo-fact", fact = fact.as_str())
        }
        (None, None) => String::new(),
    }
}

/// By the number of the requirement; what has none comes last.
fn place(name: &str) -> (usize, usize) {
    let numbers = name.split(' ').next().and_then(|number| number.split_once('.'));
    let read = |text: &str| text.parse().unwrap_or(usize::MAX);
    numbers.map_or((usize::MAX, usize::MAX), |(lot, place)| (read(lot), read(place)))
}

/// What one change asks of vendors; what falls under nothing else but is graver is to be looked at.
fn kinds(change: &Change) -> Vec<Kind> {
    if change.requirement.is_none() {
        return match change.rule.id {
            id if id == rules::FACT_ASKED.id => vec![Kind::State],
            id if id == rules::FACT_NOT_ASKED.id => vec![Kind::TakeOut],
            id if id == rules::FACT_RETYPED.id => vec![Kind::State],
            id if id == rules::DEMAND_CHANGED.id && change.level != Level::Loosened => vec![Kind::LookAgain],
            _ => Vec::new(),
        };
    }
    let mut kinds: Vec<Kind> = match change.rule.id {
        id if [rules::REQUIREMENT_ADDED.id, rules::WAIVER_TAKEN_BACK.id].contains(&id) => vec![Kind::Answer],
        id if [rules::REQUIREMENT_DROPPED.id, rules::REQUIREMENT_WAIVED.id].contains(&id) => {
            vec![Kind::TakeOut]
        }
        _ => change.parts.iter().filter_map(of_part).collect(),
    };
    kinds.sort();
    kinds.dedup();
    if kinds.len() > 1 {
        kinds.retain(|kind| *kind != Kind::Nothing);
    }
    kinds
}

fn of_part(part: &Change) -> Option<Kind> {
    let wider = [rules::APPLICABILITY_CHANGED.id, rules::QUESTION_CONDITION_CHANGED.id];
    match (part.rule.id, part.level) {
        (_, Level::Reworded) => None,
        (id, _) if id == rules::QUESTION_ADDED.id || id == rules::QUESTION_RETYPED.id => Some(Kind::Answer),
        (id, _) if id == rules::QUESTION_REMOVED.id => Some(Kind::TakeOut),
        (id, _) if id == rules::EVIDENCE_WANTED.id => Some(Kind::Enclose),
        (id, Level::Tightened | Level::Incomparable) if wider.contains(&id) => Some(Kind::AnswerIfNew),
        (_, Level::Loosened) => Some(Kind::Nothing),
        _ => Some(Kind::LookAgain),
    }
}
