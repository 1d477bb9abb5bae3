//! What is on the disk, whatever happens to the program: nothing of anybody's is lost, and nothing is half written.

#![cfg(unix)] // processes are killed, and file systems filled, as Unix does it
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tenderc::pack::internal::Internal;
use tenderc::pack::manifest::Manifest;
use tenderc::text::sha256;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tenderc");

/// A folder with the base: a small library, a tender, and a bid.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/base"), &desk.path(""));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.0.path()).args(arguments.split(' '));
        command
    }

    fn run(&self, arguments: &str, code: i32) -> Output {
        let output = self.command(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments}\n{said}");
        output
    }

    /// Changes a text in a file.
    fn change(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(self.path(file), text.replace(from, to)).unwrap();
    }

    /// The pack that the bids answer is the one that lies there.
    fn answer(&self, bid: &str, as_vendor: &str) {
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(self.path("out/ward/manifest.json")).unwrap()).unwrap();
        let pack = manifest["pack"].as_str().unwrap_or_default();
        let text = fs::read_to_string(self.path("bid.json")).unwrap().replace("sha256:…", pack);
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["vendor"]["name"] = as_vendor.into();
        fs::write(self.path(bid), json.to_string()).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// What a folder has, hidden files too.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    files(folder, "", &mut found);
    found
}

/// The digest of a pack that is whole; nothing where there is no folder.
fn whole(pack: &Path) -> Option<String> {
    if !pack.exists() {
        return None;
    }
    let mut found = all(pack);
    let manifest =
        found.remove("manifest.json").unwrap_or_else(|| panic!("{} is half written", pack.display()));
    let manifest: Manifest = serde_json::from_slice(&manifest).unwrap();
    let internal = found.remove("internal/internal.json").unwrap();
    let internal: Internal = serde_json::from_slice(&internal).unwrap();
    let digests: BTreeMap<String, String> =
        found.into_iter().map(|(path, bytes)| (path, sha256(&bytes))).collect();
    let listed: BTreeMap<String, String> = manifest.files.into_iter().chain(internal.files).collect();
    assert_eq!(digests, listed, "{} is half written", pack.display());
    assert_eq!(internal.pack, manifest.pack);
    Some(manifest.pack)
}

#[test]
fn nothing_but_a_pack_is_replaced() {
    let desk = Desk::new();
    fs::rename(desk.path("tender"), desk.path("ward")).unwrap();
    let before = all(&desk.path(""));
    // The tender's own folder has the name of its pack.
    for replace in ["", " --replace"] {
        let output = desk.run(&format!("build ward --library requirements --out .{replace}"), 3);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("X030") && said.contains("`tender.yaml`"), "{said}");
        assert!(all(&desk.path("")) == before);
    }
}

#[test]
fn a_quick_look_is_as_the_pack_and_leaves_it_alone() {
    let desk = Desk::new();
    desk.run("build tender --library requirements --no-pdf", 0);
    let pack = all(&desk.path("out"));
    let names = [
        "annex.docx",
        "map.svg",
        "pumps/questionnaire.html",
        "pumps/declaration.xlsx",
        "internal/internal.md",
    ];
    let only: String = names.iter().map(|name| format!(" --only {name}")).collect();
    desk.run(&format!("build tender --library requirements --no-pdf{only}"), 0);
    let mut look = all(&desk.path("out/ward.look"));
    for name in names {
        assert!(look.remove(name) == pack.get(&format!("ward/{name}")).cloned(), "{name} is another");
    }
    assert!(look.is_empty(), "{:?}", look.keys());
    fs::remove_dir_all(desk.path("out/ward.look")).unwrap();
    assert!(all(&desk.path("out")) == pack);
    for wrong in ["annex.dcox", "../tender/tender.yaml", "manifest.json", "annex.pdf"] {
        let output = desk.run(&format!("build tender --library requirements --no-pdf --only {wrong}"), 3);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("X037"), "{wrong}: {said}");
        assert!(all(&desk.path("out")) == pack);
    }
    desk.run("build tender --library requirements --watch", 2);
}

#[test]
fn what_is_watched_is_built_again() {
    let desk = Desk::new();
    let arguments = "build tender --library requirements --only annex.md --watch";
    let mut watching = desk.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let says = |words: &str| {
        let has =
            || fs::read_to_string(desk.path("out/ward.look/annex.md")).is_ok_and(|text| text.contains(words));
        (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            has()
        })
    };
    let first = says("Infusion pumps for ward 3");
    desk.change("tender/tender.yaml", "for ward 3", "for ward 4");
    let second = says("Infusion pumps for ward 4");
    // A fault is told, and what was mended is built.
    desk.change("tender/tender.yaml", "assurance: substantial", "assurance: substantail");
    std::thread::sleep(Duration::from_secs(1));
    desk.change("tender/tender.yaml", "substantail\n", "high\n");
    desk.change("tender/tender.yaml", "for ward 4", "for ward 5");
    let third = says("Infusion pumps for ward 5");
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(first && second && third, "{first} {second} {third}");
}

