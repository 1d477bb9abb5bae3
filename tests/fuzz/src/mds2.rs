//! A filled-in MDS2, as a list of values or as a text: read, and what follows from it for a lot.

use std::sync::LazyLock;

use tenderc::condition::{Type, Value};
use tenderc::import::{self, mds2};
use tenderc::resolve::imports::{Conclusion, FormAnswer, Import, ImportRule};
use tenderc::resolve::spec::Lot;
use tenderc::words::Words;

use crate::base::PACK;

/// Entries of the form that the facts and questions of the lot hang on, in turn.
const ENTRIES: [&str; 8] =
    ["MPII-1", "AUDT-2.1", "CSUP-1", "SAHD-15", "CONN-7.1", "DOC-7", "PAUT-1", "RMOT-2"];

/// The first lot of the base's pack, each fact and question of which follows from the form.
static LOT: LazyLock<Lot> = LazyLock::new(|| {
    let mut lot = PACK.spec.lots.first().expect("the base has a lot").clone();
    let facts = lot.facts.iter_mut().map(|fact| (&fact.of, &mut fact.imports));
    let questions = lot.requirements.iter_mut().flat_map(|requirement| &mut requirement.questions);
    let questions = questions.map(|question| (&question.of, &mut question.imports));
    for (at, (of, imports)) in facts.chain(questions).enumerate() {
        imports.push(Import { standard: mds2::OF_2019.standard.to_owned(), rules: rules(at, of) });
    }
    lot
});

/// Rules of every kind that fits a type.
fn rules(at: usize, of: &Type) -> Vec<ImportRule> {
    let entry =
        |step: usize| ENTRIES.get((at + step) % ENTRIES.len()).copied().unwrap_or_default().to_owned();
    let words: Vec<Value> = match of {
        Type::Flag => vec![Value::Flag(true), Value::Flag(false)],
        of => of.options().iter().map(|option| Value::Word(option.id.clone())).collect(),
    };
    let sets = || {
        let ids =
            words.iter().filter_map(|word| if let Value::Word(id) = word { Some(id.clone()) } else { None });
        ids.map(|id| Value::Set(std::iter::once(id).collect()))
    };
    let conclusions: Vec<Conclusion> = match of {
        Type::Choices { .. } => {
            let whole = Conclusion::Whole(vec![entry(0), entry(1)]);
            sets().map(Conclusion::Includes).chain([whole]).collect()
        }
        _ => {
            let is = words.first().cloned().map(Conclusion::Is);
            let may_be = words.last().cloned().map(Conclusion::MayBe);
            is.into_iter().chain(may_be).chain([Conclusion::OneOf(words.clone())]).collect()
        }
    };
    let answers = [FormAnswer::Yes, FormAnswer::No, FormAnswer::Given];
    let asked = |step: usize| (entry(step), answers.get(step % 3).copied().unwrap_or(FormAnswer::Yes));
    let rule = |(step, conclusion): (usize, Conclusion)| ImportRule { asked: vec![asked(step)], conclusion };
    conclusions.into_iter().enumerate().map(rule).collect()
}

/// Takes the bytes for a form.
pub fn run(bytes: &[u8]) {
    // What is packed is for the target of workbooks.
    if bytes.starts_with(b"PK") {
        return;
    }
    let texts: Vec<String> = import::text_of(bytes).into_iter().collect();
    let Ok(sheets) = import::read(bytes.to_vec()) else { return };
    let Some(form) = mds2::find(&sheets, &texts) else { return };
    let mut begun = import::begin(&LOT, None, form.edition, &form.filled);
    begun.about = form.about();
    let json = begun.declaration(&PACK.spec, &LOT, "declaration.schema.json", Words::English);
    assert!(json.is_object());
    assert!(!begun.lists(&LOT, true, Words::English).is_empty());
    for piece in begun.pieces.values() {
        assert!(piece.is_answer() || !piece.why(Words::English).is_empty(), "{piece:?}");
    }
}
