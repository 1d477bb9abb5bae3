//! Which files a pack has, and what each is called.
//!
//! Names have lower-case letters, digits, `-`, `_` and one dot, since platforms for tenders refuse others.

/// The list of all other files, with their digests.
pub const MANIFEST: &str = "manifest.json";

/// The tender, its lots and vocabularies, without their requirements.
pub const SPEC: &str = "spec.json";

/// The annex that people read, for readers of Markdown.
pub const ANNEX_MARKDOWN: &str = "annex.md";

/// The same as a page.
pub const ANNEX_HTML: &str = "annex.html";

/// The same for Word and LibreOffice.
pub const ANNEX_DOCX: &str = "annex.docx";

/// What was left out, and why: for the buyer alone.
pub const DROPPED: &str = "internal/left-out.md";

/// How lots and assets are connected.
pub const MAP: &str = "map.svg";

/// The data of a lot: all that is needed to judge a declaration of it.
pub fn lot(id: &str) -> String {
    format!("{id}/lot.json")
}

/// What a complete and well-formed declaration for a lot is.
pub fn declaration_schema(id: &str) -> String {
    format!("{id}/declaration.schema.json")
}

/// What a declaration must satisfy to conform.
pub fn conformance_schema(id: &str) -> String {
    format!("{id}/conformance.schema.json")
}

/// The blank declaration for programs and editors.
pub fn blank_json(id: &str) -> String {
    format!("{id}/declaration.blank.json")
}

/// The blank declaration for people.
pub fn blank_yaml(id: &str) -> String {
    format!("{id}/declaration.blank.yaml")
}

/// The declaration as a form: one page, which needs nothing else.
pub fn form(id: &str) -> String {
    format!("{id}/form.html")
}
