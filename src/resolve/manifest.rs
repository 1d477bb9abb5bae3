//! The manifest of a pack: what is in it, and the digest of each file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The format of `manifest.json`.
pub const FORMAT: &str = "tenderc-manifest/1";

/// The path of the manifest in a pack.
pub const PATH: &str = "manifest.json";

/// The list of all that is in a pack.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The version of the program that made the pack.
    pub tenderc: String,
    /// The digest that declarations name.
    pub pack: String,
    /// The SHA-256 of every other file, in hexadecimal, by path.
    pub files: BTreeMap<String, String>,
}

/// The SHA-256 of some bytes, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
