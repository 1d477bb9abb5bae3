//! The manifest of a pack: what is in it for bidders, and the digest of each file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The format of a pack: its name, and its version. A version with the same first number and a higher
/// second one adds what a reader may leave out.
pub const FORMAT: (&str, u32, u32) = ("tenderc-pack", 2, 3);

/// The list of all that bidders get of a pack. What stays with the buyer is listed in `internal/internal.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Manifest {
    /// The format of the pack: `tenderc-pack/2.3`.
    pub format: String,
    /// The version of the program that made the pack.
    pub tenderc: String,
    /// The id of the tender; packs before 2.3 do not say.
    #[serde(default)]
    pub tender: String,
    /// The number of the edition, from 1; packs before 2.3 do not say.
    #[serde(default = "first")]
    pub edition: usize,
    /// The digest that declarations name: `sha256:` and the SHA-256 over [`Self::bound`].
    pub pack: String,
    /// The formats that the pack's documents are not in, though they could be: `pdf`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// What the pack's digest binds, by path: the SHA-256 of the file's data, or of what a schema demands.
    pub bound: BTreeMap<String, String>,
    /// The SHA-256 of every other file that bidders get, in hexadecimal, by path.
    pub files: BTreeMap<String, String>,
}

fn first() -> usize {
    1
}

/// The format as it stands in the manifest.
pub fn format() -> String {
    let (name, major, minor) = FORMAT;
    format!("{name}/{major}.{minor}")
}
