//! The map of two editions: what is there already, and how lots and assets are linked.

use std::collections::BTreeMap;

use serde_json::json;

use super::reworded;
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::{kinds, order};
use crate::document::view::network;
use crate::resolve::spec::{Link, Node, Spec};
use crate::say;
use crate::words::Words;

/// Assets, then links.
pub fn compare(before: &Spec, after: &Spec, words: Words) -> Vec<Change> {
    let mut changes = assets(before, after, words);
    changes.extend(links(before, after, words));
    changes
}

fn assets(before: &Spec, after: &Spec, words: Words) -> Vec<Change> {
    fn all(spec: &Spec) -> Vec<&Node> {
        spec.map.nodes.iter().filter(|node| !node.lot).collect()
    }
    fn ids<'a>(nodes: &[&'a Node]) -> Vec<&'a str> {
        nodes.iter().map(|node| node.id.as_str()).collect()
    }
    let (old, new) = (all(before), all(after));
    let mut changes = Vec::new();
    for id in order::merged(&ids(&old), &ids(&new)) {
        let is = |nodes: &[&'_ Node]| nodes.iter().position(|node| node.id == id);
        let (was, is) = (is(&old).and_then(|at| old.get(at)), is(&new).and_then(|at| new.get(at)));
        match (was, is) {
            (None, Some(node)) => {
                let change = Change::new(&kinds::ASSET_ADDED).about(id, &node.title);
                changes.push(change.from_to(None, Some(zone(after, node, words))));
            }
            (Some(node), None) => {
                let change = Change::new(&kinds::ASSET_REMOVED).about(id, &node.title);
                changes.push(change.from_to(Some(zone(before, node, words)), None));
            }
            (Some(was), Some(is)) => {
                changes.extend(
                    reworded(&kinds::ASSET_RETITLED, &was.title, &is.title)
                        .map(|change| change.about(id, "")),
                );
                if (&was.zone, &was.also_in) != (&is.zone, &is.also_in) {
                    let title = if was.title == is.title { is.title.as_str() } else { "" };
                    let change = Change::new(&kinds::ASSET_MOVED).about(id, title);
                    changes
                        .push(change.from_to(Some(zone(before, was, words)), Some(zone(after, is, words))));
                }
            }
            (None, None) => {}
        }
    }
    changes
}

fn zone(spec: &Spec, node: &Node, words: Words) -> Said {
    let zones = [&node.zone].into_iter().chain(&node.also_in);
    let title = |id| network::zone(spec, id);
    match node.also_in.is_empty() {
        true => Said::new(title(&node.zone), node.zone.as_str()),
        false => Said::new(words.join(zones.map(|id| title(id)), "and"), json!([node.zone, node.also_in])),
    }
}

/// The links of both editions between two ends.
type Both<'a> = (Vec<&'a Link>, Vec<&'a Link>);

/// Links by their ends, in the order of the ids: those of both editions that are the same are left out.
fn links(before: &Spec, after: &Spec, words: Words) -> Vec<Change> {
    let mut by_ends: BTreeMap<(&str, &str), Both<'_>> = BTreeMap::new();
    for link in &before.map.links {
        by_ends.entry((&link.from, &link.to)).or_default().0.push(link);
    }
    for link in &after.map.links {
        let (old, new) = by_ends.entry((&link.from, &link.to)).or_default();
        match old.iter().position(|known| *known == link) {
            Some(at) => drop(old.remove(at)),
            None => new.push(link),
        }
    }
    let mut changes = Vec::new();
    for ((from, to), (old, new)) in by_ends {
        for at in 0..old.len().max(new.len()) {
            let (was, is) = (old.get(at), new.get(at));
            let rule = match (was, is) {
                (Some(_), Some(_)) => &kinds::LINK_CHANGED,
                (None, _) => &kinds::LINK_ADDED,
                (_, None) => &kinds::LINK_REMOVED,
            };
            let title = |spec: &Spec| Some(format!("{} – {}", name(spec, from)?, name(spec, to)?));
            let title = match (title(before), title(after)) {
                (Some(old), Some(new)) if old != new => String::new(),
                (old, new) => new.or(old).unwrap_or_default(),
            };
            let change = Change::new(rule).about(format!("{from}–{to}"), title);
            let said = |link: Option<&&Link>| link.map(|link| said(link, words));
            changes.push(change.from_to(said(was), said(is)));
        }
    }
    changes
}

fn name(spec: &Spec, id: &str) -> Option<String> {
    spec.map.nodes.iter().find(|node| node.id == id).map(|node| node.title.clone())
}

/// "over hospital wifi, carries patient data, for remote service".
fn said(of: &Link, words: Words) -> Said {
    let link = of.in_words();
    let mut phrases = Vec::new();
    if link.one_way {
        phrases.push(say!(words, "diff-link-one-way"));
    }
    if !link.over.is_empty() {
        phrases.push(say!(words, "diff-link-over", medium = link.over));
    }
    if !link.carries.is_empty() {
        phrases.push(say!(words, "diff-link-carries", loads = words.join(link.carries, "and")));
    }
    if !link.purpose.is_empty() {
        phrases.push(say!(words, "diff-link-for", purpose = link.purpose));
    }
    if phrases.is_empty() {
        phrases.push(say!(words, "diff-linked"));
    }
    Said::new(phrases.join(&say!(words, "list-comma")), json!(of))
}
