//! The published schemas mean the same to everyone.
//!
//! For each lot, declarations are made: ones that conform, ones that are merely complete, ones with a
//! fault or several. Here the schemas' verdicts are compared with the spec's own conditions, and with
//! what `check` finds. They are also written to `target/agreement`, where `ajv.mjs` and
//! `python_jsonschema.py` compare them with the verdicts of Ajv and of Python's jsonschema.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where something is wrong, and may touch the disk"
)]

mod blank;
mod declare;
mod explain;
mod form;
mod judge;
mod kinds;
mod pool;
mod reckoned;
mod spoil;
#[path = "../support/workbook.rs"]
mod workbook;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jsonschema::{PatternOptions, Validator};
use serde_json::{Map, Value as Json, json};
use tenderc::cli::disk::Folder;
use tenderc::desk::compile::compile;
use tenderc::resolve::spec::{Lot, Requirement, Spec};
use tenderc::schema;
use tenderc::text::Memory;
use tenderc::words::Words;

use declare::{Aim, Declarer, Dice};
use judge::Subjects;

/// For each lot.
const DECLARATIONS: usize = 500;

fn validator(schema: &Json) -> Validator {
    let options = jsonschema::draft202012::options().offline().with_pattern_options(PatternOptions::regex());
    options.build(schema).unwrap_or_else(|error| panic!("{error}"))
}

