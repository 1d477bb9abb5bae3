//! What people read stands in the table of messages and in the templates, and nowhere else.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)] // a test of files reads files

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Where texts are words of diagnostics, which stay where the fault is found: a path or the start of one.
const DIAGNOSTICS: &[&str] = &[
    "text/",
    "diag/",
    "syntax/",
    "condition/parse.rs",
    "condition/unit.rs",
    "condition/value.rs",
    "condition/pattern.rs",
    "library/",
    "tender/",
    "declaration/",
    "resolve/",
    "check/faults.rs",
    "check/head.rs",
    "check/pack.rs",
    "check/wrong.rs",
    "judgement/load.rs",
    "cli/",
];

/// Texts that nobody reads as a sentence, each with what it is.
const TERMS: &[(&str, &str)] = &[];

/// Files whose texts are still to be moved into the table.
const PENDING: &[&str] = &[
    "check/missed.rs",
    "check/mod.rs",
    "check/outcome.rs",
    "compare/answer.rs",
    "compare/bid.rs",
    "compare/marks/copied.rs",
    "compare/marks/evidence.rs",
    "compare/marks/far.rs",
    "compare/marks/mod.rs",
    "compare/page/matrix.rs",
    "compare/page/mod.rs",
    "compare/page/summary.rs",
    "compare/render/csv.rs",
    "compare/render/mod.rs",
    "compare/render/text.rs",
    "compare/view.rs",
    "coverage/mod.rs",
    "diff/amendment/entries.rs",
    "diff/amendment/mod.rs",
    "diff/amendment/todo.rs",
    "diff/carried.rs",
    "diff/change.rs",
    "diff/changelog.rs",
    "diff/declarations/answers.rs",
    "diff/declarations/evidence.rs",
    "diff/declarations/mod.rs",
    "diff/declarations/words.rs",
    "diff/level.rs",
    "diff/libraries/mod.rs",
    "diff/libraries/requirement.rs",
    "diff/libraries/vocabulary.rs",
    "diff/packs/carry.rs",
    "diff/packs/causes.rs",
    "diff/packs/lots.rs",
    "diff/packs/mod.rs",
    "diff/packs/network.rs",
    "diff/render/carried.rs",
    "diff/render/comment.rs",
    "diff/render/mod.rs",
    "diff/render/text.rs",
    "diff/requirements/questions.rs",
    "diff/requirements/words.rs",
    "diff/rules.rs",
    "diff/view.rs",
    "document/map/draw.rs",
    "document/map/plan.rs",
    "document/mod.rs",
    "document/template.rs",
    "document/view/lot.rs",
    "document/view/network.rs",
    "document/view/wording.rs",
    "emit/blank.rs",
    "emit/comment.rs",
    "emit/html.rs",
    "evidence/content/document.rs",
    "evidence/content/mod.rs",
    "evidence/content/sbom/device.rs",
    "evidence/content/sbom/json.rs",
    "evidence/content/sbom/minimum.rs",
    "evidence/content/sbom/mod.rs",
    "evidence/content/sbom/schema.rs",
    "evidence/exhibit.rs",
    "evidence/files.rs",
    "evidence/listed.rs",
    "evidence/mod.rs",
    "judgement/write.rs",
    "report/figure.rs",
    "report/mod.rs",
    "report/render/comment.rs",
    "report/render/review.rs",
    "report/render/sarif.rs",
    "report/render/text.rs",
    "report/render/text/evidence.rs",
    "report/view/requirement.rs",
    "schema/mod.rs",
    "schema/requirement.rs",
    "schema/shape.rs",
];

