//! How far a lot is asked, what a tender gives up or adds, and which answers are given once.

use super::{FACTS, HEAD, loaded};
use crate::words::Words;

/// An essential requirement with one later question, a standard one, an expert one that takes answers of
/// both, and one that only the highest level asks for.
const LIBRARY: [(&str, &str); 4] = [
    (
        "updates/UPD-01.md",
        "id: UPD-01
title: Signed updates
obligation: shall
tier: essential
applies: {categories: [device]}
questions:
  signed: {ask: 'Is every update of the {{ buyer }} signed?', type: flag, accept: {equals: true}}
  channel: {ask: How does it come?, type: choice, options: {online: Online, media: By media}}
  seal: {tier: expert, ask: Who seals it?, type: choice, options: {maker: Maker, other: Other}}",
    ),
    (
        "updates/UPD-02.md",
        "id: UPD-02
title: Quick updates
obligation: {substantial: shall, high: shall}
tier: standard
applies: {categories: [device], when: {interfaces: [wifi]}}
questions:
  quick: {ask: Is every update quick?, type: flag, accept: {equals: true}}",
    ),
    (
        "channels/CHA-01.md",
        "id: CHA-01
title: Guarded channels
obligation: {high: shall}
tier: expert
applies: {categories: [device]}
questions:
  way: {from: UPD-01.channel, accept: {one-of: [online]}}
  quick: {from: UPD-02.quick, accept: {equals: true}}",
    ),
    (
        "channels/CHA-02.md",
        "id: CHA-02
title: Channels by radio
obligation: {high: shall}
tier: expert
applies: {categories: [device], when: {interfaces: [wifi], updatable: true}}
questions:
  quick: {from: UPD-02.quick, accept: {equals: true}}",
    ),
];

/// What the first lot is asked and not asked, and what is said of the tender besides.
#[track_caller]
fn check(assurance: &str, lot: &str, rest: &str, expected: &[&str]) {
    let files = LIBRARY.map(|(path, front)| {
        let body = "The device {{ obligation }} be safe.\n\n## Rationale\nOthers are not.\n\n## Verification\nLook.\n";
        (path.to_owned(), format!("---\n{front}\nverify: test\nreview-by: 2027-12-31\n---\n{body}"))
    });
    let head = HEAD.replace("substantial", assurance);
    let tender = format!(
        "{head}lots:\n  - {{id: pumps, title: Pumps, category: device, zone: ward, facts: {{shared_use: true}}{lot}}}\n{rest}"
    );
    let (spec, mut said) = loaded(files.into_iter(), FACTS, &tender);
    let pumps = spec.unwrap_or_else(|| panic!("{said:#?}")).lots.remove(0);
    let mut found: Vec<String> = pumps
        .requirements
        .iter()
        .map(|requirement| {
            let questions = requirement.questions.iter().map(|question| match &question.from {
                Some(from) => format!("{}={}.{}", question.id, from.requirement, from.question),
                None => question.id.clone(),
            });
            format!("{}: {}", requirement.id, questions.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let left = pumps.dropped.iter().chain(&pumps.waived);
    found.extend(left.map(|dropped| format!("{} – {}", dropped.id, dropped.say(Words::English, &pumps))));
    found.append(&mut said);
    assert_eq!(found, expected, "{assurance} {lot} {rest}");
}

const LEVEL: &str = "It is not asked for at the level of assurance";

#[test]
fn a_lot_is_asked_what_is_of_its_tier() {
    let not_at = |id: &str, level: &str| format!("{id} – {LEVEL} “{level}”.");
    check(
        "basic",
        "",
        "",
        &[
            "UPD-01: signed channel",
            &not_at("CHA-01", "basic"),
            &not_at("CHA-02", "basic"),
            &not_at("UPD-02", "basic"),
        ],
    );
    check(
        "substantial",
        "",
        "",
        &[
            "UPD-01: signed channel",
            "UPD-02: quick",
            &not_at("CHA-01", "substantial"),
            &not_at("CHA-02", "substantial"),
        ],
    );
    check(
        "high",
        ", tier: standard",
        "",
        &[
            "UPD-01: signed channel",
            "UPD-02: quick",
            "CHA-01 – It is asked from the tier “expert” on, and this lot is asked the tier “standard”.",
            "CHA-02 – It is asked from the tier “expert” on, and this lot is asked the tier “standard”.",
        ],
    );
}

#[test]
fn an_answer_is_given_once_where_it_is_asked_wherever_it_is_judged() {
    // Whether updates are quick is asked of devices with Wi-Fi alone, so not of all that CHA-01 judges.
    check(
        "high",
        "",
        "",
        &[
            "CHA-01: way=UPD-01.channel quick",
            "CHA-02: quick=UPD-02.quick",
            "UPD-01: signed channel seal",
            "UPD-02: quick",
        ],
    );
}

#[test]
fn what_is_added_is_asked_and_what_is_given_up_is_not() {
    let reason = "reason: The ward asks for it.";
    check(
        "substantial",
        "",
        &format!("add:\n  - {{theme: channels, {reason}}}\nwaive:\n  - {{theme: updates, {reason}}}\n"),
        &[
            "CHA-01: way quick",
            "CHA-02: quick",
            "UPD-01 – The ward asks for it.",
            "UPD-02 – The ward asks for it.",
        ],
    );
    check(
        "high",
        ", tier: essential",
        &format!(
            "add:\n  - {{requirement: UPD-01, {reason}}}\n  - {{requirement: CHA-02, lots: [pumps], {reason}}}\n"
        ),
        &[
            "CHA-02: quick",
            "UPD-01: signed channel",
            "CHA-01 – It is asked from the tier “expert” on, and this lot is asked the tier “essential”.",
            "UPD-02 – It is asked from the tier “standard” on, and this lot is asked the tier “essential”.",
            "UPD-01 is asked without being added, or applies to no lot",
        ],
    );
}
