//! The content of a document as data for the template, block by block.

use std::collections::BTreeSet;

use resvg::usvg;
use serde_json::{Value as Json, json};

use super::letters::{Letters, is_blank};
use crate::document::map::letters;
use crate::document::tree::{
    Alignment, Block, Cell, Definition, Document, Figure, Heading, Inline, Table, heads_rows, plain,
};
use crate::emit::address::address;
use crate::emit::colour::settled;
use crate::emit::width::{self, Widths, length};
use crate::say;
use crate::text::words::cut;
use crate::words::Words;

/// Width of the text of a page, upright and on its side, in twentieths of a point like all widths here.
const UPRIGHT: i64 = 10_318;
const WIDE: i64 = 15_250;
/// How far lists, quotations, and what a term means stand in.
const LEVEL: i64 = 340;
const QUOTED: i64 = 227;
const MEANING: i64 = 2_835;
/// Size of the letters.
const LETTERS: f64 = 180.0;
/// Space at both sides of a cell.
const PADDING: i64 = 140;
/// No text has less room.
const LEAST: i64 = 600;
/// How deep lists and quotations are shown as such: Typst goes so deep, and no deeper.
const DEEPEST: usize = 6;
/// A row of more lines may be broken: it might not fit on a page.
const BREAKABLE: f64 = 25.0;
/// A head of more lines stands once: each page might have room for nothing else.
const REPEATED: f64 = 8.0;
/// Characters of a paragraph that is kept with the table or list below it.
const SHORT: usize = 250;
/// PDF/UA asks for a title (ISO 14289-1, 7.1).
const UNTITLED: &str = "–";
/// Characters of a heading that may stand among the bookmarks, and of the document's title.
const BOOKMARK: usize = 1_000;
/// Room beside the number of a page.
const NUMBER: i64 = 8_000;
/// Characters of an alternative text, and of the foot of a page.
const MOST_WORDS: usize = 4_000;
const FOOT: usize = 130;
/// What stands before the edition in a foot.
const EDITION: &str = " · ";
/// So many letters of a word that is too long for its place stay together.
const TOGETHER: usize = 6;
/// How binding a requirement is, as classes of headings.
const OBLIGATIONS: [&str; 3] = ["shall", "should", "may"];

/// The data of a document.
pub fn data(document: &Document, words: Words, letters: &mut Letters) -> Json {
    let mut content = Content {
        document,
        letters,
        widths: Widths::of(document),
        ids: BTreeSet::new(),
        placed: BTreeSet::new(),
        room: UPRIGHT,
        depth: 0,
        level: 0,
        titled: false,
        opened: None,
    };
    document.places(&mut |id| {
        content.ids.insert(id);
    });
    let parts = content.parts();
    // The edition stands last in a foot; it is never cut, since it tells this pack from others.
    let (foot, edition) = match document.foot.rsplit_once(EDITION) {
        Some((foot, edition)) => (foot, format!("{EDITION}{edition}")),
        None if document.foot.is_empty() => (document.title.as_str(), String::new()),
        None => (document.foot.as_str(), String::new()),
    };
    let title = content.letters.shown(&cut(&document.title, BOOKMARK));
    let (language, region) = language(&document.language);
    json!({
        "title": if is_blank(&title) { UNTITLED } else { &title },
        "foot": content.foot(foot),
        "edition": content.foot(&edition),
        "number": say!(words, "emit-page", number = "{page}", pages = "{pages}"),
        "language": language,
        "region": region,
        "parts": parts,
    })
}

/// A BCP 47 tag as its language and its region, where it has them.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let is = |part: &String, lengths: [usize; 2]| {
        lengths.contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_lowercase())
    };
    let language = parts.next().filter(|part| is(part, [2, 3])).unwrap_or_else(|| "en".to_owned());
    (language, parts.next().filter(|part| is(part, [2, 2])))
}

