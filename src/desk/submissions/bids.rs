//! Folders that hold many bids: which parts of them are a bid each.

use std::collections::BTreeSet;

use super::{declares, find};
use crate::text::World;

/// The bids of a folder, each as a folder (`acme/`) or an archive (`borealis.zip`) in it, in the order of their names.
/// Nothing where the folder is a bid itself, or cannot be listed: then that it holds no declaration, or several, is
/// found when the bid is read.
///
/// A folder holds several where no declaration lies beside the others' folders. What is wrapped in one more folder,
/// as programs that make archives do, is looked for in that one. `is_bid` looks into an archive of the folder: asked
/// where it alone tells whether beside one folder there are other bids, or what that one encloses.
pub fn bids(folder: &dyn World, is_bid: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(paths) = folder.list() else { return Vec::new() };
    let declared: Vec<&str> =
        paths.iter().map(String::as_str).filter(|path| declares(folder, path)).collect();
    let archive = |path: &str| path.to_ascii_lowercase().ends_with(".zip");
    let other = |path: &String| !path.contains('/') && archive(path) && is_bid(path);
    let around = match declared.as_slice() {
        [_] if paths.iter().any(other) => "",
        declared => around(declared),
    };
    let parts: Option<BTreeSet<String>> = declared.iter().map(|path| part(path, around)).collect();
    // One that lies in the very folder is that of a bid, whatever else is there.
    let Some(mut parts) = parts else { return Vec::new() };
    let beside = |path: &&String| path.strip_prefix(around).is_some_and(|rest| !rest.contains('/'));
    parts.extend(paths.iter().filter(beside).filter(|path| archive(path)).cloned());
    parts.into_iter().collect()
}

/// Whether a folder holds one declaration, as that of a bid does.
pub fn is_bid(folder: &dyn World) -> bool {
    find(folder).is_ok()
}

/// The innermost folder that all these files are in, with a `/` behind it where it is not the outermost.
fn around<'a>(paths: &[&'a str]) -> &'a str {
    let folder = |path: &'a str| path.rfind('/').map_or("", |end| path.get(..=end).unwrap_or_default());
    let mut folders = paths.iter().map(|path| folder(path));
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |mut around, other| {
        while !other.starts_with(around) {
            around = folder(around.trim_end_matches('/'));
        }
        around
    })
}

/// The folder in that folder which a file is in; nothing where it lies there itself.
fn part(path: &str, around: &str) -> Option<String> {
    let (name, _) = path.strip_prefix(around)?.split_once('/')?;
    Some(format!("{around}{name}/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Memory;

    #[test]
    fn a_folder_of_bids_holds_a_folder_or_an_archive_for_each() {
        #[track_caller]
        fn check(paths: &[&str], expected: &[&str]) {
            let declaration = |path: &str| if path.contains("bid.") { "tenderc-declaration/1" } else { "{}" };
            let folder: Memory = paths.iter().map(|path| (*path, declaration(path))).collect();
            let found = bids(&folder, |archive| archive.starts_with("bid"));
            assert_eq!(found, expected, "{paths:?}");
        }
        check(&["a/bid.json", "b/bid.yaml", "readme.txt"], &["a/", "b/"]);
        check(&["a/bid.json", "a/evidence/sbom.json", "b/deep/bid.yaml", "c/sbom.json"], &["a/", "b/"]);
        check(
            &["all/a/bid.json", "all/ab/bid.json", "all/c.zip", "d.zip"],
            &["all/a/", "all/ab/", "all/c.zip"],
        );
        check(&["a/bid.json", "b/bid.json", "C.ZIP"], &["C.ZIP", "a/", "b/"]);
        check(&["a.zip", "b.zip", "deep/c.zip"], &["a.zip", "b.zip"]);
        check(&["a/bid.json", "bid-b.zip", "c.zip"], &["a/", "bid-b.zip", "c.zip"]);
        // Two in one bid are told of that bid.
        check(&["a/bid.json", "a/old/bid.json", "b/bid.json"], &["a/", "b/"]);
        // These are one bid, or none.
        check(&["bid.json", "evidence.zip", "old/bid.json"], &[]);
        check(&["a/bid.json", "evidence.zip"], &[]);
        check(&["a/bid.json", "a/old/bid.json"], &[]);
        check(&["a.json"], &[]);
        check(&[], &[]);
    }
}
