//! What people get of a pack: each requirement once in the annex, nothing lost beside it, and nothing of the
//! buyer's own in the archive for bidders.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // these are tests of files

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tenderc::condition::Check;
use tenderc::emit::Output;
use tenderc::pack::{self, Lots, Pack, Written};
use tenderc::resolve::spec::{Requirement, Spec};
use tenderc::text::{Memory, World, unpack};

/// Every example with its pack.
fn packs() -> &'static [(String, Written)] {
    static PACKS: LazyLock<Vec<(String, Written)>> = LazyLock::new(|| {
        examples().into_iter().map(|example| (example.clone(), compiled(&example))).collect()
    });
    &PACKS
}

/// A tender, compiled by the library of this repository.
fn compiled(tender: &str) -> Written {
    let made = tenderc::desk::compile::compile(&folder("requirements"), &folder(tender), &Memory::default());
    made.written.unwrap_or_else(|| panic!("{tender} is not compiled: {:?}", made.bag))
}

fn folder(path: &str) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.into_iter().collect()
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            collect(root, &entry, files);
        } else {
            let path = entry.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push((path, std::fs::read(&entry).unwrap()));
        }
    }
}

/// The examples that are answered, by the paths of their folders.
fn examples() -> Vec<String> {
    let folders = std::fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.join("declarations").is_dir()).collect();
    folders.sort();
    folders.iter().map(|path| path.to_str().unwrap().to_owned()).collect()
}

fn output<'w>(written: &'w Written, path: &str) -> &'w Output {
    written.outputs.iter().find(|output| output.path == path).unwrap_or_else(|| panic!("there is no {path}"))
}

