//! Document to PDF by Typst: one file that holds everything, tagged for screen readers (PDF/UA-1, ISO 14289-1) and
//! to be kept (PDF/A-2a, ISO 19005-2).
//!
//! Looks stand in `templates/pdf/document.typ`, which reads the document as data: no text becomes markup. Nothing
//! but the template, the data and the program's own fonts can be read. The same document gives the same bytes.

mod content;
mod letters;
#[cfg(test)]
mod tests;
mod world;

use std::collections::BTreeSet;

use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::letters::Letters;
use self::world::Pages;
use super::{Made, Unmade};
use crate::document::Document;
use crate::words::Words;

/// Writes a document.
///
/// # Errors
/// Where the document cannot be set.
pub fn write(document: &Document, words: Words) -> Result<Made, Unmade> {
    let mut letters = Letters::default();
    let mut made = set(document, words, &mut letters);
    // A font may have a character, but not together with its neighbours.
    if let Err(Unset::Letters(refused)) = &made {
        letters = Letters::without(refused.union(&letters.unshown).copied().collect());
        made = set(document, words, &mut letters);
    }
    if made.is_err() {
        letters = Letters::plain();
        made = set(document, words, &mut letters);
    }
    match made {
        Ok((bytes, pages)) => Ok(Made { bytes, unshown: letters.unshown, pages: Some(pages) }),
        Err(Unset::Letters(refused)) => Err(Unmade::Refused(refused.into_iter().collect())),
        Err(Unset::Typst(why)) => Err(Unmade::Refused(why)),
    }
}

/// Why a document could not be set.
enum Unset {
    /// Some characters have no shape where they stand.
    Letters(BTreeSet<char>),
    /// What Typst said first.
    Typst(String),
}

fn set(document: &Document, words: Words, letters: &mut Letters) -> Result<(Vec<u8>, usize), Unset> {
    let data = content::data(document, words, letters).to_string();
    let pages = Pages::new(data).ok_or_else(|| Unset::Typst(String::new()))?;
    let paged: PagedDocument = typst::compile(&pages).output.map_err(|faults| said(&faults))?;
    let mut refused = BTreeSet::new();
    paged.pages().iter().for_each(|page| shapeless(&page.frame, &mut refused));
    if !refused.is_empty() {
        return Err(Unset::Letters(refused));
    }
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(document.title.clone()),
        creator: Smart::Custom(Some(format!("tenderc {}", env!("CARGO_PKG_VERSION")))),
        timestamp: Datetime::from_ymd_hms(1980, 1, 1, 0, 0, 0).map(Timestamp::new_utc),
        standards: standards.map_err(|why| Unset::Typst(why.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&paged, &options).map_err(|faults| said(&faults))?;
    Ok((bytes, paged.pages().len()))
}

fn said(faults: &[typst::diag::SourceDiagnostic]) -> Unset {
    Unset::Typst(faults.first().map(|fault| fault.message.to_string()).unwrap_or_default())
}

/// The characters of a page that no font has where they stand.
fn shapeless(frame: &Frame, found: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => shapeless(&group.frame, found),
            FrameItem::Text(text) => {
                let missing = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                let texts = missing.filter_map(|glyph| text.text.get(glyph.range()));
                found.extend(texts.flat_map(str::chars).filter(|character| !character.is_ascii()));
            }
            _ => {}
        }
    }
}
