//! What lies exactly on a bound of a tender: the last day for bids, the day of delivery.

#![allow(clippy::unwrap_used)] // these are tests

use tenderc::cli::disk::Folder;
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
