//! Building the tree from events: a stack of open things, closed one by one.
//!
//! Holds the limits: how deep things nest, which targets a link may have, that ids are
//! unique. What is past a limit stays as plain content of what holds it.

use std::collections::BTreeSet;

use super::seal::{self, Kind, Part};
use super::tidy;
use super::tree::{Block, Cell, Definition, Figure, Heading, Inline, Table, plain};
use super::{parse, tidy::clean};

/// How many things may be open at once. Writers recurse this deep.
const DEEPEST: usize = 24;

/// Something that is open.
#[derive(Debug)]
#[allow(missing_docs)] // named after what they become
pub enum Frame {
    Root(Vec<Block>),
    Quote(Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Item(Vec<Block>),
    Definitions(Vec<Definition>),
    Term(Vec<Inline>),
    Meaning(Vec<Block>),
    Table(Table),
    Row(Vec<Cell>),
    Cell(Vec<Inline>),
    Paragraph(Vec<Inline>),
    Heading(Heading),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link {
        target: String,
        text: Vec<Inline>,
    },
    Image {
        target: String,
        alt: Vec<Inline>,
    },
    /// Leaves no trace: its content belongs to what holds it.
    Flat,
}

/// A tree in the making.
pub struct Builder {
    stack: Vec<Frame>,
    figures: Vec<String>,
    sealed: bool,
    passage: bool,
    ids: BTreeSet<String>,
    /// Blocks that come after the paragraph in hand.
    after: Vec<Block>,
}

impl Builder {
    /// For a whole document with these figures, in which texts may be sealed or not.
    pub fn new(figures: &[Figure], sealed: bool) -> Self {
        Self {
            stack: vec![Frame::Root(Vec::new())],
            figures: figures.iter().map(|figure| figure.name.clone()).collect(),
            sealed,
            passage: false,
            ids: BTreeSet::new(),
            after: Vec::new(),
        }
    }

    /// For a passage within a document.
    pub fn passage() -> Self {
        Self { passage: true, ..Self::new(&[], false) }
    }

