//! The head of a declaration: does it answer this pack at all?
//!
//! A declaration of another tender, lot or pack is explained and not judged: every further
//! finding would be about the wrong questions.

use serde_json::Value as Json;

use crate::declaration::Declaration;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Code, Diagnostic};
use crate::pack::Pack;
use crate::resolve::spec::{Lot, Spec};
use crate::schema::DECLARATION as FORMAT;
use crate::text::Route;

/// The lot that a declaration answers; nothing where it does not answer this pack, with the
/// faults in the bag.
pub fn lot<'a>(pack: &'a Pack, declaration: &Declaration, bag: &mut Bag) -> Option<&'a Lot> {
    let spec = &pack.spec;
    if !declaration.json().is_object() {
        let message = "the declaration is not a mapping of keys to values";
        let fault = Diagnostic::new(&codes::DECLARATION_WRONG_TYPE, message);
        let fault = fault.at(declaration.place(&Route::root()), "a mapping belongs here");
        bag.push(fault.hint("start from the blank declaration in the pack"));
        return None;
    }
    let head = Head { spec, declaration };
    let format = head.text("format", FORMAT, bag)?;
    if format != FORMAT {
        let message = format!("the declaration is of the format `{format}`; `{FORMAT}` is read here");
        let fault = head.fault(&codes::OTHER_FORMAT, "format", message);
        bag.push(fault.hint(format!("start from the blank declaration in the pack, which has `{FORMAT}`")));
        return None;
    }
    let tender = head.text("tender", &spec.tender.id, bag);
    let lots: Vec<&str> = pack.lots.iter().map(|lot| lot.id.as_str()).collect();
    let answered = head.text("lot", lots.first().copied().unwrap_or_default(), bag);
    let named = head.text("pack", &spec.pack, bag);
    let (tender, answered, named) = (tender?, answered?, named?);
    if tender != spec.tender.id {
        let message = format!(
            "the declaration answers the tender `{tender}`; this is the pack of `{}`",
            spec.tender.id
        );
        let fault = head.fault(&codes::OTHER_TENDER, "tender", message);
        bag.push(fault.hint(format!("check it against the pack of `{tender}`")));
        return None;
    }
    let lot = spec.lot(answered);
    if lot.is_none() {
        bag.push(head.other_lot(answered, &lots));
    }
    if named != spec.pack {
        bag.push(head.other_pack(named));
    }
    lot.filter(|_| named == spec.pack)
}

struct Head<'a> {
    spec: &'a Spec,
    declaration: &'a Declaration,
}

impl<'a> Head<'a> {
    fn text(&self, key: &str, expected: &str, bag: &mut Bag) -> Option<&'a str> {
        let declaration = self.declaration;
        let head = &declaration.head;
        let field = match key {
            "format" => &head.format,
            "pack" => &head.pack,
            "tender" => &head.tender,
            _ => &head.lot,
        };
        match field {
            Some(Json::String(text)) => Some(text),
            Some(_) => {
                bag.push(self.fault(&codes::DECLARATION_WRONG_TYPE, key, format!("`{key}` is not a text")));
                None
            }
            None => {
                let message = format!("the declaration does not say its `{key}`");
                let fault = Diagnostic::new(&codes::DECLARATION_MISSING_KEY, message);
                let fault = fault.at(declaration.place(&Route::root()), "");
                bag.push(fault.hint(format!("add `{key}`, in this pack `{expected}`")));
                None
            }
        }
    }

    fn fault(&self, code: &'static Code, key: &str, message: String) -> Diagnostic {
        Diagnostic::new(code, message).at(self.declaration.place(&Route::root().key(key)), "")
    }

    fn other_lot(&self, answered: &str, lots: &[&str]) -> Diagnostic {
        let message = format!("the tender `{}` has no lot `{answered}`", self.spec.tender.id);
        let fault = self.fault(&codes::OTHER_LOT, "lot", message);
        match suggest::nearest(answered, lots.iter().copied()) {
            Some(meant) => {
                let place = self.declaration.place(&Route::root().key("lot"));
                fault.edit(format!("did you mean `{meant}`?"), place, self.declaration.written(meant))
            }
            None => fault.hint(format!("answer one of its lots: {}", suggest::listed(lots.iter().copied()))),
        }
    }

    fn other_pack(&self, answered: &str) -> Diagnostic {
        let message = format!(
            "the declaration answers another version of this tender: pack `{}`, where this is `{}`",
            short(answered),
            short(&self.spec.pack)
        );
        self.fault(&codes::OTHER_PACK, "pack", message)
            .hint("to have it judged as it stands, check it against the pack that it names")
            .hint(format!(
                "to answer this pack, go through what changed since, then set `pack` to `{}`",
                self.spec.pack
            ))
    }
}

/// Enough of a digest to tell two apart.
fn short(digest: &str) -> String {
    match digest.char_indices().nth(19) {
        Some((cut, _)) => format!("{}…", digest.get(..cut).unwrap_or_default()),
        None => digest.to_owned(),
    }
}
