//! How a bid stands, in every output: one word for one thing, whatever is said, judged and enclosed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // these are tests

use serde_json::Value as Json;
use tenderc::desk::Exit;
use tenderc::desk::compile::compile;
use tenderc::desk::submissions::{self, Entry};
use tenderc::judgement::{Bound, Judgement, Piece, Ruling};
use tenderc::pack::{self, Lots, Pack};
use tenderc::report::{self, Report};
use tenderc::text::{Memory, Sources, World, sha256};
use tenderc::words::Words;
use tenderc::{compare, schema};

/// What can be answered, with the verdict on it.
const ANSWERS: [(&str, &str, &str); 7] = [
    ("channel: signed", "", "met"),
    ("channel: unsigned", "", "not-met"),
    ("channel: explained, why: In words", "", "to-review"),
    ("channel: null", "", "unanswered"),
    ("channel: unsigned", "UPD-01: {reason: Old, measure: Watched}", "deviation"),
    ("channel: null", "UPD-01: {reason: Old, measure: Watched}", "deviation"),
    ("", "", "not-applicable"),
];

const RULINGS: [(Option<Ruling>, &str); 3] =
    [(None, "none"), (Some(Ruling::Accepted), "accepted"), (Some(Ruling::Refused), "refused")];

/// What is enclosed as mandatory evidence.
const ENCLOSED: [&str; 7] = [
    "in-order",
    "not-listed",
    "missing",
    "changed",
    "not-looked-at",
    // What reviewers decided on the file goes before what is found of it.
    "in-order-refused",
    "changed-accepted",
];

/// How the requirement stands: verdict, decision, whether mandatory evidence is in order. `*` is anything; the
/// first line that fits counts.
const TABLE: &str = "
not-applicable *        *   not-applicable
*              accepted *   fulfilled
*              refused  *   failed
not-met        none     *   failed
unanswered     none     *   lacking
to-review      none     *   waiting
deviation      none     *   waiting
met            none     yes fulfilled
met            none     no  lacking
";

/// How the bid stands by its only `shall`.
const BID: [(&str, &str, i32); 5] = [
    ("not-applicable", "conforms", 0),
    ("fulfilled", "conforms", 0),
    ("waiting", "open", 0),
    ("lacking", "incomplete", 1),
    ("failed", "fails", 1),
];

fn base(folder: &str) -> Memory {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/base/");
    let folder = tenderc::cli::disk::Folder::new(format!("{root}{folder}"));
    folder.list().unwrap().into_iter().map(|path| (path.clone(), folder.read(&path).unwrap())).collect()
}

