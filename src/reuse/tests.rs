//! What becomes of answers when the question, the tender or the source is another.

use super::*;
use crate::check::example::{ANSWERS, FACTS, HEAD, pack};
use crate::condition::{Check, Choice, Condition, KIND, Subject};
use crate::declaration::load;
use crate::diag::Bag;
use crate::text::Sources;
use crate::words::Words;

fn read(text: &str) -> Declaration {
    load("a.yaml", text, &mut Sources::default(), &mut Bag::default()).unwrap()
}

/// What is begun, in one line: answers by name, drafts and the rest with their reasons.
fn told(begun: &Begun) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (place, piece) in &begun.pieces {
        parts.push(match piece.is_answer() {
            true => place.to_string(),
            false => format!("{place}? {}", piece.why(Words::English)),
        });
    }
    parts.extend(begun.remarks.iter().map(|remark| match remark {
        Remark::Unfit { place, said, .. } => format!("{place} was {said}"),
        Remark::Settled { fact, said, .. } => format!("{fact} is not {said}"),
        Remark::About { which, .. } => format!("{} differs", ABOUT[*which].1),
        Remark::Evidence(count) => format!("{count} files"),
        other => format!("{other:?}"),
    }));
    parts.extend(begun.idle.values().flatten().map(|place| format!("{place} is not asked")));
    parts.join("; ")
}

/// Begins a declaration for a lot that differs from the one that was answered, and compares what becomes of
/// some places with what is expected.
#[track_caller]
fn check(change: impl FnOnce(&mut Lot), answers: &str, at: &[&str], expected: &str) {
    let old = pack().spec.lots[0].clone();
    let mut new = old.clone();
    change(&mut new);
    let declaration = read(&format!("{HEAD}{FACTS}{answers}"));
    let begun = begin(&new, None, &[Earlier { name: "a.yaml", declaration: &declaration, lot: Some(&old) }]);
    let told = told(&begun);
    let parts: Vec<&str> = told.split("; ").filter(|part| at.iter().any(|at| part.starts_with(at))).collect();
    assert_eq!(parts.join("; "), expected, "{answers}");
}

fn question<'l>(lot: &'l mut Lot, requirement: &str, question: &str) -> &'l mut Question {
    let requirement = lot.requirements.iter_mut().find(|one| one.id == requirement).unwrap();
    requirement.questions.iter_mut().find(|one| one.id == question).unwrap()
}

#[test]
fn what_is_asked_as_before_is_taken() {
    let all = "interfaces; updatable; CRT-01.certified; CRT-01.own_test; DOC-01.security_page; \
               DOC-01.summary; NET-01.open_ports; NET-02.methods; NET-02.tls; POW-01.charge; UPD-03.channel; \
               UPD-03.latency_days; UPD-03.support_until";
    check(|_| (), ANSWERS, &["inter", "upd", "C", "D", "N", "P", "U"], all);
    // Where lines break, the number, the reasons and how binding it is change no answer.
    let other_words = |lot: &mut Lot| {
        question(lot, "UPD-03", "channel").ask = "What  about\nchannel?".to_owned();
        for one in &mut lot.requirements {
            one.number = "7.7".to_owned();
            one.rationale = "Other.".to_owned();
            one.statement = one.statement.replace(&format!(" {} ", one.obligation.word()), " should ");
            one.obligation = crate::resolve::spec::Obligation::Should;
        }
    };
    check(other_words, ANSWERS, &["inter", "upd", "C", "D", "N", "P", "U"], all);
}

#[test]
fn what_is_asked_otherwise_is_a_draft() {
    let at = &["UPD-03"];
    let rest = |first: &str| format!("{first}; UPD-03.latency_days; UPD-03.support_until");
    let of_channel = |lot: &mut Lot, edit: &dyn Fn(&mut Vec<Choice>)| {
        if let Type::Choice { options, .. } = &mut question(lot, "UPD-03", "channel").of {
            edit(options);
        }
    };
    let reworded = |lot: &mut Lot| question(lot, "UPD-03", "channel").ask = "Which channel?".to_owned();
    check(reworded, ANSWERS, at, &rest("UPD-03.channel? the question was: What about channel?"));
    let helped = |lot: &mut Lot| question(lot, "UPD-03", "channel").help = "Not by post.".to_owned();
    check(helped, ANSWERS, at, &rest("UPD-03.channel? the question has changed"));
    check(
        |lot| of_channel(lot, &|options| options.push(Choice::new("courier", "By courier"))),
        ANSWERS,
        at,
        &rest("UPD-03.channel? the question has changed"),
    );
    check(
        |lot| of_channel(lot, &|options| options[0].label = "Package, signed or not".to_owned()),
        ANSWERS,
        at,
        &rest("UPD-03.channel? the question has changed"),
    );
    check(
        |lot| of_channel(lot, &|options| drop(options.remove(0))),
        ANSWERS,
        at,
        "UPD-03.latency_days; UPD-03.support_until; UPD-03.channel was \"signed-online\"",
    );
    check(
        |lot| question(lot, "UPD-03", "latency_days").accept = Some(Check::AtMost(Value::Number(7.0))),
        ANSWERS,
        at,
        "UPD-03.channel; UPD-03.latency_days? what is accepted has changed; UPD-03.support_until",
    );
    check(
        |lot| lot.requirements.iter_mut().for_each(|one| one.statement += " At once."),
        ANSWERS,
        &["POW"],
        "POW-01.charge? the requirement reads otherwise now",
    );
}

