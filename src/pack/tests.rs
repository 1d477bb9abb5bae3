//! Packs that were changed by hand, or made by other versions.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::manifest::Manifest;
use super::{Lots, archive, digest, internal, layout, open, write};
use crate::document::fixture;
use crate::text::limit;
use crate::text::{Memory, sha256};

type Files = BTreeMap<String, Vec<u8>>;

fn files() -> Files {
    let written = write(fixture::spec(), &Memory::default()).unwrap();
    written.outputs.into_iter().map(|output| (output.path, output.bytes)).collect()
}

/// Opens a pack after one change of its files, and says what is found.
fn check(change: impl Fn(&mut Files), expected: &str) {
    let mut files = files();
    change(&mut files);
    let found = match open(&files.into_iter().collect::<Memory>(), Lots::All) {
        Ok(pack) => {
            let warnings = pack.warnings.sorted();
            let warnings = warnings.iter().map(|fault| format!(", {} {}", fault.code.id, fault.message));
            format!("{} lots{}", pack.spec.lots.len(), warnings.collect::<String>())
        }
        Err(bag) => {
            let faults = bag.sorted().into_iter().map(|fault| {
                let file = fault.file.as_deref().unwrap_or_default();
                format!("{} {file}: {}", fault.code.id, fault.message)
            });
            faults.collect::<Vec<_>>().join("\n")
        }
    };
    assert_eq!(found, expected);
}

/// Changes a text in a file.
fn replace<'a>(path: &'a str, from: &'a str, to: &'a str) -> impl Fn(&mut Files) + 'a {
    move |files| {
        let text = String::from_utf8(files[path].clone()).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
    }
}

/// Makes the manifest list what is there, as a forger would.
fn list_anew(files: &mut Files) {
    let mut manifest: Json = serde_json::from_slice(&files[layout::MANIFEST]).unwrap();
    for (path, digest) in manifest["files"].as_object_mut().unwrap() {
        *digest = Json::from(sha256(&files[path]));
    }
    files.insert(layout::MANIFEST.to_owned(), manifest.to_string().into_bytes());
}

#[test]
fn only_a_whole_pack_is_opened() {
    check(|_| {}, "5 lots");
    check(Files::clear, "X004 manifest.json: this is not a tender pack: it has no `manifest.json`");
    check(
        replace("manifest.json", "tenderc-pack/2.3", "other/1"),
        "X004 manifest.json: this is not a tender pack: its manifest is of another program",
    );
    check(
        replace("manifest.json", "\"sha256:", "\"sha256:0"),
        "X005 manifest.json: the pack is damaged: its digest is not that of its content",
    );
    check(
        replace("spec.json", "2027-03-31", "2026-03-31"),
        "X005 spec.json: the pack is damaged: it is not the file that the manifest lists",
    );
    check(
        |files| drop(files.remove("pumps/declaration.schema.json")),
        "X005 pumps/declaration.schema.json: the pack is damaged: there is no such file or folder",
    );
    check(
        replace("manifest.json", "\"pumps/lot.json\"", "\"pumps/plot.json\""),
        "X005 manifest.json: the pack is damaged: its digest is not that of its content",
    );
}

/// However the manifest is written anew, what declarations name is the digest of the content.
#[test]
fn a_large_pack_is_opened() {
    let mut spec = fixture::spec();
    // A lot may be larger than a text that people write.
    let long = "x".repeat(usize::try_from(limit::TEXT.bytes()).unwrap() + 1);
    spec.lots[2].waived[0].rests_on.push(long);
    let written = write(spec, &Memory::default()).unwrap();
    let files = written.outputs.into_iter().map(|output| (output.path, output.bytes));
    let opened = open(&files.collect::<Memory>(), Lots::All).unwrap();
    assert_eq!(opened.spec.lots.len(), 5);
}

#[test]
fn a_changed_pack_never_judges() {
    let forged = |path: &'static str, from: &'static str, to: &'static str| {
        move |files: &mut Files| {
            replace(path, from, to)(files);
            list_anew(files);
        }
    };
    check(
        forged("pumps/lot.json", "\"shall\"", "\"may\""),
        "X005 pumps/lot.json: the pack is damaged: its content is not what the digest of the pack binds",
    );
    check(
        forged("pumps/declaration.schema.json", "\"minimum\"", "\"maximum\""),
        "X005 pumps/declaration.schema.json: the pack is damaged: its content is not what the digest of the pack binds",
    );
    check(
        forged("spec.json", "2027-03-31", "2026-03-31"),
        "X005 spec.json: the pack is damaged: its content is not what the digest of the pack binds",
    );
}

