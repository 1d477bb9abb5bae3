//! What was taken, what must be looked at, and what is new: as lines for people.

use super::{ABOUT, Begun, Place, Remark};
use crate::condition::{Condition, Subject, Value};
use crate::diag::render::screen::clean;
use crate::resolve::spec::{Lot, Requirement};
use crate::say;
use crate::words::Words;

impl Begun {
    /// The lists, a line each entry. `origins`: whether each answer that was taken stands with its origin.
    pub fn lists(&self, lot: &Lot, origins: bool, words: Words) -> Vec<String> {
        let taken: Vec<(&Place, &super::Piece)> =
            self.pieces.iter().filter(|(_, piece)| piece.is_answer()).collect();
        let drafts: Vec<(&Place, &super::Piece)> =
            self.pieces.iter().filter(|(_, piece)| !piece.is_answer()).collect();
        let open = self.open(lot);

        let mut lines = vec![say!(words, "draft-taken", count = taken.len())];
        if origins {
            lines.extend(taken.iter().map(|(place, piece)| {
                let value = piece.value.as_ref().map(ToString::to_string).unwrap_or_default();
                entry(&say!(
                    words,
                    "draft-taken-from",
                    place = place.to_string(),
                    value = value,
                    origin = piece.origin.as_str(),
                ))
            }));
        } else {
            lines.extend(listed(taken.iter().map(|(place, _)| *place), words));
        }

        lines.push(say!(words, "draft-look", count = drafts.len() + self.remarks.len()));
        lines.extend(drafts.iter().map(|(place, piece)| {
            let values: Vec<String> =
                piece.value.iter().chain(&piece.among).map(ToString::to_string).collect();
            entry(&say!(
                words,
                "draft-look-at",
                place = place.to_string(),
                value = values.join(&say!(words, "list-comma")),
                origin = piece.origin.as_str(),
                why = piece.why(words),
            ))
        }));
        lines.extend(self.remarks.iter().map(|remark| entry(&remark.say(words))));

        match &self.speaks {
            None => {
                lines.push(say!(words, "draft-new", count = open.len()));
                lines.extend(listed(open.iter(), words));
            }
            Some(speaks) => {
                let (left, beyond): (Vec<&Place>, Vec<&Place>) =
                    open.iter().partition(|place| speaks.contains(place));
                lines.push(say!(words, "draft-left", count = left.len()));
                lines.extend(listed(left.into_iter(), words));
                lines.push(say!(words, "draft-beyond", count = beyond.len()));
                lines.extend(listed(beyond.into_iter(), words));
            }
        }

        for (origin, places) in &self.idle {
            let names = places.iter().map(ToString::to_string).collect::<Vec<_>>();
            let names = names.join(&say!(words, "list-comma"));
            lines.push(say!(
                words,
                "draft-idle",
                count = places.len(),
                origin = origin.as_str(),
                names = names
            ));
        }
        // What others wrote does not act on a terminal.
        lines.iter().map(|line| clean(line)).collect()
    }

    /// The questions that nothing is known of and that may be asked, in the order of the lot.
    fn open(&self, lot: &Lot) -> Vec<Place> {
        let facts = lot.facts.iter().filter(|fact| fact.asked && fact.settled.is_none());
        let facts = facts.map(|fact| Place::Fact(fact.id.clone()));
        let answers =
            lot.requirements.iter().filter(|one| self.may(lot, one, &one.applies)).flat_map(|one| {
                let asked = one.asked().filter(|question| self.may(lot, one, &question.when));
                asked.map(|question| Place::answer(&one.id, &question.id))
            });
        facts.chain(answers).filter(|place| !self.pieces.contains_key(place)).collect()
    }

    /// Whether a condition may hold: it does not where everything that it is about is answered otherwise.
    fn may(&self, lot: &Lot, requirement: &Requirement, condition: &Condition) -> bool {
        let value = |subject: &Subject| -> Option<Value> {
            let (of, place) = match subject {
                Subject::Fact(id) => {
                    let fact = lot.fact(id)?;
                    if let Some(settled) = &fact.settled {
                        return Some(settled.clone());
                    }
                    (&fact.of, Place::Fact(id.clone()))
                }
                Subject::Answer(id) => {
                    let (owner, question) = requirement.answer_to(id);
                    (&requirement.question(id)?.of, Place::answer(owner, question))
                }
                Subject::Column(_) => return None,
            };
            let piece = self.pieces.get(&place).filter(|piece| piece.is_answer())?;
            Value::read(of, piece.value.as_ref()?)
        };
        condition.holds(&value) || condition.subjects().into_iter().any(|subject| value(subject).is_none())
    }
}

impl Remark {
    fn say(&self, words: Words) -> String {
        match self {
            Self::About { which, texts } => {
                let (part, key) = ABOUT.get(*which).copied().unwrap_or_default();
                let texts: Vec<String> = texts
                    .iter()
                    .map(|(text, origin)| {
                        say!(words, "draft-said", value = text.as_str(), origin = origin.as_str())
                    })
                    .collect();
                let place = format!("{part}.{key}");
                say!(words, "draft-about", place = place, texts = texts.join(&say!(words, "list-comma")))
            }
            Self::Settled { fact, value, said, origin } => say!(
                words,
                "draft-settled",
                fact = fact.as_str(),
                value = value.to_string(),
                said = said.to_string(),
                origin = origin.as_str(),
            ),
            Self::Unfit { place, said, origin } => say!(
                words,
                "draft-unfit",
                place = place.to_string(),
                said = said.to_string(),
                origin = origin.as_str(),
            ),
            Self::Torn { entry, written } => {
                let written: Vec<String> = written
                    .iter()
                    .map(|(text, place)| {
                        say!(words, "draft-said", value = text.as_str(), origin = place.as_str())
                    })
                    .collect();
                let texts = written.join(&say!(words, "list-comma"));
                say!(words, "draft-entry-torn", entry = entry.as_str(), texts = texts)
            }
            Self::Unread { entry, written, place } => say!(
                words,
                "draft-entry-unread",
                entry = entry.as_str(),
                written = written.as_str(),
                place = place.as_str(),
            ),
            Self::Evidence(count) => say!(words, "draft-evidence", count = *count),
        }
    }
}

fn entry(text: &str) -> String {
    format!("  {text}")
}

/// Places by requirement, facts first, in the order given: a line each requirement.
fn listed<'p>(places: impl Iterator<Item = &'p Place>, words: Words) -> Vec<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for place in places {
        let (head, name) = match place {
            Place::Fact(id) => (say!(words, "draft-facts"), id),
            Place::Answer { requirement, question } => (requirement.clone(), question),
            Place::Deviation(id) => (say!(words, "draft-deviations"), id),
        };
        match groups.iter_mut().find(|(known, _)| *known == head) {
            Some((_, names)) => names.push(name.clone()),
            None => groups.push((head, vec![name.clone()])),
        }
    }
    let comma = say!(words, "list-comma");
    let line = |(head, names): (String, Vec<String>)| {
        entry(&say!(words, "draft-named", head = head, names = names.join(&comma)))
    };
    groups.into_iter().map(line).collect()
}
