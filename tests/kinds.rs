//! A lot of several kinds of device, from the tender to what is said of the bids: of the second library, whose
//! chargers are bought with their load controllers.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

mod support {
    pub mod second;
}
#[path = "support/workbook.rs"]
#[allow(dead_code)] // a declaration without what says nothing is all that is wanted here
mod through;

use serde_json::{Value as Json, json};
use support::second::{folder, form, with};
use tenderc::desk::begin::Wanted;
use tenderc::desk::compile::compile;
use tenderc::desk::submissions::{Entry, Packs};
use tenderc::desk::{Exit, Reply, begin, compare, judge, letters};
use tenderc::diag::render::text;
use tenderc::emit::{Format, format};
use tenderc::letters::{Given, Kind, Points};
use tenderc::text::{Memory, World};
use tenderc::words::Words;

const TENDER: &str = "
id: motorway-2027
title: Fast charging at twelve rest areas
deadline: 2027-05-31
assurance: substantial
award: {points: 15, weights: {should: 2}}
lots:
  - id: sites
    title: Chargers with their controllers
    category: fast-charger
    quantity: 48
    with: [{category: load-controller, quantity: 12}]
    zone: site
    facts: {public_place: true, updatable: true}
assets:
  - {id: billing, title: Billing service, zone: control}
links:
  - {from: sites, to: billing, over: mobile-network, carries: [session-records]}
";

const HEAD: &str = "
format: tenderc-declaration/1
pack: PACK
tender: motorway-2027
lot: sites
";

const CHARGER: &str = "
vendor: {name: Voltline, contact: security@voltline.example}
device: {name: Column, model: C3, version: '2.4'}
facts: {kind: fast-charger, session_records: [transmits], updatable: true, card_reader: true}
answers:
  ACC-1: {card_methods: [challenge], card_notes: None.}
  MET-1: {record_signature: true, record_fields: [energy, start, end, outlet]}
  MET-2: {days_kept: 60}
";

const CONTROLLER: &str = "
vendor: {name: Voltline, contact: security@voltline.example}
device: {name: Limiter, model: L1, version: '1.0'}
facts: {kind: load-controller, session_records: [transmits], updatable: true, card_reader: false}
answers:
  LIM-1: {loss_of_link: safe, step_share: 10}
";

/// What is asked of devices of both kinds.
const BOTH: &str = "
  ACC-2: {service_accounts: [], lock_minutes: 10}
  UPD-1: {updates_until: '2039-12-31', update_signature: signature, first_version: '2.4'}
  UPD-2: {list_days: 3, list_address: 'https://voltline.example/components'}
";

/// The pack as a folder, and its digest.
fn pack(tender: &str) -> (Memory, String) {
    pack_of(&folder("requirements"), tender)
}

fn pack_of(library: &Memory, tender: &str) -> (Memory, String) {
    let tender: Memory = [("tender.yaml", tender)].into_iter().collect();
    let made = compile(library, &tender, &Memory::default());
    let shown = text::render(&made.bag.sorted(), &made.sources, false);
    let written = made.written.unwrap_or_else(|| panic!("{shown}"));
    let digest = written.spec.pack.clone();
    (written.outputs.into_iter().map(|output| (output.path, output.bytes)).collect(), digest)
}

