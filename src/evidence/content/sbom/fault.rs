//! What can be found of a bill of materials: each fault as data, and in words at the very end.

use serde_json::Value as Json;

use crate::evidence::State;
use crate::model::BillElement;
use crate::say;
use crate::words::Words;

use super::MOST_NAMED;
use super::bill::cut;
use super::format;

/// A fault of a bill of materials.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It is of no format that is read.
    Other(Other),
    /// Its text cannot be read.
    Text {
        /// In what it is written.
        encoding: Encoding,
        /// Why.
        why: Unread,
        /// The line and the column, from 1, where the reader does not say it itself.
        at: Option<(usize, usize)>,
    },
    /// It is not valid by the schema of its format.
    Invalid {
        /// The format, such as `CycloneDX 1.6`.
        format: String,
        /// The first few faults.
        wrongs: Vec<Wrong>,
        /// Whether there are more.
        more: bool,
    },
    /// The schema of its format cannot be used: why.
    NoSchema(String),
    /// It does not say what it is of.
    NoDevice,
    /// It does not say which version of the device it is of.
    NoDeviceVersion,
    /// It is of other things.
    OtherDevice {
        /// The first few, with their versions.
        found: Vec<String>,
        /// The device offered, with its version.
        offered: String,
    },
    /// It is of another version.
    OtherVersion {
        /// Which.
        found: String,
        /// The version offered.
        offered: String,
    },
    /// It lists no component.
    NoComponent,
    /// It marks all of its components as unknown.
    AllUnknown,
    /// It says nothing of an element that concerns it as a whole.
    Lacks(BillElement),
    /// It says only with which program it was made.
    OnlyTools,
    /// The time at which it was made is none.
    Time {
        /// As written.
        written: String,
        /// What is wrong with it.
        wrong: TimeFault,
    },
    /// Some of its components lack an element.
    Without {
        /// Which.
        element: BillElement,
        /// How many lack it.
        count: usize,
        /// How many components there are.
        all: usize,
        /// What those are called that lack it, as far as they are called.
        named: Named,
    },
    /// Its relationships name what it does not list.
    Unlisted(Named),
    /// References that several things have.
    Twice(Named),
}

/// The first few of some names, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    first: Vec<String>,
    more: usize,
}

/// What is no bill of a format that is read.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Other {
    Utf16,
    Compressed,
    Zip,
    Pdf,
    Html,
    NotText,
    NoJson,
    TagValue,
    Yaml,
    Rdf,
    LinkedData,
    Envelope,
    NoBill,
    /// XML with a root of this name.
    Xml(String),
    /// A key that says of which version it is, with what it says.
    Version(String, Found),
}

/// In what a bill is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Encoding {
    Json,
    Xml,
}

/// Why a text is not read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// It is nested deeper than so many levels.
    Levels(usize),
    /// It has more than so many values.
    Values(usize),
    /// A key stands twice in one object: which of the two counts differs from program to program.
    Twice(String),
    /// It has a document type, whose entities could stand for anything.
    DocumentType,
    /// It names an entity.
    Entity(String),
    /// It ends before its first element does.
    CutOff,
    /// It is malformed: the words of the reader.
    Syntax(String),
}

/// What is wrong with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFault {
    /// It is no date with a time and a zone.
    Form,
    /// There is no such day or hour.
    Impossible,
    /// It is before there were such formats.
    Past,
    /// It is after this day, the last day for bids.
    Future(jiff::civil::Date),
}

/// What a schema finds wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// Where, as people write it; empty for the whole text.
    pub place: String,
    /// What.
    pub what: What,
}

/// What a schema finds wrong at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A key is not there.
    Lacks(String),
    /// A key is none of the format.
    Key(String),
    /// It is of another type than is wanted.
    Type {
        /// What stands there.
        found: Found,
        /// The type that is wanted, as its word in the table of messages.
        wanted: &'static str,
    },
    /// It is none of the format's words.
    Word {
        /// What stands there.
        found: Found,
        /// The word that was meant, where one is near.
        meant: Option<String>,
    },
    /// A list has the same thing twice.
    Twice,
    /// It says more than one thing where one belongs.
    Several,
    /// It is empty.
    Empty,
    /// It has the wrong form.
    Form(Found),
}

