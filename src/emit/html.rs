//! Document to HTML: one file that holds everything, for screens, paper and screen readers.
//!
//! No script, no file beside it, nothing fetched. Colours follow the reader's choice of
//! light or dark; on paper it is A4.

use crate::document::tree::{
    Alignment, Block, Cell, Document, Figure, Heading, Inline, Table, heads_rows, plain,
};
use crate::say;
use crate::text::words::cut;
use crate::words::Words;

const STYLE: &str = include_str!("html.css");

/// Tables of so many columns or more may be wider than a screen, and scroll.
const WIDE: usize = 4;

/// Where the text at the foot of a page stands in the looks.
const FOOT: &str = "%foot%";

/// Characters at the foot of a page, which is two lines.
const LONGEST_FOOT: usize = 180;

/// Writes a document.
pub fn write(document: &Document, words: Words) -> String {
    let mut writer =
        Writer { document, words, out: String::new(), heading: document.title.clone(), tables: 0 };
    writer.page();
    writer.out
}

/// A passage of a page, for pages that are written elsewhere.
pub fn fragment(blocks: &[Block], words: Words) -> String {
    let document = Document {
        title: String::new(),
        language: String::new(),
        foot: String::new(),
        blocks: Vec::new(),
        figures: Vec::new(),
    };
    let mut writer =
        Writer { document: &document, words, out: String::new(), heading: String::new(), tables: 0 };
    writer.blocks(blocks);
    writer.out
}

/// The looks, with a text for the foot of each printed page.
fn style(foot: &str) -> String {
    let mut string = String::new();
    for character in cut(foot, LONGEST_FOOT).chars() {
        match character {
            // In a string of CSS, and within an element of HTML.
            '"' | '\\' | '<' | '>' | '&' => string.push_str(&format!("\\{:x} ", u32::from(character))),
            character => string.push(character),
        }
    }
    STYLE.replace(FOOT, &string)
}

struct Writer<'a> {
    document: &'a Document,
    words: Words,
    out: String,
    /// The heading that what comes now stands under, to name tables by.
    heading: String,
    tables: usize,
}