/// What stays with the buyer is no part of what judges, and yet never a mix of two packs or of two hands.
#[test]
fn a_copy_of_a_bidder_is_opened_and_what_is_the_buyers_is_whole() {
    let path = layout::INTERNAL_DATA;
    check(|files| files.retain(|path, _| !path.starts_with("internal/")), "5 lots");
    let damaged = |words: &str| format!("X005 {path}: the pack is damaged: {words}");
    check(replace(path, "locked rooms", "open rooms"), &damaged("its digest is not that of its content"));
    let of_another_pack = |files: &mut Files| {
        let mut data: Json = serde_json::from_slice(&files[path]).unwrap();
        data["pack"] = Json::from("sha256:0");
        data["digest"] = Json::from(internal::digest(data.clone()));
        files.insert(path.to_owned(), data.to_string().into_bytes());
    };
    check(of_another_pack, &damaged("it belongs to another pack"));
    check(
        |files| drop(files.insert(path.to_owned(), b"{}".to_vec())),
        &damaged("it is not of the format `tenderc-internal/1`"),
    );
}

#[test]
fn what_is_written_is_read() {
    let written = write(fixture::spec(), &Memory::default()).unwrap();
    let folder: Memory =
        written.outputs.iter().map(|output| (output.path.clone(), output.bytes.clone())).collect();
    assert_eq!(open(&folder, Lots::All).unwrap().spec, written.spec);
    let archive = archive::pack(written.archive.bytes).unwrap();
    let bidders = open(&archive, Lots::All).unwrap();
    assert_eq!((bidders.whole, bidders.spec), (false, internal::published(&written.spec)));
    assert_ne!(internal::published(&written.spec), written.spec);
}

/// A few lines can stand for more than could ever be judged, and their digests can fit.
#[test]
fn a_pack_that_could_not_be_judged_is_refused() {
    let schema = |change: fn(&mut Json)| {
        move |files: &mut Files| {
            let path = "pumps/declaration.schema.json";
            let mut schema: Json = serde_json::from_slice(&files[path]).unwrap();
            change(&mut schema);
            let mut manifest: Manifest = serde_json::from_slice(&files[layout::MANIFEST]).unwrap();
            manifest.bound.insert(path.to_owned(), digest::of_schema(&schema));
            manifest.pack = digest::of(&manifest.bound);
            files.insert(path.to_owned(), schema.to_string().into_bytes());
            files.insert(layout::MANIFEST.to_owned(), serde_json::to_vec(&manifest).unwrap());
            list_anew(files);
        }
    };
    let damaged = "X005 pumps/declaration.schema.json: the pack is damaged: its schema";
    check(schema(|schema| schema["$comment"] = Json::from("harmless")), "5 lots");
    check(
        schema(|schema| {
            for at in 0..40 {
                let next = json!({"$ref": format!("#/$defs/x{}", at + 1)});
                schema["$defs"][format!("x{at}")] = json!({"allOf": [next, next]});
            }
            schema["$defs"]["x40"] = json!({"type": "object"});
            schema["not"] = json!({"$ref": "#/$defs/x0"});
        }),
        "X005 pumps/declaration.schema.json: the pack is damaged: with its references followed, its schema has more \
         than 1000000 subschemas, the limit of a schema of a pack (most of them are at `#/$defs/x0`)",
    );
    check(
        schema(|schema| schema["$defs"]["y"] = json!({"allOf": [{"$ref": "#/$defs/y"}]})),
        &format!("{damaged} refers in a circle, to `#/$defs/y` at `#/$defs/y/allOf/0/$ref`"),
    );
}

#[test]
fn what_another_build_wrote_is_not_called_damaged() {
    let built = |files: &mut Files| {
        replace("spec.json", "{", "{\"lots-in-parts\":true,")(files);
        let mut manifest: Manifest = serde_json::from_slice(&files[layout::MANIFEST]).unwrap();
        manifest.bound.insert("spec.json".to_owned(), sha256(&files["spec.json"]));
        manifest.pack = digest::of(&manifest.bound);
        files.insert(layout::MANIFEST.to_owned(), serde_json::to_vec(&manifest).unwrap());
        list_anew(files);
    };
    check(
        built,
        "X005 spec.json: the pack was made by another tenderc, or changed: nothing is called `lots-in-parts`",
    );
}

#[test]
fn other_versions_are_told_apart() {
    let newer = |files: &mut Files| {
        replace("manifest.json", "tenderc-pack/2.3", "tenderc-pack/2.9")(files);
        let mut manifest: Json = serde_json::from_slice(&files[layout::MANIFEST]).unwrap();
        manifest["tenderc"] = Json::from("9.1.0");
        manifest["signature"] = Json::from("x");
        files.insert(layout::MANIFEST.to_owned(), manifest.to_string().into_bytes());
    };
    check(
        newer,
        "5 lots, X031 the pack was made by tenderc 9.1.0; what is new in it is not looked at: `signature`",
    );
    let this = env!("CARGO_PKG_VERSION");
    check(
        replace("manifest.json", "tenderc-pack/2.3", "tenderc-pack/3.0"),
        &format!(
            "X004 manifest.json: the pack was made by tenderc {this} in the form `tenderc-pack/3.0`; tenderc {this} reads `tenderc-pack/2.3`"
        ),
    );
}
