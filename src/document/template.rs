//! Templates to a document: minijinja makes Markdown, and the Markdown becomes a tree.
//!
//! A template that the caller's folder holds replaces the built-in one of the same name,
//! file by file. Templates hold words, not decisions: what they can say is what the data
//! carry. A template can neither read a file nor run for ever.

use std::collections::BTreeMap;
use std::ops::Range;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value};
use serde::Serialize;

use super::parse;
use super::seal::{Kind, seal};
use super::tidy;
use super::tree::{Document, Figure};
use crate::diag::suggest;
use crate::syntax::template::limits;
use crate::text::{Unreadable, World};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Work that one rendering may do, in instructions of the engine or 64 bytes of text each: this much,
/// and as much again as the data have bytes. An annex takes a tenth of it; none can take more than some
/// ten megabytes beside what the data take.
const FUEL: u64 = 500_000;

/// The marks of a comment: `{#` opens the attributes of a heading.
const COMMENTS: (&str, &str) = ("<!--", "-->");

/// How deep templates may include and call one another.
const RECURSION: usize = 60;

/// Counts what is written to it.
struct Size(u64);

impl std::io::Write for Size {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Something wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template's name: its path in the folder.
    pub template: String,
    /// The bytes of the template it is about, where they are known.
    pub range: Option<Range<usize>>,
    /// What is wrong, as a phrase that starts in lower case.
    pub message: String,
    /// What was meant, where a name is nearly one that there is.
    pub meant: Option<String>,
}

/// Renders the template of that name with data, and reads the result as a document.
///
/// # Errors
/// Every template that cannot be read or parsed; else the first fault met in rendering.
pub fn render(
    name: &str,
    templates: &dyn World,
    data: &impl Serialize,
    title: String,
    figures: Vec<Figure>,
) -> Result<Document, Vec<TemplateFault>> {
    let mut size = Size(0);
    // What cannot be counted cannot be rendered either, and that is reported.
    let _ = serde_json::to_writer(&mut size, data);
    let environment = environment(own(templates)?, FUEL.saturating_add(size.0))?;
    let template = environment.get_template(name).map_err(|error| vec![fault(name, &error)])?;
    let markdown = template.render(Serde(data)).map_err(|error| {
        let fault = fault(name, &error);
        vec![TemplateFault { meant: meant(&fault.message, &Value::from(Serde(data))), ..fault }]
    })?;
    let blocks = parse::template(&markdown, &figures);
    let title = tidy::clean(&title);
    Ok(Document { title, language: "en".to_owned(), foot: String::new(), blocks, figures })
}

/// The names and texts of the built-in templates, for who wants to start from them.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

/// The texts of the caller's templates, by their names.
fn own(templates: &dyn World) -> Result<BTreeMap<String, String>, Vec<TemplateFault>> {
    let mut texts = BTreeMap::new();
    let unreadable = |template: &str, why: Unreadable| {
        let message = format!("the template cannot be read: {why}");
        TemplateFault { template: template.to_owned(), range: None, message, meant: None }
    };
    let names = match templates.list() {
        Ok(names) => names,
        Err(Unreadable::Missing) => return Ok(texts),
        Err(why) => return Err(vec![unreadable(".", why)]),
    };
    let mut faults = Vec::new();
    for name in names.into_iter().filter(|name| name.ends_with(".md")) {
        match templates.read(&name) {
            Ok(text) => drop(texts.insert(name, text)),
            Err(why) => faults.push(unreadable(&name, why)),
        }
    }
    if faults.is_empty() { Ok(texts) } else { Err(faults) }
}

