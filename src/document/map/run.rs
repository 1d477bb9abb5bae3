//! The pieces of links that lie in channels: which track each has, and where its text stands.

use super::grid::{Grid, to_f64};
use super::letters::width as letters_width;
use super::measure::{LEADING, LINK_LETTERS, MARGIN, NAMES, TRACK};
use super::wire::{Wire, gutter_x, place};

/// A horizontal piece of a wire.
pub struct Run {
    /// The wire that it is a piece of.
    pub wire: usize,
    /// The row that it runs below.
    pub channel: usize,
    /// Its left end.
    pub low: f64,
    /// Its right end.
    pub high: f64,
    /// The middle of its text, if it bears it.
    pub label: Option<f64>,
    /// Whether it stays in the zone of the row above.
    pub inner: bool,
    /// Its track among those of its channel that are inner, or not, as it is.
    pub track: usize,
}

/// For each track what lies on it, from where to where.
type Tracks = Vec<Vec<(f64, f64)>>;

/// The runs of all wires, each with its text placed but without a track yet.
pub fn runs(wires: &[Wire], grid: &Grid, columns: &[(f64, f64)], width: f64) -> Vec<Run> {
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

/// The width of the text of a link.
pub fn label_width(text: &[String]) -> f64 {
    text.iter().map(|line| letters_width(line, LINK_LETTERS)).fold(0.0, f64::max) + 10.0
}

/// The height of the text of a link.
pub fn label_height(text: &[String]) -> f64 {
    to_f64(text.len()) * LINK_LETTERS * LEADING + 4.0
}

/// The space that a run takes along its channel.
fn span(run: &Run, wires: &[Wire]) -> (f64, f64) {
    let half = wires.get(run.wire).map_or(0.0, |wire| label_width(&wire.text) / 2.0);
    let (low, high) = run.label.map_or((run.low, run.high), |x| (x - half, x + half));
    (run.low.min(low) - 5.0, run.high.max(high) + 5.0)
}

/// Gives each run a track in its channel.
pub fn tracks(runs: &mut [Run], wires: &[Wire]) {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let key = |at: &usize| runs.get(*at).map(|run| (run.channel, !run.inner, span(run, wires)));
    order.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b)));
    let mut taken: Vec<((usize, bool), Tracks)> = Vec::new();
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
pub fn heights(
    runs: &[Run],
    wires: &[Wire],
    channel: usize,
    inner: bool,
    from: f64,
    tops: &mut [f64],
) -> f64 {
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
