//! Bids of two lots in, places and letters out.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::check::example::pack;
use crate::compare::example::bid;
use crate::emit::markdown;
use crate::judgement::{Bound, Judgement, Ruling};
use crate::text::Memory;

/// A spec with the lot `pumps` twice, in which every `should` weighs 2 of 30 points.
fn spec() -> Spec {
    let mut spec = pack().spec;
    spec.tender.award = Some(spec::Award { points: 30, minimum: 0 });
    let mut pumps = spec.lots[0].clone();
    for requirement in &mut pumps.requirements {
        requirement.weight = if requirement.obligation == spec::Obligation::Should { 2 } else { 0 };
    }
    let spare =
        spec::Lot { id: "spare".to_owned(), number: 2, title: "Spare pumps".to_owned(), ..pumps.clone() };
    spec.lots = vec![pumps, spare];
    spec
}

/// A bid for the second lot.
fn for_spare(mut report: Report) -> Report {
    report.file = format!("spare-{}", report.file);
    if let Some(lot) = &mut report.outcome.lot {
        lot.id = "spare".to_owned();
    }
    report
}

/// A bid of which a reviewer has decided on a requirement.
fn ruled(mut report: Report, id: &str, ruling: Ruling) -> Report {
    let judgement = Judgement {
        vendor: report.outcome.vendor.clone(),
        device: report.outcome.model.clone(),
        lot: "pumps".to_owned(),
        requirement: id.to_owned(),
        piece: None,
        ruling,
        condition: None,
        by: "A. Reviewer".to_owned(),
        on: date(2027, 4, 2),
        why: format!("seen at {}", report.outcome.vendor),
        fingerprint: String::new(),
    };
    report.judgements.insert(id.to_owned(), Bound::Holds(judgement));
    report
}

/// A bid of which nothing waits.
fn decided(vendor: &str, changes: &[(&str, &str)]) -> Report {
    ruled(bid(vendor, changes), "DOC-01", Ruling::Accepted)
}

fn given() -> Given {
    Given {
        dated: date(2027, 4, 12),
        answer_by: Some(date(2027, 4, 19)),
        standstill: None,
        present: Vec::new(),
        other: BTreeMap::new(),
        alone: true,
    }
}

