//! The explanation agrees with the schemas, on declarations made at random.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::report;
use crate::check::example::{HEAD, pack};
use crate::check::{Outcome, Verdict};
use crate::schema;
use crate::schema::judge::compile;

static DECLARATION: LazyLock<Validator> =
    LazyLock::new(|| compile(pack().schemas["pumps"].declaration()).unwrap());
static CONFORMANCE: LazyLock<Validator> = LazyLock::new(|| {
    compile(&schema::conformance(&pack().spec, &pack().spec.lots[0], crate::words::Words::English)).unwrap()
});

/// What may stand at a key: the first is accepted, some of the rest are not, some are malformed.
fn answers() -> Vec<(&'static str, &'static str, Vec<Json>)> {
    vec![
        ("UPD-03", "support_until", vec![json!("2037-03-31"), json!("2037-03-30"), json!("2037-02-30")]),
        ("UPD-03", "channel", vec![json!("signed-online"), json!("unsigned"), json!("x"), json!(null)]),
        ("UPD-03", "latency_days", vec![json!(30), json!(31), json!(30.0), json!(-1), json!("30")]),
        (
            "NET-01",
            "open_ports",
            vec![
                json!([]),
                json!([{"port": 53, "encrypted": false}]),
                json!([{"port": 80, "encrypted": false}, {"port": 443, "encrypted": true}]),
                json!([{"port": 80}]),
            ],
        ),
        (
            "NET-02",
            "methods",
            vec![
                json!(["tls"]),
                json!(["ipsec", "tls"]),
                json!(["tls", "none"]),
                json!([]),
                json!(["tls", "tls"]),
            ],
        ),
        (
            "NET-02",
            "tls",
            vec![json!("1.2"), json!("1.10"), json!("1.1.99"), json!("1.2.0.0"), json!("v1"), json!(1.2)],
        ),
        ("CRT-01", "certified", vec![json!(true), json!(false), json!("yes")]),
        ("CRT-01", "own_test", vec![json!(true), json!(false), json!(0)]),
        (
            "DOC-01",
            "security_page",
            vec![json!("https://a.example"), json!("http://a.example"), json!("a.example")],
        ),
        ("DOC-01", "summary", vec![json!("A page."), json!(" ")]),
        ("POW-01", "charge", vec![json!(2.6), json!(3), json!(2.5), json!(1e16), json!(-0.0)]),
    ]
}

/// Which value stands at each key: mostly the first, sometimes none.
fn picks() -> impl Strategy<Value = Vec<Option<usize>>> {
    let pick = prop_oneof![5 => Just(Some(0)), 2 => (0..6_usize).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(pick, answers().len())
}

fn declaration(facts: &Json, picks: &[Option<usize>], deviates: bool) -> Json {
    let head = crate::syntax::parse_yaml(HEAD, crate::text::Sources::default().add("", HEAD)).unwrap().json();
    let mut answered: Map<String, Json> = Map::new();
    for ((requirement, question, values), pick) in answers().into_iter().zip(picks) {
        let Some(value) = pick.and_then(|pick| values.get(pick % values.len()).cloned()) else { continue };
        let entry = answered.entry(requirement).or_insert_with(|| json!({}));
        entry.as_object_mut().unwrap().insert(question.to_owned(), value);
    }
    let mut declaration = head;
    let keys = declaration.as_object_mut().unwrap();
    keys.insert("facts".to_owned(), facts.clone());
    keys.insert("answers".to_owned(), answered.into());
    if deviates {
        let proposal = json!({"reason": "none", "measure": "other"});
        keys.insert("deviations".to_owned(), json!({"POW-01": proposal, "CRT-01": proposal}));
    }
    declaration
}

fn agree(declaration: &Json) -> Outcome {
    let (outcome, found) = report(&declaration.to_string(), "a.json");
    assert!(!found.contains("X008"), "{declaration}\n{found}");
    let complete = DECLARATION.is_valid(declaration);
    let conforms = CONFORMANCE.is_valid(declaration);
    let answered = outcome.sound() && outcome.count(Verdict::Unanswered) == 0;
    assert_eq!(answered, complete, "{declaration}\n{found}");
    assert_eq!(outcome.conforms(), conforms, "{declaration}\n{found}");
    outcome
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn explanation_and_schemas_agree(picks in picks(), updatable in any::<bool>(), deviates in any::<bool>()) {
        let facts = json!({"interfaces": ["wifi"], "updatable": updatable});
        agree(&declaration(&facts, &picks, deviates));
    }

    #[test]
    fn they_agree_on_facts_too(picks in picks(), pick in 0..6_usize) {
        let facts = [
            json!({"interfaces": ["usb"], "updatable": true}),
            json!({"interfaces": ["wifi"]}),
            json!({"interfaces": ["wifi", "usb"], "updatable": "yes"}),
            json!({"interfaces": [], "updatable": false, "zone": "clinical"}),
            json!({}),
            json!(null),
        ];
        agree(&declaration(&facts[pick], &picks, false));
    }
}

#[test]
fn the_generator_reaches_both_sides() {
    let facts = json!({"interfaces": ["wifi"], "updatable": true});
    let all = vec![Some(0); answers().len()];
    assert!(agree(&declaration(&facts, &all, false)).conforms());
    let mut missed = all.clone();
    missed[10] = Some(2);
    assert_eq!(agree(&declaration(&facts, &missed, true)).count(Verdict::Deviation), 1);
    let mut left_out = all;
    left_out[6] = None;
    assert_eq!(agree(&declaration(&facts, &left_out, false)).count(Verdict::Unanswered), 1);
}
