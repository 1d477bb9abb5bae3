//! What stands where a pack is to be written, and whether the pack may take its place.
//!
//! Only a pack may be replaced, every file of which is the manifest's own; and one of other content only
//! when that is wanted. One of another edition or tender never is. Whatever else stands there is somebody's work.

use std::collections::BTreeMap;

use super::archive;
use super::internal::Internal;
use super::layout::{INTERNAL_DATA, MANIFEST};
use super::manifest::Manifest;
use crate::diag::{Diagnostic, codes};
use crate::text::{World, limit, sha256};

/// Files that are named in a message; the rest is counted.
const MOST_NAMED: usize = 5;

/// What a folder has, by path: the content of each plain file; nothing of what is no plain file, or too large
/// to be one of a pack.
pub type Found = BTreeMap<String, Option<Vec<u8>>>;

/// Whether a pack may take the place of what a folder has. `replace`: also of one with other content, and of one
/// whose files were edited.
///
/// # Errors
/// What stands in the way.
pub fn may_replace(
    folder: &str,
    found: &Found,
    new: &Manifest,
    replace: bool,
) -> Result<(), Box<Diagnostic>> {
    if found.is_empty() {
        return Ok(());
    }
    let fault = |message: String| Box::new(Diagnostic::new(&codes::IN_THE_WAY, message).in_file(folder));
    let old: Option<Manifest> =
        found.get(MANIFEST).and_then(|bytes| serde_json::from_slice(bytes.as_deref()?).ok());
    let internal: Option<Internal> =
        found.get(INTERNAL_DATA).and_then(|bytes| serde_json::from_slice(bytes.as_deref()?).ok());
    let digest = |path: &String| {
        let of_bidders = old.as_ref().and_then(|old| old.files.get(path));
        of_bidders.or_else(|| internal.as_ref().and_then(|internal| internal.files.get(path)))
    };
    let listed = |path: &String| [MANIFEST, INTERNAL_DATA].contains(&path.as_str()) || digest(path).is_some();
    let foreign: Vec<&String> = found.keys().filter(|path| !listed(path)).collect();
    if !foreign.is_empty() {
        let message = format!("`{folder}` holds what belongs to no pack: {}", named(&foreign));
        return Err(fault(message)
            .hint("write the pack elsewhere with `--out`, or move these files away")
            .into());
    }
    let Some(old) = &old else {
        let message = format!("`{folder}` holds a pack of another version of tenderc");
        return Err(fault(message)
            .hint("write the pack elsewhere with `--out`, or move the old one away")
            .into());
    };
    let former = |of: &Manifest| (of.tender.clone(), of.edition);
    if !old.tender.is_empty() && former(old) != former(new) {
        let message = format!("`{folder}` holds edition {} of the tender `{}`", old.edition, old.tender);
        return Err(fault(message)
            .hint("write the pack elsewhere with `--out`, or give the tender another id")
            .into());
    }
    if replace {
        return Ok(());
    }
    let edited = found.iter().filter(|(path, bytes)| {
        let digest = digest(path);
        digest.is_some_and(|digest| bytes.as_ref().is_none_or(|bytes| *digest != sha256(bytes)))
    });
    let edited: Vec<&String> = edited.map(|(path, _)| path).collect();
    if !edited.is_empty() {
        let message = format!("`{folder}` holds a pack with files that were edited: {}", named(&edited));
        return Err(fault(message)
            .hint("say `--replace` to give the edits up, or write elsewhere with `--out`")
            .into());
    }
    if old.pack != new.pack {
        return Err(other(folder));
    }
    Ok(())
}

/// The manifest of a pack in an archive; nothing where there is none.
pub fn of_archive(bytes: Vec<u8>) -> Option<Manifest> {
    let files = archive::pack(bytes).ok()?;
    serde_json::from_slice(&files.bytes(MANIFEST, limit::TEXT.bytes()).ok()?).ok()
}

/// Whether an archive for bidders may take the place of another one. `found` is the manifest of the one that stands
/// there; nothing where that is no pack.
///
/// # Errors
/// What stands in the way.
pub fn may_replace_archive(
    archive: &str,
    found: Option<&Manifest>,
    new: &Manifest,
    replace: bool,
) -> Result<(), Box<Diagnostic>> {
    match found {
        None => {
            let message = format!("`{archive}` is no pack");
            let fault = Diagnostic::new(&codes::IN_THE_WAY, message).in_file(archive);
            Err(fault.hint("write the pack elsewhere with `--out`, or move the file away").into())
        }
        Some(found) if found.pack == new.pack || replace => Ok(()),
        Some(_) => Err(other(archive)),
    }
}

/// Something that differs stands where an edition is to be.
fn other(place: &str) -> Box<Diagnostic> {
    let message = format!("`{place}` holds this edition of the tender with other content");
    let fault = Diagnostic::new(&codes::IN_THE_WAY, message).in_file(place);
    fault
        .hint("say `--replace` if it was not published")
        .hint("once it is published, say under `corrigenda` in tender.yaml what was corrected, when and why: the next edition is written beside it")
        .into()
}

fn named(paths: &[&String]) -> String {
    let shown: Vec<String> = paths.iter().take(MOST_NAMED).map(|path| format!("`{path}`")).collect();
    let rest = paths.len().saturating_sub(MOST_NAMED);
    match rest {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(pack: &str) -> Manifest {
        Manifest {
            format: super::super::manifest::format(),
            tenderc: "0.2.0".to_owned(),
            tender: "ward".to_owned(),
            edition: 1,
            pack: pack.to_owned(),
            without: Vec::new(),
            bound: BTreeMap::new(),
            files: BTreeMap::from([("annex.md".to_owned(), sha256(b"annex"))]),
        }
    }

    #[test]
    fn only_a_pack_is_replaced() {
        let pack = |pack: &str| serde_json::to_string(&manifest(pack)).unwrap();
        let check = |files: &[(&str, &str)], replace: bool, expected: &str| {
            let found: Found = files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), Some(text.as_bytes().to_vec())))
                .collect();
            let answer = may_replace("out/ward", &found, &manifest("new"), replace);
            assert_eq!(answer.map_or_else(|fault| fault.message, |()| "yes".to_owned()), expected);
        };
        check(&[], false, "yes");
        check(&[("manifest.json", &pack("new")), ("annex.md", "annex")], false, "yes");
        let tender = "`out/ward` holds what belongs to no pack: `tender.yaml`";
        check(&[("tender.yaml", "id: ward")], false, tender);
        check(&[("tender.yaml", "id: ward")], true, tender);
        check(&[("manifest.json", &pack("new")), ("tender.yaml", "id: ward")], true, tender);
        let other = "`out/ward` holds this edition of the tender with other content";
        check(&[("manifest.json", &pack("old")), ("annex.md", "annex")], false, other);
        check(&[("manifest.json", &pack("old")), ("annex.md", "annex")], true, "yes");
        let edited = "`out/ward` holds a pack with files that were edited: `annex.md`";
        check(&[("manifest.json", &pack("new")), ("annex.md", "mine")], false, edited);
        check(&[("manifest.json", &pack("new")), ("annex.md", "mine")], true, "yes");
        let second = serde_json::to_string(&Manifest { edition: 2, ..manifest("old") }).unwrap();
        check(&[("manifest.json", &second)], true, "`out/ward` holds edition 2 of the tender `ward`");
        let unnumbered = pack("old").replace(r#""tender":"ward","edition":1,"#, "");
        check(&[("manifest.json", &unnumbered)], true, "yes");
        check(&[("manifest.json", "{}")], true, "`out/ward` holds a pack of another version of tenderc");
    }
}
