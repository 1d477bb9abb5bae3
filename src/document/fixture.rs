//! A tender with three lots for tests: all question types, conditions, two routes, a waiver.

use jiff::civil::date;

use crate::condition::{Check, Choice, Column, Condition, Subject, Type, Unit, Value};
use crate::document::Document;
use crate::resolve::spec::{
    Absence, Assurance, Citation, Covers, Dropped, Evidence, EvidenceKind, Fact, Ground, Known, Link, Lot,
    Map, Method, Node, Obligation, Parameter, Question, Requirement, Setter, Spec, Standard, Tender, Term,
    Tier,
};
use crate::text::Memory;

/// The annex of [`spec`] by the built-in templates.
pub fn annex() -> Document {
    super::annex(&spec(), &Memory::default(), crate::words::Words::English).unwrap()
}

/// A term.
pub fn term(id: &str, title: &str) -> Term {
    Term { id: id.into(), title: title.into() }
}

fn options(options: &[(&str, &str)]) -> Vec<Choice> {
    options.iter().map(|(id, label)| Choice::new(*id, *label)).collect()
}

fn words(words: &[&str]) -> Vec<Value> {
    words.iter().map(|word| Value::Word((*word).into())).collect()
}

fn fact_is(id: &str, check: Check) -> Condition {
    Condition::Test { subject: Subject::Fact(id.into()), check }
}

fn answer_is(id: &str, check: Check) -> Condition {
    Condition::Test { subject: Subject::Answer(id.into()), check }
}

const ALWAYS: Condition = Condition::Constant(true);

fn question(id: &str, ask: &str, of: Type, accept: Option<Check>) -> Question {
    let review = of == Type::Text;
    Question {
        id: id.into(),
        ask: ask.into(),
        help: String::new(),
        of,
        when: ALWAYS,
        accept,
        review,
        imports: Vec::new(),
        from: None,
    }
}

fn route(titles: &[&str]) -> Ground {
    Ground::Route(titles.iter().map(|title| term(&title.to_lowercase().replace(' ', "-"), title)).collect())
}

fn facts(exposure: &str) -> Vec<Fact> {
    let because = |check: Check, because: Ground| Known { check, because };
    let exposures = options(&[
        ("isolated", "No link to anything"),
        ("internal", "Linked, but no route to the internet"),
        ("indirect", "Reaches the internet through another system"),
        ("direct", "Linked to the internet directly"),
    ]);
    let interfaces = options(&[("ethernet", "Wired network"), ("wifi", "Wi-Fi"), ("usb", "USB")]);
    vec![
        Fact {
            id: "exposure".into(),
            title: "Exposure to the internet".into(),
            ask: "How far from the internet does the device stand?".into(),
            of: Type::Choice { options: exposures, ordered: true },
            known: vec![because(
                Check::Equals(Value::Word(exposure.into())),
                route(&["Infusion pumps", "Wi-Fi gateway", "Vendor's cloud"]),
            )],
            settled: Some(Value::Word(exposure.into())),
            asked: false,
            imports: Vec::new(),
        },
        Fact {
            id: "interfaces".into(),
            title: "Interfaces".into(),
            ask: "Which interfaces does the device have, including those that are disabled on delivery?"
                .into(),
            of: Type::Choices { options: interfaces, least: 0 },
            known: vec![because(Check::Includes(words(&["wifi"])), Ground::Lot)],
            settled: None,
            asked: true,
            imports: Vec::new(),
        },
        Fact {
            id: "updatable".into(),
            title: "Software can be updated".into(),
            ask: "Can the software of the device be updated after delivery?".into(),
            of: Type::Flag,
            known: Vec::new(),
            settled: None,
            asked: true,
            imports: Vec::new(),
        },
    ]
}

