//! What the content of a piece of evidence says of itself, as data until somebody reads it.

use crate::model::BillElement;
use crate::say;
use crate::words::Words;

/// A figure that the content of a piece of evidence gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it counts or names.
    pub of: Measure,
    /// How many, or what.
    pub value: Amount,
}

/// What a figure counts or names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Measure {
    Format,
    Device,
    Components,
    WithoutVersion,
    WithoutProducer,
    WithoutIdentifier,
    WithoutHash,
    WithoutLicence,
    MarkedUnknown,
    MalformedAddresses,
    Relationships,
    Author,
    Tool,
    Timestamp,
    GenerationContext,
    Schema,
    Encryption,
    MinimumElements,
}

/// The value of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// How many.
    Count(usize),
    /// What the content itself says, in its own words.
    Text(String),
    /// The content does not say.
    NotStated,
    /// Nobody has held the content against a schema of its format, since this program has none.
    NoSchema,
    /// How many of CISA's minimum elements a bill of materials has: all but these.
    AllElementsBut(Vec<BillElement>),
    /// A PDF that is encrypted, and may open all the same.
    MayAskForPassword,
}

impl Measure {
    /// Its word in the table of messages.
    fn word(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Device => "device",
            Self::Components => "components",
            Self::WithoutVersion => "without-version",
            Self::WithoutProducer => "without-producer",
            Self::WithoutIdentifier => "without-identifier",
            Self::WithoutHash => "without-hash",
            Self::WithoutLicence => "without-licence",
            Self::MarkedUnknown => "marked-unknown",
            Self::MalformedAddresses => "malformed-addresses",
            Self::Relationships => "relationships",
            Self::Author => "author",
            Self::Tool => "tool",
            Self::Timestamp => "timestamp",
            Self::GenerationContext => "generation-context",
            Self::Schema => "schema",
            Self::Encryption => "encryption",
            Self::MinimumElements => "minimum-elements",
        }
    }
}

impl Figure {
    /// How many there are of something.
    pub fn count(of: Measure, count: usize) -> Self {
        Self { of, value: Amount::Count(count) }
    }

    /// What the content says of something, where it does.
    pub fn text(of: Measure, text: Option<String>) -> Self {
        Self { of, value: text.filter(|text| !text.is_empty()).map_or(Amount::NotStated, Amount::Text) }
    }

    /// What it counts or names: "Without version".
    pub fn name(&self, words: Words) -> String {
        say!(words, &format!("evidence-figure-{}", self.of.word()))
    }

    /// Its value in words.
    pub fn value(&self, words: Words) -> String {
        match &self.value {
            Amount::Count(count) => count.to_string(),
            Amount::Text(text) => text.clone(),
            Amount::NotStated => say!(words, "evidence-not-stated"),
            Amount::NoSchema => say!(words, "evidence-no-schema"),
            Amount::AllElementsBut(absent) => {
                let (all, there) = (BillElement::ALL.len(), BillElement::ALL.len() - absent.len());
                let absent = elements(words, absent).join(&say!(words, "list-comma"));
                say!(words, "evidence-elements", there = there, all = all, absent = absent)
            }
            Amount::MayAskForPassword => say!(words, "evidence-may-ask-for-password"),
        }
    }
}

/// What people call elements of bills of materials, for whoever says which of them a tender asks for.
pub fn elements(words: Words, elements: &[BillElement]) -> Vec<String> {
    elements.iter().map(|element| say!(words, &format!("evidence-cisa-{}", element.word()))).collect()
}
