//! The verdicts as text, JSON and SARIF.

mod comment;
mod document;
mod schema;

use serde_json::{Value as Json, json};

use super::{Report, render};
use crate::check::example::{ANSWERS, FACTS, HEAD, outcome, pack};
use crate::evidence::{Amount, Exhibit, Fault, Figure, Finding, Measure};
use crate::standing::BidStanding;
use crate::text::Sources;

const MISSING: &str = "  CRT-01: {certified: true, own_test: false}\n";

/// A declaration with a verdict of every kind.
fn mixed() -> String {
    let answers = ANSWERS.replace("signed-online, latency_days: 14", "unsigned").replace(MISSING, "");
    let answers = answers.replace("charge: 3", "charge: 1");
    format!(
        "{HEAD}{FACTS}{answers}deviations: {{POW-01: {{reason: \"Small\\e[31m battery\", measure: Spare}}}}\n"
    )
}

fn text(declaration: &str, color: bool) -> String {
    let mut sources = Sources::default();
    let outcome = outcome(declaration, "pump.yaml", &mut sources);
    render::text::render(&[Report::of("pump.yaml", outcome)], &sources, color)
}

/// A report of a declaration with evidence: a policy that is in order but for its name, which steers
/// terminals, and a bill of materials that is not there.
fn with_evidence(declaration: &str, sources: &mut Sources) -> Report {
    let outcome = outcome(declaration, "pump.yaml", sources);
    let span = outcome.verdicts[0].span;
    let exhibit = |number, file: &str, findings: &[Fault], figures: &[(Measure, usize)]| Exhibit {
        number,
        kind: "support-policy".to_owned(),
        title: "Support policy".to_owned(),
        serves: vec!["UPD-03".to_owned()],
        file: file.to_owned(),
        sha256: "00".repeat(32),
        valid_until: Some(jiff::civil::date(2030, 1, 1)),
        findings: findings.iter().map(|fault| Finding { fault: fault.clone(), span }).collect(),
        figures: figures.iter().map(|(of, count)| Figure { of: *of, value: Amount::Count(*count) }).collect(),
        span,
    };
    let exhibits = vec![
        exhibit(1, "policy\u{1b}[2J.md", &[], &[(Measure::Components, 3), (Measure::WithoutVersion, 0)]),
        exhibit(2, "sbom.json", &[Fault::NoFile { nearest: None }], &[]),
        exhibit(3, "report.pdf", &[], &[]),
    ];
    Report { exhibits: Some(exhibits), ..Report::of("pump.yaml", outcome) }
}

