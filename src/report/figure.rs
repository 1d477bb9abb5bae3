//! The verdicts of a bid by theme, as a picture in SVG: a bar a theme, a segment a verdict.
//!
//! Every difference that a colour makes is also one of pattern or outline, and each segment bears
//! its number. The same report gives the same bytes.

use std::fmt::Write;

use super::Report;
use crate::check::Verdict;
use crate::document::map::escape;
use crate::document::map::letters::{width, wrap};
use crate::document::tree::Figure;
use crate::resolve::spec::Spec;
use crate::say;
use crate::words::Words;

/// Width of the picture, in pixels like all measures here.
const WIDTH: f64 = 760.0;
/// Where the bars start.
const BARS: f64 = 236.0;
/// Width of one requirement, at most.
const UNIT: f64 = 40.0;
/// Height of a bar.
const BAR: f64 = 20.0;
/// Size of letters.
const LETTERS: f64 = 13.0;
/// From one line of text to the next.
const LEADING: f64 = 16.0;

/// The colours are those of a paper document in the light, and the other way round in the dark.
const STYLE: &str = include_str!("figure.css");

/// A theme with how many of its requirements have each verdict, in the order of [`Verdict::ALL`].
struct Row {
    theme: String,
    counts: [usize; Verdict::ALL.len()],
}

/// The figure of a bid, under a name; nothing where it was not judged or its lot asks nothing.
pub fn of(report: &Report, spec: &Spec, name: &str) -> Option<Figure> {
    let rows = if report.outcome.sound() { rows(report, spec) } else { Vec::new() };
    if rows.is_empty() {
        return None;
    }
    let (alt, description) = (alt(&rows), description(&rows));
    let svg = draw(&rows, name, &alt, &description);
    Some(Figure { name: name.to_owned(), alt, description, svg })
}

