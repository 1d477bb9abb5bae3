//! Forms as people send them, and files that are none.

mod files;
mod hostile;

use super::written::{answer, note_number};
use super::*;
use crate::check::example::pack;
use crate::condition::Value;
use crate::declaration::Place;
use crate::draft::Begun;
use crate::resolve::imports::{Conclusion, FormAnswer, Import, ImportRule};
use crate::words::Words;

/// What is answered, in one line.
fn told(filled: &Filled) -> String {
    let answers = filled.answers.iter().map(|(id, answer)| {
        let note = answer.note.as_ref().map(|note| format!(" [{note}]")).unwrap_or_default();
        let text = answer.note_text.as_ref().map(|text| format!(" “{text}”")).unwrap_or_default();
        format!("{id} {:?}{note}{text}", answer.said)
    });
    let torn = filled.torn.iter().map(|(id, answers)| format!("{id} torn {}", answers.len()));
    answers.chain(torn).collect::<Vec<_>>().join("; ")
}

#[test]
fn ids_are_written_in_many_ways() {
    let check = |text: &str, expected: &str| {
        assert_eq!(mds2::id(text).unwrap_or_default(), expected, "{text}");
    };
    for text in ["AUDT-2.8.1", " audt-2.8.1 ", "AUDT – 2.8.1", "AUDT—2.8.1", "AUDT 2.8.1", "AUDT-2.8.1."]
    {
        let expected = if text == "AUDT 2.8.1" { "" } else { "AUDT-2.8.1" };
        check(text, expected);
    }
    check("SHAD-15", "SAHD-15");
    check("SBoM-2.1", "SBOM-2.1");
    check("AUDIT-1", "");
    check("ABCD-1", "");
    check("AUDT-", "");
    check("ISO 27002:2013", "");
    check("AC-12", "");
}

#[test]
fn answers_are_written_in_many_ways() {
    let check = |text: &str, expected: &str| {
        let found = answer(text).map_or("blank".to_owned(), |(said, besides)| {
            format!("{said:?}{}", besides.map(|besides| format!(" {besides}")).unwrap_or_default())
        });
        assert_eq!(found, expected, "{text}");
    };
    for blank in ["", "  ", "__", "____", "-", "–", "…", "\u{a0}"] {
        check(blank, if blank == "…" { "Else" } else { "blank" });
    }
    for yes in ["Yes", "YES", " yes ", "Y", "yes.", "TRUE", "true"] {
        check(yes, "Yes");
    }
    for no in ["No", "NO", "N", "no.", "FALSE"] {
        check(no, "No");
    }
    for neither in ["N/A", "n/a", "NA", "n.a.", "Not applicable"] {
        check(neither, "Neither");
    }
    check("See Note 3", "Neither See Note 3");
    check("See Notes", "Neither See Notes");
    check("Yes, LDAP", "Yes LDAP");
    check("Yes (see note 4)", "Yes see note 4");
    check("No - not in this version", "No not in this version");
    check("N/A, no storage", "Neither no storage");
    check("Yes/No", "Else");
    check("Yes, No, \nN/A, or \nSee Note", "Yes No, N/A, or See Note");
    check("None", "Else");
    check("Nobody", "Else");
    check("Yesterday", "Else");
    check("sometimes", "Else");
    check("2019-10-09", "Else");
    check("İes", "Else");
}

#[test]
fn notes_are_named_in_many_ways() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(note_number(text).as_deref(), expected, "{text}");
    };
    for text in ["4", "4.0", "Note 4", "note 4.", "See Note 4 ", "See Note #4", "NOTE4:", "#4", "Note No. 4"]
    {
        check(text, Some("4"));
    }
    for text in ["", "Note", "4711", "Section 5.1", "Notes 4 and 5", "LDAP", "4a"] {
        check(text, None);
    }
}

fn rule(asked: &[(&str, FormAnswer)], conclusion: Conclusion) -> ImportRule {
    let asked = asked.iter().map(|(id, answer)| ((*id).to_owned(), *answer));
    ImportRule { asked: asked.collect(), conclusion }
}

fn filled(answers: &str) -> Filled {
    let sheet = Sheet {
        name: "a".to_owned(),
        rows: answers
            .split("; ")
            .enumerate()
            .map(|(at, one)| (at + 1, one.split(' ').map(|cell| cell.replace('_', " ")).collect()))
            .collect(),
    };
    mds2::find(&[sheet], &[]).map(|form| form.filled).unwrap_or_default()
}

