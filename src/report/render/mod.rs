//! Showing what a check finds: one file a format, each over several declarations.
//!
//! Diagnostics are shown by `diag::render`; the verdicts here.

pub mod comment;
pub mod json;
pub mod line;
pub(crate) mod review;
pub mod sarif;
pub mod text;

use crate::report::Report;
use crate::text::{Packed, Sources};

/// Reports on their way into one text, one at a time: nothing of a report is needed once it was put.
pub trait Roll {
    /// Puts a report behind the others.
    fn put(&mut self, report: &Report, sources: &Sources);

    /// The whole text.
    fn end(self) -> Packed;
}

/// The text of reports that are all there.
fn whole(mut roll: impl Roll, reports: &[Report], sources: &Sources) -> String {
    reports.iter().for_each(|report| roll.put(report, sources));
    roll.end().to_string()
}
