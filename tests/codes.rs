//! Every code has a page, and every page is true: its faulty example gives exactly the text
//! shown, with that code in it, and its mended example gives nothing.
//!
//! `UPDATE=1 cargo test --test codes` writes what is shown into the pages.

// Pages and examples are files; what is not as it should be ends the test.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing)]

mod support {
    pub mod case;
    pub mod page;
}

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use support::{case, page};
use tenderc::diag::Code;
use tenderc::diag::codes::ALL;

fn path(code: &Code) -> PathBuf {
    PathBuf::from(format!("src/diag/codes/{}.md", code.id))
}

/// The codes that a text shows, each with the word of its severity.
fn codes_in(shown: &str) -> BTreeSet<(&str, &str)> {
    let heads = shown.lines().filter_map(|line| line.split_once("]: ")?.0.split_once('['));
    heads.filter(|(word, _)| matches!(*word, "error" | "warning")).collect()
}

/// What is wrong with the page of a code; brings what it shows up to date where asked to.
fn faults(code: &Code, update: bool) -> Vec<String> {
    let text = fs::read_to_string(path(code)).unwrap();
    let page = page::read(&text);
    let mut faults = Vec::new();
    let mut wrong = |fault: String| faults.push(format!("{}: {fault}", code.id));
    if page.title != format!("{} {}", code.id, code.name) {
        wrong(format!("the title is `{}`", page.title));
    }
    if page.headings != ["✗", "✓"] {
        wrong(format!("the headings are {:?}", page.headings));
        return faults;
    }
    if !code.summary().ends_with('.') || code.summary().contains(". ") {
        wrong(format!("the first paragraph is not one sentence: {}", code.summary()));
    }
    if !page.prose.trim().contains("\n\n") {
        wrong("it does not say why it matters, or how to mend it".to_owned());
    }
    if cfg!(not(unix)) && page.faulty.command.is_some() {
        return faults; // the words of the system differ
    }
    let shown = case::shown(&page.faulty);
    let own = (code.severity.word(), code.id);
    if !codes_in(&shown).contains(&own) {
        wrong(format!("the faulty example does not give {own:?} but\n{shown}"));
    }
    match &page.faulty.shown {
        Some((expected, _)) if *expected == shown => {}
        Some((_, place)) if update => {
            let mut text = text.clone();
            text.replace_range(place.clone(), &shown);
            fs::write(path(code), text).unwrap();
        }
        Some((expected, _)) => wrong(format!("the page shows\n{expected}\nthe terminal shows\n{shown}")),
        None => wrong("nothing is shown".to_owned()),
    }
    let mended = case::shown(&page.mended);
    if !mended.is_empty() {
        wrong(format!("the mended example gives\n{mended}"));
    }
    faults
}

#[test]
fn every_page_shows_what_the_terminal_shows() {
    let update = std::env::var("UPDATE").is_ok();
    let halves: Vec<_> = ALL
        .chunks(ALL.len().div_ceil(2))
        .map(|half| std::thread::spawn(move || half.iter().flat_map(|code| faults(code, update)).collect()))
        .collect();
    let faults: Vec<String> =
        halves.into_iter().flat_map(|half| -> Vec<String> { half.join().unwrap() }).collect();
    assert!(faults.is_empty(), "{}\n\n(UPDATE=1 cargo test --test codes)", faults.join("\n\n"));
}

#[test]
fn every_page_has_a_row() {
    let pages = fs::read_dir("src/diag/codes").unwrap();
    let pages: BTreeSet<String> =
        pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    let rows: BTreeSet<String> = ALL.iter().map(|code| format!("{}.md", code.id)).collect();
    assert_eq!(pages, rows);
}

#[test]
fn ids_are_unique_and_names_for_their_actor() {
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for code in ALL {
        let (letter, digits) = code.id.split_at(1);
        assert!("LTDRX".contains(letter) && digits.len() == 3, "{}", code.id);
        assert!(digits.bytes().all(|digit| digit.is_ascii_digit()), "{}", code.id);
        assert!(ids.insert(code.id), "{} stands twice", code.id);
        assert!(names.insert((letter, code.name)), "{}: {} stands twice", code.id, code.name);
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(code.name.chars().all(kebab), "{}: {}", code.id, code.name);
    }
}