/// A value, as far as a sentence names it.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// No value at all.
    Nothing,
    /// A text, cut.
    Text(String),
    /// A number, `true`, `false` or `null`, as written.
    Literal(String),
    /// A list.
    List,
    /// An object.
    Object,
}

impl Fault {
    /// What kind of finding it is.
    pub fn state(&self) -> State {
        match self {
            Self::Other(other) if other.is_bill() => State::Unreadable,
            Self::Text { why: Unread::Levels(_) | Unread::Values(_), .. } | Self::NoSchema(_) => {
                State::Unreadable
            }
            Self::Other(_) | Self::Text { .. } | Self::Invalid { .. } => State::WrongKind,
            Self::OtherDevice { .. } | Self::OtherVersion { .. } => State::OtherDevice,
            _ => State::Incomplete,
        }
    }

    /// The fault, as a sentence without a full stop.
    pub fn say(&self, words: Words) -> String {
        match self {
            Self::Other(other) => {
                let read = words.join(format::families(words), "and");
                say!(words, "evidence-bill-other", what = other.say(words), read = read)
            }
            Self::Text { encoding, why, at } => {
                let why = match at {
                    Some((line, column)) => {
                        let what = why.say(words);
                        say!(words, "evidence-text-at", what = what, line = *line, column = *column)
                    }
                    None => why.say(words),
                };
                match (self.state(), encoding) {
                    (State::Unreadable, _) => why,
                    (_, Encoding::Json) => say!(words, "evidence-bill-no-json", why = why),
                    (_, Encoding::Xml) => say!(words, "evidence-bill-no-xml", why = why),
                }
            }
            Self::Invalid { format, wrongs, more } => {
                let mut all: Vec<String> = wrongs.iter().map(|wrong| wrong.say(words)).collect();
                all.extend(more.then(|| say!(words, "evidence-bill-and-more")));
                say!(words, "evidence-bill-invalid", format = format.as_str(), wrongs = all.join("; "))
            }
            Self::NoSchema(why) => say!(words, "evidence-bill-no-schema", why = why.as_str()),
            Self::NoDevice => say!(words, "evidence-bill-no-device"),
            Self::NoDeviceVersion => say!(words, "evidence-bill-no-device-version"),
            Self::OtherDevice { found, offered } => {
                let found: Vec<String> = found.iter().map(|name| format!("`{name}`")).collect();
                let found = found.join(&say!(words, "list-comma"));
                say!(words, "evidence-bill-other-device", found = found, offered = offered.as_str())
            }
            Self::OtherVersion { found, offered } => {
                say!(words, "evidence-bill-other-version", found = found.as_str(), offered = offered.as_str(),)
            }
            Self::NoComponent => say!(words, "evidence-bill-no-component"),
            Self::AllUnknown => say!(words, "evidence-bill-all-unknown"),
            Self::Lacks(element) => say!(words, &format!("evidence-lacks-{}", element.word())),
            Self::OnlyTools => say!(words, "evidence-bill-only-tools"),
            Self::Time { written, wrong } => wrong.say(words, written),
            Self::Without { element, count, all, named } => {
                let what = say!(words, &format!("evidence-element-{}", element.word()));
                let lacking = say!(words, "evidence-bill-without", count = *count, all = *all, what = what);
                named.after(words, lacking)
            }
            Self::Unlisted(named) => named.after(words, say!(words, "evidence-bill-unlisted")),
            Self::Twice(named) => named.after(words, say!(words, "evidence-bill-twice")),
        }
    }
}

impl Named {
    /// The first few of some names; those that are empty are left out.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names = names.filter(|name| !name.is_empty());
        let first = names.by_ref().take(MOST_NAMED).map(cut).collect();
        Self { first, more: names.count() }
    }

    /// A sentence with the names behind it, where there are any.
    fn after(&self, words: Words, sentence: String) -> String {
        if self.first.is_empty() {
            return sentence;
        }
        let first: Vec<String> = self.first.iter().map(|name| format!("`{name}`")).collect();
        let first = first.join(&say!(words, "list-comma"));
        say!(words, "evidence-bill-named", sentence = sentence, names = first, more = self.more)
    }
}

impl Other {
    /// Whether it is a bill all the same, in a format that is not read.
    fn is_bill(&self) -> bool {
        matches!(
            self,
            Self::Utf16
                | Self::Compressed
                | Self::TagValue
                | Self::Yaml
                | Self::Rdf
                | Self::Envelope
                | Self::LinkedData
                | Self::Version(..)
        )
    }

