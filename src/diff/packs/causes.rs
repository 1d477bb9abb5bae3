//! Causes in the making: changes that collect what follows from them.

use std::collections::BTreeSet;

use crate::diff::change::Change;
use crate::diff::kinds;
use crate::diff::requirements::Cause;
use crate::say;
use crate::words::Words;

/// What other changes may follow from.
pub struct Causes {
    words: Words,
    /// The last day for bids is another.
    pub deadline: Option<Change>,
    /// The level of assurance is another.
    pub assurance: Option<Change>,
    /// Answers count otherwise in the award.
    pub award: Option<Change>,
    /// The level of assurance of the lot in hand is another, and not with the tender's.
    pub own_assurance: Option<Change>,
    /// Answers count otherwise in the award of the lot in hand, and not with those of the tender.
    pub own_award: Option<Change>,
    /// The kind of device of the lot in hand is another.
    pub category: Option<Change>,
    /// Facts of the lot in hand that are known otherwise, by their ids, in the lot's order.
    pub facts: Vec<(String, Change)>,
}

/// One of the causes at hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It follows from nothing.
    Own,
    Deadline,
    Assurance,
    Award,
    OwnAssurance,
    OwnAward,
    Category,
    /// The facts that changed, in the lot's order; it stands under the first.
    Facts(Vec<String>),
}

impl Causes {
    /// None yet.
    pub fn new(words: Words) -> Self {
        Self {
            words,
            deadline: None,
            assurance: None,
            award: None,
            own_assurance: None,
            own_award: None,
            category: None,
            facts: Vec::new(),
        }
    }

    /// Where something stands whose cause may be this.
    pub fn place(&self, cause: &Cause) -> Place {
        match cause {
            Cause::Deadline if self.deadline.is_some() => Place::Deadline,
            Cause::Assurance if self.own_assurance.is_some() => Place::OwnAssurance,
            Cause::Award if self.own_award.is_some() => Place::OwnAward,
            Cause::Assurance if self.assurance.is_some() => Place::Assurance,
            Cause::Award if self.award.is_some() => Place::Award,
            Cause::Facts(ids) => self.of_facts(ids),
            Cause::Own | Cause::Deadline | Cause::Assurance | Cause::Award => Place::Own,
        }
    }

    fn of_facts(&self, ids: &BTreeSet<String>) -> Place {
        let changed = self.facts.iter().filter(|(id, _)| ids.contains(id));
        let changed: Vec<String> = changed.map(|(id, _)| id.clone()).collect();
        if changed.is_empty() { Place::Own } else { Place::Facts(changed) }
    }

    /// Where a requirement stands that came in or went out with these facts deciding on it.
    pub fn of_coming(&self, rests_on: &BTreeSet<String>) -> Place {
        match self.of_facts(rests_on) {
            Place::Own if self.own_assurance.is_some() => Place::OwnAssurance,
            Place::Own if self.assurance.is_some() => Place::Assurance,
            Place::Own if self.category.is_some() => Place::Category,
            place => place,
        }
    }

    /// Puts a change where it belongs; gives back what belongs nowhere.
    pub fn put(&mut self, place: &Place, change: Change) -> Option<Change> {
        let cause = match place {
            Place::Own => None,
            Place::Deadline => self.deadline.as_mut(),
            Place::Assurance => self.assurance.as_mut(),
            Place::Award => self.award.as_mut(),
            Place::OwnAssurance => self.own_assurance.as_mut(),
            Place::OwnAward => self.own_award.as_mut(),
            Place::Category => self.category.as_mut(),
            Place::Facts(ids) => {
                let others = ids.iter().skip(1).filter_map(|id| {
                    let (_, other) = self.facts.iter().find(|(known, _)| known == id)?;
                    let item = other.item.as_ref()?;
                    let title = if item.title.is_empty() { &item.id } else { &item.title };
                    Some(format!("“{title}”"))
                });
                let names = self.words.join(others, "and");
                let change = match names.is_empty() {
                    true => change,
                    false => change.note(say!(self.words, "diff-rests-on-too", facts = names)),
                };
                return match self.facts.iter_mut().find(|(id, _)| ids.first() == Some(id)) {
                    Some((_, cause)) => {
                        cause.follows.push(change);
                        None
                    }
                    None => Some(change),
                };
            }
        };
        match cause {
            Some(cause) => {
                cause.follows.push(change);
                None
            }
            None => Some(change),
        }
    }

    /// Puts a fact that is to be stated, or not any more, under what brought the requirement in or out
    /// that looks at it; gives back what no requirement explains.
    ///
    /// `named` are the facts that a requirement of the lot looks at.
    pub fn adopt(
        &mut self,
        own: &mut [Change],
        fact: Change,
        lot: &str,
        named: &dyn Fn(&str) -> BTreeSet<String>,
    ) -> Option<Change> {
        let id = fact.item.as_ref().map(|item| item.id.clone()).unwrap_or_default();
        let explains = |change: &Change| {
            let part = |part: &Change| RESPECTIVE.contains(&part.rule.id);
            let moved = COMING.contains(&change.rule.id) || change.parts.iter().any(part);
            let of_lot = change.lot.as_deref().is_none_or(|of| of == lot);
            moved && of_lot && change.requirement.as_ref().is_some_and(|of| named(&of.id).contains(&id))
        };
        let causes = self.assurance.iter_mut().chain(&mut self.own_assurance).chain(&mut self.category);
        let causes = causes.chain(self.facts.iter_mut().map(|(_, change)| change)).chain(own);
        let mut changes = causes.filter(|change| change.with_follows().into_iter().any(explains));
        match changes.next() {
            Some(change) => {
                change.follows.push(Change { lot: Some(lot.to_owned()), ..fact });
                None
            }
            None => Some(fact),
        }
    }
}

/// Changes of a requirement as a whole with which the facts that it looks at come or go.
const COMING: [&str; 4] = [
    kinds::REQUIREMENT_ADDED.id,
    kinds::REQUIREMENT_DROPPED.id,
    kinds::REQUIREMENT_WAIVED.id,
    kinds::WAIVER_TAKEN_BACK.id,
];

/// Changes within a requirement with which they do.
const RESPECTIVE: [&str; 4] = [
    kinds::APPLICABILITY_CHANGED.id,
    kinds::QUESTION_ADDED.id,
    kinds::QUESTION_REMOVED.id,
    kinds::QUESTION_CONDITION_CHANGED.id,
];
