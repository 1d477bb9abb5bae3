//! What a tender says.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{
    Assurance, BillElement, Bound, Contact, Corrigendum, Language, Place, Procedure, PurchaseOption, Renewal,
    Requirement, Tier,
};
use crate::text::{Span, Spanned};

/// A tender as written, each reference checked against the library where that can be done alone.
#[derive(Clone, Debug)]
pub struct Tender {
    /// Its id, kebab-case.
    pub id: String,
    /// The id that a former edition had, where that was another.
    pub former: Option<String>,
    /// What people call it.
    pub title: String,
    /// The buyer's own number for it; may be empty.
    pub reference: String,
    /// The type of procedure, where the tender says so.
    pub procedure: Option<Procedure>,
    /// Whom bidders ask, where the tender says so.
    pub contact: Option<Contact>,
    /// The languages that bids may be in; none where the tender does not say.
    pub languages: Vec<Language>,
    /// In how many lots one bidder may be awarded a contract, where the tender says so.
    pub maximum_lots_awarded: Option<u32>,
    /// The day on which the first edition is published, where the tender says so.
    pub published: Option<Date>,
    /// What was corrected since, the earliest first.
    pub corrigenda: Vec<Corrigendum>,
    /// Who buys; may be empty.
    pub buyer: String,
    /// An introduction in Markdown; may be empty.
    pub summary: String,
    /// The last day for bids.
    pub deadline: Spanned<Date>,
    /// The day by which the devices are delivered, where the tender says so.
    pub delivery: Option<Date>,
    /// How answers count in the award, where the tender says so.
    pub award: Option<Award>,
    /// What a bill of materials must say; none where the tender leaves that to the library.
    pub bill: Vec<BillElement>,
    /// The level of assurance.
    pub assurance: Assurance,
    /// How far lots are asked that say nothing else.
    pub tier: Tier,
    /// The themes that stand first, in their order.
    pub themes: Vec<Spanned<String>>,
    /// Lots by id.
    pub lots: IndexMap<String, Lot>,
    /// Assets by id.
    pub assets: IndexMap<String, Asset>,
    /// The links.
    pub links: Vec<Link>,
    /// Values of parameters.
    pub settings: Vec<Setting>,
    /// What is given up.
    pub waivers: Vec<Exception>,
    /// What is asked beyond the tier or the level of assurance.
    pub demands: Vec<Exception>,
    /// Requirements of this tender only, by id.
    pub additions: IndexMap<String, Requirement>,
}

impl Tender {
    /// How answers count in the award of a lot, where anything says so.
    pub fn award<'a>(&'a self, lot: &'a Lot) -> Option<&'a Award> {
        lot.award.as_ref().or(self.award.as_ref())
    }
}

/// How answers count in the award.
#[derive(Clone, Debug)]
pub struct Award {
    /// The points of a bid that fulfils everything that has a weight.
    pub points: u32,
    /// The points that a bid must earn; 0 where any number will do.
    pub minimum: u32,
    /// What each `should` weighs.
    pub should: u32,
    /// What each `may` weighs.
    pub may: u32,
    /// What single requirements weigh instead.
    pub singled: Vec<Weight>,
    /// What going beyond requirements weighs.
    pub beyond: Vec<Beyond>,
    /// Where the award is declared.
    pub span: Span,
}

/// What a single requirement weighs.
#[derive(Clone, Debug)]
pub struct Weight {
    /// The id of the requirement.
    pub requirement: Spanned<String>,
    /// Its weight.
    pub weight: u32,
}

/// What it weighs that a requirement is met with a stronger value of a parameter too.
#[derive(Clone, Debug)]
pub struct Beyond {
    /// The stronger value.
    pub setting: Setting,
    /// The weight.
    pub weight: u32,
}

/// What is bought under one contract: devices of one category, or of several.
#[derive(Clone, Debug)]
pub struct Lot {
    /// Its id, kebab-case.
    pub id: String,
    /// The id that it had in a former edition, where that was another.
    pub former: Option<String>,
    /// What people call it.
    pub title: String,
    /// The id of its category; where it has several, of the first.
    pub category: Spanned<String>,
    /// How many devices of that category.
    pub quantity: Option<u64>,
    /// The other kinds of device in it.
    pub with: Vec<Companion>,
    /// What may be ordered besides.
    pub options: Vec<PurchaseOption>,
    /// How often the contract may be renewed, where it may be.
    pub renewal: Option<Renewal>,
    /// Where the devices are delivered to.
    pub places: Vec<Place>,
    /// More about it, in Markdown; may be empty.
    pub description: String,
    /// The zone it stands in.
    pub zone: Spanned<String>,
    /// The level of assurance.
    pub assurance: Assurance,
    /// How answers count in its award, where not as in the others.
    pub award: Option<Award>,
    /// How far it is asked.
    pub tier: Tier,
    /// What it demands of facts.
    pub bounds: Vec<Bound>,
    /// What it demands of those of one kind only, by the id of their category.
    pub bounds_of: Vec<(String, Bound)>,
    /// Where it is declared.
    pub span: Span,
}

impl Lot {
    /// The categories of its devices, as they are named.
    pub fn kinds(&self) -> impl Iterator<Item = &Spanned<String>> {
        std::iter::once(&self.category).chain(self.with.iter().map(|other| &other.category))
    }
}

/// Devices of another kind in a lot.
#[derive(Clone, Debug)]
pub struct Companion {
    /// The id of their category.
    pub category: Spanned<String>,
    /// How many.
    pub quantity: Option<u64>,
}

/// Something that is there already and that lots are linked to.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its id, kebab-case.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The zone it stands in.
    pub zone: Spanned<String>,
    /// The other zones it stands in.
    pub also_in: Vec<String>,
}

/// A link between two lots or assets; it can be used from both ends, unless it is one-way.
#[derive(Clone, Debug)]
pub struct Link {
    /// The id of one end.
    pub from: Spanned<String>,
    /// The id of the other end.
    pub to: Spanned<String>,
    /// Whether nothing can come back from `to`.
    pub one_way: bool,
    /// The medium; may be empty.
    pub over: String,
    /// What it carries.
    pub carries: Vec<String>,
    /// What it is for; may be empty.
    pub purpose: String,
}

/// A value that a tender gives to a parameter.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The id of the requirement.
    pub requirement: String,
    /// The id of the parameter.
    pub parameter: String,
    /// The lot it is for; all lots where there is none.
    pub lot: Option<String>,
    /// The value, as written.
    pub value: serde_json::Value,
    /// Where the parameter is named.
    pub key: Span,
    /// Where the value stands.
    pub span: Span,
}

/// What a tender gives up or asks beyond its tier, for some lots, and why.
#[derive(Clone, Debug)]
pub struct Exception {
    /// What is meant.
    pub of: Exempt,
    /// The ids of the lots; all lots where empty.
    pub lots: Vec<Spanned<String>>,
    /// Why.
    pub reason: String,
}

/// What an exception is about.
#[derive(Clone, Debug)]
pub enum Exempt {
    /// The requirement of that id.
    Requirement(Spanned<String>),
    /// All requirements of the theme of that id.
    Theme(Spanned<String>),
}

impl Exempt {
    /// Whether it is about this requirement.
    pub fn covers(&self, requirement: &Requirement) -> bool {
        match self {
            Self::Requirement(id) => id.value == requirement.id,
            Self::Theme(id) => id.value == requirement.theme.id,
        }
    }

    /// Where it is named.
    pub fn named(&self) -> &Spanned<String> {
        match self {
            Self::Requirement(id) | Self::Theme(id) => id,
        }
    }
}
