//! Back ends: a document to the bytes of one format, a file and a row of [`BACK_ENDS`] each.
//!
//! Siblings never see each other, and none decides anything.

pub(crate) mod address;
pub mod archive;
pub mod blank;
pub(crate) mod colour;
pub(crate) mod comment;
pub mod docx;
pub mod form;
pub mod format;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod parallel;
#[cfg(feature = "pdf")]
pub mod pdf;
pub(crate) mod policy;
pub(crate) mod width;
pub mod workbook;

pub use format::Format;

use std::collections::BTreeSet;

use crate::document::Document;
use crate::words::Words;

/// A file that is made, or what goes to standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path with `/`, relative to where it is to be put; empty for standard output.
    pub path: String,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Output {
    /// A file of a format.
    pub fn new(path: impl Into<String>, format: &Format, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), media_type: format.media_type, bytes: bytes.into() }
    }

    /// What goes to standard output.
    pub fn product(format: &Format, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new("", format, bytes)
    }

    /// Whether the content is text.
    pub fn is_text(&self) -> bool {
        std::str::from_utf8(&self.bytes).is_ok()
    }

    /// The content as text; empty where it is none.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }
}

/// A document as a back end made it.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// The content of the file.
    pub bytes: Vec<u8>,
    /// Characters that could not be shown, for which `U+FFFD` stands.
    pub unshown: BTreeSet<char>,
    /// How many pages it has, where the format knows.
    pub pages: Option<usize>,
}

impl From<Vec<u8>> for Made {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }
}

/// Why a document could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// The program was built without what writes the format.
    NotBuilt,
    /// The words of what should have written it.
    Refused(String),
}

/// Writes documents in one format.
#[derive(Debug)]
pub struct BackEnd {
    /// The format.
    pub format: &'static Format,
    /// The bytes of a document, with what is said around it in a language, and the looks that it has in Word.
    pub write: fn(&Document, Words, &docx::Reference) -> Result<Made, Unmade>,
    /// Whether one file holds its pictures; else they are files beside it, or give way to words.
    pub holds_pictures: bool,
}

/// Every format that documents are written in.
pub static BACK_ENDS: &[BackEnd] = &[
    BackEnd {
        format: &format::MARKDOWN,
        write: |document, _, _| Ok(markdown::write(document).into_bytes().into()),
        holds_pictures: false,
    },
    BackEnd {
        format: &format::HTML,
        write: |document, words, _| Ok(html::write(document, words).into_bytes().into()),
        holds_pictures: true,
    },
    BackEnd {
        format: &format::DOCX,
        write: |document, words, looks| Ok(docx::write(document, words, looks).into()),
        holds_pictures: true,
    },
    BackEnd {
        format: &format::PDF,
        write: |document, words, _| write_pdf(document, words),
        holds_pictures: true,
    },
];

/// The back end of a format; nothing where documents are not written in it.
pub fn back_end(format: &Format) -> Option<&'static BackEnd> {
    BACK_ENDS.iter().find(|back_end| back_end.format == format)
}

/// Whether this program was built with what writes PDF.
pub const WRITES_PDF: bool = cfg!(feature = "pdf");

#[cfg(feature = "pdf")]
use pdf::write as write_pdf;

#[cfg(not(feature = "pdf"))]
fn write_pdf(_: &Document, _: Words) -> Result<Made, Unmade> {
    Err(Unmade::NotBuilt)
}
