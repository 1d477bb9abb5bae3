//! The spec: a tender resolved against a library. The narrow waist of the compiler.
//!
//! Every back end sees the spec and nothing before it, so it is complete: every text is
//! rendered, every parameter has its value, every condition holds only what the vendor
//! alone knows. Its JSON is part of the pack (`spec.json`, and `lot.json` of each lot), from which
//! declarations are checked without the library; the types here are those formats.

mod map;
mod tender;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::imports::Import;
use crate::condition::{Check, Condition, Type, Value};
pub use crate::model::{
    AnswerTo, Assurance, Contact, Covers, Language, Method, Obligation, Place, Procedure, PurchaseOption,
    Renewal, Tier,
};
pub use map::{Link, Map, Node};
pub use tender::{Award, Corrigendum, Tender};

/// A tender, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// `sha256:` and the digest of the pack, which a declaration names; empty until the pack is written.
    pub pack: String,
    /// What is being bought, by whom, until when.
    pub tender: Tender,
    /// The lots, in the order of the tender.
    pub lots: Vec<Lot>,
    /// How lots and assets are connected.
    pub map: Map,
    /// The standards that a requirement of this spec cites, by id.
    pub standards: Vec<Standard>,
    /// The threats that a requirement of this spec counters, by id.
    pub threats: Vec<Term>,
    /// The kinds of evidence that a requirement of this spec wants, by id.
    pub evidence_kinds: Vec<EvidenceKind>,
}

impl Spec {
    /// The lot of that id.
    pub fn lot(&self, id: &str) -> Option<&Lot> {
        self.lots.iter().find(|lot| lot.id == id)
    }

    /// The level of assurance of a lot.
    pub fn assurance(&self, lot: &Lot) -> Assurance {
        lot.assurance.unwrap_or(self.tender.assurance)
    }

    /// How answers count in the award of a lot, where anything says so.
    pub fn award<'a>(&'a self, lot: &'a Lot) -> Option<&'a Award> {
        lot.award.as_ref().or(self.tender.award.as_ref())
    }

    /// The kind of evidence of that id.
    pub fn evidence_kind(&self, id: &str) -> Option<&EvidenceKind> {
        self.evidence_kinds.iter().find(|kind| kind.id == id)
    }

    /// What people call the kind of evidence of that id; the id itself where no requirement wants it.
    pub fn evidence_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.evidence_kind(id).map_or(id, |kind| &kind.title)
    }
}

/// A kind of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EvidenceKind {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What its files hold, where that is looked at: a word of the table in `evidence`.
    pub content: Option<String>,
    /// What a bill of materials must say, where its files are such; none where that is left to the program.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<crate::model::BillElement>,
}

/// An id with what people read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    /// The id.
    pub id: String,
    /// What people read.
    pub title: String,
}

/// What is bought under one contract: devices of one category, or of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Lot {
    /// Its id, kebab-case.
    pub id: String,
    /// The id that it had in a former edition, where that was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<String>,
    /// Its place in the tender, from 1.
    pub number: usize,
    /// What people call it.
    pub title: String,
    /// The category, from the root of the tree down to the lot's own, which is the last; in a lot of several
    /// kinds, down to the last that they share.
    pub categories: Vec<Term>,
    /// The kinds of device, where there are several: of which one a device is, its declaration says by the fact
    /// `kind`. Packs before 2.3 have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// The level of assurance, where it is not that of the tender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<Assurance>,
    /// How answers count in its award, where not as in the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<Award>,
    /// How far it is asked; packs before 2.1 do not say, and ask all.
    #[serde(default = "everything")]
    pub tier: Tier,
    /// How many devices, where the tender says so, and in a lot of several kinds where it says so of each.
    pub quantity: Option<u64>,
    /// What may be ordered besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<PurchaseOption>,
    /// How often the contract may be renewed, where it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// Where the devices are delivered to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// What the tender adds about the lot, in Markdown; may be empty.
    pub description: String,
    /// Every fact of the library, in its order, with what is known of it for this lot.
    pub facts: Vec<Fact>,
    /// What applies or may apply, grouped by theme, in the order of their ids.
    pub requirements: Vec<Requirement>,
    /// What does not apply, and why, by id; empty in a file that bidders get.
    pub dropped: Vec<Dropped>,
    /// What the tender gives up, and why, by id; empty in a file that bidders get.
    pub waived: Vec<Dropped>,
}