fn environment(own: BTreeMap<String, String>, fuel: u64) -> Result<Environment<'static>, Vec<TemplateFault>> {
    let mut environment = Environment::new();
    // Of the built-in templates, which are many, a document needs a few; the caller's own come before them, and are
    // all read, so that every fault in them is told.
    environment.set_loader(|name| {
        let found = built_in().find(|(known, _)| *known == name);
        Ok(found.map(|(_, text)| text.to_owned()))
    });
    // Otherwise a fault has no place in a build that is optimised.
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(fuel));
    // It alone could put values into one another without end.
    environment.remove_global("namespace");
    // They would write a list out whole, however long it is.
    for filter in ["format", "pprint", "string", "tojson"] {
        environment.remove_filter(filter);
    }
    environment.set_recursion_limit(RECURSION);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .comment_delimiters(COMMENTS.0, COMMENTS.1)
        .build();
    if let Ok(syntax) = syntax {
        environment.set_syntax(syntax);
    }
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        let done = match (value.kind(), value.as_str()) {
            (ValueKind::Undefined | ValueKind::None, _) => Ok(()),
            (ValueKind::Number | ValueKind::Bool, _) => write!(out, "{value}"),
            (_, Some(text)) if value.is_safe() => out.write_str(text),
            (_, Some(text)) => out.write_str(&seal(text, Kind::Text)),
            (kind, None) => {
                let message = format!("a {kind} cannot be printed: join it, or go through it");
                return Err(minijinja::Error::new(ErrorKind::InvalidOperation, message));
            }
        };
        let message = "cannot be written";
        done.map_err(|_| minijinja::Error::new(ErrorKind::WriteFailure, message))
    });
    environment.add_filter("words", |text: &str| Value::from_safe_string(seal(text, Kind::Words)));
    environment.add_filter("markdown", |text: &str| Value::from_safe_string(seal(text, Kind::Markdown)));
    let mut faults = Vec::new();
    for (name, text) in own {
        if let Err(beyond) = limits::check(&text, Some(COMMENTS)) {
            let message = format!("the template is beyond a limit: {}", beyond.message);
            faults.push(TemplateFault { template: name, range: Some(beyond.range), message, meant: None });
        } else if let Err(error) = environment.add_template_owned(name.clone(), text) {
            faults.push(fault(&name, &error));
        }
    }
    if faults.is_empty() { Ok(environment) } else { Err(faults) }
}

/// The innermost error that names a line is the one that its author can act on.
fn fault(template: &str, error: &minijinja::Error) -> TemplateFault {
    let mut innermost = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(cause) = cause.downcast_ref::<minijinja::Error>().filter(|cause| cause.line().is_some()) {
            innermost = cause;
        }
        source = cause.source();
    }
    let message = match (innermost.kind(), innermost.detail()) {
        (ErrorKind::OutOfFuel, _) => "it does more work than a template may".to_owned(),
        (ErrorKind::UndefinedError, Some(detail)) => detail.to_owned(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
        (kind, None) => kind.to_string(),
    };
    TemplateFault {
        template: innermost.name().unwrap_or(template).to_owned(),
        range: place(innermost),
        message,
        meant: None,
    }
}

/// What an error is about, without blanks around it; where that is not known or reaches over several lines,
/// its line.
fn place(error: &minijinja::Error) -> Option<Range<usize>> {
    let text = error.template_source()?;
    let line = error.line()?.saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let line = text.get(start..)?.lines().next()?;
    let known = error.range().filter(|range| text.get(range.clone()).is_some_and(|of| !of.contains('\n')));
    known.filter(|range| !range.is_empty()).or(Some(start..start + line.len()))
}

