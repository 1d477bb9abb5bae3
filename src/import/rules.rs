//! The rules that a pack carries, applied to the answers of a form.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{Answer, Edition, Filled, Said};
use crate::condition::{Type, Value};
use crate::draft::{Begun, Doubt, Piece, Place, Remark};
use crate::resolve::imports::{Conclusion, FormAnswer, Import, ImportRule};
use crate::resolve::spec::Lot;
use crate::say;
use crate::words::Words;

/// Applies what a pack says of a form to every fact and question of a lot.
pub fn apply(lot: &Lot, edition: &Edition, filled: &Filled, begun: &mut Begun) {
    let standard = edition.standard;
    let of_standard = |imports: &[Import]| -> Vec<ImportRule> {
        let own = imports.iter().filter(|import| import.standard == standard);
        own.flat_map(|import| import.rules.iter().cloned()).collect()
    };
    let mut speaks = BTreeSet::new();
    let kind = begun.kind(lot);
    for fact in lot.facts.iter().filter(|fact| fact.asked) {
        let rules = of_standard(&fact.imports);
        let place = Place::Fact(fact.id.clone());
        if !rules.is_empty() {
            speaks.insert(place.clone());
        }
        let Some(mut piece) = conclude(&fact.of, &rules, edition, filled) else { continue };
        let value = piece.value.as_ref().and_then(|json| Value::read(&fact.of, json));
        if let Some(settled) = &fact.settled {
            if value.as_ref().is_some_and(|value| value != settled) {
                begun.remarks.push(Remark::Settled {
                    fact: fact.id.clone(),
                    value: settled.json(),
                    said: piece.value.unwrap_or_default(),
                    origin: piece.origin,
                });
            }
            continue;
        }
        if value.as_ref().is_some_and(|value| !kind.admits(fact, value)) {
            piece.doubts.push(Doubt::Refused);
        }
        begun.pieces.insert(place, piece);
    }
    for requirement in &lot.requirements {
        for question in requirement.asked() {
            let rules = of_standard(&question.imports);
            let place = Place::answer(&requirement.id, &question.id);
            if !rules.is_empty() {
                speaks.insert(place.clone());
            }
            if let Some(piece) = conclude(&question.of, &rules, edition, filled) {
                begun.pieces.insert(place, piece);
            }
        }
    }
    unread(lot, standard, filled, begun);
    begun.speaks = Some(speaks);
}

/// What rules conclude for a question of a type; nothing where none does.
fn conclude(of: &Type, rules: &[ImportRule], edition: &Edition, filled: &Filled) -> Option<Piece> {
    let piece = |value: Option<Json>, among: &[Json], asked: &[&str], doubt: Option<Doubt>| {
        piece(value, among, asked, doubt, edition, filled)
    };
    let mut included = BTreeSet::new();
    let mut used: Vec<&str> = Vec::new();
    let mut whole = false;
    for rule in rules {
        if !rule.asked.iter().all(|(entry, answer)| matches(filled.answers.get(entry), *answer)) {
            continue;
        }
        let asked: Vec<&str> = rule.asked.iter().map(|(entry, _)| entry.as_str()).collect();
        match &rule.conclusion {
            Conclusion::Includes(Value::Set(options)) => {
                included.extend(options.iter().cloned());
                used.extend(asked);
            }
            Conclusion::Includes(_) => {}
            Conclusion::Whole(entries) => {
                let decided = |entry: &String| {
                    let answer = filled.answers.get(entry);
                    answer.is_some_and(|answer| matches!(answer.said, Said::Yes | Said::No))
                };
                whole = !entries.is_empty() && entries.iter().all(decided);
                if whole {
                    used.extend(entries.iter().map(String::as_str));
                }
            }
            // Options that were added come first.
            _ if !included.is_empty() => {}
            Conclusion::Is(value) => return Some(piece(Some(value.json()), &[], &asked, None)),
            Conclusion::MayBe(value) => {
                return Some(piece(Some(value.json()), &[], &asked, Some(Doubt::Near)));
            }
            Conclusion::OneOf(values) => {
                let among: Vec<Json> = values.iter().map(Value::json).collect();
                return Some(piece(None, &among, &asked, Some(Doubt::OneOfSeveral)));
            }
        }
    }
    if included.is_empty() && !whole {
        return None;
    }
    if !of.admits(&included) {
        // Nothing chosen where something has to be, or two that exclude each other.
        let among: Vec<Json> = included.iter().map(|option| Json::from(vec![option.clone()])).collect();
        let torn = piece(None, &among, &used, Some(Doubt::Torn));
        return (!among.is_empty()).then_some(torn);
    }
    let value = Value::Set(included).json();
    let doubt = (!whole).then_some(Doubt::PerhapsMore);
    Some(piece(Some(value), &[], &used, doubt))
}

fn matches(answer: Option<&Answer>, wanted: FormAnswer) -> bool {
    answer.is_some_and(|answer| match wanted {
        FormAnswer::Yes => answer.said == Said::Yes,
        FormAnswer::No => answer.said == Said::No,
        FormAnswer::Given => answer.said != Said::Neither,
    })
}

/// What was concluded, with the answers that it rests on. A note on one of them may say that it is not so.
fn piece(
    value: Option<Json>,
    among: &[Json],
    asked: &[&str],
    doubt: Option<Doubt>,
    edition: &Edition,
    filled: &Filled,
) -> Piece {
    let words = Words::English;
    let mut seen = BTreeSet::new();
    let rests_on: Vec<(&str, &Answer)> = asked
        .iter()
        .copied()
        .filter(|entry| seen.insert(*entry))
        .filter_map(|entry| Some((entry, filled.answers.get(entry)?)))
        .collect();
    let origins: Vec<String> = rests_on.iter().map(|(entry, answer)| origin(entry, answer, words)).collect();
    let notes = rests_on.iter().filter_map(|(_, answer)| {
        let note = answer.note.as_ref()?;
        Some(Doubt::Noted(answer.note_text.as_ref().unwrap_or(note).clone()))
    });
    Piece {
        value,
        among: among.to_vec(),
        origin: say!(
            words,
            "import-from",
            form = edition.form,
            answers = origins.join(&say!(words, "list-comma"))
        ),
        public: true,
        doubts: doubt.into_iter().chain(notes).collect(),
    }
}

fn origin(entry: &str, answer: &Answer, words: Words) -> String {
    let said = match answer.said {
        Said::Yes => say!(words, "import-yes"),
        Said::No => say!(words, "import-no"),
        Said::Neither | Said::Else => answer.written.clone(),
    };
    let is_number = |note: &&String| note.bytes().all(|byte| byte.is_ascii_digit());
    match answer.note.as_ref().filter(is_number) {
        Some(note) => {
            say!(words, "import-answer-note", entry = entry, said = said, note = note.as_str())
        }
        None => say!(words, "import-answer", entry = entry, said = said),
    }
}

/// Answers that rules ask for as Yes or No, and that are something else.
fn unread(lot: &Lot, standard: &str, filled: &Filled, begun: &mut Begun) {
    let decided = super::rules_of(lot, standard)
        .flat_map(|rule| &rule.asked)
        .filter(|(_, answer)| *answer != FormAnswer::Given);
    let entries: BTreeSet<&str> = decided.map(|(entry, _)| entry.as_str()).collect();
    for entry in entries {
        if let Some(answer) = filled.answers.get(entry).filter(|answer| answer.said == Said::Else) {
            begun.remarks.push(Remark::Unread {
                entry: entry.to_owned(),
                written: answer.written.clone(),
                place: answer.place.clone(),
            });
        }
    }
}
