//! What `review` is given: a pack and declarations, read and judged.

use std::path::{Path, PathBuf};

use super::input;
pub use super::input::ReviewArgs;
use crate::desk::submissions;
pub use crate::desk::submissions::Gathered;
use crate::diag::Bag;
use crate::text::Sources;

/// Whether the files that a declaration names are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// They are, in the declaration's own folder; one from standard input has none.
    Examined,
}

/// Opens a pack, and reads and judges the files of declarations, and what reviewers decided on them.
///
/// # Errors
/// Where the pack or the file of decisions cannot be used: then nothing can be said of any submission.
pub fn gather(
    files: &[PathBuf],
    pack: &Path,
    evidence: Evidence,
    decisions: &ReviewArgs,
    sources: &mut Sources,
) -> Result<Gathered, Bag> {
    let pack = input::pack(pack)?;
    let files = input::submitted(files, decisions.review.as_deref());
    let decisions = decisions.open();
    let decisions = decisions.as_ref().map(|decisions| decisions.decisions());
    let entries = files.entries(evidence == Evidence::Examined);
    submissions::gather(&entries, pack.as_ref().into(), None, decisions.as_ref(), sources)
}
