//! Two declarations in, the changes out, a line each.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

use super::{Bid, compare};
use crate::check::example::{self, ANSWERS, FACTS, HEAD};
use crate::check::{Outcome, check as judge};
use crate::condition::{Check, Choice, Condition, Subject, Type, Value};
use crate::declaration::{Declaration, load};
use crate::diag::Bag;
use crate::diff::kinds::RULES;
use crate::diff::level::Family;
use crate::diff::{Change, Comparison};
use crate::pack::Pack;
use crate::resolve::spec::Question;
use crate::text::{Memory, Sources};
use crate::words::Words;

/// The example with a question that a fact brings in, and with an order of options.
static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let mut spec = example::pack().spec;
    let option = |id: &str| Choice::new(id, id.to_uppercase());
    for requirement in spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements) {
        let Some(model) = requirement.questions.first().cloned() else { continue };
        let question = |id: &str, of: Type| Question {
            id: id.to_owned(),
            ask: format!("What about {id}?"),
            of,
            accept: None,
            ..model.clone()
        };
        if requirement.id == "POW-01" {
            let usb = Check::Includes(vec![Value::Word("usb".to_owned())]);
            let usb = Condition::Test { subject: Subject::Fact("interfaces".to_owned()), check: usb };
            let options = ["weak", "fair", "strong"].map(option).to_vec();
            requirement.questions.push(Question {
                when: usb.clone(),
                accept: Some(Check::OneOf(vec![
                    Value::Word("fair".to_owned()),
                    Value::Word("strong".to_owned()),
                ])),
                ..question("socket", Type::Choice { options: options.clone(), ordered: true })
            });
            requirement.questions.push(question("casing", Type::Choice { options, ordered: true }));
        }
    }
    Pack::of(spec)
});

const EVIDENCE: &str = "\
evidence:
  - {kind: test-report, file: a.md, sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, for: [POW-01], valid-until: 2028-01-31}
  - {kind: support-policy, file: b.md, sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, for: [UPD-03]}
";

/// A declaration that meets everything.
fn sound() -> String {
    let answers = ANSWERS.replace("charge: 3", "charge: 3, casing: fair");
    format!("{HEAD}{FACTS}{answers}{EVIDENCE}")
}

fn read(text: &str) -> (Declaration, Outcome) {
    let mut bag = Bag::default();
    let declaration = load("pump.yaml", text, &mut Sources::default(), &mut bag).unwrap();
    let outcome = judge(&PACK, &declaration);
    for fault in outcome.diagnostics.sorted() {
        println!("{}: {}", fault.code.id, fault.message); // shown where a test fails
    }
    (declaration, outcome)
}

fn compared(before: &str, after: &str) -> Result<Comparison, Vec<String>> {
    let (before, after) = (read(before), read(after));
    let bid = |file, side: &'static (Declaration, Outcome)| Bid {
        file,
        declaration: &side.0,
        outcome: &side.1,
        exhibits: None,
    };
    let leak = |side| -> &'static (Declaration, Outcome) { Box::leak(Box::new(side)) };
    compare(&PACK.spec, bid("a.yaml", leak(before)), bid("b.yaml", leak(after)), Words::English)
}

/// A change and all below it, a line each, parts by `·` and what follows by `→`.
fn lines(change: &Change, mark: &str, depth: usize, out: &mut Vec<String>) {
    let requirement = change.requirement.as_ref().map(|requirement| requirement.id.clone());
    let item = change.item.as_ref().map(|item| item.id.clone());
    let place = [requirement, item].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (before, after) = change.sides();
    let sides = format!(": {} → {}", before.unwrap_or("-"), after.unwrap_or("-"));
    let note = change.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    let rule = change.rule.id;
    let sides = if sides == ": - → -" { "" } else { &sides };
    let place = if place.is_empty() { place } else { format!(" {place}") };
    out.push(format!("{}{mark}{} {rule}{place}{sides}{note}", "  ".repeat(depth), change.level.word()));
    change.parts.iter().for_each(|part| lines(part, "· ", depth + 1, out));
    change.follows.iter().for_each(|below| lines(below, "→ ", depth + 1, out));
}

/// The rules that a test saw.
static SEEN: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());

