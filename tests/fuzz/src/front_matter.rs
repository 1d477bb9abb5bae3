//! A requirement file, as the addition of a small tender: read, resolved, and compiled into a pack.

use std::sync::LazyLock;

use tenderc::model::Library;
use tenderc::text::Memory;

use crate::base;

const TENDER: &str = "\
id: small-2027
title: Pumps
deadline: 2027-03-31
assurance: high
lots:
  - {id: pumps, title: Pumps, category: infusion-pump, quantity: 1, zone: clinical, facts: {visitor_reach: true}}
";

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let library = base::library(false);
    let alone = base::compile(&[("tender.yaml", TENDER)].into_iter().collect::<Memory>(), &library);
    assert!(alone, "the tender of this target is at fault");
    library
});

/// Takes the text for a requirement; its id is the one that it gives itself.
pub fn run(text: &str) {
    let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("ADD-01").trim();
    let files = [("tender.yaml".to_owned(), TENDER), (format!("requirements/{id}.md"), text)];
    base::compile(&files.into_iter().collect::<Memory>(), &LIBRARY);
}
