//! What became of one requirement: its verdict, its answers, its deviation.
//!
//! One change a requirement. A verdict that moved is told with the answers that moved it, and a
//! question that another answer brings in stands under that answer.

use crate::check::{Answer, Deviation, Judged, Outcome, Verdict};
use crate::condition::{Condition, Subject, Value};
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::level::Level;
use crate::resolve::spec::{Fact, Question, Requirement};

use super::Bid;
use super::difference;
use super::direction;
use super::words;
use crate::say;
use crate::words::Words;

/// A change of a requirement, and the changed facts that it follows from, in the order of the lot.
pub struct Found<'a> {
    /// The change.
    pub change: Change,
    /// Its causes; none where the vendor answers it otherwise.
    pub causes: Vec<&'a Fact>,
}

/// One side of a requirement.
#[derive(Clone, Copy)]
struct Side<'a> {
    judged: &'a Judged,
    outcome: &'a Outcome,
}

impl<'a> Side<'a> {
    fn of(bid: Bid<'a>, requirement: &Requirement) -> Option<Self> {
        let judged = bid.outcome.requirement(&requirement.id)?;
        Some(Self { judged, outcome: bid.outcome })
    }

    /// The answer to a question; nothing where it is not asked.
    fn answer(self, question: &str) -> Option<&'a Answer> {
        self.judged.answers.iter().find(|answer| answer.question == question)
    }

    fn applies(self) -> bool {
        self.judged.verdict != Verdict::NotApplicable
    }

    fn short(self) -> bool {
        self.judged.verdict.falls_short()
    }

    fn value(self, subject: &Subject) -> Option<Value> {
        match subject {
            Subject::Fact(id) => self.outcome.facts.get(id).cloned(),
            Subject::Answer(id) => self.answer(id)?.value.clone(),
            Subject::Column(_) => None,
        }
    }
}

/// What became of a requirement; nothing where nothing did. `changed` are the facts that did.
pub fn of<'a>(
    requirement: &Requirement,
    before: Bid<'_>,
    after: Bid<'_>,
    changed: &[&'a Fact],
    words: Words,
) -> Option<Found<'a>> {
    let (old, new) = (Side::of(before, requirement)?, Side::of(after, requirement)?);
    let both = old.applies() && new.applies();
    let (parts, answered) = match both {
        true => answers(requirement, old, new, changed, words),
        false => (shortfalls(requirement, old, new, words), false),
    };
    let mut parts = parts;
    let deviation = if both { deviation(old, new, words) } else { Vec::new() };
    // One that comes or goes with the verdict follows from what moves the verdict.
    let answered = answered || (!deviation.is_empty() && old.short() && new.short());
    parts.extend(deviation);
    let (from, to) = (old.judged.verdict, new.judged.verdict);
    if from == to && parts.is_empty() {
        return None;
    }
    let levels = parts.iter().flat_map(Change::with_follows).map(|part| part.level);
    let change = if from == to {
        let level = Level::of_parts(levels).unwrap_or(Level::Changed);
        Change::new(&kinds::ANSWERS_CHANGED).judged(level)
    } else {
        let level = match (from.falls_short(), to.falls_short()) {
            (false, true) => Level::Breaks,
            (true, false) => Level::Mends,
            _ if !both => Level::Changed,
            _ => Level::of_parts(levels).unwrap_or(Level::Changed),
        };
        let said = |verdict: Verdict| Some(Said::new(verdict.title(words), verdict.word()));
        let [from, to] = [from, to].map(said);
        Change::new(&kinds::VERDICT_CHANGED).judged(level).from_to(from, to)
    };
    let change = Change { parts, ..change.of(requirement.into()) };
    let causes = match (both, answered) {
        (false, _) => facts_of(changed, |id| {
            names(&requirement.applies, id) || requirement.rests_on.iter().any(|fact| fact == id)
        }),
        (true, true) => Vec::new(),
        (true, false) => {
            let conditions = requirement.questions.iter().map(|question| &question.when);
            let conditions: Vec<&Condition> = conditions.chain([&requirement.met_when]).collect();
            facts_of(changed, |id| conditions.iter().any(|condition| names(condition, id)))
        }
    };
    Some(Found { change, causes })
}

