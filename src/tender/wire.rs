//! `tender.yaml` as it is written. The only serde types of this module; their schema is
//! published under `schemas/`.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

/// `tender.yaml`: what is bought, what is there already, and how it is connected.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tender {
    /// An id such as my-tender-2027: lower case, digits, hyphens; the pack's folder is called so.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub id: String,
    /// An id that a former edition had, where this one corrects it.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub former_id: Option<String>,
    /// What people call it.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// The buyer's own number for it, such as 2027-0815; on the title page and in the footers.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub reference: String,
    /// The type of procedure, by its code in eForms: `open`, `restricted`, `neg-w-call` (negotiated after a
    /// call), `neg-wo-call` (without), `comp-dial` (competitive dialogue), `innovation`, `oth-single` or
    /// `oth-mult` (another in one step, or in several).
    #[serde(default)]
    #[schemars(with = "crate::model::Procedure")]
    pub procedure: Option<crate::model::Procedure>,
    /// Whom bidders ask.
    #[serde(default)]
    #[schemars(with = "crate::model::Contact")]
    pub contact: Option<crate::model::Contact>,
    /// The languages that bids may be in, by their codes, such as `[en, sv]`.
    #[serde(default)]
    #[schemars(length(max = 30), extend("uniqueItems" = true))]
    pub languages: Vec<crate::model::Language>,
    /// In how many lots one bidder may be awarded a contract (BT-33 of eForms); any number where it is left out.
    #[serde(default)]
    #[schemars(with = "u32", range(min = 1, max = 1000))]
    pub maximum_lots_awarded: Option<u32>,
    /// A date such as 2026-12-01: the day on which the first edition is published.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub published: Option<String>,
    /// What was corrected since, the earliest first. Each makes an edition: the first makes edition 2.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub corrigenda: Vec<Corrigendum>,
    /// Who buys.
    #[serde(default)]
    pub buyer: String,
    /// An introduction, in Markdown.
    #[serde(default)]
    pub summary: String,
    /// A date such as 2027-03-31: the last day for bids.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub deadline: String,
    /// A date such as 2027-09-30: the day by which the devices are delivered.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub delivery: Option<String>,
    /// How answers count in the award of each lot that has none of its own.
    #[serde(default)]
    #[schemars(with = "Award")]
    pub award: Option<Award>,
    /// The level of assurance: the higher, the more is a `shall`.
    pub assurance: crate::model::Assurance,
    /// How far lots are asked: `essential`, `standard` or `expert`. Left out, `basic` asks the essential
    /// requirements, `substantial` the standard ones too, `high` all.
    #[serde(default)]
    #[schemars(with = "crate::model::Tier")]
    pub tier: Option<crate::model::Tier>,
    /// The themes that stand first in the documents, in their order, such as `[updates-and-support]`; the others
    /// follow in the order of the library.
    #[serde(default)]
    #[schemars(length(max = 100), extend("uniqueItems" = true))]
    pub themes: Vec<String>,
    /// What is bought.
    #[schemars(length(min = 1, max = 100))]
    pub lots: Vec<Lot>,
    /// Where devices are delivered to.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub sites: Vec<Site>,
    /// What is there already.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub assets: Vec<Asset>,
    /// How lots and assets are connected.
    #[serde(default)]
    #[schemars(length(max = 5000))]
    pub links: Vec<Link>,
    /// Values of parameters for all lots, such as `UPD-03.support_years: 10`.
    #[serde(default)]
    pub parameters: IndexMap<String, Json>,
    /// Requirements and themes that are given up, and why.
    #[serde(default)]
    pub waive: Vec<Exception>,
    /// Requirements and themes that are asked although the tier or the level of assurance leaves them out,
    /// and why.
    #[serde(default)]
    pub add: Vec<Exception>,
    /// What is asked of bills of materials, where it is not what the library asks.
    #[serde(default)]
    #[schemars(with = "Sbom")]
    pub sbom: Option<Sbom>,
}

/// A correction of the tender that was published; it makes a new edition.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Corrigendum {
    /// A date such as 2027-01-15: the day on which it is published.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub date: String,
    /// Why: every bidder will read it.
    #[schemars(length(min = 10, max = 2000))]
    pub reason: String,
    /// The question of a bidder that it answers, without the bidder's name.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub question: String,
}

/// What is asked of bills of materials.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sbom {
    /// What each of them says, of the data fields of CISA's minimum elements.
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    pub elements: Vec<crate::model::BillElement>,
}

/// What is bought under one contract: devices of one category, or of several.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lot {
    /// An id such as sensors: lower case, digits, hyphens.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub id: String,
    /// An id that it had in a former edition, where this one corrects it.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub former_id: Option<String>,
    /// What people call it.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// The category of the devices.
    pub category: String,
    /// A whole number, 1 or more: how many devices; left out where the quantity is not fixed.
    #[schemars(range(min = 1))]
    pub quantity: Option<u64>,
    /// Devices of other kinds in the same lot, such as the central station of monitors: each is declared by itself.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub with: Vec<Companion>,
    /// What the buyer may order besides.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub options: Vec<PurchaseOption>,
    /// How often the contract may be renewed.
    #[serde(default)]
    #[schemars(with = "Renewal")]
    pub renewal: Option<Renewal>,
    /// Where the devices are delivered to.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub places: Vec<Place>,
    /// More about it, in Markdown.
    #[serde(default)]
    pub description: String,
    /// The zone that the devices stand in.
    pub zone: String,
    /// The level of assurance of this lot, where it is not that of the tender; it sets how far the lot is asked too.
    #[serde(default)]
    #[schemars(with = "crate::model::Assurance")]
    pub assurance: Option<crate::model::Assurance>,
    /// How answers count in the award of this lot, in place of how they count in the others.
    #[serde(default)]
    #[schemars(with = "Award")]
    pub award: Option<Award>,
    /// How far this lot is asked, where it is not as far as the others: `essential`, `standard` or `expert`.
    #[serde(default)]
    #[schemars(with = "crate::model::Tier")]
    pub tier: Option<crate::model::Tier>,
    /// What the lot demands of facts: a value, or a check such as `{includes: [wifi]}`.
    #[serde(default)]
    pub facts: IndexMap<String, Json>,
    /// What is so, or demanded, of devices of one kind only, by their category: as `facts`, which are for all of them.
    #[serde(default)]
    pub facts_of: IndexMap<String, IndexMap<String, Json>>,
    /// Values of parameters for this lot.
    #[serde(default)]
    pub parameters: IndexMap<String, Json>,
}

