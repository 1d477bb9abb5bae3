//! The requirements of a lot by theme.

use crate::condition::Condition;
use crate::condition::word;
use crate::condition::word::Naming;
use crate::resolve::spec;
use crate::resolve::spec::{Lot, Obligation, Term};
use crate::words::Words;

use super::question;
use super::{Question, When};

/// The requirements of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The theme.
    pub term: Term,
    /// Its requirements, in the order of their numbers.
    pub requirements: Vec<Requirement>,
}

/// A requirement, as it is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its number in the tender.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// How binding it is.
    pub obligation: Obligation,
    /// When it applies.
    pub applies: When,
    /// The normative sentence, in Markdown.
    pub statement: String,
    /// Help for the answer, in Markdown; may be empty.
    pub guidance: String,
    /// Why it matters, in Markdown.
    pub rationale: String,
    /// What the buyer does to verify it, in Markdown; may be empty.
    pub verification: String,
    /// The values that the buyer set, or left as they were.
    pub settings: Vec<Setting>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What must be true of the answers together.
    pub met: When,
    /// The evidence that is wanted.
    pub evidence: Vec<Wanted>,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What people call it.
    pub title: String,
    /// The value in words.
    pub value: String,
    /// Who set it, in words.
    pub because: String,
}

/// A kind of evidence that a requirement wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The id of the kind.
    pub kind: String,
    /// How binding it is.
    pub obligation: Obligation,
}

/// The requirements of a lot by theme.
pub fn themes(lot: &Lot, words: Words) -> Vec<Theme> {
    let mut themes: Vec<Theme> = Vec::new();
    for requirement in &lot.requirements {
        let asked = of(lot, requirement, words);
        match themes.iter_mut().find(|theme| theme.term == requirement.theme) {
            Some(theme) => theme.requirements.push(asked),
            None => themes.push(Theme { term: requirement.theme.clone(), requirements: vec![asked] }),
        }
    }
    themes
}

fn of(lot: &Lot, requirement: &spec::Requirement, words: Words) -> Requirement {
    let when = |condition: &Condition| When::of(lot, requirement, condition, words);
    let settings = requirement.parameters.iter().map(|parameter| Setting {
        title: parameter.title.clone(),
        value: word::value(words, &parameter.value, &parameter.of, Naming::Label),
        because: parameter.because.say(words),
    });
    let evidence = requirement
        .evidence
        .iter()
        .map(|wanted| Wanted { kind: wanted.kind.clone(), obligation: wanted.obligation });
    Requirement {
        id: requirement.id.clone(),
        number: requirement.number.clone(),
        title: requirement.title.clone(),
        obligation: requirement.obligation,
        applies: when(&requirement.applies),
        statement: requirement.statement.clone(),
        guidance: requirement.guidance.clone(),
        rationale: requirement.rationale.clone(),
        verification: requirement.verification.clone(),
        settings: settings.collect(),
        questions: requirement
            .questions
            .iter()
            .map(|one| question::of(lot, requirement, one, words))
            .collect(),
        met: when(&requirement.met_when),
        evidence: evidence.collect(),
    }
}
