//! Headers and footers of a reference: which fields may stand in them, and the title that is put into the
//! fields that ask for it.

use std::ops::Range;

use crate::emit::docx::xml::{Piece, attribute, escape, read};
use crate::text::words::cut;

/// Fields that show what the document itself knows, and run or fetch nothing.
const HARMLESS: &[&str] = &[
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "TITLE",
    "SUBJECT",
    "AUTHOR",
    "KEYWORDS",
    "COMMENTS",
    "DOCPROPERTY",
    "STYLEREF",
    "FILENAME",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "QUOTE",
    "SYMBOL",
    "HYPERLINK",
    "REF",
    "PAGEREF",
    "SEQ",
    "NUMWORDS",
    "REVNUM",
    "LASTSAVEDBY",
];

/// Elements that hold or fetch something of another program.
const FOREIGN: &[&str] = &["w:object", "w:control", "w:altChunk", "w:subDoc", "o:OLEObject", "w:movie"];

/// Characters of the title in a header or footer: about a line.
const TITLE: usize = 90;

/// A header or footer, with the places of the title.
#[derive(Clone, Debug)]
pub struct Around {
    xml: String,
    /// Texts to be replaced: the first of each field by the title, the others by nothing.
    titles: Vec<(Range<usize>, bool)>,
}

/// A field that is open.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether what comes now is its result.
    result: bool,
    /// Whether the title stands in it.
    filled: bool,
}

impl Around {
    /// Reads a header or footer.
    ///
    /// # Errors
    /// Where it is not well-formed, or has a field or an object that runs or fetches something.
    pub fn read(xml: String) -> Result<Self, String> {
        let mut fields: Vec<Field> = Vec::new();
        let mut titles = Vec::new();
        let mut instruction = false;
        let mut text: Option<usize> = None;
        read(&xml, |piece, at| {
            match piece {
                Piece::Open(name, _) if FOREIGN.contains(&name) => {
                    return Err(format!("holds an object of another program (`{name}`): take it out"));
                }
                Piece::Open("w:fldSimple", tag) => {
                    fields.push(Field {
                        instruction: attribute(tag, "w:instr"),
                        result: true,
                        filled: false,
                    });
                    harmless(fields.last())?;
                }
                Piece::Close("w:fldSimple") => drop(fields.pop()),
                Piece::Open("w:fldChar", tag) => match &*attribute(tag, "w:fldCharType") {
                    "begin" => fields.push(Field::default()),
                    "separate" => {
                        harmless(fields.last())?;
                        if let Some(field) = fields.last_mut() {
                            field.result = true;
                        }
                    }
                    _ => harmless(fields.pop().as_ref())?,
                },
                Piece::Open("w:instrText", _) => instruction = true,
                Piece::Close("w:instrText") => instruction = false,
                Piece::Open("w:t", _) => text = Some(at.range.end),
                Piece::Close("w:t") => {
                    let start = text.take();
                    if let Some(field) = fields.last_mut()
                        && field.result
                        && name(&field.instruction) == "TITLE"
                        && let Some(start) = start.filter(|start| *start <= at.range.start)
                    {
                        titles.push((start..at.range.start, !field.filled));
                        field.filled = true;
                    }
                }
                Piece::Text(part) if instruction => {
                    if let Some(field) = fields.last_mut() {
                        field.instruction.push_str(part);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        fields.iter().try_for_each(|field| harmless(Some(field)))?;
        Ok(Self { xml, titles })
    }

    /// The part with a title.
    pub fn written(&self, title: &str) -> String {
        let mut written = String::with_capacity(self.xml.len() + title.len());
        let mut done = 0;
        for (range, first) in &self.titles {
            written.push_str(self.xml.get(done..range.start).unwrap_or_default());
            if *first {
                written.push_str(&escape(&cut(title, TITLE)));
            }
            done = range.end;
        }
        written + self.xml.get(done..).unwrap_or_default()
    }
}

/// What a field is: the first word of its instruction.
fn name(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_uppercase()
}

fn harmless(field: Option<&Field>) -> Result<(), String> {
    let name = field.map(|field| name(&field.instruction)).unwrap_or_default();
    if name.is_empty() || HARMLESS.contains(&&*name) {
        return Ok(());
    }
    Err(format!("has a field `{}` that may fetch or run something: take it out", cut(&name, 30)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(instruction: &str, results: &[&str]) -> String {
        let results: String = results.iter().map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")).collect();
        format!(
            "<w:ftr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{results}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:ftr>"
        )
    }

    #[test]
    fn a_title_takes_the_place_of_one() {
        #[track_caller]
        fn check(xml: &str, expected: &str) {
            let written = Around::read(xml.to_owned()).unwrap().written("A & B");
            let texts =
                written.split("<w:t>").skip(1).filter_map(|rest| rest.split_once('<')).map(|(text, _)| text);
            assert_eq!(texts.collect::<Vec<_>>().join("|"), expected);
        }
        check(
            "<w:ftr><w:fldSimple w:instr=\" title \"><w:r><w:t></w:t></w:r></w:fldSimple></w:ftr>",
            "A &amp; B",
        );
        check(&field(" TITLE  \\* MERGEFORMAT ", &["Old ", "title"]), "A &amp; B|");
        check(&field(" PAGE ", &["1"]), "1");
    }

    #[test]
    fn no_field_fetches_or_runs() {
        #[track_caller]
        fn check(xml: &str, expected: &str) {
            let found = Around::read(xml.to_owned()).err().unwrap_or_default();
            assert!(found.starts_with(expected) && !found.is_empty(), "{found}");
        }
        for name in ["INCLUDETEXT", "includepicture", "DDEAUTO", "LINK", "MACROBUTTON", "IF"] {
            let expected = format!("has a field `{}`", name.to_uppercase());
            check(&field(&format!(" {name} x "), &["1"]), &expected);
            check(&format!("<w:ftr><w:fldSimple w:instr=\"{name} x\"/></w:ftr>"), &expected);
            let open = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
            check(&format!("<w:ftr>{open}<w:r><w:instrText>{name}</w:instrText></w:r></w:ftr>"), &expected);
        }
        check("<w:hdr><w:object/></w:hdr>", "holds an object of another program (`w:object`)");
    }
}
