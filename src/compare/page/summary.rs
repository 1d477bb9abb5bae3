//! What stands before the matrix: the bids with what they earn, totals, what deserves a second look.

use super::{class, heads, link, region};
use crate::check::Verdict;
use crate::compare::totals::{Tally, totals as all_totals};
use crate::compare::{Bid, Comparison, Difference, Rule};
use crate::emit::html::escape;
use crate::say;
use crate::text::words::{capital, counted};
use crate::words::Words;

/// Of what decides on a bid, so many requirements are named, and the others counted.
const MOST_LINKS: usize = 16;

/// Title, counts, dates, and links to the parts.
pub fn header(out: &mut String, comparison: &Comparison) {
    let count = |wanted| comparison.rows.iter().filter(|row| row.difference == wanted).count();
    out.push_str(&format!(
        "<header>\n<p class=\"tender\">{}</p>\n<h1>Bids for lot {}: {}</h1>\n<p>{} and {}. The bids stand differently \
         in <strong>{}</strong> of them, and differ in answers only in {} more.</p>\n",
        escape(&comparison.tender),
        comparison.number,
        escape(&comparison.title),
        counted(comparison.bids.len(), "bid"),
        counted(comparison.rows.len(), "requirement"),
        count(Difference::Verdicts),
        count(Difference::Answers),
    ));
    let delivery = comparison.delivery.map(|date| format!(" · delivery by {date}")).unwrap_or_default();
    out.push_str(&format!(
        "<p class=\"quiet\">Last day for bids {}{delivery} · edition of the requirements <code>{}</code></p>\n",
        comparison.deadline,
        escape(&comparison.edition)
    ));
    if !comparison.bids.is_empty() {
        let award = if comparison.points.is_some() { "Bids and award" } else { "Bids" };
        out.push_str(&format!(
            "<nav aria-label=\"Parts of the page\"><a href=\"#bids\">{award}</a> <a href=\"#totals\">Totals</a> \
             <a href=\"#marks\">Second look ({})</a> <a href=\"#matrix\">Matrix</a> <a href=\"#facts\">Facts</a></nav>\n",
            comparison.marks.len()
        ));
    }
    out.push_str("</header>\n");
}

/// The bids that cannot be compared, with the reason.
pub fn barred(out: &mut String, comparison: &Comparison) {
    if comparison.barred.is_empty() {
        return;
    }
    out.push_str("<section class=\"barred\">\n<h2 id=\"barred\">Cannot be compared</h2>\n<ul>\n");
    for barred in &comparison.barred {
        let device =
            if barred.device.is_empty() { String::new() } else { format!("{}, ", escape(&barred.device)) };
        out.push_str(&format!(
            "<li>{device}<code>{}</code>: {}</li>\n",
            escape(&barred.file),
            escape(&barred.reason)
        ));
    }
    out.push_str("</ul>\n</section>\n");
}

