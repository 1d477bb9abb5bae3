//! Rows, cells and marks of the small tender of `check::example`.

use super::example::{bid, compared};
use super::{Comparison, Difference, Rule, Scope};
use crate::check::Verdict;
use crate::evidence::{Exhibit, Fault, Finding};
use crate::judgement::{Bound, Judgement, Ruling};
use crate::report::Report;
use crate::standing::Standing;
use crate::words::Words;

/// The row of that id as `difference: verdicts`.
fn row(comparison: &Comparison, id: &str) -> String {
    let row = comparison.rows.iter().find(|row| row.id == id).unwrap();
    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.verdict.word()).collect();
    format!("{}: {}", row.difference.word(), cells.join(" "))
}

#[test]
fn rows_say_in_what_bids_differ() {
    let comparison = compared(&[
        bid("Acme", &[]),
        bid("Beta", &[("charge: 3", "charge: 1")]),
        bid("Gamma", &[("latency_days: 14", "latency_days: 7")]),
    ]);
    let check = |id: &str, expected: &str| assert_eq!(row(&comparison, id), expected);
    check("UPD-03", "answers: met met met");
    check("NET-01", "nothing: met met met");
    check("POW-01", "verdicts: met not-met met");
    check("DOC-01", "nothing: to-review to-review to-review");
    let update = &comparison.rows[0];
    let differing: Vec<&str> =
        update.questions.iter().filter(|asked| asked.differs).map(|asked| asked.id.as_str()).collect();
    assert_eq!(differing, ["latency_days"]);
    assert_eq!(comparison.bids.iter().map(|bid| bid.letter.as_str()).collect::<String>(), "ABC");
    assert_eq!(comparison.bids[1].failed, [5]);
}

#[test]
fn a_question_that_is_not_asked_is_no_difference() {
    let unsigned = bid("Beta", &[("signed-online, latency_days: 14", "unsigned")]);
    let comparison = compared(&[bid("Acme", &[]), unsigned, bid("Gamma", &[])]);
    let update = &comparison.rows[0];
    let differs: Vec<bool> = update.questions.iter().map(|asked| asked.differs).collect();
    assert_eq!(differs, [false, true, false]);
    assert_eq!(update.cells[1].answers[2], None);
}

#[test]
fn one_bid_differs_from_nobody() {
    let comparison = compared(&[bid("Acme", &[])]);
    assert!(comparison.rows.iter().all(|row| row.difference == Difference::Nothing));
    assert!(comparison.marks.is_empty());
    let nobody = compared(&[]);
    assert!(nobody.rows.iter().all(|row| row.cells.is_empty() && row.difference == Difference::Nothing));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let other = bid("Beta", &[("lot: pumps", "lot: beds")]);
    let faulty = bid("Gamma", &[("updatable: true", "updatable: 7")]);
    let unread = Report::of("x.json", crate::check::Outcome::default());
    let comparison = compared(&[bid("Acme", &[]), other, faulty, unread]);
    assert_eq!(comparison.bids.len(), 1);
    let reasons: Vec<&str> = comparison.barred.iter().map(|barred| barred.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "it is for lot 2, Infusion pumps",
            "it has 1 error, first: `updatable` is `7`; `true` or `false` is asked for",
            "it could not be judged",
        ]
    );
}

#[test]
fn judgements_change_how_a_cell_stands() {
    let judged = |ruling| {
        let mut report = bid("Acme", &[]);
        let judgement = Judgement {
            vendor: "Acme".to_owned(),
            device: "Infusor".to_owned(),
            lot: "pumps".to_owned(),
            requirement: "DOC-01".to_owned(),
            ruling,
            piece: None,
            condition: None,
            by: "A. Reviewer".to_owned(),
            on: jiff::civil::date(2027, 4, 12),
            why: "It says enough.".to_owned(),
            fingerprint: String::new(),
        };
        report.judgements.insert("DOC-01".to_owned(), Bound::Holds(judgement));
        report
    };
    let reports = [bid("Acme", &[]), judged(Ruling::Accepted), judged(Ruling::Refused)];
    let comparison = compared(&reports);
    let row = &comparison.rows[4];
    let standing: Vec<Standing> = row.cells.iter().map(|cell| cell.standing).collect();
    assert_eq!(standing, [Standing::Waiting, Standing::Fulfilled, Standing::Failed]);
    assert!(row.cells.iter().all(|cell| cell.verdict == Verdict::ToReview));
    assert_eq!(row.difference, Difference::Verdicts);
}

