//! What is met, missed, unanswered and not judged.

use super::{ANSWERS, FACTS, after, report};
use crate::check::example::{HEAD, pack};
use crate::condition::{Check, Condition, Subject, Value};
use crate::declaration::load;
use crate::diag::Bag;
use crate::pack::Pack;
use crate::text::Sources;
use crate::words::Words;

#[test]
fn a_declaration_that_meets_everything_conforms() {
    let (outcome, found) = report(&format!("{HEAD}{FACTS}{ANSWERS}"), "pump.yaml");
    let expected = "\
UPD-03 met
NET-01 met
NET-02 met
CRT-01 met
DOC-01 to-review
  13:67 `summary` is for a human to judge: What about summary?
POW-01 met";
    assert_eq!(found, expected);
    assert_eq!((outcome.conforms(), outcome.sound()), (true, true));
}

#[test]
fn what_is_missed_is_said_in_a_sentence() {
    after(
        "channel: signed-online, latency_days: 14",
        "channel: unsigned",
        "\
UPD-03 not-met
  9:48 `channel` is `unsigned`; UPD-03 accepts `signed-online` or `signed-offline`
  `support_years` is 10 years: set by the tender",
    );
    after(
        "support_until: 2037-12-31, channel: signed-online, latency_days: 14",
        "support_until: 2030-01-01, channel: signed-online, latency_days: 45",
        "\
UPD-03 not-met
  9:27 `support_until` is 2030-01-01; UPD-03 accepts a date not before 2037-03-31
  9:77 `latency_days` is 45 days; UPD-03 accepts at most 30 days
  `support_years` is 10 years: set by the tender",
    );
    after(
        "[{port: 443, encrypted: true}]",
        "[{port: 53, encrypted: false}, {port: 23, encrypted: false}]",
        "\
NET-01 not-met
  10:55 row 2 of `open_ports` has `encrypted` `false` and `port` 23; NET-01 accepts a row where `encrypted` is `true` or `port` is 53",
    );
    after(
        "methods: [tls], tls: '1.3'",
        "methods: [none], tls: '1.1.9'",
        "\
NET-02 not-met
  11:21 `methods` is `none`; NET-02 accepts a choice that includes `tls`
  11:21 `methods` is `none`; NET-02 accepts a choice without `none`
  11:34 `tls` is 1.1.9; NET-02 accepts at least 1.2",
    );
    after(
        "certified: true",
        "certified: false",
        "\
CRT-01 not-met
  12:23 `certified` is `false` and `own_test` is `false`; CRT-01 is met only where `certified` is `true` or `own_test` is `true`",
    );
    after(
        "https://acme.example/security",
        "http://acme.example/security",
        "\
DOC-01 not-met
  13:27 `security_page` is `http://acme.example/security`; DOC-01 accepts a text that begins with `https://`",
    );
    after(
        "charge: 3",
        "charge: 2.5",
        "\
POW-01 not-met
  14:20 `charge` is 2.5 hours; POW-01 accepts more than 2.5 hours",
    );
}

#[test]
fn of_several_conditions_only_those_that_do_not_hold_are_named() {
    let mut spec = pack().spec;
    let requirement = spec.lots[0].requirements.iter_mut().find(|of| of.id == "CRT-01").unwrap();
    let is = |id: &str| Condition::Test {
        subject: Subject::Answer(id.to_owned()),
        check: Check::Equals(Value::Flag(true)),
    };
    requirement.met_when = Condition::All(vec![is("certified"), is("own_test")]);
    let text = format!("{HEAD}{FACTS}{ANSWERS}");
    let declaration = load("pump.yaml", &text, &mut Sources::default(), &mut Bag::default()).unwrap();
    let outcome = crate::check::check(&Pack::of(spec), &declaration);
    let judged = outcome.requirement("CRT-01").unwrap();
    let said: Vec<String> = judged.reasons.iter().map(|reason| reason.say(Words::English)).collect();
    assert_eq!(said, ["`own_test` is `false`; CRT-01 is met only where `own_test` is `true`"]);
}

#[test]
fn an_answer_left_out_is_a_verdict() {
    after(
        ", latency_days: 14",
        "",
        "\
UPD-03 unanswered
  9:3 `latency_days` is not answered: What about latency_days?",
    );
    // The words that can be chosen stand with the question.
    after(
        "channel: signed-online, ",
        "",
        "\
UPD-03 unanswered
  9:3 `channel` is not answered: What about channel? One of `signed-online`, `signed-offline` or `unsigned`",
    );
    after(
        "methods: [tls], tls: '1.3'",
        "",
        "\
NET-02 unanswered
  11:3 `methods` is not answered: What about methods? Any of `tls`, `ipsec` or `none`
  11:3 `tls` is not answered: What about tls?",
    );
    after(
        "  POW-01: {charge: 3}\n",
        "",
        "\
POW-01 unanswered
  8:1 `charge` is not answered: What about charge?",
    );
}

