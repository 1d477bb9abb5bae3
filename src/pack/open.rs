//! A folder or an archive to a [`Pack`]: what declarations are checked against.
//!
//! Every file that is used is verified first, against the manifest and against the digest of the pack: a
//! pack that was changed by hand judges nobody.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::internal::{self, Internal};
use super::manifest::{FORMAT, Manifest};
use super::wire::{Head, LOT, LotFile, LotHead, SPEC};
use super::{LotSchema, Pack, digest, extent, layout, manifest};
use crate::diag::{Bag, Diagnostic, codes};
use crate::resolve::spec::Lot;
use crate::text::limit;
use crate::text::{Unreadable, World, sha256};

/// The lots of a pack that are wanted.
#[derive(Clone, Copy, Debug)]
pub enum Lots<'a> {
    /// All of them.
    All,
    /// Those of these ids, as far as the pack has them.
    Of(&'a [&'a str]),
}

/// Opens a pack.
///
/// # Errors
/// Where the folder holds no pack of a known format, or its content is not what its digest binds.
pub fn open(world: &dyn World, lots: Lots<'_>) -> Result<Pack, Bag> {
    let mut warnings = Bag::default();
    match read(world, lots, &mut warnings) {
        Ok(pack) => Ok(Pack { warnings: placed(warnings.iter().cloned(), world), ..pack }),
        Err(faults) => Err(placed(faults, world)),
    }
}

/// Faults at the files as people call them.
fn placed(faults: impl IntoIterator<Item = Diagnostic>, world: &dyn World) -> Bag {
    let mut bag = Bag::default();
    for fault in faults {
        bag.push(Diagnostic { file: fault.file.map(|path| world.name(&path)), ..fault });
    }
    bag
}

fn read(world: &dyn World, lots: Lots<'_>, warnings: &mut Bag) -> Result<Pack, Vec<Diagnostic>> {
    let files = Files { manifest: manifest(world, warnings)? };
    let head: Head =
        files.data(read_file(world, layout::SPEC), SPEC, |head: &Head| &head.format, warnings)?;
    let wanted = |lot: &&LotHead| match lots {
        Lots::All => true,
        Lots::Of(ids) => ids.contains(&lot.id.as_str()),
    };
    let wanted = head.lots.iter().filter(wanted).map(|lot| {
        let schema = read_file(world, &layout::declaration_schema(&lot.id));
        (lot.id.as_str(), read_file(world, &layout::lot(&lot.id)), schema)
    });
    let (mut data, mut texts) = (Vec::new(), Vec::new());
    for (id, lot, schema) in wanted {
        data.push((id, lot));
        texts.push((id, schema));
    }
    let internal = internal_file(world);
    // Whoever asks for some of the lots has them judged.
    let judged = matches!(lots, Lots::Of(_));
    // Reading the data takes as long as making the schemas ready.
    let (data, schemas) = std::thread::scope(|scope| {
        let data = scope.spawn(|| {
            let mut warnings = Bag::default();
            let lots: Vec<_> =
                data.into_iter().map(|(id, file)| files.lot(id, file, &mut warnings)).collect();
            (lots, files.internal(internal, &mut warnings), warnings)
        });
        let schemas: Vec<_> = texts.into_iter().map(|(id, file)| (id, files.schema(file, judged))).collect();
        (data.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), schemas)
    });
    let (data, internal, more) = data;
    warnings.extend(more);
    let mut specs = Vec::new();
    let mut ready = BTreeMap::new();
    let mut faults = Vec::new();
    for (lot, (id, schema)) in data.into_iter().zip(schemas) {
        match (lot, schema) {
            (Ok(lot), Ok(schema)) => {
                specs.push(lot);
                ready.insert(id.to_owned(), schema);
            }
            (lot, schema) => faults.extend(lot.err().into_iter().chain(schema.err()).flatten()),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let lots = head.lots.clone();
    let internal = internal?;
    // Before 2.2, what stays with the buyer stood in the data of the lots.
    let whole = internal.is_some() || parts(&files.manifest.format).is_some_and(|(_, _, minor)| minor < 2);
    let mut spec = head.spec(files.manifest.pack, specs);
    for requirement in spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements) {
        requirement.number.clone_from(&requirement.id);
    }
    if let Some(internal) = internal {
        internal.restore(&mut spec);
    }
    Ok(Pack { spec, lots, schemas: ready, former: BTreeMap::new(), whole, warnings: Bag::default() })
}

