//! `--templates` and `--reference-doc`: what documents say, and how they look in Word.

use std::path::{Path, PathBuf};

use super::disk;
use super::input;
use crate::desk::Rendering;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::emit::Format;
use crate::emit::docx::Reference;
use crate::text::limit;
use crate::text::{Memory, Unreadable, World};

/// Which templates make a document, and whose looks it has.
#[derive(Debug, clap::Args)]
pub struct TemplateArgs {
    /// A folder of templates that replace the built-in ones, file by file
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// A .docx whose styles, page, headers, footers and logo documents for Word take, such as a letterhead
    #[arg(long, value_name = "FILE")]
    pub reference_doc: Option<PathBuf>,
}

/// Both of them, read.
pub struct Opened {
    templates: Box<dyn World>,
    looks: Option<Reference>,
}

impl TemplateArgs {
    /// Opens the folder of templates, and reads the looks.
    ///
    /// # Errors
    /// That there is no such folder, or that no looks can be taken from the document.
    pub fn open(&self) -> Result<Opened, Bag> {
        let templates: Box<dyn World> = match &self.templates {
            None => Box::new(Memory::default()),
            Some(folder) if folder.is_dir() => Box::new(disk::Folder::new(folder)),
            Some(folder) => return Err(input::unread(&disk::called(folder), &Unreadable::Missing)),
        };
        Ok(Opened { templates, looks: self.reference_doc.as_deref().map(looks).transpose()? })
    }
}

impl Opened {
    /// The templates; a folder that holds none where none is named.
    pub fn templates(&self) -> &dyn World {
        self.templates.as_ref()
    }

    /// The looks of documents for Word; the built-in ones where none are named.
    pub fn looks(&self) -> &Reference {
        self.looks.as_ref().unwrap_or(Reference::built_in())
    }

    /// How an answer is made with both.
    pub fn form(&self, format: &'static Format, colour: bool) -> Rendering<'_> {
        Rendering { format, templates: self.templates(), looks: self.looks(), colour }
    }
}

fn looks(path: &Path) -> Result<Reference, Bag> {
    let called = disk::called(path);
    let bytes = disk::read_bytes(path, &limit::PACK_FILE).map_err(|why| input::unread(&called, &why))?;
    Reference::read(bytes).map_err(|why| {
        let fault = Diagnostic::new(&codes::REFERENCE_DOCUMENT, format!("the looks cannot be taken: {why}"));
        let hint = "save it in Word as Word Document (.docx), without macros and template";
        input::one(fault.in_file(called).hint(hint))
    })
}
