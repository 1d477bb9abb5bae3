//! The questions of a requirement: which are asked, of whom, with which answers, and what is accepted.

use serde_json::json;

use super::demands::facts;
use super::{Cause, Pair, Parts, Seen, coming, level, words};
use crate::condition::{Condition, inclusion};
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::{kinds, types};
use crate::resolve::spec::Question;
use crate::say;
use crate::words::Words;

pub fn all(pair: &Pair<'_>, parts: &mut Parts) {
    for id in pair.ids(|of| of.questions.iter().map(|question| question.id.as_str()).collect()) {
        match pair.both(|seen| seen.requirement.question(id)) {
            (Some(was), Some(is)) => both(pair, was, is, parts),
            (None, Some(is)) => one(&kinds::QUESTION_ADDED, is, (pair.after, pair.before), pair.words, parts),
            (Some(was), None) => {
                one(&kinds::QUESTION_REMOVED, was, (pair.before, pair.after), pair.words, parts)
            }
            (None, None) => {}
        }
    }
}

/// A question that one side alone asks, with that side and the other.
fn one(
    rule: &'static kinds::Rule,
    question: &Question,
    (seen, other): (Seen<'_>, Seen<'_>),
    words: Words,
    parts: &mut Parts,
) {
    let said = asked(question, seen, words);
    let added = rule == &kinds::QUESTION_ADDED;
    let change = Change::new(rule).about(&question.id, &question.ask);
    let level = coming(&question.when, seen.requirement, seen.lot, other.lot);
    let change = match added {
        true => change.judged(level).from_to(None, Some(said)),
        false => change.judged(level.mirror()).from_to(Some(said), None),
    };
    parts.caused(change, Cause::Facts(facts(&question.when)));
}

/// "asked if “Radio” is yes; accepted: at most 30 days".
fn asked(question: &Question, seen: Seen<'_>, words: Words) -> Said {
    let accepted = words::accepted(words, question.accept.as_ref(), &question.of);
    let judged = match question.review {
        true => say!(words, "diff-judged-by-reviewer"),
        false => say!(words, "diff-accepted", accepted = accepted.text),
    };
    let when = words::over_answers(words, &question.when, &seen.lot.facts, seen.requirement);
    let text = match &question.when {
        Condition::Constant(true) => judged,
        _ => say!(words, "diff-asked-and", when = when.text, judged = judged),
    };
    Said::new(text, json!([when.is, accepted.is, question.review]))
}

fn both(pair: &Pair<'_>, was: &Question, is: &Question, parts: &mut Parts) {
    let ask = if was.ask == is.ask { is.ask.as_str() } else { "" };
    let about = |rule| Change::new(rule).about(&is.id, ask);
    if was.when != is.when {
        // To be asked of more devices is to be asked for more.
        let relation = pair.relation(&was.when, &is.when).mirror();
        let said = |seen: Seen<'_>, question: &Question| {
            Some(words::over_answers(pair.words, &question.when, &seen.lot.facts, seen.requirement))
        };
        let change = about(&kinds::QUESTION_CONDITION_CHANGED).judged(level(relation));
        let change = change.from_to(said(pair.before, was), said(pair.after, is));
        match pair.echoes.of_condition(&was.when, &is.when) {
            None => {
                let named = facts(&was.when).into_iter().chain(facts(&is.when)).collect();
                parts.caused(change, Cause::Facts(named));
            }
            sources => parts.echo(change, sources),
        }
    }
    let relation = inclusion::checks(was.accept.as_ref(), &was.of, is.accept.as_ref(), &is.of);
    let accepted = |of: &Question| words::accepted(pair.words, of.accept.as_ref(), &of.of);
    let (old, new) = (accepted(was), accepted(is));
    let retyped = !types::same(&was.of, &is.of);
    if retyped {
        let change = about(&kinds::QUESTION_RETYPED).judged(level(relation));
        let answers = |of: &Question| Some(words::answers(pair.words, &of.of));
        parts.push(change.from_to(answers(was), answers(is)));
    }
    if was.accept != is.accept && !(retyped && old.text == new.text) {
        let change = about(&kinds::ACCEPTANCE_CHANGED).judged(level(relation)).from_to(Some(old), Some(new));
        parts.echo(change, pair.echoes.of_checks(was.accept.as_ref(), is.accept.as_ref()));
    }
    let texts = [(was.ask.as_str(), is.ask.as_str()), (was.help.as_str(), is.help.as_str())];
    // What only names a value that changed is no other wording.
    let echo = was.of == is.of && texts.iter().all(|(old, new)| pair.echoes.of_text(old, new).is_some());
    if let Some((old, new)) = words::worded_apart(pair.words, texts, &was.of, &is.of).filter(|_| !echo) {
        let change = Change::new(&kinds::QUESTION_REWORDED).about(&is.id, "");
        parts.push(change.from_to(Some(old), Some(new)));
    }
}