fn everything() -> Tier {
    Tier::Expert
}

impl Lot {
    /// The fact of that id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The requirement of that id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// The kind of that id, in a lot of several.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}

/// A kind of device in a lot of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Kind {
    /// The id of its category.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How many devices, where the tender says so.
    pub quantity: Option<u64>,
}

/// A fact, as far as it is known before a vendor speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Fact {
    /// Its id, snake_case.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The question it answers.
    pub ask: String,
    /// What its value may be.
    #[serde(rename = "type")]
    pub of: Type,
    /// What is known, from whom. All of it holds; a device that contradicts it does not fit the lot.
    pub known: Vec<Known>,
    /// The value, where what is known leaves only one.
    pub settled: Option<Value>,
    /// Whether the vendor must state it.
    pub asked: bool,
    /// What published forms say of it; packs before 2.2 do not have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<Import>,
}

/// Something known of a fact, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Known {
    /// What is known.
    pub check: Check,
    /// Why.
    pub because: Ground,
    /// The ids of the kinds of device of which it is known, where a lot has several and not all are such.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
}

impl Known {
    /// What is known of every device of a lot.
    pub fn of_all(check: Check, because: Ground) -> Self {
        Self { check, because, kinds: Vec::new() }
    }

    /// Whether it is known of a device of that kind; of one whose kind is not said, only what is known of all.
    pub fn is_of(&self, kind: Option<&str>) -> bool {
        self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.iter().any(|one| one == kind))
    }
}

/// Why something is known of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// It is true of every device of this category.
    Category(Term),
    /// The tender demands it for the lot.
    Lot,
    /// The tender demands it for the devices of this kind in the lot.
    Kind(Term),
    /// The tender places the lot in that zone.
    Zone,
    /// There is this route, from the lot on; empty in a file that bidders get.
    Route(Vec<Term>),
    /// The lot has links, and none leads to this zone.
    NoRoute(Term),
    /// The lot has no links.
    NoLinks,
    /// The lot is linked to this lot or asset in a way that says so.
    Link(Term),
    /// No link of the lot says so.
    NoLink,
}

/// A requirement, as it reads for one lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Requirement {
    /// Its id in the library: `UPD-03`.
    pub id: String,
    /// The number that people find it by: its id. Packs before 2.2 number the requirements of each lot.
    pub number: String,
    /// Its theme.
    pub theme: Term,
    /// What people call it.
    pub title: String,
    /// How binding it is at the tender's level of assurance.
    pub obligation: Obligation,
    /// What must be true of the vendor's facts for it to apply.
    pub applies: Condition,
    /// The normative sentence, in Markdown.
    pub statement: String,
    /// Why it matters, in Markdown.
    pub rationale: String,
    /// What the buyer does to verify it, in Markdown; may be empty.
    pub verification: String,
    /// Help for the answer, in Markdown; may be empty.
    pub guidance: String,
    /// Its parameters with their values here.
    pub parameters: Vec<Parameter>,
    /// What the vendor is asked.
    pub questions: Vec<Question>,
    /// What the vendor is not asked, since the lot is not asked as far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spared: Vec<Spared>,
    /// What must be true of the answers, besides the acceptance of each.
    pub met_when: Condition,
    /// What the vendor is to enclose.
    pub evidence: Vec<Evidence>,
    /// How the buyer verifies it.
    pub verify: Method,
    /// The entries of standards that it covers, where their scope holds.
    pub citations: Vec<Citation>,
    /// Ids of the threats that it counters.
    pub threats: Vec<String>,
    /// What it weighs in the award; 0 where the tender gives it no weight.
    pub weight: u32,
    /// Ids of the facts that decide whether it applies, also those that are settled.
    pub rests_on: Vec<String>,
    /// Whether the tender itself added it.
    pub added: bool,
}

