//! Regular expressions of acceptances: which of them every validator reads alike, and matching.
//!
//! A pattern ends in a published schema, where ECMA-262, Python and Rust engines read it.
//! What they would read differently is refused here, when the library is loaded.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use regex::Regex;

/// Expressions that are kept ready at a time. Declarations by the thousand are looked at by the same few.
const READY: usize = 64;

/// A pattern anchored at both ends, in a form that every validator reads alike.
pub fn anchored(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

/// Whether a text is one line and the pattern matches all of it.
///
/// One line, because `$` also matches before a last line feed in Python.
pub fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static EXPRESSIONS: RefCell<BTreeMap<String, Option<Regex>>> = const { RefCell::new(BTreeMap::new()) };
    }
    !text.contains(['\n', '\r'])
        && EXPRESSIONS.with_borrow_mut(|ready| {
            if ready.len() >= READY && !ready.contains_key(pattern) {
                ready.clear();
            }
            let made = || Regex::new(&anchored(pattern)).ok();
            let expression = ready.entry(pattern.to_owned()).or_insert_with(made);
            expression.as_ref().is_some_and(|expression| expression.is_match(text))
        })
}

/// Why validators would read a pattern differently, where they would.
pub fn unportable(pattern: &str) -> Option<String> {
    let mut rest = pattern.chars().peekable();
    let mut before = Before::Nothing;
    while let Some(character) = rest.next() {
        if !(' '..='~').contains(&character) {
            return Some(format!("`{}` is outside printable ASCII", character.escape_default()));
        }
        let found = match character {
            '\\' => escape(&mut rest),
            '[' => class(&mut rest),
            '{' => bounds(&mut rest).or_else(|| before.refuses(character)),
            '*' | '+' | '?' => before.refuses(character),
            '(' if rest.peek() == Some(&'?') => {
                let _ = rest.next();
                let plain = rest.next_if_eq(&':').is_some();
                (!plain).then(|| "only plain groups and `(?:…)` are understood by all validators".to_owned())
            }
            '.' => Some("an unescaped `.` covers different characters in different validators".to_owned()),
            ']' | '}' => Some(format!("a lone `{character}` must be written `\\{character}`")),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        before = match (character, before) {
            ('?', Before::Repetition) => Before::Lazy,
            ('*' | '+' | '?' | '{', _) => Before::Repetition,
            ('(' | '|' | '^' | '$', _) => Before::Nothing,
            _ => Before::Item,
        };
    }
    Regex::new(&anchored(pattern)).err().map(|_| "it cannot be read as a regular expression".to_owned())
}

/// What stands before the character in hand.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Item,
    Repetition,
    Lazy,
}

impl Before {
    fn refuses(self, repetition: char) -> Option<String> {
        let good = self == Self::Item || (self == Self::Repetition && repetition == '?');
        (!good).then(|| format!("`{repetition}` repeats nothing, or a repetition"))
    }
}

fn escape(rest: &mut Peekable<Chars>) -> Option<String> {
    match rest.next() {
        Some(escaped) if r"^$\.*+?()[]{}|/".contains(escaped) => None,
        Some(escaped) => Some(format!("`\\{escaped}` means different characters to different validators")),
        None => Some("it ends in a backslash".to_owned()),
    }
}

/// `{2}`, `{2,}` or `{2,5}`: engines differ in what they make of other braces.
fn bounds(rest: &mut Peekable<Chars>) -> Option<String> {
    let mut inner = String::new();
    let closed = rest.by_ref().any(|character| {
        inner.push(character);
        character == '}'
    });
    let inner = inner.trim_end_matches('}');
    let (least, most) = inner.split_once(',').unwrap_or((inner, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let good = closed && !least.is_empty() && digits(least) && digits(most);
    (!good).then(|| "a repetition has the form `{2}`, `{2,}` or `{2,5}`".to_owned())
}

/// A class in brackets. Rust nests classes and combines them, the others do not.
fn class(rest: &mut Peekable<Chars>) -> Option<String> {
    let _ = rest.next_if_eq(&'^');
    let mut last = None;
    loop {
        let character = rest.next()?; // unclosed: the compiler of the expression says so
        let fault = match character {
            '\\' => escape(rest),
            ']' if last.is_none() => Some("a class must not be empty or start with `]`".to_owned()),
            ']' => return None,
            '[' => Some("a `[` within a class must be written `\\[`".to_owned()),
            '&' | '-' | '~' | '|' if last == Some(character) => {
                Some(format!("`{character}{character}` combines classes in some validators"))
            }
            _ => None,
        };
        if fault.is_some() {
            return fault;
        }
        last = Some(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_validators_read_alike_is_accepted() {
        let check = |pattern: &str, good: bool| assert_eq!(unportable(pattern).is_none(), good, "{pattern}");
        check(r"https://[a-z.-]+/[^/]*?", true);
        check(r"(?:TLS|tls)1\.[23]{1,2}", true);
        check(r"[\[\]]|^a$", true);
        check(r"\d+", false);
        check("a.b", false);
        check("a(?=b)", false);
        check("(?i)a", false);
        check("a++", false);
        check("a{,3}", false);
        check("a{2}{3}", false);
        check("*a", false);
        check("^*", false);
        check("a]", false);
        check("a}", false);
        check("[a&&b]", false);
        check("[]a]", false);
        check("[[:alpha:]]", false);
        check("[a", false);
        check("é", false);
        check("a\\", false);
        check("(a", false);
        check("a+?", true);
        check("a+??", false);
    }

    #[test]
    fn classes_do_not_nest() {
        let words = "a `[` within a class must be written `\\[`".to_owned();
        assert_eq!(unportable("[a[b]]"), Some(words));
    }

    #[test]
    fn braces_count_how_often() {
        let check = |pattern: &str, good: bool| {
            let found = unportable(pattern);
            let words = "a repetition has the form `{2}`, `{2,}` or `{2,5}`".to_owned();
            assert_eq!(found, (!good).then_some(words), "{pattern}");
        };
        for good in ["a{2}", "a{2,}", "a{2,5}"] {
            check(good, true);
        }
        for bad in ["a{}", "a{,3}", "a{x}", "a{2,x}", "a{2", "a{2,3"] {
            check(bad, false);
        }
    }

    #[test]
    fn a_match_is_of_one_whole_line() {
        let check =
            |pattern: &str, text: &str, good| assert_eq!(matches(pattern, text), good, "{pattern} {text:?}");
        check("a|b", "a", true);
        check("a|b", "ab", false);
        check("[^x]+", "a\n", false);
        check("a", "a\n", false);
    }
}
