//! Which row and column each thing of the map stands in.

use crate::resolve::spec::Map;

/// Things beside one another; more make the picture too wide for paper.
const WIDEST: usize = 4;

/// Rows and columns. Rows of one zone follow one another.
#[derive(Debug)]
pub struct Grid {
    /// How many columns there are; at least 1.
    pub columns: usize,
    /// The zone of each row, by its place in the map's zones, or one past them.
    pub zones: Vec<usize>,
    /// For each thing its row and column.
    pub places: Vec<(usize, usize)>,
}

impl Grid {
    /// Places the things of a map: near what they are linked to.
    pub fn of(map: &Map) -> Self {
        let mut rows: Vec<(usize, Vec<usize>)> = Vec::new();
        for zone in 0..=map.zones.len() {
            let here: Vec<usize> = (0..map.nodes.len()).filter(|node| zone_of(map, *node) == zone).collect();
            // rows of equal length look calmer than one full and one nearly empty
            let count = here.len().div_ceil(WIDEST).max(1);
            for row in here.chunks(here.len().div_ceil(count).max(1)) {
                rows.push((zone, row.to_vec()));
            }
        }
        let columns = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0).max(1);
        let mut grid = Self {
            columns,
            zones: rows.iter().map(|(zone, _)| *zone).collect(),
            places: vec![(0, 0); map.nodes.len()],
        };
        for (at, (_, row)) in rows.iter().enumerate() {
            grid.settle(at, &spread(row, columns));
        }
        let neighbours = neighbours(map);
        for sweep in 0..4 {
            let order: Vec<usize> = match sweep % 2 {
                0 => (0..rows.len()).collect(),
                _ => (0..rows.len()).rev().collect(),
            };
            for at in order {
                if let Some((_, row)) = rows.get(at) {
                    let wanted = grid.arranged(row, &neighbours);
                    grid.settle(at, &wanted);
                }
            }
        }
        grid
    }

    fn settle(&mut self, row: usize, placed: &[(usize, usize)]) {
        for (node, column) in placed {
            if let Some(place) = self.places.get_mut(*node) {
                *place = (row, *column);
            }
        }
    }

    fn column(&self, node: usize) -> f64 {
        self.places.get(node).map_or(0.0, |(_, column)| to_f64(*column))
    }

    /// The things of a row, each as near as can be to the middle of what it is linked to.
    fn arranged(&self, row: &[usize], neighbours: &[Vec<usize>]) -> Vec<(usize, usize)> {
        let wish = |node: usize| {
            let linked = neighbours.get(node).map(Vec::as_slice).unwrap_or_default();
            match linked.len() {
                0 => self.column(node),
                n => linked.iter().map(|other| self.column(*other)).sum::<f64>() / to_f64(n),
            }
        };
        let mut wishes: Vec<(f64, usize)> = row.iter().map(|node| (wish(*node), *node)).collect();
        wishes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut free = 0;
        let count = wishes.len();
        let placed = wishes.iter().enumerate().map(|(at, (wish, node))| {
            let last = self.columns.saturating_sub(count - at);
            let column =
                (free..=last).min_by(|a, b| (to_f64(*a) - wish).abs().total_cmp(&(to_f64(*b) - wish).abs()));
            let column = column.unwrap_or(free);
            free = column + 1;
            (*node, column)
        });
        placed.collect()
    }
}

fn spread(row: &[usize], columns: usize) -> Vec<(usize, usize)> {
    let indent = columns.saturating_sub(row.len()) / 2;
    row.iter().enumerate().map(|(at, node)| (*node, at + indent)).collect()
}

fn zone_of(map: &Map, node: usize) -> usize {
    let zone = map.nodes.get(node).map(|node| node.zone.as_str()).unwrap_or_default();
    map.zones.iter().position(|known| known.id == zone).unwrap_or(map.zones.len())
}

fn neighbours(map: &Map) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); map.nodes.len()];
    for (from, to) in map.links.iter().filter_map(|link| ends(map, &link.from, &link.to)) {
        if let Some(linked) = neighbours.get_mut(from) {
            linked.push(to);
        }
        if let Some(linked) = neighbours.get_mut(to) {
            linked.push(from);
        }
    }
    neighbours
}

/// The places of two things in the map; nothing where one is missing or both are one.
pub fn ends(map: &Map, from: &str, to: &str) -> Option<(usize, usize)> {
    let find = |id: &str| map.nodes.iter().position(|node| node.id == id);
    Some((find(from)?, find(to)?)).filter(|(from, to)| from != to)
}

/// A small count as a number that can be measured with.
pub fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
