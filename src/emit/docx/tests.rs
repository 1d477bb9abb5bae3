//! Documents to the parts of a package, and references that are sound or not.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::document::tree::{Block, Figure, Inline};
use crate::document::{fixture, parse};
use crate::text::{Memory, World, unpack};

mod references;

/// Files as an archive.
fn zipped<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        archive.start_file(path, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn of(blocks: Vec<Block>, title: &str) -> Document {
    Document { title: title.into(), language: "en".into(), foot: String::new(), blocks, figures: Vec::new() }
}

/// The parts of a document with the built-in looks; each is read to its end.
fn parts(document: &Document) -> Memory {
    let files = unpack(write(document, Words::English, Reference::built_in())).unwrap();
    for name in files.list().unwrap() {
        if name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".svg") {
            xml::read(&files.read(&name).unwrap(), |_, _| Ok(()))
                .unwrap_or_else(|why| panic!("{name} {why}"));
        }
    }
    files
}

fn main_part(document: &Document) -> String {
    parts(document).read("word/document.xml").unwrap()
}

#[track_caller]
fn check(markdown: &str, expected: &[&str]) {
    let xml = main_part(&of(parse::document(markdown, &[]), "T"));
    for expected in expected {
        assert!(xml.contains(expected), "{expected}\nis not in\n{xml}");
    }
}

/// A run of plain text.
fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// The beginning of a paragraph of a style.
fn paragraph(style: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>")
}

#[test]
fn every_kind_of_block_has_its_form() {
    let bookmark = "<w:bookmarkStart w:id=\"0\" w:name=\"top\"/>";
    check("# A {#top}\n\nb", &[&paragraph("Title"), bookmark, &format!("<w:p>{}</w:p>", run("b"))]);
    let headings = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5"].map(paragraph);
    check("# T\n## A\n### B\n#### C\n##### D\n###### E", &headings.each_ref().map(String::as_str));
    check("> a", &[&format!("{}</w:pPr>{}", paragraph("Quote"), run("a"))]);
    check("```\na  b\n <c>\n```", &["a  b</w:t><w:br/><w:t xml:space=\"preserve\"> &lt;c&gt;</w:t>"]);
    check("a\n\n---\n\nb", &[&paragraph("HorizontalRule")]);
    check("A\n: b", &[&paragraph("Definition"), "<w:r><w:tab/></w:r>", &run("b")]);
    check("A\n: b\n\n: c", &["<w:ind w:left=\"2835\"/>"]);
    check(&format!("{}\n: b", "long ".repeat(20)), &["<w:pStyle w:val=\"DefinitionTerm\"/>"]);
}

#[test]
fn lists_have_definitions_and_start_where_they_say() {
    let numbered = |id: usize, level: usize| format!("<w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/>");
    check("- a\n  - b", &[&numbered(1, 0), &numbered(1, 1), &paragraph("ListBullet")]);
    check("3. a\n4. b\n\nc\n\n1. d", &[&numbered(3, 0), &numbered(4, 0), &paragraph("ListNumber")]);
    check("> - a", &[&numbered(1, 0), "<w:ind w:left=\"624\" w:hanging=\"397\"/>"]);
    check("- a\n\n  b", &["<w:ind w:left=\"397\"/>"]);
    let deep: String = (0..20).map(|level| format!("{}- {level}\n", "  ".repeat(level))).collect();
    check(&deep, &[&numbered(1, 8)]);
    let numbering =
        parts(&of(parse::document("7. a\n\nb\n\n99999999. c", &[]), "T")).read("word/numbering.xml").unwrap();
    for start in ["w:startOverride w:val=\"7\"", "w:startOverride w:val=\"32767\""] {
        assert!(numbering.contains(start), "{numbering}");
    }
}