/// A declaration with words of it replaced.
fn declared(digest: &str, own: &str, changes: &[(&str, &str)]) -> String {
    let mut text = format!("{}{own}{BOTH}", HEAD.replace("PACK", digest)).replace("\n\n", "\n");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

fn shown(reply: &Reply) -> String {
    let outputs = reply.outputs.iter().filter(|output| output.is_text()).map(|output| output.text());
    let faults = text::render(&reply.bag.sorted(), &reply.sources, false);
    let long = reply.long.parts().collect::<String>();
    outputs.map(str::to_owned).chain([long, faults, reply.notes.join("\n")]).collect::<Vec<_>>().join("\n")
}

fn checked(pack: &Memory, file: &str, bytes: impl Into<Vec<u8>>) -> (Exit, String) {
    let bids: Memory = [(file, bytes.into())].into_iter().collect();
    let entry = Entry { folder: &bids, path: file.to_owned(), evidence: false };
    let templates = Memory::default();
    let reply =
        judge::judge(&[entry], Packs::from(pack as &dyn World), None, &form(&format::TEXT, &templates));
    (reply.exit, shown(&reply))
}

#[test]
fn a_declaration_says_its_kind_and_is_asked_what_that_kind_is_asked() {
    let (pack, digest) = pack(TENDER);
    let check = |own: &str, changes: &[(&str, &str)], exit: Exit, expected: &[&str]| {
        let (found, shown) = checked(&pack, "bid.yaml", declared(&digest, own, changes));
        assert_eq!(found, exit, "{changes:?}\n{shown}");
        for part in expected {
            assert!(shown.contains(part), "{part}\n{shown}");
        }
    };
    check(CHARGER, &[], Exit::Fine, &["Column", "(Fast charger)"]);
    check(CONTROLLER, &[], Exit::Fine, &["Limiter", "(Load controller)"]);
    // What only the other kind is asked is missing where the kind is the other one.
    check(
        CONTROLLER,
        &[("kind: load-controller", "kind: fast-charger"), ("card_reader: false", "card_reader: true")],
        Exit::Short,
        &["ACC-1", "MET-1", "MET-2"],
    );
    check(
        CHARGER,
        &[("kind: fast-charger, ", "")],
        Exit::Unjudged,
        &["D107", "`kind`", "Of which of the kinds"],
    );
    check(
        CHARGER,
        &[("kind: fast-charger", "kind: fast-chargers")],
        Exit::Unjudged,
        &["did you mean `fast-charger`"],
    );
    check(CHARGER, &[("kind: fast-charger", "kind: modem")], Exit::Unjudged, &["kind", "load-controller"]);
    // What is true of every device of a kind is demanded of devices of that kind, and of no others.
    check(
        CONTROLLER,
        &[("card_reader: false", "card_reader: true")],
        Exit::Unjudged,
        &["D109", "true of every device of the kind “Load controller”"],
    );
}

#[test]
fn the_pack_says_of_which_kinds_it_speaks() {
    let (pack, digest) = pack(TENDER);
    let read = |path: &str| pack.read(path).unwrap();
    let annex = read("annex.md");
    for part in [
        "devices of 2 kinds",
        "**Load controller** | 12",
        "the device is of the kind “Load controller”",
        "the device is of the kind “Fast charger”",
    ] {
        assert!(annex.contains(part), "{part}\n{annex}");
    }
    assert!(read("sites/declaration.blank.yaml").contains("  kind:\n"));
    assert!(read("sites/form.html").contains("load-controller"));
    let lot: Json = serde_json::from_str(&read("sites/lot.json")).unwrap();
    let kinds: Vec<&str> =
        lot["lot"]["kinds"].as_array().unwrap().iter().map(|kind| kind["id"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["fast-charger", "load-controller"]);
    let card_reader = lot["lot"]["facts"].as_array().unwrap().iter().find(|fact| fact["id"] == "card_reader");
    assert_eq!(card_reader.unwrap()["known"][0]["kinds"], json!(["load-controller"]));
    let schema: Json = serde_json::from_str(&read("sites/declaration.schema.json")).unwrap();
    let kind = &schema["properties"]["facts"]["properties"]["kind"];
    assert!(kind.to_string().contains("load-controller"), "{kind}");
    // What is fixed of one kind is said, though the lot as a whole has no quantity.
    let (open, _) = self::pack(&TENDER.replace("load-controller, quantity: 12", "load-controller"));
    let annex = open.read("annex.md").unwrap();
    assert!(annex.contains("Fast charger: 48; Load controller: not fixed"), "{annex}");
    // Nothing of it where there is one kind.
    let one = TENDER.replace("    with: [{category: load-controller, quantity: 12}]\n", "");
    let (pack, other) = self::pack(&one);
    assert_ne!(digest, other);
    let lot = pack.read("sites/lot.json").unwrap();
    assert!(!lot.contains("\"kinds\"") && !lot.contains("\"id\":\"kind\""));
    assert!(!pack.read("sites/declaration.blank.yaml").unwrap().contains("\n  kind:"));
}

#[test]
fn a_workbook_asks_for_the_kind_and_is_read_back() {
    let (pack, digest) = pack(TENDER);
    let opened = tenderc::pack::open(&pack, tenderc::pack::Lots::All).unwrap();
    let lot = &opened.spec.lots[0];
    let source = tenderc::text::Sources::default().add("a.yaml", "");
    let text = declared(&digest, CONTROLLER, &[]);
    let given = tenderc::syntax::parse_yaml(&text, source).unwrap().json();
    let form = tenderc::form::form(&opened.spec, lot, tenderc::words::Words::English);
    let book = tenderc::emit::workbook::write(&form, &given, tenderc::words::Words::English);
    let (exit, shown) = checked(&pack, "bid.xlsx", book);
    assert_eq!(exit, Exit::Fine, "{shown}");
    assert!(shown.contains("(Load controller)"), "{shown}");
}

#[test]
fn a_declaration_is_begun_for_a_device_of_one_kind() {
    let (pack, digest) = pack(TENDER);
    let bids: Memory = [("charger.yaml", declared(&digest, CHARGER, &[]))].into_iter().collect();
    let earlier = Entry { folder: &bids, path: "charger.yaml".to_owned(), evidence: false };
    let begin = |pack: &Memory, category: Option<&str>, format: &'static Format, earlier: &[Entry<'_>]| {
        let wanted = Wanted { lot: "sites", category, format, schema: "pack/schema.json" };
        begin::declaration(pack, wanted, earlier, &[], Words::English)
    };
    let begun = |category: Option<&str>, earlier: &[Entry<'_>]| -> Json {
        let reply = begin(&pack, category, &format::JSON, earlier);
        serde_json::from_str(reply.outputs[0].text()).unwrap()
    };
    let json = begun(Some("load-controller"), &[]);
    assert_eq!(json["$schema"], "pack/schema.json");
    assert_eq!(json["facts"]["kind"], "load-controller");
    assert!(json["answers"].get("LIM-1").is_some() && json["answers"].get("ACC-1").is_none(), "{json:#}");
    assert_eq!(begun(None, &[])["facts"]["kind"], Json::Null);
    assert!(begun(None, &[])["answers"].get("ACC-1").is_some());
    // Of the same kind as before unless another is named; then what is demanded otherwise is a draft.
    let same = begun(None, std::slice::from_ref(&earlier));
    assert_eq!(
        (&same["facts"]["kind"], &same["facts"]["card_reader"]),
        (&json!("fast-charger"), &json!(true))
    );
    let other = begun(Some("load-controller"), std::slice::from_ref(&earlier));
    assert_eq!((&other["facts"]["updatable"], &other["facts"]["card_reader"]), (&json!(true), &Json::Null));
    let why = other["drafts"]["facts"]["card_reader"]["why"].as_str().unwrap();
    assert!(why.contains("another kind"), "{why}");
    // In YAML with all that the blank of the pack says, and judged as it is in JSON.
    let yaml = begin(&pack, Some("load-controller"), &format::YAML, std::slice::from_ref(&earlier));
    let yaml = yaml.outputs[0].text();
    assert!(yaml.starts_with("# yaml-language-server: $schema=pack/schema.json\n"), "{yaml}");
    let source = tenderc::text::Sources::default().add("a.yaml", "");
    let mut read = tenderc::syntax::parse_yaml(yaml, source).unwrap().json();
    read["$schema"] = json!("pack/schema.json");
    assert_eq!(through::plain(&read), through::plain(&other));
    let refused = |tender: &str, category: &str, expected: &str| {
        let shown = shown(&begin(&self::pack(tender).0, Some(category), &format::JSON, &[]));
        assert!(shown.contains("D103") && shown.contains(expected), "{category}\n{shown}");
    };
    refused(TENDER, "load-controler", "did you mean `load-controller`");
    let one = TENDER.replace("    with: [{category: load-controller, quantity: 12}]\n", "");
    refused(&one, "fast-charger", "leave out `--category`");
}

/// A pack of which no answer has to be read by a person, and its digest.
fn pack_without_texts() -> (Memory, String) {
    let library = folder("requirements");
    let notes = "  card_notes:\n    ask: Which cards that are in use today stop working?\n    type: text\n";
    let library = with(library, "access/ACC-1.md", &[(notes, "")]);
    let address = "  list_address:\n    ask: Where is the list published?\n    type: url\n";
    pack_of(&with(library, "updates/UPD-2.md", &[(address, "")]), TENDER)
}

const NO_NOTES: (&str, &str) = (", card_notes: None.", "");
const NO_ADDRESS: (&str, &str) = (", list_address: 'https://voltline.example/components'", "");

/// Declarations of Voltline and Ampere for that pack, each with its file, and words of Ampere's replaced.
fn bids(digest: &str, replaced: &[(&str, &str)]) -> Memory {
    let own = |vendor: &str, kind: &str, changes: &[(&str, &str)]| {
        let (own, texts): (&str, &[(&str, &str)]) = match kind {
            "charger" => (CHARGER, &[NO_NOTES, NO_ADDRESS]),
            _ => (CONTROLLER, &[NO_ADDRESS]),
        };
        let known = format!("{own}{BOTH}");
        let changes = changes.iter().filter(|(from, _)| known.contains(from)).copied();
        let changes: Vec<(&str, &str)> = texts.iter().copied().chain(changes).collect();
        let name = format!("{}/{kind}.yaml", vendor.to_lowercase());
        (name, declared(digest, own, &changes).replace("Voltline", vendor))
    };
    let files = [
        own("Voltline", "charger", &[]),
        own("Voltline", "controller", &[]),
        own("Ampere", "charger", replaced),
        own("Ampere", "controller", replaced),
    ];
    files.into_iter().collect()
}

fn entries<'w>(bids: &'w Memory, paths: &[&str]) -> Vec<Entry<'w>> {
    let entry = |path: &&str| Entry { folder: bids, path: (*path).to_owned(), evidence: false };
    paths.iter().map(entry).collect()
}

