//! The plan as SVG. Colours follow the reader's choice of light or dark, and every
//! difference that a colour makes is also one of line, weight or word.

use std::fmt::Write;

use super::grid::to_f64;
use super::measure::{BOX_LETTERS, LEADING, LINK_LETTERS};
use super::plan::{Area, Line, Plan};
use crate::resolve::spec::Spec;

const STYLE: &str = "\
.tender-map{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif}\
.tender-map .paper{fill:#fff}\
.tender-map .zone{fill:#eef3f8;stroke:#8a97a6}\
.tender-map .zone-0{fill:#fbeee6}.tender-map .zone-1{fill:#eef3e4}.tender-map .zone-2{fill:#e8f0fb}\
.tender-map .zone-3{fill:#f3ecf8}.tender-map .zone-4{fill:#fdf6dc}.tender-map .zone-5{fill:#e6f4f2}\
.tender-map text{fill:#15202b}\
.tender-map .zone-name{font-weight:600}\
.tender-map .box{fill:#fff;stroke:#44515e;stroke-width:1.2}\
.tender-map .lot .box{stroke:#15202b;stroke-width:3}\
.tender-map .lot text{font-weight:700}\
.tender-map .link{fill:none;stroke:#44515e;stroke-width:1.4;stroke-linejoin:round}\
.tender-map .route{stroke:#9a2200;stroke-width:3.4;stroke-dasharray:9 5}\
.tender-map .head{fill:#9a2200}\
.tender-map .label{fill:#fff;stroke:#c3cad2;stroke-width:.8}\
@media (prefers-color-scheme:dark){\
.tender-map .paper{fill:#14191f}\
.tender-map .zone{fill:#1d252e;stroke:#67737f}\
.tender-map .zone-0{fill:#33241b}.tender-map .zone-1{fill:#222c1a}.tender-map .zone-2{fill:#1a2738}\
.tender-map .zone-3{fill:#2a2033}.tender-map .zone-4{fill:#302a14}.tender-map .zone-5{fill:#172d2b}\
.tender-map text{fill:#e8edf2}\
.tender-map .box,.tender-map .label{fill:#14191f}\
.tender-map .box,.tender-map .link{stroke:#b4c0cc}\
.tender-map .lot .box{stroke:#f2f6fa}\
.tender-map .route{stroke:#ff9d7a}.tender-map .head{fill:#ff9d7a}\
.tender-map .label{stroke:#55616d}}\
@media print{\
.tender-map{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
.tender-map .paper,.tender-map .box,.tender-map .label{fill:#fff}\
.tender-map .zone{stroke:#555}\
.tender-map .zone-0{fill:#fbeee6}.tender-map .zone-1{fill:#eef3e4}.tender-map .zone-2{fill:#e8f0fb}\
.tender-map .zone-3{fill:#f3ecf8}.tender-map .zone-4{fill:#fdf6dc}.tender-map .zone-5{fill:#e6f4f2}\
.tender-map text{fill:#000}\
.tender-map .box,.tender-map .link,.tender-map .lot .box{stroke:#000}\
.tender-map .route{stroke:#7a1b00}.tender-map .head{fill:#7a1b00}}";

/// How many colours of zones there are.
const COLOURS: usize = 6;

/// Draws a plan.
pub fn draw(spec: &Spec, plan: &Plan, title: &str, description: &str) -> String {
    let (width, height) = (plan.width, plan.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tender-map\" role=\"img\" \
         aria-labelledby=\"tender-map-title\" aria-describedby=\"tender-map-description\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title id=\"tender-map-title\">{}</title>\n<desc id=\"tender-map-description\">{}</desc>\n\
         <style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n",
        escape(title),
        escape(description)
    );
    for (zone, area) in &plan.bands {
        let _ = writeln!(
            svg,
            "<rect class=\"zone zone-{}\" x=\"1\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/>",
            zone % COLOURS,
            area.y,
            area.width - 2.0,
            area.height
        );
        let top = area.y + 10.0 + BOX_LETTERS;
        lines(&mut svg, "zone-name", &area.text, (12.0, top), BOX_LETTERS, "start");
    }
    // routes lie on top of other links, labels on top of both
    let mut drawn: Vec<&Line> = plan.lines.iter().collect();
    drawn.sort_by_key(|line| line.route);
    drawn.iter().for_each(|line| self::line(&mut svg, line));
    for (node, area) in spec.map.nodes.iter().zip(&plan.boxes) {
        thing(&mut svg, node.lot, area);
    }
    for label in plan.lines.iter().filter_map(|line| line.label.as_ref()) {
        let (left, top) = (label.x - label.width / 2.0, label.y - label.height / 2.0);
        let _ = writeln!(
            svg,
            "<rect class=\"label\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"4\"/>",
            label.width, label.height
        );
        lines(
            &mut svg,
            "label-text",
            &label.text,
            (label.x, top + LINK_LETTERS + 1.5),
            LINK_LETTERS,
            "middle",
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn thing(svg: &mut String, lot: bool, area: &Area) {
    let class = if lot { "lot" } else { "asset" };
    let radius = if lot { 3 } else { 10 };
    let _ = writeln!(
        svg,
        "<g class=\"{class}\"><rect class=\"box\" x=\"{:.1}\" y=\"{:.1}\" width=\"{}\" height=\"{:.1}\" rx=\"{radius}\"/>",
        area.x, area.y, area.width, area.height
    );
    let text = to_f64(area.text.len()) * BOX_LETTERS * LEADING;
    let first = area.y + (area.height - text) / 2.0 + BOX_LETTERS;
    lines(svg, "name", &area.text, (area.x + area.width / 2.0, first), BOX_LETTERS, "middle");
    svg.push_str("</g>\n");
}

fn line(svg: &mut String, line: &Line) {
    let mut points = line.points.clone();
    let mut head = String::new();
    if line.route
        && let Some((x, y)) = points.pop()
    {
        // the line ends where the head begins; it always enters a box upright
        let down = points.last().is_some_and(|(_, before)| *before < y);
        let back = if down { y - 11.0 } else { y + 11.0 };
        points.push((x, back));
        head = format!(
            "<polygon class=\"head\" points=\"{x:.1},{y:.1} {:.1},{back:.1} {:.1},{back:.1}\"/>\n",
            x - 7.0,
            x + 7.0
        );
    }
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let class = if line.route { "link route" } else { "link" };
    let _ = writeln!(svg, "<polyline class=\"{class}\" points=\"{}\"/>", points.join(" "));
    svg.push_str(&head);
}

fn lines(svg: &mut String, class: &str, text: &[String], at: (f64, f64), size: f64, anchor: &str) {
    for (row, line) in text.iter().enumerate() {
        let y = at.1 + to_f64(row) * size * LEADING;
        let _ = writeln!(
            svg,
            "<text class=\"{class}\" x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{}</text>",
            at.0,
            escape(line)
        );
    }
}

/// A text as it may stand in SVG: no markup, no control characters.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            character if character.is_control() => escaped.push(' '),
            character => escaped.push(character),
        }
        escaped
    })
}
