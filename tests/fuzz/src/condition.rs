//! A condition over the facts of the library: read, reduced, decided and worded. What is left after
//! reducing must be true exactly when the whole is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tenderc::condition::parse::{self, Vocabulary};
use tenderc::condition::word::{self, Naming};
use tenderc::condition::{Condition, Domains, Subject, Type, Value, reduce, stand_ins};
use tenderc::library::vocabulary;
use tenderc::model::Library;
use tenderc::syntax::parse_yaml;
use tenderc::text::{Route, Sources};

use crate::base;
use tenderc::words::Words;

static LIBRARY: LazyLock<Library> = LazyLock::new(base::vocabulary);

/// Takes the text for a condition; a second document below `===` for what is known.
pub fn run(text: &str) {
    let (whole, known) = text.split_once("===").unwrap_or((text, ""));
    let vocabulary = vocabulary(&LIBRARY);
    let Some(condition) = read(whole, &vocabulary) else { return };
    let mut domains = Domains::default();
    let known = read(known, &vocabulary);
    for (subject, of) in vocabulary.values().map(AsRef::as_ref) {
        domains.declare(subject.clone(), of.clone());
    }
    for (subject, check) in known.iter().flat_map(Condition::tests) {
        domains.learn(subject, check.clone());
    }
    let left = reduce(&condition, &domains);
    let legend = |subject: &Subject| -> Option<(String, Type)> {
        vocabulary.get(subject.name()).map(|known| (subject.name().to_owned(), known.1.clone()))
    };
    for naming in [Naming::Label, Naming::Id] {
        word::condition(Words::English, &condition, &legend, naming);
        word::condition(Words::English, &left, &legend, naming);
    }
    for nth in 0..8 {
        let Some(values) = assignment(&condition, known.as_ref(), &vocabulary, nth) else { continue };
        let value = |subject: &Subject| values.get(subject).cloned();
        assert_eq!(condition.holds(&value), left.holds(&value), "{condition:?}\n{left:?}\n{values:?}");
    }
}

fn read(text: &str, vocabulary: &Vocabulary) -> Option<Condition> {
    let source = Sources::default().add("condition.yaml", text);
    let node = parse_yaml(text, source).ok()?;
    parse::condition(&node.json(), vocabulary, &Route::root()).ok()
}

/// The `nth` value of every subject that agrees with what is known; nothing where there is none.
fn assignment(
    condition: &Condition,
    known: Option<&Condition>,
    vocabulary: &Vocabulary,
    nth: usize,
) -> Option<BTreeMap<Subject, Value>> {
    let mut values = BTreeMap::new();
    for (subject, of) in vocabulary.values().map(AsRef::as_ref) {
        let tests = condition.tests().into_iter().filter(|(of, _)| *of == subject);
        let checks: Vec<_> = tests.map(|(_, check)| check).collect();
        let learnt: Vec<_> = known
            .iter()
            .flat_map(|known| known.tests())
            .filter(|(of, _)| *of == subject)
            .map(|(_, check)| check)
            .collect();
        let all: Vec<_> = checks.iter().chain(&learnt).copied().collect();
        let Some(candidates) = stand_ins(of, &all) else { continue };
        let fitting: Vec<Value> =
            candidates.into_iter().filter(|value| learnt.iter().all(|check| check.accepts(value))).collect();
        if fitting.is_empty() {
            return None;
        }
        values.insert(subject.clone(), fitting[nth * 7 % fitting.len()].clone());
    }
    Some(values)
}
