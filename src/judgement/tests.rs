//! What a fingerprint binds, when a judgement holds, and what a file of judgements may hold.

use jiff::civil::date;

use super::{Bound, Judgement, OfBid, Ruling, append, bind, fingerprint_of, load};
use crate::check::example::{ANSWERS, FACTS, HEAD, outcome, pack};
use crate::check::{Outcome, check};
use crate::condition::{Check, Condition, Value};
use crate::declaration;
use crate::declaration::Declaration;
use crate::diag::Bag;
use crate::diag::render;
use crate::resolve::spec::{Lot, Requirement};
use crate::text::Sources;

const EVIDENCE: &str = "\
evidence:
  - {for: [DOC-01, POW-01], kind: test-report, file: a.pdf, sha256: aaAA}
  - {for: [CRT-01], kind: test-report, file: b.pdf, sha256: bbbb}
";

/// A bid with an answer to review (DOC-01) and a deviation (POW-01).
fn bid() -> String {
    let answers = ANSWERS.replace("charge: 3", "charge: 1");
    format!(
        "{HEAD}{FACTS}{answers}deviations: {{POW-01: {{reason: Small battery, measure: Spare}}}}\n{EVIDENCE}"
    )
}

fn read(text: &str) -> (Declaration, Outcome) {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let declaration = declaration::load("pump.yaml", text, &mut sources, &mut bag).unwrap();
    let outcome = check(&pack(), &declaration);
    assert!(outcome.judged, "{text}");
    (declaration, outcome)
}

fn fingerprint(text: &str, lot: &Lot, id: &str) -> String {
    let (declaration, outcome) = read(text);
    let judged = outcome.requirement(id).unwrap();
    fingerprint_of(judged, &declaration, lot).unwrap()
}

#[test]
fn a_fingerprint_changes_with_the_bid() {
    // What is replaced, by what, and whether it is bound for DOC-01 and for POW-01.
    let changes: &[(&str, &str, bool, bool)] = &[
        ("summary: A page.", "summary: Another page.", true, false),
        ("https://acme.example/security,", "https://acme.example/safety,", true, false),
        ("charge: 1", "charge: 2", false, true),
        ("reason: Small battery", "reason: Large battery", false, true),
        ("measure: Spare", "measure: None", false, true),
        ("sha256: aaAA", "sha256: aaAB", true, true),
        ("sha256: aaAA", "sha256: aaaa", false, false),
        ("sha256: bbbb", "sha256: cccc", false, false),
        ("for: [CRT-01]", "for: [CRT-01, DOC-01]", true, false),
        ("for: [DOC-01, POW-01]", "for: [POW-01, DOC-01]", false, false),
        ("file: a.pdf", "file: b.pdf", false, false),
        (
            "kind: test-report, file: a.pdf",
            "valid-until: 2030-01-01, kind: test-report, file: a.pdf",
            false,
            false,
        ),
        ("version: '4.1'", "version: '4.2'", false, false),
        ("name: Infusor", "name: Infusor 2", false, false),
        ("latency_days: 14", "latency_days: 15", false, false),
        ("updatable: true", "updatable: false", false, false),
        ("summary: A page.", "summary: 'A page.'", false, false),
        ("charge: 1", "charge: 1.0", false, false),
    ];
    let lot = pack().spec.lots.remove(0);
    for (from, to, doc, pow) in changes {
        let (before, after) = (bid(), bid().replacen(from, to, 1));
        assert_ne!(before, after, "{from}");
        for (id, bound) in [("DOC-01", *doc), ("POW-01", *pow)] {
            let changed = fingerprint(&before, &lot, id) != fingerprint(&after, &lot, id);
            assert_eq!(changed, bound, "{id}: {from} -> {to}");
        }
    }
}

