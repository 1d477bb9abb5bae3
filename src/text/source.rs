//! Source texts, and spans that stay valid however the text is later read.

/// Number of a source in its [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A range of bytes in one source. `start <= end`; both lie within the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source that the range lies in.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A value with the place it was written at.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Line and column as people count: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One text with the name it is known by.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to where the program runs, always with `/`.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// The byte that each line starts at.
    lines: Vec<usize>,
}

impl Source {
    fn new(name: String, text: String) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after_breaks).collect();
        Self { name, text, lines }
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= end);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..end).unwrap_or_default().chars().count() + 1;
        Position { line, column }
    }
}

/// All sources of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes a text in and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Source::new(name.into(), text.into()));
        id
    }

    /// The source of that number. A number of another `Sources` yields an empty source.
    pub fn get(&self, id: SourceId) -> &Source {
        static NONE: Source = Source { name: String::new(), text: String::new(), lines: Vec::new() };
        self.0.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// Where a span starts, as people name it: `pump.json:9:48`.
    pub fn place(&self, span: Span) -> String {
        let source = self.get(span.source);
        let place = source.position(span.start);
        format!("{}:{}:{}", source.name, place.line, place.column)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start..span.end).unwrap_or_default()
    }

    /// All sources in the order they came in.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.iter()
    }
}

impl SourceId {
    /// A span in this source.
    pub fn span(self, start: usize, end: usize) -> Span {
        Span { source: self, start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let source = Source::new("a".into(), "é1\nzwei\n".into());
        let check = |offset, line, column| {
            assert_eq!(source.position(offset), Position { line, column });
        };
        check(0, 1, 1);
        check(2, 1, 2);
        check(4, 2, 1);
        check(99, 3, 1);
    }
}
