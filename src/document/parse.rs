//! Markdown to the tree.
//!
//! Reads what templates yield and what authors of a library write. Everything in it that
//! a document may not hold becomes plain text: raw HTML, links of other schemes, nesting
//! past a limit. It never fails and its work is proportional to the text.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Frame};
use super::seal;
use super::tree::{Alignment, Block, Figure, Heading, Inline, Table};

/// Reads what a template yields: sealed texts are opened, figures are those of that name.
pub fn template(markdown: &str, figures: &[Figure]) -> Vec<Block> {
    read(markdown, Builder::new(figures, true))
}

/// Reads Markdown that was written by [`crate::emit`], with figures of that name.
#[cfg(test)]
pub fn document(markdown: &str, figures: &[Figure]) -> Vec<Block> {
    read(markdown, Builder::new(figures, false))
}

/// Reads a passage of someone else's: its headings become strong paragraphs.
pub fn passage(markdown: &str) -> Vec<Block> {
    read(markdown, Builder::passage())
}

fn read(markdown: &str, mut builder: Builder) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST;
    let mut anchored = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::InlineHtml(html) if builder.takes_anchors() && anchor(&html).is_some() => {
                builder.anchor(anchor(&html).unwrap_or_default());
                anchored = true;
            }
            Event::InlineHtml(html) if anchored && &*html == "</a>" => anchored = false,
            Event::Start(tag) => start(&mut builder, tag),
            Event::End(TagEnd::MetadataBlock(_)) => {}
            Event::End(_) => builder.close(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => builder.text(&text),
            Event::Code(code) => builder.code(&code),
            Event::SoftBreak => builder.text(" "),
            Event::HardBreak => builder.inline(Inline::Break),
            Event::Rule => builder.block(Block::Rule),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                builder.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }
    builder.finish()
}

fn start(builder: &mut Builder, tag: Tag<'_>) {
    let frame = match tag {
        Tag::Paragraph => Frame::Paragraph(Vec::new()),
        Tag::HtmlBlock => Frame::Paragraph(Vec::new()),
        Tag::Heading { level, id, classes, .. } => Frame::Heading(Heading {
            level: level as u8,
            id: id.map(name).unwrap_or_default(),
            classes: classes.into_iter().map(name).filter(|class| !class.is_empty()).collect(),
            text: Vec::new(),
        }),
        Tag::BlockQuote(_) => Frame::Quote(Vec::new()),
        Tag::CodeBlock(_) => Frame::Code(String::new()),
        Tag::List(start) => Frame::List { start, items: Vec::new() },
        Tag::Item => Frame::Item(Vec::new()),
        Tag::DefinitionList => Frame::Definitions(Vec::new()),
        Tag::DefinitionListTitle => Frame::Term(Vec::new()),
        Tag::DefinitionListDefinition => Frame::Meaning(Vec::new()),
        Tag::Table(columns) => {
            let columns = columns.into_iter().map(alignment).collect();
            Frame::Table(Table { columns, head: Vec::new(), rows: Vec::new() })
        }
        Tag::TableHead | Tag::TableRow => Frame::Row(Vec::new()),
        Tag::TableCell => Frame::Cell(Vec::new()),
        Tag::Emphasis => Frame::Emphasis(Vec::new()),
        Tag::Strong => Frame::Strong(Vec::new()),
        Tag::Link { dest_url, .. } => Frame::Link { target: seal::open(&dest_url), text: Vec::new() },
        Tag::Image { dest_url, .. } => Frame::Image { target: seal::open(&dest_url), alt: Vec::new() },
        Tag::FootnoteDefinition(_) | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => Frame::Flat,
        Tag::MetadataBlock(_) => return,
    };
    builder.open(frame);
}

/// The id of `<a id="…">`, the one piece of HTML that is read: a place that links lead to.
fn anchor(html: &str) -> Option<String> {
    let id = html.strip_prefix("<a id=\"")?.strip_suffix("\">")?;
    let id = name(CowStr::Borrowed(id));
    (!id.is_empty()).then_some(id)
}

/// What may stand in an id or a class.
fn name(text: CowStr<'_>) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    seal::open(&text).chars().filter(allowed).collect()
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Natural,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
