//! Diagnostics as people read them in a terminal: the look that `rustc` made known.
//!
//! Only lays out: the words are those of the diagnostic. Texts are shown without control
//! characters, so an input cannot steer the terminal.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::screen::{clean, harmless};
use crate::diag::{Diagnostic, Edit, Label, Severity};
use crate::text::words;
use crate::text::{Place, Source, SourceId, Sources, Span};

/// Columns that a line of output may take.
const WIDTH: usize = 120;

/// Bytes from the first to the last labelled line beyond which only the place is named: a file
/// on one line of megabytes has nothing to show.
const MOST_SHOWN: usize = 20_000;

/// The diagnostics, each with its places drawn into the text, a blank line between two.
pub fn render(diagnostics: &[&Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let blocks: Vec<String> = diagnostics.iter().map(|one| block(one, sources, &renderer)).collect();
    if blocks.is_empty() { String::new() } else { blocks.join("\n\n") + "\n" }
}

/// How many there are, in words: "2 errors, 1 warning"; nothing where there are none.
pub fn summary(diagnostics: &[&Diagnostic]) -> Option<String> {
    let counted = |severity, word: &str| {
        let count = diagnostics.iter().filter(|one| one.severity() == severity).count();
        (count > 0).then(|| words::counted(count, word))
    };
    let parts: Vec<String> = [counted(Severity::Error, "error"), counted(Severity::Warning, "warning")]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn block(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(harmless(&diagnostic.message)).id(diagnostic.code.id);
    let mut main = Group::with_title(title).elements(places(&diagnostic.labels, sources));
    if let Some(file) = &diagnostic.file {
        main = main.element(Origin::path(clean(file)));
    }
    for step in &diagnostic.trace {
        main = main.element(Level::NOTE.message(harmless(&step_words(step, sources))));
    }
    let mut groups = Vec::new();
    for hint in &diagnostic.hints {
        let text = harmless(&hint.text);
        match hint.edit.as_ref().and_then(|edit| patch(edit, sources)) {
            Some(patch) => groups.push(Level::HELP.secondary_title(text).element(patch)),
            None => main = main.element(Level::HELP.message(text)),
        }
    }
    groups.insert(0, main);
    renderer.render(&groups)
}

/// A step of a trace with its place: "set to 3 in tender.yaml:18".
fn step_words(step: &Label, sources: &Sources) -> String {
    let source = sources.get(step.span.source);
    if source.name.is_empty() {
        return step.text.clone();
    }
    let name = clean(&source.name);
    match source.place(step.span.start) {
        Place::Text(place) => format!("{} in {name}:{}", step.text, place.line),
        Place::Cell(cell) => format!("{} in {name}:{cell}", step.text),
    }
}

/// The labels drawn, one drawing a source, the source of the primary label first.
fn places<'a>(labels: &[Label], sources: &'a Sources) -> Vec<Element<'a>> {
    let mut order: Vec<SourceId> = Vec::new();
    for label in labels {
        if !order.contains(&label.span.source) {
            order.push(label.span.source);
        }
    }
    let mut elements = Vec::new();
    for id in order {
        let source = sources.get(id);
        let mine: Vec<(usize, &Label)> =
            labels.iter().enumerate().filter(|(_, label)| label.span.source == id).collect();
        match window(source, mine.iter().map(|(_, label)| label.span)) {
            Some(window) => elements.push(drawing(source, &window, &mine).into()),
            None => elements.extend(named(source, &mine)),
        }
    }
    elements
}

fn drawing<'a>(
    source: &'a Source,
    window: &Window<'a>,
    labels: &[(usize, &Label)],
) -> Snippet<'a, Annotation<'a>> {
    let annotations = labels.iter().map(|(at, label)| {
        let kind = if *at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = (!label.text.is_empty()).then(|| harmless(&label.text));
        kind.span(window.range(source, label.span)).label(text)
    });
    Snippet::source(without_returns(window.text))
        .line_start(window.line)
        .path(clean(&source.name))
        .annotations(annotations)
}

/// A text whose lines end as on Windows, with a blank for each carriage return, so that every place stays and
/// nothing is drawn for it.
fn without_returns(text: &str) -> Cow<'_, str> {
    // The last line of a window ends before its line feed.
    match text.strip_suffix('\r') {
        Some(rest) => Cow::Owned(rest.replace("\r\n", " \n") + " "),
        None if text.contains("\r\n") => Cow::Owned(text.replace("\r\n", " \n")),
        None => Cow::Borrowed(text),
    }
}