const BOTH_OF_VOLTLINE: [&str; 2] = ["voltline/charger.yaml", "voltline/controller.yaml"];

#[test]
fn declarations_of_one_vendor_are_one_bid() {
    let (pack, digest) = pack_without_texts();
    let check = |paths: &[&str], kind: Option<&str>, exit: Exit, has: &[&str], lacks: &[&str]| {
        let bids = bids(
            &digest,
            &[("record_signature: true", "record_signature: false"), ("step_share: 10", "step_share: many")],
        );
        for format in [&format::TEXT, &format::MARKDOWN, &format::HTML, &format::JSON] {
            let templates = Memory::default();
            let reply = compare::compare(
                &entries(&bids, paths),
                Packs::from(&pack as &dyn World),
                None,
                kind,
                None,
                &form(format, &templates),
            );
            let shown = shown(&reply);
            assert_eq!(reply.exit, exit, "{paths:?}\n{shown}");
            if format.name == "text" {
                has.iter().for_each(|part| assert!(shown.contains(part), "{part}\n{shown}"));
                lacks.iter().for_each(|part| assert!(!shown.contains(part), "{part}\n{shown}"));
            }
        }
    };
    check(
        &BOTH_OF_VOLTLINE,
        None,
        Exit::Fine,
        &[
            "1 bid, ",
            "A  Voltline\n   conforms: A1 Column 2.4 (Fast charger) and A2 Limiter 1.0 (Load controller)\n",
            "15.00 of 15 points: weights ",
            "A2  Voltline Limiter",
            "0 stand differently",
        ],
        &["missed"],
    );
    check(
        &BOTH_OF_VOLTLINE[..1],
        None,
        Exit::Fine,
        &["incomplete: A1 Column", "0 of 15 points: missed a declaration for “Load controller”"],
        &[],
    );
    check(
        &["ampere/charger.yaml", "voltline/charger.yaml", "voltline/controller.yaml"],
        None,
        Exit::Fine,
        &["2 bids, ", "A  Ampere", "missed a declaration for “Load controller”, MET-1 of A1", "B2  Voltline"],
        &[],
    );
    // What cannot be judged is no declaration that is missing, and none that counts.
    check(
        &["ampere/charger.yaml", "ampere/controller.yaml"],
        None,
        Exit::Unjudged,
        &["`ampere/controller.yaml`, which could not be judged", "ampere/controller.yaml cannot be compared"],
        &["a declaration for"],
    );
    check(&BOTH_OF_VOLTLINE, Some("modem"), Exit::Unjudged, &["X009", "`modem`"], &[]);
    check(
        &BOTH_OF_VOLTLINE,
        Some("load-controller"),
        Exit::Fine,
        &["A  Voltline Limiter 1.0 (Load controller)", "1 bid is of another kind"],
        &["Column", "a declaration for"],
    );
}

