//! What stands before the matrix: the bids with what they earn, totals, what deserves a second look.

use super::{class, heads, link, region, said};
use crate::check::Verdict;
use crate::compare::Earning;
use crate::compare::totals::{Tally, totals as all_totals};
use crate::compare::{Bid, Comparison, Difference, Rule, Scope};
use crate::emit::html::escape;
use crate::report::Decision;
use crate::say;
use crate::text::file_name;
use crate::text::words::capital;
use crate::words::{FluentValue, Words};

/// Of what decides on a bid, so many requirements are named, and the others counted.
const MOST_LINKS: usize = 16;

/// Title, counts, dates, and links to the parts.
pub fn header(out: &mut String, comparison: &Comparison) {
    let words = Words::English;
    let count = |wanted| comparison.rows.iter().filter(|row| row.difference == wanted).count();
    out.push_str(&format!(
        "<header>\n<p class=\"tender\">{}</p>\n<h1>{}</h1>\n<p>{}</p>\n",
        escape(&comparison.tender),
        escape(&say!(
            words,
            "compare-page-head",
            number = comparison.number,
            lot = comparison.title.as_str()
        )),
        say!(
            words,
            "compare-page-counts",
            bids = comparison.offers.len(),
            requirements = comparison.rows.len(),
            verdicts = format!("<strong>{}</strong>", count(Difference::Verdicts)),
            answers = count(Difference::Answers),
        ),
    ));
    let mut quiet = vec![say!(words, "compare-page-deadline", day = comparison.deadline.to_string())];
    let delivery = comparison.delivery;
    quiet.extend(delivery.map(|day| say!(words, "compare-page-delivery", day = day.to_string())));
    let edition = format!("<code>{}</code>", escape(&comparison.edition));
    quiet.push(say!(words, "compare-page-edition", edition = edition));
    out.push_str(&format!("<p class=\"quiet\">{}</p>\n", quiet.join(" · ")));
    if !comparison.bids.is_empty() {
        let marks = escape(&say!(words, "compare-page-marks-count", count = comparison.marks.len()));
        let links = [
            ("bids", title_of_bids(comparison)),
            ("totals", said("compare-page-totals")),
            ("marks", marks),
            ("matrix", said("compare-page-matrix")),
            ("facts", said("compare-page-facts")),
        ];
        let links = links.map(|(part, title)| format!("<a href=\"#{part}\">{title}</a>"));
        let parts = said("compare-page-parts");
        out.push_str(&format!("<nav aria-label=\"{parts}\">{}</nav>\n", links.join(" ")));
    }
    out.push_str("</header>\n");
}

/// What the table of bids is called.
fn title_of_bids(comparison: &Comparison) -> String {
    said(if comparison.points.is_some() { "compare-page-award" } else { "compare-page-bids" })
}

/// The bids that cannot be compared, with the reason.
pub fn barred(out: &mut String, comparison: &Comparison) {
    if comparison.barred.is_empty() {
        return;
    }
    let title = said("compare-page-barred");
    out.push_str(&format!("<section class=\"barred\">\n<h2 id=\"barred\">{title}</h2>\n<ul>\n"));
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
    let together = comparison.scope == Scope::Vendor;
    let award = comparison.points.filter(|_| !together).map(award_heads).unwrap_or_default();
    let (id, title) = match together {
        true => ("declarations", said("compare-page-declarations")),
        false => ("bids", title_of_bids(comparison)),
    };
    out.push_str(&format!("<section>\n<h2 id=\"{id}\">{title}</h2>\n"));
    out.push_str(&region(&title, ""));
    out.push_str(&format!(
        "<table class=\"bids\">\n<thead>\n<tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
        said("compare-page-bid"),
        said("compare-page-result")
    ));
    out.push_str(&award);
    for verdict in Verdict::ALL {
        out.push_str(&format!(
            "<th scope=\"col\" class=\"n\">{}</th>",
            capital(&verdict.label(Words::English))
        ));
    }
    let evidence = said("compare-page-evidence");
    out.push_str(&format!("<th scope=\"col\">{evidence}</th></tr>\n</thead>\n<tbody>\n"));
    for bid in &comparison.bids {
        row(out, bid, comparison);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if let Some(points) = comparison.points.filter(|_| !together) {
        out.push_str(&format!("<p>{}</p>\n", say!(Words::English, "compare-award", points = points)));
    }
    out.push_str("</section>\n");
}

/// One row a bidder, where a bid is several declarations: how it stands, what decides, what it earns.
pub fn offers(out: &mut String, comparison: &Comparison) {
    let words = Words::English;
    let title = title_of_bids(comparison);
    let told = said("compare-page-together");
    out.push_str(&format!("<section>\n<h2 id=\"bids\">{title}</h2>\n<p>{told}</p>\n"));
    out.push_str(&region(&title, ""));
    out.push_str(&format!(
        "<table class=\"bids\">\n<thead>\n<tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>{}</tr>\n</thead>\n<tbody>\n",
        said("compare-page-bid"),
        said("compare-page-result"),
        comparison.points.map(award_heads).unwrap_or_default()
    ));
    for offer in &comparison.offers {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><b>{}</b> {} <span class=\"device\">{}</span></th>",
            offer.letter,
            escape(&offer.vendor),
            escape(&comparison.devices(offer, words))
        ));
        let standing = escape(&offer.standing.said(words));
        out.push_str(&format!("<td class=\"result {}\"><b>{standing}</b>", offer.standing.word()));
        let join = |places: Vec<String>| places.join(&say!(words, "list-comma"));
        let missed = comparison.missed(offer, words);
        if !missed.is_empty() {
            let missed = say!(words, "compare-missing", missed = join(missed));
            out.push_str(&format!(" {}.", code(&capital(&missed))));
        }
        let waiting = comparison.waiting(offer, words);
        if !waiting.is_empty() {
            out.push_str(&format!(" {}.", escape(&say!(words, "compare-waiting", places = join(waiting)))));
        }
        short(out, offer.earning);
        out.push_str("</td>");
        earned(out, offer.earning);
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if let Some(points) = comparison.points {
        out.push_str(&format!("<p>{}</p>\n", say!(words, "compare-award-together", points = points)));
    }
    out.push_str("</section>\n");
}

