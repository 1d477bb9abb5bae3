//! A form that somebody else publishes to a declaration begun.

use super::begin::{Wanted, open, reply};
use super::{Reply, bag_of};
use crate::diag::{Bag, Diagnostic, codes};
use crate::import;
use crate::import::mds2;
use crate::import::mds2::Form;
use crate::text::limit;
use crate::text::{Sources, Unreadable, World};
use crate::words::Words;

/// A declaration for a lot, with every answer that a Manufacturer Disclosure Statement supports. `path`: the
/// statement in its folder, a workbook, a list of values or a text.
pub fn mds2(pack: &dyn World, wanted: Wanted<'_>, folder: &dyn World, path: &str, words: Words) -> Reply {
    let opened = open(pack, wanted).and_then(|pack| Ok((pack, form(folder, path)?)));
    let (pack, form) = match opened {
        Ok(opened) => opened,
        Err(bag) => return Reply::refused(bag, Sources::default()),
    };
    let Some(asked) = pack.spec.lot(wanted.lot) else {
        return Reply::refused(Bag::default(), Sources::default());
    };
    if !import::is_mapped(asked, form.edition.standard) {
        let message = format!(
            "this is an MDS2 of the edition {}, and the pack does not say what its answers mean",
            form.edition.called
        );
        let fault = Diagnostic::new(&codes::NOT_A_FORM, message).in_file(folder.name(path));
        let mapped = mds2::EDITIONS.iter().find(|edition| import::is_mapped(asked, edition.standard));
        return Reply::cannot(match mapped {
            Some(edition) => fault.hint(format!("name an MDS2 of the edition {}", edition.called)),
            None => fault.hint("begin with `tenderc new declaration`, or with the blank of the pack"),
        });
    }
    let mut begun = import::begin(asked, wanted.category, form.edition, &form.filled);
    begun.about = form.about();
    let notes = begun.lists(asked, true, words);
    reply(&pack, wanted, &begun, notes, Sources::default(), words)
}

fn form(folder: &dyn World, path: &str) -> Result<Form, Bag> {
    let name = folder.name(path);
    let unreadable = |why: &Unreadable| bag_of([Diagnostic::unreadable(&name, why)]);
    let bytes = folder.bytes(path, limit::TEXT.bytes()).map_err(|why| match why {
        Unreadable::TooLarge { .. } => unreadable(&Unreadable::Beyond(&limit::TEXT)),
        why => unreadable(&why),
    })?;
    let texts: Vec<String> = import::text_of(&bytes).into_iter().collect();
    let sheets = import::read(bytes).map_err(|why| unreadable(&why))?;
    mds2::find(&sheets, &texts).ok_or_else(|| {
        let fault = Diagnostic::new(&codes::NOT_A_FORM, "no row of it has an id and an answer of an MDS2");
        let fault = fault.in_file(&name);
        bag_of([fault
            .hint("name the worksheet of ANSI/NEMA HN 1, as .xlsx, as CSV, or as text with an entry a line")])
    })
}
