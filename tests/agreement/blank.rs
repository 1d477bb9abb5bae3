//! The blank of a lot is incomplete and not wrong, and filled in it is judged as any declaration.

use std::fs;
use std::path::Path;

use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;
use tenderc::declaration::load;
use tenderc::diag::Bag;
use tenderc::emit::blank;
use tenderc::resolve::spec::{Lot, Spec};
use tenderc::schema;
use tenderc::text::Sources;
use tenderc::words::Words;

use crate::{entry, explain, validator};

/// A text of YAML as any reader of YAML has it.
fn read(text: &str) -> Json {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let read = load("declaration.yaml", text, &mut sources, &mut bag);
    read.unwrap_or_else(|| panic!("{:?}", bag.sorted())).json().clone()
}

/// Puts the values of a bid into a blank; what the bid leaves out stays empty.
fn fill(blank: &mut Json, bid: &Json) {
    match (blank, bid) {
        (Json::Object(blank), Json::Object(bid)) => {
            for (key, value) in bid.iter().filter(|(key, _)| *key != "pack") {
                fill(blank.entry(key).or_insert(Json::Null), value);
            }
        }
        (_, Json::Null) => {}
        (blank, value) => *blank = value.clone(),
    }
}

/// Fills the blank of a lot with each bid on it; how many there are.
pub fn agrees(spec: &Spec, lot: &Lot, bids: &Path) -> usize {
    let schemas = [schema::declaration, schema::conformance].map(|make| make(spec, lot, Words::English));
    let [complete, conforming] = schemas.each_ref().map(validator);
    let pack = explain::pack(spec);
    let blank = read(&blank::write(spec, lot, &schema::blank(spec, lot), Words::English));
    for untouched in [&blank, &schema::blank(spec, lot)] {
        assert!(!complete.is_valid(untouched), "{}", lot.id);
        for error in complete.iter_errors(untouched).chain(conforming.iter_errors(untouched)) {
            let wrong = matches!(error.kind(), ValidationErrorKind::Type { .. });
            assert!(!wrong, "{}: {error} at {}", lot.id, error.instance_path());
        }
    }
    let mut count = 0;
    for file in fs::read_dir(bids).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let bid = read(&fs::read_to_string(&file).unwrap());
        if bid["lot"] != lot.id.as_str() {
            continue;
        }
        let mut filled = blank.clone();
        fill(&mut filled, &bid);
        let met = |id: &str| entry(&schemas[0], &schema::requirement::met_name(id)).is_valid(&filled);
        explain::agrees(&pack, &filled, complete.is_valid(&filled), conforming.is_valid(&filled), &met);
        count += 1;
    }
    count
}
