//! A declaration for the old edition, judged by the new one as it stands: what becomes of each answer.

use std::collections::BTreeMap;

use super::counterpart;
use crate::check::{self, Judged, Outcome, Verdict};
use crate::condition::word::{self, Naming};
use crate::condition::{Type, Value};
use crate::declaration::Declaration;
use crate::diag::Bag;
use crate::diff::carried::{Answer, Carried, Fact, Fate, State};
use crate::diff::change::{Item, Requirement};
use crate::diff::order;
use crate::pack::Pack;
use crate::resolve::spec;
use crate::resolve::spec::Lot;
use crate::say;
use crate::words::Words;

/// Holds a declaration against both editions.
///
/// # Errors
/// Why it cannot be, a sentence without a full stop: it answers neither of them, or cannot be judged by
/// the one that it answers; the diagnostics say more.
pub fn carry(
    (before, after): (&Pack, &Pack),
    file: &str,
    declaration: &Declaration,
    words: Words,
) -> Result<Carried, (String, Bag)> {
    let answers = |pack: &Pack| declaration.pack() == Some(&pack.spec.pack);
    let own = match (answers(before), answers(after)) {
        (false, true) => after,
        _ => before,
    };
    let outcome = check::check(own, declaration);
    if !answers(before) && !answers(after) {
        return Err((say!(words, "diff-neither-edition", file = file), outcome.diagnostics));
    }
    if !outcome.sound() {
        return Err((say!(words, "diff-unjudged-by-its-own", file = file), outcome.diagnostics));
    }
    let Some(lot) = outcome.lot.clone() else {
        return Err((say!(words, "diff-answers-no-lot", file = file), outcome.diagnostics));
    };
    let carried = |state| Carried {
        file: file.to_owned(),
        device: outcome.device.clone(),
        lot: say!(words, "diff-lot", number = lot.number, title = lot.title.as_str()),
        state,
        answers: Vec::new(),
        facts: Vec::new(),
    };
    if !answers(before) || before.spec.pack == after.spec.pack {
        return Ok(carried(State::Answered));
    }
    let was = before.spec.lot(&lot.id);
    let lots = was.and_then(|was| Some((was, counterpart(was, &after.spec)?)));
    let Some((was, is)) = lots else { return Ok(carried(State::LotDropped)) };
    // What else stands in it is to be taken out, and would keep everything from being judged.
    let asked = declaration.answering(
        (&after.spec.pack, &after.spec.tender.id, &is.id),
        |id| is.fact(id).is_some_and(|fact| fact.asked),
        |id| is.requirement(id).is_some(),
        |id, question| is.requirement(id).is_some_and(|requirement| requirement.question(question).is_some()),
    );
    let anew = check::check(after, &asked);
    let sides = Sides { was, is, old: &outcome, new: &anew, declaration, words };
    Ok(Carried { answers: sides.answers(), facts: sides.facts(), ..carried(State::Stands) })
}

struct Sides<'a> {
    was: &'a Lot,
    is: &'a Lot,
    old: &'a Outcome,
    new: &'a Outcome,
    declaration: &'a Declaration,
    words: Words,
}

