//! What a workbook reckons by itself comes to what `check` finds: of each row whether it is asked and open, and how
//! many are open.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use tenderc::check::{Verdict, check};
use tenderc::condition::{Condition, Subject, Type};
use tenderc::declaration::load;
use tenderc::diag::Bag;
use tenderc::pack::Pack;
use tenderc::resolve::spec::{Lot, Spec};
use tenderc::schema;
use tenderc::syntax::workbook::{self, Cells};
use tenderc::text::Sources;

use crate::declare::{Aim, Declarer, Dice};

/// Declarations of a lot with more and more left to do: all is said; answers are left open; and facts; everything.
pub fn declarations(spec: &Spec, lot: &Lot) -> Vec<Json> {
    let (declarer, mut dice) = (Declarer::new(spec, lot), Dice(31));
    let whole = declarer.declaration(Aim::Complete, &mut dice);
    let mut answers = declarer.declaration(Aim::Complete, &mut dice);
    open(&mut answers["answers"], 3, &mut dice);
    propose(lot, &mut answers, &mut dice);
    let mut facts = declarer.declaration(Aim::Conform, &mut dice);
    open(&mut facts["answers"], 2, &mut dice);
    // What the tender settles stands in a workbook from the start.
    let settled = |id: &str| lot.fact(id).is_some_and(|fact| fact.settled.is_some());
    let stated = facts["facts"].as_object_mut().unwrap();
    stated.retain(|id, _| settled(id) || dice.roll(3) > 0);
    vec![whole, answers, facts, schema::blank(spec, lot)]
}

/// Takes one answer in so many away.
fn open(answers: &mut Json, sides: usize, dice: &mut Dice) {
    for answers in answers.as_object_mut().unwrap().values_mut() {
        answers.as_object_mut().unwrap().retain(|_, _| dice.roll(sides) > 0);
    }
}

/// Proposes deviations, some of them in part.
fn propose(lot: &Lot, declaration: &mut Json, dice: &mut Dice) {
    for requirement in lot.requirements.iter().step_by(4) {
        let measure = if dice.roll(3) > 0 { json!("A locked cabinet.") } else { Json::Null };
        declaration["deviations"][&requirement.id] = json!({ "reason": "Not yet.", "measure": measure });
    }
}

/// How each row stands, by its key, and how many are open of device and facts, and of questions.
#[derive(Debug, PartialEq)]
pub struct Reckoned {
    rows: BTreeMap<String, String>,
    open: [String; 2],
}

/// What `check` finds of a declaration.
pub fn found(pack: &Pack, lot: &Lot, declaration: &Json) -> Reckoned {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let read = load("declaration.json", &declaration.to_string(), &mut sources, &mut bag).unwrap();
    let outcome = check(pack, &read);
    let mut rows = BTreeMap::new();
    for judged in &outcome.verdicts {
        let requirement = lot.requirement(&judged.id).unwrap();
        let undecided = judged.verdict == Verdict::Unanswered && judged.answers.is_empty();
        for question in requirement.asked() {
            let answer = judged.answers.iter().find(|answer| answer.question == question.id);
            let state = match answer.map(|answer| &answer.value) {
                None if undecided => "undecided",
                None => "not asked",
                Some(Some(_)) => "answered",
                Some(None) if judged.verdict == Verdict::Deviation => "deviation",
                Some(None) => "open",
            };
            rows.insert(format!("answers/{}/{}", requirement.id, question.id), state.to_owned());
        }
    }
    // An answer that another requirement wants stands where it is asked, so it has to be asked there.
    for judged in &outcome.verdicts {
        let requirement = lot.requirement(&judged.id).unwrap();
        for answer in judged.answers.iter().filter(|answer| answer.value.is_none()) {
            let (owner, question) = requirement.answer_to(&answer.question);
            let state = rows.get(&format!("answers/{owner}/{question}")).map(String::as_str);
            let asked = matches!(state, Some("open" | "deviation"));
            assert!(asked, "{} wants {owner}.{question}, which is {state:?}", judged.id);
        }
    }
    let said = |part: &str, key: &str| !declaration[part][key].is_null();
    let heads = [("vendor", &["name", "contact"][..]), ("device", &["name", "model", "version"])];
    let heads = heads.iter().flat_map(|(part, keys)| keys.iter().map(move |key| (*part, *key)));
    let facts = lot.facts.iter().filter(|fact| fact.asked && fact.settled.is_none());
    for (part, key) in heads.chain(facts.map(|fact| ("facts", fact.id.as_str()))) {
        let state = if said(part, key) { "answered" } else { "open" };
        rows.insert(format!("{part}/{key}"), state.to_owned());
    }
    let count = |are: &dyn Fn(&str) -> bool| {
        rows.iter().filter(|(key, state)| are(key) && *state == "open").count().to_string()
    };
    let is_answer = |key: &str| key.starts_with("answers/");
    let open = [count(&|key| !is_answer(key)), count(&is_answer)];
    Reckoned { rows, open }
}

/// Whether a formula can say when a requirement and its questions are asked: spreadsheets do not compare versions.
fn is_reckoned(lot: &Lot, requirement: &str) -> bool {
    let requirement = lot.requirement(requirement).unwrap();
    let conditions =
        requirement.questions.iter().map(|question| &question.when).chain([&requirement.applies]);
    let subjects = conditions.flat_map(Condition::subjects);
    let of = |subject: &Subject| match subject {
        Subject::Fact(id) => lot.fact(id).map(|fact| &fact.of),
        Subject::Answer(id) => requirement.question(id).map(|question| &question.of),
        Subject::Column(_) => None,
    };
    !subjects.into_iter().any(|subject| of(subject) == Some(&Type::Version))
}

impl Reckoned {
    /// The same of the rows of which a formula can say it all.
    pub fn reckoned(mut self, lot: &Lot) -> Self {
        let before = self.rows.len();
        self.rows.retain(|key, _| {
            key.strip_prefix("answers/")
                .and_then(|key| key.split('/').next())
                .is_none_or(|id| is_reckoned(lot, id))
        });
        if self.rows.len() < before {
            self.open[1].clear();
        }
        self
    }
}

/// What a workbook says.
pub fn said(book: Vec<u8>) -> Reckoned {
    let sheets = workbook::read(book).unwrap();
    let text = |sheet: &Cells, row: usize, column: usize| {
        sheet.rows.get(&row).and_then(|row| row.get(&column)).map(ToString::to_string).unwrap_or_default()
    };
    let mut rows = BTreeMap::new();
    for sheet in sheets.iter().filter(|sheet| ["Device and facts", "Questions"].contains(&&*sheet.name)) {
        for row in sheet.rows.keys().filter(|row| **row > 2) {
            let (key, state) = (text(sheet, *row, 0), text(sheet, *row, 6));
            if !key.is_empty() && state != "settled" {
                rows.insert(key, state);
            }
        }
    }
    let open = [2, 3].map(|row| text(&sheets[0], row, 1));
    Reckoned { rows, open }
}

/// Compares both; `name` is what the workbook is called.
#[track_caller]
pub fn check_same(name: &str, expected: &Reckoned, found: &Reckoned) {
    let differing = expected.rows.iter().filter(|(key, state)| found.rows.get(*key) != Some(state));
    let differing: Vec<String> = differing
        .map(|(key, state)| format!("{key}: {state}, and the workbook says {:?}", found.rows.get(key)))
        .collect();
    assert!(differing.is_empty(), "{name}\n{}", differing.join("\n"));
    assert_eq!(expected, found, "{name}");
}
