//! The text of `review.yaml` to a [`Review`], and what can be wrong with it.
//!
//! Shape first, then what it refers to: the lots and requirements of a pack, today, and the bids that
//! lie there. Says what is wrong and never decides what holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::write::scalar;
use super::{BEFORE, FORMAT, Judgement, Piece, Ruling, wire};
use crate::check::{Outcome, Verdict};
use crate::condition::value::read_date;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Code, Diagnostic};
use crate::resolve::spec::{Lot, Spec};
use crate::syntax::{Faults, Node, Shape, parse_yaml};
use crate::text::{Route, Sources, Span};

static SHAPE: LazyLock<Shape<wire::Review>> = LazyLock::new(Shape::default);

/// Judgements with their places.
#[derive(Clone, Debug)]
pub struct Review {
    /// In the order of the file: of several on the same requirement of a bid, the last counts.
    pub judgements: Vec<Judgement>,
    /// Whether the file has a list of judgements, be it an empty one.
    pub(super) has_list: bool,
    /// Where the format stands, if it is not the newest one.
    pub(super) before: Option<Span>,
    tree: Node,
}

/// Bids that are named in one warning; the rest is counted.
const MOST_BIDS: usize = 5;

/// A bid as a judgement names it: vendor, device, lot.
type Bid<'a> = (&'a str, &'a str, &'a str);

/// Reads a file of judgements. Nothing where it cannot be read without doubt; the faults are in the bag.
pub fn load(name: &str, text: &str, sources: &mut Sources, bag: &mut Bag) -> Option<Review> {
    let source = sources.add(name, text);
    let tree = match parse_yaml(text, source) {
        Ok(tree) => tree,
        Err(fault) => {
            bag.push(Faults::REVIEW.of_syntax(fault));
            return None;
        }
    };
    let has_list = tree.entries().iter().any(|entry| entry.key == "judgements");
    // A list that nothing stands in yet is an empty one.
    let tree = tree.without_empty_keys();
    let wire = SHAPE.read(&tree, &Faults::REVIEW, bag)?;
    let before = (wire.format == BEFORE).then(|| tree.place(&Route::root().key("format")));
    let all = wire.judgements.into_iter().enumerate();
    let judgements: Vec<Option<Judgement>> = all
        .map(|(at, wire)| {
            let faults = newer(&wire, at, before, &tree);
            let sound = faults.is_empty();
            faults.into_iter().for_each(|fault| bag.push(fault));
            lower(wire, at, &tree, bag).filter(|_| sound)
        })
        .collect();
    let judgements: Option<Vec<Judgement>> = judgements.into_iter().collect();
    Some(Review { judgements: judgements?, has_list, before, tree })
}

/// What a judgement says that its format does not know, or that does not go together.
fn newer(wire: &wire::Judgement, at: usize, before: Option<Span>, tree: &Node) -> Vec<Diagnostic> {
    let keys = [("evidence", wire.evidence.is_some()), ("condition", wire.condition.is_some())];
    let mut faults = Vec::new();
    for (key, _) in keys.iter().filter(|(_, there)| *there) {
        if let Some(format) = before {
            let message = format!("`{BEFORE}` has no key `{key}`");
            let fault = Diagnostic::new(&codes::NEWER_JUDGEMENT, message);
            let fault = fault.at(tree.key_place(&route(at).key(key)), "");
            faults.push(fault.edit(format!("change the format to `{FORMAT}`"), format, FORMAT));
        }
    }
    if wire.condition.is_some() && matches!(wire.verdict, wire::Ruling::Refused) {
        let fault = Diagnostic::new(&codes::CONDITION_OF_REFUSAL, "a refusal has no condition");
        let fault = fault.at(tree.key_place(&route(at).key("condition")), "");
        faults.push(fault.hint("say in `why` what would have to change, or accept on the condition"));
    }
    faults
}

