//! Files in, submissions out: what is found, and how much of it is read.

use super::*;
use crate::text::Memory;

#[test]
fn what_was_read_counts() {
    let folder: Memory = [("a", "12345678"), ("b", "1")].into_iter().collect();
    let folder = Rationed::new(&folder, 10);
    let check = |path: &str, limit: u64, expected: &str| {
        let found = folder.bytes(path, limit).map(|bytes| format!("{} bytes", bytes.len()));
        assert_eq!(found.unwrap_or_else(|why| why.to_string()), expected, "{path}");
    };
    check("a", 4, "it is larger than 4 bytes");
    check("a", 64, "8 bytes");
    check("a", 64, "it is larger than 2048 MiB, the limit of what the declarations of one file enclose");
    check("b", 64, "1 bytes");
    check("c", 64, "there is no such file or folder");
}

#[test]
fn a_bid_is_found_in_its_folder() {
    let check = |files: &[(&str, &str)], expected: &str| {
        let folder: Memory = files.iter().copied().collect();
        assert_eq!(find(&folder).unwrap_or_else(|fault| fault.message), expected);
    };
    let bid = "{\"format\": \"tenderc-declaration/1\"}";
    check(&[("bid.json", bid), ("evidence/sbom.json", "{}")], "bid.json");
    check(&[("acme/bid.yaml", "format: tenderc-declaration/1")], "acme/bid.yaml");
    check(&[("acme/bid.YML", "format: tenderc-declaration/1")], "acme/bid.YML");
    check(&[("sbom.json", "{}")], "`` holds no declaration");
    check(&[("a.json", bid), ("b.json", bid)], "`` holds more than one declaration: `a.json`, `b.json`");
}

#[test]
fn a_bid_is_found_as_a_workbook() {
    let spec = crate::resolve::example::spec();
    let form = crate::form::form(&spec, spec.lots.first().unwrap(), Words::English);
    let book = crate::emit::workbook::write(&form, &serde_json::Value::Null, Words::English);
    let other = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
    let check = |files: &[(&str, &[u8])], expected: &str| {
        let folder: Memory = files.iter().map(|(path, bytes)| (*path, bytes.to_vec())).collect();
        assert_eq!(find(&folder).unwrap_or_else(|fault| fault.message), expected);
    };
    check(&[("acme/bid.XLSX", &book), ("evidence/mds2.xlsx", &other)], "acme/bid.XLSX");
    check(&[("evidence/mds2.xlsx", &other), ("~$bid.xlsx", b"nothing")], "`` holds no declaration");
    check(
        &[("bid.xlsx", &book), ("bid.yaml", b"format: tenderc-declaration/1")],
        "`` holds more than one declaration: `bid.xlsx`, `bid.yaml`",
    );
}

#[test]
fn so_many_declarations_stand_on_the_lines_of_one_file() {
    let check = |lines: usize, expected: &[&str]| {
        let folder: Memory = [("all.ndjson", "{}\n".repeat(lines))].into_iter().collect();
        let entry = Entry { folder: &folder, path: "all.ndjson".to_owned(), evidence: false };
        let mut called = Vec::new();
        each(&entry, &mut Sources::default(), |read, _| {
            let faults = read.bag.sorted();
            let way = faults.iter().flat_map(|fault| &fault.hints).map(|hint| hint.text.clone()).next();
            called.push(if read.declaration.is_none() { way.unwrap_or_default() } else { read.called });
        });
        let shown: Vec<&str> = called.iter().map(String::as_str).collect();
        let ends = [shown.first(), shown.last()].map(|one| one.copied().unwrap_or_default());
        assert_eq!((shown.len(), ends.as_slice()), (if lines > 1000 { 1 } else { lines }, expected));
    };
    let beyond = limit::LINES.way_out;
    check(1000, &["all.ndjson:1", "all.ndjson:1000"]);
    check(1001, &[beyond, beyond]);
}
