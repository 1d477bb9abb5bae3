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

    /// Counts entries that are known to have no room.
    pub fn left_out(&mut self, count: usize) {
        self.left += count;
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
        let (before, close) = (self.characters, "\n</details>\n");
        self.keep(close);
        self.list(&format!("\n<details>\n<summary>{summary}</summary>\n\n"), entries);
        self.kept -= close.len();
        if self.characters > before {
            self.put(close);
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

/// A blank of no width: it parts what would act together.
const PART: char = '\u{200b}';

/// The fewest digits that a code host takes for the digest of a commit.
const DIGEST: usize = 7;

/// Text that stands for itself wherever it is put: no markup, no mention, no reference, no link, no command.
pub fn escape(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    let mut digits = 0;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let after = rest.as_str();
        digits = if character.is_ascii_hexdigit() { digits + 1 } else { 0 };
        if digits >= DIGEST {
            out.push(PART);
            digits = 1;
        }
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', character]),
            c if c.is_control() => out.push(' '),
            // They turn the direction of what follows, also outside the comment.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
        let next = after.chars().next().unwrap_or(' ');
        let parts = match character {
            // A mark that turns a word into a mention or a reference does so only right before it.
            '@' | '#' | '!' | '~' | '%' | '$' | '&' | '^' => next.is_alphanumeric() || "\"'_*".contains(next),
            ':' => after.starts_with("//"),
            'w' | 'W' => next == '.' && before.eq_ignore_ascii_case(&'w'),
            // At the start of a line `/close` is a command.
            '/' => out.len() == 1,
            // "GH-12" is a reference.
            '-' => before.eq_ignore_ascii_case(&'h') && next.is_ascii_digit(),
            _ => false,
        };
        if parts {
            out.push(PART);
        }
        before = character;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_acts() {
        let check =
            |text: &str, expected: &str| assert_eq!(escape(text).replace(PART, "·"), expected, "{text}");
        check("/close Volumetra", "/·close Volumetra");
        check(" \n/close", "/·close");
        check("a\n/close", "a /close");
        check("and/or", "and/or");
        check("@team #1 !2 %3 $4 &5 ^6", "@·team #·1 !·2 %·3 $·4 &amp;·5 ^·6");
        check("~\"bug\"", "\\~·\"bug\"");
        check("fixes GH-12, owner/repo#3", "fixes GH-·12, owner/repo#·3");
        check("0123abc4567 cafe", "0123ab·c4567 cafe");
        check("https://a.example www.a.example WWW.b", "https:·//a.example www·.a.example WWW·.b");
        check("![x](y) <img src=x> <!-- -->", "!\\[x\\](y) &lt;img src=x&gt; &lt;!-- --&gt;");
        check("a@b.example", "a@·b.example");
        check("\u{202e}x", "x");
    }
}
