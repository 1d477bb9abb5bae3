//! A tender, from wire to model: every id that it names is looked up.

mod award;
mod editions;
mod facts;
mod kinds;
mod links;
mod places;
mod settings;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::wire;
use crate::condition::parse::Vocabulary;
use crate::condition::value::read_date;
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Code, Diagnostic};
use crate::library;
use crate::model::{
    Asset, Assurance, Exception, Exempt, Library, Lot, PurchaseOption, Renewal, Requirement, Tender, Tier,
};
use crate::syntax::Node;
use crate::text::{Route, Span, Spanned};

/// The tender of a file, with its tree and its text; nothing where its deadline is no date.
pub fn lower(
    wire: wire::Tender,
    node: &Node,
    text: &str,
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
        Reader { node, text, library, vocabulary: library::vocabulary(library), nodes: BTreeMap::new(), bag };
    let mut settings = reader.settings(&wire.parameters, None, &root.key("parameters"), &additions);
    let tier = wire.tier.unwrap_or_else(|| wire.assurance.tier());
    reader.sites(&wire.sites);
    // A lot that is faulty otherwise is there for whoever names it.
    let ids: Vec<String> = wire.lots.iter().map(|lot| lot.id.clone()).collect();
    let mut lots = IndexMap::new();
    for (i, lot) in wire.lots.into_iter().enumerate() {
        let at = root.key("lots").index(i);
        settings.extend(reader.settings(&lot.parameters, Some(&lot.id), &at.key("parameters"), &additions));
        if let Some(lot) = reader.lot(lot, (wire.assurance, wire.tier), &wire.sites, &at, &additions) {
            lots.insert(lot.id.clone(), lot);
        }
    }
    let mut assets = IndexMap::new();
    for (i, asset) in wire.assets.into_iter().enumerate() {
        let at = root.key("assets").index(i);
        if reader.new_id(&asset.id, &at) {
            let zone = reader.zone(&asset.zone, &at.key("zone"));
            for (j, zone) in asset.also_in.iter().enumerate() {
                reader.zone(zone, &at.key("also-in").index(j));
            }
            let mut also_in = asset.also_in;
            also_in.retain(|also| *also != zone.value);
            assets.insert(asset.id.clone(), Asset { id: asset.id, title: asset.title, zone, also_in });
        }
    }
    let links = reader.links(wire.links);
    reader.unlinked(&lots, &assets, &links);
    let waivers = reader.exceptions(wire.waive, "waive", &ids, &additions);
    let demands = reader.exceptions(wire.add, "add", &ids, &additions);
    let deadline = Spanned::new(deadline, deadline_place);
    let delivery = wire.delivery.and_then(|delivery| reader.delivery(&delivery, &deadline));
    let award = wire.award.map(|award| reader.award(award, &root, None, &additions));
    let themes = reader.themes(wire.themes, !additions.is_empty());
    let (published, corrigenda) = reader.editions(wire.published.as_deref(), wire.corrigenda, &deadline);
    Some(Tender {
        id: wire.id,
        former: wire.former_id,
        title: wire.title,
        reference: wire.reference,
        procedure: wire.procedure,
        contact: wire.contact,
        languages: wire.languages,
        maximum_lots_awarded: wire.maximum_lots_awarded,
        published,
        corrigenda,
        buyer: wire.buyer,
        summary: wire.summary,
        deadline,
        delivery,
        award,
        bill: wire.sbom.map(|sbom| sbom.elements).unwrap_or_default(),
        assurance: wire.assurance,
        tier,
        themes,
        lots,
        assets,
        links,
        settings,
        waivers,
        demands,
        additions,
    })
}

