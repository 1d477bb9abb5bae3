//! A declaration for one edition of a tender, held against the next.

use serde_json::{Value as Json, json};
use tenderc::declaration::{self, Declaration};
use tenderc::diag::Bag;
use tenderc::diff::carried::{Carried, Fate};
use tenderc::diff::packs::carry::carry;
use tenderc::pack::Pack;
use tenderc::resolve::Spec;
use tenderc::text::Sources;
use tenderc::words::Words;

use crate::base::{Files, edited, spec};
use crate::page;

const PAGE: &str = "tests/editions/declarations.md";

/// What a pump's vendor says; everything is met.
fn declared(pack: &str) -> Json {
    json!({
        "format": "tenderc-declaration/1",
        "pack": pack,
        "tender": "ward",
        "lot": "pumps",
        "vendor": {"name": "Example Medical", "contact": "security@example.com"},
        "device": {"name": "Flow", "model": "F2", "version": "4.1"},
        "facts": {"interfaces": ["wifi"], "updatable": true},
        "answers": {
            "UPD-01": {"support_until": "2036-12-31", "channel": "signed", "days": 14},
            "UPD-02": {"published": "https://flow.example/support"},
            "NET-01": {"connections": [{"port": 443, "encrypted": true}], "certified": true, "own_test": false},
        },
        "evidence": [{"for": ["UPD-01"], "kind": "support-policy", "file": "policy.pdf", "sha256": "0".repeat(64)}],
    })
}

fn pack(files: &Files) -> Pack {
    packed(spec(files))
}

fn packed(spec: Spec) -> Pack {
    Pack::of(spec)
}

fn read(json: &Json) -> Declaration {
    let mut bag = Bag::default();
    declaration::load("bid.json", &json.to_string(), &mut Sources::default(), &mut bag).unwrap()
}

fn lines(carried: &Carried) -> String {
    let mut lines = vec![carried.summary(Words::English)];
    for answer in carried.answers.iter().filter(|answer| answer.fate != Fate::Stays) {
        let verdict =
            |verdict: Option<tenderc::check::Verdict>| verdict.map_or("–", |verdict| verdict.word());
        let moved = format!("{} → {}", verdict(answer.before), verdict(answer.after));
        let why: String = answer.why.iter().map(|why| format!("\n    {why}")).collect();
        lines.push(format!("  {} {}: {moved}{why}", answer.fate.word(), answer.requirement.id));
    }
    for fact in &carried.facts {
        lines.push(format!("  {} {}: {}", fact.fate.word(), fact.fact.id, fact.why));
    }
    lines.join("\n")
}

#[test]
fn what_stays_and_what_is_to_be_given_again() {
    let before = pack(&edited(&[]));
    let bid = read(&declared(&before.spec.pack));
    page::check(PAGE, |case| {
        let after = pack(&case.files());
        lines(
            &carry((&before, &after), "bid.json", &bid, Words::English)
                .unwrap_or_else(|(words, _)| panic!("{words}")),
        )
    });
}

#[test]
fn a_declaration_answers_one_of_the_editions_soundly() {
    let before = pack(&edited(&[]));
    let mut other = before.spec.clone();
    other.tender.title.push('!');
    other.pack = tenderc::pack::digest_of(&other);
    let after = packed(other);
    let check = |json: &Json, expected: Result<&str, &str>| {
        let found = carry((&before, &after), "bid.json", &read(json), Words::English)
            .map(|carried| carried.summary(Words::English));
        assert_eq!(found.map_err(|(words, _)| words), expected.map(str::to_owned).map_err(str::to_owned));
    };
    check(&declared(&before.spec.pack), Ok("the answers to all 3 requirements stay"));
    check(&declared(&after.spec.pack), Ok("answers the new edition already"));
    check(&declared("sha256:0"), Err("bid.json answers neither edition"));
    let mut broken = declared(&before.spec.pack);
    broken["answers"]["UPD-01"]["days"] = json!("soon");
    check(&broken, Err("bid.json cannot be judged by the edition that it answers"));
}
