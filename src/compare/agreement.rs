//! Every output says the same of how a bid stands: all combinations of what its standing is made of, each
//! through every output.

use serde_json::Value as Json;

use super::example::{bid, compared};
use super::{page, render as compared_as};
use crate::check::example::{ANSWERS, FACTS, HEAD, pack};
use crate::check::{Deviation, Verdict, Wanted, check};
use crate::declaration::load;
use crate::diag::Bag;
use crate::evidence::{Exhibit, Finding, State};
use crate::judgement::{Bound, Judgement, Piece, Ruling};
use crate::pack::Pack;
use crate::report::{Report, render};
use crate::resolve::spec::Obligation;
use crate::schema;
use crate::schema::judge;
use crate::text::Sources;

/// What is known of the mandatory evidence of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// The files were not looked at.
    AnswersOnly,
    /// The kind is not listed.
    Unlisted,
    /// One file is listed, in this state.
    Listed(State),
}

/// What reviewers decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decided {
    Nothing,
    Holds(Ruling),
    /// What was judged has changed since.
    Stale(Ruling),
    /// The file that is listed was judged, and not the requirement.
    OnFile(Ruling),
}

/// The table of `DESIGN.md`, written a second time and in another way than the program has it: of the
/// requirement, of the bid if it says `shall`, and whose turn it is.
fn expected(verdict: Verdict, shown: Shown, decided: Decided) -> (&'static str, &'static str) {
    let in_order = match shown {
        Shown::Listed(_) if decided == Decided::OnFile(Ruling::Accepted) => true,
        Shown::Listed(_) if decided == Decided::OnFile(Ruling::Refused) => false,
        Shown::AnswersOnly | Shown::Listed(State::InOrder | State::Incomplete) => true,
        Shown::Unlisted | Shown::Listed(_) => false,
    };
    if verdict == Verdict::NotApplicable {
        return ("not-applicable", "conforms");
    }
    if let Decided::Holds(ruling) = decided {
        return if ruling == Ruling::Refused { ("failed", "fails") } else { ("fulfilled", "conforms") };
    }
    match verdict {
        Verdict::NotMet => ("failed", "fails"),
        Verdict::Unanswered => ("lacking", "incomplete"),
        Verdict::Deviation | Verdict::ToReview => ("waiting", "open"),
        _ if in_order => ("fulfilled", "conforms"),
        _ => ("lacking", "incomplete"),
    }
}

/// A bid of which everything but its first requirement is in order.
fn made(obligation: Obligation, verdict: Verdict, shown: Shown, decided: Decided) -> Report {
    let mut report = bid("Acme", &[]);
    let judged = &mut report.outcome.verdicts[0];
    let (id, span) = (judged.id.clone(), judged.span);
    judged.obligation = obligation;
    judged.verdict = verdict;
    judged.mandatory = vec!["support-policy".to_owned()];
    judged.evidence = Vec::new();
    if verdict == Verdict::Deviation {
        judged.deviation =
            Some(Deviation { reason: "No room.".to_owned(), measure: "A second one.".to_owned() });
    }
    if shown == Shown::Unlisted && verdict != Verdict::NotApplicable {
        judged.evidence = vec![Wanted {
            kind: "support-policy".to_owned(),
            title: "Support policy".to_owned(),
            obligation: Obligation::Shall,
        }];
    }
    report.exhibits = match shown {
        Shown::AnswersOnly => None,
        Shown::Unlisted => Some(Vec::new()),
        Shown::Listed(state) => {
            let finding = Finding { state, message: "something is the matter".to_owned(), span };
            Some(vec![Exhibit {
                number: 1,
                kind: "support-policy".to_owned(),
                title: "Support policy".to_owned(),
                serves: vec![id.clone()],
                file: "policy.pdf".to_owned(),
                sha256: "00".repeat(32),
                valid_until: None,
                findings: if state == State::InOrder { Vec::new() } else { vec![finding] },
                figures: Vec::new(),
                span,
            }])
        }
    };
    let judgement = |ruling| Judgement {
        vendor: "Acme".to_owned(),
        device: "Infusor".to_owned(),
        lot: "pumps".to_owned(),
        requirement: id.clone(),
        ruling,
        piece: None,
        condition: None,
        by: "A. Reviewer".to_owned(),
        on: jiff::civil::date(2026, 11, 23),
        why: "Seen".to_owned(),
        fingerprint: "0".repeat(32),
    };
    if let Decided::OnFile(ruling) = decided {
        let piece = Piece { kind: "support-policy".to_owned(), sha256: "00".repeat(32) };
        let judgement = Judgement { piece: Some(piece.clone()), ..judgement(ruling) };
        report.on_evidence.insert((id.clone(), piece), Bound::Holds(judgement));
    }
    let bound = match decided {
        Decided::Nothing | Decided::OnFile(_) => None,
        Decided::Holds(ruling) => Some(Bound::Holds(judgement(ruling))),
        Decided::Stale(ruling) => Some(Bound::Stale(judgement(ruling))),
    };
    report.judgements.extend(bound.map(|bound| (id.clone(), bound)));
    report
}

