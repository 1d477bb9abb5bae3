//! The house rules that a compiler does not keep, each as a table or a list of words.
//!
//! Reads the sources as text. What is refused, is refused with its place and with what to do instead.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // a test of files reads files

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The rows of modules, lowest first. A module may name modules of lower rows only: never one of
/// its own row, never one of a higher.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["words", "diag"],
    &["syntax", "condition"],
    &["model"],
    &["library", "tender", "declaration"],
    &["resolve", "coverage"],
    &["document", "schema", "form"],
    &["emit", "draft"],
    &["pack"],
    &["check", "evidence", "reuse", "import"],
    &["judgement"],
    &["standing"],
    &["report"],
    &["diff", "compare"],
    &["letters"],
    &["desk"],
    &["cli"],
];

/// Macros, which are named as if they stood at the root, with the module that each belongs to.
const MACROS: &[(&str, &str)] = &[("say", "words")];

/// Arrows within a row, each with its reason.
const ALLOWED: &[(&str, &str, &str)] =
    &[("tender", "library", "a tender adds requirements of its own, read as those of a library are")];

/// Files that derive serde traits, and what makes them a format: a file, or a folder with `/`.
const FORMATS: &[(&str, &str)] = &[
    ("judgement/wire.rs", "judgements as people write them"),
    ("library/wire.rs", "a library as people write it"),
    ("tender/wire.rs", "a tender as people write it"),
    ("pack/wire.rs", "spec.json and lot.json of the pack"),
    ("resolve/spec.rs", "what spec.json and lot.json of the pack are made of"),
    ("resolve/spec/", "what spec.json of the pack is made of"),
    ("resolve/imports.rs", "what forms say of questions, in lot.json of the pack"),
    ("pack/manifest.rs", "manifest.json of the pack"),
    ("pack/internal.rs", "internal.json of the pack"),
    ("condition/", "conditions and values, as they stand in spec.json"),
    ("model/notice.rs", "the words of a notice that tender and spec.json share"),
    ("model/vocabulary.rs", "the words that requirement, tender and spec.json share"),
    ("document/view/", "what templates can name"),
    ("diff/amendment/", "what the template of an amendment can name"),
    ("report/view/", "what templates can name"),
    ("diff/changelog.rs", "what the template of a list of changes can name"),
    ("compare/view.rs", "what the template of a comparison can name"),
    ("letters/view/", "what the templates of a committee's documents can name"),
    ("diff/view.rs", "what the template of a comparison can name"),
    ("compare/render/json.rs", "comparisons for programs"),
    ("diag/render/json.rs", "diagnostics for programs"),
    ("diff/render/json.rs", "changes for programs"),
    ("report/render/json.rs", "reports of bids for programs"),
    ("report/render/line.rs", "reports and verdicts as lines for programs"),
    ("coverage/", "the report of `coverage`"),
];

/// What no source may name, outside tests; where it may all the same; what to do instead.
const WORDS: &[(&str, &[&str], &str)] = &[
    ("std::fs", &["cli/disk.rs"], "take a `World`; only `cli/disk.rs` touches the disk"),
    ("std::env", &["cli/"], "take the value as an argument; only `cli` reads the environment"),
    ("std::net", &[], "nothing here reaches the network"),
    ("std::process::Command", &[], "nothing here starts other programs"),
    ("SystemTime", &["cli/"], "take a date; only `cli` reads the clock"),
    ("Instant::now", &["cli/"], "take a date; only `cli` reads the clock"),
    ("Zoned::now", &["cli/"], "take a date; only `cli` reads the clock"),
    ("Timestamp::now", &["cli/"], "take a date; only `cli` reads the clock"),
    ("std::os::", &[], "write what works on every system"),
    ("HashMap", &[], "use `BTreeMap` or `IndexMap`: the order of outputs must not depend on a hash"),
    ("HashSet", &[], "use `BTreeSet` or `IndexSet`: the order of outputs must not depend on a hash"),
    (".unwrap()", &[], "use `?`, `get`, or a value to go on with: no input may cause a panic"),
    ("panic!", &[], "report a diagnostic: no input may cause a panic"),
    ("unreachable!", &[], "let the types say so, or go on with a value: no input may cause a panic"),
    ("todo!", &[], "finish it, or leave it out"),
    ("unimplemented!", &[], "finish it, or leave it out"),
    ("println!", &[], "use `cli/terminal.rs`: only it writes to the terminal"),
    ("crate::{", &[], "write one path a line: `use crate::a::b;`"),
    ("macro_use", &[], "import a macro by its name"),
    ("super::super", &[], "name the module from the root: `use crate::a::b;`"),
];

