//! A tender, from wire to model: every id that it names is looked up.

mod award;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::wire;
use crate::condition::parse::{self, FaultKind, Vocabulary};
use crate::condition::value::read_date;
use crate::condition::{Condition, Subject};
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Code, Diagnostic};
use crate::library;
use crate::model::{Asset, Bound, Derivation, Library, Link, Lot, Requirement, Setting, Tender, Waiver};
use crate::syntax::Node;
use crate::text::{Route, Span, Spanned};

/// The tender of a file; nothing where its deadline is no date.
pub fn lower(
    wire: wire::Tender,
    node: &Node,
    additions: IndexMap<String, Requirement>,
    library: &Library,
    bag: &mut Bag,
) -> Option<Tender> {
    let root = Route::root();
    let deadline_place = node.place(&root.key("deadline"));
    let Some(deadline) = read_date(&wire.deadline) else {
        bag.push(
            Diagnostic::new(&codes::TENDER_WRONG_FORM, format!("`{}` is not a date", wire.deadline))
                .at(deadline_place, "")
                .hint("write a date of the calendar such as `2027-03-31`"),
        );
        return None;
    };
    let mut reader =
        Reader { node, library, vocabulary: library::vocabulary(library), nodes: BTreeMap::new(), bag };
    let mut settings = reader.settings(&wire.parameters, None, &root.key("parameters"), &additions);
    // A lot that is faulty otherwise is there for whoever names it.
    let ids: Vec<String> = wire.lots.iter().map(|lot| lot.id.clone()).collect();
    let mut lots = IndexMap::new();
    for (i, lot) in wire.lots.into_iter().enumerate() {
        let at = root.key("lots").index(i);
        settings.extend(reader.settings(&lot.parameters, Some(&lot.id), &at.key("parameters"), &additions));
        if let Some(lot) = reader.lot(lot, &at) {
            lots.insert(lot.id.clone(), lot);
        }
    }
    let mut assets = IndexMap::new();
    for (i, asset) in wire.assets.into_iter().enumerate() {
        let at = root.key("assets").index(i);
        if reader.new_id(&asset.id, &at) {
            let zone = reader.zone(&asset.zone, &at);
            assets.insert(asset.id.clone(), Asset { id: asset.id, title: asset.title, zone });
        }
    }
    let links: Vec<Link> = wire.links.into_iter().enumerate().map(|(i, link)| reader.link(link, i)).collect();
    for lot in lots.values() {
        if !links.iter().any(|link| link.from.value == lot.id || link.to.value == lot.id) {
            reader.bag.push(
                Diagnostic::new(
                    &codes::LOT_WITHOUT_LINKS,
                    format!("the lot `{}` is linked to nothing", lot.id),
                )
                .at(lot.span, "counts as isolated")
                .hint("add its links: what a device is connected to decides what it must withstand"),
            );
        }
    }
    let waivers = wire.waive.into_iter().enumerate();
    let waivers = waivers.map(|(i, waiver)| reader.waiver(waiver, i, &ids, &additions)).collect();
    let deadline = Spanned::new(deadline, deadline_place);
    let delivery = wire.delivery.and_then(|delivery| reader.delivery(&delivery, &deadline));
    let award = wire.award.map(|award| reader.award(award, &additions));
    Some(Tender {
        id: wire.id,
        title: wire.title,
        buyer: wire.buyer,
        summary: wire.summary,
        deadline,
        delivery,
        award,
        bill: wire.sbom.map(|sbom| sbom.elements).unwrap_or_default(),
        assurance: wire.assurance,
        lots,
        assets,
        links,
        settings,
        waivers,
        additions,
    })
}

struct Reader<'a> {
    node: &'a Node,
    library: &'a Library,
    vocabulary: Vocabulary,
    nodes: BTreeMap<String, Span>,
    bag: &'a mut Bag,
}

