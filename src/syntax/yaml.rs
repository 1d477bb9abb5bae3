//! YAML 1.2 to a tree. Aliases, merge keys and unknown tags are refused: a requirement or a
//! tender says what it says where it stands.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Location, Options, Spanned};

use super::{Entry, Kind, MOST_LEVELS, MOST_NODES, Node, SyntaxFault};
use crate::text::{SourceId, Span};

/// Parses one YAML document.
///
/// # Errors
/// Where the text is not YAML, or goes beyond the limits.
pub fn parse(text: &str, source: SourceId) -> Result<Node, SyntaxFault> {
    if text.starts_with('\u{feff}') {
        return Err(SyntaxFault {
            message: "the file starts with a byte-order mark".to_owned(),
            span: source.span(0, 3),
            limit: false,
        });
    }
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options()) {
        Ok(raw) => Ok(place(raw, source)),
        Err(error) => Err(fault(&error, text, source)),
    }
}

fn options() -> Options {
    serde_saphyr::options! {
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
        merge_keys: MergeKeyPolicy::Error,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: MOST_LEVELS,
            max_nodes: MOST_NODES,
            max_documents: 1,
        },
    }
}

fn fault(error: &serde_saphyr::Error, text: &str, source: SourceId) -> SyntaxFault {
    let start = error.location().map_or(0, |location| start_of(&location, text));
    let end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
    let span = source.span(start, end);
    if let serde_saphyr::Error::Budget { breach, .. } = error.without_snippet() {
        let message = match breach {
            BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. } => {
                "anchors and aliases are not allowed".to_owned()
            }
            BudgetBreach::Documents { .. } => "a second document starts here".to_owned(),
            BudgetBreach::Depth { .. } => format!("the text is nested more than {MOST_LEVELS} levels deep"),
            _ => "the text is too large or too complex".to_owned(),
        };
        return SyntaxFault { message, span, limit: true };
    }
    let words = error.render_with_formatter(&serde_saphyr::UserMessageFormatter);
    let of_keys = ["mapping values", "simple key", "expected key"].iter().any(|of| words.contains(of));
    let unkeyed = || of_keys.then(|| unkeyed_line(text, start)).flatten();
    if let Some((at, message)) = usual(text, start).or_else(unkeyed) {
        let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
        return SyntaxFault { message: message.to_owned(), span: source.span(at, end), limit: false };
    }
    if let Some(message) = misplaced(text, start) {
        return SyntaxFault { message, span, limit: false };
    }
    let words = words.lines().next().unwrap_or_default();
    let words = words.split(" at line ").next().unwrap_or(words).trim_end_matches('.');
    SyntaxFault { message: words.to_owned(), span, limit: false }
}

/// What authors get wrong most, and where it is: the parser stumbles over what follows from it.
fn usual(text: &str, start: usize) -> Option<(usize, &'static str)> {
    let this = start_of_line(text, start);
    let previous = start_of_line(text, this.saturating_sub(1));
    // The line of the fault, those beside it, and no more.
    let mut at = previous;
    for line in text.get(previous..)?.split_inclusive('\n').take(if previous == this { 2 } else { 3 }) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent).and_then(|indent| indent.find('\t')) {
            return Some((at + tab, "a tab stands where a line is indented"));
        }
        for (place, c) in line.char_indices() {
            let lead = line.get(..place).unwrap_or_default().trim_end();
            let begins = lead.ends_with([':', ',', '[', '{', '-']);
            if begins && matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»') {
                return Some((at + place, "a typographic quotation mark is no quote"));
            }
            if begins && line.get(place..).is_some_and(|rest| rest.starts_with("{{")) {
                return Some((at + place, "a template stands here without quotes"));
            }
        }
        at += line.len();
    }
    None
}

