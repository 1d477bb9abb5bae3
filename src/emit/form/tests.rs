//! Tests of the page of a form. What it does in a browser is tested in `tests/browser/`.

use std::collections::BTreeMap;

use regex::Regex;

use super::*;
use crate::check::example::pack;
use crate::form;

fn page(change: impl Fn(&mut Spec)) -> String {
    let mut spec = pack().spec;
    change(&mut spec);
    let lot = &spec.lots[0];
    write(&spec, lot, &form::form(&spec, lot, Words::English), Words::English)
}

#[test]
fn a_page_names_its_script_and_style_and_nothing_else() {
    let page = page(|_| ());
    let policy = policy::of(&script(), STYLE);
    assert!(page.contains(&format!("content=\"{policy}\"")));
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"));
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("<style>").count(), 1);
    let outside =
        Regex::new(r#"(?:src|href)="[^#{"]|url\(|@import|fetch\(|XMLHttpRequest|WebSocket"#).unwrap();
    assert_eq!(outside.find(&page).map(|found| found.as_str()), None);
    assert_eq!(page, self::page(|_| ()));
}

#[test]
fn a_text_of_the_tender_stays_a_text() {
    let hostile = "</script><script>alert(1)</script>{script}<!--";
    let page = page(|spec| {
        spec.tender.title = hostile.to_owned();
        spec.lots[0].requirements[0].title = hostile.to_owned();
        spec.lots[0].requirements[0].statement = format!("{hostile} [x](javascript:alert(1))");
    });
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<!--"));
    assert!(!page.contains("javascript:"));
}

/// What the scripts say stands in the table of messages, and what stands there is said.
#[test]
fn scripts_and_table_name_the_same_messages() {
    let table: BTreeMap<String, Json> = messages(Words::English);
    let scripts = SCRIPTS.join("\n");
    let direct = Regex::new(r"say\('([a-z0-9-]+)'").unwrap();
    let missing: Vec<&str> = direct
        .captures_iter(&scripts)
        .map(|found| found.get(1).unwrap().as_str())
        .filter(|name| !table.contains_key(*name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    let literal = Regex::new(r"'([a-z0-9-]+)'|`([a-z-]+-)\$\{").unwrap();
    let named: Vec<(&str, bool)> = literal
        .captures_iter(&scripts)
        .filter_map(|found| match (found.get(1), found.get(2)) {
            (Some(whole), _) => Some((whole.as_str(), true)),
            (_, Some(start)) => Some((start.as_str(), false)),
            _ => None,
        })
        .collect();
    let said = |name: &str| {
        named.iter().any(|(text, whole)| if *whole { *text == name } else { name.starts_with(text) })
    };
    // Said by the program itself: the title of the page, what stands without a script, and units. Who offers what is
    // named by the keys of the declaration.
    let elsewhere = |name: &str| {
        ["page-title", "no-script", "unit"].contains(&name)
            || ["vendor-", "device-"].iter().any(|start| name.starts_with(start))
    };
    let ours = Words::English.table("form-");
    let idle: Vec<&String> = ours.keys().filter(|name| !said(name) && !elsewhere(name)).collect();
    assert_eq!(idle, Vec::<&String>::new());
}

/// No script has words for people of its own.
#[test]
fn scripts_have_no_words_of_their_own() {
    let literal = Regex::new(r"'([^'\n]*)'|`([^`\n]*)`").unwrap();
    let argument = Regex::new(r"\$\{[^}]*\}").unwrap();
    let prose = Regex::new(r"^[A-Z][a-z]{3,} |[a-z]{3,}, [a-z]{2,} |[A-Z][a-z]+ [a-z]+ [a-z]+").unwrap();
    for script in SCRIPTS {
        for line in script.lines().filter(|line| !line.trim_start().starts_with(['/', '*'])) {
            for found in literal.captures_iter(line) {
                let text = found.get(1).or(found.get(2)).unwrap().as_str();
                let text = argument.replace_all(text, "");
                assert!(!prose.is_match(&text), "{line}: say it by a message of form.ftl");
            }
        }
    }
}
