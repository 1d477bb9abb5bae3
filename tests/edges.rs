//! What lies exactly on a bound of a tender: the last day for bids, the day of delivery; and what no output may
//! depend on: the ends of lines, which git changes on other machines.

#![allow(clippy::unwrap_used)] // these are tests

use tenderc::cli::disk::Folder;
use tenderc::desk::compile::compile;
use tenderc::desk::lint::lint;
use tenderc::emit::format;
use tenderc::text::{Memory, World};
use tenderc::words::Words;

fn base(folder: &str) -> Memory {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/base/");
    let folder = Folder::new(format!("{root}{folder}"));
    folder.list().unwrap().into_iter().map(|path| (path.clone(), folder.read(&path).unwrap())).collect()
}

/// The codes that a tender is told with these lines added.
fn check(lines: &str, expected: &[&str]) {
    let mut tender = base("tender");
    let text = tender.read("tender.yaml").unwrap();
    tender.insert("tender.yaml", format!("{text}{lines}\n"));
    let reply = lint(&base("requirements"), Some(&tender), None, &format::TEXT, Words::English);
    let codes: Vec<&str> = reply.bag.sorted().iter().map(|fault| fault.code.id).collect();
    assert_eq!(codes, expected, "{lines}");
}

#[test]
fn devices_are_delivered_after_the_last_day_for_bids() {
    check("delivery: 2027-03-30", &["T118"]);
    check("delivery: 2027-03-31", &["T118"]);
    check("delivery: 2027-04-01", &[]);
}

#[test]
fn the_ends_of_lines_change_nothing() {
    let crlf = |folder: &Memory| -> Memory {
        let paths = folder.list().unwrap().into_iter();
        paths.map(|path| (path.clone(), folder.read(&path).unwrap().replace('\n', "\r\n"))).collect()
    };
    let built = |library: &Memory, tender: &Memory, templates: &Memory| -> Vec<(String, String)> {
        let written = compile(library, tender, templates).written.unwrap();
        let outputs = written.outputs.into_iter();
        outputs.map(|output| (output.path.clone(), output.text().to_owned())).collect()
    };
    let own = |name: &str| {
        let built_in = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
        (name.to_owned(), built_in.read(name).unwrap())
    };
    let templates: Memory = ["annex.md", "requirement.md"].map(own).into_iter().collect();
    let summary = "summary: |\n  Two lines\n  of **text**.\n";
    let (library, mut tender) = (base("requirements"), base("tender"));
    let text = tender.read("tender.yaml").unwrap();
    tender.insert("tender.yaml", format!("{text}{summary}"));
    let before = built(&library, &tender, &templates);
    let after = built(&crlf(&library), &crlf(&tender), &crlf(&templates));
    for ((path, one), (_, other)) in before.iter().zip(&after) {
        assert_eq!(one, other, "{path}");
    }
}
