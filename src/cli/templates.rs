//! `--templates`: the folder whose templates replace the built-in ones, and what is wrong with them.

use std::path::PathBuf;

use super::disk;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::document::TemplateFault;
use crate::text::{Memory, Sources, World};

/// Which templates make a document.
#[derive(Debug, clap::Args)]
pub struct TemplateArgs {
    /// A folder of templates that replace the built-in ones, file by file
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

impl TemplateArgs {
    /// What is made with the wanted templates.
    ///
    /// # Errors
    /// That there is no such folder, or what is wrong with its templates, each at its line; `sources`
    /// has their texts then.
    pub fn make<T>(
        &self,
        sources: &mut Sources,
        make: impl FnOnce(&dyn World, &Sources) -> Result<T, Vec<TemplateFault>>,
    ) -> Result<T, Bag> {
        let mut bag = Bag::default();
        let world = match self.open() {
            Ok(world) => world,
            Err(fault) => {
                bag.push(*fault);
                return Err(bag);
            }
        };
        make(world.as_ref(), sources).map_err(|faults| {
            report(&faults, world.as_ref(), sources, &mut bag);
            bag
        })
    }

    /// The folder of templates; one that holds none where none is named.
    fn open(&self) -> Result<Box<dyn World>, Box<Diagnostic>> {
        let Some(folder) = &self.templates else { return Ok(Box::new(Memory::default())) };
        if folder.is_dir() {
            return Ok(Box::new(disk::Folder::new(folder)));
        }
        let name = folder.display().to_string();
        let fault = Diagnostic::new(&codes::UNREADABLE, format!("there is no folder `{name}`"));
        Err(Box::new(fault.in_file(name).hint("name the folder that your templates are in")))
    }
}

/// Puts what is wrong with templates into a bag, each at its line.
fn report(faults: &[TemplateFault], templates: &dyn World, sources: &mut Sources, bag: &mut Bag) {
    for fault in faults {
        let diagnostic = Diagnostic::new(&codes::ANNEX_TEMPLATE, fault.message.clone());
        let text = templates.read(&fault.template).ok().zip(fault.line);
        bag.push(match text {
            Some((text, line)) => {
                let start: usize =
                    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
                let end =
                    text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| start + n);
                let source = sources.add(templates.name(&fault.template), text);
                diagnostic.at(source.span(start, end), "")
            }
            None => diagnostic.in_file(templates.name(&fault.template)),
        });
    }
}
