//! The program knows no sector: of a library of another one, it makes everything without a word of the
//! first.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

mod support {
    pub mod second;
}

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use jiff::civil::date;
use regex::Regex;
use support::second::{collect, folder, form, with};
use tenderc::desk::compile::{Compiled, compile, summary};
use tenderc::desk::diff::{self, Named, Of, Wanted};
use tenderc::desk::explain::{self, Question, VOCABULARIES};
use tenderc::desk::submissions::{Entry, Packs};
use tenderc::desk::{Exit, Reply, compare, coverage, judge, letters, lint, new, schemas};
use tenderc::diag::codes;
use tenderc::diag::render::text;
use tenderc::emit::Output;
use tenderc::emit::format;
use tenderc::letters::{Given, Kind};
use tenderc::text::{Memory, World, unpack};
use tenderc::words::Words;

/// Words of the first sector, by how they begin; `ward` and `pump` as whole words.
const FIRST_SECTOR: &[&str] = &[
    "hospital",
    "patient",
    "clinic",
    "nurs(e|ing)",
    "medic",
    "infusion",
    "bedside",
    "therap",
    "physician",
    "doctor",
    "surgeon",
    "surgery",
    "dialysis",
    "ventilator",
    "radiolog",
    "health",
    "drug",
    r"wards?\b",
    r"pumps?\b",
    r"ehr\b",
    r"mdr\b",
    r"ivdr\b",
    r"mds2\b",
];

static WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)(?:\b|_)(?:{})", FIRST_SECTOR.join("|"))).unwrap());

/// What a text says of the first sector, line by line.
fn found(text: &str) -> Vec<&str> {
    text.lines().filter(|line| WORDS.is_match(line)).collect()
}

/// A form of the first sector that the program reads: where it is named, and how.
const FORM: (&[&str], &[&str]) = (
    &[
        "src/import/mds2.rs",
        "src/import/mod.rs",
        "src/desk/import.rs",
        "src/cli/import.rs",
        "the page of X035",
        "the help of [\"import\"",
        "the script of completions",
    ],
    &["mds2", "MDS2", "Mds2", "Manufacturer Disclosure Statement for Medical Device Security"],
);

fn check(what: &str, text: &str) {
    let mut text = text.to_owned();
    if FORM.0.iter().any(|place| what.starts_with(place)) {
        for name in FORM.1 {
            text = text.replace(name, "");
        }
    }
    let found = found(&text);
    assert!(found.is_empty(), "{what} speaks of the first sector:\n{}", found.join("\n"));
}

/// What a page of a code says itself; its examples are files of a library.
fn prose(page: &str, line_end: &str) -> String {
    let parts: Vec<&str> = page.split(&format!("{line_end}```")).step_by(2).collect();
    parts.join(line_end)
}

/// The text of an output; of an archive, that of its parts.
fn readable(output: &Output) -> String {
    if output.is_text() {
        return output.text().to_owned();
    }
    if output.media_type == format::PDF.media_type {
        // Its words are those of the same document in every other format.
        return "%PDF".to_owned();
    }
    let parts = unpack(output.bytes.clone()).unwrap();
    let texts = parts.list().unwrap().into_iter().filter_map(|name| parts.read(&name).ok());
    texts.collect::<Vec<_>>().join("\n")
}

/// Everything that a reply shows; it must have come to something.
fn check_reply(what: &str, reply: &Reply) -> String {
    let mut all = text::render(&reply.bag.sorted(), &reply.sources, false);
    let outputs = reply.outputs.iter().map(|output| (readable(output), output.path.clone()));
    let long = (reply.long.parts().collect::<String>(), String::new());
    for (text, path) in outputs.chain([long]) {
        for line in text.lines() {
            // Reports for code scanning carry the pages of their codes.
            let is_page = line.trim_start().starts_with("\"markdown\": \"# ");
            all += &(if is_page { prose(line, "\\n") } else { line.to_owned() });
            all.push('\n');
        }
        all += &format!("{path}\n");
    }
    all += &reply.notes.join("\n");
    assert!(!all.trim().is_empty(), "{what} says nothing");
    check(what, &all);
    all
}

fn built(library: &Memory, tender: &Memory) -> Compiled {
    compile(library, tender, &Memory::default())
}

