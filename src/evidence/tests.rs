//! The stage on small folders: what is listed, what is there, and what is found.

use super::{Exhibit, Fault, Finding, Shown, State, examine, reused, shown};
use crate::check::example::{HEAD, pack};
use crate::declaration;
use crate::diag::Bag;
use crate::text::sha256;
use crate::text::{Memory, Sources};
use crate::words::Words;

const POLICY: &str = "# Support until 2040\n";

/// A folder with a policy, a damaged picture, a large text and an empty file.
fn folder() -> Memory {
    let mut folder = Memory::default();
    folder.insert("evidence/policy.md", POLICY);
    folder.insert("evidence/policy.pdf", POLICY);
    folder.insert("evidence/report.bin", &b"\x00\x01\x02"[..]);
    folder.insert("evidence/large.txt", "x".repeat(64 * 1024 * 1024 + 1));
    folder.insert("evidence/empty.md", "");
    folder
}

/// What is found of the evidence listed: `*` in it stands for the digest of the policy.
fn found(listed: &str) -> Vec<String> {
    let mut pack = pack();
    for kind in &mut pack.spec.evidence_kinds {
        kind.content = (kind.id == "support-policy").then(|| "document".to_owned());
    }
    let listed = listed.replace('*', &sha256(POLICY.as_bytes()));
    let text = format!("{HEAD}evidence:{}{listed}\n", if listed.starts_with('-') { "\n" } else { " " });
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let declaration = declaration::load("pump.yaml", &text, &mut sources, &mut bag).unwrap();
    let exhibits = examine(&folder(), &declaration, &pack.spec, &pack.spec.lots[0]);
    exhibits
        .iter()
        .flat_map(|exhibit| {
            let head = format!("{} {} {}", exhibit.number, exhibit.title, exhibit.state().word());
            let findings = exhibit.findings.iter().map(|finding| {
                let place = sources.get(finding.span.source).position(finding.span.start);
                format!(
                    "  {}:{} {}: {}",
                    place.line,
                    place.column,
                    finding.state().word(),
                    finding.say(Words::English)
                )
            });
            std::iter::once(head).chain(findings).collect::<Vec<String>>()
        })
        .collect()
}

fn check(listed: &str, expected: &[&str]) {
    assert_eq!(found(listed), expected, "{listed}");
}

#[test]
fn what_is_listed_is_there_and_the_one_that_is_stated() {
    check("[]", &[]);
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/policy.md, sha256: '*'}",
        &["1 Support policy in-order"],
    );
    // An entry of the blank that nobody has filled in counts for nothing, and moves no place.
    check(
        "- {for: [UPD-03], kind: test-report, file: , sha256: }\n- {for: [UPD-03], kind: support-policy, file: evidence/polcy.md, sha256: '*'}",
        &[
            "2 Support policy missing",
            "  9:47 missing: there is no such file; did you mean `evidence/policy.md`?",
        ],
    );
    let upper = sha256(POLICY.as_bytes()).to_uppercase();
    check(
        &format!("- {{for: [UPD-03], kind: support-policy, file: evidence/policy.md, sha256: {upper}}}"),
        &["1 Support policy in-order"],
    );
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/polcy.md, sha256: '*'}",
        &[
            "1 Support policy missing",
            "  8:47 missing: there is no such file; did you mean `evidence/policy.md`?",
        ],
    );
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/policy.md, sha256: abc}",
        &[
            "1 Support policy hash-differs",
            &format!(
                "  8:75 hash-differs: what is stated is no SHA-256, which has 64 hexadecimal digits: the file's is {}",
                sha256(POLICY.as_bytes())
            ),
        ],
    );
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/policy.md}",
        &["1 Support policy hash-differs", "  8:47 hash-differs: the declaration states no SHA-256 of it"],
    );
}

#[test]
fn paths_stay_in_the_folder_and_files_within_limits() {
    check(
        "- {for: [UPD-03], kind: support-policy, file: ../policy.md, sha256: '*'}",
        &[
            "1 Support policy outside",
            "  8:47 outside: the path leads out of the folder of the declaration: enclose the file in that folder",
        ],
    );
    check(
        "- {for: [UPD-03], kind: support-policy, file: '', sha256: '*'}",
        &["1 Support policy outside", "  8:47 outside: the path is empty"],
    );
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/large.txt, sha256: '*'}",
        &["1 Support policy unreadable", "  8:47 unreadable: it cannot be read: it is larger than 64 MiB"],
    );
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/empty.md, sha256: '*'}",
        &["1 Support policy unreadable", "  8:47 unreadable: the file is empty"],
    );
}

