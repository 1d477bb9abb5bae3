//! How wide text is, roughly, and how it breaks into lines.

/// The width of a text in pixels at a size, for a sans-serif font; rather too wide than too narrow.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|character| size * share(character)).sum()
}

fn share(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '(' | ')' | '-' => {
            0.36
        }
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.92,
        character if character.is_uppercase() => 0.72,
        character if u32::from(character) >= 0x1100 => 1.0,
        _ => 0.58,
    }
}

/// A text in lines that are no wider than a limit; past the last allowed line it ends in "…".
pub fn wrap(text: &str, size: f64, limit: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let blank = if line.is_empty() { "" } else { " " };
        if width(&format!("{line}{blank}{word}"), size) <= limit {
            line.push_str(blank);
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            if !line.is_empty() && width(&line, size) + size * share(character) > limit {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_limit() {
        let check =
            |text: &str, most: usize, expected: &[&str]| assert_eq!(wrap(text, 10.0, 60.0, most), expected);
        check("", 3, &[]);
        check("Infusion pumps", 3, &["Infusion", "pumps"]);
        check("abcdefghijklmnopq", 3, &["abcdefghijk", "lmnopq"]);
        check("one two three four five six", 2, &["one two", "three fou…"]);
    }
}
