//! How people write answers, notes and blanks into a form.

use super::Said;

/// The longest answer or note that is shown.
const SHOWN: usize = 300;

/// A text on one line, cut where it is long.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}

/// Whether nobody has written anything: empty, or a line to write on.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || ['_', '-', '–', '—', '.', '\u{a0}'].contains(&c))
}

/// What an answer comes to, and what is said besides; nothing where the place is blank.
pub fn answer(text: &str) -> Option<(Said, Option<String>)> {
    if is_blank(text) {
        return None;
    }
    let line = plain(text);
    let lower = line.to_lowercase();
    for (word, said) in [
        ("not applicable", Said::Neither),
        ("n/a", Said::Neither),
        ("n.a.", Said::Neither),
        ("na", Said::Neither),
        ("see note", Said::Neither),
        ("yes", Said::Yes),
        ("true", Said::Yes),
        ("y", Said::Yes),
        ("no", Said::No),
        ("false", Said::No),
        ("n", Said::No),
    ] {
        let Some(rest) = lower.strip_prefix(word) else { continue };
        let start = line.len().saturating_sub(rest.len());
        // The same place in the text as written, where lowering its letters moved nothing.
        let rest = if line.len() == lower.len() { line.get(start..).unwrap_or(rest) } else { rest };
        if rest.starts_with(|c: char| c.is_alphanumeric()) && word != "see note" {
            continue;
        }
        let besides = rest.trim_matches(|c: char| c.is_whitespace() || ",;:.()-–—".contains(c));
        // "Yes/No" is the form's own text, or no answer.
        if besides.starts_with('/') {
            return Some((Said::Else, None));
        }
        let besides = if word == "see note" { &line } else { besides };
        return Some((said, Some(besides.to_owned()).filter(|besides| !besides.is_empty())));
    }
    Some((Said::Else, None))
}

/// The number of the note that a text is about, alone: "See Note 4", "note #4", "4", "4.0".
pub fn note_number(text: &str) -> Option<String> {
    let mut rest = text.trim();
    for word in ["see", "notes", "note", "no.", "#"] {
        let starts = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if starts {
            rest = rest.get(word.len()..).unwrap_or_default().trim_start();
        }
    }
    let rest = rest.trim_end_matches(['.', ':', ')', ' ']);
    let rest = rest.strip_suffix(".0").unwrap_or(rest);
    let fits = (1..=3).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| rest.to_owned())
}
