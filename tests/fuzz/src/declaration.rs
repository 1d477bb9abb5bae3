//! A declaration, in JSON, in YAML and on the lines of NDJSON, against the pack of a small tender.

use tenderc::desk::Rendering;
use tenderc::desk::judge::judge;
use tenderc::desk::submissions::{Entry, Packs};
use tenderc::emit::docx::Reference;
use tenderc::emit::format;
use tenderc::text::Memory;

use crate::base;

/// Takes the text for a declaration. Any digest in it stands for that of the pack.
pub fn run(text: &str) {
    let mut text = text.to_owned();
    if let Some(start) = text.find("sha256:") {
        let rest = &text[start + 7..];
        let digits = rest.find(|c: char| !(c.is_ascii_hexdigit() || c == '…')).unwrap_or(rest.len());
        text.replace_range(start..start + 7 + digits, &base::PACK.spec.pack);
    }
    if text.lines().filter(|line| line.trim_start().starts_with('{')).count() > 1 {
        let folder: Memory = [("all.ndjson", text)].into_iter().collect();
        let entry = Entry { folder: &folder, path: "all.ndjson".to_owned(), evidence: true };
        let (templates, looks) = (&Memory::default(), Reference::built_in());
        let form = Rendering { format: &format::JSON, templates, looks, colour: false };
        judge(&[entry], Packs { pack: &*base::FILES, former: &[] }, None, &form);
        return;
    }
    let name = if text.trim_start().starts_with('{') { "a.json" } else { "a.yaml" };
    base::judge(&base::PACK, name, &text);
}
