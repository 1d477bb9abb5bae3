//! Document to Markdown: CommonMark with tables, as git hosts show it.
//!
//! What is written reads back as the same tree, but for what such hosts have no form for: terms with what they
//! mean become a list, and a heading has an id only where a link leads to it. Plain text is escaped only where
//! it would otherwise be markup, so that the file stays pleasant to read.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::tidied;
use crate::document::tree::{Alignment, Block, Definition, Document, Heading, Inline, Table, plain};

/// Writes a document.
pub fn write(document: &Document) -> String {
    let page = Page { document, anchors: anchors(document) };
    blocks(&page, &document.blocks)
}

/// A document with the ids of headings that are written, since links lead to them.
struct Page<'a> {
    document: &'a Document,
    anchors: BTreeSet<&'a str>,
}

/// The ids that links lead to and that a heading's text does not give it by itself.
fn anchors(document: &Document) -> BTreeSet<&str> {
    let mut targets = BTreeSet::new();
    document.lines(&mut |line| collect(line, &mut targets));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for heading in document.headings() {
        let slug = slug(&plain(&heading.text));
        let copies = seen.entry(slug.clone()).or_default();
        let own = if *copies == 0 { slug } else { format!("{slug}-{copies}") };
        *copies += 1;
        if own == heading.id {
            targets.remove(heading.id.as_str());
        }
    }
    targets
}

fn collect<'a>(line: &'a [Inline], targets: &mut BTreeSet<&'a str>) {
    for inline in line {
        match inline {
            Inline::Link { target, text } => {
                targets.extend(target.strip_prefix('#'));
                collect(text, targets);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => collect(inner, targets),
            Inline::Text(_) | Inline::Code(_) | Inline::Anchor(_) | Inline::Break => {}
        }
    }
}

/// The id that git hosts give a heading.
fn slug(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn blocks(page: &Page<'_>, all: &[Block]) -> String {
    let mut written: Vec<String> = Vec::with_capacity(all.len());
    let mut other_marker = false;
    for (at, block) in all.iter().enumerate() {
        // two lists in a row are told apart by their markers
        let after_list = at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(is_list);
        other_marker = is_list(block) && after_list && !other_marker;
        written.push(self::block(page, block, other_marker));
    }
    written.join("\n")
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { .. } | Block::Definitions(_))
}

fn block(page: &Page<'_>, block: &Block, other_marker: bool) -> String {
    match block {
        Block::Heading(heading) => self::heading(heading, page.anchors.contains(heading.id.as_str())),
        Block::Paragraph(text) => format!("{}\n", line(text)),
        Block::List { start, items } => list(page, *start, items, other_marker),
        Block::Definitions(definitions) => {
            list(page, None, &definitions.iter().map(definition).collect::<Vec<_>>(), other_marker)
        }
        Block::Table(table) => self::table(table),
        Block::Quote(inner) => prefix(&blocks(page, inner), "> ", "> "),
        Block::Code(code) => {
            let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
            format!("{fence}\n{code}{fence}\n")
        }
        Block::Figure(name) => {
            let alt = page.document.figure(name).map(|figure| escape(&figure.alt, true)).unwrap_or_default();
            format!("![{alt}]({name}.svg)\n")
        }
        Block::Rule => "___\n".to_owned(),
    }
}

fn heading(heading: &Heading, anchored: bool) -> String {
    let mut text = line(&heading.text).replace("\\\n", " ").replace('{', "\\{");
    // a run of # at the end would be taken for the end of the heading
    if text.ends_with('#') && text.trim_end_matches('#').ends_with(' ') {
        text.insert(text.len() - 1, '\\');
    }
    // nor is it the end of attributes
    if let Some(rest) = text.strip_suffix('}') {
        text = format!("{rest}&#125;");
    }
    let anchor = if anchored { self::anchor(&heading.id) } else { String::new() };
    format!("{} {anchor}{text}\n", "#".repeat(usize::from(heading.level)))
}

fn anchor(id: &str) -> String {
    format!("<a id=\"{id}\"></a>")
}

fn list(page: &Page<'_>, start: Option<u64>, items: &[Vec<Block>], other_marker: bool) -> String {
    let tight = is_tight(items);
    let items = items.iter().enumerate().map(|(at, item)| {
        let marker = match (start, other_marker) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(start), _) => {
                let number = start.saturating_add(at as u64);
                format!("{number}{} ", if other_marker { ')' } else { '.' })
            }
        };
        let inner = match blocks(page, item) {
            inner if inner.is_empty() => "\n".to_owned(),
            inner if tight => inner.replace("\n\n", "\n"),
            inner => inner,
        };
        prefix(&inner, &marker, &" ".repeat(marker.len()))
    });
    items.collect::<Vec<_>>().join(if tight { "" } else { "\n" })
}

/// Whether no item needs a blank line within it.
fn is_tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| {
        let rest = match item.as_slice() {
            [Block::Paragraph(_), rest @ ..] => rest,
            rest => rest,
        };
        rest.iter().all(|block| matches!(block, Block::List { items, .. } if is_tight(items)))
    })
}

