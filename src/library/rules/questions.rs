//! Questions: each asks one thing, as a question, and its options leave one answer.
//!
//! A question is to a declaration what a requirement is to an annex: singular and unambiguous
//! (ISO/IEC/IEEE 29148:2018, 5.2.5). A table answers as many questions as it has columns.

use super::ranges::{self, Range};
use super::words;
use super::words::Word;
use crate::condition::{Choice, Type};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Question, Requirement};

const ASKING: &[&str] = &["how", "what", "when", "where", "which", "who", "whom", "whose", "why"];

const AUXILIARIES: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "must", "shall", "should",
    "was", "were", "will", "would",
];

const PREPOSITIONS: &[&str] = &[
    "after", "against", "at", "before", "by", "for", "from", "in", "of", "on", "since", "through", "to",
    "under", "until", "via", "with", "within",
];

/// What stands between a verb that asks and its subject.
const DETERMINERS: &[&str] = &[
    "a", "all", "an", "any", "each", "every", "it", "its", "one", "somebody", "such", "that", "the", "their",
    "there", "these", "they", "this", "those",
];

/// What makes the rest of a longer label mean something else than the shorter one.
const APART: &[&str] = &[
    "alone", "and", "but", "except", "just", "never", "neither", "no", "none", "nor", "not", "only", "or",
    "other", "than", "without",
];

/// Options behind this many are not compared; nobody would read them.
const MOST_OPTIONS: usize = 200;

/// With more words than this before it, the shorter label is only mentioned in the longer one.
const MOST_BEFORE: usize = 2;

/// Whether each question asks one thing, and each answer fits one option.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    for question in requirement.questions.values() {
        let ask = &question.ask;
        if !matches!(question.of, Type::Table { .. }) && asks_two(ask) {
            bag.push(
                Diagnostic::new(&codes::TWO_QUESTIONS, format!("`{}` asks two things at once", question.id))
                    .at(question.ask_span, "one answer to two questions")
                    .hint("make a question of each: an answer that fits one of them decides nothing"),
            );
        }
        if !ask.trim_end().ends_with('?') {
            let inside = ask.contains('?');
            bag.push(
                Diagnostic::new(
                    &codes::NOT_A_QUESTION,
                    format!("what `{}` asks does not end in a question mark", question.id),
                )
                .at(question.ask_span, if inside { "more follows" } else { "not a question" })
                .hint(if inside {
                    "move what follows the question to `help`"
                } else {
                    "ask a question; what helps to answer it belongs into `help`"
                }),
            );
        }
        options(question, bag);
    }
}

/// Whether an answer has to answer two questions. What a document says about two things, as in
/// “does it say who reads it, and how it is kept”, is one.
fn asks_two(ask: &str) -> bool {
    let words = words::words(ask);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.text.as_ref()));
    let if_so = ["if so", "if yes", "if not", "if no"];
    if ask.matches('?').count() > 1
        || (1..words.len()).any(|at| {
            is(at - 1, &["and", "or", "but"])
                && if_so.iter().any(|phrase| words::starts(&words, at, phrase).is_some())
        })
    {
        return true;
    }
    let opens_asking = is(0, ASKING) || is(0, PREPOSITIONS) && is(1, ASKING);
    words.iter().enumerate().filter(|(_, word)| word.text == "and").any(|(and, word)| {
        if and == 0 || is(and - 1, ASKING) {
            return false; // “when and how” is one
        }
        let asking = if is(and + 1, PREPOSITIONS) { and + 2 } else { and + 1 };
        let embedded = (2..and).any(|at| is(at, ASKING));
        if is(asking, ASKING) {
            let comma = word.gap.contains(',');
            let last = asking + 1 == words.len();
            let inverted = is(asking + 1, AUXILIARIES)
                || (asking + 2..asking + 5).any(|at| is(at, AUXILIARIES) && is(at + 1, DETERMINERS));
            return if opens_asking {
                comma || inverted && !embedded
            } else {
                !embedded && (inverted || last)
            };
        }
        !opens_asking
            && !embedded
            && is(0, AUXILIARIES)
            && is(and + 1, AUXILIARIES)
            && is(and + 2, DETERMINERS)
    })
}

fn options(question: &Question, bag: &mut Bag) {
    let (options, one) = match &question.of {
        Type::Choice { options, .. } => (options, true),
        Type::Choices { options, .. } => (options, false),
        Type::Flag
        | Type::Integer { .. }
        | Type::Number { .. }
        | Type::Text
        | Type::Date
        | Type::Version
        | Type::Url
        | Type::Table { .. } => return,
    };
    let labels: Vec<Label<'_>> =
        options.iter().take(MOST_OPTIONS).map(|option| Label::read(option, one)).collect();
    for (at, second) in labels.iter().enumerate() {
        for first in labels.iter().take(at) {
            let Some(why) = overlap(first, second, one) else { continue };
            let place = |id: &str| question.labels.get(id).copied().unwrap_or(question.span);
            bag.push(
                Diagnostic::new(
                    &codes::OVERLAPPING_OPTIONS,
                    format!("two options of `{}` can both be the answer", question.id),
                )
                .at(place(second.id), why)
                .at(place(first.id), "this one")
                .hint("word the options so that each answer fits one of them"),
            );
        }
    }
}

