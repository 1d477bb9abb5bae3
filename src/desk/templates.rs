//! Documents made by templates, and what is wrong with the templates.

use std::collections::BTreeSet;

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::document::{Document, TemplateFault};
use crate::emit;
use crate::emit::docx::Reference;
use crate::emit::{Format, Output, Unmade};
use crate::text::{Sources, World};
use crate::words::Words;

/// How an answer is to be made.
#[derive(Clone, Copy)]
pub struct Rendering<'w> {
    /// The format.
    pub format: &'static Format,
    /// Templates that replace the built-in ones, for documents.
    pub templates: &'w dyn World,
    /// The looks of documents for Word.
    pub looks: &'w Reference,
    /// Whether text has colours, as escape sequences.
    pub colour: bool,
}

/// A document as a single file, in a format that documents are written in. Nothing where the bag says why: what is
/// wrong with the templates, each fault at its line; `sources` has their texts then.
pub fn product(
    form: &Rendering<'_>,
    sources: &mut Sources,
    bag: &mut Bag,
    make: impl FnOnce(&Sources) -> Result<Document, Vec<TemplateFault>>,
) -> Option<Output> {
    let document = match make(sources) {
        Ok(document) => document,
        Err(faults) => {
            bag.extend(report(&faults, form.templates, sources));
            return None;
        }
    };
    let Rendering { format, looks, .. } = *form;
    let back_end = emit::back_end(format)?;
    let made = match back_end.holds_pictures {
        true => (back_end.write)(&document, Words::English, looks),
        false => (back_end.write)(&document.without_pictures(), Words::English, looks),
    };
    match made {
        Ok(made) => {
            unshown(format.name, &made.unshown).into_iter().for_each(|fault| bag.push(fault));
            Some(Output::product(format, made.bytes))
        }
        Err(why) => {
            bag.push(unmade(format.name, &why));
            None
        }
    }
}

/// Says which characters a document could not show.
pub fn unshown(path: &str, characters: &BTreeSet<char>) -> Option<Diagnostic> {
    let named = characters.iter().take(MOST_SHOWN).map(|one| format!("U+{:04X}", u32::from(*one)));
    let listed = named.collect::<Vec<_>>().join(", ");
    let message = match characters.len() {
        0 => return None,
        1..=MOST_SHOWN => format!("the letters for PDF lack {listed}"),
        count => format!("the letters for PDF lack {listed} and {} more", count - MOST_SHOWN),
    };
    let hint = "write it in Latin, Greek, Cyrillic or Hebrew letters too; the other formats show it as it is";
    Some(Diagnostic::new(&codes::LETTERS_NOT_SHOWN, message).in_file(path).hint(hint))
}

/// Says why a document could not be made.
pub fn unmade(path: &str, why: &Unmade) -> Diagnostic {
    let message = match why {
        Unmade::NotBuilt => "this program was built without its feature `pdf`".to_owned(),
        Unmade::Refused(words) => format!("the pages of the document cannot be set: {words}"),
    };
    let hint = "choose another format; `build` leaves PDFs out with `--no-pdf`";
    Diagnostic::new(&codes::UNWRITABLE, message).in_file(path).hint(hint)
}

/// Characters that a message lists.
const MOST_SHOWN: usize = 8;

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
            let (foot, figures) = (String::new(), vec![figure]);
            let document = Document { title, language, foot, blocks, figures };
            let (templates, looks) = (&Memory::default(), Reference::built_in());
            let form = Rendering { format, templates, looks, colour: false };
            let made = product(&form, &mut Sources::default(), &mut Bag::default(), |_| Ok(document));
            let made = made.unwrap();
            assert!(made.text().contains(held) && !made.text().contains(missing), "{}", made.text());
        };
        check(&format::MARKDOWN, "- A ward and a gateway.\n", "plan.svg");
        check(&format::HTML, "<svg", "src=\"plan.svg\"");
    }
}
