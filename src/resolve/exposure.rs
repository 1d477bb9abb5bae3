//! What a lot is exposed to: the facts that its zone and its links settle, as the library's facts derive them.

use super::{routes, spec};
use crate::condition::{Check, Type, Value};
use crate::model::{Derivation, Fact, Library, Link, Lot, Tender};

/// What the zone and the links of a lot say of a fact.
pub fn derived(library: &Library, tender: &Tender, lot: &Lot, fact: &Fact) -> Option<spec::Known> {
    let named = |id: &str| {
        let lot = tender.lots.get(id).map(|lot| lot.title.clone());
        let title = lot.or_else(|| tender.assets.get(id).map(|asset| asset.title.clone()));
        spec::Term { id: id.to_owned(), title: title.unwrap_or_else(|| id.to_owned()) }
    };
    let own_links =
        || tender.links.iter().filter(|link| link.from.value == lot.id || link.to.value == lot.id);
    match fact.derivation.as_ref()? {
        Derivation::Zone => {
            Some(spec::Known::of_all(Check::Equals(word(&lot.zone.value)), spec::Ground::Zone))
        }
        Derivation::Reach { zone, none, linked, indirect, direct } => {
            let (option, because) = match routes::route(tender, &lot.id, zone) {
                Some(way) => {
                    let route = spec::Ground::Route(way.iter().map(|id| named(id)).collect());
                    (if way.len() > 2 { indirect } else { direct }, route)
                }
                None if own_links().next().is_none() => (none, spec::Ground::NoLinks),
                None => (
                    linked,
                    spec::Ground::NoRoute(
                        super::zones(library).find(|known| known.id == *zone).unwrap_or_else(|| named(zone)),
                    ),
                ),
            };
            Some(spec::Known::of_all(Check::Equals(word(option)), because))
        }
        Derivation::Link { purpose, carries, includes } => {
            let fits = |link: &&Link| {
                purpose.as_ref().is_none_or(|purpose| link.purpose == *purpose)
                    && carries.as_ref().is_none_or(|load| link.carries.contains(load))
            };
            let found = own_links().find(fits);
            let because = found.map(|link| {
                let other = if link.from.value == lot.id { &link.to.value } else { &link.from.value };
                spec::Ground::Link(named(other))
            });
            match (&fact.of, because) {
                (Type::Choices { .. }, Some(because)) => {
                    let options = includes.iter().map(|option| word(option)).collect();
                    Some(spec::Known::of_all(Check::Includes(options), because))
                }
                (Type::Choices { .. }, None) => None,
                (_, because) => Some(spec::Known::of_all(
                    Check::Equals(Value::Flag(because.is_some())),
                    because.unwrap_or(spec::Ground::NoLink),
                )),
            }
        }
    }
}

fn word(option: &str) -> Value {
    Value::Word(option.to_owned())
}
