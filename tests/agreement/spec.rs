//! A spec made by hand: every type of question, every acceptance, every way to depend on facts.

use jiff::civil::date;
use serde_json::{Value as Json, json};
use tenderc::condition::{Check, Choice, Column, Condition, Subject, Type, Unit, Value, parse};
use tenderc::resolve::spec::{
    AnswerTo, Assurance, EvidenceKind, Fact, Ground, Known, Lot, Map, Method, Obligation, Question,
    Requirement, Spec, Tender, Term, Tier,
};
use tenderc::text::Route;

/// A tender of one lot.
pub fn spec() -> Spec {
    let facts = facts();
    Spec {
        pack: format!("sha256:{}", "0".repeat(64)),
        tender: Tender {
            id: "ward-3".to_owned(),
            title: "Pumps for ward 3".to_owned(),
            buyer: String::new(),
            summary: String::new(),
            deadline: date(2027, 3, 31),
            delivery: None,
            award: None,
            assurance: Assurance::High,
        },
        lots: vec![Lot {
            tier: Tier::Standard,
            id: "pumps".to_owned(),
            number: 1,
            title: "Infusion pumps".to_owned(),
            categories: vec![term("infusion-pump")],
            quantity: Some(240),
            description: String::new(),
            requirements: requirements(&facts),
            facts,
            dropped: Vec::new(),
            waived: Vec::new(),
        }],
        map: Map { zones: Vec::new(), nodes: Vec::new(), links: Vec::new(), routes: Vec::new() },
        standards: Vec::new(),
        threats: Vec::new(),
        evidence_kinds: ["support-policy", "sbom"].map(kind).to_vec(),
    }
}

fn kind(id: &str) -> EvidenceKind {
    EvidenceKind { id: id.to_owned(), title: id.to_owned(), content: None, elements: Vec::new() }
}

fn facts() -> Vec<Fact> {
    let mut facts = vec![
        fact("interfaces", choices(&["wifi", "bluetooth", "ethernet", "usb"])),
        fact("updatable", Type::Flag),
        fact("safety_impact", ordered(&["none", "delay", "harm"])),
        fact("sessions", Type::Integer { unit: Unit::Count }),
        fact("availability", Type::Number { unit: Unit::Percent }),
        fact("released", Type::Date),
        fact("firmware", Type::Version),
        fact("manual", Type::Url),
        fact("operating_system", Type::Text),
        fact("patient_data", Type::Flag),
    ];
    let mut know = |id: &str, checks: &[Json]| {
        if let Some(fact) = facts.iter_mut().find(|fact| fact.id == id) {
            fact.known = checks
                .iter()
                .map(|json| Known { check: check(json, &fact.of), because: Ground::Lot })
                .collect();
        }
    };
    know("interfaces", &[json!({"includes": ["wifi"]}), json!({"excludes": ["usb"]})]);
    know("sessions", &[json!({"at-least": 1, "at-most": 500})]);
    know("firmware", &[json!({"at-least": "2.10"})]);
    know("released", &[json!({"not-before": "1999-12-31", "not-after": "2027-02-28"})]);
    for fact in &mut facts {
        if fact.id == "patient_data" {
            (fact.asked, fact.settled) = (false, Some(Value::Flag(true)));
        }
    }
    facts
}