/// A term with what it means as an item of a list.
fn definition(definition: &Definition) -> Vec<Block> {
    let strong = definition.term.iter().any(|inline| matches!(inline, Inline::Strong(_)));
    let mut line =
        if strong { definition.term.clone() } else { vec![Inline::Strong(definition.term.clone())] };
    let mut blocks = definition.meanings.iter().flatten().peekable();
    match blocks.next_if(|block| matches!(block, Block::Paragraph(_))) {
        Some(Block::Paragraph(first)) => {
            line.push(Inline::Text(": ".to_owned()));
            line.extend(first.iter().cloned());
        }
        _ => line.push(Inline::Text(":".to_owned())),
    }
    std::iter::once(Block::Paragraph(tidied(line))).chain(blocks.cloned()).collect()
}

fn table(table: &Table) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| self::cell(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = table.columns.iter().map(|column| match column {
        Alignment::Natural => "---",
        Alignment::Left => ":--",
        Alignment::Centre => ":-:",
        Alignment::Right => "--:",
    });
    let rows: String = table.rows.iter().map(|cells| row(cells)).collect();
    format!("{}| {} |\n{rows}", row(&table.head), rule.collect::<Vec<_>>().join(" | "))
}

fn cell(cell: &[Inline]) -> String {
    line(cell).replace("\\\n", " ").replace('|', "\\|")
}

/// Puts one prefix before the first line and another before the others that hold something.
fn prefix(text: &str, first: &str, others: &str) -> String {
    let mut prefixed = String::with_capacity(text.len() * 2);
    for (at, line) in text.lines().enumerate() {
        let prefix = if at == 0 { first } else { others };
        prefixed.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        prefixed.push_str(line);
        prefixed.push('\n');
    }
    prefixed
}

fn line(inlines: &[Inline]) -> String {
    let mut written = String::new();
    for (at, inline) in inlines.iter().enumerate() {
        let line_start = written.is_empty() || written.ends_with('\n');
        match inline {
            Inline::Text(text) => {
                let before_link = matches!(inlines.get(at + 1), Some(Inline::Link { .. }));
                match text.strip_suffix('!').filter(|_| before_link) {
                    Some(text) => {
                        written.push_str(&escape(text, line_start));
                        written.push_str("\\!");
                    }
                    None => written.push_str(&escape(text, line_start)),
                }
            }
            Inline::Code(code) => written.push_str(&self::code(code)),
            Inline::Emphasis(inner) => {
                // an underscore does not emphasise within a word
                let before = written.ends_with(char::is_alphanumeric);
                let after = match inlines.get(at + 1) {
                    Some(Inline::Text(text)) => text.starts_with(char::is_alphanumeric),
                    _ => false,
                };
                let mark = if before || after { '*' } else { '_' };
                written.extend([mark.to_string(), line(inner), mark.to_string()]);
            }
            Inline::Strong(inner) => written.extend(["**", &line(inner), "**"]),
            Inline::Link { target, text } => {
                written.push_str(&format!("[{}]({})", line(text), address(target)));
            }
            Inline::Anchor(id) => written.push_str(&anchor(id)),
            Inline::Break => written.push_str("\\\n"),
        }
    }
    written
}

fn code(code: &str) -> String {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let blank = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{code}{blank}{fence}")
}

fn address(target: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'+,;=%".contains(c);
    if target.chars().all(plain) {
        return target.to_owned();
    }
    let mut address = String::from("<");
    for character in target.chars() {
        if matches!(character, '<' | '>' | '\\' | '&') {
            address.push('\\');
        }
        address.push(character);
    }
    address + ">"
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}

/// Escapes what would be markup where it stands.
fn escape(text: &str, line_start: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let characters: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| {
        at.and_then(|at| characters.get(at)).is_some_and(|character| character.is_alphanumeric())
    };
    for (at, character) in characters.iter().enumerate() {
        let markup = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !(letter(at.checked_sub(1)) && letter(Some(at + 1))),
            '&' => is_entity(characters.get(at + 1..).unwrap_or_default()),
            // An address alone is a link on a git host, and a text is none.
            ':' if characters.get(at + 1..).unwrap_or_default().starts_with(&['/', '/']) => true,
            '.' if names_a_server(characters.get(..at).unwrap_or_default()) => true,
            '#' | '>' | '-' | '+' | '=' | '~' | ':' => line_start && at == 0,
            '.' | ')' => {
                line_start && digits > 0 && at == digits && matches!(characters.get(at + 1), None | Some(' '))
            }
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        escaped.push(*character);
    }
    escaped
}

/// Whether what stands before a point ends with `www`.
fn names_a_server(before: &[char]) -> bool {
    let last: String = before.iter().rev().take(3).collect();
    last.eq_ignore_ascii_case("www")
}

fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

