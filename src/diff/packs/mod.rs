//! Two packs of one tender into what the later one changes: a corrigendum, an amendment.
//!
//! A fact that is known otherwise, another level of assurance, another deadline are causes: what
//! they bring in, take out or move stands under them, and nowhere else.

pub mod carry;
mod causes;
mod facts;
mod lots;
mod network;

use serde_json::json;

use super::change::Change;
use super::level::Level;
use super::requirements::words;
use super::{Comparison, Kind, Said, Side, order, rules};
use crate::resolve::spec::{Award, Spec, Tender};
use crate::say;
use crate::words::Words;

use causes::Causes;

/// A pack.
#[derive(Clone, Copy)]
pub struct Edition<'a> {
    /// Its folder or file, as people call it.
    pub file: &'a str,
    /// What is in it.
    pub spec: &'a Spec,
}

/// What changed from one edition of a tender to another.
///
/// # Errors
/// Why they cannot be compared, a sentence without a full stop each: they are of two tenders.
pub fn compare(before: Edition<'_>, after: Edition<'_>, words: Words) -> Result<Comparison, Vec<String>> {
    let (old, new) = (&before.spec.tender, &after.spec.tender);
    if old.id != new.id {
        let (file, other) = (before.file, after.file);
        let (old, new) = (old.id.as_str(), new.id.as_str());
        return Err(vec![say!(
            words,
            "diff-two-tenders",
            before = file,
            old = old,
            after = other,
            new = new
        )]);
    }
    let side = |edition: Edition<'_>| Side {
        file: edition.file.to_owned(),
        title: say!(words, "diff-edition", digest = short(&edition.spec.pack)),
    };
    let about = if old.title == new.title { old.title.clone() } else { old.id.clone() };
    Ok(Comparison {
        kind: Kind::Packs,
        words,
        about,
        before: side(before),
        after: side(after),
        changes: changes(before.spec, after.spec, words),
        carried: Vec::new(),
    })
}

/// Enough of a digest to tell two editions apart.
pub fn short(digest: &str) -> String {
    digest.strip_prefix("sha256:").unwrap_or(digest).chars().take(12).collect()
}

fn changes(before: &Spec, after: &Spec, words: Words) -> Vec<Change> {
    let mut causes = Causes::new(words);
    let (old, new) = (&before.tender, &after.tender);
    causes.deadline = moved(&rules::DEADLINE_MOVED, Some(old.deadline), Some(new.deadline));
    causes.assurance = assurance(old, new);
    causes.award = award(old.award.as_ref(), new.award.as_ref(), words);
    let mut of_lots = Vec::new();
    for id in order::merged(&ids(before), &ids(after)) {
        of_lots.extend(lots::compare(before, after, id, &mut causes, words));
    }
    let mut changes = head(old, new);
    changes.extend(causes.deadline);
    changes.extend(moved(&rules::DELIVERY_MOVED, old.delivery, new.delivery));
    changes.extend(causes.assurance);
    changes.extend(causes.award);
    changes.extend(network::compare(before, after, words));
    changes.extend(of_lots);
    if changes.is_empty() && before.pack != after.pack {
        // Two editions are never shown as one.
        let change = Change::new(&rules::OTHERWISE_CHANGED);
        let said = |spec: &Spec| Some(Said::new(short(&spec.pack), spec.pack.as_str()));
        changes.push(change.from_to(said(before), said(after)));
    }
    changes
}

fn ids(spec: &Spec) -> Vec<&str> {
    spec.lots.iter().map(|lot| lot.id.as_str()).collect()
}

fn head(old: &Tender, new: &Tender) -> Vec<Change> {
    let texts = [
        (&rules::TENDER_RETITLED, &old.title, &new.title),
        (&rules::BUYER_RENAMED, &old.buyer, &new.buyer),
        (&rules::TENDER_REINTRODUCED, &old.summary, &new.summary),
    ];
    texts.into_iter().filter_map(|(rule, old, new)| reworded(rule, old, new)).collect()
}

/// A text that is another one; an empty one is none.
fn reworded(rule: &'static rules::Rule, old: &str, new: &str) -> Option<Change> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (old, new) = words::apart(old, new)?;
    Some(Change::new(rule).from_to(some(&old), some(&new)))
}

/// A day that moved: later leaves more time.
fn moved(
    rule: &'static rules::Rule,
    old: Option<jiff::civil::Date>,
    new: Option<jiff::civil::Date>,
) -> Option<Change> {
    let level = match (old, new) {
        _ if old == new => return None,
        (Some(old), Some(new)) if new > old => Level::Loosened,
        (Some(_), None) => Level::Loosened,
        (None | Some(_), _) => Level::Tightened,
    };
    let said = |day: Option<jiff::civil::Date>| {
        day.map(|day| Said::new(crate::text::words::day(day), day.to_string()))
    };
    Some(Change::new(rule).judged(level).from_to(said(old), said(new)))
}

fn assurance(old: &Tender, new: &Tender) -> Option<Change> {
    let level = match old.assurance.cmp(&new.assurance) {
        std::cmp::Ordering::Less => Level::Tightened,
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => Level::Loosened,
    };
    let said = |tender: &Tender| Some(tender.assurance.word().to_owned());
    Some(Change::new(&rules::ASSURANCE_CHANGED).judged(level).from_to(said(old), said(new)))
}

fn award(old: Option<&Award>, new: Option<&Award>, words: Words) -> Option<Change> {
    let said = |award: &Award| Said::new(say!(words, "diff-points", points = award.points), json!(award));
    (old != new).then(|| Change::new(&rules::AWARD_CHANGED).from_to(old.map(said), new.map(said)))
}
