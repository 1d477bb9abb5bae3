//! A report as a chapter of a document that holds several: its headings a level lower, its anchors
//! and the links to them its own.
//!
//! Templates need not know: what they call `missed` is `bid-2-missed` in the second chapter.

use std::collections::BTreeSet;

use crate::document::tree::{Block, Document, Heading, Inline};

/// The blocks of a report as a chapter whose first heading has this anchor, and every other one an
/// anchor that starts with it.
pub fn of(report: Document, anchor: &str) -> Vec<Block> {
    let ids: BTreeSet<String> = report.headings().map(|heading| heading.id.clone()).collect();
    let first = report.headings().next().map(|heading| heading.id.clone());
    let named = |id: &str| match first.as_deref() == Some(id) {
        true => anchor.to_owned(),
        false => format!("{anchor}-{id}"),
    };
    let chapter = Chapter { ids, named: &named };
    report.blocks.into_iter().map(|block| chapter.block(block)).collect()
}

struct Chapter<'a> {
    /// The anchors of the report on its own.
    ids: BTreeSet<String>,
    /// What each is called in the chapter.
    named: &'a dyn Fn(&str) -> String,
}

impl Chapter<'_> {
    /// Documents nest to a limit of their own, so that this ends.
    fn block(&self, block: Block) -> Block {
        match block {
            Block::Heading(heading) => Block::Heading(Heading {
                level: heading.level.saturating_add(1).min(6),
                id: (self.named)(&heading.id),
                text: self.line(heading.text),
                ..heading
            }),
            Block::Paragraph(line) => Block::Paragraph(self.line(line)),
            Block::List { start, items } => {
                Block::List { start, items: items.into_iter().map(|item| self.blocks(item)).collect() }
            }
            Block::Definitions(mut definitions) => {
                for definition in &mut definitions {
                    definition.term = self.line(std::mem::take(&mut definition.term));
                    for meaning in &mut definition.meanings {
                        *meaning = self.blocks(std::mem::take(meaning));
                    }
                }
                Block::Definitions(definitions)
            }
            Block::Table(mut table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    *cell = self.line(std::mem::take(cell));
                }
                Block::Table(table)
            }
            Block::Quote(inner) => Block::Quote(self.blocks(inner)),
            Block::Code(_) | Block::Figure(_) | Block::Rule => block,
        }
    }

    fn blocks(&self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn line(&self, line: Vec<Inline>) -> Vec<Inline> {
        let inlines = line.into_iter().map(|inline| match inline {
            Inline::Link { target, text } => {
                let own = target.strip_prefix('#').filter(|id| self.ids.contains(*id)).map(self.named);
                Inline::Link { target: own.map_or(target, |id| format!("#{id}")), text }
            }
            Inline::Emphasis(inner) => Inline::Emphasis(self.line(inner)),
            Inline::Strong(inner) => Inline::Strong(self.line(inner)),
            inline => inline,
        });
        inlines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::emit::markdown;

    #[test]
    fn anchors_and_links_are_its_own() {
        let check = |report: &str, expected: &str| {
            let of = |blocks| Document {
                title: String::new(),
                language: "en".to_owned(),
                foot: String::new(),
                blocks,
                figures: Vec::new(),
            };
            let chapter = super::of(of(parse::document(report, &[])), "bid-2");
            assert_eq!(markdown::write(&of(chapter)), expected);
        };
        check(
            "# Bid {#top}\n\n## Missed\n\n- see **[here](#missed)**, [there](#elsewhere), [above](#top)\n",
            "## <a id=\"bid-2\"></a>Bid\n\n### <a id=\"bid-2-missed\"></a>Missed\n\n\
             - see **[here](#bid-2-missed)**, [there](#elsewhere), [above](#bid-2)\n",
        );
        check(
            "| [a](#b) |\n| --- |\n| [a](#b) |\n\n> [a](#b)\n\na\n: [a](#b)\n\n###### b\n",
            "| [a](#bid-2) |\n| --- |\n| [a](#bid-2) |\n\n> [a](#bid-2)\n\n- **a**: [a](#bid-2)\n\n###### <a id=\"bid-2\"></a>b\n",
        );
        check("No heading.\n", "No heading.\n");
    }
}
