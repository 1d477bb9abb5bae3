//! Texts that are printed to every bidder: nothing cut off, nothing still to be written.

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::syntax::{Kind, Node};
use crate::text::Span;

/// The keys whose texts people read.
const PRINTED: &[&str] =
    &["title", "reference", "buyer", "summary", "description", "reason", "question", "address", "rooms"];

/// What people leave for themselves, as it is written.
const MARKS: &[&str] = &["FIXME", "TBD", "TODO", "XXX"];

/// Whether every printed text says what it was meant to.
pub fn check(node: &Node, text: &str, bag: &mut Bag) {
    match &node.kind {
        Kind::Sequence(items) => items.iter().for_each(|item| check(item, text, bag)),
        Kind::Mapping(entries) => {
            for entry in entries {
                match &entry.value.kind {
                    Kind::Text(said) if PRINTED.contains(&entry.key.as_str()) => {
                        cut(&entry.key, entry.value.span, text, bag);
                        unfinished(said, entry.value.span, text, bag);
                    }
                    _ => check(&entry.value, text, bag),
                }
            }
        }
        Kind::Null | Kind::Flag(_) | Kind::Number(_) | Kind::Text(_) => {}
    }
}

/// Warns where YAML takes the rest of a text for a comment.
fn cut(key: &str, span: Span, text: &str, bag: &mut Bag) {
    let written = text.get(span.start..span.end).unwrap_or_default();
    let rest = text.get(span.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let gap = rest.len() - rest.trim_start().len();
    let comment = rest.trim_start().starts_with('#') && !written.starts_with(['"', '\'', '|', '>']);
    if !comment || written.contains('\n') {
        return;
    }
    let start = span.end + gap;
    let end = span.end + rest.trim_end().len();
    let (whole, quoted) = (span.source.span(span.start, end), text.get(span.start..end).unwrap_or_default());
    bag.push(
        Diagnostic::new(&codes::CUT_BY_COMMENT, format!("the `{key}` ends before the `#`"))
            .at(span.source.span(start, end), "a comment, and not printed")
            .edit("put the text in quotes if this is part of it", whole, quote(quoted))
            .hint("put a comment on a line of its own"),
    );
}

/// Warns of a text in which something is still to be written.
fn unfinished(said: &str, span: Span, text: &str, bag: &mut Bag) {
    let mut words = said.split(|c: char| !c.is_alphanumeric());
    let Some(mark) = words.find(|word| MARKS.contains(word)) else { return };
    let at = text.get(span.start..span.end).and_then(|written| written.find(mark));
    let place = at.map_or(span, |at| span.source.span(span.start + at, span.start + at + mark.len()));
    bag.push(
        Diagnostic::new(&codes::TENDER_PLACEHOLDER_LEFT, "something is still to be written")
            .at(place, "printed as it stands")
            .hint("write it, or leave the sentence out"),
    );
}

/// A text in double quotes.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
