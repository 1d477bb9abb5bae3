//! The files of a library as they are written. The only serde types of this module; their
//! schemas are published under `schemas/`.

mod shapes;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

/// `library.yaml`: what the library calls itself and its people.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct About {
    /// The name of the library.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The noun for who buys, such as `operator`; `buyer` where there is none.
    #[schemars(regex(pattern = r"^[a-z][a-z -]*$"))]
    pub buyer: Option<String>,
    /// Nouns for who can have an obligation, besides devices, their parts and companies.
    #[serde(default)]
    pub actors: Vec<String>,
    /// What links of a tender can be for, such as `remote-service`: id and what people read.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}))]
    pub purposes: IndexMap<String, String>,
    /// What links of a tender can carry, such as `alarms`: id and what people read.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}))]
    pub carries: IndexMap<String, String>,
}

/// `facts.yaml`: the vocabulary of facts by id, in the order in which vendors are asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("propertyNames" = {"pattern": "^[a-z][a-z0-9_]*$"}))]
pub struct Facts(pub IndexMap<String, Fact>);

/// A fact: a typed property of a device or of the place where it will be used.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fact {
    /// What people call it.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The question it answers.
    #[schemars(length(min = 1))]
    pub ask: String,
    /// What its value may be.
    #[serde(flatten)]
    pub of: TypeKeys,
    /// Who knows it.
    pub known_by: KnownBy,
    /// How the links of a tender settle it.
    #[serde(default)]
    pub derive: Option<Derive>,
    /// What forms that standards publish say of it: the id of a standard, and rules in their order.
    #[serde(default)]
    pub import: IndexMap<String, Vec<ImportRule>>,
}

/// What follows from answers of a form: one of the keys beside `if`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ImportRule {
    /// Ids of the standard's entries, each with its answer: `Y`, `N`, or `given` for any.
    #[serde(default, rename = "if")]
    pub condition: IndexMap<String, crate::model::FormAnswer>,
    /// The value, where both questions mean the same.
    pub set: Option<Json>,
    /// The value that a person confirms.
    pub suggest: Option<Json>,
    /// The options of which one is right.
    #[serde(default)]
    pub among: Vec<String>,
    /// An option of a set.
    pub add: Option<String>,
    /// Ids that must all be answered for the set to be complete.
    #[serde(default)]
    pub whole: Vec<String>,
}

/// The keys that say a type.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct TypeKeys {
    /// The kind of value.
    #[serde(rename = "type")]
    pub name: TypeName,
    /// The options of a choice or of choices: id and what people read, or a mapping of `label`,
    /// `exclusive` and `only-if`.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}))]
    pub options: IndexMap<String, Choice>,
    /// Whether the options stand from weakest to strongest.
    #[serde(default)]
    pub ordered: bool,
    /// The unit of an integer or a number.
    #[serde(default)]
    pub unit: Option<crate::condition::Unit>,
}

/// An option: what people read, or a mapping that says more of it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Choice {
    /// What people read.
    Label(String),
    /// … whether it can only be chosen alone, and of which devices it can be true.
    Full {
        /// What people read.
        label: String,
        /// Whether it can only be chosen alone, as "none of these" can.
        exclusive: Option<bool>,
        /// What must be true of the facts for it to be true of a device.
        #[serde(rename = "only-if")]
        only_if: Option<Condition>,
    },
}

/// Kinds of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum TypeName {
    Flag,
    Choice,
    Choices,
    Integer,
    Number,
    Text,
    Date,
    Version,
    Url,
    Table,
}

/// Who knows a fact.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum KnownBy {
    Category,
    Tender,
    Vendor,
}

/// How the links of a tender settle a fact of a lot: one of the keys.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("minProperties" = 1, "maxProperties" = 1))]
pub struct Derive {
    /// The lot's own zone.
    pub own: Option<Own>,
    /// How near the lot is to a zone.
    pub reach: Option<Reach>,
    /// Whether the lot has a certain link.
    pub link: Option<LinkPattern>,
}

