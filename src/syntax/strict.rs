//! JSON to a tree in one pass: strictly RFC 8259, and nothing where a text is anything else.
//!
//! Why a text is none is for [`super::json`] to say, which reads it again for that.

use super::{Entry, Kind, MOST_LEVELS, MOST_NODES, Node};
use crate::text::SourceId;

/// The tree of a text; nothing where it is not JSON, or goes beyond the limits.
pub fn tree(text: &str, source: SourceId) -> Option<Node> {
    let mut reader = Reader { text, at: 0, source, left: MOST_NODES };
    reader.blanks();
    let node = reader.value(0)?;
    reader.blanks();
    (reader.at == text.len()).then_some(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    source: SourceId,
    /// Values that may still come.
    left: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, kind: Kind) -> Option<Kind> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.starts_with(word.as_bytes()).then(|| {
            self.at += word.len();
            kind
        })
    }

    fn value(&mut self, level: usize) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        let start = self.at;
        let kind = match self.peek()? {
            b'{' => self.mapping(level + 1)?,
            b'[' => self.sequence(level + 1)?,
            b'"' => Kind::Text(self.string()?),
            b't' => self.word("true", Kind::Flag(true))?,
            b'f' => self.word("false", Kind::Flag(false))?,
            b'n' => self.word("null", Kind::Null)?,
            _ => self.number()?,
        };
        Some(Node { span: self.source.span(start, self.at), kind })
    }

    fn mapping(&mut self, level: usize) -> Option<Kind> {
        let mut entries = Vec::new();
        self.items(b'}', level, |reader| {
            let start = reader.at;
            let key = reader.string()?;
            let key_span = reader.source.span(start, reader.at);
            reader.blanks();
            reader.take(b':')?;
            reader.blanks();
            entries.push(Entry { key, key_span, value: reader.value(level)? });
            Some(())
        })?;
        Some(Kind::Mapping(entries))
    }

    fn sequence(&mut self, level: usize) -> Option<Kind> {
        let mut items = Vec::new();
        self.items(b']', level, |reader| {
            items.push(reader.value(level)?);
            Some(())
        })?;
        Some(Kind::Sequence(items))
    }

    /// What stands between brackets, with commas between any two.
    fn items(
        &mut self,
        close: u8,
        level: usize,
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        if level > MOST_LEVELS {
            return None;
        }
        self.at += 1;
        self.blanks();
        if self.take(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            self.blanks();
            if self.take(close).is_some() {
                return Some(());
            }
            self.take(b',')?;
            self.blanks();
        }
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        self.take(b'"')?;
        let mut escaped = false;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..0x20))?;
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at += 2;
                }
                _ => return None,
            }
        }
        self.at += 1;
        match escaped {
            true => serde_json::from_str(self.text.get(start..self.at)?).ok(),
            false => self.text.get(start + 1..self.at - 1).map(str::to_owned),
        }
    }

    fn number(&mut self) -> Option<Kind> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        serde_json::from_str(self.text.get(start..self.at)?).ok().map(Kind::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::explained;
    use super::*;
    use crate::text::Sources;

    /// Checks that a text is read as the other reader reads it, or as none at all.
    #[track_caller]
    fn check(text: &str, read: bool) {
        let source = Sources::default().add("a.json", text);
        let quick = tree(text, source);
        assert_eq!(quick.is_some(), read, "{text}");
        if let Some(quick) = quick {
            assert_eq!(format!("{quick:?}"), format!("{:?}", explained(text, source).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_json_is_read_as_it_is() {
        check(" {\"a\" : [1, -2.5e3, \"é\", null] , \"b\": {}, \"c\":[ ] }\n", true);
        check(r#"["\\", "\"", "\u00e9\n", "\ud83d\ude00", "é\\\\"]"#, true);
        check(r#"{"a": 1, "a": 2}"#, true);
        check("0", true);
        check(&("[".repeat(32) + &"]".repeat(32)), true);
    }

    #[test]
    fn all_else_is_left_to_who_says_why() {
        let not = [
            "",
            " ",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "[1 2]",
            "{\"a\" 1}",
            "{a: 1}",
            "'a'",
            "nul",
            "truely",
            "01",
            "1.",
            ".5",
            "+1",
            "1e999",
            "\"a",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\t\"",
            "[1] 2",
            "// no",
            "{} {}",
            "NaN",
            "\u{feff}1",
            "\"\\",
        ];
        not.iter().for_each(|text| check(text, false));
        check(&("[".repeat(33) + &"]".repeat(33)), false);
    }
}