#[test]
fn a_fingerprint_changes_with_the_demand() {
    type Change = fn(&mut Requirement);
    let changes: &[(&str, Change, bool)] = &[
        ("statement", |of| of.statement.push_str(" Always."), true),
        ("question", |of| of.questions[0].ask.push('!'), true),
        ("acceptance", |of| of.questions[0].accept = Some(Check::AtLeast(Value::Number(2.0))), true),
        ("condition of a question", |of| of.questions[0].when = Condition::Constant(false), true),
        ("review", |of| of.questions[0].review = true, true),
        ("further question", |of| of.questions.push(of.questions[0].clone()), true),
        ("met when", |of| of.met_when = Condition::Constant(false), true),
        ("id", |of| of.id.push('1'), true),
        ("title", |of| of.title.push('!'), false),
        ("number", |of| of.number.push('1'), false),
        ("rationale", |of| of.rationale.push('!'), false),
        ("verification", |of| of.verification.push('!'), false),
        ("guidance", |of| of.guidance.push('!'), false),
        ("help", |of| of.questions[0].help.push('!'), false),
        ("weight", |of| of.weight += 1, false),
        ("evidence wanted", |of| of.evidence.clear(), false),
    ];
    let (declaration, outcome) = read(&bid());
    let judged = outcome.requirement("POW-01").unwrap();
    let lot = pack().spec.lots.remove(0);
    let evidence = super::enclosed(&declaration, "POW-01");
    let of = |requirement: &Requirement| super::fingerprint(requirement, "pumps", judged, &evidence);
    let requirement = lot.requirement("POW-01").unwrap();
    for (name, change, bound) in changes {
        let mut changed = requirement.clone();
        change(&mut changed);
        assert_eq!(of(&changed) != of(requirement), *bound, "{name}");
    }
    assert_ne!(super::fingerprint(requirement, "beds", judged, &evidence), of(requirement));
    // Files of judgements outlive versions of the program.
    assert_eq!(of(requirement), "fd874ae958f4e68fbb91cfe5a21a5fdf");
}

fn judgement(text: &str, id: &str, ruling: Ruling) -> Judgement {
    let (_, outcome) = read(text);
    Judgement {
        vendor: outcome.vendor,
        device: outcome.model,
        lot: "pumps".to_owned(),
        requirement: id.to_owned(),
        ruling,
        piece: None,
        condition: None,
        by: "A. Reviewer".to_owned(),
        on: date(2027, 4, 12),
        why: "It will do.".to_owned(),
        fingerprint: fingerprint(text, &pack().spec.lots[0], id),
    }
}

#[test]
fn the_last_judgement_counts_while_nothing_changes() {
    let accepted = judgement(&bid(), "POW-01", Ruling::Accepted);
    let refused = Judgement { ruling: Ruling::Refused, ..accepted.clone() };
    let other = Judgement { fingerprint: "0".repeat(32), ..accepted.clone() };
    let check = |judgements: &[&Judgement], text: &str, expected: &str| {
        let judgements: Vec<Judgement> = judgements.iter().map(|one| (*one).clone()).collect();
        let (declaration, outcome) = read(text);
        let found = bind(&judgements, &outcome, &declaration, &pack().spec.lots[0]);
        let found = found.iter().map(|(id, bound)| match bound {
            Bound::Holds(judgement) => format!("{id} {}", judgement.ruling.word()),
            Bound::Stale(judgement) => format!("{id} stale: {}", judgement.ruling.word()),
        });
        assert_eq!(found.collect::<Vec<_>>().join(", "), expected);
    };
    check(&[], &bid(), "");
    check(&[&accepted], &bid(), "POW-01 accepted");
    check(&[&accepted, &refused], &bid(), "POW-01 refused");
    check(&[&refused, &accepted], &bid(), "POW-01 accepted");
    check(&[&accepted, &other], &bid(), "POW-01 stale: accepted");
    check(&[&accepted], &bid().replace("measure: Spare", "measure: None"), "POW-01 stale: accepted");
    check(&[&accepted], &bid().replace("charge: 1", "charge: 3"), "POW-01 stale: accepted");
    check(&[&accepted], &bid().replace("version: '4.1'", "version: '4.2'"), "POW-01 accepted");
    check(&[&accepted], &bid().replace("name: Infusor", "name: Infusor 2"), "");
    check(&[&accepted], &bid().replace("name: Acme", "name: Other"), "");
    check(&[&Judgement { lot: "beds".to_owned(), ..accepted.clone() }], &bid(), "");
    check(
        &[&Judgement { requirement: "DOC-01".to_owned(), ..accepted.clone() }],
        &bid(),
        "DOC-01 stale: accepted",
    );
}

