//! Declarations that nobody means well: none makes the check panic, none is taken for clean.

use super::{ANSWERS, FACTS, report};
use crate::check::example::HEAD;

fn check(text: &str, name: &str) {
    let (outcome, found) = report(text, name);
    assert!(!outcome.sound(), "{found}");
    assert!(outcome.diagnostics.has_errors());
    assert!(!found.contains("X008"), "{found}");
}

#[test]
fn texts_that_are_no_declaration_are_refused() {
    for text in [
        "",
        " ",
        "null",
        "[]",
        "[[[[",
        "{}",
        "{\"format\": 3}",
        "\u{0}",
        "1e400",
        "\"x\"",
        "true",
        "{",
        "{\"a\": {}",
    ] {
        check(text, "a.json");
        check(text, "a.yaml");
        check(text, "-");
    }
    check(&"[".repeat(100_000), "a.json");
    check(&"[".repeat(100_000), "a.yaml");
    check(&format!("[{}]", "1,".repeat(300_000)), "a.json");
    check("a: &a [b, b]\nc: [*a, *a]", "a.yaml");
}

#[test]
fn values_of_every_type_may_stand_anywhere() {
    let values = [
        "null",
        "true",
        "-1",
        "1e300",
        "99999999999999999999999",
        "''",
        "'\u{202e}x'",
        "[]",
        "[[], {}]",
        "{}",
        "{a: {b: [null]}}",
        "'<script>'",
        "'2037-13-45'",
        "[wifi, wifi]",
        "[{port: {}, encrypted: []}]",
        "{'': '', '~1': 1, '0': 2}",
    ];
    for value in values {
        for key in ["vendor", "device", "facts", "answers"] {
            let mut text = format!("{HEAD}{FACTS}{ANSWERS}");
            let start = text.find(&format!("{key}:")).unwrap();
            let end = match key {
                "answers" => text.len(),
                _ => start + text[start..].find('\n').unwrap() + 1,
            };
            text.replace_range(start..end, &format!("{key}: {value}\n"));
            check_any(&text);
        }
        for (from, _) in [
            ("{name: Acme, contact: security@acme.example}", ""),
            ("[wifi]", ""),
            ("2037-12-31", ""),
            ("signed-online", ""),
            ("14", ""),
            ("[{port: 443, encrypted: true}]", ""),
            ("443", ""),
            ("[tls]", ""),
            ("'1.3'", ""),
            ("{charge: 3}", ""),
            ("A page.", ""),
            ("https://acme.example/security", ""),
        ] {
            check_any(&format!("{HEAD}{FACTS}{ANSWERS}").replace(from, value));
        }
        check_any(&format!("{HEAD}{FACTS}{ANSWERS}deviations: {value}\n"));
        check_any(&format!("{HEAD}{FACTS}{ANSWERS}deviations: {{POW-01: {value}}}\n"));
        check_any(&format!("{HEAD}{FACTS}{ANSWERS}evidence: {value}\n"));
        check_any(&format!("{HEAD}{FACTS}{ANSWERS}evidence: [{value}]\n"));
        for key in ["for", "kind", "file", "sha256", "valid-until", "other"] {
            check_any(&format!("{HEAD}{FACTS}{ANSWERS}evidence: [{{{key}: {value}}}]\n"));
        }
    }
}

/// Whatever is found, it is found without a panic and without disagreement.
fn check_any(text: &str) {
    let (_, found) = report(text, "a.yaml");
    assert!(!found.contains("X008"), "{text}\n{found}");
}

#[test]
fn faults_by_the_thousand_are_told_in_reasonable_time() {
    let keys: String = (0..60_000).map(|at| format!("\"key_{at}\": {at},\n")).collect();
    let keys = format!("{{{keys}\"\": 0}}");
    let head = r#""format": "tenderc-declaration/1", "pack": "sha256:0123456789abcdef0123456789abcdef", "tender": "ward-2027", "lot": "pumps""#;
    for place in ["facts", "answers", "vendor", "deviations", "other"] {
        check(&format!("{{{head}, \"{place}\": {keys}}}"), "a.json");
    }
    let rows = "{\"port\": -1},".repeat(60_000);
    check(&format!("{{{head}, \"answers\": {{\"NET-01\": {{\"open_ports\": [{rows}1]}}}}}}"), "a.json");
    let items = "{\"for\": [\"x\"]},".repeat(30_000);
    check(&format!("{{{head}, \"evidence\": [{items}1]}}"), "a.json");
}
