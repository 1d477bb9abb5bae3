//! How large and how deep a template may be, looked at before anything recurses on it.
//!
//! The engine builds a tree of what stands between braces and drops it again, a call a level: a long
//! chain of `not`, of filters or of attributes would exhaust the stack. Memory and time are bounded by
//! fuel when the template is rendered; the depth is bounded here, on the text alone.

use std::ops::Range;

use super::TemplateFault;

/// Bytes that a template may have.
const MOST_BYTES: usize = 256 * 1024;

/// Names, numbers, texts and signs that may stand between two braces.
const MOST_TOKENS: usize = 120;

/// Brackets in one another.
const MOST_BRACKETS: usize = 16;

/// Blocks in one another; each `elif` counts as one.
const MOST_BLOCKS: usize = 40;

/// Digits of a number that something may be multiplied by.
const MOST_DIGITS: usize = 3;

/// Pairs of braces in a template.
const MOST_TAGS: usize = 5_000;

/// The marks of a comment; nothing where texts have none.
pub type Comments = Option<(&'static str, &'static str)>;

const LITERALLY: &str = "write `{% raw %}` before and `{% endraw %}` behind what is to stand there literally";

/// Whether a template is within the limits.
///
/// # Errors
/// The first place that is not. What else is wrong with the template is for the engine to say.
pub fn check(text: &str, comments: Comments) -> Result<(), TemplateFault> {
    if text.len() > MOST_BYTES {
        return Err(fault(0..0, format!("it has more than {MOST_BYTES} bytes"), Some("cut it into parts")));
    }
    if comments.is_none() && !text.contains('{') {
        return Ok(());
    }
    let mut at = 0;
    let mut tags = 0;
    let mut blocks = Vec::new();
    while let Some((start, mark)) = next_mark(text, at, comments) {
        if mark == Mark::Comment {
            let Some((open, close)) = comments else {
                let message = "`{#` opens a comment, whose text would not be printed".to_owned();
                return Err(fault(start..start + 2, message, Some(LITERALLY)));
            };
            let rest = text.get(start + open.len()..).unwrap_or_default();
            at = rest.find(close).map_or(text.len(), |end| start + open.len() + end + close.len());
            continue;
        }
        tags += 1;
        if tags > MOST_TAGS {
            let message = format!("it has more than {MOST_TAGS} pairs of braces");
            return Err(fault(start..start + 2, message, Some("cut it into parts")));
        }
        let close = if mark == Mark::Block { "%}" } else { "}}" };
        let tag = tag(text, start + 2, close)?;
        at = tag.end;
        if mark == Mark::Block {
            let inner = text.get(start + 2..tag.end).unwrap_or_default();
            if tag.name == "raw" {
                at = end_of_raw(text, tag.end).ok_or_else(|| {
                    fault(start..tag.end, "`{% raw %}` is not closed".to_owned(), Some(LITERALLY))
                })?;
                continue;
            }
            block(&tag.name, inner, &mut blocks);
            if blocks.iter().sum::<usize>() > MOST_BLOCKS {
                let message = format!("more than {MOST_BLOCKS} blocks stand in one another");
                return Err(fault(start..tag.end, message, Some("include a template of its own instead")));
            }
        }
    }
    Ok(())
}

/// Whether an expression is within the limits.
///
/// # Errors
/// Where it is not.
pub fn check_expression(expression: &str) -> Result<(), TemplateFault> {
    tag(expression, 0, "}}").map(|_| ())
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Value,
    Block,
    Comment,
}

fn next_mark(text: &str, from: usize, comments: Comments) -> Option<(usize, Mark)> {
    let open = comments.map_or("{#", |(open, _)| open);
    let of = [(Mark::Value, "{{"), (Mark::Block, "{%"), (Mark::Comment, open)];
    let rest = text.get(from..)?;
    let mut places = rest.match_indices(['{', open.chars().next().unwrap_or('{')]);
    places.find_map(|(at, _)| {
        let (mark, _) =
            of.iter().find(|(_, sign)| rest.get(at..).is_some_and(|rest| rest.starts_with(sign)))?;
        Some((from + at, *mark))
    })
}

/// What stands between two braces.
struct Tag {
    name: String,
    end: usize,
}

