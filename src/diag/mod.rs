//! Diagnostics: one type for everything that is wrong with an input, whoever wrote it.
//!
//! A diagnostic is a value with a code, places and a way out. It is collected, never
//! thrown: all faults of all files are reported in one run. Words are made where the
//! fault is found, layout where it is shown ([`render`]).

mod bag;
pub mod codes;
pub mod render;
pub(crate) mod suggest;

pub use bag::Bag;
pub use codes::{Actor, Code};

use crate::text::Span;
use crate::text::Unreadable;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the result stands.
    Warning,
    /// The result cannot be trusted, so there is none.
    Error,
}

impl Severity {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something that is wrong, where, and what to do about it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: &'static Code,
    /// The fault, as a phrase that starts in lower case and stands alone.
    pub message: String,
    /// Places; the first is the primary one.
    pub labels: Vec<Label>,
    /// Ways out, each starting with a verb.
    pub hints: Vec<Hint>,
    /// How a value came to be, first cause first.
    pub trace: Vec<Label>,
    /// A file that has no text to point into: missing, too large, not UTF-8.
    pub file: Option<String>,
}

/// A place with a few words about it.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// A way out.
#[derive(Clone, Debug)]
pub struct Hint {
    /// What to do, starting with a verb.
    pub text: String,
    /// The edit that does it, where one is safe.
    pub edit: Option<Edit>,
}

/// A replacement of text.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What to replace.
    pub span: Span,
    /// With what.
    pub replacement: String,
}

impl Diagnostic {
    /// A fault of a kind, with no place yet.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            labels: Vec::new(),
            hints: Vec::new(),
            trace: Vec::new(),
            file: None,
        }
    }

    /// A file that cannot be read, with what to do about it.
    pub fn unreadable(path: &str, why: &Unreadable) -> Self {
        let code = match why {
            Unreadable::TooLarge { .. } | Unreadable::Beyond(_) => &codes::TOO_LARGE,
            Unreadable::NotText | Unreadable::Utf16 => &codes::NOT_TEXT,
            Unreadable::Outside => &codes::OUTSIDE_FOLDER,
            Unreadable::Missing | Unreadable::System(_) => &codes::UNREADABLE,
        };
        let fault = Self::new(code, format!("`{path}` cannot be read: {why}")).in_file(path);
        match why {
            Unreadable::Beyond(limit) => fault.hint(limit.way_out),
            Unreadable::TooLarge { .. } => {
                fault.hint("name the right file: nothing that belongs here is so large")
            }
            Unreadable::NotText | Unreadable::Utf16 => fault.hint("save it as plain text in UTF-8"),
            Unreadable::Outside => fault.hint("put the file itself into the folder, not a link to it"),
            Unreadable::Missing | Unreadable::System(_) => fault,
        }
    }

    /// Adds a place; the first added is the primary one.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Names a file that has no text to point into.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(Hint { text: text.into(), edit: None });
        self
    }

    /// Adds a way out that an editor can take.
    #[must_use]
    pub fn edit(mut self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        let edit = Some(Edit { span, replacement: replacement.into() });
        self.hints.push(Hint { text: text.into(), edit });
        self
    }

    /// Adds a step of how the value came to be.
    #[must_use]
    pub fn because(mut self, span: Span, text: impl Into<String>) -> Self {
        self.trace.push(Label { span, text: text.into() });
        self
    }

    /// The primary place.
    pub fn primary(&self) -> Option<&Label> {
        self.labels.first()
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }
}
