//! A declaration begun for a vendor: what is known before anybody answers, and where each piece comes from.
//!
//! A piece that nothing speaks against stands where an answer belongs. Every other is a draft: it stands beside
//! the answers, counts for nothing, and says why a person has to look at it.

mod kind;
mod lists;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use crate::condition::{Condition, KIND};
pub use crate::declaration::Place;
use crate::declaration::{DRAFTS, ORIGINS};
use crate::resolve::spec::{Lot, Requirement, Spec};
use crate::say;
use crate::schema::DECLARATION;
use crate::schema::{binding_evidence, evidence_to_come};
use crate::words::Words;

pub use kind::Kind;

/// The texts about vendor and device, by the keys that lead to them.
pub const ABOUT: [(&str, &str); 5] = [
    ("vendor", "name"),
    ("vendor", "contact"),
    ("device", "name"),
    ("device", "model"),
    ("device", "version"),
];

/// What is known of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The answer, of the form that the question wants; nothing where only a choice of answers is known.
    pub value: Option<Json>,
    /// The answers that it can be, where there is none.
    pub among: Vec<Json>,
    /// Where it comes from, as people call it.
    pub origin: String,
    /// Whether the origin is a public document, which the buyer may read; else it is the vendor's own business.
    pub public: bool,
    /// Why a person has to look at it; it is an answer where there is no reason.
    pub doubts: Vec<Doubt>,
}

/// Why a person has to look at a piece before it is an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// The pack that it answered is not at hand, so nobody knows what was asked.
    PackNotAtHand,
    /// The question read otherwise: its words, where they are not the same.
    AskedOtherwise(Option<String>),
    /// Something else is accepted now.
    AcceptedOtherwise,
    /// The requirement reads otherwise.
    DemandedOtherwise,
    /// The tender demands something else.
    Refused,
    /// It was answered for a device of another kind, of which something else is demanded.
    OtherKind,
    /// Another source says something else.
    Contradicted {
        /// What it says.
        value: Json,
        /// Which.
        origin: String,
    },
    /// It was a draft before, for this reason.
    Before(String),
    /// It is a deviation, which is proposed for each tender anew.
    Deviation,
    /// The form asks something near.
    Near,
    /// The form leaves these answers open.
    OneOfSeveral,
    /// The form names these options, and there may be more.
    PerhapsMore,
    /// There is a note on the answer in the form.
    Noted(String),
    /// Two answers of the form lead to different answers.
    Torn,
}

/// A declaration begun.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begun {
    /// What is known of vendor and device, in the order of [`ABOUT`].
    pub about: [Option<String>; 5],
    /// What is known of each question.
    pub pieces: BTreeMap<Place, Piece>,
    /// The evidence listed, entries as they stand in a declaration.
    pub evidence: Vec<Json>,
    /// What else a person has to look at.
    pub remarks: Vec<Remark>,
    /// What was said to questions that are not asked here, by what said it.
    pub idle: BTreeMap<String, Vec<Place>>,
    /// What the form that it was taken from could say, where it was taken from one.
    pub speaks: Option<BTreeSet<Place>>,
}

/// Something that a person has to look at, and that is no draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark {
    /// Sources differ in a text about vendor or device.
    About {
        /// Which, as an index of [`ABOUT`].
        which: usize,
        /// The texts, each with its source.
        texts: Vec<(String, String)>,
    },
    /// The tender settles a fact, and a source says something else.
    Settled {
        /// The fact.
        fact: String,
        /// What the tender says.
        value: Json,
        /// What the source says.
        said: Json,
        /// The source.
        origin: String,
    },
    /// What was answered is no answer to the question any more.
    Unfit {
        /// The question.
        place: Place,
        /// The answer.
        said: Json,
        /// Where it stood.
        origin: String,
    },
    /// So many files were listed as evidence before.
    Evidence(usize),
    /// An entry of a form has several answers, each with its place.
    Torn {
        /// The entry.
        entry: String,
        /// The answers.
        written: Vec<(String, String)>,
    },
    /// The answer to an entry of a form is neither yes nor no.
    Unread {
        /// The entry.
        entry: String,
        /// The answer.
        written: String,
        /// Its place.
        place: String,
    },
}

impl Begun {
    /// Whether a place has an answer.
    pub fn is_answered(&self, place: &Place) -> bool {
        self.pieces.get(place).is_some_and(Piece::is_answer)
    }

    /// Says of which kind the device is, in a lot of several.
    pub fn say_kind(&mut self, id: &str) {
        let piece = Piece {
            value: Some(json!(id)),
            among: Vec::new(),
            origin: String::new(),
            public: false,
            doubts: Vec::new(),
        };
        self.pieces.insert(Place::Fact(KIND.to_owned()), piece);
    }