fn update() -> Requirement {
    let channels = Type::Choice {
        options: options(&[
            ("signed-online", "Signed package over the network"),
            ("signed-offline", "Signed package on removable media"),
            ("unsigned", "Package without a signature"),
        ]),
        ordered: false,
    };
    let signed = Check::OneOf(words(&["signed-online", "signed-offline"]));
    let days = Type::Integer { unit: Unit::Days };
    let years = Type::Integer { unit: Unit::Years };
    let mut latency = question(
        "latency_days",
        "Within how many days is a fix for an exploited vulnerability released?",
        days,
        Some(Check::AtMost(Value::Number(30.0))),
    );
    latency.when = answer_is("channel", signed.clone());
    Requirement {
        id: "UPD-03".into(),
        number: "1.1".into(),
        theme: term("updates", "Updates"),
        title: "Security updates for the whole time of use".into(),
        obligation: Obligation::Shall,
        applies: fact_is("updatable", Check::Equals(Value::Flag(true))),
        statement:
            "The manufacturer shall deliver security updates for at least 10 years after the tender's \
                    deadline."
                .into(),
        rationale:
            "A pump is used for longer than its software is supported elsewhere. *Wards* cannot replace \
                    240 pumps in a week."
                .into(),
        verification:
            "The hospital reads:\n\n- the support policy\n- the release notes of the last two years".into(),
        guidance: "State the day on which support ends.".into(),
        spared: Vec::new(),
        parameters: vec![Parameter {
            id: "support_years".into(),
            title: "Years of security updates".into(),
            of: years,
            value: Value::Number(10.0),
            default: Value::Number(8.0),
            because: Setter::Tender,
            higher_is_stronger: Some(true),
        }],
        questions: vec![
            question(
                "support_until",
                "Until when will security updates be delivered for this model?",
                Type::Date,
                Some(Check::NotBefore(Value::Date(date(2037, 3, 31)))),
            ),
            question("channel", "How do updates reach the hospital?", channels, Some(signed)),
            latency,
        ],
        met_when: ALWAYS,
        evidence: vec![Evidence { kind: "support-policy".into(), obligation: Obligation::Shall }],
        verify: Method::Inspection,
        citations: vec![
            Citation {
                covers: Covers::Partly,
                standard: "etsi".into(),
                entries: vec![term("5.3-8", "Timely updates"), term("5.3-13", "Support period is published")],
            },
            Citation {
                standard: "mds2".into(),
                covers: Covers::Partly,
                entries: vec![term("CSUP-1", "Software of the device")],
            },
        ],
        threats: vec!["malware".into(), "device-tampering".into()],
        weight: 0,
        rests_on: Vec::new(),
        added: false,
    }
}

fn ports() -> Requirement {
    let protocols = options(&[("tcp", "TCP"), ("udp", "UDP")]);
    let columns = vec![
        Column { id: "port".into(), title: "Port".into(), of: Type::Integer { unit: Unit::Count } },
        Column {
            id: "protocol".into(),
            title: "Protocol".into(),
            of: Type::Choice { options: protocols, ordered: false },
        },
        Column { id: "encrypted".into(), title: "Encrypted".into(), of: Type::Flag },
    ];
    let encrypted = Condition::Test {
        subject: Subject::Column("encrypted".into()),
        check: Check::Equals(Value::Flag(true)),
    };
    let certificates = Type::Choices {
        options: options(&[("iec-62443-4-1", "IEC 62443-4-1, or equivalent"), ("none", "None")]),
        least: 0,
    };
    let assessed = question("assessed", "Did a third party assess the configuration?", Type::Flag, None);
    Requirement {
        id: "NET-01".into(),
        number: "1.2".into(),
        theme: term("network", "Network | <b>and</b> ports"),
        title: "Only needed ports are open | <script>alert(1)</script> *x* `y` {{ z }}".into(),
        obligation: Obligation::Should,
        applies: Condition::All(vec![
            fact_is("interfaces", Check::OneOf(words(&["ethernet", "wifi"]))),
            fact_is("updatable", Check::Equals(Value::Flag(true))),
        ]),
        statement:
            "The device should keep open only the ports that its purpose needs.\n\n# Not a heading\n\n<b>"
                .into(),
        rationale: "Each open port is a way in.".into(),
        verification: "The hospital scans a sample.".into(),
        guidance: String::new(),
        questions: vec![
            question(
                "open_ports",
                "Which ports are open?",
                Type::Table { columns, least: 1 },
                Some(Check::EachRow(Box::new(encrypted))),
            ),
            question("why", "Why is each needed?", Type::Text, None),
            question(
                "tls",
                "Which version of TLS is the oldest accepted?",
                Type::Version,
                Some(Check::Matches("1[.][23]".into())),
            ),
            question("policy", "Where is the policy published?", Type::Url, None),
            question("share", "Which share of traffic?", Type::Number { unit: Unit::Percent }, None),
            question("certificate", "Which certificates are held?", certificates, None),
            assessed,
        ],
        met_when: Condition::Any(vec![
            answer_is("certificate", Check::Includes(words(&["iec-62443-4-1"]))),
            answer_is("assessed", Check::Equals(Value::Flag(true))),
        ]),
        evidence: Vec::new(),
        verify: Method::Test,
        citations: Vec::new(),
        spared: Vec::new(),
        parameters: Vec::new(),
        weight: 0,
        rests_on: Vec::new(),
        added: true,
        ..update()
    }
}

