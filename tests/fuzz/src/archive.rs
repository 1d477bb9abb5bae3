//! An archive, as a pack and as a whole bid.

use tenderc::pack::{Lots, archive, open};
use tenderc::text::unpack;

/// Takes the bytes for an archive.
pub fn run(bytes: &[u8]) {
    let _ = unpack(bytes.to_vec());
    if let Ok(folder) = archive::pack(bytes.to_vec()) {
        let _ = open(&folder, Lots::All);
    }
}
