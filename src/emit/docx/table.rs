//! Tables: header rows that are repeated on every page, rows that are not broken between pages.

use super::body::{Body, Paragraph};
use super::inline::Format;
use super::style::Style;
use super::xml::escape;
use crate::document::tree::{Alignment, Cell, Table, heads_rows, plain};
use crate::emit::width;
use crate::say;
use crate::text::words::cut;

/// A row of more lines may be broken: it might not fit on a page.
const BREAKABLE: f64 = 25.0;

/// So many columns a table may have: Word takes a document in which one has more for damaged.
const MOST_COLUMNS: usize = 63;

/// A table in parts of as many columns as there may be, each of which begins with the first.
fn parts(table: &Table) -> Vec<Table> {
    let rest: Vec<usize> = (1..table.columns.len()).collect();
    let parts = rest.chunks(MOST_COLUMNS - 1).map(|places| {
        let own = |row: &Vec<Cell>| {
            let places = std::iter::once(&0).chain(places);
            places.map(|at| row.get(*at).cloned().unwrap_or_default()).collect::<Vec<Cell>>()
        };
        let places = std::iter::once(&0).chain(places);
        Table {
            columns: places.filter_map(|at| table.columns.get(*at).copied()).collect(),
            head: own(&table.head),
            rows: table.rows.iter().map(own).collect(),
        }
    });
    parts.collect()
}

impl Body<'_> {
    /// Writes a table, in parts where it has too many columns.
    pub fn table(&mut self, table: &Table) {
        match table.columns.len() > MOST_COLUMNS {
            // So many columns are as wide as there is room.
            true => parts(table).iter().for_each(|part| {
                let count = part.columns.len();
                let each = self.width() / i64::try_from(count.max(1)).unwrap_or(1);
                self.part(part, &vec![each; count]);
            }),
            false => {
                let columns = self.widths.columns(table, self.width());
                self.part(table, &columns);
            }
        }
    }

    /// Writes a table with columns of these widths. A paragraph between two tables keeps them apart.
    fn part(&mut self, table: &Table, columns: &[i64]) {
        self.tables += 1;
        if self.after_table {
            self.paragraph(&Paragraph::of(Style::Nothing), "");
        }
        let width = self.width();
        let style = escape(self.lines.reference.styles.id(Style::Table));
        let name = say!(self.words, "emit-table", number = self.tables, heading = self.heading.as_str());
        let grid = columns.iter().map(|column| format!("<w:gridCol w:w=\"{column}\"/>"));
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
             <w:tblInd w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>",
            self.indent,
            escape(&cut(&name, 200)),
            grid.collect::<String>()
        ));
        if table.head.iter().any(|cell| !plain(cell).is_empty()) {
            self.row(table, &table.head, columns, true);
        }
        for row in &table.rows {
            match heads_rows(row) {
                true => self.group(row, width, columns.len()),
                false => self.row(table, row, columns, false),
            }
        }
        if table.rows.is_empty() && table.head.iter().all(|cell| plain(cell).is_empty()) {
            self.row(table, &table.head, columns, false);
        }
        self.out.push_str("</w:tbl>");
        self.after_table = true;
    }

    /// A row that heads those below it, across all columns.
    fn group(&mut self, row: &[Cell], width: i64, columns: usize) {
        let line = self.lines.line(row.first().map(Vec::as_slice).unwrap_or_default(), Format::default());
        self.out.push_str(&format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>\
             <w:gridSpan w:val=\"{columns}\"/></w:tcPr>"
        ));
        self.cell(&Paragraph { keep: true, ..Paragraph::of(Style::Head) }, &line);
        self.out.push_str("</w:tc></w:tr>");
    }

    fn row(&mut self, table: &Table, row: &[Cell], columns: &[i64], head: bool) {
        let whole = if head || width::lines(row, columns) <= BREAKABLE { "<w:cantSplit/>" } else { "" };
        let repeated = if head { "<w:tblHeader/>" } else { "" };
        self.out.push_str("<w:tr>");
        if head || !whole.is_empty() {
            self.out.push_str(&format!("<w:trPr>{whole}{repeated}</w:trPr>"));
        }
        for (at, width) in columns.iter().enumerate() {
            self.out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            let cell = row.get(at).map(Vec::as_slice).unwrap_or_default();
            let line = self.lines.line(cell, Format::default());
            let style = if head { Style::Head } else { Style::Cell };
            let align = match table.columns.get(at) {
                Some(Alignment::Centre) => "center",
                Some(Alignment::Right) => "right",
                _ => "",
            };
            self.cell(&Paragraph { align, ..Paragraph::of(style) }, &line);
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }
}
