//! A file of a pack, in a pack whose digests fit it, as a forger would publish it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tenderc::pack::manifest::Manifest;
use tenderc::pack::{self, digest};
use tenderc::text::{Memory, World, sha256};

use crate::base;

static PARTS: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let paths = base::FILES.list().expect("a folder in memory can be listed");
    paths
        .into_iter()
        .map(|path| (path.clone(), base::FILES.bytes(&path, u64::MAX).expect("it is there")))
        .collect()
});

static BID: LazyLock<String> =
    LazyLock::new(|| include_str!("../../support/base/declaration.json").to_owned());

/// Takes the text for the data of a lot, for its schema if it says `$schema`, or for the manifest if it says
/// `bound`.
pub fn run(text: &str) {
    let path = match text {
        text if text.contains("\"bound\"") => "manifest.json",
        text if text.contains("$schema") => "pumps/declaration.schema.json",
        _ => "pumps/lot.json",
    };
    let mut files = PARTS.clone();
    files.insert(path.to_owned(), text.as_bytes().to_vec());
    let mut named = base::PACK.spec.pack.clone();
    if path != "manifest.json" {
        let mut manifest: Manifest =
            serde_json::from_slice(&files["manifest.json"]).expect("it was written so");
        let bound = match serde_json::from_str(text) {
            Ok(schema) if path.ends_with("schema.json") => digest::of_schema(&schema),
            _ => sha256(text.as_bytes()),
        };
        manifest.bound.insert(path.to_owned(), bound);
        manifest.pack = digest::of(&manifest.bound);
        manifest.files.insert(path.to_owned(), sha256(text.as_bytes()));
        named = manifest.pack.clone();
        files.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest).expect("it can be written"));
    }
    let folder: Memory = files.into_iter().collect();
    if let Ok(pack) = pack::open(&folder, pack::Lots::All) {
        let (mut sources, mut bag) = (Default::default(), Default::default());
        let bid = BID.replace("sha256:…", &named);
        if let Some(bid) = tenderc::declaration::load("bid.json", &bid, &mut sources, &mut bag) {
            // What such a pack says may contradict itself; that is told.
            tenderc::check::check(&pack, &bid);
        }
    }
}