/// A file of one judgement, as it is written.
fn file(judgement: &Judgement) -> String {
    append("review.yaml", "", judgement).map_err(|not| shown(&not.bag)).unwrap()
}

fn shown(bag: &Bag) -> String {
    let all = bag.sorted();
    all.iter().map(|fault| format!("{} {}", fault.code.id, fault.message)).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let good = file(&judgement(&bid(), "POW-01", Ruling::Accepted));
    let check = |text: &str, expected: &str| {
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let outcomes = [outcome(&bid(), "pump.yaml", &mut sources)];
        if let Some(review) = load("review.yaml", text, &mut sources, &mut bag) {
            review.check(&pack().spec, date(2027, 4, 12), &mut bag);
            if !bag.has_errors() {
                review.compare(&outcomes.iter().map(OfBid::of).collect::<Vec<_>>(), &mut bag);
            }
        }
        assert_eq!(shown(&bag), expected, "{text}");
        render::text::render(&bag.sorted(), &sources, false);
    };
    let change = |from: &str, to: &str, expected: &str| {
        assert!(good.contains(from), "{from} in\n{good}");
        check(&good.replacen(from, to, 1), expected);
    };
    check(&good, "");
    check("format: tenderc-review/1\n", "");
    check("format: tenderc-review/1\njudgements:\n", "");
    check("", "R004 the file is empty where a mapping belongs");
    check("- 1", "R004 the file is a list where a mapping belongs");
    check("judgements: [", "R001 unclosed bracket '['");
    check(&format!("format: x{}", "\n---\na: 1"), "R008 a second document starts here");
    check(
        &format!("judgements: {}", "[".repeat(40) + &"]".repeat(40)),
        "R008 the text is nested more than 32 levels deep",
    );
    check(
        "format: tenderc-review/1\nformat: tenderc-review/1\n",
        "R002 the key `format` stands here a second time",
    );
    change(
        "tenderc-review/2",
        "tenderc-review/3",
        "R006 `format` is `tenderc-review/3`, which is none of its words",
    );
    change(
        "why:",
        "wyh:",
        "R005 an entry of `judgements` lacks the key `why`; R003 an entry of `judgements` has no key `wyh`",
    );
    change("accepted", "accept", "R006 `verdict` is `accept`, which is none of its words");
    change("It will do.", "' '", "R007 `why` is ` `, which has the wrong form");
    change("It will do.", "", "R005 an entry of `judgements` lacks the key `why`");
    change("A. Reviewer", "7", "R004 `by` is `7` where a text belongs");
    change("2027-04-12", "2027-02-30", "R007 `2027-02-30` is not a date");
    change("2027-04-12", "today", "R007 `on` is `today`, which has the wrong form");
    change("2027-04-12", "2027-04-13", "");
    change("2027-04-12", "2027-04-14", "R103 2027-04-14 is in the future: today is 2027-04-12");
    change("lot: pumps", "lot: pump", "R101 the tender `ward-2027` has no lot `pump`");
    change("POW-01", "POW-10", "R102 the lot `pumps` has no requirement `POW-10`");
    change("POW-01", "RAD-01", "R105 nothing is to be decided: RAD-01 is left out of the lot `pumps`");
    change("POW-01", "NET-01", "");
    change("vendor: Acme", "vendor: Acm", "R104 there is no bid of Infusor by Acm for the lot `pumps`");
    change(
        "device: Infusor",
        "device: Infuser",
        "R104 there is no bid of Infuser by Acme for the lot `pumps`",
    );
    change("vendor: Acme", "vendor: Somebody", "R104 there are judgements on a bid that was not read");
    // Who reads one bid of many expects judgements on the others.
    let both = good.clone()
        + &good
            .replace("vendor: Acme", "vendor: Somebody")
            .split_off("format: tenderc-review/2\njudgements:\n".len());
    check(&both, "");
}