#[test]
fn text_says_the_worst_first() {
    let expected = "\
pump.yaml fails: of 6 requirements, 1 not met, 1 unanswered, 1 with a deviation, 1 to review
Acme Infusor 4.1, for lot 1, Infusion pumps

not met
  UPD-03 (shall)  Title of UPD-03
    pump.yaml:9:48  `channel` is `unsigned`; UPD-03 accepts `signed-online` or `signed-offline`
      `support_years` is 10 years: set by the tender

unanswered
  CRT-01 (should)  Title of CRT-01
    pump.yaml:8:1  `certified` is not answered: What about certified?
    pump.yaml:8:1  `own_test` is not answered: What about own_test?

not met, with a deviation proposed
  POW-01 (shall)  Title of POW-01
    pump.yaml:13:20  `charge` is 1 hour; POW-01 accepts more than 2.5 hours
      reason: Small␛[31m battery
      in its place: Spare

to review
  DOC-01 (may)  Title of DOC-01
    pump.yaml:12:67  `summary` is for a human to judge: What about summary?

evidence that shall be enclosed, and is not listed
  UPD-03: Support policy

the files enclosed as evidence were not looked at

1 not met, 1 unanswered, 1 with a deviation, 1 to review, 2 met
";
    let found = text(&mixed(), false);
    assert_eq!(found, expected, "\n{found}");
    assert!(text(&mixed(), true).contains("\u{1b}[1;31mnot met\u{1b}[0m"));
}

#[test]
fn text_says_what_could_not_be_judged() {
    assert_eq!(text("[]", false), "pump.yaml cannot be judged: 1 error\n");
    let sound = format!("{HEAD}{FACTS}{ANSWERS}");
    assert!(text(&sound, false).starts_with("pump.yaml conforms: of 6 requirements, 1 to review\n"));
}

#[test]
fn evidence_is_shown_with_its_state() {
    let mut sources = Sources::default();
    let listed = "evidence: [{for: [UPD-03], kind: support-policy, file: a, sha256: ";
    let sound = format!("{HEAD}{FACTS}{ANSWERS}{listed}'{}'}}]\n", "0".repeat(64));
    let report = with_evidence(&sound, &mut sources);
    // Another file of the same kind is in order.
    assert_eq!(report.bid(), Some(BidStanding::Conforms));
    let mut alone = report.clone();
    alone.exhibits.as_mut().unwrap().retain(|exhibit| exhibit.file == "sbom.json");
    assert_eq!(alone.bid(), Some(BidStanding::Incomplete));
    let found = render::text::render(&[alone], &sources, false);
    assert!(found.starts_with("pump.yaml is incomplete: "), "{found}");
    assert!(
        found.contains("met by word, and not shown\n  `support-policy` is not in order: UPD-03\n"),
        "{found}"
    );
    let found = render::text::render(&[report], &sources, false);
    assert_eq!(
        found,
        "\
pump.yaml conforms: of 6 requirements, 1 to review; evidence is not in order: 1 of 3 files
Acme Infusor 4.1, for lot 1, Infusion pumps

to review
  DOC-01 (may)  Title of DOC-01
    pump.yaml:13:67  `summary` is for a human to judge: What about summary?

evidence: 2 of 3 files in order
  policy␛[2J.md  Support policy
    Components: 3; Without version: 0
  sbom.json (missing)  Support policy
    pump.yaml:9:3  there is no such file

1 to review, 5 met
",
        "\n{found}"
    );
    let report = with_evidence(&mixed(), &mut sources);
    let found = render::text::headline("pump.yaml", &report);
    let words = "1 with a deviation, 1 to review; evidence is not in order: 1 of 3 files, 1 not listed";
    assert!(found.ends_with(words), "{found}");
}

#[test]
fn json_is_of_its_published_schema() {
    let mut sources = Sources::default();
    let mut reports = vec![with_evidence(&mixed(), &mut sources)];
    for text in [HEAD, "]"] {
        reports.push(Report::of("pump.yaml", outcome(text, "pump.yaml", &mut sources)));
    }
    let found: Json = serde_json::from_str(&render::json::render(&reports, &sources)).unwrap();
    let schema = crate::syntax::shape::schema_of::<render::json::Report>();
    let validator = crate::schema::judge::compile(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let check =
        |pointer: &str, expected: Json| assert_eq!(found.pointer(pointer), Some(&expected), "{pointer}");
    check("/format", json!("tenderc-check/2"));
    check("/declarations/0/standing", json!("fails"));
    check("/declarations/0/lot", json!("pumps"));
    check(
        "/declarations/0/counts",
        json!({"not-met": 1, "unanswered": 1, "deviation": 1, "to-review": 1, "met": 2, "not-applicable": 0}),
    );
    check("/declarations/0/requirements/0/verdict", json!("not-met"));
    check("/declarations/0/requirements/0/reasons/0/line", json!(9));
    check("/declarations/0/requirements/5/deviation/measure", json!("Spare"));
    check("/declarations/0/evidence/examined", json!(true));
    check("/declarations/0/evidence/in-order", json!(2));
    check("/declarations/0/evidence/exhibits/0/figures/0", json!({"name": "Components", "value": "3"}));
    check("/declarations/0/evidence/exhibits/1/state", json!("missing"));
    check("/declarations/0/evidence/exhibits/1/for", json!(["UPD-03"]));
    check("/declarations/0/evidence/exhibits/1/findings/0/message", json!("there is no such file"));
    check("/declarations/1/evidence", json!({"examined": false, "in-order": 0, "exhibits": []}));
    check("/declarations/1/diagnostics/0/code", json!("D005"));
    check("/declarations/2/judged", json!(false));
}

#[test]
fn sarif_has_a_rule_a_requirement() {
    let mut sources = Sources::default();
    let reports = [with_evidence(&mixed(), &mut sources)];
    let found: Json = serde_json::from_str(&render::sarif::render(&pack().spec, &reports, &sources)).unwrap();
    let results = found.pointer("/runs/0/results").and_then(Json::as_array).unwrap();
    let told: Vec<String> = results
        .iter()
        .map(|result| {
            let word = |key: &str| result.get(key).and_then(Json::as_str).unwrap_or_default();
            let index = result["ruleIndex"].as_u64().unwrap();
            assert_eq!(
                found["runs"][0]["tool"]["driver"]["rules"][usize::try_from(index).unwrap()]["id"],
                result["ruleId"]
            );
            format!("{} {} {}", word("ruleId"), word("kind"), word("level"))
        })
        .collect();
    assert_eq!(
        told,
        [
            "UPD-03 fail error",
            "CRT-01 fail warning",
            "DOC-01 review none",
            "POW-01 review none",
            "evidence-missing fail warning"
        ]
    );
}
