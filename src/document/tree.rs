//! The shape of a document: what every document back end writes.
//!
//! Plain data, already safe: no raw HTML, no link that runs a script, no deep nesting,
//! every heading with an id of its own. It knows no output format.

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What it is called, as plain text.
    pub title: String,
    /// Its language: a BCP 47 tag.
    pub language: String,
    /// What stands at the foot of each page, such as the tender and its edition; the title where it is empty.
    pub foot: String,
    /// Its content. The first heading is the title as it is printed.
    pub blocks: Vec<Block>,
    /// The pictures that its content names.
    pub figures: Vec<Figure>,
}

impl Document {
    /// The figure of that name.
    pub fn figure(&self, name: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.name == name)
    }

    /// The same without pictures, for a single file that cannot hold them: what each shows stands
    /// there in words.
    #[must_use]
    pub fn without_pictures(mut self) -> Self {
        let figures = std::mem::take(&mut self.figures);
        let text = |text: &str| vec![Block::Paragraph(vec![Inline::Text(text.trim().to_owned())])];
        for block in &mut self.blocks {
            let Block::Figure(name) = block else { continue };
            let Some(figure) = figures.iter().find(|figure| figure.name == *name) else { continue };
            let items = std::iter::once(figure.alt.as_str()).chain(figure.description.lines());
            *block = Block::List { start: None, items: items.map(text).collect() };
        }
        self
    }

    /// Shows every line of text in it, in order.
    pub fn lines<'a>(&'a self, see: &mut impl FnMut(&'a [Inline])) {
        lines(&self.blocks, see);
    }

    /// Shows the id of every place that links may lead to, in order.
    pub fn places<'a>(&'a self, see: &mut impl FnMut(&'a str)) {
        places(&self.blocks, see);
    }

    /// The headings of the outermost level of the content, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    }
}

/// Shows every line of text in blocks, in order.
pub fn lines<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a [Inline])) {
    for block in blocks {
        match block {
            Block::Heading(heading) => see(&heading.text),
            Block::Paragraph(line) => see(line),
            Block::List { items, .. } => items.iter().for_each(|item| lines(item, see)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    see(&definition.term);
                    definition.meanings.iter().for_each(|meaning| lines(meaning, see));
                }
            }
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| see(cell));
            }
            Block::Quote(inner) => lines(inner, see),
            Block::Code(_) | Block::Figure(_) | Block::Rule => {}
        }
    }
}

fn places<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a str)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                see(&heading.id);
                anchors(&heading.text, see);
            }
            Block::Paragraph(line) => anchors(line, see),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| anchors(cell, see));
            }
            Block::Quote(inner) => places(inner, see),
            Block::List { items, .. } => items.iter().for_each(|item| places(item, see)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    anchors(&definition.term, see);
                    definition.meanings.iter().for_each(|meaning| places(meaning, see));
                }
            }
            Block::Code(_) | Block::Figure(_) | Block::Rule => {}
        }
    }
}

fn anchors<'a>(line: &'a [Inline], see: &mut impl FnMut(&'a str)) {
    for inline in line {
        match inline {
            Inline::Anchor(id) => see(id),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                anchors(inner, see);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name, kebab-case; in a folder it is the file `<name>.svg`.
    pub name: String,
    /// What it shows, in one sentence.
    pub alt: String,
    /// What it shows, in full, for who cannot see it.
    pub description: String,
    /// The picture: an SVG document without an XML declaration.
    pub svg: String,
}

/// Something that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph; never empty.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Terms with what they mean.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// Something quoted.
    Quote(Vec<Block>),
    /// Lines to be shown as they are.
    Code(String),
    /// The figure of that name.
    Figure(String),
    /// A break between two parts.
    Rule,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// From 1, the title, to 6.
    pub level: u8,
    /// Its anchor, unique in the document: letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// What kind of thing it opens, for looks only: `shall`, `wide`.
    pub classes: Vec<String>,
    /// Its text.
    pub text: Vec<Inline>,
}

/// A term with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means; one or more.
    pub meanings: Vec<Vec<Block>>,
}

/// The content of a cell.
pub type Cell = Vec<Inline>;

/// A table. Every row has as many cells as the head.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// How each column is aligned.
    pub columns: Vec<Alignment>,
    /// The header row.
    pub head: Vec<Cell>,
    /// The other rows. A first cell that is wholly strong is the header of its row.
    pub rows: Vec<Vec<Cell>>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Alignment {
    Natural,
    Left,
    Centre,
    Right,
}

/// Something within a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text of a machine.
    Code(String),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised.
    Strong(Vec<Inline>),
    /// A link.
    Link {
        /// `#` and the id of a heading, or an address that starts with `https:`, `http:` or `mailto:`.
        target: String,
        /// What is shown.
        text: Vec<Inline>,
    },
    /// A place that links lead to, by its id; nothing is shown.
    Anchor(String),
    /// A new line.
    Break,
}

/// Whether a row of a table is the heading of those below it: its first cell is strong, and nothing else is in
/// it. It stands across all columns.
pub fn heads_rows(row: &[Cell]) -> bool {
    let (Some(first), rest) = (row.first(), row.get(1..).unwrap_or_default()) else { return false };
    let mut shown = first.iter().filter(|inline| !matches!(inline, Inline::Anchor(_)));
    rest.len() > 1
        && matches!((shown.next(), shown.next()), (Some(Inline::Strong(_)), None))
        && rest.iter().all(|cell| cell.is_empty())
}

/// The bare text of inlines.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                text.push_str(&plain(inner));
            }
            Inline::Anchor(_) => {}
            Inline::Break => text.push(' '),
        }
    }
    text
}