/// Two edits of the sound declaration, and what changed from one to the other.
fn check(before: &[(&str, &str)], after: &[(&str, &str)], expected: &str) {
    let edited = |edits: &[(&str, &str)]| {
        edits.iter().fold(sound(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    };
    let (before, after) = (edited(before), edited(after));
    let found = compared(&before, &after).unwrap();
    let mut told = Vec::new();
    found.changes.iter().for_each(|change| lines(change, "", 0, &mut told));
    assert_eq!(told.join("\n"), expected.trim_end(), "\n{}", told.join("\n"));
    let back = compared(&after, &before).unwrap();
    assert_eq!(back.changes, found.mirror().changes, "the mirror");
    assert!(compared(&before, &before).unwrap().is_empty() && compared(&after, &after).unwrap().is_empty());
    let all = found.changes.iter().chain(&back.changes).flat_map(Change::with_all);
    SEEN.lock().unwrap().extend(all.map(|change| change.rule.id));
}

/// What one edit of the sound declaration changes.
fn after(from: &str, to: &str, expected: &str) {
    check(&[], &[(from, to)], expected);
}

fn heads() {
    after("version: '4.1'", "version: '4.2'", "changed version-changed: 4.1 → 4.2");
    after(
        "contact: security@",
        "contact: cert@",
        "changed contact-changed: security@acme.example → cert@acme.example",
    );
    check(
        &[],
        &[
            ("name: Acme", "name: Zenith"),
            ("security@acme", "cert@zenith"),
            ("model: I-3000, version: '4.1'", "model: I-4000, version: '1'"),
        ],
        "\
changed vendor-changed: Acme → Zenith
  → changed contact-changed: security@acme.example → cert@zenith.example
changed device-changed: Infusor (I-3000) → Infusor (I-4000)
  → changed version-changed: 4.1 → 1",
    );
}

fn verdicts() {
    after(
        "charge: 3",
        "charge: 2",
        "\
breaks verdict-changed POW-01: met → not met
  · weaker answer-changed POW-01 charge: 3 hours → 2 hours",
    );
    after(
        "charge: 3",
        "charge: 4",
        "\
stronger answers-changed POW-01
  · stronger answer-changed POW-01 charge: 3 hours → 4 hours",
    );
    // Within what stays missed.
    check(
        &[("charge: 3", "charge: 1")],
        &[("charge: 3", "charge: 2")],
        "\
stronger answers-changed POW-01
  · stronger answer-changed POW-01 charge: 1 hour → 2 hours",
    );
    // Both ways at once.
    after(
        "charge: 3, casing: fair",
        "charge: 4, casing: weak",
        "\
changed answers-changed POW-01
  · stronger answer-changed POW-01 charge: 3 hours → 4 hours
  · weaker answer-changed POW-01 casing: FAIR → WEAK",
    );
    after(
        ", own_test: false",
        "",
        "\
breaks verdict-changed CRT-01: met → unanswered
  · weaker answer-withdrawn CRT-01 own_test: no → -",
    );
    after(
        "summary: A page.",
        "summary: \"Another\\n  page.\"",
        "\
changed answers-changed DOC-01
  · changed answer-changed DOC-01 summary: “A page.” → “Another page.”",
    );
}

fn questions() {
    // A question hangs on another answer.
    after(
        "channel: signed-online, latency_days: 14",
        "channel: unsigned",
        "\
breaks verdict-changed UPD-03: met → not met
  · weaker answer-changed UPD-03 channel: Signed package over the network → Package without a signature
    → changed answer-withdrawn UPD-03 latency_days: 14 days → -",
    );
    check(
        &[("channel: signed-online, latency_days: 14", "channel: unsigned")],
        &[(", latency_days: 14", "")],
        "\
changed verdict-changed UPD-03: not met → unanswered
  · stronger answer-changed UPD-03 channel: Package without a signature → Signed package over the network
    → weaker question-left-open UPD-03 latency_days: - → not answered",
    );
    // A question hangs on a fact.
    check(
        &[],
        &[("interfaces: [wifi]", "interfaces: [wifi, usb]"), ("casing: fair", "casing: fair, socket: weak")],
        "\
changed fact-changed interfaces: “Wi-Fi” → “Wi-Fi” and “USB”
  → breaks verdict-changed POW-01: met → not met
    · weaker answer-given POW-01 socket: - → WEAK (“interfaces” decides whether it is asked)",
    );
    // … and another answer changed beside it.
    check(
        &[],
        &[
            ("interfaces: [wifi]", "interfaces: [wifi, usb]"),
            ("casing: fair", "casing: strong, socket: strong"),
        ],
        "\
changed fact-changed interfaces: “Wi-Fi” → “Wi-Fi” and “USB”
stronger answers-changed POW-01
  · changed answer-given POW-01 socket: - → STRONG (“interfaces” decides whether it is asked)
  · stronger answer-changed POW-01 casing: FAIR → STRONG",
    );
}

fn facts() {
    let updates = "  UPD-03: {support_until: 2037-12-31, channel: signed-online, latency_days: 14}\n";
    let policy = "  - {kind: support-policy, file: b.md, sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, for: [UPD-03]}\n";
    check(
        &[],
        &[("updatable: true", "updatable: false"), (updates, ""), (policy, "")],
        "\
changed fact-changed updatable: yes → no
  → changed verdict-changed UPD-03: met → not applicable
weaker evidence-withdrawn support-policy: b.md (sha256 bbbbbbbbbbbb…), for UPD-03 → -",
    );
    // What comes in is told with what makes it fall short, and with nothing else.
    check(
        &[("updatable: true", "updatable: false"), (updates, "")],
        &[("2037-12-31", "2030-12-31"), ("latency_days: 14", "latency_days: 15")],
        "\
changed fact-changed updatable: no → yes
  → breaks verdict-changed UPD-03: not applicable → not met
    · weaker answer-given UPD-03 support_until: - → 2030-12-31",
    );
}

fn tables() {
    let ports = "open_ports: [{port: 443, encrypted: true}]";
    after(
        ports,
        "open_ports: [{port: 80, encrypted: false}, {port: 443, encrypted: true}]",
        "\
breaks verdict-changed NET-01: met → not met
  · weaker answer-changed NET-01 open_ports: the same 1 row → the same 1 row and 1 row (Port: 80, Encrypted: no)",
    );
    check(
        &[(ports, "open_ports: [{port: 80, encrypted: false}, {port: 23, encrypted: false}]")],
        &[(ports, "open_ports: [{port: 23, encrypted: false}]")],
        "\
stronger answers-changed NET-01
  · stronger answer-changed NET-01 open_ports: the same 1 row and 1 row (Port: 80, Encrypted: no) → the same 1 row",
    );
    // Rows have no order.
    check(
        &[(ports, "open_ports: [{port: 53, encrypted: false}, {port: 443, encrypted: true}]")],
        &[(ports, "open_ports: [{port: 443, encrypted: true}, {port: 53, encrypted: false}]")],
        "",
    );
}

fn deviations() {
    let missed = ("charge: 3", "charge: 2");
    let last = ("evidence:", "deviations: {POW-01: {reason: Small, measure: Spare}}\nevidence:");
    check(
        &[missed],
        &[missed, last],
        "\
stronger verdict-changed POW-01: not met → not met, with a deviation proposed
  · stronger deviation-proposed POW-01: - → “Small”, and in its place “Spare”",
    );
    check(
        &[missed, last],
        &[missed, ("evidence:", "deviations: {POW-01: {reason: Small, measure: Two spares}}\nevidence:")],
        "\
changed answers-changed POW-01
  · changed deviation-reworded POW-01 measure: “Spare” → “Two spares”",
    );
    // Nothing is lost with a deviation from what is met now.
    check(
        &[missed, last],
        &[],
        "\
mends verdict-changed POW-01: not met, with a deviation proposed → met
  · stronger answer-changed POW-01 charge: 2 hours → 3 hours
  · changed deviation-withdrawn POW-01: “Small”, and in its place “Spare” → -",
    );
}

fn evidence() {
    after(
        "valid-until: 2028-01-31",
        "valid-until: 2028-03-31",
        "\
stronger evidence-changed test-report (a.md)
  · stronger evidence-extended: until 2028-01-31 → until 2028-03-31",
    );
    after(
        "sha256: aaaa",
        "sha256: caaa",
        "\
changed evidence-changed test-report (a.md)
  · changed evidence-replaced: sha256 aaaaaaaaaaaa… → sha256 caaaaaaaaaaa…",
    );
    after(
        ", valid-until: 2028-01-31",
        "",
        "\
stronger evidence-changed test-report (a.md)
  · stronger evidence-extended: until 2028-01-31 → without end",
    );
    after(
        "for: [UPD-03]",
        "for: [UPD-03, NET-01]",
        "\
changed evidence-changed support-policy (b.md)
  · changed evidence-reassigned: UPD-03 → NET-01 and UPD-03",
    );
    // Another name, the same content: it is the same piece.
    after(
        "a.md",
        "c.md",
        "changed evidence-changed test-report: a.md (sha256 aaaaaaaaaaaa…) → c.md (sha256 aaaaaaaaaaaa…)",
    );
    // What is met by word alone is not shown.
    let policy = "  - {kind: support-policy, file: b.md, sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, for: [UPD-03]}\n";
    after(
        policy,
        "",
        "breaks evidence-withdrawn support-policy: b.md (sha256 bbbbbbbbbbbb…), for UPD-03 → -",
    );
    check(
        &[(policy, "")],
        &[],
        "mends evidence-added support-policy: - → b.md (sha256 bbbbbbbbbbbb…), for UPD-03",
    );
    after(
        "for: [UPD-03]",
        "for: [NET-01]",
        "\
breaks evidence-changed support-policy (b.md)
  · changed evidence-reassigned: UPD-03 → NET-01",
    );
    after(
        "b.md, sha256: bbbb",
        "b.md, valid-until: 2027-01-31, sha256: bbbb",
        "\
breaks evidence-changed support-policy (b.md)
  · weaker evidence-shortened: without end → until 2027-01-31",
    );
    // Another kind is another piece.
    after(
        "kind: test-report",
        "kind: support-policy",
        "\
stronger evidence-added support-policy: - → a.md (sha256 aaaaaaaaaaaa…), for POW-01
weaker evidence-withdrawn test-report: a.md (sha256 aaaaaaaaaaaa…), for POW-01 → -",
    );
}

/// What the file that is listed alike on both sides is found to be.
fn files() {
    let side: &'static (Declaration, Outcome) = Box::leak(Box::new(read(&sound())));
    let exhibits = |content: Option<&str>| {
        let world: Memory = content.into_iter().map(|text| ("a.md", text)).collect();
        crate::evidence::examine(&world, &side.0, &PACK.spec, &PACK.spec.lots[0])
    };
    let check = |old: Option<&str>, new: Option<&str>, expected: &str| {
        let (old, new) = (exhibits(old), exhibits(new));
        let bid = |exhibits| Bid { file: "a.yaml", declaration: &side.0, outcome: &side.1, exhibits };
        let compared = |old, new| compare(&PACK.spec, bid(old), bid(new), Words::English).unwrap();
        let found = compared(Some(&old), Some(&new));
        let mut told = Vec::new();
        found.changes.iter().for_each(|change| lines(change, "", 0, &mut told));
        assert_eq!(told.join("\n"), expected);
        assert_eq!(compared(Some(&new), Some(&old)).changes, found.mirror().changes);
        // Of one that was not looked at, nothing is known to have changed.
        assert!(compared(Some(&old), None).is_empty() && compared(None, Some(&new)).is_empty());
        SEEN.lock()
            .unwrap()
            .extend(found.changes.iter().flat_map(Change::with_all).map(|change| change.rule.id));
    };
    check(None, None, "");
    check(Some("b"), Some("b"), "");
    check(
        None,
        Some(""),
        "\
stronger evidence-changed test-report (a.md)
  · stronger evidence-found: missing: there is no such file → unreadable: the file is empty",
    );
}

/// All cases in one test, so that it can be seen which rules they fire.
#[test]
fn changes_are_told_and_judged() {
    heads();
    verdicts();
    questions();
    facts();
    tables();
    deviations();
    evidence();
    files();
    let seen = SEEN.lock().unwrap();
    let never = RULES.iter().filter(|rule| rule.of == Family::Declarations && !seen.contains(rule.id));
    let never: Vec<&str> = never.map(|rule| rule.id).collect();
    assert!(never.is_empty(), "no case fires {never:?}");
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let check = |text: String, expected: &str| {
        for (before, after) in [(&text, &sound()), (&sound(), &text)] {
            let faults = compared(before, after).unwrap_err();
            assert!(faults.iter().any(|fault| fault.contains(expected)), "{faults:?}");
        }
    };
    check(sound().replace("charge: 3", "charge: many"), "cannot be judged");
    check(sound().replace("0123456789abcdef", "f123456789abcdef"), "cannot be judged");
    let beds = format!("{HEAD}facts: {{}}\nanswers: {{}}\n").replace("lot: pumps", "lot: beds");
    check(beds, "for the lot `beds`");
}

#[test]
fn an_answer_promises_less_only_where_the_others_do_not_make_up_for_it() {
    let level = |own_test: bool| {
        let before = sound().replace("own_test: false", &format!("own_test: {own_test}"));
        let found = compared(&before, &before.replace("certified: true", "certified: false")).unwrap();
        let all = found.changes.iter().flat_map(Change::with_follows).flat_map(|change| &change.parts);
        let told = all.filter(|part| part.rule.id == "answer-changed").map(|part| part.level.word());
        told.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(level(false), "weaker");
    assert_eq!(level(true), "changed");
}
