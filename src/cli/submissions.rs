//! What `check`, `compare`, `letters` and `review` are given: declarations, and the packs that they answer.

use std::path::{Path, PathBuf};

use super::input::{self, PackArgs, Submitted};
use crate::desk::submissions::Packs;
use crate::diag::Bag;
use crate::text::World;

/// Declarations, and the packs that they answer.
#[derive(Debug, clap::Args)]
pub struct SubmissionArgs {
    /// Declarations in JSON, YAML or NDJSON, or whole bids, as folders or zips; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub pack: PackArgs,
    /// The pack of a former edition: declarations that answer it count where the new one asks their lot nothing else
    #[arg(long, value_name = "PACK")]
    pub former: Vec<PathBuf>,
}

/// The packs as folders.
pub struct Opened {
    pack: Box<dyn World>,
    former: Vec<Box<dyn World>>,
}

impl SubmissionArgs {
    /// Opens the packs.
    ///
    /// # Errors
    /// Where an archive cannot be opened.
    pub fn open(&self) -> Result<Opened, Bag> {
        let former = self.former.iter().map(|path| input::pack(path)).collect::<Result<_, _>>()?;
        Ok(Opened { pack: self.pack.open()?, former })
    }

    /// The declarations, where they lie; the file of decisions is none.
    pub fn submitted(&self, review: Option<&Path>) -> Submitted {
        input::submitted(&self.files, review)
    }
}

impl Opened {
    /// The packs for the desk.
    pub fn packs(&self) -> Packs<'_> {
        Packs { pack: self.pack.as_ref(), former: &self.former }
    }
}
