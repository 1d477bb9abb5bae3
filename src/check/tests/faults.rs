//! What is wrong with a declaration, in the words of the tender.

use super::report;
use crate::check::Verdict;
use crate::check::example::{ANSWERS, FACTS, HEAD, pack};
use crate::condition::{Choice, Type};
use crate::declaration::load;
use crate::diag::Bag;
use crate::pack::Pack;
use crate::text::Sources;
use crate::words::Words;

/// Checks what a change of a sound declaration is told, without the last hint, which repeats the question.
fn check(from: &str, to: &str, expected: &str) {
    let text = format!("{HEAD}{FACTS}{ANSWERS}");
    assert!(text.contains(from), "{from}");
    let (outcome, found) = report(&text.replace(from, to), "pump.yaml");
    assert_eq!((outcome.conforms(), outcome.sound()), (false, false), "{from} → {to}");
    let lines = found.lines().take_while(|line| !line.starts_with("UPD-03 "));
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("  answer “")).collect();
    assert_eq!(lines.join("\n"), expected, "\n{from} → {to}\n{}", lines.join("\n"));
}

#[test]
fn an_answer_of_the_wrong_form_is_told_what_is_asked_for() {
    check(
        "latency_days: 14",
        "latency_days: soon",
        "\
9:77 D106 `latency_days` is \"soon\"; a whole number of days is asked for",
    );
    check(
        "latency_days: 14",
        "latency_days: '14'",
        "\
9:77 D106 `latency_days` is \"14\"; a whole number of days is asked for
  write it without quotes ['14' → 14]",
    );
    check(
        "latency_days: 14",
        "latency_days: -3",
        "\
9:77 D106 `latency_days` is `-3`; a whole number of days, 0 or more, is asked for",
    );
    check(
        "latency_days: 14",
        "latency_days: 14.5",
        "\
9:77 D106 `latency_days` is `14.5`; a whole number of days is asked for",
    );
    check(
        "channel: signed-online",
        "channel: signed-onlin",
        "\
9:48 D106 `channel` is \"signed-onlin\", which is none of its options
  did you mean `signed-online`? [signed-onlin → signed-online]",
    );
    check(
        "channel: signed-online",
        "channel: carrier pigeon",
        "\
9:48 D106 `channel` is \"carrier pigeon\", which is none of its options",
    );
    check(
        "2037-12-31",
        "2037-02-29",
        "\
9:27 D106 `support_until` is \"2037-02-29\", which is no day of the calendar",
    );
    for text in ["soon", "31-12-2037", "2037-12-3l", "2037-12-310"] {
        let found = format!(
            "9:27 D106 `support_until` is \"{text}\"; a day of the calendar, such as `2027-03-31`, is asked for"
        );
        check("2037-12-31", text, &found);
    }
    check(
        "latency_days: 14",
        "latency_days: 1e16",
        "9:77 D106 `latency_days` is `1e+16`; a whole number of days up to 1000000000000000 is asked for",
    );
    check("methods: [tls]", "methods: [tls, ipsec, tls]", "11:34 D106 `methods` names `tls` twice");
    check(
        "name: Acme",
        "name:",
        "\
5:10 D007 the name of the vendor is blank
  state the name",
    );
    // Each answer is told, and each once.
    check(
        "support_until: 2037-12-31, channel: signed-online",
        "support_until: soon, channel: pigeon",
        "\
9:27 D106 `support_until` is \"soon\"; a day of the calendar, such as `2027-03-31`, is asked for
9:42 D106 `channel` is \"pigeon\", which is none of its options",
    );
    check(
        "interfaces: [wifi]",
        "interfaces: [wlan, bluetooth]",
        "7:22 D106 `interfaces` names \"wlan\", which is none of its options",
    );
    check(
        "methods: [tls]",
        "methods: tls",
        "\
11:21 D106 `methods` is \"tls\"; a list of any of `tls`, `ipsec`, `none` is asked for",
    );
    check(
        "methods: [tls]",
        "methods: [tls, tsl]",
        "\
11:27 D106 `methods` names \"tsl\", which is none of its options
  did you mean `tls`? [tsl → tls]",
    );
    check(
        "methods: [tls]",
        "methods: [tls, tls]",
        "\
11:27 D106 `methods` names `tls` twice",
    );
    check(
        "tls: '1.3'",
        "tls: 1.3",
        "\
11:33 D106 `tls` is `1.3`; a version, such as `4.10.0`, is asked for
  put the value in quotes",
    );
    check(
        "{port: 443, encrypted: true}",
        "{port: 443}",
        "\
10:25 D106 row 1 of `open_ports` lacks `encrypted`, `true` or `false`
  give `encrypted` in each row",
    );
    check(
        "{port: 443, encrypted: true}",
        "{port: x, encrypted: true}",
        "\
10:32 D106 `port` in row 1 of `open_ports` is \"x\"; a whole number is asked for",
    );
    check(
        "{port: 443, encrypted: true}",
        "{port: 443, encrypted: true, prto: 1}",
        "\
10:54 D106 row 1 of `open_ports` has no column `prto`
  use only `port`, `encrypted`",
    );
    check(
        "{port: 443, encrypted: true}",
        "443",
        "\
10:25 D106 row 1 of `open_ports` is `443`; a mapping with `port`, `encrypted` is asked for
  write each row as `{port: …, encrypted: …}`",
    );
    check(
        "charge: 3",
        "charge: '3,5'",
        "\
14:20 D106 `charge` is \"3,5\"; a number of hours is asked for
  write a point, and no quotes ['3,5' → 3.5]",
    );
    check(
        "latency_days: 14",
        "latency_days: 14 days",
        "\
9:77 D106 `latency_days` is \"14 days\"; a whole number of days is asked for
  write the number alone, in the unit that is asked for",
    );
    check(
        "https://acme.example/security",
        "https://acme.example/security page",
        "\
13:27 D106 `security_page` is \"https://acme.example/security page\"; an address that starts with `https://` or `http://` is asked for
  take out the blank in it, or write `%20` for it",
    );
    check(
        "summary: A page.",
        "summary: ' '",
        "\
13:67 D106 `summary` is blank; a text that is not blank is asked for",
    );
    check(
        "https://acme",
        "ftp://acme",
        "\
13:27 D106 `security_page` is \"ftp://acme.example/security\"; an address that starts with `https://` or `http://` is asked for",
    );
}

