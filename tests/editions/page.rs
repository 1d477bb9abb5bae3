//! Pages of cases: a heading, the lines of the base that change, and what is found.
//!
//! `UPDATE=1 cargo test --test editions` writes what is found into the pages; read the difference.

use std::fs;

use crate::base::{Edit, Files, edited};

/// One case.
pub struct Case {
    pub title: String,
    pub edits: Vec<Edit>,
    pub expected: String,
}

impl Case {
    /// The files of the base with the edits of the case.
    pub fn files(&self) -> Files {
        edited(&self.edits)
    }
}

/// The cases of a page.
pub fn cases(path: &str) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let mut cases = Vec::new();
    for part in text.split("\n### ").skip(1) {
        let title = part.lines().next().unwrap().to_owned();
        let (mut edits, mut expected) = (Vec::new(), None);
        for (head, block) in blocks(part) {
            match head.split_once(' ') {
                Some(("diff", path)) => edits.push(diff(path, &block)),
                Some(("file", path)) => {
                    edits.push(Edit { path: path.to_owned(), from: String::new(), to: block })
                }
                None if head == "text" => expected = Some(block.trim_end().to_owned()),
                _ => panic!("{title}: what is `{head}`?"),
            }
        }
        assert!(!edits.is_empty(), "{title} changes nothing");
        cases.push(Case {
            expected: expected.unwrap_or_else(|| panic!("{title} expects nothing")),
            title,
            edits,
        });
    }
    cases
}

/// The fenced blocks with what stands behind their fences.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(head) = line.strip_prefix("~~~") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "~~~").collect();
            found.push((head.to_owned(), block.into_iter().map(|line| format!("{line}\n")).collect()));
        }
    }
    found
}

fn diff(path: &str, block: &str) -> Edit {
    let side = |mark: &str| -> String {
        let lines = block.lines().filter_map(|line| line.strip_prefix(mark));
        lines.map(|line| format!("{line}\n")).collect()
    };
    let context = block.lines().filter(|line| line.starts_with(' ')).count();
    assert_eq!(context, 0, "{path}: lines that stay are not needed");
    Edit { path: path.to_owned(), from: side("-"), to: side("+") }
}

/// Fails with all cases in which something else is found; or writes that down.
pub fn check(path: &str, found: impl Fn(&Case) -> String) {
    let mut text = fs::read_to_string(path).unwrap();
    let mut wrong = Vec::new();
    for case in cases(path) {
        let found = found(&case);
        if found == case.expected {
            continue;
        }
        let at = text.find(&format!("\n### {}\n", case.title)).unwrap();
        let start = at + text[at..].find("~~~text\n").unwrap() + "~~~text\n".len();
        let end = start + text[start..].find("~~~").unwrap();
        text.replace_range(start..end, &format!("{found}\n"));
        wrong.push(format!("{}\n--- found\n{found}\n--- expected\n{}\n", case.title, case.expected));
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{path}\n{}", wrong.join("\n"));
}