impl Writer<'_> {
    fn page(&mut self) {
        let language = escape(&self.document.language);
        let title = escape(&self.document.title);
        let skip = escape(&say!(self.words, "emit-skip"));
        let style = style(&self.document.foot);
        self.out.push_str(&format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#content\">{skip}</a>\n"
        ));
        self.contents();
        self.out.push_str("<main id=\"content\" tabindex=\"-1\">\n");
        let document = self.document;
        self.blocks(&document.blocks);
        self.out.push_str("</main>\n</body>\n</html>\n");
    }

    /// The list of chapters and their parts.
    fn contents(&mut self) {
        let chapters: Vec<&Heading> =
            self.document.headings().filter(|heading| matches!(heading.level, 2 | 3)).collect();
        if chapters.is_empty() {
            return;
        }
        let contents = escape(&say!(self.words, "emit-contents"));
        self.out.push_str(&format!(
            "<nav class=\"contents\" aria-label=\"{contents}\">\n<details>\n\
             <summary>{contents}</summary>\n<ul>\n"
        ));
        let mut open = false;
        let mut inner = false;
        for heading in chapters {
            let link = format!("<a href=\"#{}\">{}</a>", escape(&heading.id), escape(&plain(&heading.text)));
            if heading.level == 3 && open {
                if !inner {
                    self.out.push_str("\n<ul>\n");
                    inner = true;
                }
                self.out.push_str(&format!("<li>{link}</li>\n"));
                continue;
            }
            if inner {
                self.out.push_str("</ul>\n");
            }
            if open {
                self.out.push_str("</li>\n");
            }
            self.out.push_str(&format!("<li>{link}"));
            (open, inner) = (true, false);
        }
        if inner {
            self.out.push_str("</ul>\n");
        }
        self.out.push_str("</li>\n</ul>\n</details>\n</nav>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.out.push_str(&format!("<p>{}</p>\n", line(text))),
            Block::List { start, items } => {
                let (open, close) = match start {
                    None => ("<ul>".to_owned(), "</ul>"),
                    Some(1) => ("<ol>".to_owned(), "</ol>"),
                    Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
                };
                self.out.push_str(&format!("{open}\n"));
                for item in items {
                    self.out.push_str("<li>");
                    self.compact(item);
                    self.out.push_str("</li>\n");
                }
                self.out.push_str(&format!("{close}\n"));
            }
            Block::Definitions(definitions) => {
                self.out.push_str("<dl>\n");
                for definition in definitions {
                    self.out.push_str(&format!("<dt>{}</dt>\n", line(&definition.term)));
                    for meaning in &definition.meanings {
                        self.out.push_str("<dd>");
                        self.compact(meaning);
                        self.out.push_str("</dd>\n");
                    }
                }
                self.out.push_str("</dl>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Quote(inner) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(inner);
                self.out.push_str("</blockquote>\n");
            }
            Block::Code(code) => self.out.push_str(&format!(
                "<pre tabindex=\"0\" role=\"region\" aria-label=\"{}\"><code>{}</code></pre>\n",
                escape(&say!(self.words, "emit-lines", heading = self.heading.as_str())),
                escape(code)
            )),
            Block::Figure(name) => {
                if let Some(figure) = self.document.figure(name) {
                    self.figure(figure);
                }
            }
            Block::Rule => self.out.push_str("<hr>\n"),
        }
    }

    /// A lone paragraph in an item needs no element of its own.
    fn compact(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(text), rest @ ..]
                if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
            {
                self.out.push_str(&line(text));
                self.blocks(rest);
            }
            blocks => self.blocks(blocks),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.heading = plain(&heading.text);
        let classes = match heading.classes.is_empty() {
            true => String::new(),
            false => format!(" class=\"{}\"", escape(&heading.classes.join(" "))),
        };
        let (level, id) = (heading.level, escape(&heading.id));
        self.out.push_str(&format!("<h{level} id=\"{id}\"{classes}>{}</h{level}>\n", line(&heading.text)));
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let wide = table.columns.len() >= WIDE;
        if wide {
            let name = say!(self.words, "emit-table", number = self.tables, heading = self.heading.as_str());
            self.out.push_str(&format!(
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n",
                escape(&name)
            ));
        }
        // on narrow screens rows become blocks; the roles keep it a table to screen readers
        let columns = table.columns.len();
        self.out.push_str(&format!(
            "<table class=\"columns-{columns}\" role=\"table\">\n<thead role=\"rowgroup\">\n<tr role=\"row\">"
        ));
        for (cell, column) in table.head.iter().zip(&table.columns) {
            let aligned = aligned(*column);
            let text = line(cell);
            self.out.push_str(&format!("<th scope=\"col\" role=\"columnheader\"{aligned}>{text}</th>"));
        }
        self.out.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
        let labels: Vec<String> = table.head.iter().map(|cell| escape(&plain(cell))).collect();
        for row in &table.rows {
            if let (true, Some(cell)) = (heads_rows(row), row.first()) {
                self.out.push_str(&format!(
                    "<tr role=\"row\" class=\"group\"><th scope=\"rowgroup\" role=\"rowheader\" colspan=\"{columns}\">{}</th></tr>\n",
                    line(cell)
                ));
                continue;
            }
            self.out.push_str("<tr role=\"row\">");
            for (at, (cell, label)) in row.iter().zip(&labels).enumerate() {
                let (aligned, text) =
                    (table.columns.get(at).map_or("", |column| aligned(*column)), line(cell));
                let written = match at == 0 && names_row(cell) {
                    true => format!("<th scope=\"row\" role=\"rowheader\"{aligned}>{text}</th>"),
                    false => format!("<td role=\"cell\" data-label=\"{label}\"{aligned}>{text}</td>"),
                };
                self.out.push_str(&written);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n");
        if wide {
            self.out.push_str("</div>\n");
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.out.push_str(&format!(
            "<figure>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n\
             <figcaption>{}</figcaption>\n</figure>\n",
            escape(&say!(self.words, "emit-figure", name = figure.name.as_str())),
            figure.svg,
            escape(&figure.alt)
        ));
    }
}

/// Whether a cell that opens a row names the row.
fn names_row(cell: &Cell) -> bool {
    let mut shown = cell.iter().filter(|inline| !matches!(inline, Inline::Anchor(_)));
    matches!(shown.next(), Some(Inline::Strong(_)))
}

fn aligned(column: Alignment) -> &'static str {
    match column {
        Alignment::Natural => "",
        Alignment::Left => " class=\"left\"",
        Alignment::Centre => " class=\"centre\"",
        Alignment::Right => " class=\"right\"",
    }
}

fn line(inlines: &[Inline]) -> String {
    let written = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => escape(text),
        Inline::Code(code) => format!("<code>{}</code>", escape(code)),
        Inline::Emphasis(inner) => format!("<em>{}</em>", line(inner)),
        Inline::Strong(inner) => format!("<strong>{}</strong>", line(inner)),
        Inline::Link { target, text } => format!("<a href=\"{}\">{}</a>", escape(target), line(text)),
        Inline::Anchor(id) => format!("<span id=\"{}\"></span>", escape(id)),
        Inline::Break => "<br>\n".to_owned(),
    });
    written.collect()
}

/// A text in which no character is markup, in content and in attributes between double quotes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::document::{fixture, parse};

    fn check(markdown: &str, expected: &str) {
        let document = Document {
            title: "T".into(),
            language: "en".into(),
            foot: String::new(),
            blocks: parse::document(markdown, &[]),
            figures: Vec::new(),
        };
        let page = write(&document, Words::English);
        assert!(page.contains(expected), "{page}");
    }

    #[test]
    fn markup_of_others_is_text() {
        check("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        check("[x](javascript:alert%281%29) y", "<p>x y</p>");
        check("[x](https://example.org/\"onclick=\"a)", "href=\"https://example.org/&quot;onclick=&quot;a\"");
        check("[x](<https://e.org/'\\\">)", "<a href=\"https://e.org/&#39;&quot;\">x</a>");
        check("# a & b {#c\"d}", "<h1 id=\"cd\">a &amp; b</h1>");
        check("| **a** | b |\n|---|--:|\n| **c** | d |", "<th scope=\"row\" role=\"rowheader\">");
    }

    #[test]
    fn an_annex_is_whole() {
        let page = write(&fixture::annex(), Words::English);
        let values = |name: &str| -> Vec<String> {
            let opening = format!(" {name}=\"");
            let parts = page.split(&opening).skip(1);
            parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
        };
        let ids = values("id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
        for target in values("href").iter().filter_map(|target| target.strip_prefix('#')) {
            assert!(unique.contains(&target.to_owned()), "{target} leads nowhere");
        }
        assert_eq!(page.matches("<svg").count(), 1);
        assert_eq!(page, write(&fixture::annex(), Words::English));
        assert!(!page.contains("<script"));
    }
}