/// The manifest, whose digest of the pack is that of what it binds.
fn manifest(world: &dyn World, warnings: &mut Bag) -> Result<Manifest, Vec<Diagnostic>> {
    let no_pack = |words: &str| {
        let fault = Diagnostic::new(&codes::NOT_A_PACK, format!("this is not a tender pack: {words}"));
        let hint = "name the folder or the archive that was published with the tender";
        vec![fault.in_file(layout::MANIFEST).hint(hint)]
    };
    let bytes = match world.bytes(layout::MANIFEST, limit::TEXT.bytes()) {
        Ok(bytes) => bytes,
        Err(Unreadable::Missing) => return Err(no_pack("it has no `manifest.json`")),
        Err(why) => return Err(vec![Diagnostic::unreadable(layout::MANIFEST, &why)]),
    };
    let json: Json = serde_json::from_slice(&bytes)
        .map_err(|error| no_pack(&format!("its manifest is not JSON: {error}")))?;
    let text = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let (found, made_by) = (text("format"), text("tenderc"));
    version(&found, &made_by).map_err(|fault| match fault {
        Some(fault) => vec![*fault],
        None => no_pack("its manifest is of another program"),
    })?;
    let manifest: Manifest = known(json, layout::MANIFEST, &made_by, is_newer(&found), warnings)?;
    if digest::of(&manifest.bound) != manifest.pack {
        return Err(damaged(layout::MANIFEST, "its digest is not that of its content"));
    }
    Ok(manifest)
}

/// Whether a pack of that format can be read.
///
/// # Errors
/// Why not; no reason where it is no format of a pack at all.
fn version(found: &str, made_by: &str) -> Result<(), Option<Box<Diagnostic>>> {
    let (name, major, _) = FORMAT;
    let this = env!("CARGO_PKG_VERSION");
    let by = if made_by.is_empty() { "another tenderc".to_owned() } else { format!("tenderc {made_by}") };
    let other = |hint: String| {
        let message = format!(
            "the pack was made by {by} in the form `{found}`; tenderc {this} reads `{}`",
            manifest::format()
        );
        Some(Box::new(Diagnostic::new(&codes::NOT_A_PACK, message).in_file(layout::MANIFEST).hint(hint)))
    };
    // The form of tenderc 0.1, in which one file held all lots and the digest did not bind the schemas.
    if found.starts_with("tenderc-manifest/") {
        return Err(other(format!("check against it with {by}, or ask the buyer for a pack of today")));
    }
    match parts(found) {
        Some((of, of_major, _)) if of == name && of_major == major => Ok(()),
        Some((of, _, _)) if of == name => Err(other(format!("check against it with {by}, which reads it"))),
        _ => Err(None),
    }
}

fn is_newer(found: &str) -> bool {
    parts(found).is_some_and(|(_, _, minor)| minor > FORMAT.2)
}

/// A format as its name and the two numbers of its version.
fn parts(format: &str) -> Option<(&str, u32, u32)> {
    let (name, version) = format.split_once('/')?;
    let (major, minor) = version.split_once('.')?;
    Some((name, major.parse().ok()?, minor.parse().ok()?))
}

/// A value of a file. What its type does not know is a fault, or a warning in a pack of a newer version: under
/// a form that is known, another build wrote it, or somebody by hand.
fn known<T: DeserializeOwned>(
    json: Json,
    path: &str,
    made_by: &str,
    newer: bool,
    warnings: &mut Bag,
) -> Result<T, Vec<Diagnostic>> {
    let mut unknown = Vec::new();
    let value = serde_ignored::deserialize(json, |key| unknown.push(key.to_string()))
        .map_err(|error| damaged(path, &error.to_string()))?;
    match unknown.first() {
        Some(key) if !newer => {
            let message =
                format!("the pack was made by another tenderc, or changed: nothing is called `{key}`");
            let fault = Diagnostic::new(&codes::DAMAGED_PACK, message).in_file(path);
            let hint = format!(
                "fetch the pack again from where the tender was published, or use the tenderc {made_by} that made it"
            );
            return Err(vec![fault.hint(hint)]);
        }
        Some(_) => {
            let message = format!(
                "the pack was made by tenderc {made_by}; what is new in it is not looked at: `{}`",
                unknown.join("`, `")
            );
            let fault = Diagnostic::new(&codes::NEWER_PACK, message).in_file(path);
            warnings.push(fault.hint(format!("use tenderc {made_by} to have all of it considered")));
        }
        None => {}
    }
    Ok(value)
}

/// A file of a pack as it was read: its path, and its bytes.
type File = (String, Result<Vec<u8>, Unreadable>);

fn read_file(world: &dyn World, path: &str) -> File {
    (path.to_owned(), world.bytes(path, limit::PACK_FILE.bytes()))
}

/// What stays with the buyer; nothing in the copy of a bidder.
fn internal_file(world: &dyn World) -> Option<File> {
    let file = read_file(world, layout::INTERNAL_DATA);
    (file.1 != Err(Unreadable::Missing)).then_some(file)
}

