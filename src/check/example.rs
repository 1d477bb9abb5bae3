//! A small tender that asks a question of every type, for tests.

use std::sync::LazyLock;

use crate::condition::{Check, Choice, Column, Condition, Subject, Type, Unit, Value, Version};
use crate::declaration::load;
use crate::diag::Bag;
use crate::pack::Pack;
use crate::resolve::spec::{
    Absence, Assurance, Dropped, Evidence, EvidenceKind, Fact, Ground, Known, Lot, Map, Method, Obligation,
    Parameter, Question, Requirement, Setter, Spec, Tender, Term,
};
use crate::text::Sources;

use super::{Outcome, check};

/// The pack of the tender `ward-2027` with the lots `pumps` and `beds`.
pub fn pack() -> Pack {
    let lots = vec![pumps(), Lot { id: "beds".to_owned(), number: 2, requirements: Vec::new(), ..pumps() }];
    let spec = Spec {
        pack: "sha256:0123456789abcdef0123456789abcdef".to_owned(),
        tender: Tender {
            id: "ward-2027".to_owned(),
            title: "Pumps for the ward".to_owned(),
            buyer: String::new(),
            summary: String::new(),
            deadline: jiff::civil::date(2027, 3, 31),
            delivery: None,
            award: None,
            assurance: Assurance::Substantial,
        },
        lots,
        map: Map { zones: Vec::new(), nodes: Vec::new(), links: Vec::new(), routes: Vec::new() },
        standards: Vec::new(),
        threats: Vec::new(),
        evidence_kinds: [("support-policy", "Support policy"), ("test-report", "Test report")]
            .map(|(id, title)| EvidenceKind {
                id: id.to_owned(),
                title: title.to_owned(),
                content: None,
                elements: Vec::new(),
            })
            .to_vec(),
    };
    Pack::of(spec)
}

/// The head of a declaration for the lot `pumps`, in YAML.
pub const HEAD: &str = "\
format: tenderc-declaration/1
pack: sha256:0123456789abcdef0123456789abcdef
tender: ward-2027
lot: pumps
vendor: {name: Acme, contact: security@acme.example}
device: {name: Infusor, model: I-3000, version: '4.1'}
";

fn pumps() -> Lot {
    Lot {
        id: "pumps".to_owned(),
        number: 1,
        title: "Infusion pumps".to_owned(),
        categories: vec![term("infusion-pump", "Infusion pump")],
        quantity: Some(240),
        description: String::new(),
        facts: facts(),
        requirements: requirements(),
        dropped: vec![Dropped {
            id: "RAD-01".to_owned(),
            title: "Radio".to_owned(),
            reason: Absence::Waiver("No radio is bought.".to_owned()),
            rests_on: vec!["interfaces".to_owned()],
        }],
        waived: Vec::new(),
    }
}

fn facts() -> Vec<Fact> {
    let interfaces = options(&[("wifi", "Wi-Fi"), ("usb", "USB"), ("ethernet", "Ethernet")]);
    let wifi = Known { check: Check::Includes(vec![word("wifi")]), because: Ground::Lot };
    vec![
        fact("interfaces", Type::Choices { options: interfaces }, vec![wifi], true),
        fact("updatable", Type::Flag, Vec::new(), true),
        fact(
            "zone",
            Type::Choice { options: options(&[("clinical", "Clinical")]), ordered: false },
            Vec::new(),
            false,
        ),
    ]
}