#[test]
fn the_tender_and_the_lot_have_their_say() {
    let settled = |lot: &mut Lot| {
        let fact = lot.facts.iter_mut().find(|fact| fact.id == "updatable").unwrap();
        fact.settled = Some(Value::Flag(false));
    };
    check(settled, ANSWERS, &["upd"], "updatable is not true");
    let refused = |lot: &mut Lot| {
        let fact = lot.facts.iter_mut().find(|fact| fact.id == "interfaces").unwrap();
        fact.known[0].check = Check::Includes(vec![Value::Word("ethernet".to_owned())]);
    };
    check(refused, ANSWERS, &["inter"], "interfaces? the tender demands something else");
    check(
        |lot| lot.requirements.retain(|one| one.id != "POW-01"),
        ANSWERS,
        &["POW"],
        "POW-01.charge is not asked",
    );
    let proposed = "deviations: {POW-01: {reason: No battery., measure: A plug.}}\n";
    check(|_| (), proposed, &["POW"], "POW-01? a deviation is proposed for each tender anew");
    let listed = "evidence: [{for: [UPD-03], kind: support-policy, file: p.pdf, sha256: x}]\n";
    check(|_| (), listed, &["1"], "1 files");
    check(|lot| lot.requirements.iter_mut().for_each(|one| one.evidence.clear()), listed, &["1"], "");
}

/// Begins a declaration for a device of one kind from that of another, in a lot of both.
#[track_caller]
fn check_kinds(change: impl FnOnce(&mut Lot), kind: Option<&str>, before: &str, at: &[&str], expected: &str) {
    let mut lot = pack().spec.lots[0].clone();
    let of =
        |id: &str| crate::resolve::spec::Kind { id: id.to_owned(), title: id.to_owned(), quantity: None };
    lot.kinds = vec![of("pump"), of("rack")];
    let options = lot.kinds.iter().map(|kind| Choice::new(&kind.id, &kind.title)).collect();
    let mut fact = lot.fact("updatable").unwrap().clone();
    (fact.id, fact.of) = (KIND.to_owned(), Type::Choice { options, ordered: false });
    lot.facts.insert(0, fact);
    change(&mut lot);
    let facts = FACTS.replace("facts: {", &format!("facts: {{kind: {before}, "));
    let declaration = read(&format!("{HEAD}{facts}{ANSWERS}"));
    let begun = begin(&lot, kind, &[Earlier { name: "a.yaml", declaration: &declaration, lot: Some(&lot) }]);
    let told = told(&begun);
    let parts: Vec<&str> = told.split("; ").filter(|part| at.iter().any(|at| part.starts_with(at))).collect();
    assert_eq!(parts.join("; "), expected, "{kind:?}, {before} before");
}

#[test]
fn of_another_kind_only_what_is_demanded_alike_is_taken() {
    use crate::resolve::spec::{Ground, Known};
    let demanded = |lot: &mut Lot| {
        let fact = lot.facts.iter_mut().find(|fact| fact.id == "updatable").unwrap();
        let check = Check::Equals(Value::Flag(false));
        fact.known = vec![Known { check, because: Ground::Lot, kinds: vec!["rack".to_owned()] }];
    };
    let other = "it was answered for a device of another kind, of which something else is demanded";
    check_kinds(demanded, None, "pump", &["kind", "upd"], "kind; updatable");
    check_kinds(demanded, Some("pump"), "pump", &["kind", "upd"], "kind; updatable");
    check_kinds(demanded, Some("rack"), "pump", &["kind", "upd"], &format!("kind; updatable? {other}"));
    check_kinds(demanded, Some("rack"), "pump", &["inter"], "interfaces");
    // What must hold of the answers together is another thing for another kind.
    let together = |lot: &mut Lot| {
        let requirement = lot.requirements.iter_mut().find(|one| one.id == "POW-01").unwrap();
        let rack = Check::Equals(Value::Word("rack".to_owned()));
        let charge = Check::AtMost(Value::Number(2.0));
        requirement.met_when = Condition::Any(vec![
            Condition::Not(Box::new(Condition::Test { subject: Subject::kind(), check: rack })),
            Condition::Test { subject: Subject::Answer("charge".to_owned()), check: charge },
        ]);
    };
    check_kinds(together, Some("pump"), "pump", &["POW"], "POW-01.charge");
    check_kinds(together, Some("rack"), "rack", &["POW"], "POW-01.charge");
    check_kinds(together, Some("rack"), "pump", &["POW"], &format!("POW-01.charge? {other}"));
    check_kinds(together, Some("pump"), "rack", &["POW"], &format!("POW-01.charge? {other}"));
}