/// What of the lot's own is the fact.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Own {
    Zone,
}

/// How near a lot is to a zone, as an option for each case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reach {
    /// The zone, an option of the fact that is the lot's own zone.
    pub zone: String,
    /// The option for a lot without links.
    pub none: String,
    /// The option for a lot with links, none of which leads there.
    pub linked: String,
    /// The option for a lot that gets there through something else.
    pub indirect: String,
    /// The option for a lot with a link into the zone.
    pub direct: String,
}

/// A link that settles a fact.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LinkPattern {
    /// The purpose that the link has.
    pub purpose: Option<String>,
    /// What the link carries.
    pub carries: Option<String>,
    /// For a fact of choices: the options it then includes.
    #[serde(default)]
    pub includes: Vec<String>,
}

/// `categories.yaml`: the tree of kinds of device by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}))]
pub struct Categories(pub IndexMap<String, Category>);

/// A kind of device.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Category {
    /// What people call it.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The category above.
    pub parent: Option<String>,
    /// What is true of every device of it: a value, or a check such as `{at-least: serious}`.
    #[serde(default)]
    pub facts: IndexMap<String, Json>,
}

/// `threats.yaml`: terms by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}))]
pub struct Terms(pub IndexMap<String, Term>);

/// A term.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Term {
    /// What people call it.
    #[schemars(length(min = 1))]
    pub title: String,
}

/// `evidence.yaml`: the kinds of evidence by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("propertyNames" = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}))]
pub struct EvidenceKinds(pub IndexMap<String, EvidenceKind>);

/// A kind of evidence.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EvidenceKind {
    /// What people call it.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What its files hold, where a check is to look into them.
    #[serde(default)]
    #[schemars(with = "crate::model::Content")]
    pub content: Option<crate::model::Content>,
    /// What a bill of materials must say, where its content is `sbom` and a tender does not say otherwise;
    /// NTIA's seven elements where left out.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub elements: Vec<crate::model::BillElement>,
}

/// `standards/<id>.yaml`: a published document that requirements cite.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Standard {
    /// Its full name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// How citations name it.
    #[schemars(length(min = 1))]
    pub short: String,
    /// Its edition.
    #[schemars(length(min = 1))]
    pub edition: String,
    /// A date such as 2024, 2024-09 or 2024-09-30, in quotes.
    #[schemars(regex(pattern = r"^[0-9]{4}(-[0-9]{2}){0,2}$"))]
    pub date: String,
    /// Who publishes it.
    pub publisher: String,
    /// The id of the standard that took its place.
    pub superseded_by: Option<String>,
    /// The devices it is about, as a condition over facts.
    pub scope: Option<Condition>,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// An entry of a standard.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// The standard's own id for it.
    #[schemars(length(min = 1))]
    pub id: String,
    /// What it is about, in our own words.
    pub title: String,
    /// The standard's own grading.
    pub level: Option<String>,
    /// Whether nobody has checked it against the standard.
    #[serde(default)]
    pub unchecked: bool,
    /// Why it is not for a vendor to answer; no requirement then cites it.
    pub not_asked: Option<String>,
}

/// The front matter of `<theme>/<ID>.md`: a requirement.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requirement {
    /// An id such as `UPD-03`: letters and digits, `-` or `_` between; also the name of the file.
    #[schemars(regex(pattern = super::id::PATTERN), length(max = 40))]
    pub id: String,
    /// What people call it.
    #[schemars(length(min = 1, max = 100))]
    pub title: String,
    /// How binding it is: one word, or one for each level of assurance that asks for it.
    pub obligation: Obligations,
    /// The tier from which on it is asked: `essential`, `standard` or `expert`; `essential` where left out.
    #[serde(default)]
    #[schemars(with = "crate::model::Tier")]
    pub tier: Option<crate::model::Tier>,
    /// What it applies to.
    pub applies: Applies,
    /// Typed values that a tender may set.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z][a-z0-9_]*$"}))]
    pub parameters: IndexMap<String, Parameter>,
    /// What the vendor is asked.
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z][a-z0-9_]*$"}, "minProperties" = 1))]
    pub questions: IndexMap<String, Question>,
    /// What must be true of the answers, besides the acceptance of each.
    pub met_when: Option<Condition>,
    /// The evidence wanted.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// How the buyer verifies it.
    pub verify: crate::model::Method,
    /// What it covers in standards.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// The threats it counters.
    #[serde(default)]
    pub threats: Vec<String>,
    /// A date such as 2027-06-30: by then somebody must have looked at it again.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub review_by: String,
}