fn lower(wire: wire::Judgement, at: usize, tree: &Node, bag: &mut Bag) -> Option<Judgement> {
    let Some(on) = read_date(&wire.on) else {
        let fault = Diagnostic::new(&codes::REVIEW_WRONG_FORM, format!("`{}` is not a date", wire.on));
        let fault = fault.at(tree.place(&route(at).key("on")), "");
        bag.push(fault.hint("write a date of the calendar such as `2027-03-31`"));
        return None;
    };
    Some(Judgement {
        vendor: wire.vendor.trim().to_owned(),
        device: wire.device.trim().to_owned(),
        lot: wire.lot,
        requirement: wire.requirement,
        piece: wire
            .evidence
            .map(|piece| Piece { kind: piece.kind, sha256: piece.sha256.to_ascii_lowercase() }),
        condition: wire.condition.map(|text| text.trim().to_owned()),
        ruling: match wire.verdict {
            wire::Ruling::Accepted => Ruling::Accepted,
            wire::Ruling::Refused => Ruling::Refused,
        },
        by: wire.by.trim().to_owned(),
        on,
        why: wire.why.trim().to_owned(),
        fingerprint: wire.fingerprint,
    })
}

fn route(at: usize) -> Route {
    Route::root().key("judgements").index(at)
}

/// Of what is found of a bid, what says whether anything is to be decided on it.
#[derive(Clone, Debug)]
pub struct OfBid {
    vendor: String,
    device: String,
    lot: Option<String>,
    judged: bool,
    verdicts: BTreeMap<String, Verdict>,
}

impl OfBid {
    /// Takes it from what is found.
    pub fn of(outcome: &Outcome) -> Self {
        let verdicts = outcome.verdicts.iter();
        Self {
            vendor: outcome.vendor.clone(),
            device: outcome.model.clone(),
            lot: outcome.lot.as_ref().map(|lot| lot.id.clone()),
            judged: outcome.judged,
            verdicts: verdicts.map(|judged| (judged.id.clone(), judged.verdict)).collect(),
        }
    }
}

impl Review {
    /// Where the first key of the last judgement stands.
    pub(super) fn last_key(&self) -> Option<Span> {
        let last = self.judgements.len().checked_sub(1)?;
        let keys = [
            "vendor",
            "device",
            "lot",
            "requirement",
            "evidence",
            "verdict",
            "condition",
            "by",
            "on",
            "why",
            "fingerprint",
        ];
        keys.iter().map(|key| self.tree.key_place(&route(last).key(key))).min()
    }

    fn place(&self, at: usize, key: &str) -> Span {
        self.tree.place(&route(at).key(key))
    }

    /// Reports judgements on lots and requirements that the pack does not have, and those of days to come.
    pub fn check(&self, spec: &Spec, today: Date, bag: &mut Bag) {
        // Where the reviewer is, the day may have begun already.
        let latest = today.tomorrow().unwrap_or(today);
        for (at, judgement) in self.judgements.iter().enumerate() {
            if judgement.on > latest {
                let message = format!("{} is in the future: today is {today}", judgement.on);
                let fault = Diagnostic::new(&codes::JUDGED_IN_FUTURE, message).at(self.place(at, "on"), "");
                bag.push(fault.hint("write the day of the decision"));
            }
            let Some(lot) = spec.lot(&judgement.lot) else {
                let message = format!("the tender `{}` has no lot `{}`", spec.tender.id, judgement.lot);
                let lots = spec.lots.iter().map(|lot| lot.id.as_str());
                bag.push(self.unknown(
                    &codes::JUDGED_UNKNOWN_LOT,
                    message,
                    (at, "lot"),
                    &judgement.lot,
                    lots,
                ));
                continue;
            };
            if !knows(lot, &judgement.requirement) {
                let message = format!("the lot `{}` has no requirement `{}`", lot.id, judgement.requirement);
                let ids = lot.requirements.iter().map(|requirement| requirement.id.as_str());
                let (code, of) = (&codes::JUDGED_UNKNOWN_REQUIREMENT, (at, "requirement"));
                bag.push(self.unknown(code, message, of, &judgement.requirement, ids));
            }
        }
    }

    fn unknown<'a>(
        &self,
        code: &'static Code,
        message: String,
        (at, key): (usize, &str),
        word: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> Diagnostic {
        let place = self.place(at, key);
        suggest::offer(Diagnostic::new(code, message).at(place, ""), word, known, place)
    }