    /// Of which kind the device is, as far as that is known.
    pub fn kind<'a>(&self, lot: &'a Lot) -> Kind<'a> {
        let piece = self.pieces.get(&Place::Fact(KIND.to_owned())).filter(|piece| piece.is_answer());
        Kind::named(lot, piece.and_then(|piece| piece.value.as_ref()?.as_str()))
    }

    /// The declaration, with an empty place for everything that is asked and not known; what devices of other
    /// kinds alone are asked has none. `schema`: where an editor finds what the declaration is checked against.
    pub fn declaration(&self, spec: &Spec, lot: &Lot, schema: &str, words: Words) -> Json {
        let mut json = json!({
            "$schema": schema, "format": DECLARATION, "pack": spec.pack, "tender": spec.tender.id, "lot": lot.id,
            "vendor": {}, "device": {}, "facts": {}, "answers": {}, "deviations": {},
        });
        for ((part, key), text) in ABOUT.iter().zip(&self.about) {
            put(&mut json, &[part, key], json!(text));
        }
        let answer = |place: &Place| {
            let piece = self.pieces.get(place).filter(|piece| piece.is_answer());
            piece.and_then(|piece| piece.value.clone()).unwrap_or_default()
        };
        for fact in lot.facts.iter().filter(|fact| fact.asked) {
            let settled = fact.settled.as_ref().map(|value| value.json());
            let value = settled.unwrap_or_else(|| answer(&Place::Fact(fact.id.clone())));
            put(&mut json, &["facts", &fact.id], value);
        }
        let kind = self.kind(lot);
        let of_kind = |one: &&Requirement| kind.left(&one.applies) != Condition::Constant(false);
        for requirement in lot.requirements.iter().filter(of_kind) {
            put(&mut json, &["answers", &requirement.id], json!({}));
            for question in requirement.asked() {
                let value = answer(&Place::answer(&requirement.id, &question.id));
                put(&mut json, &["answers", &requirement.id, &question.id], value);
            }
        }
        put(&mut json, &["evidence"], self.evidence(lot).into());
        for (place, piece) in &self.pieces {
            if !piece.is_answer() {
                put(&mut json, &[&[DRAFTS][..], &place.keys()].concat(), piece.draft(words));
            } else if piece.public {
                put(&mut json, &[&[ORIGINS][..], &place.keys()].concat(), json!(piece.origin));
            }
        }
        json
    }

    /// The evidence listed, and an empty entry for each kind that shall be enclosed and is not.
    fn evidence(&self, lot: &Lot) -> Vec<Json> {
        let listed = |kind: &str, id: &str| {
            self.evidence.iter().any(|entry| {
                let serves = entry.get("for").and_then(Json::as_array).into_iter().flatten();
                entry.get("kind").and_then(Json::as_str) == Some(kind)
                    && serves.filter_map(Json::as_str).any(|one| one == id)
            })
        };
        let missing = binding_evidence(lot).into_iter().filter_map(|(kind, ids)| {
            let ids: Vec<&str> = ids.into_iter().filter(|id| !listed(kind, id)).collect();
            (!ids.is_empty()).then(|| evidence_to_come(kind, &ids))
        });
        self.evidence.iter().cloned().chain(missing).collect()
    }
}

impl Piece {
    /// Whether it stands where an answer belongs.
    pub fn is_answer(&self) -> bool {
        self.value.is_some() && self.doubts.is_empty()
    }

    fn draft(&self, words: Words) -> Json {
        let mut draft = Map::new();
        match &self.value {
            Some(value) => draft.insert("value".to_owned(), value.clone()),
            None => draft.insert("among".to_owned(), self.among.clone().into()),
        };
        draft.insert("origin".to_owned(), json!(self.origin));
        draft.insert("why".to_owned(), json!(self.why(words)));
        Json::Object(draft)
    }

    /// Why a person has to look at it, in words; empty where nobody has to.
    pub fn why(&self, words: Words) -> String {
        let doubts: Vec<String> = self.doubts.iter().map(|doubt| doubt.say(words)).collect();
        doubts.join(&say!(words, "list-semicolon"))
    }
}

impl Doubt {
    /// The reason in words.
    pub fn say(&self, words: Words) -> String {
        match self {
            Self::PackNotAtHand => say!(words, "draft-pack-not-at-hand"),
            Self::AskedOtherwise(None) => say!(words, "draft-asked-otherwise"),
            Self::AskedOtherwise(Some(ask)) => say!(words, "draft-asked-so", ask = ask.as_str()),
            Self::AcceptedOtherwise => say!(words, "draft-accepted-otherwise"),
            Self::DemandedOtherwise => say!(words, "draft-demanded-otherwise"),
            Self::Refused => say!(words, "draft-refused"),
            Self::OtherKind => say!(words, "draft-other-kind"),
            Self::Contradicted { value, origin } => {
                say!(words, "draft-contradicted", value = value.to_string(), origin = origin.as_str())
            }
            Self::Before(why) if why.trim().is_empty() => say!(words, "draft-before"),
            Self::Before(why) => why.clone(),
            Self::Deviation => say!(words, "draft-deviation"),
            Self::Near => say!(words, "draft-near"),
            Self::OneOfSeveral => say!(words, "draft-one-of-several"),
            Self::PerhapsMore => say!(words, "draft-perhaps-more"),
            Self::Noted(note) => say!(words, "draft-noted", note = note.as_str()),
            Self::Torn => say!(words, "draft-torn"),
        }
    }
}

/// Puts a value where keys lead, with the objects on the way.
fn put(json: &mut Json, keys: &[&str], value: Json) {
    let mut at = json;
    for key in keys {
        if !at.is_object() {
            *at = json!({});
        }
        let Some(object) = at.as_object_mut() else { return };
        at = object.entry((*key).to_owned()).or_insert(Json::Null);
    }
    *at = value;
}