/// A text without what Markdown and HTML put around its words.
fn plain(text: &str) -> String {
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text: String = text.chars().filter(|c| !matches!(c, '\\' | '*' | '_' | '`')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every requirement of a tender as the first lot that has it reads it.
fn requirements(spec: &Spec) -> Vec<&Requirement> {
    let mut seen = BTreeSet::new();
    let all = spec.lots.iter().flat_map(|lot| &lot.requirements);
    all.filter(|requirement| seen.insert(requirement.id.as_str())).collect()
}

#[test]
fn the_annex_states_each_requirement_once() {
    for (example, written) in packs() {
        let annex = plain(output(written, "annex.md").text());
        for requirement in requirements(&written.spec) {
            let (id, title) = (&requirement.id, plain(&requirement.title));
            let row = format!("{id} | {title}. {}", plain(&requirement.statement));
            assert_eq!(annex.matches(&row).count(), 1, "{example}: {row}");
            let statement = plain(&requirement.statement);
            assert_eq!(annex.matches(&statement).count(), 1, "{example}: {id} is stated again: {statement}");
        }
        // What is accepted stands in the questionnaires, why in the explanations.
        for elsewhere in ["## Rationale", "Verified by", "| Question |", "{#"] {
            assert!(!output(written, "annex.md").text().contains(elsewhere), "{example}: {elsewhere}");
        }
    }
}

#[test]
fn every_question_stands_in_the_questionnaire_in_words() {
    for (example, written) in packs() {
        for lot in &written.spec.lots {
            let text = output(written, &format!("{}/questionnaire.md", lot.id)).text();
            let questionnaire = plain(text);
            for requirement in &lot.requirements {
                let head = format!("{} {}", requirement.id, plain(&requirement.title));
                assert!(questionnaire.contains(&head), "{example}: {head}");
                for question in &requirement.questions {
                    for words in [&question.ask, &question.help] {
                        assert!(questionnaire.contains(&plain(words)), "{example}: {words}");
                    }
                    assert!(text.contains(&format!("`{}`", question.id)), "{example}: {}", question.id);
                    for pattern in question.accept.iter().flat_map(patterns) {
                        assert!(!text.contains(pattern), "{example}: {} accepts {pattern}", question.id);
                    }
                }
            }
            for fact in lot.facts.iter().filter(|fact| fact.asked) {
                assert!(questionnaire.contains(&plain(&fact.ask)), "{example}: {}", fact.ask);
            }
        }
    }
}

/// The regular expressions in what is accepted.
fn patterns(check: &Check) -> Vec<&str> {
    match check {
        Check::Matches(pattern) => vec![pattern],
        Check::All(parts) | Check::Any(parts) => parts.iter().flat_map(patterns).collect(),
        Check::Not(inner) => patterns(inner),
        _ => Vec::new(),
    }
}

#[test]
fn reasons_stand_in_the_explanations() {
    let (_, written) = &packs()[packs().len() - 1];
    let explanations = plain(output(written, "explanations.html").text());
    let words = |text: &str| plain(text).split(' ').take(8).collect::<Vec<_>>().join(" ");
    for requirement in requirements(&written.spec) {
        for text in [&requirement.rationale, &requirement.verification] {
            assert!(explanations.contains(&words(text)), "{}: {}", requirement.id, words(text));
        }
        for entry in requirement.citations.iter().flat_map(|citation| &citation.entries) {
            assert!(explanations.contains(&plain(&entry.id)), "{} cites {}", requirement.id, entry.id);
        }
    }
}

/// All that a bidder can read: the files of the archive, and the parts of documents for Word and of workbooks.
fn readable(archive: &Memory) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for path in archive.list().unwrap() {
        let bytes = archive.bytes(&path, u64::MAX).unwrap();
        if path.ends_with(".docx") || path.ends_with(".xlsx") {
            let parts = unpack(bytes).unwrap();
            for part in parts.list().unwrap().into_iter().filter(|part| part.ends_with(".xml")) {
                texts.push((format!("{path}/{part}"), parts.read(&part).unwrap()));
            }
        } else {
            texts.push((path, String::from_utf8(bytes).unwrap()));
        }
    }
    texts
}

#[test]
fn bidders_get_nothing_of_the_buyers_own() {
    for (example, written) in packs() {
        let archive = unpack(written.archive.bytes.clone()).unwrap();
        let texts = readable(&archive);
        assert!(texts.len() > 10, "{example}");
        let lots = &written.spec.lots;
        let waived = lots.iter().flat_map(|lot| &lot.waived);
        let reasons: Vec<String> =
            waived.map(|waived| waived.say(tenderc::words::Words::English, &lots[0])).collect();
        let left_out = lots.iter().flat_map(|lot| lot.dropped.iter().chain(&lot.waived));
        let asked = |id: &str| lots.iter().any(|lot| lot.requirement(id).is_some());
        let titles: Vec<&str> =
            left_out.filter(|one| !asked(&one.id)).map(|one| one.title.as_str()).collect();
        let map = &written.spec.map;
        let title = |id: &String| map.nodes.iter().find(|node| node.id == *id).unwrap().title.as_str();
        let routes = map.routes.iter().filter(|route| route.len() > 1);
        let routes = routes.map(|route| route.iter().map(title).collect::<Vec<_>>().join(" → "));
        let own: Vec<String> =
            titles.into_iter().map(str::to_owned).chain(routes).chain(reasons.clone()).collect();
        let own: Vec<String> = own.iter().map(|text| regex::escape(&plain(text))).collect();
        assert!(own.len() > 20, "{example}: there is nothing to look for");
        let own = regex::Regex::new(&own.join("|")).unwrap();
        for (path, text) in &texts {
            assert!(!path.contains("internal"), "{example}: {path}");
            let text = plain(text);
            let found = own.find(&text).map(|found| found.as_str());
            assert_eq!(found, None, "{example}: {path} has what is the buyer's own");
        }
        let own = output(written, "internal/internal.md").text();
        for reason in &reasons {
            assert!(plain(own).contains(&plain(reason)), "{example}: the buyer's own pages lack {reason}");
        }
    }
}

#[test]
fn the_archive_is_the_pack_and_platforms_take_it() {
    let (example, written) = &packs()[0];
    assert_eq!(written.archive, compiled(example).archive, "{example}");
    for (example, written) in packs() {
        let megabytes = written.archive.bytes.len() as f64 / 1_000_000.0;
        let lots = written.spec.lots.len() as f64;
        assert!(megabytes / lots * 5.0 < 20.0, "{example}: {megabytes} MB for {lots} lots");

        let archive = pack::archive::pack(written.archive.bytes.clone()).unwrap();
        let opened = pack::open(&archive, Lots::All).unwrap();
        let folder: Memory =
            written.outputs.iter().map(|output| (output.path.clone(), output.bytes.clone())).collect();
        let whole = pack::open(&folder, Lots::All).unwrap();
        assert_eq!((opened.whole, whole.whole), (false, true));
        assert_eq!(opened.spec.pack, written.spec.pack);
        assert_eq!(whole.spec, written.spec, "{example}: what was written is not what is read");
        assert_eq!(Pack::published(whole).spec, opened.spec, "{example}");

        let names = written.outputs.iter().map(|output| output.path.as_str());
        for name in names.flat_map(|path| path.split('/')).chain([written.archive.path.as_str()]) {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
            assert!(name.len() <= 60 && name.chars().all(allowed), "{name}");
            assert!(name.matches('.').count() <= 2, "{name}");
        }
    }
}

/// The copy of a bidder judges as the pack of the buyer does, and names the same edition.
#[test]
fn a_bid_is_judged_by_the_archive_as_by_the_folder() {
    let out = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_tenderc")).args(arguments).output().unwrap();
        (program.status.code(), String::from_utf8(program.stdout).unwrap())
    };
    let folder = out.path().to_str().unwrap();
    assert_eq!(run(&["build", "examples/smart-ward", "--out", folder]).0, Some(0));
    let mut made: Vec<PathBuf> =
        std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    made.sort();
    let [pack, archive] = made.as_slice() else { panic!("{made:?}") };
    assert!(archive.extension().is_some_and(|extension| extension == "zip"), "{archive:?}");
    let bid = "examples/smart-ward/declarations/borealis-drip.json";
    let judged = |pack: &Path| run(&["check", bid, "--format", "json", "--pack", pack.to_str().unwrap()]);
    let (by_folder, by_archive) = (judged(pack), judged(archive));
    assert_eq!(by_folder.0, Some(1));
    assert_eq!(by_folder, by_archive);
}
