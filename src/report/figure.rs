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
const STYLE: &str = "\
.verdicts{--v-paper:#fff;--v-ink:#15202b;--v-line:#5a6672;--v-bad:#9b1c1c;--v-on-bad:#fff;\
--v-amber:#fae3b4;--v-amber-line:#b07400;--v-blue:#dbe9f7;--v-blue-dot:#4a80b8;--v-green:#cfe6cf;\
font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif}\
@media (prefers-color-scheme:dark){.verdicts{--v-paper:#14191f;--v-ink:#e8edf2;--v-line:#9aa7b4;\
--v-bad:#ff9d8f;--v-on-bad:#2b0603;--v-amber:#3d2e08;--v-amber-line:#e0a93a;--v-blue:#16293d;\
--v-blue-dot:#6da4dc;--v-green:#1d3a22}}\
@media print{.verdicts{--v-paper:#fff;--v-ink:#000;--v-line:#444;--v-bad:#701010;--v-on-bad:#fff;\
--v-amber:#fae3b4;--v-amber-line:#b07400;--v-blue:#dbe9f7;--v-blue-dot:#4a80b8;--v-green:#cfe6cf;\
print-color-adjust:exact;-webkit-print-color-adjust:exact}}\
.verdicts .paper{fill:var(--v-paper)}\
.verdicts text{fill:var(--v-ink)}\
.verdicts .count{font-weight:600;paint-order:stroke;stroke-width:3px;stroke-linejoin:round}\
.verdicts .segment{stroke:var(--v-line);stroke-width:1}\
.verdicts .not-met .segment{fill:var(--v-bad);stroke:var(--v-bad)}\
.verdicts .not-met .count{fill:var(--v-on-bad);stroke:none}\
.verdicts .unanswered .segment{fill:var(--v-paper);stroke:var(--v-bad);stroke-width:2;stroke-dasharray:4 3}\
.verdicts .unanswered .count{stroke:var(--v-paper)}\
.verdicts .deviation .count{stroke:var(--v-amber)}\
.verdicts .amber{fill:var(--v-amber)}.verdicts .amber-line{stroke:var(--v-amber-line);stroke-width:2}\
.verdicts .to-review .count{stroke:var(--v-blue)}\
.verdicts .blue{fill:var(--v-blue)}.verdicts .blue-dot{fill:var(--v-blue-dot)}\
.verdicts .met .segment{fill:var(--v-green)}\
.verdicts .met .count,.verdicts .not-applicable .count{stroke:none;font-weight:400}\
.verdicts .not-applicable .segment{fill:var(--v-paper)}";

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
    let themes = if rows.len() == 1 { "theme" } else { "themes" };
    match rows.iter().filter(short).count() {
        0 => format!("Verdicts by theme: nothing is missed in any of {} {themes}", rows.len()),
        some => format!("Verdicts by theme: requirements are missed in {some} of {} {themes}", rows.len()),
    }
}

/// A line a theme.
fn description(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| {
        let parts =
            row.segments().map(|(verdict, count)| format!("{count} {}", verdict.label(Words::English)));
        format!("{}: {}.", row.theme, parts.collect::<Vec<_>>().join(", "))
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
