//! What a question means: all that a vendor reads before answering it, and that the answer would not outlast.

use serde_json::{Value as Json, json};

use crate::draft::Kind;
use crate::resolve::spec::{Fact, Obligation, Question, Requirement};

/// What a question asks: its words, the help to it, and what the answer may be. An option that reads
/// otherwise, or one more, is another question: the answer may have been another.
pub fn of_question(question: &Question) -> Json {
    json!([plain(&question.ask), plain(&question.help), question.of])
}

/// The same of a fact.
pub fn of_fact(fact: &Fact) -> Json {
    json!([plain(&fact.ask), fact.of])
}

/// What a requirement demands, but for how binding it is where another tender binds otherwise: the answer is
/// as true of a `should` as of a `shall`. Of devices of one kind it demands what is left for that kind.
pub fn of_demand(requirement: &Requirement, kind: Kind<'_>, other: Obligation) -> Json {
    let statement = plain(&requirement.statement);
    let statement = match requirement.obligation == other {
        true => statement,
        false => statement.replace(&format!(" {} ", requirement.obligation.word()), " * "),
    };
    json!([statement, kind.left(&requirement.met_when)])
}

/// A text however its lines are broken.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
