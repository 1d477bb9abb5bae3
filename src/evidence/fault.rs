//! What can be found of a piece of evidence: each fault as data, and in words at the very end.

use jiff::civil::Date;

use crate::say;
use crate::words::Words;

use super::State;
use super::content::{document, sbom};

/// A fault of a piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The path is none below the folder of the declaration.
    Path(PathFault),
    /// There is no such file.
    NoFile {
        /// The file that was meant, where one is near.
        nearest: Option<String>,
    },
    /// The file leads out of the folder, as a symbolic link does.
    LinkOutside,
    /// The file has no bytes.
    Empty,
    /// The declaration lists more files than this.
    TooManyFiles(usize),
    /// The file is larger than this many MiB.
    TooLarge(u64),
    /// The files together are larger than this many MiB.
    TooLargeTogether(u64),
    /// The files that are taken apart are together larger than this many MiB.
    TooLargeToTakeApart(u64),
    /// The system does not let it be read: its own words.
    System(String),
    /// The declaration states no digest of it.
    NoDigest,
    /// The digest is stated in another form than 64 hexadecimal digits.
    DigestForm {
        /// In which.
        form: DigestForm,
        /// Whether it is the digest of the file all the same.
        same: bool,
        /// The digest of the file.
        found: String,
    },
    /// The digest of the file is another: this one.
    OtherDigest {
        /// The digest of the file.
        found: String,
    },
    /// The file is the one that is stated but for the ends of its lines.
    LineEnds {
        /// The digest of the file.
        found: String,
    },
    /// It is not valid any more on the last day for bids.
    Expired {
        /// Its last day.
        until: Date,
        /// The last day for bids.
        deadline: Date,
    },
    /// The requirements that it serves want other kinds of evidence.
    Unwanted {
        /// The first few of them, each with what people call the kinds that it wants.
        wanted: Vec<(String, Vec<String>)>,
        /// How many more there are.
        more: usize,
        /// What people call its own kind.
        kind: String,
    },
    /// It is no document that can be read.
    Document(document::Fault),
    /// It is no bill of materials of the device with what is asked for.
    Bill(sbom::Fault),
}

/// Why a path is not one below the folder of the declaration, on whatever system it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PathFault {
    Empty,
    Control,
    Backslash,
    Root,
    Address,
    Colon,
    Parent,
    Nothing,
}

/// In which form a digest is stated that is not stated in 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestForm {
    /// With the name of the procedure before it: `sha256:…`.
    Named,
    /// In base64.
    Base64,
    /// With blanks around it.
    Blanks,
    /// With the name of the file or something else behind it.
    WithName,
    /// In groups of digits.
    Grouped,
    /// In none that is known.
    Other {
        /// How many letters and digits it has.
        digits: usize,
    },
}

impl Fault {
    /// What kind of finding it is.
    pub fn state(&self) -> State {
        match self {
            Self::Path(_) | Self::LinkOutside => State::Outside,
            Self::NoFile { .. } => State::Missing,
            Self::Empty
            | Self::TooManyFiles(_)
            | Self::TooLarge(_)
            | Self::TooLargeTogether(_)
            | Self::TooLargeToTakeApart(_)
            | Self::System(_) => State::Unreadable,
            Self::NoDigest | Self::DigestForm { .. } | Self::OtherDigest { .. } | Self::LineEnds { .. } => {
                State::HashDiffers
            }
            Self::Expired { .. } => State::Expired,
            Self::Unwanted { .. } => State::WrongKind,
            Self::Document(fault) => fault.state(),
            Self::Bill(fault) => fault.state(),
        }
    }

    /// The fault, as a sentence without a full stop.
    pub fn say(&self, words: Words) -> String {
        match self {
            Self::Path(fault) => say!(words, &format!("evidence-path-{}", fault.word())),
            Self::NoFile { nearest: None } => say!(words, "evidence-no-file"),
            Self::NoFile { nearest: Some(path) } => say!(words, "evidence-no-file-but", path = path.as_str()),
            Self::LinkOutside => say!(words, "evidence-link-outside"),
            Self::Empty => say!(words, "evidence-empty"),
            Self::TooManyFiles(most) => say!(words, "evidence-too-many-files", most = *most),
            Self::TooLarge(most) => say!(words, "evidence-too-large", most = *most),
            Self::TooLargeTogether(most) => say!(words, "evidence-too-large-together", most = *most),
            Self::TooLargeToTakeApart(most) => say!(words, "evidence-too-large-to-take-apart", most = *most),
            Self::System(why) => say!(words, "evidence-unreadable", why = why.as_str()),
            Self::NoDigest => say!(words, "evidence-no-digest"),
            Self::DigestForm { form, same, found } => digest_form(words, *form, *same, found),
            Self::OtherDigest { found } => say!(words, "evidence-other-digest", found = found.as_str()),
            Self::LineEnds { found } => say!(words, "evidence-line-ends", found = found.as_str()),
            Self::Expired { until, deadline } => {
                say!(words, "evidence-expired", until = until.to_string(), deadline = deadline.to_string())
            }
            Self::Unwanted { wanted, more, kind } => unwanted(words, wanted, *more, kind),
            Self::Document(fault) => fault.say(words),
            Self::Bill(fault) => fault.say(words),
        }
    }
}

fn digest_form(words: Words, form: DigestForm, same: bool, found: &str) -> String {
    match form {
        DigestForm::Other { .. } => say!(words, "evidence-digest-none", found = found),
        _ if !same => say!(words, "evidence-digest-form-and-other", found = found),
        form => {
            let form = say!(words, &format!("evidence-digest-{}", form.word()));
            say!(words, "evidence-digest-form", form = form, found = found)
        }
    }
}

/// "UPD-03 wants Support policy, UPD-04 wants Hardening guide, and 2 more want other kinds, not Test report".
fn unwanted(words: Words, wanted: &[(String, Vec<String>)], more: usize, kind: &str) -> String {
    let each = wanted.iter().map(|(id, kinds)| {
        let kinds = words.join(kinds.iter().map(String::as_str), "or");
        say!(words, "evidence-wants", requirement = id.as_str(), kinds = kinds)
    });
    let each = each.collect::<Vec<String>>().join(&say!(words, "list-comma"));
    say!(words, "evidence-unwanted", wanted = each, more = more, kind = kind)
}

impl PathFault {
    /// Its word in the table of messages.
    fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Control => "control",
            Self::Backslash => "backslash",
            Self::Root => "root",
            Self::Address => "address",
            Self::Colon => "colon",
            Self::Parent => "parent",
            Self::Nothing => "nothing",
        }
    }
}

impl DigestForm {
    /// Its word in the table of messages.
    fn word(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Base64 => "base64",
            Self::Blanks => "blanks",
            Self::WithName => "with-name",
            Self::Grouped | Self::Other { .. } => "grouped",
        }
    }
}
