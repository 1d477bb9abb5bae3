//! A text as words with their places: what rules on wording look for phrases in.
//!
//! A template expression and a piece of code are one word each, so that no rule takes them for
//! prose. Knows nothing of grammar beyond where a sentence ends.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::Requirement;
use crate::text::{Span, Spanned};

/// A word of a text.
#[derive(Debug)]
pub struct Word<'a> {
    /// In lower case; `{{ obligation }}` and code as they are written.
    pub text: Cow<'a, str>,
    /// What stands between the word before and this one.
    pub gap: &'a str,
    /// Its first byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl Word<'_> {
    /// Whether a sentence, or an item of a list, starts with this word.
    pub fn opens_sentence(&self) -> bool {
        let blank = |c: char| c.is_whitespace() || matches!(c, '”' | '"' | ')' | '*' | '_');
        let stop = self.gap.find(['.', '!', '?', ';', ':']);
        let stopped = stop.and_then(|at| self.gap.get(at + 1..)).is_some_and(|rest| rest.starts_with(blank));
        let item = self.gap.lines().skip(1).any(|line| line.trim_start().starts_with(['-', '*', '+']));
        stopped || item || self.gap.contains("\n\n")
    }

    /// Whether nothing but blanks stands between the word before and this one.
    pub fn follows(&self) -> bool {
        self.gap.chars().all(char::is_whitespace)
    }

    /// Whether it is a template expression or code, and no prose.
    pub fn is_literal(&self) -> bool {
        self.text.starts_with(LITERAL)
    }

    /// Whether it is the template that says how binding a requirement is.
    pub fn is_obligation(&self) -> bool {
        let inner = self.text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}"));
        inner.is_some_and(|inner| inner.trim_matches(['-', ' ', '\n']) == "obligation")
    }
}

/// What template expressions and code begin with.
const LITERAL: [char; 2] = ['{', '`'];

/// What stands behind this many bytes is no longer looked at: no statement is as long.
const MOST_BYTES: usize = 20_000;

/// The words of a text.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= MOST_BYTES);
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let mut words = Vec::new();
    let (mut at, mut gap) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = length(rest);
        if length > 0 {
            let written = rest.get(..length).unwrap_or_default();
            let literal = written.starts_with(LITERAL);
            words.push(Word {
                text: if literal { Cow::Borrowed(written) } else { lower(written) },
                gap: text.get(gap..at).unwrap_or_default(),
                start: at,
                end: at + length,
            });
            at += length;
            gap = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    words
}

/// A word in lower case, with straight apostrophes.
fn lower(written: &str) -> Cow<'_, str> {
    match written.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(written),
        false => Cow::Owned(written.to_lowercase().replace('’', "'")),
    }
}

/// A text of a requirement with its words.
pub struct Text<'a> {
    /// The text with its place.
    pub written: &'a Spanned<String>,
    /// Its words.
    pub words: Vec<Word<'a>>,
}

/// The texts of a requirement, cut into words once for all rules.
pub struct Texts<'a> {
    /// What is contracted.
    pub statement: Text<'a>,
    /// Why.
    pub rationale: Text<'a>,
    /// How it is verified.
    pub verification: Text<'a>,
    /// What helps to answer.
    pub guidance: Text<'a>,
}

impl<'a> Texts<'a> {
    /// The texts of a requirement.
    pub fn of(requirement: &'a Requirement) -> Self {
        let text = |written: &'a Spanned<String>| Text { written, words: words(&written.value) };
        Self {
            statement: text(&requirement.statement),
            rationale: text(&requirement.rationale),
            verification: text(&requirement.verification),
            guidance: text(&requirement.guidance),
        }
    }

    /// All of them, in the order of a file.
    pub fn all(&self) -> [&Text<'a>; 4] {
        [&self.statement, &self.rationale, &self.verification, &self.guidance]
    }
}