fn begun(subject: &str, rules: Vec<ImportRule>, answers: &str) -> Begun {
    let mut lot = pack().spec.lots[0].clone();
    let imports = vec![Import { standard: "form".to_owned(), rules }];
    match lot.facts.iter_mut().find(|fact| fact.id == subject) {
        Some(fact) => fact.imports = imports,
        None => lot.requirements.iter_mut().flat_map(|one| &mut one.questions).for_each(|question| {
            if question.id == subject {
                question.imports.clone_from(&imports);
            }
        }),
    }
    begin(&lot, None, &Edition { standard: "form", form: "MDS2", called: "1" }, &filled(answers))
}

/// Compares what rules conclude for a question with what is expected.
#[track_caller]
fn check_rules(subject: &str, rules: Vec<ImportRule>, answers: &str, expected: &str) {
    let begun = begun(subject, rules, answers);
    let pieces = begun.pieces.values().map(|piece| {
        let values: Vec<String> = piece.value.iter().chain(&piece.among).map(ToString::to_string).collect();
        let mark = if piece.is_answer() { "" } else { "?" };
        let why = if piece.is_answer() { String::new() } else { format!(" {}", piece.why(Words::English)) };
        format!("{}{mark} ({}){why}", values.join(" or "), piece.origin)
    });
    let remarks = begun.remarks.iter().map(|remark| format!("{remark:?}"));
    assert_eq!(pieces.chain(remarks).collect::<Vec<_>>().join("; "), expected, "{answers}");
}

#[test]
fn rules_conclude_what_they_say_and_no_more() {
    use FormAnswer::{Given, No, Yes};
    let word = |word: &str| Value::Word(word.to_owned());
    let choice = || {
        vec![
            rule(&[("CSUP-1", Yes), ("CSUP-2", No)], Conclusion::Is(word("signed-online"))),
            rule(&[("CSUP-1", Yes)], Conclusion::OneOf(vec![word("signed-online"), word("signed-offline")])),
            rule(&[("CSUP-1", No)], Conclusion::MayBe(word("unsigned"))),
        ]
    };
    check_rules(
        "channel",
        choice(),
        "CSUP-1 Yes; CSUP-2 No",
        "\"signed-online\" (MDS2 CSUP-1: Yes, CSUP-2: No)",
    );
    check_rules(
        "channel",
        choice(),
        "CSUP-1 Yes; CSUP-2 N/A",
        "\"signed-online\" or \"signed-offline\"? (MDS2 CSUP-1: Yes) the form leaves open which of these it is",
    );
    check_rules(
        "channel",
        choice(),
        "CSUP-1 No; CSUP-2 No",
        "\"unsigned\"? (MDS2 CSUP-1: No) the form asks something near, not the same",
    );
    for nothing in
        ["CSUP-1 N/A; CSUP-2 No", "CSUP-1 __; CSUP-2 No", "CSUP-1 See_Note_3; CSUP-2 No", "DOC-1 Yes"]
    {
        check_rules("channel", choice(), nothing, "");
    }
    // A note may say that it is not so.
    check_rules(
        "channel",
        choice(),
        "CSUP-1 Yes 4; CSUP-2 No; Note_4 Not_for_all.",
        "\"signed-online\"? (MDS2 CSUP-1: Yes, note 4, CSUP-2: No) there is a note on it: Not for all.",
    );
    check_rules(
        "channel",
        choice(),
        "CSUP-1 Yes,_LDAP; CSUP-2 No",
        "\"signed-online\"? (MDS2 CSUP-1: Yes, CSUP-2: No) there is a note on it: LDAP",
    );
    // A date is given, and neither yes nor no.
    let given = || vec![rule(&[("DOC-7", Given)], Conclusion::Is(word("unsigned")))];
    check_rules("channel", given(), "DOC-7 2019-10-09; CSUP-1 No", "\"unsigned\" (MDS2 DOC-7: 2019-10-09)");
    check_rules("channel", given(), "DOC-7 __; CSUP-1 No", "");
    let remark = "Unread { entry: \"CSUP-1\", written: \"sometimes\", place: \"a!B1\" }";
    check_rules("channel", choice(), "CSUP-1 sometimes; CSUP-2 No", remark);
    check_rules(
        "channel",
        choice(),
        "CSUP-1 Yes; CSUP-1 No; CSUP-2 No",
        "Torn { entry: \"CSUP-1\", written: [(\"Yes\", \"a!B1\"), (\"No\", \"a!B2\")] }",
    );
}

