//! A table of a library, or a standard: the library is read with it in place of its own.

use tenderc::desk::compile;

use crate::base;

const TABLES: [&str; 6] = [
    "facts.yaml",
    "categories.yaml",
    "threats.yaml",
    "evidence.yaml",
    "library.yaml",
    "standards/etsi-en-303-645.yaml",
];

/// Takes the text for the table that its first line names as a comment, `# facts.yaml`; for the facts else.
pub fn run(text: &str) {
    let named = text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
    let table = TABLES.into_iter().find(|table| *table == named).unwrap_or("facts.yaml");
    let mut library = base::folder_of_library();
    library.insert(table, text);
    let read = compile::read(&library, None, None);
    base::show(&read.bag, &read.sources);
}
