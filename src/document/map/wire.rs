//! Links on their way: which gutter each runs down, and where it meets its boxes.

use super::grid::{Grid, ends, to_f64};
use super::letters::wrap;
use super::measure::{BOX_WIDTH, GUTTER, LABEL, LINK_LETTERS, NAMES, TRACK};
use crate::resolve::spec::{Link, Spec};

/// A link on its way to being drawn.
pub struct Wire {
    /// Its place among the links of the map.
    pub link: usize,
    /// The end that stands higher, or further left in the same row.
    pub upper: usize,
    /// The other end.
    pub lower: usize,
    /// Gutter and track in it, where it passes a row.
    pub gutter: Option<(usize, usize)>,
    /// Where it leaves its upper end.
    pub out: f64,
    /// Where it enters its lower end.
    pub into: f64,
    /// What is written on it, in lines; may be empty.
    pub text: Vec<String>,
}

/// The links that join two things of the map, as wires without a way yet.
pub fn wires(spec: &Spec, grid: &Grid) -> Vec<Wire> {
    let map = &spec.map;
    let links = map.links.iter().enumerate().filter_map(|(at, link)| {
        let (from, to) = ends(map, &link.from, &link.to)?;
        let (a, b) = (grid.places.get(from)?, grid.places.get(to)?);
        let (upper, lower) = if a <= b { (from, to) } else { (to, from) };
        let text = wrap(&said(&link.in_words()), LINK_LETTERS, LABEL, 3);
        Some(Wire { link: at, upper, lower, gutter: None, out: 0.0, into: 0.0, text })
    });
    links.collect()
}

fn said(link: &Link) -> String {
    let carries = link.carries.join(", ");
    let parts = [&link.over, &carries, &link.purpose];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

/// Row and column of a thing.
pub fn place(grid: &Grid, node: usize) -> (usize, usize) {
    grid.places.get(node).copied().unwrap_or_default()
}

/// Gives each wire that passes a row a gutter and a track; the result is the tracks of each gutter.
pub fn gutters(wires: &mut [Wire], grid: &Grid) -> Vec<usize> {
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

/// The width of a gutter with so many tracks.
pub fn gutter_width(tracks: usize) -> f64 {
    GUTTER + TRACK * to_f64(tracks)
}

/// The left edge of each column, and of the gutter before it.
pub fn columns(gutters: &[usize], grid: &Grid) -> Vec<(f64, f64)> {
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

/// Where a track of a gutter lies.
pub fn gutter_x(columns: &[(f64, f64)], gutter: usize, track: usize) -> f64 {
    let left = match columns.get(gutter) {
        Some((_, gutter)) => *gutter,
        None => columns.last().map_or(NAMES, |(left, _)| left + BOX_WIDTH),
    };
    left + GUTTER / 2.0 + TRACK * (to_f64(track) + 0.5)
}

/// Spreads the ends of wires along the edges of boxes, in the order of where they go.
pub fn ports(wires: &mut [Wire], grid: &Grid, columns: &[(f64, f64)]) {
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
