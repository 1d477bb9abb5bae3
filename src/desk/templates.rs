//! Documents made by templates, and what is wrong with the templates.

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::document::{Document, TemplateFault};
use crate::emit;
use crate::emit::{Format, Output};
use crate::text::{Sources, World};
use crate::words::Words;

/// A document in a format that documents are written in.
///
/// # Errors
/// What is wrong with the templates, each fault at its line; `sources` has their texts then.
pub fn product(
    format: &'static Format,
    templates: &dyn World,
    sources: &mut Sources,
    make: impl FnOnce(&Sources) -> Result<Document, Vec<TemplateFault>>,
) -> Result<Output, Bag> {
    let document = make(sources).map_err(|faults| report(&faults, templates, sources))?;
    let bytes = emit::back_end(format)
        .map(|back_end| (back_end.write)(&document, Words::English))
        .unwrap_or_default();
    Ok(Output::product(format, bytes))
}

/// What is wrong with templates, each at its line.
pub fn report(faults: &[TemplateFault], templates: &dyn World, sources: &mut Sources) -> Bag {
    let mut bag = Bag::default();
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
    bag
}
