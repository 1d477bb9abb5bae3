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
    /// Places of footnotes.
    pub footnotes: Vec<Range<usize>>,
    /// Places of lines that would be headings with a blank behind the `#`: they are text.
    pub glued: Vec<Range<usize>>,
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
    let mut in_code = false;
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
                if open.is_none() && !in_code && is_glued(text, &range) {
                    body.glued.push(line(text, &range));
                }
                if let Some((_, title)) = &mut open {
                    title.push_str(&words);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => body.html.push(range),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                let note = text.get(range.clone()).is_some_and(|link| link.starts_with("[^"));
                if note { body.footnotes.push(range) } else { body.links.push(range) }
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
    }
    body
}

/// Whether a text starts a line with `##` and a word at once.
fn is_glued(text: &str, range: &Range<usize>) -> bool {
    let starts_line = text.get(..range.start).is_some_and(|before| {
        let blanks = before.len() - before.trim_end_matches(' ').len();
        blanks < 4
            && (before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with('\n'))
    });
    let written = text.get(range.clone()).unwrap_or_default();
    let marks = written.bytes().take_while(|byte| *byte == b'#').count();
    let word = written.get(marks..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    starts_line && word && (1..=6).contains(&marks)
}

/// The line that a text starts.
fn line(text: &str, range: &Range<usize>) -> Range<usize> {
    let rest = text.get(range.start..).unwrap_or_default();
    range.start..range.start + rest.lines().next().unwrap_or_default().trim_end().len()
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

    #[test]
    fn headings_need_a_blank() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = parse(text).glued.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("It shall.\n\n##Rationale\nWhy.", &["##Rationale"]);
        check("It shall.\n##Rationale  \n", &["##Rationale"]);
        check("It shall meet\n#12 and `##x`, or ##y.\n\n```\n##z\n```\n\n## Ok\n", &[]);
    }
}