#[test]
fn an_exclusive_option_stands_alone() {
    let mut spec = pack().spec;
    let questions = spec.lots[0].requirements.iter_mut().flat_map(|of| &mut of.questions);
    for question in questions {
        if let Type::Choices { options, .. } = &mut question.of {
            options.push(Choice::new("not-offered", "Not offered").alone());
        }
    }
    let pack = Pack::of(spec);
    let check = |methods: &str, expected: &str| {
        let text =
            format!("{HEAD}{FACTS}{ANSWERS}").replace("methods: [tls]", &format!("methods: {methods}"));
        let declaration = load("pump.yaml", &text, &mut Sources::default(), &mut Bag::default()).unwrap();
        let outcome = crate::check::check(&pack, &declaration);
        let told: Vec<&str> = outcome.diagnostics.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(told.join("; "), expected, "{methods}");
    };
    check("[tls]", "");
    check("[not-offered]", "");
    check("[tls, not-offered]", "`methods` names `not-offered` together with others");
}

#[test]
fn an_answer_that_contradicts_itself_is_no_answer() {
    check(
        "methods: [tls]",
        "methods: [tls, none]",
        "\
11:21 D106 `methods` names `none` together with others
  remove `none`, or all but `none`: “None” can only be chosen alone",
    );
}