/// The program's sources without their tests, by path below `src/`.
fn sources() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(Path::new("src"), "", &mut files);
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| {
            let folder = match path.strip_suffix("mod.rs") {
                Some(folder) => folder.to_owned(),
                None => path.strip_suffix(".rs").unwrap().to_owned() + "/",
            };
            let lines: Vec<&str> = text.lines().collect();
            let named = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
                pair[1].rsplit("mod ").next().and_then(|name| name.strip_suffix(';')).map(str::to_owned)
            });
            named.map(|name| format!("{folder}{name}")).collect::<Vec<_>>()
        })
        .collect();
    files.retain(|path, _| {
        !tests.iter().any(|test| path == &format!("{test}.rs") || path.starts_with(&format!("{test}/")))
    });
    for text in files.values_mut() {
        if let Some(at) = text.find("\n#[cfg(test)]\nmod tests {") {
            text.truncate(at);
        }
    }
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".rs") {
            files.insert(format!("{prefix}{name}"), fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// The literals of a text of Rust, with their lines; comments and attributes have none.
fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = text;
    let mut start_of_line = true;
    while let Some(c) = rest.chars().next() {
        if start_of_line {
            let trimmed = rest.trim_start_matches([' ', '\t']);
            if trimmed.starts_with("//") || trimmed.starts_with("#[") {
                let end = rest.find('\n').unwrap_or(rest.len());
                rest = &rest[end..];
                start_of_line = false;
                continue;
            }
        }
        start_of_line = c == '\n';
        match c {
            '\n' => line += 1,
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '\'' => {
                // A character such as '"' or '\''; a lifetime has no closing quote so near.
                let near: String = rest.chars().take(4).collect();
                let width = if near.starts_with("'\\") { 4 } else { 3 };
                if rest.chars().nth(width - 1) == Some('\'') {
                    rest = &rest[rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at)..];
                    continue;
                }
            }
            'r' if rest.starts_with("r\"") || rest.starts_with("r#\"") => {
                let (open, close) = if rest.starts_with("r#") { (3, "\"#") } else { (2, "\"") };
                let end = rest[open..].find(close).map_or(rest.len(), |at| open + at);
                found.push((line, rest[open..end].to_owned()));
                line += rest[..end].matches('\n').count();
                rest = &rest[(end + close.len()).min(rest.len())..];
                continue;
            }
            '"' => {
                let mut end = 1;
                let bytes = rest.as_bytes();
                while end < bytes.len() && bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                found.push((line, rest[1..end.min(rest.len())].to_owned()));
                line += rest[..end.min(rest.len())].matches('\n').count();
                rest = &rest[(end + 1).min(rest.len())..];
                continue;
            }
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    found
}

/// Whether people would read it: two words side by side, or one that begins with a capital.
fn is_prose(literal: &str) -> bool {
    let text = regex::Regex::new(r"\{[^{}]*\}|\\.").unwrap().replace_all(literal, "·").into_owned();
    // What stands in tags and in the language of style sheets is for browsers.
    let text = regex::Regex::new(r"<[^<>]*>?").unwrap().replace_all(&text, "·").into_owned();
    regex::Regex::new(r"[A-Za-z]{2,},? [a-z]{2,}|[a-z]{2,} ·|· [a-z]{2,}|^[A-Z][a-z]{3,}( |$)")
        .unwrap()
        .is_match(&text)
}

#[test]
fn what_people_read_stands_in_the_table() {
    let known: BTreeSet<&str> = TERMS.iter().map(|(text, _)| *text).collect();
    let mut faults = Vec::new();
    let mut clean: BTreeSet<&str> = PENDING.iter().copied().collect();
    for (path, text) in sources() {
        if path.starts_with("words/") || DIAGNOSTICS.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        for (line, literal) in literals(&text) {
            if !is_prose(&literal) || known.contains(literal.as_str()) {
                continue;
            }
            if PENDING.contains(&path.as_str()) {
                clean.remove(path.as_str());
                continue;
            }
            faults.push(format!("src/{path}:{line}: \"{literal}\": say it by a message of `src/words/`"));
        }
    }
    faults.extend(clean.iter().map(|path| format!("src/{path} has none any more: take it off the list")));
    assert!(faults.is_empty(), "{} texts stand outside the table\n{}", faults.len(), faults.join("\n"));
}

/// The messages of the table with the arguments that each takes.
fn messages() -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir("src/words/en").unwrap().map(Result::unwrap) {
        let text = fs::read_to_string(entry.path()).unwrap();
        let resource = fluent_syntax::parser::parse(text.as_str())
            .unwrap_or_else(|(_, faults)| panic!("{}: {faults:?}", entry.path().display()));
        for message in &resource.body {
            if let Entry::Message(message) = message {
                let mut arguments = BTreeSet::new();
                message.value.iter().for_each(|pattern| of_pattern(pattern, &mut arguments));
                let name = message.id.name.to_owned();
                assert!(found.insert(name.clone(), arguments).is_none(), "`{name}` stands there twice");
            }
        }
    }
    found
}

fn of_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => of_inline(inline, found),
            Expression::Select { selector, variants } => {
                of_inline(selector, found);
                variants.iter().for_each(|variant| of_pattern(&variant.value, found));
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        found.insert(id.name.to_owned());
    }
}

/// The code and the table name the same messages, with the same arguments.
#[test]
fn code_and_table_name_the_same_messages() {
    let messages = messages();
    let call = regex::Regex::new(
        r#"say!\(\s*[^,;"]+,\s*"([a-z0-9-]+)"((?:[^()"]|\([^()]*(?:\([^()]*\)[^()]*)*\)|"[^"]*")*)\)"#,
    )
    .unwrap();
    let argument = regex::Regex::new(r"(?:^|,)\s*([a-z_]+)\s*=[^=>]").unwrap();
    let mut faults = Vec::new();
    let mut named = BTreeSet::new();
    for (path, text) in sources() {
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for found in call.captures_iter(&text) {
            let name = &found[1];
            let Some(takes) = messages.get(name) else {
                faults.push(format!("src/{path}: the table has no `{name}`"));
                continue;
            };
            let given: BTreeSet<String> =
                argument.captures_iter(&found[2]).map(|found| found[1].to_owned()).collect();
            if *takes != given {
                faults.push(format!("src/{path}: `{name}` takes {takes:?} and is given {given:?}"));
            }
        }
        for (_, literal) in literals(&text) {
            let open = literal.split_once('{').filter(|(start, _)| start.ends_with('-'));
            // A name that ends in a word of the program, such as `verdict-{word}`, stands for all of its start.
            match open {
                Some((start, _)) => {
                    named.extend(messages.keys().filter(|name| name.starts_with(start)).cloned())
                }
                None if messages.contains_key(&literal) => drop(named.insert(literal)),
                None => {}
            }
        }
    }
    let idle = messages.keys().filter(|name| !named.contains(*name));
    faults.extend(idle.map(|name| format!("src/words/en: nothing says `{name}`")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