/// What no tracked file may contain, in two parts so that this file does not.
const PRIVATE: &[(&str, &str, &str)] = &[
    ("/wo", "rk/", "a path of one machine"),
    ("/ho", "me/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("/tm", "p/", "a path of one machine: use a temporary folder of the test"),
    ("C:\\", "Users", "a path of one machine"),
    ("registry.", "npmjs", "a host of a registry"),
    ("pypi.", "org", "a host of a registry"),
    ("pythonhosted.", "org", "a host of a registry"),
    ("static.", "crates.io", "a host of a registry"),
    ("index.", "crates.io", "a host of a registry"),
    ("deb.", "debian.org", "a host of a registry"),
    ("\"resol", "ved\":", "a host of a registry: `npm install --omit-lockfile-registry-resolved`"),
];

const MOST_LINES: usize = 500;

struct File {
    /// Path below `src/`, with `/`.
    path: String,
    text: String,
    /// Compiled for tests only.
    test: bool,
}

impl File {
    /// The module that the file belongs to; nothing for the roots of the crates.
    fn module(&self) -> Option<&str> {
        let module = self.path.split('/').next()?;
        let module = module.strip_suffix(".rs").unwrap_or(module);
        (!["lib", "main"].contains(&module)).then_some(module)
    }

    /// The lines of the program with their numbers: without tests, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.find("\n#[cfg(test)]\nmod tests {").map_or(self.text.len(), |at| at + 1);
        let program = if self.test { "" } else { &self.text[..tests] };
        let lines = program.lines().enumerate();
        lines.map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
    }
}

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    collect(Path::new("src"), "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let tests = test_modules(&files);
    for file in &mut files {
        file.test =
            tests.iter().any(|of| file.path == *of || (of.ends_with('/') && file.path.starts_with(of)));
    }
    assert!(files.len() > 50, "the sources were not found: run the test from the root of the project");
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).unwrap();
            files.push(File { path: format!("{prefix}{name}"), text, test: false });
        }
    }
}

/// The files whose `mod` stands under `#[cfg(test)]`.
fn test_modules(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let folder = match file.path.strip_suffix("mod.rs") {
            Some(folder) => folder.to_owned(),
            None => file.path.strip_suffix(".rs").unwrap().to_owned() + "/",
        };
        let lines: Vec<&str> = file.text.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]") {
            if let Some(name) = pair[1].rsplit("mod ").next().and_then(|name| name.strip_suffix(';')) {
                // A module of tests with modules of its own stands in a folder of its name.
                found.push(format!("{folder}{name}.rs"));
                found.push(format!("{folder}{name}/"));
            }
        }
    }
    found
}

/// Fails with all faults, one a line.
fn check(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}\n{}", faults.join("\n"));
}

/// The modules at the root of the crate that a line of a file names, by `crate::`, by `$crate::`, or by `super::` from
/// a module that stands right below the root.
fn named_modules<'a>(file: &File, code: &'a str) -> Vec<&'a str> {
    let below_root =
        !file.path.contains('/') || file.path.matches('/').count() == 1 && file.path.ends_with("/mod.rs");
    let prefixes: &[&str] = if below_root { &["crate::", "super::"] } else { &["crate::"] };
    let mut found = Vec::new();
    for prefix in prefixes {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                // Several at once; what stands between braces of its own is below what stands before them.
                Some(group) => {
                    let mut depth = 0;
                    for part in group.split_inclusive([',', '{', '}']) {
                        let name = part.trim().split("::").next().unwrap_or_default();
                        let name = name.trim_end_matches([',', '{', '}']).trim();
                        if depth == 0 && !name.is_empty() {
                            found.push(name.split_whitespace().next().unwrap_or_default());
                        }
                        depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
                    }
                }
                None => {
                    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                    found.push(&rest[..end]);
                }
            }
        }
    }
    found
}

#[test]
fn named_modules_are_found() {
    let check = |path: &str, code: &str, expected: &[&str]| {
        let file = File { path: path.to_owned(), text: String::new(), test: false };
        assert_eq!(named_modules(&file, code), expected, "{path}: {code}");
    };
    check("check/mod.rs", "use super::cli as sneaked;", &["cli"]);
    check("check/given.rs", "use super::outcome::Reason;", &[]);
    check("check/given.rs", "let a = crate::cli::main();", &["cli"]);
    check("check/mod.rs", "use super::{cli::{self, disk}, text};", &["cli", "text"]);
    check("words/mod.rs", "$crate::words::FluentArgs::new()", &["words"]);
}

#[test]
fn modules_name_lower_rows_only() {
    let row: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(at, row)| row.iter().map(move |module| (*module, at))).collect();
    let mut faults = Vec::new();
    for file in sources() {
        let Some(module) = file.module() else { continue };
        let Some(own) = row.get(module) else {
            faults.push(format!("src/{}: give `{module}` a row in the table of layers", file.path));
            continue;
        };
        for (line, code) in file.code() {
            for named in named_modules(&file, code) {
                let named =
                    MACROS.iter().find(|(name, _)| *name == named).map_or(named, |(_, module)| *module);
                let lower = row.get(named).is_some_and(|other| other < own);
                let listed = ALLOWED.iter().any(|(from, to, _)| *from == module && *to == named);
                if named != module && !lower && !listed {
                    let place = format!("src/{}:{line}", file.path);
                    faults.push(format!(
                        "{place}: `{module}` may not name `{named}`: move what both need down"
                    ));
                }
            }
            if ["crate as ", "super as ", "crate::*", "#[macro_export]"]
                .iter()
                .any(|word| code.contains(word))
                && !MACROS.iter().any(|(_, module)| module == &file.module().unwrap_or_default())
            {
                faults.push(format!("src/{}:{line}: name modules by their own names", file.path));
            }
        }
    }
    check("a module names modules of lower rows only", faults);
}