struct Reader<'a> {
    node: &'a Node,
    text: &'a str,
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
        let fault = unknown(code, message, word, place, known);
        self.bag.push(fault);
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
        let place = self.node.place(at);
        let known = self.library.zones().iter().map(|zone| zone.id.as_str());
        if known.len() > 0 && !known.clone().any(|known| known == zone) {
            let fault =
                unknown(&codes::UNKNOWN_ZONE, format!("there is no zone `{zone}`"), zone, place, known);
            self.bag.push(fault.hint("see `tenderc explain zones` for what each is"));
        }
        Spanned::new(zone.to_owned(), place)
    }

    /// A lot; `above` is the level of assurance of the tender, and how far it asks lots.
    fn lot(
        &mut self,
        lot: wire::Lot,
        above: (Assurance, Option<Tier>),
        sites: &[wire::Site],
        at: &Route,
        additions: &IndexMap<String, Requirement>,
    ) -> Option<Lot> {
        let fresh = self.new_id(&lot.id, at);
        let (category, mut known) = self.category(&lot.category, at);
        let with = self.companions(&lot.with, &category, at, &mut known);
        let zone = self.zone(&lot.zone, &at.key("zone"));
        let bounds = self.bounds(&lot.facts, &at.key("facts"));
        let bounds_of = self.bounds_of(&lot, at);
        let places = self.places(&lot, sites, at);
        let award = lot.award.map(|award| self.award(award, at, Some(&lot.id), additions));
        // A level of its own says how far a lot is asked before the tender does.
        let tier = lot.tier.or(lot.assurance.map(Assurance::tier)).or(above.1);
        (fresh && known).then(|| Lot {
            id: lot.id,
            former: lot.former_id,
            title: lot.title,
            category,
            quantity: lot.quantity,
            with,
            options: lot.options.into_iter().map(option).collect(),
            renewal: lot.renewal.map(renewal),
            places,
            description: lot.description,
            zone,
            assurance: lot.assurance.unwrap_or(above.0),
            award,
            tier: tier.unwrap_or_else(|| above.0.tier()),
            bounds,
            bounds_of,
            span: self.node.place(&at.key("id")),
        })
    }

    /// The requirement of that id. `rest` is what stands behind the id at the place, such as `.keep_days`.
    fn requirement(
        &mut self,
        id: &str,
        rest: &str,
        place: Span,
        additions: &IndexMap<String, Requirement>,
    ) -> Option<Requirement> {
        let library = self.library;
        let found = library.requirements.get(id).or_else(|| additions.get(id)).cloned();
        if found.is_none() {
            let known = library.requirements.keys().chain(additions.keys()).map(String::as_str);
            let message = format!("there is no requirement `{id}`");
            let fault = Diagnostic::new(&codes::UNKNOWN_REQUIREMENT, message).at(place, "");
            self.bag.push(match suggest::nearest(id, known) {
                Some(meant) => {
                    let meant = format!("{meant}{rest}");
                    fault.edit(format!("did you mean `{meant}`?"), place, meant)
                }
                None => fault.hint("see `tenderc explain requirements` for all of them"),
            });
        }
        found
    }

    /// What stands under `waive` or `add`.
    fn exceptions(
        &mut self,
        written: Vec<wire::Exception>,
        key: &str,
        lots: &[String],
        additions: &IndexMap<String, Requirement>,
    ) -> Vec<Exception> {
        let written = written.into_iter().enumerate();
        written
            .filter_map(|(i, one)| self.exception(one, &Route::root().key(key).index(i), lots, additions))
            .collect()
    }

    fn exception(
        &mut self,
        exception: wire::Exception,
        at: &Route,
        lots: &[String],
        additions: &IndexMap<String, Requirement>,
    ) -> Option<Exception> {
        let of = match (exception.requirement, exception.theme) {
            (Some(id), _) => {
                let id = Spanned::new(id, self.node.place(&at.key("requirement")));
                self.requirement(&id.value, "", id.span, additions);
                Exempt::Requirement(id)
            }
            (None, theme) => {
                let theme = Spanned::new(theme?, self.node.place(&at.key("theme")));
                self.theme(&theme);
                Exempt::Theme(theme)
            }
        };
        let named = exception.lots.into_iter().enumerate();
        let named: Vec<Spanned<String>> =
            named.map(|(j, lot)| Spanned::new(lot, self.node.place(&at.key("lots").index(j)))).collect();
        for lot in named.iter().filter(|lot| !lots.contains(&lot.value)) {
            let message = format!("there is no lot `{}`", lot.value);
            self.unknown(&codes::UNKNOWN_LOT, message, &lot.value, lot.span, lots.iter().map(String::as_str));
        }
        Some(Exception { of, lots: named, reason: exception.reason })
    }

    /// The themes that stand first. `own`: the tender has requirements of its own, which are a theme too.
    fn themes(&mut self, themes: Vec<String>, own: bool) -> Vec<Spanned<String>> {
        let at = Route::root().key("themes");
        let themes = themes.into_iter().enumerate();
        let themes: Vec<_> =
            themes.map(|(i, theme)| Spanned::new(theme, self.node.place(&at.index(i)))).collect();
        let library = |theme: &&Spanned<String>| !(own && theme.value == library::OWN_THEME);
        themes.iter().filter(library).for_each(|theme| self.theme(theme));
        themes
    }

    fn theme(&mut self, theme: &Spanned<String>) {
        let library = self.library;
        let themes: BTreeSet<&str> =
            library.requirements.values().map(|requirement| requirement.theme.id.as_str()).collect();
        if !themes.contains(theme.value.as_str()) {
            let message = format!("there is no theme `{}`", theme.value);
            let known = themes.iter().copied();
            let fault = unknown(&codes::UNKNOWN_THEME, message, &theme.value, theme.span, known);
            self.bag.push(fault.hint("see `tenderc explain themes` for what each holds"));
        }
    }
}

fn option(of: wire::PurchaseOption) -> PurchaseOption {
    PurchaseOption { title: of.title, quantity: of.quantity, description: of.description }
}

fn renewal(of: wire::Renewal) -> Renewal {
    Renewal { maximum: of.maximum, months: of.months, description: of.description }
}

/// A word that is none of the known ones.
fn unknown<'k>(
    code: &'static Code,
    message: String,
    word: &str,
    place: Span,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let fault = Diagnostic::new(code, message).at(place, "");
    match suggest::nearest(word, known.clone()) {
        Some(meant) => fault.edit(format!("did you mean `{meant}`?"), place, meant),
        None if known.clone().count() == 1 => fault.hint(format!("use {}", suggest::listed(known))),
        None => fault.hint(format!("use one of {}", suggest::listed(known))),
    }
}
