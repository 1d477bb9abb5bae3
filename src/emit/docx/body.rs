//! The content of a document, block by block.

use super::inline::{Format, Lines, code};
use super::link::Links;
use super::picture::Picture;
use super::reference::Reference;
use super::style::Style;
use super::xml::escape;
use crate::document::map::letters;
use crate::document::tree::{Block, Definition, Document, Heading, Inline, plain};
use crate::emit::width::Widths;
use crate::words::Words;

/// How far a level of a list stands in, in twentieths of a point like all measures here.
const LEVEL: i64 = 397;
/// How far a quotation stands in.
const QUOTED: i64 = 227;
/// How far what a term means stands in.
const MEANING: i64 = 2_835;
/// The space between a table and a paragraph below it that is of one of these styles.
const AFTER_TABLE: i64 = 120;
const SPACED: &[Style] =
    &[Style::Text, Style::Bullet, Style::Number, Style::Meaning, Style::Term, Style::Requirement];
/// Levels of lists in Word.
const LEVELS: usize = 9;
/// No list, whatever its style says (ECMA-376-1, 17.9.18): the number of a heading is a part of its text, the same in every
/// format, and a reference document whose headings count would count a second time.
const UNNUMBERED: (u64, usize) = (0, 0);
/// Characters of a paragraph that is kept with the table or list below it.
const SHORT: usize = 250;
/// How binding a requirement is, as classes of headings, with the style of the word.
const OBLIGATIONS: [(&str, Style); 3] =
    [("shall", Style::Shall), ("should", Style::Should), ("may", Style::May)];

/// A body in the making.
pub struct Body<'a> {
    pub(super) document: &'a Document,
    pub(super) words: Words,
    pub(super) lines: Lines<'a>,
    pub(super) out: String,
    pub(super) widths: Widths,
    /// The heading that what comes now stands under, to name tables by.
    pub(super) heading: String,
    pub(super) tables: usize,
    /// Whether a table was written last.
    pub(super) after_table: bool,
    /// How far what comes now stands in.
    pub(super) indent: i64,
    /// The numbered lists: the level and the first number of each.
    pub(super) lists: Vec<(usize, u64)>,
    pub(super) pictures: Vec<Picture>,
    /// Whether the page lies on its side.
    pub(super) wide: bool,
    level: usize,
    quoted: bool,
    bookmarks: usize,
    /// The classes of the heading of a requirement that was written last.
    opened: Option<&'a [String]>,
}

/// How a paragraph looks, beside its style.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paragraph {
    /// The name of its style.
    pub style: Style,
    /// Whether it stays on the page of what follows.
    pub keep: bool,
    /// Whether a page begins with it.
    pub page: bool,
    /// The instance of the list that it is an item of, and its level.
    pub list: Option<(u64, usize)>,
    /// The space above it, where not by its style.
    pub space: Option<i64>,
    /// How far it stands in, and how far its first line hangs out.
    pub indent: Option<(i64, i64)>,
    /// How it is aligned, where not by its style.
    pub align: &'static str,
}

impl Paragraph {
    /// A paragraph of a style.
    pub fn of(style: Style) -> Self {
        Self { style, ..Self::default() }
    }
}

impl<'a> Body<'a> {
    /// The body of a document.
    pub fn of(document: &'a Document, words: Words, reference: &'a Reference) -> Self {
        Self {
            document,
            words,
            lines: Lines { reference, links: Links::of(document) },
            out: String::new(),
            widths: Widths::of(document),
            heading: document.title.clone(),
            tables: 0,
            after_table: false,
            indent: 0,
            lists: Vec::new(),
            pictures: Vec::new(),
            wide: false,
            level: 0,
            quoted: false,
            bookmarks: 0,
            opened: None,
        }
    }

    /// Writes all of it: the contents stand before the first chapter, and a chapter that asks for it lies on
    /// its side.
    pub fn write(&mut self) {
        let document = self.document;
        let mut contents = false;
        let mut wide_from = None;
        for (at, block) in document.blocks.iter().enumerate() {
            if let Block::Heading(heading) = block {
                let wanted = heading.classes.iter().any(|class| class == "wide");
                let goes_on = wide_from.is_some_and(|level| heading.level > level);
                if !contents && heading.level >= 2 {
                    contents = true;
                    self.contents();
                }
                if (wanted || goes_on) != self.wide {
                    self.section();
                    self.wide = wanted || goes_on;
                }
                wide_from = if goes_on { wide_from } else { wanted.then_some(heading.level) };
            }
            self.block(block, document.blocks.get(at + 1));
        }
        if self.after_table || document.blocks.is_empty() {
            self.paragraph(&Paragraph::of(Style::Nothing), "");
        }
        self.out.push_str(&self.lines.reference.page.section(self.wide));
    }

