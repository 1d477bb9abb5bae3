//! A `tender.yaml`: read and resolved.

use tenderc::text::Memory;

use crate::base;

/// Takes the text for a tender.
pub fn run(text: &str) {
    base::compile(&[("tender.yaml", text)].into_iter().collect::<Memory>());
}
