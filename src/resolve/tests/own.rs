//! What a lot has of its own, where others have what the tender says: level of assurance, award; and what goes beyond
//! a requirement.

use super::{HEAD, LOTS, resolved};

/// What the lots are asked, each with its weight, and the points of each; or what is wrong.
#[track_caller]
fn check(pumps: &str, rest: &str, expected: &[&str]) {
    let lots = LOTS.replacen("facts: {shared_use: true}", &format!("facts: {{shared_use: true}}{pumps}"), 1);
    let (spec, said) = resolved(&format!("{lots}{rest}"));
    let found = spec.into_iter().flat_map(|spec| {
        let told = spec.lots.iter().map(|lot| {
            let asked = lot.requirements.iter().map(|one| match one.weight {
                0 => one.id.clone(),
                weight => format!("{} ({weight})", one.id),
            });
            let award = spec.award(lot).map(|award| format!(", {} of {}", award.minimum, award.points));
            let asked = asked.collect::<Vec<_>>().join(" ");
            format!("{} {}{}: {asked}", lot.id, spec.assurance(lot).word(), award.unwrap_or_default())
        });
        told.collect::<Vec<_>>()
    });
    assert_eq!(found.chain(said).collect::<Vec<_>>(), expected, "{HEAD} {pumps} {rest}");
}

#[test]
fn a_lot_has_the_level_of_the_tender_or_its_own() {
    let beds = "beds substantial: UPD-01 UPD-02 UPD-03";
    check("", "", &["pumps substantial: UPD-01 UPD-02 UPD-03", beds]);
    check(", assurance: high", "", &["pumps high: UPD-01 UPD-02 UPD-03 UPD-04", beds]);
    check(", assurance: substantial", "", &["pumps substantial: UPD-01 UPD-02 UPD-03", beds]);
}

#[test]
fn a_lot_has_the_award_of_the_tender_or_its_own() {
    let award = "award: {points: 30, weights: {should: 2}}\n";
    let beds = "beds substantial, 0 of 30: UPD-01 UPD-02 (2) UPD-03";
    check("", award, &["pumps substantial, 0 of 30: UPD-01 UPD-02 (2) UPD-03", beds]);
    check(
        ", award: {points: 50, minimum: 20, weights: {may: 1}}",
        award,
        &["pumps substantial, 20 of 50: UPD-01 UPD-02 UPD-03 (1)", beds],
    );
    check(
        ", award: {points: 50, weights: {may: 1}}",
        "",
        &["pumps substantial, 0 of 50: UPD-01 UPD-02 UPD-03 (1)", "beds substantial: UPD-01 UPD-02 UPD-03"],
    );
    check(
        ", award: {points: 50, minimum: 51, weights: {may: 1}}",
        "",
        &["no bid can earn as many points as it must"],
    );
}

#[test]
fn what_goes_beyond_a_requirement_stands_behind_it_with_its_weight() {
    let beyond = |of: &str| format!(", award: {{points: 30, beyond: {{{of}}}}}");
    let beds = "beds substantial: UPD-01 UPD-02 UPD-03";
    check(
        &beyond("UPD-01.days: {value: 14, weight: 5}"),
        "",
        &["pumps substantial, 0 of 30: UPD-01 UPD-01-PLUS (5) UPD-02 UPD-03", beds],
    );
    check(
        &beyond("UPD-01.days: {value: 14, weight: 5}, UPD-02.days: {value: 7, weight: 1}"),
        "",
        &["pumps substantial, 0 of 30: UPD-01 UPD-01-PLUS (5) UPD-02 UPD-02-PLUS (1) UPD-03", beds],
    );
    let weak = "`UPD-01.days` is no stronger than what is asked anyway";
    check(&beyond("UPD-01.days: {value: 30, weight: 5}"), "", &[weak]);
    check(&beyond("UPD-01.days: {value: 45, weight: 5}"), "", &[weak]);
    check(
        &beyond("UPD-04.days: {value: 14, weight: 5}"),
        "",
        &[
            "pumps substantial, 0 of 30: UPD-01 UPD-02 UPD-03",
            beds,
            "UPD-04 applies to no lot, so no bid can go beyond it",
        ],
    );
}
