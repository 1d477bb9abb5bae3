//! A comparison as people read it in a terminal: bids, totals, what differs, what deserves a second
//! look. Bids are columns, by their letters.
//!
//! Texts are shown without control characters: a declaration cannot steer the terminal.

use crate::check::Verdict;
use crate::compare::{Cell, Comparison, Difference, Offer, Scope, totals};
use crate::diag::render::screen;
use crate::judgement::{Bound, Ruling};
use crate::say;
use crate::words::Words;

/// The heads of rows are cut to so many characters.
const MOST: usize = 66;

/// Renders a comparison.
pub fn render(comparison: &Comparison) -> String {
    let mut out = String::new();
    let differing = |wanted| comparison.rows.iter().filter(|row| row.difference == wanted).count();
    line(
        &mut out,
        &say!(
            Words::English,
            "compare-head",
            number = comparison.number,
            lot = comparison.title.as_str(),
            bids = comparison.offers.len(),
            requirements = comparison.rows.len(),
            verdicts = differing(Difference::Verdicts),
            answers = differing(Difference::Answers),
        ),
    );
    offers(&mut out, comparison);
    bids(&mut out, comparison);
    barred(&mut out, comparison);
    if !comparison.bids.is_empty() {
        sums(&mut out, comparison);
        differences(&mut out, comparison);
        marks(&mut out, comparison);
    }
    out
}

fn bids(out: &mut String, comparison: &Comparison) {
    let words = Words::English;
    for (at, bid) in comparison.bids.iter().enumerate() {
        out.push('\n');
        line(out, format!("{}  {} {}", bid.letter, bid.vendor, bid.device).trim_end());
        let counts = Verdict::ALL.into_iter().zip(bid.verdicts).filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(verdict, count)| {
                say!(words, "compare-count", count = count, verdict = verdict.label(words))
            })
            .collect();
        let counts = counts.join(&say!(words, "list-comma"));
        let standing = bid.standing.said(words);
        line(out, &format!("   {}", say!(words, "compare-bid", standing = standing, counts = counts)));
        if let Some(faults) = bid.evidence_faults() {
            line(out, &format!("   {}", say!(words, "compare-evidence", faults = faults)));
        }
        if let (Scope::Device, Some(offer)) = (comparison.scope, comparison.offers.get(at))
            && let Some(earning) = award(offer, comparison)
        {
            line(out, &format!("   {earning}"));
        }
    }
}

/// What bidders offer, where that is several declarations.
fn offers(out: &mut String, comparison: &Comparison) {
    let words = Words::English;
    for offer in comparison.offers.iter().filter(|_| comparison.scope == Scope::Vendor) {
        out.push('\n');
        line(out, &format!("{}  {}", offer.letter, offer.vendor));
        let (standing, devices) = (offer.standing.said(words), comparison.devices(offer, words));
        line(out, &format!("   {}", say!(words, "compare-bid", standing = standing, counts = devices)));
        let missed = comparison.missed(offer, words).join(&say!(words, "list-comma"));
        match award(offer, comparison) {
            Some(earning) => line(out, &format!("   {earning}")),
            None if missed.is_empty() => {}
            None => line(out, &format!("   {}", say!(words, "compare-missing", missed = missed))),
        }
    }
}

fn award(offer: &Offer, comparison: &Comparison) -> Option<String> {
    let words = Words::English;
    let (earning, points) = (offer.earning?, comparison.points?);
    let join = |ids: Vec<String>| ids.join(&say!(words, "list-comma"));
    let (fulfilled, applicable) = (earning.fulfilled, earning.applicable);
    let sums = say!(words, "compare-weights", fulfilled = fulfilled, applicable = applicable);
    let now = earning.now.to_string();
    let waiting = comparison.waiting(offer, words);
    let said = match (earning.knocked_out, waiting.is_empty()) {
        (true, _) => {
            let missed = join(comparison.missed(offer, words));
            say!(words, "compare-missed", points = points, missed = missed)
        }
        (false, true) => say!(words, "compare-points", now = now, points = points, weights = sums),
        (false, false) => say!(
            words,
            "compare-points-waiting",
            now = now,
            points = points,
            most = earning.most.to_string(),
            weights = sums,
            waiting = join(waiting),
        ),
    };
    Some(match earning.falls_short() {
        true => {
            let short = say!(words, "compare-short", minimum = earning.minimum);
            [said, short].join(&say!(words, "list-semicolon"))
        }
        false => said,
    })
}

