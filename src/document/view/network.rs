//! Lots, assets and links in words.

use serde::Serialize;

use crate::resolve::spec::{self, Spec};
use crate::say;
use crate::words::Words;

/// How things are connected.
#[derive(Debug, Serialize)]
pub struct Network {
    /// One sentence on the map.
    pub alt: String,
    /// The zones that occur.
    pub zones: Vec<String>,
    /// Where each lot stands.
    pub lots: Vec<Standing>,
    /// What is there already.
    pub assets: Vec<Standing>,
    /// The links.
    pub links: Vec<Link>,
    /// Whether a route is drawn: one that takes links.
    pub drawn: bool,
    /// How each exposed lot reaches the internet.
    pub routes: Vec<Route>,
}

/// Something in a zone.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// What people call it.
    pub title: String,
    /// The zone, or several.
    pub zone: String,
    /// The zones one by one.
    pub zones: Vec<String>,
}

/// A link.
#[derive(Debug, Serialize)]
pub struct Link {
    /// What it joins.
    pub from: String,
    #[allow(missing_docs)]
    pub to: String,
    /// Whether nothing can come back.
    pub one_way: bool,
    /// The medium; may be empty.
    pub over: String,
    /// What it carries; may be empty.
    pub carries: String,
    /// What it is for; may be empty.
    pub purpose: String,
}

/// A way to the internet.
#[derive(Debug, Serialize)]
pub struct Route {
    /// The lot.
    pub lot: String,
    /// The way, lot first: "Pumps → Gateway → Cloud".
    pub way: String,
    /// How many links it takes; 0 where the lot stands there itself.
    pub links: usize,
}

/// The network of a spec.
pub fn of(spec: &Spec, words: Words) -> Network {
    let map = &spec.map;
    let title = |id: &str| {
        map.nodes.iter().find(|node| node.id == id).map_or_else(|| id.to_owned(), |node| node.title.clone())
    };
    let standing = |lot: bool| {
        let nodes = map.nodes.iter().filter(|node| node.lot == lot);
        nodes
            .map(|node| {
                let zones: Vec<String> =
                    [&node.zone].into_iter().chain(&node.also_in).map(|id| zone(spec, id)).collect();
                Standing { title: node.title.clone(), zone: words.join(zones.clone(), "and"), zones }
            })
            .collect()
    };
    let routes = map.routes.iter().filter(|route| !route.is_empty()).map(|route| Route {
        lot: route.first().map(|id| title(id)).unwrap_or_default(),
        way: route.iter().map(|id| title(id)).collect::<Vec<_>>().join(" → "),
        links: route.len().saturating_sub(1),
    });
    let links = map.links.iter().map(spec::Link::in_words).map(|link| Link {
        from: title(&link.from),
        to: title(&link.to),
        one_way: link.one_way,
        over: link.over,
        carries: words.join(link.carries, "and"),
        purpose: link.purpose,
    });
    Network {
        alt: alt(spec, words),
        zones: map.zones.iter().map(|zone| zone.title.clone()).collect(),
        lots: standing(true),
        assets: standing(false),
        links: links.collect(),
        drawn: map.routes.iter().any(|route| route.len() > 1),
        routes: routes.collect(),
    }
}

/// One sentence on the map of a spec.
pub fn alt(spec: &Spec, words: Words) -> String {
    let lots = spec.map.nodes.iter().filter(|node| node.lot).count();
    let parts = [
        say!(words, "map-count-lots", count = lots),
        say!(words, "map-count-assets", count = spec.map.nodes.len() - lots),
        say!(words, "map-count-links", count = spec.map.links.len()),
    ];
    say!(words, "map-alt", parts = words.join(parts, "and"))
}

/// The same as the map says, in sentences.
pub fn description(spec: &Spec, words: Words) -> String {
    let network = of(spec, words);
    let mut sentences: Vec<String> = Vec::new();
    for zone in &network.zones {
        let here =
            network.lots.iter().chain(&network.assets).filter(|standing| standing.zones.contains(zone));
        let here: Vec<String> = here.map(|standing| standing.title.clone()).collect();
        if !here.is_empty() {
            let here = words.join(here, "and");
            sentences.push(say!(words, "map-zone", zone = zone.as_str(), things = here));
        }
    }
    for link in &network.links {
        let (from, to, over) = (link.from.as_str(), link.to.as_str(), link.over.as_str());
        sentences.push(match over {
            _ if link.one_way => say!(words, "map-link-one-way", from = from, to = to),
            "" => say!(words, "map-link", from = from, to = to),
            over => say!(words, "map-link-over", from = from, to = to, over = over),
        });
    }
    for route in &network.routes {
        sentences.push(match route.links {
            0 => say!(words, "map-on-internet", lot = route.lot.as_str()),
            _ => say!(words, "map-route", way = route.way.as_str()),
        });
    }
    sentences.join(" ")
}

/// What people call a zone.
pub fn zone(spec: &Spec, id: &str) -> String {
    let zone = spec.map.zones.iter().find(|zone| zone.id == id);
    zone.map_or_else(|| id.to_owned(), |zone| zone.title.clone())
}
