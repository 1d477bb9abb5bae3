//! The report as a document: what it says, in which order, and that text of others stays text.

use jiff::civil::date;

use super::mixed;
use crate::check::example::{ANSWERS, FACTS, HEAD, outcome, pack};
use crate::document::tree::Document;
use crate::document::{TemplateFault, parse};
use crate::emit::{html, markdown};
use crate::evidence::{Exhibit, Fault, Figure, Finding, Measure};
use crate::judgement::{Bound, Judgement, Ruling};
use crate::report::{Report, document};
use crate::text::{Memory, SourceId, Sources, Span};
use crate::words::Words;

fn span() -> Span {
    let mut sources = Sources::default();
    let source: SourceId = sources.add("pump.yaml", "");
    source.span(0, 0)
}

fn judgement(requirement: &str, ruling: Ruling) -> Judgement {
    Judgement {
        vendor: "Acme".to_owned(),
        device: "Infusor".to_owned(),
        lot: "pumps".to_owned(),
        requirement: requirement.to_owned(),
        ruling,
        piece: None,
        condition: None,
        by: "A. Reviewer".to_owned(),
        on: date(2026, 11, 23),
        why: "It will do".to_owned(),
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

fn decide(report: &mut Report, bound: Bound) {
    let (Bound::Holds(judgement) | Bound::Stale(judgement)) = &bound;
    report.judgements.insert(judgement.requirement.clone(), bound);
}

fn exhibits() -> Vec<Exhibit> {
    let exhibit = |number: usize, title: &str, findings: Vec<Finding>, figures: Vec<Figure>| Exhibit {
        number,
        kind: "test-report".to_owned(),
        title: title.to_owned(),
        serves: vec!["UPD-03".to_owned(), "POW-01".to_owned()],
        file: format!("evidence/{number}|.pdf"),
        sha256: String::new(),
        valid_until: (number == 1).then(|| date(2027, 1, 31)),
        findings,
        figures,
        span: span(),
    };
    let expired = Finding {
        fault: Fault::Expired { until: date(2027, 1, 31), deadline: date(2027, 3, 31) },
        span: span(),
    };
    let figure = Figure::count(Measure::Components, 23);
    vec![
        exhibit(1, "Test report", vec![expired], Vec::new()),
        exhibit(2, "Bill of materials", Vec::new(), vec![figure]),
    ]
}

fn written(declarations: &[&str], change: &dyn Fn(&mut Report)) -> Document {
    let mut sources = Sources::default();
    let mut reports: Vec<Report> = declarations
        .iter()
        .map(|text| Report::of("pump.yaml", outcome(text, "pump.yaml", &mut sources)))
        .collect();
    reports.iter_mut().for_each(change);
    document(&reports, &pack().spec, &sources, &Memory::default()).unwrap()
}

/// The pieces stand in the Markdown of the report, in this order; and it reads back as it was.
fn check(declarations: &[&str], change: &dyn Fn(&mut Report), pieces: &[&str]) {
    let document = written(declarations, change);
    let text = markdown::write(&document);
    let mut rest = text.as_str();
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else {
            panic!("{piece:?} is not in\n{rest}\n\nof\n{text}")
        };
        rest = after;
    }
    let again = markdown::plainly(parse::document(&text, &document.figures));
    assert_eq!(again, markdown::plainly(document.blocks.clone()), "{text}");
    assert!(!html::write(&document, Words::English).contains("<script"));
}

fn nothing(_: &mut Report) {}

#[test]
fn the_worst_comes_first_and_says_why() {
    check(
        &[&mixed()],
        &nothing,
        &[
            "# Acme Infusor 4.1: security report",
            "**Acme Infusor 4.1 fails: of 6 requirements, 1 not met, 1 unanswered, 1 with a deviation, \
             1 to review.** A reviewer has yet to decide on 2 requirements.",
            "- **Vendor**: Acme",
            "- **Device**: Infusor 4.1",
            "- **Lot**: 1 Infusion pumps",
            "- **Last day for bids**: 31 March 2027",
            "- **Declaration**: `pump.yaml`",
            "| **not met** | 1 | 0 | 0 | 1 |",
            "| **all** | 3 | 2 | 1 | 6 |",
            "![Verdicts by theme: requirements are missed in 2 of 3 themes](verdicts.svg)",
            "## What is missed",
            "### UPD-03 Title of UPD-03",
            "**shall** `UPD-03` · not met",
            "The manufacturer shall comply for 10 years.",
            "Years of support: **10 years** (set by the tender)",
            "| **1** What about support_until? | 2037-12-31 | a date not before 2037-03-31 |",
            "| **2** What about channel? | **Package without a signature** (not accepted) | “Signed package over \
             the network” or “Signed package on removable media” |",
            "- line 9: `channel` is `unsigned`",
            "**Evidence:** Support policy (shall): not listed.",
            "### CRT-01",
            "| **1** What about certified? | _no answer_ | see below |",
            "**Met when** question 1 is yes or question 2 is yes.",
            "- line 8: no answer to `certified` and `own_test`",
            "## Deviations",
            "### POW-01",
            "**1 hour** (not accepted) | more than 2.5 hours |",
            "**Why the vendor does not meet it**\n\n> Small",
            "**What the vendor does instead**\n\n> Spare",
            "**Decision:** ☐ accepted ☐ refused",
            "## To review",
            "### DOC-01",
            "| **2** What about summary? | in full below | judged by the buyer |",
            "**Answer 2**\n\n> A page.",
            "**Decision:**",
            "## Evidence",
            "The files were not looked at",
            "### Shall be enclosed, and is not listed",
            "| **UPD-03** Title of UPD-03 | Support policy |",
            "## What is met",
            "| **Network** | NET-01 Title of NET-01; NET-02 Title of NET-02 |",
            "## Facts that the vendor states",
            "| **interfaces** | Wi-Fi |",
        ],
    );
}

#[test]
fn what_is_decided_is_said() {
    let good = format!("{HEAD}{FACTS}{ANSWERS}").replace("charge: 3", "charge: 1")
        + "deviations: {POW-01: {reason: Small, measure: Spare}}\n";
    let accept = |report: &mut Report| decide(report, Bound::Holds(judgement("POW-01", Ruling::Accepted)));
    check(
        &[&good],
        &accept,
        &[
            "**Acme Infusor 4.1 conforms: of 6 requirements, 1 with a deviation, 1 to review.** \
             Reviewers accepted 1 and refused 0. A reviewer has yet to decide on 1 requirement.",
            "## What is missed\n\nNothing",
            "## Deviations",
            "**Review:** Accepted by A. Reviewer on 2026-11-23: It will do.\n\n## To review",
            "**Decision:** ☐",
        ],
    );
    let refuse = |report: &mut Report| decide(report, Bound::Holds(judgement("POW-01", Ruling::Refused)));
    check(&[&good], &refuse, &["fails:", "**Review:** Refused by A. Reviewer on 2026-11-23: It will do."]);
    let stale = |report: &mut Report| decide(report, Bound::Stale(judgement("POW-01", Ruling::Accepted)));
    check(
        &[&good],
        &stale,
        &[
            "is open:",
            "## Deviations",
            "**Review:** The judgement of A. Reviewer of 2026-11-23 is stale: what it judged has changed since.",
            "**Decision:** ☐",
        ],
    );
}

#[test]
fn evidence_has_its_state() {
    let enclose = |report: &mut Report| report.exhibits = Some(exhibits());
    check(
        &[&mixed()],
        &enclose,
        &[
            "### UPD-03",
            "**Evidence:** Test report `evidence/1|.pdf` (expired); Bill of materials `evidence/2|.pdf` (in order); \
             Support policy (shall): not listed.",
            "## Evidence\n\nOf 2 listed, 1 not in order:",
            "| **1** Test report `evidence/1\\|.pdf` | UPD-03, POW-01 | **expired**: it is valid until 2027-01-31, \
             and the last day for bids is 2027-03-31 |",
            "| **2** Bill of materials `evidence/2\\|.pdf` | UPD-03, POW-01 | – |",
            "### 2 Bill of materials",
            "| **Components** | 23 |",
        ],
    );
    check(&[&mixed()], &|report| report.exhibits = Some(Vec::new()), &["The declaration lists no evidence."]);
}

#[test]
fn what_could_not_be_judged_has_a_report() {
    check(
        &["[]"],
        &nothing,
        &[
            "# pump.yaml: security report",
            "**pump.yaml cannot be judged: 1 error.**\n\n- **Tender**",
            "## What is wrong with the declaration\n\nIt was not judged",
            "- **D004** `pump.yaml:1:1` The declaration is not a mapping of keys to values. Start from the blank",
        ],
    );
    let wrong = mixed().replace("charge: 1", "charge: many");
    check(&[&wrong], &nothing, &["cannot be judged: 1 error.**", "`pump.yaml:13:20`"]);
    assert!(!markdown::write(&written(&[&wrong], &nothing)).contains("What is missed"));
}

#[test]
fn what_does_not_apply_says_under_what_it_would() {
    let fixed = format!("{HEAD}{FACTS}{ANSWERS}").replace("updatable: true", "updatable: false");
    let fixed: String =
        fixed.lines().filter(|line| !line.contains("UPD-03")).map(|line| format!("{line}\n")).collect();
    check(
        &[&fixed],
        &nothing,
        &["## What does not apply", "| “updatable” is yes | UPD-03 Title of UPD-03 |"],
    );
}

#[test]
fn tables_of_answers_are_shown_in_full() {
    let answers = ANSWERS.replace(
        "{port: 443, encrypted: true}",
        "{port: 53, encrypted: false}, {port: 80, encrypted: false}",
    );
    check(
        &[&format!("{HEAD}{FACTS}{answers}")],
        &nothing,
        &[
            "| What about open_ports? | **2 rows** (not accepted), see below |",
            "**Answer**\n\n| Row | Port | Encrypted |\n| --: | --- | --- |\n| 1 | 53 | no |\n| 2 | 80 | no |\n",
            "- line 10: row 2 of `open_ports` has",
        ],
    );
}

#[test]
fn several_bids_are_chapters() {
    check(
        &[&mixed(), "[]"],
        &nothing,
        &[
            "# Pumps for the ward: reports of the bids",
            "| **[Acme Infusor 4.1](#bid-1)** | 1 Infusion pumps | fails: of 6",
            "| **[pump.yaml](#bid-2)** | – | cannot be judged: 1 error |",
            "## <a id=\"bid-1\"></a>Acme Infusor 4.1: security report",
            "(bid-1-verdicts.svg)",
            "### What is missed",
            "#### UPD-03 Title of UPD-03",
            "## <a id=\"bid-2\"></a>pump.yaml: security report",
            "### What is wrong with the declaration",
        ],
    );
}

#[test]
fn text_of_others_stays_text() {
    let hostile =
        "<script>alert(1)</script> [x](javascript:y) a | b `c` {{ d }} ![e](f.svg)\n\n# Heading\n\n- i";
    let quoted = serde_json::to_string(hostile).unwrap();
    let declaration = mixed()
        .replace("name: Acme", &format!("name: {quoted}"))
        .replace("summary: A page.", &format!("summary: {quoted}"))
        .replace("measure: Spare", &format!("measure: {quoted}"));
    let hostile_judge = |report: &mut Report| {
        let why = hostile.to_owned();
        decide(report, Bound::Holds(Judgement { why, ..judgement("DOC-01", Ruling::Refused) }));
        let mut exhibits = exhibits();
        for exhibit in &mut exhibits {
            exhibit.file = hostile.to_owned();
            exhibit.title = hostile.to_owned();
        }
        report.exhibits = Some(exhibits);
    };
    let shown = "\\<script>alert(1)\\</script> \\[x\\](javascript:y) a | b \\`c\\` {{ d }} !\\[e\\](f.svg)";
    check(
        &[&declaration],
        &hostile_judge,
        &[
            &format!("\n- **Vendor**: {shown} # Heading - i\n"),
            &format!("**What the vendor does instead**\n\n> {shown}\n>\n> \\# Heading\n>\n> \\- i\n"),
            &format!("**Review:** Refused by A. Reviewer on 2026-11-23: {shown} # Heading - i."),
        ],
    );
    let page = html::write(&written(&[&declaration], &hostile_judge), Words::English);
    assert!(!page.contains("href=\"javascript") && !page.contains("<img"), "{page}");
}

#[test]
fn pictures_give_way_to_words() {
    let text = markdown::write(&written(&[&mixed()], &nothing).without_pictures());
    let words = "- Verdicts by theme: requirements are missed in 2 of 3 themes\n\
                 - Care: 1 not met.\n- Network: 2 met.\n- Proof: 1 unanswered, 1 deviation, 1 to review.\n";
    assert!(text.contains(words), "{text}");
    assert!(!text.contains(".svg"));
}

#[test]
fn a_picture_is_safe_and_the_same() {
    let mut spec = pack().spec;
    for requirement in spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements) {
        requirement.theme.title = "</svg><script>&\"".to_owned();
    }
    let mut sources = Sources::default();
    let reports = [Report::of("pump.yaml", outcome(&mixed(), "pump.yaml", &mut sources))];
    let drawn = || document(&reports, &spec, &sources, &Memory::default()).unwrap().figures;
    assert_eq!(drawn(), drawn());
    let svg = &drawn()[0].svg;
    assert!(svg.contains("&lt;/svg&gt;&lt;script&gt;&amp;&quot;") && !svg.contains("<script"), "{svg}");
    assert_eq!(svg.matches("</svg>").count(), 1);
}

#[test]
fn a_template_can_be_replaced() {
    let mut sources = Sources::default();
    let reports = [Report::of("pump.yaml", outcome(&mixed(), "pump.yaml", &mut sources))];
    let with = |text: &str| -> Result<String, Vec<TemplateFault>> {
        let folder: Memory = [("report.md", text)].into_iter().collect();
        Ok(markdown::write(&document(&reports, &pack().spec, &sources, &folder)?))
    };
    assert_eq!(with("{{ vendor }}").unwrap(), "Acme\n");
    let faults = with("a\n{{ vendors }}").unwrap_err();
    assert_eq!((faults[0].template.as_str(), faults[0].range.clone()), ("report.md", Some(5..12)));
    assert_eq!(faults[0].meant.as_deref(), Some("vendor"));
}
