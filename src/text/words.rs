//! Small things that every sentence of this program needs.

use jiff::civil::Date;

/// A number with its noun: "1 error", "2 errors".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A phrase that begins with a capital letter.
pub fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A day as people write it: "31 March 2027".
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A text cut to so many characters, with an ellipsis where something is left out.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
