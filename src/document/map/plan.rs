//! Where everything of the map lies, in pixels.
//!
//! Below each row runs a channel, between columns run gutters. A link leaves its upper end
//! downwards, runs along the channel, if need be down a gutter and along another channel,
//! and enters its lower end from above; both ends of a link within a row are left
//! downwards. In channels and gutters each link has a track of its own, except where
//! tracks can be shared without meeting.

use super::grid::{Grid, to_f64};
use super::letters::wrap;
use super::measure::{BOX_LETTERS, BOX_WIDTH, GUTTER, LEADING, MARGIN, NAMES};
use super::run::{Run, heights, label_height, label_width, runs, tracks};
use super::wire::{Wire, columns, gutter_width, gutter_x, gutters, place, ports, wires};
use crate::document::view::network;
use crate::resolve::spec::Spec;
use crate::say;
use crate::words::Words;

/// Something with an extent.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    #[allow(missing_docs)]
    pub width: f64,
    #[allow(missing_docs)]
    pub height: f64,
    /// The lines of text in it.
    pub text: Vec<String>,
}

/// The text of a link; `x` and `y` are its middle.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub text: Vec<String>,
}

/// A link as drawn.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its corners, from end to end: where it is one-way in that direction, else on a route to the internet.
    pub points: Vec<(f64, f64)>,
    /// Whether it is part of a route to the internet.
    pub route: bool,
    /// Whether nothing can come back over it.
    pub one_way: bool,
    /// Its text.
    pub label: Option<Label>,
}

/// The whole picture.
#[derive(Debug, Default)]
pub struct Plan {
    #[allow(missing_docs)]
    pub width: f64,
    #[allow(missing_docs)]
    pub height: f64,
    /// The bands of the zones that hold something: place of the zone in the map, and area.
    pub bands: Vec<(usize, Area)>,
    /// The boxes, in the order of the map's things.
    pub boxes: Vec<Area>,
    /// The links that join two things of the map.
    pub lines: Vec<Line>,
}

impl Plan {
    /// Plans the map of a spec.
    pub fn of(spec: &Spec, grid: &Grid, words: Words) -> Self {
        let mut wires = wires(spec, grid);
        let gutters = gutters(&mut wires, grid);
        let columns = columns(&gutters, grid);
        let right = columns.last().map_or(NAMES, |(left, _)| left + BOX_WIDTH);
        let width = right + gutters.last().copied().map_or(GUTTER, gutter_width) + MARGIN;
        ports(&mut wires, grid, &columns);
        let mut runs = runs(&wires, grid, &columns, width);
        tracks(&mut runs, &wires);
        let mut plan = Self { width, ..Self::default() };
        let tops = plan.stack(spec, grid, &columns, (&runs, &wires), words);
        plan.lines = lines(spec, grid, &wires, &runs, &tops, &plan.boxes, &columns);
        plan
    }

    /// Lays rows and channels below one another; the result is the height of each run.
    fn stack(
        &mut self,
        spec: &Spec,
        grid: &Grid,
        columns: &[(f64, f64)],
        (runs, wires): (&[Run], &[Wire]),
        words: Words,
    ) -> Vec<f64> {
        let mut tops = vec![0.0; runs.len()];
        let texts: Vec<Vec<String>> =
            (0..spec.map.nodes.len()).map(|node| caption(spec, node, words)).collect();
        self.boxes = vec![Area::default(); texts.len()];
        let mut y = MARGIN;
        let mut band_top = y;
        for (row, zone) in grid.zones.iter().enumerate() {
            let first = row.checked_sub(1).and_then(|before| grid.zones.get(before)) != Some(zone);
            let last = grid.zones.get(row + 1) != Some(zone);
            if first {
                band_top = y;
                y += 16.0;
            }
            let here: Vec<usize> = (0..texts.len())
                .filter(|node| grid.places.get(*node).is_some_and(|place| place.0 == row))
                .collect();
            let most = here.iter().filter_map(|node| texts.get(*node)).map(Vec::len).max().unwrap_or(1);
            let height = to_f64(most) * BOX_LETTERS * LEADING + 18.0;
            for node in here {
                let x = grid
                    .places
                    .get(node)
                    .and_then(|place| columns.get(place.1))
                    .map_or(0.0, |column| column.0);
                let text = texts.get(node).cloned().unwrap_or_default();
                if let Some(area) = self.boxes.get_mut(node) {
                    *area = Area { x, y, width: BOX_WIDTH, height, text };
                }
            }
            y += height + 16.0;
            y = heights(runs, wires, row, true, y, &mut tops);
            if last {
                let title = spec.map.zones.get(*zone).map(|zone| zone.title.as_str()).unwrap_or_default();
                let text = wrap(title, BOX_LETTERS, NAMES - 2.0 * MARGIN, 6);
                let least = band_top + to_f64(text.len()) * BOX_LETTERS * LEADING + 20.0;
                y = y.max(least);
                let area = Area { x: 0.0, y: band_top, width: self.width, height: y - band_top, text };
                self.bands.push((*zone, area));
                y += 10.0;
            }
            y = heights(runs, wires, row, false, y, &mut tops);
        }
        self.height = (y + 2.0).max(40.0);
        tops
    }
}

