//! Digests that third parties can compute.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes (FIPS 180-4), in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
