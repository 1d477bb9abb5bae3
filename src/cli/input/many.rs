//! What a path of the command line names, where that may be many bids.

use std::path::Path;

use super::{Opened, closed, disk, is_archive, opened, unpacked, whole};
use crate::desk::submissions::bids::{bids, is_bid};
use crate::text::{Memory, Unreadable, World};

/// Every bid of a folder or an archive that holds several; else what the path names.
pub fn each(file: &Path) -> Vec<Opened> {
    if file.is_dir() {
        let is_bid = |archive: &str| unpacked(&file.join(archive)).is_ok_and(|memory| is_bid(&memory));
        let parts = bids(&disk::Folder::new(file), is_bid);
        return match parts.as_slice() {
            [] => vec![opened(file)],
            parts => parts.iter().map(|part| opened(&file.join(part))).collect(),
        };
    }
    if is_archive(file) {
        return unpacked(file).map_or_else(|why| vec![closed(&disk::called(file), why)], apart);
    }
    vec![opened(file)]
}

/// The bids of an archive.
fn apart(memory: Memory) -> Vec<Opened> {
    // Each archive in it may come to as much as it does itself.
    let parts = bids(&memory, |_| false);
    if parts.is_empty() {
        return vec![whole(memory)];
    }
    let (folders, archives): (Vec<String>, Vec<String>) =
        parts.into_iter().partition(|part| part.ends_with('/'));
    let nested = || Unreadable::System("it is an archive in an archive: unpack the outer one".to_owned());
    let mut opened: Vec<Opened> =
        archives.iter().map(|archive| closed(&memory.name(archive), nested())).collect();
    opened.extend(memory.apart(&folders).into_iter().map(whole));
    opened
}