fn requirements() -> Vec<Requirement> {
    let updatable = is_fact("updatable", Check::Equals(Value::Flag(true)));
    let channels = options(&[
        ("signed-online", "Signed package over the network"),
        ("signed-offline", "Signed package on removable media"),
        ("unsigned", "Package without a signature"),
    ]);
    let signed = Check::OneOf(vec![word("signed-online"), word("signed-offline")]);
    let mut update = requirement(
        "UPD-03",
        Obligation::Shall,
        updatable,
        vec![
            question(
                "support_until",
                Type::Date,
                Some(Check::NotBefore(Value::Date(jiff::civil::date(2037, 3, 31)))),
            ),
            question("channel", Type::Choice { options: channels, ordered: false }, Some(signed.clone())),
            Question {
                when: is_answer("channel", signed),
                ..question(
                    "latency_days",
                    Type::Integer { unit: Unit::Days },
                    Some(Check::AtMost(Value::Number(30.0))),
                )
            },
        ],
    );
    update.parameters = vec![Parameter {
        id: "support_years".to_owned(),
        title: "Years of support".to_owned(),
        of: Type::Integer { unit: Unit::Years },
        value: Value::Number(10.0),
        default: Value::Number(8.0),
        because: Setter::Tender,
        higher_is_stronger: Some(true),
    }];
    update.evidence = vec![Evidence { kind: "support-policy".to_owned(), obligation: Obligation::Shall }];
    let columns = vec![
        Column { id: "port".to_owned(), title: "Port".to_owned(), of: Type::Integer { unit: Unit::Count } },
        Column { id: "encrypted".to_owned(), title: "Encrypted".to_owned(), of: Type::Flag },
    ];
    let encrypted = Condition::Any(vec![
        is_column("encrypted", Check::Equals(Value::Flag(true))),
        is_column("port", Check::Equals(Value::Number(53.0))),
    ]);
    let mut certified = requirement(
        "CRT-01",
        Obligation::Should,
        Condition::Constant(true),
        vec![question("certified", Type::Flag, None), question("own_test", Type::Flag, None)],
    );
    certified.met_when = Condition::Any(vec![
        is_answer("certified", Check::Equals(Value::Flag(true))),
        is_answer("own_test", Check::Equals(Value::Flag(true))),
    ]);
    let mut methods = options(&[("tls", "TLS"), ("ipsec", "IPsec")]);
    methods.push(Choice::new("none", "None").alone());
    let ciphers = Check::All(vec![Check::Includes(vec![word("tls")]), Check::Excludes(vec![word("none")])]);
    let always = || Condition::Constant(true);
    vec![
        update,
        requirement(
            "NET-01",
            Obligation::Shall,
            always(),
            vec![question(
                "open_ports",
                Type::Table { columns, least: 0 },
                Some(Check::EachRow(Box::new(encrypted))),
            )],
        ),
        requirement(
            "NET-02",
            Obligation::Should,
            always(),
            vec![
                question("methods", Type::Choices { options: methods }, Some(ciphers)),
                question("tls", Type::Version, Version::read("1.2").map(Value::Version).map(Check::AtLeast)),
            ],
        ),
        certified,
        requirement(
            "DOC-01",
            Obligation::May,
            always(),
            vec![
                question("security_page", Type::Url, Some(Check::Matches("https://.*".to_owned()))),
                Question { review: true, ..question("summary", Type::Text, None) },
            ],
        ),
        requirement(
            "POW-01",
            Obligation::Shall,
            always(),
            vec![question(
                "charge",
                Type::Number { unit: Unit::Hours },
                Some(Check::Not(Box::new(Check::AtMost(Value::Number(2.5))))),
            )],
        ),
    ]
}

fn requirement(
    id: &str,
    obligation: Obligation,
    applies: Condition,
    questions: Vec<Question>,
) -> Requirement {
    Requirement {
        id: id.to_owned(),
        number: format!("1.{id}"),
        theme: term("theme", "Theme"),
        title: format!("Title of {id}"),
        obligation,
        applies,
        statement: format!("The manufacturer {} comply.", obligation.word()),
        rationale: "It matters.".to_owned(),
        verification: String::new(),
        guidance: String::new(),
        parameters: Vec::new(),
        questions,
        met_when: Condition::Constant(true),
        evidence: Vec::new(),
        verify: Method::Inspection,
        citations: Vec::new(),
        threats: Vec::new(),
        weight: 0,
        rests_on: Vec::new(),
        added: false,
    }
}

fn question(id: &str, of: Type, accept: Option<Check>) -> Question {
    Question {
        id: id.to_owned(),
        ask: format!("What about {id}?"),
        help: String::new(),
        of,
        when: Condition::Constant(true),
        accept,
        review: false,
    }
}

fn fact(id: &str, of: Type, known: Vec<Known>, asked: bool) -> Fact {
    let ask = format!("What are the {id}?");
    Fact { id: id.to_owned(), title: id.to_owned(), ask, of, known, settled: None, asked }
}

fn term(id: &str, title: &str) -> Term {
    Term { id: id.to_owned(), title: title.to_owned() }
}

fn word(word: &str) -> Value {
    Value::Word(word.to_owned())
}

fn options(options: &[(&str, &str)]) -> Vec<Choice> {
    options.iter().map(|(id, label)| Choice::new(*id, *label)).collect()
}

fn is_fact(id: &str, check: Check) -> Condition {
    Condition::Test { subject: Subject::Fact(id.to_owned()), check }
}

fn is_answer(id: &str, check: Check) -> Condition {
    Condition::Test { subject: Subject::Answer(id.to_owned()), check }
}

fn is_column(id: &str, check: Check) -> Condition {
    Condition::Test { subject: Subject::Column(id.to_owned()), check }
}

/// Facts of a pump.
pub const FACTS: &str = "facts: {interfaces: [wifi], updatable: true}\n";

/// Answers that meet everything.
pub const ANSWERS: &str = "\
answers:
  UPD-03: {support_until: 2037-12-31, channel: signed-online, latency_days: 14}
  NET-01: {open_ports: [{port: 443, encrypted: true}]}
  NET-02: {methods: [tls], tls: '1.3'}
  CRT-01: {certified: true, own_test: false}
  DOC-01: {security_page: https://acme.example/security, summary: A page.}
  POW-01: {charge: 3}
";

/// What is found of a text.
pub fn outcome(text: &str, name: &str, sources: &mut Sources) -> Outcome {
    static PACK: LazyLock<Pack> = LazyLock::new(pack);
    let mut bag = Bag::default();
    match load(name, text, sources, &mut bag) {
        Some(declaration) => check(&PACK, &declaration),
        None => Outcome::unread(bag),
    }
}
