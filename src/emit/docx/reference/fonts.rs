//! The table of fonts of a reference, which says what another font must be like that takes the place of one.

use crate::emit::docx::xml::{Piece, read};

/// The letters of a font within a document, whose files are not taken.
const EMBEDDED: &[&str] = &["w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic"];

/// The table without the letters that it embeds.
///
/// # Errors
/// Where the part is not well-formed.
pub fn described(xml: &str) -> Result<String, String> {
    let mut kept = String::with_capacity(xml.len());
    let mut end = 0;
    read(xml, |piece, at| {
        match (piece, at.depth) {
            (Piece::Open(name, _), 2) if EMBEDDED.contains(&name) => {
                kept.push_str(xml.get(end..at.range.start).unwrap_or_default());
                end = at.range.end;
            }
            (Piece::Close(name), 2) if EMBEDDED.contains(&name) => end = at.range.end,
            _ => {}
        }
        Ok(())
    })?;
    kept.push_str(xml.get(end..).unwrap_or_default());
    Ok(kept)
}
