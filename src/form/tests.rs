//! Tests of forms.

use super::*;
use crate::check::example::pack;

fn example() -> Form {
    let spec = pack().spec;
    form(&spec, &spec.lots[0], Words::English)
}

/// Each requirement of the lot is there once, in the lot's order within its theme.
#[test]
fn a_form_asks_what_the_lot_asks() {
    let spec = pack().spec;
    let form = example();
    let lot = &spec.lots[0];
    let asked: Vec<&str> = form.requirements().map(|one| one.id.as_str()).collect();
    assert_eq!(asked.len(), lot.requirements.len());
    for theme in &form.themes {
        let of_theme = lot.requirements.iter().filter(|one| one.theme == theme.term);
        let expected: Vec<&str> = of_theme.map(|one| one.id.as_str()).collect();
        let found: Vec<&str> = theme.requirements.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(found, expected);
    }
    let facts: Vec<&str> = form.facts.iter().map(|fact| fact.id.as_str()).collect();
    let expected: Vec<&str> =
        lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str()).collect();
    assert_eq!(facts, expected);
}

/// What people read: what is accepted and when it is asked, by labels and not by ids.
#[test]
fn a_form_speaks_in_labels() {
    let form = example();
    let said = |id: &str, question: &str| {
        let requirement = form.requirements().find(|one| one.id == id).unwrap();
        let question = requirement.questions.iter().find(|one| one.id == question).unwrap();
        let accepted = question.accept.as_ref().map_or("", |accept| accept.words.text.as_str());
        format!("{accepted} | {}", question.when.words)
    };
    let check = |id: &str, question: &str, expected: &str| assert_eq!(said(id, question), expected);
    check("UPD-03", "channel", "“Signed package over the network” or “Signed package on removable media” | ");
    check(
        "UPD-03",
        "latency_days",
        "at most 30 days | “What about channel?” is “Signed package over the network” or “Signed package on \
         removable media”",
    );
}
