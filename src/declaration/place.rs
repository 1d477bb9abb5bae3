//! Where a declaration says something, and what waits there to be confirmed.

use serde_json::Value as Json;

use super::Declaration;
use crate::text::Route;

/// The part of a declaration that holds what nobody has confirmed yet.
pub const DRAFTS: &str = "drafts";

/// The part of a declaration that says where its facts and answers were taken from.
pub const ORIGINS: &str = "origins";

/// Something that a declaration says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The fact of that id.
    Fact(String),
    /// The answer to a question.
    Answer {
        /// The id of the requirement.
        requirement: String,
        /// The id of the question.
        question: String,
    },
    /// The deviation from the requirement of that id.
    Deviation(String),
}

impl Place {
    /// The answer to a question.
    pub fn answer(requirement: &str, question: &str) -> Self {
        Self::Answer { requirement: requirement.to_owned(), question: question.to_owned() }
    }

    /// The keys that lead to it, also within the drafts and the origins.
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Self::Fact(id) => vec!["facts", id],
            Self::Answer { requirement, question } => vec!["answers", requirement, question],
            Self::Deviation(id) => vec!["deviations", id],
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fact(id) | Self::Deviation(id) => f.write_str(id),
            Self::Answer { requirement, question } => write!(f, "{requirement}.{question}"),
        }
    }
}

impl Declaration {
    /// What stands at a place; nothing where nobody has filled it in.
    pub fn stated(&self, place: &Place) -> Option<&Json> {
        at(self.json(), &place.keys())
    }

    /// What waits for somebody to confirm it at a place: `value` or `among`, `origin`, `why`.
    pub fn draft(&self, place: &Place) -> Option<&Json> {
        at(self.json().get(DRAFTS)?, &place.keys())
    }

    /// Where what stands at a place was taken from.
    pub fn origin(&self, place: &Place) -> Option<&str> {
        at(self.json().get(ORIGINS)?, &place.keys())?.as_str()
    }

    /// Every place that has a draft and nothing else yet.
    pub fn waiting(&self) -> Vec<Place> {
        let drafts = self.json().get(DRAFTS);
        let keys = |json: Option<&Json>| -> Vec<String> {
            let all = json.and_then(Json::as_object).into_iter().flatten();
            all.filter(|(_, value)| !value.is_null()).map(|(key, _)| key.clone()).collect()
        };
        let of = |part: &str| drafts.and_then(|drafts| drafts.get(part));
        let facts = keys(of("facts")).into_iter().map(Place::Fact);
        let answers = keys(of("answers")).into_iter().flat_map(|requirement| {
            let questions = keys(of("answers").and_then(|answers| answers.get(&requirement)));
            questions.into_iter().map(move |question| Place::answer(&requirement, &question))
        });
        let deviations = keys(of("deviations")).into_iter().map(Place::Deviation);
        facts.chain(answers).chain(deviations).filter(|place| self.stated(place).is_none()).collect()
    }

    /// Where the draft of a place stands.
    pub fn route_of_draft(place: &Place) -> Route {
        place.keys().into_iter().fold(Route::root().key(DRAFTS), |route, key| route.key(key))
    }
}

fn at<'j>(json: &'j Json, keys: &[&str]) -> Option<&'j Json> {
    keys.iter().try_fold(json, |json, key| json.get(*key)).filter(|value| !value.is_null())
}