    fn say(&self, words: Words) -> String {
        let word = match self {
            Self::Utf16 => "utf16",
            Self::Compressed => "compressed",
            Self::Zip => "zip",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::NotText => "not-text",
            Self::NoJson => "no-json",
            Self::TagValue => "tag-value",
            Self::Yaml => "yaml",
            Self::Rdf => "rdf",
            Self::LinkedData => "linked-data",
            Self::Envelope => "envelope",
            Self::NoBill => "no-bill",
            Self::Xml(root) => return say!(words, "evidence-bill-is-xml", root = root.as_str()),
            Self::Version(key, Found::Nothing) => {
                return say!(words, "evidence-bill-without-version", key = key.as_str());
            }
            Self::Version(key, Found::Literal(number))
                if number.starts_with(|first: char| first.is_ascii_digit()) =>
            {
                return say!(
                    words,
                    "evidence-bill-version-number",
                    key = key.as_str(),
                    number = number.as_str()
                );
            }
            Self::Version(key, found) => {
                return say!(words, "evidence-bill-version", key = key.as_str(), found = found.say(words));
            }
        };
        say!(words, &format!("evidence-other-{word}"))
    }
}

impl Unread {
    fn say(&self, words: Words) -> String {
        match self {
            Self::Levels(most) => say!(words, "evidence-text-levels", most = *most),
            Self::Values(most) => say!(words, "evidence-text-values", most = *most),
            Self::Twice(key) => say!(words, "evidence-text-twice", key = key.as_str()),
            Self::DocumentType => say!(words, "evidence-text-document-type"),
            Self::Entity(name) => say!(words, "evidence-text-entity", name = name.as_str()),
            Self::CutOff => say!(words, "evidence-text-cut-off"),
            Self::Syntax(why) => why.clone(),
        }
    }
}

impl TimeFault {
    fn say(self, words: Words, written: &str) -> String {
        match self {
            Self::Form => say!(words, "evidence-time-form", written = written),
            Self::Impossible => say!(words, "evidence-time-impossible", written = written),
            Self::Past => say!(words, "evidence-time-past", written = written),
            Self::Future(deadline) => {
                say!(words, "evidence-time-future", written = written, deadline = deadline.to_string())
            }
        }
    }
}

impl Wrong {
    fn say(&self, words: Words) -> String {
        let place = match self.place.as_str() {
            "" => say!(words, "evidence-schema-whole"),
            place => format!("`{place}`"),
        };
        match &self.what {
            What::Lacks(key) => say!(words, "evidence-schema-lacks", place = place, key = key.as_str()),
            What::Key(key) => say!(words, "evidence-schema-key", place = place, key = key.as_str()),
            What::Type { found, wanted } => {
                let wanted = say!(words, &format!("evidence-type-{wanted}"));
                say!(words, "evidence-schema-type", place = place, found = found.say(words), wanted = wanted)
            }
            What::Word { found, meant: None } => {
                say!(words, "evidence-schema-word", place = place, found = found.say(words))
            }
            What::Word { found, meant: Some(meant) } => say!(
                words,
                "evidence-schema-word-meant",
                place = place,
                found = found.say(words),
                meant = meant.as_str(),
            ),
            What::Twice => say!(words, "evidence-schema-twice", place = place),
            What::Several => say!(words, "evidence-schema-several", place = place),
            What::Empty => say!(words, "evidence-schema-empty", place = place),
            What::Form(found) => say!(words, "evidence-schema-form", place = place, found = found.say(words)),
        }
    }
}

impl Found {
    /// A value.
    pub fn of(json: &Json) -> Self {
        match json {
            Json::Null | Json::Bool(_) | Json::Number(_) => Self::Literal(json.to_string()),
            Json::String(text) => Self::Text(cut(text)),
            Json::Array(_) => Self::List,
            Json::Object(_) => Self::Object,
        }
    }

    fn say(&self, words: Words) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => format!("\"{text}\""),
            Self::Literal(text) => format!("`{text}`"),
            Self::List => say!(words, "evidence-type-array"),
            Self::Object => say!(words, "evidence-type-object"),
        }
    }
}
