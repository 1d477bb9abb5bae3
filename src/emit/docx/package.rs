//! Parts to a package (ECMA-376, Part 2): content types, relationships, core properties and the archive.
//! Times and order are fixed, so that the same parts give the same bytes.

use std::collections::BTreeSet;

use super::xml::{DECLARATION, RELATIONS, escape};
use crate::emit::archive;
use crate::text::words::cut;

/// What the content types of WordprocessingML begin with.
pub const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The content type of core properties.
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// The type of the relationship to core properties.
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// The date that every document bears: the first one that an archive knows.
const DATE: &str = "1980-01-01T00:00:00Z";

/// Characters of a title among the properties, where programs keep 255.
const TITLE: usize = 250;

/// A part of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, without the first `/`.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it is related to.
    pub relations: Vec<Relation>,
}

/// A relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its id, unique in the part.
    pub id: String,
    /// Its type: what follows the common start.
    pub kind: String,
    /// Where it leads: the name of a part, or an address.
    pub target: String,
    /// Whether the target is an address outside of the package.
    pub external: bool,
}

/// The core properties of a document.
pub fn properties(title: &str, language: &str) -> Part {
    let xml = format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>tenderc</dc:creator><dc:language>{}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{DATE}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{DATE}</dcterms:modified></cp:coreProperties>\n",
        escape(&cut(title, TITLE)),
        escape(language)
    );
    part("docProps/core.xml", CORE_TYPE, xml)
}

/// A part without relationships.
pub fn part(name: &str, content_type: &str, bytes: impl Into<Vec<u8>>) -> Part {
    Part {
        name: name.to_owned(),
        content_type: content_type.to_owned(),
        bytes: bytes.into(),
        relations: Vec::new(),
    }
}

/// The package of a document: the main part first, then its other parts.
pub fn package(main: Part, others: Vec<Part>) -> Vec<u8> {
    let parts: Vec<Part> = std::iter::once(main).chain(others).collect();
    let mut files = vec![("[Content_Types].xml".to_owned(), types(&parts).into_bytes())];
    let root = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>", escape(target))
    };
    let mut roots = String::new();
    for part in &parts {
        if part.content_type == CORE_TYPE {
            roots.push_str(&root("rId2", CORE_RELATION, &part.name));
        } else if roots.is_empty() {
            roots.push_str(&root("rId1", &format!("{RELATIONS}/officeDocument"), &part.name));
        }
    }
    files.push(("_rels/.rels".to_owned(), relationships(&roots).into_bytes()));
    for part in parts {
        let related = related(&part);
        let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
        let path = format!("{folder}/_rels/{file}.rels");
        files.push((part.name.clone(), part.bytes));
        files.extend(related.map(|related| (path, related.into_bytes())));
    }
    archive::write(files.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())))
}

fn types(parts: &[Part]) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let mut known = BTreeSet::new();
    for part in parts {
        let extension = part.name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if extension != "xml" && known.insert(extension.clone()) {
            let (extension, kind) = (escape(&extension), escape(&part.content_type));
            xml.push_str(&format!("<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>"));
        }
    }
    for part in parts.iter().filter(|part| part.name.ends_with(".xml")) {
        let (name, kind) = (escape(&part.name), escape(&part.content_type));
        xml.push_str(&format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"));
    }
    xml + "</Types>\n"
}

fn relationships(inner: &str) -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {inner}</Relationships>\n"
    )
}

fn related(part: &Part) -> Option<String> {
    let relations = part.relations.iter().map(|relation| {
        let (id, kind) = (escape(&relation.id), escape(&relation.kind));
        let (slash, mode) = if relation.external { ("", " TargetMode=\"External\"") } else { ("/", "") };
        let target = escape(&relation.target);
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{slash}{target}\"{mode}/>")
    });
    (!part.relations.is_empty()).then(|| relationships(&relations.collect::<String>()))
}