/// The line of the fault, or the last one before it that says something, where it is no key with its value.
fn unkeyed_line(text: &str, start: usize) -> Option<(usize, &'static str)> {
    let this = start_of_line(text, start);
    let line = text.get(this..)?.lines().next()?;
    std::iter::once((this, line))
        .chain(said_before(text, this).next())
        .find_map(|(at, line)| unkeyed(line).map(|(place, message)| (at + place, message)))
}

/// What a key says about its place that is indented as none of those above it are.
fn misplaced(text: &str, start: usize) -> Option<String> {
    let this = start_of_line(text, start);
    let line = text.get(this..)?.lines().next()?;
    let depth = indent(line);
    let lines = || said_before(text, this).filter(|(_, line)| key_of(line).is_some());
    let (_, beside) = lines().next().filter(|(_, line)| indent(line) > depth)?;
    // The keys that the one above stands in, from the nearest outwards.
    let mut levels = vec![beside];
    for (_, line) in lines() {
        if levels.last().is_some_and(|last| indent(line) < indent(last)) {
            levels.push(line);
        }
    }
    let below = levels.iter().rposition(|level| indent(level) > depth)?;
    let (inner, outer) = (levels.get(below)?, levels.get(below + 1)?);
    let named = |line: &str| Some(format!("`{}` by {}", key_of(line)?, indent(line)));
    (indent(outer) < depth)
        .then(|| Some(format!("a line is indented by {depth}, {} and {}", named(outer)?, named(inner)?)))?
}

/// The lines above a place that are neither empty nor comments, from the nearest upwards.
fn said_before(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let before = text.get(..start).unwrap_or_default();
    let mut end = before.len();
    before.split_inclusive('\n').rev().filter_map(move |line| {
        end -= line.len();
        let said = line.trim();
        (!said.is_empty() && !said.starts_with('#')).then_some((end, line))
    })
}

/// By how much the key of a line is indented.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '-']).len()
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, value) = line.trim_start_matches([' ', '-']).split_once(':')?;
    (!key.is_empty() && !key.contains(char::is_whitespace) && !value.starts_with('/')).then_some(key)
}

/// Where the line starts that a place is in.
fn start_of_line(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Why a line is no key with its value, where the one behind it is: the colon is missing, or the blank behind
/// it.
fn unkeyed(line: &str) -> Option<(usize, &'static str)> {
    let start = line.len() - line.trim_start().len();
    let rest = line.trim();
    let key = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '_' | '-'))?;
    let value = rest.get(key..)?;
    match value.strip_prefix(':') {
        _ if key == 0 => None,
        Some(value) if !value.is_empty() && !value.starts_with([' ', '/']) => {
            Some((start + key, "a key stands here without a blank behind its colon"))
        }
        None if value.starts_with(' ') && !rest.contains(':') => {
            Some((start + key, "a key stands here without a colon"))
        }
        _ => None,
    }
}

/// The byte a location starts at: its own, or counted from its line and column.
fn start_of(location: &Location, text: &str) -> usize {
    if location.span().byte_offset().is_some() {
        return offset(location).0.min(text.len());
    }
    let number = |value: u64| usize::try_from(value).unwrap_or(0).saturating_sub(1);
    let line: usize = text.split_inclusive('\n').take(number(location.line())).map(str::len).sum();
    let rest = text.get(line..).unwrap_or_default();
    line + rest.chars().take(number(location.column())).map(char::len_utf8).sum::<usize>()
}

fn offset(location: &Location) -> (usize, usize) {
    let span = location.span();
    let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok()).unwrap_or(0);
    let start = number(span.byte_offset());
    (start, start + number(span.byte_len()))
}

