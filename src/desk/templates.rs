//! Documents made by templates, and what is wrong with the templates.

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::document::{Document, TemplateFault};
use crate::emit;
use crate::emit::{Format, Output};
use crate::text::{Sources, World};
use crate::words::Words;

/// A document as a single file, in a format that documents are written in.
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
    let written = emit::back_end(format).map(|back_end| match back_end.holds_pictures {
        true => (back_end.write)(&document, Words::English),
        false => (back_end.write)(&document.without_pictures(), Words::English),
    });
    Ok(Output::product(format, written.unwrap_or_default()))
}

/// What is wrong with templates, each at its place.
pub fn report(faults: &[TemplateFault], templates: &dyn World, sources: &mut Sources) -> Bag {
    let mut bag = Bag::default();
    for fault in faults {
        let diagnostic = Diagnostic::new(&codes::ANNEX_TEMPLATE, fault.message.clone());
        let text = templates.read(&fault.template).ok().zip(fault.range.clone());
        bag.push(match text {
            Some((text, range)) => {
                let source = sources.add(templates.name(&fault.template), text);
                let span = source.span(range.start, range.end);
                match &fault.meant {
                    Some(meant) => {
                        diagnostic.at(span, "").edit(format!("did you mean `{meant}`?"), span, meant)
                    }
                    None => diagnostic.at(span, ""),
                }
            }
            None => diagnostic.in_file(templates.name(&fault.template)),
        });
    }
    bag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Block, Figure};
    use crate::emit::format;
    use crate::text::Memory;

    #[test]
    fn a_single_file_names_no_picture_that_is_not_in_it() {
        let check = |format: &'static Format, held: &str, missing: &str| {
            let figure = Figure {
                name: "plan".to_owned(),
                alt: "A plan".to_owned(),
                description: "A ward and a gateway.".to_owned(),
                svg: "<svg></svg>".to_owned(),
            };
            let blocks = vec![Block::Figure("plan".to_owned())];
            let (title, language) = ("Plan".to_owned(), "en".to_owned());
            let document = Document { title, language, blocks, figures: vec![figure] };
            let made =
                product(format, &Memory::default(), &mut Sources::default(), |_| Ok(document)).unwrap();
            assert!(made.text().contains(held) && !made.text().contains(missing), "{}", made.text());
        };
        check(&format::MARKDOWN, "- A ward and a gateway.\n", "plan.svg");
        check(&format::HTML, "<svg", "src=\"plan.svg\"");
    }
}
