//! What the vendors of a lot do about an amendment, requirement by requirement.

use serde::Serialize;

use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::level::Level;
use crate::say;
use crate::words::Words;

/// A kind of thing to do, with what it is to be done about.
#[derive(Debug, Serialize)]
pub struct Todo {
    /// "Answer what is newly asked".
    title: String,
    /// Requirements by id, facts by title.
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
    // Kind, whether it is a fact, and what it is called.
    let mut found: Vec<(Kind, bool, String)> = Vec::new();
    for (change, follows) in told {
        let own = Some(*change).filter(|change| change.lot.is_some());
        let below = follows.iter().flat_map(|below| below.with_follows());
        for change in own.into_iter().chain(below) {
            for kind in kinds(change) {
                let item = (kind, change.requirement.is_none(), name(change, words));
                if !found.contains(&item) {
                    found.push(item);
                }
            }
        }
    }
    let of_kind = |kind: Kind| {
        // Requirements by their ids; facts come last.
        let mut items: Vec<&(Kind, bool, String)> = found.iter().filter(|(of, _, _)| *of == kind).collect();
        items.sort_by_key(|(_, fact, name)| (*fact, if *fact { "" } else { name.as_str() }));
        items.into_iter().map(|(_, _, name)| name.clone()).collect::<Vec<String>>()
    };
    let all = KINDS
        .into_iter()
        .map(|(kind, word)| Todo { title: say!(words, &format!("diff-todo-{word}")), items: of_kind(kind) });
    all.filter(|todo| !todo.items.is_empty()).collect()
}

/// Whether these changes leave nothing to be done: every answer stays, and nothing is to be answered or taken out.
pub fn is_nothing(told: &[(&Change, Vec<&Change>)]) -> bool {
    let own = told.iter().map(|(change, _)| *change).filter(|change| change.lot.is_some());
    let below = told.iter().flat_map(|(_, follows)| follows).flat_map(|below| below.with_follows());
    own.chain(below).flat_map(kinds).all(|kind| kind == Kind::Nothing)
}

fn name(change: &Change, words: Words) -> String {
    match (&change.requirement, &change.item) {
        (Some(of), _) => of.id.clone(),
        (None, Some(item)) => {
            let fact = if item.title.is_empty() { &item.id } else { &item.title };
            say!(words, "diff-todo-fact", fact = fact.as_str())
        }
        (None, None) => String::new(),
    }
}