#[test]
fn tables_repeat_their_heads_and_keep_their_rows() {
    let table = "| a | b |\n|---|--:|\n| **c** | d |\n";
    let head = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    check(
        table,
        &[
            head,
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
            "<w:jc w:val=\"right\"/>",
            &paragraph("TableHeading"),
        ],
    );
    // A row that has no room on a page is broken after all.
    let tall = format!("| a |\n|---|\n| {} |\n", "word ".repeat(3_000));
    check(&tall, &["<w:tr><w:tc>"]);
    // Two tables would be one, and a body does not end with one.
    let twice = format!("{table}\n<!-- -->\n\n{table}");
    let xml = main_part(&of(parse::document(&twice, &[]), "T"));
    assert_eq!(xml.matches("</w:tbl><w:p>").count(), 2, "{xml}");
    // A table is as wide as the text, whatever stands in it.
    for table in [table.to_owned(), tall, "| a | b | c | d | e | f | g | h |\n|-|-|-|-|-|-|-|-|\n".to_owned()]
    {
        let xml = main_part(&of(parse::document(&table, &[]), "T"));
        let columns = xml
            .split("<w:gridCol w:w=\"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0.parse::<i64>().unwrap());
        let columns: Vec<i64> = columns.collect();
        assert!(
            columns.iter().sum::<i64>() == 10_318 && columns.iter().all(|width| *width > 500),
            "{columns:?}"
        );
    }
}

#[test]
fn what_stands_in_lines_has_its_form() {
    let styled = |style: &str, more: &str, text: &str| {
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"{style}\"/>{more}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        )
    };
    check(
        "**a** *b* `c`",
        &[&styled("Strong", "", "a"), &styled("Emphasis", "", "b"), &styled("HTMLCode", "", "c")],
    );
    check("***a***", &["<w:rStyle w:val=\"Strong\"/><w:i/><w:iCs/>"]);
    check("a\\\nb", &["<w:r><w:br/></w:r>"]);
    let link = "<w:hyperlink w:anchor=\"a_b\" w:history=\"1\">";
    check("## A {#a-b}\n\n[x](#a-b) [y](#none)", &[link, &styled("Hyperlink", "", "x"), &run("y")]);
    check("the שלום (end)", &["<w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">שלום</w:t>"]);
    check("e\u{301} ก็ 🏥", &[&run("e\u{301} ก็ 🏥")]);
    let line = "<w:rStyle w:val=\"Shall\"/></w:rPr><w:t xml:space=\"preserve\">\u{a0}shall\u{a0}</w:t>";
    check("#### 1 A {#a .requirement .shall}\n\n**shall** `A-1`", &[line, &paragraph("RequirementLine")]);
    let address =
        parts(&of(parse::document("[x](https://example.org/a b) [y](https://example.org)", &[]), "T"));
    let related = address.read("word/_rels/document.xml.rels").unwrap();
    assert!(related.contains("Target=\"https://example.org\" TargetMode=\"External\""), "{related}");
}

#[test]
fn contents_are_a_field_with_entries() {
    let xml = main_part(&of(parse::document("# T\n\nintro\n\n## A {#a}\n\n### B\n\n## C\n", &[]), "T"));
    let at = |part: &str| xml.find(part).unwrap_or_else(|| panic!("{part}\nis not in\n{xml}"));
    assert!(at(&run("intro")) < at(" TOC \\o") && at(" TOC \\o") < at(&paragraph("Heading1")));
    assert_eq!(xml.matches("fldCharType").count(), 3);
    assert!(xml.contains(&format!("{}</w:pPr><w:hyperlink w:anchor=\"b\"", paragraph("TOC2"))), "{xml}");
    assert!(!main_part(&of(parse::document("# T\n\n## A", &[]), "T")).contains("TOC"));
}

#[test]
fn a_chapter_lies_on_its_side_if_it_asks() {
    let xml = main_part(&of(parse::document("# T\n\n## A {.wide}\n\n### B\n\n## C\n", &[]), "T"));
    assert_eq!((xml.matches("<w:sectPr").count(), xml.matches("landscape").count()), (3, 1));
    assert!(xml.contains("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"), "{xml}");
    assert_eq!(main_part(&fixture::annex()).matches("<w:sectPr").count(), 1);
}

#[test]
fn an_annex_is_whole_and_the_same() {
    let annex = fixture::annex();
    let files = parts(&annex);
    let xml = files.read("word/document.xml").unwrap();
    let styles = files.read("word/styles.xml").unwrap();
    let values = |xml: &str, before: &str| -> Vec<String> {
        let parts = xml.split(before).skip(1);
        parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
    };
    for kind in ["<w:pStyle w:val=\"", "<w:rStyle w:val=\"", "<w:tblStyle w:val=\""] {
        for style in values(&xml, kind) {
            assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style} is no style");
        }
    }
    let mut bookmarks = values(&xml, " w:name=\"");
    for anchor in values(&xml, " w:anchor=\"") {
        assert!(bookmarks.contains(&anchor), "{anchor} leads nowhere");
    }
    let count = bookmarks.len();
    bookmarks.sort();
    bookmarks.dedup();
    assert_eq!(bookmarks.len(), count);
    let related = files.read("word/_rels/document.xml.rels").unwrap();
    for id in values(&xml, " r:id=\"").iter().chain(&values(&xml, " r:embed=\"")) {
        assert!(related.contains(&format!("Id=\"{id}\"")), "{id} is related to nothing");
    }
    let types = files.read("[Content_Types].xml").unwrap();
    for name in files.list().unwrap() {
        let known = name.ends_with(".rels") || name.starts_with('[') || name.contains("/media/");
        assert!(known || types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
    }
    let alt = xml::escape(&annex.figures[0].alt);
    assert!(xml.contains(&format!("descr=\"{alt}")) && xml.contains("svgBlip"));
    assert!(styles.contains("<w:lang w:val=\"en-GB\""));
    assert!(files.read("docProps/core.xml").unwrap().contains(&xml::escape(&annex.title)));
    let footer = files.read("word/around1.xml").unwrap();
    assert!(
        footer.contains(" PAGE ")
            && footer.contains(" NUMPAGES ")
            && footer.contains(&xml::escape(&annex.title))
    );
    let again = || write(&annex, Words::English, Reference::built_in());
    assert_eq!(again(), again());
}

#[test]
fn no_text_is_more_than_text() {
    let hostile = [
        "</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO\">",
        "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" }",
        "=cmd|' /C calc'!A0",
        "\u{0}\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}\u{85}]]>",
        "&lt; &#0; &amp;amp; %00 \u{202e}gpj.exe",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
    ];
    for text in hostile {
        let line = || vec![Inline::Text(text.into()), Inline::Code(text.into())];
        let bad = |target: &str| Inline::Link { target: target.into(), text: line() };
        let links =
            ["#\"><x>", "https://[", "javascript:alert(1)", "https://a/\u{0}\"<>", "file:///etc/passwd"];
        let blocks = vec![
            Block::Paragraph(line()),
            Block::Paragraph(links.map(bad).into()),
            Block::Code(text.into()),
            Block::Figure("f".into()),
        ];
        let figure =
            Figure { name: text.into(), alt: text.into(), description: text.into(), svg: text.into() };
        let figures = vec![Figure { name: "f".into(), ..figure }];
        let files = parts(&Document { figures, language: text.into(), ..of(blocks, text) });
        let xml = files.read("word/document.xml").unwrap();
        for none in ["<w:fldSimple", "fldChar", "instrText", "<x>", "<!DOCTYPE"] {
            assert!(!xml.contains(none), "{none}: {xml}");
        }
        let related = files.read("word/_rels/document.xml.rels").unwrap();
        assert_eq!(related.matches("External").count(), 1, "{related}");
    }
}

#[test]
fn a_picture_holds_no_other() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">\
               <image href=\"/etc/hostname\" width=\"9\" height=\"9\"/><rect width=\"5\" height=\"5\"/></svg>";
    let figure = Figure { name: "f".into(), alt: "A".into(), description: "D".into(), svg: svg.into() };
    let document = Document { figures: vec![figure], ..of(vec![Block::Figure("f".into())], "T") };
    let drawn = parts(&document).read("word/media/figure1.svg").unwrap();
    assert!(drawn.contains("<path") && !drawn.contains("image"), "{drawn}");
}

#[test]
fn a_long_title_does_no_harm() {
    let title = "Title ".repeat(2_000);
    let heading = format!("# {title}");
    let files = parts(&of(parse::document(&heading, &[]), &title));
    assert!(files.read("word/document.xml").unwrap().len() > 10_000);
    for part in ["word/around1.xml", "docProps/core.xml"] {
        let xml = files.read(part).unwrap();
        assert!(xml.len() < 1_500 && xml.contains('…'), "{part}: {xml}");
    }
}

#[test]
fn a_table_has_no_more_columns_than_word_shows() {
    let check = |columns: usize, expected: &[usize]| {
        let row = |cell: &str| format!("|{}", format!(" {cell} |").repeat(columns));
        let text = [row("a"), row("---"), row("b")].join("\n");
        let body = main_part(&of(parse::document(&text, &[]), "T"));
        let tables = body.split("<w:tbl>").skip(1).map(|table| table.matches("<w:gridCol ").count());
        assert_eq!(tables.collect::<Vec<_>>(), expected, "{columns}");
    };
    check(63, &[63]);
    check(64, &[63, 2]);
    check(200, &[63, 63, 63, 14]);
}