#[test]
fn letters_are_the_same_again_and_take_nobodys_place() {
    let desk = Desk::new();
    desk.run("build tender --library requirements --no-pdf", 0);
    desk.answer("a.json", "Example Medical");
    desk.answer("b.json", "Other Medical");
    let write = |format: &str, out: &str, code| {
        let bids = "letters a.json b.json --pack out/ward --dated 2027-04-12 --answer-by 2027-04-19 --no-other-criteria";
        desk.run(&format!("{bids} --format {format} --out {out}"), code)
    };
    for format in ["markdown", "html", "docx"] {
        let (one, two) = (format!("{format}-1"), format!("{format}-2"));
        // Exits with 1 where a lot is not decided.
        write(format, &one, 1);
        write(format, &two, 1);
        let written = all(&desk.path(&one));
        assert!(written.len() > 3 && written == all(&desk.path(&two)), "{format}: {:?}", written.keys());
        // The same over itself, and nothing over what somebody edited.
        write(format, &one, 1);
        let (name, _) = written.iter().next().unwrap();
        fs::write(desk.path(&one).join(name), "Somebody's own words.").unwrap();
        let edited = all(&desk.path(&one));
        let said = String::from_utf8(write(format, &one, 3).stderr).unwrap();
        assert!(said.contains("X030") && all(&desk.path(&one)) == edited, "{said}");
    }
}

#[test]
fn another_edition_is_replaced_when_that_is_said() {
    let desk = Desk::new();
    desk.run("build tender --library requirements", 0);
    desk.run("build tender --library requirements", 0);
    let first = whole(&desk.path("out/ward"));
    desk.change("tender/tender.yaml", "2027-03-31", "2027-04-30");
    let said = String::from_utf8(desk.run("build tender --library requirements", 3).stderr).unwrap();
    assert!(said.contains("with other content") && said.contains("corrigenda"), "{said}");
    assert_eq!(whole(&desk.path("out/ward")), first);
    desk.run("build tender --library requirements --replace", 0);
    assert_ne!(whole(&desk.path("out/ward")), first);
    fs::write(desk.path("out/ward/annex.md"), "edited by hand").unwrap();
    let said = String::from_utf8(desk.run("build tender --library requirements", 3).stderr).unwrap();
    assert!(said.contains("`annex.md`"), "{said}");
}

#[test]
fn a_corrigendum_goes_beside_the_edition_that_was_published() {
    let desk = Desk::new();
    let build = "build tender --library requirements";
    desk.change("tender/tender.yaml", "deadline:", "published: 2026-12-01\ndeadline:");
    desk.run(build, 0);
    let published = || (whole(&desk.path("out/ward")), fs::read(desk.path("out/ward-1.zip")).unwrap());
    let first = published();
    let corrigenda = "corrigenda: [{date: 2027-01-15, reason: There is more time.}]";
    desk.change("tender/tender.yaml", "deadline: 2027-03-31", &format!("{corrigenda}\ndeadline: 2027-04-30"));
    desk.run(build, 0);
    assert!(desk.path("out/ward-2/manifest.json").is_file() && desk.path("out/ward-2.zip").is_file());
    // What bidders have is not written over either where the folder is gone.
    fs::remove_dir_all(desk.path("out/ward-2")).unwrap();
    desk.change("tender/tender.yaml", "2027-04-30", "2027-05-31");
    let said = String::from_utf8(desk.run(build, 3).stderr).unwrap();
    assert!(said.contains("`out/ward-2.zip` holds this edition"), "{said}");
    assert!(!desk.path("out/ward-2").exists());
    assert!(published() == first);
}

#[test]
fn a_bid_for_the_former_edition_counts_where_its_pack_is_named() {
    let desk = Desk::new();
    let build = "build tender --library requirements";
    desk.change("tender/tender.yaml", "deadline:", "published: 2026-12-01\ndeadline:");
    desk.run(build, 0);
    desk.answer("first.json", "Acme");
    desk.run("check first.json --pack out/ward", 0);
    let slip = "corrigenda: [{date: 2027-01-15, reason: The title had a slip.}]";
    desk.change("tender/tender.yaml", "deadline:", &format!("{slip}\ndeadline:"));
    desk.run(build, 0);
    desk.run("check first.json --pack out/ward-2", 3);
    desk.run("check first.json --pack out/ward-2 --former out/ward", 0);
    desk.run("check first.json --pack out/ward-2 --former out/ward-1.zip", 0);
    // More is asked: the vendor has to look again.
    desk.change("tender/tender.yaml", "deadline: 2027-03-31", "deadline: 2027-04-30");
    desk.run("build tender --library requirements --replace", 0);
    desk.run("check first.json --pack out/ward-2 --former out/ward", 3);
}

