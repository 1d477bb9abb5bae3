//! One form for what can be written in several: texts joined, blanks single, nothing empty.
//!
//! Two documents that read the same are the same tree, and a tree written as Markdown and
//! read again is itself.

use super::tree::{Block, Inline};

/// Blocks in their one form.
pub fn blocks(blocks: Vec<Block>) -> Vec<Block> {
    let mut tidy: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (block, tidy.last_mut()) {
            (Block::Paragraph(line), _) => {
                let line = inlines(line);
                if !line.is_empty() {
                    tidy.push(Block::Paragraph(line));
                }
            }
            (Block::Definitions(more), Some(Block::Definitions(definitions))) => definitions.extend(more),
            (Block::Quote(inner), _) if inner.is_empty() => {}
            (block, _) => tidy.push(block),
        }
    }
    tidy
}

/// A line in its one form.
pub fn inlines(line: Vec<Inline>) -> Vec<Inline> {
    let mut tidy = Vec::with_capacity(line.len());
    join(line, &mut tidy);
    trim(&mut tidy);
    tidy
}

fn join(line: Vec<Inline>, tidy: &mut Vec<Inline>) {
    for inline in line {
        match (inline, tidy.last_mut()) {
            (Inline::Text(text), Some(Inline::Text(before))) => {
                let text = clean(&text);
                before.push_str(if before.ends_with(' ') { text.trim_start_matches(' ') } else { &text });
            }
            (Inline::Text(text), _) => {
                let text = clean(&text);
                if !text.is_empty() {
                    tidy.push(Inline::Text(text));
                }
            }
            (Inline::Emphasis(inner), _) => wrap(inner, tidy, Inline::Emphasis),
            (Inline::Strong(inner), _) => wrap(inner, tidy, Inline::Strong),
            (Inline::Link { target, text }, _) => wrap(text, tidy, |text| Inline::Link { target, text }),
            (Inline::Code(code), _) => tidy.push(Inline::Code(code)),
            (Inline::Anchor(id), _) => tidy.push(Inline::Anchor(id)),
            (Inline::Break, _) => tidy.push(Inline::Break),
        }
    }
}

/// Blanks at the edges of something emphasised belong outside it.
fn wrap(inner: Vec<Inline>, tidy: &mut Vec<Inline>, with: impl FnOnce(Vec<Inline>) -> Inline) {
    let blank = |inline: Option<&Inline>, edge: fn(&str) -> bool| matches!(inline, Some(Inline::Text(text)) if edge(text));
    let mut line = Vec::with_capacity(inner.len());
    join(inner, &mut line);
    let before = blank(line.first(), |text| text.starts_with(' '));
    let after = blank(line.last(), |text| text.ends_with(' '));
    trim(&mut line);
    if before {
        join(vec![Inline::Text(" ".into())], tidy);
    }
    if !line.is_empty() {
        tidy.push(with(line));
        if after {
            tidy.push(Inline::Text(" ".into()));
        }
    }
}

fn trim(line: &mut Vec<Inline>) {
    while let Some(first) = line.first_mut() {
        match first {
            Inline::Text(text) => {
                let trimmed = text.trim_start_matches(' ').to_owned();
                *text = trimmed;
                if !text.is_empty() {
                    break;
                }
                line.remove(0);
            }
            Inline::Break => drop(line.remove(0)),
            _ => break,
        }
    }
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    break;
                }
                line.pop();
            }
            Inline::Break => drop(line.pop()),
            _ => break,
        }
    }
}

/// All text of blocks as one line, for where only a line can stand.
pub fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        if !line.is_empty() {
            line.push(Inline::Text(" ".to_owned()));
        }
        match block {
            Block::Paragraph(text) => line.extend(text),
            Block::Heading(heading) => line.extend(heading.text),
            Block::Quote(inner) => line.extend(flatten(inner)),
            Block::List { items, .. } => {
                for item in items {
                    line.push(Inline::Text(" • ".to_owned()));
                    line.extend(flatten(item));
                }
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    line.extend(definition.term);
                    line.push(Inline::Text(": ".to_owned()));
                    definition.meanings.into_iter().for_each(|meaning| line.extend(flatten(meaning)));
                }
            }
            Block::Table(table) => {
                let rows = std::iter::once(table.head).chain(table.rows);
                line.extend(rows.flatten().flatten());
            }
            Block::Code(code) => line.push(Inline::Code(clean(&code))),
            Block::Figure(_) | Block::Rule => {}
        }
    }
    line
}

/// Text without line ends, doubled blanks, control characters, or marks that change the
/// direction of what stands beside them (U+202A to U+202E, U+2066 to U+2069).
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{a0}' | '\u{202f}' => clean.push(character),
            character if character.is_whitespace() => {
                if !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            character if is_hidden(character) => {}
            character => clean.push(character),
        }
    }
    clean
}

/// Lines without control characters, each ending with a line feed.
pub fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + 1);
    for line in text.lines() {
        lines.extend(line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_hidden(*c)));
        lines.push('\n');
    }
    lines
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
