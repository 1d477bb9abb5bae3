//! The body of a requirement: a statement, then sections under known headings.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A body cut into its parts, and what does not belong in it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// All before the first heading of level 2.
    pub statement: Range<usize>,
    /// The sections: heading text, place of the heading, content.
    pub sections: Vec<Section>,
    /// Places of raw HTML.
    pub html: Vec<Range<usize>>,
    /// Places of headings of other levels.
    pub headings: Vec<Range<usize>>,
    /// Places of links and images.
    pub links: Vec<Range<usize>>,
}

/// A section of a body.
#[derive(Clone, Debug)]
pub struct Section {
    /// The text of the heading.
    pub title: String,
    /// Where the heading stands.
    pub heading: Range<usize>,
    /// What stands under it.
    pub content: Range<usize>,
}

/// Cuts a body, whose ranges are then of the body's own text.
pub fn parse(text: &str) -> Body {
    let mut body = Body { statement: 0..text.len(), ..Body::default() };
    let mut open: Option<(Range<usize>, String)> = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => open = Some((range, String::new())),
            Event::Start(Tag::Heading { .. }) => body.headings.push(range),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                if let Some((heading, title)) = open.take() {
                    match body.sections.last_mut() {
                        Some(last) => last.content.end = heading.start,
                        None => body.statement.end = heading.start,
                    }
                    body.sections.push(Section { title, content: heading.end..text.len(), heading });
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, title)) = &mut open {
                    title.push_str(&words);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => body.html.push(range),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => body.links.push(range),
            _ => {}
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_fall_into_sections() {
        let check = |text: &str, expected: &str| {
            let body = parse(text);
            let mut found = format!("[{}]", text[body.statement].trim());
            for section in &body.sections {
                found += &format!(" {}=[{}]", section.title, text[section.content.clone()].trim());
            }
            found += &format!(" {} {} {}", body.html.len(), body.headings.len(), body.links.len());
            assert_eq!(found, expected);
        };
        check(
            "It shall.\n\n## Rationale\nWhy.\n\n## Verification\nHow.",
            "[It shall.] Rationale=[Why.] Verification=[How.] 0 0 0",
        );
        check("It <b>shall</b>.\n\n# Big\n[x](y)", "[It <b>shall</b>.\n\n# Big\n[x](y)] 2 1 1");
        check("```\n## no\n```", "[```\n## no\n```] 0 0 0");
    }
}
