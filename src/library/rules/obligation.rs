//! The obligation of a statement: there is one, and somebody has it.
//!
//! The rules follow ISO/IEC/IEEE 29148:2018, 5.2.4 and 5.2.5 (a requirement has a subject and is
//! singular), and the INCOSE Guide to Writing Requirements (active voice with the responsible
//! entity as its subject, one thought a statement).

use std::collections::BTreeSet;

use super::words;
use super::words::{Text, Word};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::Library;
use crate::syntax::template;

/// What can have an obligation, besides what the categories of the library are called.
const ACTORS: &[&str] = &[
    "accessory",
    "agent",
    "app",
    "application",
    "authority",
    "bidder",
    "client",
    "component",
    "contractor",
    "controller",
    "device",
    "equipment",
    "firmware",
    "gateway",
    "implementation",
    "importer",
    "instrument",
    "integrator",
    "interface",
    "machine",
    "maker",
    "manufacturer",
    "module",
    "part",
    "party",
    "platform",
    "producer",
    "product",
    "programme",
    "program",
    "provider",
    "receiver",
    "representative",
    "sensor",
    "server",
    "service",
    "software",
    "solution",
    "station",
    "subcontractor",
    "supplier",
    "system",
    "technician",
    "tenderer",
    "tool",
    "unit",
    "vendor",
];

/// What a part of a sentence that only gives circumstances starts with.
const OPENERS: &[&str] = &[
    "after",
    "against",
    "as",
    "at",
    "because",
    "before",
    "besides",
    "by",
    "despite",
    "during",
    "except",
    "following",
    "for",
    "from",
    "if",
    "in",
    "including",
    "on",
    "once",
    "over",
    "per",
    "since",
    "such",
    "through",
    "to",
    "under",
    "unless",
    "until",
    "upon",
    "when",
    "whenever",
    "where",
    "wherever",
    "which",
    "while",
    "with",
    "within",
    "without",
];

/// What says only how many of something are meant.
const QUANTITIES: &[&str] = &[
    "all of",
    "any of",
    "at least",
    "at most",
    "both of",
    "each of",
    "either of",
    "every one of",
    "more than",
    "no more than",
    "none of",
    "one of",
];

/// What ends the noun that a phrase is about: the rest says more of it.
const ENDERS: &[&str] = &[
    "about", "against", "as", "at", "between", "by", "for", "from", "in", "inside", "into", "of", "on", "or",
    "over", "that", "through", "to", "under", "used", "where", "which", "whose", "with", "within", "without",
];

/// What a clause that hangs on another one starts with.
const SUBORDINATORS: &[&str] = &[
    "after", "although", "as", "because", "before", "how", "if", "once", "since", "so", "such", "than",
    "that", "unless", "until", "what", "when", "whenever", "where", "whether", "which", "while", "who",
    "whom", "whose", "why",
];

/// Whether the statement obliges somebody, and to one thing.
pub fn check(Text { written: statement, words }: &Text<'_>, actors: &Actors, bag: &mut Bag) {
    if template::names(&statement.value).is_err() {
        return; // what it says can only be told once it can be read
    }
    let obligations: Vec<usize> = (0..words.len()).filter(|at| obliges(words, *at, actors)).collect();
    let place = |at: usize| words::place(statement, words.get(at..=at).unwrap_or_default());
    if let Some((first, others)) = obligations.split_first() {
        for other in others {
            bag.push(
                Diagnostic::new(&codes::SECOND_OBLIGATION, "the statement holds more than one obligation")
                    .at(place(*other), "one more")
                    .at(place(*first), "the first")
                    .hint("make it a requirement of its own, or a part of the first: a verdict is about one"),
            );
        }
    }
    let Some(stated) = words.iter().position(Word::is_obligation) else { return };
    let (start, end) = words::sentence(words, stated);
    let subject = words.get(start..stated).unwrap_or_default();
    let rest = words.get(stated + 1..end).unwrap_or_default();
    if !actors.is_subject(subject) && !actors.is_agent(rest) {
        let what = if subject.is_empty() { words.get(stated..=stated).unwrap_or_default() } else { subject };
        bag.push(
            Diagnostic::new(&codes::NOBODY_OBLIGED, "the statement does not say who has to do it")
                .at(words::place(statement, what), "neither a device nor a company")
                .hint("make the one who acts the subject: “The device {{ obligation }} …”, “The manufacturer {{ obligation }} …”"),
        );
    }
}

