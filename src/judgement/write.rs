//! A judgement to the text of `review.yaml`: what stands there stays, byte for byte.
//!
//! What is written is read again before it is given out, so a name with signs of YAML in it, or a file
//! of an unusual layout, cannot change what any judgement says.

use std::fmt::Write;

use super::load::load;
use super::{BEFORE, FORMAT, Judgement, Review};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::text::Sources;

/// The text of a file of judgements with one more at its end. An empty text gives a new file. `name` is
/// what people call the file.
///
/// # Errors
/// Where the text cannot be read, or nothing can be added at its end without changing what it says.
pub fn append(name: &str, text: &str, judgement: &Judgement) -> Result<String, NotAppended> {
    let judgement = &Judgement {
        vendor: judgement.vendor.trim().to_owned(),
        device: judgement.device.trim().to_owned(),
        by: judgement.by.trim().to_owned(),
        why: judgement.why.trim().to_owned(),
        condition: judgement.condition.as_ref().map(|text| text.trim().to_owned()),
        ..judgement.clone()
    };
    let mut faults = NotAppended::default();
    let text = if text.trim().is_empty() { "" } else { text };
    let (before, longer) = if text.is_empty() {
        (Vec::new(), format!("format: {FORMAT}\njudgements:\n{}", entry(judgement, "  ", "\n")))
    } else {
        let Some(review) = load(name, text, &mut faults.sources, &mut faults.bag) else {
            return Err(faults);
        };
        let longer = lengthen(text, &review, judgement);
        (review.judgements, longer)
    };
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    match load(name, &longer, &mut sources, &mut bag) {
        Some(after) if after.judgements.split_last() == Some((judgement, &before)) => Ok(longer),
        None if bag.iter().any(is_too_much) => Err(NotAppended { sources, bag }),
        _ => {
            let message = format!("`{name}` does not end in its list of judgements, so none can be added");
            let fault = Diagnostic::new(&codes::NO_LIST_AT_END, message).in_file(name);
            faults.bag.push(fault.hint(
                "move `judgements:` to the end of the file, with each judgement below it on lines of its own",
            ));
            Err(faults)
        }
    }
}

/// Whether the longer file is beyond the limits; a second document is one too, but a fault of layout.
fn is_too_much(fault: &Diagnostic) -> bool {
    fault.code == &codes::REVIEW_BEYOND_LIMITS && !fault.message.contains("document")
}

/// Why nothing was added to a file.
#[derive(Clone, Debug, Default)]
pub struct NotAppended {
    /// The text.
    pub sources: Sources,
    /// The faults.
    pub bag: Bag,
}

fn lengthen(text: &str, review: &Review, judgement: &Judgement) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut longer = text.to_owned();
    // Only what the format before does not know makes the file one of the newer.
    let is_newer = judgement.piece.is_some() || judgement.condition.is_some();
    if let Some(at) = review.before.filter(|_| is_newer)
        && let Some(said) = longer.get(at.start..at.end).map(|said| said.replacen(BEFORE, FORMAT, 1))
    {
        longer.replace_range(at.start..at.end, &said);
    }
    if !longer.ends_with('\n') {
        longer.push_str(end);
    }
    if !review.has_list {
        longer.push_str("judgements:");
        longer.push_str(end);
    }
    longer.push_str(&entry(judgement, indentation(text, review), end));
    longer
}

/// What stands before the hyphen of the last judgement.
fn indentation<'a>(text: &'a str, review: &Review) -> &'a str {
    let key = review.last_key().map_or(0, |key| key.start);
    let before = text.get(..key).unwrap_or_default();
    let hyphen = before.rfind('-').and_then(|hyphen| before.get(..hyphen)).unwrap_or_default();
    let line = hyphen.rsplit('\n').next().unwrap_or_default();
    if review.judgements.is_empty() || !line.bytes().all(|byte| byte == b' ') { "  " } else { line }
}

fn entry(judgement: &Judgement, indentation: &str, end: &str) -> String {
    let piece = judgement.piece.as_ref();
    let piece =
        piece.map(|piece| format!("{{kind: {}, sha256: {}}}", quoted(&piece.kind), quoted(&piece.sha256)));
    let lines = [
        ("vendor", Some(scalar(&judgement.vendor))),
        ("device", Some(scalar(&judgement.device))),
        ("lot", Some(scalar(&judgement.lot))),
        ("requirement", Some(scalar(&judgement.requirement))),
        ("evidence", piece),
        ("verdict", Some(judgement.ruling.word().to_owned())),
        ("condition", judgement.condition.as_deref().map(scalar)),
        ("by", Some(scalar(&judgement.by))),
        ("on", Some(judgement.on.to_string())),
        ("why", Some(scalar(&judgement.why))),
        ("fingerprint", Some(quoted(&judgement.fingerprint))),
    ];
    let lines = lines.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let mut text = String::new();
    for (at, (key, value)) in lines.enumerate() {
        let sign = if at == 0 { "- " } else { "  " };
        let _ = write!(text, "{indentation}{sign}{key}: {value}{end}");
    }
    text
}

/// A text in YAML: as it is where it is plainly words, and in quotes where a reader of YAML could take it
/// for something else.
pub(super) fn scalar(text: &str) -> String {
    const OTHERS: [&str; 7] = ["true", "false", "null", "yes", "no", "on", "off"];
    let words = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '.')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " ,.;()-/'".contains(c));
    let other = text.len() < 2 || OTHERS.iter().any(|other| text.eq_ignore_ascii_case(other));
    if words && !other { text.to_owned() } else { quoted(text) }
}

/// A text in double quotes, as YAML 1.2.2, 7.3.1, has it; what is not printable there (5.1) is escaped,
/// and so are breaks and marks of direction, so that nothing in the file looks other than it is.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character changes how others are shown, or cannot be seen. All of them are below U+10000.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
