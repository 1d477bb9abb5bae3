//! A comment on a merge request in the making: Markdown that GitHub and GitLab show, which never grows
//! past what such places take. What has no room is counted.
//!
//! It knows nothing of what it tells. A text from outside that went through [`escape`] cannot call
//! people, point at issues, start a link or close a fold.

use crate::say;
use crate::words::Words;

/// Characters of a whole comment. GitHub takes 65,536 of them, GitLab a million.
pub const MOST: usize = 60_000;

/// Room for what stands after the last entry: a fold to close, and how many are left out.
const RESERVE: usize = 400;

/// A comment in the making.
#[derive(Debug, Default)]
pub struct Comment {
    text: String,
    characters: usize,
    /// Characters that are kept for what comes later.
    kept: usize,
    /// Entries for which there was no room.
    left: usize,
}

impl Comment {
    /// Puts a text, whether there is room or not: for what is short and always there.
    pub fn put(&mut self, text: &str) {
        self.characters += text.chars().count();
        self.text.push_str(text);
    }

    /// Whether a text still fits.
    pub fn has_room(&self, text: &str) -> bool {
        self.characters + self.kept + text.chars().count() + RESERVE <= MOST
    }

    /// Keeps room for a text that must not fall to a long one before it; [`Self::kept`] puts it.
    pub fn keep(&mut self, text: &str) {
        self.kept += text.chars().count();
    }

    /// Puts a text that room was kept for, whatever else was left out; counts it where even the kept
    /// texts are too many.
    pub fn kept(&mut self, text: &str) {
        self.kept = self.kept.saturating_sub(text.chars().count());
        // What is kept for the others may be more than a comment holds: the first ones come first.
        if self.characters + text.chars().count() + RESERVE <= MOST {
            self.put(text);
        } else {
            self.left += 1;
        }
    }

    /// Puts an entry of a list or a row of a table, or counts it.
    pub fn entry(&mut self, text: &str) {
        // Once one has no room, a shorter one after it would hide the gap.
        if self.left == 0 && self.has_room(text) {
            self.put(text);
        } else {
            self.left += 1;
        }
    }

    /// Puts entries below what stands over them; neither, where not even the first has room.
    pub fn list(&mut self, head: &str, entries: &[String]) {
        let Some(first) = entries.first() else { return };
        if self.left == 0 && self.has_room(&format!("{head}{first}")) {
            self.put(head);
            entries.iter().for_each(|entry| self.entry(entry));
        } else {
            self.left += entries.len();
        }
    }

    /// Puts entries folded away under a summary, which is words of this program alone: it is HTML,
    /// where the marks of [`escape`] would be seen.
    pub fn fold(&mut self, summary: &str, entries: &[String]) {
        let before = self.characters;
        self.list(&format!("\n<details>\n<summary>{summary}</summary>\n\n"), entries);
        if self.characters > before {
            self.put("\n</details>\n");
        }
    }

    /// The comment; `command` shows what had no room.
    pub fn end(mut self, command: &str, words: Words) -> String {
        if self.left > 0 {
            let left = say!(words, "emit-left-out", count = self.left, command = command);
            self.put(&format!("\n{left}\n"));
        }
        self.text
    }
}

/// Text that stands for itself wherever it is put: no markup, no mention, no reference, no link.
pub fn escape(text: &str) -> String {
    let text = text.replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.");
    let mut out = String::with_capacity(text.len() * 2);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', character]),
            // At the start of a line, GitLab would take it for a quick action.
            '/' if out.trim_start().is_empty() => out.push_str("/\u{200b}"),
            c if c.is_control() => out.push(' '),
            // They turn the direction of what follows, also outside the comment.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
        // A mark that turns a word into a mention or a reference does so only right before it.
        let refers = matches!(character, '@' | '#' | '!' | '~' | '%' | '$' | '&' | '^');
        if refers && characters.peek().is_some_and(|next| next.is_alphanumeric() || "\"'_*".contains(*next)) {
            out.push('\u{200b}');
        }
    }
    out
}

/// The start of a text, of about as many characters as `most`, ready to be put.
pub fn start(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", escape(text.get(..end).unwrap_or_default())),
        None => escape(text),
    }
}