impl Requirement {
    /// The question of that id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The questions that a vendor answers here, and not elsewhere in the declaration.
    pub fn asked(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.from.is_none())
    }

    /// Where the answer to a question of it stands: the ids of a requirement and of a question.
    pub fn answer_to<'a>(&'a self, question: &'a str) -> (&'a str, &'a str) {
        match self.question(question).and_then(|question| question.from.as_ref()) {
            Some(from) => (&from.requirement, &from.question),
            None => (&self.id, question),
        }
    }
}

/// A parameter with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Parameter {
    /// Its id, snake_case.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What its value may be.
    #[serde(rename = "type")]
    pub of: Type,
    /// Its value for this lot.
    pub value: Value,
    /// The library's value.
    pub default: Value,
    /// Who set the value.
    pub because: Setter,
    /// Whether a higher value demands more; nothing where values have no order.
    pub higher_is_stronger: Option<bool>,
}

/// Who set the value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Setter {
    /// Nobody else: it is the library's default.
    Library,
    /// The tender, for all lots.
    Tender,
    /// The tender, for this lot.
    Lot,
}

/// A question to the vendor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Question {
    /// Its id, snake_case.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Help for the answer; may be empty.
    pub help: String,
    /// What the answer may be.
    #[serde(rename = "type")]
    pub of: Type,
    /// What must be true of facts and of other answers of the requirement for it to be asked.
    pub when: Condition,
    /// What is accepted; nothing where the answer alone decides nothing.
    pub accept: Option<Check>,
    /// Whether a human must judge the answer: nothing else decides on it.
    pub review: bool,
    /// The answer that is judged here, where it is given elsewhere in the declaration: nothing is then asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<AnswerTo>,
    /// What published forms say of it; packs before 2.2 do not have it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<Import>,
}

/// A question that is asked from a later tier on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Spared {
    /// The question.
    pub ask: String,
    /// The tier from which on it is asked.
    pub tier: Tier,
}

/// A kind of evidence wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Evidence {
    /// The id of the kind.
    pub kind: String,
    /// How binding it is.
    pub obligation: Obligation,
}

/// Entries of one standard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Citation {
    /// The id of the standard.
    pub standard: String,
    /// The entries.
    pub entries: Vec<Term>,
    /// How much of them is covered.
    #[serde(default)]
    pub covers: Covers,
}

/// A standard that is cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Standard {
    /// Its id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Its short name: `EN 303 645`.
    pub short: String,
    /// Its edition: `V3.1.3`.
    pub edition: String,
    /// Who publishes it.
    pub publisher: String,
}

/// A requirement that is left out of a lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Dropped {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub reason: Absence,
    /// Ids of the facts that decide whether it applies.
    pub rests_on: Vec<String>,
}

/// Why a requirement is left out of a lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Absence {
    /// It is for devices of other categories.
    OtherCategory {
        /// Those that it is for.
        wanted: Vec<Term>,
        /// The lot's own.
        own: Term,
    },
    /// It leaves out devices of these categories.
    ExcludedCategory(Vec<Term>),
    /// It is not asked for at this level.
    Assurance(Assurance),
    /// It is asked from this tier on, and the lot is not asked as far.
    Tier {
        /// The tier of the requirement.
        from: Tier,
        /// That of the lot.
        lot: Tier,
    },
    /// It applies on a condition that what is known of the lot's facts contradicts.
    Condition {
        /// The condition.
        when: Condition,
        /// Ids of the facts that contradict it.
        decisive: Vec<String>,
    },
    /// It is left out of a lot of several kinds, for another reason for each.
    Kinds(Vec<OfKind>),
    /// The tender gives it up, and says why in its own words.
    Waiver(String),
}

/// Why a requirement is left out for devices of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OfKind {
    /// The kind.
    pub kind: Term,
    /// Why.
    pub reason: Absence,
}