fn requirements(facts: &[Fact]) -> Vec<Requirement> {
    let days = Type::Integer { unit: Unit::Days };
    let ports = table(&[
        ("port", Type::Integer { unit: Unit::Count }),
        ("service", choice(&["https", "ssh", "telnet"])),
        ("encrypted", Type::Flag),
        ("tls", Type::Version),
    ]);
    vec![
        requirement(
            facts,
            "UPD-03",
            Obligation::Shall,
            json!({}),
            json!({}),
            vec![
                ("support_until", Type::Date, json!({}), Some(json!({"not-before": "2037-03-31"}))),
                (
                    "channel",
                    choice(&["online", "media", "unsigned"]),
                    json!({}),
                    Some(json!(["online", "media"])),
                ),
                (
                    "latency_days",
                    days.clone(),
                    json!({"channel": ["online", "media"]}),
                    Some(json!({"at-most": 30})),
                ),
                ("tool", Type::Version, json!({"updatable": true}), Some(json!({"at-least": "1.4.2"}))),
            ],
        ),
        requirement(
            facts,
            "NET-01",
            Obligation::Shall,
            json!({"interfaces": ["bluetooth", "ethernet"]}),
            json!({}),
            vec![
                (
                    "ports",
                    ports,
                    json!({}),
                    Some(json!({"each-row": {
                        "not": {"service": "telnet"},
                        "any": [{"encrypted": true, "tls": {"at-least": "1.2"}}, {"port": {"at-most": 22}}],
                    }})),
                ),
                (
                    "protection",
                    choices(&["tls", "vpn", "filter"]),
                    json!({}),
                    Some(json!({"includes": ["tls"], "excludes": ["filter"]})),
                ),
                (
                    "pairing",
                    Type::Text,
                    json!({"any": [{"interfaces": "bluetooth"}, {"protection": {"equals": []}}]}),
                    None,
                ),
            ],
        ),
        requirement(
            facts,
            "DOC-02",
            Obligation::Should,
            json!({}),
            json!({"any": [{"certified": true}, {"test_report": {"matches": r"https://[a-z.]+/[^?]*"}}]}),
            vec![
                ("certified", Type::Flag, json!({}), None),
                ("test_report", Type::Url, json!({"not": {"certified": true}}), None),
                ("remarks", Type::Text, json!({}), None),
                (
                    "coverage",
                    Type::Number { unit: Unit::Percent },
                    json!({}),
                    Some(json!({"at-least": 87.5})),
                ),
            ],
        ),
        requirement(
            facts,
            "LOG-01",
            Obligation::Shall,
            json!({"any": [
                {"safety_impact": {"at-least": "delay"}, "updatable": true},
                {"not": {"availability": {"at-least": 99.5}}},
                {"firmware": "3.0", "released": {"not-before": "2020-02-29"}},
            ]}),
            json!({"not": {"events": "none", "sessions": {"at-least": 100}}}),
            vec![
                (
                    "events",
                    choices(&["login", "dose", "none"]),
                    json!({}),
                    Some(json!({"any": [
                        {"equals": ["login", "dose"]}, {"not": {"includes": ["login"]}},
                    ]})),
                ),
                (
                    "clock",
                    choice(&["ntp", "manual"]),
                    json!({"sessions": {"at-least": 2}}),
                    Some(json!("ntp")),
                ),
                ("format", Type::Version, json!({}), Some(json!({"one-of": ["1.1", "2"]}))),
                ("newest", Type::Version, json!({"clock": "ntp"}), Some(json!({"at-most": "12.3.9"}))),
                ("reviewed", Type::Date, json!({}), Some(json!({"not-after": "2027-03-31"}))),
                ("retained", days, json!({}), Some(json!({"any": [{"equals": 0}, {"at-least": 90}]}))),
                ("sealed", Type::Flag, json!({}), Some(json!(true))),
            ],
        ),
        requirement(
            facts,
            "RMT-05",
            Obligation::Shall,
            json!({}),
            json!({"any": [{"recorded": true}, {"reason": "size"}]}),
            vec![
                ("recorded", Type::Flag, json!({"interfaces": "ethernet"}), Some(json!(true))),
                ("reason", choice(&["cost", "size"]), json!({"recorded": false}), Some(json!("size"))),
            ],
        ),
        taking(
            "UPD-03",
            requirement(
                facts,
                "TAK-01",
                Obligation::Shall,
                json!({"interfaces": "ethernet"}),
                json!({"any": [{"channel": "online"}, {"own": true}]}),
                vec![
                    (
                        "channel",
                        choice(&["online", "media", "unsigned"]),
                        json!({}),
                        Some(json!(["online", "unsigned"])),
                    ),
                    ("tool", Type::Version, json!({"updatable": true}), Some(json!({"at-most": "3"}))),
                    ("own", Type::Flag, json!({"channel": ["media", "unsigned"]}), None),
                ],
            ),
        ),
        requirement(
            facts,
            "PHY-09",
            Obligation::May,
            json!({"not": {"operating_system": "none"}}),
            json!({}),
            Vec::new(),
        ),
    ]
}

