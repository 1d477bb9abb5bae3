//! What a library says.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{AnswerTo, Assurance, BillElement, Content, Covers, FormAnswer, Method, Obligation, Tier};
use crate::condition::parse::Operand;
use crate::condition::{Check, Condition, Type, Value};
use crate::text::{Span, Spanned};

/// A library: requirements and the vocabulary they are written in.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What it calls itself and its people.
    pub about: About,
    /// Facts by id, in the order of `facts.yaml`.
    pub facts: IndexMap<String, Fact>,
    /// Categories by id, in the order of `categories.yaml`.
    pub categories: IndexMap<String, Category>,
    /// Threats by id.
    pub threats: IndexMap<String, Term>,
    /// Kinds of evidence by id.
    pub evidence: IndexMap<String, EvidenceKind>,
    /// Standards by id.
    pub standards: IndexMap<String, Standard>,
    /// Requirements by id, by theme and then by id.
    pub requirements: IndexMap<String, Requirement>,
}

impl Library {
    /// A category and those above it, from the root down.
    pub fn lineage(&self, category: &str) -> Vec<&Category> {
        let mut line = Vec::new();
        let mut at = self.categories.get(category);
        while let Some(category) = at.filter(|_| line.len() <= self.categories.len()) {
            line.push(category);
            at = category.parent.as_ref().and_then(|parent| self.categories.get(&parent.value));
        }
        line.reverse();
        line
    }

    /// What a link can be for: the words that are declared, and those that facts follow from. Where there
    /// are none, any word will do.
    pub fn purposes(&self) -> Vec<Term> {
        self.words(&self.about.purposes, |derivation| match derivation {
            Derivation::Link { purpose, .. } => purpose.as_ref(),
            Derivation::Zone | Derivation::Reach { .. } => None,
        })
    }

    /// What a link can carry, in the same way.
    pub fn loads(&self) -> Vec<Term> {
        self.words(&self.about.loads, |derivation| match derivation {
            Derivation::Link { carries, .. } => carries.as_ref(),
            Derivation::Zone | Derivation::Reach { .. } => None,
        })
    }

    fn words(&self, declared: &[Term], word: impl Fn(&Derivation) -> Option<&String>) -> Vec<Term> {
        let mut words = declared.to_vec();
        for fact in self.facts.values() {
            let Some(id) = fact.derivation.as_ref().and_then(&word) else { continue };
            if !words.iter().any(|known| known.id == *id) {
                words.push(Term { id: id.clone(), title: fact.title.clone() });
            }
        }
        words
    }

    /// The zones: the options of the fact that is the lot's own zone.
    pub fn zones(&self) -> &[crate::condition::Choice] {
        let own = self.facts.values().find(|fact| matches!(fact.derivation, Some(Derivation::Zone)));
        own.map(|fact| fact.of.options()).unwrap_or_default()
    }

    /// Whether a category is another one or below it.
    pub fn is_a(&self, category: &str, ancestor: &str) -> bool {
        self.lineage(category).iter().any(|above| above.id == ancestor)
    }
}

/// What a library calls itself and its people.
#[derive(Clone, Debug)]
pub struct About {
    /// Its name; may be empty.
    pub name: String,
    /// The noun for who buys.
    pub buyer: String,
    /// Nouns for who can have an obligation, besides those of every library.
    pub actors: Vec<String>,
    /// What links of a tender can be for.
    pub purposes: Vec<Term>,
    /// What links of a tender can carry.
    pub loads: Vec<Term>,
}

impl Default for About {
    fn default() -> Self {
        Self {
            name: String::new(),
            buyer: "buyer".to_owned(),
            actors: Vec::new(),
            purposes: Vec::new(),
            loads: Vec::new(),
        }
    }
}

/// An id with what people read.
#[derive(Clone, Debug)]
pub struct Term {
    /// The id.
    pub id: String,
    /// What people read.
    pub title: String,
}

