//! A device in a lot of several kinds is asked and judged as in a lot of its kind alone.

use serde_json::Value as Json;
use tenderc::cli::disk::Folder;
use tenderc::condition::{Condition, KIND};
use tenderc::desk::compile::compile;
use tenderc::resolve::spec::{Lot, Spec};
use tenderc::text::{Memory, World};

use crate::declare::{Aim, Declarer, Dice};
use crate::judge::{Subjects, applies, met};

/// How many declarations are drawn.
const DECLARATIONS: usize = 300;

/// The spec of the tender with the lot's kinds as they are, or with one of them alone.
fn compiled(kind: Option<&str>) -> Spec {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = Folder::new(root.join("requirements"));
    let mut text = Folder::new(root.join("tests/support/kinds/tender")).read("tender.yaml").unwrap();
    if let Some(kind) = kind {
        let (start, end) = (text.find("    category:").unwrap(), text.find("    zone:").unwrap());
        text.replace_range(start..end, &format!("    category: {kind}\n"));
        // What is said of other kinds is said of none in a lot that has none of them.
        let others = |line: &&str| {
            !["infusion-pump", "alarm-server", "iot-gateway"]
                .iter()
                .any(|other| other != &kind && line.starts_with(&format!("      {other}:")))
        };
        text = text.lines().filter(others).collect::<Vec<_>>().join("\n");
    }
    let tender: Memory = [("tender.yaml", text)].into_iter().collect();
    compile(&library, &tender, &Memory::default()).written.unwrap().spec
}

/// What is asked of a device, and met: each requirement with the questions that are asked.
fn judged(lot: &Lot, declaration: &Json) -> Vec<String> {
    let judged = lot.requirements.iter().filter_map(|requirement| {
        let subjects = Subjects { lot, requirement, declaration };
        let shown = requirement.questions.iter().filter(|question| subjects.hold(&question.when));
        // An option that is untrue of one kind stands among what is accepted, and is refused beside that kind.
        let shown: Vec<&str> = shown.map(|question| question.id.as_str()).collect();
        applies(&subjects).then(|| {
            let obligation = requirement.obligation.word();
            format!("{} {obligation} {} {}", requirement.id, met(&subjects), shown.join(", "))
        })
    });
    judged.collect()
}

#[test]
fn a_device_is_judged_as_in_a_lot_of_its_kind_alone() {
    let several = compiled(None);
    let lot = &several.lots[0];
    let alone: Vec<(String, Spec)> =
        lot.kinds.iter().map(|kind| (kind.id.clone(), compiled(Some(&kind.id)))).collect();
    assert_eq!(alone.len(), 3);
    let mut dice = Dice(2027);
    let declarer = Declarer::new(&several, lot);
    let mut seen = std::collections::BTreeSet::new();
    for at in 0..DECLARATIONS {
        let aim = if at % 3 == 2 { Aim::Complete } else { Aim::Conform };
        let declaration = declarer.declaration(aim, &mut dice);
        let kind = declaration["facts"][KIND].as_str().unwrap();
        let (_, own) = alone.iter().find(|(id, _)| id == kind).unwrap();
        seen.insert(kind.to_owned());
        assert_eq!(judged(lot, &declaration), judged(&own.lots[0], &declaration), "{kind}: {declaration:#}");
    }
    assert_eq!(seen.len(), 3);
    // What every kind leaves out is left out, and nothing else.
    for dropped in &lot.dropped {
        for (kind, own) in &alone {
            assert!(own.lots[0].requirement(&dropped.id).is_none(), "{} of {kind}", dropped.id);
        }
    }
    let by_kind = |requirement: &tenderc::resolve::spec::Requirement| {
        requirement.applies != Condition::Constant(true)
            && requirement.applies.subjects().iter().any(|subject| subject.name() == KIND)
    };
    assert!(lot.requirements.iter().filter(|requirement| by_kind(requirement)).count() > 10);
}