/// Begins a declaration from several, the first of which has an unknown pack if `strange`.
#[track_caller]
fn check_several(texts: &[&str], strange: bool, expected: &str) {
    let lot = &pack().spec.lots[0];
    let declarations: Vec<Declaration> =
        texts.iter().map(|text| read(&format!("{HEAD}facts: {{}}\n{text}"))).collect();
    let earlier: Vec<Earlier<'_>> = declarations
        .iter()
        .zip(["a", "b", "c"])
        .map(|(declaration, name)| Earlier {
            name,
            declaration,
            lot: (!strange || name != "a").then_some(lot),
        })
        .collect();
    assert_eq!(told(&begin(lot, None, &earlier)), expected, "{texts:?}");
}

#[test]
fn later_ones_fill_what_earlier_ones_leave() {
    let charge = |hours: u32| format!("answers: {{POW-01: {{charge: {hours}}}}}");
    let far = "what was asked is not known";
    check_several(&["answers: {}", &charge(3)], false, "POW-01.charge");
    check_several(&[&charge(3), &charge(3)], false, "POW-01.charge");
    check_several(&[&charge(3), &charge(4)], false, "POW-01.charge? b says 4");
    check_several(&[&charge(3), &charge(4), &charge(3)], false, "POW-01.charge? b says 4");
    check_several(&[&charge(3)], true, &format!("POW-01.charge? {far}"));
    // Known from elsewhere.
    check_several(&[&charge(3), &charge(3)], true, "POW-01.charge");
    check_several(&[&charge(3), &charge(4)], true, &format!("POW-01.charge? {far}; b says 4"));
    check_several(&["answers: {POW-01: {charge: full}}", &charge(4)], false, "POW-01.charge");
    let lot = &pack().spec.lots[0];
    let other = read(&HEAD.replace("name: Infusor", "name: Other"));
    let (one, other) = (
        Earlier { name: "a", declaration: &read(HEAD), lot: None },
        Earlier { name: "b", declaration: &other, lot: None },
    );
    assert_eq!(told(&begin(lot, None, &[one, other])), "name differs");
}

#[test]
fn a_draft_stays_a_draft() {
    let draft = "drafts: {answers: {POW-01: {charge: {value: 3, origin: MDS2 X-1, why: near}}}}";
    check_several(&[draft], false, "POW-01.charge? near");
    let bare = "drafts: {answers: {POW-01: {charge: {value: 3, origin: ' '}}}}";
    check_several(&[bare], false, "POW-01.charge? it was a draft before");
    check_several(&["drafts: {answers: 3, facts: []}"], false, "");
    check_several(&[draft, "answers: {POW-01: {charge: 3}}"], false, "POW-01.charge");
    check_several(&[draft, "answers: {POW-01: {charge: 4}}"], false, "POW-01.charge? near; b says 4");
    check_several(&["answers: {POW-01: {charge: 3}}", draft], false, "POW-01.charge");
}

#[test]
fn what_is_begun_is_well_formed_and_names_what_is_open() {
    let pack = pack();
    let lot = &pack.spec.lots[0];
    let text = "facts: {updatable: true}\nanswers: {UPD-03: {channel: signed-online}}\n\
                drafts: {facts: {interfaces: {among: [[wifi], [usb, wifi]], origin: F, why: W}}}";
    let declaration = read(&format!("{HEAD}{text}"));
    let begun = begin(lot, None, &[Earlier { name: "a", declaration: &declaration, lot: Some(lot) }]);
    let json = begun.declaration(&pack.spec, lot, "schema.json", Words::English);
    let judge = pack.schemas["pumps"].judge(lot).unwrap();
    let wrong: Vec<String> = judge
        .judge(&json)
        .faults
        .iter()
        .map(|fault| fault.to_string())
        .filter(|fault| !fault.contains("null") && !fault.contains("not valid under"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(json["answers"]["UPD-03"]["channel"], "signed-online");
    assert_eq!(json["answers"]["UPD-03"]["latency_days"], Json::Null);
    assert_eq!(json["drafts"]["facts"]["interfaces"]["among"], json!([["wifi"], ["usb", "wifi"]]));
    assert_eq!(json["evidence"][0]["file"], Json::Null);
    let lists = begun.lists(lot, false, Words::English);
    assert!(lists.contains(&"  UPD-03: support_until, latency_days".to_owned()), "{lists:#?}");
    assert!(!lists.iter().any(|line| line.starts_with("  facts: interfaces")), "{lists:#?}");
}
