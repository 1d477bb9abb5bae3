//! Which files a pack has, and what each is called.
//!
//! Names have lower-case letters, digits, `-`, `_` and one dot, since platforms for tenders refuse others.

use crate::text::{file_name, sha256};

/// The list of all other files, with their digests.
pub const MANIFEST: &str = "manifest.json";

/// The tender, its lots and vocabularies, without their requirements.
pub const SPEC: &str = "spec.json";

/// The annex that people read.
pub fn annex(extension: &str) -> String {
    format!("annex.{extension}")
}

/// Why each requirement is asked, and how it is verified, once for all lots.
pub fn explanations(extension: &str) -> String {
    format!("explanations.{extension}")
}

/// The data of what stays with the buyer.
pub const INTERNAL_DATA: &str = "internal/internal.json";

/// What stays with the buyer: what was left out and why, the whole map, what is covered of standards.
pub const INTERNAL_MARKDOWN: &str = "internal/internal.md";

/// The same as a page.
pub const INTERNAL_HTML: &str = "internal/internal.html";

/// How lots and assets are connected, with the routes to the internet.
pub const INTERNAL_MAP: &str = "internal/map.svg";

/// How lots and assets are connected.
pub const MAP: &str = "map.svg";

/// The questions of a lot with what is accepted, for people.
pub fn questionnaire(id: &str, extension: &str) -> String {
    format!("{id}/questionnaire.{extension}")
}

/// The data of a lot: all that is needed to judge a declaration of it.
pub fn lot(id: &str) -> String {
    format!("{id}/lot.json")
}

/// What a complete and well-formed declaration for a lot is.
pub fn declaration_schema(id: &str) -> String {
    format!("{id}/declaration.schema.json")
}

/// What a declaration must satisfy to conform.
pub fn conformance_schema(id: &str) -> String {
    format!("{id}/conformance.schema.json")
}

/// The blank declaration for programs and editors.
pub fn blank_json(id: &str) -> String {
    format!("{id}/declaration.blank.json")
}

/// The blank declaration for people.
pub fn blank_yaml(id: &str) -> String {
    format!("{id}/declaration.blank.yaml")
}

/// Whether a file is called as one of a lot, wherever it stands: vendors often work where the blank lies.
pub fn is_of_a_lot(path: &str) -> bool {
    let name = file_name(path);
    let own = [lot, declaration_schema, conformance_schema, blank_json, blank_yaml, form, workbook];
    name.starts_with("questionnaire.") || own.iter().any(|of| of("").strip_prefix('/') == Some(name))
}

/// The archive for bidders, which stands beside the folder of the pack.
pub fn archive(tender: &str, edition: usize) -> String {
    format!("{}.zip", numbered(tender, edition))
}

/// The folder of a pack: that of the first edition is called as the tender, so that later ones stand beside it.
pub fn folder(tender: &str, edition: usize) -> String {
    match edition {
        1 => tender.to_owned(),
        edition => numbered(tender, edition),
    }
}

/// What an edition is called wherever it may come to stand: the tender and the number.
pub fn numbered(tender: &str, edition: usize) -> String {
    let number = edition.to_string();
    let room = LONGEST - number.len() - ".zip".len() - 1;
    if tender.chars().count() <= room {
        return format!("{tender}-{number}");
    }
    // Two long ids may begin alike.
    let digest: String = sha256(tender.as_bytes()).chars().take(DIGITS).collect();
    let start: String = tender.chars().take(room - DIGITS - 1).collect();
    format!("{}-{digest}-{number}", start.trim_end_matches('-'))
}

/// The folder of single files of a pack that are looked at before it is made. No tender has such an id, so that it is never
/// that of a pack.
pub fn look(folder: &str) -> String {
    format!("{folder}.look")
}

/// What is made by a template and stays with the buyer.
pub fn of_the_buyer() -> [&'static str; 3] {
    [INTERNAL_MARKDOWN, INTERNAL_HTML, INTERNAL_MAP]
}

/// The files that can be made by themselves, for lots of these ids: what people read and fill in.
pub fn single(lots: &[&str]) -> Vec<String> {
    let read = |path: &dyn Fn(&str) -> String| ["md", "html", "docx", "pdf"].map(path);
    let mut paths: Vec<String> = read(&annex).into();
    paths.extend(read(&explanations));
    paths.push(MAP.to_owned());
    for lot in lots {
        paths.extend(read(&|extension| questionnaire(lot, extension)));
        paths.extend([form(lot), workbook(lot), blank_json(lot), blank_yaml(lot)]);
    }
    paths.extend(of_the_buyer().map(str::to_owned));
    paths
}

/// Characters of the name of a file that platforms for tenders take.
const LONGEST: usize = 60;

/// Digits of a digest that part two ids which are cut.
const DIGITS: usize = 8;

/// The declaration as a form: one page, which needs nothing else.
pub fn form(id: &str) -> String {
    format!("{id}/form.html")
}

/// The declaration as a workbook.
pub fn workbook(id: &str) -> String {
    format!("{id}/declaration.xlsx")
}
