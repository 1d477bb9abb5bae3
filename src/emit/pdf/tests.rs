//! Documents to PDF: what Typst and its checks of PDF/UA-1 and PDF/A-2a make of them.

use super::*;
use crate::document::tree::{Alignment, Block, Definition, Figure, Heading, Inline, Table};
use crate::document::{fixture, parse};

fn of(blocks: Vec<Block>) -> Document {
    let title = "Pumps".to_owned();
    Document { title, language: "en".into(), foot: String::new(), blocks, figures: Vec::new() }
}

/// What is made of a document, as text where it is text.
fn made(document: &Document) -> (String, Vec<char>) {
    let made = write(document, Words::English).unwrap();
    (String::from_utf8_lossy(&made.bytes).into_owned(), made.unshown.into_iter().collect())
}

/// The data that the template gets of Markdown.
#[track_caller]
fn check(markdown: &str, expected: &str) {
    let mut letters = Letters::default();
    let data = content::data(&of(parse::document(markdown, &[])), Words::English, &mut letters).to_string();
    assert!(data.contains(expected), "{expected}\nis not in\n{data}");
}

#[test]
fn an_annex_is_whole_and_the_same_twice() {
    let annex = fixture::annex();
    let (file, unshown) = made(&annex);
    assert!(file.starts_with("%PDF-1.7") && unshown.is_empty(), "{unshown:?}");
    for wanted in ["<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1", "1980-01-01"] {
        assert!(file.contains(wanted), "{wanted}");
    }
    assert!(write(&annex, Words::English).unwrap().bytes == write(&annex, Words::English).unwrap().bytes);
}

#[test]
fn blocks_are_data() {
    check("# A\n\n## B {#b}\n\n#### C", r#"{"kind":"title","id":"a","text":["A"]}"#);
    check(
        "# A\n\n## B {#b}\n\n##### C {#c}",
        r#"{"kind":"heading","level":2,"page":false,"marked":true,"id":"c""#,
    );
    check("- a\n- b", r#""items":[[{"kind":"paragraph","keep":false,"line":["a"]}]"#);
    check("7. a", r#""start":7"#);
    check("## A {.requirement .should}\n\n**should** b", r#""class":"should""#);
    check("[a](#b) [c](https://example.org/ä)", r#"["plain",["a"]]"#);
    check("[a](#b) [c](https://example.org/ä)", r#"["address","https://example.org/%C3%A4",["c"]]"#);
    check(
        "| **a** | b | c |\n| --- | --: | --- |\n| **c** |  |  |",
        r#"{"heads":true,"cells":[[["strong",["c"]]]]}"#,
    );
}

#[test]
fn a_foot_is_cut_in_its_title_and_not_in_its_edition() {
    let check = |foot: &str, expected: &str| {
        let document = Document { foot: foot.into(), ..of(Vec::new()) };
        let data = content::data(&document, Words::English, &mut Letters::default());
        let found = format!("{}|{}", data["foot"].as_str().unwrap(), data["edition"].as_str().unwrap());
        assert_eq!(found, expected);
    };
    check("", "Pumps|");
    check("Pumps for all wards", "Pumps for all wards|");
    check("Pumps · for wards · wards-228e587c", "Pumps · for wards| · wards-228e587c");
    let long = format!("{} · wards-228e587c", "ab ".repeat(60));
    check(&long, &format!("{}ab…| · wards-228e587c", "ab ".repeat(42)));
}

/// Text of others never acts, whatever it looks like.
#[test]
fn text_is_text() {
    let hostile = "#panic() #read(\"/etc/passwd\") $x$ `#f` \\ /* <a> @b \"]) } #import \"@preview/x:1.0.0\"";
    let document =
        of(vec![Block::Paragraph(vec![Inline::Text(hostile.into()), Inline::Code(hostile.into())])]);
    assert!(made(&document).1.is_empty());
}

#[test]
fn odd_content_is_set() {
    #[track_caller]
    fn check(text: &str, expected: &[char]) {
        let line = || vec![Inline::Text(text.to_owned())];
        let table = Table {
            columns: vec![Alignment::Natural; 2],
            head: vec![line(), line()],
            rows: vec![vec![line(), line()]],
        };
        let heading = Heading { level: 3, id: "a".into(), classes: vec![], text: line() };
        let blocks = vec![
            Block::Heading(heading.clone()),
            Block::Heading(heading),
            Block::Table(table),
            Block::Code(text.to_owned()),
        ];
        let document = Document { title: text.to_owned(), language: text.to_owned(), ..of(blocks) };
        assert_eq!(made(&document).1, expected, "{text}");
    }
    check("", &[]);
    check(&"word ".repeat(2_000), &[]);
    check(&"w".repeat(10_000), &[]);
    check(&"ä".repeat(10_000), &[]);
    check("שלום עולם, e\u{301} o\u{336} ẞ Ω Ж ≤ € …", &[]);
    check("\u{200d}\u{ad}\u{feff}\u{2028}\u{0}\u{1b}[31m\u{202e}", &[]);
    check("中\u{e000}😀", &['\u{4e2d}', '\u{e000}', '\u{1f600}']);
}

#[test]
fn no_depth_is_too_deep() {
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text("inmost".into())])];
    for level in 0..24 {
        blocks = vec![match level % 3 {
            0 => Block::Quote(blocks),
            1 => Block::List { start: None, items: vec![blocks] },
            _ => Block::Definitions(vec![Definition {
                term: vec![Inline::Text("term".into())],
                meanings: vec![blocks],
            }]),
        }];
    }
    made(&of(blocks));
    made(&of(Vec::new()));
}

#[test]
fn a_picture_that_cannot_be_drawn_is_said_in_words() {
    let figure = |svg: &str| Figure {
        name: "map".into(),
        alt: "A map".into(),
        description: "A ward.\nA gateway.".into(),
        svg: svg.into(),
    };
    let check = |svg: &str, drawn: bool| {
        let document = Document { figures: vec![figure(svg)], ..of(vec![Block::Figure("map".into())]) };
        let data = content::data(&document, Words::English, &mut Letters::default()).to_string();
        assert_eq!(data.contains(r#""kind":"figure""#), drawn, "{data}");
        made(&document);
    };
    check("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><text>中</text></svg>", true);
    check("<svg", false);
}