#[test]
fn what_was_not_asked_is_told_apart() {
    check(
        "latency_days: 14",
        "latency_dys: 14",
        "\
9:63 D105 UPD-03 has no question `latency_dys`
  did you mean `latency_days`? [latency_dys → latency_days]",
    );
    check(
        "latency_days: 14",
        "colour: red",
        "\
9:63 D105 UPD-03 has no question `colour`
  answer only `support_until`, `channel`, `latency_days`",
    );
    check(
        "NET-02:",
        "NET-2:",
        "\
11:3 D105 the lot `pumps` has no requirement `NET-2`
  did you mean `NET-02`? [NET-2 → NET-02]",
    );
    check(
        "NET-02:",
        "RAD-01:",
        "\
11:3 D105 the requirement `RAD-01` does not apply in the lot `pumps`: It applies only if “interfaces” includes “Bluetooth”. Here “interfaces” includes “Wi-Fi” and does not include “Bluetooth” (demanded by the tender for this lot)
  remove it",
    );
    check(
        "POW-01: {charge: 3}",
        "POW-01: 3",
        "\
14:11 D004 `POW-01` is `3` where a mapping belongs
  write it as `POW-01: {charge: …}`",
    );
}

#[test]
fn facts_are_asked_for_and_must_fit_the_lot() {
    check("interfaces: [wifi]", "interfaces: [usb]", "\
7:21 D109 the device does not fit the lot: `interfaces` is `usb`; the lot demands that it includes `wifi` and does not include `bluetooth` (demanded by the tender for this lot)
  correct the fact, or offer another device");
    check(
        "interfaces: [wifi]",
        "interfaces: [wifi, wlan]",
        "\
7:28 D106 `interfaces` names \"wlan\", which is none of its options",
    );
    check(
        "interfaces: [wifi], ",
        "",
        "\
7:1 D107 the fact `interfaces` is not stated: What are the interfaces?
  add `interfaces` with a list of any of `wifi`, `usb`, `ethernet`, `bluetooth`, or `[]` if none of them is true",
    );
    check(
        "interfaces: [wifi], ",
        "interfaces: [wifi], zone: clinical, ",
        "\
7:29 D108 the fact `zone` is not the vendor's to state (the tender places the lot there)
  remove it",
    );
    check(
        "updatable: true",
        "updateable: true",
        "\
7:29 D108 no fact is called `updateable`
  did you mean `updatable`? [updateable → updatable]",
    );
}

#[test]
fn vendor_deviations_and_evidence_are_looked_at() {
    check(
        "name: Acme",
        "name: ''",
        "\
5:16 D007 the name of the vendor is blank
  state the name",
    );
    check(
        "contact: security@acme.example",
        "email: security@acme.example",
        "\
5:9 D005 `vendor` lacks the key `contact`
  add `contact`
5:22 D003 `vendor` has no key `email`
  remove it, or use one of `name`, `contact`",
    );
    check("answers:", "comment: x\nanswers:", "\
8:1 D003 the file has no key `comment`
  remove it, or use one of `$schema`, `format`, `pack`, `tender`, `lot`, `vendor`, `device`, `facts`, `answers`, `deviations`, `evidence`, `drafts` and 1 more");
    check(
        "answers:",
        "deviations: {POW-1: {reason: x, measure: y}, NET-01: {reason: ''}}\nanswers:",
        "\
8:14 D105 the lot `pumps` has no requirement `POW-1`
  did you mean `POW-01`? [POW-1 → POW-01]
8:54 D005 `NET-01` lacks the key `measure`
  add `measure`
8:63 D007 the reason of the deviation from NET-01 is blank
  state the reason",
    );
    check("answers:", "evidence: [{for: [UPD-3], kind: suport-policy, file: ../x.pdf, sha256: abc, valid-until: 2028}]\nanswers:", "\
8:19 D105 the lot `pumps` has no requirement `UPD-3`
  did you mean `UPD-03`? [UPD-3 → UPD-03]
8:33 D006 `kind` is \"suport-policy\", which is no kind of evidence of this tender
  did you mean `support-policy`? [suport-policy → support-policy]
8:54 D007 `file` is \"../x.pdf\"; a path below the folder of the declaration, with `/` between folders, is asked for
  put the file beside the declaration or below it, and name it from there
8:90 D007 `valid-until` is `2028`; a day of the calendar, such as `2027-03-31`, is asked for
  write year, month and day with hyphens between; leave it out where the file stays valid");
    check(
        "answers:",
        "evidence: [{for: [], kind: support-policy, file: x.pdf}]\nanswers:",
        "\
8:12 D005 an entry of `evidence` lacks the key `sha256`
  add `sha256`
8:18 D007 `for` is empty or too short",
    );
}

#[test]
fn what_is_indented_too_far_is_told_where_it_stands() {
    check(
        "interfaces: [wifi], updatable: true",
        "interfaces: {updatable: true}",
        "\
7:9 D107 the fact `interfaces` is not stated: What are the interfaces?
  fill in `interfaces` with a list of any of `wifi`, `usb`, `ethernet`, `bluetooth`, or `[]` if none of them is true
7:22 D107 `updatable` is read as a part of `interfaces`
  put it beside `interfaces`, in YAML below the same column",
    );
    check(
        "channel: signed-online, latency_days: 14",
        "channel: {latency_days: 14}",
        "\
9:49 D106 `latency_days` is read as a part of `channel`
  put it beside `channel`, in YAML below the same column",
    );
    check(
        "A page.}",
        "A page., POW-01: {charge: 3}}",
        "\
13:76 D105 `POW-01` is read as a part of `DOC-01`
  put it beside `DOC-01`, in YAML below the same column",
    );
}

#[test]
fn a_digest_of_digits_belongs_in_quotes() {
    let check = |digest: &str, expected: &str| {
        let listed = format!(
            "evidence: [{{for: [UPD-03], kind: support-policy, file: x.pdf, sha256: {digest}}}]\nanswers:"
        );
        check("answers:", &listed, expected);
    };
    check(
        &"1234567890".repeat(7)[..64],
        "\
8:71 D007 `sha256` is a number, since it stands without quotes
  put the value in quotes",
    );
    check(
        "1e9999",
        "\
8:71 D001 value `1e9999` is not a finite number
  put it in quotes if it is no number",
    );
}

#[test]
fn an_empty_value_is_an_answer_still_to_come() {
    let yaml = format!("{HEAD}{FACTS}{ANSWERS}").replace("latency_days: 14", "latency_days:");
    let (outcome, found) = report(&yaml, "pump.yaml");
    assert_eq!((outcome.diagnostics.len(), outcome.count(Verdict::Unanswered)), (0, 1), "{found}");
    let mut json = crate::declaration::load("a.yaml", &yaml, &mut Sources::default(), &mut Bag::default())
        .map(|declaration| declaration.json().clone())
        .unwrap();
    json["answers"]["POW-01"] = serde_json::Value::Null;
    let (outcome, found) = report(&json.to_string(), "pump.json");
    assert_eq!((outcome.diagnostics.len(), outcome.count(Verdict::Unanswered)), (0, 2), "{found}");
    // A fact that is left empty is pointed at where it stands.
    let yaml = yaml.replace("updatable: true", "updatable:");
    let (_, found) = report(&yaml, "pump.yaml");
    assert!(found.contains("D107 the fact `updatable` is not stated"), "{found}");
}

#[test]
fn a_table_without_rows_is_not_answered_yet() {
    let mut spec = pack().spec;
    let questions =
        spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements).flat_map(|of| &mut of.questions);
    for question in questions {
        if let Type::Table { least, .. } = &mut question.of {
            *least = 1;
        }
    }
    let answers = ANSWERS.replace("[{port: 443, encrypted: true}]", "[]");
    let text = format!("{HEAD}{FACTS}{answers}");
    let declaration = load("pump.yaml", &text, &mut Sources::default(), &mut Bag::default()).unwrap();
    let outcome = crate::check::check(&Pack::of(spec), &declaration);
    let judged = outcome.requirement("NET-01").unwrap();
    let said: Vec<String> = judged.reasons.iter().map(|reason| reason.say(Words::English)).collect();
    assert!(outcome.sound(), "{:?}", outcome.diagnostics.sorted());
    assert_eq!(
        (judged.verdict, said.join("; ").as_str()),
        (Verdict::Unanswered, "`open_ports` is not answered: What about open_ports?")
    );
}
