//! Two packs of one tender into what the later one changes: a corrigendum, an amendment.
//!
//! A fact that is known otherwise, another level of assurance, another deadline are causes: what
//! they bring in, take out or move stands under them, and nowhere else.

pub mod carry;
mod causes;
mod facts;
mod lots;
mod network;
mod purchase;
mod renamed;

use jiff::ToSpan;
use serde_json::json;

use super::change::Change;
use super::level::Level;
use super::requirements::words;
use super::{Comparison, Kind, Said, Side, kinds, order};
use crate::document::view;
use crate::resolve::spec::{Assurance, Award, Spec, Tender};
use crate::say;
use crate::words::Words;

use causes::Causes;
pub use renamed::{align, counterpart};

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
    if !renamed::is_one(old, new) {
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
        title: match edition.spec.tender.edition_date() {
            Some(_) => say!(
                words,
                "diff-edition-numbered",
                number = edition.spec.tender.edition(),
                digest = short(&edition.spec.pack)
            ),
            None => say!(words, "diff-edition", digest = short(&edition.spec.pack)),
        },
    };
    let aligned = align(before.spec, after.spec);
    let about = if old.title == new.title { old.title.clone() } else { aligned.before.tender.id.clone() };
    let mut changes = changes(&aligned.before, &aligned.after, words);
    changes.splice(0..0, aligned.changes);
    if changes.is_empty() && before.spec.pack != after.spec.pack {
        // Two editions are never shown as one.
        let change = Change::new(&kinds::OTHERWISE_CHANGED);
        let said = |spec: &Spec| Some(Said::new(short(&spec.pack), spec.pack.as_str()));
        changes.push(change.from_to(said(before.spec), said(after.spec)));
    }
    Ok(Comparison {
        kind: Kind::Packs,
        words,
        about,
        before: side(before),
        after: side(after),
        changes,
        carried: Vec::new(),
    })
}

/// Days before the last day for bids by which bidders get what they asked for in good time: Directive 2014/24/EU,
/// Article 47(3)(a); four where a procedure is accelerated.
const DAYS_TO_ANSWER: i64 = 6;

/// Why the last day for bids is perhaps to be moved with the new edition, where it is not: for the buyer.
pub fn extend(
    comparison: &Comparison,
    (before, after): (Edition<'_>, Edition<'_>),
    words: Words,
) -> Option<String> {
    let (old, new) = (&before.spec.tender, &after.spec.tender);
    let demanded = |change: &Change| matches!(change.gravest(), Level::Tightened | Level::Incomparable);
    if new.deadline > old.deadline || !comparison.changes.iter().any(demanded) {
        return None;
    }
    let late = |day: jiff::civil::Date| day.saturating_add(DAYS_TO_ANSWER.days()) > new.deadline;
    Some(match new.edition_date().is_some_and(late) {
        true => say!(words, "diff-extend-late"),
        false => say!(words, "diff-extend-changed"),
    })
}

/// Enough of a digest to tell two editions apart.
pub fn short(digest: &str) -> String {
    digest.strip_prefix("sha256:").unwrap_or(digest).chars().take(12).collect()
}

fn changes(before: &Spec, after: &Spec, words: Words) -> Vec<Change> {
    let mut causes = Causes::new(words);
    let (old, new) = (&before.tender, &after.tender);
    causes.deadline = moved(&kinds::DEADLINE_MOVED, Some(old.deadline), Some(new.deadline));
    causes.assurance = levels(&kinds::ASSURANCE_CHANGED, old.assurance, new.assurance);
    causes.award = award(&kinds::AWARD_CHANGED, old.award.as_ref(), new.award.as_ref(), words);
    let mut of_lots = Vec::new();
    for id in order::merged(&ids(before), &ids(after)) {
        of_lots.extend(lots::compare(before, after, id, &mut causes, words));
    }
    let mut changes = head(old, new, words);
    changes.extend(causes.deadline);
    changes.extend(moved(&kinds::DELIVERY_MOVED, old.delivery, new.delivery));
    changes.extend(causes.assurance);
    changes.extend(causes.award);
    changes.extend(network::compare(before, after, words));
    changes.extend(of_lots);
    changes
}