/// Blocks without what git hosts have no form for.
#[cfg(test)]
pub(crate) fn plainly(blocks: Vec<Block>) -> Vec<Block> {
    let plain = blocks.into_iter().map(|block| match block {
        Block::Heading(heading) => {
            Block::Heading(Heading { id: String::new(), classes: Vec::new(), ..heading })
        }
        Block::Definitions(definitions) => {
            let items = definitions.iter().map(|one| plainly(definition(one)));
            Block::List { start: None, items: items.collect() }
        }
        Block::Quote(inner) => Block::Quote(plainly(inner)),
        Block::List { start, items } => {
            Block::List { start, items: items.into_iter().map(plainly).collect() }
        }
        other => other,
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{fixture, parse};

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            title: String::new(),
            language: "en".into(),
            foot: String::new(),
            blocks,
            figures: Vec::new(),
        }
    }

    /// Reads, writes, and reads again.
    fn check(markdown: &str) {
        let first = document(parse::document(markdown, &[]));
        let written = write(&first);
        let again = plainly(parse::document(&written, &[]));
        assert_eq!(again, plainly(first.blocks), "{markdown:?} was written as {written:?}");
    }

    #[test]
    fn what_is_written_reads_back() {
        check("# A\n\ntext *em* **strong** `code` [link](https://example.org/a_(b)?c=1&amp;d)");
        check("- a\n- b\n  - c\n\n* other list\n\n1. one\n2. two\n\n1) again");
        check("- loose\n\n  para\n\n- item\n\n      code");
        check("> quote\n>\n> - list\n\n> another");
        check("term\n: meaning one\n\n: meaning two\n\n  more\n\nother\n: x");
        check("| a \\| b | c |\n|:-:|--:|\n| `x \\| y` | \\\\\\| |\n| *e* |");
        check("```rust\nfn main() {}\n\n~~~ ``` \n```");
        check("a\\\nb\\\n- c\\\n1. d");
        check("snake_case _em_ a*b*c \\*lit\\* 1\\. x &amp;amp; R&D \\<b> ![x](y) !\\[z]");
        check(
            "# a \\# {#b}\n\n# c # #\n\n# {#x} {x} # {#y .z}\n\n## \\{a} #\n\n\\# no\n\n\\- no\n\n\\: no\n\n\\+ no\n\n\\=",
        );
        check("<div>\nraw\n</div>\n\n<!-- note -->\n\ninline <b>raw</b>");
        check("-\n- x\n\n***\n\n- ***");
        check(
            "# A\n\n[b](#b) [c](#c) [d](#d)\n\n## B\n\n## <a id=\"c\"></a>See!\n\n| <a id=\"d\"></a>**d** | e |\n|---|---|",
        );
        check("[a](javascript:x) [b](data:x) [c](#d) <https://example.org> [*e* `f`](mailto:a@b.c)");
    }

    #[test]
    fn depth_has_an_end() {
        let deep = |mark: &str| format!("{}x", mark.repeat(5_000));
        for markdown in [deep("> "), deep("- "), deep("*a "), deep("**a _b "), deep("[")] {
            write(&document(parse::document(&markdown, &[])));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives(text in "[ -~é“\n]{1,40}", cell in "[ -~]{0,20}") {
            let text = tidied(vec![Inline::Text(text)]);
            let cell = tidied(vec![Inline::Text(cell)]);
            proptest::prop_assume!(!text.is_empty());
            let cells = vec![cell, text.clone()];
            let mut marked = text.clone();
            marked.extend([Inline::Text(" ".into()), Inline::Strong(text.clone())]);
            let blocks = vec![
                Block::Paragraph(tidied(marked)),
                Block::Table(Table { columns: vec![Alignment::Natural; 2], head: cells.clone(), rows: vec![cells] }),
                Block::List { start: None, items: vec![vec![Block::Paragraph(text.clone())]] },
                Block::Heading(Heading { level: 2, id: "a".into(), classes: Vec::new(), text }),
            ];
            let written = write(&document(blocks.clone()));
            proptest::prop_assert_eq!(plainly(parse::document(&written, &[])), plainly(blocks), "{}", written);
        }
    }

    #[test]
    fn an_annex_says_what_is_asked() {
        let annex = write(&fixture::annex());
        let check = |words: &str| assert!(annex.contains(words), "{words}\n{annex}");
        check("| <a id=\"upd-03\"></a>**UPD-03** | **Title of UPD-03.** The");
        check("_\\* if “updatable” is yes_ | **shall**\\* | – | **shall**\\* | – | – |");
        check("[UPD-03](#upd-03)");
        check("Vendor's cloud & \\<service> (The internet");
        check("read \"or equivalent\"");
    }

    #[test]
    fn an_annex_reads_back() {
        let annex = fixture::annex();
        let again = plainly(parse::document(&write(&annex), &annex.figures));
        for (again, block) in again.into_iter().zip(plainly(annex.blocks)) {
            assert_eq!(again, block);
        }
    }
}
