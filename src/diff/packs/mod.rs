//! Two packs of one tender into what the later one changes: a corrigendum, an amendment.
//!
//! A fact that is known otherwise, another level of assurance, another deadline are causes: what
//! they bring in, take out or move stands under them, and nowhere else.

pub mod carry;
mod causes;
mod facts;
mod lots;
mod network;

use super::change::Change;
use super::level::Level;
use super::requirements::words;
use super::{Comparison, Kind, Side, order, rules};
use crate::resolve::spec::{Award, Spec, Tender};

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
pub fn compare(before: Edition<'_>, after: Edition<'_>) -> Result<Comparison, Vec<String>> {
    let (old, new) = (&before.spec.tender, &after.spec.tender);
    if old.id != new.id {
        let words = format!(
            "{} is a pack of the tender `{}`, {} one of `{}`",
            before.file, old.id, after.file, new.id
        );
        return Err(vec![words]);
    }
    let side = |edition: Edition<'_>| Side {
        file: edition.file.to_owned(),
        title: format!("edition {}", short(&edition.spec.pack)),
    };
    let about = if old.title == new.title { old.title.clone() } else { old.id.clone() };
    Ok(Comparison {
        kind: Kind::Packs,
        about,
        before: side(before),
        after: side(after),
        changes: changes(before.spec, after.spec),
        carried: Vec::new(),
    })
}

/// Enough of a digest to tell two editions apart.
pub fn short(digest: &str) -> String {
    digest.strip_prefix("sha256:").unwrap_or(digest).chars().take(12).collect()
}

fn changes(before: &Spec, after: &Spec) -> Vec<Change> {
    let mut causes = Causes::default();
    let (old, new) = (&before.tender, &after.tender);
    causes.deadline = moved(&rules::DEADLINE_MOVED, Some(old.deadline), Some(new.deadline));
    causes.assurance = assurance(old, new);
    causes.award = award(old.award.as_ref(), new.award.as_ref());
    let mut of_lots = Vec::new();
    for id in order::merged(&ids(before), &ids(after)) {
        of_lots.extend(lots::compare(before, after, id, &mut causes));
    }
    let mut changes = head(old, new);
    changes.extend(causes.deadline);
    changes.extend(moved(&rules::DELIVERY_MOVED, old.delivery, new.delivery));
    changes.extend(causes.assurance);
    changes.extend(causes.award);
    changes.extend(network::compare(before, after));
    changes.extend(of_lots);
    if changes.is_empty() && before.pack != after.pack {
        // Two editions are never shown as one.
        let change = Change::new(&rules::OTHERWISE_CHANGED);
        changes.push(change.from_to(Some(short(&before.pack)), Some(short(&after.pack))));
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
    let said = |day: Option<jiff::civil::Date>| day.map(crate::text::words::day);
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

fn award(old: Option<&Award>, new: Option<&Award>) -> Option<Change> {
    let said = |award: Option<&Award>| award.map(|award| format!("{} points", award.points));
    (old != new).then(|| Change::new(&rules::AWARD_CHANGED).from_to(said(old), said(new)))
}