#[test]
fn a_committee_writes_of_bids_of_several_declarations() {
    let (pack, digest) = pack_without_texts();
    let slow = ("list_days: 3", "list_days: 300");
    let bids = bids(&digest, &[slow]);
    let ampere = ["ampere/charger.yaml", "ampere/controller.yaml"];
    let written = |paths: &[&str], other: &[(&str, u64)]| {
        let given = Given {
            dated: "2027-06-12".parse().unwrap(),
            answer_by: Some("2027-06-19".parse().unwrap()),
            standstill: None,
            present: Vec::new(),
            other: other.iter().map(|(file, points)| ((*file).to_owned(), Points(points * 100))).collect(),
            alone: other.is_empty(),
        };
        let templates = Memory::default();
        letters::letters(
            &entries(&bids, paths),
            Packs::from(&pack as &dyn World),
            None,
            &Kind::ALL,
            &given,
            &form(&format::MARKDOWN, &templates),
        )
    };
    let check = |reply: &Reply, path: &str, has: &[&str], lacks: &[&str]| {
        let output = reply.outputs.iter().find(|output| output.path == path);
        let text = output.unwrap_or_else(|| panic!("{path}\n{}", shown(reply))).text();
        has.iter().for_each(|part| assert!(text.contains(part), "{path}: {part}\n{text}"));
        lacks.iter().for_each(|part| assert!(!text.contains(part), "{path}: {part}\n{text}"));
    };
    let both = [&ampere[..], &BOTH_OF_VOLTLINE].concat();
    let reply = written(&both, &[]);
    assert_eq!(reply.outputs.len(), 6, "{}", shown(&reply));
    let devices = "Column 2.4 (Fast charger) and Limiter 1.0 (Load controller)";
    let won = format!("Voltline with {devices} is awarded the lot");
    let ranked = ["taken over all of them together", won.as_str(), "15 × 2 ÷ 6 | 5.00", "15 × 6 ÷ 6"];
    check(&reply, "sites/ranking.md", &ranked, &["out"]);
    check(&reply, "sites/award-voltline.md", &["`charger.yaml`; Limiter", "devices binds"], &["Ampere"]);
    let missed = "List of software components (Limiter 1.0 (Load controller))";
    check(&reply, "sites/award-ampere.md", &["5.00 points", missed, "Where it does better"], &["voltline/"]);
    check(&reply, "minutes.md", &["A1 Column", "B2 Limiter", "ampere/controller.yaml"], &[]);
    check(&reply, "board.md", &[&won, &format!("Next is Ampere with {devices}, 10.00 points behind")], &[]);
    check(&reply, "allotment.md", &["place 2, 5.00 points"], &[]);
    // A bid that lacks a kind is asked for it, and cannot be awarded the lot.
    let reply = written(&[&ampere[..1], &BOTH_OF_VOLTLINE].concat(), &[]);
    let lacks = "“Load controller”";
    check(&reply, "sites/clarification-ampere.md", &["Declarations that are missing", lacks], &["Voltline"]);
    check(&reply, "sites/award-ampere.md", &["has no declaration", lacks, "**Voltline**"], &["meets what"]);
    check(&reply, "sites/ranking.md", &["**out**", "incomplete: a declaration for “Load controller”"], &[]);
    // Points by other criteria are those of the bid, named by one of its declarations.
    let reply = written(&both, &[("ampere/charger.yaml", 50), ("voltline/controller.yaml", 40)]);
    check(&reply, "sites/ranking.md", &["55.00", "55.00", "**A** Ampere A1 Column 2.4"], &[]);
    let faulty = |other: &[(&str, u64)], expected: &str| {
        let shown = shown(&written(&both, other));
        assert!(shown.contains(expected), "{expected}\n{shown}");
    };
    let twice = [("ampere/charger.yaml", 50), ("ampere/controller.yaml", 40)];
    faulty(&twice, "`ampere/controller.yaml`, of one bid, both have");
    faulty(&[("ampere/charger.yaml", 50)], "`voltline/charger.yaml` has no points by other criteria");
}

