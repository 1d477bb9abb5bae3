//! What the check of one declaration finds: a verdict a requirement, with its reasons.

use std::collections::BTreeMap;

use crate::condition::Value;
use crate::diag::Bag;
use crate::resolve::spec::{Obligation, Term};
use crate::say;
use crate::text::Span;
use crate::words::Words;

use super::reason::{Reason, Setting};

/// What is found of one declaration.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Whether it could be judged at all; if not, there are no verdicts.
    pub judged: bool,
    /// The device as people call it: maker, name and version, and its kind where the lot has several; may be empty.
    pub device: String,
    /// The maker, as the declaration names it; may be empty.
    pub vendor: String,
    /// The device's own name, as the declaration gives it; may be empty.
    pub model: String,
    /// The well-formed facts that the declaration states, by id.
    pub facts: BTreeMap<String, Value>,
    /// The lot that is answered, where it is one of the pack's.
    pub lot: Option<Lot>,
    /// The kind that the device is of, where the lot has several and the declaration names one of them.
    pub kind: Option<Term>,
    /// A verdict for each requirement of the lot, in the lot's order.
    pub verdicts: Vec<Judged>,
    /// How many drafts wait for somebody to confirm them.
    pub drafts: usize,
    /// What is wrong with the declaration itself.
    pub diagnostics: Bag,
}

/// A lot, as far as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its id.
    pub id: String,
    /// Its place in the tender, from 1.
    pub number: usize,
    /// What people call it.
    pub title: String,
}

/// What is found of one requirement. The order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// An answer, or what the answers say together, is not accepted.
    NotMet,
    /// A question has no well-formed answer.
    Unanswered,
    /// Not met, and the vendor proposes something in its place.
    Deviation,
    /// Met as far as a machine can say; an answer is for a human to judge.
    ToReview,
    /// Met.
    Met,
    /// It does not apply to a device of these facts.
    NotApplicable,
}

impl Verdict {
    /// Every verdict, worst first.
    pub const ALL: [Self; 6] =
        [Self::NotMet, Self::Unanswered, Self::Deviation, Self::ToReview, Self::Met, Self::NotApplicable];

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::Unanswered => "unanswered",
            Self::Deviation => "deviation",
            Self::ToReview => "to-review",
            Self::Met => "met",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// What people read, where there is little room.
    pub fn label(self, words: Words) -> String {
        say!(words, &format!("verdict-{}", self.word()))
    }

    /// What people read, where there is room to say what a deviation is.
    pub fn title(self, words: Words) -> String {
        match self {
            Self::Deviation => say!(words, "verdict-deviation-proposed"),
            other => other.label(words),
        }
    }

    /// Whether a requirement of this verdict keeps a declaration from conforming, if it binds.
    pub fn falls_short(self) -> bool {
        matches!(self, Self::NotMet | Self::Unanswered | Self::Deviation)
    }
}

/// One requirement with its verdict.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The id of the requirement.
    pub id: String,
    /// Its number in the tender.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// How binding it is.
    pub obligation: Obligation,
    /// The verdict.
    pub verdict: Verdict,
    /// The answers to the questions that this device is asked, in their order.
    pub answers: Vec<Answer>,
    /// Why, where it is not simply met.
    pub reasons: Vec<Reason>,
    /// How the parameters came to be, where the requirement is missed.
    pub trace: Vec<Setting>,
    /// What the vendor proposes in its place, where the requirement is missed.
    pub deviation: Option<Deviation>,
    /// The evidence that is wanted and not enclosed; none where the requirement does not apply.
    pub evidence: Vec<Wanted>,
    /// The kinds of evidence that shall be enclosed, by id; none where the requirement does not apply.
    pub mandatory: Vec<String>,
    /// Where the vendor answers it, or would have.
    pub span: Span,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The id of the question.
    pub question: String,
    /// The answer; nothing where there is no well-formed one.
    pub value: Option<Value>,
    /// Whether its own acceptance accepts it; nothing where the answer alone decides nothing.
    pub accepted: Option<bool>,
    /// Where it stands, or where the requirement is answered.
    pub span: Span,
}

/// What a vendor proposes in place of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Why it is not met.
    pub reason: String,
    /// What is done instead.
    pub measure: String,
}

/// A kind of evidence that is wanted and not enclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The id of the kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// How binding it is.
    pub obligation: Obligation,
}

impl Outcome {
    /// The outcome of a text that could not be read.
    pub fn unread(diagnostics: Bag) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    /// What is found of the requirement of that id.
    pub fn requirement(&self, id: &str) -> Option<&Judged> {
        self.verdicts.iter().find(|judged| judged.id == id)
    }

    /// How many requirements have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts.iter().filter(|judged| judged.verdict == verdict).count()
    }

    /// How many requirements apply.
    pub fn applicable(&self) -> usize {
        self.verdicts.len() - self.count(Verdict::NotApplicable)
    }

    /// Whether `conformance.schema.json` accepts the declaration: it is sound, and every applicable `shall` is
    /// met, or a deviation from it is proposed.
    pub fn conforms(&self) -> bool {
        self.sound()
            && !self.verdicts.iter().any(|judged| {
                let lost = matches!(judged.verdict, Verdict::NotMet | Verdict::Unanswered);
                judged.obligation == Obligation::Shall && lost
            })
    }

    /// Whether the declaration could be judged and nothing is wrong with it.
    pub fn sound(&self) -> bool {
        self.judged && !self.diagnostics.has_errors()
    }
}
