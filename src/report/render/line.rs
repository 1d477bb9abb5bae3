//! A declaration of many as one line of JSON, for programs that read a line at a time.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::json::{Declaration, declaration};
use crate::report::Report;
use crate::report::render::Roll;
use crate::standing::BidStanding;
use crate::text::{Packed, Sources};

/// The format of a line with all that is found.
pub const FULL: &str = "tenderc-check-line/1";

/// The format of a line with verdicts alone.
pub const VERDICTS: &str = "tenderc-verdicts/1";

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All that is found of the declaration.
    Full,
    /// Its verdicts alone.
    Verdicts,
}

/// All that is found of one declaration.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Full {
    /// `tenderc-check-line/1`.
    pub format: &'static str,
    /// What is found.
    #[serde(flatten)]
    pub declaration: Declaration,
}

/// The verdicts on one declaration.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Verdicts {
    /// `tenderc-verdicts/1`.
    pub format: &'static str,
    /// The file; of one of many, with the number of its line: `standard input:7`.
    pub file: String,
    /// Whether it could be judged, and nothing is wrong with it.
    pub judged: bool,
    /// `conforms`, `open`, `incomplete` or `fails`; nothing where it was not judged.
    pub standing: Option<&'static str>,
    /// The device as people call it; may be empty.
    pub device: String,
    /// The id of the lot, where it is one of the pack's.
    pub lot: Option<String>,
    /// The verdict on each requirement of the lot, by its id, in the order of the lot; none where it was not judged.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub verdicts: Map<String, Json>,
    /// What is wrong with the declaration itself, each by its code: `D001 the file is empty`.
    pub faults: Vec<String>,
}

impl Form {
    /// Puts a line behind a text.
    pub fn put(self, report: &Report, sources: &Sources, text: &mut String) {
        // Maps with text keys and finite numbers only, which always serialise; no text in JSON holds the end of a line.
        let line = match self {
            Self::Full => {
                serde_json::to_string(&Full { format: FULL, declaration: declaration(report, sources) })
            }
            Self::Verdicts => serde_json::to_string(&Verdicts::of(report)),
        };
        text.push_str(&line.unwrap_or_default());
        text.push('\n');
    }
}

impl Verdicts {
    fn of(report: &Report) -> Self {
        let outcome = &report.outcome;
        let verdicts = outcome.verdicts.iter();
        let faults = outcome.diagnostics.sorted().into_iter();
        Self {
            format: VERDICTS,
            file: report.file.clone(),
            judged: outcome.sound(),
            standing: report.bid().map(BidStanding::word),
            device: outcome.device.clone(),
            lot: outcome.lot.as_ref().map(|lot| lot.id.clone()),
            verdicts: verdicts.map(|judged| (judged.id.clone(), judged.verdict.word().into())).collect(),
            faults: faults.map(|fault| format!("{} {}", fault.code.id, fault.message)).collect(),
        }
    }
}

/// Lines of verdicts in the making.
#[derive(Debug, Default)]
pub struct Lines(Packed);

impl Roll for Lines {
    fn put(&mut self, report: &Report, sources: &Sources) {
        let mut line = String::new();
        Form::Verdicts.put(report, sources, &mut line);
        self.0.push(&line);
    }

    fn end(self) -> Packed {
        self.0
    }
}