#[test]
fn a_tender_names_each_kind_once() {
    let library = folder("requirements");
    let check = |with: &str, expected: &str| {
        let tender = TENDER.replace("[{category: load-controller, quantity: 12}]", with);
        let tender: Memory = [("tender.yaml", tender)].into_iter().collect();
        let made = compile(&library, &tender, &Memory::default());
        assert!(made.written.is_none(), "{with}");
        let shown = text::render(&made.bag.sorted(), &made.sources, false);
        assert!(shown.contains(expected), "{with}\n{shown}");
    };
    check("[{category: fast-charger}]", "T128");
    check(
        "[{category: load-controller}, {category: load-controller}]",
        "the lot has `load-controller` twice",
    );
    check("[{category: charging-point}]", "every `fast-charger` is a `charging-point` too");
    check("[{category: load-controler}]", "did you mean `load-controller`");
    check(
        "[{category: load-controller}]\n    facts-of: {modem: {card_reader: true}}",
        "the lot has no devices of the kind `modem`",
    );
    check(
        "[{category: load-controller}]\n    facts-of: {load-controller: {card_reader: true}}",
        "no value of `card_reader` is left",
    );
    check("[{quantity: 3}]", "category");
    check("[{category: load-controller, quantity: 0}]", "quantity");
}