/// The marks as `rule bids about: message`.
fn marks(reports: &[Report]) -> Vec<String> {
    let comparison = compared(reports);
    let told = comparison.marks.iter().map(|mark| {
        let bids: String = mark.bids.iter().map(|at| comparison.bids[*at].letter.as_str()).collect();
        format!("{} {bids} {}: {}", mark.rule.word(), mark.about, mark.message)
    });
    told.collect()
}

const LONG: &str = "We publish what we know of every fault within one day, and tell each hospital by mail, \
    by telephone and on our page, in the language of the country, until the last of them has answered.";

#[test]
fn copied_texts_are_marked() {
    let said =
        |vendor: &str, text: &str| bid(vendor, &[("summary: A page.", &format!("summary: \"{text}\""))]);
    let check = |texts: &[(&str, &str)], expected: &[&str]| {
        let reports: Vec<Report> = texts.iter().map(|(vendor, text)| said(vendor, text)).collect();
        let found: Vec<String> = marks(&reports)
            .iter()
            .map(|mark| mark.split(": ").take(2).collect::<Vec<_>>().join(": "))
            .collect();
        assert_eq!(found, expected, "{texts:?}");
    };
    let short = "one two three four five six seven";
    check(&[("A", short), ("B", short)], &[]);
    let eight = "one two three four five six seven eight";
    let same = "copied AB DOC-01 `summary`: the same text";
    check(&[("A", eight), ("B", eight)], &[same]);
    check(&[("A", eight), ("B", &eight.to_uppercase().replace(' ', ",  "))], &[same]);
    // One vendor may say the same of two devices.
    check(&[("A Ltd.", eight), ("a  ltd", eight)], &[]);
    check(&[("A", eight), ("B", "eight seven six five four three two one")], &[]);
    let run = "copied AB DOC-01 `summary`: a run of 25 words or more in common";
    check(&[("A", LONG), ("B", &format!("As you ask. {LONG} Gladly."))], &[run]);
    // Nearly the same: one word in the middle, three words here and there, every other word.
    let nearly = |percent| {
        format!("paraphrased AB DOC-01 `summary`: nearly the same text, {percent} % of its runs of 3 words")
    };
    let near = |text: &str, percent: usize| check(&[("A", LONG), ("B", text)], &[nearly(percent).as_str()]);
    near(&LONG.replace("each hospital", "every hospital"), 83);
    let three = LONG.replace("publish", "disclose").replace("one day", "a day").replace("country", "client");
    near(&three, 61);
    let every = LONG.split(' ').enumerate().map(|(at, word)| if at % 2 == 0 { word } else { "other" });
    check(&[("A", LONG), ("B", &every.collect::<Vec<_>>().join(" "))], &[]);
    check(&[("A", LONG), ("B", LONG), ("C", "x")], &[same]);
}

#[test]
fn words_without_end_are_no_burden() {
    let text = "very ".repeat(60_000);
    let reports: Vec<Report> = (0..12)
        .map(|at| bid(&format!("V{at}"), &[("summary: A page.", &format!("summary: \"{text}\""))]))
        .collect();
    assert_eq!(marks(&reports).len(), 1);
}

fn exhibit(file: &str, sha256: &str, valid_until: Option<&str>) -> Exhibit {
    let span = bid("Acme", &[]).outcome.verdicts[0].span;
    let expired = Finding {
        fault: Fault::Expired {
            until: jiff::civil::date(2027, 3, 30),
            deadline: jiff::civil::date(2027, 3, 31),
        },
        span,
    };
    Exhibit {
        number: 1,
        kind: "support-policy".to_owned(),
        title: "Support policy".to_owned(),
        serves: vec!["UPD-03".to_owned()],
        file: file.to_owned(),
        sha256: sha256.to_owned(),
        valid_until: valid_until.map(|date| date.parse().unwrap()),
        findings: valid_until.filter(|date| *date < "2027-03-31").map(|_| expired).into_iter().collect(),
        figures: Vec::new(),
        span,
    }
}

