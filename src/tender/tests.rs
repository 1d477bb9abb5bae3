//! What officers get wrong most, and the one message that each gets.

use crate::diag::Bag;
use crate::text::{Memory, Sources};

const REQUIREMENT: &str = "---
id: TRN-01
title: Encrypted connections
obligation: {high: shall}
applies: {categories: [pump]}
parameters:
  lowest_tls: {title: Lowest TLS, type: version, default: '1.2'}
  keep_days: {title: Days, type: integer, unit: days, default: 30, at-least: 7, at-most: 90}
questions:
  tls: {ask: Which TLS is used?, type: version, accept: {at-least: \"{{ lowest_tls }}\"}}
  kept: {ask: For how many days are logs kept?, type: integer, unit: days, accept: {at-least: \"{{ keep_days }}\"}}
verify: test
review-by: 2027-12-31
---
The device {{ obligation }} use TLS {{ lowest_tls }} and keep logs for {{ keep_days }} days.

## Rationale
Others listen.

## Verification
Watch the network.
";

const GOOD: &str = "id: ward
title: Pumps for the ward
deadline: 2027-03-31
assurance: substantial
award: {points: 20, weights: {should: 1}}
lots:
  - id: pumps
    title: Infusion pumps
    category: pump
    quantity: 240
    zone: ward
assets:
  - {id: record, title: Record of patients, zone: ward}
links:
  - {from: pumps, to: record, over: lan, purpose: care}
parameters:
  TRN-01.keep_days: 60
";

/// Checks what is said of the good tender with a part put in another's place, hints and edits included.
#[track_caller]
fn instead(of: &str, put: &str, expected: &[&str]) {
    assert!(GOOD.contains(of), "{of}");
    let library: Memory = [
        ("categories.yaml", "pump: {title: Infusion pump}\n"),
        ("evidence.yaml", "sbom: {title: Bill of materials}\n"),
        ("threats.yaml", "malware: {title: Malware}\n"),
        ("facts.yaml", "zone: {title: Zone, ask: Where?, type: choice, options: {ward: Ward}, known-by: tender, derive: {own: zone}}\n"),
        ("library.yaml", "name: Pumps\npurposes: {care: Patients are cared for, updates: Software is delivered}\n"),
        ("network/TRN-01.md", REQUIREMENT),
    ]
    .into_iter()
    .collect();
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = crate::library::load(&library, None, &mut sources, &mut bag);
    assert!(bag.is_empty(), "{:?}", bag.sorted());
    let mut world = Memory::default();
    world.insert("tender.yaml", GOOD.replacen(of, put, 1));
    super::load(&world, &library, &mut sources, &mut bag);
    let said = bag.sorted().into_iter().map(|diagnostic| {
        let at = diagnostic.primary().map_or("", |label| sources.slice(label.span));
        let hints = diagnostic.hints.iter().map(|hint| match &hint.edit {
            Some(edit) => format!("{} [{}]", hint.text, edit.replacement),
            None => hint.text.clone(),
        });
        let hints: Vec<String> = hints.collect();
        format!("{} {}: {at}: {}", diagnostic.code.id, diagnostic.message, hints.join("; "))
    });
    assert_eq!(said.collect::<Vec<_>>(), expected, "{put}");
}

#[test]
fn the_good_tender_is_good() {
    instead("id: ward", "id: ward", &[]);
}

#[test]
fn numbers() {
    instead(
        "quantity: 240",
        "quantity: 1.000",
        &[
            "T004 `quantity` is a number with a point where a whole number belongs: 1.000: write it without a point, also between thousands: `1000`",
        ],
    );
    instead(
        "quantity: 240",
        "quantity: 0",
        &[
            "T007 `quantity` is less than 1: 0: write a whole number, 1 or more: how many devices; left out where the quantity is not fixed",
        ],
    );
    instead(
        "quantity: 240",
        "quantity: '240'",
        &["T004 `quantity` is `240` where a whole number belongs: '240': write it without quotes [240]"],
    );
    instead(
        "points: 20",
        "points: 20%",
        &["T004 `points` is `20%` where a whole number belongs: 20%: write the number alone [20]"],
    );
    instead(
        "points: 20",
        "points: -2",
        &[
            "T007 `points` is less than 1: -2: write the points of a bid that fulfils everything that has a weight: 1 to 1000",
        ],
    );
    instead(
        "should: 1",
        "should: 2.5",
        &["T004 `should` is `2.5` where a whole number belongs: 2.5: write `2` or `3`"],
    );
}

#[test]
fn editions_follow_one_another() {
    let head = "deadline: 2027-03-31";
    let check = |put: &str, expected: &[&str]| instead(head, &format!("{head}\n{put}"), expected);
    let reason = "reason: The quantity is another.";
    check("published: 2026-12-01", &[]);
    check("published: 2027-03-31", &[]);
    check(&format!("published: 2026-12-01\ncorrigenda: [{{date: 2027-03-25, {reason}}}]"), &[]);
    check(
        "published: 2027-04-01",
        &[
            "T121 the edition is published after the last day for bids: 2027-04-01: move the last day for bids, or correct the day of the edition",
        ],
    );
    check(
        &format!("corrigenda: [{{date: 2027-01-15, {reason}}}]"),
        &[
            "T121 what was never published cannot be corrected: corrigenda: say with `published` on which day the first edition was published",
        ],
    );
    let order = "put the corrigenda in the order of their days, the earliest first";
    let order =
        |day: &str| format!("T121 an edition is published no later than the one before it: {day}: {order}");
    check(
        &format!("published: 2026-12-01\ncorrigenda: [{{date: 2026-12-01, {reason}}}]"),
        &[&order("2026-12-01")],
    );
    check(
        &format!(
            "published: 2026-12-01\ncorrigenda: [{{date: 2027-02-01, {reason}}}, {{date: 2027-01-01, {reason}}}]"
        ),
        &[&order("2027-01-01")],
    );
    check(
        &format!("published: 2026-12-01\ncorrigenda: [{{date: 2027-03-26, {reason}}}]"),
        &[
            "T122 the corrigendum leaves bidders less than six days: 2027-03-26: move the last day for bids by as much as the change weighs, if it is more than a slip or answers what was asked in good time (Directive 2014/24/EU, Article 47(3))",
        ],
    );
}

#[test]
fn a_former_id_is_of_one_thing() {
    instead("- id: pumps", "- id: pumps\n    former-id: pump", &[]);
    instead(
        "- id: pumps",
        "- id: pumps\n    former-id: pumps",
        &["T123 the lot was always called `pumps`: pumps: remove `former-id`"],
    );
    instead(
        "id: ward",
        "id: ward\nformer-id: ward",
        &["T123 the tender was always called `ward`: ward: remove `former-id`"],
    );
    let lot = "{title: A, category: pump, zone: ward, id:";
    instead(
        "lots:\n",
        &format!("lots:\n  - {lot} pump, former-id: pumps}}\n"),
        &[
            "T114 the lot `pump` is linked to nothing: pump: add its links: what a device is connected to decides what it must withstand",
            "T123 another lot is called `pumps` now: pumps: give the other lot an id that no lot had before",
        ],
    );
}

#[test]
fn devices_go_to_sites_that_there_are() {
    let sites = "sites: [{id: main, title: Main building}]\nlots:\n";
    let check = |places: &str, expected: &[&str]| {
        let lots = format!("{sites}  - id: pumps\n    places: {places}\n");
        instead("lots:\n  - id: pumps\n", &lots, expected);
    };
    check("[{site: main, rooms: Ward 3, quantity: 240}]", &[]);
    check("[{site: main, quantity: 120}, {site: main, quantity: 120}]", &[]);
    check("[{site: mian}]", &["T126 there is no site `mian`: mian: did you mean `main`? [main]"]);
    check(
        "[{site: main, quantity: 120}, {site: main, quantity: 121}]",
        &["T127 241 devices are placed, and 240 are bought: places: correct one of the quantities"],
    );
    instead(
        "lots:\n  - id: pumps\n",
        "lots:\n  - id: pumps\n    places: [{site: main}]\n",
        &[
            "T126 there is no site `main`: main: declare it under `sites`, with its `id`, `title` and `address`",
        ],
    );
}

#[test]
fn keys_and_words() {
    instead(
        "points: 20",
        "points: 20, least: 5",
        &[
            "T003 `award` has no key `least`: least: remove it, or use one of `points`, `minimum`, `weights`, `requirements`, `beyond`",
        ],
    );
    instead(
        "award: {points: 20, weights: {should: 1}}",
        "award: 20",
        &["T004 `award` is `20` where a mapping belongs: 20: "],
    );
    instead(
        "TRN-01.keep_days",
        "trn-01.keep_days",
        &[
            "T108 there is no requirement `trn-01`: trn-01.keep_days: did you mean `TRN-01.keep_days`? [TRN-01.keep_days]",
        ],
    );
    instead(
        "TRN-01.keep_days",
        "TRN-01.kept_days",
        &[
            "T109 TRN-01 has no parameter `kept_days`: TRN-01.kept_days: did you mean `TRN-01.keep_days`? [TRN-01.keep_days]",
        ],
    );
    instead(
        "purpose: care",
        "purpose: Fernwartung",
        &[
            "T161 there is no purpose `Fernwartung`: Fernwartung: use one of `care`, `updates`; see `tenderc explain purposes` for what each word means",
        ],
    );
    instead(
        "TRN-01.keep_days: 60",
        "TRN-01.lowest_tls: 1.3",
        &["T113 the version of `TRN-01.lowest_tls` stands without quotes: 1.3: put it in quotes [\"1.3\"]"],
    );
    instead(
        "assurance: substantial",
        "assurance: substantial\ntier: standart",
        &[
            "T006 `tier` is `standart`, which is none of its words: standart: did you mean `standard`? [standard]",
        ],
    );
    instead(
        "assurance: substantial",
        "assurance: substantial\nwaive: [{requirement: TRN-01, theme: network, reason: The network is closed.}]",
        &["T003 `requirement` has no place beside what else stands there: requirement: remove it"],
    );
    instead(
        "assurance: substantial",
        "assurance: substantial\nadd: [{reason: The network is closed.}]",
        &["T005 an entry of `add` lacks the key `requirement`: {: add `requirement`"],
    );
}

#[test]
fn text_that_yaml_cuts_off() {
    instead(
        "title: Record of patients",
        "title: Record, of patients",
        &[
            "T003 a comma cuts the `title`, which stands without quotes: of patients: put the `title` in quotes, or remove the comma and what follows it [\"Record, of patients\"]",
        ],
    );
    instead(
        "title: Infusion pumps",
        "title: Pumps # 3 for the ward",
        &[
            "T168 the `title` ends before the `#`: # 3 for the ward: put the text in quotes if this is part of it [\"Pumps # 3 for the ward\"]; put a comment on a line of its own",
        ],
    );
}