/// Whether a word binds somebody.
fn obliges(words: &[Word<'_>], at: usize, actors: &Actors) -> bool {
    let Some(word) = words.get(at) else { return false };
    if word.is_obligation() || !matches!(word.text.as_ref(), "shall" | "must" | "should" | "may" | "will") {
        return word.is_obligation();
    }
    let (start, _) = words::sentence(words, at);
    let before = words.get(start..at).unwrap_or_default();
    let joined = before.last().is_some_and(|last| matches!(last.text.as_ref(), "and" | "but" | "or"));
    // The clause that the word stands in starts after the last comma.
    let comma = before.iter().rposition(|word| word.gap.contains(',')).unwrap_or(0);
    let hangs = |words: &[Word<'_>]| words.iter().any(|word| SUBORDINATORS.contains(&word.text.as_ref()));
    let clause = before.get(comma..).unwrap_or_default();
    match word.text.as_ref() {
        "shall" | "must" | "should" => joined || !hangs(clause),
        "may" | "will" => {
            let pronoun = clause.last().is_some_and(|last| matches!(last.text.as_ref(), "it" | "they"));
            !hangs(if joined { before } else { clause }) && (joined || pronoun || actors.is_subject(clause))
        }
        _ => false,
    }
}

/// The names of those who can have an obligation.
pub struct Actors(BTreeSet<String>);

impl Actors {
    /// Those that every library has, its own, and those of its categories.
    pub fn of(library: &Library) -> Self {
        let titles = library.categories.values().filter_map(|category| {
            let words = words::words(&category.title);
            part_about(&words).last().map(|word| singular(&word.text).to_owned())
        });
        let own = library.about.actors.iter().map(|actor| actor.to_lowercase());
        Self(ACTORS.iter().map(|actor| (*actor).to_owned()).chain(own).chain(titles).collect())
    }

    fn names(&self, word: &Word<'_>) -> bool {
        self.0.contains(singular(&word.text)) || self.0.contains(word.text.as_ref())
    }

    /// Whether the words before an obligation are about one of them: “each pump with a network
    /// interface” is, “passwords of the pump” are not.
    fn is_subject(&self, words: &[Word<'_>]) -> bool {
        let mut starts: Vec<usize> = words
            .iter()
            .enumerate()
            .filter(|(at, word)| *at == 0 || word.gap.contains(','))
            .map(|(at, _)| at)
            .collect();
        starts.push(words.len());
        let mut parts = starts.windows(2).filter_map(|pair| words.get(*pair.first()?..*pair.last()?));
        parts.any(|part| {
            let part = part.get(quantity(part)..).unwrap_or(part);
            let opens = part.first().is_some_and(|first| OPENERS.contains(&first.text.as_ref()));
            !opens && part_about(part).split(|word| word.text == "and").any(|noun| self.ends(noun))
        })
    }

    /// Whether a noun with what describes it is one of them: “each pump”, “each pump connected”.
    fn ends(&self, noun: &[Word<'_>]) -> bool {
        let Some((last, before)) = noun.split_last() else { return false };
        let participle = last.text.ends_with("ed") || last.text.ends_with("ing");
        self.names(last) || participle && before.last().is_some_and(|word| self.names(word))
    }

    /// Whether the words after an obligation name one of them as the one who acts: “be encrypted
    /// by the device”.
    fn is_agent(&self, words: &[Word<'_>]) -> bool {
        let passive = words.first().is_some_and(|word| word.text == "be");
        let mut agents = words.iter().enumerate().filter(|(_, word)| word.text == "by");
        passive
            && agents.any(|(at, _)| {
                let rest = words.get(at + 1..).unwrap_or_default();
                rest.iter().take(4).any(|word| self.names(word))
            })
    }
}

/// How many words at the start of a part say only how many are meant.
fn quantity(part: &[Word<'_>]) -> usize {
    QUANTITIES.iter().find_map(|phrase| words::starts(part, 0, phrase)).unwrap_or(0)
}

/// The words before whatever says more of the noun.
fn part_about<'a, 'b>(words: &'a [Word<'b>]) -> &'a [Word<'b>] {
    let end = words.iter().skip(1).position(|word| ENDERS.contains(&word.text.as_ref()));
    words.get(..end.map_or(words.len(), |end| end + 1)).unwrap_or(words)
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', '\'']) => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::statement as check;

    #[test]
    fn one_obligation() {
        check("The device {{ obligation }} log logins and report failures.", "");
        check(
            "The device {{ obligation }} log logins. It {{ obligation }} report failures.",
            "L410 {{ obligation }}",
        );
        check("The device {{ obligation }} log logins and shall report failures.", "L406 shall, L410 shall");
        check(
            "The device {{ obligation }} log logins and {{ obligation }} report failures.",
            "L410 {{ obligation }}",
        );
        check("The device {{ obligation }} log logins. The manufacturer will read them.", "L410 will");
        check("The device {{ obligation }} log logins. The device may delete them.", "L410 may");
        check("The device {{ obligation }} reject input that may do harm.", "");
        check("The device {{ obligation }} keep data that must not be lost.", "L406 must");
        check("The device {{ obligation }} tell whether the device will restart.", "");
        check("The device {{ obligation }} log logins. A copy may stay behind.", "");
    }

    #[test]
    fn somebody_obliged() {
        check("Data {{ obligation }} be encrypted.", "L411 Data");
        check("Passwords {{ obligation }} be changed every {{ obligation_x }} days.", "L411 Passwords");
        check("Passwords of the device {{ obligation }} be long.", "L411 Passwords of the device");
        check(
            "The data of each pump and camera {{ obligation }} be kept.",
            "L411 The data of each pump and camera",
        );
        check("Data {{ obligation }} be encrypted by the device.", "");
        check("Data {{ obligation }} be encrypted by means of AES.", "L411 Data");
        check("The device {{ obligation }} be mounted on a wall.", "");
        check("Each infusion pump {{ obligation }} log logins.", "");
        check("The manufacturer's service {{ obligation }} log logins.", "");
        check("The maker {{ obligation }} log logins.", "");
        check("The pumps and their cameras {{ obligation }} log logins.", "");
        check("The device's data {{ obligation }} be kept.", "L411 The device's data");
        check(
            "Where the device has Wi-Fi, data {{ obligation }} be kept.",
            "L411 Where the device has Wi-Fi, data",
        );
        check("Where it stores data, the device {{ obligation }} encrypt them.", "");
        check("The device, when connected, {{ obligation }} log logins.", "");
        check("Every device connected to a network {{ obligation }} log logins.", "");
        check("The device that stores data {{ obligation }} encrypt them.", "");
        check("Each of the devices {{ obligation }} log logins.", "");
        check("At least one part of the device {{ obligation }} be locked.", "");
        check("At the start, logins {{ obligation }} be logged.", "L411 At the start, logins");
        check("If the device has logins, it {{ obligation }} log them.", "L411 If the device has logins, it");
        check("It {{ obligation }} log logins.", "L411 It");
        check("{{ obligation }} log logins.", "L411 {{ obligation }}");
    }
}
