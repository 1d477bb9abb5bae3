//! The published schema accepts exactly what, evidence and judgements aside, conforms or is open.

use std::collections::BTreeMap;

use crate::check::check;
use crate::check::example::{ANSWERS, FACTS, HEAD, pack};
use crate::declaration::load;
use crate::diag::Bag;
use crate::pack::Pack;
use crate::report::Report;
use crate::resolve::spec::Obligation;
use crate::schema;
use crate::schema::judge;
use crate::text::Sources;
use crate::words::Words;

/// What a vendor may say to a requirement: as it stands in [`ANSWERS`], and in its place.
type Said = (&'static str, &'static [&'static str]);

const SAID: [Said; 4] = [
    (
        "  UPD-03: {support_until: 2037-12-31, channel: signed-online, latency_days: 14}\n",
        &[
            "  UPD-03: {support_until: 2037-12-31, channel: unsigned}\n",
            "  UPD-03: {channel: signed-online, latency_days: 14}\n",
            "",
        ],
    ),
    (
        "  CRT-01: {certified: true, own_test: false}\n",
        &["  CRT-01: {certified: false, own_test: false}\n", ""],
    ),
    ("summary: A page.}\n", &["summary: }\n"]),
    ("  POW-01: {charge: 3}\n", &["  POW-01: {charge: 1}\n", ""]),
];

#[test]
fn the_schema_accepts_what_conforms_or_is_open() {
    let mut texts = vec![format!("{HEAD}{FACTS}{ANSWERS}")];
    texts.push(texts[0].replace("updatable: true", "updatable: false"));
    for (good, others) in SAID {
        let changed = texts.iter().flat_map(|text| others.iter().map(|other| text.replace(good, other)));
        texts = texts.iter().cloned().chain(changed).collect();
    }
    let deviations = ["UPD-03", "CRT-01", "DOC-01", "POW-01"]
        .map(|id| format!("deviations: {{{id}: {{reason: No room, measure: A second one}}}}\n"));
    let deviated = texts.iter().flat_map(|text| deviations.iter().map(move |told| format!("{text}{told}")));
    texts = texts.iter().cloned().chain(deviated).collect();
    let mut seen = BTreeMap::<&str, usize>::new();
    for binding in [Obligation::May, Obligation::Shall] {
        let mut spec = pack().spec;
        for requirement in &mut spec.lots[0].requirements {
            if requirement.id == "DOC-01" {
                requirement.obligation = binding;
            }
        }
        let pack = Pack::of(spec);
        let conformance = schema::conformance(&pack.spec, &pack.spec.lots[0], Words::English);
        let conformance = judge::compile(&conformance).unwrap();
        for text in &texts {
            let (mut sources, mut bag) = (Sources::default(), Bag::default());
            let Some(declaration) = load("bid.yaml", text, &mut sources, &mut bag) else { continue };
            let report = Report::of("bid.yaml", check(&pack, &declaration));
            let stands = report.bid().map(|standing| standing.word());
            *seen.entry(stands.unwrap_or("unjudged")).or_default() += 1;
            let accepted = conformance.is_valid(declaration.json());
            assert_eq!(accepted, matches!(stands, Some("conforms" | "open")), "{stands:?}\n{text}");
        }
    }
    for stands in ["conforms", "open", "incomplete", "fails"] {
        assert!(seen.get(stands).is_some_and(|count| *count > 20), "{stands}: {seen:?}");
    }
}
