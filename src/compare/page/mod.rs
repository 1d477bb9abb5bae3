//! A comparison as one HTML page that holds everything: for screens, paper and screen readers.
//!
//! Everything is there without script; the script only sorts, filters and hides. Nothing is
//! fetched, and a policy in the page says so to the browser: no other script or style than its own
//! can run, whatever a vendor wrote.

mod matrix;
mod summary;

use super::Bid;
use super::Comparison;
use super::Scope;
use crate::check::Verdict;
use crate::emit::html::escape;
use crate::say;
use crate::words::Words;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// From so many bids on, paper has room for letters only.
const MANY: usize = 13;

/// From so many bids on, names in the heads of columns are small and cut.
const DENSE: usize = 8;

/// Writes the page.
pub fn write(comparison: &Comparison) -> String {
    let style = format!("\n:root {{ --bids: {}; }}\n{STYLE}", comparison.bids.len());
    let title = escape(&super::view::title(comparison, Words::English));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#matrix\">{}</a>\n",
        crate::emit::policy::of(SCRIPT, &style),
        said("compare-page-skip")
    );
    summary::header(&mut out, comparison);
    out.push_str("<main>\n");
    summary::barred(&mut out, comparison);
    if comparison.bids.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", said("compare-page-no-bid")));
    } else {
        if comparison.scope == Scope::Vendor {
            summary::offers(&mut out, comparison);
        }
        summary::bids(&mut out, comparison);
        summary::totals(&mut out, comparison);
        summary::marks(&mut out, comparison);
        summary::decisions(&mut out, comparison);
        matrix::matrix(&mut out, comparison);
        matrix::facts(&mut out, comparison);
    }
    out.push_str(&format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"));
    out
}

/// A message as HTML.
fn said(name: &str) -> String {
    escape(&say!(Words::English, name))
}

/// The class of a verdict; also what the script sorts by.
fn class(verdict: Verdict) -> &'static str {
    verdict.word()
}

/// The anchor of a requirement.
fn anchor(id: &str) -> String {
    format!("r-{}", escape(&id.split_whitespace().collect::<Vec<_>>().join("-")))
}

/// A link to a requirement: its id.
fn link(comparison: &Comparison, row: usize) -> String {
    comparison
        .rows
        .get(row)
        .map_or_else(String::new, |row| format!("<a href=\"#{}\">{}</a>", anchor(&row.id), escape(&row.id)))
}

/// The heads of the columns of bids.
fn heads(comparison: &Comparison) -> String {
    let heads = comparison.bids.iter().map(|bid| {
        let (vendor, device) = (escape(&bid.vendor), escape(&bid.device));
        format!(
            "<th scope=\"col\" class=\"b\" title=\"{vendor}, {device}\"><b>{}</b> <span class=\"vendor\">{vendor}</span> \
             <span class=\"device\">{device}</span>{}</th>",
            bid.letter,
            disorder(bid)
        )
    });
    heads.collect()
}

/// What a head says of evidence that is not in order: a link to where the bid is summed up.
fn disorder(bid: &Bid) -> String {
    let told = match (bid.faulty_files(), bid.unlisted) {
        (0, 0) => return String::new(),
        (0, count) => say!(Words::English, "compare-page-head-unlisted", count = count),
        (count, _) => say!(Words::English, "compare-page-head-faulty", count = count),
    };
    format!(" <a class=\"disorder\" href=\"#b-{}\">{}</a>", bid.letter, escape(&told))
}

/// Links to marks, each by its number.
fn marks(numbers: &[usize]) -> String {
    let links = numbers.iter().map(|number| {
        let label = escape(&say!(Words::English, "compare-page-mark", number = *number));
        format!(" <a class=\"mark\" href=\"#m-{number}\" aria-label=\"{label}\">!{number}</a>")
    });
    links.collect()
}

/// Opens a region that scrolls by itself.
fn region(name: &str, class: &str) -> String {
    format!("<div class=\"scroll{class}\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n", escape(name))
}

#[cfg(test)]
mod tests;
