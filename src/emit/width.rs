//! How wide the columns of a table are: by what stands in them, the same in all tables with the same head,
//! so that they stand in line down a page.

use std::collections::BTreeMap;

use crate::document::map::letters;
use crate::document::tree::{Block, Cell, Document, Inline, Table, heads_rows, plain};

/// Size of letters in tables, in twentieths of a point like all measures here.
const LETTERS: f64 = 180.0;
/// Space at both sides of a cell.
const PADDING: f64 = 134.0;
/// No column is narrower.
const LEAST: f64 = 620.0;
/// A word may take so much of a table before it is broken.
const WORD: f64 = 0.3;
/// A column is short where no cell is longer.
const SHORT: f64 = 2_400.0;
/// So many letters stay together, such as an id or a list of bids ("A, B, E").
const TOGETHER: usize = 10;

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    /// Its longest word.
    word: f64,
    /// Its longest line.
    longest: f64,
    /// All its lines together.
    sum: f64,
    /// How many cells it has.
    cells: f64,
}

/// The columns of all tables of a document, by their heads.
#[derive(Debug, Default)]
pub struct Widths(BTreeMap<Vec<String>, Vec<Column>>);

impl Widths {
    /// Looks through a document.
    pub fn of(document: &Document) -> Self {
        let mut widths = Self::default();
        widths.blocks(&document.blocks);
        widths
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => self.table(table),
                Block::Quote(inner) => self.blocks(inner),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Definitions(definitions) => {
                    let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
                    meanings.for_each(|meaning| self.blocks(meaning));
                }
                Block::Heading(_) | Block::Paragraph(_) | Block::Code(_) | Block::Figure(_) | Block::Rule => {
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let columns =
            self.0.entry(head(table)).or_insert_with(|| vec![Column::default(); table.columns.len()]);
        for (column, cell) in columns.iter_mut().zip(&table.head) {
            let text = plain(cell);
            column.word = column.word.max(longest_word(&text) * 1.05);
            column.longest = column.longest.max(letters::width(&text, LETTERS) * 1.1);
        }
        for row in &table.rows {
            if heads_rows(row) {
                continue;
            }
            for (column, cell) in columns.iter_mut().zip(row) {
                let length = length(cell);
                column.word = column.word.max(longest_word(&plain(cell)) * 1.02);
                column.longest = column.longest.max(length);
                column.sum += length;
                column.cells += 1.0;
            }
        }
    }

    /// The widths of the columns of a table that is so wide, in whole twentieths of a point.
    pub fn columns(&self, table: &Table, width: i64) -> Vec<i64> {
        let columns = self.0.get(&head(table)).map(Vec::as_slice).unwrap_or_default();
        let count = columns.len().max(1) as f64;
        let whole = width as f64;
        let least = |column: &Column| (column.word.min(whole * WORD) + PADDING).max(LEAST).min(whole / count);
        let wanted = |column: &Column| column.longest + PADDING;
        let mut widths: Vec<f64> = columns.iter().map(least).collect();
        let all: f64 = columns.iter().map(wanted).sum();
        let rest = whole - widths.iter().sum::<f64>();
        // What usually takes more than a line of the whole table has the room that short columns can spare.
        let usual = |column: &Column| column.sum / column.cells.max(1.0);
        let crowded = columns.iter().any(|column| usual(column) > whole);
        // What fits on a line gets it; of what does not, the longer gets more, but not in proportion.
        let need = |(column, has): (&Column, &f64)| match all <= whole {
            true => (wanted(column) - has).max(0.0) + 0.08 * whole,
            false if crowded && column.longest <= SHORT => 0.0,
            false => {
                let usual = usual(column);
                (usual + column.longest.min(whole) / 4.0 - has).max(0.0).min(wanted(column)).powf(0.8)
            }
        };
        let needs: Vec<f64> = columns.iter().zip(&widths).map(need).collect();
        let total: f64 = needs.iter().sum();
        for (has, need) in widths.iter_mut().zip(&needs) {
            *has += if total > 0.0 { rest * need / total } else { rest / count };
        }
        let mut whole: Vec<i64> = widths.iter().map(|width| width.round() as i64).collect();
        let over = width - whole.iter().sum::<i64>();
        if let Some(last) = whole.last_mut() {
            *last += over;
        }
        whole
    }
}

/// How many lines a row takes with such columns, at most.
pub fn lines(row: &[Cell], columns: &[i64]) -> f64 {
    let lines =
        row.iter().zip(columns).map(|(cell, width)| length(cell) / (*width as f64 - PADDING).max(100.0));
    lines.fold(1.0, f64::max)
}

fn head(table: &Table) -> Vec<String> {
    table.head.iter().map(|cell| plain(cell)).collect()
}

fn longest_word(text: &str) -> f64 {
    if text.chars().count() <= TOGETHER && text.split(", ").all(|part| !part.contains(' ')) {
        return letters::width(text, LETTERS);
    }
    let words = text.split([' ', '\u{2009}', '-', '/']);
    words.map(|word| letters::width(word, LETTERS)).fold(0.0, f64::max)
}

/// The length of a cell on one line; a line of its own counts twice as much as what stands on it.
pub fn length(cell: &[Inline]) -> f64 {
    let of = |inline: &Inline| match inline {
        Inline::Text(text) => letters::width(text, LETTERS),
        Inline::Code(code) => letters::width(code, LETTERS) * 1.1,
        Inline::Strong(inner) => length(inner) * 1.05,
        Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => length(inner),
        Inline::Anchor(_) => 0.0,
        Inline::Break => 400.0,
    };
    cell.iter().map(of).sum()
}
