//! The map of a tender: lots, assets and links as a picture in SVG.
//!
//! A layered drawing of its own: zones are bands from the internet down, things stand in
//! columns, links run between rows and between columns, so that no line crosses a box and
//! no two lines lie on one another. The same spec gives the same bytes.

mod draw;
mod grid;
pub(crate) mod letters;
mod measure;
mod plan;
mod run;
mod wire;

pub use draw::escape;

use super::tree::Figure;
use super::view::network;
use crate::resolve::spec::Spec;
use crate::words::Words;

/// The name of the figure.
pub const NAME: &str = "map";

/// The map as a figure of a document.
pub fn figure(spec: &Spec, words: Words) -> Figure {
    Figure {
        name: NAME.into(),
        alt: network::alt(spec, words),
        description: network::description(spec, words),
        svg: svg(spec, words),
    }
}

/// The map as a file of its own, without an XML declaration.
pub fn svg(spec: &Spec, words: Words) -> String {
    let grid = grid::Grid::of(&spec.map);
    let plan = plan::Plan::of(spec, &grid, words);
    draw::draw(spec, &plan, &network::alt(spec, words), &network::description(spec, words))
}

#[cfg(test)]
mod tests {
    use super::plan::Plan;
    use super::*;
    use crate::document::fixture;
    use crate::resolve::spec::{Link, Node};

    /// A map of so many things, each linked to some of those before it.
    fn of(things: usize) -> Spec {
        let mut spec = fixture::spec();
        let zones = ["internet", "office", "clinical", "technical"];
        spec.map.nodes = (0..things)
            .map(|at| Node {
                id: format!("n{at}"),
                title: format!("Thing {at} with averylongwordthatneverends & more"),
                zone: zones[at * 7 % 4].into(),
                also_in: if at % 5 == 1 { vec!["office".into()] } else { Vec::new() },
                lot: at % 3 == 0,
            })
            .collect();
        let link = |from: usize, to: usize| Link {
            from: format!("n{from}"),
            to: format!("n{to}"),
            one_way: from.is_multiple_of(4),
            over: "Hospital Wi-Fi".into(),
            carries: vec!["patient data".into()],
            purpose: String::new(),
        };
        spec.map.links = (1..things).flat_map(|at| [link(at, at / 2), link(at, at * 3 / 4)]).collect();
        spec.map.routes = vec![vec!["n1".into(), "n0".into()]];
        spec
    }

    #[test]
    fn no_line_crosses_a_box() {
        for things in [1, 2, 3, 7, 12, 40] {
            let spec = of(things);
            let plan = Plan::of(&spec, &grid::Grid::of(&spec.map), Words::English);
            assert_eq!(plan.boxes.len(), things);
            for (at, one) in plan.boxes.iter().enumerate() {
                for other in plan.boxes.iter().skip(at + 1) {
                    let apart = one.x + one.width <= other.x
                        || other.x + other.width <= one.x
                        || one.y + one.height <= other.y
                        || other.y + other.height <= one.y;
                    assert!(apart, "{things}: {one:?} and {other:?} overlap");
                }
                for line in &plan.lines {
                    for pair in line.points.windows(2) {
                        let (x1, x2) = (pair[0].0.min(pair[1].0), pair[0].0.max(pair[1].0));
                        let (y1, y2) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
                        let outside =
                            x2 <= one.x || x1 >= one.x + one.width || y2 <= one.y || y1 >= one.y + one.height;
                        assert!(outside, "{things}: {line:?} crosses {one:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_label_covers_another() {
        for things in [2, 7, 12, 40] {
            let spec = of(things);
            let plan = Plan::of(&spec, &grid::Grid::of(&spec.map), Words::English);
            let labels: Vec<_> = plan.lines.iter().filter_map(|line| line.label.as_ref()).collect();
            for (at, one) in labels.iter().enumerate() {
                for other in labels.iter().skip(at + 1) {
                    let apart = (one.x - other.x).abs() >= (one.width + other.width) / 2.0
                        || (one.y - other.y).abs() >= (one.height + other.height) / 2.0;
                    assert!(apart, "{things}: {one:?} covers {other:?}");
                }
            }
        }
    }

    #[test]
    fn the_picture_is_safe_and_the_same() {
        let spec = fixture::spec();
        let picture = svg(&spec, Words::English);
        assert_eq!(picture, svg(&spec, Words::English));
        assert!(picture.contains("cloud &amp; &lt;service"), "{picture}");
        assert!(!picture.contains("<service"));
    }
}