/// What a requirement applies to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Applies {
    /// The categories; those below are included.
    #[schemars(length(min = 1))]
    pub categories: Vec<String>,
    /// Categories that are left out, with those below.
    #[serde(default)]
    pub not_categories: Vec<String>,
    /// What must be true of the facts.
    pub when: Option<Condition>,
}

/// A typed value that a tender may set within bounds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Parameter {
    /// What people call it.
    pub title: Option<String>,
    /// What its value may be.
    #[serde(flatten)]
    pub of: TypeKeys,
    /// The value unless a tender sets another.
    pub default: Json,
    /// The least that a tender may set.
    pub at_least: Option<Json>,
    /// The most that a tender may set.
    pub at_most: Option<Json>,
    /// The direction that demands more.
    pub stronger: Option<Stronger>,
}

/// The direction in which a value demands more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Stronger {
    Higher,
    Lower,
}

/// A question to the vendor: `ask` and `type`, or `from`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend(
    "if" = {"required": ["from"]},
    "then" = {"properties": {"ask": false, "help": false, "type": false, "options": false, "columns": false}},
    "else" = {"required": ["ask", "type"]},
))]
pub struct Question {
    /// The question.
    #[schemars(length(min = 1))]
    pub ask: Option<String>,
    /// The question of another requirement whose answer is judged here too, such as `UPD-01.channel`.
    #[schemars(regex(pattern = r"^[A-Za-z0-9_-]+\.[a-z][a-z0-9_]*$"))]
    pub from: Option<String>,
    /// The tier from which on it is asked; that of the requirement where left out.
    #[serde(default)]
    #[schemars(with = "crate::model::Tier")]
    pub tier: Option<crate::model::Tier>,
    /// Help for the answer.
    pub help: Option<String>,
    /// What the answer may be.
    #[serde(flatten)]
    pub of: Option<TypeKeys>,
    /// The columns of a table.
    #[serde(default)]
    #[schemars(extend("propertyNames" = {"pattern": "^[a-z][a-z0-9_]*$"}))]
    pub columns: IndexMap<String, Column>,
    /// Whether a table may have no row, or none of the choices be chosen; otherwise there is at least one.
    #[serde(default)]
    pub may_be_empty: bool,
    /// What must be true for it to be asked, of facts and of other answers of the requirement.
    pub when: Option<Condition>,
    /// What is accepted.
    pub accept: Option<Check>,
    /// What forms that standards publish say of it: the id of a standard, and rules in their order.
    #[serde(default)]
    pub import: IndexMap<String, Vec<ImportRule>>,
}

/// A column of a table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Column {
    /// What people read.
    pub title: String,
    /// What its cells hold.
    #[serde(flatten)]
    pub of: TypeKeys,
}

/// A kind of evidence wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Evidence {
    /// The id of the kind.
    pub kind: String,
    /// How binding it is.
    pub obligation: crate::model::Obligation,
}

/// Entries of one standard.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reference {
    /// The id of the standard.
    pub standard: String,
    /// The ids of entries, in quotes where they would read as numbers.
    #[schemars(length(min = 1))]
    pub ids: Vec<String>,
    /// How much of them it covers: `fully`, `partly` or `related`; `partly` where left out.
    #[serde(default)]
    pub covers: crate::model::Covers,
}

/// A condition: a mapping of facts or questions to values, and `all`, `any`, `not`.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Condition(pub Json);

/// A check of one value.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Check(pub Json);

/// How binding a requirement is.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Obligations(pub Json);