fn facts_of<'a>(changed: &[&'a Fact], keep: impl Fn(&str) -> bool) -> Vec<&'a Fact> {
    changed.iter().copied().filter(|fact| keep(&fact.id)).collect()
}

fn names(condition: &Condition, fact: &str) -> bool {
    condition.subjects().into_iter().any(|subject| matches!(subject, Subject::Fact(id) if id == fact))
}

/// What changed of the answers to a requirement that applies on both sides, and whether an answer to
/// a question that both are asked did.
fn answers(
    requirement: &Requirement,
    old: Side<'_>,
    new: Side<'_>,
    facts: &[&Fact],
    words: Words,
) -> (Vec<Change>, bool) {
    let mut found: Vec<(&Question, Change, Option<usize>)> = Vec::new();
    let mut answered = false;
    for question in &requirement.questions {
        let asked = (old.answer(&question.id), new.answer(&question.id));
        let change = match asked {
            (Some(before), Some(after)) => {
                of_answer(requirement, question, (before, after), [old, new], words)
            }
            (Some(gone), None) => Some(of_asked(question, gone, words).mirror()),
            (None, Some(come)) => Some(of_asked(question, come, words)),
            (None, None) => None,
        };
        let Some(change) = change else { continue };
        let both = matches!(asked, (Some(_), Some(_)));
        answered |= both;
        // A question that only one side is asked is so because of another answer, or of a fact.
        let cause = found.iter().position(|(cause, _, _)| {
            let subject = Subject::Answer(cause.id.clone());
            !both && question.when.subjects().contains(&subject)
        });
        let change = match (both || cause.is_some(), facts_of(facts, |id| names(&question.when, id))) {
            (false, deciding) if !deciding.is_empty() => {
                let titles = deciding.iter().map(|fact| format!("“{}”", fact.title));
                let titles = words.join(titles, "and");
                change.note(say!(words, "diff-decides-whether-asked", facts = titles))
            }
            _ => change,
        };
        found.push((question, change, cause));
    }
    // From the last to the first, so that what follows is complete before it is put under its cause.
    let mut parts: Vec<Change> = Vec::new();
    while let Some((_, mut change, cause)) = found.pop() {
        change.follows.reverse();
        match cause.and_then(|at| found.get_mut(at)) {
            Some((_, cause, _)) => cause.follows.push(change),
            None => parts.push(change),
        }
    }
    parts.reverse();
    (parts, answered)
}

/// A question that both sides are asked.
fn of_answer(
    requirement: &Requirement,
    question: &Question,
    (before, after): (&Answer, &Answer),
    [old, new]: [Side<'_>; 2],
    words: Words,
) -> Option<Change> {
    let (rule, level) = match (&before.value, &after.value) {
        (None, None) => return None,
        (None, Some(_)) => (&kinds::ANSWER_GIVEN, level_of_given(after)),
        (Some(_), None) => (&kinds::ANSWER_WITHDRAWN, level_of_given(before).mirror()),
        (Some(a), Some(b)) if same(a, b) => return None,
        (Some(a), Some(b)) => {
            let sides: [direction::Given<'_>; 2] =
                [&|subject| old.value(subject), &|subject| new.value(subject)];
            (&kinds::ANSWER_CHANGED, direction::of(requirement, question, (a, b), sides))
        }
    };
    let (from, to) = words::pair(words, before.value.as_ref(), after.value.as_ref(), &question.of);
    Some(Change::new(rule).judged(level).about(&question.id, &question.ask).from_to(from, to))
}

/// Whether two answers say the same: rows of a table have no order.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Rows(a), Value::Rows(b)) => {
            let (gone, come) = difference::rows(a, b);
            gone.is_empty() && come.is_empty()
        }
        _ => a == b,
    }
}