#[test]
fn every_text_comes_back_as_it_was_written() {
    let controls: String = (0..0xA0).filter_map(char::from_u32).collect();
    let texts = [
        "Acme, Inc.",
        "yes",
        "null",
        "~",
        "NO",
        "on",
        "1e3",
        "0x1F",
        "12",
        "2027-04-12",
        "-",
        "- a",
        "a: b",
        "a #b",
        "#",
        "'",
        "\"",
        "\\",
        "\\n",
        "{a",
        "[a]",
        "a}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%",
        "@a",
        "`a`",
        "? a",
        ":",
        "a:",
        "---",
        "...",
        "<script>",
        "{{ a }}",
        "Müller & Söhne",
        "株式会社",
        "🏥",
        "a\nb",
        "a\r\nb\n\n c",
        "a\tb",
        "x\u{85}y",
        "x\u{2028}y",
        "x\u{202E}y",
        "x\u{FEFF}y",
        "x\u{FFFE}y",
        "x\u{9B}31my",
        "e5",
        "true story",
        "a  b",
        "a.",
        "a,",
        "Nan",
        ".inf",
        "=",
        "<<",
    ];
    let long = "long ".repeat(20_000) + "end";
    for text in texts.into_iter().chain([format!("a{controls}b").as_str(), &long]) {
        let written = Judgement {
            vendor: text.to_owned(),
            device: text.to_owned(),
            by: text.to_owned(),
            why: text.to_owned(),
            ..judgement(&bid(), "POW-01", Ruling::Refused)
        };
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let found = load("review.yaml", &file(&written), &mut sources, &mut bag).unwrap();
        assert_eq!(found.judgements, [written], "{}", shown(&bag));
        assert!(!file(&found.judgements[0]).contains(|c: char| c.is_control() && c != '\n'), "{text}");
    }
}

#[test]
fn what_stands_in_a_file_stays() {
    let one = judgement(&bid(), "POW-01", Ruling::Accepted);
    let two = Judgement { ruling: Ruling::Refused, why: "It will not do.".to_owned(), ..one.clone() };
    let list = file(&one).split_off("format: tenderc-review/2\njudgements:\n".len());
    let flat = list.replace("\n    ", ", ").replace("  - ", "{").replace("\n", "}");
    let head = "format: tenderc-review/1\n";
    let check = |text: &str, added: Option<&str>| match (append("review.yaml", text, &two), added) {
        (Ok(longer), Some(added)) => {
            assert!(longer.starts_with(text), "{longer}");
            let rest = &longer[text.len()..];
            assert!(rest.starts_with(added) && rest.contains("It will not do."), "{added:?}\n{longer}");
        }
        (Ok(longer), None) => panic!("{longer}"),
        (Err(not), None) => assert_eq!(
            shown(&not.bag),
            "R106 `review.yaml` does not end in its list of judgements, so none can be added"
        ),
        (Err(not), Some(_)) => panic!("{}\n{text}", shown(&not.bag)),
    };
    check("", Some("format: tenderc-review/2\njudgements:\n  - vendor: Acme\n"));
    check(head, Some("judgements:\n  - vendor: Acme\n"));
    check("# ours\nformat: tenderc-review/1 # the first\njudgements:", Some("\n  - vendor: Acme\n"));
    check(&format!("{head}judgements:\n{list}"), Some("  - vendor: Acme\n    device: "));
    check(&format!("{head}judgements:\n{list}\n# the end\n\n"), Some("  - vendor: Acme\n"));
    check(format!("{head}judgements:\n{list}").trim_end(), Some("\n  - vendor: Acme\n"));
    check(
        &format!("{head}judgements:\n{}", list.replace("\n  ", "\n").replacen("  ", "", 1)),
        Some("- vendor: Acme\n  device: "),
    );
    check(
        &format!("{head}judgements:\n{}", list.replace("  - ", "  -   ").replace("\n    ", "\n      ")),
        Some("  - vendor: "),
    );
    check(&format!("{head}judgements:\n{list}").replace('\n', "\r\n"), Some("  - vendor: Acme\r\n"));
    check(&format!("{head}judgements:\n     - {flat}\n"), Some("     - vendor: Acme\n"));
    check(
        &format!(
            "{head}judgements:\n{}",
            list.replace("why: It will do.", "why: |\n      It will\n\n      do.")
        ),
        Some("  - vendor"),
    );
    check(&format!("judgements:\n{list}{head}"), None);
    check(&format!("{head}judgements: [{flat}]\n"), None);
    check(&format!("{head}judgements: []\n"), None);
    check(&format!("{{format: tenderc-review/1, judgements: [{flat}]}}\n"), None);
    check(&format!("{head}judgements:\n{list}...\n"), None);
    // A file that is at fault is never added to, and one that would grow beyond the limits is not either.
    let not = append("review.yaml", "format: [\n", &two).unwrap_err();
    assert!(shown(&not.bag).starts_with("R001"), "{}", shown(&not.bag));
    let full = format!("{head}judgements:\n{}", list.repeat(11_000));
    let not = append("review.yaml", &full, &two).unwrap_err();
    assert_eq!(shown(&not.bag), "R008 the text is too large or too complex");
}