/// The files of a pack, against its manifest.
struct Files {
    manifest: Manifest,
}

impl Files {
    /// The data of a lot.
    fn lot(&self, id: &str, file: File, warnings: &mut Bag) -> Result<Lot, Vec<Diagnostic>> {
        let path = file.0.clone();
        let read = self.data(file, LOT, |lot: &LotFile| &lot.format, warnings)?;
        match read.lot.id == id {
            true => Ok(read.lot),
            false => Err(damaged(&path, "it is the lot of another folder")),
        }
    }

    /// The schema of a lot. `judged`: it is made ready at once.
    fn schema(&self, file: File, judged: bool) -> Result<LotSchema, Vec<Diagnostic>> {
        let (path, bytes, _) = self.listed(file)?;
        let mut schema = LotSchema::read(bytes).map_err(|error| damaged(&path, &error.to_string()))?;
        let (demands, digest) = schema.demands();
        self.bound(&path, &digest)?;
        extent::check(demands).map_err(|words| damaged(&path, &words))?;
        if judged {
            schema.make_ready();
        }
        Ok(schema)
    }

    /// What stays with the buyer, where it was read.
    fn internal(&self, file: Option<File>, warnings: &mut Bag) -> Result<Option<Internal>, Vec<Diagnostic>> {
        let Some((path, bytes)) = file else { return Ok(None) };
        let bytes = bytes.map_err(|why| damaged(&path, &why.to_string()))?;
        let json: Json =
            serde_json::from_slice(&bytes).map_err(|error| damaged(&path, &error.to_string()))?;
        if json.get("format").and_then(Json::as_str) != Some(internal::INTERNAL) {
            return Err(damaged(&path, &format!("it is not of the format `{}`", internal::INTERNAL)));
        }
        let own = internal::digest(json.clone());
        let newer = is_newer(&self.manifest.format);
        let internal: Internal = known(json, &path, &self.manifest.tenderc, newer, warnings)?;
        match () {
            () if internal.digest != own => Err(damaged(&path, "its digest is not that of its content")),
            () if internal.pack != self.manifest.pack => Err(damaged(&path, "it belongs to another pack")),
            () => Ok(Some(internal)),
        }
    }

    /// The data of a file that says its own format, at the place that `said` names.
    fn data<T: DeserializeOwned>(
        &self,
        file: File,
        format: &str,
        said: impl Fn(&T) -> &str,
        warnings: &mut Bag,
    ) -> Result<T, Vec<Diagnostic>> {
        let (path, bytes, digest) = self.listed(file)?;
        self.bound(&path, &digest)?;
        if let Some(value) = directly(&bytes).filter(|value| said(value) == format) {
            return Ok(value);
        }
        // Looked at piece by piece, for what is to be said of it.
        let json: Json =
            serde_json::from_slice(&bytes).map_err(|error| damaged(&path, &error.to_string()))?;
        if json.get("format").and_then(Json::as_str) != Some(format) {
            return Err(damaged(&path, &format!("it is not of the format `{format}`")));
        }
        known(json, &path, &self.manifest.tenderc, is_newer(&self.manifest.format), warnings)
    }

    /// A file as the manifest lists it, with its digest.
    fn listed(&self, (path, bytes): File) -> Result<(String, Vec<u8>, String), Vec<Diagnostic>> {
        let listed = self.manifest.files.get(&path);
        let listed = listed.ok_or_else(|| damaged(&path, "the manifest does not list it"))?;
        let bytes = bytes.map_err(|error| damaged(&path, &error.to_string()))?;
        let digest = sha256(&bytes);
        match *listed == digest {
            true => Ok((path, bytes, digest)),
            false => Err(damaged(&path, "it is not the file that the manifest lists")),
        }
    }

    /// Whether a file is what the digest of the pack binds.
    fn bound(&self, path: &str, found: &str) -> Result<(), Vec<Diagnostic>> {
        match self.manifest.bound.get(path) {
            Some(bound) if *bound == found => Ok(()),
            Some(_) => Err(damaged(path, "its content is not what the digest of the pack binds")),
            None => Err(damaged(path, "the digest of the pack does not bind it")),
        }
    }
}

/// A value of a text, where it has all that its type knows and nothing else.
fn directly<T: DeserializeOwned>(text: &[u8]) -> Option<T> {
    let mut unknown = false;
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = serde_ignored::deserialize(&mut reader, |_| unknown = true).ok()?;
    (!unknown && reader.end().is_ok()).then_some(value)
}

fn damaged(path: &str, words: &str) -> Vec<Diagnostic> {
    let fault = Diagnostic::new(&codes::DAMAGED_PACK, format!("the pack is damaged: {words}"))
        .in_file(path)
        .hint("fetch the pack again from where the tender was published");
    vec![fault]
}
