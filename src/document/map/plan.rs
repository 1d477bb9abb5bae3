//! Where everything of the map lies, in pixels.
//!
//! Below each row runs a channel, between columns run gutters. A link leaves its upper end
//! downwards, runs along the channel, if need be down a gutter and along another channel,
//! and enters its lower end from above; both ends of a link within a row are left
//! downwards. In channels and gutters each link has a track of its own, except where
//! tracks can be shared without meeting.

use super::grid::{Grid, ends, to_f64};
use super::letters::{width, wrap};
use crate::resolve::spec::{Link, Spec};

/// Size of letters in boxes.
pub const BOX_LETTERS: f64 = 14.0;
/// Size of letters on links.
pub const LINK_LETTERS: f64 = 12.0;
/// From one line of text to the next, as a share of the size of letters.
pub const LEADING: f64 = 1.25;

const BOX_WIDTH: f64 = 168.0;
const NAMES: f64 = 122.0;
const MARGIN: f64 = 12.0;
const GUTTER: f64 = 26.0;
const TRACK: f64 = 12.0;
const LABEL: f64 = 190.0;

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
    /// Its corners, from end to end; on a route in the direction of the internet.
    pub points: Vec<(f64, f64)>,
    /// Whether it is part of a route to the internet.
    pub route: bool,
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

/// A link on its way to being drawn.
struct Wire {
    link: usize,
    upper: usize,
    lower: usize,
    /// Gutter and track in it, where it passes a row.
    gutter: Option<(usize, usize)>,
    /// Where it leaves its upper end, and where it enters its lower end.
    out: f64,
    into: f64,
    text: Vec<String>,
}

/// A horizontal piece of a wire.
struct Run {
    wire: usize,
    channel: usize,
    low: f64,
    high: f64,
    /// The middle of its text, if it bears it.
    label: Option<f64>,
    /// Whether it stays in the zone of the row above.
    inner: bool,
    track: usize,
}

impl Plan {
    /// Plans the map of a spec.
    pub fn of(spec: &Spec, grid: &Grid) -> Self {
        let mut wires = wires(spec, grid);
        let gutters = gutters(&mut wires, grid);
        let columns = columns(&gutters, grid);
        let right = columns.last().map_or(NAMES, |(left, _)| left + BOX_WIDTH);
        let width = right + gutters.last().copied().map_or(GUTTER, gutter_width) + MARGIN;
        ports(&mut wires, grid, &columns);
        let mut runs = runs(&wires, grid, &columns, width);
        tracks(&mut runs, &wires);
        let mut plan = Self { width, ..Self::default() };
        let tops = plan.stack(spec, grid, &columns, &runs, &wires);
        plan.lines = lines(spec, grid, &wires, &runs, &tops, &plan.boxes, &columns);
        plan
    }

