//! Ids that an edition corrected: what bears another id is the same thing before and after.

use std::borrow::Cow;

use crate::diff::change::Change;
use crate::diff::kinds;
use crate::resolve::spec::{Lot, Spec, Tender};

/// Two editions in which every thing has one id: the one of the edition that says which it had before.
pub struct Aligned<'a> {
    /// The old one.
    pub before: Cow<'a, Spec>,
    /// The new one.
    pub after: Cow<'a, Spec>,
    /// What was called otherwise.
    pub changes: Vec<Change>,
}

/// The lot of a spec that is the same as one of another edition, under whatever id.
pub fn counterpart<'a>(lot: &Lot, other: &'a Spec) -> Option<&'a Lot> {
    let former = |one: &Lot, earlier: &Lot| one.former.as_ref() == Some(&earlier.id);
    let named = || other.lots.iter().find(|known| former(known, lot) || former(lot, known));
    other.lot(&lot.id).or_else(named)
}

/// Whether two heads are of one tender.
pub fn is_one(one: &Tender, other: &Tender) -> bool {
    one.id == other.id || one.former.as_ref() == Some(&other.id) || other.former.as_ref() == Some(&one.id)
}

/// Gives what was called otherwise one id in both editions.
pub fn align<'a>(before: &'a Spec, after: &'a Spec) -> Aligned<'a> {
    let mut aligned =
        Aligned { before: Cow::Borrowed(before), after: Cow::Borrowed(after), changes: Vec::new() };
    let (old, new) = (&before.tender, &after.tender);
    if old.id != new.id {
        let change = Change::new(&kinds::TENDER_RENAMED);
        aligned.changes.push(change.from_to(Some(old.id.clone()), Some(new.id.clone())));
        match new.former.as_ref() == Some(&old.id) {
            true => aligned.before.to_mut().tender.id.clone_from(&new.id),
            false => aligned.after.to_mut().tender.id.clone_from(&old.id),
        }
    }
    for was in &before.lots {
        let Some(is) = counterpart(was, after).filter(|is| is.id != was.id) else { continue };
        let newer = is.former.as_ref() == Some(&was.id);
        let id = if newer { &is.id } else { &was.id };
        let change = Change::new(&kinds::LOT_RENAMED).about(id, &is.title);
        let change = change.from_to(Some(was.id.clone()), Some(is.id.clone())).in_lot(id);
        aligned.changes.push(change);
        match newer {
            true => rename(aligned.before.to_mut(), &was.id, &is.id),
            false => rename(aligned.after.to_mut(), &is.id, &was.id),
        }
    }
    aligned
}

/// Gives a lot another id wherever it is named by it.
fn rename(spec: &mut Spec, from: &str, to: &str) {
    let lots = spec.lots.iter_mut().map(|lot| &mut lot.id);
    let nodes = spec.map.nodes.iter_mut().map(|node| &mut node.id);
    let links = spec.map.links.iter_mut().flat_map(|link| [&mut link.from, &mut link.to]);
    let ends = spec.map.routes.iter_mut().flatten();
    for id in lots.chain(nodes).chain(links).chain(ends).filter(|id| *id == from) {
        to.clone_into(id);
    }
}
