//! A reviewer at work: what is asked, what is answered through a pipe, and what stands in the file then.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder with the pack of the base, and bids that answer it.
struct Desk(tempfile::TempDir);

/// What the program said.
struct Said {
    exit: Option<i32>,
    out: String,
    asked: String,
}

const BID: &str = "bid.json";
const TODAY: [&str; 2] = ["--today", "2027-04-12"];

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/base");
        let output = Command::new(env!("CARGO_BIN_EXE_tenderc"))
            .current_dir(&base)
            .args(["build", "tender", "--library", "requirements", "--out"])
            .arg(desk.0.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let manifest: serde_json::Value =
            serde_json::from_str(&desk.read("ward/manifest.json").unwrap()).unwrap();
        for name in [BID, "declaration.json"] {
            let text = fs::read_to_string(base.join(name)).unwrap();
            desk.write(name, &text.replace("sha256:…", manifest["pack"].as_str().unwrap()));
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Changes a bid.
    fn change(&self, from: &str, to: &str) {
        let text = self.read(BID).unwrap();
        assert!(text.contains(from), "{from}\n{text}");
        self.write(BID, &text.replacen(from, to, 1));
    }

    fn run(&self, arguments: &[&str], input: &str) -> Said {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tenderc"))
            .current_dir(self.0.path())
            .args(arguments)
            .args(["--pack", "ward"])
            .args(TODAY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that has asked enough does not read on.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Said {
            exit: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            asked: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn walk(&self, input: &str) -> Said {
        self.run(&["review", BID, "--review", "review.yaml", "--by", "A. Reviewer"], input)
    }

    fn list(&self) -> Said {
        self.run(&["review", BID, "--review", "review.yaml", "--list"], "")
    }
}

fn ends(text: &str, end: &str) {
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn a_case_is_shown_and_decided() {
    let desk = Desk::new();
    let said = desk.walk("x\na\n \na\nUpdates come twice a year\n");
    assert_eq!(
        said.asked,
        "\
1 judgement is open; each decision is written to review.yaml at once

[1 of 1]
UPD-01 (shall)  Security updates for the whole time of use
Example Medical Flow 4.1, for lot 1, Infusion pumps: bid.json

  The manufacturer shall deliver security updates for 8 years after
  delivery, in signed packages.

  what to look for, by inspection
  Read the support policy, and see that its date is late enough.

  what the vendor answers
    Until when will security updates be delivered?
    bid.json:9:43  accepts a date not before 2035-03-31
      | 2036-12-31
    How do updates reach the hospital?
    bid.json:9:68  not accepted; accepts “A signed package”
      | A package without a signature

  what is not met
    bid.json:9:68  `channel` is `unsigned`; UPD-01 accepts `signed`
      `support_years` is 8 years: default of the library

  why not
      | The module is too old

  what the vendor does in its place
      | A technician installs updates

  evidence for it
    Support policy: wanted (should), and not listed

[a]ccept, accept on a [c]ondition, [r]efuse, [e]vidence, [b]ack, [s]kip, [q]uit? \n\
answer a, c, r, e, b, s or q
[a]ccept, accept on a [c]ondition, [r]efuse, [e]vidence, [b]ack, [s]kip, [q]uit? \n\
why? \n\
nothing is recorded without a reason
[a]ccept, accept on a [c]ondition, [r]efuse, [e]vidence, [b]ack, [s]kip, [q]uit? \n\
why? \n\
UPD-01 accepted
that was the last: [b]ack or [q]uit? \n"
    );
    assert_eq!(said.out, "1 recorded in review.yaml: 0 open; 1 accepted, 0 refused\n");
    assert_eq!(said.exit, Some(0));
    assert_eq!(
        desk.read("review.yaml").unwrap(),
        "\
format: tenderc-review/2
judgements:
  - vendor: Example Medical
    device: Flow
    lot: pumps
    requirement: UPD-01
    verdict: accepted
    by: A. Reviewer
    on: 2027-04-12
    why: Updates come twice a year
    fingerprint: \"3927f543d0cd3a7ae916ec17a1ab25b5\"
"
    );
}

#[test]
fn nothing_is_recorded_that_was_not_decided() {
    for input in ["", "q\n", "s\n", "a\n", "a\n\n\n", "r", "x\ny\nz\n"] {
        let desk = Desk::new();
        let said = desk.walk(input);
        assert_eq!((said.exit, desk.read("review.yaml")), (Some(1), None), "{input:?}\n{}", said.asked);
        ends(&said.out, "0 recorded in review.yaml: 1 open; 0 accepted, 0 refused\n");
    }
}

#[test]
fn a_changed_answer_is_open_again() {
    let desk = Desk::new();
    assert_eq!(desk.walk("a\nFine: so far\n").exit, Some(0));
    let before = format!("# Kept by hand.\n{}", desk.read("review.yaml").unwrap());
    desk.write("review.yaml", &before);
    assert_eq!(desk.list().exit, Some(0));
    desk.change("\"4.1\"", "\"4.2\"");
    assert_eq!(desk.list().exit, Some(0), "another version alone");
    desk.change("A technician", "The hospital");
    let said = desk.list();
    assert_eq!(said.exit, Some(1));
    ends(&said.out, "of what has changed since\n\n1 open, 1 of them judged before; 0 accepted, 0 refused\n");
    let said = desk.walk("r\nNobody has time for it\n");
    assert!(
        said.asked.contains(
            "accepted by A. Reviewer on 2027-04-12; what it judged has changed since\n    Fine: so far\n"
        ),
        "{}",
        said.asked
    );
    let after = desk.read("review.yaml").unwrap();
    assert!(after.starts_with(&before) && after.ends_with('\n'), "{after}");
    assert_eq!(after.matches("  - vendor:").count(), 2);
    ends(
        &desk.list().out,
        "refused by A. Reviewer on 2027-04-12: Nobody has time for it\n\n0 open; 0 accepted, 1 refused\n",
    );
}

#[test]
fn a_decision_changes_what_a_check_exits_with() {
    let desk = Desk::new();
    let check = |review: &[&str]| {
        let mut arguments = vec!["check", BID];
        arguments.extend(review);
        desk.run(&arguments, "").exit
    };
    assert_eq!(check(&[]), Some(0), "what waits for a reviewer is not the vendor's to mend");
    desk.walk("r\nToo slow\n");
    assert_eq!(check(&[]), Some(0), "a file is read that nobody named");
    assert_eq!(check(&["--review", "review.yaml"]), Some(1));
    desk.walk("q\n");
    desk.run(
        &["review", BID, "--review", "review.yaml", "--by", "B", "--accept", "UPD-01", "--why", "Fine"],
        "",
    );
    assert_eq!(check(&["--review", "review.yaml"]), Some(0));
    // The file lies where the bids do, and is taken in by a pattern of the shell.
    assert_eq!(check(&["review.yaml", "--review", "./review.yaml"]), Some(0));
    desk.run(
        &["review", BID, "--review", "review.yaml", "--by", "B", "--refuse", "UPD-01", "--why", "No"],
        "",
    );
    assert_eq!(check(&["--review", "review.yaml"]), Some(1));
    desk.write("review.yaml", "judgements: {}");
    let said = desk.run(&["check", BID, "--review", "review.yaml"], "");
    assert_eq!((said.exit, said.out.as_str()), (Some(3), ""));
}

#[test]
fn a_vendor_cannot_steer_the_terminal_or_the_file() {
    let desk = Desk::new();
    let name = r##"A: \"b\" #1 {c} \u001b[2J\u009b31m\u2028- d\\n"##;
    desk.change("\"Example Medical\"", &format!("\"{name}\""));
    desk.change("\"Flow\"", "\"- yes\"");
    desk.change("The module is too old", r"Old\u001b[31m\u009b31m\r\n\n[a]ccept\u202egpj\nfingerprint: x");
    let said = desk.walk("a\nIt's \"fine\": # yes\n");
    for text in [&said.asked, &said.out, &desk.list().out] {
        let hidden = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(hidden), "{text:?}");
    }
    assert!(said.asked.contains("\n      | [a]ccept"), "{}", said.asked);
    assert_eq!(said.exit, Some(0));
    ends(&desk.list().out, ": It's \"fine\": # yes\n\n0 open; 1 accepted, 0 refused\n");
}

#[test]
fn what_cannot_be_written_stays_as_it_was() {
    let desk = Desk::new();
    fs::create_dir(desk.path("review.yaml")).unwrap();
    assert_eq!(desk.walk("a\nFine\n").exit, Some(3));
    fs::remove_dir(desk.path("review.yaml")).unwrap();
    let text = "judgements: []\nformat: tenderc-review/1\n";
    desk.write("review.yaml", text);
    let said = desk.walk("a\nFine\n");
    assert_eq!((said.exit, desk.read("review.yaml").as_deref()), (Some(3), Some(text)));
    assert!(said.asked.contains("error[R106]"), "{}", said.asked);
    let mut left: Vec<_> =
        fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.retain(|name| !name.to_string_lossy().ends_with(".zip"));
    left.sort();
    assert_eq!(left, [BID, "declaration.json", "review.yaml", "ward"]);
}

#[test]
fn one_decision_needs_no_questions() {
    let check = |arguments: &[&str], exit: i32, words: &str| {
        let desk = Desk::new();
        let own = ["review", "--review", "review.yaml", "--by", "A. Reviewer", "--why", "Fine"];
        let said = desk.run(&[&own, arguments].concat(), "");
        assert_eq!(said.exit, Some(exit), "{}", said.asked);
        assert!(said.asked.contains(words) || said.out.contains(words), "{}\n{}", said.asked, said.out);
    };
    check(&[BID, "--accept", "UPD-01"], 0, "0 open; 1 accepted");
    check(&[BID, "--refuse", "UPD-01"], 0, "UPD-01 refused");
    check(&[BID, "--refuse", "upd-01"], 0, "0 open; 0 accepted, 1 refused");
    check(&[BID, "--accept", "UPD-02"], 3, "no declaration is asked for it");
    check(&["declaration.json", "--accept", "UPD-01"], 0, "0 open; 1 accepted");
    check(&["declaration.json", "--refuse", "UPD-01"], 0, "0 open; 0 accepted, 1 refused");
    check(
        &[BID, "--accept", "UPD-01", "--condition", "It is in the contract"],
        0,
        "UPD-01 accepted on the condition “It is in the contract”",
    );
    check(&[BID, "--refuse", "UPD-01", "--condition", "x"], 2, "`--condition` goes with");
    check(&[BID, "--refuse", "UPD-01", "--evidence", "sbom"], 3, "no file of the kind or the name `sbom`");
    check(&[BID, BID, "--accept", "UPD-01"], 3, "to be decided in 2 declarations");
    check(&["nowhere.json", "--accept", "UPD-01"], 3, "error[X001]");
    check(&[BID, "nowhere.json", "--accept", "UPD-01"], 3, "1 accepted");
    check(&[BID, "--accept", "UPD-01", "--refuse", "UPD-01"], 2, "cannot be used with");
    check(&[BID], 2, "`--why` goes with");
}

#[test]
fn a_decision_on_a_file_is_seen_wherever_the_bid_is_read() {
    let desk = Desk::new();
    let policy = "Supported until 2036.";
    desk.write("policy.md", policy);
    let entry = format!(
        "{{\"kind\": \"support-policy\", \"file\": \"policy.md\", \"sha256\": \"{}\", \"for\": [\"UPD-01\"]}}",
        tenderc::text::sha256(policy.as_bytes())
    );
    desk.change("\"deviations\"", &format!("\"evidence\": [{entry}],\n  \"deviations\""));
    let decided =
        ["review", BID, "--review", "review.yaml", "--by", "A. Reviewer", "--why", "Of another year"];
    let said =
        desk.run(&[&decided[..], &["--refuse", "UPD-01", "--evidence", "support-policy"]].concat(), "");
    assert!(said.asked.contains("1 refused") || said.out.contains("1 refused"), "{}{}", said.asked, said.out);
    let refused = "refused by A. Reviewer on 2027-04-12: Of another year";
    let check = |arguments: &[&str], words: &[&str]| {
        let said = desk.run(arguments, "");
        for words in words {
            assert!(said.out.contains(words), "{words}\n{}\n{}", said.out, said.asked);
        }
    };
    check(&["review", BID, "--review", "review.yaml", "--list"], &[refused, "0 accepted, 1 refused"]);
    check(&["check", BID, "--review", "review.yaml"], &[refused, "evidence: 0 of 1 file in order"]);
}

#[test]
fn an_earlier_decision_is_corrected_in_the_walk() {
    let desk = Desk::new();
    let walk = |input: &str| {
        desk.run(&["review", BID, "--review", "review.yaml", "--by", "A. Reviewer", "--all"], input)
    };
    // Accepted, back to it, accepted on a condition.
    let said = walk("a\nFine\nb\nc\nIt comes by April\nSeen\nq\n");
    let text = desk.read("review.yaml").unwrap_or_default();
    assert_eq!(text.matches("requirement: UPD-01").count(), 2, "{text}\n{}", said.asked);
    assert!(text.contains("    verdict: accepted\n    condition: It comes by April\n"), "{text}");
    let told = "UPD-01 accepted on the condition “It comes by April”";
    assert!(said.asked.contains(told), "{}", said.asked);
    assert!(said.asked.contains("  accepted by A. Reviewer on 2027-04-12: Fine\n"), "{}", said.asked);
}

#[test]
fn several_bids_are_walked_requirement_by_requirement() {
    let desk = Desk::new();
    let other = desk.read(BID).unwrap().replace("Example Medical", "Other Medical");
    desk.write("other.json", &other);
    let order = |arguments: &[&str]| {
        let mut all = vec!["review", BID, "other.json", "--review", "r.yaml", "--by", "Me", "--all"];
        all.extend(arguments);
        let asked = desk.run(&all, &"s\n".repeat(50)).asked;
        let heads = asked.lines().filter(|line| line.contains(", for lot "));
        heads.map(|line| line.rsplit(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let by_bid = order(&[]);
    let half = by_bid.len() / 2;
    assert!(half > 0 && by_bid[..half].iter().all(|file| file == BID), "{by_bid:?}");
    let turns = order(&["--by-requirement"]);
    assert!(turns.chunks(2).all(|pair| pair == [BID, "other.json"]), "{turns:?}");
}