/// Labels whose text is not shown: the place of the first, and what is to be seen at each.
fn named<'a>(source: &'a Source, labels: &[(usize, &Label)]) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    if let Some((_, first)) = labels.first().filter(|_| !source.name.is_empty()) {
        elements.push(match source.place(first.span.start) {
            Place::Text(place) => {
                Origin::path(clean(&source.name)).line(place.line).char_column(place.column).into()
            }
            Place::Cell(cell) => Origin::path(clean(&format!("{}:{cell}", source.name))).into(),
        });
    }
    let texts = labels.iter().filter(|(_, label)| !label.text.is_empty());
    elements.extend(texts.map(|(_, label)| Level::NOTE.message(harmless(&label.text)).into()));
    elements
}

fn patch<'a>(edit: &Edit, sources: &'a Sources) -> Option<Snippet<'a, Patch<'a>>> {
    let source = sources.get(edit.span.source);
    let window = window(source, std::iter::once(edit.span))?;
    let patch = Patch::new(window.range(source, edit.span), harmless(&edit.replacement));
    Some(
        Snippet::source(without_returns(window.text))
            .line_start(window.line)
            .path(clean(&source.name))
            .patch(patch),
    )
}

/// Whole lines of a source.
struct Window<'a> {
    text: &'a str,
    /// Number of the first line, from 1.
    line: usize,
    /// Byte that the first line starts at.
    start: usize,
}

impl Window<'_> {
    /// A span as a range within the window, on boundaries of characters whatever the span says.
    fn range(&self, source: &Source, span: Span) -> Range<usize> {
        let within = |at: usize| floor(&source.text, at).saturating_sub(self.start).min(self.text.len());
        let (start, end) = (within(span.start), within(span.end));
        start..end.max(start)
    }
}

/// The lines that the spans touch; nothing where there is no text, or more than can be shown.
fn window(source: &Source, spans: impl Iterator<Item = Span> + Clone) -> Option<Window<'_>> {
    let text = &source.text;
    // The text that a workbook was read into is nobody's to see.
    if spans.clone().any(|span| matches!(source.place(span.start), Place::Cell(_))) {
        return None;
    }
    let first = floor(text, spans.clone().map(|span| span.start).min()?);
    let last = floor(text, spans.map(|span| span.end.max(span.start)).max()?).max(first);
    let start = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(last..)?.find('\n').map_or(text.len(), |at| last + at);
    let shown = text.get(start..end).filter(|shown| !shown.is_empty() && shown.len() <= MOST_SHOWN)?;
    Some(Window { text: shown, line: text.get(..start)?.matches('\n').count() + source.first_line(), start })
}