    /// Lays rows and channels below one another; the result is the height of each run.
    fn stack(
        &mut self,
        spec: &Spec,
        grid: &Grid,
        columns: &[(f64, f64)],
        runs: &[Run],
        wires: &[Wire],
    ) -> Vec<f64> {
        let mut tops = vec![0.0; runs.len()];
        let texts: Vec<Vec<String>> = (0..spec.map.nodes.len()).map(|node| caption(spec, node)).collect();
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

fn wires(spec: &Spec, grid: &Grid) -> Vec<Wire> {
    let map = &spec.map;
    let links = map.links.iter().enumerate().filter_map(|(at, link)| {
        let (from, to) = ends(map, &link.from, &link.to)?;
        let (a, b) = (grid.places.get(from)?, grid.places.get(to)?);
        let (upper, lower) = if a <= b { (from, to) } else { (to, from) };
        let text = wrap(&said(link), LINK_LETTERS, LABEL, 3);
        Some(Wire { link: at, upper, lower, gutter: None, out: 0.0, into: 0.0, text })
    });
    links.collect()
}

fn said(link: &Link) -> String {
    let carries = link.carries.join(", ");
    let parts = [&link.over, &carries, &link.purpose];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

fn caption(spec: &Spec, node: usize) -> Vec<String> {
    let Some(node) = spec.map.nodes.get(node) else { return Vec::new() };
    let number = spec.lots.iter().find(|lot| node.lot && lot.id == node.id).map(|lot| lot.number);
    let mut text: Vec<String> = number.map(|number| format!("Lot {number}")).into_iter().collect();
    text.extend(wrap(&node.title, BOX_LETTERS, BOX_WIDTH - 22.0, 5));
    text
}

fn place(grid: &Grid, node: usize) -> (usize, usize) {
    grid.places.get(node).copied().unwrap_or_default()
}

/// Gives each wire that passes a row a gutter and a track; the result is the tracks of each gutter.
fn gutters(wires: &mut [Wire], grid: &Grid) -> Vec<usize> {
    let mut taken: Vec<Vec<Vec<(usize, usize)>>> = vec![Vec::new(); grid.columns + 1];
    for wire in wires {
        let ((top, a), (bottom, b)) = (place(grid, wire.upper), place(grid, wire.lower));
        if bottom <= top + 1 {
            continue;
        }
        let way = |gutter: usize| {
            let at = to_f64(gutter) - 0.5;
            (at - to_f64(a)).abs() + (at - to_f64(b)).abs() + 0.1 * (at - to_f64(b)).abs()
        };
        let gutter = (0..=grid.columns).min_by(|a, b| way(*a).total_cmp(&way(*b))).unwrap_or(0);
        let Some(tracks) = taken.get_mut(gutter) else { continue };
        let free =
            tracks.iter().position(|spans| spans.iter().all(|(from, to)| bottom - 1 < *from || *to < top));
        let track = free.unwrap_or_else(|| {
            tracks.push(Vec::new());
            tracks.len() - 1
        });
        if let Some(spans) = tracks.get_mut(track) {
            spans.push((top, bottom - 1));
        }
        wire.gutter = Some((gutter, track));
    }
    taken.iter().map(Vec::len).collect()
}

fn gutter_width(tracks: usize) -> f64 {
    GUTTER + TRACK * to_f64(tracks)
}

/// The left edge of each column, and of the gutter before it.
fn columns(gutters: &[usize], grid: &Grid) -> Vec<(f64, f64)> {
    let mut x = NAMES;
    let columns = gutters.iter().take(grid.columns).map(|tracks| {
        let gutter = x;
        x += gutter_width(*tracks);
        let left = x;
        x += BOX_WIDTH;
        (left, gutter)
    });
    columns.collect()
}

fn gutter_x(columns: &[(f64, f64)], gutter: usize, track: usize) -> f64 {
    let left = match columns.get(gutter) {
        Some((_, gutter)) => *gutter,
        None => columns.last().map_or(NAMES, |(left, _)| left + BOX_WIDTH),
    };
    left + GUTTER / 2.0 + TRACK * (to_f64(track) + 0.5)
}

/// Spreads the ends of wires along the edges of boxes, in the order of where they go.
fn ports(wires: &mut [Wire], grid: &Grid, columns: &[(f64, f64)]) {
    let middle =
        |node: usize| columns.get(place(grid, node).1).map_or(0.0, |column| column.0) + BOX_WIDTH / 2.0;
    // node, lower edge?, where it goes, wire, whether this is the wire's upper end
    let mut ports: Vec<(usize, bool, f64, usize, bool)> = Vec::new();
    for (at, wire) in wires.iter().enumerate() {
        let same = place(grid, wire.upper).0 == place(grid, wire.lower).0;
        let bend = wire.gutter.map(|(gutter, track)| gutter_x(columns, gutter, track));
        ports.push((wire.upper, true, bend.unwrap_or(middle(wire.lower)), at, true));
        ports.push((wire.lower, same, bend.unwrap_or(middle(wire.upper)), at, false));
    }
    ports.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
    for side in ports.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (at, (node, below, _, wire, upper)) in side.iter().enumerate() {
            let share = to_f64(at + 1) / to_f64(side.len() + 1);
            // ends above and below a channel must not lie over one another
            let shift = if *below { 0.0 } else { 7.0 };
            let x = middle(*node) - BOX_WIDTH / 2.0 + share * (BOX_WIDTH - 14.0) + shift;
            if let Some(wire) = wires.get_mut(*wire) {
                if *upper { wire.out = x } else { wire.into = x }
            }
        }
    }
    for wire in wires.iter_mut().filter(|wire| wire.gutter.is_none()) {
        if (wire.out - wire.into).abs() < 16.0 {
            wire.into = wire.out;
        }
    }
}

fn runs(wires: &[Wire], grid: &Grid, columns: &[(f64, f64)], width: f64) -> Vec<Run> {
    let zone = |row: usize| grid.zones.get(row);
    let mut runs = Vec::new();
    for (at, wire) in wires.iter().enumerate() {
        let (top, bottom) = (place(grid, wire.upper).0, place(grid, wire.lower).0);
        let inner = zone(top) == zone(bottom);
        let mut push = |channel: usize, from: f64, to: f64| {
            let inner = inner || zone(channel) == zone(channel + 1);
            runs.push(Run {
                wire: at,
                channel,
                low: from.min(to),
                high: from.max(to),
                label: None,
                inner,
                track: 0,
            });
        };
        match wire.gutter {
            None => push(top, wire.out, wire.into),
            Some((gutter, track)) => {
                let bend = gutter_x(columns, gutter, track);
                push(top, wire.out, bend);
                push(bottom - 1, bend, wire.into);
            }
        }
    }
    for at in 0..runs.len() {
        let label = label(&runs, wires, at, width);
        if let Some(run) = runs.get_mut(at) {
            run.label = label;
        }
    }
    runs
}

/// Where the text of a run stands: on its wire's longest run, where the fewest lines pass.
fn label(runs: &[Run], wires: &[Wire], at: usize, width: f64) -> Option<f64> {
    let run = runs.get(at)?;
    let wire = wires.get(run.wire)?;
    let own: Vec<&Run> = runs.iter().filter(|other| other.wire == run.wire).collect();
    let longest = own.iter().max_by(|a, b| (a.high - a.low).total_cmp(&(b.high - b.low)))?;
    if wire.text.is_empty() || longest.channel != run.channel {
        return None;
    }
    let half = label_width(&wire.text) / 2.0;
    let keep = |x: f64| x.max(NAMES + half).min(width - MARGIN / 2.0 - half);
    let others: Vec<f64> = runs
        .iter()
        .filter(|other| other.channel == run.channel && other.wire != run.wire)
        .flat_map(|other| [other.low, other.high])
        .collect();
    let covered = |x: f64| others.iter().filter(|other| (*other - x).abs() < half + 4.0).count();
    let middle = (run.low + run.high) / 2.0;
    let slack = ((run.high - run.low) / 2.0 - half).max(0.0);
    let steps = [0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0];
    steps.into_iter().map(|step| keep(middle + step * slack)).min_by_key(|x| covered(*x))
}

fn label_width(text: &[String]) -> f64 {
    text.iter().map(|line| width(line, LINK_LETTERS)).fold(0.0, f64::max) + 10.0
}

fn label_height(text: &[String]) -> f64 {
    to_f64(text.len()) * LINK_LETTERS * LEADING + 4.0
}

/// The space that a run takes along its channel.
fn span(run: &Run, wires: &[Wire]) -> (f64, f64) {
    let half = wires.get(run.wire).map_or(0.0, |wire| label_width(&wire.text) / 2.0);
    let (low, high) = run.label.map_or((run.low, run.high), |x| (x - half, x + half));
    (run.low.min(low) - 5.0, run.high.max(high) + 5.0)
}

/// Gives each run a track in its channel.
fn tracks(runs: &mut [Run], wires: &[Wire]) {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let key = |at: &usize| runs.get(*at).map(|run| (run.channel, !run.inner, span(run, wires)));
    order.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b)));
    let mut taken: Vec<((usize, bool), Vec<Vec<(f64, f64)>>)> = Vec::new();
    for at in order {
        let Some(run) = runs.get_mut(at) else { continue };
        let (low, high) = span(run, wires);
        let place = (run.channel, run.inner);
        if taken.last().is_none_or(|(last, _)| *last != place) {
            taken.push((place, Vec::new()));
        }
        let Some((_, tracks)) = taken.last_mut() else { continue };
        let free = tracks.iter().position(|spans| spans.iter().all(|(from, to)| high < *from || *to < low));
        run.track = free.unwrap_or_else(|| {
            tracks.push(Vec::new());
            tracks.len() - 1
        });
        if let Some(spans) = tracks.get_mut(run.track) {
            spans.push((low, high));
        }
    }
}

