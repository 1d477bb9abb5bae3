//! The package of a reference: its parts, and how they are related.

use std::collections::BTreeMap;

use super::raster;
use crate::emit::docx::package::{Part, Relation, part};
use crate::emit::docx::xml::{MAIN, Piece, RELATIONS, attribute, read};
use crate::text::{Memory, World};

/// Bytes of a part of text; that of the body may have them as well, which is passed over.
const MOST_TEXT: u64 = 16 * 1024 * 1024;

/// Bytes of a picture.
const MOST_PICTURE: u64 = 4 * 1024 * 1024;

/// Pictures, all together.
const MOST_PICTURES: usize = 40;

/// The kinds of pictures, by the ending of their names.
const PICTURES: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("bmp", "image/bmp"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("emf", "image/x-emf"),
    ("wmf", "image/x-wmf"),
    ("svg", "image/svg+xml"),
];

/// The parts of a package.
pub struct Parts<'m> {
    files: &'m Memory,
    main: String,
}

impl<'m> Parts<'m> {
    /// Reads which part is the main one.
    ///
    /// # Errors
    /// Where the package is none of a Word document, or has macros.
    pub fn read(files: &'m Memory) -> Result<Self, String> {
        let mut parts = Self { files, main: String::new() };
        let types =
            parts.plain("[Content_Types].xml").map_err(|_| "it is no Word document (.docx)".to_owned())?;
        let names = files.list().unwrap_or_default();
        let macros = types.contains("macroEnabled")
            || types.contains("ms-office.vba")
            || names.iter().any(|name| name.to_ascii_lowercase().contains("vbaproject"));
        if macros {
            return Err("it has macros: save it as Word Document (.docx), which has none".to_owned());
        }
        let roots = parts.relations("")?;
        let main = roots.into_iter().find(|relation| relation.kind == "officeDocument");
        parts.main = main.ok_or("it is no Word document (.docx)")?.target;
        if !types.contains("wordprocessingml.document.main+xml")
            && !types.contains("wordprocessingml.template.main+xml")
        {
            return Err("it is no Word document (.docx)".to_owned());
        }
        Ok(parts)
    }

    /// The name of the main part.
    pub fn main(&self) -> &str {
        &self.main
    }

    fn plain(&self, name: &str) -> Result<String, String> {
        let unread = |why: crate::text::Unreadable| format!("`{name}` in it cannot be read: {why}");
        let bytes = self.files.bytes(name, MOST_TEXT).map_err(unread)?;
        let text = crate::text::Unreadable::text(bytes).map_err(unread)?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// The text of a part in WordprocessingML or DrawingML.
    ///
    /// # Errors
    /// Where it is missing, too large, no XML, or in the strict variant, whose names are others.
    pub fn text(&self, name: &str) -> Result<String, String> {
        let text = self.plain(name)?;
        let mut strict = false;
        let checked = read(&text, |piece, at| {
            if let (Piece::Open(element, tag), 0) = (piece, at.depth) {
                strict =
                    element.starts_with("w:") && attribute(tag, "xmlns:w") != MAIN || !element.contains(':');
            }
            Ok(())
        });
        checked.map_err(|why| format!("`{name}` in it {why}"))?;
        if strict {
            let words =
                "it is written in another variant of the format: save it as Word Document (.docx) in Word";
            return Err(words.to_owned());
        }
        Ok(text)
    }

    /// What a part is related to; the empty name is the package.
    ///
    /// # Errors
    /// Where a relationship leads out of the package, but for the links of the main part, which are not taken.
    pub fn relations(&self, name: &str) -> Result<Vec<Relation>, String> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let path = format!(
            "{}_rels/{file}.rels",
            if folder.is_empty() { String::new() } else { format!("{folder}/") }
        );
        let mut found = Vec::new();
        if self.files.bytes(&path, u64::MAX).is_err() {
            return Ok(found);
        }
        read(&self.plain(&path)?, |piece, _| {
            let Piece::Open("Relationship", tag) = piece else { return Ok(()) };
            let (id, kind) = (attribute(tag, "Id"), attribute(tag, "Type"));
            // Relationships of other producers are not needed; a template is one wherever it stands.
            let kind =
                kind.strip_prefix(RELATIONS).map_or(kind.as_str(), |kind| kind.trim_start_matches('/'));
            let target = attribute(tag, "Target");
            if kind.ends_with("attachedTemplate") {
                return Err("names a template that it is attached to: detach it in Word, under Developer, \
                            Document Template"
                    .to_owned());
            }
            if attribute(tag, "TargetMode").eq_ignore_ascii_case("external") {
                if name == self.main && kind == "hyperlink" {
                    return Ok(());
                }
                let target = crate::text::words::cut(&target, 80);
                return Err(format!(
                    "leads out of it, to `{target}`: take the link or the picture out, or enclose it"
                ));
            }
            let target = resolve(folder, &target).ok_or("leads out of it")?;
            found.push(Relation { id, kind: kind.to_owned(), target, external: false });
            Ok(())
        })
        .map_err(|why| format!("`{path}` in it {why}"))?;
        Ok(found)
    }

    /// The relationships of a part that may have pictures and nothing else; those that are new are taken.
    ///
    /// # Errors
    /// As [`Self::relations`], and where it is related to anything else or a picture is too large.
    pub fn pictures(&self, name: &str, taken: &mut Vec<Part>) -> Result<Vec<Relation>, String> {
        let types: BTreeMap<&str, &str> = PICTURES.iter().copied().collect();
        let mut relations = self.relations(name)?;
        for relation in &mut relations {
            let picture = &relation.target;
            let extension = picture.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            let kind = types.get(extension.as_str()).filter(|_| relation.kind == "image");
            let kind =
                *kind.ok_or_else(|| format!("`{name}` in it holds `{picture}`: only pictures are taken"))?;
            let bytes = self.files.bytes(picture, MOST_PICTURE);
            let bytes = bytes.map_err(|why| format!("`{picture}` in it cannot be taken: {why}"))?;
            raster::check(&extension, &bytes).map_err(|why| format!("`{picture}` in it {why}"))?;
            // Two parts may share a picture.
            let known = taken.iter().find(|part| part.bytes == bytes && part.content_type == kind);
            let new = match known {
                Some(part) => part.name.clone(),
                None if taken.len() >= MOST_PICTURES => {
                    return Err(format!(
                        "it has more than {MOST_PICTURES} pictures above and below the text"
                    ));
                }
                None => {
                    let new = format!("word/media/reference{}.{extension}", taken.len() + 1);
                    taken.push(part(&new, kind, bytes));
                    new
                }
            };
            relation.target = new;
        }
        Ok(relations)
    }
}

/// The name of a part as a relationship of a part in a folder has it.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let (start, path) = match target.strip_prefix('/') {
        Some(path) => ("", path),
        None => (folder, target),
    };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
