//! The forms that outputs take, and what each is called.

/// A form that an output takes.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// What a command line calls it: `markdown`.
    pub name: &'static str,
    /// The ending of its files, without a dot.
    pub extension: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
}

/// For terminals.
pub static TEXT: Format = Format { name: "text", extension: "txt", media_type: "text/plain; charset=utf-8" };

/// For other programs; each has a published schema.
pub static JSON: Format = Format { name: "json", extension: "json", media_type: "application/json" };

/// Static Analysis Results Interchange Format 2.1.0 (OASIS).
pub static SARIF: Format = Format { name: "sarif", extension: "sarif", media_type: "application/sarif+json" };

/// Workflow commands of GitHub Actions.
pub static GITHUB: Format =
    Format { name: "github", extension: "txt", media_type: "text/plain; charset=utf-8" };

/// A comment on a merge request: what binds in tables, the rest folded.
pub static COMMENT: Format =
    Format { name: "comment", extension: "md", media_type: "text/markdown; charset=utf-8" };

/// For spreadsheets (RFC 4180).
pub static CSV: Format = Format { name: "csv", extension: "csv", media_type: "text/csv; charset=utf-8" };

/// The same with a byte-order mark, by which Excel knows that it is UTF-8.
pub static CSV_BOM: Format =
    Format { name: "csv-bom", extension: "csv", media_type: "text/csv; charset=utf-8" };

/// CommonMark with tables, definition lists and heading attributes.
pub static MARKDOWN: Format =
    Format { name: "markdown", extension: "md", media_type: "text/markdown; charset=utf-8" };

/// One page that holds everything.
pub static HTML: Format = Format { name: "html", extension: "html", media_type: "text/html; charset=utf-8" };

/// A document for Word and LibreOffice (ECMA-376).
pub static DOCX: Format = Format {
    name: "docx",
    extension: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/// Pages as they are printed (ISO 32000), tagged and to be kept.
pub static PDF: Format = Format { name: "pdf", extension: "pdf", media_type: "application/pdf" };

/// Source files as people write them.
pub static YAML: Format = Format { name: "yaml", extension: "yaml", media_type: "application/yaml" };

/// An archive (PKWARE's APPNOTE).
pub static ZIP: Format = Format { name: "zip", extension: "zip", media_type: "application/zip" };

/// A picture.
pub static SVG: Format = Format { name: "svg", extension: "svg", media_type: "image/svg+xml" };

/// Workbooks for Excel and LibreOffice (ECMA-376).
pub static XLSX: Format = Format {
    name: "xlsx",
    extension: "xlsx",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
