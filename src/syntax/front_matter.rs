//! A Markdown file with YAML front matter, cut in two.

use std::ops::Range;

/// The two parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// From the start of the file to the closing fence: legal YAML, since `---` is YAML's own mark
    /// of a document, and its byte offsets are those of the file.
    pub front: Range<usize>,
    /// All after the line of the closing fence.
    pub body: Range<usize>,
}

/// Cuts a file in two; nothing where it does not start with `---` or the fence is not closed.
pub fn split(text: &str) -> Option<Parts> {
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let fence = line.trim_end() == "---";
        match (number, fence) {
            (0, false) => return None,
            (0, true) | (_, false) => {}
            (_, true) => return Some(Parts { front: 0..start, body: start + line.len()..text.len() }),
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_stand_alone() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let parts = split(text);
            let found = parts.map(|parts| (&text[parts.front], &text[parts.body]));
            assert_eq!(found, expected, "{text:?}");
        };
        check("---\na: 1\n---\nbody", Some(("---\na: 1\n", "body")));
        check("---\r\na: 1\r\n---\r\nbody", Some(("---\r\na: 1\r\n", "body")));
        check("---\na: '---'\n", None);
        check("a: 1\n---\n", None);
        check("", None);
    }
}