/// What one change asks of vendors; what falls under nothing else but is graver is to be looked at.
fn kinds(change: &Change) -> Vec<Kind> {
    if change.requirement.is_none() {
        return match change.rule.id {
            id if id == kinds::FACT_ASKED.id => vec![Kind::State],
            id if id == kinds::FACT_NOT_ASKED.id => vec![Kind::TakeOut],
            id if id == kinds::FACT_RETYPED.id => vec![Kind::State],
            id if id == kinds::DEMAND_CHANGED.id && change.level != Level::Loosened => vec![Kind::LookAgain],
            _ => Vec::new(),
        };
    }
    let mut kinds: Vec<Kind> = match change.rule.id {
        id if [kinds::REQUIREMENT_ADDED.id, kinds::WAIVER_TAKEN_BACK.id].contains(&id) => vec![Kind::Answer],
        id if [kinds::REQUIREMENT_DROPPED.id, kinds::REQUIREMENT_WAIVED.id].contains(&id) => {
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
    let wider = [kinds::APPLICABILITY_CHANGED.id, kinds::QUESTION_CONDITION_CHANGED.id];
    match (part.rule.id, part.level) {
        (_, Level::Reworded) => None,
        // What an answer weighs is nothing that is answered.
        (id, _) if id == kinds::WEIGHT_CHANGED.id => None,
        (id, _) if id == kinds::QUESTION_ADDED.id || id == kinds::QUESTION_RETYPED.id => Some(Kind::Answer),
        (id, _) if id == kinds::QUESTION_REMOVED.id => Some(Kind::TakeOut),
        (id, _) if id == kinds::EVIDENCE_WANTED.id => Some(Kind::Enclose),
        (id, Level::Tightened | Level::Incomparable) if wider.contains(&id) => Some(Kind::AnswerIfNew),
        (_, Level::Loosened) => Some(Kind::Nothing),
        _ => Some(Kind::LookAgain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::change::Requirement;
    use crate::diff::kinds::Rule;

    fn changed(rule: &'static Rule, level: Level) -> Change {
        Change::new(rule).judged(level).in_lot("pumps").about("updatable", "Updatable")
    }

    fn of_requirement(id: &str, change: Change) -> Change {
        let (id, title) = (id.to_owned(), String::new());
        change.of(Requirement { number: id.clone(), id, title, obligation: None })
    }

    /// A changed requirement with these parts.
    fn made_of(parts: &[(&'static Rule, Level)]) -> Change {
        let parts = parts.iter().map(|(rule, level)| changed(rule, *level)).collect();
        of_requirement("UPD-01", changed(&kinds::REQUIREMENT_CHANGED, Level::Incomparable).made_of(parts))
    }

    /// What is to be done about changes: the kinds, each with its items.
    #[track_caller]
    fn check(changes: &[Change], expected: &[(Kind, &str)]) {
        let told: Vec<(&Change, Vec<&Change>)> = changes.iter().map(|change| (change, Vec::new())).collect();
        let words = Words::English;
        let title = |kind| {
            let word = KINDS.into_iter().find(|(of, _)| *of == kind).unwrap().1;
            say!(words, &format!("diff-todo-{word}"))
        };
        let found: Vec<(String, String)> =
            of(&told, words).into_iter().map(|todo| (todo.title, todo.items.join(", "))).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(kind, items)| (title(*kind), (*items).to_owned())).collect();
        assert_eq!(found, expected);
    }

    const FACT: &str = "the fact “Updatable”";

    const UPD: &str = "UPD-01";

    #[test]
    fn facts_are_stated_looked_at_or_taken_out() {
        use Level::*;
        check(&[changed(&kinds::FACT_ASKED, Tightened)], &[(Kind::State, FACT)]);
        check(&[changed(&kinds::FACT_RETYPED, Incomparable)], &[(Kind::State, FACT)]);
        check(&[changed(&kinds::FACT_NOT_ASKED, Loosened)], &[(Kind::TakeOut, FACT)]);
        check(&[changed(&kinds::DEMAND_CHANGED, Tightened)], &[(Kind::LookAgain, FACT)]);
        check(&[changed(&kinds::DEMAND_CHANGED, Incomparable)], &[(Kind::LookAgain, FACT)]);
        check(&[changed(&kinds::DEMAND_CHANGED, Loosened)], &[]);
        check(&[changed(&kinds::FACT_REWORDED, Reworded)], &[]);
        check(&[changed(&kinds::QUANTITY_CHANGED, Incomparable)], &[]);
    }

    #[test]
    fn whole_requirements_are_answered_or_taken_out() {
        let whole = |rule: &'static Rule| of_requirement("UPD-01", changed(rule, Level::Incomparable));
        check(&[whole(&kinds::REQUIREMENT_ADDED)], &[(Kind::Answer, UPD)]);
        check(&[whole(&kinds::WAIVER_TAKEN_BACK)], &[(Kind::Answer, UPD)]);
        check(&[whole(&kinds::REQUIREMENT_DROPPED)], &[(Kind::TakeOut, UPD)]);
        check(&[whole(&kinds::REQUIREMENT_WAIVED)], &[(Kind::TakeOut, UPD)]);
        check(&[whole(&kinds::LEFT_OUT_OTHERWISE)], &[]);
    }

    #[test]
    fn a_changed_requirement_is_what_its_parts_are() {
        use Level::*;
        let check = |parts: &[(&'static Rule, Level)], expected: &[Kind]| {
            let expected: Vec<(Kind, &str)> = expected.iter().map(|kind| (*kind, UPD)).collect();
            check(&[made_of(parts)], &expected);
        };
        check(&[(&kinds::QUESTION_ADDED, Tightened)], &[Kind::Answer]);
        check(&[(&kinds::QUESTION_RETYPED, Incomparable)], &[Kind::Answer]);
        check(&[(&kinds::QUESTION_REMOVED, Loosened)], &[Kind::TakeOut]);
        check(&[(&kinds::EVIDENCE_WANTED, Tightened)], &[Kind::Enclose]);
        for rule in [&kinds::APPLICABILITY_CHANGED, &kinds::QUESTION_CONDITION_CHANGED] {
            check(&[(rule, Tightened)], &[Kind::AnswerIfNew]);
            check(&[(rule, Incomparable)], &[Kind::AnswerIfNew]);
            check(&[(rule, Loosened)], &[Kind::Nothing]);
        }
        check(&[(&kinds::ACCEPTANCE_CHANGED, Tightened)], &[Kind::LookAgain]);
        check(&[(&kinds::ACCEPTANCE_CHANGED, Incomparable)], &[Kind::LookAgain]);
        check(&[(&kinds::ACCEPTANCE_CHANGED, Loosened)], &[Kind::Nothing]);
        check(&[(&kinds::STATEMENT_REWORDED, Reworded)], &[]);
        check(&[(&kinds::QUESTION_ADDED, Reworded)], &[]);
        // What is to be done outweighs that elsewhere nothing is; each thing is said once.
        let less = (&kinds::ACCEPTANCE_CHANGED, Loosened);
        let more = (&kinds::ACCEPTANCE_CHANGED, Tightened);
        check(&[less, less], &[Kind::Nothing]);
        check(&[less, more, more], &[Kind::LookAgain]);
        check(&[more, less, (&kinds::QUESTION_ADDED, Tightened)], &[Kind::Answer, Kind::LookAgain]);
    }

    #[test]
    fn what_is_to_be_done_stands_in_the_order_of_the_tender() {
        let added = |id: &str| of_requirement(id, changed(&kinds::REQUIREMENT_ADDED, Level::Tightened));
        check(
            &[added("UPD-10"), added("UPD-02"), added("ACC-01")],
            &[(Kind::Answer, "ACC-01, UPD-02, UPD-10")],
        );
        // What is of no lot is nothing for the vendors of one.
        check(&[Change::new(&kinds::FACT_ASKED)], &[]);
    }
}
