//! Diagnostics as JSON for programs: versioned, its schema published with the other formats.
//!
//! The types here are the format; they are made from diagnostics and never read back.

use schemars::JsonSchema;
use serde::Serialize;

use super::screen::turns;
use crate::diag;
use crate::diag::Label;
use crate::text;
use crate::text::{Cell, Sources, Span};

/// The format of this output.
pub const FORMAT: &str = "tenderc-diagnostics/1";

/// All diagnostics of a run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Diagnostics {
    /// `tenderc-diagnostics/1`.
    pub format: &'static str,
    /// The diagnostics, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// One diagnostic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// A letter that says who must act, and three digits; permanent.
    pub code: &'static str,
    /// The kind of fault in kebab-case.
    pub name: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The fault, as a phrase.
    pub message: String,
    /// Where; nothing of a fault without a place.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// What is to be seen at places; the first is the primary one.
    pub labels: Vec<Note>,
    /// Ways out.
    pub hints: Vec<Hint>,
    /// How a value came to be, first cause first.
    pub trace: Vec<Note>,
}

/// A place in a file, or in a workbook. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Place {
    /// Path relative to the folder it was read from.
    pub file: String,
    /// First line; missing where the fault is of the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// First column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// Last line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// One past the last column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
    /// In a workbook, in place of lines and columns: the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// In a workbook: the cell, such as `C14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// Words about a place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Note {
    /// The words; may be empty.
    pub text: String,
    /// The place.
    #[serde(flatten)]
    pub place: Place,
}

/// A way out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Hint {
    /// What to do.
    pub text: String,
    /// The edit that does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
}

/// A replacement of text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Edit {
    /// With what.
    pub replacement: String,
    /// What is replaced.
    #[serde(flatten)]
    pub place: Place,
}

/// The diagnostics as one JSON document, indented.
pub fn render(diagnostics: &[&diag::Diagnostic], sources: &Sources) -> String {
    let all = Diagnostics {
        format: FORMAT,
        diagnostics: diagnostics.iter().map(|one| Diagnostic::of(one, sources)).collect(),
    };
    // Maps with text keys and finite numbers only, which always serialise.
    escaped(&serde_json::to_string_pretty(&all).unwrap_or_default()) + "\n"
}

/// JSON whose texts act on no terminal: what JSON lets stand as it is, though it steers, is escaped. Outside
/// of its texts there is no such character.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && (character.is_control() || turns(character)) {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

impl Diagnostic {
    /// What the output says of a diagnostic.
    pub fn of(diagnostic: &diag::Diagnostic, sources: &Sources) -> Self {
        let notes = |labels: &[Label]| {
            labels
                .iter()
                .map(|label| Note { text: label.text.clone(), place: Place::of(label.span, sources) })
                .collect()
        };
        let whole = |file: &String| Place { file: file.clone(), ..Place::default() };
        let primary = diagnostic.primary().map(|label| Place::of(label.span, sources));
        Self {
            code: diagnostic.code.id,
            name: diagnostic.code.name,
            severity: diagnostic.severity().word(),
            message: diagnostic.message.clone(),
            place: primary.or_else(|| diagnostic.file.as_ref().map(whole)),
            labels: notes(&diagnostic.labels),
            hints: diagnostic
                .hints
                .iter()
                .map(|hint| Hint {
                    text: hint.text.clone(),
                    edit: hint.edit.as_ref().map(|edit| Edit {
                        replacement: edit.replacement.clone(),
                        place: Place::of(edit.span, sources),
                    }),
                })
                .collect(),
            trace: notes(&diagnostic.trace),
        }
    }
}

impl Place {
    /// The place of a span.
    pub fn of(span: Span, sources: &Sources) -> Self {
        let source = sources.get(span.source);
        let file = source.name.clone();
        if let text::Place::Cell(Cell { sheet, name }) = source.place(span.start) {
            return Self { file, sheet: Some(sheet), cell: Some(name), ..Self::default() };
        }
        let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
        Self {
            file,
            line: Some(start.line),
            column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diag::codes;

    fn check(build: impl Fn(crate::text::SourceId) -> diag::Diagnostic, expected: serde_json::Value) {
        let mut sources = Sources::default();
        let id = sources.add("pump.json", "{\n \"é\": 1}");
        let found: serde_json::Value = serde_json::from_str(&render(&[&build(id)], &sources)).unwrap();
        assert_eq!(found, json!({"format": FORMAT, "diagnostics": [expected]}));
    }

    #[test]
    fn everything_of_a_diagnostic_is_said() {
        check(
            |id| {
                diag::Diagnostic::new(&codes::DECLARATION_UNKNOWN_KEY, "no such key")
                    .at(id.span(3, 7), "here")
                    .edit("did you mean `e`?", id.span(3, 7), "\"e\"")
            },
            json!({
                "code": "D003", "name": "unknown-key", "severity": "error", "message": "no such key",
                "file": "pump.json", "line": 2, "column": 2, "end_line": 2, "end_column": 5,
                "labels": [
                    {"text": "here", "file": "pump.json", "line": 2, "column": 2, "end_line": 2, "end_column": 5}
                ],
                "hints": [{"text": "did you mean `e`?", "edit": {
                    "replacement": "\"e\"",
                    "file": "pump.json", "line": 2, "column": 2, "end_line": 2, "end_column": 5
                }}],
                "trace": [],
            }),
        );
    }

    #[test]
    fn no_text_acts_on_a_terminal() {
        let name = "a\n\u{202e}\u{2066}\u{9b}31m\u{7f}\u{1b}.json";
        let fault = diag::Diagnostic::new(&codes::NOT_TEXT, "no text").in_file(name);
        let shown = render(&[&fault], &Sources::default());
        assert!(shown.contains(r"a\n\u202e\u2066\u009b31m\u007f\u001b.json"), "{shown}");
        let read: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(read["diagnostics"][0]["file"], name);
    }

    #[test]
    fn a_fault_of_a_whole_file_has_no_line() {
        check(
            |_| diag::Diagnostic::new(&codes::NOT_TEXT, "it is not text").in_file("a.json"),
            json!({
                "code": "X003", "name": "not-text", "severity": "error", "message": "it is not text",
                "file": "a.json", "labels": [], "hints": [], "trace": [],
            }),
        );
    }
}
