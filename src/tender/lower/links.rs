//! Links between lots and assets: ends that there are, words that count.

use indexmap::IndexMap;

use super::Reader;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Code, Diagnostic};
use crate::model::{Asset, Derivation, Link, Lot, Term};
use crate::tender::wire;
use crate::text::{Route, Spanned};

/// A vocabulary of links, and how it is spoken of.
struct Vocabulary {
    words: Vec<Term>,
    code: &'static Code,
    noun: &'static str,
    /// What `tenderc explain` lists it by.
    listed: &'static str,
}

impl Reader<'_> {
    /// Every link, with the words that count in it.
    pub(super) fn links(&mut self, links: Vec<wire::Link>) -> Vec<Link> {
        let purposes = Vocabulary {
            words: self.library.purposes(),
            code: &codes::UNKNOWN_PURPOSE,
            noun: "purpose",
            listed: "purposes",
        };
        let loads = Vocabulary {
            words: self.library.loads(),
            code: &codes::UNKNOWN_LOAD,
            noun: "load",
            listed: "carries",
        };
        let links = links.into_iter().enumerate();
        links.map(|(i, link)| self.link(link, i, &purposes, &loads)).collect()
    }

    fn link(&mut self, link: wire::Link, i: usize, purposes: &Vocabulary, loads: &Vocabulary) -> Link {
        let at = Route::root().key("links").index(i);
        let mut end = |key: &str, id: String| {
            let place = self.node.place(&at.key(key));
            if !self.nodes.contains_key(&id) {
                let known: Vec<String> = self.nodes.keys().cloned().collect();
                let message = format!("there is no lot or asset `{id}`");
                self.unknown(&codes::UNKNOWN_NODE, message, &id, place, known.iter().map(String::as_str));
            }
            Spanned::new(id, place)
        };
        let (from, to) = (end("from", link.from), end("to", link.to));
        if from.value == to.value {
            let message = format!("`{}` is linked to itself", to.value);
            self.bag.push(
                Diagnostic::new(&codes::SELF_LINK, message)
                    .at(to.span, "the other end")
                    .at(from.span, "one end")
                    .hint("name the lot or asset that it is linked to, or remove the link"),
            );
        }
        for (i, load) in link.carries.iter().enumerate() {
            self.word(load, &at.key("carries").index(i), loads);
        }
        if !link.purpose.is_empty() {
            self.word(&link.purpose, &at.key("purpose"), purposes);
        }
        self.medium(&link.over, &at.key("over"));
        Link {
            from,
            to,
            one_way: link.one_way,
            over: link.over,
            carries: link.carries,
            purpose: link.purpose,
        }
    }

    /// Warns of what stands alone: a lot that counts as isolated, an asset that decides nothing.
    pub(super) fn unlinked(
        &mut self,
        lots: &IndexMap<String, Lot>,
        assets: &IndexMap<String, Asset>,
        links: &[Link],
    ) {
        // A link with a faulty end is told already; what it should join is not told once more.
        let known = |id: &String| self.nodes.contains_key(id);
        let sound = |link: &Link| {
            known(&link.from.value) && known(&link.to.value) && link.from.value != link.to.value
        };
        if !links.iter().all(sound) {
            return;
        }
        let linked = |id: &String| links.iter().any(|link| link.from.value == *id || link.to.value == *id);
        for lot in lots.values().filter(|lot| !linked(&lot.id)) {
            let message = format!("the lot `{}` is linked to nothing", lot.id);
            self.bag.push(
                Diagnostic::new(&codes::LOT_WITHOUT_LINKS, message)
                    .at(lot.span, "counts as isolated")
                    .hint("add its links: what a device is connected to decides what it must withstand"),
            );
        }
        // Where there are no links at all, the lots say so already.
        for asset in assets.values().filter(|asset| !links.is_empty() && !linked(&asset.id)) {
            let place = self.nodes.get(&asset.id).copied().unwrap_or(asset.zone.span);
            let message = format!("the asset `{}` is linked to nothing", asset.id);
            self.bag.push(
                Diagnostic::new(&codes::ASSET_WITHOUT_LINKS, message)
                    .at(place, "nothing follows from it")
                    .hint("add the links to it, or remove the asset"),
            );
        }
    }

    /// Refuses a word that is none of its vocabulary: what follows from it would be missing in silence.
    fn word(&mut self, word: &str, route: &Route, vocabulary: &Vocabulary) {
        let Vocabulary { words, code, noun, listed } = vocabulary;
        // Facts that could not be read are reported by themselves.
        let undecided = self.library.facts.is_empty() && self.bag.has_errors();
        if undecided || words.is_empty() || words.iter().any(|known| known.id == word) {
            return;
        }
        let place = self.node.place(route);
        let known = words.iter().map(|known| known.id.as_str());
        let fault = Diagnostic::new(code, format!("there is no {noun} `{word}`"))
            .at(place, "nothing would follow from it");
        let fault = match suggest::nearest(&folded(word), known.clone()) {
            Some(meant) => fault.edit(format!("did you mean `{meant}`?"), place, meant),
            None if words.len() == 1 => fault.hint(format!("use {}", suggest::listed(known))),
            None => fault.hint(format!("use one of {}", suggest::listed(known))),
        };
        self.bag.push(fault.hint(format!("see `tenderc explain {listed}` for what each word means")));
    }

    /// Warns of a medium that is nearly, and therefore not, a zone into which the link would lead.
    fn medium(&mut self, over: &str, route: &Route) {
        let derivations = self.library.facts.values().filter_map(|fact| fact.derivation.as_ref());
        let mut zones = derivations.filter_map(|derivation| match derivation {
            Derivation::Reach { zone, .. } => Some(zone.as_str()),
            Derivation::Zone | Derivation::Link { .. } => None,
        });
        let written = folded(over);
        let written = written.trim_start_matches("the-");
        let near = |zone: &&str| *zone != over && strsim::damerau_levenshtein(written, zone) <= 1;
        if let Some(meant) = zones.find(near) {
            let place = self.node.place(route);
            let message = format!("the link over `{over}` does not count as one into the zone `{meant}`");
            self.bag.push(
                Diagnostic::new(&codes::WORD_WITHOUT_EFFECT, message)
                    .at(place, "only a word for people")
                    .edit(format!("did you mean `{meant}`?"), place, meant),
            );
        }
    }
}

/// A word as a vocabulary would write it.
fn folded(word: &str) -> String {
    word.to_lowercase().replace([' ', '_'], "-")
}