/// One row a bid: what it earns, what decides, how many of each verdict.
pub fn bids(out: &mut String, comparison: &Comparison) {
    let award = match comparison.points {
        Some(points) => format!(
            "<th scope=\"col\" class=\"n\">Points of {points}</th><th scope=\"col\" class=\"n\">If all that waits is \
             accepted</th><th scope=\"col\" class=\"n\">Weights fulfilled</th>"
        ),
        None => String::new(),
    };
    let title = if comparison.points.is_some() { "Bids and award" } else { "Bids" };
    out.push_str(&format!("<section>\n<h2 id=\"bids\">{title}</h2>\n"));
    out.push_str(&region(title, ""));
    out.push_str(
        "<table class=\"bids\">\n<thead>\n<tr><th scope=\"col\">Bid</th><th scope=\"col\">Result</th>",
    );
    out.push_str(&award);
    for verdict in Verdict::ALL {
        out.push_str(&format!(
            "<th scope=\"col\" class=\"n\">{}</th>",
            capital(&verdict.label(Words::English))
        ));
    }
    out.push_str("<th scope=\"col\">Evidence</th></tr>\n</thead>\n<tbody>\n");
    for bid in &comparison.bids {
        row(out, bid, comparison);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if let Some(points) = comparison.points {
        out.push_str(&format!("<p>{}</p>\n", say!(Words::English, "compare-award", points = points)));
    }
    out.push_str("</section>\n");
}

fn row(out: &mut String, bid: &Bid, comparison: &Comparison) {
    let name = |file: &str| file.rsplit('/').next().unwrap_or(file).to_owned();
    let alone = comparison.bids.iter().filter(|other| name(&other.file) == name(&bid.file)).count() == 1;
    out.push_str(&format!(
        "<tr id=\"b-{0}\"><th scope=\"row\"><b>{0}</b> {1} <span class=\"device\">{2}</span> <code>{3}</code></th>",
        bid.letter,
        escape(&bid.vendor),
        escape(&bid.device),
        escape(&if alone { name(&bid.file) } else { bid.file.clone() })
    ));
    let links = |rows: &[usize]| {
        let links: Vec<String> = rows.iter().take(MOST_LINKS).map(|row| link(comparison, *row)).collect();
        match rows.len().saturating_sub(MOST_LINKS) {
            0 => links.join(", "),
            more => format!("{} and {more} more", links.join(", ")),
        }
    };
    let said = bid.standing.said(Words::English);
    out.push_str(&format!("<td class=\"result {}\"><b>{}</b>", bid.standing.word(), escape(&said)));
    for (places, what) in [
        (&bid.failed, "compare-failed"),
        (&bid.lacking, "compare-lacking"),
        (&bid.waiting, "compare-waiting"),
    ] {
        if !places.is_empty() {
            out.push_str(&format!(" {}.", say!(Words::English, what, places = links(places))));
        }
    }
    out.push_str("</td>");
    if let Some(earning) = bid.earning {
        out.push_str(&format!(
            "<td class=\"n\"><b>{}</b></td><td class=\"n\">{}</td><td class=\"n\">{} of {}</td>",
            earning.now, earning.most, earning.fulfilled, earning.applicable
        ));
    }
    for (verdict, count) in Verdict::ALL.into_iter().zip(bid.verdicts) {
        let class = if count > 0 { class(verdict) } else { "none" };
        out.push_str(&format!("<td class=\"n count {class}\">{count}</td>"));
    }
    out.push_str(&format!("{}</tr>\n", evidence(bid)));
}

/// The cell that says whether the evidence is in order.
fn evidence(bid: &Bid) -> String {
    match (bid.evidence_faults(), &bid.exhibits) {
        (Some(faults), _) => format!("<td class=\"disorder\">{}</td>", escape(&faults)),
        (None, Some(exhibits)) => format!("<td>{} in order</td>", counted(exhibits.len(), "file")),
        (None, None) => "<td>files not looked at</td>".to_owned(),
    }
}

/// How many requirements each bid fulfils: all, by how binding they are, by theme.
pub fn totals(out: &mut String, comparison: &Comparison) {
    out.push_str(
        "<section>\n<h2 id=\"totals\">Totals</h2>\n\
         <p>Requirements fulfilled, of those that apply to the bid.</p>\n",
    );
    out.push_str(&region("Totals", " tall"));
    out.push_str(&format!(
        "<table class=\"totals{}\">\n<thead>\n<tr><th scope=\"col\" class=\"lead\">Requirements</th>{}</tr>\n</thead>\n<tbody>\n",
        many(comparison),
        heads(comparison)
    ));
    for total in all_totals(comparison).into_iter().filter(|total| !total.of_both()) {
        let class = if total.theme.is_none() { " class=\"sum\"" } else { "" };
        out.push_str(&format!("<tr{class}><th scope=\"row\">{}</th>", escape(&total.title)));
        for tally in &total.tallies {
            out.push_str(&tally_cell(*tally));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}

fn tally_cell(tally: Tally) -> String {
    let class = match tally {
        _ if tally.applicable() == 0 => "none",
        Tally { failed: 0, lacking: 0, waiting: 0, .. } => "fulfilled",
        Tally { failed: 0, lacking: 0, .. } => "waiting",
        Tally { failed: 0, .. } => "lacking",
        _ => "failed",
    };
    if tally.applicable() == 0 {
        return format!("<td class=\"n {class}\">none</td>");
    }
    let parts = [(tally.failed, "failed"), (tally.lacking, "lacking"), (tally.waiting, "waiting")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let rest = if parts.is_empty() { String::new() } else { format!(" <small>{}</small>", parts.join(", ")) };
    format!("<td class=\"n {class}\">{} of {}{rest}</td>", tally.fulfilled, tally.applicable())
}

/// What deserves a second look, and the rules that find it.
pub fn marks(out: &mut String, comparison: &Comparison) {
    out.push_str("<section>\n<h2 id=\"marks\">What deserves a second look</h2>\n");
    if comparison.marks.is_empty() {
        out.push_str("<p>Nothing is found by the rules below.</p>\n");
    } else {
        out.push_str("<p>A mark is no verdict: it says where a bid is worth reading again.</p>\n");
        out.push_str(&region("What deserves a second look", " tall"));
        out.push_str(
            "<table class=\"marks\">\n<thead>\n<tr><th scope=\"col\" class=\"n\">No.</th><th scope=\"col\">Rule</th>\
             <th scope=\"col\">Bids</th><th scope=\"col\">Where</th><th scope=\"col\">What is found</th></tr>\n\
             </thead>\n<tbody>\n",
        );
        for mark in &comparison.marks {
            let bids = mark.bids.iter().filter_map(|at| Some(comparison.bids.get(*at)?.letter.as_str()));
            let bids = bids.collect::<Vec<_>>().join(", ");
            let about = code(&mark.about);
            let place = mark.cells.first().and_then(|(_, row)| comparison.rows.get(*row));
            let place = match (place, mark.fact) {
                (Some(row), _) => format!("<a href=\"#{}\">{about}</a>", super::anchor(&row.id)),
                (None, Some(_)) => format!("<a href=\"#facts\">{about}</a>"),
                (None, None) => about,
            };
            out.push_str(&format!(
                "<tr id=\"m-{0}\"><th scope=\"row\" class=\"n\">{0}</th><td>{1}</td><td><b>{bids}</b></td>\
                 <td>{place}</td><td>{2}</td></tr>\n",
                mark.number,
                mark.rule.title(),
                code(&mark.message)
            ));
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
    out.push_str("<h3>The rules</h3>\n<dl class=\"rules\">\n");
    for rule in Rule::ALL {
        out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", rule.title(), escape(&rule.words())));
    }
    out.push_str("</dl>\n</section>\n");
}

/// A text in which what stands between backticks is code, if they come in pairs.
fn code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let parts = parts.iter().enumerate().map(|(at, part)| match at % 2 {
        1 => format!("<code>{}</code>", escape(part)),
        _ => escape(part),
    });
    parts.collect()
}

/// The class of tables whose columns have little room, or none for names on paper.
pub fn many(comparison: &Comparison) -> &'static str {
    match comparison.bids.len() {
        super::MANY.. => " dense many",
        super::DENSE.. => " dense",
        _ => "",
    }
}