fn combinations() -> Vec<(Obligation, Verdict, Shown, Decided)> {
    let shown = [Shown::AnswersOnly, Shown::Unlisted].into_iter().chain(State::ALL.map(Shown::Listed));
    let decided = [
        Decided::Nothing,
        Decided::Holds(Ruling::Accepted),
        Decided::Holds(Ruling::Refused),
        Decided::Stale(Ruling::Accepted),
        Decided::Stale(Ruling::Refused),
        Decided::OnFile(Ruling::Accepted),
        Decided::OnFile(Ruling::Refused),
    ];
    let mut all = Vec::new();
    for shown in shown {
        for obligation in [Obligation::Shall, Obligation::Should, Obligation::May] {
            for verdict in Verdict::ALL {
                all.extend(decided.map(|decided| (obligation, verdict, shown, decided)));
            }
        }
    }
    all
}

#[test]
fn all_outputs_say_the_same_of_a_bid() {
    let (spec, mut sources) = (pack().spec, Sources::default());
    let text = format!("{HEAD}{FACTS}{ANSWERS}").replace("name: Acme,", "name: \"Acme\",");
    sources.add("bid.yaml", text);
    for combination in combinations() {
        let (obligation, verdict, shown, decided) = combination;
        let (standing, of_shall) = expected(verdict, shown, decided);
        let stands = if obligation == Obligation::Shall { of_shall } else { "conforms" };
        let exit = u8::from(matches!(stands, "fails" | "incomplete"));
        let reports = [made(obligation, verdict, shown, decided)];
        let report = &reports[0];
        let told =
            |what: &str, holds: bool| assert!(holds, "{what} of {combination:?}: {standing}, {stands}");

        told("exit code", report.exit() == exit);
        let says = if stands == "conforms" || stands == "fails" {
            format!("Acme.yaml {stands}: ")
        } else {
            format!("Acme.yaml is {stands}: ")
        };
        told("text", render::text::render(&reports, &sources, false).starts_with(&says));
        let comment = render::comment::render(&reports, &spec, &sources);
        told("comment", comment.contains(&says) && comment.contains(if exit == 0 { "✅" } else { "❌" }));

        let json: Json = serde_json::from_str(&render::json::render(&reports, &sources)).unwrap();
        told("JSON", json["declarations"][0]["standing"] == stands);
        told("JSON", json["declarations"][0]["requirements"][0]["standing"] == standing);

        let sarif: Json = serde_json::from_str(&render::sarif::render(&spec, &reports, &sources)).unwrap();
        told("SARIF", sarif["runs"][0]["properties"]["bids"][0]["standing"] == stands);
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let result = results.iter().find(|result| result["ruleId"] == "UPD-03");
        let kind = match standing {
            "failed" | "lacking" => Some("fail"),
            "waiting" => Some("review"),
            _ => None,
        };
        told("SARIF", result.and_then(|result| result["kind"].as_str()) == kind);
        let level = result.and_then(|result| result["level"].as_str());
        told("SARIF", (level == Some("error")) == (exit == 1));

        let comparison = compared(&reports);
        told("compared text", compared_as::text::render(&comparison).contains(&format!("\n   {stands}: ")));
        let json: Json = serde_json::from_str(&compared_as::json::render(&comparison)).unwrap();
        told("compared JSON", json["bids"][0]["standing"] == stands);
        told("compared JSON", json["requirements"][0]["bids"]["A"]["standing"] == standing);
        let csv = compared_as::csv::render(&comparison);
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        let column =
            |name: &str, heads: &csv::StringRecord| heads.iter().position(|head| head == name).unwrap();
        let heads = rows.headers().unwrap().clone();
        let first = rows.records().next().unwrap().unwrap();
        told("compared CSV", &first[column("bid standing", &heads)] == stands);
        told("compared CSV", &first[column("standing", &heads)] == standing);
        told("page", page::write(&comparison).contains(&format!("<td class=\"result {stands}\">")));
    }
}

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
    let mut seen = std::collections::BTreeMap::<&str, usize>::new();
    for binding in [Obligation::May, Obligation::Shall] {
        let mut spec = pack().spec;
        for requirement in &mut spec.lots[0].requirements {
            if requirement.id == "DOC-01" {
                requirement.obligation = binding;
            }
        }
        let pack = Pack::of(spec);
        let conformance = schema::conformance(&pack.spec, &pack.spec.lots[0]);
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
