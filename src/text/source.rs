//! Source texts, and spans that stay valid however the text is later read.

use std::ops::Range;

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

/// Where people find a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a text; in NDJSON, the line is that of the whole file.
    Text(Position),
    /// In a workbook.
    Cell(Cell),
}

/// A cell of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The name of its sheet.
    pub sheet: String,
    /// Its column and row as spreadsheets name them: `C14`.
    pub name: String,
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
    /// The number of its first line: more than 1 for a line of NDJSON.
    first_line: usize,
    /// For what was read from a workbook: the bytes that each cell stands for, in the order of the text.
    cells: Vec<(Range<usize>, Cell)>,
}

impl Source {
    fn new(name: String, text: String) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after_breaks).collect();
        Self { name, text, lines, first_line: 1, cells: Vec::new() }
    }

    /// The number of the first line, from 1.
    pub fn first_line(&self) -> usize {
        self.first_line
    }

    /// Where people find a byte: the cell that it stands for, else its line and column.
    pub fn place(&self, offset: usize) -> Place {
        let after = self.cells.partition_point(|(range, _)| range.start <= offset);
        match after.checked_sub(1).and_then(|at| self.cells.get(at)) {
            Some((range, cell)) if range.contains(&offset) => Place::Cell(cell.clone()),
            _ => Place::Text(self.position(offset)),
        }
    }

    /// Where a byte is, with the name of the file: `pump.json:9:48`, `bid.xlsx:Answers!C14`.
    pub fn called(&self, offset: usize) -> String {
        match self.place(offset) {
            Place::Text(Position { line, column }) => format!("{}:{line}:{column}", self.name),
            Place::Cell(cell) => format!("{}:{cell}", self.name),
        }
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
        Position { line: line + self.first_line - 1, column }
    }
}

/// The last part of a path, of whatever system wrote it: `pump.json` of `C:\\bids\\pump.json`.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}!{}", self.sheet, self.name)
    }
}

/// All sources of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes a text in and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(Source::new(name.into(), text.into()))
    }

    /// Takes one line of a file in, which is a text of its own; `line` is its number in the file, from 1.
    pub fn add_line(&mut self, name: impl Into<String>, text: impl Into<String>, line: usize) -> SourceId {
        self.push(Source { first_line: line.max(1), ..Source::new(name.into(), text.into()) })
    }

    /// Takes in the text that a workbook was read into, with the cell that each range of bytes stands
    /// for, in the order of the text and without overlaps.
    pub fn add_cells(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        cells: Vec<(Range<usize>, Cell)>,
    ) -> SourceId {
        self.push(Source { cells, ..Source::new(name.into(), text.into()) })
    }

    fn push(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(source);
        id
    }

    /// Gives up the texts that came in after the first so many: nothing points into them any more.
    pub fn forget(&mut self, after: usize) {
        for source in self.0.iter_mut().skip(after) {
            (source.text, source.lines, source.cells) = (String::new(), Vec::new(), Vec::new());
        }
    }

    /// How many sources there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The source of that number. A number of another `Sources` yields an empty source.
    pub fn get(&self, id: SourceId) -> &Source {
        static NONE: Source = Source {
            name: String::new(),
            text: String::new(),
            lines: Vec::new(),
            first_line: 1,
            cells: Vec::new(),
        };
        self.0.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// Where a span starts, as people name it: `pump.json:9:48`.
    pub fn place(&self, span: Span) -> String {
        self.get(span.source).called(span.start)
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

    #[test]
    fn a_place_is_a_position_a_line_of_many_or_a_cell() {
        let mut sources = Sources::default();
        let cell = |sheet: &str, name: &str| Cell { sheet: sheet.into(), name: name.into() };
        let cells = vec![(1..4, cell("Answers", "C14")), (6..9, cell("Facts", "B2"))];
        let text = sources.add("a.json", "{\n1}");
        let line = sources.add_line("all.ndjson", "{\"a\": 1}", 37);
        let book = sources.add_cells("bid.xlsx", "{\"a\",\"b\"}", cells);
        let check = |source: SourceId, offset, expected: &str| {
            assert_eq!(sources.place(source.span(offset, offset)), expected);
        };
        check(text, 2, "a.json:2:1");
        check(line, 6, "all.ndjson:37:7");
        check(book, 1, "bid.xlsx:Answers!C14");
        check(book, 7, "bid.xlsx:Facts!B2");
        check(book, 4, "bid.xlsx:1:5");
    }
}
