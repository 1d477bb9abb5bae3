//! Templates to a document: minijinja makes Markdown, and the Markdown becomes a tree.
//!
//! A template that the caller's folder holds replaces the built-in one of the same name,
//! file by file. Templates hold words, not decisions: what they can say is what the data
//! carry. A template can neither read a file nor run for ever.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value};
use serde::Serialize;

use super::parse;
use super::seal::{Kind, seal};
use super::tree::{Document, Figure};
use crate::text::{Unreadable, World};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Work that one rendering may do, in instructions of the engine: some hundred annexes.
const FUEL: u64 = 50_000_000;

/// How deep templates may include and call one another.
const RECURSION: usize = 60;

/// Something wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template's name: its path in the folder.
    pub template: String,
    /// The line, from 1, where one is known.
    pub line: Option<usize>,
    /// What is wrong, as a phrase that starts in lower case.
    pub message: String,
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
    let environment = environment(texts(templates)?)?;
    let template = environment.get_template(name).map_err(|error| vec![fault(name, &error)])?;
    let markdown = template.render(Serde(data)).map_err(|error| vec![fault(name, &error)])?;
    let blocks = parse::template(&markdown, &figures);
    Ok(Document { title, language: "en".to_owned(), blocks, figures })
}

/// The names and texts of the built-in templates, for who wants to start from them.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

fn texts(templates: &dyn World) -> Result<BTreeMap<String, String>, Vec<TemplateFault>> {
    let mut texts: BTreeMap<String, String> =
        built_in().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let unreadable = |template: &str, why: Unreadable| TemplateFault {
        template: template.to_owned(),
        line: None,
        message: format!("the template cannot be read: {why}"),
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

fn environment(texts: BTreeMap<String, String>) -> Result<Environment<'static>, Vec<TemplateFault>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(RECURSION);
    // `{#` opens the attributes of a heading
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .comment_delimiters("<!--", "-->")
        .build();
    if let Ok(syntax) = syntax {
        environment.set_syntax(syntax);
    }
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        let written = match value.kind() {
            ValueKind::Undefined | ValueKind::None => Ok(()),
            ValueKind::Number | ValueKind::Bool => write!(out, "{value}"),
            _ if value.is_safe() => write!(out, "{value}"),
            _ => out.write_str(&seal(&value.to_string(), Kind::Text)),
        };
        written.map_err(|_| minijinja::Error::new(ErrorKind::WriteFailure, "cannot be written"))
    });
    environment.add_filter("words", |text: &str| Value::from_safe_string(seal(text, Kind::Words)));
    environment.add_filter("markdown", |text: &str| Value::from_safe_string(seal(text, Kind::Markdown)));
    let mut faults = Vec::new();
    for (name, text) in texts {
        if let Err(error) = environment.add_template_owned(name.clone(), text) {
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
    let message = match innermost.detail() {
        Some(detail) => format!("{}: {detail}", innermost.kind()),
        None => innermost.kind().to_string(),
    };
    TemplateFault {
        template: innermost.name().unwrap_or(template).to_owned(),
        line: innermost.line(),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Block, Inline};
    use crate::text::Memory;

    fn rendered(text: &str) -> Result<Document, Vec<TemplateFault>> {
        let folder: Memory = [("try.md", text)].into_iter().collect();
        let data = std::collections::BTreeMap::from([
            ("hostile", "a | b\n\n# <script>alert(1)</script> *x* `y` {{ z }} [l](javascript:x)"),
            ("block", "First *one*.\n\n- item\n\n## Heading\n\n<b>raw</b>"),
        ]);
        render("try.md", &folder, &data, "Try".into(), Vec::new())
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
        let folder: Memory = [("requirement.md", "Only {{ requirement.id }}.\n")].into_iter().collect();
        let annex = crate::document::annex(&crate::document::fixture::spec(), &folder).unwrap();
        let only = Block::Paragraph(vec![Inline::Text("Only UPD-03.".into())]);
        assert!(annex.blocks.contains(&only));
        assert!(annex.headings().any(|heading| heading.id == "how-to-answer"));
    }

    #[test]
    fn faults_name_template_and_line() {
        let check = |template: &str, line: usize, part: &str| {
            let faults = rendered(template).unwrap_err();
            assert_eq!((faults[0].template.as_str(), faults[0].line), ("try.md", Some(line)));
            assert!(faults[0].message.contains(part), "{}", faults[0].message);
        };
        check("a\n{{ nothing }}", 2, "undefined");
        check("a\n\n{% if %}", 3, "syntax error");
        check("{% include 'none.md' %}", 1, "not found");
        check("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", 1, "fuel");
    }
}