/// The themes in the order of the lot.
fn rows(report: &Report, spec: &Spec) -> Vec<Row> {
    let Some(lot) = report.outcome.lot.as_ref().and_then(|lot| spec.lot(&lot.id)) else {
        return Vec::new();
    };
    let mut rows: Vec<(&str, Row)> = Vec::new();
    for judged in &report.outcome.verdicts {
        let Some(theme) = lot.requirement(&judged.id).map(|requirement| &requirement.theme) else { continue };
        let at = rows.iter().position(|(id, _)| *id == theme.id).unwrap_or_else(|| {
            rows.push((&theme.id, Row { theme: theme.title.clone(), counts: Default::default() }));
            rows.len() - 1
        });
        let counts = rows.get_mut(at).map(|(_, row)| row.counts.iter_mut().zip(Verdict::ALL));
        for (count, _) in counts.into_iter().flatten().filter(|(_, verdict)| *verdict == judged.verdict) {
            *count += 1;
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

impl Row {
    /// The verdicts that occur, with how many times.
    fn segments(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().zip(self.counts).filter(|(_, count)| *count > 0)
    }

    fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

fn alt(rows: &[Row]) -> String {
    let missed = |verdict| matches!(verdict, Verdict::NotMet | Verdict::Unanswered);
    let short = |row: &&Row| row.segments().any(|(verdict, _)| missed(verdict));
    match rows.iter().filter(short).count() {
        0 => say!(Words::English, "report-themes-met", themes = rows.len()),
        some => say!(Words::English, "report-themes-missed", missed = some, themes = rows.len()),
    }
}

/// A line a theme.
fn description(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| {
        let words = Words::English;
        let parts = row.segments().map(|(verdict, count)| {
            say!(words, "report-segment", count = count, verdict = verdict.label(words))
        });
        let parts = parts.collect::<Vec<_>>().join(&say!(words, "list-comma"));
        say!(words, "report-theme", theme = row.theme.as_str(), parts = parts)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn draw(rows: &[Row], name: &str, title: &str, description: &str) -> String {
    let most = rows.iter().map(Row::total).max().unwrap_or(1).max(1);
    let unit = UNIT.min((WIDTH - BARS - 2.0) / to_f64(most));
    let (legend, top) = legend(rows, name);
    let mut bars = String::new();
    let mut y = top;
    for row in rows {
        let lines = wrap(&row.theme, LETTERS, BARS - 14.0, 2);
        let height = (to_f64(lines.len()) * LEADING).max(BAR);
        for (at, line) in lines.iter().enumerate() {
            let first = y + (height - to_f64(lines.len()) * LEADING) / 2.0 + LETTERS - 1.0;
            let _ = writeln!(
                bars,
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{LETTERS}\" text-anchor=\"end\">{}</text>",
                BARS - 10.0,
                first + to_f64(at) * LEADING,
                escape(line)
            );
        }
        let mut x = BARS;
        for (verdict, count) in row.segments() {
            let wide = unit * to_f64(count);
            segment(&mut bars, name, verdict, (x, y + (height - BAR) / 2.0, wide), &count.to_string());
            x += wide;
        }
        y += height + 5.0;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"verdicts\" role=\"img\" \
         aria-labelledby=\"{name}-title\" aria-describedby=\"{name}-description\" \
         viewBox=\"0 0 {WIDTH} {y:.0}\" width=\"{WIDTH}\" height=\"{y:.0}\">\n\
         <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-description\">{}</desc>\n\
         <style>{STYLE}</style>\n\
         <defs><pattern id=\"{name}-hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"amber\" width=\"7\" height=\"7\"/>\
         <line class=\"amber-line\" x1=\"1\" y1=\"0\" x2=\"1\" y2=\"7\"/></pattern>\
         <pattern id=\"{name}-dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect class=\"blue\" width=\"6\" height=\"6\"/><circle class=\"blue-dot\" cx=\"3\" cy=\"3\" r=\"1.2\"/>\
         </pattern></defs>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{y:.0}\"/>\n{legend}{bars}</svg>\n",
        escape(title),
        escape(description),
    )
}

/// What each pattern stands for, and where it ends.
fn legend(rows: &[Row], name: &str) -> (String, f64) {
    let mut drawn = String::new();
    let (mut x, mut y) = (1.0, 2.0);
    for verdict in Verdict::ALL {
        if !rows.iter().any(|row| row.segments().any(|(found, _)| found == verdict)) {
            continue;
        }
        let wide = BAR + 8.0 + width(&verdict.label(Words::English), LETTERS) + 14.0;
        if x + wide > WIDTH {
            (x, y) = (1.0, y + BAR + 4.0);
        }
        segment(&mut drawn, name, verdict, (x, y, BAR), "");
        let _ = writeln!(
            drawn,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{LETTERS}\">{}</text>",
            x + BAR + 8.0,
            y + BAR / 2.0 + LETTERS * 0.36,
            verdict.label(Words::English)
        );
        x += wide;
    }
    (drawn, y + BAR + 14.0)
}

/// A piece of a bar at left, top and width. A number that has no room is left to the description.
fn segment(svg: &mut String, name: &str, verdict: Verdict, at: (f64, f64, f64), number: &str) {
    let (x, y, wide) = at;
    let fill = match verdict {
        Verdict::Deviation => format!(" fill=\"url(#{name}-hatch)\""),
        Verdict::ToReview => format!(" fill=\"url(#{name}-dots)\""),
        _ => String::new(),
    };
    let _ = write!(
        svg,
        "<g class=\"{}\"><rect class=\"segment\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"{fill}/>",
        verdict.word(),
        x + 1.0,
        y + 1.0,
        (wide - 2.0).max(1.0),
        BAR - 2.0
    );
    if !number.is_empty() && width(number, LETTERS) < wide - 2.0 {
        let _ = write!(
            svg,
            "<text class=\"count\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"{LETTERS}\" text-anchor=\"middle\">{number}</text>",
            x + wide / 2.0,
            y + BAR / 2.0 + LETTERS * 0.36
        );
    }
    svg.push_str("</g>\n");
}

/// A count as a measure; counts here are far below what a float holds exactly.
fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
