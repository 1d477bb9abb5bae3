//! What is demanded besides answers: how binding, when, together, with which evidence.

use std::collections::BTreeSet;

use super::{Cause, Pair, Parts, Seen, Source, level, words};
use crate::condition::{Condition, Subject};
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::level::Level;
use crate::resolve::spec::{Evidence, Obligation};

pub fn obligation(pair: &Pair<'_>, parts: &mut Parts) {
    let (old, new) = pair.both(|seen| seen.requirement.obligation);
    if old != new {
        let change = Change::new(&kinds::OBLIGATION_CHANGED).judged(binding(old, new));
        parts.caused(change.from_to(said(old), said(new)), Cause::Assurance);
    }
}

pub fn applicability(pair: &Pair<'_>, parts: &mut Parts) {
    let (old, new) = pair.both(|seen| &seen.requirement.applies);
    if old == new {
        return;
    }
    // To apply to more devices is to demand more.
    let relation = pair.relation(old, new).mirror();
    let said =
        |seen: Seen<'_>| Some(words::over_facts(pair.words, &seen.requirement.applies, &seen.lot.facts));
    let change = Change::new(&kinds::APPLICABILITY_CHANGED).judged(level(relation));
    let facts = [pair.before, pair.after].iter().flat_map(|seen| seen.requirement.rests_on.clone()).collect();
    parts.caused(change.from_to(said(pair.before), said(pair.after)), Cause::Facts(facts));
}

pub fn met_when(pair: &Pair<'_>, parts: &mut Parts) {
    let (old, new) = pair.both(|seen| &seen.requirement.met_when);
    if old == new {
        return;
    }
    let said = |seen: Seen<'_>| Some(words::met_when(pair.words, seen.requirement, &seen.lot.facts));
    let change = Change::new(&kinds::MET_WHEN_CHANGED).judged(level(pair.relation(old, new)));
    let change = change.from_to(said(pair.before), said(pair.after));
    parts.echo(change, pair.echoes.of_condition(old, new));
}

pub fn evidence(pair: &Pair<'_>, parts: &mut Parts) {
    for kind in pair.ids(|of| of.evidence.iter().map(|wanted| wanted.kind.as_str()).collect()) {
        let wanted = |seen: Seen<'_>| -> Option<Obligation> {
            let found: Option<&Evidence> =
                seen.requirement.evidence.iter().find(|wanted| wanted.kind == kind);
            found.map(|wanted| wanted.obligation)
        };
        let (was, is) = pair.both(wanted);
        let rule = match (was, is) {
            (None, Some(_)) => &kinds::EVIDENCE_WANTED,
            (Some(_), None) => &kinds::EVIDENCE_NOT_WANTED,
            (Some(was), Some(is)) if was != is => &kinds::EVIDENCE_OBLIGATION_CHANGED,
            _ => continue,
        };
        let of_rule = Change::new(rule).about(kind, title(pair, kind));
        let change = of_rule.from_to(was.and_then(said), is.and_then(said));
        match was.zip(is) {
            None => parts.push(change),
            Some((was, is)) => {
                let (old, new) = pair.both(|seen| seen.requirement.obligation);
                // Evidence is never more binding than what it is evidence of.
                let echo = binding(was, is) == binding(old, new) && (was == old || is == new);
                let sources = echo.then(|| BTreeSet::from([Source::Obligation]));
                parts.echo(change.judged(binding(was, is)), sources);
            }
        }
    }
}

pub fn weight(pair: &Pair<'_>, parts: &mut Parts) {
    let (old, new) = pair.both(|seen| seen.requirement.weight);
    if old != new {
        let change = Change::new(&kinds::WEIGHT_CHANGED);
        parts.caused(change.from_to(Some(old.to_string()), Some(new.to_string())), Cause::Award);
    }
}

/// Which way a demand goes that binds otherwise.
pub fn binding(before: Obligation, after: Obligation) -> Level {
    if after > before { Level::Tightened } else { Level::Loosened }
}

fn said(obligation: Obligation) -> Option<String> {
    Some(obligation.word().to_owned())
}

/// The title of a kind of evidence; empty where the sides call it differently.
fn title(pair: &Pair<'_>, kind: &str) -> String {
    let title = |seen: Seen<'_>| seen.spec.evidence_kind(kind).map(|known| known.title.clone());
    match pair.both(title) {
        (Some(old), Some(new)) if old != new => String::new(),
        (old, new) => new.or(old).unwrap_or_default(),
    }
}

/// The facts that a condition names.
pub fn facts(condition: &Condition) -> BTreeSet<String> {
    let named = condition.subjects().into_iter().filter_map(|subject| match subject {
        Subject::Fact(id) => Some(id.clone()),
        Subject::Answer(_) | Subject::Column(_) => None,
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::example;
    use crate::diff::requirements::{Seen, compare};
    use crate::resolve::spec::Spec;
    use crate::words::Words;

    fn told(change: &Change) -> String {
        format!("{} {}", change.level.word(), change.rule.id)
    }

    #[test]
    fn evidence_that_binds_as_its_requirement_does_is_an_echo_of_it() {
        use Obligation::{May, Shall, Should};
        // The obligations of the requirement and of its evidence, before and after.
        let check = |was: [Obligation; 2], is: [Obligation; 2], expected: &str| {
            let spec = |[of, evidence]: [Obligation; 2]| -> Spec {
                let mut spec = example::pack().spec;
                let update = &mut spec.lots[0].requirements[0];
                (update.obligation, update.evidence[0].obligation) = (of, evidence);
                spec
            };
            let (before, after) = (spec(was), spec(is));
            fn seen(spec: &Spec) -> Seen<'_> {
                let lot = &spec.lots[0];
                Seen { requirement: &lot.requirements[0], lot, spec }
            }
            let parts = compare(seen(&before), seen(&after), Words::English);
            let found = parts.iter().map(|part| {
                let follows = part.change.follows.iter().map(|echo| format!(", so {}", told(echo)));
                told(&part.change) + &follows.collect::<String>()
            });
            assert_eq!(found.collect::<Vec<_>>().join(", "), expected, "{was:?} → {is:?}");
        };
        check([Shall, Shall], [Shall, Shall], "");
        let more = "tightened obligation-changed";
        let evidence = "evidence-obligation-changed";
        check([Should, Should], [Shall, Shall], &format!("{more}, so tightened {evidence}"));
        check([Should, May], [Shall, Shall], &format!("{more}, so tightened {evidence}"));
        check([Should, Should], [Shall, May], &format!("{more}, loosened {evidence}"));
        check([Should, Should], [Shall, Should], more);
        check([Shall, Should], [Should, May], &format!("loosened obligation-changed, loosened {evidence}"));
        check([Shall, Should], [Shall, Shall], &format!("tightened {evidence}"));
        check([Shall, Shall], [Shall, Should], &format!("loosened {evidence}"));
    }
}
