//! A form to one page: everything that it needs stands in one file, and nothing is fetched.
//!
//! The page judges with the schemas of the pack, by an interpreter that needs no `eval`: `vendor/schema.js`. Its
//! scripts stand beside this file, each for one thing, and are put together here in the order of `SCRIPTS`; what
//! they say to people comes from the table of messages. Its policy names script and style by their digests, and
//! allows nothing else.

mod data;
mod once;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::policy;
use crate::form::Form;
use crate::resolve::spec::{Lot, Spec};
use crate::say;
use crate::words::Words;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("form.css");

/// What others wrote, made by `tests/tools/vendor.mjs`.
const VENDOR: [&str; 2] = [include_str!("vendor/schema.js"), include_str!("vendor/zip.js")];

/// The scripts of the page. A later one may name what an earlier one declares, and at run time the other way round.
const SCRIPTS: [&str; 12] = [
    include_str!("say.js"),
    include_str!("element.js"),
    include_str!("judge.js"),
    include_str!("state.js"),
    include_str!("answer.js"),
    include_str!("table.js"),
    include_str!("requirement.js"),
    include_str!("evidence.js"),
    include_str!("section.js"),
    include_str!("summary.js"),
    include_str!("files.js"),
    include_str!("main.js"),
];

/// The page of a form. Its judge are the schemas of the lot.
pub fn write(spec: &Spec, lot: &Lot, form: &Form, words: Words) -> String {
    let script = script();
    let said = |name: &str| escape(&say!(words, &format!("form-{name}")));
    let data = json!({
        "language": words.tag(),
        "words": messages(words),
        "form": data::of(form, words),
        "rules": rules::of(spec, lot, form, words),
    });
    let title = say!(
        words,
        "form-page-title",
        tender = form.head.tender.title.as_str(),
        number = form.head.number,
        lot = form.head.lot.title.as_str(),
    );
    let parts = [
        ("{language}", words.tag().to_owned()),
        ("{policy}", policy::of(&script, STYLE)),
        ("{title}", escape(&title)),
        ("{style}", STYLE.to_owned()),
        ("{noscript}", said("no-script")),
        ("{data}", embedded(&data)),
        ("{script}", script),
    ];
    // One pass: what is put in is not looked at again.
    let mut page = String::new();
    let mut rest = PAGE;
    while let Some((at, (mark, text))) =
        parts.iter().filter_map(|part| Some((rest.find(part.0)?, part))).min_by_key(|(at, _)| *at)
    {
        page.push_str(rest.get(..at).unwrap_or_default());
        page.push_str(text);
        rest = rest.get(at + mark.len()..).unwrap_or_default();
    }
    page + rest
}

/// What the page says. Verdicts, standings and amounts have the words that they have everywhere.
fn messages(words: Words) -> BTreeMap<String, Json> {
    let mut messages = words.table("form-");
    for (start, here) in [
        ("verdict-", "verdict-"),
        ("standing-bid-", "standing-bid-"),
        ("list-", "list-"),
        ("condition-amount-", "amount-"),
    ] {
        messages.extend(words.table(start).into_iter().map(|(name, text)| (format!("{here}{name}"), text)));
    }
    messages
}

/// All scripts as one.
fn script() -> String {
    format!("{}\n(() => {{\n{}}})();\n", VENDOR.join("\n"), SCRIPTS.join("\n"))
}

/// Data inside a script element: nothing in it can end the element, or open a comment (HTML, section 4.12.1.3).
fn embedded(data: &Json) -> String {
    data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