/// A piece of the bid, enclosed for POW-01.
fn piece(text: &str) -> Judgement {
    let (declaration, _) = read(text);
    let (piece, _) = super::pieces(&declaration, "POW-01").remove(0);
    let lot = &pack().spec.lots[0];
    let requirement = lot.requirement("POW-01").unwrap();
    let fingerprint = super::fingerprint_of_piece(requirement, &lot.id, &piece);
    Judgement { piece: Some(piece), fingerprint, ..judgement(text, "POW-01", Ruling::Refused) }
}

#[test]
fn a_judgement_on_a_file_counts_while_it_is_that_file() {
    let text = bid().replace("aaAA", &"aa".repeat(32));
    let refused = piece(&text);
    let accepted = Judgement { ruling: Ruling::Accepted, ..refused.clone() };
    let check = |judgements: &[&Judgement], text: &str, expected: &str| {
        let judgements: Vec<Judgement> = judgements.iter().map(|one| (*one).clone()).collect();
        let (declaration, outcome) = read(text);
        let lot = &pack().spec.lots[0];
        assert!(bind(&judgements, &outcome, &declaration, lot).is_empty(), "the requirement is not judged");
        let found = super::bind_evidence(&judgements, &outcome, &declaration, lot);
        let found = found.iter().map(|((id, piece), bound)| {
            format!("{id} {} {:?}", piece.kind, bound.ruling().map(Ruling::word))
        });
        assert_eq!(found.collect::<Vec<_>>().join(", "), expected);
    };
    check(&[], &text, "");
    check(&[&refused], &text, "POW-01 test-report Some(\"refused\")");
    check(&[&refused, &accepted], &text, "POW-01 test-report Some(\"accepted\")");
    check(&[&refused], &text.replace("file: a.pdf", "file: b.pdf"), "POW-01 test-report Some(\"refused\")");
    check(&[&refused], &text.replace(&"aa".repeat(32), &"ab".repeat(32)), "POW-01 test-report None");
    check(&[&refused], &text.replace("[DOC-01, POW-01]", "[DOC-01]"), "POW-01 test-report None");
}

#[test]
fn what_only_the_newer_format_knows_makes_a_file_one_of_it() {
    let old = file(&judgement(&bid(), "POW-01", Ruling::Accepted)).replace("review/2", "review/1");
    let text = bid().replace("aaAA", &"aa".repeat(32));
    let conditional = Judgement {
        condition: Some("A second one is delivered: free".to_owned()),
        ..judgement(&bid(), "POW-01", Ruling::Accepted)
    };
    let check = |added: &Judgement, format: &str| {
        let longer = append("review.yaml", &old, added).map_err(|not| shown(&not.bag)).unwrap();
        assert!(longer.starts_with(&format!("format: tenderc-review/{format}\n")), "{longer}");
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let read = load("review.yaml", &longer, &mut sources, &mut bag).unwrap();
        assert_eq!((read.judgements.len(), read.judgements.last()), (2, Some(added)), "the history stays");
        let back = longer.replace("review/2", "review/1");
        assert_eq!(load("review.yaml", &back, &mut sources, &mut bag).is_some(), format == "1");
    };
    check(&judgement(&bid(), "POW-01", Ruling::Refused), "1");
    check(&conditional, "2");
    check(&piece(&text), "2");
    let refused = Judgement { ruling: Ruling::Refused, ..conditional };
    let not = append("review.yaml", "", &refused).map_err(|not| shown(&not.bag));
    assert!(not.is_err(), "a refusal has no condition");
}