/// The pack as a folder, and its digest.
fn pack(tender: &Memory) -> (Memory, String) {
    let Compiled { written, bag, sources } = built(&folder("requirements"), tender);
    assert!(bag.is_empty(), "{}", text::render(&bag.sorted(), &sources, false));
    let written = written.unwrap();
    check("the summary", &summary(&written, "out", "out.zip", Words::English));
    let digest = written.spec.pack.clone();
    (written.outputs.into_iter().map(|output| (output.path, output.bytes)).collect(), digest)
}

/// The declarations, for a pack of that digest.
fn declarations(digest: &str) -> Memory {
    let all = folder("declarations");
    let all = with(all, "voltline.yaml", &[("sha256:…", digest)]);
    with(all, "ampere.yaml", &[("sha256:…", digest)])
}

fn entry<'w>(folder: &'w Memory, path: &str) -> Entry<'w> {
    Entry { folder, path: path.to_owned(), evidence: true }
}

#[test]
fn the_words_are_found_where_they_stand() {
    // In a template, as it would be by mistake.
    let templates: Memory = [("network.md", "The hospital buys.\n")].into_iter().collect();
    let made = compile(&folder("requirements"), &folder("tender"), &templates).written.unwrap();
    let annex = made.outputs.iter().find(|output| output.path == "annex.md").unwrap();
    assert_eq!(found(annex.text()), ["The hospital buys."]);
    for word in ["patient_data", "in_patients", "ward-3", "Wards", "(pump)", "MDR"] {
        assert_eq!(found(word), [word]);
    }
    for word in ["award", "forward", "pumpkin", "towards", "dependent"] {
        assert!(found(word).is_empty(), "{word}");
    }
}

