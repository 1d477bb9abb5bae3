//! What the answers of a published form say of a fact or a question, as a pack carries it: a vendor has the
//! pack and not the library.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::condition::Value;
use crate::model;
pub use crate::model::FormAnswer;

/// What a form says of a fact or a question: rules, of which the first that concludes something counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Import {
    /// The id of the standard that publishes the form.
    pub standard: String,
    /// The rules, in their order.
    pub rules: Vec<ImportRule>,
}

/// A rule: what is concluded from which answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ImportRule {
    /// Ids of entries of the form, each with what is answered there; all of it.
    pub asked: Vec<(String, FormAnswer)>,
    /// What follows.
    pub conclusion: Conclusion,
}

/// What follows from the answers of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
    Whole(Vec<String>),
}

impl Import {
    /// The rules of a library.
    pub fn all(imports: &[model::Import]) -> Vec<Self> {
        let rule = |rule: &model::ImportRule| ImportRule {
            asked: rule.asked.iter().map(|(entry, answer)| (entry.value.clone(), *answer)).collect(),
            conclusion: match &rule.conclusion {
                model::Conclusion::Is(value) => Conclusion::Is(value.clone()),
                model::Conclusion::MayBe(value) => Conclusion::MayBe(value.clone()),
                model::Conclusion::OneOf(values) => Conclusion::OneOf(values.clone()),
                model::Conclusion::Includes(value) => Conclusion::Includes(value.clone()),
                model::Conclusion::Whole(ids) => {
                    Conclusion::Whole(ids.iter().map(|id| id.value.clone()).collect())
                }
            },
        };
        let import = |import: &model::Import| Self {
            standard: import.standard.value.clone(),
            rules: import.rules.iter().map(rule).collect(),
        };
        imports.iter().map(import).collect()
    }
}
