//! Tables of changes of a tender and of the library behind it.

use tenderc::condition::{Check, Value};
use tenderc::diff::amendment::standing;
use tenderc::diff::packs::{Edition, compare};
use tenderc::diff::{Change, Comparison, Kind};
use tenderc::resolve::Spec;
use tenderc::resolve::spec::{Award, Obligation};
use tenderc::words::Words;

use crate::base::{Edit, edited, hold, lines, spec};
use crate::page;

const PAGE: &str = "tests/editions/packs.md";

pub fn compared(before: &Spec, after: &Spec) -> Comparison {
    let of = |file, spec| Edition { file, spec };
    let found = compare(of("old", before), of("new", after), Words::English).unwrap();
    let back = compare(of("new", after), of("old", before), Words::English).unwrap();
    assert_eq!(found.kind, Kind::Packs);
    hold(&found, &back);
    assert!(compare(of("old", before), of("old", before), Words::English).unwrap().is_empty());
    // A pack's digest does not bind what stays with the buyer, so specs are told apart by all of them.
    assert_eq!(found.is_empty(), before == after);
    found
}

#[test]
fn each_change_is_told_with_its_cause() {
    let base = spec(&edited(&[]));
    page::check(PAGE, |case| lines(&compared(&base, &spec(&case.files()))));
}

/// What a tender cannot yet say, said of its spec.
fn said(change: impl Fn(&mut Spec)) -> Comparison {
    let base = spec(&edited(&[]));
    let mut other = base.clone();
    change(&mut other);
    other.pack = tenderc::pack::digest_of(&other);
    compared(&base, &other)
}

fn changed() -> Vec<(Comparison, &'static str)> {
    vec![
        (
            said(|spec| spec.tender.delivery = Some(jiff::civil::date(2027, 9, 30))),
            "tightened delivery-moved: – → 30 September 2027",
        ),
        (
            said(|spec| spec.tender.award = Some(Award { points: 100, minimum: 60 })),
            "incomparable award-changed: – → 100 points, of which at least 60",
        ),
        (
            said(|spec| spec.lots[0].requirements[0].weight = 5),
            "incomparable requirement-changed NET-01\n  incomparable weight-changed: 0 → 5",
        ),
        (
            said(|spec| spec.lots[0].facts[0].known.clear()),
            "incomparable circumstance-changed zone of pumps: Clinical network (the tender places the lot there) → Clinical network",
        ),
        (
            said(|spec| spec.lots[0].requirements[1].evidence[0].obligation = Obligation::May),
            "loosened requirement-changed UPD-01\n  loosened evidence-obligation-changed support-policy: should → may",
        ),
        (
            said(|spec| {
                let question = &mut spec.lots[0].requirements[1].questions[2];
                question.accept = Some(Check::Not(Box::new(Check::AtLeast(Value::Number(31.0)))));
            }),
            "reworded requirement-changed UPD-01\n  reworded acceptance-changed days: at most 30 days → less than 31 days",
        ),
    ]
}

#[test]
fn what_only_a_spec_says_is_told() {
    for (found, expected) in changed() {
        assert_eq!(lines(&found), expected);
    }
    let other = said(|spec| spec.evidence_kinds[0].title.push('!'));
    let found: Vec<&str> = other.changes.iter().map(|change| change.rule.id).collect();
    assert_eq!(found, ["otherwise-changed"]);
}

#[test]
fn a_bid_for_the_former_edition_counts_where_nothing_is_answered_again() {
    let base = spec(&edited(&[]));
    let check = |from: &str, to: &str, expected: &[(&str, &str)]| {
        let path = "tender/tender.yaml".to_owned();
        let edit = Edit { path, from: from.to_owned(), to: to.to_owned() };
        let other = spec(&edited(&[edit]));
        let of = |file, spec| Edition { file, spec };
        let found = standing(of("old", &base), of("new", &other), Words::English).unwrap();
        let expected = expected.iter().map(|(was, is)| ((*was).to_owned(), (*is).to_owned()));
        assert_eq!(found, expected.collect(), "{from} → {to}");
    };
    let all = [("gateways", "gateways"), ("pumps", "pumps")];
    check("title: Infusion pumps for ward 3", "title: Infusion pumps of ward 3", &all);
    check("description: Pumps on stands.", "description: Pumps on stands and beds.", &all);
    check("quantity: 20", "quantity: 25", &all);
    check("quantity: 20", "quantity: 20\n    award: {points: 30, weights: {should: 2}}", &all);
    check("assurance: substantial", "assurance: high", &[]);
    // The gateways were spared what the lower level does not ask any more.
    check("assurance: substantial", "assurance: basic", &all[..1]);
    check("deadline: 2027-03-31", "deadline: 2027-04-14", &[]);
    check("    quantity: 20\n", "    quantity: 20\n    assurance: high\n", &all[..1]);
}

#[test]
fn two_tenders_are_not_compared() {
    let base = spec(&edited(&[]));
    let mut other = base.clone();
    other.tender.id = "other".to_owned();
    let faults =
        compare(Edition { file: "old", spec: &base }, Edition { file: "new", spec: &other }, Words::English)
            .unwrap_err();
    assert_eq!(faults, ["old is a pack of the tender `ward`, new one of `other`"]);
}

/// The ids of the rules that fire in these tests, from both sides.
pub fn fired() -> Vec<&'static str> {
    let base = spec(&edited(&[]));
    let cases = page::cases(PAGE).into_iter().map(|case| compared(&base, &spec(&case.files())));
    let all: Vec<Comparison> = cases.chain(changed().into_iter().map(|(found, _)| found)).collect();
    let other = said(|spec| spec.evidence_kinds[0].title.push('!'));
    let all = all.iter().chain([&other]);
    let mut ids: Vec<&str> = all
        .flat_map(|found| found.changes.iter().chain(&[]).flat_map(Change::with_all))
        .flat_map(|change| [change.rule.id, change.rule.mirror])
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
