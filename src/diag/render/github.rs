//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.
//!
//! The form is that of "Workflow commands for GitHub Actions", and the escapes are those of
//! the runner's own toolkit.

use super::screen::{clean, harmless};
use crate::diag::{Diagnostic, Hint};
use crate::text::Sources;

/// One command a diagnostic, each on its line.
pub fn render(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, sources) + "\n").collect()
}

fn command(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(label) = diagnostic.primary() {
        let source = sources.get(label.span.source);
        let (start, end) = (source.position(label.span.start), source.position(label.span.end));
        properties.push(("file", source.name.clone()));
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.max(start.line).to_string()));
        // Columns of a range over several lines are refused.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.max(start.column).to_string()));
        }
    } else if let Some(file) = &diagnostic.file {
        properties.push(("file", file.clone()));
    }
    properties.push(("title", format!("{} {}", diagnostic.code.id, diagnostic.code.name)));
    let properties: Vec<String> =
        properties.into_iter().map(|(key, value)| format!("{key}={}", property(&value))).collect();
    let lines: Vec<&str> = std::iter::once(diagnostic.message.as_str())
        .chain(diagnostic.hints.iter().map(|Hint { text, .. }| text.as_str()))
        .collect();
    format!("::{} {}::{}", diagnostic.severity().word(), properties.join(","), data(&lines.join("\n")))
}

/// A text as the runner takes it, without what could act on who reads the log.
fn data(text: &str) -> String {
    harmless(&text.replace("\r\n", "\n")).replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&clean(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::text::SourceId;

    fn check(build: impl Fn(SourceId) -> Diagnostic, expected: &str) {
        let mut sources = Sources::default();
        let id = sources.add("lot, 1:2/a.json", "{\n \"x\": 1\n}");
        assert_eq!(render(&[&build(id)], &sources), expected);
    }

    #[test]
    fn commands_are_escaped() {
        check(
            |id| {
                Diagnostic::new(&codes::DECLARATION_UNKNOWN_KEY, "100 % wrong: a, b\r\n::error::no")
                    .at(id.span(3, 6), "")
                    .hint("remove it")
            },
            "::error file=lot%2C 1%3A2/a.json,line=2,endLine=2,col=2,endColumn=5,title=D003 unknown-key::\
             100 %25 wrong: a, b%0A::error::no%0Aremove it\n",
        );
        check(
            |id| Diagnostic::new(&codes::STRAY_FILE, "odd").at(id.span(0, 6), ""),
            "::warning file=lot%2C 1%3A2/a.json,line=1,endLine=2,title=L011 stray-file::odd\n",
        );
        check(
            |_| {
                Diagnostic::new(&codes::NOT_A_PACK, "\u{1b}[2J\u{202e}no\r")
                    .in_file("o\n::error::\u{9b}K\u{202e}")
            },
            "::error file=o %3A%3Aerror%3A%3A\u{fffd}K\u{fffd},title=X004 not-a-pack::␛[2J\u{fffd}no␍\n",
        );
        check(
            |_| Diagnostic::new(&codes::NOT_A_PACK, "no manifest").in_file("out"),
            "::error file=out,title=X004 not-a-pack::no manifest\n",
        );
    }
}
