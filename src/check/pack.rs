//! A folder or an archive to a [`Pack`]: what declarations are checked against.
//!
//! Every file that is used is verified against the manifest first: a pack that was changed
//! by hand judges nobody.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value as Json;

use crate::diag::{Diagnostic, codes};
use crate::resolve::manifest::{FORMAT, Manifest, PATH, sha256};
use crate::resolve::spec;
use crate::resolve::spec::{Lot, Spec};
use crate::text::{Unreadable, World};

use super::judge::Judge;

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
    /// Made when first needed, and then kept for the next declaration.
    ready: OnceLock<Result<Judge, String>>,
}

impl LotSchemas {
    /// The two schemas of a lot.
    pub fn new(declaration: Json, conformance: Json) -> Self {
        Self { declaration, conformance, ready: OnceLock::new() }
    }

    pub(super) fn judge(&self, lot: &Lot) -> Result<&Judge, &str> {
        self.ready.get_or_init(|| Judge::new(lot, &self.declaration)).as_ref().map_err(String::as_str)
    }
}

/// Reads a pack.
///
/// # Errors
/// Where the folder holds no pack of a known format, or a file is not as the manifest says.
pub fn open(world: &dyn World) -> Result<Pack, Vec<Diagnostic>> {
    let called = |fault: Diagnostic| Diagnostic { file: fault.file.map(|path| world.name(&path)), ..fault };
    read(world).map_err(|faults| faults.into_iter().map(called).collect())
}

fn read(world: &dyn World) -> Result<Pack, Vec<Diagnostic>> {
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
                schemas.insert(lot.id.clone(), LotSchemas::new(declaration, conformance));
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::example;
    use super::*;
    use crate::text::Memory;

    /// Opens the example's pack after one change of its files, and says what is wrong with it.
    fn check(change: impl Fn(&mut BTreeMap<String, String>), expected: &str) {
        let pack = example::pack();
        let mut files =
            BTreeMap::from([("spec.json".to_owned(), serde_json::to_string(&pack.spec).unwrap())]);
        for (lot, schemas) in &pack.schemas {
            files.insert(format!("{lot}/declaration.schema.json"), schemas.declaration.to_string());
            files.insert(format!("{lot}/conformance.schema.json"), schemas.conformance.to_string());
        }
        let digests = files.iter().map(|(path, text)| (path.clone(), sha256(text.as_bytes())));
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            tenderc: "0.1.0".to_owned(),
            pack: pack.spec.pack.clone(),
            files: digests.collect(),
        };
        files.insert(PATH.to_owned(), serde_json::to_string(&manifest).unwrap());
        change(&mut files);
        let found = match open(&files.into_iter().collect::<Memory>()) {
            Ok(opened) => format!("{} lots", opened.schemas.len()),
            Err(faults) => {
                let words = faults.iter().map(|fault| {
                    format!(
                        "{} {}: {}",
                        fault.code.id,
                        fault.file.as_deref().unwrap_or_default(),
                        fault.message
                    )
                });
                words.collect::<Vec<_>>().join("\n")
            }
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn only_a_whole_pack_is_opened() {
        let replace = |path: &'static str, from: &'static str, to: &'static str| {
            move |files: &mut BTreeMap<String, String>| {
                let text = files.get_mut(path).unwrap();
                assert!(text.contains(from));
                *text = text.replacen(from, to, 1);
            }
        };
        check(|_| {}, "2 lots");
        check(
            |files| files.clear(),
            "X004 manifest.json: this is not a tender pack: it has no `manifest.json`",
        );
        check(
            replace("manifest.json", "tenderc-manifest/1", "other/1"),
            "X004 manifest.json: this is not a tender pack: its manifest is of another program",
        );
        check(
            replace("manifest.json", "tenderc-manifest/1", "tenderc-manifest/2"),
            "X004 manifest.json: the pack is of the format `tenderc-manifest/2`; tenderc 0.1.0 reads `tenderc-manifest/1`",
        );
        check(
            replace("manifest.json", "\"pack\":\"sha256:0", "\"pack\":\"sha256:1"),
            "X005 spec.json: the pack is damaged: it belongs to another pack than the manifest says",
        );
        check(
            replace("spec.json", "2037-03-31", "2030-03-31"),
            "X005 spec.json: the pack is damaged: it is not the file that the manifest lists",
        );
        check(
            |files| drop(files.remove("pumps/declaration.schema.json")),
            "X005 pumps/declaration.schema.json: the pack is damaged: there is no such file or folder",
        );
        check(
            replace("manifest.json", "\"beds/conformance.schema.json\"", "\"beds/other.json\""),
            "X005 beds/conformance.schema.json: the pack is damaged: the manifest does not list it",
        );
    }
}