    /// Warns of judgements that decide nothing: on bids that were not read, and on requirements that no
    /// reviewer is asked about.
    pub fn compare(&self, read: &[OfBid], bag: &mut Bag) {
        let mut there: BTreeMap<Bid<'_>, Vec<&OfBid>> = BTreeMap::new();
        for of in read {
            if let Some(lot) = &of.lot {
                let bid = (of.vendor.as_str(), of.device.as_str(), lot.as_str());
                there.entry(bid).or_default().push(of);
            }
        }
        let mut absent: BTreeMap<Bid<'_>, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (at, judgement) in self.judgements.iter().enumerate().rev() {
            let bid = (judgement.vendor.as_str(), judgement.device.as_str(), judgement.lot.as_str());
            let last = seen.insert((bid, judgement.requirement.as_str(), judgement.piece.as_ref()));
            match there.get(&bid) {
                None => drop(absent.insert(bid, at)),
                Some(bids) if last && bids.iter().all(|bid| bid.judged) => {
                    self.without_effect(at, judgement, bids).into_iter().for_each(|fault| bag.push(fault));
                }
                Some(_) => {}
            }
        }
        for (bid, at) in std::mem::take(&mut absent) {
            match nearest(bid, there.keys().copied()) {
                Some((key, meant)) => bag.push(self.misnamed(bid, at, key, meant)),
                None => drop(absent.insert(bid, at)),
            }
        }
        // Who reads one bid of many expects judgements on the others; a bid that could not be read may be
        // the one that is missed.
        let others =
            read.len() > 1 || absent.len() == seen.iter().map(|(bid, ..)| bid).collect::<BTreeSet<_>>().len();
        if others && read.iter().all(|of| of.lot.is_some()) && !absent.is_empty() {
            bag.push(self.not_read(absent));
        }
    }

    fn without_effect(&self, at: usize, judgement: &Judgement, bids: &[&OfBid]) -> Option<Diagnostic> {
        let of = |bid: &&OfBid| bid.verdicts.get(&judgement.requirement).copied();
        let verdicts: Vec<Option<Verdict>> = bids.iter().map(of).collect();
        if verdicts.iter().any(|verdict| verdict.is_some_and(|verdict| verdict != Verdict::NotApplicable)) {
            return None;
        }
        let id = &judgement.requirement;
        let message = match verdicts.first() {
            Some(Some(verdict)) => {
                format!("nothing is to be decided: {id} is `{}` in this bid", verdict.word())
            }
            _ => format!("nothing is to be decided: {id} is left out of the lot `{}`", judgement.lot),
        };
        let fault = Diagnostic::new(&codes::NOTHING_TO_DECIDE, message);
        let fault = fault.at(self.place(at, "requirement"), "");
        Some(fault.hint("remove the judgement, or keep it for the record: it counts for nothing"))
    }

    fn misnamed(&self, (vendor, device, lot): Bid<'_>, at: usize, key: &str, meant: &str) -> Diagnostic {
        let message = format!("there is no bid of {device} by {vendor} for the lot `{lot}`");
        let place = self.place(at, key);
        let fault = Diagnostic::new(&codes::JUDGED_OTHER_BID, message).at(place, "");
        fault.edit(format!("did you mean `{meant}`?"), place, scalar(meant))
    }

    fn not_read(&self, absent: BTreeMap<Bid<'_>, usize>) -> Diagnostic {
        let mut bids: Vec<(Bid<'_>, usize)> = absent.into_iter().collect();
        bids.sort_by_key(|(_, at)| *at);
        let these = if bids.len() == 1 { "a bid that was" } else { "bids that were" };
        let message = format!("there are judgements on {these} not read");
        let mut fault = Diagnostic::new(&codes::JUDGED_OTHER_BID, message);
        for ((_, device, lot), at) in bids.iter().take(MOST_BIDS) {
            fault = fault.at(self.place(*at, "vendor"), format!("{device}, for the lot `{lot}`"));
        }
        if let Some(more) = bids.len().checked_sub(MOST_BIDS).filter(|more| *more > 0) {
            fault = fault.hint(format!("look for {more} more in the file"));
        }
        fault.hint("name their declarations too, or go on: the judgements change nothing here")
    }
}

fn knows(lot: &Lot, id: &str) -> bool {
    lot.requirement(id).is_some() || lot.dropped.iter().chain(&lot.waived).any(|dropped| dropped.id == id)
}

/// The bid that was meant: one that differs in the vendor or in the device alone, and not by much. With
/// the key that differs.
fn nearest<'a>(bid: Bid<'_>, there: impl Iterator<Item = Bid<'a>>) -> Option<(&'static str, &'a str)> {
    let (vendor, device, lot) = bid;
    let mut found = there.filter(|other| other.2 == lot).filter_map(|other| match other {
        (maker, name, _) if maker == vendor => Some(("device", suggest::nearest(device, [name])?)),
        (maker, name, _) if name == device => Some(("vendor", suggest::nearest(vendor, [maker])?)),
        _ => None,
    });
    found.next()
}