/// A pack with one requirement that binds so.
fn packed(obligation: &str) -> Pack {
    let mut library = base("requirements");
    let requirement = format!(
        "---
id: UPD-01
title: Security updates
obligation: {{basic: {obligation}, substantial: {obligation}, high: {obligation}}}
applies:
  categories: [device]
  when: {{updatable: true}}
questions:
  channel:
    ask: How do updates reach the device?
    type: choice
    options: {{signed: A signed package, unsigned: A package without a signature, explained: In another way}}
    accept: {{one-of: [signed, explained]}}
  why: {{ask: How is that way protected?, type: text, when: {{channel: explained}}}}
evidence:
  - {{kind: support-policy, obligation: shall}}
verify: inspection
references:
  - {{standard: etsi-en-303-645, ids: [\"5.3-8\"]}}
threats: [malware]
review-by: 2027-12-31
---
The manufacturer {{{{ obligation }}}} deliver security updates in a way that cannot be forged.

## Rationale
Devices outlive their software.

## Verification
Read the policy.
"
    );
    library.insert("updates/UPD-01.md", requirement);
    let compiled = compile(&library, &base("tender"), &Memory::default());
    let faults: Vec<String> = compiled.bag.iter().map(|fault| fault.message.clone()).collect();
    let outputs = compiled.written.unwrap_or_else(|| panic!("{faults:?}")).outputs;
    let folder: Memory = outputs.into_iter().map(|output| (output.path, output.bytes)).collect();
    pack::open(&folder, Lots::All).unwrap()
}

/// A bid in its folder.
fn folder(pack: &Pack, (answers, deviations, verdict): (&str, &str, &str), enclosed: &str) -> Memory {
    let policy = "# Support policy of Acme for the Flow 4.1\n\nUpdates until 2040.\n";
    let digest = sha256(if enclosed.starts_with("changed") { b"other" } else { policy.as_bytes() });
    let listed = match enclosed {
        "not-listed" => String::new(),
        _ => format!("{{for: [UPD-01], kind: support-policy, file: policy.md, sha256: '{digest}'}}"),
    };
    let updatable = verdict != "not-applicable";
    let declaration = format!(
        "format: tenderc-declaration/1\npack: {}\ntender: ward\nlot: pumps\n\
         vendor: {{name: Acme, contact: security@acme.example}}\n\
         device: {{name: Flow, model: F1, version: '4.1'}}\nfacts: {{updatable: {updatable}}}\n\
         answers: {{UPD-01: {{{answers}}}}}\ndeviations: {{{deviations}}}\nevidence: [{listed}]\n",
        pack.spec.pack
    );
    let mut folder: Memory = [("bid.yaml", declaration)].into_iter().collect();
    if enclosed != "missing" {
        folder.insert("policy.md", policy);
    }
    folder
}

fn report(pack: &Pack, folder: &Memory, enclosed: &str, ruling: Option<Ruling>) -> (Report, Json, Sources) {
    let mut sources = Sources::default();
    let entry = Entry { folder, path: "bid.yaml".to_owned(), evidence: enclosed != "not-looked-at" };
    let submission = submissions::judge(&[entry], pack, &mut sources).remove(0);
    let mut report = submission.report;
    let judgement = |ruling: Ruling, piece: Option<Piece>| Judgement {
        vendor: "Acme".to_owned(),
        device: "Flow".to_owned(),
        lot: "pumps".to_owned(),
        requirement: "UPD-01".to_owned(),
        piece,
        ruling,
        condition: None,
        by: "A. Reviewer".to_owned(),
        on: jiff::civil::date(2027, 4, 12),
        why: "Seen".to_owned(),
        fingerprint: String::new(),
    };
    let on_file = match enclosed.rsplit_once('-') {
        Some((_, "accepted")) => Some(Ruling::Accepted),
        Some((_, "refused")) => Some(Ruling::Refused),
        _ => None,
    };
    if let Some(ruling) = on_file {
        let exhibit = &report.exhibits.as_ref().unwrap()[0];
        let piece = Piece { kind: exhibit.kind.clone(), sha256: exhibit.sha256.clone() };
        let bound = Bound::Holds(judgement(ruling, Some(piece.clone())));
        report.on_evidence.insert(("UPD-01".to_owned(), piece), bound);
    }
    let bound = ruling.map(|ruling| Bound::Holds(judgement(ruling, None)));
    report.judgements.extend(bound.map(|bound| ("UPD-01".to_owned(), bound)));
    (report, submission.declaration.unwrap().json().clone(), sources)
}

fn fits(pattern: &str, word: &str) -> bool {
    pattern == "*" || pattern == word
}

fn expected(verdict: &str, ruling: &str, shown: &str) -> &'static str {
    let rows =
        TABLE.lines().map(|row| row.split_whitespace().collect::<Vec<_>>()).filter(|row| row.len() == 4);
    let mut fitting = rows.filter(|row| fits(row[0], verdict) && fits(row[1], ruling) && fits(row[2], shown));
    fitting.next().unwrap()[3]
}

/// Every output says of a bid what the table says.
#[test]
fn one_word_for_one_thing() {
    let mut tried = 0;
    for obligation in ["shall", "should", "may"] {
        let pack = packed(obligation);
        let lot = &pack.spec.lots[0];
        let conformance = jsonschema::draft202012::options()
            .build(&schema::conformance(&pack.spec, lot, Words::English))
            .unwrap();
        for answers in ANSWERS {
            for enclosed in ENCLOSED {
                for (ruling, decided) in RULINGS {
                    let folder = folder(&pack, answers, enclosed);
                    let (report, json, sources) = report(&pack, &folder, enclosed, ruling);
                    let of = format!("{obligation} {} {enclosed} {decided}", answers.2);
                    assert!(report.outcome.sound(), "{of}: {:?}", report.outcome.diagnostics);
                    assert_eq!(report.outcome.verdicts[0].verdict.word(), answers.2, "{of}");
                    // Evidence binds no more than its requirement.
                    let shown = obligation != "shall"
                        || ["in-order", "not-looked-at", "changed-accepted"].contains(&enclosed);
                    let shown = if shown { "yes" } else { "no" };
                    let standing = expected(answers.2, decided, shown);
                    let binding = if obligation == "shall" { standing } else { "fulfilled" };
                    let (_, bid, code) = *BID.iter().find(|(of, ..)| *of == binding).unwrap();
                    check(&pack, &report, &sources, (standing, bid, code), &of);
                    if enclosed == "not-looked-at" && ruling.is_none() {
                        assert_eq!(conformance.is_valid(&json), ["conforms", "open"].contains(&bid), "{of}");
                    }
                    tried += 1;
                }
            }
        }
    }
    assert_eq!(tried, 3 * ANSWERS.len() * ENCLOSED.len() * RULINGS.len());
}

fn check(pack: &Pack, report: &Report, sources: &Sources, expected: (&str, &str, i32), of: &str) {
    let (standing, bid, code) = expected;
    let reports = std::slice::from_ref(report);
    assert_eq!(i32::from(Exit::of_bids(reports.iter().map(Report::bid)).code()), code, "{of}");

    let says = match bid {
        "open" => "is open: ",
        "incomplete" => "is incomplete: ",
        "fails" => "fails: ",
        _ => "conforms: ",
    };
    let text = report::render::text::render(reports, sources, false);
    assert!(text.starts_with(&format!("bid.yaml {says}")), "{of}\n{text}");
    let comment = report::render::comment::render(reports, &pack.spec, sources);
    assert!(comment.contains(says), "{of}\n{comment}");
    assert_eq!(comment.contains('❌'), code == 1, "{of}\n{comment}");

    let json: Json = serde_json::from_str(&report::render::json::render(reports, sources)).unwrap();
    assert_eq!(json["declarations"][0]["standing"], bid, "{of}");
    assert_eq!(json["declarations"][0]["requirements"][0]["standing"], standing, "{of}");
    let sarif: Json =
        serde_json::from_str(&report::render::sarif::render(&pack.spec, reports, sources)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let errors = results.iter().filter(|result| result["level"] == "error").count();
    assert_eq!(errors > 0, code == 1, "{of}\n{results:#?}");

    let comparison =
        compare::compare(reports, &pack.spec, &pack.spec.lots[0], compare::Scope::Device, Words::English);
    let text = compare::render::text::render(&comparison);
    assert!(text.contains(&format!("   {bid}: ")), "{of}\n{text}");
    let json: Json = serde_json::from_str(&compare::render::json::render(&comparison)).unwrap();
    assert_eq!(json["bids"][0]["standing"], bid, "{of}");
    assert_eq!(sarif["runs"][0]["properties"]["bids"][0]["standing"], bid, "{of}");
    let table = compare::render::csv::render(&comparison, Words::English);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let cell = |head: &str| row[heads.iter().position(|other| other == head).unwrap()].to_owned();
    assert_eq!((cell("bid standing").as_str(), cell("standing").as_str()), (bid, standing), "{of}");
    let page = compare::page::write(&comparison);
    assert!(page.contains(&format!("class=\"result {bid}\"")), "{of}");
}
