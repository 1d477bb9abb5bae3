//! Document to Markdown: CommonMark with tables, definition lists and heading attributes.
//!
//! What is written reads back as the same tree. Plain text is escaped only where it would
//! otherwise be markup, so that the file stays pleasant to read.

use crate::document::tree::{Alignment, Block, Definition, Document, Heading, Inline, Table};

/// Writes a document.
pub fn write(document: &Document) -> String {
    blocks(document, &document.blocks)
}

fn blocks(document: &Document, all: &[Block]) -> String {
    let mut written: Vec<String> = Vec::with_capacity(all.len());
    let mut other_marker = false;
    for (at, block) in all.iter().enumerate() {
        // two lists in a row are told apart by their markers
        let after_list = at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(is_list);
        other_marker = is_list(block) && after_list && !other_marker;
        written.push(self::block(document, block, other_marker));
    }
    written.join("\n")
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { .. })
}

fn block(document: &Document, block: &Block, other_marker: bool) -> String {
    match block {
        Block::Heading(heading) => self::heading(heading),
        Block::Paragraph(text) => format!("{}\n", line(text)),
        Block::List { start, items } => list(document, *start, items, other_marker),
        Block::Definitions(definitions) => {
            let definitions = definitions.iter().map(|definition| self::definition(document, definition));
            definitions.collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => self::table(table),
        Block::Quote(inner) => prefix(&blocks(document, inner), "> ", "> "),
        Block::Code(code) => {
            let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
            format!("{fence}\n{code}{fence}\n")
        }
        Block::Figure(name) => {
            let alt = document.figure(name).map(|figure| escape(&figure.alt, true)).unwrap_or_default();
            format!("![{alt}]({name}.svg)\n")
        }
        Block::Rule => "___\n".to_owned(),
    }
}

fn heading(heading: &Heading) -> String {
    let classes: String = heading.classes.iter().map(|class| format!(" .{class}")).collect();
    let mut text = line(&heading.text).replace("\\\n", " ").replace('{', "\\{");
    // a run of # at the end would be taken for the end of the heading
    if text.ends_with('#') && text.trim_end_matches('#').ends_with(' ') {
        text.insert(text.len() - 1, '\\');
    }
    format!("{} {text} {{#{}{classes}}}\n", "#".repeat(usize::from(heading.level)), heading.id)
}

fn list(document: &Document, start: Option<u64>, items: &[Vec<Block>], other_marker: bool) -> String {
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
        let inner = match blocks(document, item) {
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

fn definition(document: &Document, definition: &Definition) -> String {
    let meanings = definition.meanings.iter().map(|meaning| prefix(&blocks(document, meaning), ": ", "  "));
    format!("{}\n{}", line(&definition.term), meanings.collect::<Vec<_>>().join("\n"))
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

fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{fixture, parse, tidied};

    fn document(blocks: Vec<Block>) -> Document {
        Document { title: String::new(), language: "en".into(), blocks, figures: Vec::new() }
    }

    /// Reads, writes, and reads again.
    fn check(markdown: &str) {
        let first = document(parse::document(markdown, &[]));
        let written = write(&first);
        assert_eq!(parse::document(&written, &[]), first.blocks, "{markdown:?} was written as {written:?}");
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
            proptest::prop_assert_eq!(parse::document(&written, &[]), blocks, "{}", written);
        }
    }

    #[test]
    fn an_annex_says_what_is_asked() {
        let annex = write(&fixture::annex());
        let check = |words: &str| assert!(annex.contains(words), "{words}\n{annex}");
        check("**shall** `UPD-03` · applies if “updatable” is yes");
        check("Years of support: **10 years** (library: 8 years)");
        check("(c) Package without a signature | (a) or (b) |");
        check("**3** _If question 2 is (a) or (b):_ What about latency_days?");
        check("**Met when** question 1 is yes or question 2 is (b).");
        check("| free text | judged by the buyer |");
        check("evidence, verification and reasons: as in [1.1](#pumps-upd-03).");
        check("Infusion pumps → Wi-Fi gateway → Vendor's cloud & \\<service> (in 2 steps)");
        check("[1.1](#pumps-upd-03) shall, if … | – | [3.1](#monitors-upd-03) shall, if … | – | – |");
        check("| **5.3-8** | Timely updates | [UPD-03](#pumps-upd-03) |");
        check("not “Bed”. | UPD-03 Title of UPD-03; NET-01 Title of NET-01;");
        check("| **Waived:** Monitors stand in locked rooms | POW-01 Title of POW-01 |");
        check("read \"or equivalent\"");
    }

    #[test]
    fn an_annex_reads_back() {
        let annex = fixture::annex();
        assert_eq!(parse::document(&write(&annex), &annex.figures), annex.blocks);
    }
}
