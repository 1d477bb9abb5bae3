//! `check` says what the schemas say: it conforms exactly when they do, and never disagrees with itself.

use serde_json::Value as Json;
use tenderc::check::{Verdict, check};
use tenderc::declaration::load;
use tenderc::diag::Bag;
use tenderc::pack::Pack;
use tenderc::resolve::spec::Spec;
use tenderc::text::Sources;

/// The pack of a spec, as far as a check needs it.
pub fn pack(spec: &Spec) -> Pack {
    Pack::of(spec.clone())
}

/// Compares what is found with what the schemas say of the whole, and of each requirement.
pub fn agrees(pack: &Pack, declaration: &Json, complete: bool, conforms: bool, met: &dyn Fn(&str) -> bool) {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let read = load("declaration.json", &declaration.to_string(), &mut sources, &mut bag);
    let Some(read) = read else { panic!("{:?}", bag.sorted()) };
    let outcome = check(pack, &read);
    let told: Vec<(&str, &str)> =
        outcome.diagnostics.sorted().iter().map(|fault| (fault.code.id, fault.message.as_str())).collect();
    assert!(!told.iter().any(|(code, _)| *code == "X008"), "{told:?} of {declaration:#}");
    let answered = outcome.sound() && outcome.count(Verdict::Unanswered) == 0;
    assert_eq!(answered, complete, "{told:?} of {declaration:#}");
    assert_eq!(outcome.conforms(), conforms, "{told:?} of {declaration:#}");
    if outcome.sound() {
        for judged in &outcome.verdicts {
            assert_eq!(!judged.verdict.falls_short(), met(&judged.id), "{} of {declaration:#}", judged.id);
            assert_eq!(
                judged.reasons.is_empty(),
                !judged.verdict.falls_short() && judged.verdict != Verdict::ToReview
            );
        }
    }
}