#[test]
fn faulty_evidence_is_told_by_whether_it_is_mandatory() {
    let check =
        |enclosed: &[(&str, &str, Option<Fault>)], expected: &[(&str, &str)], summed: Option<&str>| {
            let listed = enclosed.iter().map(|(id, kind, _)| {
                format!("{{for: [{id}], kind: {kind}, file: {kind}.pdf, sha256: '{}'}}", "0".repeat(64))
            });
            let listed = format!("evidence: [{}]\nanswers:", listed.collect::<Vec<_>>().join(", "));
            let exhibits = enclosed.iter().map(|(id, kind, fault)| {
                let plain = exhibit(&format!("{kind}.pdf"), &"0".repeat(64), None);
                let finding = |fault: &Fault| Finding { fault: fault.clone(), span: plain.span };
                Exhibit {
                    kind: (*kind).to_owned(),
                    serves: vec![(*id).to_owned()],
                    findings: fault.iter().map(finding).collect(),
                    ..plain
                }
            });
            let report = Report { exhibits: Some(exhibits.collect()), ..bid("A", &[("answers:", &listed)]) };
            let comparison = compared(&[report]);
            assert_eq!(comparison.bids[0].evidence_faults().as_deref(), summed, "{enclosed:?}");
            let page = super::page::write(&comparison);
            let labels = page.split("<tbody class=\"r ").skip(1).filter_map(|block| {
                let (row, rest) = block.split_once("<td class=\"v ")?;
                let id = comparison.rows.iter().find(|of| row.contains(&format!(">{}<", of.id)))?.id.as_str();
                let cell = rest.split("</td>").next()?;
                Some((id, cell.split_once("<small>")?.1.split_once("</small>")?.0))
            });
            assert_eq!(labels.collect::<Vec<_>>(), expected, "{enclosed:?}");
        };
    let policy = |fault: Option<Fault>| ("UPD-03", "support-policy", fault);
    let test = |fault: Option<Fault>| ("UPD-03", "test-report", fault);
    check(&[policy(None)], &[], None);
    check(&[], &[("UPD-03", "mandatory evidence missing")], Some("1 wanted is not listed"));
    check(
        &[policy(Some(Fault::Empty))],
        &[("UPD-03", "mandatory evidence faulty")],
        Some("1 of 1 file not in order, 1 of them mandatory: 1 unreadable"),
    );
    check(
        &[policy(None), test(Some(Fault::Empty))],
        &[("UPD-03", "other evidence faulty")],
        Some("1 of 2 files not in order: 1 unreadable"),
    );
    check(
        &[policy(Some(Fault::Empty)), test(Some(Fault::Empty))],
        &[("UPD-03", "mandatory evidence faulty")],
        Some("2 of 2 files not in order, 1 of them mandatory: 2 unreadable"),
    );
}

#[test]
fn evidence_is_held_against_dates_and_other_bids() {
    let with = |vendor: &str, exhibits: Vec<Exhibit>| Report { exhibits: Some(exhibits), ..bid(vendor, &[]) };
    let check = |reports: &[Report], expected: &[&str]| assert_eq!(marks(reports), expected);
    let digest = "ABCDEF0123456789";
    check(
        &[
            with("A", vec![exhibit("a.pdf", digest, None)]),
            with("B", vec![exhibit("b.pdf", "abcdef0123456789", None)]),
        ],
        &["same-file AB Support policy: a.pdf of A and b.pdf of B have the digest abcdef012345…"],
    );
    check(
        &[with("A", vec![exhibit("a.pdf", digest, None)]), with("a", vec![exhibit("b.pdf", digest, None)])],
        &[],
    );
    check(&[with("A", vec![exhibit("a.pdf", "", None)]), with("B", vec![exhibit("a.pdf", "", None)])], &[]);
    let expiring = |date: &str| [with("A", vec![exhibit("a.pdf", "", Some(date))])];
    check(
        &expiring("2027-03-30"),
        &[
            "expires-early A Support policy: a.pdf is valid until 2027-03-30: before 2027-03-31, the last day for bids",
        ],
    );
    check(&expiring("2027-03-31"), &[]);
    let mut other = exhibit("a.pdf", "", None);
    let faults = [Fault::Empty, Fault::OtherDigest { found: "00".to_owned() }];
    other.findings = faults.map(|fault| Finding { fault, span: other.span }).into();
    let disordered = [with("A", vec![other, exhibit("b.pdf", "", Some("2027-03-30"))])];
    check(
        &disordered,
        &[
            "expires-early A Support policy: b.pdf is valid until 2027-03-30: before 2027-03-31, the last day for bids",
            "not-in-order A Support policy: a.pdf (shall): the file is empty; its SHA-256 is 00, not the one that is stated",
        ],
    );
    let faults = compared(&disordered).bids[0].evidence_faults();
    assert_eq!(
        faults.unwrap(),
        "2 of 2 files not in order, 2 of them mandatory: 1 unreadable, 1 expired; 1 wanted is not listed"
    );
    let mut pack = crate::check::example::pack();
    pack.spec.tender.delivery = Some(jiff::civil::date(2027, 9, 30));
    let comparison = super::compare(
        &expiring("2027-09-29"),
        &pack.spec,
        &pack.spec.lots[0],
        Scope::Device,
        Words::English,
    );
    let [mark] = comparison.marks.as_slice() else { panic!("{:?}", comparison.marks) };
    assert_eq!((mark.rule, mark.cells.as_slice()), (Rule::Expires, [(0, 0)].as_slice()));
    assert_eq!(comparison.rows[0].cells[0].marks, [1]);
    // What is valid on the very day is in time.
    let comparison = super::compare(
        &expiring("2027-09-30"),
        &pack.spec,
        &pack.spec.lots[0],
        Scope::Device,
        Words::English,
    );
    assert!(comparison.marks.is_empty());
}