fn barred(out: &mut String, comparison: &Comparison) {
    for barred in &comparison.barred {
        out.push('\n');
        let (file, reason) = (barred.file.as_str(), barred.reason.as_str());
        line(out, &say!(Words::English, "compare-barred", file = file, reason = reason));
    }
}

fn sums(out: &mut String, comparison: &Comparison) {
    let totals = totals::totals(comparison);
    let shown = totals.iter().filter(|total| !total.of_both());
    let rows: Vec<(String, Vec<String>)> = shown
        .map(|total| {
            let cells =
                total.tallies.iter().map(|tally| format!("{}/{}", tally.fulfilled, tally.applicable()));
            (total.title.clone(), cells.collect())
        })
        .collect();
    table(out, &say!(Words::English, "compare-fulfilled"), comparison, &rows);
}

fn differences(out: &mut String, comparison: &Comparison) {
    let rows: Vec<(String, Vec<String>)> = comparison
        .rows
        .iter()
        .filter(|row| row.difference == Difference::Verdicts)
        .map(|row| {
            let weight = if row.weight > 0 { format!(" {}", row.weight) } else { String::new() };
            let head = format!("{} {}{weight}  {}", row.id, row.obligation.word(), row.title);
            (head, row.cells.iter().map(letter).collect())
        })
        .collect();
    table(out, &say!(Words::English, "compare-different"), comparison, &rows);
    if !rows.is_empty() {
        line(out, &say!(Words::English, "compare-legend"));
    }
}

/// The letter of a verdict, and of what a reviewer decided.
fn letter(cell: &Cell) -> String {
    let letter = match cell.verdict {
        Verdict::NotMet => "N",
        Verdict::Unanswered => "U",
        Verdict::Deviation => "D",
        Verdict::ToReview => "R",
        Verdict::Met => "M",
        Verdict::NotApplicable => "-",
    };
    let ruling = match &cell.judgement {
        Some(Bound::Holds(judgement)) if judgement.ruling == Ruling::Accepted => "+",
        Some(Bound::Holds(_)) => "x",
        _ => "",
    };
    format!("{letter}{ruling}")
}

fn marks(out: &mut String, comparison: &Comparison) {
    if comparison.marks.is_empty() {
        return;
    }
    out.push('\n');
    let words = Words::English;
    line(out, &say!(words, "compare-marks"));
    for mark in &comparison.marks {
        let bids = mark.bids.iter().filter_map(|at| Some(comparison.bids.get(*at)?.letter.as_str()));
        let bids = bids.collect::<Vec<_>>().join(" ");
        let (about, message) = (mark.about.as_str(), mark.message.as_str());
        let rule = mark.rule.title(words).to_lowercase();
        let said = say!(words, "compare-mark", about = about, rule = rule, message = message);
        line(out, &format!("  {bids}  {said}"));
    }
}

/// Heads on the left, a column a bid.
fn table(out: &mut String, title: &str, comparison: &Comparison, rows: &[(String, Vec<String>)]) {
    if rows.is_empty() {
        return;
    }
    let wide = |text: &str| text.chars().count();
    let heads: Vec<String> = rows.iter().map(|(head, _)| screen::clean(&cut(head))).collect();
    let left = heads.iter().map(|head| wide(head)).chain([wide(title)]).max().unwrap_or(0);
    let letters = comparison.bids.iter().map(|bid| bid.letter.as_str());
    let widths: Vec<usize> = letters
        .clone()
        .enumerate()
        .map(|(at, letter)| {
            let cells = rows.iter().filter_map(|(_, cells)| cells.get(at)).map(|cell| wide(cell));
            cells.chain([wide(letter)]).max().unwrap_or(0)
        })
        .collect();
    let mut put = |head: &str, cells: &mut dyn Iterator<Item = &str>| {
        let mut text = format!("{head:left$}");
        for (cell, width) in cells.zip(&widths) {
            text.push_str(&format!("  {cell:>width$}"));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    };
    put("", &mut std::iter::empty());
    put(title, &mut letters.clone());
    for (head, (_, cells)) in heads.iter().zip(rows) {
        put(head, &mut cells.iter().map(String::as_str));
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((at, _)) => text.get(..at).unwrap_or(text).to_owned() + "…",
        None => text.to_owned(),
    }
}

fn line(out: &mut String, text: &str) {
    screen::line(out, 0, &screen::clean(text));
}
