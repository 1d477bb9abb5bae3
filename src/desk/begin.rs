//! A declaration begun for a vendor, from what was declared before.

use serde_json::Value as Json;

use super::submissions::{self, Entry};
use super::{Reply, bag_of};
use crate::declaration::Declaration;
use crate::diag::render::screen::clean;
use crate::diag::{Bag, Diagnostic, codes, suggest};
use crate::draft::Begun;
use crate::emit::format;
use crate::emit::{Format, Output, blank, workbook};
use crate::form;
use crate::pack;
use crate::pack::{Lots, Pack};
use crate::reuse::{self, Earlier};
use crate::say;
use crate::schema::DECLARATION;
use crate::text::{Sources, World, file_name};
use crate::words::Words;

/// A declaration that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The lot to answer.
    pub lot: &'a str,
    /// The category of the device, in a lot of several kinds, where it is said.
    pub category: Option<&'a str>,
    /// The form it takes: JSON, YAML, or a workbook.
    pub format: &'static Format,
    /// Where an editor finds its schema, from where it will lie.
    pub schema: &'a str,
}

/// A declaration for a lot, with every answer of earlier ones that still answers the same question. `packs`:
/// those that the earlier ones answered, as far as they are at hand.
pub fn declaration(
    pack: &dyn World,
    wanted: Wanted<'_>,
    earlier: &[Entry<'_>],
    packs: &[&dyn World],
    words: Words,
) -> Reply {
    let mut sources = Sources::default();
    let opened = open(pack, wanted).and_then(|pack| {
        let read = read(earlier, &mut sources)?;
        let lots: Vec<&str> = read.iter().filter_map(|(_, one)| one.lot()).collect();
        let packs: Result<Vec<Pack>, Bag> =
            packs.iter().map(|pack| pack::open(*pack, Lots::Of(&lots))).collect();
        Ok((pack, read, packs?))
    });
    let (pack, read, packs) = match opened {
        Ok(opened) => opened,
        Err(bag) => return Reply::refused(bag, sources),
    };
    let Some(asked) = pack.spec.lot(wanted.lot) else { return Reply::refused(Bag::default(), sources) };
    let known: Vec<&Pack> = std::iter::once(&pack).chain(&packs).collect();
    let earlier: Vec<Earlier<'_>> = read
        .iter()
        .map(|(name, declaration)| {
            let answered = known.iter().find(|pack| declaration.pack() == Some(pack.spec.pack.as_str()));
            let lot = answered.and_then(|pack| pack.spec.lot(declaration.lot()?));
            Earlier { name, declaration, lot }
        })
        .collect();
    let begun = reuse::begin(asked, wanted.category, &earlier);
    let mut notes = if earlier.is_empty() { Vec::new() } else { begun.lists(asked, false, words) };
    let strange = earlier.iter().filter(|one| one.lot.is_none());
    notes.extend(strange.map(|one| say!(words, "begin-without-pack", name = clean(one.name))));
    let idle = packs
        .iter()
        .filter(|pack| !earlier.iter().any(|one| one.declaration.pack() == Some(pack.spec.pack.as_str())));
    notes.extend(idle.map(|pack| say!(words, "begin-idle-pack", tender = clean(&pack.spec.tender.title))));
    reply(&pack, wanted, &begun, notes, sources, words)
}

/// The declaration, and what is said of it.
pub(super) fn reply(
    pack: &Pack,
    wanted: Wanted<'_>,
    begun: &Begun,
    notes: Vec<String>,
    sources: Sources,
    words: Words,
) -> Reply {
    let Some(lot) = pack.spec.lot(wanted.lot) else { return Reply::refused(Bag::default(), sources) };
    let json: Json = begun.declaration(&pack.spec, lot, wanted.schema, words);
    let product = if *wanted.format == format::XLSX {
        let form = form::form(&pack.spec, lot, words);
        Output::product(&format::XLSX, workbook::write(&form, &json, words))
    } else if *wanted.format == format::YAML {
        Output::product(&format::YAML, blank::write(&pack.spec, lot, &json, words))
    } else {
        Output::product(&format::JSON, serde_json::to_string_pretty(&json).unwrap_or_default() + "\n")
    };
    Reply { notes, ..Reply::of(product, pack.warnings.clone(), sources) }
}

/// A pack with the lot that is to be answered, and with the kind of device in it where one is named.
pub(super) fn open(pack: &dyn World, wanted: Wanted<'_>) -> Result<Pack, Bag> {
    // Its own declarations may be of any of its lots.
    let pack = pack::open(pack, Lots::All)?;
    let Wanted { lot, category, .. } = wanted;
    let fault = |message: String| Diagnostic::new(&codes::OTHER_LOT, message);
    let meant = |fault: Diagnostic, wrong: &str, known: Vec<&str>, name: &str| {
        bag_of([match suggest::nearest(wrong, known.iter().copied()) {
            Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
            None => fault.hint(format!("name {name}: {}", suggest::listed(known.into_iter()))),
        }])
    };
    let Some(asked) = pack.spec.lot(lot) else {
        let known = pack.lots.iter().map(|lot| lot.id.as_str()).collect();
        return Err(meant(fault(format!("the tender has no lot `{lot}`")), lot, known, "one of its lots"));
    };
    match category {
        Some(id) if asked.kinds.is_empty() => {
            let message = format!("the lot `{lot}` has one kind of device, and `{id}` is named");
            Err(bag_of([fault(message).hint("leave out `--category`")]))
        }
        Some(id) if asked.kind(id).is_none() => {
            let known = asked.kinds.iter().map(|kind| kind.id.as_str()).collect();
            let message = format!("the lot `{lot}` has no devices of the kind `{id}`");
            Err(meant(fault(message), id, known, "one of its kinds"))
        }
        _ => Ok(pack),
    }
}

/// Earlier declarations, each with what people call it. All of them, or why not.
fn read(entries: &[Entry<'_>], sources: &mut Sources) -> Result<Vec<(String, Declaration)>, Bag> {
    let (mut read, mut bag) = (Vec::new(), Bag::default());
    for entry in entries {
        submissions::each(entry, sources, |one, _| {
            bag.extend(one.bag);
            if let Some(declaration) = one.declaration {
                read.push((one.called, declaration));
            }
        });
    }
    for (name, declaration) in &read {
        if declaration.json().get("format").and_then(Json::as_str) != Some(DECLARATION) {
            let message = format!("this is no declaration of the format `{DECLARATION}`");
            let fault = Diagnostic::new(&codes::OTHER_FORMAT, message).in_file(name);
            bag.push(fault.hint("name a declaration, in JSON or YAML"));
        }
    }
    if bag.has_errors() { Err(bag) } else { Ok(named(read)) }
}

/// The same by the names of their files alone where these differ: where a vendor keeps them is nobody's
/// business.
fn named(read: Vec<(String, Declaration)>) -> Vec<(String, Declaration)> {
    let shared =
        |name: &str| read.iter().filter(|(other, _)| file_name(other) == file_name(name)).count() > 1;
    let short = |name| if shared(name) { name } else { file_name(name) };
    let names: Vec<String> = read.iter().map(|(name, _)| short(name).to_owned()).collect();
    names.into_iter().zip(read).map(|(name, (_, declaration))| (name, declaration)).collect()
}
