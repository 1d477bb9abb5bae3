//! What all text for terminals is made of: lines, colour, and texts of others made harmless.

use annotate_snippets::normalize_untrusted_str;

/// What is wrong.
pub const RED: &str = "1;31";
/// What deserves a look.
pub const YELLOW: &str = "1;33";
/// What is well.
pub const GREEN: &str = "1;32";
/// What is to be found quickly.
pub const BOLD: &str = "1";
/// What is there for who wants it.
pub const DIM: &str = "2";

/// Colour, where it is wanted: "Select Graphic Rendition" of ECMA-48.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Whether it is wanted.
    pub color: bool,
}

impl Paint {
    /// A text in a style.
    pub fn with(self, style: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Adds a line, two columns further in for each level.
pub fn line(out: &mut String, level: usize, text: &str) {
    out.push_str(&"  ".repeat(level));
    out.push_str(text);
    out.push('\n');
}

/// A text without what could steer a terminal. Its lines stay lines.
pub fn harmless(text: &str) -> String {
    // Some terminals obey the control characters from U+0080 on as well: U+009B opens a sequence.
    let steers = |character: char| (character.is_control() && character != '\n') || turns(character);
    normalize_untrusted_str(text).replace(steers, "\u{fffd}")
}

/// Whether a character changes the direction in which the text around it is shown, or breaks a line: it can make
/// a text look like another.
pub fn turns(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text on one line, without what could steer a terminal.
pub fn clean(text: &str) -> String {
    harmless(&text.replace(['\n', '\r', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_steers_a_terminal() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text), expected, "{text:?}");
        check("Acme\nInfusor\t4\r", "Acme Infusor 4 ");
        check("red \u{1b}[31m", "red ␛[31m");
        check("a\u{202e}b\u{2066}c\u{200f}d\u{2028}e", "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e");
        check("red \u{9b}31m", "red \u{fffd}31m");
        assert_eq!(harmless("one\ntwo \u{9b}K"), "one\ntwo \u{fffd}K");
    }
}
