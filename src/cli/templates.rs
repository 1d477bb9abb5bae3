//! `--templates`: the folder whose templates replace the built-in ones.

use std::path::PathBuf;

use super::disk;
use super::input;
use crate::diag::Bag;
use crate::text::{Memory, Unreadable, World};

/// Which templates make a document.
#[derive(Debug, clap::Args)]
pub struct TemplateArgs {
    /// A folder of templates that replace the built-in ones, file by file
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

impl TemplateArgs {
    /// The folder of templates; one that holds none where none is named.
    ///
    /// # Errors
    /// That there is no such folder.
    pub fn open(&self) -> Result<Box<dyn World>, Bag> {
        let Some(folder) = &self.templates else { return Ok(Box::new(Memory::default())) };
        match folder.is_dir() {
            true => Ok(Box::new(disk::Folder::new(folder))),
            false => Err(input::unread(&disk::called(folder), &Unreadable::Missing)),
        }
    }
}