#[test]
fn the_second_library_is_clean() {
    for tender in [None, Some(folder("tender"))] {
        let tender = tender.as_ref().map(|tender| tender as &dyn World);
        let library = folder("requirements");
        let reply = lint::lint(&library, tender, Some(date(2027, 1, 1)), &format::TEXT, Words::English);
        let shown = check_reply("lint", &reply);
        assert!(reply.bag.is_empty(), "{shown}");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/second-library");
    let mut files = Vec::new();
    collect(&root, "", &mut files);
    for (path, bytes) in files {
        check(&path, &String::from_utf8(bytes).unwrap());
    }
}

#[test]
fn a_pack_has_no_word_of_it() {
    let tender = folder("tender");
    let made = built(&folder("requirements"), &tender).written.unwrap();
    assert!(made.outputs.len() > 10);
    for output in &made.outputs {
        check(&output.path, output.text());
    }
    let text = |wanted: &str| {
        let mut outputs = made.outputs.iter().filter(|output| output.path.ends_with(wanted));
        outputs.next().unwrap().text()
    };
    assert!(text("annex.md").contains("Load controllers"));
    assert!(text("questionnaire.md").contains("driver"));
}

#[test]
fn faults_and_their_hints_have_none() {
    let library = folder("requirements");
    let changes: [(&str, &str); 12] = [
        ("category: fast-charger", "category: fast-charge"),
        ("zone: site\n    facts: {", "zone: sight\n    facts: {"),
        ("      public_place: true\n", ""),
        ("card_reader: true", "card_reader: perhaps"),
        ("updatable: true", "updateable: true"),
        ("carries: [session-records]", "carries: [session-record]"),
        ("UPD-1.update_years: 10", "UPD-1.update_years: 50"),
        ("UPD-1.update_years: 10", "UPD-9.update_years: 10"),
        ("to: billing", "to: bills"),
        ("deadline: 2027-05-31", "deadline: soon"),
        ("{should: 2}", "{shall: 2}"),
        ("id: controllers", "id: chargers"),
    ];
    for (from, to) in changes {
        let tender = with(folder("tender"), "tender.yaml", &[(from, to)]);
        for format in lint::formats() {
            let reply = lint::lint(&library, Some(&tender), None, format, Words::English);
            let shown = check_reply(&format!("lint of {to}"), &reply);
            assert!(!shown.contains("nothing is wrong"), "{to}");
        }
    }
    let changes: [(&str, &str, &str); 8] = [
        ("updates/UPD-1.md", "shall}", "shell}"),
        ("updates/UPD-1.md", "categories: [equipment]", "categories: [equipments]"),
        ("updates/UPD-1.md", "\n## Rationale\n", "\n## Reasons\n"),
        ("updates/UPD-1.md", "The manufacturer {{", "The postman {{"),
        ("updates/UPD-1.md", "add_years(update_years)", "add_years(no_years)"),
        ("limits/LIM-1.md", "accept: {at-most: 25}", "accept: {at-most: lots}"),
        ("facts.yaml", "known-by: tender", "known-by: neighbour"),
        ("standards/charging-code-2026.yaml", "edition: \"1\"\n", ""),
    ];
    for (path, from, to) in changes {
        let library = with(folder("requirements"), path, &[(from, to)]);
        let reply = lint::lint(&library, Some(&folder("tender")), None, &format::TEXT, Words::English);
        let shown = check_reply(&format!("lint of {path}: {to}"), &reply);
        assert!(!shown.contains("nothing is wrong"), "{path}: {to}");
    }
}

#[test]
fn reports_and_comparisons_have_none() {
    let (pack, digest) = pack(&folder("tender"));
    let packs = Packs::from(&pack as &dyn World);
    let bids = declarations(&digest);
    let entries = [entry(&bids, "voltline.yaml"), entry(&bids, "ampere.yaml")];
    let templates = Memory::default();
    for format in judge::formats() {
        let reply = judge::judge(&entries, packs, None, &form(format, &templates));
        let shown = check_reply(&format!("check in {}", format.name), &reply);
        assert_eq!(reply.exit, Exit::Short, "{shown}");
    }
    for format in compare::formats() {
        let reply = compare::compare(&entries, packs, None, None, None, &form(format, &templates));
        let shown = check_reply(&format!("compare in {}", format.name), &reply);
        assert_eq!(reply.exit, Exit::Fine, "{shown}");
    }
    let given = Given {
        dated: "2027-04-12".parse().unwrap(),
        answer_by: Some("2027-04-19".parse().unwrap()),
        standstill: None,
        present: Vec::new(),
        other: std::collections::BTreeMap::new(),
        alone: true,
    };
    let reply =
        letters::letters(&entries, packs, None, &Kind::ALL, &given, &form(&format::MARKDOWN, &templates));
    let shown = check_reply("letters", &reply);
    assert!(reply.outputs.len() > 4, "{shown}");
    let good = judge::judge(&entries[..1], packs, None, &form(&format::TEXT, &templates));
    assert_eq!(good.exit, Exit::Fine, "{}", check_reply("a good bid", &good));
    let changes = [
        ("lot: chargers", "lot: charger"),
        ("tender: motorway-2027", "tender: motorway-2026"),
        ("days_kept: 60", "day_kept: 60"),
        ("[challenge, contract]", "[challange]"),
        ("updates_until: \"2039-12-31\"", "updates_until: later"),
        ("evidence/support-policy.md", "evidence/policy.md"),
    ];
    for change in changes {
        let bids = with(bids.clone(), "voltline.yaml", &[change]);
        let entry = entry(&bids, "voltline.yaml");
        let reply = judge::judge(&[entry], packs, None, &form(&format::TEXT, &templates));
        check_reply(&format!("check of {}", change.1), &reply);
        assert_ne!(reply.exit, Exit::Fine, "{}", change.1);
    }
}

#[test]
fn what_changed_has_none() {
    let (before, after) = (
        folder("tender"),
        with(
            folder("tender"),
            "tender.yaml",
            &[("UPD-1.update_years: 10", "UPD-1.update_years: 12"), ("quantity: 48", "quantity: 60")],
        ),
    );
    let ((old, digest), (new, _)) = (pack(&before), pack(&after));
    let bids = declarations(&digest);
    let worse = with(bids.clone(), "voltline.yaml", &[("days_kept: 60", "days_kept: 6")]);
    let templates = Memory::default();
    let library = folder("requirements");
    let other = with(
        folder("requirements"),
        "metering/MET-2.md",
        &[("substantial: should", "substantial: shall"), ("at-least: 7", "at-least: 10")],
    );
    for format in diff::formats() {
        let wanted = Wanted { form: form(format, &templates), fail_on: None, words: Words::English };
        let of = |reply: Reply, what: &str| {
            let shown = check_reply(&format!("{what} in {}", format.name), &reply);
            assert_eq!(reply.exit, Exit::Fine, "{shown}");
        };
        let entries = [entry(&bids, "voltline.yaml"), entry(&bids, "ampere.yaml")];
        of(
            diff::declarations(&entries[0], &entry(&worse, "voltline.yaml"), &old, &wanted),
            "diff of declarations",
        );
        let sides = (Named { folder: &old, name: "old" }, Named { folder: &new, name: "new" });
        of(diff::packs(sides.0, sides.1, &Of::Changes(&entries), &wanted), "diff of packs");
        of(diff::packs(sides.0, sides.1, &Of::Notice, &wanted), "the notice");
        let sides = (Named { folder: &library, name: "old" }, Named { folder: &other, name: "new" });
        of(diff::libraries(sides.0, sides.1, &wanted), "diff of libraries");
    }
}

#[test]
fn explanations_and_coverage_have_none() {
    let (library, tender) = (folder("requirements"), folder("tender"));
    let ids = ["ACC-1", "ACC-2", "LIM-1", "MET-1", "MET-2", "UPD-1", "UPD-2", "1.1", "no-such"];
    for what in ids.into_iter().chain(VOCABULARIES) {
        for tender in [None, Some(&tender as &dyn World)] {
            check_reply(
                &format!("explain {what}"),
                &explain::explain(&library, &Question { what, tender, lot: None }, Words::English),
            );
        }
    }
    for format in coverage::formats() {
        for standard in [None, Some("charging-code-2026"), Some("charging-code")] {
            let reply =
                coverage::coverage(&library, standard, &form(format, &Memory::default()), Words::English);
            check_reply(&format!("coverage in {}", format.name), &reply);
        }
    }
    for code in codes::ALL {
        check(&format!("the page of {}", code.id), &prose(code.page, "\n"));
    }
}

#[test]
fn a_start_is_in_the_words_of_the_library() {
    let library = folder("requirements");
    let reply = new::tender(&library, "Rest areas 2028");
    let shown = check_reply("new tender", &reply);
    for part in ["Your operator", "category: fast-charger", "zone: control", "public_place: true"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let started: Memory = [("tender.yaml", reply.outputs[0].text())].into_iter().collect();
    let Compiled { written, bag, sources } = built(&library, &started);
    assert!(bag.is_empty(), "{}", text::render(&bag.sorted(), &sources, false));
    assert_eq!(written.unwrap().spec.tender.id, "rest-areas-2028");
    check_reply("new requirement", &new::requirement(&library, "ACC-9", "access"));
    check_reply("a taken id", &new::requirement(&library, "ACC-1", "access"));
    // Where nothing is known, it speaks of devices.
    check_reply("new tender of nothing", &new::tender(&Memory::default(), ""));
}

/// The names of the commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn help(of: &[String]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tenderc"));
    let output = program.args(of).arg("--help").output().unwrap();
    assert!(output.status.success(), "{of:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn help_has_none() {
    let (mut waiting, mut count) = (vec![Vec::new()], 0);
    while let Some(of) = waiting.pop() {
        let help = help(&of);
        check(&format!("the help of {of:?}"), &help);
        count += 1;
        let below = commands(&help).into_iter().filter(|name| name != "help");
        waiting.extend(below.map(|name| [of.as_slice(), &[name]].concat()));
    }
    assert!(count > 12, "{count} commands");
    let mut program = Command::new(env!("CARGO_BIN_EXE_tenderc"));
    let script = program.args(["completions", "bash"]).output().unwrap();
    check("the script of completions", &String::from_utf8(script.stdout).unwrap());
}

/// What a document or a schema could say in some other case as well.
#[test]
fn what_they_are_made_of_has_none() {
    for schema in schemas::schemas() {
        check(&schema.path, schema.text());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ["templates", "src"].iter().for_each(|name| collect(&root.join(name), &format!("{name}/"), &mut files));
    for (path, bytes) in files {
        // Fonts say nothing.
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let is_test = ["tests.rs", "/tests/", "example.rs", "fixture.rs", "cases.rs"]
            .iter()
            .any(|part| path.contains(part) || path.starts_with("src/diag/codes/"));
        if is_test {
            continue;
        }
        let text = text.split_once("\n#[cfg(test)]\nmod tests {").map_or(text.as_str(), |(text, _)| text);
        // Comments are for who reads the source.
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        check(&path, &lines.collect::<Vec<_>>().join("\n"));
    }
}