/// The heads of what is earned.
fn award_heads(points: u32) -> String {
    format!(
        "<th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th>\
         <th scope=\"col\" class=\"n\">{}</th>",
        escape(&say!(Words::English, "compare-page-points", points = points)),
        said("compare-page-most"),
        said("compare-page-weights"),
    )
}

/// The cells of what is earned.
fn earned(out: &mut String, earning: Option<Earning>) {
    if let Some(earning) = earning {
        out.push_str(&format!(
            "<td class=\"n\"><b>{}</b></td><td class=\"n\">{}</td><td class=\"n\">{}</td>",
            earning.now,
            earning.most,
            of(earning.fulfilled, earning.applicable)
        ));
    }
}

/// That the points that must be earned are missed.
fn short(out: &mut String, earning: Option<Earning>) {
    if let Some(earning) = earning.filter(Earning::falls_short) {
        let short = say!(Words::English, "compare-short", minimum = earning.minimum);
        out.push_str(&format!(" {}.", capital(&short)));
    }
}

fn row(out: &mut String, bid: &Bid, comparison: &Comparison) {
    let name = file_name(&bid.file);
    let alone = comparison.bids.iter().filter(|other| file_name(&other.file) == name).count() == 1;
    out.push_str(&format!(
        "<tr id=\"b-{0}\"><th scope=\"row\"><b>{0}</b> {1} <span class=\"device\">{2}</span> <code>{3}</code></th>",
        bid.letter,
        escape(&bid.vendor),
        escape(&bid.device),
        escape(if alone { name } else { &bid.file })
    ));
    let links = |rows: &[usize]| {
        let links: Vec<String> = rows.iter().take(MOST_LINKS).map(|row| link(comparison, *row)).collect();
        match rows.len().saturating_sub(MOST_LINKS) {
            0 => links.join(", "),
            more => {
                let places = links.join(", ");
                say!(Words::English, "compare-page-and-more", places = places, more = more)
            }
        }
    };
    let standing = bid.standing.said(Words::English);
    out.push_str(&format!("<td class=\"result {}\"><b>{}</b>", bid.standing.word(), escape(&standing)));
    for (places, what) in [
        (&bid.failed, "compare-failed"),
        (&bid.lacking, "compare-lacking"),
        (&bid.waiting, "compare-waiting"),
    ] {
        if !places.is_empty() {
            out.push_str(&format!(" {}.", say!(Words::English, what, places = links(places))));
        }
    }
    short(out, bid.earning);
    out.push_str("</td>");
    earned(out, bid.earning);
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
        (None, Some(exhibits)) => {
            let files = exhibits.len();
            format!("<td>{}</td>", say!(Words::English, "compare-page-in-order", files = files))
        }
        (None, None) => format!("<td>{}</td>", said("compare-not-looked-at")),
    }
}