#[test]
fn evidence_is_valid_on_the_last_day_and_of_the_kind_wanted() {
    let listed = |more: &str| {
        format!("- {{for: [UPD-03], kind: support-policy, file: evidence/policy.md, sha256: '*'{more}}}")
    };
    check(&listed(", valid-until: 2027-03-31"), &["1 Support policy in-order"]);
    check(
        &listed(", valid-until: 2027-03-30"),
        &[
            "1 Support policy expired",
            "  8:156 expired: it is valid until 2027-03-30, and the last day for bids is 2027-03-31",
        ],
    );
    let report =
        |ids: &str| format!("- {{for: [{ids}], kind: test-report, file: evidence/policy.md, sha256: '*'}}");
    check(
        &report("UPD-03"),
        &["1 Test report wrong-kind", "  8:25 wrong-kind: UPD-03 wants Support policy, not Test report"],
    );
    // What wants no evidence is served by any: a deviation may come with a report.
    check(&report("NET-01"), &["1 Test report in-order"]);
    check(&report("NET-99"), &["1 Test report in-order"]);
    check(
        "- {for: [UPD-03], kind: support-policy, file: evidence/policy.pdf, sha256: '*'}",
        &["1 Support policy wrong-kind", "  8:47 wrong-kind: its name ends in `.pdf`, and it is a text"],
    );
    // A kind without a content is not looked into.
    assert_eq!(found("- {for: [], kind: test-report, file: evidence/report.bin, sha256: '*'}").len(), 2);
}

#[test]
fn malformed_lists_are_the_schemas_to_refuse() {
    for listed in ["3", "{a: 1}", "- 3", "- [1]", "- {kind: support-policy}", "- {file: 3}"] {
        check(listed, &[]);
    }
    assert_eq!(found("- {file: evidence/policy.md, for: 3, kind: [], valid-until: x}").len(), 2);
}

#[test]
fn a_file_is_read_once_and_no_more_than_a_thousand_are() {
    let one = "- {for: [UPD-03], kind: support-policy, file: evidence/large.txt, sha256: '*'}\n";
    assert_eq!(found(&one.repeat(300)).len(), 600);
    let many: Vec<String> = (0..1_002)
        .map(|at| format!("- {{for: [UPD-03], kind: support-policy, file: {at}, sha256: '*'}}\n"))
        .collect();
    let found = found(&many.concat().replace("file: ", "file: f"));
    assert_eq!(found[1999], "  1007:47 missing: there is no such file");
    let words = "unreadable: it was not read: the declaration lists more than 1000 files";
    assert_eq!(found[2001], format!("  1008:47 {words}"));
}

#[test]
fn the_worst_is_the_state() {
    let listed = "- {for: [UPD-03], kind: support-policy, file: evidence/policy.pdf, sha256: abc, valid-until: 2026-01-01}";
    let states: Vec<String> = found(listed)
        .iter()
        .skip(1)
        .filter_map(|line| Some(line.split(' ').nth(3)?.trim_end_matches(':').to_owned()))
        .collect();
    assert_eq!(states, ["hash-differs", "wrong-kind", "expired"]);
    assert!(State::HashDiffers < State::WrongKind);
}

#[test]
fn what_is_shown_for_a_requirement_is_the_best_of_its_kind() {
    let check = |states: &[(&str, &[&str], State)], expected: Shown| {
        let exhibits: Vec<Exhibit> =
            states.iter().map(|(kind, serves, state)| exhibit(kind, serves, *state)).collect();
        assert_eq!(shown(&exhibits, "UPD-03", "support-policy"), expected, "{states:?}");
    };
    let policy = |state| ("support-policy", &["NET-01", "UPD-03"][..], state);
    check(&[], Shown::NotListed);
    check(&[("test-report", &["UPD-03"], State::InOrder)], Shown::NotListed);
    check(&[("support-policy", &["NET-01"], State::InOrder)], Shown::NotListed);
    check(&[policy(State::InOrder)], Shown::InOrder);
    check(&[policy(State::Expired)], Shown::Disorder(State::Expired));
    check(&[policy(State::Expired), policy(State::InOrder), policy(State::Missing)], Shown::InOrder);
    check(&[policy(State::Missing), policy(State::Expired)], Shown::Disorder(State::Expired));
}

#[test]
fn a_file_of_many_kinds_is_one_file() {
    let mut all: Vec<Exhibit> =
        ["policy", "report", "manual", "policy"].map(|kind| exhibit(kind, &[], State::InOrder)).into();
    for (at, file) in ["a.pdf", "copy.pdf", "b.pdf", "b.pdf"].into_iter().enumerate() {
        all[at].number = at + 1;
        all[at].file = file.to_owned();
        all[at].sha256 = if at < 2 { "00".to_owned() } else { String::new() };
    }
    let found: Vec<String> =
        reused(&all).iter().map(|one| format!("{:?} {:?} {:?}", one.files, one.kinds, one.numbers)).collect();
    let expected =
        [r#"{"a.pdf", "copy.pdf"} {"policy", "report"} [1, 2]"#, r#"{"b.pdf"} {"manual", "policy"} [3, 4]"#];
    assert_eq!(found, expected);
    assert_eq!(reused(&all[..1]), []);
}

fn exhibit(kind: &str, serves: &[&str], state: State) -> Exhibit {
    let span = Sources::default().add("pump.yaml", "").span(0, 0);
    let day = jiff::civil::date(2027, 3, 31);
    let fault = match state {
        State::Missing => Some(Fault::NoFile { nearest: None }),
        State::Expired => Some(Fault::Expired { until: day, deadline: day }),
        _ => None,
    };
    Exhibit {
        number: 1,
        kind: kind.to_owned(),
        title: kind.to_owned(),
        serves: serves.iter().map(|id| (*id).to_owned()).collect(),
        file: "policy.pdf".to_owned(),
        sha256: String::new(),
        valid_until: None,
        findings: fault.map(|fault| Finding { fault, span }).into_iter().collect(),
        figures: Vec::new(),
        span,
    }
}