fn with<T>(reports: &[Report], given: &Given, look: impl FnOnce(&Tendering<'_>) -> T) -> T {
    under(&spec(), reports, given, look)
}

fn under<T>(spec: &Spec, reports: &[Report], given: &Given, look: impl FnOnce(&Tendering<'_>) -> T) -> T {
    let (sources, files) = (Sources::default(), Files::default());
    look(&open(reports, spec, &sources, given, &files))
}

/// All letters of a kind in Markdown, by path.
fn written(reports: &[Report], given: &Given, kind: Kind) -> BTreeMap<String, String> {
    with(reports, given, |of| {
        let letters = of.write(kind, &Memory::default()).unwrap().into_iter();
        letters.map(|letter| (letter.path, markdown::write(&letter.document))).collect()
    })
}

const LATE: (&str, &str) = ("charge: 3", "charge: 1"); // POW-01, a `shall`
const PLAIN: (&str, &str) = ("certified: true, own_test: false", "certified: false, own_test: false"); // CRT-01, a `should`

#[test]
fn no_letter_says_where_the_buyer_keeps_a_bid() {
    let check = |kind: Kind, mut acme: Report| {
        acme.file = "opened/north/Acme.yaml".to_owned();
        let letters = written(&[acme, decided("Beta", &[])], &given(), kind);
        let letter = &letters[&format!("pumps/{}-acme", kind.word())];
        assert!(letter.contains("`Acme.yaml`") && !letter.contains("opened"), "{letter}");
    };
    check(Kind::Clarification, bid("Acme", &[]));
    check(Kind::Award, decided("Acme", &[LATE]));
}

#[test]
fn places_go_by_points_of_all_criteria() {
    let check = |reports: &[Report], other: &[(&str, u64)], expected: &[&str]| {
        let other = other.iter().map(|(file, points)| ((*file).to_owned(), Points(points * 100))).collect();
        let found = with(reports, &Given { other, ..given() }, |of| {
            let contest = &of.contests[0];
            let places = contest.ranking.places.iter().map(|place| {
                let rank = place.rank.map_or("out".to_owned(), |rank| rank.to_string());
                let total = place.total.map(|total| format!(" {total}")).unwrap_or_default();
                format!("{rank}{total}{}", if place.waits { ", waits" } else { "" })
            });
            places.chain([contest.fate.word().to_owned()]).collect::<Vec<_>>()
        });
        assert_eq!(found, expected);
    };
    let (acme, beta) = (decided("Acme", &[]), decided("Beta", &[PLAIN]));
    let pair = [acme.clone(), beta.clone()];
    check(&pair, &[], &["1 30.00", "2 15.00", "won"]);
    check(&pair, &[("Acme.yaml", 40), ("Beta.yaml", 60)], &["2 70.00", "1 75.00", "won"]);
    check(&pair, &[("Acme.yaml", 40), ("Beta.yaml", 55)], &["1 70.00", "1 70.00", "tied"]);
    check(&[acme.clone(), decided("Beta", &[LATE])], &[], &["1 30.00", "out", "won"]);
    check(&[decided("Beta", &[LATE])], &[], &["out", "nobody"]);
    check(&[acme.clone(), bid("Beta", &[PLAIN])], &[], &["1 30.00", "2 15.00, waits", "waiting"]);
    // What waits of a bid that is out anyway holds nobody up.
    check(&[acme, bid("Beta", &[LATE])], &[], &["1 30.00", "out, waits", "won"]);
}

#[test]
fn each_decision_is_tried_the_other_way() {
    let check = |reports: &[Report], expected: &[&str]| {
        let found = with(reports, &given(), |of| {
            let contest = &of.contests[0];
            let flips = contest.ranking.flips.iter().map(|flip| {
                let told =
                    |points: Option<Points>| points.map_or("out".to_owned(), |points| points.to_string());
                let id = &contest.comparison.rows[flip.row].id;
                let was = flip.decided.map_or("waits", Ruling::word);
                let (before, after) = (told(flip.before), told(flip.after));
                format!(
                    "{} {id} {was}: {before} to {after}, {:?} to {:?}",
                    flip.bid, flip.leads.0, flip.leads.1
                )
            });
            flips.collect::<Vec<_>>()
        });
        assert_eq!(found, expected);
    };
    let refused = ruled(decided("Acme", &[]), "POW-01", Ruling::Refused);
    check(
        &[refused, decided("Beta", &[PLAIN])],
        &[
            "0 DOC-01 accepted: out to out, [1] to [1]",
            "0 POW-01 refused: out to 30.00, [1] to [0]",
            "1 DOC-01 accepted: 15.00 to 15.00, [1] to [1]",
        ],
    );
    check(&[bid("Acme", &[])], &["0 DOC-01 waits: 30.00 to 30.00, [0] to [0]"]);
}

#[test]
fn nobody_wins_more_lots_than_one_may() {
    let check = |reports: &[Report], most_lots: Option<u32>, expected: &[&str]| {
        let mut spec = spec();
        spec.tender.maximum_lots_awarded = most_lots;
        let found = under(&spec, reports, &given(), |of| {
            of.contests.iter().map(Contest::outcome).collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "{most_lots:?}");
    };
    let acme = || decided("Acme", &[]);
    let beta = || for_spare(decided("Beta", &[PLAIN]));
    let won = |vendor: &str| format!("{vendor} with Infusor 4.1 is awarded the lot");
    let both = [acme(), for_spare(acme()), beta()];
    check(&both, None, &[&won("Acme"), &won("Acme")]);
    check(&both, Some(2), &[&won("Acme"), &won("Acme")]);
    let passed = format!(
        "{}; Acme with Infusor 4.1, with more points, has won as many lots as one bidder may",
        won("Beta")
    );
    check(&both, Some(1), &[&won("Acme"), &passed]);
    check(&[acme(), for_spare(acme())], Some(1), &[&won("Acme"), "no bid can be awarded the lot"]);
    let waits = "not decided: something of Acme with Infusor 4.1 waits for a reviewer";
    let after = "not decided: it hangs on lot 1, since one bidder may win only so many lots";
    check(&[bid("Acme", &[]), for_spare(acme())], Some(1), &[waits, after]);
    check(&[bid("Acme", &[]), for_spare(acme())], None, &[waits, &won("Acme")]);
}

#[test]
fn a_letter_says_nothing_of_other_bids() {
    let secret = ("summary: A page.", "summary: A secret of Acme.");
    let reports = [
        decided("Acme", &[secret, ("device: {name: Infusor, ", "device: {name: Hush, ")]),
        decided("Beta", &[PLAIN]),
        bid("Gamma", &[LATE]),
    ];
    let check = |kind: Kind, path: &str, has: &[&str], lacks: &[&str]| {
        let letters = written(&reports, &given(), kind);
        let text = letters.get(path).unwrap_or_else(|| panic!("{path} of {:?}", letters.keys()));
        has.iter().for_each(|part| assert!(text.contains(part), "{path}: {part}\n{text}"));
        lacks.iter().for_each(|part| assert!(!text.contains(part), "{path}: {part}\n{text}"));
    };
    let others = ["secret of Acme", "Hush", "Acme.yaml", "seen at Acme", "Gamma"];
    check(Kind::Award, "pumps/award-acme", &["30.00 points", "you are awarded"], &["Beta", "Gamma"]);
    check(Kind::Award, "pumps/award-beta", &["15.00 points", "**Acme**", "CRT-01"], &others);
    let acme = ["secret of Acme", "Hush", "Acme.yaml", "seen at Acme", "Beta", "CRT-01"];
    check(Kind::Award, "pumps/award-gamma", &["POW-01", "**Acme**"], &acme);
    let told = ["You answer: ", "Accepted: "];
    check(Kind::Award, "pumps/award-gamma", &told, &["`charge`", "POW-01 accepts"]);
    check(
        Kind::Clarification,
        "pumps/clarification-gamma",
        &["19 April 2027", "DOC-01"],
        &["Acme", "Beta", "POW-01"],
    );
    assert_eq!(
        written(&reports, &given(), Kind::Clarification).len(),
        1,
        "only who is asked something gets a letter"
    );
}

#[test]
fn words_of_vendors_are_text_everywhere() {
    let hostile = "=cmd|x | **b** [a](javascript:alert(1)) <script>";
    let reports = [
        decided(hostile, &[]),
        bid("Beta", &[("summary: A page.", "summary: '| [a](https://b.example) =1+1'")]),
    ];
    for kind in Kind::ALL {
        for (path, text) in written(&reports, &given(), kind) {
            assert!(!text.contains("[a]("), "{path}\n{text}");
            assert!(!text.contains("| **b**"), "{path}\n{text}");
        }
    }
}

#[test]
fn few_and_many_bids_have_every_document() {
    for reports in
        [&[][..], &[bid("Acme", &[("format: tenderc-declaration/1", "format: 7")])], &[bid("Acme", &[])]]
    {
        for kind in Kind::ALL {
            let found = written(reports, &given(), kind);
            let wanted = match kind {
                Kind::Minutes | Kind::Allotment | Kind::Board => 1,
                Kind::Clarification => reports.len(),
                Kind::Award => 0,
                Kind::Ranking => usize::from(reports.iter().any(|report| report.outcome.lot.is_some())),
            };
            assert_eq!(found.len(), wanted, "{} of {} bids", kind.word(), reports.len());
        }
    }
}

#[test]
fn points_by_other_criteria_are_of_all_bids_or_none() {
    let check = |other: &[&str], expected: Result<(), Unfit>| {
        let other = other.iter().map(|file| ((*file).to_owned(), Points(100))).collect();
        let reports = [decided("Acme", &[]), decided("Beta", &[PLAIN]), decided("Gamma", &[LATE])];
        let found = with(&reports, &Given { other, ..given() }, |of| of.other_points());
        assert_eq!(found, expected);
    };
    check(&[], Ok(()));
    check(&["Acme.yaml", "Beta.yaml"], Ok(()));
    check(&["Acme.yaml"], Err(Unfit::Missing("Beta.yaml".to_owned())));
    check(&["Acme.yaml", "Delta.yaml"], Err(Unfit::Unknown("Delta.yaml".to_owned())));
}

#[test]
fn it_is_known_where_other_criteria_may_count() {
    let check = |reports: &[Report], given: &Given, expected: bool| {
        assert_eq!(with(reports, given, |of| of.goes_by_annex_alone()), expected);
    };
    let pair = [decided("Acme", &[]), decided("Beta", &[PLAIN])];
    let unsaid = Given { alone: false, ..given() };
    check(&pair, &unsaid, true);
    check(&pair, &given(), false);
    let other = [("Acme.yaml".to_owned(), Points(1)), ("Beta.yaml".to_owned(), Points(1))].into();
    check(&pair, &Given { other, ..unsaid.clone() }, false);
    // Where one bid is left, nothing else can turn the order.
    check(&[decided("Acme", &[]), decided("Beta", &[LATE])], &unsaid, false);
}