fn caption(spec: &Spec, node: usize, words: Words) -> Vec<String> {
    let Some(node) = spec.map.nodes.get(node) else { return Vec::new() };
    let number = spec.lots.iter().find(|lot| node.lot && lot.id == node.id).map(|lot| lot.number);
    let mut text: Vec<String> =
        number.map(|number| say!(words, "map-lot", number = number)).into_iter().collect();
    // lots are written in bold, which is wider
    let letters = if node.lot { BOX_LETTERS * 1.12 } else { BOX_LETTERS };
    text.extend(wrap(&node.title, letters, BOX_WIDTH - 22.0, 5));
    if !node.also_in.is_empty() {
        let zones = words.join(node.also_in.iter().map(|zone| network::zone(spec, zone)), "and");
        text.extend(wrap(&say!(words, "map-also-in", zones = zones), letters, BOX_WIDTH - 22.0, 4));
    }
    text
}

fn lines(
    spec: &Spec,
    grid: &Grid,
    wires: &[Wire],
    runs: &[Run],
    tops: &[f64],
    boxes: &[Area],
    columns: &[(f64, f64)],
) -> Vec<Line> {
    let lines = wires.iter().enumerate().map(|(at, wire)| {
        let own: Vec<(&Run, f64)> =
            runs.iter().zip(tops).filter(|(run, _)| run.wire == at).map(|(run, top)| (run, *top)).collect();
        let edge = |node: usize, lower: bool| {
            boxes.get(node).map_or(0.0, |area| if lower { area.y + area.height } else { area.y })
        };
        let same = place(grid, wire.upper).0 == place(grid, wire.lower).0;
        let first = own.first().map_or(0.0, |(_, top)| *top);
        let last = own.last().map_or(0.0, |(_, top)| *top);
        let mut points = vec![(wire.out, edge(wire.upper, true)), (wire.out, first)];
        if let Some((gutter, track)) = wire.gutter {
            let bend = gutter_x(columns, gutter, track);
            points.extend([(bend, first), (bend, last)]);
        }
        points.extend([(wire.into, last), (wire.into, edge(wire.lower, same))]);
        points.dedup();
        let towards = towards(spec, wire);
        let one_way = spec.map.links.get(wire.link).filter(|link| link.one_way);
        let end = one_way.map_or(towards, |link| spec.map.nodes.iter().position(|node| node.id == link.to));
        if end == Some(wire.upper) {
            points.reverse();
        }
        let label = own.iter().find_map(|(run, top)| {
            let (width, height) = (label_width(&wire.text), label_height(&wire.text));
            // above its line, so that no corner hides behind it
            Some(Label { x: run.label?, y: top - 3.0 - height / 2.0, width, height, text: wire.text.clone() })
        });
        Line { points, route: towards.is_some(), one_way: one_way.is_some(), label }
    });
    lines.collect()
}

/// The end of a wire that is nearer to the internet, where a route passes along it.
fn towards(spec: &Spec, wire: &Wire) -> Option<usize> {
    let link = spec.map.links.get(wire.link)?;
    let legs = spec.map.routes.iter().flat_map(|route| route.iter().zip(route.iter().skip(1)));
    let mut ends = legs.filter_map(|(near, far)| {
        let joins = (near == &link.from && far == &link.to) || (near == &link.to && far == &link.from);
        joins.then(|| spec.map.nodes.iter().position(|node| node.id == *far))?
    });
    ends.next()
}