/// A value as it comes from the parser, before its place is put beside it.
enum Raw {
    Plain(Kind),
    Sequence(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn place(raw: Spanned<Raw>, source: SourceId) -> Node {
    let at = |location: &Location| -> Span {
        let (start, end) = offset(location);
        source.span(start, end)
    };
    let span = at(&raw.referenced);
    let kind = match raw.value {
        Raw::Plain(kind) => kind,
        Raw::Sequence(items) => Kind::Sequence(items.into_iter().map(|item| place(item, source)).collect()),
        Raw::Mapping(entries) => Kind::Mapping(
            entries
                .into_iter()
                .map(|(key, value)| Entry {
                    key_span: at(&key.referenced),
                    key: key.value,
                    value: place(value, source),
                })
                .collect(),
        ),
    };
    Node { span, kind }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Flag(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Number(value.into())))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Raw, E> {
        serde_json::Number::from_f64(value)
            .map(|number| Raw::Plain(Kind::Number(number)))
            .ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Text(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Null))
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Plain(Kind::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Raw::Sequence(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            all.push(entry);
        }
        Ok(Raw::Mapping(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Route, Sources};

    fn check(text: &str, route: &str, expected: &str) {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", text);
        let found = match parse(text, source) {
            Ok(node) => sources.slice(node.place(&Route::pointer(route))).to_owned(),
            Err(fault) => format!("{}: {}", if fault.limit { "limit" } else { "fault" }, fault.message),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn values_keep_their_places() {
        check("a: [é, {b: no}]", "/a/1/b", "no");
        check("---\nid: X-1\n", "/id", "X-1");
        check("a: \"q\"", "/a", "\"q\"");
        check("a:\n  b: 1\n", "/a/c", "a");
    }

    #[test]
    fn hostile_texts_are_refused() {
        check("a: &x 1\nb: *x", "", "limit: anchors and aliases are not allowed");
        check(
            &("a: ".to_owned() + &"[".repeat(40) + &"]".repeat(40)),
            "",
            "limit: the text is nested more than 32 levels deep",
        );
        check("a: b: c", "", "fault: mapping values are not allowed in this context");
        check("a: !x 1", "", "fault: unsupported tag `!x`");
        check("a: 1\n---\nb: 2\n", "", "limit: a second document starts here");
        check("\u{feff}a: 1", "", "fault: the file starts with a byte-order mark");
    }

    #[test]
    fn usual_faults_are_told_where_they_are() {
        let check = |text: &str, place: &str, expected: &str| {
            let source = Sources::default().add("a.yaml", text);
            let fault = parse(text, source).unwrap_err();
            let found = text[..fault.span.start].matches('\n').count() + 1;
            assert_eq!((format!("{found}"), fault.message.as_str()), (place.to_owned(), expected), "{text}");
        };
        check("a:\n  b: 1\n\tc: 2\n", "3", "a tab stands where a line is indented");
        check("a: 1\nb: {c: “d: {e”}\n", "2", "a typographic quotation mark is no quote");
        check("a: {at-least: {{ x }}}\n", "1", "a template stands here without quotes");
        check("a:\n  at-least: {{ x }}\nb: 1\n", "2", "a template stands here without quotes");
        check("a:\n  b:37\n  c: 3\n", "2", "a key stands here without a blank behind its colon");
        check("a:\n  b 37\n  c: 3\n", "2", "a key stands here without a colon");
        check("a: 1\nb:37\n", "2", "a key stands here without a blank behind its colon");
        check("a: b: c\n", "1", "mapping values are not allowed in this context");
        check("a:\n  b:37\n  # c\n\n  c: 3\n", "2", "a key stands here without a blank behind its colon");
        check("a:\n  b: 1\n c: 2\n", "3", "a line is indented by 1, `a` by 0 and `b` by 2");
        check(
            "a:\n  b:\n    c: 1\n    # d\n   d: 2\n",
            "5",
            "a line is indented by 3, `b` by 2 and `c` by 4",
        );
        check("a:\n  b:\n    c: 1\n d: 2\n", "4", "a line is indented by 1, `a` by 0 and `b` by 2");
        check("a:\n  - b: 1\n   c: 2\n", "3", "a line is indented by 3, `a` by 0 and `b` by 4");
        check("a:\n  b: \"c\" d\n", "2", "invalid trailing content after double-quoted scalar");
    }
}