struct Content<'a> {
    document: &'a Document,
    letters: &'a mut Letters,
    widths: Widths,
    /// The places that links may lead to.
    ids: BTreeSet<&'a str>,
    /// Those that have come, of which each stands once.
    placed: BTreeSet<String>,
    /// The width that what comes now may have.
    room: i64,
    /// How many lists and quotations what comes now stands in.
    depth: usize,
    /// The level of the heading that was last.
    level: u8,
    titled: bool,
    /// The classes of the heading of a requirement that was last.
    opened: Option<&'a [String]>,
}

impl<'a> Content<'a> {
    fn foot(&mut self, text: &str) -> String {
        self.room = NUMBER;
        self.text(&cut(text, FOOT), 1.0)
    }

    /// The document's parts: a chapter that asks for it lies on its side.
    fn parts(&mut self) -> Json {
        let document = self.document;
        let mut parts = Vec::new();
        let mut blocks = Vec::new();
        let mut wide_from: Option<u8> = None;
        let chapters = document.headings().filter(|heading| matches!(heading.level, 2 | 3)).count();
        let mut contents = chapters < 2;
        for (at, block) in document.blocks.iter().enumerate() {
            if let Block::Heading(heading) = block {
                if heading.level >= 2 && !std::mem::replace(&mut contents, true) {
                    blocks.push(json!({ "kind": "contents" }));
                }
                let goes_on = wide_from.is_some_and(|level| heading.level > level);
                let wanted = heading.classes.iter().any(|class| class == "wide");
                if (wanted || goes_on) != wide_from.is_some() && !blocks.is_empty() {
                    let wide = wide_from.is_some();
                    parts.push(json!({ "wide": wide, "blocks": std::mem::take(&mut blocks) }));
                }
                wide_from = if goes_on { wide_from } else { wanted.then_some(heading.level) };
                self.room = if wide_from.is_some() { WIDE } else { UPRIGHT };
            }
            self.block(block, document.blocks.get(at + 1), &mut blocks);
        }
        parts.push(json!({ "wide": wide_from.is_some(), "blocks": blocks }));
        Json::from(parts)
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Json> {
        let mut made = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(at + 1), &mut made);
        }
        made
    }

    /// Blocks that stand so much further in.
    fn within(&mut self, indent: i64, blocks: &'a [Block]) -> Vec<Json> {
        let room = self.room;
        self.room = (room - indent).max(LEAST);
        self.depth += 1;
        let made = self.blocks(blocks);
        self.depth -= 1;
        self.room = room;
        made
    }

    fn block(&mut self, block: &'a Block, next: Option<&Block>, made: &mut Vec<Json>) {
        let opened = self.opened.take();
        let deep = self.depth >= DEEPEST;
        match block {
            Block::Heading(heading) => made.push(self.heading(heading)),
            Block::Paragraph(line) => made.push(match opened {
                Some(classes) => self.obligation(line, classes),
                None => {
                    let follows =
                        matches!(next, Some(Block::Table(_) | Block::List { .. } | Block::Quote(_)));
                    let keep = follows && plain(line).chars().count() <= SHORT;
                    json!({ "kind": "paragraph", "keep": keep, "line": self.line(line) })
                }
            }),
            Block::List { items, .. } if deep => {
                items.iter().for_each(|item| made.extend(self.blocks(item)));
            }
            Block::List { start, items } => {
                let items: Vec<_> = items.iter().map(|item| self.within(LEVEL, item)).collect();
                made.push(match start {
                    None => json!({ "kind": "list", "items": items }),
                    Some(start) => json!({ "kind": "numbered", "start": start, "items": items }),
                });
            }
            Block::Definitions(definitions) if deep => {
                for definition in definitions {
                    made.push(
                        json!({ "kind": "paragraph", "keep": true, "line": self.line(&definition.term) }),
                    );
                    definition.meanings.iter().for_each(|meaning| made.extend(self.blocks(meaning)));
                }
            }
            Block::Definitions(definitions) => {
                let items: Vec<_> = definitions.iter().map(|one| self.definition(one)).collect();
                made.push(json!({ "kind": "terms", "items": items }));
            }
            Block::Table(table) => made.push(self.table(table)),
            Block::Quote(inner) if deep => made.extend(self.blocks(inner)),
            Block::Quote(inner) => {
                let blocks = self.within(QUOTED, inner);
                made.push(json!({ "kind": "quote", "blocks": blocks }));
            }
            Block::Code(lines) => {
                let text = self.text(lines.trim_end_matches('\n'), 1.1);
                made.push(json!({ "kind": "code", "text": text }));
            }
            Block::Figure(name) => {
                if let Some(figure) = self.document.figure(name) {
                    self.figure(figure, made);
                }
            }
            Block::Rule => made.push(json!({ "kind": "rule" })),
        }
    }

    /// The first heading is the title. No level of the others is left out, as PDF/UA asks (ISO 14289-1, 7.4.2).
    fn heading(&mut self, heading: &'a Heading) -> Json {
        let text = self.line(&heading.text);
        if is_blank(&self.letters.shown(&plain(&heading.text))) {
            // PDF/UA asks for the text of a heading, by which it stands among the bookmarks.
            let place = self.place(&heading.id).map(|id| json!(["anchor", id]));
            return json!({ "kind": "paragraph", "keep": true, "line": Vec::from_iter(place) });
        }
        if heading.level == 1 && !std::mem::replace(&mut self.titled, true) {
            return json!({ "kind": "title", "id": self.place(&heading.id), "text": text });
        }
        self.level = heading.level.saturating_sub(1).clamp(1, self.level + 1);
        // Lots and bids are handed to different people.
        let apart = ["lot-", "bid-"].iter().any(|start| heading.id.starts_with(start));
        let opens = heading.classes.iter().any(|class| class == "requirement");
        self.opened = opens.then_some(heading.classes.as_slice());
        json!({
            "kind": "heading",
            "level": self.level,
            "page": heading.level == 2 && apart,
            "marked": plain(&heading.text).chars().count() <= BOOKMARK,
            "id": self.place(&heading.id),
            "text": text,
        })
    }

    /// The line below the heading of a requirement, which begins with how binding it is.
    fn obligation(&mut self, line: &'a [Inline], classes: &[String]) -> Json {
        let class = OBLIGATIONS.iter().find(|class| classes.iter().any(|known| known == *class));
        match (class, line.split_first()) {
            (Some(class), Some((Inline::Strong(word), rest))) => json!({
                "kind": "obligation",
                "class": class,
                "word": self.line(word),
                "rest": self.line(rest),
            }),
            _ => json!({ "kind": "paragraph", "keep": true, "line": self.line(line) }),
        }
    }

    /// A place that links lead to, where it is the first of its id: Typst asks for that.
    fn place<'i>(&mut self, id: &'i str) -> Option<&'i str> {
        (!id.is_empty() && self.placed.insert(id.to_owned())).then_some(id)
    }

    fn definition(&mut self, definition: &'a Definition) -> Json {
        let short = letters::width(&plain(&definition.term), LETTERS) * 1.05 <= (MEANING - PADDING) as f64;
        let term = self.line(&definition.term);
        let meaning: Vec<Json> =
            definition.meanings.iter().flat_map(|meaning| self.within(MEANING, meaning)).collect();
        json!({ "term": term, "short": short, "meaning": meaning })
    }

    fn table(&mut self, table: &'a Table) -> Json {
        let columns = self.widths.columns(table, self.room);
        let headed = table.head.iter().any(|cell| !plain(cell).is_empty()) || table.rows.is_empty();
        let head = if headed { self.row(&table.head, &columns) } else { Vec::new() };
        let rows: Vec<Json> = table.rows.iter().map(|row| self.table_row(row, &columns)).collect();
        let align = table.columns.iter().map(|column| match column {
            Alignment::Natural | Alignment::Left => "left",
            Alignment::Centre => "centre",
            Alignment::Right => "right",
        });
        json!({
            "kind": "table",
            "columns": columns.iter().map(|width| *width as f64 / 20.0).collect::<Vec<_>>(),
            "align": align.collect::<Vec<_>>(),
            "head": head,
            "repeats": width::lines(&table.head, &columns) <= REPEATED,
            "rows": rows,
        })
    }

    fn table_row(&mut self, row: &'a [Cell], columns: &[i64]) -> Json {
        let first = row.first().map(Vec::as_slice).unwrap_or_default();
        if heads_rows(row) && length(first) <= REPEATED * self.room as f64 {
            return json!({ "heads": true, "cells": [self.line(first)] });
        }
        json!({
            "heads": false,
            "named": row.first().is_some_and(names_row),
            "breaks": width::lines(row, columns) > BREAKABLE,
            "cells": self.row(row, columns),
        })
    }

    fn row(&mut self, row: &'a [Cell], columns: &[i64]) -> Vec<Json> {
        let room = self.room;
        let cells = columns.iter().enumerate().map(|(at, width)| {
            self.room = (width - PADDING).max(1);
            self.line(row.get(at).map(Vec::as_slice).unwrap_or_default())
        });
        let cells: Vec<Json> = cells.collect();
        self.room = room;
        cells
    }

    /// A picture; where it cannot be drawn, what it shows stands there in words.
    fn figure(&mut self, figure: &'a Figure, made: &mut Vec<Json>) {
        let svg = settled(&figure.svg);
        if usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok() {
            let alt = cut(&format!("{}. {}", figure.alt, figure.description), MOST_WORDS);
            made.push(json!({
                "kind": "figure",
                "svg": self.letters.shown(&svg),
                "alt": self.letters.shown(&alt),
                "caption": self.text(&figure.alt, 1.0),
            }));
            return;
        }
        let texts = std::iter::once(figure.alt.as_str()).chain(figure.description.lines());
        for text in texts {
            made.push(json!({ "kind": "paragraph", "keep": false, "line": [self.text(text, 1.0)] }));
        }
    }

    /// A line: a list of texts, and of parts that begin with their kind.
    fn line(&mut self, line: &[Inline]) -> Json {
        let mut parts = Vec::with_capacity(line.len());
        for inline in line {
            parts.push(match inline {
                Inline::Text(text) => Json::from(self.text(text, 1.0)),
                Inline::Code(code) => json!(["code", self.text(code, 1.1)]),
                Inline::Emphasis(inner) => json!(["emphasis", self.line(inner)]),
                Inline::Strong(inner) => json!(["strong", self.line(inner)]),
                Inline::Anchor(id) => match self.place(id) {
                    Some(id) => json!(["anchor", id]),
                    None => json!(""),
                },
                Inline::Break => json!(["break"]),
                Inline::Link { target, text } => match target.strip_prefix('#') {
                    Some(id) if self.ids.contains(id) && !id.is_empty() => json!(["to", id, self.line(text)]),
                    Some(_) => json!(["plain", self.line(text)]),
                    None => match address(target) {
                        Some(address) => json!(["address", address, self.line(text)]),
                        None => json!(["plain", self.line(text)]),
                    },
                },
            });
        }
        Json::from(parts)
    }

    /// A text in letters that there are, in which a word that has no room may be broken.
    fn text(&mut self, text: &str, wider: f64) -> String {
        let shown = self.letters.shown(text);
        let room = self.room as f64;
        let fits = |word: &str| letters::width(word, LETTERS) * wider <= room;
        if shown.split(' ').all(fits) {
            return shown;
        }
        let words: Vec<String> =
            shown.split(' ').map(|word| if fits(word) { word.to_owned() } else { breakable(word) }).collect();
        words.join(" ")
    }
}

/// A word with places where a line may end.
fn breakable(word: &str) -> String {
    let mut broken = String::with_capacity(word.len() * 2);
    let mut since = 0;
    for letter in word.chars() {
        if since >= TOGETHER && letter.is_alphanumeric() {
            broken.push('\u{200b}');
            since = 0;
        }
        broken.push(letter);
        since = if letter.is_alphanumeric() { since + 1 } else { TOGETHER };
    }
    broken
}

/// Whether a cell that opens a row names the row.
fn names_row(cell: &Cell) -> bool {
    let mut shown = cell.iter().filter(|inline| !matches!(inline, Inline::Anchor(_)));
    matches!(shown.next(), Some(Inline::Strong(_)))
}
