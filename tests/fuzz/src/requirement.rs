//! A requirement file, as the addition of a small tender: read, and resolved.

use tenderc::text::Memory;

use crate::base;

const TENDER: &str = "\
id: small-2027
title: Pumps
deadline: 2027-03-31
assurance: high
lots:
  - {id: pumps, title: Pumps, category: infusion-pump, quantity: 1, zone: clinical, facts: {shared_use: true}}
";

/// Takes the text for a requirement; its id is the one that it gives itself.
pub fn run(text: &str) {
    let id = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("ADD-01").trim();
    let files = [("tender.yaml".to_owned(), TENDER), (format!("requirements/{id}.md"), text)];
    base::compile(&files.into_iter().collect::<Memory>());
}