    /// Ends a section: what comes now stands on a page of another shape.
    fn section(&mut self) {
        let style = escape(self.lines.reference.styles.id(Style::Nothing));
        let section = self.lines.reference.page.section(self.wide);
        self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{section}</w:pPr></w:p>"));
        self.after_table = false;
    }

    /// The width that what comes now may have.
    pub fn width(&self) -> i64 {
        let page = &self.lines.reference.page;
        let text = if self.wide { page.wide_text() } else { page.text() };
        (text - self.indent).max(1_000)
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(at + 1));
        }
    }

    fn block(&mut self, block: &'a Block, next: Option<&Block>) {
        let opened = self.opened.take();
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(line) => match opened {
                Some(classes) => self.obligation(line, classes),
                None => {
                    let follows = matches!(
                        next,
                        Some(
                            Block::Table(_)
                                | Block::List { .. }
                                | Block::Code(_)
                                | Block::Quote(_)
                                | Block::Figure(_)
                        )
                    );
                    let keep = follows && plain(line).chars().count() <= SHORT;
                    let text = self.lines.line(line, Format::default());
                    self.paragraph(&Paragraph { keep, ..self.plain() }, &text);
                }
            },
            Block::List { start, items } => self.list(*start, items),
            Block::Definitions(definitions) => {
                definitions.iter().for_each(|definition| self.definition(definition))
            }
            Block::Table(table) => self.table(table),
            Block::Quote(inner) => {
                let quoted = std::mem::replace(&mut self.quoted, true);
                self.indent += QUOTED;
                self.blocks(inner);
                self.indent -= QUOTED;
                self.quoted = quoted;
            }
            Block::Code(lines) => {
                let indent = self.indented();
                self.paragraph(&Paragraph { indent, ..Paragraph::of(Style::Lines) }, &code(lines));
            }
            Block::Figure(name) => {
                if let Some(figure) = self.document.figure(name) {
                    self.figure(figure);
                }
            }
            Block::Rule => self.paragraph(&Paragraph::of(Style::Rule), ""),
        }
    }

    /// A paragraph where it stands.
    pub fn plain(&self) -> Paragraph {
        let style = if self.quoted { Style::Quote } else { Style::Text };
        Paragraph { indent: self.indented(), ..Paragraph::of(style) }
    }

    fn indented(&self) -> Option<(i64, i64)> {
        let by_style = if self.quoted { QUOTED } else { 0 };
        (self.indent != by_style).then_some((self.indent, 0))
    }

    fn heading(&mut self, heading: &'a Heading) {
        self.heading = plain(&heading.text);
        let style = match heading.level {
            1 if self.bookmarks == 0 => Style::Title,
            1 | 2 => Style::Heading(1),
            3 => Style::Heading(2),
            4 => Style::Heading(3),
            5 => Style::Heading(4),
            _ => Style::Heading(5),
        };
        let text = self.lines.line(&heading.text, Format::default());
        let text = match self.lines.links.bookmark(&heading.id) {
            None => text,
            Some((id, name)) => {
                format!(
                    "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{text}<w:bookmarkEnd w:id=\"{id}\"/>"
                )
            }
        };
        self.bookmarks += 1;
        // Lots and bids are handed to different people.
        let apart = ["lot-", "bid-"].iter().any(|start| heading.id.starts_with(start));
        let page = heading.level == 2 && apart;
        let list = self.lines.reference.styles.counts_headings().then_some(UNNUMBERED);
        self.paragraph(&Paragraph { page, list, ..Paragraph::of(style) }, &text);
        let opens = heading.classes.iter().any(|class| class == "requirement");
        self.opened = opens.then_some(heading.classes.as_slice());
    }

    /// The line below the heading of a requirement, which begins with how binding it is.
    fn obligation(&mut self, line: &[Inline], classes: &[String]) {
        let style = OBLIGATIONS.iter().find(|(class, _)| classes.iter().any(|known| known == class));
        let (first, rest) = match (style, line.split_first()) {
            (Some((_, style)), Some((Inline::Strong(word), rest))) => {
                let padded = [Inline::Text(format!("\u{a0}{}\u{a0}", plain(word)))];
                (self.lines.line(&padded, Format::of(*style)), rest)
            }
            _ => (String::new(), line),
        };
        let rest = self.lines.line(rest, Format::default());
        self.paragraph(&Paragraph::of(Style::Requirement), &format!("{first}{rest}"));
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block>]) {
        let level = self.level.min(LEVELS - 1);
        let (id, style) = match start {
            None => (self.lines.reference.numbering.bullets(), Style::Bullet),
            Some(first) => {
                self.lists.push((level, first));
                (self.lines.reference.numbering.numbered(self.lists.len() - 1), Style::Number)
            }
        };
        let base = self.indent - LEVEL * self.level as i64;
        for item in items {
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph(line), rest)) => (self.lines.line(line, Format::default()), rest),
                _ => (String::new(), item.as_slice()),
            };
            self.indent += LEVEL;
            // Where the list itself stands in, so do its items; else their level says how far.
            let indent = (base != 0 || self.level >= LEVELS).then_some((self.indent, LEVEL));
            let keep = matches!(rest.first(), Some(Block::Table(_) | Block::Code(_)));
            self.paragraph(
                &Paragraph { list: Some((id, level)), indent, keep, ..Paragraph::of(style) },
                &first,
            );
            self.level += 1;
            self.blocks(rest);
            self.level -= 1;
            self.indent -= LEVEL;
        }
    }

    /// A term: beside what it means where there is room, else above.
    fn definition(&mut self, definition: &'a Definition) {
        let term = self.lines.line(&definition.term, Format::default().strong());
        let narrow = MEANING - 200;
        let short = letters::width(&plain(&definition.term), 200.0) * 1.05 <= narrow as f64;
        let at = self.indent + MEANING;
        let mut meanings = definition.meanings.iter();
        match meanings.as_slice().first().map(Vec::as_slice) {
            Some([Block::Paragraph(line), rest @ ..]) if short && !self.quoted => {
                let meaning = self.lines.line(line, Format::default());
                let text = format!("{term}<w:r><w:tab/></w:r>{meaning}");
                self.paragraph(
                    &Paragraph { indent: Some((at, MEANING)), ..Paragraph::of(Style::Meaning) },
                    &text,
                );
                meanings.next();
                self.within(rest);
            }
            _ => {
                let indent = self.indented();
                self.paragraph(&Paragraph { indent, ..Paragraph::of(Style::Term) }, &term);
            }
        }
        meanings.for_each(|meaning| self.within(meaning));
    }

    fn within(&mut self, blocks: &'a [Block]) {
        // Lists within count their levels anew.
        let level = std::mem::take(&mut self.level);
        self.indent += MEANING;
        self.blocks(blocks);
        self.indent -= MEANING;
        self.level = level;
    }

    /// Writes a paragraph of runs.
    pub fn paragraph(&mut self, paragraph: &Paragraph, runs: &str) {
        // A table has no space below it of its own; headings have theirs above.
        let close = std::mem::take(&mut self.after_table) && SPACED.contains(&paragraph.style);
        self.cell(&Paragraph { space: close.then_some(AFTER_TABLE), ..*paragraph }, runs);
    }

    /// Writes a paragraph within a cell.
    pub fn cell(&mut self, paragraph: &Paragraph, runs: &str) {
        let style = self.lines.reference.styles.id(paragraph.style);
        let mut looks = String::new();
        if paragraph.style != Style::Text {
            looks.push_str(&format!("<w:pStyle w:val=\"{}\"/>", escape(style)));
        }
        looks.push_str(if paragraph.keep { "<w:keepNext/>" } else { "" });
        looks.push_str(if paragraph.page { "<w:pageBreakBefore/>" } else { "" });
        if let Some((id, level)) = paragraph.list {
            looks.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>"
            ));
        }
        if let Some(space) = paragraph.space {
            looks.push_str(&format!("<w:spacing w:before=\"{space}\"/>"));
        }
        if let Some((left, hanging)) = paragraph.indent {
            let hanging = if hanging == 0 { String::new() } else { format!(" w:hanging=\"{hanging}\"") };
            looks.push_str(&format!("<w:ind w:left=\"{left}\"{hanging}/>"));
        }
        if !paragraph.align.is_empty() {
            looks.push_str(&format!("<w:jc w:val=\"{}\"/>", paragraph.align));
        }
        let looks = if looks.is_empty() { looks } else { format!("<w:pPr>{looks}</w:pPr>") };
        self.out.push_str(&format!("<w:p>{looks}{runs}</w:p>"));
    }
}