/// The same requirement, with those of its questions answered by another one that are called as there.
fn taking(other: &str, mut requirement: Requirement) -> Requirement {
    for question in requirement.questions.iter_mut().filter(|question| question.id != "own") {
        let (other, asked) = (other.to_owned(), question.id.clone());
        question.from = Some(AnswerTo { requirement: other, question: asked });
    }
    requirement
}

type Asked<'a> = (&'a str, Type, Json, Option<Json>);

fn requirement(
    facts: &[Fact],
    id: &str,
    obligation: Obligation,
    applies: Json,
    met_when: Json,
    asked: Vec<Asked>,
) -> Requirement {
    let mut vocabulary: parse::Vocabulary = facts
        .iter()
        .map(|fact| (fact.id.clone(), (Subject::Fact(fact.id.clone()), fact.of.clone())))
        .collect();
    for (id, of, ..) in &asked {
        vocabulary.insert((*id).to_owned(), (Subject::Answer((*id).to_owned()), of.clone()));
    }
    let condition = |json: &Json| match json.as_object().is_some_and(serde_json::Map::is_empty) {
        true => Condition::Constant(true),
        false => parse::condition(json, &vocabulary, &Route::root()).unwrap(),
    };
    let question = |(id, of, when, accept): Asked| Question {
        imports: Vec::new(),
        from: None,
        id: id.to_owned(),
        ask: format!("{id}?"),
        help: String::new(),
        when: condition(&when),
        review: accept.is_none(),
        accept: accept.map(|json| check(&json, &of)),
        of,
    };
    Requirement {
        id: id.to_owned(),
        number: "1.1".to_owned(),
        theme: term("theme"),
        title: format!("Requirement {id}"),
        obligation,
        applies: condition(&applies),
        statement: "The manufacturer shall.".to_owned(),
        rationale: String::new(),
        verification: String::new(),
        guidance: String::new(),
        spared: Vec::new(),
        parameters: Vec::new(),
        met_when: condition(&met_when),
        questions: asked.into_iter().map(question).collect(),
        evidence: Vec::new(),
        verify: Method::Inspection,
        citations: Vec::new(),
        threats: Vec::new(),
        weight: 0,
        rests_on: Vec::new(),
        added: false,
    }
}

fn check(json: &Json, of: &Type) -> Check {
    let read = parse::check(json, of, &Route::root()).unwrap();
    parse::settle(&read, of, &mut |_| None).unwrap()
}

fn fact(id: &str, of: Type) -> Fact {
    let (title, ask) = (id.replace('_', " "), format!("{id}?"));
    Fact {
        id: id.to_owned(),
        title,
        ask,
        of,
        known: Vec::new(),
        settled: None,
        asked: true,
        imports: Vec::new(),
    }
}

fn term(id: &str) -> Term {
    Term { id: id.to_owned(), title: id.replace('-', " ") }
}

fn options(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice::new(*id, id.to_uppercase())).collect()
}

fn choice(ids: &[&str]) -> Type {
    Type::Choice { options: options(ids), ordered: false }
}

fn ordered(ids: &[&str]) -> Type {
    Type::Choice { options: options(ids), ordered: true }
}

fn choices(ids: &[&str]) -> Type {
    Type::Choices { options: options(ids), least: 0 }
}

fn table(columns: &[(&str, Type)]) -> Type {
    let column =
        |(id, of): &(&str, Type)| Column { id: (*id).to_owned(), title: (*id).to_owned(), of: of.clone() };
    Type::Table { columns: columns.iter().map(column).collect(), least: columns.len() % 2 }
}
