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
    let files = Files { world, manifest: manifest(world, warnings)? };
    let head: Head = files.data(layout::SPEC, SPEC, warnings)?;
    let wanted = |lot: &&LotHead| match lots {
        Lots::All => true,
        Lots::Of(ids) => ids.contains(&lot.id.as_str()),
    };
    let mut specs = Vec::new();
    let mut schemas = BTreeMap::new();
    let mut faults = Vec::new();
    for lot in head.lots.iter().filter(wanted) {
        match files.lot(&lot.id, warnings) {
            Ok((spec, schema)) => {
                specs.push(spec);
                schemas.insert(lot.id.clone(), LotSchema::new(schema));
            }
            Err(more) => faults.extend(more),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let lots = head.lots.clone();
    let internal = files.internal(warnings)?;
    // Before 2.2, what stays with the buyer stood in the data of the lots.
    let whole = internal.is_some() || parts(&files.manifest.format).is_some_and(|(_, _, minor)| minor < 2);
    let mut spec = head.spec(files.manifest.pack, specs);
    for requirement in spec.lots.iter_mut().flat_map(|lot| &mut lot.requirements) {
        requirement.number.clone_from(&requirement.id);
    }
    if let Some(internal) = internal {
        internal.restore(&mut spec);
    }
    Ok(Pack { spec, lots, schemas, former: BTreeMap::new(), whole, warnings: Bag::default() })
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

struct Files<'a> {
    world: &'a dyn World,
    manifest: Manifest,
}

impl Files<'_> {
    /// A lot with its schema.
    fn lot(&self, id: &str, warnings: &mut Bag) -> Result<(Lot, Json), Vec<Diagnostic>> {
        let lot = self.data::<LotFile>(&layout::lot(id), LOT, warnings);
        let path = layout::declaration_schema(id);
        let schema = self.json(&path).and_then(|schema| {
            self.bound(&path, || digest::of_schema(&schema))?;
            extent::check(&schema).map_err(|words| damaged(&path, &words))?;
            Ok(schema)
        });
        match (lot, schema) {
            (Ok(file), Ok(_)) if file.lot.id != id => {
                Err(damaged(&layout::lot(id), "it is the lot of another folder"))
            }
            (Ok(file), Ok(schema)) => Ok((file.lot, schema)),
            (lot, schema) => Err(lot.err().into_iter().chain(schema.err()).flatten().collect()),
        }
    }

    /// What stays with the buyer; nothing in the copy of a bidder.
    fn internal(&self, warnings: &mut Bag) -> Result<Option<Internal>, Vec<Diagnostic>> {
        let path = layout::INTERNAL_DATA;
        let bytes = match self.world.bytes(path, limit::PACK_FILE.bytes()) {
            Ok(bytes) => bytes,
            Err(Unreadable::Missing) => return Ok(None),
            Err(why) => return Err(damaged(path, &why.to_string())),
        };
        let json: Json = serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))?;
        if json.get("format").and_then(Json::as_str) != Some(internal::INTERNAL) {
            return Err(damaged(path, &format!("it is not of the format `{}`", internal::INTERNAL)));
        }
        let own = internal::digest(json.clone());
        let newer = is_newer(&self.manifest.format);
        let internal: Internal = known(json, path, &self.manifest.tenderc, newer, warnings)?;
        match () {
            () if internal.digest != own => Err(damaged(path, "its digest is not that of its content")),
            () if internal.pack != self.manifest.pack => Err(damaged(path, "it belongs to another pack")),
            () => Ok(Some(internal)),
        }
    }

    /// The data of a file that says its own format.
    fn data<T: DeserializeOwned>(
        &self,
        path: &str,
        format: &str,
        warnings: &mut Bag,
    ) -> Result<T, Vec<Diagnostic>> {
        let bytes = self.bytes(path)?;
        self.bound(path, || sha256(&bytes))?;
        let json: Json = serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))?;
        if json.get("format").and_then(Json::as_str) != Some(format) {
            return Err(damaged(path, &format!("it is not of the format `{format}`")));
        }
        known(json, path, &self.manifest.tenderc, is_newer(&self.manifest.format), warnings)
    }

    fn json(&self, path: &str) -> Result<Json, Vec<Diagnostic>> {
        let bytes = self.bytes(path)?;
        serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))
    }

    /// A file as the manifest lists it.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let listed = self.manifest.files.get(path);
        let listed = listed.ok_or_else(|| damaged(path, "the manifest does not list it"))?;
        let bytes = self
            .world
            .bytes(path, limit::PACK_FILE.bytes())
            .map_err(|error| damaged(path, &error.to_string()))?;
        match *listed == sha256(&bytes) {
            true => Ok(bytes),
            false => Err(damaged(path, "it is not the file that the manifest lists")),
        }
    }

    /// Whether a file is what the digest of the pack binds.
    fn bound(&self, path: &str, found: impl FnOnce() -> String) -> Result<(), Vec<Diagnostic>> {
        match self.manifest.bound.get(path) {
            Some(bound) if *bound == found() => Ok(()),
            Some(_) => Err(damaged(path, "its content is not what the digest of the pack binds")),
            None => Err(damaged(path, "the digest of the pack does not bind it")),
        }
    }
}

fn damaged(path: &str, words: &str) -> Vec<Diagnostic> {
    let fault = Diagnostic::new(&codes::DAMAGED_PACK, format!("the pack is damaged: {words}"))
        .in_file(path)
        .hint("fetch the pack again from where the tender was published");
    vec![fault]
}
