//! Questions that another requirement's answer answers: `from: UPD-01.channel`.

use std::collections::BTreeMap;

use super::{File, wire};
use crate::condition::parse::Vocabulary;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::model::{AnswerTo, Library, Question, Requirement};
use crate::text::Route;

/// A requirement that is read already, by its id.
pub type Answers<'a> = &'a dyn Fn(&str) -> Option<&'a Requirement>;

/// What is read before a requirement is lowered: the tables of the library, and those that it takes
/// answers of.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The tables.
    pub library: &'a Library,
    /// What conditions over facts can speak of.
    pub facts: &'a Vocabulary,
    /// Other requirements.
    pub answers: Answers<'a>,
}

/// By the id of a question: the answer that it takes, and the question that this answers.
pub type Borrowed<'a> = BTreeMap<String, (AnswerTo, &'a Question)>;

/// The questions of a requirement that take another one's answer. What is not there is reported.
pub fn questions<'a>(
    wire: &wire::Requirement,
    file: &File<'_>,
    answers: Answers<'a>,
    bag: &mut Bag,
) -> Borrowed<'a> {
    let mut borrowed = Borrowed::new();
    for (id, question) in &wire.questions {
        let Some((requirement, named)) = question.from.as_ref().and_then(|from| from.split_once('.')) else {
            continue;
        };
        let place = file.place(&Route::root().key("questions").key(id).key("from"));
        let fault = |message: String| Diagnostic::new(&codes::UNKNOWN_SOURCE, message);
        let Some(other) = answers(requirement).filter(|_| requirement != wire.id) else {
            if bag.has_errors() {
                continue; // the other one may be there, and what is wrong with it is reported
            }
            bag.push(
                fault(format!("no other requirement is called `{requirement}`"))
                    .at(place, "its answer is to be taken")
                    .hint("name a requirement of this library and one of its questions"),
            );
            continue;
        };
        match other.questions.get(named) {
            Some(source) => match &source.from {
                None => {
                    let from = AnswerTo { requirement: requirement.to_owned(), question: named.to_owned() };
                    borrowed.insert(id.clone(), (from, source));
                }
                Some(first) => {
                    let first = format!("{}.{}", first.requirement, first.question);
                    bag.push(
                        fault(format!("`{requirement}.{named}` takes its answer from elsewhere"))
                            .at(place, "")
                            .edit("name the question that is asked", place, first),
                    );
                }
            },
            None => {
                let known = other.questions.keys().map(|known| format!("{requirement}.{known}"));
                let known: Vec<String> = known.collect();
                let message = format!("{requirement} has no question `{named}`");
                let word = format!("{requirement}.{named}");
                let fault = fault(message).at(place, "");
                bag.push(suggest::offer(fault, &word, known.iter().map(String::as_str), place));
            }
        }
    }
    borrowed
}