/// A kind of evidence.
#[derive(Clone, Debug)]
pub struct EvidenceKind {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What its files hold, where that is to be looked at.
    pub content: Option<Content>,
    /// What a bill of materials must say; none where that is left to the program.
    pub elements: Vec<BillElement>,
}

/// Who knows a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The category, by definition.
    Category,
    /// The tender: place and way of use.
    Tender,
    /// The vendor: the device itself.
    Vendor,
}

/// A fact of the vocabulary.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id, snake_case.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The question it answers.
    pub ask: String,
    /// What its value may be.
    pub of: Type,
    /// Who knows it.
    pub holder: Holder,
    /// How the links of a tender settle it.
    pub derivation: Option<Derivation>,
    /// What other forms say of it.
    pub imports: Vec<Import>,
}

/// What a form that a standard publishes says of a fact or a question: rules, of which the first that
/// concludes something counts.
#[derive(Clone, Debug)]
pub struct Import {
    /// The id of the standard.
    pub standard: Spanned<String>,
    /// The rules, in their order.
    pub rules: Vec<ImportRule>,
}

/// A rule: what is concluded from which answers.
#[derive(Clone, Debug)]
pub struct ImportRule {
    /// The ids of entries of the standard, each with what is answered there; all of it.
    pub asked: Vec<(Spanned<String>, FormAnswer)>,
    /// What follows.
    pub conclusion: Conclusion,
}

/// What follows from the answers of a form.
#[derive(Clone, Debug)]
pub enum Conclusion {
    /// Both questions mean the same: it is this value.
    Is(Value),
    /// It is likely this value, which a person confirms.
    MayBe(Value),
    /// It is one of these values.
    OneOf(Vec<Value>),
    /// The set includes these options.
    Includes(Value),
    /// Where these entries are all answered, the set has no other options than those that were added.
    Whole(Vec<Spanned<String>>),
}

/// How the links of a tender settle a fact of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// The fact is the zone that the lot stands in. Its options are all the zones there are.
    Zone,
    /// The fact is how near the lot is to a zone, by the links.
    Reach {
        /// The zone.
        zone: String,
        /// The option for a lot without links.
        none: String,
        /// … with links, none of which leads there.
        linked: String,
        /// … that gets there through something else.
        indirect: String,
        /// … with a link into the zone.
        direct: String,
    },
    /// The fact depends on there being a link of the lot with this purpose or load.
    Link {
        /// The purpose the link must have.
        purpose: Option<String>,
        /// What the link must carry.
        carries: Option<String>,
        /// For a fact of choices: what it then includes. Otherwise the fact is a flag, true exactly then.
        includes: Vec<String>,
    },
}

/// A kind of device.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The category above.
    pub parent: Option<Spanned<String>>,
    /// What is true of every device of it, beyond what the categories above say.
    pub bounds: Vec<Bound>,
    /// Where it is declared.
    pub span: Span,
}

/// Something that is true of a fact.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The id of the fact.
    pub fact: String,
    /// What is true.
    pub check: Check,
    /// Where it is said.
    pub span: Span,
}

/// A published document that requirements cite.
#[derive(Clone, Debug)]
pub struct Standard {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// Its edition.
    pub edition: String,
    /// When it was published: 2024, 2024-09 or 2024-09-30.
    pub date: String,
    /// Who publishes it.
    pub publisher: String,
    /// The id of the edition that took its place.
    pub superseded_by: Option<String>,
    /// The devices it is about.
    pub scope: Condition,
    /// Its entries by id.
    pub entries: IndexMap<String, Entry>,
}

/// An entry of a standard: a provision, a clause, a question.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is about, in our own words.
    pub title: String,
    /// Its grading, where the standard grades.
    pub level: Option<String>,
    /// Whether nobody has checked it against the standard; such an entry cannot be cited.
    pub unchecked: bool,
    /// Why it is not for a vendor to answer.
    pub not_asked: Option<String>,
}

