//! Routes over the links of a tender: how a lot gets to a zone.

use std::collections::{BTreeMap, VecDeque};

use crate::model::Tender;

/// The shortest way from a lot into a zone, as ids of lots and assets from the lot on; nothing
/// where no links lead there. A lot that stands in the zone is its own way. A link whose medium
/// is the zone itself leads into it. A one-way link counts where something can come over it from the zone to
/// the lot, since that is what a lot has to withstand.
///
/// Of several shortest ways it is the one whose links stand first in the tender.
pub fn route<'a>(tender: &'a Tender, lot: &'a str, zone: &str) -> Option<Vec<&'a str>> {
    let is_in = |id: &str| {
        let asset = tender.assets.get(id);
        asset.is_some_and(|asset| asset.zone.value == zone || asset.also_in.iter().any(|also| also == zone))
            || tender.lots.get(id).is_some_and(|lot| lot.zone.value == zone)
    };
    let mut came_from: BTreeMap<&str, Option<&str>> = BTreeMap::from([(lot, None)]);
    let mut queue = VecDeque::from([lot]);
    while let Some(at) = queue.pop_front() {
        if is_in(at) {
            return Some(way_to(at, &came_from));
        }
        let mut onward = Vec::new();
        for link in &tender.links {
            let (from, to) = (link.from.value.as_str(), link.to.value.as_str());
            let next = match at {
                _ if from == at && !link.one_way => to,
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