impl Reader<'_> {
    /// Reports a word that is none of the known ones.
    fn unknown<'k>(
        &mut self,
        code: &'static Code,
        message: String,
        word: &str,
        place: Span,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let fault = Diagnostic::new(code, message).at(place, "");
        self.bag.push(match suggest::nearest(word, known.clone()) {
            Some(meant) => fault.edit(format!("did you mean `{meant}`?"), place, meant),
            None if known.clone().count() == 1 => fault.hint(format!("use {}", suggest::listed(known))),
            None => fault.hint(format!("use one of {}", suggest::listed(known))),
        });
    }

    /// Whether the id of a lot or asset is used for the first time.
    fn new_id(&mut self, id: &str, at: &Route) -> bool {
        let place = self.node.place(&at.key("id"));
        if let Some(first) = self.nodes.get(id) {
            self.bag.push(
                Diagnostic::new(
                    &codes::TENDER_DUPLICATE_ID,
                    format!("two lots or assets have the id `{id}`"),
                )
                .at(place, "second here")
                .at(*first, "first here")
                .hint("rename one of them"),
            );
            return false;
        }
        self.nodes.insert(id.to_owned(), place);
        true
    }

    fn zone(&mut self, zone: &str, at: &Route) -> Spanned<String> {
        let place = self.node.place(&at.key("zone"));
        let library = self.library;
        let own = library.facts.values().find(|fact| matches!(fact.derivation, Some(Derivation::Zone)));
        if let Some(fact) = own {
            let known = fact.of.options().iter().map(|option| option.id.as_str());
            if !known.clone().any(|known| known == zone) {
                self.unknown(&codes::UNKNOWN_ZONE, format!("there is no zone `{zone}`"), zone, place, known);
            }
        }
        Spanned::new(zone.to_owned(), place)
    }

    fn lot(&mut self, lot: wire::Lot, at: &Route) -> Option<Lot> {
        let library = self.library;
        let fresh = self.new_id(&lot.id, at);
        let category = Spanned::new(lot.category, self.node.place(&at.key("category")));
        let known = library.categories.contains_key(&category.value);
        if !known {
            let message = format!("there is no category `{}`", category.value);
            let all = library.categories.keys().map(String::as_str);
            self.unknown(&codes::TENDER_UNKNOWN_CATEGORY, message, &category.value, category.span, all);
        }
        let zone = self.zone(&lot.zone, at);
        let bounds = self.bounds(&lot.facts, &at.key("facts"));
        (fresh && known).then(|| Lot {
            id: lot.id,
            title: lot.title,
            category,
            quantity: lot.quantity,
            description: lot.description,
            zone,
            bounds,
            span: self.node.place(&at.key("id")),
        })
    }

    fn bounds(&mut self, facts: &IndexMap<String, Json>, at: &Route) -> Vec<Bound> {
        let mut bounds = Vec::new();
        for (fact, json) in facts {
            let route = at.key(fact);
            let key = self.node.key_place(&route);
            let library = self.library;
            let Some(known) = library.facts.get(fact) else {
                // Facts that could not be read are reported by themselves.
                if library.facts.is_empty() && self.bag.has_errors() {
                    continue;
                }
                let all = library.facts.keys().map(String::as_str);
                self.unknown(
                    &codes::TENDER_UNKNOWN_FACT,
                    format!("there is no fact `{fact}`"),
                    fact,
                    key,
                    all,
                );
                continue;
            };
            if known.derivation.is_some() && matches!(known.holder, crate::model::Holder::Tender) {
                let fault = Diagnostic::new(
                    &codes::WRONG_VALUE,
                    format!("`{fact}` follows from the zone and the links and cannot be set"),
                );
                self.bag.push(fault.at(key, "").hint("describe the zone and the links of the lot instead"));
                continue;
            }
            let entry = Json::Object([(fact.clone(), json.clone())].into_iter().collect());
            match parse::condition(&entry, &self.vocabulary, at) {
                Ok(Condition::Test { check, subject: Subject::Fact(fact) }) => {
                    bounds.push(Bound { fact, check, span: key });
                }
                Ok(_) => {}
                Err(faults) => faults.into_iter().for_each(|fault| self.wrong_value(fact, fault)),
            }
        }
        bounds
    }

    /// Puts a fault of a value into the words of a tender.
    fn wrong_value(&mut self, of: &str, fault: parse::Fault) {
        let place = self.node.place(&fault.route);
        match fault.kind {
            FaultKind::UnknownOption { option, offered } => {
                let message = format!("`{option}` is no option of `{of}`");
                let known = offered.iter().map(String::as_str);
                self.unknown(&codes::WRONG_VALUE, message, &option, place, known);
            }
            kind => {
                if let FaultKind::WrongOperand { expected } = kind {
                    let message = format!("the value of `{of}` does not fit: {expected} belongs here");
                    let fault = Diagnostic::new(&codes::WRONG_VALUE, message).at(place, "");
                    self.bag.push(fault.hint(format!("write {}", expected.trim_end_matches(','))));
                    return;
                }
                let message = match kind {
                    FaultKind::WrongUnit { expected, found } => {
                        format!("{} cannot be compared with {}", found.name(), expected.name())
                    }
                    FaultKind::UnknownTest { name } => format!("there is no test `{name}`"),
                    FaultKind::TestOfType { test, of: kind } => {
                        format!("`{test}` cannot be tested of `{of}`, which is a {kind}")
                    }
                    FaultKind::Pattern { reason } => format!("the pattern cannot be used: {reason}"),
                    FaultKind::Template
                    | FaultKind::WrongOperand { .. }
                    | FaultKind::UnknownSubject { .. }
                    | FaultKind::UnknownOption { .. } => "a plain value belongs here".to_owned(),
                };
                let fault = Diagnostic::new(&codes::WRONG_VALUE, message).at(place, "");
                self.bag.push(fault.hint(format!("see what `{of}` may be in the library")));
            }
        }
    }

    fn link(&mut self, link: wire::Link, i: usize) -> Link {
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
        let carried = link.carries.iter().enumerate();
        let carried = carried.map(|(i, load)| (load.as_str(), at.key("carries").index(i)));
        for (word, route) in carried.chain([(link.purpose.as_str(), at.key("purpose"))]) {
            self.without_effect(word, &route);
        }
        Link { from, to, over: link.over, carries: link.carries, purpose: link.purpose }
    }

    /// Warns of a purpose or load that is nearly, and therefore not, one that facts follow from.
    fn without_effect(&mut self, word: &str, route: &Route) {
        let derivations = self.library.facts.values().filter_map(|fact| fact.derivation.as_ref());
        let known = derivations.flat_map(|derivation| match derivation {
            Derivation::Link { purpose, carries, .. } => [purpose.as_deref(), carries.as_deref()],
            Derivation::Zone | Derivation::Reach { .. } => [None, None],
        });
        let known: Vec<&str> = known.flatten().collect();
        let folded = word.to_lowercase().replace([' ', '_'], "-");
        let meant = suggest::nearest(&folded, known.iter().copied());
        if let Some(meant) = meant.filter(|_| !known.contains(&word)) {
            let place = self.node.place(route);
            self.bag.push(
                Diagnostic::new(&codes::WORD_WITHOUT_EFFECT, format!("no fact follows from `{word}`"))
                    .at(place, "only a word for people")
                    .edit(format!("did you mean `{meant}`?"), place, meant),
            );
        }
    }

    fn settings(
        &mut self,
        parameters: &IndexMap<String, Json>,
        lot: Option<&str>,
        at: &Route,
        additions: &IndexMap<String, Requirement>,
    ) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (name, value) in parameters {
            let (key, span) = (self.node.key_place(&at.key(name)), self.node.place(&at.key(name)));
            let Some((id, parameter)) = name.split_once('.') else {
                let fault =
                    Diagnostic::new(&codes::UNKNOWN_PARAMETER, format!("`{name}` names no parameter"));
                self.bag.push(fault.at(key, "").hint("write `ID.parameter`, such as `UPD-03.support_years`"));
                continue;
            };
            let Some(requirement) = self.requirement(id, key, additions) else { continue };
            let known: Vec<&str> = requirement.parameters.keys().map(String::as_str).collect();
            if !known.contains(&parameter) {
                let message = format!("{id} has no parameter `{parameter}`");
                let full: Vec<String> = known.iter().map(|known| format!("{id}.{known}")).collect();
                self.unknown(&codes::UNKNOWN_PARAMETER, message, name, key, full.iter().map(String::as_str));
                continue;
            }
            settings.push(Setting {
                requirement: id.to_owned(),
                parameter: parameter.to_owned(),
                lot: lot.map(str::to_owned),
                value: value.clone(),
                key,
                span,
            });
        }
        settings
    }

    fn requirement(
        &mut self,
        id: &str,
        place: Span,
        additions: &IndexMap<String, Requirement>,
    ) -> Option<Requirement> {
        let library = self.library;
        let found = library.requirements.get(id).or_else(|| additions.get(id)).cloned();
        if found.is_none() {
            let known = library.requirements.keys().chain(additions.keys()).map(String::as_str);
            self.unknown(
                &codes::UNKNOWN_REQUIREMENT,
                format!("there is no requirement `{id}`"),
                id,
                place,
                known,
            );
        }
        found
    }

    fn waiver(
        &mut self,
        waiver: wire::Waiver,
        i: usize,
        lots: &[String],
        additions: &IndexMap<String, Requirement>,
    ) -> Waiver {
        let at = Route::root().key("waive").index(i);
        let requirement = Spanned::new(waiver.requirement, self.node.place(&at.key("requirement")));
        self.requirement(&requirement.value, requirement.span, additions);
        let named = waiver.lots.into_iter().enumerate();
        let named: Vec<Spanned<String>> =
            named.map(|(j, lot)| Spanned::new(lot, self.node.place(&at.key("lots").index(j)))).collect();
        for lot in named.iter().filter(|lot| !lots.contains(&lot.value)) {
            let message = format!("there is no lot `{}`", lot.value);
            self.unknown(&codes::UNKNOWN_LOT, message, &lot.value, lot.span, lots.iter().map(String::as_str));
        }
        Waiver { requirement, lots: named, reason: waiver.reason }
    }
}
