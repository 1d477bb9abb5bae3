//! The settings of a reference, as far as they are about looks: nothing that leads out of the document,
//! protects it, or counts its changes.

use crate::emit::docx::xml::{Piece, read};

/// The settings that are taken.
const KEPT: &[&str] = &[
    "w:zoom",
    "w:mirrorMargins",
    "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter",
    "w:gutterAtTop",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:compat",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:decimalSymbol",
    "w:listSeparator",
];

/// The settings that are taken, in their order.
///
/// # Errors
/// Where the part is not well-formed, or names a template.
pub fn kept(xml: &str) -> Result<String, String> {
    let mut ranges = Vec::new();
    let mut root = 0..0;
    let mut start = None;
    read(xml, |piece, at| {
        match (piece, at.depth) {
            (Piece::Open(_, _), 0) => root = at.range.clone(),
            (Piece::Open("w:attachedTemplate", _), _) => {
                return Err("names a template that it is attached to: detach it in Word, under Developer, \
                            Document Template"
                    .to_owned());
            }
            (Piece::Open(name, _), 1) => start = KEPT.contains(&name).then_some(at.range.start),
            (Piece::Close(_), 1) => ranges.extend(start.take().map(|start| start..at.range.end)),
            _ => {}
        }
        Ok(())
    })?;
    let slice = |range| xml.get(range).unwrap_or_default();
    // An empty root has no end of its own.
    let opening = slice(root).trim_end_matches("/>").trim_end_matches('>');
    let inner: String = ranges.into_iter().map(slice).collect();
    Ok(format!("{opening}>{inner}</w:settings>\n"))
}
