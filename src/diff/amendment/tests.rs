//! The notice of small amendments, in Markdown.

use crate::diff::packs::{Edition, compare};
use crate::document::fixture;
use crate::emit::markdown;
use crate::resolve::spec::Spec;
use crate::text::Memory;
use crate::words::Words;

use super::document;

/// The notice of what a change of the fixture's spec amends.
fn notice(change: impl Fn(&mut Spec)) -> String {
    let mut before = fixture::spec();
    before.pack = crate::pack::digest_of(&before);
    let mut after = before.clone();
    change(&mut after);
    after.pack = crate::pack::digest_of(&after);
    let editions = (Edition { file: "old", spec: &before }, Edition { file: "new", spec: &after });
    let found = compare(editions.0, editions.1, Words::English).unwrap();
    markdown::write(&document(&found, editions, &Memory::default()).unwrap())
}

fn check(change: impl Fn(&mut Spec), expected: &[&str]) {
    let text = notice(change);
    for line in expected {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
}

#[test]
fn a_vendor_reads_what_to_do() {
    check(|_| {}, &["Nothing. A declaration for the former edition counts as it is.", "There are none."]);
    check(
        |spec| {
            let lot = spec.lots[0].clone();
            spec.lots.push(crate::resolve::spec::Lot { id: "more".to_owned(), number: 9, ..lot });
        },
        &["This lot is new: the annex holds all its requirements.", "| Lot “"],
    );
    check(
        |spec| {
            let lot = &mut spec.lots[0];
            lot.former = Some(std::mem::replace(&mut lot.id, "renamed".to_owned()));
        },
        &["| Id | pumps | renamed |"],
    );
    check(|spec| drop(spec.lots.remove(0)), &["### Former lot 1, ", "Nothing: it is not bought any more."]);
    check(
        |spec| spec.lots[0].requirements[0].statement = "It shall *shine*.".to_owned(),
        &["### Said in other words", "It shall \\*shine\\*.", "said in other words"],
    );
}

#[test]
fn texts_of_a_tender_stay_texts() {
    check(
        |spec| spec.tender.buyer = "| a | *b* <script>alert(1)</script> {{ x }}".to_owned(),
        &["\\| a \\| \\*b\\*"],
    );
    check(|spec| spec.tender.buyer = "<b>bold</b>".to_owned(), &["\\<b>bold"]);
}