/// Reads up to the closing mark, which does not count within a text.
fn tag(text: &str, start: usize, close: &str) -> Result<Tag, TemplateFault> {
    let (mut at, mut tokens, mut depth) = (start, 0, 0_usize);
    let mut after_number = false;
    let (mut number, mut multiplied) = (0, false);
    // Whether a value stands before, so that `[` asks for a part of it and makes no list.
    let mut after_value = false;
    let mut list: Option<usize> = None;
    let mut name = String::new();
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if depth == 0 && (rest.starts_with(close) || rest.starts_with(&format!("-{close}"))) {
            at += if c == '-' { close.len() + 1 } else { close.len() };
            break;
        }
        let length = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' | '\'' => text_length(rest, c),
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            '(' | '[' | '{' => {
                if c != '(' && !after_value && list.is_none() && is_kept(close, &name, depth) {
                    list = Some(depth);
                }
                depth += 1;
                1
            }
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                list = list.filter(|outer| *outer < depth);
                1
            }
            c => c.len_utf8(),
        };
        let before_number = || rest.get(1..).is_some_and(|rest| rest.trim_start().starts_with(digit));
        let sum = c == '+' && at > start && !after_number && !before_number();
        if sum && is_kept(close, &name, depth) {
            let message = "`+` joins what may be lists, which could double without end".to_owned();
            let hint = "add a number that is written out, such as `+ 1`, or use `~` to join texts";
            return Err(fault(at..at + 1, message, Some(hint)));
        }
        if c == '*' {
            let next = rest.get(1..).unwrap_or_default().trim_start();
            let small = |digits: usize| (1..=MOST_DIGITS).contains(&digits);
            let factor = small(number) || small(next.find(|c| !digit(c)).unwrap_or(next.len()));
            if !factor || std::mem::replace(&mut multiplied, true) || is_kept(close, &name, depth) {
                let message = "`*` repeats what may be a list or a text".to_owned();
                let hint = "multiply once, by a number of at most three digits, and where it is printed";
                return Err(fault(at..at + 1, message, Some(hint)));
            }
        }
        after_number = c.is_ascii_digit();
        number = if after_number { length } else { 0 };
        let word = rest.get(..length).unwrap_or_default();
        let named = c.is_alphabetic() || c == '_';
        if list.is_some() && named && !CONSTANTS.contains(&word) {
            let message = format!("`{word}` is put into a list that is kept, which could double without end");
            return Err(fault(at..at + length, message, Some("write what stands in the list out")));
        }
        after_value = match c {
            '"' | '\'' | ')' | ']' | '}' => true,
            _ if named => !OPERATORS.contains(&word),
            _ => c.is_alphanumeric(),
        };
        if name.is_empty() && c.is_alphabetic() && tokens < 2 {
            name = rest.get(..length).unwrap_or_default().to_owned();
        }
        tokens += 1;
        if tokens > MOST_TOKENS {
            let message = format!("more than {MOST_TOKENS} words and signs stand between two braces");
            return Err(fault(at..at + length, message, Some("say it in fewer words")));
        }
        if depth > MOST_BRACKETS {
            let message = format!("more than {MOST_BRACKETS} brackets stand in one another");
            return Err(fault(at..at + length, message, Some("say it with fewer brackets")));
        }
        at += length;
    }
    Ok(Tag { name, end: at })
}

/// Words that stand for a value of their own.
const CONSTANTS: &[&str] = &["False", "None", "True", "false", "none", "true"];

/// Words behind which a value begins.
const OPERATORS: &[&str] = &["and", "elif", "else", "if", "in", "is", "not", "or"];

