//! A folder or an archive to a [`Pack`]: what declarations are checked against.
//!
//! Every file that is used is verified against the manifest first: a pack that was changed
//! by hand judges nobody.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::diag::{Diagnostic, codes};
use crate::resolve::manifest::{FORMAT, Manifest, PATH, sha256};
use crate::resolve::spec;
use crate::resolve::spec::Spec;
use crate::text::{Unreadable, World};

/// What of a pack is needed to check a declaration.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The tender, resolved.
    pub spec: Spec,
    /// The schemas of each lot, by its id.
    pub schemas: BTreeMap<String, LotSchemas>,
}

/// The schemas of one lot.
#[derive(Clone, Debug)]
pub struct LotSchemas {
    /// A complete and well-formed declaration.
    pub declaration: Json,
    /// The same, and every `shall` met.
    pub conformance: Json,
}

/// Reads a pack.
///
/// # Errors
/// Where the folder holds no pack of a known format, or a file is not as the manifest says.
pub fn open(world: &dyn World) -> Result<Pack, Vec<Diagnostic>> {
    let manifest = manifest(world)?;
    let files = Files { world, manifest: &manifest };
    let spec: Json = files.json("spec.json")?;
    let found = spec.get("format").and_then(Json::as_str).unwrap_or_default();
    if found != spec::FORMAT {
        return Err(other_format("spec.json", found, spec::FORMAT));
    }
    let spec: Spec =
        serde_json::from_value(spec).map_err(|error| damaged("spec.json", &error.to_string()))?;
    if spec.pack != manifest.pack {
        return Err(damaged("spec.json", "it belongs to another pack than the manifest says"));
    }
    let mut schemas = BTreeMap::new();
    let mut faults = Vec::new();
    for lot in &spec.lots {
        let read = |name: &str| files.json(&format!("{}/{name}.schema.json", lot.id));
        match (read("declaration"), read("conformance")) {
            (Ok(declaration), Ok(conformance)) => {
                schemas.insert(lot.id.clone(), LotSchemas { declaration, conformance });
            }
            (declaration, conformance) => {
                faults.extend(declaration.err().into_iter().chain(conformance.err()).flatten())
            }
        }
    }
    if faults.is_empty() { Ok(Pack { spec, schemas }) } else { Err(faults) }
}

fn manifest(world: &dyn World) -> Result<Manifest, Vec<Diagnostic>> {
    let no_pack = |words: &str| {
        let fault = Diagnostic::new(&codes::NOT_A_PACK, format!("this is not a tender pack: {words}"));
        vec![fault.in_file(PATH).hint("name the folder or the archive that was published with the tender")]
    };
    let text = world.read(PATH).map_err(|error| match error {
        Unreadable::Missing => no_pack("it has no `manifest.json`"),
        other => {
            let fault = Diagnostic::new(&codes::UNREADABLE, format!("it cannot be read: {other}"));
            vec![fault.in_file(PATH)]
        }
    })?;
    let json: Json = serde_json::from_str(&text)
        .map_err(|error| no_pack(&format!("its manifest is not JSON: {error}")))?;
    match json.get("format").and_then(Json::as_str) {
        Some(FORMAT) => serde_json::from_value(json).map_err(|error| damaged(PATH, &error.to_string())),
        Some(found) if found.starts_with("tenderc-manifest/") => Err(other_format(PATH, found, FORMAT)),
        _ => Err(no_pack("its manifest is of another program")),
    }
}

struct Files<'a> {
    world: &'a dyn World,
    manifest: &'a Manifest,
}

impl Files<'_> {
    fn json(&self, path: &str) -> Result<Json, Vec<Diagnostic>> {
        let listed =
            self.manifest.files.get(path).ok_or_else(|| damaged(path, "the manifest does not list it"))?;
        let text = self.world.read(path).map_err(|error| damaged(path, &error.to_string()))?;
        if *listed != sha256(text.as_bytes()) {
            return Err(damaged(path, "it is not the file that the manifest lists"));
        }
        serde_json::from_str(&text).map_err(|error| damaged(path, &error.to_string()))
    }
}

fn damaged(path: &str, words: &str) -> Vec<Diagnostic> {
    let fault = Diagnostic::new(&codes::DAMAGED_PACK, format!("the pack is damaged: {words}"))
        .in_file(path)
        .hint("fetch the pack again from where the tender was published");
    vec![fault]
}

fn other_format(path: &str, found: &str, known: &str) -> Vec<Diagnostic> {
    let version = env!("CARGO_PKG_VERSION");
    let fault = Diagnostic::new(
        &codes::NOT_A_PACK,
        format!("the pack is of the format `{found}`; tenderc {version} reads `{known}`"),
    )
    .in_file(path)
    .hint("use the version of tenderc that the pack was made with");
    vec![fault]
}