/// An answer where none was: more is promised, unless it is not accepted.
fn level_of_given(answer: &Answer) -> Level {
    if answer.accepted == Some(false) { Level::Changed } else { Level::Stronger }
}

/// A question that was not asked before.
fn of_asked(question: &Question, answer: &Answer, words: Words) -> Change {
    let about = |rule| Change::new(rule).about(&question.id, &question.ask);
    let Some(value) = &answer.value else {
        let open = Said::new(say!(words, "diff-not-answered"), ());
        return about(&kinds::QUESTION_LEFT_OPEN).from_to(None, Some(open));
    };
    let level = if answer.accepted == Some(false) { Level::Weaker } else { Level::Changed };
    let (_, given) = words::pair(words, None, Some(value), &question.of);
    about(&kinds::ANSWER_GIVEN).judged(level).from_to(None, given)
}

/// Of a requirement that applies on one side: the answers that make it fall short there. Others
/// only say that it applies.
fn shortfalls(requirement: &Requirement, old: Side<'_>, new: Side<'_>, words: Words) -> Vec<Change> {
    let of = |side: Side<'_>| -> Vec<Change> {
        let asked =
            requirement.questions.iter().filter_map(|question| Some((question, side.answer(&question.id)?)));
        let asked: Vec<(&Question, &Answer)> = asked.collect();
        let bad = |answer: &Answer| answer.value.is_none() || answer.accepted == Some(false);
        let told = asked.iter().filter(|(_, answer)| bad(answer));
        let mut told: Vec<Change> =
            told.map(|(question, answer)| of_asked(question, answer, words)).collect();
        // None by itself: then it is what they say together.
        if told.is_empty() {
            told = asked.iter().map(|(question, answer)| of_asked(question, answer, words)).collect();
        }
        let deviation = side.judged.deviation.iter();
        told.extend(deviation.map(|deviation| proposed(deviation, Level::Changed, words)));
        told
    };
    match (old.applies() && old.short(), new.applies() && new.short()) {
        (false, true) => of(new),
        (true, false) => of(old).iter().map(Change::mirror).collect(),
        _ => Vec::new(),
    }
}

/// What changed of the deviation. Beside a requirement that stays missed, one is more than none.
fn deviation(old: Side<'_>, new: Side<'_>, words: Words) -> Vec<Change> {
    let level = if old.short() && new.short() { Level::Stronger } else { Level::Changed };
    match (&old.judged.deviation, &new.judged.deviation) {
        (Some(before), Some(after)) => {
            let reworded = |id: &str, title: String, from: &str, to: &str| {
                let change = Change::new(&kinds::DEVIATION_REWORDED).about(id, title);
                let [from, to] = [from, to].map(|text| Some(words::text_in_quotes(text)));
                (from != to).then(|| change.from_to(from, to))
            };
            let title = say!(words, "diff-deviation-reason");
            let reason = reworded("reason", title, &before.reason, &after.reason);
            let title = say!(words, "diff-deviation-measure");
            let measure = reworded("measure", title, &before.measure, &after.measure);
            reason.into_iter().chain(measure).collect()
        }
        (None, Some(come)) => vec![proposed(come, level, words)],
        (Some(gone), None) => vec![proposed(gone, level, words).mirror()],
        (None, None) => Vec::new(),
    }
}

fn proposed(deviation: &Deviation, level: Level, words: Words) -> Change {
    let [reason, measure] = [&deviation.reason, &deviation.measure].map(|text| words::text_in_quotes(text));
    let text = say!(words, "diff-deviation", reason = reason.text, measure = measure.text);
    let said = Said::new(text, vec![reason.is, measure.is]);
    Change::new(&kinds::DEVIATION_PROPOSED).judged(level).from_to(None, Some(said))
}