fn ids(spec: &Spec) -> Vec<&str> {
    spec.lots.iter().map(|lot| lot.id.as_str()).collect()
}

fn head(old: &Tender, new: &Tender, words: Words) -> Vec<Change> {
    let mut changes: Vec<Change> = edition(old, new, words).into_iter().collect();
    let texts = [
        (&kinds::TENDER_RETITLED, &old.title, &new.title),
        (&kinds::BUYER_RENAMED, &old.buyer, &new.buyer),
        (&kinds::TENDER_REINTRODUCED, &old.summary, &new.summary),
    ];
    changes.extend(texts.into_iter().filter_map(|(rule, old, new)| reworded(rule, old, new)));
    changes.extend(notice(old, new, words));
    changes
}

/// Another edition, with what makes it.
fn edition(old: &Tender, new: &Tender, words: Words) -> Option<Change> {
    let is = |tender: &Tender| json!([tender.published, tender.corrigenda]);
    let said = |tender: &Tender| {
        let number = tender.edition();
        let date = crate::text::words::day(tender.edition_date()?);
        let text = match tender.corrigenda.last() {
            None => say!(words, "diff-edition-of", number = number, date = date),
            Some(of) => {
                let reason = of.reason.as_str();
                say!(words, "diff-edition-because", number = number, date = date, reason = reason)
            }
        };
        Some(Said::new(text, is(tender)))
    };
    (is(old) != is(new)).then(|| Change::new(&kinds::EDITION_CHANGED).from_to(said(old), said(new)))
}

/// What a notice says besides: number, procedure, whom to ask, languages, how many lots one bidder may win.
fn notice(old: &Tender, new: &Tender, words: Words) -> Vec<Change> {
    let (was, is) = (view::notice(old, words), view::notice(new, words));
    let both = [
        (&kinds::REFERENCE_CHANGED, was.reference, is.reference),
        (&kinds::PROCEDURE_CHANGED, was.procedure, is.procedure),
        (&kinds::CONTACT_POINT_CHANGED, was.contact, is.contact),
        (&kinds::LANGUAGES_CHANGED, was.languages, is.languages),
        (&kinds::MAXIMUM_LOTS_CHANGED, was.maximum_lots_awarded, is.maximum_lots_awarded),
    ];
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let changed = both.into_iter().filter(|(_, was, is)| was != is);
    changed.map(|(rule, was, is)| Change::new(rule).from_to(some(was), some(is))).collect()
}

/// A text that is another one; an empty one is none.
fn reworded(rule: &'static kinds::Rule, old: &str, new: &str) -> Option<Change> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (old, new) = words::apart(old, new)?;
    Some(Change::new(rule).from_to(some(&old), some(&new)))
}

/// A day that moved: later leaves more time.
fn moved(
    rule: &'static kinds::Rule,
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

fn levels(rule: &'static kinds::Rule, old: Assurance, new: Assurance) -> Option<Change> {
    let level = match old.cmp(&new) {
        std::cmp::Ordering::Less => Level::Tightened,
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => Level::Loosened,
    };
    let said = |level: Assurance| Some(level.word().to_owned());
    Some(Change::new(rule).judged(level).from_to(said(old), said(new)))
}

fn award(
    rule: &'static kinds::Rule,
    old: Option<&Award>,
    new: Option<&Award>,
    words: Words,
) -> Option<Change> {
    let said = |award: &Award| {
        let points = say!(words, "diff-points", points = award.points);
        let text = match award.minimum {
            0 => points,
            minimum => say!(words, "diff-points-at-least", points = points, minimum = minimum),
        };
        Said::new(text, json!(award))
    };
    (old != new).then(|| Change::new(rule).from_to(old.map(said), new.map(said)))
}