/// Whether what an expression yields can be used again: in a variable, an argument, a loop.
fn is_kept(close: &str, name: &str, depth: usize) -> bool {
    if close == "%}" { !matches!(name, "if" | "elif") } else { depth > 0 }
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The bytes of a text in quotes.
fn text_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Opens or closes a block: each entry is how many levels deep one block is in the engine.
fn block(name: &str, inner: &str, blocks: &mut Vec<usize>) {
    let opens = match name {
        "set" => !inner.contains('='),
        name => matches!(name, "if" | "for" | "macro" | "call" | "filter" | "with" | "autoescape" | "block"),
    };
    if opens {
        blocks.push(1);
    } else if name == "elif" {
        if let Some(levels) = blocks.last_mut() {
            *levels += 1;
        }
    } else if name.starts_with("end") {
        blocks.pop();
    }
}

/// Where a passage that is to be taken literally is over.
fn end_of_raw(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find("{%")?;
        let inner = text.get(start + 2..)?.trim_start_matches(['-', '+']).trim_start();
        if let Some(rest) = inner.strip_prefix("endraw") {
            return Some(text.len() - rest.len() + rest.find("%}")? + 2);
        }
        at = start + 2;
    }
}

fn fault(range: Range<usize>, message: String, hint: Option<&'static str>) -> TemplateFault {
    TemplateFault { message, range, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEEP: usize = 100_000;

    #[track_caller]
    fn refused(text: &str, part: &str) {
        let message = check(text, None).map_err(|fault| fault.message);
        assert!(message.as_ref().is_err_and(|message| message.contains(part)), "{message:?}");
    }

    #[test]
    fn what_would_recurse_is_refused() {
        refused(&format!("{{{{ {}a }}}}", "not ".repeat(DEEP / 2)), "words and signs");
        refused(&format!("{{{{ {}1 }}}}", "-".repeat(DEEP)), "words and signs");
        refused(&format!("{{{{ a{} }}}}", "|b".repeat(DEEP / 2)), "words and signs");
        refused(&format!("{{{{ a{} }}}}", ".b".repeat(DEEP / 2)), "words and signs");
        refused(&format!("{{{{ a{} }}}}", "~a".repeat(DEEP / 2)), "words and signs");
        refused(&format!("{{{{ {}{} }}}}", "[".repeat(50), "]".repeat(50)), "brackets");
        refused(&format!("{{% for x in {}a %}}", "not ".repeat(500)), "words and signs");
        refused(&"{% if a %}".repeat(5_000), "blocks");
        refused(&format!("{{% if a %}}{}", "{% elif a %}".repeat(5_000)), "blocks");
        refused(&"{{ a }}".repeat(6_000), "pairs of braces");
        refused(&"a".repeat(MOST_BYTES + 1), "bytes");
        refused("{% set x = x + x %}", "`+`");
        refused("{{ m(x + y) }}", "`+`");
        refused("{{ [1] * 100000000 }}", "`*`");
        refused("{{ x * y }}", "`*`");
        refused("{{ x * 999 * 999 }}", "`*`");
        refused("{{ 9 ** 999 }}", "`*`");
        refused("{% set x = x * 2 %}", "`*`");
        refused("{% set x = [x, x] %}", "a list");
        refused("{% set x = {'a': [1, x]} %}", "a list");
        refused("{% for y in [[x, x]] %}{% endfor %}", "a list");
        refused("{{ m([x]) }}", "a list");
        refused("It is {#12}.", "comment");
        refused("It is {% raw %}.", "not closed");
    }

    #[test]
    fn what_people_write_is_not() {
        let fine = |text: &str| assert_eq!(check(text, None), Ok(()), "{text}");
        fine("The device {{ obligation }} last {{ tender.deadline | add_years(5) }}.");
        fine(&"{% if a %}b{% elif c %}d{% else %}e{% endif %}".repeat(500));
        fine("{% raw %}{{ {# {%- endraw %}{{ '}}' }}{{ \"{{\" }} { } }}");
        fine("{{ years + others }}{{ m(years + 1) }}{%+ if 2 + years in [a, b] %}{% endif %}");
        fine(
            "{% for x in ['a', \"b\"] %}{{ y[x] }}{{ [x, x] }}{% endfor %}{% set x = y[z] %}{{ m(y['a'], x[z]) }}",
        );
        fine("{{ years * 12 + 1 }}{{ 12 * years }}{% if years * 12 > 5 %}{% endif %}");
        fine("{{ {'a': [1]}['a'] }}{%- set x = 1 -%}{% set y %}b{% endset %}");
        assert_eq!(check("<!-- {{ not not -->{{ a }}", Some(("<!--", "-->"))), Ok(()));
    }
}