/// Devices of another kind in the same lot.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Companion {
    /// The category of the devices.
    pub category: String,
    /// A whole number, 1 or more: how many devices; left out where the quantity is not fixed.
    #[schemars(range(min = 1))]
    pub quantity: Option<u64>,
}

/// What the buyer may order besides, at the conditions of the bid (eForms BT-54).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PurchaseOption {
    /// What it is, such as Devices for two more floors.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// A whole number, 1 or more: how many devices at most.
    #[schemars(range(min = 1))]
    pub quantity: Option<u64>,
    /// By when and how it is ordered.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub description: String,
}

/// How often a contract may be renewed (eForms BT-58, BT-57).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Renewal {
    /// How often at most: 1 to 20.
    #[schemars(range(min = 1, max = 20))]
    pub maximum: u32,
    /// For how many months each time: 1 to 240.
    #[schemars(range(min = 1, max = 240))]
    pub months: u32,
    /// By when and how it is renewed.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub description: String,
}

/// Where devices are delivered to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Site {
    /// An id such as main-building: lower case, digits, hyphens.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub id: String,
    /// What people call it.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// Its address.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub address: String,
}

/// A site with the rooms of it that devices of a lot are for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Place {
    /// The id of the site.
    pub site: String,
    /// The rooms, such as Floors 3 to 6.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub rooms: String,
    /// A whole number, 1 or more: how many of the devices.
    #[schemars(range(min = 1))]
    pub quantity: Option<u64>,
}

/// Something that is there already.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Asset {
    /// An id such as back-office: lower case, digits, hyphens.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub id: String,
    /// What people call it.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// The zone that it stands in.
    pub zone: String,
    /// The other zones that it stands in too, such as those that a server or a firewall joins.
    #[serde(default)]
    #[schemars(length(max = 50), extend("uniqueItems" = true))]
    pub also_in: Vec<String>,
}

/// A link between two lots or assets; it can be used from both ends, unless it is one-way.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Link {
    /// The id of one end.
    pub from: String,
    /// The id of the other end.
    pub to: String,
    /// Whether data can only go from `from` to `to`, and nothing comes back, not even a reply: a data diode. A
    /// connection that is only opened from one end is no such link.
    #[serde(default)]
    pub one_way: bool,
    /// The medium, such as local-wifi.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub over: String,
    /// What it carries, such as personal-data.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub carries: Vec<String>,
    /// What it is for, such as remote-service.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub purpose: String,
}

/// What is given up, or asked beyond the tier: a requirement or a theme.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("if" = {"required": ["theme"]}, "then" = {"properties": {"requirement": false}}, "else" = {"required": ["requirement"]}))]
pub struct Exception {
    /// The id of the requirement.
    pub requirement: Option<String>,
    /// The id of the theme, such as updates-and-support, in place of a requirement.
    pub theme: Option<String>,
    /// The ids of the lots; all lots where left out.
    #[serde(default)]
    pub lots: Vec<String>,
    /// Why: auditors will read it.
    #[schemars(length(min = 10))]
    pub reason: String,
}

/// How answers count in the award: points, and what each requirement weighs. A `shall` has no weight,
/// since a bid that falls short of one earns nothing; only what goes beyond it can have one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Award {
    /// The points of a bid that fulfils everything that has a weight: 1 to 1000.
    #[schemars(range(min = 1, max = 1000))]
    pub points: u32,
    /// The points that a bid must earn not to be left out: 1 to 1000.
    #[serde(default)]
    #[schemars(with = "u32", range(min = 1, max = 1000))]
    pub minimum: Option<u32>,
    /// What requirements weigh, by how binding they are.
    #[serde(default)]
    pub weights: Weights,
    /// What single requirements weigh instead, such as `LOG-02: 5`.
    #[serde(default)]
    pub requirements: IndexMap<String, Weight>,
    /// What going beyond a requirement weighs: it is met with a stronger value of one of its parameters too, such
    /// as `UPD-03.support_years: {value: 15, weight: 5}`.
    #[serde(default)]
    pub beyond: IndexMap<String, Beyond>,
}

/// How far a bid goes beyond a requirement, and what that weighs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Beyond {
    /// A value of the parameter, stronger than the one that is asked.
    pub value: Json,
    /// What it weighs: 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    pub weight: u32,
}

/// What requirements weigh, by how binding they are.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    /// What each `should` weighs.
    #[serde(default)]
    pub should: Weight,
    /// What each `may` weighs.
    #[serde(default)]
    pub may: Weight,
}

/// A whole number from 0 to 100; 0 counts for nothing.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Weight(#[schemars(range(min = 0, max = 100))] pub u32);