#[test]
fn a_deviation_is_neither_met_nor_hidden() {
    let text = format!("{HEAD}{FACTS}{ANSWERS}deviations: {{POW-01: {{reason: Battery, measure: Spare}}}}\n");
    let (outcome, found) = report(&text.replace("charge: 3", "charge: 1"), "pump.yaml");
    assert!(found.contains("POW-01 deviation\n  14:20 `charge` is 1 hour; POW-01"), "{found}");
    assert_eq!((outcome.conforms(), outcome.sound()), (true, true));
    // It counts whether the rest is answered or not.
    let unanswered = text.replace("charge: 3", "charge:");
    let (outcome, found) = report(&unanswered, "pump.yaml");
    assert!(found.contains("POW-01 deviation\n"), "{found}");
    assert_eq!((outcome.conforms(), outcome.sound()), (true, true));
}

#[test]
fn facts_decide_what_applies() {
    after("updatable: true", "updatable: false", "UPD-03 not-applicable");
}

#[test]
fn a_fact_that_is_not_stated_leaves_open_what_hangs_on_it() {
    after(
        "updatable: true",
        "updatable: maybe",
        "\
7:40 D106 `updatable` is \"maybe\"; `true` or `false` is asked for
  answer “What are the updatable?” with `true` or `false`
UPD-03 unanswered
  7:40 whether UPD-03 applies depends on the fact `updatable`",
    );
}

#[test]
fn rows_are_named_up_to_five_and_the_rest_is_counted() {
    let rows = |count: usize| {
        let rows = vec!["{port: 23, encrypted: false}"; count].join(", ");
        let text = format!("{HEAD}{FACTS}{ANSWERS}").replace("{port: 443, encrypted: true}", &rows);
        let (outcome, _) = report(&text, "pump.yaml");
        let said = outcome.verdicts[1].reasons.iter().map(|reason| reason.say(Words::English));
        said.map(|said| said.split(" of ").next().unwrap().to_owned()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(rows(1), "row 1");
    assert_eq!(rows(5), "row 1, row 2, row 3, row 4, row 5");
    assert_eq!(rows(6), "row 1, row 2, row 3, row 4, row 5, 1 more row");
    assert_eq!(rows(7), "row 1, row 2, row 3, row 4, row 5, 2 more rows");
}

#[test]
fn evidence_is_wanted_of_what_applies_until_it_is_listed() {
    let check = |from: &str, to: &str, expected: (&[&str], &[&str])| {
        let text = format!("{HEAD}{FACTS}{ANSWERS}").replace(from, to);
        let (outcome, found) = report(&text, "pump.yaml");
        let update = &outcome.verdicts[0];
        let wanted: Vec<&str> = update.evidence.iter().map(|wanted| wanted.kind.as_str()).collect();
        let mandatory: Vec<&str> = update.mandatory.iter().map(String::as_str).collect();
        assert_eq!((wanted.as_slice(), mandatory.as_slice()), expected, "{from} → {to}\n{found}");
    };
    let listed = |kind: &str, of: &str| {
        let digest = "0".repeat(64);
        format!("evidence: [{{for: [{of}], kind: {kind}, file: a.pdf, sha256: {digest}}}]\nanswers:")
    };
    let policy = &["support-policy"][..];
    check("answers:", "answers:", (policy, policy));
    check("answers:", &listed("support-policy", "UPD-03"), (&[], policy));
    check("answers:", &listed("support-policy", "NET-01"), (policy, policy));
    check("answers:", &listed("test-report", "UPD-03"), (policy, policy));
    check("updatable: true", "updatable: false", (&[], &[]));
}

#[test]
fn another_pack_is_not_judged() {
    let check = |from: &str, to: &str, expected: &str| {
        let (outcome, found) = report(&HEAD.replace(from, to), "pump.yaml");
        assert_eq!((outcome.judged, outcome.sound()), (false, false));
        assert_eq!(found, expected, "\n{found}");
    };
    check(
        "declaration/1",
        "declaration/2",
        "\
1:9 D104 the declaration is of the format `tenderc-declaration/2`; `tenderc-declaration/1` is read here
  start from the blank declaration in the pack, which has `tenderc-declaration/1`",
    );
    check(
        "ward-2027",
        "ward-2026",
        "\
3:9 D102 the declaration answers the tender `ward-2026`; this is the pack of `ward-2027`
  check it against the pack of `ward-2026`",
    );
    check(
        "lot: pumps",
        "lot: pump",
        "\
4:6 D103 the tender `ward-2027` has no lot `pump`
  did you mean `pumps`? [pump → pumps]",
    );
    check(
        "lot: pumps",
        "lot: scanners",
        "\
4:6 D103 the tender `ward-2027` has no lot `scanners`
  answer one of its lots: `pumps`, `beds`, `monitors`, `lights`, `probes`",
    );
    check(
        "lot: pumps\n",
        "",
        "\
1:1 D005 the declaration does not say its `lot`
  add `lot`, in this pack `pumps`",
    );
    check("sha256:0123", "sha256:9123", "\
2:7 D101 the declaration answers another version of this tender: pack `sha256:9123456789ab…`, where this is `sha256:0123456789ab…`
  to have it judged as it stands, check it against the pack that it names
  to answer this pack, go through what changed since, then set `pack` to `sha256:0123456789abcdef0123456789abcdef`");
}
