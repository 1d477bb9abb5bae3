//! The plan as SVG. Colours follow the reader's choice of light or dark, and every
//! difference that a colour makes is also one of line, weight or word.

use std::fmt::Write;

use super::grid::to_f64;
use super::measure::{BOX_LETTERS, LEADING, LINK_LETTERS};
use super::plan::{Area, Line, Plan};
use crate::resolve::spec::Spec;

const STYLE: &str = include_str!("map.css");

/// How many colours of zones there are.
const COLOURS: usize = 6;

/// Draws a plan.
pub fn draw(spec: &Spec, plan: &Plan, title: &str, description: &str) -> String {
    let (width, height) = (plan.width, plan.height);
    let style: String = STYLE.lines().collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tender-map\" role=\"img\" \
         aria-labelledby=\"tender-map-title\" aria-describedby=\"tender-map-description\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title id=\"tender-map-title\">{}</title>\n<desc id=\"tender-map-description\">{}</desc>\n\
         <style>{style}</style>\n\
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
    if (line.route || line.one_way)
        && let Some((x, y)) = points.pop()
    {
        // the line ends where the head begins; it always enters a box upright
        let down = points.last().is_some_and(|(_, before)| *before < y);
        let back = if down { y - 11.0 } else { y + 11.0 };
        points.push((x, back));
        let class = if line.route { "head" } else { "one-way" };
        head = format!(
            "<polygon class=\"{class}\" points=\"{x:.1},{y:.1} {:.1},{back:.1} {:.1},{back:.1}\"/>\n",
            x - 7.0,
            x + 7.0
        );
    }
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let route = if line.route { " route" } else { "" };
    let _ = writeln!(svg, "<polyline class=\"link{route}\" points=\"{}\"/>", points.join(" "));
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
