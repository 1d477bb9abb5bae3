//! A template of a document: the report of a small bid is made by it.

use tenderc::document::coverage;
use tenderc::emit::docx::Reference;
use tenderc::text::Memory;
use tenderc::words::Words;

use crate::base;

/// Takes the text for the template of what a library covers, the smallest of all documents.
pub fn run(text: &str) {
    let folder: Memory = [("coverage.md", text)].into_iter().collect();
    let covered = tenderc::coverage::coverage(&base::LIBRARY, None, Words::English);
    let Ok(document) = coverage(&covered, &folder, Words::English) else { return };
    for back_end in tenderc::emit::BACK_ENDS {
        let _ = (back_end.write)(&document, Words::English, Reference::built_in());
    }
}