#[test]
fn every_module_says_what_it_is() {
    let files = sources();
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    let silent =
        silent.map(|file| format!("src/{}: start it with `//! What it turns into what.`", file.path));
    check("every module has a doc", silent.collect());
}

#[test]
fn files_are_short() {
    let files = sources();
    let long = files.iter().filter(|file| file.text.lines().count() > MOST_LINES);
    let long = long.map(|file| {
        format!("src/{}: {} lines: split it by what it does", file.path, file.text.lines().count())
    });
    check(&format!("no file is longer than {MOST_LINES} lines"), long.collect());
}

#[test]
fn some_words_have_their_place() {
    let mut faults = Vec::new();
    for file in sources() {
        for (line, code) in file.code() {
            for (word, places, instead) in WORDS {
                if code.contains(word) && !places.iter().any(|place| file.path.starts_with(place)) {
                    faults.push(format!("src/{}:{line}: `{word}`: {instead}", file.path));
                }
            }
        }
    }
    check("some words have their place", faults);
}

#[test]
fn formats_are_few_and_known() {
    let mut faults = Vec::new();
    for file in sources() {
        if is_format(&file.path) {
            continue;
        }
        for line in derivations(&file) {
            let place = format!("src/{}:{line}", file.path);
            faults.push(format!("{place}: derive it in a file of a format (see `FORMATS`), and convert"));
        }
    }
    check("only formats derive serde traits", faults);
}

/// Whether a file is one of a format: of a folder, or by its whole path. An ending would let in what it does not
/// name.
fn is_format(path: &str) -> bool {
    FORMATS.iter().any(|(place, _)| path == *place || place.ends_with('/') && path.starts_with(place))
}

/// The lines on which the traits of a format are derived, or get another name to be derived by.
fn derivations(file: &File) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut within = false;
    for (line, code) in file.code() {
        let opened = code.contains("derive(") || code.contains("cfg_attr(");
        let traits = ["Serialize", "Deserialize", "JsonSchema"];
        let renamed = traits.iter().any(|of| code.contains(&format!("{of} as ")));
        if (within || opened || renamed) && traits.iter().any(|of| code.contains(of)) {
            lines.push(line);
        }
        within = (within || opened) && !code.contains(")]");
    }
    lines
}

#[test]
fn derivations_are_found() {
    let check = |code: &str, expected: &[usize]| {
        let file = File { path: "document/map/wire.rs".to_owned(), text: code.to_owned(), test: false };
        assert_eq!(derivations(&file), expected, "{code}");
    };
    check("#[derive(serde::Serialize)] pub struct X;", &[1]);
    check("#[derive(\n    Clone,\n    Serialize,\n)]\npub struct X;", &[3]);
    check("use serde::Serialize as Written;\n#[derive(Written)]\npub struct X;", &[1]);
    check("#[cfg_attr(all(), derive(JsonSchema))]\npub struct X;", &[1]);
    check("#[derive(Clone)]\npub struct X;\nuse serde::Serialize;\nfn f(x: &impl Serialize) {}", &[]);
}

#[test]
fn an_ending_makes_no_format() {
    let check = |path: &str, expected: bool| assert_eq!(is_format(path), expected, "{path}");
    check("library/wire.rs", true);
    check("document/map/wire.rs", false);
    check("coverage/mod.rs", true);
    check("coverage.rs", false);
}

#[test]
fn tables_name_what_there_is() {
    let files = sources();
    let is = |place: &str| {
        files.iter().any(|file| file.path == place || place.ends_with('/') && file.path.starts_with(place))
    };
    let stale = FORMATS.iter().filter(|(place, _)| !is(place));
    let stale =
        stale.map(|(place, _)| format!("nothing is at `{place}`: take it out of the table of formats"));
    check("the tables are up to date", stale.collect());
}

#[test]
fn tracked_files_name_no_machine() {
    let listed = Command::new("git").args(["ls-files", "-z"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let mut faults = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let Ok(text) = fs::read_to_string(path) else { continue };
        for (line, text) in text.lines().enumerate() {
            for (start, end, what) in PRIVATE {
                if text.contains(&format!("{start}{end}")) {
                    faults.push(format!("{path}:{}: {what}", line + 1));
                }
            }
        }
    }
    assert!(!listed.is_empty(), "git lists no files: run the test in a clone of the project");
    check("no file names a machine or a registry", faults);
}