/// How many requirements each bid fulfils: all, by how binding they are, by theme.
pub fn totals(out: &mut String, comparison: &Comparison) {
    let title = said("compare-page-totals");
    let words = said("compare-page-fulfilled");
    out.push_str(&format!("<section>\n<h2 id=\"totals\">{title}</h2>\n<p>{words}</p>\n"));
    out.push_str(&region(&title, " tall"));
    out.push_str(&format!(
        "<table class=\"totals{}\">\n<thead>\n<tr><th scope=\"col\" class=\"lead\">{}</th>{}</tr>\n</thead>\n<tbody>\n",
        many(comparison),
        said("compare-page-requirements"),
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
        return format!("<td class=\"n {class}\">{}</td>", said("compare-page-none"));
    }
    let parts = [
        (tally.failed, "compare-page-failed"),
        (tally.lacking, "compare-page-lacking"),
        (tally.waiting, "compare-page-waiting"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, name)| say!(Words::English, name, count = count)).collect();
    let rest = if parts.is_empty() { String::new() } else { format!(" <small>{}</small>", parts.join(", ")) };
    format!("<td class=\"n {class}\">{}{rest}</td>", of(tally.fulfilled, tally.applicable()))
}

/// "29 of 31".
fn of(fulfilled: impl Into<FluentValue<'static>>, applicable: impl Into<FluentValue<'static>>) -> String {
    say!(Words::English, "compare-of", fulfilled = fulfilled.into(), applicable = applicable.into())
}

/// What deserves a second look, and the rules that find it.
pub fn marks(out: &mut String, comparison: &Comparison) {
    let title = said("compare-page-marks");
    out.push_str(&format!("<section>\n<h2 id=\"marks\">{title}</h2>\n"));
    if comparison.marks.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", said("compare-page-no-mark")));
    } else {
        out.push_str(&format!("<p>{}</p>\n", said("compare-page-no-verdict")));
        out.push_str(&region(&title, " tall"));
        let heads = ["compare-page-rule", "compare-page-bids", "compare-page-where", "compare-page-found"];
        let heads = heads.map(|head| format!("<th scope=\"col\">{}</th>", said(head)));
        out.push_str(&format!(
            "<table class=\"marks\">\n<thead>\n<tr><th scope=\"col\" class=\"n\">{}</th>{}</tr>\n</thead>\n<tbody>\n",
            said("compare-page-number"),
            heads.concat()
        ));
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
                escape(&mark.rule.title(Words::English)),
                code(&mark.message)
            ));
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
    out.push_str(&format!("<h3>{}</h3>\n<dl class=\"rules\">\n", said("compare-page-rules")));
    for rule in Rule::ALL {
        out.push_str(&format!(
            "<dt>{}</dt><dd>{}</dd>\n",
            escape(&rule.title(Words::English)),
            escape(&rule.words(Words::English))
        ));
    }
    out.push_str("</dl>\n</section>\n");
}

/// What reviewers decided, by whom and when, and what they had before them.
pub fn decisions(out: &mut String, comparison: &Comparison) {
    if comparison.bids.iter().all(|bid| bid.decisions.is_empty()) {
        return;
    }
    let words = Words::English;
    let title = said("review-decisions");
    out.push_str(&format!("<section>\n<h2 id=\"decisions\">{title}</h2>\n"));
    out.push_str(&region(&title, " tall"));
    out.push_str("<table class=\"marks\">\n<thead>\n<tr>");
    for head in ["bid", "on", "decision", "by", "when", "why", "fingerprint"] {
        let head = say!(words, &format!("review-head-{head}"));
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(&head)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for bid in &comparison.bids {
        for decision in bid.decisions.iter().map(|bound| Decision::of(bound, words)) {
            let row = comparison.rows.iter().position(|row| row.id == decision.requirement);
            let on = row.map_or_else(|| escape(&decision.requirement), |row| link(comparison, row));
            let file = match decision.sha256.as_str() {
                "" => String::new(),
                digest => {
                    format!(", <code>{}</code> <code>{}</code>", escape(&decision.kind), escape(digest))
                }
            };
            let stale = match decision.stale {
                true => format!(" ({})", said("review-changed-since")),
                false => String::new(),
            };
            out.push_str(&format!(
                "<tr><th scope=\"row\">{}</th><td>{on}{file}</td><td>{}{stale}</td><td>{}</td><td>{}</td><td>{}</td>\
                 <td><code>{}</code></td></tr>\n",
                bid.letter,
                escape(&decision.decision),
                escape(&decision.by),
                decision.on,
                escape(&decision.why),
                escape(&decision.fingerprint)
            ));
        }
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
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