/// A requirement.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// The folder it stands in.
    pub theme: Term,
    /// What people call it.
    pub title: String,
    /// Where that is written.
    pub title_span: Span,
    /// How binding it is, by level of assurance; a level that is left out does not ask for it.
    pub obligation: Vec<(Assurance, Obligation)>,
    /// The tier from which on it is asked.
    pub tier: Tier,
    /// The categories it is for; those below are included.
    pub categories: Vec<Spanned<String>>,
    /// The categories it is not for, with those below.
    pub not_categories: Vec<Spanned<String>>,
    /// What must be true for it to apply.
    pub when: Condition,
    /// Where that is written.
    pub when_span: Span,
    /// Its parameters.
    pub parameters: IndexMap<String, Parameter>,
    /// Its questions.
    pub questions: IndexMap<String, Question>,
    /// What must be true of the answers, besides the acceptance of each.
    pub met_when: Condition,
    /// The evidence wanted.
    pub evidence: Vec<Wanted>,
    /// How it is verified.
    pub verify: Method,
    /// What it covers.
    pub references: Vec<Reference>,
    /// Ids of the threats it counters.
    pub threats: Vec<Spanned<String>>,
    /// The day by which somebody must have looked at it again.
    pub review_by: Spanned<Date>,
    /// The normative sentence: a template in Markdown.
    pub statement: Spanned<String>,
    /// Why it matters: a template in Markdown.
    pub rationale: Spanned<String>,
    /// What the buyer does: a template in Markdown; may be empty.
    pub verification: Spanned<String>,
    /// Help for the answer: a template in Markdown; may be empty.
    pub guidance: Spanned<String>,
    /// Where its id is written.
    pub span: Span,
    /// Whether a tender added it.
    pub added: bool,
}

/// A parameter of a requirement.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its id, snake_case.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What its value may be.
    pub of: Type,
    /// Its value unless a tender sets another.
    pub default: Spanned<Value>,
    /// What a tender may set it to.
    pub bounds: Vec<Check>,
    /// Whether a higher value demands more.
    pub higher_is_stronger: Option<bool>,
    /// Where it is declared.
    pub span: Span,
}

/// A question of a requirement.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, snake_case.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Where that is written.
    pub ask_span: Span,
    /// Help for the answer; may be empty.
    pub help: String,
    /// What the answer may be.
    pub of: Type,
    /// Where the label of each option is written, by the id of the option.
    pub labels: IndexMap<String, Span>,
    /// What must be true for it to be asked, of facts and of other answers.
    pub when: Condition,
    /// What is accepted, where the answer alone decides.
    pub accept: Option<Spanned<Check<Operand>>>,
    /// Which options are true of some devices only.
    pub provisos: Vec<Proviso>,
    /// The tier from which on it is asked; not before that of its requirement.
    pub tier: Tier,
    /// What other forms say of it.
    pub imports: Vec<Import>,
    /// The question of another requirement whose answer is judged here too, where both are asked.
    pub from: Option<AnswerTo>,
    /// Where it is declared.
    pub span: Span,
}

/// That an option can be true only of devices of which something else is.
#[derive(Clone, Debug)]
pub struct Proviso {
    /// The column, where the option is one of a table's cells.
    pub column: Option<String>,
    /// The id of the option.
    pub option: String,
    /// What must be true of the facts.
    pub holds: Condition,
    /// Where it is written.
    pub span: Span,
}

/// Evidence that a requirement wants.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The id of the kind.
    pub kind: Spanned<String>,
    /// How binding it is.
    pub obligation: Obligation,
}

/// Entries of one standard that a requirement covers.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The id of the standard.
    pub standard: String,
    /// The ids of the entries.
    pub entries: Vec<Spanned<String>>,
    /// How much of them it covers.
    pub covers: Covers,
    /// Where the standard is named.
    pub span: Span,
}