/// Sets the height of the runs of a channel, from `y` down; the result is where they end.
fn heights(runs: &[Run], wires: &[Wire], channel: usize, inner: bool, from: f64, tops: &mut [f64]) -> f64 {
    let here = |run: &Run| run.channel == channel && run.inner == inner;
    let tracks = runs.iter().filter(|run| here(run)).map(|run| run.track + 1).max().unwrap_or(0);
    let mut y = from;
    for track in 0..tracks {
        let on_it = |run: &Run| here(run) && run.track == track;
        let labels = runs.iter().filter(|run| on_it(run) && run.label.is_some());
        let labels = labels.filter_map(|run| wires.get(run.wire)).map(|wire| label_height(&wire.text));
        let height = labels.fold(TRACK, f64::max) + 8.0;
        for (_, top) in runs.iter().zip(tops.iter_mut()).filter(|(run, _)| on_it(run)) {
            *top = y + height - 3.0;
        }
        y += height;
    }
    if tracks > 0 { y + 14.0 } else { y }
}

#[allow(clippy::too_many_arguments)]
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
        if towards == Some(wire.upper) {
            points.reverse();
        }
        let label = own.iter().find_map(|(run, top)| {
            let (width, height) = (label_width(&wire.text), label_height(&wire.text));
            // above its line, so that no corner hides behind it
            Some(Label { x: run.label?, y: top - 3.0 - height / 2.0, width, height, text: wire.text.clone() })
        });
        Line { points, route: towards.is_some(), label }
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