#[test]
fn sets_are_whole_only_where_everything_is_answered() {
    use FormAnswer::Yes;
    let set = |option: &str| Value::Set([option.to_owned()].into());
    let rules = || {
        vec![
            rule(&[("CONN-1", Yes)], Conclusion::Includes(set("wifi"))),
            rule(&[("CONN-2", Yes)], Conclusion::Includes(set("usb"))),
            rule(&[], Conclusion::Whole(vec!["CONN-1".to_owned(), "CONN-2".to_owned()])),
        ]
    };
    let check = |answers: &str, expected: &str| check_rules("interfaces", rules(), answers, expected);
    check("CONN-1 Yes; CONN-2 No", "[\"wifi\"] (MDS2 CONN-1: Yes, CONN-2: No)");
    check("CONN-1 Yes; CONN-2 Yes", "[\"usb\",\"wifi\"] (MDS2 CONN-1: Yes, CONN-2: Yes)");
    let more = "[\"wifi\"]? (MDS2 CONN-1: Yes) the form names these, and there may be more";
    check("CONN-1 Yes; CONN-2 N/A", more);
    check("CONN-1 Yes; CONN-3 No", more);
    // The tender wants Wi-Fi.
    check(
        "CONN-1 No; CONN-2 Yes",
        "[\"usb\"]? (MDS2 CONN-2: Yes, CONN-1: No) the tender demands something else",
    );
    check("CONN-1 N/A; CONN-2 N/A", "");
}

#[test]
fn no_note_acts_on_a_terminal() {
    let rules = vec![rule(&[("CSUP-1", FormAnswer::Yes)], Conclusion::Is(Value::Flag(true)))];
    let begun = begun("certified", rules, "CSUP-1 Yes 1; CSUP-2 No; Note_1 \u{1b}[2Jgone");
    let lists = begun.lists(&pack().spec.lots[0], true, Words::English).join("\n");
    assert!(lists.contains("gone") && !lists.contains('\u{1b}'), "{lists:?}");
}

#[test]
fn what_no_form_says_is_listed_apart() {
    let rules = vec![rule(&[("CSUP-1", FormAnswer::Yes)], Conclusion::Is(Value::Flag(true)))];
    let begun = begun("certified", rules, "CSUP-1 No");
    let lists = begun.lists(&pack().spec.lots[0], true, Words::English);
    let at = lists.iter().position(|line| line.starts_with("left open by this form: 1")).unwrap();
    assert_eq!(lists[at + 1], "  CRT-01: certified");
    assert!(!begun.pieces.contains_key(&Place::answer("CRT-01", "certified")));
}

/// Whether what is demanded of devices of one kind stands against an answer hangs on the kind that is named.
#[test]
fn a_form_says_no_kind_and_is_held_against_the_one_that_is_named() {
    use crate::condition::{Check, Choice, KIND, Type};
    use crate::resolve::spec::{Ground, Kind, Known};
    let mut lot = pack().spec.lots[0].clone();
    let of = |id: &str| Kind { id: id.to_owned(), title: id.to_owned(), quantity: None };
    lot.kinds = vec![of("pump"), of("rack")];
    let options = lot.kinds.iter().map(|kind| Choice::new(&kind.id, &kind.title)).collect();
    let mut fact = lot.fact("updatable").unwrap().clone();
    (fact.id, fact.of) = (KIND.to_owned(), Type::Choice { options, ordered: false });
    let updatable = lot.facts.iter_mut().find(|fact| fact.id == "updatable").unwrap();
    let check = Check::Equals(Value::Flag(false));
    updatable.known = vec![Known { check, because: Ground::Lot, kinds: vec!["rack".to_owned()] }];
    let rules = vec![rule(&[("CSUP-1", FormAnswer::Yes)], Conclusion::Is(Value::Flag(true)))];
    updatable.imports = vec![Import { standard: "form".to_owned(), rules }];
    lot.facts.insert(0, fact);
    let check = |kind: Option<&str>, expected: &str| {
        let edition = Edition { standard: "form", form: "MDS2", called: "1" };
        let begun = begin(&lot, kind, &edition, &filled("CSUP-1 Yes"));
        let said = |place: &Place| begun.pieces.get(place).map(|piece| piece.why(Words::English));
        let found = ["kind", "updatable"].map(|id| format!("{:?}", said(&Place::Fact(id.to_owned()))));
        assert_eq!(found.join(", "), expected, "{kind:?}");
    };
    check(None, "None, Some(\"\")");
    check(Some("pump"), "Some(\"\"), Some(\"\")");
    check(Some("rack"), "Some(\"\"), Some(\"the tender demands something else\")");
}
