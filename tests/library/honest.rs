//! Declarations as an honest maker of a device writes them, with the good practice of today: they conform. And
//! what a maker in a hurry would rather say, which fails wherever it is said.
//!
//! `tests/honest/<device>/` holds a tender of one lot, `honest.yaml`, and `twin.yaml`: answers such as
//! `LOG-02.log_transport: [syslog-plain]`, each of which alone must make its requirement fall short. `untrue.yaml`
//! lists answers that would do for another device and that something else in the declaration contradicts: where
//! it is answered (`at`) and what it `says`, with `facts` and answers (`beside`) in place of the honest ones; which
//! requirement `fails`, its own where left out; and what a reason must name (`because`).

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use tenderc::check::{Outcome, Verdict, check};
use tenderc::cli::disk::Folder;
use tenderc::declaration;
use tenderc::desk::compile::compile;
use tenderc::diag::Bag;
use tenderc::diag::render::text;
use tenderc::pack::Pack;
use tenderc::syntax::parse_yaml;
use tenderc::text::{Memory, Sources};
use tenderc::words::Words;

const DEVICES: [&str; 10] = [
    "building-controller",
    "ct-scanner",
    "iot-gateway",
    "ip-camera",
    "linux-pump",
    "microcontroller-sensor",
    "telehealth-hub",
    "telehealth-service",
    "ups-card",
    "windows-ultrasound",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The pack of a device's tender.
fn pack(device: &str) -> Pack {
    let tender = Folder::new(root().join("tests/honest").join(device));
    let compiled = compile(&Folder::new(root().join("requirements")), &tender, &Memory::default());
    let said = text::render(&compiled.bag.sorted(), &compiled.sources, false);
    Pack::of(compiled.written.unwrap_or_else(|| panic!("{device}: {said}")).spec)
}

/// A file of a device's folder, as a tree without places.
fn file(device: &str, name: &str) -> Json {
    let path = root().join("tests/honest").join(device).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let source = Sources::default().add(name.to_owned(), text.clone());
    parse_yaml(&text, source).unwrap_or_else(|fault| panic!("{device}/{name}: {}", fault.message)).json()
}

fn judged(pack: &Pack, declaration: &Json) -> (Outcome, String) {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let read = declaration::load("declaration.json", &declaration.to_string(), &mut sources, &mut bag);
    let outcome = check(pack, &read.unwrap_or_else(|| panic!("{:?}", bag.sorted())));
    let said = text::render(&outcome.diagnostics.sorted(), &sources, false);
    (outcome, said)
}

/// The requirements that fall short, with the question of each reason.
fn short(outcome: &Outcome) -> Vec<String> {
    let short = outcome.verdicts.iter().filter(|judged| judged.verdict.falls_short());
    let told = short.flat_map(|judged| {
        judged.reasons.iter().map(|reason| {
            format!("{}.{} {:?}", judged.id, reason.question.as_deref().unwrap_or("–"), judged.verdict)
        })
    });
    told.collect()
}

/// What is wrong with the two declarations of a device.
fn faults(device: &str) -> Vec<String> {
    let pack = pack(device);
    let mut honest = file(device, "honest.yaml");
    honest["pack"] = pack.spec.pack.clone().into();
    let mut faults = Vec::new();
    let (outcome, said) = judged(&pack, &honest);
    if !outcome.conforms() {
        faults.push(format!("{device} does not conform: {:#?}\n{said}", short(&outcome)));
    }
    let twin = file(device, "twin.yaml");
    let told = twin.as_object().into_iter().flatten().collect::<Vec<_>>();
    if told.len() < 10 {
        faults.push(format!("{device}: the twin has only {} false answers", told.len()));
    }
    for (place, answer) in told {
        let (id, question) = place.split_once('.').unwrap_or((place, ""));
        if pack
            .spec
            .lots
            .iter()
            .all(|lot| lot.requirement(id).is_none_or(|of| of.question(question).is_none()))
        {
            faults.push(format!("{device}: {place} is not asked"));
            continue;
        }
        let mut twin = honest.clone();
        twin["answers"][id][question] = answer.clone();
        let (outcome, _) = judged(&pack, &twin);
        let short = outcome.verdicts.iter().find(|judged| judged.id == id).map(|judged| judged.verdict);
        if outcome.sound() && !short.is_some_and(Verdict::falls_short) {
            faults.push(format!("{device}: {place} passes with {answer}"));
        }
    }
    let untrue = file(device, "untrue.yaml");
    let untrue = untrue.as_array().into_iter().flatten();
    faults.extend(
        untrue.filter_map(|case| contradicted(&pack, &honest, case)).map(|why| format!("{device}: {why}")),
    );
    faults
}

/// What is wrong with an answer that something else contradicts: that it passes, or that nobody is told why not.
fn contradicted(pack: &Pack, honest: &Json, case: &Json) -> Option<String> {
    let place = case["at"].as_str().unwrap();
    let (id, question) = place.split_once('.').unwrap();
    let mut twin = honest.clone();
    twin["answers"][id][question] = case["says"].clone();
    for (beside, value) in case["beside"].as_object().into_iter().flatten() {
        let (id, question) = beside.split_once('.').unwrap();
        twin["answers"][id][question] = value.clone();
    }
    for (fact, value) in case["facts"].as_object().into_iter().flatten() {
        twin["facts"][fact] = value.clone();
    }
    let (outcome, said) = judged(pack, &twin);
    if !outcome.sound() {
        return Some(format!("{place} is not judged: {said}"));
    }
    let fails = case["fails"].as_str().unwrap_or(id);
    let Some(judged) = outcome.verdicts.iter().find(|judged| judged.id == fails) else {
        return Some(format!("{fails} is not asked"));
    };
    if judged.verdict != Verdict::NotMet {
        return Some(format!("{place} passes with {}: {fails} is {:?}", case["says"], judged.verdict));
    }
    let reasons: Vec<String> = judged.reasons.iter().map(|reason| reason.say(Words::English)).collect();
    let because = case["because"].as_str().map(|name| format!("`{name}`")).unwrap_or_default();
    (!reasons.iter().any(|reason| reason.contains(&because)))
        .then(|| format!("{place} fails, and {because} is not named: {reasons:?}"))
}

#[test]
fn honest_declarations_conform_and_false_answers_fail() {
    let faults: Vec<String> = DEVICES.iter().flat_map(|device| faults(device)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let folders = fs::read_dir(root().join("tests/honest")).unwrap().count();
    assert_eq!(folders, DEVICES.len(), "a device is not tried");
}
