//! What the form of a lot must come to: its page, and for many declarations the verdicts of `check`, in
//! `target/forms`. `tests/browser/judge.mjs` has the page judge each of them, and compares every verdict.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value as Json, json};
use tenderc::check::check;
use tenderc::declaration::load;
use tenderc::diag::Bag;
use tenderc::emit;
use tenderc::form;
use tenderc::pack::Pack;
use tenderc::report::Report;
use tenderc::resolve::spec::{Lot, Spec};
use tenderc::standing::BidStanding;
use tenderc::text::Sources;
use tenderc::words::Words;

/// Writes the page of a lot, and beside it a declaration a line with what `check` finds of its answers.
pub fn write(spec: &Spec, lot: &Lot, pack: &Pack, declarations: &[Json], into: &Path) {
    let form = form::form(spec, lot, Words::English);
    let page = emit::form::write(spec, lot, &form, Words::English);
    assert!(page.len() <= 1_000_000, "{}: the form has {} bytes", lot.id, page.len());
    fs::write(into.join(format!("{}.html", lot.id)), page).unwrap();
    let mut file = fs::File::create(into.join(format!("{}.ndjson", lot.id))).unwrap();
    for declaration in declarations {
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let read = load("declaration.json", &declaration.to_string(), &mut sources, &mut bag).unwrap();
        let report = Report::of("declaration.json", check(pack, &read));
        let verdicts: Map<String, Json> = report
            .outcome
            .verdicts
            .iter()
            .map(|judged| (judged.id.clone(), judged.verdict.word().into()))
            .collect();
        let line = json!({
            "standing": report.bid().map(BidStanding::word), "verdicts": verdicts, "instance": declaration,
        });
        writeln!(file, "{line}").unwrap();
    }
}
