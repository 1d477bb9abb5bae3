//! The example tenders and their variations: each comparison is the mirror of the other way round.

use tenderc::cli::disk::Folder;
use tenderc::condition::{Condition, Value};
use tenderc::diag::Bag;
use tenderc::diff::{Change, Comparison, render, view};
use tenderc::library;
use tenderc::model::Library;
use tenderc::resolve;
use tenderc::resolve::Spec;
use tenderc::resolve::spec::{Absence, Dropped, Obligation, Requirement};
use tenderc::tender;
use tenderc::text::{Memory, Sources};

use crate::packs::compared;

fn library() -> Library {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = library::load(&Folder::new("requirements"), None, &mut sources, &mut bag);
    assert!(!bag.has_errors());
    library
}

fn spec(library: &Library, example: &str) -> Spec {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let folder = Folder::new(format!("examples/{example}"));
    let tender = tender::load(&folder, library, &mut sources, &mut bag).unwrap();
    let mut spec = resolve::resolve(library, &tender, &mut bag).unwrap();
    spec.pack = tenderc::pack::digest_of(&spec);
    spec
}

#[test]
fn a_corrigendum_is_told_in_every_form() {
    let library = library();
    let (before, after) = (spec(&library, "smart-ward"), spec(&library, "smart-ward-corrigendum"));
    let found = compared(&before, &after);
    assert!(found.changes.len() > 10);
    shown(&found);
    // A requirement of a lot is told once for each of its causes, and each that came or went is told.
    for (old, new) in before.lots.iter().zip(&after.lots) {
        let ids = |of: &tenderc::resolve::spec::Lot| -> Vec<String> {
            of.requirements.iter().map(|requirement| requirement.id.clone()).collect()
        };
        for id in ids(old).iter().chain(&ids(new)) {
            if old.requirement(id).is_some() && new.requirement(id).is_some() {
                continue;
            }
            let told = found.changes.iter().flat_map(Change::with_follows).filter(|change| {
                change.lot.as_ref() == Some(&new.id)
                    && change.requirement.as_ref().is_some_and(|of| of.id == *id)
            });
            assert_eq!(told.count(), 1, "{id} of {}", new.id);
        }
    }
}

fn shown(found: &Comparison) {
    assert!(!render::text::render(found, false).contains('\u{1b}'));
    assert!(render::comment::render(found).chars().count() <= 60_000);
    serde_json::from_str::<serde_json::Value>(&render::json::render(found)).unwrap();
    view::document(found, &Memory::default()).unwrap();
}

fn left_out(of: &Requirement) -> Dropped {
    Dropped {
        id: of.id.clone(),
        title: of.title.clone(),
        reason: Absence::Waiver("It is not wanted.".to_owned()),
        rests_on: of.rests_on.clone(),
    }
}

/// The spec with one requirement of one lot changed, in ways that are easily thought of.
fn variants(spec: &Spec, lot: usize, at: usize) -> Vec<(Spec, &'static str)> {
    let mut variants = Vec::new();
    let mut vary = |rule: &'static str, change: &dyn Fn(&mut Spec) -> bool| {
        let mut varied = spec.clone();
        if change(&mut varied) {
            // Any other digest: what it binds is tried elsewhere.
            varied.pack = format!("{}-{}", spec.pack, variants.len());
            variants.push((varied, rule));
        }
    };
    vary("requirement-dropped", &|spec| {
        let of = spec.lots[lot].requirements.remove(at);
        spec.lots[lot].dropped.push(left_out(&of));
        true
    });
    vary("requirement-waived", &|spec| {
        let of = spec.lots[lot].requirements.remove(at);
        spec.lots[lot].waived.push(left_out(&of));
        true
    });
    vary("obligation-changed", &|spec| {
        let of = &mut spec.lots[lot].requirements[at];
        let lower = if of.obligation == Obligation::Shall { Obligation::Should } else { Obligation::Shall };
        of.obligation = lower;
        true
    });
    vary("parameter-changed", &|spec| {
        let of = &mut spec.lots[lot].requirements[at];
        match of.parameters.first_mut().map(|parameter| &mut parameter.value) {
            Some(Value::Number(number)) => *number += 1.0,
            _ => return false,
        }
        true
    });
    vary("question-removed", &|spec| {
        let of = &mut spec.lots[lot].requirements[at];
        of.met_when = Condition::Constant(true);
        of.questions.pop().is_some()
    });
    vary("acceptance-changed", &|spec| {
        let of = &mut spec.lots[lot].requirements[at];
        of.questions.iter_mut().any(|question| question.accept.take().is_some())
    });
    variants
}

#[test]
fn every_example_mirrors_its_variants() {
    let library = library();
    let mut varied = 0;
    for example in ["home-monitoring", "imaging", "smart-building", "smart-ward"] {
        let spec = spec(&library, example);
        for (lot, of) in spec.lots.iter().enumerate() {
            // Every nineteenth: all of them take minutes.
            for at in (lot..of.requirements.len()).step_by(19) {
                let id = &of.requirements[at].id;
                for (variant, rule) in variants(&spec, lot, at) {
                    let found = compared(&spec, &variant);
                    let all: Vec<&Change> = found.changes.iter().flat_map(Change::with_all).collect();
                    assert!(all.iter().any(|change| change.rule.id == rule), "{id}: no {rule}");
                    let others = all.iter().filter_map(|change| change.requirement.as_ref());
                    assert!(others.into_iter().all(|of| of.id == *id), "{id}: {rule} is told of another");
                    varied += 1;
                }
            }
        }
    }
    assert!(varied > 150, "only {varied} variants");
}