/// The bytes of the word that a text starts with; 0 where it starts with none.
fn length(text: &str) -> usize {
    let closed = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?;
        Some(open.len() + inner.find(close)? + close.len())
    };
    if let Some(length) = closed("{{", "}}").or_else(|| closed("`", "`")) {
        return length;
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inside = at > 0 && next && matches!(c, '-' | '\'' | '’' | '_');
        if !c.is_alphanumeric() && !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Phrases, found by their first words. A phrase is words in lower case with one blank between them; lines
/// may break anywhere in the text.
pub struct Phrases(BTreeMap<&'static str, Vec<&'static str>>);

impl Phrases {
    /// The phrases of a list.
    pub fn of(list: &[&'static str]) -> Self {
        let mut phrases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for phrase in list {
            phrases.entry(phrase.split(' ').next().unwrap_or(phrase)).or_default().push(phrase);
        }
        Self(phrases)
    }

    /// One past the last word of each phrase that starts at a word.
    pub fn starting(&self, words: &[Word<'_>], at: usize) -> Vec<usize> {
        let first = words.get(at).and_then(|word| self.0.get(word.text.as_ref()));
        first.into_iter().flatten().filter_map(|phrase| starts(words, at, phrase)).collect()
    }

    /// Where phrases stand, as positions of the first and one past the last word of each.
    pub fn within(&self, words: &[Word<'_>]) -> Vec<(usize, usize)> {
        let ends = |at: usize| self.starting(words, at).into_iter().map(move |end| (at, end));
        (0..words.len()).flat_map(ends).collect()
    }
}

/// One past the last word of a phrase, if it starts at a word.
pub fn starts(words: &[Word<'_>], at: usize, phrase: &str) -> Option<usize> {
    let mut end = at;
    for wanted in phrase.split(' ') {
        let word = words.get(end)?;
        if word.text != wanted || end > at && !word.follows() {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// The place of some words of a text.
pub fn place(text: &Spanned<String>, words: &[Word<'_>]) -> Span {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => {
            Span { start: text.span.start + first.start, end: text.span.start + last.end, ..text.span }
        }
        _ => text.span,
    }
}

/// The sentence that a word stands in, as positions of its first and one past its last word.
pub fn sentence(words: &[Word<'_>], at: usize) -> (usize, usize) {
    let start = words.iter().take(at + 1).rposition(Word::opens_sentence).unwrap_or(0);
    let rest = words.iter().skip(at + 1).position(Word::opens_sentence);
    (start, rest.map_or(words.len(), |rest| at + 1 + rest))
}

/// Words that say nothing of what a statement is about.
const EMPTY: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "but",
    "by",
    "can",
    "device",
    "each",
    "every",
    "for",
    "from",
    "has",
    "have",
    "in",
    "into",
    "is",
    "it",
    "its",
    "manufacturer",
    "not",
    "of",
    "on",
    "one",
    "only",
    "or",
    "product",
    "so",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "they",
    "this",
    "to",
    "was",
    "were",
    "when",
    "which",
    "who",
    "with",
];

/// The words that a text is about, each once and without its ending.
pub fn content<'a>(words: impl IntoIterator<Item = &'a Word<'a>>) -> BTreeSet<String> {
    let words = words.into_iter();
    let telling = words.filter(|word| !word.is_obligation() && !EMPTY.contains(&word.text.as_ref()));
    telling.map(|word| stem(&word.text).to_owned()).collect()
}

/// A word without what its number or time adds to it.
fn stem(word: &str) -> &str {
    let endings = ["'s", "ing", "ed", "es", "s", "e"];
    let stems = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.into_iter().find(|stem| stem.chars().count() > 2).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let words = words(text);
        let shown: Vec<String> = words
            .iter()
            .map(|word| format!("{}{}", if word.opens_sentence() { "| " } else { "" }, word.text))
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn words_and_sentences() {
        check("The device’s `a b` {{ obligation }} run.", "the device's `a b` {{ obligation }} run");
        check("Use 802.1X, and/or 2.5 s. Then stop.", "use 802 1x and or 2 5 s | then stop");
        check("This means:\n- start;\n- stop", "this means | start | stop");
        check("state-of-the-art — naïve", "state-of-the-art naïve");
    }

    #[test]
    fn phrases_over_lines() {
        let found = |text, wanted| Phrases::of(&[wanted]).within(&words(text));
        assert_eq!(found("by the state of\n the art", "state of the art"), [(2, 6)]);
        assert_eq!(found("as, needed", "as needed"), []);
    }
}