/// The name that was meant by one that is not defined, such as `tender.title` by `tender.titel`.
fn meant(message: &str, data: &Value) -> Option<String> {
    let name = message.strip_prefix('`')?.strip_suffix("` is undefined")?;
    let mut value = data.clone();
    let mut before = String::new();
    for part in name.split('.') {
        match value.get_attr(part).ok().filter(|inner| !inner.is_undefined()) {
            Some(inner) => value = inner,
            // The first part of a longer name may be of a loop, whose values are not known here.
            None if before.is_empty() && name != part => return None,
            None => {
                let keys: Vec<String> = value.try_iter().ok()?.map(|key| key.to_string()).collect();
                let near = suggest::nearest(part, keys.iter().map(String::as_str))?;
                return Some(format!("{before}{near}"));
            }
        }
        before.push_str(part);
        before.push('.');
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Block, Inline};
    use crate::text::Memory;
    use crate::words::Words;

    fn rendered(text: &str) -> Result<Document, Vec<TemplateFault>> {
        let folder: Memory = [("try.md", text)].into_iter().collect();
        let data = std::collections::BTreeMap::from([
            ("hostile", "a | b\n\n# <script>alert(1)</script> *x* `y` {{ z }} [l](javascript:x)"),
            ("block", "First *one*.\n\n- item\n\n## Heading\n\n<b>raw</b>"),
        ]);
        render("try.md", &folder, &data, "Try".into(), Vec::new())
    }

    #[test]
    fn a_title_turns_nothing_around() {
        let title = "a\u{202e}b\u{1}\nc".to_owned();
        let folder: Memory = [("try.md", "x")].into_iter().collect();
        assert_eq!(render("try.md", &folder, &(), title, Vec::new()).unwrap().title, "ab c");
    }

    #[test]
    fn outside_text_stays_text() {
        let hostile = "a | b # <script>alert(1)</script> *x* `y` {{ z }} [l](javascript:x)";
        let check = |template: &str| {
            let document = rendered(template).unwrap();
            let text = match &document.blocks[0] {
                Block::Paragraph(text) => text.clone(),
                Block::Heading(heading) => heading.text.clone(),
                Block::Table(table) => table.rows[0][0].clone(),
                other => panic!("{other:?}"),
            };
            assert_eq!(document.blocks.len(), 1);
            assert_eq!(text, [Inline::Text(hostile.into())]);
        };
        check("{{ hostile }}");
        check("# {{ hostile }}");
        check("| a | b |\n|---|---|\n| {{ hostile }} | x |");
    }

    #[test]
    fn markdown_goes_in_by_name_only() {
        let document = rendered("**Why.** {{ block | markdown }}").unwrap();
        let text = |text: &str| Inline::Text(text.into());
        assert_eq!(
            document.blocks,
            [
                Block::Paragraph(vec![
                    Inline::Strong(vec![text("Why.")]),
                    text(" First "),
                    Inline::Emphasis(vec![text("one")]),
                    text("."),
                ]),
                Block::List { start: None, items: vec![vec![Block::Paragraph(vec![text("item")])]] },
                Block::Paragraph(vec![Inline::Strong(vec![text("Heading")])]),
                Block::Paragraph(vec![text("<b>raw</b>")]),
            ]
        );
    }

    #[test]
    fn a_folder_replaces_file_by_file() {
        let folder: Memory = [("evidence.md", "Only {{ evidence | length }}.\n")].into_iter().collect();
        let annex =
            crate::document::annex(&crate::document::fixture::spec(), &folder, Words::English).unwrap();
        let only = Block::Paragraph(vec![Inline::Text("Only 2.".into())]);
        assert!(annex.blocks.contains(&only));
        assert!(annex.headings().any(|heading| heading.id == "how-to-answer"));
    }

    #[test]
    fn faults_name_template_and_place() {
        let check = |template: &str, place: &str, message: &str, meant: Option<&str>| {
            let faults = rendered(template).unwrap_err();
            let found = faults[0].range.clone().map(|range| &template[range]);
            assert_eq!((faults[0].template.as_str(), found), ("try.md", Some(place)));
            assert_eq!((faults[0].message.as_str(), faults[0].meant.as_deref()), (message, meant));
        };
        check("a\n  {{ nothing }} b", "nothing", "`nothing` is undefined", None);
        check("a {{ hostil }} b", "hostil", "`hostil` is undefined", Some("hostile"));
        check("a\n\nb {% if %}", "%}", "syntax error: unexpected end of block", None);
        check(
            "a {% include 'none.md' %}",
            "include 'none.md'",
            "template not found: tried to include non-existing template 'none.md'",
            None,
        );
        let endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
        check(endless, endless, "it does more work than a template may", None);
    }

    #[test]
    fn no_template_takes_what_it_likes() {
        let check = |template: &str, part: &str| {
            let faults = rendered(template).unwrap_err();
            assert!(faults[0].message.contains(part), "{}", faults[0].message);
        };
        check("{% set x = [1, 2] %}{% set x = x + x %}", "beyond a limit");
        check(&format!("{{% set x = 'ab' %}}{}", "{% set x = x ~ x %}".repeat(60)), "more work");
        check("{% set x = [1] %}{% set x = [x, x] %}", "beyond a limit");
        check("{{ [1] }}", "a sequence cannot be printed");
        check(
            &format!("{{% set x = 'ab' %}}{}", "{% set x %}{{ x }}{{ x }}{% endset %}".repeat(60)),
            "more work",
        );
        check("{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('ab') }}", "");
        check("{% set ns = namespace(x=[1]) %}", "unknown");
        check("{{ 'a\nb' | indent(1000000000) }}", "more work");
        check("{{ '%1000000000d' | format(1) }}", "unknown");
        check("{{ 'a' * 1000000000 }}", "beyond a limit");
        check("{{ 'a' ~ ([1] * 100000000) }}", "beyond a limit");
        check("{% for a in range(99999) %}{{ 'a' ~ range(99999) }}{% endfor %}", "more work");
        check(&format!("{{{{ {}1 }}}}", "not ".repeat(50_000)), "beyond a limit");
        check(&"{% if 1 %}".repeat(1_000), "beyond a limit");
    }
}