impl Sides<'_> {
    fn answers(&self) -> Vec<Answer> {
        let ids = order::merged(&ids(self.old), &ids(self.new));
        ids.into_iter().filter_map(|id| self.answer(id)).collect()
    }

    fn answer(&self, id: &str) -> Option<Answer> {
        let asked = |outcome: &'_ Outcome| -> Option<Judged> {
            let judged = outcome.requirement(id)?;
            (judged.verdict != Verdict::NotApplicable).then(|| judged.clone())
        };
        let (old, new) = (asked(self.old), asked(self.new));
        let named = |judged: &Judged| Requirement {
            id: judged.id.clone(),
            number: judged.number.clone(),
            title: judged.title.clone(),
            obligation: Some(judged.obligation),
        };
        let (fate, why) = match (&old, &new) {
            (None, None) => return None,
            // Where nothing was answered there is nothing to take out.
            (Some(_), None) if self.declaration.answers().get(id).is_none_or(BTreeMap::is_empty) => {
                return None;
            }
            (Some(_), None) => (Fate::Void, Vec::new()),
            (old, Some(new)) => match self.again(old.as_ref(), new) {
                why if !why.is_empty() => (Fate::Again, why),
                _ if !self.void(id).is_empty() => (Fate::Void, self.void(id)),
                why if old.as_ref().is_some_and(|old| old.verdict == new.verdict) => (Fate::Stays, why),
                why => (Fate::Otherwise, why),
            },
        };
        let requirement = new.as_ref().or(old.as_ref()).map(named)?;
        let verdict = |judged: Option<Judged>| judged.map(|judged| judged.verdict);
        Some(Answer { requirement, fate, before: verdict(old), after: verdict(new), why })
    }

    /// The answers to questions that a requirement does not ask any more.
    fn void(&self, id: &str) -> Vec<String> {
        let Some((was, is)) = self.was.requirement(id).zip(self.is.requirement(id)) else {
            return Vec::new();
        };
        let gone = was.questions.iter().filter(|question| is.question(&question.id).is_none());
        let answered = gone.filter(|question| self.declaration.answer(id, &question.id).is_some());
        let said = |ask: &str| say!(self.words, "diff-carried-not-asked", question = ask);
        answered.map(|question| said(&question.ask)).collect()
    }

    /// What is to be given again of a requirement that is asked.
    fn again(&self, old: Option<&Judged>, new: &Judged) -> Vec<String> {
        let words = self.words;
        let mut why = Vec::new();
        if new.verdict == Verdict::Unanswered && new.answers.is_empty() {
            why.push(say!(words, "diff-carried-fact-not-stated"));
        }
        let questions = new.answers.iter().filter(|answer| answer.value.is_none()).count();
        match (old, questions) {
            (Some(_), _) | (None, 0) => {}
            (None, count) => why.push(say!(words, "diff-carried-newly-asked", count = count)),
        }
        for answer in new.answers.iter().filter(|_| old.is_some()) {
            let before =
                old.and_then(|old| old.answers.iter().find(|other| other.question == answer.question));
            let question = self.is.requirement(&new.id).and_then(|of| of.question(&answer.question));
            let earlier = self.was.requirement(&new.id).and_then(|of| of.question(&answer.question));
            let ask = question.map(|question| question.ask.clone()).unwrap_or_default();
            let reason = match (before.map(|before| &before.value), &answer.value) {
                (None, None) => say!(words, "diff-carried-new"),
                (Some(Some(_)), None) => say!(words, "diff-carried-answer-not-offered"),
                (Some(Some(_)), Some(_))
                    if question.zip(earlier).is_some_and(|(is, was)| other(&was.of, &is.of)) =>
                {
                    say!(words, "diff-carried-other-form")
                }
                _ => continue,
            };
            why.push(say!(words, "diff-carried-question", question = ask, reason = reason));
        }
        let missing =
            |judged: &Judged| judged.evidence.iter().map(|wanted| wanted.kind.clone()).collect::<Vec<_>>();
        let known = old.map(missing).unwrap_or_default();
        let wanted = new.evidence.iter().filter(|wanted| !known.contains(&wanted.kind));
        let kinds = words.join(wanted.map(|wanted| format!("“{}”", wanted.title)), "and");
        if !kinds.is_empty() {
            why.push(say!(words, "diff-carried-enclose", kinds = kinds));
        }
        why
    }

    /// What becomes of the facts, but for those that stay.
    fn facts(&self) -> Vec<Fact> {
        fn ids(lot: &Lot) -> Vec<&str> {
            lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str()).collect()
        }
        let all = order::merged(&ids(self.was), &ids(self.is));
        all.into_iter().filter_map(|id| self.fact(id)).collect()
    }

    fn fact(&self, id: &str) -> Option<Fact> {
        let asked = |lot: &'_ Lot| -> Option<spec::Fact> { lot.fact(id).filter(|fact| fact.asked).cloned() };
        let (was, is) = (asked(self.was), asked(self.is));
        let words = self.words;
        let stated = self.declaration.fact(id).is_some();
        let value = self.new.facts.get(id).filter(|_| stated);
        let kind = self.new.kind.as_ref().map(|kind| kind.id.as_str());
        let (fate, why) = match (&was, &is) {
            (_, None) if stated => (Fate::Void, say!(words, "diff-carried-idle-fact")),
            (None, Some(_)) if !stated => (Fate::Again, say!(words, "diff-carried-new")),
            (Some(_), Some(_)) if stated && value.is_none() => {
                (Fate::Again, say!(words, "diff-carried-value-not-offered"))
            }
            (Some(was), Some(is)) if stated && other(&was.of, &is.of) => {
                (Fate::Again, say!(words, "diff-carried-other-form"))
            }
            (_, Some(is)) => (Fate::Otherwise, contradiction(is, value?, kind, words)?),
            _ => return None,
        };
        let title = is.or(was).map(|fact| fact.title).unwrap_or_default();
        Some(Fact { fact: Item { id: id.to_owned(), title }, fate, why })
    }
}

fn ids(outcome: &Outcome) -> Vec<&str> {
    outcome.verdicts.iter().map(|judged| judged.id.as_str()).collect()
}

/// What the lot demands that a value is not.
fn contradiction(fact: &spec::Fact, value: &Value, kind: Option<&str>, words: Words) -> Option<String> {
    let mut known = fact.known.iter().filter(|known| known.is_of(kind));
    let broken = known.find(|known| !known.check.accepts(value))?;
    let says = word::predicate(words, &broken.check, &fact.of, Naming::Label);
    Some(say!(words, "diff-carried-demanded", says = says, because = broken.because.say(words)))
}

/// Whether the same written value means something else: another kind of type, or another unit.
fn other(was: &Type, is: &Type) -> bool {
    let columns = match (was, is) {
        (Type::Table { columns: old, .. }, Type::Table { columns: new, .. }) => {
            new.iter().any(|new| old.iter().any(|old| old.id == new.id && other(&old.of, &new.of)))
        }
        _ => false,
    };
    was.name() != is.name() || was.unit() != is.unit() || columns
}