fn lot(number: usize, id: &str, title: &str, requirements: Vec<Requirement>) -> Lot {
    let mut requirements = requirements;
    for (at, requirement) in requirements.iter_mut().enumerate() {
        requirement.number = format!("{number}.{}", at + 1);
    }
    let left = |id: &str, title: &str, reason: &str| Dropped {
        id: id.into(),
        title: title.into(),
        reason: Absence::Waiver(reason.into()),
        rests_on: Vec::new(),
    };
    Lot {
        tier: Tier::Standard,
        id: id.into(),
        number,
        title: title.into(),
        categories: vec![term("device", "Device"), term(id, title)],
        quantity: (number == 1).then_some(240),
        description: "For wards 3 to 6.".into(),
        facts: facts(if number == 3 { "internal" } else { "indirect" }),
        requirements,
        dropped: vec![
            left("BLT-01", "Bluetooth pairing", "No device of this lot has Bluetooth."),
            left("BLT-02", "Bluetooth range", "No device of this lot has Bluetooth."),
        ],
        waived: vec![left("PHY-02", "Seals", "Pumps stand in locked rooms")],
    }
}

fn node(id: &str, title: &str, zone: &str, lot: bool) -> Node {
    Node { id: id.into(), title: title.into(), zone: zone.into(), lot }
}

fn link(from: &str, to: &str, over: &str, carries: &[&str], purpose: &str) -> Link {
    let carries = carries.iter().map(|carried| (*carried).to_owned()).collect();
    Link { from: from.into(), to: to.into(), over: over.into(), carries, purpose: purpose.into() }
}

/// The tender.
pub fn spec() -> Spec {
    Spec {
        pack: "sha256:3f5a9c0b7e1d24688ace02468ace13579bdf3f5a9c0b7e1d24688ace02468ace".into(),
        tender: Tender {
            id: "smart-ward-2027".into(),
            title: "Infusion and monitoring for wards 3 to 6 | <script>*x*".into(),
            buyer: "St. Elmo's Hospital".into(),
            summary: "Pumps and monitors for **four wards**.".into(),
            deadline: date(2027, 3, 31),
            delivery: None,
            award: None,
            assurance: Assurance::Substantial,
        },
        lots: vec![
            lot(1, "pumps", "Infusion pumps", vec![update(), ports()]),
            lot(2, "monitors", "Patient monitors", vec![update(), ports()]),
            lot(3, "lights", "Lighting", vec![ports()]),
        ],
        map: Map {
            zones: vec![
                term("internet", "The internet or a provider's network"),
                term("office", "Office network"),
                term("clinical", "Clinical network"),
                term("technical", "Building and technical network"),
            ],
            nodes: vec![
                node("pumps", "Infusion pumps", "clinical", true),
                node("monitors", "Patient monitors", "clinical", true),
                node("lights", "Lighting", "technical", true),
                node("gateway", "Wi-Fi gateway", "clinical", false),
                node("ehr", "Electronic health record", "office", false),
                node("cloud", "Vendor's cloud & <service>", "internet", false),
            ],
            links: vec![
                link("pumps", "gateway", "Hospital Wi-Fi", &["patient data", "drug library"], ""),
                link("gateway", "cloud", "Internet", &[], "remote service"),
                link("monitors", "ehr", "Wired network", &["patient data"], ""),
                link("monitors", "gateway", "Hospital Wi-Fi", &[], ""),
                link("lights", "ehr", "", &[], ""),
            ],
            routes: vec![
                vec!["pumps".into(), "gateway".into(), "cloud".into()],
                vec!["monitors".into(), "gateway".into(), "cloud".into()],
            ],
        },
        standards: vec![
            Standard {
                id: "etsi".into(),
                name: "Cyber Security for Consumer Internet of Things".into(),
                short: "EN 303 645".into(),
                edition: "V3.1.3".into(),
                publisher: "ETSI".into(),
            },
            Standard {
                id: "mds2".into(),
                name: "Manufacturer Disclosure Statement for Medical Device Security".into(),
                short: "MDS2".into(),
                edition: "2019".into(),
                publisher: "NEMA".into(),
            },
        ],
        threats: vec![term("malware", "Malware"), term("device-tampering", "Tampering with a device")],
        evidence_kinds: vec![EvidenceKind {
            id: "support-policy".into(),
            title: "Support policy".into(),
            content: None,
            elements: Vec::new(),
        }],
    }
}
