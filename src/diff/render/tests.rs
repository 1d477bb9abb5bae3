//! Comparisons in all their forms, with texts of a hostile vendor.

use serde_json::{Value as Json, json};

use super::{comment, excerpt, json, text};
use crate::diff::{Change, Comparison, Kind, Level, Requirement, Side, kinds, view};
use crate::resolve::spec::Obligation;
use crate::text::Memory;
use crate::words::Words;

fn comparison(changes: Vec<Change>) -> Comparison {
    let side = |file: &str| Side { file: file.to_owned(), title: format!("Acme {file}") };
    Comparison {
        kind: Kind::Declarations,
        words: Words::English,
        about: "lot 1, Pumps".to_owned(),
        before: side("a.json"),
        after: side("b.json"),
        changes,
        carried: Vec::new(),
    }
}

fn requirement(id: &str) -> Requirement {
    Requirement {
        id: id.to_owned(),
        number: "1.1".to_owned(),
        title: "Title".to_owned(),
        obligation: Some(Obligation::Shall),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A fact with a break that follows from it, and a weaker answer.
fn changes(hostile: &str) -> Vec<Change> {
    let answer = |level| {
        let change = Change::new(&kinds::ANSWER_CHANGED).judged(level).about("charge", "How long?");
        change.from_to(some("3 hours"), some(hostile))
    };
    let broken = Change::new(&kinds::VERDICT_CHANGED).of(requirement("POW-01"));
    let broken = broken.from_to(some("met"), some("not met")).judged(Level::Breaks);
    let broken = Change { parts: vec![answer(Level::Weaker)], ..broken };
    let fact = Change::new(&kinds::FACT_CHANGED).about("battery", "Battery").from_to(some("no"), some("yes"));
    let fact = Change { follows: vec![broken], ..fact };
    let weaker = Change::new(&kinds::ANSWERS_CHANGED).of(requirement("POW-02"));
    vec![fact, weaker.made_of(vec![answer(Level::Weaker)]).note("rests on “Zone” as well")]
}

#[test]
fn text_shows_the_gravest_first() {
    let expected = "\
a.json → b.json: 1 breaks, 1 weaker, 1 changed
lot 1, Pumps
Acme a.json → Acme b.json

breaks: was in order, and falls short now
  fact `battery`: no → yes (changed)
    therefore
      POW-01 (shall)  Title: met → not met
        answer to `charge`: 3 hours → ␛[31m (weaker)

weaker: promises less than before
  POW-02 (shall)  Title
    rests on “Zone” as well
    answer to `charge`: 3 hours → ␛[31m
";
    let found = text::render(&comparison(changes("\u{1b}[31m")), false);
    assert_eq!(found, expected, "\n{found}");
    assert!(text::render(&comparison(changes("")), true).contains("\u{1b}[1;31mbreaks\u{1b}[0m"));
    let none = text::render(&comparison(Vec::new()), false);
    assert!(none.starts_with("a.json → b.json: nothing changed\n"), "{none}");
}

#[test]
fn a_comment_shows_what_is_grave() {
    let expected = "\
**1 breaks, 1 weaker, 1 changed**: a.json → b.json

lot 1, Pumps: Acme a.json → Acme b.json

| | Where | What changed |
| --- | --- | --- |
| **breaks** | **POW-01** (shall) Title | met → not met<br>answer to “How long?”: 3 hours → 2 hours (weaker)<br>because of: fact “Battery” |
| **weaker** | **POW-02** (shall) Title | rests on “Zone” as well<br>answer to “How long?”: 3 hours → 2 hours |

<details>
<summary>1 changed: says something else, neither more nor less</summary>

- fact “Battery”: no → yes

</details>
";
    let found = comment::render(&comparison(changes("2 hours")));
    assert_eq!(found, expected, "\n{found}");
    assert_eq!(comment::render(&comparison(Vec::new())), "**Nothing changed**: a.json → b.json\n");
}

#[test]
fn a_comment_is_no_place_for_markup() {
    let check = |hostile: &str, expected: &str| {
        let found = comment::render(&comparison(changes(hostile)));
        assert!(found.contains(&format!("3 hours → {expected}")), "{hostile}: {found}");
    };
    check("@team close #12 and !3", "@\u{200b}team close #\u{200b}12 and !\u{200b}3");
    check("a|b\n\n| c |\n</details><script>", "a\\|b  \\| c \\|");
    check("</details><script>", "&lt;/details&gt;&lt;script&gt;");
    check(
        "[x](javascript:1) **b** `c` ~~d~~",
        "\\[x\\](javascript:1) \\*\\*b\\*\\* \\`c\\` \\~\\~\u{200b}d\\~\\~",
    );
    check("https://evil.example", "https:\u{200b}//evil.example");
    check("&lt; &#64;me \u{202e}x", "&amp;\u{200b}lt; &amp;#\u{200b}64;me x");
}

#[test]
fn a_comment_has_an_end() {
    let many = |count: usize| {
        let change = |n: usize| {
            let change = Change::new(&kinds::ANSWERS_CHANGED).of(requirement(&format!("POW-{n}")));
            change
                .judged(if n.is_multiple_of(2) { Level::Weaker } else { Level::Stronger })
                .note("é".repeat(90))
        };
        comment::render(&comparison((0..count).map(change).collect()))
    };
    assert!(!many(400).contains("have no room here"));
    for count in [1_000, 5_000] {
        let found = many(count);
        assert!(found.chars().count() <= 60_000, "{}", found.chars().count());
        let told = found.matches("POW-").count();
        assert!(found.contains(&format!("{} more have no room here", count - told)), "{count}: {told} told");
        assert_eq!(found.matches("<details>").count(), found.matches("</details>").count());
    }
    // One text without end.
    let found = comment::render(&comparison(changes(&"long ".repeat(100_000))));
    assert!(found.chars().count() < 3_000, "{}", found.chars().count());
}

#[test]
fn json_is_of_its_published_schema() {
    let found: Json = serde_json::from_str(&json::render(&comparison(changes("2 hours")))).unwrap();
    let schema = crate::syntax::shape::schema_of::<json::Comparison>();
    let validator = crate::schema::judge::compile(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let check =
        |pointer: &str, expected: Json| assert_eq!(found.pointer(pointer), Some(&expected), "{pointer}");
    check("/format", json!("tenderc-diff/1"));
    check("/counts", json!({"breaks": 1, "changed": 1, "mends": 0, "stronger": 0, "weaker": 1}));
    check("/changes/0/rule", json!("fact-changed"));
    check("/changes/0/follows/0/parts/0/item/id", json!("charge"));
    check("/changes/0/follows/0/requirement/obligation", json!("shall"));
}

#[test]
fn a_document_holds_all_changes() {
    let written = |changes: Vec<Change>| {
        let document = view::document(&comparison(changes), &Memory::default()).unwrap();
        crate::emit::markdown::write(&document)
    };
    let found = written(changes("<script> | 2 hours"));
    for part in [
        "# What changed: lot 1, Pumps",
        "**1 breaks, 1 weaker, 1 changed.**",
        "### Fact “Battery”",
        "| POW-01 Title | met | not met | breaks |",
        "| – Answer to “How long?” | 3 hours | \\<script> \\| 2 hours | weaker |",
        "_shall_ (rests on “Zone” as well)",
    ] {
        assert!(found.contains(part), "{part}\nis not in\n{found}");
    }
    assert!(written(Vec::new()).contains("Nothing changed."));
}

#[test]
fn an_excerpt_shows_the_difference() {
    let check = |before: &str, after: &str, expected: (&str, &str)| {
        let (before, after) = excerpt(before, after, 12);
        assert_eq!((before.as_str(), after.as_str()), expected);
    };
    check("short", "shorter", ("short", "shorter"));
    check("kept for seven years", "kept for ten years", ("…for seven ye…", "…for ten year…"));
    check("", "kept for ten years", ("", "kept for ten…"));
    check("ééééééééééééééa", "ééééééééééééééb", ("…ééééa", "…ééééb"));
}
