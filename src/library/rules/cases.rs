//! Requirements for the tests of rules on prose, and what is said of them.

use crate::diag::Bag;
use crate::library;
use crate::text::{Memory, Sources};

const CATEGORIES: &str = "device: {title: Connected device}
pump: {title: Infusion pump, parent: device}
camera: {title: IP camera, parent: device}
";

const FACTS: &str = "updatable: {title: Updatable, ask: Can it be updated?, type: flag, known-by: vendor}
";

/// A requirement that no rule speaks of, for a place to put the case in.
pub const GOOD: &str = "---
id: UPD-01
title: Signed updates
obligation: shall
applies: {categories: [device]}
questions:
  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}
verify: test
review-by: 2027-12-31
---
The device {{ obligation }} install signed updates only.

## Rationale
Others can come from anybody.

## Verification
The hospital offers it an unsigned one.

## Guidance
One signature over all is enough.
";

/// The codes on prose that some requirements give, each with what it points at.
pub fn said(files: &[(&str, &str)]) -> String {
    told(files, &["L4", "L00"])
}

/// The codes with one of these beginnings that some requirements give, each with what it points at.
pub fn told(files: &[(&str, &str)], codes: &[&str]) -> String {
    let mut world = Memory::default();
    world.insert("categories.yaml", CATEGORIES);
    world.insert("facts.yaml", FACTS);
    for (path, text) in files {
        world.insert(*path, *text);
    }
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    library::load(&world, None, &mut sources, &mut bag);
    let wanted = |id: &str| codes.iter().any(|start| id.starts_with(start));
    let all = bag.sorted().into_iter().filter(|diagnostic| wanted(diagnostic.code.id));
    let all = all.map(|diagnostic| {
        let at = diagnostic.primary().map_or("", |label| sources.slice(label.span));
        format!("{} {at}", diagnostic.code.id)
    });
    all.collect::<Vec<_>>().join(", ")
}

/// Puts something in the place of a part of the good requirement, and checks what is said of it.
#[track_caller]
pub fn instead(of: &str, put: &str, expected: &str) {
    assert!(GOOD.contains(of), "{of}");
    assert_eq!(said(&[("updates/UPD-01.md", &GOOD.replace(of, put))]), expected, "{put}");
}

/// Checks what is said of a statement.
#[track_caller]
pub fn statement(statement: &str, expected: &str) {
    instead("The device {{ obligation }} install signed updates only.", statement, expected);
}
