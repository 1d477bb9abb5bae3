//! Routes over the links of a tender: how a lot gets to a zone.

use std::collections::{BTreeMap, VecDeque};

use crate::model::Tender;

/// The shortest way from a lot into a zone, as ids of lots and assets from the lot on; nothing
/// where no links lead there. A lot that stands in the zone is its own way. A link whose medium
/// is the zone itself leads into it.
///
/// Of several shortest ways it is the one whose links stand first in the tender.
pub fn route<'a>(tender: &'a Tender, lot: &'a str, zone: &str) -> Option<Vec<&'a str>> {
    let zone_of = |id: &str| {
        let lot = tender.lots.get(id).map(|lot| &lot.zone);
        lot.or_else(|| tender.assets.get(id).map(|asset| &asset.zone)).map(|zone| zone.value.as_str())
    };
    let mut came_from: BTreeMap<&str, Option<&str>> = BTreeMap::from([(lot, None)]);
    let mut queue = VecDeque::from([lot]);
    while let Some(at) = queue.pop_front() {
        if zone_of(at) == Some(zone) {
            return Some(way_to(at, &came_from));
        }
        let mut onward = Vec::new();
        for link in &tender.links {
            let (from, to) = (link.from.value.as_str(), link.to.value.as_str());
            let next = match at {
                _ if from == at => to,
                _ if to == at => from,
                _ => continue,
            };
            if link.over == zone && next != at {
                let mut way = way_to(at, &came_from);
                way.push(next);
                return Some(way);
            }
            onward.push(next);
        }
        for next in onward {
            if !came_from.contains_key(next) {
                came_from.insert(next, Some(at));
                queue.push_back(next);
            }
        }
    }
    None
}

fn way_to<'a>(end: &'a str, came_from: &BTreeMap<&'a str, Option<&'a str>>) -> Vec<&'a str> {
    let mut way = vec![end];
    let mut at = end;
    while let Some(Some(previous)) = came_from.get(at) {
        way.push(previous);
        at = previous;
    }
    way.reverse();
    way
}