/// The validator of one entry of `$defs`.
fn entry(schema: &Json, name: &str) -> Validator {
    validator(
        &json!({ "$schema": schema["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] }),
    )
}

/// Declarations, about half of them complete. `is_complete` tells whether one is.
fn declarations(spec: &Spec, lot: &Lot, count: usize, is_complete: &dyn Fn(&Json) -> bool) -> Vec<Json> {
    let mut dice = Dice(2027);
    let declarer = Declarer::new(spec, lot);
    let make = |at: usize| {
        let aim = if at % 3 == 2 { Aim::Complete } else { Aim::Conform };
        let mut declaration = declarer.declaration(aim, &mut dice);
        match at % 10 {
            0..4 => {}
            4 => spoil::spoil(&mut declaration, &mut dice),
            5 => (0..4).for_each(|_| spoil::spoil(&mut declaration, &mut dice)),
            // A longer declaration has more places where a change is no fault.
            _ => {
                let mut changes = 0;
                while changes < 50 && is_complete(&declaration) {
                    spoil::spoil(&mut declaration, &mut dice);
                    changes += 1;
                }
            }
        }
        declaration
    };
    (0..count).map(make).chain([schema::blank(spec, lot)]).collect()
}

/// Compares everything; the ids of the requirements that no complete declaration met, or that all met.
fn check(spec: &Spec, lot: &Lot, into: &Path) -> Vec<String> {
    let schemas = [schema::declaration, schema::conformance].map(|make| make(spec, lot, Words::English));
    for (schema, kind) in schemas.iter().zip(["declaration", "conformance"]) {
        assert!(jsonschema::meta::is_valid(schema), "{} {kind}", lot.id);
        let text = serde_json::to_string_pretty(schema).unwrap();
        fs::write(into.join(format!("{}.{kind}.schema.json", lot.id)), text).unwrap();
    }
    let [complete, conforming] = schemas.each_ref().map(validator);
    let met: Vec<(&Requirement, Validator)> = lot
        .requirements
        .iter()
        .map(|requirement| (requirement, entry(&schemas[0], &schema::requirement::met_name(&requirement.id))))
        .collect();
    let mut file = fs::File::create(into.join(format!("{}.ndjson", lot.id))).unwrap();
    let (mut complete_count, mut conforming_count) = (0, 0);
    let mut seen: Vec<(bool, bool)> = vec![(false, false); met.len()];
    let declarations = declarations(spec, lot, DECLARATIONS, &|declaration| complete.is_valid(declaration));
    let pack = explain::pack(spec);
    for declaration in &declarations {
        let verdicts: Map<String, Json> = met
            .iter()
            .map(|(requirement, met)| (requirement.id.clone(), met.is_valid(declaration).into()))
            .collect();
        let is_complete = complete.is_valid(declaration);
        let conforms = conforming.is_valid(declaration);
        complete_count += usize::from(is_complete);
        conforming_count += usize::from(conforms);
        if is_complete {
            for ((requirement, met), seen) in met.iter().zip(&mut seen) {
                if judge::proposed(declaration, &requirement.id) {
                    continue; // its answers may be missing
                }
                let expected = judge::met(&Subjects { lot, requirement, declaration });
                let found = met.is_valid(declaration);
                assert_eq!(found, expected, "{} of {declaration:#}", requirement.id);
                if found { seen.0 = true } else { seen.1 = true }
            }
            let shall = met.iter().filter(|(requirement, _)| requirement.obligation.word() == "shall");
            let held =
                |id: &str, met: &Validator| met.is_valid(declaration) || judge::proposed(declaration, id);
            let all_held = shall.into_iter().all(|(requirement, met)| held(&requirement.id, met));
            assert_eq!(conforms, all_held, "{declaration:#}");
        }
        let is_met = |id: &str| verdicts.get(id) == Some(&Json::Bool(true));
        explain::agrees(&pack, declaration, is_complete, conforms, &is_met);
        let line = json!({
            "declaration": is_complete, "conformance": conforms, "met": verdicts, "instance": declaration,
        });
        writeln!(file, "{line}").unwrap();
    }
    let total = declarations.len();
    let third = total / 3..=total - total / 3;
    assert!(third.contains(&complete_count), "{}: {complete_count} of {total} are complete", lot.id);
    assert!(conforming_count * 20 >= total, "{}: {conforming_count} of {total} conform", lot.id);
    let one_sided = |((requirement, _), seen): (&(&Requirement, Validator), (bool, bool))| {
        (seen != (true, true) && !requirement.questions.is_empty()).then(|| requirement.id.clone())
    };
    met.iter().zip(seen).filter_map(one_sided).collect()
}

/// A folder below `target/`, empty.
fn folder(kind: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name(kind).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_type_and_acceptance() {
    let spec = compiled("tests/support/ward/library", "tests/support/ward/tender");
    let folder = folder("agreement", "ward-2027");
    for lot in ["pumps", "probes"] {
        assert_eq!(check(&spec, spec.lot(lot).unwrap(), &folder), Vec::<String>::new(), "{lot}");
    }
}

#[test]
fn a_lot_of_several_kinds() {
    let spec = compiled("requirements", "tests/support/kinds/tender");
    check(&spec, &spec.lots[0], &folder("agreement", "infusion-2027"));
}

/// The spec of the published example.
fn example() -> Spec {
    compiled("requirements", "examples/smart-ward")
}

fn compiled(library: &str, tender: &str) -> Spec {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (library, tender) = (Folder::new(root.join(library)), Folder::new(root.join(tender)));
    compile(&library, &tender, &Memory::default()).written.unwrap().spec
}

/// The declarations of each lot that its form is to judge.
const FOR_FORMS: usize = 300;

/// The forms of a spec, with what they must find.
fn forms(spec: &Spec) {
    let folder = folder("forms", &spec.tender.id);
    let pack = explain::pack(spec);
    std::thread::scope(|scope| {
        for lot in &spec.lots {
            let (folder, pack) = (&folder, &pack);
            scope.spawn(move || {
                let complete = validator(&schema::declaration(spec, lot, Words::English));
                let is_complete = |declaration: &Json| complete.is_valid(declaration);
                let declarations = declarations(spec, lot, FOR_FORMS, &is_complete);
                form::write(spec, lot, pack, &declarations, folder);
            });
        }
    });
}

#[test]
fn forms_of_every_type_and_acceptance() {
    forms(&compiled("tests/support/ward/library", "tests/support/ward/tender"));
}

#[test]
fn forms_of_a_lot_of_several_kinds() {
    forms(&compiled("requirements", "tests/support/kinds/tender"));
}

#[test]
fn forms_of_the_published_examples() {
    for example in ["smart-ward", "imaging", "home-monitoring", "smart-building"] {
        forms(&compiled("requirements", &format!("examples/{example}")));
    }
}

#[test]
fn the_published_example() {
    let spec = example();
    let folder = folder("agreement", "smart-ward-2027");
    std::thread::scope(|scope| {
        for lot in &spec.lots {
            scope.spawn(|| check(&spec, lot, &folder));
        }
    });
}

#[test]
fn a_blank_is_incomplete_and_filled_in_it_is_judged_alike() {
    let spec = example();
    let bids = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/smart-ward/declarations");
    let filled: usize = spec.lots.iter().map(|lot| blank::agrees(&spec, lot, &bids)).sum();
    assert!(filled > 0, "no bid is on a lot of the example");
}

/// The declarations of each lot that go through a workbook.
const FOR_WORKBOOKS: usize = 20;

#[test]
fn a_workbook_loses_nothing() {
    let examples = ["smart-ward", "imaging", "home-monitoring", "smart-building"];
    let mut specs = vec![compiled("tests/support/ward/library", "tests/support/ward/tender")];
    specs.extend(examples.map(|example| compiled("requirements", &format!("examples/{example}"))));
    for (spec, lot) in specs.iter().flat_map(|spec| spec.lots.iter().map(move |lot| (spec, lot))) {
        let declarer = Declarer::new(spec, lot);
        let mut dice = Dice(2027);
        for at in 0..FOR_WORKBOOKS {
            let aim = if at % 2 == 0 { Aim::Conform } else { Aim::Complete };
            let declaration = declarer.declaration(aim, &mut dice);
            let name = format!("{} of {}, {at}", lot.id, spec.tender.id);
            let found = workbook::read(workbook::written(&declaration, spec));
            workbook::check_same(&name, &workbook::plain(&declaration), &found);
        }
    }
}

/// Every lot of which workbooks are reckoned, with its spec.
fn reckoned_lots(specs: &[Spec]) -> impl Iterator<Item = (&Spec, &Lot)> {
    specs.iter().flat_map(|spec| spec.lots.iter().map(move |lot| (spec, lot)))
}

fn reckoned_specs() -> Vec<Spec> {
    let examples = ["smart-ward", "imaging", "home-monitoring", "smart-building"];
    let examples = examples.map(|example| compiled("requirements", &format!("examples/{example}")));
    let ward = compiled("tests/support/ward/library", "tests/support/ward/tender");
    examples.into_iter().chain([ward, compiled("requirements", "tests/support/kinds/tender")]).collect()
}

#[test]
fn a_workbook_says_what_is_open_as_check_does() {
    for (spec, lot) in reckoned_lots(&reckoned_specs()) {
        let pack = explain::pack(spec);
        for (at, declaration) in reckoned::declarations(spec, lot).iter().enumerate() {
            let name = format!("{} of {}, {at}", lot.id, spec.tender.id);
            let said = reckoned::said(workbook::written(declaration, spec));
            reckoned::check_same(&name, &reckoned::found(&pack, lot, declaration), &said);
        }
    }
}

/// By LibreOffice, which few machines have: run with `--ignored`.
#[test]
#[ignore = "needs LibreOffice"]
fn a_workbook_saved_by_libreoffice_loses_nothing_and_reckons_as_check_does() {
    let specs = reckoned_specs();
    let (mut expected, mut books) = (Vec::new(), Vec::new());
    for (spec, lot) in reckoned_lots(&specs) {
        let pack = explain::pack(spec);
        for (at, declaration) in reckoned::declarations(spec, lot).iter().enumerate() {
            let name = format!("{} of {}, {at}", lot.id, spec.tender.id);
            let found = reckoned::found(&pack, lot, declaration).reckoned(lot);
            let mut said = declaration.clone();
            // A blank names what is to be enclosed; a workbook has rows for it, and keeps none without a file.
            if let Some(pieces) = said["evidence"].as_array_mut() {
                pieces.retain(|piece| !piece["file"].is_null());
            }
            expected.push((name, lot, found, workbook::plain(&said)));
            books.push(workbook::written(declaration, spec));
        }
    }
    for ((name, lot, expected, declaration), book) in expected.iter().zip(workbook::saved_by_office(&books)) {
        let [said, found] = [declaration, &workbook::read(book.clone())].map(workbook::by_digits);
        workbook::check_same(name, &said, &found);
        reckoned::check_same(name, expected, &reckoned::said(book).reckoned(lot));
    }
}