#[test]
fn a_build_that_is_killed_leaves_the_old_pack_or_the_new_one() {
    let desk = Desk::new();
    desk.run("build tender --library requirements", 0);
    let mut editions = vec![whole(&desk.path("out/ward"))];
    desk.change("tender/tender.yaml", "2027-03-31", "2027-04-30");
    desk.run("build tender --library requirements --replace", 0);
    editions.push(whole(&desk.path("out/ward")));
    let mut seed = 2027_u64;
    let mut killed = 0;
    for round in 0..50 {
        let (from, to) = if round % 2 == 0 { ("04-30", "03-31") } else { ("03-31", "04-30") };
        desk.change("tender/tender.yaml", &format!("2027-{from}"), &format!("2027-{to}"));
        let mut command = desk.command("build tender --library requirements --replace");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // xorshift: another moment each time, the same ones in each run
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        std::thread::sleep(Duration::from_micros(seed % 60_000));
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(editions.contains(&whole(&desk.path("out/ward"))), "round {round}");
    }
    assert!(killed > 10, "only {killed} builds were still running");
    // Nothing that was left behind stops the next run, or stays.
    desk.run("build tender --library requirements --replace", 0);
    assert!(editions.contains(&whole(&desk.path("out/ward"))));
    let left: Vec<_> =
        fs::read_dir(desk.path("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let left: Vec<_> = left.into_iter().filter(|name| !name.to_string_lossy().ends_with(".zip")).collect();
    assert_eq!(left, ["ward"]);
}

/// Many reviewers decide at once: each decision is in the file.
#[test]
fn no_decision_of_another_is_lost() {
    let desk = Desk::new();
    desk.run("build tender --library requirements", 0);
    let vendors = ["Acme", "Borea", "Corvus", "Delta", "Echo", "Foxtrot", "Golf", "Hotel"];
    for vendor in vendors {
        desk.answer(&format!("{vendor}.json"), vendor);
    }
    let children: Vec<_> = vendors
        .iter()
        .map(|vendor| {
            let mut command = desk.command(&format!(
                "review {vendor}.json --pack out/ward --review review.yaml --by {vendor} --today 2027-04-12 --accept \
                 UPD-01 --why Seen"
            ));
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("UPD-01 accepted"), "{said}");
    }
    let text = fs::read_to_string(desk.path("review.yaml")).unwrap();
    for vendor in vendors {
        assert!(text.contains(&format!("by: {vendor}")), "the decision of {vendor} is lost\n{text}");
    }
}

/// A full disk, or a limit that acts like one: what was there stays as it was.
#[test]
fn a_full_disk_loses_nothing() {
    let desk = Desk::new();
    desk.run("build tender --library requirements", 0);
    desk.answer("acme.json", "Acme");
    let review = "review acme.json --pack out/ward --review review.yaml --by A --today 2027-04-12 --why Seen --accept UPD-01";
    desk.run(review, 0);
    // Make the file longer than the limit, in comments, so that it cannot be written anew.
    let mut text = fs::read_to_string(desk.path("review.yaml")).unwrap();
    text += &"# a comment\n".repeat(2_000);
    fs::write(desk.path("review.yaml"), &text).unwrap();
    desk.change("tender/tender.yaml", "2027-03-31", "2027-04-30");
    let before = all(&desk.path(""));
    for arguments in [review, "build tender --library requirements --replace"] {
        // 8 blocks of 512 bytes for a file; the signal is ignored, so that writing fails as on a full disk.
        let script = format!("trap '' XFSZ; ulimit -f 8; exec '{PROGRAM}' {arguments}");
        let output = Command::new("sh").arg("-c").arg(script).current_dir(desk.path("")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments}\n{said}");
        assert!(said.contains("X006"), "{said}");
        assert!(all(&desk.path("")) == before, "{arguments}: something changed");
    }
}

/// What each released version of the program wrote is read, or refused with a word about the version that reads it.
#[test]
fn packs_of_released_versions_are_read_or_refused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
    let check = |version: &str, code: i32, said: &str| {
        let desk = Desk::new();
        copy(&root.join(version), &desk.path("out/ward"));
        desk.answer("answered.json", "Acme");
        let output = desk.run("check answered.json --pack out/ward --answers-only", code);
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8_lossy(&all);
        assert!(all.contains(said), "{version}: {all}");
    };
    check("0.1.0", 3, "was made by tenderc 0.1.0 in the form `tenderc-manifest/1`");
    check("0.2.0", 0, "is open: of 1 requirement, 1 with a deviation");
    check("0.3.0", 0, "is open: of 1 requirement, 1 with a deviation");
    let kept = fs::read_dir(root).unwrap().count();
    assert_eq!(kept, 3, "a version whose packs are kept is not tried");
}
