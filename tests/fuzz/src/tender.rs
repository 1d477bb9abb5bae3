//! A `tender.yaml`: read, resolved, and compiled into a pack.

use std::sync::LazyLock;

use tenderc::model::Library;
use tenderc::text::Memory;

use crate::base;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| base::library(true));

/// Takes the text for a tender.
pub fn run(text: &str) {
    base::compile(&[("tender.yaml", text)].into_iter().collect::<Memory>(), &LIBRARY);
}