/// What the label of an option says.
struct Label<'a> {
    id: &'a str,
    words: Vec<Word<'a>>,
    range: Option<Range>,
}

impl<'a> Label<'a> {
    fn read(option: &'a Choice, one: bool) -> Self {
        let range = if one { ranges::range(&option.label) } else { None };
        Self { id: &option.id, words: words::words(&option.label), range }
    }
}

/// In what way an answer fits both of two labels. `one`: only one of them can be chosen.
fn overlap(first: &Label<'_>, second: &Label<'_>, one: bool) -> Option<&'static str> {
    let (of_first, of_second) = (&first.words, &second.words);
    let same =
        |a: &[Word<'_>], b: &[Word<'_>]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.text == b.text);
    if !of_first.is_empty() && same(of_first, of_second) {
        return Some("says the same as another option");
    }
    if !one {
        return None; // of a set, both can be chosen
    }
    if let (Some(first), Some(second)) = (&first.range, &second.range)
        && first.meets(second)
    {
        return Some("its range meets that of another option");
    }
    let (short, long) =
        if of_first.len() < of_second.len() { (of_first, of_second) } else { (of_second, of_first) };
    let more = long.len() - short.len();
    let opens = same(short, long.get(..short.len()).unwrap_or_default());
    let closes = more <= MOST_BEFORE && same(short, long.get(more..).unwrap_or_default());
    let rest = long.iter().skip(if opens { short.len() } else { 0 }).take(more);
    let within = (opens || closes)
        && !short.is_empty()
        && !rest.into_iter().any(|word| APART.contains(&word.text.as_ref()));
    within.then_some("one of the two labels holds the other")
}

#[cfg(test)]
mod tests {
    use super::super::cases::instead;

    const SIGNED: &str = "{ask: Is every update signed?, type: flag, accept: {equals: true}}";

    #[track_caller]
    fn asks(ask: &str, expected: &str) {
        let expected = if expected.is_empty() { String::new() } else { format!("{expected} \"{ask}\"") };
        instead("Is every update signed?", &format!("\"{ask}\""), &expected);
    }

    #[track_caller]
    fn choose(of: &str, options: &str, expected: &str) {
        let ask = format!("{{ask: Which?, type: {of}, options: {{{options}}}, accept: {{equals: a}}}}");
        let ask = if of == "choices" { ask.replace("equals: a", "includes: [a]") } else { ask };
        instead(SIGNED, &ask, expected);
    }

    #[test]
    fn one_question() {
        asks("How is a key renewed, and who can renew it?", "L413");
        asks("Who is told, and where?", "L413");
        asks("How is it stored and who can read it?", "L413");
        asks("Is it stored? Who can read it?", "L413");
        asks("Is it stored and if so, where?", "L413");
        asks("Is it encrypted, and is the key kept apart?", "L413");
        asks("Can it be switched off, and by whom can it be?", "L413");
        asks("Which keys are in the device, and how is each replaced?", "L413");
        asks("Does it check certificate and name of the server?", "");
        asks("When and how is it installed?", "");
        asks("Does the plan say who installs it, and how it is tested?", "");
        asks("What does the record show: who logged in, when and where?", "");
        asks("Who logs in to the source code and the build system?", "");
    }

    #[test]
    fn a_question() {
        asks("Is it signed (each part)?", "");
        asks("Signed", "L414");
        asks("Is it signed? Answer for the oldest.", "L414");
    }

    #[test]
    fn apart() {
        choose("choice", "a: Signed, b: Unsigned, c: Not signed", "");
        choose("choice", "a: Signed package, b: 'Signed, package'", "L415 'Signed, package'");
        choose("choices", "a: Signed package, b: signed package", "L415 signed package");
        choose(
            "choice",
            "a: Signed, b: Signed with a key of the maker",
            "L415 Signed with a key of the maker",
        );
        choose("choice", "a: Signed, b: Signed and encrypted", "");
        choose("choice", "a: Certificate, b: Individual certificate", "L415 Individual certificate");
        choose("choice", "a: 'On', b: 'Off, until the hospital switches it on'", "");
        choose("choices", "a: Signed, b: Signed with a key of the maker", "");
        choose("choice", "a: 1 to 5 days, b: 5 to 10 days", "L415 5 to 10 days");
        choose("choice", "a: 1 to 5 days, b: 6 to 10 days", "");
    }
}