    /// Opens something.
    pub fn open(&mut self, frame: Frame) {
        let flat_parent = matches!(self.stack.last(), Some(Frame::Flat));
        let deep = self.stack.len() >= DEEPEST;
        let holds = |wanted: fn(&Frame) -> bool| self.stack.iter().any(wanted);
        let frame = match frame {
            Frame::Quote(_) | Frame::List { .. } | Frame::Definitions(_) if deep => Frame::Flat,
            Frame::Item(_) | Frame::Meaning(_) if flat_parent => Frame::Flat,
            Frame::Term(_) if flat_parent => Frame::Paragraph(Vec::new()),
            Frame::Emphasis(_) if holds(|frame| matches!(frame, Frame::Emphasis(_))) => Frame::Flat,
            Frame::Strong(_) if holds(|frame| matches!(frame, Frame::Strong(_))) => Frame::Flat,
            Frame::Link { target, .. } if !is_allowed(&target) => Frame::Flat,
            frame => frame,
        };
        self.stack.push(frame);
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        if let Some(Frame::Code(code)) = self.stack.last_mut() {
            code.push_str(text);
        } else if self.sealed {
            for part in seal::parts(text) {
                match part {
                    Part::Open(text) | Part::Sealed(Kind::Text, text) => self.inline(Inline::Text(text)),
                    Part::Sealed(Kind::Words, text) => self.words(&text),
                    Part::Sealed(Kind::Markdown, text) => self.insert(parse::passage(&text)),
                }
            }
        } else {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    /// Whether places that links lead to may stand here.
    pub fn takes_anchors(&self) -> bool {
        !self.passage
    }

    /// Adds a place that links lead to, where there is none of that id. At the start of a heading it is the
    /// heading's own.
    pub fn anchor(&mut self, id: String) {
        match self.stack.last_mut() {
            Some(Frame::Heading(heading)) if heading.text.is_empty() && heading.id.is_empty() => {
                heading.id = id
            }
            _ if self.ids.insert(id.clone()) => self.inline(Inline::Anchor(id)),
            _ => {}
        }
    }

    /// Adds text of a machine.
    pub fn code(&mut self, code: &str) {
        let code = if self.sealed { seal::open(code) } else { code.to_owned() };
        let code = clean(&code);
        if !code.trim().is_empty() {
            self.inline(Inline::Code(code.trim().to_owned()));
        }
    }

    fn words(&mut self, text: &str) {
        let odd_one_out = text.matches('`').count() % 2 == 1;
        let mut parts = text.split('`').enumerate().peekable();
        while let Some((at, part)) = parts.next() {
            match (at % 2 == 1, parts.peek().is_none() && odd_one_out) {
                (true, false) => self.code(part),
                (true, true) => self.inline(Inline::Text(format!("`{part}"))),
                (false, _) => self.inline(Inline::Text(part.to_owned())),
            }
        }
    }

    /// Adds blocks where a text stands: the first paragraph continues the one in hand.
    fn insert(&mut self, blocks: Vec<Block>) {
        let mut blocks = blocks.into_iter().peekable();
        let top = self.stack.last();
        let in_paragraph = matches!(top, Some(Frame::Paragraph(_)));
        let among_blocks = matches!(
            top,
            Some(Frame::Root(_) | Frame::Quote(_) | Frame::Item(_) | Frame::Meaning(_) | Frame::Flat)
        );
        if !in_paragraph && !among_blocks {
            let flat: Vec<Inline> = tidy::flatten(blocks.collect());
            return flat.into_iter().for_each(|inline| self.inline(inline));
        }
        if let Some(Block::Paragraph(first)) = blocks.next_if(|block| matches!(block, Block::Paragraph(_))) {
            first.into_iter().for_each(|inline| self.inline(inline));
        }
        if in_paragraph {
            self.after.extend(blocks);
        } else {
            blocks.for_each(|block| self.block(block));
        }
    }

    /// Adds something to the line in hand.
    pub fn inline(&mut self, inline: Inline) {
        for frame in self.stack.iter_mut().rev() {
            match frame {
                Frame::Paragraph(line) | Frame::Term(line) | Frame::Cell(line) => return line.push(inline),
                Frame::Emphasis(line) | Frame::Strong(line) => return line.push(inline),
                Frame::Link { text: line, .. } | Frame::Image { alt: line, .. } => return line.push(inline),
                Frame::Heading(heading) => return heading.text.push(inline),
                // an item of a tight list has no paragraphs of its own
                Frame::Root(blocks) | Frame::Quote(blocks) | Frame::Item(blocks) | Frame::Meaning(blocks) => {
                    if let Some(Block::Paragraph(line)) = blocks.last_mut() {
                        line.push(inline);
                    } else {
                        blocks.push(Block::Paragraph(vec![inline]));
                    }
                    return;
                }
                Frame::List { .. } | Frame::Definitions(_) | Frame::Table(_) | Frame::Row(_) => {}
                Frame::Code(_) | Frame::Flat => {}
            }
        }
    }

    /// Adds a block.
    pub fn block(&mut self, block: Block) {
        for frame in self.stack.iter_mut().rev() {
            match frame {
                Frame::Root(blocks) | Frame::Quote(blocks) | Frame::Item(blocks) | Frame::Meaning(blocks) => {
                    return blocks.push(block);
                }
                _ => {}
            }
        }
    }

    /// Closes what was opened last.
    pub fn close(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        match frame {
            Frame::Root(blocks) => self.stack.push(Frame::Root(blocks)),
            Frame::Flat => {}
            Frame::Quote(blocks) => self.block(Block::Quote(tidy::blocks(blocks))),
            Frame::List { start, items } => self.block(Block::List { start, items }),
            Frame::Item(blocks) => {
                if let Some(Frame::List { items, .. }) = self.stack.last_mut() {
                    items.push(tidy::blocks(blocks));
                }
            }
            Frame::Definitions(definitions) => self.block(Block::Definitions(definitions)),
            Frame::Term(term) => {
                if let Some(Frame::Definitions(definitions)) = self.stack.last_mut() {
                    definitions.push(Definition { term: tidy::inlines(term), meanings: Vec::new() });
                }
            }
            Frame::Meaning(blocks) => {
                if let Some(Frame::Definitions(definitions)) = self.stack.last_mut()
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.meanings.push(tidy::blocks(blocks));
                }
            }
            Frame::Cell(cell) => {
                if let Some(Frame::Row(cells)) = self.stack.last_mut() {
                    cells.push(tidy::inlines(cell));
                }
            }
            Frame::Row(cells) => {
                if let Some(Frame::Table(table)) = self.stack.last_mut() {
                    if table.head.is_empty() { table.head = cells } else { table.rows.push(cells) }
                }
            }
            Frame::Table(table) => self.block(Block::Table(table)),
            Frame::Code(code) => {
                let code = if self.sealed { seal::open(&code) } else { code };
                self.block(Block::Code(tidy::lines(&code)));
            }
            Frame::Paragraph(line) => {
                self.block(Block::Paragraph(line));
                let after = std::mem::take(&mut self.after);
                after.into_iter().for_each(|block| self.block(block));
            }
            Frame::Heading(heading) => self.heading(heading),
            Frame::Emphasis(line) => self.inline(Inline::Emphasis(line)),
            Frame::Strong(line) => self.inline(Inline::Strong(line)),
            Frame::Link { target, text } => self.inline(Inline::Link { target, text }),
            Frame::Image { target, alt } => self.image(&target, alt),
        }
    }

    fn heading(&mut self, heading: Heading) {
        let text = tidy::inlines(heading.text);
        if self.passage {
            return self.block(Block::Paragraph(vec![Inline::Strong(text)]));
        }
        if text.is_empty() {
            return;
        }
        let wanted = if heading.id.is_empty() { slug(&plain(&text)) } else { heading.id };
        let id = unique(&wanted, &mut self.ids);
        self.block(Block::Heading(Heading { id, text, ..heading }));
    }

    fn image(&mut self, target: &str, alt: Vec<Inline>) {
        let known = target.strip_suffix(".svg").filter(|name| self.figures.iter().any(|known| known == name));
        match known {
            Some(name) => self.after.push(Block::Figure(name.to_owned())),
            None => alt.into_iter().for_each(|inline| self.inline(inline)),
        }
    }

    /// Closes everything that is still open.
    pub fn finish(mut self) -> Vec<Block> {
        while self.stack.len() > 1 {
            self.close();
        }
        let mut blocks = match self.stack.pop() {
            Some(Frame::Root(blocks)) => blocks,
            _ => Vec::new(),
        };
        blocks.append(&mut self.after);
        tidy::blocks(blocks)
    }
}

fn is_allowed(target: &str) -> bool {
    let scheme =
        |scheme: &str| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let printable = target.chars().all(|c| !c.is_whitespace() && !c.is_control());
    printable && (target.starts_with('#') || scheme("https://") || scheme("http://") || scheme("mailto:"))
}

/// The text, or where it is taken the first of its copies that is not: `a`, `a-2`, `a-3`. It is taken then.
pub fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut copies = 1;
    while !taken.insert(id.clone()) {
        copies += 1;
        id = format!("{wanted}-{copies}");
    }
    id
}

/// An id made of a text: lower case, words joined by hyphens.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    if slug.is_empty() { "section".to_owned() } else { slug }
}
