//! A table of changes of a library, and one file of it by itself.

use tenderc::diff::libraries::{Shelf, compare, of_file};
use tenderc::diff::{Change, Comparison, Kind};
use tenderc::model::Library;
use tenderc::text::Memory;
use tenderc::words::Words;

use crate::base::{edited, hold, library, lines};
use crate::page;

const PAGE: &str = "tests/editions/libraries.md";

fn compared(before: &Library, after: &Library) -> Comparison {
    let of =
        |before, after| compare(before, after, Words::English).unwrap_or_else(|_| panic!("not compared"));
    let (old, new) = (Shelf { file: "old", library: before }, Shelf { file: "new", library: after });
    let found = of(old, new);
    assert_eq!(found.kind, Kind::Libraries);
    hold(&found, &of(new, old));
    assert!(of(old, old).is_empty());
    found
}

#[test]
fn each_change_is_told() {
    let base = library(&edited(&[]));
    page::check(PAGE, |case| lines(&compared(&base, &library(&case.files()))));
}

/// The ids of the rules that fire in this test, from both sides.
pub fn fired() -> Vec<&'static str> {
    let base = library(&edited(&[]));
    let mut ids = Vec::new();
    for case in page::cases(PAGE) {
        let found = compared(&base, &library(&case.files()));
        let all = found.changes.iter().flat_map(Change::with_all);
        ids.extend(all.flat_map(|change| [change.rule.id, change.rule.mirror]));
    }
    ids
}

/// The base's library as a folder.
fn folder() -> Memory {
    let files = edited(&[]);
    let inside =
        files.iter().filter_map(|(path, text)| Some((path.strip_prefix("library/")?, text.as_str())));
    inside.collect()
}

#[test]
fn one_file_is_compared_in_the_library_that_it_stands_in() {
    let files = edited(&[]);
    let text = &files["library/updates/UPD-01.md"];
    let other = text.replace("default: 8", "default: 9");
    let path = "updates/UPD-01.md";
    let found =
        of_file(&folder(), path, (("a", text), ("b", &other)), Words::English).unwrap_or_else(|_| panic!());
    let ids: Vec<&str> =
        found.changes.iter().flat_map(Change::with_all).map(|change| change.rule.id).collect();
    let expected = ["requirement-changed", "parameter-changed", "acceptance-changed", "statement-reworded"];
    assert_eq!(ids, expected);
    assert!(
        of_file(&folder(), path, (("a", text), ("a", text)), Words::English)
            .is_ok_and(|found| found.is_empty())
    );
    // The table of facts is a file as well.
    let facts = &files["library/facts.yaml"];
    let other = facts.replace("title: Updatable", "title: Can be updated");
    let found = of_file(&folder(), "facts.yaml", (("a", facts), ("b", &other)), Words::English)
        .unwrap_or_else(|_| panic!());
    assert_eq!(found.changes[0].rule.id, "fact-reworded");
    // What cannot be read is no change, and not nothing either.
    let broken = text.replace("type: date", "type: day");
    let (bag, _) = of_file(&folder(), path, (("a", text), ("b", &broken)), Words::English).err().unwrap();
    assert!(bag.has_errors());
}