#[test]
fn bids_that_answer_alike_or_choose_everything_are_marked() {
    use crate::check::{Answer, Outcome};
    use crate::condition::{Choice, Type, Value};

    // Sixty questions of which so many are answered alike, and of the first ten so many with every option.
    let made = |vendor: &str, other: usize, full: usize| {
        let mut report = bid(vendor, &[]);
        let known = report.outcome.verdicts[0].clone();
        let verdicts = (0..60).map(|at| {
            let all: &[&str] = if at < full { &["a", "b", "c", "d"] } else { &["a", "b"] };
            let value = match at {
                0..10 => Value::Set(all.iter().map(|word| (*word).to_owned()).collect()),
                _ => Value::Number(if at < 60 - other { 1.0 } else { 2.0 }),
            };
            let answer =
                Answer { question: "q".to_owned(), value: Some(value), accepted: None, span: known.span };
            let mut judged = known.clone();
            judged.id = format!("REQ-{at}");
            judged.answers = vec![answer];
            judged
        });
        report.outcome = Outcome { verdicts: verdicts.collect(), ..report.outcome.clone() };
        report
    };
    let mut pack = crate::check::example::pack();
    let lot = &mut pack.spec.lots[0];
    let template = lot.requirements[0].clone();
    lot.requirements = (0..60)
        .map(|at| {
            let mut requirement = template.clone();
            requirement.id = format!("REQ-{at}");
            requirement.questions.truncate(1);
            requirement.questions[0].id = "q".to_owned();
            let options = ["a", "b", "c", "d"].map(|id| Choice::new(id, id)).to_vec();
            let options = [options, vec![Choice::new("none", "None").alone()]].concat();
            requirement.questions[0].of = match at {
                0..10 => Type::Choices { options, least: 0 },
                _ => Type::Number { unit: crate::condition::Unit::Count },
            };
            requirement
        })
        .collect();
    let check = |reports: &[Report], expected: &[&str]| {
        let comparison =
            super::compare(reports, &pack.spec, &pack.spec.lots[0], Scope::Device, Words::English);
        let told = comparison.marks.iter().filter(|mark| matches!(mark.rule, Rule::Alike | Rule::AllChosen));
        let told: Vec<String> =
            told.map(|mark| format!("{} {:?}: {}", mark.rule.word(), mark.bids, mark.message)).collect();
        assert_eq!(told, expected);
    };
    check(&[made("A", 0, 0), made("B", 3, 0)], &["alike [0, 1]: 57 of 60 answers are the same"]);
    check(&[made("A", 0, 0), made("B", 4, 0)], &[]);
    check(&[made("A", 0, 0), made("a", 0, 0)], &[]);
    check(&[made("A", 0, 9)], &["all-chosen [0]: all options are chosen in 9 of 10 questions"]);
    check(&[made("A", 0, 8)], &[]);
}

#[test]
fn one_file_for_many_kinds_is_marked() {
    let listed = |kinds: usize| {
        let exhibits = (0..kinds).map(|at| {
            let mut exhibit = exhibit("all.pdf", "abcdef0123456789", None);
            exhibit.title = format!("Kind {at}");
            exhibit
        });
        Report { exhibits: Some(exhibits.collect()), ..bid("A", &[]) }
    };
    assert_eq!(
        marks(&[listed(4)]),
        [
            "one-for-many A all.pdf: one file is listed as 4 kinds of evidence: Kind 0, Kind 1, Kind 2 and Kind 3"
        ]
    );
    assert!(marks(&[listed(3)]).is_empty());
}