/// The boundary of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    fn check(text: &str, build: impl Fn(SourceId) -> Diagnostic, expected: &str) {
        let mut sources = Sources::default();
        let id = sources.add("requirements/UPD-03.md", text);
        let found = render(&[&build(id)], &sources, false);
        assert_eq!(found, expected, "\n{found}");
    }

    #[test]
    fn a_fault_is_drawn_with_its_way_out() {
        check(
            "id: UPD-03\napplies: {when: {radoi: true}}\n",
            |id| {
                Diagnostic::new(&codes::UNKNOWN_SUBJECT, "no fact is called `radoi`")
                    .at(id.span(28, 33), "not declared")
                    .at(id.span(0, 2), "in this requirement")
                    .edit("did you mean `radio`?", id.span(28, 33), "radio")
                    .hint("declare it in `facts.yaml`")
                    .because(id.span(0, 2), "default 8 set")
            },
            "\
error[L201]: no fact is called `radoi`
 --> requirements/UPD-03.md:2:18
  |
1 | id: UPD-03
  | -- in this requirement
2 | applies: {when: {radoi: true}}
  |                  ^^^^^ not declared
  |
  = note: default 8 set in requirements/UPD-03.md:1
  = help: declare it in `facts.yaml`
help: did you mean `radio`?
  |
2 - applies: {when: {radoi: true}}
2 + applies: {when: {radio: true}}
  |
",
        );
    }

    #[test]
    fn a_file_without_text_is_named() {
        check(
            "",
            |_| Diagnostic::new(&codes::TOO_LARGE, "the file is larger than 4 MiB").in_file("big.json"),
            "error[X002]: the file is larger than 4 MiB\n--> big.json\n",
        );
        check(
            "",
            |id| Diagnostic::new(&codes::LIBRARY_SYNTAX, "empty").at(id.span(0, 0), "here"),
            "\
error[L001]: empty
--> requirements/UPD-03.md:1:1
 = note: here
",
        );
    }

    #[test]
    fn a_file_on_one_endless_line_is_not_drawn() {
        check(
            &"x".repeat(3 * MOST_SHOWN),
            |id| Diagnostic::new(&codes::LIBRARY_SYNTAX, "bad").at(id.span(50_000, 50_001), ""),
            "error[L001]: bad\n--> requirements/UPD-03.md:1:50001\n",
        );
    }

    #[test]
    fn no_name_of_a_file_acts_on_a_terminal() {
        let name = "a\nerror[X999]: forged\r\u{202e}txt\u{9b}31m\u{1b}[2J.yaml";
        let mut sources = Sources::default();
        let id = sources.add(name, "one\ntwo\n");
        let endless = sources.add(name, "x".repeat(3 * MOST_SHOWN));
        let faults = [
            Diagnostic::new(&codes::STRAY_FILE, "odd").in_file(name),
            Diagnostic::new(&codes::STRAY_FILE, "odd")
                .at(id.span(0, 3), "here")
                .because(id.span(4, 7), "set"),
            Diagnostic::new(&codes::STRAY_FILE, "odd").at(endless.span(9, 9), "").edit(
                "put",
                id.span(0, 3),
                "x",
            ),
        ];
        for fault in &faults {
            let shown = render(&[fault], &sources, false);
            assert!(!shown.contains(['\r', '\u{202e}', '\u{9b}', '\u{1b}']), "{shown:?}");
            assert!(!shown.lines().any(|line| line.starts_with("error")), "{shown}");
        }
    }

    #[test]
    fn the_ends_of_lines_are_not_drawn() {
        let shown =
            |end: &str| {
                let mut sources = Sources::default();
                let id = sources.add("a.yaml", ["a: 1", "b: 2", "c: 3", ""].join(end));
                let at = |place: usize| place + end.len();
                let fault = Diagnostic::new(&codes::STRAY_FILE, "x")
                    .at(id.span(at(4), at(at(9))), "both")
                    .edit("put", id.span(at(7), at(8)), "3");
                let text = render(&[&fault], &sources, false);
                text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
            };
        assert_eq!(shown("\n"), shown("\r\n"));
    }

    #[test]
    fn no_span_and_no_text_makes_it_panic() {
        let texts = [
            "",
            "\n",
            "\r\n\r\n",
            "é\t\u{1b}[31m\r\nü",
            "a\rb\n\u{202e}\u{0}",
            "日本\n\n語\t\t",
            "\u{feff}---\n",
        ];
        for text in texts {
            let mut sources = Sources::default();
            let id = sources.add("a.yaml", text);
            let other = sources.add("b.yaml", "one\ntwo\n");
            for start in 0..text.len() + 3 {
                for end in 0..text.len() + 3 {
                    let odd = Span { source: id, start, end };
                    let fault = Diagnostic::new(&codes::STRAY_FILE, "x\u{1b}[0m\ny")
                        .at(odd, "label\nof two lines")
                        .at(Span { source: id, start: end, end: start }, "")
                        .at(other.span(0, 99), "there")
                        .edit("put", odd, "new\ntext")
                        .edit("drop", odd, "")
                        .because(odd, "set");
                    assert!(!render(&[&fault], &sources, false).contains('\u{1b}'));
                    render(&[&fault], &Sources::default(), true);
                }
            }
        }
    }

    #[test]
    fn counts_are_put_in_words() {
        let error = Diagnostic::new(&codes::TOO_LARGE, "");
        let warning = Diagnostic::new(&codes::STRAY_FILE, "");
        assert_eq!(summary(&[&error, &error, &warning]).as_deref(), Some("2 errors, 1 warning"));
        assert_eq!(summary(&[&warning]).as_deref(), Some("1 warning"));
        assert_eq!(summary(&[]), None);
    }
}
